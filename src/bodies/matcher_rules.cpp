#include "bodies/matcher_rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace klynge::bodies {
namespace {

Verdict best_of(const std::vector<Verdict>& verdicts) {
  Verdict best;
  for (const auto& verdict : verdicts)
    if (verdict.answer != Answer::different && verdict.certainty_permille > best.certainty_permille) best = verdict;
  return best;
}

PersonContext context_of(const PersonCandidate& candidate, const std::string& organisation) {
  PersonContext context;
  context.listed_already = candidate.listed_already;
  if (candidate.in_this_body) context.tie = Tie::body;
  if (!organisation.empty()) {
    const OrganisationName printed = parse_organisation_name(organisation);
    bool shared = false, excluding = false;
    for (const auto& known : candidate.organisations) {
      const auto tie = tie_of(printed, known);
      shared = shared || tie == OrganisationTie::shared;
      excluding = excluding || tie == OrganisationTie::excluding;
    }
    if (shared) context.tie = Tie::organisation;
    context.organisations_exclude = excluding && !shared;
  }
  if (candidate.at_this_table) context.tie = Tie::meeting;
  return context;
}

Choice nobody() { return {Choice::Kind::nobody}; }

}  // namespace

Choice choose_person(const PersonQuestion& question, const std::vector<PersonCandidate>& candidates,
                     const std::vector<std::size_t>& seats) {
  const PersonName printed = parse_person_name(question.printed);
  if (question.mention && (printed.words.size() == 1 || !printed.office.empty())) {
    const auto seat = person_at_the_table(printed, question.table);
    if (!seat) return nobody();
    return {Choice::Kind::found, seats[*seat], 950,
            "Nævnt med en del af navnet eller embedet på et møde med den pågældende."};
  }
  if (printed.words.empty()) return nobody();
  std::vector<Verdict> verdicts;
  verdicts.reserve(candidates.size());
  for (const auto& candidate : candidates) {
    const PersonContext context = context_of(candidate, question.organisation);
    std::vector<Verdict> each;
    for (const auto& known : candidate.names) each.push_back(compare_persons(printed, known, context));
    verdicts.push_back(best_of(each));
  }
  Choice choice = choose(verdicts);
  const bool names_somebody = !names_no_single_person(question.printed) && !(question.mention && printed.lower_case);
  if (choice.kind != Choice::Kind::found && !names_somebody) return nobody();
  return choice;
}

Choice choose_organisation(const std::string& printed_name, const std::vector<OrganisationCandidate>& candidates) {
  const OrganisationName printed = parse_organisation_name(printed_name);
  std::vector<Verdict> verdicts;
  for (const auto& candidate : candidates) {
    std::vector<Verdict> each;
    for (const auto& known : candidate.names)
      each.push_back(compare_organisations(printed, known, candidate.at_this_table));
    verdicts.push_back(best_of(each));
  }
  Choice choice = choose(verdicts);
  // “Psykiatrien” and “PLO” are names even alone; “kommunen” only points at one.
  const bool name_alone = printed.kind == OrganisationKind::psychiatry || printed.kind == OrganisationKind::plo;
  if (choice.kind == Choice::Kind::unknown && (printed.plural || (printed.is_bare() && !name_alone))) return nobody();
  return choice;
}

Choice choose_body(const std::string& printed_name, const std::vector<BodyCandidate>& candidates) {
  const BodyName printed = parse_body_name(printed_name);
  if (printed.words.empty()) return nobody();
  std::vector<Verdict> verdicts;
  for (const auto& candidate : candidates) {
    std::vector<Verdict> each;
    for (const auto& known : candidate.names) each.push_back(compare_bodies(printed, known));
    verdicts.push_back(best_of(each));
  }
  return choose(verdicts);
}

}  // namespace klynge::bodies
