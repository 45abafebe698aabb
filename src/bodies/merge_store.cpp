#include "bodies/merge_store.hpp"

#include <nlohmann/json.hpp>

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Sql;

const Sql insert_sql{
    "INSERT INTO identity_merge (id, kind, kept_id, gone_id, moved, merged_at) VALUES ($1, $2, $3, $4, $5, $6)"};
const Sql find_sql{"SELECT id, kind, kept_id, gone_id, moved, merged_at, undone_at FROM identity_merge WHERE id = $1"};
const Sql undone_sql{"UPDATE identity_merge SET undone_at = $2 WHERE id = $1"};
const Sql kept_by_sql{
    "SELECT id, kind, kept_id, gone_id, moved, merged_at, undone_at FROM identity_merge "
    "WHERE kind = $1 AND kept_id = $2 AND undone_at IS NULL ORDER BY merged_at DESC, id DESC"};

MergeRow read(database::Rows& rows) {
  return {rows.string(0),
          identity_kind(rows.text(1)).value_or(IdentityKind::person),
          rows.string(2),
          rows.string(3),
          moved_from_json(rows.text(4)),
          rows.integer(5),
          !rows.is_null(6)};
}

}  // namespace

std::string to_json(const Moved& moved) {
  return nlohmann::json{{"gone", to_json(moved.gone)},
                        {"kept", to_json(moved.kept)},
                        {"kept_name", moved.kept_name},
                        {"references", moved.references},
                        {"doubt", moved.doubt_id}}
      .dump();
}

Moved moved_from_json(std::string_view json) {
  const auto object = nlohmann::json::parse(json);
  return {facets_from_json(object.at("gone").get<std::string>()),
          facets_from_json(object.at("kept").get<std::string>()), object.at("kept_name"), object.at("references"),
          object.at("doubt")};
}

void insert_merge(Connection& connection, const MergeRow& row) {
  connection.execute(insert_sql, row.id, name(row.kind), row.kept_id, row.gone_id, to_json(row.moved), row.merged_us);
}

std::optional<MergeRow> find_merge(Connection& connection, std::string_view id) {
  auto rows = connection.query(find_sql, id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

void set_undone(Connection& connection, std::string_view id, std::int64_t now_us) {
  connection.execute(undone_sql, id, now_us);
}

std::vector<MergeRow> merges_kept_by(Connection& connection, IdentityKind kind, std::string_view kept_id) {
  std::vector<MergeRow> found;
  auto rows = connection.query(kept_by_sql, name(kind), kept_id);
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace klynge::bodies
