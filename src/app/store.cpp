#include "app/store.hpp"

#include <filesystem>

#include "search/index_dialect.hpp"

namespace klynge::app {

Store open_store(const StoreOptions& options) {
  audit::all_actions();  // from here on the table is closed
  std::filesystem::create_directories(options.data);
  // Minutes hold names and closed items: nobody but the account that runs Klynge reads the folder.
  std::filesystem::permissions(options.data, std::filesystem::perms::owner_all);
  Store store;
  store.data_folder = options.data;
  store.key = read_or_make_key(key_path(options));
  store.database = database::open(database_url(options));
  database::migrate(*store.database);
  store.database->write([](database::Connection& connection) {
    search::create_index(connection);
    return true;
  });
  store.book = std::make_unique<audit::Book>(audit::Book{*store.database, system_now, options.node});
  register_listeners(*store.book);
  return store;
}

Store open_existing_store(const StoreOptions& options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (const auto url = database_url(options);
      url.starts_with(sqlite) && !std::filesystem::exists(url.substr(sqlite.size())))
    throw NoRegister(url.substr(sqlite.size()));
  return open_store(options);
}

audit::Actor command_line_actor() {
  using audit::Permission;
  return {"command-line", "Kommandolinjen", "",
          Permission::read_published | Permission::read_all | Permission::change_record | Permission::manage_accounts |
              Permission::read_audit | Permission::read_closed | Permission::manage_structure};
}

}  // namespace klynge::app
