#include "bodies/structure/seat_actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "bodies/candidate_store.hpp"
#include "bodies/composition/words.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/person_match.hpp"
#include "bodies/register_store.hpp"
#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/seat_follow.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;

const audit::Action seat_add_action{"seat.add", may_change_structure};
const audit::Action seat_change_action{"seat.change", may_change_structure};
const audit::Action seat_end_action{"seat.end", may_change_structure};
const audit::Action seat_term_action{"seat.term", may_change_structure};
const audit::Action seat_term_removed_action{"seat.term_removed", may_change_structure};
const audit::Action seat_substitute_action{"seat.substitute", may_change_structure};
const audit::Action seat_substitute_removed_action{"seat.substitute_removed", may_change_structure};
const audit::Action person_contact_action{"person.contact", may_change_structure};

constexpr std::size_t label_characters = 300;
constexpr std::size_t contact_characters = 200;

Json json_of_seat(const Seat& one) {
  return {{"body", one.body_id},
          {"position", one.position},
          {"label", one.label},
          {"kind", one.kind},
          {"organisation", json_of(one.organisation_id)},
          {"appointed_by", json_of(one.appointed_by)},
          {"voting", one.voting},
          {"role", name(one.role)},
          {"period", json_of(one.period)}};
}

Json json_of_holding(const Holding& one, std::string_view what) {
  return {{what, one.id},
          {"person", one.person_id},
          {"period", json_of(one.period)},
          {"from_seen", one.from_seen},
          {"to_seen", one.to_seen}};
}

std::string when(const Period& period) {
  const auto text = danish(period);
  return text.empty() ? std::string("uden kendt begyndelse og slutning") : text;
}

// --- seats ---

Result<void> check_organisations(Connection& connection, Seat& one) {
  for (auto* id : {&one.organisation_id, &one.appointed_by}) {
    if (*id && (*id)->empty()) id->reset();
    if (!*id || find_organisation(connection, **id)) continue;
    return invalid(
        "Den valgte organisation findes ikke længere eller er lagt sammen med en anden. Genindlæs siden, og vælg igen.",
        "no organisation " + (*id)->substr(0, 100));
  }
  return {};
}

// A seat begins and ends with its body where nothing else is said. In a body that has ended its last day must be said.
Result<void> place_in_body(Connection& connection, Seat& one, Date today) {
  const auto body = find_profile(connection, one.body_id);
  if (!body) return not_there("Organet", one.body_id);
  if (body->period.is_over(today) && !one.period.to)
    return invalid(fmt::format("”{}” findes ikke mere; det sluttede den {}. Skriv også pladsens sidste dag.",
                               body->name, danish(plus_days(*body->period.to, -1))),
                   "an open seat in a body that has ended");
  if (!fits_within(body->period, one.period))
    return invalid(fmt::format("Pladsen ligger uden for organets tid. ”{}” gælder {}.", body->name, when(body->period)),
                   "a seat outside its body");
  if (!one.period.from) one.period.from = body->period.from;
  if (!one.period.to) one.period.to = body->period.to;
  return {};
}

Result<Seat> checked(Transaction& transaction, Seat one) {
  auto& connection = transaction.connection();
  const auto label = one_line(one.label);
  if (!label || label->size() > label_characters)
    return invalid("Skriv, hvad pladsen hedder, højst 300 tegn.", "empty or too long label");
  one.label = *label;
  if (!composition::seat_kind(one.kind))
    return invalid("Vælg, hvilken slags plads det er.", "unknown kind of seat: " + one.kind.substr(0, 60));
  if (one.voting && (one.role == SeatRole::observer || one.role == SeatRole::secretary))
    return invalid("En observatør eller en sekretær har ikke stemmeret. Vælg en anden rolle, eller fjern stemmeretten.",
                   "a voting observer");
  if (auto fits = check_period(one.period); !fits) return std::unexpected(fits.error());
  if (auto fits = check_organisations(connection, one); !fits) return std::unexpected(fits.error());
  if (auto fits = place_in_body(connection, one, local_date(transaction.now())); !fits)
    return std::unexpected(fits.error());
  return one;
}

