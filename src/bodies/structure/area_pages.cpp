#include "bodies/structure/area_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/structure/seat_pages.hpp"
#include "platform/html/table.hpp"

namespace klynge::structure {
namespace {

using bodies::identity_url;
using bodies::IdentityKind;
using html::Html;
using html::url;

constexpr auto choices = html::make<R"(<fieldset class="k-choices"><legend class="form-label">{}</legend>{}</fieldset>
)">;

Html other_names(const std::vector<std::string>& names, std::string_view shown) {
  std::string out;
  for (const auto& name : names)
    if (name != shown) out += (out.empty() ? "" : " · ") + name;
  return out.empty() ? Html{} : html::text(out);
}

Html cluster_links(const std::vector<Cluster>& clusters) {
  std::vector<Html> links;
  for (const auto& one : clusters) links.push_back(html::link(url("/omraader/", one.id), one.name));
  return html::join(links, html::text(", "));
}

Html organisation_links(const std::vector<Organisation>& organisations) {
  std::vector<Html> links;
  for (const auto& one : organisations)
    links.push_back(html::link(identity_url(IdentityKind::organisation, one.id), one.name));
  return html::join(links, html::text(", "));
}

}  // namespace

Html organisation_page(const OrganisationPage& view) {
  const auto& one = view.organisation;
  auto region = one.parent_id
                    ? html::link(identity_url(IdentityKind::organisation, *one.parent_id), one.parent_name.value_or(""))
                    : Html{};
  for (const auto& later : view.later_regions)
    region += html::join({html::text(region.empty() ? "Fra " : ", fra "), html::text(danish(later.from) + " "),
                          html::link(identity_url(IdentityKind::organisation, later.region_id), later.region_name)});
  Html out = html::definition_list({{"Art", html::text(danish(one.kind))},
                                    {"Myndighedskode", one.code ? html::text(*one.code) : Html{}},
                                    {"Region", region},
                                    {"Del af", cluster_links(view.clusters)},
                                    {"Gælder", period_html(one.period)},
                                    {"Kontakt", lines_html(one.contact)},
                                    {"Også skrevet", other_names(view.names, one.name)}});
  if (view.viewer.changes)
    out += html::toolbar({html::link_button(url("/organisationer/", one.id, "/stamdata"), "Ret stamdata")});
  out += organisation_seats_section(view.seats, view.today);
  html::Table table("Personer", {{"Navn", html::Column::row_head}}, true);
  for (const auto& person : view.persons)
    table.row(html::link(identity_url(IdentityKind::person, person.id), person.name));
  out += html::section(
      "personer", "Personer",
      view.persons.empty() ? html::empty_state("Ingen personer er set med organisationen.") : std::move(table).html());
  return out;
}

Values values_of(const Organisation& one) {
  Values values{{"navn", one.name},
                {"art", std::string(bodies::name(one.kind))},
                {"kode", one.code.value_or("")},
                {"region", one.parent_id.value_or("")},
                {"kontakt", one.contact.value_or("")}};
  put_period(values, one.period);
  return values;
}

Html organisation_form_page(const OrganisationForm& view) {
  const bool is_new = view.organisation.id.empty();
  std::vector<html::Option> kinds;
  for (const auto kind : organisation_kinds())
    kinds.push_back({std::string(bodies::name(kind)), std::string(danish(kind))});
  Html fields = error_alert(view.error);
  if (is_new) {
    auto shown = field(view.values, "navn", "Navn");
    shown.required = true;
    shown.max_length = 300;
    fields += html::text_field(shown);
  }
  fields += html::select_field(field(view.values, "art", "Art"), kinds);
  fields += html::text_field(
      field(view.values, "kode", "Myndighedskode", "For eksempel 101. Kun kommuner og regioner har en."));
  fields += html::select_field(field(view.values, "region", "Region", "Den region, organisationen hører under."),
                               organisation_options(view.regions, "Ingen"));
  fields += period_fields(view.values);
  fields += html::text_area(field(view.values, "kontakt", "Kontakt", "Adresse, mail og telefon."), 4);
  fields += html::submit_button(is_new ? "Opret organisationen" : "Gem ændringen");
  return html::post_form(
      {.action = is_new ? url("/organisationer") : url("/organisationer/", view.organisation.id, "/stamdata"),
       .csrf_token = view.viewer.csrf_token,
       .css_class = "k-structure-form"},
      fields);
}

