#include "bodies/name_match.hpp"

namespace klynge::bodies {

Choice choose(const std::vector<Verdict>& verdicts) {
  const std::size_t none = verdicts.size();
  std::size_t best = none, next = none;
  const auto certainty = [&](std::size_t i) { return verdicts[i].certainty_permille; };
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i].answer == Answer::different) continue;
    if (best == none || certainty(i) > certainty(best)) {
      next = best;
      best = i;
    } else if (next == none || certainty(i) > certainty(next)) {
      next = i;
    }
  }
  if (best == none) return {Choice::Kind::unknown};
  const Verdict& verdict = verdicts[best];
  if (verdict.answer == Answer::doubtful) return {Choice::Kind::ask, best, verdict.certainty_permille, verdict.reason};
  if (next != none && certainty(best) - certainty(next) < clear_lead_permille)
    return {Choice::Kind::ask, best, verdict.certainty_permille,
            "Navnet passer lige godt på flere, der er kendt i forvejen."};
  return {Choice::Kind::found, best, verdict.certainty_permille, verdict.reason};
}

}  // namespace klynge::bodies
