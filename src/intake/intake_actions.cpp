#include "intake/intake_actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/intake_store.hpp"
#include "intake/opened_entry.hpp"
#include "intake/source_access.hpp"
#include "intake/write_meeting.hpp"
#include "meetings/person_number.hpp"

namespace klynge::intake {
namespace {

using audit::Permission;
using audit::Transaction;

const audit::Action intake_start_batch_action{"intake.start_batch", audit::Permission::import_documents};
const audit::Action intake_finish_batch_action{"intake.finish_batch", audit::Permission::import_documents};
const audit::Action intake_take_in_action{"intake.take_in", audit::Permission::import_documents};
const audit::Action intake_fail_action{"intake.fail", audit::Permission::import_documents};
const audit::Action intake_correct_action{"intake.correct", audit::Permission::import_documents};
const audit::Action intake_undo_correction_action{"intake.undo_correction", audit::Permission::import_documents};
const audit::Action intake_commit_action{"intake.commit", audit::Permission::import_documents};
const audit::Action intake_discard_action{"intake.discard", audit::Permission::import_documents};
const audit::Action intake_take_back_action{"intake.take_back", audit::Permission::change_record};
const audit::Action intake_reread_action{"intake.reread", audit::Permission::change_record};

std::string payload(const Entry& entry) {
  nlohmann::json json{{"state", name(entry.state)}, {"relation", name(entry.relation)}};
  if (entry.sha256) json["source"] = *entry.sha256;
  if (entry.reading_id) json["reading"] = *entry.reading_id;
  if (entry.meeting_id) json["meeting"] = *entry.meeting_id;
  if (entry.version) json["version"] = *entry.version;
  return json.dump();
}

// Which correction it was, and of what; its texts stay in the table alone.
void tell_correction(Transaction& transaction, std::string_view entry_id, std::int64_t ordinal, bool undone) {
  const nlohmann::json json{{"entry", entry_id}, {"ordinal", ordinal}, {"undone", undone}};
  transaction.changed({"correction", std::string(entry_id) + "/" + std::to_string(ordinal), json.dump()});
}

void tell(Transaction& transaction, const Entry& entry) {
  transaction.changed({"intake_entry", entry.id, payload(entry)});
}

TakenIn outcome_of(const Entry& entry) { return {entry.id, entry.state, entry.meeting_id, entry.doubts}; }

Result<TakenIn> take_in_same_bytes(Transaction& transaction, std::string_view batch_id, const Prepared& prepared,
                                   const Entry& standing, bool note_it) {
  TakenIn outcome{standing.id, EntryState::same_bytes, standing.meeting_id, {}};
  if (!note_it) return outcome;
  Entry entry;
  entry.id = transaction.new_id_text();
  entry.batch_id = batch_id;
  entry.file_name = prepared.file_name;
  entry.sha256 = prepared.sha256;
  entry.meeting_id = standing.meeting_id;
  entry.version = standing.version;
  entry.state = EntryState::same_bytes;
  entry.heading = standing.heading;
  entry.held_on = standing.held_on;
  entry.items = standing.items;
  entry.created_at_us = transaction.now().us;
  entry.settled_at_us = transaction.now().us;
  insert_entry(transaction.connection(), entry);
  tell(transaction, entry);
  return outcome;
}

Result<TakenIn> take_in_new(Transaction& transaction, const Register& to, const audit::Actor& actor,
                            std::string_view batch_id, const Prepared& prepared, TakeInAs as) {
  auto& connection = transaction.connection();
  store_source(connection, prepared, transaction.now());

  Entry entry;
  entry.id = transaction.new_id_text();
  entry.batch_id = batch_id;
  entry.file_name = prepared.file_name;
  entry.sha256 = prepared.sha256;
  entry.reading_id = store_reading(transaction, prepared.sha256, prepared.record.reader, prepared.record_json);
  entry.created_at_us = transaction.now().us;
  const auto identified =
      identify(prepared.record, {}, MatchFor::same_source, [&] { return transaction.new_id_text(); });
  entry.identities = identities_of(identified);

  const Found found = find_relation(connection, prepared.record, prepared.content_hash);
  judge_entry(entry, prepared.record, found, local_date(transaction.now()));
  if (as == TakeInAs::committed_if_sure && entry.doubts.empty())
    write_to_register(transaction, to, actor, entry, identified, found, true);
  insert_entry(connection, entry);
  tell(transaction, entry);
  return outcome_of(entry);
}

std::unexpected<Problem> settled_already(const Entry& entry) {
  return fail(Problem::Kind::conflict,
              "Dokumentet venter ikke længere. Det er allerede " + lower(danish(entry.state)) + ".");
}

// What is in the register is corrected by those who change the register, not by whoever only takes documents in.
Result<void> must_be_current(Connection& connection, const audit::Actor& actor, const Entry& entry) {
  if (entry.state == EntryState::preview) return {};
  if (entry.state != EntryState::committed)
    return fail(Problem::Kind::conflict, "Dokumentet er ikke i registeret, så det kan ikke rettes.");
  if (!actor.may(Permission::change_record))
    return fail(Problem::Kind::forbidden, "Dokumentet er i registeret, og du kan kun rette i dem, der venter.",
                actor.id + " lacks change_record for a committed entry");
  if (current_version(connection, *entry.meeting_id) != entry.version)
    return fail(Problem::Kind::conflict, "Der er kommet en nyere udgave af mødet. Ret den i stedet.");
  return {};
}

// What corrections or a newer reading have made of an entry goes to where it stands: into the
// judgement of one that waits, as a further version of one in the register.
void renew(Transaction& transaction, const Register& to, const audit::Actor& actor, Entry& entry,
           const Applied& applied) {
  auto& connection = transaction.connection();
  if (entry.state == EntryState::committed) {
    write_further_version(transaction, to, actor, entry, applied.identified);
  } else {
    const Found found = find_relation(connection, applied.identified.record, "");
    judge_entry(entry, applied.identified.record, found, local_date(transaction.now()));
    for (const auto& one : applied.unapplied) entry.doubts.push_back(one.reason);
  }
  update_entry(connection, entry);
  tell(transaction, entry);
}

// A newer reader that finds what the older one found leaves the register as it is.
bool same_but_for_reader(std::string_view standing_json, const reading::MeetingRecord& record) {
  auto standing = reading::from_json(standing_json);
  if (!standing) return false;
  standing->reader = record.reader;
  return reading::to_json(*standing) == reading::to_json(record);
}

}  // namespace

Result<std::string> start_batch(audit::Book& book, const audit::Actor& actor, std::string_view label,
                                std::int64_t files) {
  return audit::perform<std::string>(
      book, actor, intake_start_batch_action, [&](Transaction& transaction) -> Result<std::string> {
        Batch batch;
        batch.id = transaction.new_id_text();
        batch.label = label;
        batch.files = files;
        batch.started_at_us = transaction.now().us;
        batch.started_by = actor.name;
        insert_batch(transaction.connection(), batch);
        transaction.changed({"intake_batch", batch.id, nlohmann::json{{"label", label}, {"files", files}}.dump()});
        return batch.id;
      });
}

Result<void> finish_batch(audit::Book& book, const audit::Actor& actor, std::string_view batch_id,
                          std::int64_t skipped) {
  return audit::perform<void>(book, actor, intake_finish_batch_action, [&](Transaction& transaction) -> Result<void> {
    finish_batch(transaction.connection(), batch_id, skipped, transaction.now());
    transaction.changed({"intake_batch", std::string(batch_id), nlohmann::json{{"skipped", skipped}}.dump()});
    return {};
  });
}

Result<TakenIn> take_in(const Register& to, const audit::Actor& actor, std::string_view batch_id,
                        const Prepared& prepared, TakeInAs as, bool note_same_bytes) {
  return audit::perform<TakenIn>(
      to.book, actor, intake_take_in_action, [&](Transaction& transaction) -> Result<TakenIn> {
        if (const auto standing = standing_entry(transaction.connection(), prepared.sha256))
          return take_in_same_bytes(transaction, batch_id, prepared, *standing, note_same_bytes);
        return take_in_new(transaction, to, actor, batch_id, prepared, as);
      });
}

Result<std::string> record_failure(audit::Book& book, const audit::Actor& actor, std::string_view batch_id,
                                   std::string_view file_name, const Problem& problem) {
  return audit::perform<std::string>(book, actor, intake_fail_action,
                                     [&](Transaction& transaction) -> Result<std::string> {
                                       Entry entry;
                                       entry.id = transaction.new_id_text();
                                       entry.batch_id = batch_id;
                                       entry.file_name = clean_file_name(file_name);
                                       entry.state = EntryState::failed;
                                       entry.problem = problem.danish;
                                       entry.created_at_us = transaction.now().us;
                                       entry.settled_at_us = transaction.now().us;
                                       insert_entry(transaction.connection(), entry);
                                       tell(transaction, entry);
                                       return entry.id;
                                     });
}

Result<void> correct(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                     std::int64_t seen_ordinal, std::span<const Operation> operations) {
  return audit::perform<void>(to.book, actor, intake_correct_action, [&](Transaction& transaction) -> Result<void> {
    auto& connection = transaction.connection();
    auto opened = open_entry(connection, entry_id);
    if (!opened) return std::unexpected(opened.error());
    if (auto allowed = may_work_on_source(connection, actor, *opened->entry.sha256); !allowed) return allowed;
    if (auto current = must_be_current(connection, actor, opened->entry); !current) return current;
    if (opened->last_ordinal != seen_ordinal)
      return fail(Problem::Kind::conflict,
                  "Nogen har rettet dokumentet, siden du åbnede siden. Se rettelserne, og prøv igen.");
    if (opened->corrections.size() + operations.size() > limits::corrections_per_entry)
      return fail(Problem::Kind::too_many, "Dokumentet har for mange rettelser.");

    std::int64_t ordinal = opened->last_ordinal;
    for (const Operation& operation : operations) {
      StoredCorrection correction{
          transaction.new_id_text(), ++ordinal, operation, describe(operation, opened->applied.identified),
          transaction.now().us,      actor.name};
      if (auto done = apply_one(opened->applied.identified, operation); !done) return done;
      insert_correction(connection, entry_id, correction);
    }
    meetings::suspect_typed_person_numbers(opened->applied.identified.record);
    renew(transaction, to, actor, opened->entry, opened->applied);
    for (auto made = opened->last_ordinal + 1; made <= ordinal; ++made)
      tell_correction(transaction, entry_id, made, false);
    return {};
  });
}

Result<void> undo_correction(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                             std::int64_t ordinal) {
  return audit::perform<void>(to.book, actor, intake_undo_correction_action,
                              [&](Transaction& transaction) -> Result<void> {
                                auto& connection = transaction.connection();
                                const auto entry = find_entry(connection, entry_id);
                                if (!entry || !entry->sha256)
                                  return fail(Problem::Kind::not_found, "Dokumentet findes ikke blandt de indlæste.");
                                if (auto allowed = may_work_on_source(connection, actor, *entry->sha256); !allowed)
                                  return allowed;
                                if (!undo_correction(connection, entry_id, ordinal, transaction.now()))
                                  return fail(Problem::Kind::conflict, "Rettelsen er allerede fortrudt.");
                                auto opened = open_entry(connection, entry_id);
                                if (!opened) return std::unexpected(opened.error());
                                if (auto current = must_be_current(connection, actor, opened->entry); !current)
                                  return current;
                                renew(transaction, to, actor, opened->entry, opened->applied);
                                tell_correction(transaction, entry_id, ordinal, true);
                                return {};
                              });
}

Result<TakenIn> commit(const Register& to, const audit::Actor& actor, std::string_view entry_id, CommitAs as) {
  return audit::perform<TakenIn>(
      to.book, actor, intake_commit_action, [&](Transaction& transaction) -> Result<TakenIn> {
        auto& connection = transaction.connection();
        auto opened = open_entry(connection, entry_id);
        if (!opened) return std::unexpected(opened.error());
        Entry& entry = opened->entry;
        if (auto allowed = may_work_on_source(connection, actor, *entry.sha256); !allowed)
          return std::unexpected(allowed.error());
        if (entry.state != EntryState::preview) return settled_already(entry);

        const auto& identified = opened->applied.identified;
        Found found;
        if (as != CommitAs::new_meeting)
          found = find_relation(connection, identified.record,
                                opened->corrected() ? "" : content_hash_of(connection, *entry.sha256));
        if (as == CommitAs::new_version) {
          if (!found.candidate)
            return fail(Problem::Kind::conflict,
                        "Der er ikke længere et møde i registeret, som dokumentet kan være en udgave af.");
          found.judgement.relation = Relation::new_version;
        }
        if (as == CommitAs::as_judged_if_sure) {
          judge_entry(entry, identified.record, found, local_date(transaction.now()));
          for (const auto& one : opened->applied.unapplied) entry.doubts.push_back(one.reason);
          if (!entry.doubts.empty()) {
            update_entry(connection, entry);
            tell(transaction, entry);
            return outcome_of(entry);
          }
        }
        // Whose meeting it was, and when, is what everything else is found by; a picture without text has neither.
        const auto& record = identified.record;
        if (record.items.empty() && (!record.body || !record.date))
          return fail(
              Problem::Kind::invalid,
              "Klynge har hverken fundet punkter eller både organ og dato i dokumentet. Skriv organ og dato, eller "
              "tilføj punkterne, før det lægges i registeret.",
              "nothing to keep");
        if (found.candidate && found.candidate->published && found.judgement.relation == Relation::new_version &&
            !actor.may(Permission::change_record))
          return fail(Problem::Kind::forbidden,
                      "Mødet er offentligt, og en ny udgave af det lægges ind af en, der må rette i registeret.",
                      actor.id + " lacks change_record for a published meeting");
        entry.relation = found.judgement.relation;
        entry.doubts.clear();
        write_to_register(transaction, to, actor, entry, identified, found, !opened->corrected());
        update_entry(connection, entry);
        tell(transaction, entry);
        return outcome_of(entry);
      });
}

Result<void> discard(audit::Book& book, const audit::Actor& actor, std::string_view entry_id) {
  return audit::perform<void>(book, actor, intake_discard_action, [&](Transaction& transaction) -> Result<void> {
    auto entry = find_entry(transaction.connection(), entry_id);
    if (!entry) return fail(Problem::Kind::not_found, "Dokumentet findes ikke blandt de indlæste.");
    if (entry->state != EntryState::preview) return settled_already(*entry);
    entry->state = EntryState::discarded;
    entry->settled_at_us = transaction.now().us;
    update_entry(transaction.connection(), *entry);
    tell(transaction, *entry);
    return {};
  });
}

Result<void> take_back(const Register& to, const audit::Actor& actor, std::string_view entry_id) {
  return audit::perform<void>(to.book, actor, intake_take_back_action, [&](Transaction& transaction) -> Result<void> {
    auto entry = find_entry(transaction.connection(), entry_id);
    if (!entry) return fail(Problem::Kind::not_found, "Dokumentet findes ikke blandt de indlæste.");
    if (entry->state != EntryState::committed && entry->state != EntryState::same_content)
      return fail(Problem::Kind::conflict, "Dokumentet er ikke i registeret, så der er intet at fortryde.");
    if (auto done = remove_from_register(transaction, to, *entry); !done) return done;
    entry->state = EntryState::taken_back;
    entry->settled_at_us = transaction.now().us;
    update_entry(transaction.connection(), *entry);
    tell(transaction, *entry);
    return {};
  });
}

Result<Reread> reread(const Register& to, const audit::Actor& actor, std::string_view entry_id,
                      const reading::MeetingRecord& record) {
  const std::string json = reading::to_json(record);
  return audit::perform<Reread>(to.book, actor, intake_reread_action, [&](Transaction& transaction) -> Result<Reread> {
    auto& connection = transaction.connection();
    auto opened = open_entry(connection, entry_id);
    if (!opened) return std::unexpected(opened.error());
    Entry& entry = opened->entry;
    if (auto current = must_be_current(connection, actor, entry); !current) return std::unexpected(current.error());
    const auto standing = reading_record(connection, *entry.reading_id);
    if (standing == json) return Reread::unchanged;
    if (standing && same_but_for_reader(*standing, record)) {
      entry.reading_id = store_reading(transaction, *entry.sha256, record.reader, json);
      update_entry(connection, entry);
      tell(transaction, entry);
      return Reread::unchanged;
    }

    auto identified =
        identify(record, entry.identities, MatchFor::same_source, [&] { return transaction.new_id_text(); });
    const Identities identities = identities_of(identified);
    const auto applied = apply_corrections(std::move(identified), standing_operations(opened->corrections));
    if (entry.state == EntryState::committed && !applied.unapplied.empty()) {
      entry.doubts.clear();
      for (const auto& one : applied.unapplied) entry.doubts.push_back(one.reason);
      update_entry(connection, entry);
      tell(transaction, entry);
      return Reread::needs_a_person;
    }
    entry.reading_id = store_reading(transaction, *entry.sha256, record.reader, json);
    entry.identities = identities;
    renew(transaction, to, actor, entry, applied);
    return Reread::changed;
  });
}

}  // namespace klynge::intake
