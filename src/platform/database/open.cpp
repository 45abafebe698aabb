#include "platform/database/database.hpp"
#include "platform/database/postgres_database.hpp"
#include "platform/database/sqlite_database.hpp"

namespace klynge::database {

std::unique_ptr<Database> open(const std::string& url) {
  if (url.starts_with("sqlite:")) return open_sqlite(url.substr(7));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url);
  // The address may hold a password, so it is not repeated here.
  throw DatabaseError(DatabaseError::Kind::other, "a database address begins with sqlite: or postgresql://");
}

}  // namespace klynge::database
