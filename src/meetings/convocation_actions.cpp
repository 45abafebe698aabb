#include "meetings/convocation_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/person_number.hpp"
#include "base/text.hpp"
#include "bodies/structure/body_composition.hpp"
#include "bodies/structure/body_store.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::meetings {
namespace {

using audit::Actor;
using audit::Book;
using audit::Permission;
using audit::Transaction;
using database::Connection;
using Json = nlohmann::ordered_json;
using Kind = Problem::Kind;

const audit::Action call_off_action{"meeting.call_off", Permission::change_record, audit::Action::Reach::in_body};
const audit::Action change_action{"meeting.change_convocation", Permission::change_record,
                                  audit::Action::Reach::in_body};
const audit::Action convene_action{"meeting.convene", Permission::change_record, audit::Action::Reach::in_body};

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Closed items stand in the log by their number alone.
Json json_of(const Plan& plan) {
  Json items = Json::array();
  for (const auto& item : plan.items) items.push_back(item.closed ? std::string("Lukket punkt") : item.title);
  return {{"date", iso(plan.day)},
          {"start", reading::text(plan.start)},
          {"end", reading::text(plan.end)},
          {"place", plan.place},
          {"items", items}};
}

// The body is known; an agenda names nobody.
Resolver resolver_for(std::string body_id) {
  return [body_id = std::move(body_id)](Transaction&, std::string_view) {
    return MeetingNames{.body = [body_id](const bodies::BodyQuestion&) { return std::optional(body_id); },
                        .attendee = [](const bodies::AttendeeQuestion&) { return PersonAnswer{}; },
                        .mention = [](std::string_view) { return bodies::MentionMatch{}; }};
  };
}

Result<structure::BodyProfile> body_of(Connection& connection, std::string_view body_id) {
  auto body = structure::find_profile(connection, body_id);
  if (!body) return fail(Kind::not_found, "Organet findes ikke længere. Genindlæs siden, og prøv igen.", "no body");
  return std::move(*body);
}

Result<std::string> checked_word(std::string_view typed, std::string_view what) {
  auto word = squeeze(typed);
  if (shorten(word, limits::convened_reason_characters) != word)
    return fail(Kind::too_large,
                fmt::format("{} er for lang. Skriv højst {} tegn.", what, limits::convened_reason_characters),
                "too long a word");
  if (holds_person_number(word, Suspicion::written))
    return invalid(fmt::format("{} ser ud til at indeholde et personnummer. Skriv den uden.", what), "a person number");
  return word;
}

// All that may stand in the way, and what was shown of the composition.
Result<structure::CompositionOnDay> check_all(Connection& connection, const structure::BodyProfile& body,
                                              const Plan& plan, std::string_view self, const AllTheSame& all_the_same) {
  if (auto fits = check_plan(connection, body, plan, self); !fits) return std::unexpected(fits.error());
  auto composition = structure::composition_on(connection, body, plan.day);
  if (!composition.unmet.empty() && !all_the_same.said)
    return fail(
        Kind::conflict,
        "En regel om sammensætningen er ikke opfyldt på mødets dag. Vælg Indkald alligevel, hvis mødet skal holdes.",
        "a rule of composition is not kept");
  return composition;
}

Json warnings_of(const structure::CompositionOnDay& composition) {
  Json all = Json::array();
  for (const auto* list : {&composition.unmet, &composition.vacant, &composition.deviated})
    for (const auto& one : *list) all.push_back(one);
  return all;
}

// Known ids are kept; one that is of another meeting is none.
std::vector<ItemId> ids_for(Transaction& transaction, const Plan& plan, const std::vector<PlannedItem>& known) {
  std::vector<ItemId> ids;
  for (const auto& item : plan.items) {
    const bool is_known = !item.id.empty() && std::ranges::find(known, item.id, &PlannedItem::id) != known.end();
    auto id = is_known ? ItemId::parse(item.id) : std::nullopt;
    // The same row twice is two items.
    if (id && std::ranges::find(ids, *id) != ids.end()) id.reset();
    ids.push_back(id ? *id : transaction.new_id<AgendaItem>());
  }
  return ids;
}

struct Telling {
  News news;
  const Plan& plan;
  const structure::BodyProfile& body;
  MeetingId meeting;
  std::string_view word{};
  std::vector<Date> days{};  // whoever has a seat on one of them
};

Result<void> tell(Transaction& transaction, const Outside& outside, const Telling& what) {
  if (!outside.write_letter) return {};
  for (const auto& one : asked_to_come(transaction.connection(), what.body.body_id, what.days)) {
    if (one.email.empty()) continue;
    auto letter = write_news(what.news, what.plan, what.body.name, one.name,
                             outside.public_url + "/moeder/" + what.meeting.text(), what.word);
    if (auto done = outside.write_letter(transaction, {one.email, std::move(letter.subject), std::move(letter.body)});
        !done)
      return done;
  }
  return {};
}

struct Found {
  MeetingHead head;
  Convocation convocation;
  structure::BodyProfile body;
};

Result<Found> find_convened(Connection& connection, MeetingId meeting) {
  auto head = find_head(connection, meeting);
  auto convocation = head && !head->taken_back ? find_convocation(connection, head->id) : std::nullopt;
  if (!convocation || !head->body_id)
    return fail(Kind::not_found, "Mødet er ikke indkaldt i Klynge.", "no convocation");
  auto body = body_of(connection, *head->body_id);
  if (!body) return std::unexpected(body.error());
  return Found{std::move(*head), std::move(*convocation), std::move(*body)};
}

Actor acting_on(Book& book, const Actor& actor, MeetingId meeting) {
  const auto head = find_head(book.database.reader(), meeting);
  return audit::acting_in(actor, head && head->body_id ? *head->body_id : "");
}

bool is_different(const Convocation& convocation, const Plan& plan) {
  return convocation.is_called_off() || convocation.plan != plan;
}

Result<void> write_change(Transaction& transaction, const Outside& outside, const Found& found, const Plan& plan,
                          const structure::CompositionOnDay& composition, const std::string& word) {
  auto& connection = transaction.connection();
  const auto meeting = *MeetingId::parse(found.head.id);
  const auto record = record_of(plan, found.body.name);
  const auto items = ids_for(transaction, plan, found.convocation.plan.items);
  Convocation one = found.convocation;
  one.word = word.empty() ? std::nullopt : std::optional(word);
  one.changed_at_us = transaction.now().us;
  update_convocation(connection, one, reading::to_json(record), items);
  const Json payload{{"before", json_of(found.convocation.plan)},
                     {"after", json_of(plan)},
                     {"called_off", found.convocation.is_called_off()},
                     {"warnings", warnings_of(composition)},
                     {"word", word}};
  write_convened(
      transaction, resolver_for(found.body.body_id),
      {.meeting = meeting, .meeting_is_new = false, .record = record, .item_ids = items, .payload = dump(payload)});
  std::vector<Date> days{plan.day};
  if (found.convocation.plan.day != plan.day) days.push_back(found.convocation.plan.day);
  return tell(transaction, outside,
              {.news = found.convocation.is_called_off() ? News::convened_again : News::changed,
               .plan = plan,
               .body = found.body,
               .meeting = meeting,
               .days = std::move(days)});
}

}  // namespace

