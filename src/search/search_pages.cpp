#include "search/search_pages.hpp"

#include <functional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "platform/html/form.hpp"

namespace klynge::search {
namespace {

using html::Html;
using html::url;

constexpr std::size_t facet_values_shown = 12;

constexpr auto mark = html::make<R"(<mark>{}</mark>)">;
constexpr auto hit_markup = html::make<
    R"(<li class="k-hit"><h3 class="k-hit__title"><a href="{}">{}</a></h3><p class="k-hit__context">{} · {}</p>{}</li>)">;
constexpr auto snippet_markup = html::make<R"(<p class="k-hit__text">{}</p>)">;
constexpr auto hit_list = html::make<R"(<ol class="k-hits" start="{}">{}</ol>)">;
constexpr auto facet_markup = html::make<R"(<li><a href="{}" {}>{}</a> <span class="k-facet__count">{}</span></li>)">;
constexpr auto facet_group =
    html::make<R"(<section class="k-facet" aria-labelledby="{}"><h3 id="{}">{}</h3><ul>{}</ul></section>)">;
constexpr auto facet_column = html::make<
    R"(<div class="k-search-page"><div class="k-search-page__hits">{}</div><nav class="k-facets" aria-label="Afgræns søgningen">{}</nav></div>)">;
constexpr auto advice = html::make<
    R"(<ul><li>Skriv flere ord for at finde det, hvor de alle står.</li><li>Sæt ord i ”anførselstegn” for at finde dem lige efter hinanden.</li><li>Skriv minus foran et ord, der ikke må stå der: <kbd>midler -høring</kbd></li><li>Slut et ord med stjerne for at finde alt, der begynder sådan: <kbd>økonomi*</kbd></li><li>Skriv <kbd>år:2022</kbd>, <kbd>type:punkt</kbd> eller <kbd>udfald:godkendt</kbd> for at afgrænse.</li></ul>)">;

Html marked(const Snippet& snippet) {
  std::vector<Html> pieces;
  for (const auto& piece : snippet) pieces.push_back(piece.hit ? mark(piece.text) : html::text(piece.text));
  return html::join(pieces);
}

Html hit_html(const Hit& hit) {
  const auto target = html::local_url(hit.document.path);
  const auto kind = kind_danish(hit.document.kind);
  const Html text = hit.snippet.empty() ? Html{} : snippet_markup(marked(hit.snippet));
  return hit_markup(target.value_or(url("/soeg")),
                    hit.title.empty() ? html::text("Uden overskrift") : marked(hit.title),
                    kind.empty() ? std::string_view(hit.document.kind) : kind, hit.document.context, text);
}

struct Facet {
  std::string_view id, heading;
  const std::vector<FacetValue>* values;
  std::string chosen;
  std::function<std::string(const std::string&)> shown;
  std::function<void(Filters&, const std::string&)> choose;
};

Html facet_html(const SearchView& view, const Facet& facet) {
  if (facet.values->empty() && facet.chosen.empty()) return {};
  std::vector<Html> items;
  if (!facet.chosen.empty()) {
    Filters all = view.query.filters;
    facet.choose(all, "");
    items.push_back(facet_markup(search_url(view.typed, all),
                                 html::attribute("aria-label", "Fjern afgrænsningen: " + std::string(facet.heading)),
                                 "Vis alle", ""));
  }
  for (const auto& value : *facet.values) {
    if (items.size() >= facet_values_shown) break;
    Filters narrowed = view.query.filters;
    facet.choose(narrowed, value.value);
    const std::string shown = facet.shown(value.value);
    if (shown.empty()) continue;
    items.push_back(facet_markup(search_url(view.typed, narrowed),
                                 html::attribute("aria-current", value.value == facet.chosen ? "true" : ""), shown,
                                 value.count));
  }
  if (items.empty()) return {};
  return facet_group("afgraens-" + std::string(facet.id), "afgraens-" + std::string(facet.id), facet.heading, items);
}

Html facets(const SearchView& view) {
  const Filters& filters = view.query.filters;
  const Facet all[] = {
      {"type", "Type", &view.results.kinds, filters.kind,
       [](const std::string& v) { return std::string(kind_danish(v)); },
       [](Filters& f, const std::string& v) { f.kind = v; }},
      {"aar", "År", &view.results.years, filters.year ? std::to_string(*filters.year) : "",
       [](const std::string& v) { return v; },
       [](Filters& f, const std::string& v) { f.year = v.empty() ? std::nullopt : std::optional(std::stoi(v)); }},
      {"organ", "Organ", &view.results.bodies, filters.body_id,
       [&](const std::string& v) {
         const auto found = view.body_names.find(v);
         return found == view.body_names.end() ? std::string() : found->second;
       },
       [](Filters& f, const std::string& v) { f.body_id = v; }},
      {"udfald", "Udfald", &view.results.outcomes, filters.outcome,
       [](const std::string& v) { return html::outcome_danish(v); },
       [](Filters& f, const std::string& v) { f.outcome = v; }}};
  Html out;
  for (const auto& facet : all) out += facet_html(view, facet);
  return out;
}

std::string count_text(const Results& results) {
  if (results.has_more)
    return "Mere end 1.000 steder passer. De første 1.000 kan vises; afgræns søgningen for at se de andre.";
  if (results.total == 1) return "Ét sted passer.";
  return std::to_string(results.total) + " steder passer.";
}

Html no_hits(const SearchView& view) {
  Html help = html::paragraph(
      view.query.filters.any()
          ? "Prøv uden afgrænsningen, med færre ord eller med et andet ord for det samme."
          : "Prøv med færre ord, et andet ord for det samme eller kun begyndelsen af ordet og en stjerne.");
  if (view.query.filters.any()) help += html::link(search_url(view.typed, {}), "Søg i alt");
  if (!view.signed_in) help += html::paragraph("Her findes kun det, der er offentliggjort.");
  if (view.invited_only)
    help += html::paragraph(
        "Som gæst finder du kun noget i de punkter, du er inviteret til, og i det, der er offentliggjort.");
  return html::empty_state("Intet passer til din søgning.", help);
}

}  // namespace

html::Url search_url(std::string_view typed, const Filters& filters) {
  html::Url out = html::with_query(url("/soeg"), "q", typed);
  out = html::with_query(out, "type", filters.kind);
  out = html::with_query(out, "aar", filters.year ? std::to_string(*filters.year) : "");
  out = html::with_query(out, "organ", filters.body_id);
  return html::with_query(out, "udfald", filters.outcome);
}

Html search_page(const SearchView& view) {
  Html fields = html::text_field({.name = "q",
                                  .label = "Søg efter",
                                  .value = view.typed,
                                  .type = "search",
                                  .autofocus = view.typed.empty(),
                                  .max_length = limits::query_bytes,
                                  .id = "soeg-efter"});
  for (const auto& [name, value] : {std::pair<std::string_view, std::string>{"type", view.query.filters.kind},
                                    {"aar", view.query.filters.year ? std::to_string(*view.query.filters.year) : ""},
                                    {"organ", view.query.filters.body_id},
                                    {"udfald", view.query.filters.outcome}})
    if (!value.empty()) fields += html::hidden(name, value);
  Html out = html::filter_form(url("/soeg"), fields, "Søg");
  for (const auto& note : view.query.notes) out += html::alert(html::Tone::info, note);
  if (view.query.empty()) {
    out += html::section("hjaelp", "Sådan kan du søge", advice());
    return out;
  }
  if (view.results.total == 0) return out += no_hits(view);
  Html hits = html::paragraph(count_text(view.results));
  std::vector<Html> items;
  for (const auto& hit : view.results.hits) items.push_back(hit_html(hit));
  hits += hit_list(view.range.first, items);
  hits += html::pagination(view.range, search_url(view.typed, view.query.filters));
  return out += facet_column(html::section("steder", "Steder", hits), facets(view));
}

}  // namespace klynge::search
