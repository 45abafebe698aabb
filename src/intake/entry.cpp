#include "intake/entry.hpp"

#include <array>

#include "base/text.hpp"

namespace klynge::intake {
namespace {

constexpr std::array<std::string_view, 7> names{"preview", "committed", "same_bytes", "same_content",
                                                "failed",  "discarded", "taken_back"};
constexpr std::array<std::string_view, 7> words{"Venter",        "Lagt i registeret", "Fandtes allerede",
                                                "Samme indhold", "Kunne ikke læses",  "Kasseret",
                                                "Taget tilbage"};
constexpr std::size_t heading_characters = 120;

}  // namespace

std::string_view name(EntryState state) { return names[static_cast<std::size_t>(state)]; }
std::string_view danish(EntryState state) { return words[static_cast<std::size_t>(state)]; }

std::string heading_of(const reading::MeetingRecord& record) {
  const std::string what = record.body ? *record.body : record.title ? *record.title : "Ukendt organ";
  return shorten(what, heading_characters) + (record.kind == reading::Kind::minutes ? ", referat" : ", dagsorden");
}

}  // namespace klynge::intake