Result<void> end_seat_in(Transaction& transaction, std::string_view seat_id, Date end) {
  auto& connection = transaction.connection();
  const auto before = find_seat(connection, seat_id);
  if (!before) return not_there("Pladsen", seat_id);
  if (before->seat.period.to && *before->seat.period.to < end)
    return invalid(fmt::format("Pladsen er allerede nedlagt: den gælder {}.", when(before->seat.period)),
                   "the seat has ended before");
  if (before->seat.period.from && end <= *before->seat.period.from)
    return invalid(fmt::format("Pladsen begynder først den {}. Vælg en sidste dag, der ikke ligger før den.",
                               danish(*before->seat.period.from)),
                   "the seat would end before it begins");
  auto after = before->seat;
  after.period.to = end;
  if (auto fits = check_period(after.period); !fits) return fits;
  // Whoever goes on beyond the seat's end leaves with it.
  const auto cut = [&](const std::vector<Holding>& holdings, auto update) -> Result<void> {
    for (auto one : holdings) {
      if (one.period.to && *one.period.to <= end) continue;
      if (one.period.from && *one.period.from >= end)
        return invalid(fmt::format("{} er registreret på pladsen {}, altså efter at den er nedlagt. Ret det først.",
                                   one.person_name, when(one.period)),
                       "a term begins after the seat's end");
      one.period.to = end;
      one.to_seen = false;
      update(connection, one);
    }
    return {};
  };
  if (auto done = cut(before->terms, update_term); !done) return done;
  if (auto done = cut(before->substitutes, update_substitute); !done) return done;
  update_seat(connection, after);
  transaction.changed({"seat", after.id, difference(json_of_seat(before->seat), json_of_seat(after))});
  return {};
}

// --- who holds them ---

Result<std::string> person_for(Transaction& transaction, const Sitting& sitting) {
  auto& connection = transaction.connection();
  if (!sitting.person_id.empty()) {
    const auto person = bodies::find_identity(connection, bodies::IdentityKind::person, sitting.person_id);
    if (!person) return not_there("Den valgte person", sitting.person_id);
    if (person->merged_into)
      return fail(Problem::Kind::conflict,
                  "”" + person->name + "” er lagt sammen med en anden. Genindlæs siden, og vælg igen.",
                  "person is merged away");
    return person->id;
  }
  const auto shown = bodies::shown_person_name(squeeze(sitting.person_name));
  if (shown.empty()) return invalid("Skriv navnet på den, der skal sidde der.", "no name");
  if (shown.size() > name_characters || bodies::person_key(bodies::parse_person_name(shown)).empty())
    return invalid(
        fmt::format("”{}” er ikke navnet på en person. Skriv fornavn og efternavn på den, der skal sidde der.", shown),
        "no person's name");
  const auto same = namesakes(connection, shown);
  if (!sitting.is_new && same.size() > 1)
    return fail(Problem::Kind::conflict,
                fmt::format("Der er {} i registeret, der hedder ”{}”. Vælg, hvem du mener.", same.size(), shown),
                "several namesakes");
  if (!sitting.is_new && same.size() == 1) return same.front().id;
  const auto id = transaction.new_id_text();
  bodies::insert_person(connection, id, shown);
  bodies::add_name(connection, bodies::IdentityKind::person, id, shown);
  transaction.changed({"person", id, Json{{"name", shown}}.dump()});
  return id;
}

// What is open is taken from the seat; a Problem where it lies outside.
Result<Period> within_seat(const Seat& seat, Period period) {
  if (auto fits = check_period(period); !fits) return std::unexpected(fits.error());
  if (!fits_within(seat.period, period))
    return invalid(fmt::format("Perioden ligger uden for pladsens tid. ”{}” gælder {}.", seat.label, when(seat.period)),
                   "a term outside its seat");
  if (!period.from) period.from = seat.period.from;
  if (!period.to) period.to = seat.period.to;
  return period;
}

