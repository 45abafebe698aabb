// The remarks beside a person's name: “(afbud)”, “- deltog fra pkt. 3”, “suppleant for N.N.”, “(formand)”.
//
// Brackets, dashes and commas all set them off, and each may as well set off a title or an organisation; so a remark is
// known by its words, kind by kind, and what no kind knows is left for the entry's reader.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "reading/person_name.hpp"

namespace klynge::reading {

// What sets the words off from the name.
enum class Mark { bracket, dash, comma };

// Writes into `person` what the words say. False where they are no remark, or one that is part of the title as well.
bool take_remark(PersonText& person, std::string_view words, Mark mark);
// One more note beside those that are there.
void add_note(PersonText& person, std::string_view note);
// Who is replaced: “for N.N.”, “suppleant for N.N.”, “i stedet for N.N.”, “stedfortræder for N.N.”
std::optional<std::string> replaced_name(std::string_view remark);

}  // namespace klynge::reading
