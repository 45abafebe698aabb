#include "platform/database/reader_pool.hpp"

#include <atomic>

namespace klynge::database {

struct ReaderPool::Lease {
  std::uint64_t number = 0;
  std::weak_ptr<Shared> pool;
  Connection* connection = nullptr;
};

struct ReaderPool::ThreadLeases {
  std::vector<Lease> leases;
  ~ThreadLeases() {
    for (const Lease& lease : leases) {
      const auto pool = lease.pool.lock();
      if (!pool) continue;
      const std::lock_guard lock(pool->mutex);
      pool->idle.push_back(lease.connection);
    }
  }
};

ReaderPool::ThreadLeases& ReaderPool::leases() {
  thread_local ThreadLeases of_thread;
  return of_thread;
}

ReaderPool::ReaderPool(Opener opener) : opener_(std::move(opener)), shared_(std::make_shared<Shared>()) {
  static std::atomic<std::uint64_t> last_number{0};
  shared_->number = ++last_number;
}

Connection& ReaderPool::of_this_thread() {
  auto& mine = leases().leases;
  for (const Lease& lease : mine) {
    if (lease.number == shared_->number) return *lease.connection;
  }
  std::erase_if(mine, [](const Lease& lease) { return lease.pool.expired(); });

  Connection* connection = nullptr;
  {
    const std::lock_guard lock(shared_->mutex);
    if (!shared_->idle.empty()) {
      connection = shared_->idle.back();
      shared_->idle.pop_back();
    }
  }
  if (!connection) {
    auto opened = opener_();
    connection = opened.get();
    const std::lock_guard lock(shared_->mutex);
    shared_->all.push_back(std::move(opened));
  }
  mine.push_back({shared_->number, shared_, connection});
  return *connection;
}

}  // namespace klynge::database
