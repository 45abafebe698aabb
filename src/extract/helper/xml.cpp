#include "extract/helper/xml.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

// Without recursion, since the depth is what is not yet known.
void check_depth(const pugi::xml_document& document) {
  std::size_t depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > limits::xml_depth) throw Refused{Failure::xml_too_deep, "XML over its depth"};
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (depth == 0) return;
      --depth;
    }
    node = node.next_sibling();
  }
}

}  // namespace

void parse_xml(std::string bytes, pugi::xml_document& into) {
  // White space alone is text too: <w:t xml:space="preserve"> </w:t>.
  const auto result = into.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (result.status == pugi::status_out_of_memory) throw Refused{Failure::out_of_memory, "XML takes too much memory"};
  if (!result) throw Refused{Failure::broken_docx, std::string("XML: ") + result.description()};
  check_depth(into);
}

std::string_view local_name(pugi::xml_node node) { return without_prefix(node.name()); }

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node candidate : node.children())
    if (local_name(candidate) == name) return candidate;
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute candidate : node.attributes())
    if (without_prefix(candidate.name()) == name) return candidate.value();
  return {};
}

std::string_view value_of(pugi::xml_node node, std::string_view name) { return attribute(child(node, name), "val"); }

int number(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= -1'000'000 && value <= 1'000'000 ? value : otherwise;
}

bool is_on(pugi::xml_node node, std::string_view name, bool otherwise) {
  const pugi::xml_node found = child(node, name);
  if (!found) return otherwise;
  const std::string_view value = attribute(found, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

}  // namespace klynge::extract
