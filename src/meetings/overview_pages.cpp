#include "meetings/overview_pages.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "meetings/convocation_pages.hpp"
#include "meetings/register_pages.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto plain_list = make<"<ul class=\"k-hits\">{}</ul>\n">;
// Tables of one page whose columns stand under one another.
constexpr auto aligned_bodies = make<R"(<div class="k-aligned k-aligned-bodies">{}</div>
)">;
constexpr auto aligned_meetings = make<R"(<div class="k-aligned {}">{}</div>
)">;
constexpr auto name_and_note = make<R"({}<br><span class="k-muted k-note">{}</span>)">;
constexpr auto muted = make<R"(<span class="k-muted">{}</span>)">;
constexpr auto finding_entry = make<R"(<li>{}<br><span class="k-muted">{}</span></li>)">;
constexpr auto next_entry =
    make<R"(<li>{} {}<br><span class="k-muted">Nævnt i <a href="{}">mødets dokument</a></span></li>)">;

struct Level {
  std::string_view word, danish, heading;
};
constexpr std::array<Level, 5> levels{
    {{"political", "politisk niveau", "Politisk niveau"},
     {"professional-strategic", "fagligt-strategisk niveau", "Fagligt-strategisk niveau"},
     {"operations", "driftsniveau", "Driftsniveau"},
     {"advisory", "rådgivende", "Rådgivende"},
     {"unknown", "ukendt niveau", "Niveau ikke angivet"}}};

std::string period(const BodyRow& body) {
  if (!body.first_date || !body.last_date) return {};
  const auto first = body.first_date->substr(0, 4), last = body.last_date->substr(0, 4);
  return first == last ? first : first + "–" + last;
}

// Why nothing stands where a body's last meeting would.
std::string_view no_meetings(const BodyRow& body, bool reads_all) {
  if (!reads_all) return "Ingen, du kan læse";
  return body.is_over ? "Ingen møder" : "Ingen endnu";
}

Html body_table(std::string_view caption, const std::vector<const BodyRow*>& bodies, bool reads_all) {
  Table table(caption, {{"Organ", Column::row_head}, {"Møder", Column::number}, {"År"}, {"Seneste møde"}}, true);
  for (const auto* body : bodies) {
    const auto name = link(url("/organer/", body->id), body->name);
    table.row(body->note.empty() ? name : name_and_note(name, body->note),
              body->meetings > 0 ? danish_number(body->meetings) : std::string(), period(*body),
              body->meetings > 0 ? date_html(body->last_date) : muted(no_meetings(*body, reads_all)));
  }
  return std::move(table).html();
}

Html latest_section(const OverviewView& view) {
  if (view.latest.empty()) return {};
  return section("senest", "Senest lagt ind",
                 meeting_table("Møder, der er lagt ind senest", view.latest, MeetingColumn::body),
                 link(url("/moeder"), "Alle møder"));
}

Html findings_section(const OverviewView& view) {
  if (view.findings.empty()) return {};
  Html entries;
  for (const auto& row : view.findings) {
    const auto where = join({link(url("/moeder/", row.meeting.id), date_html(row.meeting.date)), text(", "),
                             body_html(row.meeting.body_id, row.meeting.body_name)});
    finding_entry.append_to(entries, unbroken(row.finding.message), where);
  }
  return section("fund", "Fund at se på", plain_list(entries), link(url("/fund"), "Alle fund"));
}

Html next_section(const OverviewView& view) {
  if (view.next.empty()) return {};
  Html entries;
  for (const auto& row : view.next)
    next_entry.append_to(entries, date_html(row.date), body_html(row.body_id, row.body_name),
                         url("/moeder/", row.meeting_id));
  return section("naeste", "Møder, der er nævnt i referater", plain_list(entries));
}

Html names_note(const std::vector<std::string>& names, std::string_view shown) {
  std::string others;
  for (const auto& name : names)
    if (name != shown) others += (others.empty() ? "" : " · ") + name;
  return others.empty() ? Html() : text(others);
}

std::string attendance_word(const AttendanceRow& row) {
  std::string word(danish(row.attendee.status));
  if (row.attendee.role != reading::Role::member) word += ", " + std::string(danish(row.attendee.role));
  if (row.attendee.substitutes_for) word += " for " + *row.attendee.substitutes_for;
  return word;
}

Html attendance_table(const std::vector<AttendanceRow>& rows, std::string_view name) {
  Table table("Møder", {{"Dato", Column::row_head}, {"Organ"}, {"Deltagelse"}, {"Stod som"}}, true);
  for (const auto& row : rows) {
    // The name itself only where it was written in another way.
    std::string printed = row.attendee.name == name ? "" : row.attendee.name;
    for (const auto& part : {row.attendee.title, row.attendee.organisation})
      if (part) printed += (printed.empty() ? "" : ", ") + *part;
    if (printed.empty()) printed = row.attendee.name;
    table.row(meeting_link(row.meeting), body_html(row.meeting.body_id, row.meeting.body_name), attendance_word(row),
              printed);
  }
  return std::move(table).html();
}

Html presentation_table(const std::vector<PresentationRow>& rows) {
  Table table("Oplæg", {{"Dato", Column::row_head}, {"Organ"}, {"Punkt"}}, true);
  for (const auto& row : rows)
    table.row(meeting_link(row.meeting), body_html(row.meeting.body_id, row.meeting.body_name), item_link(row.item));
  return std::move(table).html();
}

