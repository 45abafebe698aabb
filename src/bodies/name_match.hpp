// The verdict on whether a printed name means somebody known, common to persons, organisations
// and bodies; the rules themselves are in person_match, organisation_match and body_match.
//
// Matching must never join two in silence who are not one: a wrong join hides in every list
// afterwards, while a question costs a secretary a moment. So there are three answers, and the
// middle one is always allowed. A rule speaks about one pair; choose() compares the pairs, because
// a name that fits two known persons equally well is a question however well it fits.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace klynge::bodies {

enum class Answer { same, doubtful, different };

struct Verdict {
  Answer answer = Answer::different;
  int certainty_permille = 0;  // 0…1000; of `same` or of the likeness that makes it doubtful
  std::string reason{};        // a Danish sentence, shown where the question is asked
};

struct Choice {
  enum class Kind {
    found,    // `index` is meant
    ask,      // `index` may be meant
    unknown,  // somebody not known yet
    nobody,   // no name at all, or one that means nothing outside its meeting
  };
  Kind kind = Kind::unknown;
  std::size_t index = 0;
  int certainty_permille = 0;
  std::string reason{};
};

// How much surer the best must be than the next one to be taken without asking.
inline constexpr int clear_lead_permille = 15;

// One verdict per candidate, in the candidates' order.
Choice choose(const std::vector<Verdict>& verdicts);

}  // namespace klynge::bodies
