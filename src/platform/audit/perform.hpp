// perform(): the one way in which anything changes.
//
// A change is an action of the table (action.hpp). perform() checks the permission that it states there, runs it in one
// transaction, appends one audit entry to the hash chain in that same transaction, and hands the
// changes to the registered listeners (search index) still inside it. It returns when all of that
// is on disk. An action may be run again by the database, so it works only on its Transaction.
//
// The entry's object is the first change; all changes lie in its payload. The chain's head moves
// inside the action's own savepoint or transaction, so an action that is undone leaves no gap. An
// action must not swallow a DatabaseError: on PostgreSQL its transaction is already lost by then.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/problem.hpp"
#include "platform/audit/action.hpp"
#include "platform/audit/actor.hpp"
#include "platform/database/database.hpp"

namespace klynge::audit {

// What one action did to one thing; `payload` is JSON with what was before and after.
struct Change {
  std::string kind;  // "meeting", "person", "account" …
  std::string id;
  std::string payload = "{}";
};

class Transaction {
 public:
  Transaction(database::Connection& connection, Instant now) : connection_(connection), now_(now) {}
  database::Connection& connection() { return connection_; }
  Instant now() const { return now_; }
  template <class Thing>
  Id<Thing> new_id() const {
    return Id<Thing>{make_uuid_v7(now_.us / 1000)};
  }
  std::string new_id_text() const { return make_uuid_v7(now_.us / 1000).text(); }
  void changed(Change change) { changes_.push_back(std::move(change)); }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  database::Connection& connection_;
  Instant now_;
  std::vector<Change> changes_;
};

using Listener = std::function<void(Transaction&, const Change&)>;

// One of these per process; `app` makes it and registers the listeners before anything is performed.
struct Book {
  database::Database& database;
  Clock clock = system_now;
  std::string node = "node1";  // names the chain this process writes
  std::vector<Listener> listeners{};
};

// Not templated on purpose: actions carry their result out by reference capture.
// `apply` returns an error to undo everything; nothing is then logged but the refusal's detail.
Result<void> perform_erased(Book& book, const Actor& actor, const Action& action,
                            const std::function<Result<void>(Transaction&)>& apply);

// Runs `apply` as `action` and gives back what it returns.
template <class T>
Result<T> perform(Book& book, const Actor& actor, const Action& action,
                  const std::function<Result<T>(Transaction&)>& apply) {
  if constexpr (std::is_void_v<T>) {
    return perform_erased(book, actor, action, apply);
  } else {
    std::optional<T> value;
    auto done = perform_erased(book, actor, action, [&](Transaction& transaction) -> Result<void> {
      auto result = apply(transaction);
      if (!result) return std::unexpected(result.error());
      value = std::move(*result);
      return {};
    });
    if (!done) return std::unexpected(done.error());
    return std::move(*value);
  }
}

// Logs that somebody looked at something that must be logged (a closed item). One audit entry.
Result<void> observe(Book& book, const Actor& actor, const Action& action, std::string_view kind, std::string_view id);

// The same for what a page fetches by itself, dozens of times while somebody reads: written down once an actor, thing
// and Danish day. The log itself is asked whether it has been; two requests at one moment may both write.
Result<void> observe_once_a_day(Book& book, const Actor& actor, const Action& action, std::string_view kind,
                                std::string_view id);

}  // namespace klynge::audit
