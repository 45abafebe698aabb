#include "meetings/access_pages.hpp"

#include "platform/html/components.hpp"
#include "platform/html/table.hpp"

namespace klynge::meetings {
namespace {

using html::Column;
using html::Html;

bool runs_on(const Reader& reader, Date day) {
  const std::string on = iso(day);
  return (!reader.from || *reader.from <= on) && (!reader.to || on < *reader.to);
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

Html day_html(const std::optional<std::string>& iso_date) {
  const auto day = iso_date ? parse_iso_date(*iso_date) : std::nullopt;
  return day ? html::time_of(*day) : Html();
}

// The last day of a period that is kept as the first day after it.
Html last_day_html(const std::optional<std::string>& iso_date) {
  const auto day = iso_date ? parse_iso_date(*iso_date) : std::nullopt;
  return day ? html::time_of(plus_days(*day, -1)) : Html();
}

Html person(const Reader& reader) { return html::link(html::url("/personer/", reader.person_id), reader.name); }

Html seats(const std::string& caption, const std::vector<Reader>& readers) {
  html::Table table(caption, {{"Navn", Column::row_head}, {"Plads"}, {"Fra"}, {"Til og med"}});
  for (const auto& one : readers)
    table.row(person(one), capitalised(audit::danish(one.part)), day_html(one.from), last_day_html(one.to));
  return std::move(table).html();
}

Html guests(const std::vector<Reader>& invited) {
  html::Table table("Gæster", {{"Navn", Column::row_head}, {"Til og med"}});
  for (const auto& one : invited) table.row(person(one), day_html(one.to));
  return std::move(table).html();
}

Html roles(const AccessView& view) {
  if (view.closed)
    return html::paragraph(
        "Sekretærer for hele installationen kan også se det lukkede punkt. Hvert opslag bliver noteret i loggen.");
  return html::paragraph("Sekretærer, læsere og administratorer for hele installationen kan også læse " + view.what +
                         ". Lukkede punkter kan kun organets "
                         "egne og sekretærerne se, og hvert opslag bliver noteret i loggen.");
}

}  // namespace

void sort_readers(AccessView& view, std::vector<Reader> readers, Date today, std::optional<Date> held_on) {
  for (auto& reader : readers) {
    if (runs_on(reader, today)) {
      view.members.push_back(std::move(reader));
    } else if (held_on && runs_on(reader, *held_on) && (!reader.from || *reader.from <= iso(today))) {
      view.past.push_back(std::move(reader));
    }
  }
}

Html access_page(const AccessView& view) {
  Html out = html::section("hvorfor", "Hvorfor kan jeg se dette?", html::paragraph(view.why));
  Html who;
  if (view.is_public && !view.closed)
    who += html::paragraph("Mødet er offentligt: alle kan læse det uden at logge ind, dog ikke lukkede punkter.");
  if (view.shows_readers) {
    if (!view.members.empty()) who += seats("Har en plads i organet i dag", view.members);
    if (!view.past.empty()) who += seats("Havde en plads, da mødet blev holdt", view.past);
    if (!view.guests.empty()) who += guests(view.guests);
    if (view.members.empty() && view.past.empty() && view.guests.empty())
      who += html::paragraph("Der er ikke registreret nogen pladser i organet, så ingen har adgang gennem en plads.");
    if (!view.past.empty())
      who += html::paragraph(
          "Den, hvis plads er ophørt, kan stadig læse møderne fra sin egen tid. Lukkede punkter kan vedkommende kun se, så længe "
          "forretningsordenen siger det.");
    who += roles(view);
  } else if (!view.is_public || view.closed) {
    who += html::paragraph("Hvem der ellers kan læse " + view.what +
                           ", vises kun for dem, der har adgang til hele organet.");
  }
  out += html::section("hvem", "Hvem kan se dette?", who);
  out += html::paragraph_link(view.back, "Tilbage til " + view.what);
  return out;
}

}  // namespace klynge::meetings
