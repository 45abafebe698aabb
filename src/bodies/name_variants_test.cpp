// Precision and recall of the silent matches over testdata/name_variants.tsv.
//
// A case is found when the rules name a known one without asking. Precision: found and right of
// all found. Recall: found and right of all cases whose right answer is a known one. To ask is
// neither wrong nor found: it lowers the recall, never the precision. Creating somebody new where
// a known one was meant lowers the recall too.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "bodies/matcher_rules.hpp"
#include "bodies/variants_for_test.hpp"

namespace klynge::bodies {
namespace {

using variants::Case;
using variants::Count;
using variants::Known;
using variants::read_cases;

bool has(const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); }

std::string answer(const Choice& choice, const Case& one) {
  switch (choice.kind) {
    case Choice::Kind::found:
      return one.known[choice.index].id;
    case Choice::Kind::ask:
      return "ask";
    case Choice::Kind::unknown:
      return "new";
    case Choice::Kind::nobody:
      break;
  }
  return "none";
}

std::string match(const Case& one) {
  if (one.kind == "organisation") {
    std::vector<OrganisationCandidate> candidates;
    for (const auto& known : one.known)
      candidates.push_back({{parse_organisation_name(known.name)}, has(one.at_the_table, known.id)});
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
  std::map<std::string, Count> counts;
  for (const auto& one : cases) {
    const std::string got = match(one);
    for (Count* count : {&counts[one.kind], &counts["all"]}) count->add(got, one.expected);
    if (got != one.expected)
      std::cout << "line " << one.line << " " << one.kind << " “" << one.printed << "” (" << one.organisation
                << "): " << got << ", expected " << one.expected << " — " << one.about << "\n";
  }
  for (const auto& [kind, count] : counts)
    std::cout << kind << ": " << count.cases << " cases, precision " << count.precision() << ", recall "
              << count.recall() << ", asked " << count.asked << ", answered as labelled " << count.as_labelled << "\n";
  EXPECT_GE(counts["all"].precision(), 0.99);
  EXPECT_GE(counts["all"].recall(), 0.9);
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
