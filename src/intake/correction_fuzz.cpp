// Whatever a form or a damaged database holds: reading an operation and applying it never breaks the
// record, and every field takes or refuses any text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "intake/correction.hpp"
#include "intake/fields.hpp"

using namespace klynge::intake;

namespace {

IdentifiedRecord record() {
  klynge::reading::MeetingRecord one;
  one.items.push_back({.number = "1", .title = "Økonomi", .case_text = "Linje et\nlinje to", .minutes = "Godkendt."});
  one.items.push_back({.title = "Eventuelt"});
  one.attendance.push_back({.name = "Anna Holm"});
  return {one, {"a", "b"}, {"anna holm"}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!klynge::is_valid_utf8(text)) return 0;
  auto identified = record();
  if (const auto operation = operation_from_json(text)) (void)apply_one(identified, *operation);
  for (const auto& field : item_fields()) (void)set(identified.record.items[0], field.name, text);
  for (const auto& field : meeting_fields()) (void)set(identified.record, field.name, text);
  if (identified.item_ids.size() != identified.record.items.size()) std::abort();
  if (identified.attendee_ids.size() != identified.record.attendance.size()) std::abort();
  return 0;
}
