// What a person changed in a reading, as operations that can be applied again.
//
// A correction never says “the third item”: it names an item or an attendee by its id, and a place in
// a text by the words that stand there. So the corrections of a document can be laid over what a
// newer reader makes of the same bytes: where the new reading already says what was corrected,
// nothing happens; where the thing corrected can no longer be found, the operation is reported, so
// that a person looks at it, and is kept. It is never lost in silence.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "intake/identified_record.hpp"

namespace klynge::intake {

enum class OperationKind {
  set_meeting,      // field := value
  set_item,         // target's field := value
  add_item,         // target: the new id; value: title; text: number; after item `other` ("" : first)
  remove_item,      // target
  split_item,       // target's field from where `text` stands goes to the new item `other`, titled `value`
                    // ("": the moved text's first line becomes its title)
  merge_items,      // item `other` is appended to target and goes
  move_item,        // target to behind item `other` ("": first)
  move_text,        // `text` ("": all) from target's field to item `other`'s other_field
  set_attendee,     // target's field := value
  add_attendee,     // target: the new key; value: name
  remove_attendee,  // target
};

struct Operation {
  OperationKind kind = OperationKind::set_meeting;
  std::string target{};
  std::string field{};
  std::string value{};  // "" empties a field; see fields.hpp for how fields are written
  std::string other{};
  std::string other_field{};
  std::string text{};
  bool operator==(const Operation&) const = default;
};

std::string_view name(OperationKind kind);
std::string to_json(const Operation& operation);
// Errors: not what to_json wrote.
Result<Operation> operation_from_json(std::string_view json);

// An operation that found nothing to work on.
struct Unapplied {
  std::size_t operation = 0;  // its place in the list
  std::string reason;         // a Danish sentence
};

struct Applied {
  IdentifiedRecord identified;
  std::vector<Unapplied> unapplied;
};

// Applies the operations in their order. Places of fields (record.sources) follow their items; a
// corrected field keeps the place of what it corrects. Pure.
Applied apply_corrections(IdentifiedRecord identified, std::span<const Operation> operations);

// One operation, strictly: the error says in Danish why it cannot be done. For forms.
Result<void> apply_one(IdentifiedRecord& identified, const Operation& operation);

// Texts that may be moved between: "case", "minutes", "recommendations", "attachments".
std::span<const std::string_view> movable_fields();

// What was changed, for the history: "Dato er sat til 2022-11-07."
std::string describe(const Operation& operation, const IdentifiedRecord& identified);

}  // namespace klynge::intake
