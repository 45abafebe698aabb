// Handing over: what a body that ends leaves to whom, as one document that both sides' chairs approve.
//
// A draft lists all that is open in the body; each matter is assigned to a successor or closed with a reason.
// Sent for approval it is frozen as a document, and a chair of each side approves exactly that. Where a side
// has no chair who could (the chair has left, the body has not begun), somebody stands in, by name and with a
// reason. The last approval ends the body, with its seats, and lets its successors take over, all at once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace klynge::structure {

enum class HandOverState { draft, for_approval, approved, cancelled };
std::string_view name(HandOverState state);            // as in the database
HandOverState hand_over_state(std::string_view word);  // an unknown word is cancelled: nothing can be done with it
std::string_view danish(HandOverState state);          // “Kladde”

struct HandOver {
  std::string id, body_id, body_name;
  Date ends_on{};  // the first day on which the body is no more
  HandOverState state = HandOverState::draft;
  std::string reason;
  Instant created_at{};
  std::string created_by;
  std::optional<std::string> document{};  // JSON, see below; from sending until it is withdrawn
  std::optional<Instant> approved_at{};
  Date last_day() const { return plus_days(ends_on, -1); }
};

struct HandedMatter {
  std::string kind, id, title, path;
  std::optional<Date> day{};
  std::string detail{};
  std::optional<std::string> successor_id{};   // either it goes on there …
  std::optional<std::string> closed_reason{};  // … or it ends; neither: not settled yet
  bool is_new = false;                         // came with the last bringing up to date of the list
  bool is_settled() const { return successor_id || closed_reason; }
};

struct HandOverApproval {
  std::string body_id;  // which side
  std::optional<std::string> person_id{};
  std::string name;                          // as it was called then
  std::optional<std::string> standing_in{};  // why somebody else than the chair
  std::optional<std::string> entered_by{};   // who entered it, where that is another
  Instant approved_at{};
};

// All of it as it was sent. Names of those who worked on it stand beside it, not in it: they can be erased.
struct HandOverDocument {
  struct Body {
    std::string id, name;
    std::optional<Date> first_day{};
    bool first_day_open = false;  // planned, the first day not settled
  };
  struct Kind {
    std::string kind, name;
    std::vector<HandedMatter> matters{};
  };
  Body body;
  std::vector<Body> successors{};
  Date ends_on{};
  std::string reason;
  std::optional<Date> sent_on{};
  std::vector<Kind> kinds{};
};
std::string to_json(const HandOverDocument& document);
// What to_json() wrote; empty where it is something else.
HandOverDocument document_from_json(std::string_view json);

const HandOverDocument::Body* find_successor(const HandOverDocument& document, std::string_view body_id);
std::size_t count_matters(const HandOverDocument& document);
std::size_t count_unsettled(const HandOverDocument& document);

// Danish sentences: when no successor exists yet, and which of them begin later.
std::vector<std::string> gaps(const HandOverDocument& document);

// The day on which a successor takes over: when the body has ended and it has begun itself; none where its
// first day is not settled.
std::optional<Date> takes_over_on(const HandOverDocument::Body& successor, Date ends_on);

// “A”, “A og B”, “A, B og C”
std::string listed_danish(const std::vector<std::string>& names);

}  // namespace klynge::structure
