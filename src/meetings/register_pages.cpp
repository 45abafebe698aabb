#include "meetings/register_pages.hpp"

#include <algorithm>
#include <cctype>

#include "base/date.hpp"
#include "base/text.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto list_head =
    make<R"(<div class="k-list-head">{}<p class="k-csv d-print-none"><a href="{}">Hent som regneark (CSV)</a></p></div>
)">;
constexpr auto two_lines = make<R"({}<br><span class="k-muted">{}</span>)">;
constexpr auto unnamed = make<R"(<span class="k-muted">{}</span>)">;
constexpr auto sum_line = make<R"(<p class="k-sum">Summen af {} beløb under ”{}”: <strong>{}</strong>{}</p>
)">;
constexpr std::size_t text_characters = 320;

std::vector<Option> options(std::string_view all, const std::vector<Choice>& choices) {
  std::vector<Option> out{{"", std::string(all)}};
  for (const auto& choice : choices) out.push_back({choice.id, choice.name});
  return out;
}

Html body_field(const std::string& value, const FilterChoices& choices) {
  return select_field({.name = "organ", .label = "Organ", .value = value}, options("Alle organer", choices.bodies));
}
Html year_field(const std::string& value, const FilterChoices& choices) {
  return select_field({.name = "aar", .label = "År", .value = value}, options("Alle år", choices.years));
}

std::vector<Option> outcome_options() {
  using enum reading::Outcome;
  std::vector<Option> out{{"", "Alle udfald"}};
  for (const auto outcome :
       {approved, followed, noted, discussed, decided, postponed, rejected, returned, withdrawn, none}) {
    const auto word = std::string(reading::name(outcome));
    out.push_back({word, outcome_danish(word)});
  }
  return out;
}

std::vector<Option> finding_kind_options() {
  using enum reading::FindingKind;
  std::vector<Option> out{{"", "Alle slags"}};
  for (const auto kind : {amounts_do_not_add_up, malformed_amount, date_conflict, time_conflict, item_without_minutes,
                          unreadable, numbering_gap, duplicate_of, person_number})
    out.push_back({std::string(reading::name(kind)), std::string(danish(kind))});
  return out;
}

Html nothing_there(std::string_view plural, Sees sees, const Html& way_back) {
  switch (sees) {
    case Sees::invited_items:
      return empty_state(
          "Der er ingen " + std::string(plural) + " i det, du er inviteret til.",
          join({paragraph("Som gæst ser du kun de punkter, du er inviteret til. De står på Overblik."), way_back}));
    case Sees::some:
      return way_back.empty()
                 ? empty_state(
                       "Der er ingen " + std::string(plural) + " i det, du kan læse.",
                       paragraph("Du kan læse møderne i de organer, du har en plads i, og det, der er offentliggjort."))
                 : empty_state("Intet af det, du kan læse, passer til det valgte.", way_back);
    case Sees::all:
      break;
  }
  return way_back.empty() ? empty_state("Der er endnu ingen " + std::string(plural) + ".",
                                        paragraph("De kommer til, når referater bliver lagt i registeret."))
                          : empty_state("Intet passer til det valgte.", way_back);
}

// The frame all registers share.
Html register_frame(const Url& here, const Url& csv, const Html& fields, const PageRange& range,
                    std::string_view plural, const Html& rows, Sees sees, bool is_empty, bool is_narrowed) {
  Html out = filter_form(here, fields);
  if (is_empty) {
    return out += nothing_there(plural, sees, is_narrowed ? paragraph_link(here, "Vis alle") : Html());
  }
  out += list_head(range_text(range, plural), csv);
  out += rows;
  return out;
}

Html body_cell(const RowMeeting& meeting) { return body_html(meeting.body_id, meeting.body_name); }

std::string decision_text(const DecisionRow& row) { return shorten(row.text, text_characters); }

Html state_badge(FindingState state) {
  switch (state) {
    case FindingState::open:
      return badge(Tone::warning, "Åbent");
    case FindingState::settled:
      return badge(Tone::success, "Afklaret");
    case FindingState::dismissed:
      return badge(Tone::neutral, "Afvist");
  }
  return {};
}

