// The outbox in the database: letters that wait, and what became of those that were sent.
//
// Several nodes send from one outbox. Who wants to send a letter first moves its next attempt on by a
// lease; of two only one succeeds in that, and a node that dies meanwhile loses the letter to another
// when the lease has passed. A letter can so be sent twice, never be lost.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "platform/database/connection.hpp"

namespace klynge::mail {

struct OutgoingRow {
  std::string id, recipient, subject;
  std::string sealed_body;  // "" once it is sent
  Instant created_at;
  std::int64_t attempts = 0;
  std::optional<Instant> next_attempt_at;  // none: given up
  std::optional<Instant> sent_at;
  std::string failed;  // the last failure, in English; "" for none
};

void insert_outgoing(database::Connection& connection, const OutgoingRow& row);
std::optional<OutgoingRow> find_outgoing(database::Connection& connection, std::string_view id);
// Not sent, oldest first.
std::vector<OutgoingRow> waiting(database::Connection& connection, std::int64_t most);
std::int64_t count_waiting(database::Connection& connection);
// Sent lately, newest first.
std::vector<OutgoingRow> sent(database::Connection& connection, std::int64_t most);
// Those whose time has come.
std::vector<OutgoingRow> due(database::Connection& connection, Instant now, std::int64_t most);

// False where another node was faster. Counts the attempt.
bool claim(database::Connection& connection, const OutgoingRow& row, Instant lease_until);
// Keeps that it was sent and forgets its text.
void mark_sent(database::Connection& connection, std::string_view id, Instant now);
// `next`: none gives it up.
void mark_failed(database::Connection& connection, std::string_view id, std::string_view failure,
                 std::optional<Instant> next);
// False where it is not waiting.
bool try_again(database::Connection& connection, std::string_view id, Instant now);
bool discard(database::Connection& connection, std::string_view id);
void delete_sent_before(database::Connection& connection, Instant before);

// Letters to this address, sent and waiting, are no more.
void forget_recipient(database::Connection& connection, std::string_view recipient);

}  // namespace klynge::mail
