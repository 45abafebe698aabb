#include "platform/access/link_store.hpp"

namespace klynge::access {

using database::Connection;
using database::Sql;

namespace {

const Sql insert_sql{
    "INSERT INTO account_link (token_hash, account_id, purpose, email, created_at, expires_at, letter_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql find_sql{"SELECT account_id, purpose, email, expires_at, used_at FROM account_link WHERE token_hash = $1"};
const Sql letters_sql{
    "SELECT letter_id FROM account_link WHERE account_id = $1 AND used_at IS NULL AND letter_id IS NOT NULL"};
const Sql close_sql{"UPDATE account_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL"};
const Sql delete_sql{"DELETE FROM account_link WHERE expires_at < $1"};

LinkPurpose purpose_from(std::string_view word) {
  if (word == "invitation") return LinkPurpose::invitation;
  return word == "email" ? LinkPurpose::email : LinkPurpose::reset;
}

}  // namespace

std::string_view word_of(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::invitation:
      return "invitation";
    case LinkPurpose::reset:
      return "reset";
    case LinkPurpose::email:
      return "email";
  }
  return {};
}

void insert_link(Connection& connection, std::string_view token_hash, const LinkRow& link, Instant now) {
  const auto email = link.email.empty() ? std::nullopt : std::optional(link.email);
  const auto letter = link.letter_id.empty() ? std::nullopt : std::optional(link.letter_id);
  connection.execute(insert_sql, token_hash, link.account.text(), word_of(link.purpose), email, now.us,
                     link.expires_at.us, letter);
}

std::optional<LinkRow> find_link(Connection& connection, std::string_view token_hash) {
  auto rows = connection.query(find_sql, token_hash);
  if (!rows.next()) return std::nullopt;
  LinkRow link{Id<Account>::parse(rows.text(0)).value_or(Id<Account>{}),
               purpose_from(rows.text(1)),
               rows.optional_string(2).value_or(""),
               Instant{rows.integer(3)},
               {},
               {}};
  if (const auto used = rows.optional_integer(4)) link.used_at = Instant{*used};
  return link;
}

std::vector<std::string> letters_of_open_links(Connection& connection, Id<Account> account) {
  std::vector<std::string> letters;
  auto rows = connection.query(letters_sql, account.text());
  while (rows.next()) letters.push_back(rows.string(0));
  return letters;
}

void close_links(Connection& connection, Id<Account> account, Instant now) {
  connection.execute(close_sql, account.text(), now.us);
}
void delete_links_before(Connection& connection, Instant expired_before) {
  connection.execute(delete_sql, expired_before.us);
}

}  // namespace klynge::access
