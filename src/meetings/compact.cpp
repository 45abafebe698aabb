#include "meetings/compact.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace klynge::meetings {
namespace {

constexpr char field_end = '\x1f';
constexpr char record_end = '\x1e';

void append_field(std::string& out, std::string_view text) {
  out += field_end;
  for (const char c : text) out += (c == field_end || c == record_end) ? ' ' : c;
}

void append_optional(std::string& out, const std::optional<std::string>& text) {
  append_field(out, text ? std::string_view(*text) : std::string_view());
}

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_number_field(std::string& out, const std::optional<int>& number) {
  out += field_end;
  if (number) append_number(out, *number);
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::string> filled(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

// Takes what stands before the next `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const auto at = rest.find(separator);
  const auto part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return part;
}

void append_texts(std::string& out, char letter, const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    out += letter;
    append_field(out, text);
    out += record_end;
  }
}

void append_decisions(std::string& out, const std::vector<reading::Decision>& decisions) {
  for (const auto& decision : decisions) {
    out += 'd';
    out += field_end;
    for (std::size_t i = 0; i < decision.recommendations.size(); ++i) {
      if (i > 0) out += ' ';
      append_number(out, decision.recommendations[i]);
    }
    append_field(out, reading::name(decision.outcome));
    append_optional(out, decision.text);
    out += record_end;
  }
}

void append_votes(std::string& out, const std::vector<reading::Vote>& votes) {
  for (const auto& vote : votes) {
    out += 'v';
    append_number_field(out, vote.in_favour);
    append_number_field(out, vote.against);
    append_number_field(out, vote.abstained);
    append_optional(out, vote.text);
    out += record_end;
  }
}

void append_amounts(std::string& out, const std::vector<reading::Amount>& amounts) {
  for (const auto& amount : amounts) {
    out += 'm';
    out += field_end;
    append_number(out, amount.ore);
    append_field(out, amount.text);
    append_optional(out, amount.label);
    append_optional(out, amount.period);
    append_field(out, amount.estimate ? "1" : "");
    out += record_end;
  }
}

void append_tasks(std::string& out, const std::vector<reading::Task>& tasks, const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    out += 't';
    append_field(out, std::string_view(ids[i]));
    append_optional(out, tasks[i].due);
    append_field(out, tasks[i].text);
    out += record_end;
    append_texts(out, 'w', tasks[i].responsible);
  }
}

DecisionView read_decision(std::string_view fields) {
  DecisionView decision;
  auto numbers = take(fields, field_end);
  while (!numbers.empty())
    if (const auto number = parse_number<int>(take(numbers, ' '))) decision.recommendations.push_back(*number);
  decision.outcome = parse_outcome(take(fields, field_end)).value_or(reading::Outcome::decided);
  decision.text = filled(take(fields, field_end));
  return decision;
}

reading::Vote read_vote(std::string_view fields) {
  reading::Vote vote;
  vote.in_favour = parse_number<int>(take(fields, field_end));
  vote.against = parse_number<int>(take(fields, field_end));
  vote.abstained = parse_number<int>(take(fields, field_end));
  vote.text = filled(take(fields, field_end));
  return vote;
}

reading::Amount read_amount(std::string_view fields) {
  reading::Amount amount;
  amount.ore = parse_number<std::int64_t>(take(fields, field_end)).value_or(0);
  amount.text = take(fields, field_end);
  amount.label = filled(take(fields, field_end));
  amount.period = filled(take(fields, field_end));
  amount.estimate = take(fields, field_end) == "1";
  return amount;
}

TaskView read_task(std::string_view fields) {
  TaskView task;
  task.id = take(fields, field_end);
  task.due = filled(take(fields, field_end));
  task.text = take(fields, field_end);
  return task;
}

NamedView named(std::string_view fields) {
  NamedView view;
  view.name = take(fields, field_end);
  return view;
}

}  // namespace

std::string encode_lists(const reading::Item& item, const std::vector<std::string>& task_ids) {
  std::string out;
  append_texts(out, 'p', item.presenters);
  append_texts(out, 'r', item.recommendations);
  append_decisions(out, item.decisions);
  append_votes(out, item.votes);
  append_texts(out, 'x', item.recused);
  append_tasks(out, item.tasks, task_ids);
  append_amounts(out, item.amounts);
  append_texts(out, 'a', item.attachments);
  append_texts(out, 'l', item.links);
  return out;
}

