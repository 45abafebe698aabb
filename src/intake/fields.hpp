// The fields of a meeting record that a person can correct, each readable and writable as text.
//
// A form shows a field as text and sends text back; a correction keeps that text. So every field,
// also the structured ones, has one plain way of being written that a secretary can read and type:
//   list of short texts    one on each line
//   list of long texts     an empty line between them
//   tasks                  blocks with an empty line between; “Ansvarlig: A; B” and “Frist: 2022-11-07”
//                          on lines of their own
//   amounts                one on each line: 739.846 kr. | party | period | anslået
//   decisions              blocks; the first line “1, 2: godkendt” or “godkendt”, then its text
//   times, dates           17:00 (or 17.00); 2022-11-07 (or 7. november 2022, 7-11-2022)
// Writing what was read changes nothing (held by a property test).
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

enum class FieldKind { line, text, lines, blocks, date, time, choice, yes_no };

struct Choice {
  std::string_view name, danish;
};

struct FieldInfo {
  std::string_view name;    // as in corrections and in the record's JSON
  std::string_view danish;  // its label
  FieldKind kind = FieldKind::line;
  std::span<const Choice> choices{};  // for FieldKind::choice
  bool required = false;              // may not be emptied
};

std::span<const FieldInfo> meeting_fields();
std::span<const FieldInfo> item_fields();
std::span<const FieldInfo> attendee_fields();
// None where there is no such field.
const FieldInfo* find_field(std::span<const FieldInfo> fields, std::string_view name);

// The field as text; none where it is empty.
std::optional<std::string> get(const reading::MeetingRecord& record, std::string_view field);
std::optional<std::string> get(const reading::Item& item, std::string_view field);
std::optional<std::string> get(const reading::Attendee& attendee, std::string_view field);

// Writes it. Errors, in Danish: no such field, a text that does not fit it.
Result<void> set(reading::MeetingRecord& record, std::string_view field, std::optional<std::string_view> text);
Result<void> set(reading::Item& item, std::string_view field, std::optional<std::string_view> text);
Result<void> set(reading::Attendee& attendee, std::string_view field, std::optional<std::string_view> text);

// Danish words for choices.
std::span<const Choice> outcome_choices();

// "739.846 kr.", "-7.209,50", "500,-", "1,4 mio. kr.", "25 t.kr." in øre.
std::optional<std::int64_t> parse_amount(std::string_view printed);

}  // namespace klynge::intake
