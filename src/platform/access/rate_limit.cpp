#include "platform/access/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/text.hpp"

namespace klynge::access {

RateLimit::RateLimit(int most, std::int64_t window_us, std::size_t most_keys)
    : most_(most), window_us_(window_us), most_keys_(most_keys) {}

bool RateLimit::take(std::string_view key, Instant now) {
  const std::scoped_lock lock(mutex_);
  if (tries_.size() >= most_keys_ && !tries_.contains(std::string(key))) make_room(now);
  auto& times = tries_[std::string(key)];
  std::erase_if(times, [&](Instant at) { return at.us <= now.us - window_us_; });
  if (times.size() >= static_cast<std::size_t>(most_)) return false;
  times.push_back(now);
  return true;
}

void RateLimit::forget(std::string_view key) {
  const std::scoped_lock lock(mutex_);
  tries_.erase(std::string(key));
}

void RateLimit::give_back(std::string_view key) {
  const std::scoped_lock lock(mutex_);
  const auto found = tries_.find(std::string(key));
  if (found == tries_.end() || found->second.empty()) return;
  found->second.pop_back();
  if (found->second.empty()) tries_.erase(found);
}

void RateLimit::make_room(Instant now) {
  std::erase_if(tries_, [&](const auto& entry) { return entry.second.back().us <= now.us - window_us_; });
  if (tries_.size() < most_keys_) return;
  std::vector<std::int64_t> last;
  last.reserve(tries_.size());
  for (const auto& [key, times] : tries_) last.push_back(times.back().us);
  const auto eighth = last.begin() + static_cast<std::ptrdiff_t>(last.size() / 8);
  std::ranges::nth_element(last, eighth);
  std::size_t left = last.size() / 8 + 1;  // also where all were tried at one moment
  std::erase_if(tries_, [&](const auto& entry) { return entry.second.back().us <= *eighth && left > 0 && left-- > 0; });
}

std::string address_key(std::string_view address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), &parsed) != 1) return std::string(address);
  // ::ffff:192.0.2.1, as a proxy that listens for both writes IPv4: all of them are in one such network.
  if (IN6_IS_ADDR_V4MAPPED(&parsed)) {
    char text[INET_ADDRSTRLEN] = "";
    inet_ntop(AF_INET, parsed.s6_addr + 12, text, sizeof text);
    return text;
  }
  return hex({reinterpret_cast<const char*>(&parsed), 8});
}

}  // namespace klynge::access
