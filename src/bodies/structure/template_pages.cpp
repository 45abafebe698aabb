#include "bodies/structure/template_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/identity_pages.hpp"
#include "platform/html/table.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::Tone;
using html::url;

constexpr auto list_markup = html::make<"<ul>{}</ul>\n">;
constexpr auto list_item = html::make<"<li>{}</li>\n">;
constexpr auto choices = html::make<R"(<fieldset class="k-choices"><legend class="form-label">{}</legend>{}</fieldset>
)">;

Html list(const std::vector<std::string>& sentences) {
  Html items;
  for (const auto& one : sentences) items += list_item(one);
  return list_markup(items);
}

std::string_view danish_of(Planned how) {
  switch (how) {
    case Planned::added:
      return "Oprettes";
    case Planned::completed:
      return "Suppleres";
    case Planned::stands:
      break;
  }
  return "Står allerede";
}

Html badge(Planned how) {
  return html::badge(how == Planned::added       ? Tone::success
                     : how == Planned::completed ? Tone::info
                                                 : Tone::neutral,
                     danish_of(how));
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return count == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", count, several);
}

// What is there has a page; what is to come has none yet.
bool is_there(std::string_view id) { return !id.empty() && !id.starts_with("ny:"); }
Html body_name_html(std::string_view id, std::string_view name) {
  return is_there(id) ? html::link(url("/organer/", id), name) : html::text(name);
}

std::string time_of(const StructureTemplate& of) {
  const auto text = danish(Period{of.begins, of.ends});
  return text.empty() ? "ikke oplyst" : text;
}

Html open_questions(const StructureTemplate& of) {
  return of.open_questions.empty() ? Html{}
                                   : html::alert(Tone::info, "Det ved skabelonen ikke", list(of.open_questions));
}

// --- the preview ---

Html organisations_section(const TemplatePlan& plan) {
  if (plan.organisations.empty()) return {};
  const auto count = [&](Planned how) {
    return static_cast<std::size_t>(std::ranges::count(plan.organisations, how, &TemplatePlan::OrganisationStep::how));
  };
  html::Table table("Organisationer", {{"Organisation", html::Column::row_head}, {"Kode"}, {"Hvad der sker"}}, true);
  for (const auto& step : plan.organisations)
    table.row(is_there(step.one.id)
                  ? html::link(bodies::identity_url(bodies::IdentityKind::organisation, step.one.id), step.one.name)
                  : html::text(step.one.name),
              step.one.code.value_or(""), badge(step.how));
  Html out = html::paragraph(fmt::format("{} oprettes, {} suppleres, og {} står allerede.", count(Planned::added),
                                         count(Planned::completed), count(Planned::stands)));
  std::vector<std::string> moves;
  for (const auto& one : plan.later_regions) moves.push_back(one.region_name);
  if (!moves.empty())
    out += html::paragraph(fmt::format("{} fra {} under {}.",
                                       counted(moves.size(), "organisation hører", "organisationer hører"),
                                       danish(plan.later_regions.front().from), moves.front()));
  out += html::details("Vis organisationerne", std::move(table).html());
  return html::section("organisationer", "Organisationer", out);
}

Html areas_section(const TemplatePlan& plan) {
  html::Table table("Områder", {{"Område", html::Column::row_head}, {"Kommuner"}, {"Kilde"}, {"Hvad der sker"}}, true);
  for (const auto& step : plan.areas) {
    std::string members;
    for (const auto& one : step.one.organisations)
      if (one.kind == OrganisationKind::municipality) members += (members.empty() ? "" : ", ") + one.name;
    table.row(
        is_there(step.one.id) ? html::link(url("/omraader/", step.one.id), step.one.name) : html::text(step.one.name),
        members, step.one.source.value_or(""), badge(step.how));
  }
  return html::section("omraader", "Områder", std::move(table).html());
}

Html parts_of(const TemplatePlan::BodyStep& step) {
  std::vector<std::string> sentences;
  for (const auto& rule : step.rules) sentences.push_back(rule.sentence);
  std::vector<std::string> labels;
  for (const auto& seat : step.seats) labels.push_back(seat.label);
  Html out;
  if (!sentences.empty()) out += html::details(counted(sentences.size(), "regel", "regler"), list(sentences));
  if (!labels.empty()) out += html::details(counted(labels.size(), "ubesat plads", "ubesatte pladser"), list(labels));
  if (!step.duties.empty()) out += html::details(counted(step.duties.size(), "opgave", "opgaver"), list(step.duties));
  return out;
}

Html bodies_section(const TemplatePlan& plan) {
  html::Table table("Organer",
                    {{"Organ", html::Column::row_head}, {"Niveau"}, {"Gælder"}, {"Det får"}, {"Hvad der sker"}}, true);
  for (const auto& step : plan.bodies)
    table.row(body_name_html(step.one.body_id, step.one.name), danish(step.one.level), danish(step.one.period),
              parts_of(step), badge(step.how == Planned::stands && step.changes() ? Planned::completed : step.how));
  return html::section("organer", "Organer", std::move(table).html());
}

Html relations_section(const TemplatePlan& plan) {
  std::vector<std::string> sentences;
  for (const auto& one : plan.relations)
    sentences.push_back(fmt::format("{} {} {}.", one.from_name, danish(one.kind), one.to_name));
  return sentences.empty() ? Html{} : html::section("forbindelser", "Forbindelser", list(sentences));
}

