#include "intake/field_texts.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/date.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/amount.hpp"

namespace klynge::intake {
namespace {

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string join_blocks(const std::vector<std::string>& blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (!out.empty()) out += "\n\n";
    out += block;
  }
  return out;
}

// What follows a label such as “Frist:” at the start of a line.
std::optional<std::string_view> labelled(std::string_view line, std::string_view lower_case_label) {
  line = trim(line);
  if (!starts_with_folded(line, lower_case_label)) return std::nullopt;
  return trim(line.substr(lower_case_label.size()));
}

constexpr std::string_view next_meeting_words = "næste møde";

}  // namespace

std::optional<std::int64_t> parse_amount(std::string_view printed) {
  auto found = reading::amounts_in(printed);
  // “739.846,50”: whoever writes into a field of amounts means kroner.
  if (found.empty()) found = reading::amounts_in(std::string(trim(printed)) + " kr.");
  if (found.size() != 1 || found.front().malformed) return std::nullopt;
  return found.front().ore;
}

namespace detail {

std::string tidy(std::string_view text) {
  std::string out;
  for (std::string_view line : split(text, '\n')) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    out += line;
    out += '\n';
  }
  return std::string(trim(out));
}

std::vector<std::string> blocks_of(std::string_view text) {
  const std::string tidied = tidy(text);
  std::vector<std::string> blocks;
  std::string block;
  for (const std::string_view line : split(tidied, '\n')) {
    if (!trim(line).empty()) {
      block += (block.empty() ? "" : "\n") + std::string(line);
      continue;
    }
    if (!block.empty()) blocks.push_back(std::move(block));
    block.clear();
  }
  if (!block.empty()) blocks.push_back(std::move(block));
  return blocks;
}

std::optional<Date> parse_date(std::string_view text) {
  if (const auto date = parse_iso_date(text)) return date;
  std::vector<std::string> parts;
  std::string part;
  for (const char c : lower(text) + " ") {
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  if (parts.size() != 3) return std::nullopt;
  const auto day = whole_number(parts[0]), year = whole_number(parts[2]);
  const auto month = whole_number(parts[1]) ? whole_number(parts[1]) : danish_month(parts[1]);
  if (!day || !month || !year) return std::nullopt;
  const Date date{*year < 100 ? *year + 2000 : *year, *month, *day};
  return exists(date) ? std::optional(date) : std::nullopt;
}

std::optional<reading::ClockTime> parse_time(std::string_view text) {
  if (starts_with_folded(text, "kl.")) text = trim(text.substr(3));
  const std::size_t separator = text.find_first_of(":.");
  const auto hours = whole_number(text.substr(0, separator));
  const auto minutes =
      separator == std::string_view::npos ? std::optional(0) : whole_number(text.substr(separator + 1));
  if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return std::nullopt;
  return reading::ClockTime{*hours * 60 + *minutes};
}

std::optional<std::string> decisions_text(const std::vector<reading::Decision>& decisions) {
  if (decisions.empty()) return std::nullopt;
  std::vector<std::string> blocks;
  for (const auto& decision : decisions) {
    std::string block;
    for (const int number : decision.recommendations) block += (block.empty() ? "" : ", ") + std::to_string(number);
    if (!block.empty()) block += ": ";
    block += lower(outcomes[static_cast<std::size_t>(decision.outcome)].danish);
    if (decision.text) block += "\n" + *decision.text;
    blocks.push_back(std::move(block));
  }
  return join_blocks(blocks);
}

Result<void> write_decisions(std::vector<reading::Decision>& target, std::string_view text) {
  std::vector<reading::Decision> decisions;
  for (const auto& block : blocks_of(text)) {
    const std::size_t end = block.find('\n');
    std::string_view first = std::string_view(block).substr(0, end);
    reading::Decision decision;
    if (const std::size_t colon = first.find(':'); colon != std::string_view::npos) {
      for (const std::string_view part : split(first.substr(0, colon), ',')) {
        const auto number = whole_number(trim(part));
        if (!number || *number < 1) return invalid("Skriv beslutningens første linje som ”1, 2: godkendt”.");
        decision.recommendations.push_back(*number);
      }
      first = first.substr(colon + 1);
    }
    const std::string word = lower(trim(first));
    const auto outcome = std::find_if(outcomes.begin(), outcomes.end(),
                                      [&](const Choice& one) { return lower(one.danish) == word || one.name == word; });
    if (outcome == outcomes.end())
      return invalid("Beslutningens udfald ”" + word +
                     "” er ikke et af de kendte, for eksempel godkendt, drøftet eller udsat.");
    decision.outcome = static_cast<reading::Outcome>(outcome - outcomes.begin());
    if (end != std::string::npos) decision.text = block.substr(end + 1);
    decisions.push_back(std::move(decision));
  }
  target = std::move(decisions);
  return {};
}

std::optional<std::string> amounts_text(const std::vector<reading::Amount>& amounts) {
  if (amounts.empty()) return std::nullopt;
  std::string out;
  for (const auto& amount : amounts) {
    if (!out.empty()) out += "\n";
    std::array<std::string, 4> columns{amount.text, amount.label.value_or(""), amount.period.value_or(""),
                                       amount.estimate ? "anslået" : ""};
    std::size_t count = columns.size();
    while (count > 1 && columns[count - 1].empty()) --count;
    for (std::size_t i = 0; i < count; ++i) {
      std::replace(columns[i].begin(), columns[i].end(), '|', '/');
      out += (i ? " | " : "") + squeeze(columns[i]);
    }
  }
  return out;
}

Result<void> write_amounts(std::vector<reading::Amount>& target, std::string_view text) {
  std::vector<reading::Amount> amounts;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    const auto columns = split(line, '|');
    reading::Amount amount;
    amount.text = squeeze(columns[0]);
    const auto known =
        std::find_if(target.begin(), target.end(), [&](const auto& one) { return squeeze(one.text) == amount.text; });
    const auto ore = known != target.end() ? std::optional(known->ore) : parse_amount(amount.text);
    if (!ore) return invalid("Beløbet ”" + shorten(amount.text, 40) + "” kan ikke læses. Skriv det som 739.846,50 kr.");
    amount.ore = *ore;
    const auto column = [&](std::size_t i) {
      const std::string one = i < columns.size() ? squeeze(columns[i]) : "";
      return one.empty() ? std::nullopt : std::optional(one);
    };
    amount.label = column(1);
    amount.period = column(2);
    amount.estimate = lower(column(3).value_or("")) == "anslået";
    amounts.push_back(std::move(amount));
  }
  target = std::move(amounts);
  return {};
}