void decode_lists(std::string_view text, ItemView& item) {
  while (!text.empty()) {
    auto fields = take(text, record_end);
    const auto letter = take(fields, field_end);
    if (letter.size() != 1) continue;
    switch (letter.front()) {
      case 'p':
        item.presenters.push_back(named(fields));
        break;
      case 'r':
        item.recommendations.emplace_back(take(fields, field_end));
        break;
      case 'd':
        item.decisions.push_back(read_decision(fields));
        break;
      case 'v':
        item.votes.push_back(read_vote(fields));
        break;
      case 'x':
        item.recused.emplace_back(take(fields, field_end));
        break;
      case 't':
        item.tasks.push_back(read_task(fields));
        break;
      case 'w':
        if (!item.tasks.empty()) item.tasks.back().responsible.push_back(named(fields));
        break;
      case 'm':
        item.amounts.push_back(read_amount(fields));
        break;
      case 'a':
        item.attachments.emplace_back(take(fields, field_end));
        break;
      case 'l':
        item.links.emplace_back(take(fields, field_end));
        break;
      default:
        break;
    }
  }
}

std::string encode_approval(const std::vector<reading::Approval>& approval) {
  std::string out;
  for (const auto& one : approval) {
    out += reading::name(one.act);
    append_field(out, std::string_view(one.by));
    out += record_end;
  }
  return out;
}

std::vector<reading::Approval> decode_approval(std::string_view text) {
  std::vector<reading::Approval> approval;
  while (!text.empty()) {
    auto fields = take(text, record_end);
    const auto act = take(fields, field_end);
    approval.push_back(
        {.by = std::string(take(fields, field_end)),
         .act = act == reading::name(reading::Act::approved) ? reading::Act::approved : reading::Act::recorded});
  }
  return approval;
}

void append_place(std::string& text, std::string_view field, const reading::Place& place) {
  text += field;
  for (const std::uint32_t number : {place.page, place.line, place.start, place.end, place.last_line}) {
    text += ' ';
    append_number(text, number);
  }
  text += ' ';
  append_number(text, std::lround(place.confidence * 100));
  text += '\n';
}

namespace {

// What follows "field " in the line that begins with it. A page looks for dozens of fields, so a line of
// another field is passed over by one character in most cases.
std::string_view line_of(std::string_view text, std::string_view field) {
  while (text.size() > field.size()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (text[field.size()] == ' ' && end > field.size() && text.starts_with(field))
      return text.substr(field.size() + 1, end - field.size() - 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

}  // namespace

std::optional<reading::Place> Places::find(std::string_view field) const {
  const auto line = line_of(text_, field);
  if (line.empty()) return std::nullopt;
  std::uint32_t numbers[6] = {1, 1, 0, 0, 0, 100};
  const char *at = line.data(), *const end = at + line.size();
  for (auto& number : numbers) {
    const auto [behind, error] = std::from_chars(at, end, number);
    if (error != std::errc() || behind == end) break;
    at = behind + 1;
  }
  return reading::Place{.page = numbers[0],
                        .line = numbers[1],
                        .start = numbers[2],
                        .end = numbers[3],
                        .last_line = numbers[4],
                        .confidence = static_cast<float>(numbers[5]) / 100};
}

DividedPlaces divide_places(const reading::MeetingRecord& record) {
  constexpr std::string_view items = "/items/";
  DividedPlaces divided;
  divided.items.resize(record.items.size());
  for (const auto& [pointer, place] : record.sources) {
    std::string_view rest = pointer;
    if (!rest.starts_with(items)) {
      if (rest.size() > 1) append_place(divided.head, rest.substr(1), place);
      continue;
    }
    rest.remove_prefix(items.size());
    const auto index = parse_number<std::size_t>(take(rest, '/'));
    if (!index || *index >= divided.items.size()) continue;
    append_place(divided.items[*index], rest.empty() ? "item" : rest, place);
  }
  return divided;
}

}  // namespace klynge::meetings
