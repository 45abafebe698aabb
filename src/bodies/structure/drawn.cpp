#include "bodies/structure/drawn.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"

namespace klynge::structure {
namespace {

constexpr database::Sql heads{"SELECT node, sequence FROM audit_head ORDER BY node"};

// Where all chains of the audit log stand.
std::string stamp_of(database::Connection& connection) {
  std::string stamp;
  for (auto rows = connection.query(heads); rows.next();) stamp += fmt::format("{} {};", rows.text(0), rows.integer(1));
  return stamp;
}

std::size_t bytes_of(const Drawn::Page& page) { return page->title.size() + page->main.text().size(); }

}  // namespace

Drawn::Page Drawn::page(database::Connection& connection, const std::string& key,
                        const std::function<DrawnPage()>& draw) {
  // Asked before the page is read: what changes meanwhile may already be in it, and is drawn again next time.
  std::string stamp = stamp_of(connection);
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = kept_.find(key); found != kept_.end() && found->second.stamp == stamp)
      return found->second.page;
  }
  auto page = std::make_shared<const DrawnPage>(draw());
  keep(key, {std::move(stamp), page});
  return page;
}

void Drawn::keep(const std::string& key, Kept kept) {
  const std::scoped_lock lock(mutex_);
  const auto size = bytes_of(kept.page);
  // Days nobody asks for again fill it in time; starting anew is cheap and needs no order of use.
  if (bytes_ + size > limits::drawn_pages_bytes) {
    kept_.clear();
    bytes_ = 0;
  }
  if (size > limits::drawn_pages_bytes) return;
  auto& place = kept_[key];
  if (place.page) bytes_ -= bytes_of(place.page);
  bytes_ += size;
  place = std::move(kept);
}

}  // namespace klynge::structure
