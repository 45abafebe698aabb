// Precision and recall of the silent matches over testdata/name_variants.tsv.
//
// A case is found when the rules name a known one without asking. Precision: found and right of
// all found. Recall: found and right of all cases whose right answer is a known one. To ask is
// neither wrong nor found: it lowers the recall, never the precision. Creating somebody new where
// a known one was meant lowers the recall too.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "bodies/matcher_rules.hpp"

namespace klynge::bodies {
namespace {

std::vector<std::string> cut(const std::string& text, const std::string& sign) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (;;) {
    const std::size_t at = text.find(sign, from);
    parts.push_back(text.substr(from, at == std::string::npos ? at : at - from));
    if (at == std::string::npos) return parts;
    from = at + sign.size();
  }
}

std::string plain(const std::string& text) { return text == "-" ? "" : text; }

struct Known {
  std::string id, name, organisation, body, title;
};

struct Case {
  int line = 0;
  std::string kind, printed, organisation, expected, about;
  std::vector<Known> known;
  std::string body;
  std::vector<std::string> at_the_table, seen;
  bool mention = false;
};

std::vector<Case> read_cases() {
  std::ifstream file(std::string(KLYNGE_SOURCE_DIR) + "/src/bodies/testdata/name_variants.tsv");
  std::vector<Case> cases;
  std::string row;
  for (int line = 1; std::getline(file, row); ++line) {
    if (row.empty() || row[0] == '#') continue;
    const auto cells = cut(row, "\t");
    if (cells.size() != 7) throw std::runtime_error("line " + std::to_string(line) + " has not seven cells");
    Case one{line, cells[0], cells[2], plain(cells[3]), cells[5], cells[6], {}, {}, {}, {}, false};
    if (cells[1] != "-")
      for (const auto& entry : cut(cells[1], " ; ")) {
        const std::size_t equals = entry.find('=');
        auto parts = cut(entry.substr(equals + 1), "|");
        parts.resize(4);
        one.known.push_back({entry.substr(0, equals), parts[0], plain(parts[1]), parts[2], parts[3]});
      }
    for (const auto& near : cut(cells[4], " ")) {
      if (near.starts_with("body=")) one.body = near.substr(5);
      if (near.starts_with("seen=")) one.seen = cut(near.substr(5), ",");
      if (near.starts_with("meeting=")) {
        one.mention = true;
        one.at_the_table = cut(near.substr(8), ",");
      }
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

bool has(const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); }

std::string answer(const Choice& choice, const Case& one) {
  switch (choice.kind) {
    case Choice::Kind::found: return one.known[choice.index].id;
    case Choice::Kind::ask: return "ask";
    case Choice::Kind::unknown: return "new";
    case Choice::Kind::nobody: break;
  }
  return "none";
}

std::string match(const Case& one) {
  if (one.kind == "organisation") {
    std::vector<OrganisationCandidate> candidates;
    for (const auto& known : one.known) candidates.push_back({{parse_organisation_name(known.name)}, has(one.at_the_table, known.id)});
    return answer(choose_organisation(one.printed, candidates), one);
  }
  if (one.kind == "body") {
    std::vector<BodyCandidate> candidates;
    for (const auto& known : one.known) candidates.push_back({{parse_body_name(known.name)}});
    return answer(choose_body(one.printed, candidates), one);
  }
  PersonQuestion question{one.printed, one.organisation, one.mention, {}};
  std::vector<PersonCandidate> candidates;
  std::vector<std::size_t> seats;
  for (std::size_t i = 0; i < one.known.size(); ++i) {
    const Known& known = one.known[i];
    PersonCandidate candidate;
    candidate.names = {parse_person_name(known.name)};
    if (!known.organisation.empty()) candidate.organisations = {parse_organisation_name(known.organisation)};
    candidate.in_this_body = !one.body.empty() && known.body == one.body;
    candidate.at_this_table = has(one.at_the_table, known.id);
    candidate.listed_already = has(one.seen, known.id);
    candidates.push_back(candidate);
    if (!candidate.at_this_table) continue;
    question.table.push_back({parse_person_name(known.name), known.title, known.organisation, false, false, false});
    seats.push_back(i);
  }
  return answer(choose_person(question, candidates, seats), one);
}

TEST(NameVariants, SilentMatchesArePreciseAndComplete) {
  const auto cases = read_cases();
  ASSERT_GE(cases.size(), 300u);
  struct Count { int cases = 0, meant = 0, found = 0, right = 0, asked = 0, exact = 0; };
  std::map<std::string, Count> counts;
  for (const auto& one : cases) {
    const std::string got = match(one);
    const bool known_meant = one.expected != "new" && one.expected != "ask" && one.expected != "none";
    const bool found = got != "new" && got != "ask" && got != "none";
    for (Count* count : {&counts[one.kind], &counts["all"]}) {
      ++count->cases;
      count->meant += known_meant;
      count->found += found;
      count->right += found && got == one.expected;
      count->asked += got == "ask";
      count->exact += got == one.expected;
    }
    if (got != one.expected)
      std::cout << "line " << one.line << " " << one.kind << " “" << one.printed << "” (" << one.organisation << "): " << got << ", expected " << one.expected << " — " << one.about << "\n";
  }
  for (const auto& [kind, count] : counts)
    std::cout << kind << ": " << count.cases << " cases, precision " << double(count.right) / std::max(count.found, 1) << ", recall "
              << double(count.right) / std::max(count.meant, 1) << ", asked " << count.asked << ", answered as labelled " << count.exact << "\n";
  const Count& all = counts["all"];
  EXPECT_GE(double(all.right) / all.found, 0.99);
  EXPECT_GE(double(all.right) / all.meant, 0.9);
}

TEST(NameVariants, EveryLineSaysSomethingElse) {
  std::map<std::string, int> seen;
  for (const auto& one : read_cases()) {
    std::string key = one.kind + one.printed + one.organisation + one.body;
    for (const auto& known : one.known) key += known.id + known.name + known.organisation + known.body + known.title;
    for (const auto& id : one.at_the_table) key += "@" + id;
    for (const auto& id : one.seen) key += "+" + id;
    EXPECT_EQ(seen.emplace(key, one.line).second, true) << "line " << one.line << " repeats line " << seen[key];
  }
}

}  // namespace
}  // namespace klynge::bodies
