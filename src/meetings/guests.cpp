#include "meetings/guests.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/person_number.hpp"
#include "base/text.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/structure/period.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/access/account_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::meetings {
namespace {

using audit::Actor;
using audit::Book;
using audit::Permission;
using audit::Transaction;
using database::Connection;
using database::Sql;
using Json = nlohmann::ordered_json;
using Kind = Problem::Kind;

const audit::Action invite_action{"item.invite_guest", Permission::change_record, audit::Action::Reach::in_body};
const audit::Action uninvite_action{"item.uninvite_guest", Permission::change_record, audit::Action::Reach::in_body};

constexpr int days_after_meeting = 30, most_days_ahead = 2 * 366;

constexpr Sql invite_sql{
    "INSERT INTO item_guest (item_id, person_id, invited_at, until) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (item_id, person_id) DO UPDATE SET invited_at = excluded.invited_at, until = excluded.until"};
constexpr Sql uninvite_sql{"DELETE FROM item_guest WHERE item_id = $1 AND person_id = $2"};
constexpr Sql items_sql{
    "SELECT i.id, i.number, i.title, i.closed, m.held_on, COALESCE(b.name, m.body_printed), g.until FROM item_guest g JOIN item i ON i.id = g.item_id"
    " JOIN meeting m ON m.id = i.meeting_id LEFT JOIN body b ON b.id = m.body_id"
    " WHERE g.person_id = $1 AND COALESCE(g.until, '9999') >= $2 AND m.taken_back = 0 ORDER BY m.held_on DESC NULLS LAST, i.position, i.id LIMIT $3"};

struct Checked {
  std::string name, email;
  Date until{};
};

Result<Checked> check_texts(const GuestTexts& texts, Date today) {
  Checked out{.name = squeeze(texts.name), .email = access::folded_email(texts.email)};
  if (out.email.empty()) return invalid("Skriv gæstens e-mail. Den bruges til at logge ind.", "no address");
  if (auto fits = access::check_email(out.email); !fits) return std::unexpected(fits.error());
  if (holds_person_number(out.name, Suspicion::written))
    return invalid("Navnet ser ud til at indeholde et personnummer. Skriv det uden.", "a person number");
  const auto until = structure::read_day(texts.until, "Den sidste dag");
  if (!until) return std::unexpected(until.error());
  if (!*until) return invalid("Skriv den sidste dag, gæsten kan læse punktet.", "no last day");
  if (**until < today)
    return invalid("Den sidste dag er passeret. Vælg en dag, der kommer.", "a last day that has passed");
  if (**until > plus_days(today, most_days_ahead))
    return invalid("Den sidste dag ligger mere end to år ude i fremtiden. Er året rigtigt?", "a last day far ahead");
  out.until = **until;
  return out;
}

Actor acting_on(Book& book, const Actor& actor, ItemId item) {
  const auto found = find_item(book.database.reader(), item);
  return audit::acting_in(actor, found && found->meeting.body_id ? *found->meeting.body_id : "");
}

Result<ItemWithMeeting> standing_item(Connection& connection, ItemId item) {
  auto found = find_item(connection, item);
  if (!found) return fail(Kind::not_found, "Punktet findes ikke.", "no item");
  return std::move(*found);
}

std::string new_person(Transaction& transaction, const std::string& name) {
  const auto id = transaction.new_id_text();
  bodies::insert_person(transaction.connection(), id, name);
  bodies::add_name(transaction.connection(), bodies::IdentityKind::person, id, name);
  transaction.changed({"person", id, Json{{"name", name}}.dump(-1, ' ', false, Json::error_handler_t::replace)});
  return id;
}

struct Guest {
  std::string person_id, name;
};

// The account's person; an account that belongs to nobody gets one.
Guest guest_of_account(Transaction& transaction, const access::Account& account) {
  if (account.person_id) return {*account.person_id, account.name};
  auto person = new_person(transaction, account.name);
  access::update_person(transaction.connection(), account.id, person);
  return {std::move(person), account.name};
}

Result<Guest> find_or_open(Transaction& transaction, const Outside& outside, const Actor& actor,
                           const Checked& wanted) {
  const auto accounts = access::find_by_email(transaction.connection(), wanted.email);
  if (accounts.size() > 1)
    return fail(Kind::conflict,
                "Flere konti har den e-mail, så det er ikke til at se, hvem der er gæsten. Brug gæstens egen e-mail.",
                "an address of several accounts");
  if (accounts.size() == 1) {
    if (accounts.front().disabled)
      return fail(Kind::conflict, "Kontoen med den e-mail er spærret. Bed en administrator om at åbne den.",
                  "a disabled account");
    return guest_of_account(transaction, accounts.front());
  }
  if (wanted.name.empty())
    return invalid("Der er ingen konto med den e-mail. Skriv gæstens navn, så bliver den oprettet.", "no name");
  if (auto fits = access::check_name(wanted.name); !fits) return std::unexpected(fits.error());
  Guest guest{new_person(transaction, wanted.name), wanted.name};
  if (outside.open_account)
    if (auto opened = outside.open_account(transaction, {wanted.name, wanted.email, guest.person_id, actor.name});
        !opened)
      return std::unexpected(opened.error());
  return guest;
}

// The title of a closed item stands in no letter.
LetterTo invitation_letter(const ItemWithMeeting& found, const Checked& wanted, const Guest& guest, const Actor& actor,
                           std::string_view public_url) {
  const auto& meeting = found.meeting;
  const auto day = meeting.date ? parse_iso_date(*meeting.date) : std::nullopt;
  const auto held = fmt::format("{}{}", meeting.body_name ? shorten(*meeting.body_name, 120) : std::string("et organ"),
                                day ? " den " + danish(*day) : std::string());
  const auto number = found.item.number ? "punkt " + *found.item.number : std::string("et punkt");
  const auto title = found.item.closed ? std::string(" (lukket punkt)") : ": " + found.item.title;
  return {
      .recipient = wanted.email,
      .subject = fmt::format("Du er inviteret til et punkt: {}", held),
      .body = fmt::format(
          "Hej {}\n\n{} har inviteret dig som gæst til {} på mødet i {}{}.\n\nLog ind, og læs punktet her:\n{}/punkter/{}\n\nDu kan læse det til og med den {}. "
          "Resten af mødet er ikke åbent for dig.\n",
          guest.name, actor.name, number, held, title, public_url, found.item.id, danish(wanted.until))};
}

void tell_rights(const Outside& outside, const Result<void>& done) {
  if (done && outside.rights_changed) outside.rights_changed();
}

}  // namespace

