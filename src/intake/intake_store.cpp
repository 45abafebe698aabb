#include "intake/intake_store.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge::intake {
namespace {

using database::Rows;
using database::Sql;

const Sql insert_source_document{
    "INSERT INTO source_document (sha256, file_name, format, size, content_hash, received_at)"
    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING"};
const Sql insert_source_bytes{
    "INSERT INTO source_bytes (sha256, bytes, document) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING"};
const Sql select_reading_of{"SELECT id FROM reading WHERE sha256 = $1 AND reader = $2 AND record = $3"};
const Sql insert_reading{"INSERT INTO reading (id, sha256, reader, record, read_at) VALUES ($1, $2, $3, $4, $5)"};
const Sql select_record{"SELECT record FROM reading WHERE id = $1"};

const Sql add_batch{"INSERT INTO intake_batch (id, label, files, started_at, started_by) VALUES ($1, $2, $3, $4, $5)"};
const Sql end_batch{"UPDATE intake_batch SET finished_at = $2, skipped = $3 WHERE id = $1"};
const Sql select_batch{
    "SELECT id, label, files, started_at, started_by, finished_at, skipped FROM intake_batch WHERE id = $1"};
const Sql select_batches{
    "SELECT id, label, files, started_at, started_by, finished_at, skipped FROM intake_batch"
    " ORDER BY started_at DESC, id DESC LIMIT $1 OFFSET $2"};
const Sql count_by_state{"SELECT state, count(*) FROM intake_entry WHERE batch_id = $1 GROUP BY state"};

const Sql add_entry{
    "INSERT INTO intake_entry (id, batch_id, file_name, sha256, reading_id, meeting_id, version, state, relation, doubts,"
    " problem, identities, item_aliases, heading, held_on, items, created_at, settled_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
const Sql change_entry{
    "UPDATE intake_entry SET reading_id = $2, meeting_id = $3, version = $4, state = $5, relation = $6, doubts = $7,"
    " problem = $8, identities = $9, item_aliases = $10, heading = $11, held_on = $12, items = $13, settled_at = $14"
    " WHERE id = $1"};
const Sql select_entry{
    "SELECT id, batch_id, file_name, sha256, reading_id, meeting_id, version, state, relation, doubts, problem,"
    " identities, item_aliases, heading, held_on, items, created_at, settled_at FROM intake_entry WHERE id = $1"};
const Sql select_standing{
    "SELECT id, batch_id, file_name, sha256, reading_id, meeting_id, version, state, relation, doubts, problem,"
    " identities, item_aliases, heading, held_on, items, created_at, settled_at FROM intake_entry"
    " WHERE sha256 = $1 AND state IN ('preview', 'committed', 'same_content') ORDER BY created_at, id LIMIT 1"};
const Sql select_standing_exists{
    "SELECT 1 FROM intake_entry WHERE sha256 = $1 AND state IN ('preview', 'committed', 'same_content') LIMIT 1"};
const Sql select_same_content{
    "SELECT id FROM intake_entry WHERE meeting_id = $1 AND version = $2 AND state = 'same_content' ORDER BY id"};
const Sql select_batch_entries{
    "SELECT id, batch_id, file_name, state, relation, meeting_id, problem, heading, held_on, items, doubts, created_at,"
    " CASE WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = intake_entry.meeting_id AND m.taken_back = 1) THEN 1 ELSE 0 END"
    " FROM intake_entry WHERE batch_id = $1 ORDER BY CASE state WHEN 'failed' THEN 0 WHEN 'preview' THEN 1 ELSE 2 END,"
    " file_name, id LIMIT $2 OFFSET $3"};
const Sql select_waiting{
    "SELECT id, batch_id, file_name, state, relation, meeting_id, problem, heading, held_on, items, doubts, created_at,"
    " CASE WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = intake_entry.meeting_id AND m.taken_back = 1) THEN 1 ELSE 0 END"
    " FROM intake_entry WHERE state = 'preview' ORDER BY created_at, id LIMIT $1 OFFSET $2"};
const Sql count_previews{"SELECT count(*) FROM intake_entry WHERE state = 'preview'"};

const Sql select_corrections{
    "SELECT id, ordinal, operation, description, made_at, made_by, undone_at FROM correction WHERE entry_id = $1 ORDER BY ordinal"};
const Sql add_correction{
    "INSERT INTO correction (id, entry_id, ordinal, operation, description, made_at, made_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql end_correction{
    "UPDATE correction SET undone_at = $3 WHERE entry_id = $1 AND ordinal = $2 AND undone_at IS NULL"};

std::string json_of(const std::vector<std::string>& list) { return nlohmann::json(list).dump(); }

std::vector<std::string> list_of(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  std::vector<std::string> list;
  if (!json.is_array()) return list;
  for (const auto& one : json)
    if (one.is_string()) list.push_back(one.get<std::string>());
  return list;
}

std::map<std::string, std::string> map_of(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  std::map<std::string, std::string> map;
  if (!json.is_object()) return map;
  for (const auto& [key, value] : json.items())
    if (value.is_string()) map.emplace(key, value.get<std::string>());
  return map;
}

EntryState state_of(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(EntryState::taken_back); ++i)
    if (name(static_cast<EntryState>(i)) == text) return static_cast<EntryState>(i);
  throw std::runtime_error("intake_entry.state is unknown: " + std::string(text));
}

Entry entry_from(Rows& rows) {
  Entry entry;
  entry.id = rows.string(0);
  entry.batch_id = rows.string(1);
  entry.file_name = rows.string(2);
  entry.sha256 = rows.optional_string(3);
  entry.reading_id = rows.optional_string(4);
  entry.meeting_id = rows.optional_string(5);
  entry.version = rows.optional_integer(6);
  entry.state = state_of(rows.text(7));
  entry.relation = parse_relation(rows.text(8)).value_or(Relation::new_meeting);
  entry.doubts = list_of(rows.text(9));
  entry.problem = rows.optional_string(10);
  if (!rows.is_null(11)) {
    auto identities = identities_from_json(rows.text(11));
    if (!identities) throw std::runtime_error("intake_entry.identities cannot be read: " + entry.id);
    entry.identities = std::move(*identities);
  }
  entry.item_aliases = map_of(rows.text(12));
  entry.heading = rows.optional_string(13);
  entry.held_on = rows.optional_string(14);
  entry.items = rows.optional_integer(15);
  entry.created_at_us = rows.integer(16);
  entry.settled_at_us = rows.optional_integer(17);
  return entry;
}

std::vector<EntryHead> heads_from(Rows rows) {
  std::vector<EntryHead> heads;
  while (rows.next()) {
    EntryHead head;
    head.id = rows.string(0);
    head.batch_id = rows.string(1);
    head.file_name = rows.string(2);
    head.state = state_of(rows.text(3));
    head.relation = parse_relation(rows.text(4)).value_or(Relation::new_meeting);
    head.meeting_id = rows.optional_string(5);
    head.problem = rows.optional_string(6);
    head.heading = rows.optional_string(7);
    head.held_on = rows.optional_string(8);
    head.items = rows.optional_integer(9);
    head.doubts = list_of(rows.text(10));
    head.created_at_us = rows.integer(11);
    head.meeting_gone = rows.boolean(12);
    heads.push_back(std::move(head));
  }
  return heads;
}

Batch batch_from(Rows& rows) {
  Batch batch;
  batch.id = rows.string(0);
  batch.label = rows.string(1);
  batch.files = rows.integer(2);
  batch.started_at_us = rows.integer(3);
  batch.started_by = rows.string(4);
  batch.finished_at_us = rows.optional_integer(5);
  batch.skipped = rows.integer(6);
  return batch;
}

std::int64_t& count_in(BatchCounts& counts, EntryState state) {
  switch (state) {
    case EntryState::preview:
      return counts.preview;
    case EntryState::committed:
      return counts.committed;
    case EntryState::same_bytes:
      return counts.same_bytes;
    case EntryState::same_content:
      return counts.same_content;
    case EntryState::failed:
      return counts.failed;
    case EntryState::discarded:
      return counts.discarded;
    case EntryState::taken_back:
      break;
  }
  return counts.taken_back;
}

}  // namespace

void store_source(Connection& connection, const Prepared& prepared, Instant now) {
  connection.execute(insert_source_document, prepared.sha256, prepared.file_name, name(prepared.format),
                     prepared.bytes.size(), prepared.content_hash, now.us);
  if (prepared.document) {
    connection.execute(insert_source_bytes, prepared.sha256, database::Bytes{prepared.bytes},
                       database::Bytes{*prepared.document});
  } else {
    connection.execute(insert_source_bytes, prepared.sha256, database::Bytes{prepared.bytes}, nullptr);
  }
}

std::string store_reading(audit::Transaction& transaction, std::string_view sha256, std::string_view reader,
                          std::string_view record_json) {
  Connection& connection = transaction.connection();
  {
    Rows rows = connection.query(select_reading_of, sha256, reader, record_json);
    if (rows.next()) return rows.string(0);
  }
  std::string id = transaction.new_id_text();
  connection.execute(insert_reading, id, sha256, reader, record_json, transaction.now().us);
  return id;
}

std::optional<std::string> reading_record(Connection& connection, std::string_view reading_id) {
  Rows rows = connection.query(select_record, reading_id);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

void insert_batch(Connection& connection, const Batch& batch) {
  connection.execute(add_batch, batch.id, batch.label, batch.files, batch.started_at_us, batch.started_by);
}

void finish_batch(Connection& connection, std::string_view batch_id, std::int64_t skipped, Instant now) {
  connection.execute(end_batch, batch_id, now.us, skipped);
}

std::optional<Batch> find_batch(Connection& connection, std::string_view batch_id) {
  Rows rows = connection.query(select_batch, batch_id);
  if (!rows.next()) return std::nullopt;
  return batch_from(rows);
}

std::vector<Batch> latest_batches(Connection& connection, std::int64_t limit, std::int64_t offset) {
  std::vector<Batch> batches;
  Rows rows = connection.query(select_batches, limit, offset);
  while (rows.next()) batches.push_back(batch_from(rows));
  return batches;
}

BatchCounts batch_counts(Connection& connection, std::string_view batch_id) {
  BatchCounts counts;
  Rows rows = connection.query(count_by_state, batch_id);
  while (rows.next()) count_in(counts, state_of(rows.text(0))) = rows.integer(1);
  return counts;
}

void insert_entry(Connection& connection, const Entry& entry) {
  const std::string identities = to_json(entry.identities), aliases = nlohmann::json(entry.item_aliases).dump();
  connection.execute(add_entry, entry.id, entry.batch_id, entry.file_name, entry.sha256, entry.reading_id,
                     entry.meeting_id, entry.version, name(entry.state), name(entry.relation), json_of(entry.doubts),
                     entry.problem, identities, aliases, entry.heading, entry.held_on, entry.items, entry.created_at_us,
                     entry.settled_at_us);
}

void update_entry(Connection& connection, const Entry& entry) {
  const std::string identities = to_json(entry.identities), aliases = nlohmann::json(entry.item_aliases).dump();
  connection.execute(change_entry, entry.id, entry.reading_id, entry.meeting_id, entry.version, name(entry.state),
                     name(entry.relation), json_of(entry.doubts), entry.problem, identities, aliases, entry.heading,
                     entry.held_on, entry.items, entry.settled_at_us);
}

std::optional<Entry> find_entry(Connection& connection, std::string_view entry_id) {
  Rows rows = connection.query(select_entry, entry_id);
  if (!rows.next()) return std::nullopt;
  return entry_from(rows);
}

std::optional<Entry> standing_entry(Connection& connection, std::string_view sha256) {
  Rows rows = connection.query(select_standing, sha256);
  if (!rows.next()) return std::nullopt;
  return entry_from(rows);
}

bool standing_entry_exists(Connection& connection, std::string_view sha256) {
  return connection.query(select_standing_exists, sha256).next();
}

std::vector<std::string> entries_of_same_content(Connection& connection, std::string_view meeting_id,
                                                 std::int64_t version) {
  std::vector<std::string> ids;
  Rows rows = connection.query(select_same_content, meeting_id, version);
  while (rows.next()) ids.push_back(rows.string(0));
  return ids;
}

std::vector<EntryHead> batch_entries(Connection& connection, std::string_view batch_id, std::int64_t limit,
                                     std::int64_t offset) {
  return heads_from(connection.query(select_batch_entries, batch_id, limit, offset));
}

std::vector<EntryHead> waiting_entries(Connection& connection, std::int64_t limit, std::int64_t offset) {
  return heads_from(connection.query(select_waiting, limit, offset));
}

std::int64_t count_waiting(Connection& connection) {
  Rows rows = connection.query(count_previews);
  return rows.next() ? rows.integer(0) : 0;
}

std::vector<StoredCorrection> corrections(Connection& connection, std::string_view entry_id) {
  std::vector<StoredCorrection> list;
  Rows rows = connection.query(select_corrections, entry_id);
  while (rows.next()) {
    auto operation = operation_from_json(rows.text(2));
    if (!operation) throw std::runtime_error("correction.operation cannot be read: " + rows.string(0));
    list.push_back({rows.string(0), rows.integer(1), std::move(*operation), rows.string(3), rows.integer(4),
                    rows.string(5), !rows.is_null(6)});
  }
  return list;
}

void insert_correction(Connection& connection, std::string_view entry_id, const StoredCorrection& correction) {
  connection.execute(add_correction, correction.id, entry_id, correction.ordinal, to_json(correction.operation),
                     correction.description, correction.made_at_us, correction.made_by);
}

bool undo_correction(Connection& connection, std::string_view entry_id, std::int64_t ordinal, Instant now) {
  return connection.execute(end_correction, entry_id, ordinal, now.us) == 1;
}

}  // namespace klynge::intake
