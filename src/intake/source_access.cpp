#include "intake/source_access.hpp"

#include <algorithm>
#include <string>

#include "meetings/meeting_store.hpp"
#include "meetings/person_number.hpp"
#include "meetings/rights.hpp"
#include "meetings/source_pages.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::intake {
namespace {

using audit::Permission;
using database::Connection;
using meetings::SourceGuard;

const audit::Action source_download_action{"source.download", audit::Action::Reach::thing};

const database::Sql select_readings{"SELECT record FROM reading WHERE sha256 = $1"};

// While a document waits, or after it was discarded or taken back, its readings are all that is known.
SourceGuard guard_by_readings(Connection& connection, std::string_view sha256) {
  SourceGuard guard;
  auto rows = connection.query(select_readings, sha256);
  while (rows.next()) {
    const auto record = reading::from_json(rows.text(0));
    if (!record) return {.has_closed_items = true, .has_person_numbers = true};
    guard.has_closed_items |= std::ranges::any_of(record->items, &reading::Item::closed);
    guard.has_person_numbers |= std::ranges::any_of(
        record->findings, [](const auto& finding) { return finding.kind == reading::FindingKind::person_number; });
  }
  return guard;
}

SourceGuard guard_of(Connection& connection, std::string_view sha256) {
  const auto guard = meetings::guard_of_source(connection, sha256);
  return guard.in_register ? guard : guard_by_readings(connection, sha256);
}

std::unexpected<Problem> closed_to(const audit::Actor& actor) {
  return fail(Problem::Kind::forbidden, "Kilden har lukkede punkter og vises kun for dem, der har adgang til dem.",
              actor.id + " lacks read_closed for a source");
}

std::unexpected<Problem> holds_person_numbers() {
  return fail(Problem::Kind::forbidden,
              "Der kan stå et personnummer her, så det vises ikke, som det er. Læs kilden som tekst i stedet.",
              "a source with a person number");
}

// What somebody may see of a source: by a role, or because they read a meeting that was made of it. Its closed
// items stand in it for all of its meetings, so each of them must be open to who is to see those.
struct Reach {
  bool reads = false, reads_closed = false, works = false;
};

Reach reach_of(Connection& connection, const audit::Actor& actor, std::string_view sha256) {
  Reach reach{.reads = actor.may(Permission::read_all),
              .reads_closed = actor.may(Permission::read_closed),
              .works = actor.may(Permission::change_record)};
  if (!actor.standings || reach.reads_closed) return reach;
  const auto made_of_it = meetings::meetings_of_source(connection, sha256);
  bool all_closed = !made_of_it.empty();
  for (const auto& meeting : made_of_it) {
    const auto day = meeting.date ? parse_iso_date(*meeting.date) : std::nullopt;
    audit::Matter matter{.body_id = meeting.body_id ? std::string_view(*meeting.body_id) : std::string_view(),
                         .held_on = day.value_or(audit::since_ever),
                         .item_id = {}};
    reach.reads |= static_cast<bool>(audit::may_read(actor, matter, actor.today));
    reach.works |= audit::may_in_body(actor, Permission::change_record, matter.body_id, actor.today);
    matter.closed = true;
    all_closed &= static_cast<bool>(audit::may_read(actor, matter, actor.today));
  }
  reach.reads_closed |= all_closed;
  return reach;
}

std::unexpected<Problem> not_theirs(const audit::Actor& actor) {
  return fail(Problem::Kind::not_found, "Kilden findes ikke.", actor.id + " reads no meeting of the source");
}

bool page_holds_person_number(const reading::Document& document, std::uint32_t page) {
  return std::ranges::any_of(document.lines, [page](const auto& line) {
    return line.page == page && meetings::holds_person_number(line.text);
  });
}

}  // namespace

Result<void> look_at_source(audit::Book& book, const audit::Actor& actor, std::string_view sha256) {
  if (!guard_of(book.database.reader(), sha256).has_closed_items) return {};
  if (!actor.may(Permission::read_closed)) return closed_to(actor);
  return audit::observe_once_a_day(book, actor, meetings::source_look_action, "source", sha256);
}

Result<void> may_work_on_source(Connection& connection, const audit::Actor& actor, std::string_view sha256) {
  if (actor.may(Permission::read_closed) || !guard_of(connection, sha256).has_closed_items) return {};
  return fail(Problem::Kind::forbidden,
              "Dokumentet har lukkede punkter og kan kun rettes af dem, der har adgang til dem.",
              actor.id + " lacks read_closed for a source");
}

Result<void> download_source(audit::Book& book, const audit::Actor& actor, std::string_view sha256) {
  const auto guard = guard_of(book.database.reader(), sha256);
  const auto reach = reach_of(book.database.reader(), actor, sha256);
  if (!reach.reads) return not_theirs(actor);
  if (guard.has_closed_items && !reach.reads_closed) return closed_to(actor);
  if (guard.has_person_numbers && !reach.works) return holds_person_numbers();
  if (!guard.has_closed_items && !guard.has_person_numbers) return {};
  return audit::observe(book, actor, source_download_action, "source", sha256);
}

Result<void> see_page(audit::Book& book, const audit::Actor& actor, std::string_view sha256, std::uint32_t page) {
  auto& connection = book.database.reader();
  const auto guard = guard_of(connection, sha256);
  const auto reach = reach_of(connection, actor, sha256);
  if (!reach.reads) return not_theirs(actor);
  if (guard.has_closed_items && !reach.reads_closed) return closed_to(actor);
  if (guard.has_person_numbers) {
    const auto source = meetings::find_source(connection, sha256);
    const auto document =
        source ? meetings::document_of(source->source, source->bytes, source->document) : Result<reading::Document>{};
    if (!document || page_holds_person_number(*document, page)) return holds_person_numbers();
  }
  if (!guard.has_closed_items) return {};
  return audit::observe_once_a_day(book, actor, meetings::source_look_action, "source", sha256);
}

}  // namespace klynge::intake