std::unexpected<Problem> overlap(const Holding& other) {
  return fail(Problem::Kind::conflict,
              fmt::format("{} har allerede pladsen {}. To kan ikke have den samme plads på samme tid.",
                          other.person_name, when(other.period)),
              "terms overlap");
}

// Ends the open term before the one that begins on `day`, so that the two meet.
void end_previous(Connection& connection, SeatHistory& history, Date day) {
  for (auto& term : history.terms) {
    const bool open = !term.period.to || term.period.to == history.seat.period.to;
    const bool began = !term.period.from || *term.period.from < day;
    if (!open || !began || (term.period.to && *term.period.to <= day)) continue;
    term.period.to = day;
    term.to_seen = false;
    update_term(connection, term);
  }
}

// That a person sits in a body and for whom helps to know them again in minutes.
void remember(Connection& connection, const Seat& seat, std::string_view person_id) {
  bodies::add_membership(connection, person_id,
                         seat.organisation_id ? std::optional<std::string_view>(*seat.organisation_id) : std::nullopt,
                         std::string_view(seat.body_id));
}

Result<Holding> holding_for(Transaction& transaction, const SeatHistory& history, const Sitting& sitting) {
  const auto period = within_seat(history.seat, sitting.period);
  if (!period) return std::unexpected(period.error());
  auto person = person_for(transaction, sitting);
  if (!person) return std::unexpected(person.error());
  return Holding{.id = transaction.new_id_text(),
                 .seat_id = history.seat.id,
                 .person_id = std::move(*person),
                 .period = *period,
                 .from_seen = sitting.from_seen && sitting.period.from,
                 .to_seen = sitting.to_seen && sitting.period.to};
}

// What a seat has two sorts of, terms and substitutes: how each is kept, and what it may not meet there.
struct Sort {
  std::string_view word;     // in the log
  std::string_view missing;  // “Perioden”, of one that is not there
  std::optional<Holding> (*find)(Connection&, std::string_view id);
  Result<void> (*check)(const SeatHistory&, const Holding&);
  void (*insert)(Connection&, const Holding&);
  void (*update)(Connection&, const Holding&);
  void (*remove)(Connection&, std::string_view id);
};

Result<void> check_term(const SeatHistory& history, const Term& one) {
  if (const auto* other = overlapping(history.terms, one.period, one.id)) return overlap(*other);
  return {};
}

// The same person as a substitute twice at one time says nothing more.
Result<void> check_substitute(const SeatHistory& history, const Substitute& one) {
  const auto other = std::ranges::find_if(history.substitutes, [&](const Substitute& standing) {
    return standing.id != one.id && standing.person_id == one.person_id && overlaps(standing.period, one.period);
  });
  if (other == history.substitutes.end()) return {};
  return fail(Problem::Kind::conflict,
              fmt::format("{} er allerede stedfortræder {}.", other->person_name, when(other->period)),
              "substitute twice");
}

constexpr Sort term_sort{"term", "Perioden", find_term, check_term, insert_term, update_term, delete_term};
constexpr Sort substitute_sort{"substitute",      "Stedfortræderen", find_substitute,  check_substitute,
                               insert_substitute, update_substitute, delete_substitute};

Result<std::string> add_holding(Transaction& transaction, const Sort& sort, const SeatHistory& history,
                                const Holding& one) {
  if (auto fits = sort.check(history, one); !fits) return std::unexpected(fits.error());
  sort.insert(transaction.connection(), one);
  remember(transaction.connection(), history.seat, one.person_id);
  transaction.changed({"seat", one.seat_id, difference({}, json_of_holding(one, sort.word))});
  return one.id;
}

