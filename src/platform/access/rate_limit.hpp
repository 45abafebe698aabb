// How often something may be tried: at most `most` times within a window, per key.
//
// Kept in this node's memory: a limit for guessing passwords need not be exact over nodes. The
// table has a bound; when it is full the keys that were quiet longest go first, an eighth at once, so
// that a flood of new keys costs each of them little.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"

namespace klynge::access {

class RateLimit {
 public:
  RateLimit(int most, std::int64_t window_us, std::size_t most_keys = 50'000);

  // Counts one try and says whether it is within the limit. A try over the limit is not counted,
  // so that an account is not locked for ever by somebody who keeps trying.
  bool take(std::string_view key, Instant now);
  // A try that turned out well: its key is forgotten.
  void forget(std::string_view key);
  // Takes back one counted try.
  void give_back(std::string_view key);

 private:
  void make_room(Instant now);

  int most_;
  std::int64_t window_us_;
  std::size_t most_keys_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::vector<Instant>> tries_;  // none is empty; oldest first
};

// The key an address counts under: an IPv6 network of 64 bits belongs to one household or firm.
std::string address_key(std::string_view address);

}  // namespace klynge::access
