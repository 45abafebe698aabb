// Corrections as they are kept in the database, and as the history tells of them.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "intake/correction.hpp"
#include "intake/fields.hpp"

namespace klynge::intake {
namespace {

// In the order of OperationKind.
constexpr std::array<std::string_view, 11> names{"set_meeting",  "set_item",     "add_item",       "remove_item",
                                                 "split_item",   "merge_items",  "move_item",      "move_text",
                                                 "set_attendee", "add_attendee", "remove_attendee"};

struct Part {
  const char* name;
  std::string Operation::* member;
};
constexpr std::array<Part, 6> parts{{{"target", &Operation::target},
                                     {"field", &Operation::field},
                                     {"value", &Operation::value},
                                     {"other", &Operation::other},
                                     {"other_field", &Operation::other_field},
                                     {"text", &Operation::text}}};

constexpr std::size_t shown_characters = 60;

std::string label(std::span<const FieldInfo> fields, std::string_view field) {
  const FieldInfo* info = find_field(fields, field);
  return std::string(info ? info->danish : field);
}

std::string shown_value(std::string_view value) {
  return value.empty() ? "tømt" : "sat til ”" + shorten(squeeze(value), shown_characters) + "”";
}

std::string item_name(const IdentifiedRecord& identified, std::string_view id) {
  for (std::size_t i = 0; i < identified.item_ids.size(); ++i) {
    if (identified.item_ids[i] != id) continue;
    const auto& item = identified.record.items[i];
    return "punkt " + (item.number ? *item.number + " " : "") + "”" + shorten(item.title, shown_characters) + "”";
  }
  return "et punkt, der ikke er her mere";
}

std::string attendee_name(const IdentifiedRecord& identified, std::string_view key) {
  for (std::size_t i = 0; i < identified.attendee_ids.size(); ++i)
    if (identified.attendee_ids[i] == key) return identified.record.attendance[i].name;
  return "en person, der ikke er her mere";
}

std::string with_capital(std::string sentence) {
  if (!sentence.empty()) sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
  return sentence;
}

}  // namespace

std::string_view name(OperationKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::string to_json(const Operation& operation) {
  nlohmann::json json{{"kind", name(operation.kind)}};
  for (const Part& part : parts)
    if (const std::string& value = operation.*part.member; !value.empty()) json[part.name] = value;
  return json.dump();
}

Result<Operation> operation_from_json(std::string_view text) {
  const auto fault = [] { return invalid("Rettelsen kunne ikke læses.", "correction: not the expected JSON"); };
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return fault();
  const auto kind = json.find("kind");
  if (kind == json.end() || !kind->is_string()) return fault();
  const auto known = std::find(names.begin(), names.end(), kind->get<std::string>());
  if (known == names.end()) return fault();

  Operation operation;
  operation.kind = static_cast<OperationKind>(known - names.begin());
  for (const Part& part : parts) {
    const auto value = json.find(part.name);
    if (value == json.end()) continue;
    if (!value->is_string()) return fault();
    operation.*part.member = value->get<std::string>();
  }
  return operation;
}

std::string describe(const Operation& op, const IdentifiedRecord& identified) {
  const auto item = [&](const std::string& id) { return item_name(identified, id); };
  switch (op.kind) {
    case OperationKind::set_meeting:
      return label(meeting_fields(), op.field) + " er " + shown_value(op.value);
    case OperationKind::set_item:
      return label(item_fields(), op.field) + " i " + item(op.target) + " er " + shown_value(op.value);
    case OperationKind::add_item:
      return "Punktet ”" + shorten(squeeze(op.value), shown_characters) + "” er tilføjet";
    case OperationKind::remove_item:
      return with_capital(item(op.target)) + " er fjernet";
    case OperationKind::split_item:
      return with_capital(item(op.target)) + " er delt ved ”" + shorten(squeeze(op.text), shown_characters) + "”";
    case OperationKind::merge_items:
      return with_capital(item(op.other)) + " er lagt sammen med " + item(op.target);
    case OperationKind::move_item:
      return with_capital(item(op.target)) +
             (op.other.empty() ? " er flyttet forrest" : " er flyttet efter " + item(op.other));
    case OperationKind::move_text:
      return "Tekst er flyttet fra " + lower(label(item_fields(), op.field)) + " i " + item(op.target) + " til " +
             lower(label(item_fields(), op.other_field)) + (op.other == op.target ? "" : " i " + item(op.other));
    case OperationKind::set_attendee:
      return label(attendee_fields(), op.field) + " for " + attendee_name(identified, op.target) + " er " +
             shown_value(op.value);
    case OperationKind::add_attendee:
      return op.value + " er tilføjet som deltager";
    case OperationKind::remove_attendee:
      return attendee_name(identified, op.target) + " er fjernet fra deltagerne";
  }
  return "Rettet";
}

}  // namespace klynge::intake