Result<void> check_plan(Connection& connection, const structure::BodyProfile& body, const Plan& plan,
                        std::string_view self) {
  if (auto meets = check_body_meets(body, plan.day); !meets) return meets;
  for (const auto& other : meetings_on(connection, body.body_id, iso(plan.day))) {
    if (other.id == self) continue;
    const auto convocation = other.version == 0 ? find_convocation(connection, other.id) : std::nullopt;
    if (convocation && convocation->is_called_off())
      return fail(
          Kind::conflict,
          fmt::format("”{}” har et aflyst møde den {}. Åbn det, og indkald det igen.", body.name, danish(plan.day)),
          "a meeting called off that day");
    return fail(Kind::conflict,
                fmt::format("”{}” har allerede et møde den {}. Vælg en anden dag, eller ret det møde.", body.name,
                            danish(plan.day)),
                "a second meeting that day");
  }
  return {};
}

Result<MeetingId> convene(Book& book, const Outside& outside, const Actor& actor, std::string_view body_id,
                          const Plan& plan, const AllTheSame& all_the_same) {
  const auto word = checked_word(all_the_same.word, "Begrundelsen");
  if (!word) return std::unexpected(word.error());
  return audit::perform<MeetingId>(
      book, audit::acting_in(actor, body_id), convene_action, [&](Transaction& transaction) -> Result<MeetingId> {
        auto& connection = transaction.connection();
        lock_body(connection, body_id);
        const auto body = body_of(connection, body_id);
        if (!body) return std::unexpected(body.error());
        const auto composition = check_all(connection, *body, plan, "", all_the_same);
        if (!composition) return std::unexpected(composition.error());
        const auto meeting = transaction.new_id<Meeting>();
        const auto record = record_of(plan, body->name);
        const auto items = ids_for(transaction, plan, {});
        const Json payload{{"body", body->body_id},
                           {"after", json_of(plan)},
                           {"warnings", warnings_of(*composition)},
                           {"word", *word}};
        write_convened(transaction, resolver_for(body->body_id),
                       {.meeting = meeting, .record = record, .item_ids = items, .payload = dump(payload)});
        insert_convocation(connection,
                           {.meeting_id = meeting.text(),
                            .plan = plan,
                            .word = word->empty() ? std::nullopt : std::optional(*word),
                            .convened_at_us = transaction.now().us,
                            .convened_by = actor.name},
                           reading::to_json(record), items);
        auto told = tell(transaction, outside,
                         {.news = News::convened, .plan = plan, .body = *body, .meeting = meeting, .days = {plan.day}});
        if (!told) return std::unexpected(told.error());
        return meeting;
      });
}

