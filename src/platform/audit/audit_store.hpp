// The audit log as it is read: pages of entries by filters, newest first.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
  std::optional<std::string> payload;  // JSON list of changes; none where it was erased
  std::string commitment, previous_hash;
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
  std::optional<Instant> from, before;                  // from <= at < before
  std::optional<std::vector<std::string>> any_actor{};  // one of these; an empty list finds nothing
};

struct EntryPage {
  std::vector<EntryRow> entries;
  std::optional<EntryPlace> next;  // none on the last page
};

EntryPage list_entries(database::Connection& connection, const EntryFilter& filter,
                       const std::optional<EntryPlace>& after = {}, std::size_t rows = limits::page_rows);

std::optional<EntryRow> find_entry(database::Connection& connection, std::string_view node, std::int64_t sequence);
// The entry with which its payload was erased; none where it was not.
std::optional<EntryRow> find_erasure(database::Connection& connection, std::string_view node, std::int64_t sequence);

}  // namespace klynge::audit
