#include "meetings/person_number.hpp"

#include <optional>

#include "base/person_number.hpp"

namespace klynge::meetings {
namespace {

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

bool holds_person_number(std::string_view text) { return klynge::holds_person_number(text, Suspicion::possible); }

void mask_person_numbers(std::string& text) {
  std::size_t from = 0;
  while (const auto found = find_person_number(text, Suspicion::possible, from)) {
    for (std::size_t i = found->begin; i < found->end; ++i)
      if (text[i] >= '0' && text[i] <= '9') text[i] = 'x';
    from = found->end;
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
