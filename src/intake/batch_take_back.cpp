#include "intake/batch_take_back.hpp"

#include <chrono>
#include <optional>

#include "intake/intake_store.hpp"

namespace klynge::intake {
namespace {

using audit::Permission;
using audit::Transaction;
using database::Connection;
using database::Sql;
using namespace std::chrono_literals;

const audit::Action intake_batch_taken_back_action{"intake.batch_taken_back", audit::Permission::change_record};
const audit::Action intake_take_back_batch_action{"intake.take_back_batch", audit::Permission::change_record};

constexpr Sql add_wish{
    "INSERT INTO batch_take_back (batch_id, asked_at, asked_by_id, asked_by_name) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (batch_id) DO NOTHING"};
constexpr Sql first_wish{
    "SELECT batch_id, asked_by_id, asked_by_name FROM batch_take_back ORDER BY asked_at, batch_id LIMIT 1"};
constexpr Sql wish_of_batch{"SELECT 1 FROM batch_take_back WHERE batch_id = $1"};
constexpr Sql drop_wish{"DELETE FROM batch_take_back WHERE batch_id = $1"};
// What only added a source goes first, and of the rest the newest, so that a meeting's versions go in
// the order opposite to the one in which they came. $2: the last one that could not be taken back.
constexpr Sql next_source{
    "SELECT id FROM intake_entry WHERE batch_id = $1 AND state = 'same_content' AND id < $2 ORDER BY id DESC LIMIT 1"};
constexpr Sql next_version{
    "SELECT id FROM intake_entry WHERE batch_id = $1 AND state = 'committed' AND id < $2 ORDER BY id DESC LIMIT 1"};
constexpr std::string_view behind_all_ids = "g";  // an id is hexadecimal
// Where the database is away, it is asked again after so long.
constexpr auto pause = 5s;

struct Wish {
  std::string batch_id;
  audit::Actor actor;
};

// Whoever asked had the right to; that is in the audit log.
std::optional<Wish> read_first_wish(Connection& connection) {
  auto rows = connection.query(first_wish);
  if (!rows.next()) return std::nullopt;
  return Wish{rows.string(0),
              {.id = rows.string(1),
               .name = rows.string(2),
               .address = "",
               .permissions = static_cast<audit::Permissions>(Permission::change_record)}};
}

std::optional<std::string> next_of(Connection& connection, const Sql& which, const std::string& batch_id,
                                   std::string_view before) {
  auto rows = connection.query(which, batch_id, before);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

bool take_back_first_of(const Register& to, const Wish& wish, const Sql& which) {
  std::string before(behind_all_ids);
  while (auto id = next_of(to.book.database.reader(), which, wish.batch_id, before)) {
    if (take_back(to, wish.actor, *id)) return true;
    before = std::move(*id);
  }
  return false;
}

void end_wish(const Register& to, const Wish& wish) {
  (void)audit::perform<void>(to.book, wish.actor, intake_batch_taken_back_action,
                             [&](Transaction& transaction) -> Result<void> {
                               transaction.connection().execute(drop_wish, wish.batch_id);
                               transaction.changed({"intake_batch", wish.batch_id});
                               return {};
                             });
}

}  // namespace

Result<void> ask_to_take_back(const Register& to, const audit::Actor& actor, std::string_view batch_id) {
  return audit::perform<void>(
      to.book, actor, intake_take_back_batch_action, [&](Transaction& transaction) -> Result<void> {
        if (!find_batch(transaction.connection(), batch_id))
          return fail(Problem::Kind::not_found, "Indlæsningen findes ikke.");
        transaction.connection().execute(add_wish, batch_id, transaction.now().us, actor.id, actor.name);
        transaction.changed({"intake_batch", std::string(batch_id)});
        return {};
      });
}

bool is_being_taken_back(Connection& connection, std::string_view batch_id) {
  return connection.query(wish_of_batch, batch_id).next();
}

bool take_back_next(const Register& to) {
  const auto wish = read_first_wish(to.book.database.reader());
  if (!wish) return false;
  if (!take_back_first_of(to, *wish, next_source) && !take_back_first_of(to, *wish, next_version)) end_wish(to, *wish);
  return true;
}

TakeBackRunner::TakeBackRunner(Register to) : to_(to), thread_([this] { work(); }) {}

TakeBackRunner::~TakeBackRunner() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
}

void TakeBackRunner::wake() {
  {
    const std::lock_guard lock(mutex_);
    asked_ = true;
  }
  changed_.notify_all();
}

void TakeBackRunner::wait(int timeout_ms) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(timeout_ms), [&] { return !asked_ && !busy_; });
}

// False where the database went away in between.
bool TakeBackRunner::do_all() {
  try {
    for (bool more = true; more;) {
      more = take_back_next(to_);
      const std::lock_guard lock(mutex_);
      if (stop_) return true;
    }
    return true;
  } catch (const database::DatabaseError&) {
    return false;
  }
}

void TakeBackRunner::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return stop_ || asked_; });
    if (stop_) return;
    asked_ = false;
    busy_ = true;
    lock.unlock();
    const bool done = do_all();
    lock.lock();
    busy_ = false;
    changed_.notify_all();
    if (done) continue;
    changed_.wait_for(lock, pause, [&] { return stop_; });
    asked_ = true;
  }
}

}  // namespace klynge::intake
