// From a correction form to operations: which fields did the person change?
//
// A form sends all its fields; an operation is made for those that differ from what stands there.
// Two texts that differ only in line ends or white space at the ends do not differ.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "intake/correction.hpp"

namespace klynge::intake {

// A form as it was sent: "handling" says what to do, "maal" with what, the rest are fields.
using FormValues = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view handling_field = "handling";
inline constexpr std::string_view target_field = "maal";

// The operations a form asks for; none where nothing was changed. `shown` is the record as the form
// showed it (person numbers masked). Errors: an unknown handling or target, a part that is missing;
// what an operation itself refuses is found when it is applied.
Result<std::vector<Operation>> operations_of(const FormValues& form, const IdentifiedRecord& shown,
                                             const NewId& new_id);

}  // namespace klynge::intake
