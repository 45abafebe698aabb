#include "bodies/structure/composition_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "bodies/composition/rule.hpp"
#include "bodies/identity_pages.hpp"
#include "bodies/structure/decision.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::structure {
namespace {

using composition::RuleFinding;
using composition::Status;
using html::Html;
using html::Tone;
using html::url;

constexpr auto rule_list = html::make<R"(<ul class="k-rules">{}</ul>
)">;
constexpr auto rule_item =
    html::make<R"(<li class="k-rule"><div class="k-rule__head"><p class="k-rule__sentence">{}</p>{}</div>{}</li>
)">;
constexpr auto rule_line = html::make<R"(<p class="k-rule__line">{}</p>)">;
constexpr auto labelled_line = html::make<R"(<p class="k-rule__line"><span class="k-muted">{}</span> {}</p>)">;
constexpr auto struck = html::make<R"(<p class="k-rule__line"><span class="k-muted">I stedet gælder:</span> {}</p>)">;
constexpr auto muted_line = html::make<R"(<br><span class="k-muted">{}</span>)">;
constexpr auto summary_line = html::make<R"(<p class="k-lead-line">{} {}</p>
)">;
constexpr auto plain_list = html::make<R"(<ul class="k-sentences">{}</ul>)">;
constexpr auto plain_item = html::make<"<li>{}</li>">;
constexpr auto see_more = html::make<R"(<p><a href="{}">Se sammensætningen</a></p>)">;
constexpr auto example_list = html::make<R"(<ul class="k-sentences">{}</ul>)">;

using SeatsById = std::unordered_map<std::string_view, const SeatHistory*>;

Tone tone_of(const RuleFinding& rule) {
  if (rule.status == Status::not_met || rule.status == Status::never) return Tone::error;
  if (rule.filled == Status::not_met || rule.filled == Status::never || !rule.vacant.empty()) return Tone::warning;
  return rule.status == Status::deviated ? Tone::info : Tone::success;
}

// “Borgmester, Lyngsted Kommune (Asta Lind)”, each a link to its seat.
Html seat_links(const std::vector<std::string>& ids, const SeatsById& seats, Date day) {
  std::vector<Html> links;
  for (const auto& id : ids) {
    const auto found = seats.find(id);
    if (found == seats.end()) continue;
    const auto* holder = holder_on(*found->second, day);
    links.push_back(html::link(url("/pladser/", id), fmt::format("{} ({})", found->second->seat.label,
                                                                 holder ? holder->person_name : "ubesat")));
  }
  return html::join(links, html::text(", "));
}

const Deviation* deviation_on(const RuleRow& rule, Date day) {
  const Deviation* last = nullptr;
  for (const auto& one : rule.deviations)
    if (one.period.contains(day) && (!last || one.period.from >= last->period.from)) last = &one;
  return last;
}

Html decided(const Deviation& deviation, const Decisions& decisions) {
  const auto found = decisions.find(deviation.id);
  Html out = found == decisions.end() ? html::text(deviation.decided_by) : found->second;
  if (deviation.decided_on) out += html::text(" den " + danish(*deviation.decided_on));
  return out;
}

Html deviation_lines(const Deviation& deviation, const std::optional<std::string>& instead,
                     const Decisions& decisions) {
  Html out = labelled_line("Fraveget:", lines_html(deviation.reason));
  out += labelled_line("Besluttet af:", decided(deviation, decisions));
  out += instead ? struck(*instead) : labelled_line("I stedet gælder:", "ingen regel");
  if (const auto when = danish(deviation.period); !when.empty()) out += labelled_line("Fravigelsen gælder", when);
  return out;
}

Html rule_html(const RuleFinding& found, const RuleRow& row, const CompositionView& view, const SeatsById& seats) {
  Html lines;
  if (const auto* deviation = deviation_on(row, view.day))
    lines += deviation_lines(*deviation, found.instead, view.decisions);
  if (!found.seats.empty()) lines += labelled_line("Tæller med:", seat_links(found.seats, seats, view.day));
  for (const auto& remark : found.remarks) lines += rule_line(html::unbroken(remark));
  if (row.source) lines += labelled_line("Står i:", *row.source);
  if (view.viewer.changes)
    lines += rule_line(html::link(url("/regler/", row.id), "Ret reglen, eller registrér en fravigelse"));
  return rule_item(found.sentence, html::badge(tone_of(found), composition::danish(found)), lines);
}

