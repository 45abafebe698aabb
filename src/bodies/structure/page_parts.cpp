#include "bodies/structure/page_parts.hpp"

#include "base/text.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::url;

constexpr auto tabs_markup =
    html::make<R"(<nav class="k-tabs d-print-none" aria-label="Organets sider"><ul class="k-tabs__list">{}</ul></nav>
)">;
constexpr auto tab_markup = html::make<R"(<li><a href="{}" {}>{}</a></li>)">;
constexpr auto day_form = html::make<
    R"(<form class="k-filter d-print-none" method="get" action="{}">{}<button class="button button-secondary" type="submit">Vis</button></form>
)">;
constexpr auto fields_row = html::make<R"(<div class="k-period">{}</div>
)">;
constexpr auto line_break = html::make<"<br>">;

}  // namespace

const std::string& value(const Values& values, std::string_view name) {
  static const std::string none;
  const auto found = values.find(name);
  return found == values.end() ? none : found->second;
}

Values typed_values(const http::Request& request) {
  Values values;
  for (const auto& [name, text] : request.form)
    if (name != "csrf") values.emplace(name, text);
  return values;
}

std::optional<std::string> typed(const http::Request& request, std::string_view name) {
  const auto text = trim(request.form_value(name));
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

Html error_alert(std::string_view error) {
  if (error.empty()) return {};
  return html::alert(html::Tone::error, "Det blev ikke gemt", html::text(error));
}

Html body_tabs(std::string_view body_id, BodyTab active, bool changes) {
  std::vector<Html> tabs;
  const auto add = [&](BodyTab tab, const html::Url& target, std::string_view name) {
    tabs.push_back(tab_markup(target, html::attribute("aria-current", tab == active ? "page" : ""), name));
  };
  add(BodyTab::meetings, url("/organer/", body_id), "Møder");
  add(BodyTab::composition, url("/organer/", body_id, "/sammensaetning"), "Sammensætning");
  add(BodyTab::profile, url("/organer/", body_id, "/stamdata"), "Stamdata");
  add(BodyTab::documents, url("/organer/", body_id, "/dokumenter"), "Kommissorium og forretningsorden");
  if (changes) add(BodyTab::proposals, url("/organer/", body_id, "/forslag"), "Forslag fra referater");
  return tabs_markup(tabs);
}

Html day_filter(const html::Url& page, Date day, std::string_view label) {
  return day_form(page,
                  html::text_field({.name = "dag", .label = std::string(label), .value = iso(day), .type = "date"}));
}

Date day_of(const http::Request& request, Date today) {
  const auto day = read_day(request.query_value("dag"), "Dagen");
  return day && *day ? **day : today;
}

Html period_html(const Period& period) { return html::text(danish(period)); }

Html period_fields(const Values& values, std::string_view suffix) {
  auto from = field(values, "fra", "Gælder fra", "Lad feltet stå tomt, hvis dagen ikke er kendt.", suffix);
  auto to =
      field(values, "til", "Gælder til og med", "Lad feltet stå tomt, så længe der ikke er en sidste dag.", suffix);
  from.type = to.type = "date";
  return fields_row(html::join({html::text_field(from), html::text_field(to)}));
}

void put_period(Values& values, const Period& period) {
  values["fra"] = first_day_text(period);
  values["til"] = last_day_text(period);
}

Result<Period> typed_period(const http::Request& request) {
  return read_period(request.form_value("fra"), request.form_value("til"));
}

std::vector<html::Option> organisation_options(const std::vector<Organisation>& organisations, std::string_view none) {
  std::vector<html::Option> options{{"", std::string(none)}};
  for (const auto& one : organisations) options.push_back({one.id, one.name});
  return options;
}

html::Field field(const Values& values, const std::string& name, std::string label, std::string hint,
                  std::string_view suffix) {
  html::Field out{.name = name, .label = std::move(label), .value = value(values, name), .hint = std::move(hint)};
  if (!suffix.empty()) out.id = name + "-" + std::string(suffix);
  return out;
}

Html lines_html(const std::optional<std::string>& text) {
  Html out;
  if (!text) return out;
  for (const auto line : split(*text, '\n')) {
    if (!out.empty()) out += line_break();
    out += html::text(line);
  }
  return out;
}

}  // namespace klynge::structure
