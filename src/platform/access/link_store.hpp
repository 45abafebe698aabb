// The links of letters in the database: only a token's hash is kept, so that who reads a backup opens nothing.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account.hpp"
#include "platform/database/connection.hpp"

namespace klynge::access {

enum class LinkPurpose { invitation, reset, email };
std::string_view word_of(LinkPurpose purpose);

struct LinkRow {
  Id<Account> account;
  LinkPurpose purpose = LinkPurpose::reset;
  std::string email;  // for LinkPurpose::email: the address it proves
  Instant expires_at;
  std::optional<Instant> used_at;
  std::string letter_id;  // the letter in the outbox that holds it; "" for none
};

void insert_link(database::Connection& connection, std::string_view token_hash, const LinkRow& link, Instant now);
std::optional<LinkRow> find_link(database::Connection& connection, std::string_view token_hash);
// The letters with the account's links that can still be opened.
std::vector<std::string> letters_of_open_links(database::Connection& connection, Id<Account> account);
// None of the account's links opens anything any more; end_links() also sees to their letters.
void close_links(database::Connection& connection, Id<Account> account, Instant now);
void delete_links_before(database::Connection& connection, Instant expired_before);

}  // namespace klynge::access