Html rules_section(const CompositionView& view, const SeatsById& seats) {
  const auto add =
      view.viewer.changes ? html::link_button(url("/organer/", view.body.body_id, "/regler/ny"), "Ny regel") : Html{};
  const auto& composition = view.composition;
  if (composition.found.rules.empty() && composition.unreadable.empty())
    return html::section(
        "regler", "Regler",
        html::empty_state(
            "Der er ingen regler for sammensætningen den dag.",
            view.viewer.changes
                ? html::paragraph("Tryk Ny regel, og skriv den, som den står i aftalen eller kommissoriet.")
                : Html{}),
        add);
  Html items;
  for (const auto& found : composition.found.rules) {
    const auto row = std::ranges::find(view.rules, found.rule_id, &RuleRow::id);
    if (row != view.rules.end()) items += rule_html(found, *row, view, seats);
  }
  for (const auto* row : composition.unreadable)
    items += rule_item(row->sentence, html::badge(Tone::error, "Forstås ikke"),
                       rule_line(html::link(url("/regler/", row->id), "Ret reglen, så den kan kontrolleres")));
  Html out = rule_list(items);
  for (const auto& remark : composition.found.remarks) out += html::paragraph(remark);
  return html::section("regler", "Regler", out, add);
}

std::string since(const Holding& holding, const Period& seat) {
  if (!holding.period.from || (holding.period.from == seat.from && !holding.from_seen)) return {};
  return (holding.from_seen ? "set første gang " : "siden ") + danish(*holding.period.from);
}

Html holder_cell(const SeatHistory& history, Date day) {
  const auto* holder = holder_on(history, day);
  if (!holder) return html::badge(Tone::warning, "Ubesat");
  Html out = html::link(bodies::identity_url(bodies::IdentityKind::person, holder->person_id), holder->person_name);
  if (const auto text = since(*holder, history.seat.period); !text.empty()) out += muted_line(text);
  return out;
}

Html substitutes_cell(const SeatHistory& history, Date day) {
  std::vector<Html> names;
  for (const auto* one : substitutes_on(history, day))
    names.push_back(html::link(bodies::identity_url(bodies::IdentityKind::person, one->person_id), one->person_name));
  return html::join(names, html::text(", "));
}

Html organisation_cell(const Seat& seat) {
  Html out;
  if (seat.organisation_id)
    out = html::link(bodies::identity_url(bodies::IdentityKind::organisation, *seat.organisation_id),
                     seat.organisation_name.value_or(""));
  if (seat.appointed_by) out += muted_line("udpeget af " + seat.appointed_by_name.value_or(""));
  return out;
}

Html role_cell(const Seat& seat) {
  Html out = html::text(danish(seat.role));
  if (!seat.voting && seat.role != SeatRole::observer && seat.role != SeatRole::secretary)
    out += muted_line("uden stemmeret");
  return out;
}

// The column of substitutes stands where anybody has one: without it the names have room on a tablet.
Html seats_table(const std::vector<const SeatHistory*>& seats, Date day) {
  const bool substitutes =
      std::ranges::any_of(seats, [&](const SeatHistory* one) { return !substitutes_on(*one, day).empty(); });
  std::vector<html::Column> columns{{"Plads", html::Column::row_head}, {"Hvem"}, {"Rolle"}, {"Organisation"}};
  if (substitutes) columns.push_back({"Stedfortrædere"});
  html::Table table("Pladser", std::move(columns), true);
  for (const auto* one : seats) {
    const auto label = html::link(url("/pladser/", one->seat.id), one->seat.label);
    if (substitutes)
      table.row(label, holder_cell(*one, day), role_cell(one->seat), organisation_cell(one->seat),
                substitutes_cell(*one, day));
    else
      table.row(label, holder_cell(*one, day), role_cell(one->seat), organisation_cell(one->seat));
  }
  return std::move(table).html();
}

