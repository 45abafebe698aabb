// Doubts: a name that may be one of several, or perhaps of one. Asked, never guessed.
//
// A doubt joins two: who stands in the register meanwhile, and whom it may also be. Until a person
// has answered, the same printed name in the same place goes to the same one, so that a question
// is asked once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

struct Doubt {
  std::string id;
  IdentityKind kind = IdentityKind::person;
  std::string printed, chosen_id, candidate_id;
  std::string chosen_name, candidate_name;  // as shown now
  std::optional<std::string> meeting_id;
  std::string reason;                                       // Danish
  std::string state;                                        // open, merged, different
  std::string chosen_known_from{}, candidate_known_from{};  // Danish; see known_from.hpp
};

void insert_doubt(database::Connection& connection, std::string_view id, const Doubt& doubt, std::int64_t now_us);
std::optional<Doubt> find_doubt(database::Connection& connection, std::string_view id);
// state: "open", "merged" or "different".
void set_doubt_state(database::Connection& connection, std::string_view id, std::string_view state,
                     std::optional<std::int64_t> settled_us);
// True where the two have been asked about, whatever the answer.
bool is_asked(database::Connection& connection, IdentityKind kind, std::string_view one, std::string_view other);
// Who was taken meanwhile when `printed` was doubted against `candidate_id`.
std::vector<std::string> chosen_before(database::Connection& connection, IdentityKind kind, std::string_view printed,
                                       std::string_view candidate_id);

std::int64_t count_open_doubts(database::Connection& connection);
// Open ones, oldest first. `limit` at most limits::page_rows.
std::vector<Doubt> open_doubts(database::Connection& connection, std::int64_t offset, std::int64_t limit);
std::vector<Doubt> open_doubts_of(database::Connection& connection, IdentityKind kind, std::string_view id);

}  // namespace klynge::bodies
