// Automatic numbering: what Word prints before a paragraph and stores nowhere.
//
// A paragraph names a list (num) and a level; the list names an abstract list, whose levels say how
// a number looks. Lists of one abstract list count together, unless one of them starts anew
// (startOverride). The rules are those of ECMA-376 part 1, 17.9.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "extract/helper/docx_styles.hpp"

namespace klynge::extract {

inline constexpr int numbering_levels = 9;

struct NumberingLevel {
  int start = 1;
  std::string format = "decimal";
  std::string text;  // "%1.%2"
  std::string suffix = "tab";
  std::optional<int> restart_after;  // lvlRestart: 0 never restarts
  bool legal = false;                // isLgl: all numbers in Arabic digits
  std::string style;                 // pStyle
};

struct AbstractList {
  std::array<NumberingLevel, numbering_levels> levels;
  std::string style_link;  // numStyleLink: the list is defined by this style's list
};

struct List {
  int abstract = -1;
  std::array<std::optional<int>, numbering_levels> start_override;
  std::array<std::optional<NumberingLevel>, numbering_levels> level_override;
};

class DocxNumbering {
 public:
  DocxNumbering() = default;
  DocxNumbering(pugi::xml_node root, const DocxStyles& styles);  // <w:numbering>

  // Counts a paragraph and returns what stands before its text, with the space that follows: "2.1 ",
  // "b) ", "• ". Empty where the list is not known or prints nothing.
  std::string next(int list, int level);
  // The level that a list has linked to a paragraph style.
  std::optional<int> level_of_style(int list, std::string_view style) const;

 private:
  const NumberingLevel* level(const List& list, int level) const;
  void advance(int list_id, const List& list, int at);
  std::string printed(const List& list, int at) const;

  std::map<int, AbstractList> abstracts_;
  std::map<int, List> lists_;
  std::map<int, std::array<std::optional<int>, numbering_levels>> counters_;  // by abstract list
  std::map<int, unsigned> overrides_used_;                                    // by list, a bit a level
};

// A number as Word's formats print it. An unknown format counts in Arabic digits.
std::string format_number(int value, std::string_view format);

}  // namespace klynge::extract
