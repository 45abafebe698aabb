#include "meetings/meeting.hpp"

#include <array>
#include <utility>

namespace klynge::meetings {
namespace {

using reading::FindingKind;
using reading::Outcome;

constexpr std::array outcomes{
    std::pair{Outcome::approved, std::string_view("godkendt")},
    std::pair{Outcome::followed, std::string_view("indstillingen fulgt")},
    std::pair{Outcome::noted, std::string_view("taget til efterretning")},
    std::pair{Outcome::discussed, std::string_view("drøftet")},
    std::pair{Outcome::decided, std::string_view("besluttet")},
    std::pair{Outcome::postponed, std::string_view("udsat")},
    std::pair{Outcome::rejected, std::string_view("ikke godkendt")},
    std::pair{Outcome::returned, std::string_view("sendt tilbage")},
    std::pair{Outcome::withdrawn, std::string_view("taget af dagsordenen")},
    std::pair{Outcome::none, std::string_view("ingen beslutning")},
};

constexpr std::array finding_kinds{
    std::pair{FindingKind::amounts_do_not_add_up, std::string_view("Beløb, der ikke stemmer")},
    std::pair{FindingKind::malformed_amount, std::string_view("Beløb med skrivefejl")},
    std::pair{FindingKind::date_conflict, std::string_view("Datoer, der modsiger hinanden")},
    std::pair{FindingKind::time_conflict, std::string_view("Tider, der modsiger hinanden")},
    std::pair{FindingKind::item_without_minutes, std::string_view("Punkt uden referat")},
    std::pair{FindingKind::unreadable, std::string_view("Ulæseligt dokument")},
    std::pair{FindingKind::numbering_gap, std::string_view("Hul i punkternes numre")},
    std::pair{FindingKind::duplicate_of, std::string_view("Samme møde to gange")},
    std::pair{FindingKind::person_number, std::string_view("Personnummer i teksten")},
};

constexpr std::array finding_states{FindingState::open, FindingState::settled, FindingState::dismissed};

template <class Key, std::size_t size>
std::string_view find(const std::array<std::pair<Key, std::string_view>, size>& table, Key key) {
  for (const auto& [known, text] : table)
    if (known == key) return text;
  return {};
}

}  // namespace

std::string heading(const MeetingHead& head) {
  std::string text = head.body_name ? "Møde i " + *head.body_name : head.title.value_or("Møde");
  const auto date = head.date ? parse_iso_date(*head.date) : std::nullopt;
  if (date) text += " den " + danish(*date);
  return text;
}

std::string_view name(TaskState state) {
  switch (state) {
    case TaskState::unknown:
      return "unknown";
    case TaskState::open:
      return "open";
    case TaskState::done:
      return "done";
    case TaskState::dropped:
      return "dropped";
  }
  return {};
}

std::string_view name(FindingState state) {
  switch (state) {
    case FindingState::open:
      return "open";
    case FindingState::settled:
      return "settled";
    case FindingState::dismissed:
      return "dismissed";
  }
  return {};
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  for (const auto& [outcome, danish_text] : outcomes)
    if (reading::name(outcome) == text) return outcome;
  return std::nullopt;
}

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (const auto& [outcome, danish_text] : outcomes) names.emplace_back(reading::name(outcome));
  return names;
}

std::optional<FindingKind> parse_finding_kind(std::string_view text) {
  for (const auto& [kind, danish_text] : finding_kinds)
    if (reading::name(kind) == text) return kind;
  return std::nullopt;
}

std::optional<FindingState> parse_finding_state(std::string_view text) {
  for (const auto state : finding_states)
    if (name(state) == text) return state;
  return std::nullopt;
}

reading::Status parse_status(std::string_view text) {
  using enum reading::Status;
  for (const auto status : {present, apologies, substitute, vacant})
    if (reading::name(status) == text) return status;
  return present;
}

reading::Role parse_role(std::string_view text) {
  using enum reading::Role;
  for (const auto role : {chair, cochair, member, observer, secretary, guest, administration})
    if (reading::name(role) == text) return role;
  return member;
}

std::string_view danish(Outcome outcome) { return find(outcomes, outcome); }
std::string_view danish(FindingKind kind) { return find(finding_kinds, kind); }

std::string_view danish(reading::Status status) {
  switch (status) {
    case reading::Status::present:
      return "til stede";
    case reading::Status::apologies:
      return "afbud";
    case reading::Status::substitute:
      return "stedfortræder";
    case reading::Status::vacant:
      return "ubesat plads";
  }
  return {};
}

std::string_view danish(reading::Role role) {
  switch (role) {
    case reading::Role::chair:
      return "formand";
    case reading::Role::cochair:
      return "medformand";
    case reading::Role::member:
      return "medlem";
    case reading::Role::observer:
      return "observatør";
    case reading::Role::secretary:
      return "sekretær";
    case reading::Role::guest:
      return "gæst";
    case reading::Role::administration:
      return "administration";
  }
  return {};
}

std::string_view danish(reading::Mode mode) {
  switch (mode) {
    case reading::Mode::in_person:
      return "fysisk møde";
    case reading::Mode::online:
      return "onlinemøde";
    case reading::Mode::hybrid:
      return "fysisk møde med deltagelse online";
  }
  return {};
}

std::string_view danish(FindingState state) {
  switch (state) {
    case FindingState::open:
      return "åbent";
    case FindingState::settled:
      return "afklaret";
    case FindingState::dismissed:
      return "afvist";
  }
  return {};
}

std::string_view danish(TaskState state) {
  switch (state) {
    case TaskState::unknown:
      return "ikke kendt";
    case TaskState::open:
      return "åben";
    case TaskState::done:
      return "udført";
    case TaskState::dropped:
      return "bortfaldet";
  }
  return {};
}

}  // namespace klynge::meetings
