// What every command that keeps something needs: an open, migrated database and the book of actions.
#pragma once
#include <memory>
#include <stdexcept>
#include <string>

#include "app/options.hpp"
#include "base/secret_box.hpp"
#include "platform/audit/perform.hpp"
#include "platform/audit/seal.hpp"
#include "platform/database/database.hpp"

namespace klynge::app {

struct Store {
  std::unique_ptr<database::Database> database;
  std::string data_folder;
  SecretKey key;  // seals what is secret in the database
  std::unique_ptr<audit::Book> book;
  std::string seal_path() const { return data_folder + "/seals"; }
};

// Makes the data folder, opens and migrates the database, and registers who listens to changes.
// Throws where any of that fails.
Store open_store(const StoreOptions& options);

struct NoRegister : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// The same for what only reads: throws NoRegister where no register was begun, so that a folder mistyped is not
// answered as an empty register.
Store open_existing_store(const StoreOptions& options);

// Registers those who follow every change: the search index.
void register_listeners(audit::Book& book);
// Makes the search index anew from the register.
void rebuild_index(audit::Book& book);

// The actor of what is done on the command line: whoever can run it may do everything.
audit::Actor command_line_actor();

}  // namespace klynge::app
