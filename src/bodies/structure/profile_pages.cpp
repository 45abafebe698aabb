#include "bodies/structure/profile_pages.hpp"

#include <fmt/format.h>

#include "bodies/identity_pages.hpp"
#include "platform/html/table.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::Tone;
using html::url;

constexpr auto duty_list = html::make<R"(<ul class="k-sentences">{}</ul>
)">;
constexpr auto duty_item = html::make<"<li>{}{}{}</li>">;
constexpr auto muted = html::make<R"( <span class="k-muted">{}</span>)">;

Html body_link(std::string_view id, std::string_view name) {
  return html::link(url("/organer/", id, "/stamdata"), name);
}

Html other_names(const ProfileView& view) {
  std::string out;
  for (const auto& name : view.names)
    if (name != view.body.name) out += (out.empty() ? "" : " · ") + name;
  return out.empty() ? Html{} : html::text(out);
}

Html validity(const BodyProfile& body) {
  if (const auto when = danish(body.period); !when.empty())
    return html::text(body.planned ? when + " (planlagt)" : when);
  return body.planned ? html::text("Planlagt; den første dag er ikke fastsat.") : Html{};
}

Html area(const ProfileView& view) {
  if (!view.cluster) return {};
  std::vector<Html> organisations;
  for (const auto& one : view.cluster->organisations)
    organisations.push_back(html::link(bodies::identity_url(bodies::IdentityKind::organisation, one.id), one.name));
  Html out = html::link(url("/omraader/", view.cluster->id), view.cluster->name);
  if (!organisations.empty()) out += html::join({html::text(": "), html::join(organisations, html::text(", "))});
  return out;
}

Html facts(const ProfileView& view) {
  const auto& body = view.body;
  const auto region = body.region_id
                          ? html::link(bodies::identity_url(bodies::IdentityKind::organisation, *body.region_id),
                                       body.region_name.value_or(""))
                          : Html{};
  const auto frequency =
      body.meetings_per_year
          ? html::text(*body.meetings_per_year == 1 ? std::string("1 møde om året")
                                                    : fmt::format("{} møder om året", *body.meetings_per_year))
          : Html{};
  return html::definition_list({{"Niveau", html::text(danish(body.level))},
                                {"Dækker", body.reach == Reach::unknown ? Html{} : html::text(danish(body.reach))},
                                {"Område", area(view)},
                                {"Region", region},
                                {"Gælder", validity(body)},
                                {"Retsgrundlag", lines_html(body.legal_basis)},
                                {"Mødes", frequency},
                                {"Sekretariat", lines_html(body.secretariat)},
                                {"Kontakt", lines_html(body.contact)},
                                {"Også kaldt", other_names(view)}});
}

Html open_questions(const BodyProfile& body) {
  if (!body.open_questions) return {};
  return html::alert(Tone::info, "Det er ikke afklaret", lines_html(body.open_questions));
}

Html duty_form(const Values& values, std::string_view error, html::Url action, const Viewer& viewer,
               std::string_view suffix, bool is_new) {
  Html fields = error_alert(error);
  auto text = field(values, "opgave", "Opgaven", "", suffix);
  text.required = true;
  fields += html::text_area(text, 3);
  fields += period_fields(values, suffix);
  fields += html::submit_button(is_new ? "Gem opgaven" : "Gem ændringen");
  return html::post_form(
      {.action = std::move(action), .csrf_token = viewer.csrf_token, .css_class = "k-structure-form"}, fields);
}

Html duties_section(const ProfileView& view) {
  Html now, others;
  for (const auto& one : view.duties) {
    const bool holds = one.period.contains(view.today);
    const auto when = danish(one.period);
    const Html side =
        view.viewer.changes
            ? html::join({html::text(" "), html::link(url("/organer/", one.body_id, "/opgaver/", one.id), "Ret")})
            : Html{};
    duty_item.append_to(holds ? now : others, lines_html(one.text), when.empty() ? Html{} : muted(when), side);
  }
  Html out = now.empty() ? html::empty_state("Der er ikke skrevet opgaver for organet.") : duty_list(now);
  if (!others.empty()) out += html::details("Opgaver på andre tider", duty_list(others));
  if (view.viewer.changes)
    out += html::details("Tilføj en opgave",
                         duty_form(view.duty_values, view.duty_error,
                                   html::with_fragment(url("/organer/", view.body.body_id, "/opgaver"), "opgaver"),
                                   view.viewer, "opgave", true),
                         !view.duty_error.empty());
  return html::section("opgaver", "Opgaver", out);
}

std::vector<html::Option> body_options(const ProfileView& view) {
  std::vector<html::Option> options{{"", "Vælg et organ"}};
  for (const auto& one : view.bodies)
    if (one.id != view.body.body_id) options.push_back({one.id, one.name});
  return options;
}