Html ends_section(const TemplatePlan& plan) {
  if (plan.successions.empty() && plan.ending_bodies.empty() && plan.ending_areas.empty()) return {};
  const auto last_day = danish(plus_days(*plan.period.from, -1));
  Html items;
  for (const auto& one : plan.successions)
    items +=
        list_item(html::join({body_name_html(one.predecessor_id, one.predecessor_name), html::text(" efterfølges af "),
                              body_name_html(one.successor_id, one.successor_name), html::text(".")}));
  for (const auto& one : plan.ending_bodies)
    items += list_item(html::join(
        {body_name_html(one.body_id, one.name), html::text(fmt::format(" slutter. Den sidste dag er {}.", last_day))}));
  for (const auto& one : plan.ending_areas)
    items += list_item(html::join({html::text("Området "), html::link(url("/omraader/", one.id), one.name),
                                   html::text(fmt::format(" slutter. Den sidste dag er {}.", last_day))}));
  Html out = list_markup(items);
  if (!plan.successions.empty())
    out += html::paragraph(
        "Det, der endnu er åbent i et organ, når det slutter, bliver ikke flyttet her. Det skal overdrages, så hver sag får en modtager eller en afslutning.");
  return html::section("efterfoelgere", "Det, der slutter, og hvad der følger efter", out);
}

Html apply_form(const TemplateView& view) {
  Html fields = html::hidden("region", view.plan->region.name);
  fields += html::hidden("fra", iso(*view.plan->period.from));
  for (const auto& one : view.chosen) fields += html::hidden("omraade", one);
  fields += html::submit_button("Opret strukturen");
  return html::post_form({.action = url("/struktur/skabeloner/", view.of->id), .csrf_token = view.csrf_token}, fields);
}

// What the template leaves to do: a structure that stands has not yet taken over anything.
Html hand_over_section(const TemplateView& view) {
  if (view.to_hand_over.empty()) return {};
  Html items;
  for (const auto& one : view.to_hand_over) {
    const bool begun = !one.hand_over_id.empty();
    const auto target =
        begun ? url("/overdragelser/", one.hand_over_id) : html::with_query(url("/overdragelser/ny"), "organ", one.id);
    items += list_item(html::link(target, (begun ? "Se overdragelsen fra " : "Overdrag det åbne fra ") + one.name));
  }
  const auto lead = fmt::format(
      "De her organer har {} som sidste dag. Overdrag det, der er åbent i dem, så hver sag får en modtager eller en afslutning.",
      danish(plus_days(*view.plan->period.from, -1)));
  return html::section("overdragelser", "Næste skridt: overdragelserne",
                       html::join({html::paragraph(lead), list_markup(items)}));
}

Html preview(const TemplateView& view) {
  const auto& plan = *view.plan;
  Html out;
  if (view.done)
    out += html::alert(Tone::success, "Strukturen er oprettet.");
  else if (plan.is_empty())
    out += html::alert(Tone::info, "Alt i skabelonen står allerede i registeret. Der er intet at oprette.");
  else
    out += html::alert(
        Tone::info, "Det her bliver oprettet",
        html::text(fmt::format(
            "Strukturen gælder {}. Intet er skrevet endnu. Det, du selv har skrevet i registeret, bliver ikke ændret.",
            danish(plan.period))));
  if (!plan.notes.empty()) out += html::alert(Tone::warning, "Vær opmærksom på", list(plan.notes));
  if (!plan.is_empty()) out += apply_form(view);
  return out += html::join({hand_over_section(view), bodies_section(plan), ends_section(plan), relations_section(plan),
                            areas_section(plan), organisations_section(plan)});
}

Html choice_form(const TemplateView& view) {
  std::vector<html::Option> regions{{"", "Vælg en region"}};
  for (const auto& one : view.regions) regions.push_back({one, one});
  auto day = field(view.values, "fra", "Gælder fra", view.of->begins ? "" : "Skabelonen kender ikke dagen.");
  day.type = "date";
  Html fields = html::select_field(field(view.values, "region", "Region"), regions);
  fields += html::text_field(day);
  if (view.areas.size() > 1) {
    Html boxes;
    for (std::size_t i = 0; i < view.areas.size(); ++i)
      boxes += html::check_box(
          {.name = "omraade", .label = view.areas[i], .id = "omraade-" + std::to_string(i)},
          view.chosen.empty() || std::ranges::find(view.chosen, view.areas[i]) != view.chosen.end(), view.areas[i]);
    fields += choices("Områder", boxes);
  }
  return html::filter_form(url("/struktur/skabeloner/", view.of->id), fields, "Vis, hvad der bliver oprettet");
}

}  // namespace

Html templates_page(const std::vector<StructureTemplate>& templates) {
  Html out = html::paragraph(
      "En skabelon opretter en hel struktur på én gang: organisationer, områder, organer med regler og ubesatte pladser, og hvem der følger efter hvem. Du ser "
      "først, hvad der bliver oprettet.");
  for (const auto& one : templates) {
    Html content = html::paragraph(one.summary);
    content += html::definition_list({{"Gælder", html::text(time_of(one))}, {"Kilde", html::text(one.source)}});
    content += html::details("Det ved skabelonen ikke", list(one.open_questions));
    content += html::toolbar({html::link_button(url("/struktur/skabeloner/", one.id), "Brug skabelonen " + one.name)});
    out += html::section("skabelon-" + one.id, one.name, content);
  }
  return out;
}

Html template_page(const TemplateView& view) {
  Html out = html::paragraph(view.of->summary);
  out += html::definition_list({{"Gælder", html::text(time_of(*view.of))}, {"Kilde", html::text(view.of->source)}});
  out += html::join({open_questions(*view.of), choice_form(view), error_alert(view.error)});
  if (view.plan) out += preview(view);
  return out;
}

}  // namespace klynge::structure
