#include "intake/opened_entry.hpp"

#include <algorithm>
#include <stdexcept>

#include "intake/intake_store.hpp"

namespace klynge::intake {

bool OpenedEntry::corrected() const {
  return std::any_of(corrections.begin(), corrections.end(), [](const auto& one) { return !one.undone; });
}

std::vector<Operation> standing_operations(const std::vector<StoredCorrection>& corrections) {
  std::vector<Operation> operations;
  for (const auto& correction : corrections)
    if (!correction.undone) operations.push_back(correction.operation);
  return operations;
}

Result<OpenedEntry> open_entry(database::Connection& connection, std::string_view entry_id) {
  auto entry = find_entry(connection, entry_id);
  if (!entry) return fail(Problem::Kind::not_found, "Dokumentet findes ikke blandt de indlæste.");
  if (!entry->reading_id)
    return fail(Problem::Kind::not_found, "Dokumentet kunne ikke læses, så der er intet at vise.");
  const auto json = reading_record(connection, *entry->reading_id);
  auto record = json ? reading::from_json(*json) : Result<reading::MeetingRecord>(invalid("", "no such reading"));
  if (!record) throw std::runtime_error("reading.record cannot be read: " + record.error().detail);

  OpenedEntry opened;
  // The names were given to this very reading, so they go by position here and nowhere else.
  for (const auto& item : entry->identities.items) opened.reading.item_ids.push_back(item.id);
  opened.reading.attendee_ids = entry->identities.attendees;
  opened.reading.record = std::move(*record);
  if (opened.reading.item_ids.size() != opened.reading.record.items.size() ||
      opened.reading.attendee_ids.size() != opened.reading.record.attendance.size())
    throw std::runtime_error("intake_entry.identities do not fit the reading: " + entry->id);

  opened.corrections = corrections(connection, entry_id);
  if (!opened.corrections.empty()) opened.last_ordinal = opened.corrections.back().ordinal;
  opened.applied = apply_corrections(opened.reading, standing_operations(opened.corrections));
  opened.entry = std::move(*entry);
  return opened;
}

}  // namespace klynge::intake