// `back`: the list the form stands in, as it is narrowed.
Html finding_form(const FindingRow& row, const Viewer& viewer, const Url& back) {
  const auto& finding = row.finding;
  const PostForm form{
      .action = url("/fund/", finding.id), .csrf_token = viewer.csrf_token, .css_class = "k-finding-form d-print-none"};
  if (finding.state != FindingState::open)
    return post_button(form, "Åbn igen", ButtonKind::tertiary, {{"handling", "aabn"}, {"tilbage", back.text()}});
  Html fields = text_field({.name = "ord",
                            .label = "Bemærkning",
                            .hint = "Hvad er der gjort, eller hvorfor er det ingen fejl?",
                            .required = true,
                            .max_length = limits::finding_word_characters,
                            .id = "ord-" + finding.id});
  fields += hidden("tilbage", back.text());
  fields += toolbar({submit_button("Afklaret", ButtonKind::secondary, "handling", "afklar"),
                     submit_button("Ingen fejl", ButtonKind::tertiary, "handling", "afvis")});
  return details("Afklar", post_form(form, fields));
}

}  // namespace

std::string responsible_value(const TaskFilter& filter) {
  if (!filter.person_id.empty()) return "person:" + filter.person_id;
  if (!filter.organisation_id.empty()) return "organisation:" + filter.organisation_id;
  if (!filter.responsible_body_id.empty()) return "body:" + filter.responsible_body_id;
  return {};
}

void set_responsible(TaskFilter& filter, std::string_view value) {
  const auto colon = value.find(':');
  if (colon == std::string_view::npos) return;
  const auto kind = value.substr(0, colon);
  const auto id = value.substr(colon + 1);
  if (kind == "person") filter.person_id = id;
  if (kind == "organisation") filter.organisation_id = id;
  if (kind == "body") filter.responsible_body_id = id;
}

Url register_url(const Url& path, const MeetingFilter& filter) {
  return with_query(with_query(path, "organ", filter.body_id), "aar", filter.year);
}
Url register_url(const Url& path, const DecisionFilter& filter) {
  const auto base = with_query(with_query(path, "organ", filter.body_id), "aar", filter.year);
  return with_query(with_query(base, "udfald", filter.outcome), "ord", filter.words);
}
Url register_url(const Url& path, const TaskFilter& filter) {
  const auto base = with_query(with_query(path, "organ", filter.body_id), "aar", filter.year);
  return with_query(base, "ansvarlig", responsible_value(filter));
}
Url register_url(const Url& path, const AmountFilter& filter) {
  const auto base = with_query(with_query(path, "organ", filter.body_id), "aar", filter.year);
  return with_query(base, "betegnelse", filter.label);
}
Url register_url(const Url& path, const FindingFilter& filter) {
  const auto base = with_query(with_query(path, "organ", filter.body_id), "art", filter.kind);
  return with_query(with_query(base, "tilstand", filter.state.empty() ? "alle" : filter.state), "moede",
                    filter.meeting_id);
}

std::string own_title(const MeetingHead& head) {
  if (!head.title) return head.meeting_number ? "Møde nr. " + *head.meeting_number : "";
  // Words that say no more than the body's name, the day and the column “Art” beside it.
  std::string known = " referat af fra i for det den møde mødet dagsorden til beslutningsreferat indkaldelse ";
  const auto folded = [](std::string_view words) {
    auto out = lower(words);
    for (auto& letter : out)
      if (static_cast<unsigned char>(letter) < 128 && !std::isalnum(static_cast<unsigned char>(letter))) letter = ' ';
    return out;
  };
  known += folded(head.body_name.value_or("")) + " ";
  const auto day = head.date ? parse_iso_date(*head.date) : std::nullopt;
  if (day) known += folded(danish(*day)) + " ";
  const auto title = folded(*head.title);
  for (std::size_t from = 0; from < title.size();) {
    const auto end = std::min(title.find(' ', from), title.size());
    const auto word = title.substr(from, end - from);
    if (!word.empty() && known.find(" " + word + " ") == std::string::npos) return *head.title;
    from = end + 1;
  }
  return {};
}

