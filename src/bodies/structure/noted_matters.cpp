#include "bodies/structure/noted_matters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;
using Kind = Problem::Kind;

// A letter takes two bytes at most in Danish.
constexpr std::size_t title_bytes = 2 * noted_title_characters, detail_bytes = 2 * noted_detail_characters;

const audit::Action note_action{"hand_over.note", may_hand_over, audit::Action::Reach::in_body};
const audit::Action remove_note_action{"hand_over.remove_note", may_hand_over, audit::Action::Reach::in_body};

// A line that went on from another body stands there first, under the same id.
const Sql open_sql{
    "SELECT m.matter_id, m.title, m.detail, m.day FROM hand_over_matter m JOIN hand_over h ON h.id = m.hand_over_id "
    "WHERE m.kind = 'noted' AND h.body_id = $1 AND h.state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM hand_over_matter e "
    "JOIN hand_over f ON f.id = e.hand_over_id WHERE e.kind = 'noted' AND e.matter_id = m.matter_id AND f.created_at < h.created_at AND f.body_id <> h.body_id) "
    "ORDER BY h.created_at, m.day, m.matter_id"};

std::vector<OpenMatter> open_notes(Connection& connection, std::string_view body_id, Date) {
  std::vector<OpenMatter> open;
  auto rows = connection.query(open_sql, body_id);
  while (rows.next()) {
    const auto same = [&](const OpenMatter& one) { return one.id == rows.text(0); };
    if (std::ranges::any_of(open, same)) continue;
    open.push_back({.id = rows.string(0),
                    .title = rows.string(1),
                    .path = "",
                    .day = rows.is_null(3) ? std::nullopt : parse_iso_date(rows.text(3)),
                    .detail = rows.string(2)});
  }
  return open;
}

// Applied to the draft in one transaction, by whoever prepares it.
template <class T, class Apply>
Result<T> change_draft(audit::Book& book, const audit::Actor& actor, const audit::Action& action, std::string_view id,
                       Apply apply) {
  const auto found = find_hand_over(book.database.reader(), id);
  if (!found) return not_there("Overdragelsen", id);
  return audit::perform<T>(
      book, audit::acting_in(actor, found->body_id), action, [&](Transaction& transaction) -> Result<T> {
        const auto one = find_hand_over(transaction.connection(), id);
        if (!one || one->body_id != found->body_id) return not_there("Overdragelsen", id);
        if (one->state != HandOverState::draft)
          return fail(Kind::conflict,
                      "Der kan kun føjes til en kladde. Træk overdragelsen tilbage først, hvis den er sendt.",
                      "hand-over is " + std::string(name(one->state)));
        return apply(transaction, *one);
      });
}

std::vector<HandedMatter> notes_of(Connection& connection, const HandOver& one) {
  auto all = matters_of(connection, one.id);
  std::erase_if(all, [](const HandedMatter& matter) { return matter.kind != noted_kind; });
  return all;
}

}  // namespace

MatterKind noted_matters() {
  return {.kind = std::string(noted_kind), .danish = "Skrevet på i hånden", .open = open_notes};
}

Result<std::string> note_matter(audit::Book& book, const audit::Actor& actor, std::string_view hand_over_id,
                                const NotedMatter& noted) {
  const auto title = one_line(noted.title);
  const auto detail = one_line(noted.detail);
  if (!title) return invalid("Skriv, hvad der skal med på listen.", "no title");
  if (auto fits = check_length(title, title_bytes, "Det, der skal med,"); !fits) return std::unexpected(fits.error());
  if (auto fits = check_length(detail, detail_bytes, "Bemærkningen"); !fits) return std::unexpected(fits.error());
  return change_draft<std::string>(
      book, actor, note_action, hand_over_id,
      [&](Transaction& transaction, const HandOver& one) -> Result<std::string> {
        if (notes_of(transaction.connection(), one).size() >= limits::noted_matters)
          return invalid(fmt::format("Der kan højst skrives {} linjer på i hånden.", limits::noted_matters),
                         "too many notes");
        HandedMatter matter{.kind = std::string(noted_kind),
                            .id = transaction.new_id_text(),
                            .title = *title,
                            .path = "",
                            .day = local_date(transaction.now()),
                            .detail = detail.value_or("")};
        insert_matter(transaction.connection(), one.id, matter);
        transaction.changed({"hand_over", one.id,
                             Json{{"noted", matter.id}, {"title", matter.title}, {"detail", matter.detail}}.dump()});
        return matter.id;
      });
}

Result<void> remove_noted_matter(audit::Book& book, const audit::Actor& actor, std::string_view hand_over_id,
                                 std::string_view matter_id) {
  return change_draft<void>(
      book, actor, remove_note_action, hand_over_id,
      [&](Transaction& transaction, const HandOver& one) -> Result<void> {
        const auto notes = notes_of(transaction.connection(), one);
        const auto found = std::ranges::find(notes, matter_id, &HandedMatter::id);
        if (found == notes.end())
          return fail(Kind::conflict, "Linjen står ikke længere på listen. Genindlæs siden.", "no such note");
        delete_matter(transaction.connection(), one.id, *found);
        transaction.changed({"hand_over", one.id, Json{{"removed", found->id}, {"title", found->title}}.dump()});
        return {};
      });
}

}  // namespace klynge::structure
