#include "extract/helper/docx_styles.hpp"

#include <set>

#include "base/text.hpp"
#include "extract/helper/xml.hpp"

namespace klynge::extract {
namespace {

struct Raw {
  DocxStyle own;
  std::string based_on;
};

DocxStyle own_properties(pugi::xml_node style) {
  DocxStyle own;
  const pugi::xml_node run = child(style, "rPr"), paragraph = child(style, "pPr");
  if (child(run, "b")) own.bold = is_on(run, "b", false);
  if (child(run, "vanish")) own.hidden = is_on(run, "vanish", false);
  if (child(paragraph, "outlineLvl")) own.outline_level = number(value_of(paragraph, "outlineLvl"), 9);
  const pugi::xml_node numbering = child(paragraph, "numPr");
  if (child(numbering, "numId")) own.numbering = number(value_of(numbering, "numId"), 0);
  if (child(numbering, "ilvl")) own.numbering_level = number(value_of(numbering, "ilvl"), 0);
  // Titles have no outline level of their own; writers other than Word leave it out of headings too.
  const std::string name = lower(value_of(style, "name"));
  if (!own.outline_level && name == "title") own.outline_level = 0;
  if (!own.outline_level && name.size() == 9 && name.starts_with("heading ") && name[8] >= '1' && name[8] <= '9')
    own.outline_level = name[8] - '1';
  return own;
}

template <class Value>
void inherit(std::optional<Value>& own, const std::optional<Value>& from) {
  if (!own) own = from;
}

DocxStyle resolved(const std::map<std::string, Raw, std::less<>>& raw, const std::string& id) {
  DocxStyle style;
  std::set<std::string_view> seen;  // a style may be based on itself
  std::string_view at = id;
  for (auto found = raw.find(at); found != raw.end() && seen.insert(found->first).second;
       found = raw.find(found->second.based_on)) {
    const DocxStyle& own = found->second.own;
    inherit(style.bold, own.bold);
    inherit(style.hidden, own.hidden);
    inherit(style.outline_level, own.outline_level);
    inherit(style.numbering, own.numbering);
    inherit(style.numbering_level, own.numbering_level);
  }
  return style;
}

}  // namespace

DocxStyles::DocxStyles(pugi::xml_node root) {
  std::map<std::string, Raw, std::less<>> raw;
  for (const pugi::xml_node style : root.children()) {
    if (local_name(style) != "style") continue;
    const std::string id(attribute(style, "styleId"));
    raw[id] = {own_properties(style), std::string(value_of(style, "basedOn"))};
    const bool is_default = attribute(style, "default") == "1" || attribute(style, "default") == "true";
    if (is_default && attribute(style, "type") == "paragraph") default_paragraph_ = id;
  }
  for (const auto& [id, style] : raw) styles_[id] = resolved(raw, id);
}

const DocxStyle* DocxStyles::find(std::string_view id) const {
  const auto found = styles_.find(id);
  return found == styles_.end() ? nullptr : &found->second;
}

const DocxStyle& DocxStyles::paragraph(std::string_view id) const {
  if (const DocxStyle* style = find(id)) return *style;
  const DocxStyle* fallback = find(default_paragraph_);
  return fallback ? *fallback : none_;
}

}  // namespace klynge::extract
