#include "platform/access/account_erasure.hpp"

#include "platform/access/account_store.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::access {
namespace {

using database::Connection;
using database::Sql;

// Directly, and of persons who were poured into this one.
const Sql select_accounts{"SELECT id FROM account WHERE person_id = $1 AND erased_at IS NULL ORDER BY id"};
const Sql erase_sql{
    "UPDATE account SET name = $2, login = $3, email = NULL, password_hash = '', totp = NULL, totp_step = NULL, person_id = NULL,"
    " disabled = 1, erased_at = $4 WHERE id = $1"};
const Sql delete_rows[] = {{"DELETE FROM account_role WHERE account_id = $1"},
                           {"DELETE FROM account_backup_code WHERE account_id = $1"},
                           {"DELETE FROM account_identity WHERE account_id = $1"},
                           {"DELETE FROM account_link WHERE account_id = $1"},
                           {"DELETE FROM session WHERE account_id = $1"}};

}  // namespace

std::vector<Account> accounts_of_person(Connection& connection, std::string_view person_id) {
  std::vector<Id<Account>> ids;
  for (auto rows = connection.query(select_accounts, person_id); rows.next();)
    if (const auto id = Id<Account>::parse(rows.text(0))) ids.push_back(*id);
  std::vector<Account> accounts;
  for (const auto& id : ids)
    if (auto account = find_account(connection, id)) accounts.push_back(std::move(*account));
  return accounts;
}

void erase_account(audit::Transaction& transaction, const Account& account) {
  auto& connection = transaction.connection();
  const std::string id = account.id.text();
  for (const Sql& sql : delete_rows) connection.execute(sql, id);
  connection.execute(erase_sql, id, erased_account_name, "slettet-" + id, transaction.now().us);
  // An office's address may be another account's too.
  if (!account.email.empty() && find_by_email(connection, account.email).empty())
    mail::forget_recipient(connection, account.email);
  transaction.changed({"account", id, R"({"erased":true})"});
}

}  // namespace klynge::access