// A list that reaches the most a page shows says so.
Html cut_note(std::size_t rows) {
  return rows < limits::page_rows ? Html()
                                  : paragraph("Kun de nyeste " + std::to_string(limits::page_rows) + " er vist.");
}

}  // namespace

std::string_view level_danish(std::string_view level) {
  const auto found = std::ranges::find(levels, level, &Level::word);
  return found == levels.end() ? levels.back().danish : found->danish;
}

Html overview_page(const OverviewView& view, const Viewer& viewer) {
  const auto& counts = view.counts;
  if (counts.meetings == 0) {
    const auto help = viewer.changes ? paragraph_link(url("/import"), "Læg de første referater ind")
                                     : paragraph("En sekretær kan lægge referater ind.");
    return empty_state(
        viewer.reads_all ? "Der er endnu ingen møder i Klynge." : "Der er endnu ingen møder, som du har adgang til.",
        help);
  }
  std::vector<Html> cards{figure_card("Møder", counts.meetings, url("/moeder"))};
  if (viewer.reads_all) cards.push_back(figure_card("Organer", counts.bodies, url("/organer")));
  cards.push_back(figure_card("Beslutninger", counts.decisions, url("/beslutninger")));
  cards.push_back(figure_card("Opgaver", counts.tasks, url("/opgaver")));
  if (viewer.reads_all) cards.push_back(figure_card("Personer", counts.persons, url("/personer")));
  cards.push_back(figure_card("Åbne fund", counts.open_findings, url("/fund")));
  Html out = card_row(cards);
  out += coming_section(view.coming, true);
  out += next_section(view);
  out += findings_section(view);
  out += latest_section(view);
  return out;
}

Html bodies_page(const std::vector<BodyRow>& bodies, bool reads_all) {
  if (bodies.empty())
    return empty_state("Der er endnu ingen organer.", paragraph("De kommer til, når referater lægges ind."));
  Html out;
  for (const auto& level : levels) {
    std::vector<const BodyRow*> here;
    for (const auto& body : bodies)
      if (body.level == level.word) here.push_back(&body);
    std::ranges::stable_partition(here, [](const BodyRow* body) { return !body->is_over; });
    if (!here.empty()) out += section(level.word, level.heading, body_table(level.heading, here, reads_all));
  }
  return aligned_bodies(out);
}

Html body_page(const BodyView& view) {
  const auto& body = view.body;
  Html count = body.meetings > 0 ? text(danish_number(body.meetings)) : Html();
  if (body.meetings > 1 && body.first_date) count += join({text(" siden "), date_html(body.first_date)});
  Html out = definition_list({{"Niveau", text(level_danish(body.level))},
                              {"Gælder", text(body.note)},
                              {"Møder", count},
                              {"Seneste møde", date_html(body.last_date, "")},
                              {"Også kaldt", names_note(view.other_names, body.name)}});
  if (view.meetings.empty())
    return out += empty_state(view.reads_all ? "Der er ingen møder i organet."
                                             : "Der er ingen møder i organet, som du kan læse.");
  out += toolbar({link_button(with_query(url("/beslutninger"), "organ", body.id), "Beslutninger"),
                  link_button(with_query(url("/opgaver"), "organ", body.id), "Opgaver"),
                  link_button(with_query(url("/beloeb"), "organ", body.id), "Beløb")});
  Html years;
  const bool titled = std::ranges::any_of(view.meetings, [](const auto& row) { return !own_title(row.head).empty(); });
  const auto second = titled ? MeetingColumn::title : MeetingColumn::none;
  for (auto first = view.meetings.begin(); first != view.meetings.end();) {
    const auto year = first->head.date ? first->head.date->substr(0, 4) : "";
    const auto last = std::find_if(first, view.meetings.end(), [&](const auto& row) {
      return (row.head.date ? row.head.date->substr(0, 4) : "") != year;
    });
    const auto heading = year.empty() ? "Uden dato" : year;
    years += section("aar-" + (year.empty() ? "uden" : year), heading,
                     meeting_table("Møder " + heading, {first, last}, second));
    first = last;
  }
  out += aligned_meetings(titled ? "k-aligned-meetings" : "k-aligned-plain-meetings", years);
  out += pagination(view.range, url("/organer/", body.id));
  return out;
}

Html person_page(const PersonView& view) {
  std::string organisations;
  for (const auto& organisation : view.organisations)
    organisations += (organisations.empty() ? "" : " · ") + organisation.name;
  Html out = definition_list(
      {{"Organisation", text(organisations)}, {"Også skrevet", names_note(view.other_names, view.name)}});
  out += view.seats;
  if (!view.tasks.empty())
    out += section(
        "opgaver", "Opgaver",
        join(
            {paragraph(
                 "Opgaver fra gamle referater står med tilstanden ”ikke kendt”: referatet siger ikke, om de er udført."),
             task_table("Opgaver", view.tasks, false), cut_note(view.tasks.size())}));
  if (!view.presentations.empty())
    out +=
        section("oplaeg", "Oplæg", join({presentation_table(view.presentations), cut_note(view.presentations.size())}));
  out += section("moeder", "Møder",
                 view.attendance.empty()
                     ? empty_state("Personen står ikke på nogen deltagerliste.")
                     : join({attendance_table(view.attendance, view.name), cut_note(view.attendance.size())}));
  return out;
}

}  // namespace klynge::meetings
