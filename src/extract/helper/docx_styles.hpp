// The styles part: what a paragraph or run looks like when it does not say so itself.
#pragma once
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace klynge::extract {

// What of a style matters here; empty where neither it nor a style it is based on says so.
struct DocxStyle {
  std::optional<bool> bold, hidden;
  std::optional<int> outline_level;  // 0…8; 9 is body text
  std::optional<int> numbering, numbering_level;
};

class DocxStyles {
 public:
  DocxStyles() = default;
  explicit DocxStyles(pugi::xml_node root);  // <w:styles>

  // An id that is not known, or "", gives the default paragraph style.
  const DocxStyle& paragraph(std::string_view id) const;
  // nullptr where the id is not known.
  const DocxStyle* find(std::string_view id) const;
  const std::string& default_paragraph_id() const { return default_paragraph_; }

 private:
  std::map<std::string, DocxStyle, std::less<>> styles_;
  std::string default_paragraph_;
  DocxStyle none_;
};

}  // namespace klynge::extract
