// The record's names, and how its JSON is read (record_json.cpp writes it): by
// meeting-record.schema.json, where missing and null are the same. Anything the schema does not
// know is refused.
#include "reading/meeting_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace klynge::reading {
namespace {

using Read = nlohmann::json;

constexpr std::array<std::string_view, 2> kind_names{"agenda", "minutes"};
constexpr std::array<std::string_view, 3> mode_names{"in_person", "online", "hybrid"};
constexpr std::array<std::string_view, 4> status_names{"present", "apologies", "substitute", "vacant"};
constexpr std::array<std::string_view, 7> role_names{"chair",     "cochair", "member",        "observer",
                                                     "secretary", "guest",   "administration"};
constexpr std::array<std::string_view, 2> item_kind_names{"item", "break"};
constexpr std::array<std::string_view, 10> outcome_names{"approved",  "followed", "noted",    "discussed", "decided",
                                                         "postponed", "rejected", "returned", "withdrawn", "none"};
constexpr std::array<std::string_view, 9> finding_kind_names{
    "amounts_do_not_add_up", "malformed_amount", "date_conflict", "time_conflict", "item_without_minutes", "unreadable",
    "numbering_gap",         "duplicate_of",     "person_number"};
constexpr std::array<std::string_view, 2> act_names{"recorded", "approved"};

template <class Word, std::size_t N>
std::string_view name_of(Word word, const std::array<std::string_view, N>& names) {
  return names.at(static_cast<std::size_t>(word));
}

// ---- reading ----

struct NotOfSchema {
  std::string why;
};

// One JSON object: its members by name, each taken once; done() refuses what nobody asked for.
class Members {
 public:
  Members(const Read& object, std::string where) : where_(std::move(where)) {
    if (!object.is_object()) throw NotOfSchema{where_ + " is not an object"};
    object_ = &object;
  }