Date usual_last_day(const MeetingHead& meeting, Date today) {
  const auto day = meeting.date ? parse_iso_date(*meeting.date) : std::nullopt;
  return plus_days(day && *day > today ? *day : today, days_after_meeting);
}

Result<void> invite_guest(Book& book, const Outside& outside, const Actor& actor, ItemId item,
                          const GuestTexts& texts) {
  const auto wanted = check_texts(texts, local_date(book.clock()));
  if (!wanted) return std::unexpected(wanted.error());
  auto done = audit::perform<void>(
      book, acting_on(book, actor, item), invite_action, [&](Transaction& transaction) -> Result<void> {
        const auto found = standing_item(transaction.connection(), item);
        if (!found) return std::unexpected(found.error());
        // First the item: the entry in the log is about it.
        Json payload{{"meeting", found->meeting.id}, {"email", wanted->email}, {"to", iso(wanted->until)}};
        transaction.changed({"item", found->item.id, payload.dump(-1, ' ', false, Json::error_handler_t::replace)});
        const auto guest = find_or_open(transaction, outside, actor, *wanted);
        if (!guest) return std::unexpected(guest.error());
        transaction.connection().execute(invite_sql, found->item.id, guest->person_id, transaction.now().us,
                                         iso(wanted->until));
        transaction.changed({"person", guest->person_id, Json{{"invited_to", found->item.id}}.dump()});
        if (!outside.write_letter) return {};
        return outside.write_letter(transaction, invitation_letter(*found, *wanted, *guest, actor, outside.public_url));
      });
  tell_rights(outside, done);
  return done;
}

Result<void> uninvite_guest(Book& book, const Outside& outside, const Actor& actor, ItemId item,
                            std::string_view person_id) {
  auto done = audit::perform<void>(
      book, acting_on(book, actor, item), uninvite_action, [&](Transaction& transaction) -> Result<void> {
        const auto found = standing_item(transaction.connection(), item);
        if (!found) return std::unexpected(found.error());
        if (transaction.connection().execute(uninvite_sql, found->item.id, person_id) == 0)
          return fail(Kind::not_found, "Gæsten er ikke længere inviteret til punktet.", "no invitation");
        transaction.changed({"item", found->item.id,
                             Json{{"meeting", found->meeting.id}, {"person", person_id}}.dump(
                                 -1, ' ', false, Json::error_handler_t::replace)});
        return {};
      });
  tell_rights(outside, done);
  return done;
}

std::vector<GuestItem> items_of_guest(Connection& connection, std::string_view person_id, Date today) {
  std::vector<GuestItem> items;
  auto rows = connection.query(items_sql, person_id, iso(today), static_cast<std::int64_t>(limits::page_rows));
  while (rows.next()) {
    const bool closed = rows.boolean(3);
    items.push_back({.id = rows.string(0),
                     .number = rows.optional_string(1),
                     .date = rows.optional_string(4),
                     .body_name = rows.optional_string(5),
                     .until = rows.optional_string(6),
                     .title = closed ? "Lukket punkt" : rows.string(2),
                     .closed = closed});
  }
  return items;
}

}  // namespace klynge::meetings
