#include "meetings/list_export.hpp"

#include "base/date.hpp"
#include "base/limits.hpp"
#include "meetings/list_store.hpp"

namespace klynge::meetings {
namespace {

Cell text_cell(const char* key, const char* title, std::optional<std::string> text) {
  return {.key = key, .title = title, .text = std::move(text)};
}
Cell text_cell(const char* key, const char* title, std::string text) {
  return text_cell(key, title, std::optional(std::move(text)));
}
Cell text_cell(const char* key, const char* title, std::string_view text) {
  return text_cell(key, title, std::string(text));
}
Cell date_cell(const char* key, const char* title, std::optional<std::string> iso_date) {
  return {.key = key, .title = title, .kind = Cell::Kind::date, .text = std::move(iso_date)};
}
Cell number_cell(const char* key, const char* title, std::optional<std::int64_t> number) {
  return {.key = key, .title = title, .kind = Cell::Kind::number, .number = number};
}
Cell truth_cell(const char* key, const char* title, bool truth) {
  return {.key = key, .title = title, .kind = Cell::Kind::truth, .number = truth ? 1 : 0};
}

void append_meeting(Cells& cells, const RowMeeting& meeting) {
  cells.push_back(date_cell("date", "Dato", meeting.date));
  cells.push_back(text_cell("body", "Organ", meeting.body_name));
}

void append_item(Cells& cells, const RowItem& item) {
  cells.push_back(text_cell("number", "Punkt", item.number));
  cells.push_back(text_cell("item", "Overskrift", item.title));
}

void append_item_link(Cells& cells, const RowItem& item) {
  cells.push_back(text_cell("link", "Adresse", "/punkter/" + item.id));
}

std::string names_of(const std::vector<NamedView>& named) {
  std::string names;
  for (const auto& one : named) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

std::string numbers_of(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

// JSON keeps the code's words, CSV shows the screen's.
std::string_view outcome_text(ExportFormat format, reading::Outcome outcome) {
  return format == ExportFormat::json ? reading::name(outcome) : danish(outcome);
}

std::optional<std::string> due_text(ExportFormat format, const std::optional<std::string>& due) {
  if (format == ExportFormat::csv && due == "next_meeting") return "næste møde";
  return due;
}

Cells cells_for(ExportFormat format, const MeetingRow& row) {
  Cells out;
  append_meeting(out, {.id = row.head.id,
                       .date = row.head.date,
                       .body_id = row.head.body_id,
                       .body_name = row.head.body_name,
                       .published = row.head.published});
  out.push_back(text_cell("title", "Titel", row.head.title));
  out.push_back(text_cell("meeting_number", "Mødenummer", row.head.meeting_number));
  const bool minutes = row.head.kind == reading::Kind::minutes;
  out.push_back(text_cell("kind", "Art",
                          format == ExportFormat::json ? reading::name(row.head.kind)
                          : minutes                    ? "referat"
                                                       : "dagsorden"));
  out.push_back(text_cell("start", "Start", row.head.start));
  out.push_back(text_cell("end", "Slut", row.head.end));
  out.push_back(text_cell("place", "Sted", row.head.place));
  out.push_back(number_cell("items", "Punkter", row.items));
  out.push_back(number_cell("open_findings", "Åbne fund", row.open_findings));
  out.push_back(truth_cell("published", "Offentlig", row.head.published));
  out.push_back(text_cell("link", "Adresse", "/moeder/" + row.head.id));
  return out;
}

Cells cells_for(ExportFormat format, const DecisionRow& row) {
  Cells out;
  append_meeting(out, row.meeting);
  append_item(out, row.item);
  out.push_back(text_cell("outcome", "Udfald", outcome_text(format, row.outcome)));
  out.push_back(text_cell("recommendations", "Indstillinger", numbers_of(row.recommendations)));
  out.push_back(text_cell("text", "Beslutning", row.text));
  append_item_link(out, row.item);
  return out;
}

Cells cells_for(ExportFormat format, const TaskRow& row) {
  Cells out;
  append_meeting(out, row.meeting);
  append_item(out, row.item);
  out.push_back(text_cell("task", "Opgave", row.text));
  out.push_back(text_cell("responsible", "Ansvarlig", names_of(row.responsible)));
  const bool is_date = row.due && parse_iso_date(*row.due);
  out.push_back(is_date ? date_cell("due", "Frist", row.due) : text_cell("due", "Frist", due_text(format, row.due)));
  out.push_back(text_cell("state", "Tilstand", format == ExportFormat::json ? name(row.state) : danish(row.state)));
  out.push_back(text_cell("handed_over_to", "Overdraget til", row.handed_to));
  append_item_link(out, row.item);
  return out;
}

Cells cells_for(ExportFormat, const AmountRow& row) {
  Cells out;
  append_meeting(out, row.meeting);
  append_item(out, row.item);
  out.push_back(text_cell("label", "Betegnelse", row.label));
  out.push_back(text_cell("period", "Periode", row.period));
  out.push_back({.key = "ore", .title = "Beløb i kr.", .kind = Cell::Kind::money, .number = row.amount.ore});
  out.push_back(text_cell("text", "Som skrevet", row.text));
  out.push_back(truth_cell("estimate", "Anslået", row.estimate));
  append_item_link(out, row.item);
  return out;
}

Cells cells_for(ExportFormat format, const FindingRow& row) {
  const auto& finding = row.finding;
  Cells out;
  append_meeting(out, row.meeting);
  append_item(out, row.item.value_or(RowItem{}));
  out.push_back(
      text_cell("kind", "Art", format == ExportFormat::json ? reading::name(finding.kind) : danish(finding.kind)));
  out.push_back(text_cell("message", "Fund", finding.message));
  out.push_back(number_cell("page", "Side", finding.page));
  out.push_back(number_cell("line", "Linje", finding.line));
  out.push_back(
      text_cell("state", "Tilstand", format == ExportFormat::json ? name(finding.state) : danish(finding.state)));
  out.push_back(text_cell("word", "Bemærkning", finding.word));
  out.push_back(text_cell("link", "Adresse", "/moeder/" + row.meeting.id));
  return out;
}

template <class Row, class Filter>
void write(void (*each)(database::Connection&, const Scope&, const Filter&, Paging, const Take<Row>&),
           database::Connection& connection, const Scope& scope, const Filter& filter, ExportFormat format,
           const Sink& sink) {
  if (format == ExportFormat::csv) sink(csv_head(cells_for(format, Row{})));
  each(connection, scope, filter, {.limit = static_cast<std::int64_t>(limits::export_rows)}, [&](Row&& row) {
    const auto row_cells = cells_for(format, row);
    sink(format == ExportFormat::csv ? csv_line(row_cells) : json_line(row_cells));
  });
}

}  // namespace

Cells cells(ExportFormat format, const MeetingRow& row) { return cells_for(format, row); }
Cells cells(ExportFormat format, const DecisionRow& row) { return cells_for(format, row); }
Cells cells(ExportFormat format, const TaskRow& row) { return cells_for(format, row); }
Cells cells(ExportFormat format, const AmountRow& row) { return cells_for(format, row); }
Cells cells(ExportFormat format, const FindingRow& row) { return cells_for(format, row); }

void export_rows(database::Connection& connection, const Scope& scope, const MeetingFilter& filter, ExportFormat format,
                 const Sink& sink) {
  write<MeetingRow>(each_meeting, connection, scope, filter, format, sink);
}
void export_rows(database::Connection& connection, const Scope& scope, const DecisionFilter& filter,
                 ExportFormat format, const Sink& sink) {
  write<DecisionRow>(each_decision, connection, scope, filter, format, sink);
}
void export_rows(database::Connection& connection, const Scope& scope, const TaskFilter& filter, ExportFormat format,
                 const Sink& sink) {
  write<TaskRow>(each_task, connection, scope, filter, format, sink);
}
void export_rows(database::Connection& connection, const Scope& scope, const AmountFilter& filter, ExportFormat format,
                 const Sink& sink) {
  write<AmountRow>(each_amount, connection, scope, filter, format, sink);
}
void export_rows(database::Connection& connection, const Scope& scope, const FindingFilter& filter, ExportFormat format,
                 const Sink& sink) {
  write<FindingRow>(each_finding, connection, scope, filter, format, sink);
}

}  // namespace klynge::meetings
