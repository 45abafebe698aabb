// A reading whose items and attendees have names of their own.
//
// A record is a list; positions in it change as soon as a newer reader finds one item more. So every
// item carries an id (a UUID, which becomes its permalink when the reading is committed) and every
// attendee a key (the folded name, numbered where two are alike), and whatever a person corrects is
// hung on these. When the same source is read again, the new items are given the ids of the old
// ones they are the same as.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

struct IdentifiedRecord {
  reading::MeetingRecord record;
  std::vector<std::string> item_ids;      // one for each of record.items
  std::vector<std::string> attendee_ids;  // one for each of record.attendance
};

// What an item was known by when it got its id.
struct ItemIdentity {
  std::string id;
  std::optional<std::string> number;
  std::string title;
};

// What a reading's items and attendees were known by, before corrections.
struct Identities {
  std::vector<ItemIdentity> items;
  std::vector<std::string> attendees;
};

enum class MatchFor {
  same_source,     // another reading of the same bytes: number and position alone may be enough
  other_document,  // the minutes of an agenda, a corrected version: the title must agree
};

// For each new item the id of the old one it is the same as, each id at most once. Number, title
// (also with slips) and order decide.
std::vector<std::optional<std::string>> match_items(std::span<const ItemIdentity> known,
                                                    std::span<const reading::Item> items, MatchFor purpose);

// The keys of an attendance list: the folded name, "#2" behind the second of the same name.
std::vector<std::string> attendee_keys(std::span<const reading::Attendee> attendance);

using NewId = std::function<std::string()>;

// Gives every item and attendee its id: that of the one in `known` it is the same as, else a new one.
IdentifiedRecord identify(reading::MeetingRecord record, const Identities& known, MatchFor purpose,
                          const NewId& new_id);
Identities identities_of(const IdentifiedRecord& identified);

std::string to_json(const Identities& identities);
// Errors: not what to_json wrote.
Result<Identities> identities_from_json(std::string_view json);

// Moves the places of record.sources along when items and attendees have moved: what stood under
// the old position of an id stands under its new one, what belongs to an id that is gone goes.
void carry_places(IdentifiedRecord& changed, std::span<const std::string> item_ids_before,
                  std::span<const std::string> attendee_ids_before);

// 0…1: how alike two titles are, word by word.
double title_likeness(std::string_view a, std::string_view b);

}  // namespace klynge::intake
