// By whom something was decided: an item of the register, or words where the decision stands elsewhere.
//
// A form takes either in one field: the address of an item's page, copied from the browser, or a sentence.
// An address is kept as the item's id, so that it leads there whatever the pages are called later.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "bodies/structure/above.hpp"
#include "platform/html/html.hpp"

namespace klynge::structure {

// What is kept of what was typed: the id of an item where it is an address of one, else the words; none where blank.
std::optional<std::string> decision_from(const std::optional<std::string>& typed);
// What stands in the form's field again: “/punkter/<id>”, or the words.
std::string decision_text(const std::optional<std::string>& kept);
// A link with the item's name, or the words.
html::Html decision_html(database::Connection& connection, const Above& above, const std::optional<std::string>& kept);

}  // namespace klynge::structure
