// Erasing a person: a right, and the one thing in the register that cannot be taken back.
//
// The name goes from everything Klynge has made itself: the register of persons, doubts, what merges remember,
// the account, contents of the audit log. The minutes stay as they were printed, with their sources and
// readings: they are public records, and the person stands in them as anybody does; but nothing leads from them
// to a person any more. Rooms above keep rows about persons that this room does not know; each hands in a
// PersonKeeper, and `app` joins them.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/perform.hpp"

namespace klynge::bodies {

inline constexpr std::string_view erased_person_name = "Slettet person";

inline constexpr std::size_t most_name_places = 50;

struct ErasedPerson {
  std::vector<std::string> ids;    // of the person, and of those who were poured into them
  std::vector<std::string> names;  // as shown, as printed, and as their accounts were called
};

// Where a name still stands after the person is erased, for somebody to look at by hand.
struct NamePlace {
  std::string what;  // “Stamdata for Klyngestyregruppe Egelund”
  std::string path;  // of the page
  auto operator<=>(const NamePlace&) const = default;
};

struct PersonKeeper {
  // Why the person cannot be erased on that day, in Danish, behind “Vedkommende …”: “har pladsen ”Formand” i Klynge
  // Egelund”.
  std::function<std::vector<std::string>(database::Connection&, const ErasedPerson&, Date today)> holds{};
  // Takes the person out of the room's own rows.
  std::function<void(audit::Transaction&, const ErasedPerson&)> forget{};
  // Free text and documents that forget() does not touch and that hold one of the names.
  std::function<std::vector<NamePlace>(database::Connection&, const ErasedPerson&)> left{};
};

struct ErasePerson {
  std::string id;
  std::string reason;  // shown to auditors; holds none of the names
};

struct Erased {
  std::int64_t payloads = 0;      // of the audit log
  std::vector<NamePlace> left{};  // found by the names as they were written; another spelling is not found
};

// Needs manage_accounts. Problems: not_found; invalid (no reason, or a name in it; oneself); conflict where the
// person holds a seat today or later, and the sentence says which.
Result<Erased> erase_person(audit::Book& book, const audit::Actor& actor, std::span<const PersonKeeper> keepers,
                            const ErasePerson& command);

// Whether somebody was erased; false where the id is unknown.
bool is_erased(database::Connection& connection, std::string_view person_id);
// What would keep the person from being erased today, for the page before the button; sentences' parts as above.
std::vector<std::string> what_holds(database::Connection& connection, std::span<const PersonKeeper> keepers,
                                    std::string_view person_id, Date today);

// What a question finds, put to it with each name of several words (a single one is a name of many): $1 is the name,
// the columns are a place's `what` and `path`. At most most_name_places a question and name, and each place once.
std::vector<NamePlace> places_of_names(database::Connection& connection, std::span<const database::Sql> questions,
                                       const ErasedPerson& person);

// In a column that names who did something by what they were called then: `update` sets $2 where it is $1.
void replace_names(database::Connection& connection, const database::Sql& update, const ErasedPerson& person);

}  // namespace klynge::bodies
