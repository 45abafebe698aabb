// PostgreSQL as a database for several nodes: readers per thread, a small pool of writers.
//
// Each write runs SERIALIZABLE on one of the pool's connections and is run again, after a pause that
// grows, when the server says that it collided with another. A write takes the free connection with
// the lowest number, so a process that writes one thing at a time keeps to one audit chain.
#pragma once
#include <memory>
#include <string>

#include "platform/database/database.hpp"

namespace klynge::database {

// Refuses a server database whose collation is not C or whose encoding is not UTF-8: texts would
// be ordered otherwise than on SQLite, and indexes would depend on the machine's locale.
std::unique_ptr<Database> open_postgres(const std::string& url);

}  // namespace klynge::database
