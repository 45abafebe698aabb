#include "app/search_source.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/person_erasure.hpp"
#include "bodies/unnamed.hpp"
#include "meetings/meeting_store.hpp"

namespace klynge::app {
namespace {

using database::Connection;
using search::Document;

const database::Sql select_groups{
    "SELECT 'meeting', id FROM meeting WHERE taken_back = 0"
    " UNION ALL SELECT 'person', id FROM person WHERE merged_into IS NULL AND erased_at IS NULL"
    " UNION ALL SELECT 'body', id FROM body WHERE merged_into IS NULL"};

void append_line(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += '\n';
  text += part;
}

void append_line_if(std::string& text, const std::optional<std::string>& part) {
  if (part) append_line(text, *part);
}

std::string context_of(const meetings::MeetingHead& head) {
  std::string context = head.body_name.value_or("Organ ikke kendt");
  if (head.date)
    if (const auto date = parse_iso_date(*head.date)) context += ", " + danish(*date);
  return context;
}

// The public finds what it may open, and no meeting in which a person number may stand.
bool is_public(Connection& connection, const meetings::MeetingHead& head) {
  return head.published && !meetings::has_open_person_number(connection, head.id);
}

Document meeting_document(Connection& connection, const meetings::MeetingView& view) {
  Document document{.kind = "meeting", .id = view.head.id, .title = meetings::heading(view.head)};
  append_line_if(document.text, view.head.title);
  append_line_if(document.text, view.head.place);
  for (const auto& attendee : view.attendance) {
    std::string line = attendee.name;
    if (attendee.title) line += ", " + *attendee.title;
    if (attendee.organisation) line += ", " + *attendee.organisation;
    append_line(document.text, line);
  }
  document.context = context_of(view.head);
  document.path = "/moeder/" + view.head.id;
  document.date = view.head.date;
  document.body_id = view.head.body_id;
  document.published = is_public(connection, view.head);
  return document;
}

Document item_document(const meetings::MeetingHead& head, const meetings::ItemView& item, int position,
                       bool published) {
  Document document{.kind = "item", .id = item.id};
  document.title = item.number ? *item.number + ". " + item.title : item.title;
  append_line_if(document.text, item.case_text);
  for (const auto& recommendation : item.recommendations) append_line(document.text, recommendation);
  append_line_if(document.text, item.minutes);
  for (const auto& presenter : item.presenters) append_line(document.text, presenter.name);
  for (const auto& attachment : item.attachments) append_line(document.text, attachment);
  append_line_if(document.text, item.case_number);
  for (const auto& amount : item.amounts)
    if (amount.label) append_line(document.text, *amount.label + " " + amount.text);
  document.context = context_of(head);
  document.path = "/moeder/" + head.id + "#punkt-" + item.id;
  document.date = head.date;
  document.body_id = head.body_id;
  if (item.outcome) document.outcome = std::string(reading::name(*item.outcome));
  document.published = published;
  document.closed = item.closed;
  document.position = position;
  return document;
}

std::vector<Document> meeting_documents(Connection& connection, const std::string& id) {
  const auto meeting = meetings::MeetingId::parse(id);
  const auto view = meeting ? meetings::find_meeting(connection, *meeting) : std::nullopt;
  if (!view) return {};
  std::vector<Document> documents{meeting_document(connection, *view)};
  const bool published = documents.front().published;
  int position = 1;
  for (const auto& item : view->items) documents.push_back(item_document(view->head, item, position++, published));
  return documents;
}

std::optional<Document> identity_document(Connection& connection, bodies::IdentityKind kind, std::string_view id) {
  const auto identity = bodies::find_identity(connection, kind, id);
  if (!identity || identity->merged_into) return std::nullopt;
  const bool is_person = kind == bodies::IdentityKind::person;
  if (is_person && bodies::is_erased(connection, id)) return std::nullopt;
  Document document{.kind = is_person ? "person" : "body", .id = identity->id, .title = identity->name};
  for (const auto& printed : bodies::names_of(connection, kind, id)) append_line(document.text, printed);
  document.context = is_person ? "Person" : "Organ";
  document.path = (is_person ? "/personer/" : "/organer/") + identity->id;
  if (!is_person) document.body_id = identity->id;
  return document;
}

std::optional<bodies::IdentityKind> identity_kind_of(std::string_view kind) {
  if (kind == "person") return bodies::IdentityKind::person;
  if (kind == "body") return bodies::IdentityKind::body;
  return std::nullopt;
}

std::vector<Document> documents_of(Connection& connection, const search::Group& group) {
  if (group.kind == "meeting") return meeting_documents(connection, group.id);
  const auto kind = identity_kind_of(group.kind);
  const auto document = kind ? identity_document(connection, *kind, group.id) : std::nullopt;
  return document ? std::vector<Document>{*document} : std::vector<Document>{};
}

std::optional<Document> item_document_by_id(Connection& connection, std::string_view id) {
  const auto item_id = meetings::ItemId::parse(id);
  const auto found = item_id ? meetings::find_item(connection, *item_id) : std::nullopt;
  if (!found || found->item.removed || found->meeting.taken_back) return std::nullopt;
  return item_document(found->meeting, found->item, 0, is_public(connection, found->meeting));
}

std::optional<Document> document(Connection& connection, std::string_view kind, std::string_view id) {
  if (kind == "item") return item_document_by_id(connection, id);
  if (const auto identity = identity_kind_of(kind)) return identity_document(connection, *identity, id);
  const auto meeting = meetings::MeetingId::parse(id);
  const auto view = meeting ? meetings::find_attended(connection, *meeting) : std::nullopt;
  return view ? std::optional(meeting_document(connection, *view)) : std::nullopt;
}

std::vector<search::Group> all_groups(Connection& connection) {
  std::vector<search::Group> groups;
  for (auto rows = connection.query(select_groups); rows.next();) groups.push_back({rows.string(0), rows.string(1)});
  return groups;
}

std::vector<search::Group> unnamed(Connection& connection) {
  std::vector<search::Group> groups;
  for (auto& id : bodies::unnamed(connection, bodies::IdentityKind::person))
    groups.push_back({"person", std::move(id)});
  for (auto& id : bodies::unnamed(connection, bodies::IdentityKind::body)) groups.push_back({"body", std::move(id)});
  return groups;
}

}  // namespace

search::Source register_source() { return {documents_of, document, all_groups, unnamed}; }

}  // namespace klynge::app
