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

Problem to_problem(const DatabaseError& error) {
  using Kind = DatabaseError::Kind;
  switch (error.kind) {
    case Kind::full:
      return {Problem::Kind::unavailable, "Der er ikke plads på disken, så intet er gemt. Sig det til driften.",
              error.what()};
    case Kind::unavailable:
      return {Problem::Kind::unavailable, "Databasen svarer ikke lige nu, så intet er gemt. Prøv igen om lidt.",
              error.what()};
    case Kind::serialization:
      return {Problem::Kind::conflict, "Andre ændrede det samme i samme øjeblik, så intet er gemt. Prøv igen.",
              error.what()};
    case Kind::constraint:
    case Kind::other:
      break;
  }
  return {Problem::Kind::unavailable, "Der skete en fejl i databasen, så intet er gemt. Sig det til driften.",
          error.what()};
}

}  // namespace klynge::database
