#include "bodies/structure/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/structure/text_fit.hpp"
#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

using Bodies = std::vector<const BodyProfile*>;

constexpr std::array<Word<LineKind>, 2> line_kinds{
    {{LineKind::rule, "rule", "Sammensætning"}, {LineKind::duty, "duty", "Opgave"}}};
constexpr std::array<Word<Change>, 4> changes{{{Change::same, "same", "Uændret"},
                                               {Change::changed, "changed", "Ændret"},
                                               {Change::gone, "gone", "Bortfaldet"},
                                               {Change::added, "added", "Nyt"}}};

// What a successor may be on the later day: there, or expected without a day of its own.
bool stands_after(const BodyProfile& body, Date day) {
  return body.exists_on(day) || (body.planned && !body.period.from && body.period.contains(day));
}

class Pairing {
 public:
  Pairing(const ComparedStructure& structure, Date before, Date after)
      : structure_(structure), before_(before), after_(after) {
    for (std::size_t i = 0; i < structure.profiles.size(); ++i) places_.emplace(structure.profiles[i].body_id, i);
    for (const auto& one : structure.successions) next_[one.predecessor_id].push_back(one.successor_id);
  }

  std::vector<ComparedPair> run() {
    std::vector<ComparedPair> pairs;
    std::map<std::vector<std::size_t>, std::size_t> merged;  // successors → pair
    std::set<std::size_t> accounted;
    for (const auto& body : structure_.profiles) {
      if (!body.exists_on(before_)) continue;
      const auto after = successors(body);
      accounted.insert(after.begin(), after.end());
      const auto [found, is_new] = merged.try_emplace(after, pairs.size());
      if (is_new || after.empty()) {  // those that end without anybody after them have nothing in common
        pairs.push_back({.before = {&body}, .after = at(after)});
        found->second = pairs.size() - 1;
      } else {
        pairs[found->second].before.push_back(&body);
      }
    }
    for (std::size_t i = 0; i < structure_.profiles.size(); ++i)
      if (structure_.profiles[i].exists_on(after_) && !accounted.contains(i))
        pairs.push_back({.before = {}, .after = {&structure_.profiles[i]}});
    for (auto& pair : pairs)
      pair.successor_is_planned =
          std::ranges::any_of(pair.after, [&](const BodyProfile* one) { return !one->exists_on(after_); });
    return pairs;
  }

 private:
  // The nearest ones along each line of succession; the body itself where it goes on.
  std::vector<std::size_t> successors(const BodyProfile& body) const {
    if (body.exists_on(after_)) return {places_.at(body.body_id)};
    std::set<std::size_t> found;
    std::set<std::string_view> seen{body.body_id};
    std::vector<std::string_view> open{body.body_id};
    while (!open.empty()) {
      const auto next = next_.find(open.back());
      open.pop_back();
      if (next == next_.end()) continue;
      for (const auto& id : next->second) {
        const auto place = places_.find(id);
        if (place == places_.end() || !seen.insert(id).second) continue;
        if (stands_after(structure_.profiles[place->second], after_))
          found.insert(place->second);
        else
          open.push_back(id);
      }
    }
    return {found.begin(), found.end()};
  }

  Bodies at(const std::vector<std::size_t>& places) const {
    Bodies found;
    for (const auto place : places) found.push_back(&structure_.profiles[place]);
    return found;
  }

  const ComparedStructure& structure_;
  Date before_, after_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> next_;
};

// A body that is only expected is compared as it will be when it begins.
bool holds(const Period& period, const BodyProfile& body, Date day) {
  return period.contains(day) || (body.planned && !body.period.from && !period.is_over(day));
}

// The rule, and beside it what was decided instead.
std::string rule_text(const RuleRow& rule, Date day) {
  std::string out = rule.sentence;
  for (const auto& one : rule.deviations)
    if (one.period.contains(day))
      out += one.sentence ? " Fraveget; i stedet gælder: " + *one.sentence : " Fraveget; ingen regel gælder i stedet.";
  return out;
}

// A rule or duty of one side, and which of its bodies have it.
struct OwnedText {
  std::string text;
  Bodies of;
};

void add_once(std::vector<OwnedText>& lines, std::string text, const BodyProfile* of) {
  auto found = std::ranges::find(lines, text, &OwnedText::text);
  if (found == lines.end()) found = lines.insert(lines.end(), {std::move(text), {}});
  found->of.push_back(of);
}

// The rows of each body, found once: a page compares fifty bodies.
struct RowsByBody {
  explicit RowsByBody(const ComparedStructure& structure) {
    for (const auto& row : structure.rules) rules[row.body_id].push_back(&row);
    for (const auto& row : structure.duties) duties[row.body_id].push_back(&row);
  }
  std::unordered_map<std::string_view, std::vector<const RuleRow*>> rules;
  std::unordered_map<std::string_view, std::vector<const Duty*>> duties;
};

