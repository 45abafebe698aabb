// A reading connection for every thread, for as long as the thread and the database both live.
//
// A thread keeps the connection it got first, so its prepared statements stay warm. A thread that
// ends gives its connection back for the next thread; a database that is closed takes all of its
// connections with it, and a thread that still remembers one finds out by the pool's number, which
// is never used twice (an address would be).
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::database {

class ReaderPool {
 public:
  using Opener = std::function<std::unique_ptr<Connection>()>;
  explicit ReaderPool(Opener opener);
  // The calling thread's connection, opened (or taken over from a thread that ended) at first use.
  Connection& of_this_thread();

 private:
  struct Shared {
    std::uint64_t number = 0;
    std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> all;
    std::vector<Connection*> idle;
  };
  struct Lease;
  struct ThreadLeases;
  static ThreadLeases& leases();

  Opener opener_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace klynge::database