Html meeting_table(std::string_view caption, const std::vector<MeetingRow>& rows, MeetingColumn second) {
  std::vector<Column> columns{{"Dato", Column::row_head}};
  if (second == MeetingColumn::body) columns.push_back({"Organ"});
  if (second == MeetingColumn::title) columns.push_back({"Titel"});
  for (auto& column : std::vector<Column>{{"Art"}, {"Punkter", Column::number}, {"Bemærk"}})
    columns.push_back(std::move(column));
  Table table(caption, std::move(columns), true);
  for (const auto& row : rows) {
    const auto& head = row.head;
    Html notes;
    if (row.called_off) notes += badge(Tone::warning, "Aflyst");
    if (head.published) notes += badge(Tone::success, "Offentlig");
    if (row.open_findings > 0)
      notes += badge(Tone::warning, row.open_findings == 1 ? "1 fund" : std::to_string(row.open_findings) + " fund");
    const auto date = link(url("/moeder/", head.id), date_html(head.date));
    const auto kind = head.kind == reading::Kind::minutes ? "referat" : head.version == 0 ? "indkaldelse" : "dagsorden";
    if (second == MeetingColumn::none)
      table.row(date, kind, row.items, notes);
    else
      table.row(date, second == MeetingColumn::body ? body_html(head.body_id, head.body_name) : text(own_title(head)),
                kind, row.items, notes);
  }
  return std::move(table).html();
}

Html task_table(std::string_view caption, const std::vector<TaskRow>& rows, bool with_responsible) {
  Table table =
      with_responsible
          ? Table(caption, {{"Besluttet", Column::row_head}, {"Opgave"}, {"Ansvarlig"}, {"Frist"}, {"Tilstand"}}, true)
          : Table(caption, {{"Besluttet", Column::row_head}, {"Opgave"}, {"Frist"}, {"Tilstand"}}, true);
  for (const auto& row : rows) {
    auto body = body_cell(row.meeting);
    if (row.handed_to) body += join({text(", overdraget til "), body_html(row.handed_to_id, row.handed_to)});
    const auto decided = two_lines(meeting_link(row.meeting), body);
    const auto task = two_lines(text(row.text), item_link(row.item));
    if (with_responsible)
      table.row(decided, task, names_html(row.responsible, true), due_html(row.due), danish(row.state));
    else
      table.row(decided, task, due_html(row.due), danish(row.state));
  }
  return std::move(table).html();
}

Html meetings_page(const RegisterView<MeetingFilter, MeetingRow>& view) {
  const auto here = url("/moeder");
  const auto fields = join({body_field(view.filter.body_id, view.choices), year_field(view.filter.year, view.choices)});
  const auto rows = join({meeting_table("Møder", view.rows, MeetingColumn::body),
                          pagination(view.range, register_url(here, view.filter))});
  return register_frame(here, register_url(url("/moeder.csv"), view.filter), fields, view.range, "møder", rows,
                        view.sees, view.rows.empty(), register_url(here, view.filter).text() != here.text());
}

Html decisions_page(const RegisterView<DecisionFilter, DecisionRow>& view) {
  const auto here = url("/beslutninger");
  Html fields = body_field(view.filter.body_id, view.choices);
  fields += year_field(view.filter.year, view.choices);
  fields += select_field({.name = "udfald", .label = "Udfald", .value = view.filter.outcome}, outcome_options());
  fields += text_field(
      {.name = "ord", .label = "Ord i beslutningen", .value = view.filter.words, .type = "search", .max_length = 200});
  Table table("Beslutninger", {{"Møde", Column::row_head}, {"Punkt"}, {"Udfald"}, {"Beslutning"}}, true);
  for (const auto& row : view.rows)
    table.row(two_lines(meeting_link(row.meeting), body_cell(row.meeting)), item_link(row.item),
              outcome_badge(reading::name(row.outcome)), decision_text(row));
  const auto rows = join({std::move(table).html(), pagination(view.range, register_url(here, view.filter))});
  return register_frame(here, register_url(url("/beslutninger.csv"), view.filter), fields, view.range, "beslutninger",
                        rows, view.sees, view.rows.empty(), register_url(here, view.filter).text() != here.text());
}

Html tasks_page(const RegisterView<TaskFilter, TaskRow>& view) {
  const auto here = url("/opgaver");
  Html fields = select_field({.name = "ansvarlig", .label = "Ansvarlig", .value = responsible_value(view.filter)},
                             options("Alle", view.choices.responsible));
  fields += body_field(view.filter.body_id, view.choices);
  fields += year_field(view.filter.year, view.choices);
  const auto rows =
      join({task_table("Opgaver", view.rows, true), pagination(view.range, register_url(here, view.filter))});
  return register_frame(here, register_url(url("/opgaver.csv"), view.filter), fields, view.range, "opgaver", rows,
                        view.sees, view.rows.empty(), register_url(here, view.filter).text() != here.text());
}

