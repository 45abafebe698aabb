// Rows of identity_merge: what a merge moved, kept so that it can be taken back.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/facets.hpp"
#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

// What a merge found before it poured one into the other.
struct Moved {
  Facets gone, kept;
  std::string kept_name;
  std::string references;  // what References::move_all returned
  std::string doubt_id;    // "" unless an answered doubt made the merge
};
std::string to_json(const Moved& moved);
Moved moved_from_json(std::string_view json);

struct MergeRow {
  std::string id;
  IdentityKind kind = IdentityKind::person;
  std::string kept_id, gone_id;
  Moved moved;
  std::int64_t merged_us = 0;
  bool undone = false;
};
void insert_merge(database::Connection& connection, const MergeRow& row);
std::optional<MergeRow> find_merge(database::Connection& connection, std::string_view id);
void set_undone(database::Connection& connection, std::string_view id, std::int64_t now_us);
// Those not taken back, newest first.
std::vector<MergeRow> merges_kept_by(database::Connection& connection, IdentityKind kind, std::string_view kept_id);

}  // namespace klynge::bodies
