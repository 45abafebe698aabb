// The audit log as it is read: pages of entries by filters, newest first.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/limits.hpp"
#include "platform/database/connection.hpp"

namespace klynge::audit {

struct EntryRow {
  std::string node;
  std::int64_t sequence = 0;
  Instant at;
  std::string actor_id, actor_name, address, action, object_kind, object_id;
  std::string hash;
  std::optional<std::string> payload;   // JSON list of changes; none where it was erased
};

// The last entry of a page; the next page begins after it.
struct EntryPlace {
  Instant at;
  std::string node;
  std::int64_t sequence = 0;
};

// What is empty does not filter.
struct EntryFilter {
  std::optional<std::string> actor_id, action, object_kind, object_id;
  std::optional<Instant> from, before;       // from <= at < before
};

struct EntryPage {
  std::vector<EntryRow> entries;
  std::optional<EntryPlace> next;            // none on the last page
};

EntryPage list_entries(database::Connection& connection, const EntryFilter& filter,
                       const std::optional<EntryPlace>& after = {}, std::size_t rows = limits::page_rows);

}  // namespace klynge::audit