Result<void> change_holding(Transaction& transaction, const Sort& sort, const Holding& wanted) {
  auto& connection = transaction.connection();
  const auto before = sort.find(connection, wanted.id);
  const auto history = before ? find_seat(connection, before->seat_id) : std::nullopt;
  if (!history) return not_there(sort.missing, wanted.id);
  auto after = *before;
  const auto period = within_seat(history->seat, wanted.period);
  if (!period) return std::unexpected(period.error());
  after.period = *period;
  after.from_seen = wanted.from_seen;
  after.to_seen = wanted.to_seen;
  if (auto fits = sort.check(*history, after); !fits) return fits;
  sort.update(connection, after);
  transaction.changed(
      {"seat", after.seat_id, difference(json_of_holding(*before, sort.word), json_of_holding(after, sort.word))});
  return {};
}

Result<void> remove_holding(Transaction& transaction, const Sort& sort, std::string_view id) {
  const auto before = sort.find(transaction.connection(), id);
  if (!before) return not_there(sort.missing, id);
  sort.remove(transaction.connection(), before->id);
  transaction.changed({"seat", before->seat_id, Json{{"removed", json_of_holding(*before, sort.word)}}.dump()});
  return {};
}

// --- contact data ---

Result<Contact> checked_contact(Contact contact) {
  contact.email = one_line(contact.email);
  contact.telephone = one_line(contact.telephone);
  if (contact.email) {
    const auto at = contact.email->find('@');
    const bool fits = at != std::string::npos && at > 0 && at + 1 < contact.email->size() &&
                      contact.email->find(' ') == std::string::npos && contact.email->size() <= contact_characters;
    if (!fits) return invalid("Skriv mailadressen som navn@sted.dk.", "bad mail address");
  }
  if (contact.telephone) {
    const bool digits = std::ranges::all_of(*contact.telephone, [](char c) {
      return (c >= '0' && c <= '9') || c == ' ' || c == '+' || c == '(' || c == ')';
    });
    if (!digits || contact.telephone->size() > 40)
      return invalid("Skriv telefonnummeret med cifre, for eksempel 12 34 56 78.", "bad telephone number");
  }
  return contact;
}

}  // namespace

Result<std::string> add_seat_in(Transaction& transaction, const Seat& wanted) {
  auto one = checked(transaction, wanted);
  if (!one) return std::unexpected(one.error());
  one->id = transaction.new_id_text();
  one->position = next_position(transaction.connection(), one->body_id);
  insert_seat(transaction.connection(), *one);
  transaction.changed({"seat", one->id, difference({}, json_of_seat(*one))});
  return one->id;
}

Result<std::string> add_seat(audit::Book& book, const audit::Actor& actor, const Seat& seat) {
  return audit::perform<std::string>(book, actor, seat_add_action,
                                     [&](Transaction& transaction) { return add_seat_in(transaction, seat); });
}

Result<void> change_seat_in(Transaction& transaction, const Seat& wanted) {
  auto& connection = transaction.connection();
  const auto before = find_seat(connection, wanted.id);
  if (!before) return not_there("Pladsen", wanted.id);
  Seat moved = wanted;
  moved.body_id = before->seat.body_id;
  if (moved.position <= 0) moved.position = before->seat.position;
  const auto after = checked(transaction, moved);
  if (!after) return std::unexpected(after.error());
  if (auto done = holders_follow_seat(connection, *before, after->period); !done) return done;
  update_seat(connection, *after);
  transaction.changed({"seat", after->id, difference(json_of_seat(before->seat), json_of_seat(*after))});
  return {};
}

Result<void> change_seat(audit::Book& book, const audit::Actor& actor, const Seat& seat) {
  return audit::perform<void>(book, actor, seat_change_action,
                              [&](Transaction& transaction) { return change_seat_in(transaction, seat); });
}

Result<void> end_seat(audit::Book& book, const audit::Actor& actor, std::string_view seat_id, Date first_day_without) {
  return audit::perform<void>(book, actor, seat_end_action, [&](Transaction& transaction) {
    return end_seat_in(transaction, seat_id, first_day_without);
  });
}

