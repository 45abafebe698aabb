// Who follows what the register tells of its changes: the search index marks what it must read again.
#include "app/search_source.hpp"
#include "app/store.hpp"
#include "search/index_store.hpp"

namespace klynge::app {

void register_listeners(audit::Book& book) {
  book.listeners.push_back([](audit::Transaction& transaction, const audit::Change& change) {
    if (change.kind == "meeting" || change.kind == "person" || change.kind == "body")
      search::mark_changed(transaction.connection(), {change.kind, change.id});
  });
}

void rebuild_index(audit::Book& book) {
  const search::Source source = register_source();
  search::mark_all(book.database, source);
  search::index_all_waiting(book.database, source);
}

}  // namespace klynge::app
