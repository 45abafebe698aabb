#include "search/index_store.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/date.hpp"
#include "base/id.hpp"
#include "search/index_entry.hpp"

namespace klynge::search {
namespace {

using database::Connection;
using database::Database;
using database::Sql;

const Sql mark_sql{
    "INSERT INTO search_queue (group_kind, group_id, stamp) VALUES ($1, $2, $3) "
    "ON CONFLICT (group_kind, group_id) DO UPDATE SET stamp = excluded.stamp"};
const Sql waiting_sql{"SELECT group_kind, group_id, stamp FROM search_queue ORDER BY stamp LIMIT $1"};
const Sql count_sql{"SELECT count(*) FROM search_queue"};
const Sql done_sql{"DELETE FROM search_queue WHERE group_kind = $1 AND group_id = $2 AND stamp = $3"};
const Sql known_groups_sql{"SELECT DISTINCT group_kind, group_id FROM search_document"};
const Sql known_sql{
    "SELECT kind, id, docnum, content_hash FROM search_document WHERE group_kind = $1 AND group_id = $2"};
const Sql is_taken_sql{"SELECT 1 FROM search_document WHERE docnum = $1"};
const Sql insert_sql{
    "INSERT INTO search_document (docnum, kind, id, group_kind, group_id, year, body_id, outcome, content_hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const Sql delete_sql{"DELETE FROM search_document WHERE docnum = $1"};
const Sql delete_by_id_sql{"SELECT docnum FROM search_document WHERE kind = $1 AND id = $2"};

// Groups written in one transaction: enough to share a commit, few enough not to hold up others.
constexpr std::size_t groups_per_write = 32;

struct Waiting {
  Group group;
  std::string stamp;
};

struct Prepared {
  Document document;  // without its text
  IndexEntry entry;
  std::string hash;
  std::int64_t docnum = 0;
};

struct PreparedGroup {
  Waiting waiting;
  std::vector<Prepared> documents;
};

std::vector<Waiting> read_waiting(Connection& connection, std::size_t most) {
  std::vector<Waiting> waiting;
  auto rows = connection.query(waiting_sql, static_cast<std::int64_t>(most));
  while (rows.next()) waiting.push_back({{rows.string(0), rows.string(1)}, rows.string(2)});
  return waiting;
}

struct Known {
  std::int64_t docnum = 0;
  std::string hash;
};
using KnownDocuments = std::map<std::pair<std::string, std::string>, Known>;

KnownDocuments read_known(Connection& connection, const Group& group) {
  KnownDocuments known;
  auto rows = connection.query(known_sql, group.kind, group.id);
  while (rows.next()) known[{rows.string(0), rows.string(1)}] = {rows.integer(2), rows.string(3)};
  return known;
}

// Analyses what is not in the index as it is; the rest keeps only its hash.
PreparedGroup prepare(Connection& connection, const Source& source, Waiting waiting) {
  PreparedGroup prepared{std::move(waiting), {}};
  const auto known = read_known(connection, prepared.waiting.group);
  for (auto& document : source.documents_of(connection, prepared.waiting.group)) {
    Prepared one;
    one.hash = content_hash(document, prepared.waiting.group);
    const auto before = known.find({document.kind, document.id});
    if (before == known.end() || before->second.hash != one.hash) one.entry = make_entry(document);
    one.docnum = make_docnum(document, prepared.waiting.group);
    document.text.clear();
    one.document = std::move(document);
    prepared.documents.push_back(std::move(one));
  }
  return prepared;
}

std::optional<int> year_of(const Document& document) {
  const auto date = document.date ? parse_iso_date(*document.date) : std::nullopt;
  if (!date) return std::nullopt;
  return date->year;
}

void remove(Connection& connection, std::int64_t docnum) {
  delete_entry(connection, docnum);
  connection.execute(delete_sql, docnum);
}

// Another document of the same number: two groups of one day whose places fall together.
std::int64_t free_number(Connection& connection, std::int64_t docnum) {
  while (connection.query(is_taken_sql, docnum).next()) ++docnum;
  return docnum;
}

// The document may stand in the index under another group (an item moved to another meeting).
void remove_elsewhere(Connection& connection, const Document& document) {
  std::optional<std::int64_t> docnum;
  {
    auto rows = connection.query(delete_by_id_sql, document.kind, document.id);
    if (rows.next()) docnum = rows.integer(0);
  }
  if (docnum) remove(connection, *docnum);
}

void write_group(Connection& connection, PreparedGroup& prepared) {
  const Waiting& waiting = prepared.waiting;
  // Changed again since it was read, or done by another node: whoever has the newer stamp writes it.
  if (connection.execute(done_sql, waiting.group.kind, waiting.group.id, waiting.stamp) != 1) return;
  auto known = read_known(connection, waiting.group);
  for (auto& one : prepared.documents) {
    const auto before = known.find({one.document.kind, one.document.id});
    if (before != known.end() && before->second.hash == one.hash) {
      known.erase(before);
      continue;
    }
    if (one.entry.marks.empty()) {
      // Was in the index when it was read and is not any more: read again.
      mark_changed(connection, waiting.group);
      continue;
    }
    if (before != known.end()) {
      remove(connection, before->second.docnum);
      known.erase(before);
    } else {
      remove_elsewhere(connection, one.document);
    }
    const std::int64_t docnum = free_number(connection, one.docnum);
    connection.execute(insert_sql, docnum, one.document.kind, one.document.id, waiting.group.kind, waiting.group.id,
                       year_of(one.document), one.document.body_id, one.document.outcome, one.hash);
    write_entry(connection, docnum, one.entry);
  }
  for (const auto& [key, gone] : known) remove(connection, gone.docnum);
}

}  // namespace

void mark_changed(Connection& connection, const Group& group) {
  connection.execute(mark_sql, group.kind, group.id, make_uuid_v7(system_now().us / 1000).text());
}

void mark_all(Database& database, const Source& source) {
  auto groups = source.all_groups(database.reader());
  {
    auto rows = database.reader().query(known_groups_sql);
    while (rows.next()) groups.push_back({rows.string(0), rows.string(1)});
  }
  std::ranges::sort(groups);
  const auto repeated = std::ranges::unique(groups);
  groups.erase(repeated.begin(), repeated.end());
  constexpr std::size_t marks_per_write = 2'000;
  for (std::size_t from = 0; from < groups.size(); from += marks_per_write)
    database.write([&](Connection& connection) {
      for (std::size_t i = from; i < std::min(groups.size(), from + marks_per_write); ++i)
        mark_changed(connection, groups[i]);
      return true;
    });
}

std::int64_t count_waiting(Connection& connection) {
  auto rows = connection.query(count_sql);
  return rows.next() ? rows.integer(0) : 0;
}

std::size_t index_waiting(Database& database, const Source& source, std::size_t most) {
  std::size_t done = 0;
  while (done < most) {
    Connection& reader = database.reader();
    auto waiting = read_waiting(reader, std::min(groups_per_write, most - done));
    if (waiting.empty()) break;
    std::vector<PreparedGroup> prepared;
    for (auto& one : waiting) prepared.push_back(prepare(reader, source, std::move(one)));
    database.write([&](Connection& connection) {
      for (auto& group : prepared) write_group(connection, group);
      return true;
    });
    done += prepared.size();
  }
  return done;
}

void index_all_waiting(Database& database, const Source& source) {
  constexpr std::size_t round = 1'000;
  while (index_waiting(database, source, round) > 0) {
  }
}

}  // namespace klynge::search