Html clusters_title_side() {
  return html::join({html::link_button(url("/omraader/nyt"), "Nyt område"),
                     html::link_button(url("/struktur/skabeloner"), "Begynd med en skabelon")});
}

Html clusters_page(const std::vector<Cluster>& clusters) {
  if (clusters.empty())
    return html::empty_state(
        "Der er ingen områder endnu.",
        html::paragraph("Et område er de kommuner og hospitaler, der hører til en klynge eller et sundhedsråd."));
  html::Table table("Områder", {{"Område", html::Column::row_head}, {"Art"}, {"Gælder"}, {"Organisationer"}}, true);
  for (const auto& one : clusters)
    table.row(html::link(url("/omraader/", one.id), one.name), danish(one.kind),
              one.period == Period{} ? std::string("Ikke kendt") : danish(one.period),
              organisation_links(one.organisations));
  return std::move(table).html();
}

Html cluster_page(const ClusterPage& view) {
  const auto& one = view.cluster;
  const auto region =
      one.region_id ? html::link(identity_url(IdentityKind::organisation, *one.region_id), one.region_name.value_or(""))
                    : Html{};
  Html out = html::definition_list({{"Art", html::text(danish(one.kind))},
                                    {"Region", region},
                                    {"Gælder", period_html(one.period)},
                                    {"Organisationer", organisation_links(one.organisations)},
                                    {"Kilde", one.source ? html::text(*one.source) : Html{}}});
  if (view.viewer.changes) out += html::toolbar({html::link_button(url("/omraader/", one.id, "/ret"), "Ret området")});
  html::Table table("Organer i området", {{"Organ", html::Column::row_head}, {"Niveau"}, {"Gælder"}}, true);
  for (const auto& body : view.bodies)
    table.row(html::link(url("/organer/", body.body_id), body.name), danish(body.level), danish(body.period));
  return out += html::section(
             "organer", "Organer",
             view.bodies.empty() ? html::empty_state("Ingen organer har dette område.") : std::move(table).html());
}

Values values_of(const Cluster& one) {
  Values values{{"navn", one.name},
                {"art", std::string(name(one.kind))},
                {"region", one.region_id.value_or("")},
                {"kilde", one.source.value_or("")}};
  put_period(values, one.period);
  return values;
}

Html cluster_form_page(const ClusterForm& view) {
  const bool is_new = view.cluster.id.empty();
  Html fields = error_alert(view.error);
  auto shown = field(view.values, "navn", "Navn");
  shown.required = true;
  shown.max_length = 300;
  fields += html::text_field(shown);
  fields += html::select_field(
      field(view.values, "art", "Art"),
      {{std::string(name(ClusterKind::cluster)), std::string(danish(ClusterKind::cluster))},
       {std::string(name(ClusterKind::council_area)), std::string(danish(ClusterKind::council_area))}});
  fields += html::select_field(field(view.values, "region", "Region"),
                               organisation_options(view.regions, "Ingen bestemt region"));
  Html boxes;
  for (const auto& one : view.choosable) {
    const bool chosen = std::ranges::find(view.chosen, one.id) != view.chosen.end();
    boxes +=
        html::check_box({.name = "organisation", .label = one.name, .id = "organisation-" + one.id}, chosen, one.id);
  }
  fields += choices("Organisationer i området", boxes);
  fields += period_fields(view.values);
  fields += html::text_field(field(view.values, "kilde", "Kilde", "Hvor det er kendt fra."));
  fields += html::submit_button(is_new ? "Opret området" : "Gem ændringen");
  return html::post_form({.action = is_new ? url("/omraader") : url("/omraader/", view.cluster.id),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
}

}  // namespace klynge::structure