std::vector<OwnedText> texts(const RowsByBody& rows, const Bodies& bodies, LineKind kind, Date day) {
  std::vector<OwnedText> found;
  for (const auto* body : bodies) {
    if (kind == LineKind::rule) {
      const auto there = rows.rules.find(body->body_id);
      if (there == rows.rules.end()) continue;
      for (const auto* row : there->second)
        if (holds(row->period, *body, day)) add_once(found, rule_text(*row, day), body);
    } else {
      const auto there = rows.duties.find(body->body_id);
      if (there == rows.duties.end()) continue;
      for (const auto* row : there->second)
        if (holds(row->period, *body, day)) add_once(found, row->text, body);
    }
  }
  if (bodies.size() < 2)
    for (auto& one : found) one.of.clear();
  return found;
}

// What is alike but for spaces, letters' size and a full stop is the same.
std::string essence(std::string_view line) {
  auto text = fold(squeeze(line));
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

// Two rules that ask for the same people, but not for as many, are one rule that was changed.
std::string who_is_asked(std::string_view sentence) {
  auto rule = composition::parse(sentence);
  if (!rule) return {};
  rule->count = {1, 1};
  rule->manner = composition::Manner::member;
  rule->voting.reset();
  rule->parts.clear();
  return composition::write(*rule);
}

void compare_lines(std::vector<ComparedLine>& out, LineKind kind, const std::vector<OwnedText>& before,
                   const std::vector<OwnedText>& after) {
  std::vector<bool> used(after.size(), false);
  std::vector<std::size_t> partner(before.size(), after.size());
  const auto pair_by = [&](auto essence_of) {
    std::vector<std::string> right(after.size());
    for (std::size_t j = 0; j < after.size(); ++j)
      if (!used[j]) right[j] = essence_of(after[j].text);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (partner[i] != after.size()) continue;
      const std::string left = essence_of(before[i].text);
      for (std::size_t j = 0; !left.empty() && j < after.size(); ++j)
        if (!used[j] && right[j] == left) {
          partner[i] = j;
          used[j] = true;
          break;
        }
    }
  };
  pair_by([](const std::string& line) { return line; });  // most are, and folding is dear
  pair_by(essence);
  const auto same = partner;
  if (kind == LineKind::rule && std::ranges::count(used, false) > 0) pair_by(who_is_asked);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool has_partner = partner[i] != after.size();
    const OwnedText partnered = has_partner ? after[partner[i]] : OwnedText{};
    out.push_back({kind, before[i].text, partnered.text,
                   !has_partner              ? Change::gone
                   : same[i] != after.size() ? Change::same
                                             : Change::changed,
                   before[i].of, partnered.of});
  }
  for (std::size_t j = 0; j < after.size(); ++j)
    if (!used[j]) out.push_back({kind, "", after[j].text, Change::added, {}, after[j].of});
}

}  // namespace

std::string_view danish(LineKind kind) { return danish_word(line_kinds, kind); }
std::string_view danish(Change change) { return danish_word(changes, change); }

std::size_t ComparedPair::count(Change change) const {
  return static_cast<std::size_t>(std::ranges::count(lines, change, &ComparedLine::change));
}

std::vector<ComparedPair> compare(const ComparedStructure& structure, Date before, Date after) {
  auto pairs = Pairing(structure, before, after).run();
  const RowsByBody rows(structure);
  for (auto& pair : pairs)
    for (const auto kind : {LineKind::rule, LineKind::duty})
      compare_lines(pair.lines, kind, texts(rows, pair.before, kind, before), texts(rows, pair.after, kind, after));
  // What was changed is what one looks for.
  std::ranges::stable_sort(pairs, {}, [](const ComparedPair& pair) {
    return pair.before != pair.after ? 0 : pair.count(Change::same) < pair.lines.size() ? 1 : 2;
  });
  return pairs;
}

std::string summary(const ComparedPair& pair) {
  if (pair.lines.empty()) return "Der er hverken skrevet regler eller opgaver ned for de to dage.";
  if (pair.count(Change::same) == pair.lines.size()) return "Intet er ændret.";
  const auto words = [&](Change change, std::string_view one, std::string_view more) {
    const auto count = pair.count(change);
    return count == 0 ? std::string() : fmt::format("{} {}", count, count == 1 ? one : more);
  };
  std::vector<std::string> parts;
  for (auto& part : {words(Change::same, "uændret", "uændrede"), words(Change::changed, "ændret", "ændrede"),
                     words(Change::added, "ny", "nye"), words(Change::gone, "bortfaldet", "bortfaldet")})
    if (!part.empty()) parts.push_back(part);
  return "Af regler og opgaver er " + danish_list(parts) + ".";
}

}  // namespace klynge::structure
