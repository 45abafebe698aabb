#include "intake/entry_form.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "intake/field_texts.hpp"
#include "intake/fields.hpp"

namespace klynge::intake {
namespace {

std::string value_of(const FormValues& form, std::string_view field) {
  const auto found = form.find(field);
  return found == form.end() ? "" : found->second;
}

// What decides whether a field was changed; choices that are left out of a form (a box that is not
// ticked) are empty.
std::string normal(const std::optional<std::string>& text) { return text ? detail::tidy(*text) : ""; }

template <class Thing>
std::vector<Operation> changed_fields(const FormValues& form, std::span<const FieldInfo> fields, const Thing& shown,
                                      OperationKind kind, const std::string& target) {
  std::vector<Operation> operations;
  for (const FieldInfo& field : fields) {
    const std::string sent = normal(value_of(form, field.name));
    const std::string stands = normal(get(shown, field.name));
    if (sent == stands) continue;
    // A day is shown in words and kept as figures.
    const auto day = field.kind == FieldKind::date ? detail::parse_date(sent) : std::nullopt;
    if (day && iso(*day) == stands) continue;
    operations.push_back({.kind = kind, .target = target, .field = std::string(field.name), .value = sent});
  }
  return operations;
}

template <class List>
const typename List::value_type* find_by_id(const std::vector<std::string>& ids, const List& list,
                                            std::string_view id) {
  const auto found = std::find(ids.begin(), ids.end(), id);
  return found == ids.end() ? nullptr : &list[static_cast<std::size_t>(found - ids.begin())];
}

std::unexpected<Problem> gone() {
  return fail(Problem::Kind::conflict, "Det, du ville rette, findes ikke længere. Se siden igennem igen.");
}

Result<std::vector<Operation>> one(Operation operation) { return std::vector{std::move(operation)}; }

Result<std::vector<Operation>> split(const FormValues& form, const std::string& target, const NewId& new_id) {
  Operation operation{.kind = OperationKind::split_item,
                      .target = target,
                      .field = value_of(form, "felt"),
                      .value = squeeze(value_of(form, "titel")),
                      .other = new_id(),
                      .text = detail::tidy(value_of(form, "tekst"))};
  std::vector<Operation> operations{operation};
  if (const std::string number = squeeze(value_of(form, "nummer")); !number.empty())
    operations.push_back(
        {.kind = OperationKind::set_item, .target = operation.other, .field = "number", .value = number});
  return operations;
}

}  // namespace

Result<std::vector<Operation>> operations_of(const FormValues& form, const IdentifiedRecord& shown,
                                             const NewId& new_id) {
  const std::string handling = value_of(form, handling_field), target = value_of(form, target_field);
  const auto& record = shown.record;

  if (handling == "ret-moede") return changed_fields(form, meeting_fields(), record, OperationKind::set_meeting, "");
  if (handling == "tilfoej-punkt")
    return one({.kind = OperationKind::add_item,
                .target = new_id(),
                .value = value_of(form, "titel"),
                .other = value_of(form, "efter"),
                .text = value_of(form, "nummer")});
  if (handling == "tilfoej-deltager")
    return one({.kind = OperationKind::add_attendee, .target = new_id(), .value = value_of(form, "navn")});

  const auto* attendee = find_by_id(shown.attendee_ids, record.attendance, target);
  if (handling == "ret-deltager")
    return attendee ? changed_fields(form, attendee_fields(), *attendee, OperationKind::set_attendee, target)
                    : Result<std::vector<Operation>>(gone());
  if (handling == "fjern-deltager") return one({.kind = OperationKind::remove_attendee, .target = target});

  const auto* item = find_by_id(shown.item_ids, record.items, target);
  if (!item) return gone();
  if (handling == "ret-punkt") return changed_fields(form, item_fields(), *item, OperationKind::set_item, target);
  if (handling == "fjern-punkt") return one({.kind = OperationKind::remove_item, .target = target});
  if (handling == "del-punkt") return split(form, target, new_id);
  if (handling == "saml-punkter")
    return one({.kind = OperationKind::merge_items, .target = target, .other = value_of(form, "andet")});
  if (handling == "flyt-punkt")
    return one({.kind = OperationKind::move_item, .target = target, .other = value_of(form, "efter")});
  if (handling == "flyt-tekst")
    return one({.kind = OperationKind::move_text,
                .target = target,
                .field = value_of(form, "fra"),
                .other = value_of(form, "andet"),
                .other_field = value_of(form, "til"),
                .text = detail::tidy(value_of(form, "tekst"))});
  return invalid("Formularen kendes ikke. Prøv igen fra siden.", "unknown handling " + handling);
}

}  // namespace klynge::intake