std::string relation_sentence(const Relation& relation, std::string_view body_id) {
  const bool outward = relation.from_body_id == body_id;
  if (relation.kind == RelationKind::reports_to) return outward ? "Refererer til" : "Modtager referat fra";
  return outward ? "Hører" : "Bliver hørt af";
}

Html relation_form(const ProfileView& view) {
  Html fields = error_alert(view.relation_error);
  auto kind = field(view.relation_values, "forbindelse", "Dette organ");
  fields += html::select_field(kind, {{"reports_to", "refererer til"}, {"hears", "hører"}});
  auto other = field(view.relation_values, "andet_organ", "Organ", "", "forbindelse");
  other.required = true;
  fields += html::select_field(other, body_options(view));
  fields += period_fields(view.relation_values, "forbindelse");
  fields += html::submit_button("Gem forbindelsen");
  return html::post_form(
      {.action = html::with_fragment(url("/organer/", view.body.body_id, "/forbindelser"), "forbindelser"),
       .csrf_token = view.viewer.csrf_token,
       .css_class = "k-structure-form"},
      fields);
}

Html relations_section(const ProfileView& view) {
  html::Table table(
      "Forbindelser",
      {{"Forbindelse"}, {"Organ", html::Column::row_head}, {"Gælder"}, {view.viewer.changes ? "Handling" : ""}}, true);
  for (const auto& one : view.relations) {
    const bool outward = one.from_body_id == view.body.body_id;
    table.row(relation_sentence(one, view.body.body_id),
              body_link(outward ? one.to_body_id : one.from_body_id, outward ? one.to_name : one.from_name),
              danish(one.period),
              view.viewer.changes
                  ? html::link(url("/organer/", view.body.body_id, "/forbindelser/", one.id), "Ret perioden")
                  : Html{});
  }
  Html out = view.relations.empty() ? html::empty_state("Der er ikke skrevet, hvem organet refererer til eller hører.")
                                    : std::move(table).html();
  if (view.viewer.changes)
    out += html::details("Tilføj en forbindelse", relation_form(view), !view.relation_error.empty());
  return html::section("forbindelser", "Refererer til og hører", out);
}

Html succession_form(const ProfileView& view) {
  Html fields = error_alert(view.succession_error);
  fields += html::select_field(field(view.succession_values, "retning", "Det andet organ"),
                               {{"efter", "kommer efter dette"}, {"foer", "kom før dette"}});
  auto other = field(view.succession_values, "andet_organ", "Organ", "", "efterfoelger");
  other.required = true;
  fields += html::select_field(other, body_options(view));
  auto day = field(view.succession_values, "dag", "Overtager den", "Lad feltet stå tomt, hvis dagen ikke er fastsat.",
                   "efterfoelger");
  day.type = "date";
  fields += html::text_field(day);
  fields += html::text_field(field(view.succession_values, "note", "Bemærkning", "", "efterfoelger"));
  fields += html::submit_button("Gem");
  return html::post_form(
      {.action = html::with_fragment(url("/organer/", view.body.body_id, "/efterfoelgere"), "efterfoelgere"),
       .csrf_token = view.viewer.csrf_token,
       .css_class = "k-structure-form"},
      fields);
}

Html succession_section(const ProfileView& view) {
  html::Table table("Før og efter",
                    {{"Organ", html::Column::row_head},
                     {"Rækkefølge"},
                     {"Dag"},
                     {"Bemærkning"},
                     {view.viewer.changes ? "Handling" : ""}},
                    true);
  for (const auto& one : view.successions) {
    const bool before = one.successor_id == view.body.body_id;
    const auto remove = html::post_button({.action = url("/organer/", view.body.body_id, "/efterfoelgere/fjern"),
                                           .csrf_token = view.viewer.csrf_token,
                                           .confirm = "Skal rækkefølgen fjernes?"},
                                          "Fjern", html::ButtonKind::secondary,
                                          {{"foer", one.predecessor_id}, {"efter", one.successor_id}});
    table.row(
        body_link(before ? one.predecessor_id : one.successor_id, before ? one.predecessor_name : one.successor_name),
        before ? "Kom før" : "Kommer efter", one.on_day ? html::time_of(*one.on_day) : html::text("Ikke fastsat"),
        one.note.value_or(""), view.viewer.changes ? remove : Html{});
  }
  Html out = view.successions.empty() ? html::empty_state("Der er ikke skrevet, hvad der kom før eller kommer efter.")
                                      : std::move(table).html();
  if (view.viewer.changes)
    out += html::details("Tilføj et organ før eller efter", succession_form(view), !view.succession_error.empty());
  return html::section("efterfoelgere", "Før og efter", out);
}

}  // namespace

