#include "intake/import_pipeline.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/intake_store.hpp"
#include "intake/prepare.hpp"

namespace klynge::intake {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

// A number of units that is shared; what asks for more than there is gets all of it, alone.
class Budget {
 public:
  explicit Budget(std::size_t units) : total_(units), free_(units) {}
  std::size_t take(std::size_t units) {
    const std::size_t wanted = std::clamp<std::size_t>(units, 1, total_);
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return free_ >= wanted; });
    free_ -= wanted;
    return wanted;
  }
  void give_back(std::size_t units) {
    {
      const std::lock_guard lock(mutex_);
      free_ += units;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t total_, free_;
};

class Share {
 public:
  Share(Budget& budget, std::size_t units) : budget_(budget), units_(budget.take(units)) {}
  ~Share() { budget_.give_back(units_); }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

 private:
  Budget& budget_;
  std::size_t units_;
};

// A document takes some ten times its bytes while it is lines, words and a record.
constexpr std::size_t memory_per_byte = 10;
constexpr std::size_t most_ready = 32;  // read and not yet taken: enough for a group to go on growing
constexpr int further_attempts = 4;
constexpr auto first_pause = 50ms;
constexpr auto progress_interval = 200ms;
constexpr auto rate_window = 5s;

// What has been read and waits to be written, with its share of the memory.
struct Ready {
  FileOutcome outcome;
  Prepared prepared;
  std::unique_ptr<Share> memory;
};

class Run {
 public:
  Run(const Register& to, extract::Extractor& extractor, const audit::Actor& actor, const ImportInput& input,
      const ImportOptions& options)
      : to_(to),
        extractor_(extractor),
        actor_(actor),
        input_(input),
        options_(options),
        memory_(limits::intake_bytes_in_flight * memory_per_byte / 4),
        batch_id_(options.batch_id) {
    progress_.total = input.count;
  }

  Result<ImportSummary> run() {
    const auto at_most_each = [&](std::size_t threads) {
      return std::min(std::max<std::size_t>(threads, 1), std::max<std::size_t>(input_.count, 1));
    };
    const auto readers = at_most_each(options_.readers ? options_.readers : std::thread::hardware_concurrency());
    const auto writers = at_most_each(options_.in_flight);
    std::vector<std::jthread> threads;
    reading_ = readers;
    working_ = readers + writers;
    for (std::size_t i = 0; i < readers; ++i) threads.emplace_back([this] { read_on(); });
    for (std::size_t i = 0; i < writers; ++i) threads.emplace_back([this] { write_on(); });
    watch();
    threads.clear();
    return summary();
  }

 private:
  bool must_stop() const { return broken_.load() || (options_.stop && options_.stop->load()); }

  void read_on() {
    or_break([&] {
      while (!must_stop()) {
        const std::size_t index = next_.fetch_add(1);
        if (index >= input_.count) break;
        read_one(index);
      }
    });
    {
      const std::lock_guard lock(ready_mutex_);
      --reading_;
    }
    one_ready_.notify_all();
    leave();
  }

  void write_on() {
    or_break([&] {
      while (auto ready = take_ready()) settle(write_one(std::move(*ready)));
    });
    leave();
  }

  // What throws here is the database's trouble, not one document's: it ends the run.
  template <class Work>
  void or_break(Work work) {
    try {
      return work();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
    }
    {
      const std::lock_guard lock(ready_mutex_);
      broken_ = true;
    }
    one_taken_.notify_all();
    one_ready_.notify_all();
  }

  void leave() {
    const std::lock_guard lock(mutex_);
    --working_;
    changed_.notify_all();
  }

  void hand_on(Ready ready) {
    std::vector<Prepared> written;
    {
      std::unique_lock lock(ready_mutex_);
      one_taken_.wait(lock, [&] { return broken_ || ready_.size() < most_ready; });
      ready_.push_back(std::move(ready));
      written.swap(written_);
    }
    one_ready_.notify_one();
  }

  // Nothing where all is read and taken, or the run is broken.
  std::optional<Ready> take_ready() {
    std::optional<Ready> taken;
    {
      std::unique_lock lock(ready_mutex_);
      one_ready_.wait(lock, [&] { return broken_ || reading_ == 0 || !ready_.empty(); });
      if (broken_ || ready_.empty()) return taken;
      taken = std::move(ready_.front());
      ready_.pop_front();
    }
    one_taken_.notify_one();
    return taken;
  }

  // None where the bytes are new. Whoever says that what is sure goes into the register means what waits already, too.
  std::optional<EntryState> state_of_same_bytes(const std::string& sha256) {
    auto& reader = to_.book.database.reader();
    if (options_.as != TakeInAs::committed_if_sure)
      return standing_entry_exists(reader, sha256) ? std::optional(EntryState::same_bytes) : std::nullopt;
    const auto standing = standing_entry(reader, sha256);
    if (!standing) return std::nullopt;
    if (standing->state != EntryState::preview || !standing->doubts.empty()) return EntryState::same_bytes;
    const auto done = commit(to_, actor_, standing->id, CommitAs::as_judged);
    return done ? done->state : EntryState::same_bytes;
  }

  void read_one(std::size_t index) {
    FileOutcome outcome;
    outcome.file = input_.name(index);
    auto memory = std::make_unique<Share>(memory_, input_.size_bytes(index) * memory_per_byte);
    auto bytes = input_.bytes(index);
    if (!bytes) return settle(fail_one(std::move(outcome), std::move(bytes.error())));
    if (!options_.note_same_bytes || options_.as == TakeInAs::committed_if_sure) {
      const auto standing = state_of_same_bytes(sha256_hex(*bytes));
      if (standing && !options_.note_same_bytes) {
        outcome.state = *standing;
        return settle(std::move(outcome));
      }
    }
    auto prepared = prepare(extractor_, std::move(*bytes), outcome.file);
    if (!prepared) return settle(fail_one(std::move(outcome), std::move(prepared.error())));
    hand_on({std::move(outcome), std::move(*prepared), std::move(memory)});
  }

  FileOutcome write_one(Ready ready) {
    const auto batch = batch_id();
    if (!batch) return fail_one(std::move(ready.outcome), batch.error(), false);
    auto taken = take_in_patiently(*batch, ready.prepared);
    give_back(std::move(ready.prepared));
    if (!taken) return fail_one(std::move(ready.outcome), std::move(taken.error()), false);
    ready.outcome.state = taken->state;
    ready.outcome.doubts = std::move(taken->doubts);
    return std::move(ready.outcome);
  }

  // A reader frees it: what a hundred writers freed of what two readers took, the allocator would keep
  // beside each of the hundred.
  void give_back(Prepared written) {
    const std::lock_guard lock(ready_mutex_);
    written_.push_back(std::move(written));
  }

  // The database runs an action again by itself when it collides with another; where that was not
  // enough (many nodes at once, or a killed run's last commit still on its way), it is tried some
  // times more with growing pauses.
  Result<TakenIn> take_in_patiently(const std::string& batch, const Prepared& prepared) {
    using Kind = database::DatabaseError::Kind;
    for (int attempt = 0;; ++attempt) {
      try {
        return take_in(to_, actor_, batch, prepared, options_.as, options_.note_same_bytes);
      } catch (const database::DatabaseError& error) {
        const bool collided = error.kind == Kind::serialization || error.kind == Kind::constraint;
        if (!collided || attempt >= further_attempts) throw;
      }
      std::this_thread::sleep_for(first_pause * (1 << attempt));
    }
  }

  // `note`: the failure is the file's own and worth an entry.
  FileOutcome fail_one(FileOutcome outcome, Problem problem, bool note = true) {
    outcome.state = EntryState::failed;
    if (note) {
      const auto batch = batch_id();
      if (batch) (void)record_failure(to_.book, actor_, *batch, outcome.file, problem);
    }
    outcome.problem = std::move(problem);
    return outcome;
  }

  // The batch comes into being with the first file that needs it, so that a run over what is there
  // already leaves no trace.
  Result<std::string> batch_id() {
    const std::lock_guard lock(batch_mutex_);
    if (!batch_id_.empty()) return batch_id_;
    auto started = start_batch(to_.book, actor_, options_.label, static_cast<std::int64_t>(input_.count));
    if (started) batch_id_ = *started;
    return started;
  }

  void settle(FileOutcome outcome) {
    const std::lock_guard lock(mutex_);
    ++progress_.done;
    switch (outcome.state) {
      case EntryState::committed:
        ++progress_.committed;
        break;
      case EntryState::same_content:
        ++progress_.same_content;
        break;
      case EntryState::same_bytes:
        ++progress_.skipped;
        break;
      case EntryState::failed:
        ++progress_.failed;
        break;
      default:
        ++progress_.waiting;
        break;
    }
    if (options_.outcome) outcomes_.push_back(std::move(outcome));
  }

  // In the calling thread: passes on what happens until all workers are done.
  void watch() {
    for (;;) {
      std::unique_lock lock(mutex_);
      const bool over = changed_.wait_for(lock, progress_interval, [&] { return working_ == 0; });
      std::deque<FileOutcome> outcomes;
      outcomes.swap(outcomes_);
      update_rate();
      const ImportProgress now = progress_;
      lock.unlock();
      if (options_.outcome)
        for (const auto& outcome : outcomes) options_.outcome(outcome);
      if (options_.progress) options_.progress(now);
      if (over) return;
    }
  }

  void update_rate() {
    const auto now = SteadyClock::now();
    progress_.seconds = std::chrono::duration<double>(now - started_).count();
    samples_.emplace_back(now, progress_.done);
    while (samples_.size() > 2 && now - samples_.front().first > rate_window) samples_.pop_front();
    const double span = std::chrono::duration<double>(now - samples_.front().first).count();
    const auto done = static_cast<double>(progress_.done - samples_.front().second);
    const bool whole = span < 0.5;  // too short to say anything of now: the whole run's rate
    progress_.per_second =
        whole ? static_cast<double>(progress_.done) / std::max(progress_.seconds, 0.001) : done / span;
    progress_.seconds_left.reset();
    if (progress_.per_second > 0)
      progress_.seconds_left = static_cast<double>(progress_.total - progress_.done) / progress_.per_second;
  }

  Result<ImportSummary> summary() {
    if (error_) {
      try {
        std::rethrow_exception(error_);
      } catch (const database::DatabaseError& error) {
        const bool full = error.kind == database::DatabaseError::Kind::full;
        return fail(
            Problem::Kind::unavailable,
            full
                ? "Disken er fuld. Det, der er læst ind indtil nu, er gemt. Gør plads, og kør indlæsningen igen; den fortsætter, hvor den slap."
                : "Databasen svarer ikke. Det, der er læst ind indtil nu, er gemt. Kør indlæsningen igen, når databasen svarer; den fortsætter, hvor den slap.",
            error.what());
      }
    }
    ImportSummary result{progress_, batch_id_, progress_.done < progress_.total};
    if (!batch_id_.empty() && !result.stopped) {
      auto finished = finish_batch(to_.book, actor_, batch_id_,
                                   options_.note_same_bytes ? 0 : static_cast<std::int64_t>(progress_.skipped));
      if (!finished) return std::unexpected(finished.error());
    }
    return result;
  }

  const Register& to_;
  extract::Extractor& extractor_;
  const audit::Actor& actor_;
  const ImportInput& input_;
  const ImportOptions& options_;
  Budget memory_;
  std::mutex batch_mutex_;
  std::string batch_id_;

  std::atomic<std::size_t> next_{0};
  std::atomic<bool> broken_{false};

  std::mutex ready_mutex_;  // guards what follows, and the setting of broken_
  std::condition_variable one_ready_, one_taken_;
  std::deque<Ready> ready_;
  std::vector<Prepared> written_;
  std::size_t reading_ = 0;

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::size_t working_ = 0;
  ImportProgress progress_;
  std::deque<FileOutcome> outcomes_;
  std::exception_ptr error_;

  const SteadyClock::time_point started_ = SteadyClock::now();
  std::deque<std::pair<SteadyClock::time_point, std::size_t>> samples_;
};

}  // namespace

Result<ImportSummary> import_all(const Register& to, extract::Extractor& extractor, const audit::Actor& actor,
                                 const ImportInput& input, const ImportOptions& options) {
  return Run(to, extractor, actor, input, options).run();
}

}  // namespace klynge::intake
