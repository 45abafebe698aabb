// SQLite as a database for many threads: readers beside one another, one writer for all.
//
// Writers that compete for SQLite's single write lock wait on each other by sleeping, some of them
// for seconds. Here they queue for one thread instead, which puts the actions that are waiting into
// one transaction, a savepoint each, and reaches the disk once for the whole group. An action that
// fails takes back its own savepoint and nothing else.
#pragma once
#include <memory>
#include <string>

#include "platform/database/database.hpp"

namespace klynge::database {

// Creates the file where there is none, readable by its owner only: it holds personal data.
std::unique_ptr<Database> open_sqlite(const std::string& path);

// For a file that must stay as it is (a backup): write() throws, and nothing appears beside it.
std::unique_ptr<Database> open_sqlite_file(const std::string& path);

}  // namespace klynge::database
