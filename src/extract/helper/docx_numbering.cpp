#include "extract/helper/docx_numbering.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "extract/helper/line_sink.hpp"
#include "extract/helper/xml.hpp"

namespace klynge::extract {
namespace {

// Beyond these Word itself prints nothing sensible.
constexpr int highest_roman = 3999, highest_letter = 780;

std::string roman(int value) {
  static constexpr std::array<std::pair<int, const char*>, 13> signs{{{1000, "m"},
                                                                      {900, "cm"},
                                                                      {500, "d"},
                                                                      {400, "cd"},
                                                                      {100, "c"},
                                                                      {90, "xc"},
                                                                      {50, "l"},
                                                                      {40, "xl"},
                                                                      {10, "x"},
                                                                      {9, "ix"},
                                                                      {5, "v"},
                                                                      {4, "iv"},
                                                                      {1, "i"}}};
  std::string out;
  for (const auto& [worth, sign] : signs)
    for (; value >= worth; value -= worth) out += sign;
  return out;
}

// After z comes aa, bb, cc.
std::string letters(int value) {
  return std::string(static_cast<std::size_t>((value - 1) / 26 + 1), static_cast<char>('a' + (value - 1) % 26));
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

// Bullets are printed as “•” whatever sign a font makes of them, dashes as they are.
std::string bullet(std::string_view text) {
  const std::string sign = clean_text(text);
  return sign == "-" || sign == "–" || sign == "—" || sign == "*" ? sign : "•";
}

bool in_range(int level) { return level >= 0 && level < numbering_levels; }

NumberingLevel read_level(pugi::xml_node node) {
  NumberingLevel level;
  level.start = std::max(number(value_of(node, "start"), 0), 0);
  if (const auto format = value_of(node, "numFmt"); !format.empty()) level.format = format;
  // Newer formats stand in an alternative; its fallback is what older programs print.
  for (const pugi::xml_node candidate : node.children())
    if (local_name(candidate) == "AlternateContent")
      if (const auto format = value_of(child(candidate, "Fallback"), "numFmt"); !format.empty()) level.format = format;
  level.text = value_of(node, "lvlText");
  if (const auto suffix = value_of(node, "suff"); !suffix.empty()) level.suffix = suffix;
  if (child(node, "lvlRestart")) level.restart_after = number(value_of(node, "lvlRestart"), 0);
  level.legal = is_on(node, "isLgl", false);
  level.style = value_of(node, "pStyle");
  return level;
}

AbstractList read_abstract(pugi::xml_node node) {
  AbstractList list;
  list.style_link = value_of(node, "numStyleLink");
  for (const pugi::xml_node level : node.children())
    if (const int at = number(attribute(level, "ilvl"), -1); local_name(level) == "lvl" && in_range(at))
      list.levels[static_cast<std::size_t>(at)] = read_level(level);
  return list;
}

List read_list(pugi::xml_node node) {
  List list;
  list.abstract = number(value_of(node, "abstractNumId"), -1);
  for (const pugi::xml_node over : node.children()) {
    const int at = number(attribute(over, "ilvl"), -1);
    if (local_name(over) != "lvlOverride" || !in_range(at)) continue;
    if (child(over, "startOverride"))
      list.start_override[static_cast<std::size_t>(at)] = number(value_of(over, "startOverride"), 1);
    if (const pugi::xml_node level = child(over, "lvl"))
      list.level_override[static_cast<std::size_t>(at)] = read_level(level);
  }
  return list;
}

}  // namespace

std::string format_number(int value, std::string_view format) {
  if (format == "none") return "";
  if (format == "decimalZero") return fmt::format("{:02}", value);
  if (format == "ordinal") return fmt::format("{}.", value);
  const bool is_letter = format == "lowerLetter" || format == "upperLetter";
  const bool is_roman = format == "lowerRoman" || format == "upperRoman";
  if (is_letter && value >= 1 && value <= highest_letter)
    return format.starts_with("upper") ? upper(letters(value)) : letters(value);
  if (is_roman && value >= 1 && value <= highest_roman)
    return format.starts_with("upper") ? upper(roman(value)) : roman(value);
  return std::to_string(value);
}

DocxNumbering::DocxNumbering(pugi::xml_node root, const DocxStyles& styles) {
  for (const pugi::xml_node node : root.children()) {
    if (local_name(node) == "abstractNum")
      abstracts_[number(attribute(node, "abstractNumId"), -1)] = read_abstract(node);
    if (local_name(node) == "num") lists_[number(attribute(node, "numId"), -1)] = read_list(node);
  }
  // One step of the link is all Word allows: the style's list must be defined itself.
  for (auto& [id, list] : lists_) {
    const auto abstract = abstracts_.find(list.abstract);
    if (abstract == abstracts_.end() || abstract->second.style_link.empty()) continue;
    const DocxStyle* style = styles.find(abstract->second.style_link);
    if (!style || !style->numbering) continue;
    const auto linked = lists_.find(*style->numbering);
    if (linked != lists_.end()) list.abstract = linked->second.abstract;
  }
}

const NumberingLevel* DocxNumbering::level(const List& list, int at) const {
  if (const auto& over = list.level_override[static_cast<std::size_t>(at)]) return &*over;
  const auto abstract = abstracts_.find(list.abstract);
  return abstract == abstracts_.end() ? nullptr : &abstract->second.levels[static_cast<std::size_t>(at)];
}

std::optional<int> DocxNumbering::level_of_style(int list, std::string_view style) const {
  const auto found = lists_.find(list);
  if (found == lists_.end() || style.empty()) return std::nullopt;
  for (int at = 0; at < numbering_levels; ++at)
    if (const NumberingLevel* candidate = level(found->second, at); candidate && candidate->style == style) return at;
  return std::nullopt;
}

void DocxNumbering::advance(int list_id, const List& list, int at) {
  auto& counters = counters_[list.abstract];
  const auto here = static_cast<std::size_t>(at);
  unsigned& used = overrides_used_[list_id];
  if (list.start_override[here] && !(used & (1u << at))) {
    counters[here] = list.start_override[here];
  } else {
    counters[here] = counters[here] ? *counters[here] + 1 : level(list, at)->start;
  }
  used |= 1u << at;
  // A level that nobody has counted yet is printed as its start.
  for (std::size_t above = 0; above < here; ++above)
    if (!counters[above])
      counters[above] = list.start_override[above].value_or(level(list, static_cast<int>(above))->start);
  for (int below = at + 1; below < numbering_levels; ++below) {
    const auto restart = level(list, below)->restart_after;
    if (!restart || (*restart > 0 && at < *restart)) counters[static_cast<std::size_t>(below)].reset();
  }
}

std::string DocxNumbering::printed(const List& list, int at) const {
  const NumberingLevel& own = *level(list, at);
  if (own.format == "bullet") return bullet(own.text);
  const auto& counters = counters_.at(list.abstract);
  std::string out;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const bool is_place =
        own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9';
    if (!is_place) {
      out += own.text[i];
      continue;
    }
    const int other = own.text[++i] - '1';
    const std::string_view format = level(list, other)->format;
    const bool arabic = own.legal && format != "none";
    out += format_number(counters[static_cast<std::size_t>(other)].value_or(0), arabic ? "decimal" : format);
  }
  return clean_text(out);
}

std::string DocxNumbering::next(int list_id, int at) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || !in_range(at) || !level(found->second, at)) return "";
  advance(list_id, found->second, at);
  std::string text = printed(found->second, at);
  if (text.empty()) return "";
  return level(found->second, at)->suffix == "nothing" ? text : text + " ";
}

}  // namespace klynge::extract
