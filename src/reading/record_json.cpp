// The record's JSON by meeting-record.schema.json: what the schema requires stands always, null
// where the document does not say it; everything else is left out where it is empty.
#include <concepts>

#include "reading/json_writer.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::reading {
namespace {

void write(JsonWriter& out, std::string_view value) { out.text(value); }
void write(JsonWriter& out, const std::string& value) { out.text(value); }
void write(JsonWriter& out, ClockTime value) { out.text(text(value)); }
void write(JsonWriter& out, Date value) { out.text(iso(value)); }
void write(JsonWriter& out, std::integral auto value) { out.number(value); }
void write(JsonWriter& out, const Attendee& attendee);
void write(JsonWriter& out, const Amount& amount);
void write(JsonWriter& out, const Task& task);
void write(JsonWriter& out, const Decision& decision);
void write(JsonWriter& out, const Vote& vote);
void write(JsonWriter& out, const Item& item);
void write(JsonWriter& out, const Approval& approval);
void write(JsonWriter& out, const Finding& finding);
void write(JsonWriter& out, const Place& place);

template <typename Value>
void put_always(JsonWriter& out, std::string_view key, const Value& value) {
  out.key(key);
  write(out, value);
}

template <typename Thing>
void put_always(JsonWriter& out, std::string_view key, const std::vector<Thing>& things) {
  out.key(key);
  out.open_array();
  for (const Thing& thing : things) {
    out.element();
    write(out, thing);
  }
  out.close_array();
}

template <typename Value>
void put_always(JsonWriter& out, std::string_view key, const std::optional<Value>& value) {
  out.key(key);
  if (value)
    write(out, *value);
  else
    out.literal("null");
}

template <typename Value>
void put(JsonWriter& out, std::string_view key, const std::optional<Value>& value) {
  if (value) put_always(out, key, *value);
}

template <typename Thing>
void put(JsonWriter& out, std::string_view key, const std::vector<Thing>& things) {
  if (!things.empty()) put_always(out, key, things);
}

void put(JsonWriter& out, std::string_view key, bool value) {
  if (!value) return;
  out.key(key);
  out.literal("true");
}

void write(JsonWriter& out, const Attendee& attendee) {
  out.open_object();
  put_always(out, "name", attendee.name);
  put(out, "title", attendee.title);
  put(out, "organisation", attendee.organisation);
  put_always(out, "status", name(attendee.status));
  put_always(out, "role", name(attendee.role));
  put(out, "moderates", attendee.moderates);
  put(out, "remote", attendee.remote);
  put(out, "substitutes_for", attendee.substitutes_for);
  put(out, "items", attendee.items);
  put(out, "note", attendee.note);
  out.close_object();
}

void write(JsonWriter& out, const Amount& amount) {
  out.open_object();
  put_always(out, "ore", amount.ore);
  put_always(out, "text", amount.text);
  put(out, "label", amount.label);
  put(out, "period", amount.period);
  put(out, "estimate", amount.estimate);
  out.close_object();
}

void write(JsonWriter& out, const Task& task) {
  out.open_object();
  put_always(out, "text", task.text);
  put_always(out, "responsible", task.responsible);
  put(out, "due", task.due);
  out.close_object();
}

void write(JsonWriter& out, const Decision& decision) {
  out.open_object();
  put(out, "recommendations", decision.recommendations);
  put_always(out, "outcome", name(decision.outcome));
  put(out, "text", decision.text);
  out.close_object();
}

void write(JsonWriter& out, const Vote& vote) {
  out.open_object();
  put(out, "for", vote.in_favour);
  put(out, "against", vote.against);
  put(out, "abstained", vote.abstained);
  put(out, "text", vote.text);
  out.close_object();
}

void write(JsonWriter& out, const Item& item) {
  out.open_object();
  put_always(out, "number", item.number);
  put_always(out, "title", item.title);
  put(out, "start", item.start);
  put(out, "end", item.end);
  if (item.kind != ItemKind::item) put_always(out, "kind", name(item.kind));
  put(out, "closed", item.closed);
  put(out, "case_number", item.case_number);
  put(out, "presenters", item.presenters);
  put(out, "requested_by", item.requested_by);
  put(out, "case", item.case_text);
  put_always(out, "recommendations", item.recommendations);
  put(out, "minutes", item.minutes);
  if (item.outcome) put_always(out, "outcome", name(*item.outcome));
  put(out, "decisions", item.decisions);
  put(out, "votes", item.votes);
  put(out, "recused", item.recused);
  put_always(out, "attachments", item.attachments);
  put(out, "links", item.links);
  put(out, "amounts", item.amounts);
  put_always(out, "tasks", item.tasks);
  out.close_object();
}

void write(JsonWriter& out, const Approval& approval) {
  out.open_object();
  put_always(out, "by", approval.by);
  put_always(out, "act", name(approval.act));
  out.close_object();
}

void write(JsonWriter& out, const Finding& finding) {
  out.open_object();
  put_always(out, "kind", name(finding.kind));
  put_always(out, "message", finding.message);
  put(out, "item", finding.item);
  put(out, "page", finding.page);
  put(out, "line", finding.line);
  out.close_object();
}

void write(JsonWriter& out, const Place& place) {
  out.open_object();
  put_always(out, "page", place.page);
  put_always(out, "line", place.line);
  put_always(out, "start", place.start);
  put_always(out, "end", place.end);
  if (place.last_line != 0) put_always(out, "last_line", place.last_line);
  if (place.confidence != 1) {
    out.key("confidence");
    out.number(place.confidence);
  }
  out.close_object();
}

}  // namespace

std::string to_json(const MeetingRecord& record, bool pretty) {
  JsonWriter out(pretty);
  out.reserve(4'096 + 100 * record.sources.size());
  out.open_object();
  put_always(out, "kind", name(record.kind));
  put(out, "title", record.title);
  put_always(out, "body", record.body);
  put(out, "meeting_number", record.meeting_number);
  put_always(out, "date", record.date);
  put(out, "start", record.start);
  put(out, "end", record.end);
  put(out, "place", record.place);
  if (record.mode) put_always(out, "mode", name(*record.mode));
  put(out, "next_meeting", record.next_meeting);
  put_always(out, "attendance", record.attendance);
  put_always(out, "items", record.items);
  put(out, "approval", record.approval);
  put_always(out, "findings", record.findings);
  if (!record.reader.empty()) put_always(out, "reader", record.reader);
  if (!record.sources.empty()) {
    out.key("sources");
    out.open_object();
    for (const auto& [pointer, place] : record.sources) {
      out.any_key(pointer);
      write(out, place);
    }
    out.close_object();
  }
  out.close_object();
  return out.take();
}

}  // namespace klynge::reading
