#include "intake/read_again.hpp"

#include "intake/intake_store.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/source_pages.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::intake {

Result<bool> read_again(const Register& to, const audit::Actor& actor, std::string_view entry_id) {
  auto& reader = to.book.database.reader();
  const auto entry = find_entry(reader, entry_id);
  const auto source = entry && entry->sha256 ? meetings::find_source(reader, *entry->sha256) : std::nullopt;
  if (!source) return fail(Problem::Kind::not_found, "Der er ingen kilde at læse igen.");
  const auto document = meetings::document_of(source->source, source->bytes, source->document);
  if (!document) return std::unexpected(document.error());
  return reread(to, actor, entry_id, reading::read_meeting(*document));
}

}  // namespace klynge::intake
