#include "search/index_dialect.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace klynge::search {
namespace {

using database::Connection;
using database::Dialect;
using database::Sql;

// The ascii tokenizer parts at ASCII signs only, and terms have none: it takes them as they are.
constexpr auto create_sqlite =
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5 (title, title_parts, body, body_parts, marks, tokenize = 'ascii')";
// The lock is for nodes that start at the same moment: IF NOT EXISTS alone may fail between them.
constexpr auto create_postgres =
    "SELECT pg_advisory_xact_lock(5005005);"
    "CREATE TABLE IF NOT EXISTS search_terms (docnum BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);"
    "CREATE INDEX IF NOT EXISTS search_terms_by_term ON search_terms USING gin (terms)";

const Sql insert_sqlite{
    "INSERT INTO search_terms (rowid, title, title_parts, body, body_parts, marks) VALUES ($1, $2, $3, $4, $5, $6)"};
const Sql insert_postgres{"INSERT INTO search_terms (docnum, terms) VALUES ($1, CAST(CAST($2 AS TEXT) AS TSVECTOR))"};
const Sql delete_sqlite{"DELETE FROM search_terms WHERE rowid = $1"};
const Sql delete_postgres{"DELETE FROM search_terms WHERE docnum = $1"};

// CROSS JOIN keeps the terms in front: they come in the order asked for and can stop early. The index
// named holds all that is asked for, so no row is looked up: a common word has a thousand hits.
const Sql find_sqlite{
    "SELECT d.docnum, d.kind, d.year, d.body_id, d.outcome FROM search_terms t "
    "CROSS JOIN search_document d INDEXED BY search_document_counted "
    "WHERE t.search_terms MATCH $1 AND d.docnum = t.rowid AND t.rowid >= $3 AND t.rowid < $4 ORDER BY t.rowid DESC LIMIT $2"};
const Sql find_postgres{
    "SELECT d.docnum, d.kind, d.year, d.body_id, d.outcome FROM search_terms t JOIN search_document d ON d.docnum = t.docnum "
    "WHERE t.terms @@ CAST(CAST($1 AS TEXT) AS TSQUERY) AND t.docnum >= $3 AND t.docnum < $4 ORDER BY t.docnum DESC LIMIT $2"};

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

// In PostgreSQL all terms are in one vector: a sign in front says what a term without a position is.
constexpr std::string_view text_part_sign = "+", title_part_sign = "*", mark_sign = "#";

void add_lexeme(std::string& out, std::string_view sign, std::string_view term) {
  out += '\'';
  out += sign;
  out += term;
  out += "' ";
}

std::string vector_text(const IndexEntry& entry) {
  std::string out;
  std::size_t position = 1;
  for (const auto& term : entry.title) out += "'" + term + "':" + std::to_string(position++) + "A ";
  ++position;  // a phrase does not run from the title into the text
  for (const auto& term : entry.text) out += "'" + term + "':" + std::to_string(position++) + " ";
  for (const auto& term : entry.title_parts) add_lexeme(out, title_part_sign, term);
  for (const auto& term : entry.text_parts) add_lexeme(out, text_part_sign, term);
  for (const auto& mark : entry.marks) add_lexeme(out, mark_sign, mark);
  return out;
}

std::string quoted(std::string_view term, char mark) { return mark + std::string(term) + mark; }

std::string clause_sqlite(const Clause& clause, Within within) {
  const bool phrase = clause.terms.size() > 1;
  std::string columns = within == Within::title ? (phrase ? "{title}" : "{title title_parts}")
                                                : (phrase ? "{title body}" : "{title title_parts body body_parts}");
  std::string what = quoted(joined(clause.terms, " "), '"');
  if (!clause.prefix.empty()) what = "(" + what + " OR " + quoted(clause.prefix, '"') + " *)";
  return "(" + columns + " : " + what + ")";
}

std::string word_postgres(std::string_view term, Within within, bool prefix) {
  const std::string any = prefix ? ":*" : "";
  const std::string title = prefix ? ":*A" : ":A";
  if (within == Within::title) return "'" + std::string(term) + "'" + title + " | '*" + std::string(term) + "'" + any;
  return "'" + std::string(term) + "'" + any + " | '+" + std::string(term) + "'" + any + " | '*" + std::string(term) +
         "'" + any;
}

std::string clause_postgres(const Clause& clause, Within within) {
  if (clause.terms.size() == 1) {
    std::string out = "(" + word_postgres(clause.terms[0], within, false);
    if (!clause.prefix.empty()) out += " | " + word_postgres(clause.prefix, within, true);
    return out + ")";
  }
  std::string out;
  for (const auto& term : clause.terms) {
    if (!out.empty()) out += " <-> ";
    out += quoted(term, '\'');
    if (within == Within::title) out += ":A";
  }
  return "(" + out + ")";
}

std::vector<std::string> asked_marks(const Filters& filters) {
  std::vector<std::string> marks;
  Document like;
  if (!filters.kind.empty()) marks.push_back("kind" + filters.kind);
  if (filters.year) marks.push_back("year" + std::to_string(*filters.year));
  if (!filters.body_id.empty()) like.body_id = filters.body_id;
  if (!filters.outcome.empty()) like.outcome = filters.outcome;
  for (auto& mark : marks_of(like))
    if (mark.starts_with("body") || mark.starts_with("outcome")) marks.push_back(std::move(mark));
  return marks;
}

std::string mark_expression(bool sqlite, const std::string& mark) {
  return sqlite ? "(marks : " + quoted(mark, '"') + ")" : "'#" + mark + "'";
}

// Marks are made of letters and digits only, whatever a filter says.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string body_mark(std::string_view body_id) { return "body" + plain(body_id); }

std::string seat_expression(bool sqlite, const SeenBody& body) {
  std::string of_body = mark_expression(sqlite, body_mark(body.body_id));
  if (body.closed) return of_body;
  return "(" + of_body + (sqlite ? " AND " : " & ") + mark_expression(sqlite, "seeopen") + ")";
}

// What the viewer may see; "" for everything.
std::string sight_expression(bool sqlite, const Viewer& viewer, Window window) {
  if (window.seat) return seat_expression(sqlite, *window.seat);
  if (viewer.sees_unpublished) return viewer.sees_closed ? "" : mark_expression(sqlite, "seeopen");
  std::string out = mark_expression(sqlite, "seepublic");
  for (const auto& body : viewer.bodies)
    if (body.all_days()) out += (sqlite ? " OR " : " | ") + seat_expression(sqlite, body);
  return "(" + out + ")";
}

}  // namespace

