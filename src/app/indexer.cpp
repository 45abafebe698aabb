#include "app/indexer.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "app/search_source.hpp"
#include "search/index_store.hpp"

namespace klynge::app {
namespace {

constexpr std::size_t groups_at_once = 64;
constexpr std::chrono::milliseconds pause_idle{500};
constexpr std::chrono::seconds pause_after_failure{5};  // the database may be away for a while

}  // namespace

Indexer::Indexer(database::Database& database) : database_(database), thread_([this] { run(); }) {}

Indexer::~Indexer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
}

void Indexer::run() {
  const search::Source source = register_source();
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    std::chrono::milliseconds pause{0};
    try {
      if (search::index_waiting(database_, source, groups_at_once) == 0) pause = pause_idle;
    } catch (const std::exception& error) {
      spdlog::warn("the search index could not be brought up to date: {}", error.what());
      pause = pause_after_failure;
    }
    lock.lock();
    if (pause.count() > 0) wakes_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

}  // namespace klynge::app
