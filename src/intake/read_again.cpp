#include "intake/read_again.hpp"

#include "intake/intake_store.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/source_pages.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::intake {
namespace {

using database::Sql;

// Where a newer version has come of another document, an old one's reading matters to nobody.
#define READ_BY_ANOTHER_READER                                                                             \
  " FROM intake_entry e JOIN reading r ON r.id = e.reading_id LEFT JOIN meeting m ON m.id = e.meeting_id"  \
  " WHERE (e.state = 'preview' OR (e.state = 'committed' AND m.version = e.version AND m.taken_back = 0))" \
  " AND ($1 = '' OR r.reader <> $1)"
const Sql count_stale{"SELECT count(*)" READ_BY_ANOTHER_READER};
const Sql select_stale{"SELECT e.id, e.file_name" READ_BY_ANOTHER_READER " AND e.id > $2 ORDER BY e.id LIMIT 100"};

struct Stale {
  std::string entry_id, file_name;
};

std::vector<Stale> stale_after(Connection& connection, std::string_view reader, std::string_view after) {
  std::vector<Stale> found;
  auto rows = connection.query(select_stale, reader, after);
  while (rows.next()) found.push_back({rows.string(0), rows.string(1)});
  return found;
}

std::int64_t stale(Connection& connection, std::string_view reader) {
  auto rows = connection.query(count_stale, reader);
  rows.next();
  return rows.integer(0);
}

}  // namespace

Result<Reread> read_again(const Register& to, const audit::Actor& actor, std::string_view entry_id) {
  auto& reader = to.book.database.reader();
  const auto entry = find_entry(reader, entry_id);
  const auto source = entry && entry->sha256 ? meetings::find_source(reader, *entry->sha256) : std::nullopt;
  if (!source) return fail(Problem::Kind::not_found, "Der er ingen kilde at læse igen.");
  const auto document = meetings::document_of(source->source, source->bytes, source->document);
  if (!document) return std::unexpected(document.error());
  return reread(to, actor, entry_id, reading::read_meeting(*document));
}

ReadAgainSummary read_all_again(const Register& to, const audit::Actor& actor, const ReadAgainOptions& options) {
  const std::string_view reader = options.all ? std::string_view() : reading::reader_version;
  auto& connection = to.book.database.reader();
  ReadAgainSummary summary{.documents = stale(connection, reader)};
  for (std::string after;;) {
    const auto documents = stale_after(connection, reader, after);
    if (documents.empty()) return summary;
    for (const auto& document : documents) {
      if (options.stop && *options.stop) return summary;
      auto done = read_again(to, actor, document.entry_id);
      if (done && *done == Reread::needs_a_person)
        done = fail(Problem::Kind::conflict,
                    "En rettelse passer ikke på det, der nu er læst. Se dokumentet på siden Import.",
                    "a correction found nothing");
      if (!done && options.left_alone) options.left_alone(document.file_name, done.error());
      ++(!done ? summary.left : *done == Reread::changed ? summary.changed : summary.unchanged);
      if (options.progress) options.progress(summary);
    }
    after = documents.back().entry_id;
  }
}

}  // namespace klynge::intake
