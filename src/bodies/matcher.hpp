// The matcher: from a printed name in one meeting's document to an id in the register.
//
// One matcher serves one meeting inside one transaction: first the body, then everybody on the
// attendance list, then the names that the items mention (presenters, responsible persons), which
// may be given names, initials or offices that only the attendance explains. Whoever is not known is
// entered; whoever is doubtful is entered too, with a doubt that joins the two, so that nothing is
// merged in silence and nothing waits. It keeps nothing beyond its transaction.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/candidate_store.hpp"
#include "bodies/doubt_store.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::bodies {

// What was made of a printed name. No id: nobody in particular is meant.
struct Match {
  std::optional<std::string> id;
  int certainty_permille = 0;
  std::optional<std::string> doubt_id;  // a question that was asked by this match
};

// `settled`: whom the same words in the same place meant when the meeting was last written, by a match that
// stood or by a person's hand (a split, a merge). It is not asked again: what a person has said stays said.
struct BodyQuestion {
  std::string_view printed;
  std::span<const std::string_view> attendees{};  // their names, by which two of one bare name are told apart
  std::optional<std::string> settled{};
};

struct AttendeeQuestion {
  std::string_view name;                 // as printed
  std::string_view title, organisation;  // "" where not printed
  bool chairs = false, moderates = false, keeps_minutes = false;
  std::optional<std::string> settled{}, settled_organisation{};
};
struct AttendeeMatch {
  Match person, organisation;
};

// A name that an item mentions: at most one of the three.
struct MentionMatch {
  std::optional<std::string> person_id, organisation_id, body_id;
};

class Matcher {
 public:
  // `meeting_id` stands in doubts, so that whoever settles one can look.
  Matcher(audit::Transaction& transaction, std::string_view meeting_id);

  // The meeting's body; to be asked first.
  Match body(const BodyQuestion& question);
  AttendeeMatch attendee(const AttendeeQuestion& question);
  // Never enters a body or an organisation; a person only where a full name is printed.
  MentionMatch mention(std::string_view printed);

 private:
  struct Seat {
    std::string person_id;
    AtTheTable at_the_table;
  };
  Match found_body(const std::string& id, std::string_view printed, int certainty);
  Match new_body(std::string_view printed, const BodyName& parsed);
  std::optional<Match> body_by_its_people(std::string_view printed, const BodyName& parsed,
                                          const std::vector<std::string>& same_name,
                                          std::span<const std::string_view> attendees);
  Match organisation(std::string_view printed);
  Match person(const PersonQuestion& question, const std::optional<std::string>& organisation_id);
  std::optional<Match> choose_among(const PersonQuestion& question, std::vector<std::string> ids,
                                    const std::optional<std::string>& organisation_id, bool last_word);
  Match found_person(const std::string& id, std::string_view printed, int certainty,
                     const std::optional<std::string>& organisation_id);
  Match new_person(std::string_view printed, const std::optional<std::string>& organisation_id);
  Match doubtful_person(const PersonQuestion& question, const std::string& candidate_id, std::string reason,
                        const std::optional<std::string>& organisation_id);
  void entered(IdentityKind kind, const std::string& id, std::string_view printed);
  bool belongs_nowhere(const std::string& person_id);
  std::optional<std::string> doubt(IdentityKind kind, std::string_view printed, const std::string& chosen,
                                   const std::string& candidate, std::string reason);
  std::vector<FoundOrganisation>& organisations();
  std::vector<FoundBody>& bodies();
  std::optional<std::string> mentioned_organisation(std::string_view printed);
  std::optional<std::string> mentioned_body(std::string_view printed);
  std::optional<std::string> seat_of(const PersonQuestion& question);

  audit::Transaction& transaction_;
  database::Connection& connection_;
  std::string meeting_id_;
  std::optional<std::string> body_id_;
  std::vector<Seat> seats_;
  std::vector<std::string> organisations_here_;
  std::vector<std::pair<std::string, Match>> organisation_answers_;  // by printed name, this meeting only
  std::optional<std::vector<FoundOrganisation>> organisations_;      // loaded when first needed
  std::optional<std::vector<FoundBody>> bodies_;
};

}  // namespace klynge::bodies
