// A composition rule: one sentence of the agreement, as data and as the sentence itself.
//
// The rule is stored as its Danish sentence; parse() takes the wordings that agreements use, write() gives the one
// standard form, and parse(write(rule)) == rule. docs/composition-rules.md holds the grammar with examples.
// A rule says how many seats there are of one sort; a body's composition is its rules together (see check.hpp).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "bodies/composition/words.hpp"

namespace klynge::composition {

// How many. No `max`: no upper bound. In a Part “1” means at least one of them, so {1, nothing}.
struct Count {
  int min = 1;
  std::optional<int> max;
  bool operator==(const Count&) const = default;
};

// Which municipalities “kommunerne” and “hver kommune” are. Whatever is said, it is the area of the body that is meant;
// the word is kept because the sentence is shown again. `unsaid` with “kommunerne”: any municipality.
enum class Within { unsaid, cluster, council_area, area, region };

struct OrganisationReference {
  OrganisationKind kind = OrganisationKind::other;
  std::string name{};              // only with `other`: what it is called
  Within within = Within::unsaid;  // only with `municipality`
  bool operator==(const OrganisationReference&) const = default;
};

// “herunder 1 fra psykiatrien”: some among those the rule counts. No kind: any of the rule's kind.
struct Part {
  Count count;
  std::optional<SeatKind> kind;
  std::vector<OrganisationReference> from;  // any of these; empty: from anywhere
  bool operator==(const Part&) const = default;
};

enum class Per { body, municipality, cluster };
enum class Manner {
  member,
  observer,  // counts seats whose role is observer
  ad_hoc,    // takes part when the agenda asks for it: no seat is missing when there is none
};

// Holds always (parse() sees to it): count.max >= 1 where given; Manner::ad_hoc has count.min 0;
// Per::municipality has no `from`.
struct Rule {
  Count count{1, 1};
  SeatKind kind = SeatKind::member;
  std::vector<OrganisationReference> from;          // any of these
  std::vector<OrganisationReference> appointed_by;  // any of these
  Per per = Per::body;                              // the count is for each municipality or cluster of the area
  Within within = Within::unsaid;                   // only with Per::municipality
  std::optional<bool> voting;                       // “med stemmeret”, “uden stemmeret”
  Manner manner = Manner::member;
  std::vector<Part> parts;
  bool operator==(const Rule&) const = default;
};

// The sentence as a rule. The problem says in Danish what is not understood, where, and shows an example.
// At most limits::composition_sentence_bytes.
Result<Rule> parse(std::string_view sentence);

// The standard form, with a capital letter and a full stop: "2-4 politikere fra hver kommune i klyngen."
std::string write(const Rule& rule);
// "PLO", "kommunerne i klyngen", a name as it is called.
std::string write(const OrganisationReference& reference);

// Why no seats whatever could keep this rule, as a Danish sentence: “herunder” asks for more than the rule counts, the
// least is more than the most, a part that nobody counted can be. Nothing: it can be kept. Such a rule is better
// refused when it is written; check() asks too, since the area plays a part there.
std::optional<std::string> never_met(const Rule& rule);

// Example sentences for help beside a field, each in standard form.
std::vector<std::string> examples();

}  // namespace klynge::composition
