// `klynge list`: a register on standard output, for people, for programs and for Excel.
#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "app/commands.hpp"
#include "app/store.hpp"
#include "base/text.hpp"
#include "meetings/list_export.hpp"
#include "meetings/list_store.hpp"

namespace klynge::app {
namespace {

void write_out(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// A table of the same cells as the files have, for people.
template <class Row, class Filter>
void print_table(void (*each)(database::Connection&, const meetings::Scope&, const Filter&, meetings::Paging,
                              const meetings::Take<Row>&),
                 database::Connection& connection, const Filter& filter) {
  each(connection, meetings::everything(), filter, {0, static_cast<std::int64_t>(limits::export_rows)}, [](Row&& row) {
    std::string line;
    for (const auto& cell : meetings::cells(meetings::ExportFormat::csv, row)) {
      std::string text = cell.text ? squeeze(*cell.text) : cell.number ? fmt::format("{}", *cell.number) : "";
      if (cell.kind == Cell::Kind::money && cell.number) text = danish(Money{*cell.number});
      if (text.empty()) continue;
      line += (line.empty() ? "" : " | ") + shorten(text, 100);
    }
    fmt::print("{}\n", line);
  });
}

template <class Row, class Filter>
void list(void (*each)(database::Connection&, const meetings::Scope&, const Filter&, meetings::Paging,
                       const meetings::Take<Row>&),
          database::Connection& connection, const Filter& filter, const ListOptions& options) {
  if (options.json)
    return meetings::export_rows(connection, meetings::everything(), filter, meetings::ExportFormat::json, write_out);
  if (options.csv)
    return meetings::export_rows(connection, meetings::everything(), filter, meetings::ExportFormat::csv, write_out);
  print_table<Row, Filter>(each, connection, filter);
}

// The bodies that `wanted` names: by id, or by a part of the name. One is needed.
std::optional<std::string> body_id(database::Connection& connection, const std::string& wanted) {
  std::vector<meetings::Choice> found;
  for (auto& choice : meetings::body_choices(connection, meetings::everything())) {
    if (choice.id == wanted || fold(choice.name) == fold(wanted)) return choice.id;
    if (fold(choice.name).find(fold(wanted)) != std::string::npos) found.push_back(std::move(choice));
  }
  if (found.size() == 1) return found.front().id;
  fmt::print(stderr, "klynge: {} bodies match \"{}\"\n", found.size(), wanted);
  for (const auto& choice : found) fmt::print(stderr, "  {}  {}\n", choice.id, choice.name);
  return std::nullopt;
}

}  // namespace

int list_command(const StoreOptions& store_options, const ListOptions& options) {
  const Store store = open_existing_store(store_options);
  auto& connection = store.database->reader();
  std::string body;
  if (!options.body.empty()) {
    const auto id = body_id(connection, options.body);
    if (!id) return 1;
    body = *id;
  }
  if (options.what == "meetings")
    list<meetings::MeetingRow>(meetings::each_meeting, connection,
                               meetings::MeetingFilter{.body_id = body, .year = options.year}, options);
  if (options.what == "decisions")
    list<meetings::DecisionRow>(
        meetings::each_decision, connection,
        meetings::DecisionFilter{
            .body_id = body, .year = options.year, .outcome = options.outcome, .words = options.words},
        options);
  if (options.what == "tasks")
    list<meetings::TaskRow>(meetings::each_task, connection,
                            meetings::TaskFilter{.body_id = body, .year = options.year}, options);
  if (options.what == "amounts")
    list<meetings::AmountRow>(meetings::each_amount, connection,
                              meetings::AmountFilter{.body_id = body, .year = options.year, .label = options.words},
                              options);
  if (options.what == "findings")
    list<meetings::FindingRow>(meetings::each_finding, connection, meetings::FindingFilter{.body_id = body}, options);
  return 0;
}

}  // namespace klynge::app
