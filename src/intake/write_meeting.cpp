#include "intake/write_meeting.hpp"

#include <stdexcept>

#include "meetings/meeting_store.hpp"

namespace klynge::intake {
namespace {

using database::Rows;
using database::Sql;

const Sql select_content_hash{"SELECT content_hash FROM source_document WHERE sha256 = $1"};

meetings::MeetingId meeting_id_of(std::string_view text) {
  const auto id = meetings::MeetingId::parse(text);
  if (!id) throw std::runtime_error("not a meeting's id: " + std::string(text));
  return *id;
}

// The permalinks of the items: the meeting's own where it had the item before.
std::vector<std::string> permalinks(const Entry& entry, const IdentifiedRecord& identified) {
  std::vector<std::string> ids;
  for (const auto& id : identified.item_ids) {
    const auto alias = entry.item_aliases.find(id);
    ids.push_back(alias == entry.item_aliases.end() ? id : alias->second);
  }
  return ids;
}

std::vector<meetings::ItemId> item_ids(const std::vector<std::string>& texts) {
  std::vector<meetings::ItemId> ids;
  for (const auto& text : texts) {
    const auto id = meetings::ItemId::parse(text);
    if (!id) throw std::runtime_error("not an item's id: " + text);
    ids.push_back(*id);
  }
  return ids;
}

void match_to_version(Connection& connection, Entry& entry, const IdentifiedRecord& identified,
                      const std::string& meeting_id, std::int64_t version, MatchFor purpose) {
  entry.item_aliases.clear();
  const auto known = meeting_items(connection, meeting_id, version);
  const auto matched = match_items(known, identified.record.items, purpose);
  for (std::size_t i = 0; i < matched.size(); ++i)
    if (matched[i]) entry.item_aliases[identified.item_ids[i]] = *matched[i];
}

void find_aliases(Connection& connection, Entry& entry, const IdentifiedRecord& identified,
                  const std::string& meeting_id) {
  entry.item_aliases.clear();
  if (const auto current = current_version(connection, meeting_id))
    match_to_version(connection, entry, identified, meeting_id, *current, MatchFor::other_document);
}

// A new meeting; or the one these bytes were before, whose permalinks stand in letters and minutes and live on.
// True where it is new.
bool choose_meeting(audit::Transaction& transaction, Entry& entry, const IdentifiedRecord& identified) {
  entry.item_aliases.clear();
  if (const auto before = taken_back_meeting(transaction.connection(), *entry.sha256)) {
    entry.meeting_id = before->meeting_id;
    match_to_version(transaction.connection(), entry, identified, before->meeting_id, before->version,
                     MatchFor::same_source);
    return false;
  }
  entry.meeting_id = transaction.new_id_text();
  return true;
}

std::int64_t write_version(audit::Transaction& transaction, const Register& to, const audit::Actor& actor,
                           const Entry& entry, const IdentifiedRecord& identified, bool is_new,
                           const std::vector<std::string>& sources, bool as_read) {
  const auto ids = item_ids(permalinks(entry, identified));
  return meetings::write_version(transaction, to.resolver,
                                 {.meeting = meeting_id_of(*entry.meeting_id),
                                  .meeting_is_new = is_new,
                                  .reading_id = *entry.reading_id,
                                  .record = identified.record,
                                  .as_read = as_read,
                                  .item_ids = ids,
                                  .sources = sources,
                                  .committed_by = actor.name});
}

void describe_record(Entry& entry, const reading::MeetingRecord& record) {
  entry.heading = heading_of(record);
  entry.held_on = record.date ? std::optional(iso(*record.date)) : std::nullopt;
  entry.items = static_cast<std::int64_t>(record.items.size());
}

}  // namespace

void judge_entry(Entry& entry, const reading::MeetingRecord& record, const Found& found, Date today) {
  describe_record(entry, record);
  entry.relation = found.judgement.relation;
  entry.meeting_id = found.candidate ? std::optional(found.candidate->meeting_id) : std::nullopt;
  entry.version.reset();
  // One more source of what is in the register already raises no question of its own.
  entry.doubts = entry.relation == Relation::same_content ? std::vector<std::string>() : doubts_of(record, today);
  entry.doubts.insert(entry.doubts.end(), found.judgement.doubts.begin(), found.judgement.doubts.end());
}

std::string content_hash_of(Connection& connection, std::string_view sha256) {
  Rows rows = connection.query(select_content_hash, sha256);
  return rows.next() ? rows.string(0) : "";
}

void write_to_register(audit::Transaction& transaction, const Register& to, const audit::Actor& actor, Entry& entry,
                       const IdentifiedRecord& identified, const Found& found, bool as_read) {
  auto& connection = transaction.connection();
  describe_record(entry, identified.record);
  entry.state = EntryState::committed;
  entry.settled_at_us = transaction.now().us;
  if (found.candidate) entry.meeting_id = found.candidate->meeting_id;
  switch (found.judgement.relation) {
    case Relation::new_meeting: {
      const bool is_new = choose_meeting(transaction, entry, identified);
      entry.version = write_version(transaction, to, actor, entry, identified, is_new, {*entry.sha256}, as_read);
      return;
    }
    case Relation::same_content:
      meetings::add_source(transaction, meeting_id_of(*entry.meeting_id), found.candidate->version, *entry.sha256);
      entry.version = found.candidate->version;
      entry.state = EntryState::same_content;
      return;
    case Relation::new_version:
      find_aliases(connection, entry, identified, *entry.meeting_id);
      entry.version = write_version(transaction, to, actor, entry, identified, false, {*entry.sha256}, as_read);
      return;
    case Relation::earlier_state:
      find_aliases(connection, entry, identified, *entry.meeting_id);
      entry.version =
          write_earlier_version(transaction, *entry.meeting_id, *entry.reading_id, reading::to_json(identified.record),
                                permalinks(entry, identified), *entry.sha256, actor.name);
      return;
  }
}

void write_further_version(audit::Transaction& transaction, const Register& to, const audit::Actor& actor, Entry& entry,
                           const IdentifiedRecord& identified) {
  describe_record(entry, identified.record);
  entry.doubts.clear();
  std::vector<std::string> sources{*entry.sha256};
  for (auto& sha256 : version_sources(transaction.connection(), *entry.meeting_id, *entry.version))
    if (sha256 != *entry.sha256) sources.push_back(std::move(sha256));
  const auto before = *entry.version;
  entry.version = write_version(transaction, to, actor, entry, identified, false, sources, false);
  for (const auto& id : entries_of_same_content(transaction.connection(), *entry.meeting_id, before)) {
    auto other = find_entry(transaction.connection(), id);
    other->version = entry.version;
    update_entry(transaction.connection(), *other);
  }
}

Result<void> remove_from_register(audit::Transaction& transaction, const Register& to, const Entry& entry) {
  auto& connection = transaction.connection();
  if (entry.state == EntryState::same_content) {
    remove_source(connection, *entry.meeting_id, *entry.version, *entry.sha256);
    transaction.changed({"meeting", *entry.meeting_id, R"({"source_removed":")" + *entry.sha256 + R"("})"});
    return {};
  }
  // Oldest first, so that the tables are written once, when the newest goes.
  for (const std::int64_t version : versions_made_of(connection, *entry.meeting_id, *entry.sha256)) {
    for (const auto& id : entries_of_same_content(connection, *entry.meeting_id, version)) {
      auto other = find_entry(connection, id);
      other->state = EntryState::preview;
      other->doubts = {
          "Dokumentet havde samme indhold som et andet, hvis import er taget tilbage. Skal det lægges i registeret i stedet?"};
      update_entry(connection, *other);
    }
    auto done = meetings::take_back_version(transaction, to.resolver, meeting_id_of(*entry.meeting_id), version);
    if (!done) return done;
  }
  return {};
}

}  // namespace klynge::intake
