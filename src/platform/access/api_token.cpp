#include "platform/access/api_token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/password.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using audit::Transaction;
using database::Connection;
using database::Rows;
using database::Sql;

const audit::Action token_add_action{"token.add", audit::Permission::manage_accounts};
const audit::Action token_revoke_action{"token.revoke", audit::Permission::manage_accounts};

#define TOKEN_COLUMNS "t.id, t.name, t.scopes, a.name, a.id, t.created_at, t.expires_at, t.last_used_at, t.revoked_at"

const Sql select_all{"SELECT " TOKEN_COLUMNS
                     " FROM api_token t JOIN account a ON a.id = t.created_by ORDER BY t.created_at DESC, t.id DESC"};
const Sql select_by_hash{"SELECT " TOKEN_COLUMNS
                         " FROM api_token t JOIN account a ON a.id = t.created_by WHERE t.token_hash = $1"};
const Sql select_by_id{"SELECT " TOKEN_COLUMNS
                       " FROM api_token t JOIN account a ON a.id = t.created_by WHERE t.id = $1"};
const Sql select_name{"SELECT 1 FROM api_token WHERE name = $1"};
const Sql count_sql{"SELECT COUNT(*) FROM api_token WHERE revoked_at IS NULL"};
const Sql insert_sql{
    "INSERT INTO api_token (id, name, token_hash, scopes, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql revoke_sql{"UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"};
const Sql used_sql{
    "UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)"};

// So that a token is known for one where it should not be: in a log, in a repository.
constexpr std::string_view prefix = "klynge_";
constexpr std::size_t digits = 64;
constexpr std::size_t name_bytes = 100;
constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t remember_us = 5 * second_us;
// Used again within this time is not worth a write.
constexpr std::int64_t write_step_us = 60 * second_us;

constexpr audit::Permissions published = static_cast<audit::Permissions>(Permission::read_published);

struct ScopeWords {
  Scope scope;
  std::string_view word, danish, explanation;
  audit::Permissions permissions;
};
constexpr ScopeWords scopes[] = {
    {Scope::read, "read", "Læse", "Læser møder, beslutninger, opgaver og beløb, men ingen lukkede punkter.",
     published | Permission::read_all},
    {Scope::import, "import", "Importere",
     "Læser, tager dokumenter ind, retter i dem, der venter, og lægger dem i registeret. Kan ikke rette i det, der står der, offentliggøre, lægge sammen eller afklare. Ser ingen lukkede punkter.",
     published | Permission::read_all | Permission::import_documents},
    {Scope::audit, "audit", "Læse loggen", "Læser loggen over ændringer.", published | Permission::read_audit},
};

const ScopeWords& words_for(Scope scope) { return *std::ranges::find(scopes, scope, &ScopeWords::scope); }

std::string words_of(const Scopes& given) {
  std::string out;
  for (const Scope scope : given) out.append(out.empty() ? "" : " ").append(word_of(scope));
  return out;
}

ApiToken read(Rows& rows) {
  ApiToken token{.id = Id<ApiToken>::parse(rows.text(0)).value_or(Id<ApiToken>{}), .name = rows.string(1)};
  for (const auto word : split(rows.text(2), ' '))
    if (const auto scope = scope_from(word)) token.scopes.push_back(*scope);
  token.created_by = rows.string(3);
  token.created_at = Instant{rows.integer(5)};
  token.expires_at = Instant{rows.integer(6)};
  if (const auto at = rows.optional_integer(7)) token.last_used_at = Instant{*at};
  if (const auto at = rows.optional_integer(8)) token.revoked_at = Instant{*at};
  return token;
}

// Whether whoever made the token could make it today.
bool stands(Connection& connection, std::string_view maker_id, const Scopes& given) {
  const auto id = Id<Account>::parse(maker_id);
  const auto maker = id ? find_account(connection, *id) : std::nullopt;
  if (!maker || maker->disabled) return false;
  const auto needed = permissions_of(given) | Permission::manage_accounts;
  return (needed & ~permissions_of(maker->roles)) == 0;
}

Result<void> check(const NewToken& wanted, Date today) {
  const std::string name = squeeze(wanted.name);
  if (name.empty() || name.size() > name_bytes) return invalid("Skriv, hvad adgangsnøglen er til, med højst 100 tegn.");
  if (wanted.scopes.empty()) return invalid("Vælg, hvad adgangsnøglen giver lov til.");
  if (!exists(wanted.last_day) || wanted.last_day < today) return invalid("Den sidste dag må ikke ligge før i dag.");
  if (plus_days(today, static_cast<int>(limits::api_token_days)) < wanted.last_day)
    return invalid("En adgangsnøgle kan højst gælde i to år. Vælg en tidligere sidste dag.");
  return {};
}

}  // namespace

const Scopes& all_scopes() {
  static const Scopes all{Scope::read, Scope::import, Scope::audit};
  return all;
}
std::string_view word_of(Scope scope) { return words_for(scope).word; }
std::string_view danish(Scope scope) { return words_for(scope).danish; }
std::string_view explanation(Scope scope) { return words_for(scope).explanation; }

