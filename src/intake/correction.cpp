#include "intake/correction.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/fields.hpp"
#include "intake/passage.hpp"
#include "meetings/person_number.hpp"

namespace klynge::intake {
namespace {

using reading::Item;

constexpr std::array<std::string_view, 4> movable{"case", "minutes", "recommendations", "attachments"};

constexpr std::string_view no_item = "Punktet findes ikke længere i læsningen.";
constexpr std::string_view no_attendee = "Personen findes ikke længere i læsningen.";
constexpr std::string_view no_passage = "Den tekst, der skulle flyttes, findes ikke længere på sin plads.";

std::optional<std::size_t> position(const std::vector<std::string>& ids, std::string_view id) {
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<std::size_t>(found - ids.begin());
}

template <class List>
auto iterator_at(List& list, std::size_t index) {
  return list.begin() + static_cast<std::ptrdiff_t>(index);
}

// A reader that by now finds what a person had to add gets that person's id for it.
bool adopt(IdentifiedRecord& identified, std::string_view id, std::string_view title) {
  const std::string wanted = fold(squeeze(title));
  for (std::size_t i = 0; i < identified.record.items.size(); ++i) {
    if (fold(squeeze(identified.record.items[i].title)) != wanted) continue;
    identified.item_ids[i] = id;
    return true;
  }
  return false;
}

Result<void> set_item(IdentifiedRecord& identified, const Operation& op) {
  const auto at = position(identified.item_ids, op.target);
  if (!at) return invalid(std::string(no_item));
  return set(identified.record.items[*at], op.field, op.value);
}

Result<void> set_attendee(IdentifiedRecord& identified, const Operation& op) {
  const auto at = position(identified.attendee_ids, op.target);
  if (!at) return invalid(std::string(no_attendee));
  return set(identified.record.attendance[*at], op.field, op.value);
}

void insert_item(IdentifiedRecord& identified, std::size_t at, std::string_view id, Item item) {
  identified.record.items.insert(iterator_at(identified.record.items, at), std::move(item));
  identified.item_ids.insert(iterator_at(identified.item_ids, at), std::string(id));
}

void erase_item(IdentifiedRecord& identified, std::size_t at) {
  identified.record.items.erase(iterator_at(identified.record.items, at));
  identified.item_ids.erase(iterator_at(identified.item_ids, at));
}

Result<void> add_item(IdentifiedRecord& identified, const Operation& op) {
  if (position(identified.item_ids, op.target)) return {};
  const auto before = op.other.empty() ? std::optional<std::size_t>() : position(identified.item_ids, op.other);
  if (identified.record.items.size() >= limits::items_per_meeting) return invalid("Mødet har for mange punkter.");
  Item item;
  if (auto done = set(item, "title", op.value); !done) return done;
  if (auto done = set(item, "number", op.text); !done) return done;
  if (adopt(identified, op.target, item.title)) return {};
  // Where the item it followed is gone it goes last: an item too far down is seen, a lost one is not.
  const std::size_t at = op.other.empty() ? 0 : before ? *before + 1 : identified.record.items.size();
  insert_item(identified, at, op.target, std::move(item));
  return {};
}

Result<void> remove_item(IdentifiedRecord& identified, const Operation& op) {
  if (const auto at = position(identified.item_ids, op.target)) erase_item(identified, *at);
  return {};  // gone already: that is what was wanted
}

// What stands behind the place of a split in the document goes along with the text: amounts and
// tasks by their words; the recommendation and the minutes when the case itself is cut.
void divide(Item& first, Item& second, std::string_view field) {
  if (field == "case") {
    std::swap(first.recommendations, second.recommendations);
    std::swap(first.minutes, second.minutes);
    std::swap(first.outcome, second.outcome);
    std::swap(first.decisions, second.decisions);
    std::swap(first.votes, second.votes);
    std::swap(first.attachments, second.attachments);
  }
  const auto moves = [&](std::string_view words) {
    const auto in = [&](const Item& item) {
      if (item.case_text && find_passage(*item.case_text, words)) return true;
      if (item.minutes && find_passage(*item.minutes, words)) return true;
      return std::any_of(item.recommendations.begin(), item.recommendations.end(),
                         [&](const std::string& one) { return find_passage(one, words).has_value(); });
    };
    return !in(first) && in(second);
  };
  const auto divide_list = [&](auto& from, auto& to) {
    const auto stay =
        std::stable_partition(from.begin(), from.end(), [&](const auto& one) { return !moves(one.text); });
    to.assign(stay, from.end());
    from.erase(stay, from.end());
  };
  divide_list(first.amounts, second.amounts);
  divide_list(first.tasks, second.tasks);
}

Result<void> split_item(IdentifiedRecord& identified, const Operation& op) {
  if (position(identified.item_ids, op.other)) return {};
  const auto at = position(identified.item_ids, op.target);
  if (!at) return invalid(std::string(no_item));
  if (op.field != "case" && op.field != "minutes")
    return invalid("Et punkt kan deles i sagsfremstillingen eller i referatet.");
  if (trim(op.text).empty()) return invalid("Skriv de første ord af det nye punkt, som de står i teksten.");
  if (identified.record.items.size() >= limits::items_per_meeting) return invalid("Mødet har for mange punkter.");

  Item& first = identified.record.items[*at];
  auto& text = op.field == "case" ? first.case_text : first.minutes;
  const auto passage = text ? find_passage(*text, op.text) : std::nullopt;
  if (!passage) {
    const std::string_view first_line = trim(std::string_view(op.text).substr(0, op.text.find('\n')));
    if (adopt(identified, op.other, op.value.empty() ? first_line : op.value)) return {};
    return invalid("Teksten, hvor punktet skulle deles, findes ikke i punktet.");
  }

  std::string rest = std::string(trim(std::string_view(*text).substr(passage->begin)));
  Item second;
  if (!trim(op.value).empty()) {
    second.title = squeeze(op.value);
  } else {
    const std::size_t end = rest.find('\n');
    second.title = squeeze(rest.substr(0, end));
    rest = end == std::string::npos ? "" : rest.substr(end + 1);
  }
  const std::string remaining(trim(std::string_view(*text).substr(0, passage->begin)));
  text = remaining.empty() ? std::nullopt : std::optional(remaining);
  if (!rest.empty()) (op.field == "case" ? second.case_text : second.minutes) = rest;
  divide(first, second, op.field);
  insert_item(identified, *at + 1, op.other, std::move(second));
  return {};
}

void append_text(std::optional<std::string>& target, const std::optional<std::string>& more) {
  if (!more || more->empty()) return;
  target = target && !target->empty() ? *target + "\n" + *more : *more;
}

template <class T>
void append_list(std::vector<T>& target, const std::vector<T>& more) {
  target.insert(target.end(), more.begin(), more.end());
}

Result<void> merge_items(IdentifiedRecord& identified, const Operation& op) {
  const auto at = position(identified.item_ids, op.target), gone = position(identified.item_ids, op.other);
  if (!at || !gone) return invalid(std::string(no_item));
  if (*at == *gone) return invalid("Et punkt kan ikke lægges sammen med sig selv.");
  Item& kept = identified.record.items[*at];
  const Item more = identified.record.items[*gone];
  for (auto decision : more.decisions) {  // ordinals count on behind the kept item's recommendations
    for (int& ordinal : decision.recommendations) ordinal += static_cast<int>(kept.recommendations.size());
    kept.decisions.push_back(std::move(decision));
  }
  append_text(kept.case_text, more.case_text);
  append_text(kept.minutes, more.minutes);
  append_list(kept.presenters, more.presenters);
  append_list(kept.recommendations, more.recommendations);
  append_list(kept.votes, more.votes);
  append_list(kept.recused, more.recused);
  append_list(kept.attachments, more.attachments);
  append_list(kept.links, more.links);
  append_list(kept.amounts, more.amounts);
  append_list(kept.tasks, more.tasks);
  if (!kept.outcome) kept.outcome = more.outcome;
  if (!kept.start) kept.start = more.start;
  if (more.end) kept.end = more.end;
  if (!kept.case_number) kept.case_number = more.case_number;
  if (!kept.requested_by) kept.requested_by = more.requested_by;
  kept.closed = kept.closed || more.closed;
  erase_item(identified, *gone);
  return {};
}

Result<void> move_item(IdentifiedRecord& identified, const Operation& op) {
  const auto at = position(identified.item_ids, op.target);
  if (!at) return invalid(std::string(no_item));
  if (op.other == op.target) return invalid("Et punkt kan ikke flyttes efter sig selv.");
  if (!op.other.empty() && !position(identified.item_ids, op.other)) return invalid(std::string(no_item));
  Item item = std::move(identified.record.items[*at]);
  erase_item(identified, *at);
  const std::size_t to = op.other.empty() ? 0 : *position(identified.item_ids, op.other) + 1;
  insert_item(identified, to, op.target, std::move(item));
  return {};
}

// The passage taken out of a field; none where it does not stand there.
std::optional<std::string> take_passage(Item& item, std::string_view field, std::string_view text) {
  auto whole = get(item, field);
  if (!whole) return std::nullopt;
  const auto passage = trim(text).empty() ? std::optional(Passage{0, whole->size()}) : find_passage(*whole, text);
  if (!passage) return std::nullopt;
  std::string taken(trim(std::string_view(*whole).substr(passage->begin, passage->end - passage->begin)));
  const std::string_view before = trim(std::string_view(*whole).substr(0, passage->begin));
  const std::string_view after = trim(std::string_view(*whole).substr(passage->end));
  const std::string_view between = field == "recommendations" ? "\n\n" : "\n";
  std::string rest(before);
  if (!before.empty() && !after.empty()) rest += between;
  rest += after;
  if (!set(item, field, rest)) return std::nullopt;
  return taken;
}

bool is_movable(std::string_view field) { return std::find(movable.begin(), movable.end(), field) != movable.end(); }

Result<void> move_text(IdentifiedRecord& identified, const Operation& op) {
  const auto from = position(identified.item_ids, op.target), to = position(identified.item_ids, op.other);
  if (!from || !to) return invalid(std::string(no_item));
  if (!is_movable(op.field) || !is_movable(op.other_field))
    return invalid("Teksten kan ikke flyttes mellem de felter.");
  if (*from == *to && op.field == op.other_field) return invalid("Vælg et andet felt at flytte teksten til.");
  Item& target = identified.record.items[*to];
  const auto there = get(target, op.other_field);
  const auto taken = take_passage(identified.record.items[*from], op.field, op.text);
  if (!taken) {
    // A newer reader may have put the text where the person moved it.
    if (there && !trim(op.text).empty() && find_passage(*there, op.text)) return {};
    return invalid(std::string(no_passage));
  }
  if (op.other_field == "recommendations") {
    target.recommendations.push_back(*taken);
    return {};
  }
  return set(target, op.other_field, there ? *there + "\n" + *taken : *taken);
}

Result<void> add_attendee(IdentifiedRecord& identified, const Operation& op) {
  if (position(identified.attendee_ids, op.target)) return {};
  if (identified.record.attendance.size() >= limits::persons_per_meeting)
    return invalid("Mødet har for mange deltagere.");
  reading::Attendee attendee;
  if (auto done = set(attendee, "name", op.value); !done) return done;
  const std::string wanted = fold(attendee.name);
  for (std::size_t i = 0; i < identified.record.attendance.size(); ++i) {
    if (fold(squeeze(identified.record.attendance[i].name)) != wanted) continue;
    identified.attendee_ids[i] = op.target;
    return {};
  }
  identified.record.attendance.push_back(std::move(attendee));
  identified.attendee_ids.push_back(op.target);
  return {};
}

Result<void> remove_attendee(IdentifiedRecord& identified, const Operation& op) {
  const auto at = position(identified.attendee_ids, op.target);
  if (!at) return {};
  identified.record.attendance.erase(iterator_at(identified.record.attendance, *at));
  identified.attendee_ids.erase(iterator_at(identified.attendee_ids, *at));
  return {};
}

Result<void> dispatch(IdentifiedRecord& identified, const Operation& op) {
  switch (op.kind) {
    case OperationKind::set_meeting:
      return set(identified.record, op.field, op.value);
    case OperationKind::set_item:
      return set_item(identified, op);
    case OperationKind::add_item:
      return add_item(identified, op);
    case OperationKind::remove_item:
      return remove_item(identified, op);
    case OperationKind::split_item:
      return split_item(identified, op);
    case OperationKind::merge_items:
      return merge_items(identified, op);
    case OperationKind::move_item:
      return move_item(identified, op);
    case OperationKind::move_text:
      return move_text(identified, op);
    case OperationKind::set_attendee:
      return set_attendee(identified, op);
    case OperationKind::add_attendee:
      return add_attendee(identified, op);
    case OperationKind::remove_attendee:
      return remove_attendee(identified, op);
  }
  return invalid("Rettelsen kendes ikke.");
}

}  // namespace

std::span<const std::string_view> movable_fields() { return movable; }

Result<void> apply_one(IdentifiedRecord& identified, const Operation& operation) {
  const auto items_before = identified.item_ids;
  const auto attendees_before = identified.attendee_ids;
  // Only these two can fail half-way; the others check before they change anything.
  const bool can_fail_half_way =
      operation.kind == OperationKind::move_text || operation.kind == OperationKind::split_item;
  std::optional<IdentifiedRecord> spare;
  if (can_fail_half_way) spare = identified;
  const auto done = dispatch(identified, operation);
  if (!done) {
    if (spare) identified = std::move(*spare);
    return done;
  }
  // An item that took over an id a person gave (adopt) stands where it stood: its places stay.
  const bool only_renamed = items_before.size() == identified.item_ids.size() &&
                            attendees_before.size() == identified.attendee_ids.size() &&
                            operation.kind != OperationKind::move_item;
  if (!only_renamed) carry_places(identified, items_before, attendees_before);
  return {};
}

Applied apply_corrections(IdentifiedRecord identified, std::span<const Operation> operations) {
  Applied result{std::move(identified), {}};
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto done = apply_one(result.identified, operations[i]);
    if (done) continue;
    result.unapplied.push_back({i, "Rettelsen ”" + describe(operations[i], result.identified) +
                                       "” kunne ikke lægges på: " + done.error().danish});
  }
  if (!operations.empty()) meetings::suspect_typed_person_numbers(result.identified.record);
  return result;
}

}  // namespace klynge::intake
