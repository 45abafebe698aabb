#include "meetings/person_number.hpp"

#include <optional>

namespace klynge::meetings {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return false;
  for (std::size_t i = at; i < at + count; ++i)
    if (!is_digit(text[i])) return false;
  return true;
}

int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

// The length in bytes of the divider before the last four digits; 0 where there is none.
std::size_t divider_at(std::string_view text, std::size_t at) {
  for (const std::string_view divider : {"-", " ", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u00a0"})
    if (text.substr(at).starts_with(divider)) return divider.size();
  return 0;
}

// The length of the person number that starts at `at`; 0 where none does.
std::size_t person_number_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_digit(text[at - 1])) return 0;
  if (!digits_at(text, at, 6)) return 0;
  const int day = two_digits(text, at) > 60 ? two_digits(text, at) - 60 : two_digits(text, at);
  const int month = two_digits(text, at + 2);
  if (day < 1 || day > 31 || month < 1 || month > 12) return 0;
  const auto tail = at + 6 + divider_at(text, at + 6);
  if (!digits_at(text, tail, 4)) return 0;
  if (tail + 4 < text.size() && is_digit(text[tail + 4])) return 0;
  return tail + 4 - at;
}

void mask(std::optional<std::string>& text) {
  if (text) mask_person_numbers(*text);
}
void mask(std::vector<std::string>& texts) {
  for (auto& text : texts) mask_person_numbers(text);
}

void mask(reading::Item& item) {
  mask_person_numbers(item.title);
  for (auto* text : {&item.number, &item.case_number, &item.requested_by, &item.case_text, &item.minutes}) mask(*text);
  for (auto* texts : {&item.presenters, &item.recommendations, &item.recused, &item.attachments, &item.links})
    mask(*texts);
  for (auto& decision : item.decisions) mask(decision.text);
  for (auto& vote : item.votes) mask(vote.text);
  for (auto& amount : item.amounts) {
    mask_person_numbers(amount.text);
    mask(amount.label);
    mask(amount.period);
  }
  for (auto& task : item.tasks) {
    mask_person_numbers(task.text);
    mask(task.responsible);
  }
}

}  // namespace

bool holds_person_number(std::string_view text) {
  for (std::size_t at = 0; at + 10 <= text.size(); ++at)
    if (person_number_at(text, at) > 0) return true;
  return false;
}

void mask_person_numbers(std::string& text) {
  for (std::size_t at = 0; at + 10 <= text.size();) {
    const auto length = person_number_at(text, at);
    for (std::size_t i = at; i < at + length; ++i)
      if (is_digit(text[i])) text[i] = 'x';
    at += length > 0 ? length : 1;
  }
}

void mask_person_numbers(reading::MeetingRecord& record) {
  for (auto* text : {&record.title, &record.body, &record.meeting_number, &record.place}) mask(*text);
  for (auto& attendee : record.attendance) {
    mask_person_numbers(attendee.name);
    for (auto* text : {&attendee.title, &attendee.organisation, &attendee.substitutes_for, &attendee.note}) mask(*text);
  }
  for (auto& item : record.items) mask(item);
  for (auto& approval : record.approval) mask_person_numbers(approval.by);
  for (auto& finding : record.findings) mask_person_numbers(finding.message);
}

}  // namespace klynge::meetings
