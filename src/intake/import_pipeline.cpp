#include "intake/import_pipeline.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
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
constexpr int further_attempts = 4;
constexpr auto first_pause = 50ms;
constexpr auto progress_interval = 200ms;
constexpr auto rate_window = 5s;

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
        cores_(options.readers ? options.readers : std::max(1u, std::thread::hardware_concurrency())),
        batch_id_(options.batch_id) {
    progress_.total = input.count;
  }

  Result<ImportSummary> run() {
    const auto in_flight = options_.in_flight ? options_.in_flight : suitable_in_flight();
    const auto workers = std::min<std::size_t>(in_flight, std::max<std::size_t>(input_.count, 1));
    std::vector<std::jthread> threads;
    working_ = workers;
    for (std::size_t i = 0; i < workers; ++i) threads.emplace_back([this] { work(); });
    watch();
    threads.clear();
    return summary();
  }

 private:
  // The more share a commit, the fewer times one page of an index is written. Each keeps a connection of its
  // own, though, and a PostgreSQL server as it comes has a hundred for all its users.
  unsigned suitable_in_flight() const { return to_.book.database.dialect() == database::Dialect::sqlite ? 96 : 32; }
  bool must_stop() const { return broken_.load() || (options_.stop && options_.stop->load()); }

  void work() {
    try {
      while (!must_stop()) {
        const std::size_t index = next_.fetch_add(1);
        if (index >= input_.count) break;
        settle(take_one(index));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      broken_ = true;
    }
    const std::lock_guard lock(mutex_);
    --working_;
    changed_.notify_all();
  }

  FileOutcome take_one(std::size_t index) {
    FileOutcome outcome;
    outcome.file = input_.name(index);
    const Share memory(memory_, input_.size_bytes(index) * memory_per_byte);
    auto bytes = input_.bytes(index);
    if (!bytes) return fail_one(std::move(outcome), std::move(bytes.error()));
    if (!options_.note_same_bytes && standing_entry_exists(to_.book.database.reader(), sha256_hex(*bytes))) {
      outcome.state = EntryState::same_bytes;
      return outcome;
    }
    auto prepared = read(std::move(*bytes), outcome.file);
    if (!prepared) return fail_one(std::move(outcome), std::move(prepared.error()));
    const auto batch = batch_id();
    if (!batch) return fail_one(std::move(outcome), batch.error(), false);
    auto taken = take_in_patiently(*batch, *prepared);
    if (!taken) return fail_one(std::move(outcome), std::move(taken.error()), false);
    outcome.state = taken->state;
    outcome.doubts = std::move(taken->doubts);
    return outcome;
  }

  Result<Prepared> read(std::string bytes, std::string_view name) {
    const Share core(cores_, 1);
    return prepare(extractor_, std::move(bytes), name);
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
  Budget cores_;
  std::mutex batch_mutex_;
  std::string batch_id_;

  std::atomic<std::size_t> next_{0};
  std::atomic<bool> broken_{false};
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
