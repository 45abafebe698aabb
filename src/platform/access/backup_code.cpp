#include "platform/access/backup_code.hpp"

#include <sodium.h>

#include "base/text.hpp"
#include "platform/access/password.hpp"

namespace klynge::access {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

const Sql insert_sql{"INSERT INTO account_backup_code (account_id, code_hash, made_at) VALUES ($1, $2, $3)"};
const Sql select_sql{"SELECT code_hash FROM account_backup_code WHERE account_id = $1"};
const Sql delete_one_sql{"DELETE FROM account_backup_code WHERE account_id = $1 AND code_hash = $2"};
const Sql delete_all_sql{"DELETE FROM account_backup_code WHERE account_id = $1"};
const Sql count_sql{"SELECT COUNT(*) FROM account_backup_code WHERE account_id = $1"};

constexpr std::size_t letters_of_a_code = 16;  // of 31: generated_password()
constexpr std::size_t most_typed_bytes = 64;

// Without what people write between groups, in small letters.
std::string folded_code(std::string_view typed) {
  std::string code;
  for (const char c : typed.substr(0, most_typed_bytes))
    if (c != ' ' && c != '-') code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return code;
}

std::string hash_of(Id<Account> id, std::string_view folded) {
  return sha256_hex(id.text() + ":" + std::string(folded));
}

}  // namespace

bool is_like_backup_code(std::string_view typed) { return folded_code(typed).size() == letters_of_a_code; }

std::vector<std::string> renew_backup_codes(Connection& connection, Id<Account> id, Instant now) {
  delete_backup_codes(connection, id);
  std::vector<std::string> codes;
  while (codes.size() < backup_codes) {
    codes.push_back(generated_password());
    connection.execute(insert_sql, id.text(), hash_of(id, folded_code(codes.back())), now.us);
  }
  return codes;
}

bool use_backup_code(Connection& connection, Id<Account> id, std::string_view typed) {
  if (!is_like_backup_code(typed)) return false;
  const std::string wanted = hash_of(id, folded_code(typed));
  bool found = false;
  for (Rows rows = connection.query(select_sql, id.text()); rows.next();) {
    const auto known = rows.text(0);
    found |= known.size() == wanted.size() && sodium_memcmp(known.data(), wanted.data(), wanted.size()) == 0;
  }
  // Two who type it at one moment both find it; one of them deletes it.
  return found && connection.execute(delete_one_sql, id.text(), wanted) == 1;
}

std::int64_t count_backup_codes(Connection& connection, Id<Account> id) {
  Rows rows = connection.query(count_sql, id.text());
  return rows.next() ? rows.integer(0) : 0;
}

void delete_backup_codes(Connection& connection, Id<Account> id) { connection.execute(delete_all_sql, id.text()); }

}  // namespace klynge::access
