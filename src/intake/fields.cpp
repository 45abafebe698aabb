#include "intake/fields.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/field_texts.hpp"

namespace klynge::intake {
namespace {

using reading::Item;
using reading::MeetingRecord;

constexpr std::array<Choice, 2> kinds{{{"agenda", "Dagsorden"}, {"minutes", "Referat"}}};
constexpr std::array<Choice, 3> modes{
    {{"in_person", "Fysisk"}, {"online", "Online"}, {"hybrid", "Både fysisk og online"}}};
constexpr std::array<Choice, 4> statuses{
    {{"present", "Til stede"}, {"apologies", "Afbud"}, {"substitute", "Stedfortræder"}, {"vacant", "Ubesat plads"}}};
constexpr std::array<Choice, 7> roles{{{"chair", "Formand"},
                                       {"cochair", "Medformand"},
                                       {"member", "Medlem"},
                                       {"observer", "Observatør"},
                                       {"secretary", "Sekretær"},
                                       {"guest", "Gæst"},
                                       {"administration", "Administration"}}};
constexpr std::array<Choice, 2> item_kinds{{{"item", "Punkt"}, {"break", "Pause"}}};

constexpr std::array<FieldInfo, 10> meeting_table{{{"kind", "Dokumentets art", FieldKind::choice, kinds, true},
                                                   {"title", "Overskrift"},
                                                   {"body", "Organ"},
                                                   {"meeting_number", "Mødenummer"},
                                                   {"date", "Dato", FieldKind::date},
                                                   {"start", "Begynder", FieldKind::time},
                                                   {"end", "Slutter", FieldKind::time},
                                                   {"place", "Sted"},
                                                   {"mode", "Form", FieldKind::choice, modes},
                                                   {"next_meeting", "Næste møde", FieldKind::date}}};

constexpr std::array<FieldInfo, 19> item_table{{{"number", "Nummer"},
                                                {"title", "Titel", FieldKind::line, {}, true},
                                                // clang-format off
                                                {"start", "Begynder", FieldKind::time},
                                                {"end", "Slutter", FieldKind::time},
                                                {"kind", "Art", FieldKind::choice, item_kinds, true},
                                                {"closed", "Lukket punkt", FieldKind::yes_no},
                                                {"case_number", "Sagsnummer"},
                                                {"presenters", "Fremlægges af", FieldKind::lines},
                                                {"requested_by", "Ønsket af"},
                                                {"case", "Sagsfremstilling", FieldKind::text},
                                                {"recommendations", "Indstilling", FieldKind::blocks},
                                                {"minutes", "Referat", FieldKind::text},
                                                {"outcome", "Udfald", FieldKind::choice, detail::outcomes},
                                                {"decisions", "Beslutninger", FieldKind::blocks},
                                                {"recused", "Inhabile", FieldKind::lines},
                                                {"attachments", "Bilag", FieldKind::lines},
                                                {"links", "Henvisninger", FieldKind::lines},
                                                {"amounts", "Beløb", FieldKind::lines},
                                                // clang-format on
                                                {"tasks", "Opgaver", FieldKind::blocks}}};

constexpr std::array<FieldInfo, 9> attendee_table{{{"name", "Navn", FieldKind::line, {}, true},
                                                   {"title", "Titel"},
                                                   {"organisation", "Organisation"},
                                                   {"status", "Fremmøde", FieldKind::choice, statuses, true},
                                                   {"role", "Rolle", FieldKind::choice, roles, true},
                                                   {"moderates", "Leder mødet", FieldKind::yes_no},
                                                   {"remote", "Deltager online", FieldKind::yes_no},
                                                   {"substitutes_for", "Stedfortræder for"},
                                                   {"note", "Bemærkning"}}};

std::unexpected<Problem> no_such_field(std::string_view field) {
  return invalid("Feltet findes ikke.", "no field “" + std::string(field) + "”");
}

Result<void> write_line(std::optional<std::string>& target, std::optional<std::string_view> text) {
  const std::string line = text ? squeeze(*text) : "";
  target = line.empty() ? std::nullopt : std::optional(line);
  return {};
}

Result<void> write_required(std::string& target, std::optional<std::string_view> text, std::string_view what) {
  const std::string line = text ? squeeze(*text) : "";
  if (line.empty()) return invalid(std::string(what) + " må ikke være tom.");
  target = line;
  return {};
}

Result<void> write_date(std::optional<Date>& target, std::optional<std::string_view> text) {
  if (!text || trim(*text).empty()) {
    target.reset();
    return {};
  }
  const auto date = detail::parse_date(trim(*text));
  if (!date) return invalid("Skriv datoen som 7-11-2022 eller 7. november 2022.");
  target = date;
  return {};
}

Result<void> write_time(std::optional<reading::ClockTime>& target, std::optional<std::string_view> text) {
  if (!text || trim(*text).empty()) {
    target.reset();
    return {};
  }
  const auto time = detail::parse_time(trim(*text));
  if (!time) return invalid("Skriv klokkeslættet som 17.00.");
  target = time;
  return {};
}

// `Count` names from the enumeration's first value on, as the record names them.
template <class Enum, int Count>
Result<void> write_choice(Enum& target, std::optional<std::string_view> text) {
  for (int i = 0; i < Count; ++i) {
    if (!text || reading::name(static_cast<Enum>(i)) != trim(*text)) continue;
    target = static_cast<Enum>(i);
    return {};
  }
  return invalid("Vælg en af mulighederne.", "no such choice");
}

template <class Enum, int Count>
Result<void> write_choice(std::optional<Enum>& target, std::optional<std::string_view> text) {
  if (!text || trim(*text).empty()) {
    target.reset();
    return {};
  }
  Enum chosen{};
  auto done = write_choice<Enum, Count>(chosen, text);
  if (done) target = chosen;
  return done;
}

Result<void> write_yes_no(bool& target, std::optional<std::string_view> text) {
  target = text && trim(*text) == "ja";
  return {};
}

Result<void> write_list(std::vector<std::string>& target, std::optional<std::string_view> text, bool blocks) {
  target.clear();
  if (!text) return {};
  if (blocks) {
    target = detail::blocks_of(*text);
    return {};
  }
  for (const std::string_view line : split(*text, '\n'))
    if (std::string one = squeeze(line); !one.empty()) target.push_back(std::move(one));
  return {};
}

Result<void> write_text(std::optional<std::string>& target, std::optional<std::string_view> text) {
  const std::string whole = text ? detail::tidy(*text) : "";
  target = whole.empty() ? std::nullopt : std::optional(whole);
  return {};
}

std::optional<std::string> joined(const std::vector<std::string>& list, std::string_view between) {
  if (list.empty()) return std::nullopt;
  std::string out;
  for (const auto& one : list) {
    if (!out.empty()) out += between;
    out += one;
  }
  return out;
}

std::optional<std::string> yes(bool value) { return value ? std::optional<std::string>("ja") : std::nullopt; }

template <class Enum>
std::optional<std::string> named(const std::optional<Enum>& value) {
  return value ? std::optional(std::string(reading::name(*value))) : std::nullopt;
}

std::optional<std::string> shown(const std::optional<Date>& date) {
  return date ? std::optional(iso(*date)) : std::nullopt;
}

std::optional<std::string> shown(const std::optional<reading::ClockTime>& time) {
  return time ? std::optional(reading::text(*time)) : std::nullopt;
}

}  // namespace

std::span<const FieldInfo> meeting_fields() { return meeting_table; }
std::span<const FieldInfo> item_fields() { return item_table; }
std::span<const FieldInfo> attendee_fields() { return attendee_table; }
std::span<const Choice> outcome_choices() { return detail::outcomes; }

const FieldInfo* find_field(std::span<const FieldInfo> fields, std::string_view name) {
  for (const auto& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

std::optional<std::string> get(const MeetingRecord& record, std::string_view field) {
  if (field == "kind") return std::string(reading::name(record.kind));
  if (field == "title") return record.title;
  if (field == "body") return record.body;
  if (field == "meeting_number") return record.meeting_number;
  if (field == "date") return shown(record.date);
  if (field == "start") return shown(record.start);
  if (field == "end") return shown(record.end);
  if (field == "place") return record.place;
  if (field == "mode") return named(record.mode);
  if (field == "next_meeting") return shown(record.next_meeting);
  return std::nullopt;
}

Result<void> set(MeetingRecord& record, std::string_view field, std::optional<std::string_view> text) {
  if (field == "kind") return write_choice<reading::Kind, 2>(record.kind, text);
  if (field == "title") return write_line(record.title, text);
  if (field == "body") return write_line(record.body, text);
  if (field == "meeting_number") return write_line(record.meeting_number, text);
  if (field == "date") return write_date(record.date, text);
  if (field == "start") return write_time(record.start, text);
  if (field == "end") return write_time(record.end, text);
  if (field == "place") return write_line(record.place, text);
  if (field == "mode") return write_choice<reading::Mode, 3>(record.mode, text);
  if (field == "next_meeting") return write_date(record.next_meeting, text);
  return no_such_field(field);
}

std::optional<std::string> get(const Item& item, std::string_view field) {
  if (field == "number") return item.number;
  if (field == "title") return item.title;
  if (field == "start") return shown(item.start);
  if (field == "end") return shown(item.end);
  if (field == "kind") return std::string(reading::name(item.kind));
  if (field == "closed") return yes(item.closed);
  if (field == "case_number") return item.case_number;
  if (field == "presenters") return joined(item.presenters, "\n");
  if (field == "requested_by") return item.requested_by;
  if (field == "case") return item.case_text;
  if (field == "recommendations") return joined(item.recommendations, "\n\n");
  if (field == "minutes") return item.minutes;
  if (field == "outcome") return named(item.outcome);
  if (field == "decisions") return detail::decisions_text(item.decisions);
  if (field == "recused") return joined(item.recused, "\n");
  if (field == "attachments") return joined(item.attachments, "\n");
  if (field == "links") return joined(item.links, "\n");
  if (field == "amounts") return detail::amounts_text(item.amounts);
  if (field == "tasks") return detail::tasks_text(item.tasks);
  return std::nullopt;
}

Result<void> set(Item& item, std::string_view field, std::optional<std::string_view> text) {
  if (field == "number") return write_line(item.number, text);
  if (field == "title") return write_required(item.title, text, "Punktets titel");
  if (field == "start") return write_time(item.start, text);
  if (field == "end") return write_time(item.end, text);
  if (field == "kind") return write_choice<reading::ItemKind, 2>(item.kind, text);
  if (field == "closed") return write_yes_no(item.closed, text);
  if (field == "case_number") return write_line(item.case_number, text);
  if (field == "presenters") return write_list(item.presenters, text, false);
  if (field == "requested_by") return write_line(item.requested_by, text);
  if (field == "case") return write_text(item.case_text, text);
  if (field == "recommendations") return write_list(item.recommendations, text, true);
  if (field == "minutes") return write_text(item.minutes, text);
  if (field == "outcome") return write_choice<reading::Outcome, 10>(item.outcome, text);
  if (field == "recused") return write_list(item.recused, text, false);
  if (field == "attachments") return write_list(item.attachments, text, false);
  if (field == "links") return write_list(item.links, text, false);
  const std::string_view whole = text.value_or("");
  if (field == "decisions") return detail::write_decisions(item.decisions, whole);
  if (field == "amounts") return detail::write_amounts(item.amounts, whole);
  if (field == "tasks") return detail::write_tasks(item.tasks, whole);
  return no_such_field(field);
}

std::optional<std::string> get(const reading::Attendee& attendee, std::string_view field) {
  if (field == "name") return attendee.name;
  if (field == "title") return attendee.title;
  if (field == "organisation") return attendee.organisation;
  if (field == "status") return std::string(reading::name(attendee.status));
  if (field == "role") return std::string(reading::name(attendee.role));
  if (field == "moderates") return yes(attendee.moderates);
  if (field == "remote") return yes(attendee.remote);
  if (field == "substitutes_for") return attendee.substitutes_for;
  if (field == "note") return attendee.note;
  return std::nullopt;
}

Result<void> set(reading::Attendee& attendee, std::string_view field, std::optional<std::string_view> text) {
  if (field == "name") return write_required(attendee.name, text, "Navnet");
  if (field == "title") return write_line(attendee.title, text);
  if (field == "organisation") return write_line(attendee.organisation, text);
  if (field == "status") return write_choice<reading::Status, 4>(attendee.status, text);
  if (field == "role") return write_choice<reading::Role, 7>(attendee.role, text);
  if (field == "moderates") return write_yes_no(attendee.moderates, text);
  if (field == "remote") return write_yes_no(attendee.remote, text);
  if (field == "substitutes_for") return write_line(attendee.substitutes_for, text);
  if (field == "note") return write_line(attendee.note, text);
  return no_such_field(field);
}

}  // namespace klynge::intake