  // nullptr where the member is missing or null.
  const Read* find(const char* key) {
    taken_.emplace_back(key);
    const auto at = object_->find(key);
    return at == object_->end() || at->is_null() ? nullptr : &*at;
  }
  std::optional<std::string> text(const char* key) {
    const Read* value = find(key);
    if (!value) return std::nullopt;
    return text_of(*value, key);
  }
  std::string required_text(const char* key) {
    auto value = text(key);
    if (!value) refuse(key, "is missing");
    return *std::move(value);
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> values;
    each(key, [&](const Read& value) { values.push_back(text_of(value, key)); });
    return values;
  }
  template <class Take>
  void each(const char* key, Take take) {
    const Read* array = find(key);
    if (!array) return;
    if (!array->is_array()) refuse(key, "is not an array");
    for (const Read& value : *array) take(value);
  }
  std::optional<std::int64_t> integer(const char* key, std::int64_t least, std::int64_t most) {
    const Read* value = find(key);
    if (!value) return std::nullopt;
    return integer_of(*value, key, least, most);
  }
  std::int64_t integer_of(const Read& value, const char* key, std::int64_t least, std::int64_t most) const {
    if (!value.is_number_integer()) refuse(key, "is not an integer");
    const bool too_high = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
    if (too_high || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
      refuse(key, "is out of range");
    return value.get<std::int64_t>();
  }
  bool flag(const char* key) {
    const Read* value = find(key);
    if (!value) return false;
    if (!value->is_boolean()) refuse(key, "is not a boolean");
    return value->get<bool>();
  }
  template <class Word, std::size_t N>
  std::optional<Word> word(const char* key, const std::array<std::string_view, N>& names) {
    const auto value = text(key);
    if (!value) return std::nullopt;
    const auto at = std::find(names.begin(), names.end(), *value);
    if (at == names.end()) refuse(key, "has no such word");
    return static_cast<Word>(at - names.begin());
  }
  std::optional<Date> date(const char* key) {
    const auto value = text(key);
    if (!value) return std::nullopt;
    const auto parsed = parse_iso_date(*value);
    if (!parsed) refuse(key, "is not a date");
    return parsed;
  }
  std::optional<ClockTime> time(const char* key) {
    const auto value = text(key);
    if (!value) return std::nullopt;
    const auto digit = [&](std::size_t i) {
      return (*value)[i] >= '0' && (*value)[i] <= '9' ? (*value)[i] - '0' : 1000;
    };
    if (value->size() != 5 || (*value)[2] != ':') refuse(key, "is not a time");
    const int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    if (hours > 24 || minutes > 59 || hours * 60 + minutes > 24 * 60) refuse(key, "is not a time");
    return ClockTime{hours * 60 + minutes};
  }
  void done() const {
    for (const auto& [key, value] : object_->items())
      if (std::find(taken_.begin(), taken_.end(), key) == taken_.end()) refuse(key.c_str(), "is not known");
  }
  [[noreturn]] void refuse(const char* key, const char* why) const {
    throw NotOfSchema{fmt::format("{}: {} {}", where_, key, why)};
  }

 private:
  std::string text_of(const Read& value, const char* key) const {
    if (!value.is_string()) refuse(key, "is not a string");
    return value.get<std::string>();
  }

  const Read* object_ = nullptr;
  std::string where_;
  std::vector<std::string_view> taken_;
};

template <class Word, std::size_t N>
Word required_word(Members& in, const char* key, const std::array<std::string_view, N>& names) {
  const auto value = in.word<Word>(key, names);
  if (!value) in.refuse(key, "is missing");
  return *value;
}

Attendee read_attendee(const Read& json) {
  Members in(json, "attendance");
  Attendee attendee;
  attendee.name = in.required_text("name");
  attendee.title = in.text("title");
  attendee.organisation = in.text("organisation");
  attendee.status = required_word<Status>(in, "status", status_names);
  attendee.role = required_word<Role>(in, "role", role_names);
  attendee.moderates = in.flag("moderates");
  attendee.remote = in.flag("remote");
  attendee.substitutes_for = in.text("substitutes_for");
  attendee.items = in.texts("items");
  attendee.note = in.text("note");
  in.done();
  return attendee;
}

Amount read_amount(const Read& json) {
  Members in(json, "amounts");
  Amount amount;
  const auto ore = in.integer("ore", INT64_MIN, INT64_MAX);
  if (!ore) in.refuse("ore", "is missing");
  amount.ore = *ore;
  amount.text = in.required_text("text");
  amount.label = in.text("label");
  amount.period = in.text("period");
  amount.estimate = in.flag("estimate");
  in.done();
  return amount;
}

Task read_task(const Read& json) {
  Members in(json, "tasks");
  Task task;
  task.text = in.required_text("text");
  task.responsible = in.texts("responsible");
  task.due = in.text("due");
  if (task.due && *task.due != "next_meeting" && !parse_iso_date(*task.due)) in.refuse("due", "is not a date");
  in.done();
  return task;
}

Decision read_decision(const Read& json) {
  Members in(json, "decisions");
  Decision decision;
  in.each("recommendations", [&](const Read& value) {
    decision.recommendations.push_back(static_cast<int>(in.integer_of(value, "recommendations", 1, INT32_MAX)));
  });
  decision.outcome = required_word<Outcome>(in, "outcome", outcome_names);
  decision.text = in.text("text");
  in.done();
  return decision;
}

Vote read_vote(const Read& json) {
  Members in(json, "votes");
  const auto count = [&](const char* key) -> std::optional<int> {
    const auto value = in.integer(key, INT32_MIN, INT32_MAX);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  };
  Vote vote;
  vote.in_favour = count("for");
  vote.against = count("against");
  vote.abstained = count("abstained");
  vote.text = in.text("text");
  in.done();
  return vote;
}

Item read_item(const Read& json) {
  Members in(json, "items");
  Item item;
  item.number = in.text("number");
  item.title = in.required_text("title");
  item.start = in.time("start");
  item.end = in.time("end");
  item.kind = in.word<ItemKind>("kind", item_kind_names).value_or(ItemKind::item);
  item.closed = in.flag("closed");
  item.case_number = in.text("case_number");
  item.presenters = in.texts("presenters");
  item.requested_by = in.text("requested_by");
  item.case_text = in.text("case");
  item.recommendations = in.texts("recommendations");
  item.minutes = in.text("minutes");
  item.outcome = in.word<Outcome>("outcome", outcome_names);
  in.each("decisions", [&](const Read& value) { item.decisions.push_back(read_decision(value)); });
  in.each("votes", [&](const Read& value) { item.votes.push_back(read_vote(value)); });
  item.recused = in.texts("recused");
  item.attachments = in.texts("attachments");
  item.links = in.texts("links");
  in.each("amounts", [&](const Read& value) { item.amounts.push_back(read_amount(value)); });
  in.each("tasks", [&](const Read& value) { item.tasks.push_back(read_task(value)); });
  in.done();
  return item;
}

Approval read_approval(const Read& json) {
  Members in(json, "approval");
  Approval approval;
  approval.by = in.required_text("by");
  approval.act = required_word<Act>(in, "act", act_names);
  in.done();
  return approval;
}

std::optional<std::uint32_t> read_position(Members& in, const char* key, std::int64_t least) {
  const auto value = in.integer(key, least, UINT32_MAX);
  return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

Finding read_finding(const Read& json) {
  Members in(json, "findings");
  Finding finding;
  finding.kind = required_word<FindingKind>(in, "kind", finding_kind_names);
  finding.message = in.required_text("message");
  finding.item = in.text("item");
  finding.page = read_position(in, "page", 0);
  finding.line = read_position(in, "line", 0);
  in.done();
  return finding;
}

Place read_place(const Read& json) {
  Members in(json, "sources");
  Place place;
  const auto page = read_position(in, "page", 1), line = read_position(in, "line", 1);
  if (!page) in.refuse("page", "is missing");
  if (!line) in.refuse("line", "is missing");
  place.page = *page;
  place.line = *line;
  place.start = read_position(in, "start", 0).value_or(0);
  place.end = read_position(in, "end", 0).value_or(0);
  place.last_line = read_position(in, "last_line", 1).value_or(0);
  if (const Read* confidence = in.find("confidence")) {
    if (!confidence->is_number()) in.refuse("confidence", "is not a number");
    const double value = confidence->get<double>();
    if (!(value >= 0 && value <= 1)) in.refuse("confidence", "is out of range");
    place.confidence = static_cast<float>(value);
  }
  in.done();
  return place;
}

MeetingRecord read_record(const Read& json) {
  Members in(json, "record");
  for (const char* required : {"kind", "body", "date", "attendance", "items", "findings"})
    if (!json.contains(required)) in.refuse(required, "is missing");
  MeetingRecord record;
  record.kind = required_word<Kind>(in, "kind", kind_names);
  record.title = in.text("title");
  record.body = in.text("body");
  record.meeting_number = in.text("meeting_number");
  record.date = in.date("date");
  record.start = in.time("start");
  record.end = in.time("end");
  record.place = in.text("place");
  record.mode = in.word<Mode>("mode", mode_names);
  record.next_meeting = in.date("next_meeting");
  in.each("attendance", [&](const Read& value) { record.attendance.push_back(read_attendee(value)); });
  in.each("items", [&](const Read& value) { record.items.push_back(read_item(value)); });
  in.each("approval", [&](const Read& value) { record.approval.push_back(read_approval(value)); });
  in.each("findings", [&](const Read& value) { record.findings.push_back(read_finding(value)); });
  record.reader = in.text("reader").value_or("");
  if (const Read* sources = in.find("sources")) {
    if (!sources->is_object()) in.refuse("sources", "is not an object");
    for (const auto& [pointer, place] : sources->items())
      record.sources.emplace_hint(record.sources.end(), pointer, read_place(place));
  }
  in.done();
  return record;
}

}  // namespace

std::string text(ClockTime time) { return fmt::format("{:02}:{:02}", time.minutes / 60, time.minutes % 60); }

std::string_view name(Kind word) { return name_of(word, kind_names); }
std::string_view name(Mode word) { return name_of(word, mode_names); }
std::string_view name(Status word) { return name_of(word, status_names); }
std::string_view name(Role word) { return name_of(word, role_names); }
std::string_view name(ItemKind word) { return name_of(word, item_kind_names); }
std::string_view name(Outcome word) { return name_of(word, outcome_names); }
std::string_view name(FindingKind word) { return name_of(word, finding_kind_names); }
std::string_view name(Act word) { return name_of(word, act_names); }

Result<MeetingRecord> from_json(std::string_view json) {
  constexpr auto sentence = "Mødets oplysninger kunne ikke læses: de har ikke den form, Klynge bruger.";
  const Read parsed = Read::parse(json, nullptr, false);
  if (parsed.is_discarded()) return invalid(sentence, "not JSON");
  try {
    return read_record(parsed);
  } catch (const NotOfSchema& refused) {
    return invalid(sentence, refused.why);
  }
}

}  // namespace klynge::reading
