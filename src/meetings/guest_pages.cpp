// The pages of guests.hpp.
#include "meetings/guests.hpp"
#include "meetings/page_parts.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto hits = make<"<ul class=\"k-hits\">{}</ul>\n">;
constexpr auto item_entry = make<R"(<li>{}<br><span class="k-muted">{}</span></li>)">;

Html guests_table(const GuestsView& view) {
  Table table("Inviterede gæster", {{"Navn", Column::row_head}, {"Til og med"}, {"Tilstand"}, {"Handling"}}, true);
  for (const auto& one : view.guests) {
    const auto last = one.to ? parse_iso_date(*one.to) : std::nullopt;
    const bool over = last && *last < view.today;
    table.row(link(url("/personer/", one.person_id), one.name), date_html(one.to, "uden slutdag"),
              over ? badge(Tone::neutral, "Udløbet") : badge(Tone::success, "Kan læse punktet"),
              post_button({.action = url("/punkter/", view.found.item.id, "/gaester/", one.person_id, "/traek-tilbage"),
                           .csrf_token = view.csrf_token,
                           .css_class = "k-inline-form"},
                          "Træk invitationen til " + one.name + " tilbage", ButtonKind::secondary));
  }
  return std::move(table).html();
}

}  // namespace

Html guests_page(const GuestsView& view) {
  Html out;
  if (!view.error.empty()) out += alert(Tone::error, "Gæsten er ikke inviteret", text(view.error));
  out += paragraph(
      "En gæst kan læse netop dette punkt og intet andet: ikke resten af mødet, ikke deltagerlisten og ikke kilden. Er punktet lukket, kan gæsten også læse det, "
      "og hvert opslag bliver noteret i loggen.");
  out += section("inviterede", "Inviterede gæster",
                 view.guests.empty() ? empty_state("Ingen gæster er inviteret til punktet.") : guests_table(view));
  Html fields = text_field(
      {.name = "email",
       .label = "E-mail",
       .value = view.texts.email,
       .hint =
           "Er der en konto med den e-mail, bruges den. Ellers bliver der oprettet en, og gæsten får et link til at vælge en adgangskode.",
       .type = "email",
       .autocomplete = "off",
       .required = true,
       .max_length = 254});
  fields += text_field({.name = "navn",
                        .label = "Navn",
                        .value = view.texts.name,
                        .hint = "Skal kun skrives, når gæsten ikke har en konto i forvejen.",
                        .autocomplete = "off",
                        .max_length = 200});
  fields += text_field({.name = "til",
                        .label = "Kan læse punktet til og med",
                        .value = view.texts.until,
                        .type = "date",
                        .required = true});
  fields += submit_button("Invitér");
  out += section("ny", "Invitér en gæst",
                 post_form({.action = url("/punkter/", view.found.item.id, "/gaester"),
                            .csrf_token = view.csrf_token,
                            .css_class = "k-structure-form"},
                           fields));
  return out += paragraph_link(url("/punkter/", view.found.item.id), "Tilbage til punktet");
}

Html guest_items_section(const std::vector<GuestItem>& items) {
  if (items.empty()) return {};
  Html entries;
  for (const auto& one : items) {
    std::vector<Html> more{text(one.body_name.value_or("")), text(one.body_name ? ", " : ""), date_html(one.date)};
    if (one.until)
      more.insert(more.end(), {text(". Du kan læse punktet til og med den "), date_html(one.until), text(".")});
    item_entry.append_to(entries, link(url("/punkter/", one.id), numbered_title(one.number, one.title)), join(more));
  }
  return section("gaest", "Punkter, du er inviteret til", hits(entries));
}

}  // namespace klynge::meetings
