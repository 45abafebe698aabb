// The little that the DOCX parser needs of XML: parsing with a bound on depth, and names without
// their prefix, since a writer may call the namespace whatever it likes.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace klynge::extract {

// Throws Refused: not well-formed, or deeper than limits::xml_depth. Entities of a DTD are not
// expanded.
void parse_xml(std::string bytes, pugi::xml_document& into);
// "p" of "w:p".
std::string_view local_name(pugi::xml_node node);
// The first child of that local name; a null node where there is none.
pugi::xml_node child(pugi::xml_node node, std::string_view name);
// The attribute of that local name, "" where there is none.
std::string_view attribute(pugi::xml_node node, std::string_view name);
// The "val" of a child: <w:numId w:val="3"/>.
std::string_view value_of(pugi::xml_node node, std::string_view name);
// A whole number from text; `otherwise` where it is none or out of ±1,000,000.
int number(std::string_view text, int otherwise);
// <w:b/> is true, <w:b w:val="0"/> false; `otherwise` where there is no such child.
bool is_on(pugi::xml_node node, std::string_view name, bool otherwise);

}  // namespace klynge::extract
