// Keeps the search index up with the register, beside everything else.
//
// A change only marks what it touched, inside its own transaction; this thread then indexes what is
// marked. Nothing is lost when the process ends in between: the marks are in the database.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/database/database.hpp"

namespace klynge::app {

class Indexer {
 public:
  explicit Indexer(database::Database& database);
  ~Indexer();  // ends after the group in work
  Indexer(const Indexer&) = delete;

 private:
  void run();

  database::Database& database_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace klynge::app
