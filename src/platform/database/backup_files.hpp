// What backup and restore share: the schema in a new file, counting what is copied, and files that
// are removed whatever happens.
#pragma once
#include <string>
#include <vector>

#include "platform/database/backup.hpp"
#include "platform/database/table_copy.hpp"

namespace klynge::database {

// All migrations, recorded, in the connection's current transaction.
void create_schema(Connection& connection);

// Hears of copied rows and passes them on with the total.
class Count {
 public:
  Count(Connection& source, const std::vector<Table>& tables, const CopyProgress& progress);
  void operator()(std::int64_t rows);
  std::int64_t done() const { return done_; }

 private:
  const CopyProgress& progress_;
  std::int64_t done_ = 0, total_ = 0;
};

// Removes a database file and what SQLite may have laid beside it. A name that is empty or gone is fine.
struct RemoveAtEnd {
  std::string path;
  ~RemoveAtEnd();
};

}  // namespace klynge::database
