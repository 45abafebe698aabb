// What the passes that fill the record share: the document made ready, and the record so far.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reading/doer.hpp"
#include "reading/line_class.hpp"
#include "reading/meeting_record.hpp"
#include "reading/outline.hpp"
#include "reading/sheet.hpp"
#include "reading/sources.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {

// A table's total that its terms do not give.
struct WrongTotal {
  std::size_t item = 0, amount = 0;
  std::string terms;
  std::int64_t sum_ore = 0;
};

struct Reading {
  const Sheet& sheet;
  const std::vector<LineClass>& classes;
  const Outline& outline;
  const Hyphens& hyphens;
  MeetingRecord& record;
  std::vector<bool> taken;                    // rows already used by a field of the header or the closing
  std::vector<bool> listed{};                 // rows of attendance lists inside an item; empty where there are none
  std::vector<std::size_t> asked_decision{};  // items whose type asks for a decision

  std::vector<WrongTotal> wrong_sums{};
  KnownPeople people{};                                     // those on the attendance list, once it is read
  std::unordered_map<std::string, std::string> offices{};   // name -> “næstformand”, where it stands in brackets
  std::unordered_map<std::string, std::string> initials{};  // as the attendance list prints them -> name

  std::vector<Noted> noted{};  // where fields stand, in the order they were found

  void note(const FieldAt& at, const Place& place) { noted.push_back({at, place}); }
  // What was noted last for the field; none where nothing was.
  const Place* noted_place(const FieldAt& at) const {
    for (auto last = noted.rbegin(); last != noted.rend(); ++last)
      if (last->at == at) return &last->place;
    return nullptr;
  }
  const Row& row(std::size_t i) const { return sheet.rows[i]; }
  // Rows that hold text of the document's own and have not been used.
  bool free(std::size_t i) const { return !sheet.rows[i].furniture && !outline.dropped[i] && !taken[i]; }
};

}  // namespace klynge::reading
