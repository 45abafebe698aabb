// Whom the names of a meeting meant when it was last written.
//
// A correction, a newer reader or a settled finding writes a meeting's rows anew. A name that stands where it
// stood must then mean whom it meant, above all where a person has split or merged by hand: the matcher sees
// names, not what was said about them. So the old rows are kept at hand while the new ones are written, and
// a name is asked about only where its words are new.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "meetings/resolver.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

class EarlierAnswers {
 public:
  EarlierAnswers() = default;  // of a new meeting: none
  // To be made before the old rows go.
  EarlierAnswers(database::Connection& connection, std::string_view meeting_id);

  std::optional<std::string> body(std::string_view printed) const;
  // Each is given once: two rows alike have two answers.
  std::optional<PersonAnswer> attendee(std::string_view name, std::string_view organisation);
  std::optional<bodies::MentionMatch> presenter(std::string_view item_id, std::string_view name);
  std::optional<bodies::MentionMatch> responsible(std::string_view item_id, std::string_view name);
  // Whoever was called so here has been erased: nobody is entered for the name again.
  bool is_erased(std::string_view name) const;
  // Whose organisation is known all the same.
  std::optional<std::string> organisation_of_erased(std::string_view name, std::string_view organisation) const;

 private:
  std::string meeting_id_;
  std::unordered_set<std::string> erased_;
  std::unordered_map<std::string, std::string> organisations_;
  std::optional<std::string> body_printed_, body_id_;
  std::unordered_multimap<std::string, PersonAnswer> attendees_;
  std::unordered_multimap<std::string, bodies::MentionMatch> presenters_, responsible_;
};

// What stands in erased_mention for a name printed in a meeting.
std::string erased_name_hash(std::string_view meeting_id, std::string_view name);

}  // namespace klynge::meetings