Html other_seats(const std::vector<const SeatHistory*>& seats) {
  if (seats.empty()) return {};
  html::Table table("Pladser på andre tider",
                    {{"Plads", html::Column::row_head}, {"Gælder"}, {"Rolle"}, {"Organisation"}}, true);
  for (const auto* one : seats)
    table.row(html::link(url("/pladser/", one->seat.id), one->seat.label), danish(one->seat.period),
              danish(one->seat.role), organisation_cell(one->seat));
  return html::details(seats.size() == 1 ? std::string("En plads gælder på en anden tid")
                                         : fmt::format("{} pladser gælder på andre tider", seats.size()),
                       std::move(table).html());
}

Html seats_section(const CompositionView& view) {
  std::vector<const SeatHistory*> here, others;
  for (const auto& one : view.seats)
    (one.seat.period.contains(view.day) && view.body.exists_on(view.day) ? here : others).push_back(&one);
  const auto add =
      view.viewer.changes ? html::link_button(url("/organer/", view.body.body_id, "/pladser/ny"), "Ny plads") : Html{};
  const auto help = view.viewer.changes
                        ? html::paragraph_link(url("/organer/", view.body.body_id, "/forslag"),
                                               "Se, hvilke pladser referaternes deltagerlister tyder på")
                        : Html{};
  Html out =
      here.empty() ? html::empty_state("Der er ingen pladser i organet den dag.", help) : seats_table(here, view.day);
  out += other_seats(others);
  return html::section("pladser", "Pladser", out, add);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return count == 1 ? std::string(one) : fmt::format("{} {}", count, many);
}

Html summary(const CompositionView& view) {
  std::size_t there = 0, vacant = 0;
  for (const auto& one : view.seats) {
    if (!one.seat.period.contains(view.day)) continue;
    ++there;
    vacant += is_vacant(one, view.day);
  }
  std::string text = fmt::format("Den {} er der {}", danish(view.day),
                                 there == 0 ? std::string("ingen pladser") : counted(there, "én plads", "pladser"));
  if (there > 0)
    text += vacant == 0   ? (there == 1 ? ", og den er besat" : ", og alle er besat")
            : vacant == 1 ? std::string(", og én er ubesat")
                          : fmt::format(", og {} er ubesatte", vacant);
  text += ".";
  const auto& found = view.composition.found;
  std::string rules;
  if (!found.rules.empty())
    rules = !found.kept          ? "Sammensætningen følger ikke alle regler."
            : !found.kept_filled ? "Reglerne er fulgt, når de ubesatte pladser bliver besat."
                                 : "Alle regler er fulgt.";
  return summary_line(text, rules);
}

Html rule_form(const RuleView& view) {
  const bool is_new = view.rule.id.empty();
  Html fields = error_alert(view.error);
  auto sentence = field(view.values, "regel", "Reglen", "Én sætning, som den står i aftalen. Se eksemplerne nedenfor.");
  sentence.required = true;
  sentence.max_length = 1000;
  fields += html::text_area(sentence, 2);
  fields += html::text_field(field(view.values, "kilde", "Hvor reglen står", "Loven, aftalen eller kommissoriet."));
  fields += period_fields(view.values);
  fields += html::submit_button(is_new ? "Gem reglen" : "Gem ændringen");
  return html::post_form(
      {.action = is_new ? url("/organer/", view.body.body_id, "/regler") : url("/regler/", view.rule.id),
       .csrf_token = view.viewer.csrf_token,
       .css_class = "k-structure-form"},
      fields);
}

Html deviation_fields(const Values& values, std::string_view suffix) {
  auto reason = field(values, "grund", "Hvorfor fraviges reglen?", "", suffix);
  reason.required = true;
  Html fields = html::text_area(reason, 3);
  auto decided_by =
      field(values, "besluttet_af", "Hvem har besluttet det?",
            "Sæt linket til punktet ind, hvis beslutningen står i registeret. Ellers skriv det med ord.", suffix);
  decided_by.required = true;
  fields += html::text_field(decided_by);
  auto day = field(values, "besluttet_den", "Besluttet den", "", suffix);
  day.type = "date";
  fields += html::text_field(day);
  fields += html::text_field(field(values, "i_stedet", "Hvad gælder i stedet?",
                                   "En regel i én sætning. Lad feltet stå tomt, hvis der ingen krav er.", suffix));
  fields += period_fields(values, suffix);
  return fields;
}