Html profile_page(const ProfileView& view) {
  Html out = body_tabs(view.body.body_id, BodyTab::profile, view.viewer.changes);
  out += open_questions(view.body);
  out += facts(view);
  if (view.viewer.changes)
    out += html::toolbar({html::link_button(url("/organer/", view.body.body_id, "/stamdata/ret"), "Ret stamdata")});
  out += duties_section(view);
  out += relations_section(view);
  out += succession_section(view);
  return out;
}

Values values_of(const BodyProfile& body) {
  Values values{{"navn", body.name},
                {"niveau", std::string(bodies::name(body.level))},
                {"raekkevidde", std::string(name(body.reach))},
                {"omraade", body.cluster_id.value_or("")},
                {"region", body.region_id.value_or("")},
                {"planlagt", body.planned ? "1" : ""},
                {"retsgrundlag", body.legal_basis.value_or("")},
                {"sekretariat", body.secretariat.value_or("")},
                {"moeder", body.meetings_per_year ? std::to_string(*body.meetings_per_year) : ""},
                {"kontakt", body.contact.value_or("")},
                {"uafklaret", body.open_questions.value_or("")}};
  put_period(values, body.period);
  return values;
}

Html profile_form_page(const ProfileForm& view) {
  const bool is_new = view.body.body_id.empty();
  const auto& values = view.values;
  std::vector<html::Option> levels, reaches, clusters{{"", "Intet bestemt område"}};
  for (const auto level : body_levels())
    levels.push_back({std::string(bodies::name(level)), std::string(danish(level))});
  for (const auto reach : {Reach::unknown, Reach::cluster, Reach::region, Reach::country})
    reaches.push_back({std::string(name(reach)), std::string(danish(reach))});
  for (const auto& one : view.clusters) clusters.push_back({one.id, one.name});

  Html fields = error_alert(view.error);
  if (is_new) {
    auto shown = field(values, "navn", "Organets navn");
    shown.required = true;
    shown.max_length = 300;
    fields += html::text_field(shown);
  }
  fields += html::select_field(field(values, "niveau", "Niveau"), levels);
  fields += html::select_field(field(values, "raekkevidde", "Hvad dækker organet?"), reaches);
  fields += html::select_field(field(values, "omraade", "Område"), clusters);
  fields +=
      html::select_field(field(values, "region", "Region"), organisation_options(view.regions, "Ingen bestemt region"));
  fields += period_fields(values);
  fields += html::check_box({.name = "planlagt",
                             .label = "Organet er planlagt",
                             .hint = "Det ventes, men den første dag er ikke endeligt fastsat."},
                            value(values, "planlagt") == "1");
  fields += html::text_area(
      field(values, "retsgrundlag", "Retsgrundlag", "Loven, aftalen eller beslutningen, som organet bygger på."), 2);
  fields += html::text_area(field(values, "sekretariat", "Sekretariat"), 2);
  auto meetings = field(values, "moeder", "Møder om året");
  meetings.type = "number";
  fields += html::text_field(meetings);
  fields += html::text_area(field(values, "kontakt", "Kontakt"), 3);
  fields += html::text_area(
      field(values, "uafklaret", "Det, der ikke er afklaret", "Vises øverst på siden, indtil det er afklaret."), 3);
  fields += html::submit_button(is_new ? "Opret organet" : "Gem ændringen");
  return html::post_form({.action = is_new ? url("/organer") : url("/organer/", view.body.body_id, "/stamdata"),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
}

Values values_of(const Duty& duty) {
  Values values{{"opgave", duty.text}};
  put_period(values, duty.period);
  return values;
}

Html duty_page(const DutyForm& view) {
  Html out = html::paragraph(
      "En opgave, der ikke længere er organets, får en sidste dag. Så står den stadig, når organet vises for en tidligere dag.");
  return out += duty_form(view.values, view.error, url("/organer/", view.duty.body_id, "/opgaver/", view.duty.id),
                          view.viewer, "", false);
}

Html relation_page(const RelationForm& view) {
  const auto& one = view.relation;
  Html out = html::paragraph(fmt::format("”{}” {} ”{}”.", one.from_name, danish(one.kind), one.to_name));
  Html fields = error_alert(view.error);
  fields += period_fields(view.values);
  fields += html::submit_button("Gem ændringen");
  return out += html::post_form({.action = url("/organer/", one.from_body_id, "/forbindelser/", one.id),
                                 .csrf_token = view.viewer.csrf_token,
                                 .css_class = "k-structure-form"},
                                fields);
}

}  // namespace klynge::structure