// “1. maj 2023”, as write_tasks() reads it.
std::string due_text(const std::string& due) {
  if (due == "next_meeting") return std::string(next_meeting_words);
  const auto date = parse_iso_date(due);
  return date ? danish(*date) : due;
}

std::optional<std::string> tasks_text(const std::vector<reading::Task>& tasks) {
  if (tasks.empty()) return std::nullopt;
  std::vector<std::string> blocks;
  for (const auto& task : tasks) {
    std::string block = task.text;
    for (std::size_t i = 0; i < task.responsible.size(); ++i)
      block += (i ? "; " : "\nAnsvarlig: ") + task.responsible[i];
    if (task.due) block += "\nFrist: " + due_text(*task.due);
    blocks.push_back(std::move(block));
  }
  return join_blocks(blocks);
}

Result<void> write_tasks(std::vector<reading::Task>& target, std::string_view text) {
  std::vector<reading::Task> tasks;
  for (const auto& block : blocks_of(text)) {
    reading::Task task;
    for (const std::string_view line : split(block, '\n')) {
      if (const auto names = labelled(line, "ansvarlig:")) {
        for (const std::string_view name : split(*names, ';'))
          if (!trim(name).empty()) task.responsible.push_back(squeeze(name));
      } else if (const auto due = labelled(line, "frist:")) {
        const auto date = parse_date(*due);
        if (!date && lower(*due) != next_meeting_words)
          return invalid("Skriv fristen som 7-11-2022 eller ”næste møde”.");
        task.due = date ? iso(*date) : "next_meeting";
      } else {
        task.text += (task.text.empty() ? "" : "\n") + std::string(line);
      }
    }
    if (task.text.empty()) return invalid("En opgave mangler sin tekst.");
    tasks.push_back(std::move(task));
  }
  target = std::move(tasks);
  return {};
}

}  // namespace detail
}  // namespace klynge::intake
