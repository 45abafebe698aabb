// What the audit log's words are called on the screen: one table of actions, one of things, one of fields.
//
// The rooms above have actions this room does not know of; a log is read by people, so their sentences
// stand here all the same. A word without a sentence is shown as it is.
#pragma once
#include <span>
#include <string_view>

#include "platform/audit/verify.hpp"

namespace klynge::access {

struct LogWord {
  std::string_view word, danish;
};

// All that are known, for a choice; in Danish order.
std::span<const LogWord> log_actions();
std::span<const LogWord> log_kinds();

// "Rettede i et punkt"; the word itself where it is not known.
std::string_view action_danish(std::string_view action);
// "Møde"
std::string_view kind_danish(std::string_view kind);
// A key of a payload: "Navn", "Roller" …
std::string_view field_danish(std::string_view key);
// Why somebody was refused, the value of "why": "Forkert adgangskode" …
std::string_view reason_danish(std::string_view word);
// What is wrong, as a whole sentence without the place.
std::string_view fault_danish(audit::Fault::Kind kind);

}  // namespace klynge::access
