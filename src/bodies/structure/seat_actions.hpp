// Changing seats, and who holds them. All need Permission::change_record.
//
// Whatever the order of changes, these stay true: terms of one seat never overlap, a term lies within
// its seat's period and a seat within its body's. A change that would break one is refused whole.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/seat.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

// `id` and `position` are not read. Returns the seat's id.
// Problems: no label; a kind that bodies/composition does not know; an organisation that is unknown or merged away;
// an empty period; a body that is unknown, merged away, or does not exist over the seat's period.
Result<std::string> add_seat(audit::Book& book, const audit::Actor& actor, const Seat& seat);
Result<std::string> add_seat_in(audit::Transaction& transaction, const Seat& seat);
// Terms that begin or end with the seat follow it. Also refused where a term would come to lie outside the seat's
// period.
Result<void> change_seat(audit::Book& book, const audit::Actor& actor, const Seat& seat);
Result<void> change_seat_in(audit::Transaction& transaction, const Seat& seat);
// Ends the seat and the terms in it that go on.
Result<void> end_seat(audit::Book& book, const audit::Actor& actor, std::string_view seat_id, Date first_day_without);

// Who is to sit: somebody in the register by id; or a name, which means the only one in the register who is
// called so, or somebody new where there is none or `is_new` says it.
struct Sitting {
  std::string seat_id;
  std::string person_id{};
  std::string person_name{};
  bool is_new = false;
  Period period{};
  bool from_seen = false, to_seen = false;
};
// An open beginning or end is taken from the seat. Where the term before goes on without an end and
// `ends_previous`, it ends on the day this one begins.
// Problems: an overlap (said with whom); outside the seat's period; a person unknown or merged away; conflict
// where several in the register are called so (namesakes() says who).
Result<std::string> add_term(audit::Book& book, const audit::Actor& actor, const Sitting& sitting,
                             bool ends_previous = false);
Result<std::string> add_term_in(audit::Transaction& transaction, const Sitting& sitting, bool ends_previous = false);
Result<void> change_term(audit::Book& book, const audit::Actor& actor, const Term& term);
Result<void> change_term_in(audit::Transaction& transaction, const Term& term);
Result<void> remove_term(audit::Book& book, const audit::Actor& actor, std::string_view term_id);  // entered by mistake

Result<std::string> add_substitute(audit::Book& book, const audit::Actor& actor, const Sitting& sitting);
Result<std::string> add_substitute_in(audit::Transaction& transaction, const Sitting& sitting);
Result<void> change_substitute(audit::Book& book, const audit::Actor& actor, const Substitute& substitute);
Result<void> remove_substitute(audit::Book& book, const audit::Actor& actor, std::string_view substitute_id);

// Those in the register who are called so, for choosing among them.
struct Namesake {
  std::string id, name, known_from;  // organisations with commas between
};
std::vector<Namesake> namesakes(database::Connection& connection, std::string_view person_name);

// Problems: an address without an @, a telephone number with letters.
Result<void> change_contact(audit::Book& book, const audit::Actor& actor, std::string_view person_id,
                            const Contact& contact);

}  // namespace klynge::structure