Result<std::string> add_term_in(Transaction& transaction, const Sitting& sitting, bool ends_previous) {
  auto& connection = transaction.connection();
  auto history = find_seat(connection, sitting.seat_id);
  if (!history) return not_there("Pladsen", sitting.seat_id);
  auto term = holding_for(transaction, *history, sitting);
  if (!term) return std::unexpected(term.error());
  if (ends_previous && term->period.from) end_previous(connection, *history, *term->period.from);
  return add_holding(transaction, term_sort, *history, *term);
}

Result<std::string> add_term(audit::Book& book, const audit::Actor& actor, const Sitting& sitting, bool ends_previous) {
  return audit::perform<std::string>(book, actor, seat_term_action, [&](Transaction& transaction) {
    return add_term_in(transaction, sitting, ends_previous);
  });
}

Result<void> change_term_in(Transaction& transaction, const Term& wanted) {
  return change_holding(transaction, term_sort, wanted);
}

Result<void> change_term(audit::Book& book, const audit::Actor& actor, const Term& term) {
  return audit::perform<void>(book, actor, seat_term_action,
                              [&](Transaction& transaction) { return change_term_in(transaction, term); });
}

Result<void> remove_term(audit::Book& book, const audit::Actor& actor, std::string_view term_id) {
  return audit::perform<void>(book, actor, seat_term_removed_action, [&](Transaction& transaction) {
    return remove_holding(transaction, term_sort, term_id);
  });
}

Result<std::string> add_substitute_in(Transaction& transaction, const Sitting& sitting) {
  auto& connection = transaction.connection();
  const auto history = find_seat(connection, sitting.seat_id);
  if (!history) return not_there("Pladsen", sitting.seat_id);
  auto one = holding_for(transaction, *history, sitting);
  if (!one) return std::unexpected(one.error());
  return add_holding(transaction, substitute_sort, *history, *one);
}

Result<std::string> add_substitute(audit::Book& book, const audit::Actor& actor, const Sitting& sitting) {
  return audit::perform<std::string>(book, actor, seat_substitute_action,
                                     [&](Transaction& transaction) { return add_substitute_in(transaction, sitting); });
}

Result<void> change_substitute(audit::Book& book, const audit::Actor& actor, const Substitute& substitute) {
  return audit::perform<void>(book, actor, seat_substitute_action, [&](Transaction& transaction) {
    return change_holding(transaction, substitute_sort, substitute);
  });
}

Result<void> remove_substitute(audit::Book& book, const audit::Actor& actor, std::string_view substitute_id) {
  return audit::perform<void>(book, actor, seat_substitute_removed_action, [&](Transaction& transaction) {
    return remove_holding(transaction, substitute_sort, substitute_id);
  });
}

std::vector<Namesake> namesakes(Connection& connection, std::string_view person_name) {
  std::vector<Namesake> found;
  const auto key = bodies::person_key(bodies::parse_person_name(person_name));
  if (key.empty()) return found;
  for (const auto& id : bodies::persons_printed_so(connection, key)) {
    const auto person = bodies::find_identity(connection, bodies::IdentityKind::person, id);
    if (person && !person->merged_into)
      found.push_back({person->id, person->name, bodies::organisations_of(connection, id)});
  }
  return found;
}

Result<void> change_contact(audit::Book& book, const audit::Actor& actor, std::string_view person_id,
                            const Contact& wanted) {
  return audit::perform<void>(book, actor, person_contact_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    const auto person = bodies::find_identity(connection, bodies::IdentityKind::person, person_id);
    if (!person || person->merged_into) return not_there("Personen", person_id);
    const auto contact = checked_contact(wanted);
    if (!contact) return std::unexpected(contact.error());
    const auto before = contact_of(connection, person_id);
    write_contact(connection, person_id, *contact);
    const auto json = [](const Contact& one) {
      return Json{{"email", json_of(one.email)}, {"telephone", json_of(one.telephone)}};
    };
    transaction.changed({"person", person->id, difference(json(before), json(*contact))});
    return {};
  });
}

}  // namespace klynge::structure