Html deviations_section(const RuleView& view) {
  Html out;
  for (const auto& one : view.rule.deviations) {
    const auto change = rule_line(html::link(url("/fravigelser/", one.id), "Ret eller afslut fravigelsen"));
    out += rule_item(view.rule.sentence, html::badge(Tone::info, "Fraveget"),
                     html::join({deviation_lines(one, one.sentence, view.decisions), change}));
  }
  if (!out.empty()) out = rule_list(out);
  Html fields = error_alert(view.deviation_error);
  fields += deviation_fields(view.deviation_values, "fravigelse");
  fields += html::submit_button("Registrér fravigelsen");
  out += html::post_form({.action = url("/regler/", view.rule.id, "/fravigelser"),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
  return html::section("fravigelser", "Fravigelser", out);
}

Html examples_section() {
  Html items;
  for (const auto& sentence : composition::examples()) items += plain_item(sentence);
  return html::details("Eksempler på regler", example_list(items));
}

}  // namespace

Html composition_page(const CompositionView& view) {
  Html out = body_tabs(view.body.body_id, BodyTab::composition, view.viewer.changes);
  out += day_filter(url("/organer/", view.body.body_id, "/sammensaetning"), view.day, "Vis sammensætningen den");
  if (!view.body.exists_on(view.day)) {
    const auto when = danish(view.body.period);
    out += html::alert(Tone::info, fmt::format("”{}” findes ikke den {}. {}", view.body.name, danish(view.day),
                                               when.empty() ? "Det er planlagt, og dets første dag er ikke fastsat."
                                                            : "Det gælder " + when + "."));
    return out += seats_section(view);
  }
  out += summary(view);
  SeatsById by_id;
  for (const auto& one : view.seats) by_id.emplace(one.seat.id, &one);
  out += rules_section(view, by_id);
  out += seats_section(view);
  return out;
}

Html warnings_html(const std::vector<std::string>& warnings, std::string_view body_id, Date day) {
  if (warnings.empty()) return {};
  Html items;
  for (const auto& one : warnings) items += plain_item(html::unbroken(one));
  Html body = plain_list(items);
  body += see_more(html::with_query(url("/organer/", body_id, "/sammensaetning"), "dag", iso(day)));
  return html::alert(Tone::warning, "Sammensætningen den " + danish(day), body);
}

Values values_of(const RuleRow& rule) {
  Values values{{"regel", rule.sentence}, {"kilde", rule.source.value_or("")}};
  put_period(values, rule.period);
  return values;
}

Values values_of(const Deviation& deviation) {
  Values values{{"grund", deviation.reason},
                {"besluttet_af", decision_text(deviation.decided_by)},
                {"i_stedet", deviation.sentence.value_or("")},
                {"besluttet_den", deviation.decided_on ? iso(*deviation.decided_on) : std::string()}};
  put_period(values, deviation.period);
  return values;
}

Html deviation_page(const DeviationView& view) {
  Html out = html::paragraph("Reglen: " + view.rule.sentence);
  out += html::paragraph(
      "Fravigelsen afsluttes ved at skrive dens sidste dag. Den bliver stående for den tid, den har gjaldt.");
  Html fields = error_alert(view.error);
  fields += deviation_fields(view.values, "");
  fields += html::submit_button("Gem fravigelsen");
  out += html::post_form({.action = url("/fravigelser/", view.deviation_id),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
  return out += html::paragraph_link(url("/regler/", view.rule.id), "Tilbage til reglen");
}

Html rule_page(const RuleView& view) {
  Html out = rule_form(view);
  out += examples_section();
  if (!view.rule.id.empty()) out += deviations_section(view);
  return out;
}

}  // namespace klynge::structure
