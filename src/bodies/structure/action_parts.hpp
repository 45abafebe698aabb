// What the actions of this room have in common: texts from forms, the words of refusals, the payload of
// an audit entry.
#pragma once
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "bodies/structure/period.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

using Json = nlohmann::json;

inline constexpr std::size_t name_characters = 300;
inline constexpr std::size_t note_bytes = 20'000;  // what stands in one field
inline constexpr std::size_t document_text_bytes = 500'000;

// One line: squeezed; none where nothing is left.
std::optional<std::string> one_line(const std::optional<std::string>& text);
// Several lines: trimmed, line ends as \n; none where nothing is left.
std::optional<std::string> several_lines(const std::optional<std::string>& text);
// A Problem where `text` has more than `bytes`; `what` begins the sentence: “Navnet”.
Result<void> check_length(const std::optional<std::string>& text, std::size_t bytes, std::string_view what);
// A Problem where the period holds no day.
Result<void> check_period(const Period& period);

std::unexpected<Problem> not_there(std::string_view what,
                                   std::string_view id);  // “Pladsen” → “Pladsen findes ikke længere …”

Json json_of(const std::optional<std::string>& text);
Json json_of(const Period& period);
Json json_of(const std::optional<Date>& day);
// The fields of `after` that differ from `before`, as {"before": {…}, "after": {…}}; all of `after` where
// there was nothing before (null).
std::string difference(const Json& before, const Json& after);

// A name nobody else may have: the body or organisation that stands under it in the register.
std::optional<std::string> body_named(database::Connection& connection, std::string_view name);
std::optional<std::string> organisation_named(database::Connection& connection, std::string_view name);

}  // namespace klynge::structure