Html amounts_page(const RegisterView<AmountFilter, AmountRow>& view, const std::optional<AmountSum>& sum) {
  const auto here = url("/beloeb");
  Html fields = body_field(view.filter.body_id, view.choices);
  fields += year_field(view.filter.year, view.choices);
  fields += text_field({.name = "betegnelse",
                        .label = "Ord i betegnelsen",
                        .value = view.filter.label,
                        .type = "search",
                        .max_length = 200});
  const bool with_period = std::ranges::any_of(view.rows, [](const AmountRow& row) { return row.period.has_value(); });
  std::vector<Column> columns{{"Møde", Column::row_head}, {"Punkt"}, {"Betegnelse"}};
  if (with_period) columns.push_back({"Periode"});
  columns.push_back({"Beløb", Column::number});
  Table table("Beløb", std::move(columns), true);
  for (const auto& row : view.rows) {
    const auto money = row.estimate ? two_lines(amount(row.amount), text("anslået")) : amount(row.amount);
    const auto where = two_lines(meeting_link(row.meeting), body_cell(row.meeting));
    const auto label = row.label ? text(*row.label) : unnamed("Uden betegnelse");
    if (with_period)
      table.row(where, item_link(row.item), label, row.period, money);
    else
      table.row(where, item_link(row.item), label, money);
  }
  Html rows;
  if (sum) {
    std::string estimates;
    if (sum->estimates > 0) estimates = " Heraf er " + std::to_string(sum->estimates) + " anslået.";
    rows += sum_line(sum->count, sum->label, amount(sum->sum), estimates);
  }
  rows += std::move(table).html();
  rows += pagination(view.range, register_url(here, view.filter));
  return register_frame(here, register_url(url("/beloeb.csv"), view.filter), fields, view.range, "beløb", rows,
                        view.sees, view.rows.empty(), register_url(here, view.filter).text() != here.text());
}

Html findings_page(const RegisterView<FindingFilter, FindingRow>& view, const Viewer& viewer) {
  const auto here = url("/fund");
  const auto state = view.filter.state.empty() ? std::string("alle") : view.filter.state;
  Html fields = select_field({.name = "tilstand", .label = "Tilstand", .value = state},
                             {{"open", "Åbne"}, {"settled", "Afklarede"}, {"dismissed", "Afviste"}, {"alle", "Alle"}});
  fields += select_field({.name = "art", .label = "Slags", .value = view.filter.kind}, finding_kind_options());
  fields += body_field(view.filter.body_id, view.choices);
  const auto back =
      with_query(register_url(here, view.filter), "side", view.range.page > 1 ? std::to_string(view.range.page) : "");
  const FindingFilter usual{.kind = "", .state = "open", .body_id = "", .meeting_id = ""};
  if (view.rows.empty() && view.sees != Sees::invited_items && back.text() == register_url(here, usual).text())
    return join(
        {filter_form(here, fields),
         empty_state(
             "Der er ingen åbne fund.",
             paragraph(
                 "Når et referat bliver læst ind, ser Klynge efter summer, der ikke stemmer, datoer, der modsiger hinanden, og andet, en omhyggelig sekretær ville stoppe op ved."))});
  Table table("Fund", {{"Møde", Column::row_head}, {"Fund"}, {"Sted"}, {"Tilstand"}}, true);
  for (const auto& row : view.rows) {
    const auto& finding = row.finding;
    Html where = row.item ? item_link(*row.item) : Html();
    if (finding.line) {
      const auto target =
          with_fragment(with_query(url("/moeder/", row.meeting.id), "kilde", "1"), "l" + std::to_string(*finding.line));
      if (!where.empty()) where += text(", ");
      where += link(target,
                    (finding.page.value_or(1) > 1 ? "side " + std::to_string(*finding.page) + ", linje " : "linje ") +
                        std::to_string(*finding.line));
    }
    Html standing = state_badge(finding.state);
    if (finding.word) standing = two_lines(standing, text(*finding.word));
    if (viewer.changes) standing += finding_form(row, viewer, back);
    table.row(two_lines(meeting_link(row.meeting), body_cell(row.meeting)),
              two_lines(text(unbroken(finding.message)), text(danish(finding.kind))), where, standing);
  }
  const auto rows = join({std::move(table).html(), pagination(view.range, register_url(here, view.filter))});
  return register_frame(here, register_url(url("/fund.csv"), view.filter), fields, view.range, "fund", rows, view.sees,
                        view.rows.empty(), true);
}

}  // namespace klynge::meetings