bool may_see(const Viewer& viewer, const Document& document) {
  if (viewer.sees_unpublished && (viewer.sees_closed || !document.closed)) return true;
  if (document.published && !document.closed) return true;
  return std::ranges::any_of(viewer.bodies, [&](const SeenBody& body) {
    if (document.body_id != body.body_id || (document.closed && !body.closed)) return false;
    return body.all_days() ||
           (document.date && *document.date >= body.from && (body.to.empty() || *document.date < body.to));
  });
}

std::vector<std::string> marks_of(const Document& document) {
  std::vector<std::string> marks;
  marks.push_back("kind" + plain(document.kind));
  if (!document.closed) marks.push_back("seeopen");
  if (!document.closed && document.published) marks.push_back("seepublic");
  if (document.date && document.date->size() >= 4) marks.push_back("year" + plain(document.date->substr(0, 4)));
  if (document.body_id) marks.push_back(body_mark(*document.body_id));
  if (document.outcome) marks.push_back("outcome" + plain(*document.outcome));
  return marks;
}

void create_index(Connection& connection) {
  connection.script(connection.dialect() == Dialect::sqlite ? create_sqlite : create_postgres);
}

void drop_index(Connection& connection) { connection.script("DROP TABLE IF EXISTS search_terms"); }

void write_entry(Connection& connection, std::int64_t docnum, const IndexEntry& entry) {
  if (connection.dialect() == Dialect::postgresql) {
    connection.execute(insert_postgres, docnum, vector_text(entry));
    return;
  }
  connection.execute(insert_sqlite, docnum, joined(entry.title, " "), joined(entry.title_parts, " "),
                     joined(entry.text, " "), joined(entry.text_parts, " "), joined(entry.marks, " "));
}

void delete_entry(Connection& connection, std::int64_t docnum) {
  connection.execute(connection.dialect() == Dialect::sqlite ? delete_sqlite : delete_postgres, docnum);
}

std::string index_expression(Dialect dialect, const Query& query, const Viewer& viewer, Within within, Window window) {
  if (query.empty() || (within == Within::title && query.wanted.empty())) return "";
  const bool sqlite = dialect == Dialect::sqlite;
  const std::string_view both = sqlite ? " AND " : " & ";
  std::vector<std::string> all;
  for (const auto& clause : query.wanted)
    all.push_back(sqlite ? clause_sqlite(clause, within) : clause_postgres(clause, within));
  for (const auto& mark : asked_marks(query.filters)) all.push_back(mark_expression(sqlite, mark));
  if (auto sight = sight_expression(sqlite, viewer, window); !sight.empty()) all.push_back(std::move(sight));
  std::string out = "(" + joined(all, both) + ")";
  for (const auto& clause : query.unwanted)
    out = sqlite ? fmt::format("({} NOT {})", out, clause_sqlite(clause, Within::anywhere))
                 : fmt::format("({} & !{})", out, clause_postgres(clause, Within::anywhere));
  return out;
}

void find(Connection& connection, const std::string& expression, Numbers numbers, std::int64_t limit,
          const std::function<void(const Found&)>& take) {
  if (expression.empty()) return;
  auto rows = connection.query(connection.dialect() == Dialect::sqlite ? find_sqlite : find_postgres, expression, limit,
                               numbers.first, numbers.last);
  while (rows.next()) {
    Found one{
        .docnum = rows.integer(0), .kind = rows.text(1), .body_id = rows.text(3), .outcome = rows.text(4), .year = {}};
    if (const auto year = rows.optional_integer(2)) one.year = static_cast<int>(*year);
    take(one);
  }
}

}  // namespace klynge::search
