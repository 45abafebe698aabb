// Uploaded files, taken in behind the request that brought them.
//
// A request must not wait for two hundred PDF files. It hands them over and goes to the batch's page,
// which shows how far they are. The queue has a bound in bytes; when it is full the request is
// refused with a sentence. What a stop of the server leaves undone is said on the batch's page:
// the files are still with the person who uploaded them, and those already in are passed over.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "intake/import_pipeline.hpp"

namespace klynge::intake {

struct UploadedFile {
  std::string name, bytes;
};

class UploadRunner {
 public:
  UploadRunner(Register to, extract::Extractor& extractor);
  // Ends after the documents in work.
  ~UploadRunner();
  UploadRunner(const UploadRunner&) = delete;
  UploadRunner& operator=(const UploadRunner&) = delete;

  // Starts a batch and takes the files in behind. Returns the batch's id. Errors: unavailable where
  // too much waits already, and what start_batch() refuses.
  Result<std::string> submit(const audit::Actor& actor, std::vector<UploadedFile> files, TakeInAs as);
  bool is_running(std::string_view batch_id) const;
  // Waits until the batch is done, at most so long: a single file needs no second page.
  void wait(std::string_view batch_id, int timeout_ms) const;

 private:
  struct Job {
    std::string batch_id;
    audit::Actor actor;
    std::vector<UploadedFile> files;
    TakeInAs as = TakeInAs::preview;
    std::size_t bytes = 0;
  };
  void work();
  void run(const Job& job);

  Register to_;
  extract::Extractor& extractor_;
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;  // guards what follows
  mutable std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::set<std::string, std::less<>> running_;
  std::size_t bytes_ = 0;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace klynge::intake
