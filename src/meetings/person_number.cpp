#include "meetings/person_number.hpp"

#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "base/person_number.hpp"

namespace klynge::meetings {
namespace {

// Every text of an item, of a meeting's head and of an attendee, so that hiding and looking never differ.
template <class Item, class Visit>
void visit_texts_of_item(Item& item, const Visit& visit) {
  visit(item.title);
  for (auto* text : {&item.number, &item.case_number, &item.requested_by, &item.case_text, &item.minutes})
    if (*text) visit(**text);
  for (auto* texts : {&item.presenters, &item.recommendations, &item.recused, &item.attachments, &item.links})
    for (auto& text : *texts) visit(text);
  for (auto& decision : item.decisions)
    if (decision.text) visit(*decision.text);
  for (auto& vote : item.votes)
    if (vote.text) visit(*vote.text);
  for (auto& amount : item.amounts) {
    visit(amount.text);
    for (auto* text : {&amount.label, &amount.period})
      if (*text) visit(**text);
  }
  for (auto& task : item.tasks) {
    visit(task.text);
    for (auto& responsible : task.responsible) visit(responsible);
  }
}

template <class Record, class Visit>
void visit_texts_of_head(Record& record, const Visit& visit) {
  for (auto* text : {&record.title, &record.body, &record.meeting_number, &record.place})
    if (*text) visit(**text);
  for (auto& attendee : record.attendance) {
    visit(attendee.name);
    for (auto* text : {&attendee.title, &attendee.organisation, &attendee.substitutes_for, &attendee.note})
      if (*text) visit(**text);
  }
  for (auto& approval : record.approval) visit(approval.by);
}

constexpr std::string_view typed_in_head =
    "Der er skrevet et personnummer i oplysningerne om mødet. Det er skjult, til nogen har taget stilling til det.";
constexpr std::string_view typed_in_item =
    "Der er skrevet et personnummer i punktet. Det er skjult, til nogen har taget stilling til det.";

void suspect(reading::MeetingRecord& record, std::string_view message, std::optional<std::string> item) {
  if (record.findings.size() >= limits::findings_per_meeting) return;
  reading::Finding finding;
  finding.kind = reading::FindingKind::person_number;
  finding.message = message;
  finding.item = std::move(item);
  record.findings.push_back(std::move(finding));
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
  const auto mask = [](std::string& text) { mask_person_numbers(text); };
  visit_texts_of_head(record, mask);
  for (auto& item : record.items) visit_texts_of_item(item, mask);
  for (auto& finding : record.findings) mask(finding.message);
}

void suspect_typed_person_numbers(reading::MeetingRecord& record) {
  std::erase_if(record.findings,
                [](const auto& one) { return one.message == typed_in_head || one.message == typed_in_item; });
  bool found = false;
  const auto look = [&found](const std::string& text) {
    found |= klynge::holds_person_number(text, Suspicion::written);
  };
  visit_texts_of_head(std::as_const(record), look);
  if (found) suspect(record, typed_in_head, std::nullopt);
  for (const auto& item : record.items) {
    found = false;
    visit_texts_of_item(item, look);
    if (found) suspect(record, typed_in_item, item.number ? item.number : std::optional(item.title));
  }
}

}  // namespace klynge::meetings