std::optional<Scope> scope_from(std::string_view word) {
  const auto* found = std::ranges::find(scopes, word, &ScopeWords::word);
  if (found == std::end(scopes)) return std::nullopt;
  return found->scope;
}

audit::Permissions permissions_of(const Scopes& given) {
  audit::Permissions all = published;
  for (const Scope scope : given) all |= words_for(scope).permissions;
  return all;
}

std::vector<ApiToken> list_tokens(Connection& connection) {
  std::vector<ApiToken> tokens;
  Rows rows = connection.query(select_all);
  std::vector<std::string> makers;
  while (rows.next()) {
    tokens.push_back(read(rows));
    makers.push_back(rows.string(4));
  }
  for (std::size_t i = 0; i < tokens.size(); ++i)
    tokens[i].maker_stands = stands(connection, makers[i], tokens[i].scopes);
  return tokens;
}

Result<std::string> add_token(audit::Book& book, const audit::Actor& actor, const NewToken& wanted) {
  if (auto checked = check(wanted, local_date(book.clock())); !checked) return std::unexpected(checked.error());
  if ((permissions_of(wanted.scopes) & ~actor.permissions) != 0)
    return fail(Problem::Kind::forbidden, "Du kan ikke give en adgangsnøgle lov til mere, end du selv har lov til.",
                "api token beyond its maker");
  const std::string name = squeeze(wanted.name);
  std::string token = std::string(prefix) + random_token();
  auto done = audit::perform<void>(book, actor, token_add_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    if (connection.query(select_name, name).next())
      return fail(Problem::Kind::conflict,
                  fmt::format("Der er eller har været en adgangsnøgle, der hedder {}. Vælg et andet navn.", name),
                  "api token's name taken");
    {
      Rows rows = connection.query(count_sql);
      if (rows.next() && rows.integer(0) >= limits::api_tokens)
        return fail(Problem::Kind::too_many, "Der er for mange adgangsnøgler. Tilbagekald dem, der ikke bruges.",
                    "api tokens: full");
    }
    const auto id = transaction.new_id<ApiToken>();
    connection.execute(insert_sql, id.text(), name, sha256_hex(token), words_of(wanted.scopes), actor.id,
                       transaction.now().us, beginning_of(plus_days(wanted.last_day, 1)).us);
    transaction.changed(
        {"token", id.text(),
         nlohmann::json{{"name", name}, {"scopes", words_of(wanted.scopes)}, {"last_day", iso(wanted.last_day)}}
             .dump()});
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return token;
}

Result<void> revoke_token(audit::Book& book, ApiTokens& tokens, const audit::Actor& actor, Id<ApiToken> id) {
  auto done = audit::perform<void>(book, actor, token_revoke_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    std::string name;
    {
      Rows rows = connection.query(select_by_id, id.text());
      if (!rows.next()) return fail(Problem::Kind::not_found, "Adgangsnøglen findes ikke.");
      name = rows.string(1);
    }
    if (connection.execute(revoke_sql, id.text(), transaction.now().us) != 1)
      return fail(Problem::Kind::conflict, "Adgangsnøglen er allerede tilbagekaldt.");
    transaction.changed({"token", id.text(), nlohmann::json{{"name", name}}.dump()});
    return {};
  });
  tokens.forget_all();
  return done;
}

ApiTokens::Found ApiTokens::find(std::string_view text) {
  if (text.size() != prefix.size() + digits || !text.starts_with(prefix)) return {};
  const std::string hash = sha256_hex(text);
  const Instant now = clock_();
  std::optional<ApiToken> token;
  std::uint64_t changes = 0;
  {
    const std::scoped_lock lock(mutex_);
    changes = changes_;
    const auto known = known_.find(hash);
    if (known != known_.end() && now.us - known->second.read_at.us <= remember_us) token = known->second.token;
  }
  const bool was_read = !token;
  if (was_read) {
    std::string maker;
    auto& connection = database_.reader();
    {
      Rows rows = connection.query(select_by_hash, hash);
      if (!rows.next()) return {};
      token = read(rows);
      maker = rows.string(4);
    }
    token->maker_stands = stands(connection, maker, token->scopes);
  }
  if (token->revoked_at) return {State::revoked, std::move(*token)};
  if (token->expires_at.us <= now.us) return {State::expired, std::move(*token)};
  if (!token->maker_stands) return {State::maker_fell, std::move(*token)};
  const std::scoped_lock lock(mutex_);
  if (!token->last_used_at || now.us - token->last_used_at->us >= write_step_us) {
    used_[token->id.text()] = now;
    token->last_used_at = now;
  }
  // At most as many as there are; nothing read before a change is remembered after it.
  if (changes == changes_ && was_read) known_.insert_or_assign(hash, Known{*token, now});
  return {State::sound, std::move(*token)};
}

void ApiTokens::forget_all() {
  const std::scoped_lock lock(mutex_);
  ++changes_;
  known_.clear();
}

void ApiTokens::write_last_used() {
  std::map<std::string, Instant> used;
  {
    const std::scoped_lock lock(mutex_);
    used.swap(used_);
  }
  if (used.empty()) return;
  database_.write([&](Connection& connection) {
    for (const auto& [id, at] : used) connection.execute(used_sql, id, at.us);
    return true;
  });
}

}  // namespace klynge::access