Result<void> change_convocation(Book& book, const Outside& outside, const Actor& actor, MeetingId meeting,
                                const Plan& plan, const AllTheSame& all_the_same) {
  const auto word = checked_word(all_the_same.word, "Begrundelsen");
  if (!word) return std::unexpected(word.error());
  const auto acting = acting_on(book, actor, meeting);
  // Asked before, so that a form that is sent again leaves no entry of nothing.
  if (acting.may(Permission::change_record))
    if (const auto now = find_convened(book.database.reader(), meeting); now && !is_different(now->convocation, plan))
      return {};
  return audit::perform<void>(book, acting, change_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    const auto found = find_convened(connection, meeting);
    if (!found) return std::unexpected(found.error());
    if (found->head.version > 0)
      return fail(Kind::conflict, "Mødets dagsorden eller referat er lagt ind. Ret i det dokument i stedet.",
                  "a document has come in");
    lock_body(connection, found->body.body_id);
    const auto composition = check_all(connection, found->body, plan, found->head.id, all_the_same);
    if (!composition) return std::unexpected(composition.error());
    return write_change(transaction, outside, *found, plan, *composition, *word);
  });
}

Result<void> call_off(Book& book, const Outside& outside, const Actor& actor, MeetingId meeting,
                      std::string_view reason) {
  const auto word = checked_word(reason, "Begrundelsen");
  if (!word) return std::unexpected(word.error());
  if (word->empty())
    return invalid("Skriv, hvorfor mødet er aflyst. Medlemmerne får begrundelsen at vide.", "no reason");
  return audit::perform<void>(
      book, acting_on(book, actor, meeting), call_off_action, [&](Transaction& transaction) -> Result<void> {
        auto& connection = transaction.connection();
        auto found = find_convened(connection, meeting);
        if (!found) return std::unexpected(found.error());
        if (found->head.kind == reading::Kind::minutes)
          return fail(Kind::conflict, "Der er et referat af mødet, så det kan ikke aflyses.", "there are minutes");
        if (found->convocation.is_called_off())
          return fail(Kind::conflict, "Mødet er allerede aflyst.", "called off already");
        // An agenda that came in may have moved it.
        auto plan = found->convocation.plan;
        if (const auto day = found->head.date ? parse_iso_date(*found->head.date) : std::nullopt) plan.day = *day;
        if (plan.day < local_date(transaction.now()))
          return fail(Kind::conflict, "Mødets dag er passeret, så det kan ikke aflyses.", "the day has passed");
        mark_called_off(connection, found->head.id, transaction.now(), actor.name, *word);
        transaction.changed({"meeting", found->head.id, dump({{"called_off", true}, {"reason", *word}})});
        return tell(transaction, outside,
                    {.news = News::called_off,
                     .plan = plan,
                     .body = found->body,
                     .meeting = meeting,
                     .word = *word,
                     .days = {plan.day}});
      });
}

}  // namespace klynge::meetings
