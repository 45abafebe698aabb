#include "bodies/structure/seat_pages.hpp"

#include <fmt/format.h>

#include "bodies/composition/words.hpp"
#include "bodies/identity_pages.hpp"
#include "platform/html/table.hpp"

namespace klynge::structure {
namespace {

using bodies::identity_url;
using bodies::IdentityKind;
using html::Html;
using html::Tone;
using html::url;

constexpr auto muted_line = html::make<R"(<br><span class="k-muted">{}</span>)">;
constexpr auto mail_line = html::make<R"(<span class="k-contact">{}</span>)">;

std::string kind_danish(std::string_view kind) {
  const auto known = composition::seat_kind(kind);
  return known ? std::string(composition::singular(*known)) : std::string(kind);
}

std::vector<html::Option> kind_options() {
  std::vector<html::Option> options{{"", "Vælg"}};
  for (const auto kind : composition::seat_kinds())
    options.push_back({std::string(composition::name(kind)), std::string(composition::singular(kind))});
  return options;
}

std::vector<html::Option> role_options() {
  std::vector<html::Option> options;
  for (const auto role : seat_roles()) options.push_back({std::string(name(role)), std::string(danish(role))});
  return options;
}

Html person_link(const Holding& holding) {
  return html::link(identity_url(IdentityKind::person, holding.person_id), holding.person_name);
}

// A form's address names the part of the page that it stands in: that is where what was wrong is said.
Html seat_form(const SeatView& view) {
  const bool is_new = view.history.seat.id.empty();
  const auto& values = view.seat_values;
  Html fields = error_alert(view.seat_error);
  auto label = field(values, "navn", "Hvad hedder pladsen?", "For eksempel: Borgmester, Lyngsted Kommune.");
  label.required = true;
  label.max_length = 300;
  fields += html::text_field(label);
  auto kind = field(values, "slags", "Slags", "Det, som reglerne tæller.");
  kind.required = true;
  fields += html::select_field(kind, kind_options());
  fields += html::select_field(field(values, "rolle", "Rolle i organet"), role_options());
  fields += html::select_field(field(values, "organisation", "Hvis plads er det?"),
                               organisation_options(view.organisations, "Ingen bestemt organisation"));
  fields += html::select_field(
      field(values, "udpeget_af", "Hvem udpeger?", "Kun når det er en anden end den, hvis plads det er."),
      organisation_options(view.organisations, "Den, hvis plads det er"));
  fields += html::check_box(
      {.name = "stemmeret", .label = "Har stemmeret", .hint = "Observatører og sekretærer har ikke stemmeret."},
      value(values, "stemmeret") == "1");
  fields += period_fields(values, "plads");
  fields += html::submit_button(is_new ? "Gem pladsen" : "Gem ændringen");
  return html::post_form({.action = is_new ? url("/organer/", view.body.body_id, "/pladser")
                                           : html::with_fragment(url("/pladser/", view.history.seat.id), "ret"),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
}

// The field for a name; with the choice among those who are called so, where there are several.
Html person_fields(const Values& values, const std::vector<Namesake>& same, std::string_view suffix) {
  auto who = field(values, "person_navn", "Navn",
                   "Den, der står i registeret under navnet, bliver valgt. Ellers bliver personen oprettet.", suffix);
  who.required = true;
  who.max_length = 300;
  Html fields = html::text_field(who);
  if (same.empty()) return fields;
  std::vector<html::Option> options;
  for (const auto& one : same)
    options.push_back({one.id, one.known_from.empty() ? one.name : one.name + ", " + one.known_from});
  options.push_back({"ny", "En anden, der ikke står i registeret"});
  fields += html::radio_group(field(values, "person", "Hvem mener du?", "", suffix), options);
  return fields;
}

Html holding_form(const SeatView& view, bool substitute) {
  const auto& values = substitute ? view.substitute_values : view.term_values;
  const std::string_view suffix = substitute ? "stedfortraeder" : "indehaver";
  Html fields = error_alert(substitute ? view.substitute_error : view.term_error);
  fields += person_fields(values, substitute ? view.substitute_namesakes : view.namesakes, suffix);
  fields += period_fields(values, suffix);
  if (!substitute)
    fields += html::check_box({.name = "afloeser", .label = "Den, der har pladsen nu, træder ud dagen før"},
                              value(values, "afloeser") == "1");
  fields += html::submit_button(substitute ? "Gem stedfortræderen" : "Gem, hvem der har pladsen");
  return html::post_form(
      {.action = substitute ? html::with_fragment(url("/pladser/", view.history.seat.id, "/stedfortraedere"),
                                                  "stedfortraedere")
                            : html::with_fragment(url("/pladser/", view.history.seat.id, "/perioder"), "indehavere"),
       .csrf_token = view.viewer.csrf_token,
       .css_class = "k-structure-form"},
      fields);
}

Html end_form(const SeatView& view) {
  auto day = field(view.end_values, "sidste_dag", "Pladsens sidste dag", "Den, der har pladsen, træder ud samtidig.");
  day.type = "date";
  day.required = true;
  Html fields = error_alert(view.end_error);
  fields += html::text_field(day);
  fields += html::submit_button("Nedlæg pladsen", html::ButtonKind::secondary);
  return html::post_form({.action = html::with_fragment(url("/pladser/", view.history.seat.id, "/slut"), "ret"),
                          .csrf_token = view.viewer.csrf_token,
                          .confirm = "Skal pladsen nedlægges?",
                          .css_class = "k-structure-form"},
                         fields);
}

Html contact_cell(const SeatView& view, const Holding& holding) {
  const auto found = view.contacts.find(holding.person_id);
  Html out = found == view.contacts.end() ? Html{} : contact_html(found->second);
  if (view.viewer.changes) {
    if (!out.empty()) out += html::text(" ");
    out +=
        html::link(url("/personer/", holding.person_id, "/kontakt"), out.empty() ? "Skriv kontaktoplysninger" : "Ret");
  }
  return out;
}

Html holdings_table(const SeatView& view, const std::vector<Holding>& holdings, bool substitutes) {
  const auto caption = substitutes ? "Stedfortrædere" : "Hvem har haft pladsen";
  html::Table table(
      caption, {{"Navn", html::Column::row_head}, {"Tid"}, {"Kontakt"}, {view.viewer.changes ? "Handling" : ""}}, true);
  // Whoever holds it now stands first.
  for (auto it = holdings.rbegin(); it != holdings.rend(); ++it) {
    Html person = person_link(*it);
    if (it->period.contains(view.today)) person += muted_line(substitutes ? "Er stedfortræder nu" : "Har pladsen nu");
    const auto target = substitutes ? url("/stedfortraedere/", it->id) : url("/pladsperioder/", it->id);
    table.row(person, danish(*it), contact_cell(view, *it),
              view.viewer.changes ? html::link(target, "Ret perioden") : Html{});
  }
  return std::move(table).html();
}

Html facts(const SeatView& view) {
  const auto& seat = view.history.seat;
  const auto organisation = [](const std::optional<std::string>& id, const std::optional<std::string>& shown) {
    return id ? html::link(identity_url(IdentityKind::organisation, *id), shown.value_or("")) : Html{};
  };
  const auto* holder = holder_on(view.history, view.today);
  Html now;
  if (holder) now = person_link(*holder);
  if (is_vacant(view.history, view.today)) now = html::badge(Tone::warning, "Ubesat");
  return html::definition_list(
      {{"Har pladsen nu", now},
       {"Organ", html::link(url("/organer/", view.body.body_id, "/sammensaetning"), view.body.name)},
       {"Slags", html::text(kind_danish(seat.kind))},
       {"Rolle", html::text(danish(seat.role))},
       {"Stemmeret", html::text(seat.voting ? "Ja" : "Nej")},
       {"Organisation", organisation(seat.organisation_id, seat.organisation_name)},
       {"Udpeget af", organisation(seat.appointed_by, seat.appointed_by_name)},
       {"Gælder", period_html(seat.period)}});
}

}  // namespace

std::string danish(const Holding& holding) {
  if (!holding.from_seen && !holding.to_seen) return danish(holding.period);
  std::string out;
  const auto& period = holding.period;
  if (period.from) out = (holding.from_seen ? "set første gang " : "fra ") + danish(*period.from);
  if (!period.to) return out;
  if (!out.empty()) out += holding.to_seen ? ", " : " ";
  return out + (holding.to_seen ? "set sidste gang " : "til og med ") + danish(plus_days(*period.to, -1));
}

Values values_of(const Seat& seat) {
  Values values{{"navn", seat.label},
                {"slags", seat.kind},
                {"rolle", std::string(name(seat.role))},
                {"organisation", seat.organisation_id.value_or("")},
                {"udpeget_af", seat.appointed_by.value_or("")},
                {"stemmeret", seat.voting ? "1" : ""}};
  put_period(values, seat.period);
  return values;
}

Values values_of(const Holding& holding) {
  Values values;
  put_period(values, holding.period);
  if (holding.from_seen) values["fra_set"] = "1";
  if (holding.to_seen) values["til_set"] = "1";
  return values;
}

Html new_seat_page(const SeatView& view) { return seat_form(view); }

Html seat_page(const SeatView& view) {
  Html out = facts(view);
  Html holders = view.history.terms.empty() ? html::empty_state("Ingen har haft pladsen endnu.")
                                            : holdings_table(view, view.history.terms, false);
  if (view.viewer.changes)
    holders += html::details("Sæt en person på pladsen", holding_form(view, false),
                             !view.term_error.empty() || view.history.terms.empty());
  out += html::section("indehavere", "Hvem har haft pladsen", holders);
  Html substitutes = view.history.substitutes.empty() ? html::empty_state("Der er ingen personlige stedfortrædere.")
                                                      : holdings_table(view, view.history.substitutes, true);
  if (view.viewer.changes)
    substitutes += html::details("Tilføj en stedfortræder", holding_form(view, true), !view.substitute_error.empty());
  out += html::section("stedfortraedere", "Stedfortrædere", substitutes);
  if (!view.viewer.changes) return out;
  Html change = html::details("Ret pladsen", seat_form(view), !view.seat_error.empty());
  change += html::details("Nedlæg pladsen", end_form(view), !view.end_error.empty());
  return out += html::section("ret", "Ret", change);
}

Html holding_page(const HoldingView& view) {
  const auto& base =
      view.as_substitute ? url("/stedfortraedere/", view.holding.id) : url("/pladsperioder/", view.holding.id);
  const auto& values = view.values;
  Html fields = error_alert(view.error);
  fields += period_fields(values);
  fields += html::check_box({.name = "fra_set", .label = "Den første dag er det første møde, personen er set ved"},
                            value(values, "fra_set") == "1");
  fields += html::check_box({.name = "til_set", .label = "Den sidste dag er det sidste møde, personen er set ved"},
                            value(values, "til_set") == "1");
  fields += html::submit_button("Gem ændringen");
  Html out = html::definition_list({{"Navn", person_link(view.holding)},
                                    {"Plads", html::link(url("/pladser/", view.seat.id), view.seat.label)},
                                    {"Pladsen gælder", period_html(view.seat.period)}});
  out +=
      html::post_form({.action = base, .csrf_token = view.viewer.csrf_token, .css_class = "k-structure-form"}, fields);
  const auto remove = view.as_substitute ? url("/stedfortraedere/", view.holding.id, "/fjern")
                                         : url("/pladsperioder/", view.holding.id, "/fjern");
  out += html::section(
      "fjern", "Skrevet ved en fejl?",
      html::join({html::paragraph("Den, der er trådt ud, skal ikke fjernes: skriv den sidste dag i stedet."),
                  html::post_button(
                      {.action = remove, .csrf_token = view.viewer.csrf_token, .confirm = "Skal den fjernes helt?"},
                      "Fjern den helt", html::ButtonKind::warning)}));
  return out;
}

Html person_seats_section(const std::vector<HeldSeat>& seats, Date today) {
  if (seats.empty()) return {};
  html::Table table("Pladser i organer", {{"Organ", html::Column::row_head}, {"Plads"}, {"Rolle"}, {"Tid"}}, true);
  for (const auto& one : seats) {
    Html when = html::text(danish(one.holding));
    if (one.holding.period.contains(today)) when += muted_line("Har pladsen nu");
    table.row(html::link(url("/organer/", one.seat.body_id), one.body_name),
              html::link(url("/pladser/", one.seat.id), one.seat.label),
              one.as_substitute ? "Stedfortræder" : danish(one.seat.role), when);
  }
  return html::section("pladser", "Pladser i organer", std::move(table).html());
}

Html organisation_seats_section(const std::vector<OrganisationSeat>& seats, Date today) {
  html::Table table("Pladser i organer", {{"Organ", html::Column::row_head}, {"Plads"}, {"Hvem"}, {"Gælder"}}, true);
  for (const auto& one : seats) {
    const auto& seat = one.history.seat;
    const auto* holder = holder_on(one.history, today);
    Html who;
    if (holder) who = person_link(*holder);
    if (is_vacant(one.history, today)) who = html::badge(Tone::warning, "Ubesat");
    table.row(html::link(url("/organer/", seat.body_id), one.body_name),
              html::link(url("/pladser/", seat.id), seat.label), who, danish(seat.period));
  }
  return html::section(
      "pladser", "Pladser i organer",
      seats.empty() ? html::empty_state("Organisationen har ingen pladser i organer.") : std::move(table).html());
}

Html contact_html(const Contact& contact) {
  std::vector<Html> parts;
  if (contact.email) parts.push_back(mail_line(*contact.email));
  if (contact.telephone) parts.push_back(mail_line(*contact.telephone));
  return html::join(parts, html::text(" · "));
}

Html contact_page(const ContactView& view) {
  Html fields = error_alert(view.error);
  auto mail = field(view.values, "mail", "Mailadresse");
  mail.type = "email";
  fields += html::text_field(mail);
  fields += html::text_field(field(view.values, "telefon", "Telefon"));
  fields += html::submit_button("Gem");
  Html out = html::paragraph("Oplysningerne vises ved de pladser, personen har. Tøm felterne for at slette dem.");
  return out += html::post_form({.action = url("/personer/", view.person_id, "/kontakt"),
                                 .csrf_token = view.viewer.csrf_token,
                                 .css_class = "k-structure-form"},
                                fields);
}

}  // namespace klynge::structure
