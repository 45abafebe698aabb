#include "intake/upload_runner.hpp"

#include <chrono>

#include "base/limits.hpp"

namespace klynge::intake {
namespace {

std::string label_of(const std::vector<UploadedFile>& files) {
  if (files.size() == 1) return clean_file_name(files.front().name);
  return "Upload af " + std::to_string(files.size()) + " filer";
}

}  // namespace

UploadRunner::UploadRunner(Register to, extract::Extractor& extractor)
    : to_(to), extractor_(extractor), thread_([this] { work(); }) {}

UploadRunner::~UploadRunner() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
}

Result<std::string> UploadRunner::submit(const audit::Actor& actor, std::vector<UploadedFile> files, TakeInAs as) {
  Job job{"", actor, std::move(files), as};
  for (const auto& file : job.files) job.bytes += file.bytes.size();
  const auto too_much = [&] { return bytes_ > 0 && bytes_ + job.bytes > limits::upload_queue_bytes; };
  const auto busy = [] {
    return fail(Problem::Kind::unavailable,
                "Der er allerede mange dokumenter i gang med at blive læst. Prøv igen om et øjeblik.",
                "upload queue is full");
  };
  {
    const std::lock_guard lock(mutex_);
    if (too_much()) return busy();
  }
  auto batch = start_batch(to_.book, actor, label_of(job.files), static_cast<std::int64_t>(job.files.size()));
  if (!batch) return batch;
  job.batch_id = *batch;
  {
    const std::lock_guard lock(mutex_);
    bytes_ += job.bytes;
    running_.insert(job.batch_id);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
  return batch;
}

bool UploadRunner::is_running(std::string_view batch_id) const {
  const std::lock_guard lock(mutex_);
  return running_.contains(batch_id);
}

void UploadRunner::wait(std::string_view batch_id, int timeout_ms) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(timeout_ms), [&] { return !running_.contains(batch_id); });
}

void UploadRunner::work() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stop_ || !jobs_.empty(); });
      if (stop_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    run(job);
    {
      const std::lock_guard lock(mutex_);
      bytes_ -= job.bytes;
      running_.erase(job.batch_id);
    }
    changed_.notify_all();
  }
}

void UploadRunner::run(const Job& job) {
  const ImportInput input{.count = job.files.size(),
                          .name = [&](std::size_t i) { return job.files[i].name; },
                          .size_bytes = [&](std::size_t i) { return job.files[i].bytes.size(); },
                          .bytes = [&](std::size_t i) -> Result<std::string> { return job.files[i].bytes; }};
  ImportOptions options;
  options.as = job.as;
  options.batch_id = job.batch_id;
  options.note_same_bytes = true;
  options.in_flight = 8;
  options.stop = &stop_;
  try {
    // What goes wrong with the database is on the batch's page: it stays unfinished there.
    (void)import_all(to_, extractor_, job.actor, input, options);
  } catch (const database::DatabaseError&) {
  }
}

}  // namespace klynge::intake
