#include "bodies/identity_actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "bodies/doubt_store.hpp"
#include "bodies/facets.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/merge_store.hpp"
#include "bodies/person_erasure.hpp"
#include "bodies/unnamed.hpp"

namespace klynge::bodies {
namespace {

using audit::Transaction;
using Json = nlohmann::json;

const audit::Action merge_action{"merge", audit::Permission::change_record};
const audit::Action undo_merge_action{"undo_merge", audit::Permission::change_record};
const audit::Action split_action{"split", audit::Permission::change_record};
const audit::Action rename_action{"rename", audit::Permission::change_record};
const audit::Action settle_doubt_action{"settle_doubt", audit::Permission::change_record};

constexpr std::size_t shown_name_bytes = 300;

std::unexpected<Problem> not_found(IdentityKind kind, std::string_view id) {
  return fail(Problem::Kind::not_found, "Det, du vil ændre, findes ikke længere. Gå tilbage til listen, og prøv igen.",
              std::string(name(kind)) + " " + std::string(id) + " is not there");
}

void record(Transaction& transaction, IdentityKind kind, const std::string& id, const Json& payload) {
  transaction.changed({std::string(name(kind)), id, payload.dump()});
}

Result<Identity> standing(Transaction& transaction, IdentityKind kind, std::string_view id) {
  auto found = find_identity(transaction.connection(), kind, id);
  if (!found || (kind == IdentityKind::person && is_erased(transaction.connection(), id))) return not_found(kind, id);
  if (found->merged_into)
    return fail(Problem::Kind::conflict,
                "”" + found->name + "” er allerede lagt sammen med en anden. Genindlæs siden, og prøv igen.",
                std::string(id) + " is merged into " + *found->merged_into);
  return std::move(*found);
}

Result<std::string> merge_in(Transaction& transaction, const References& references, const Merge& command,
                             const std::string& doubt_id) {
  if (command.kept_id == command.gone_id)
    return invalid("Vælg to forskellige, der skal lægges sammen.", "merge with itself");
  auto& connection = transaction.connection();
  const auto kept = standing(transaction, command.kind, command.kept_id);
  if (!kept) return std::unexpected(kept.error());
  const auto gone = standing(transaction, command.kind, command.gone_id);
  if (!gone) return std::unexpected(gone.error());

  if (!command.settled && references.conflicts)
    if (const auto what = references.conflicts(connection, command.kind, kept->id, gone->id); !what.empty())
      return fail(
          Problem::Kind::conflict,
          "”" + kept->name + "” og ”" + gone->name + "” siger hver sit om " + about_what(what) +
              ". Åbn et af dem, tryk “Ret eller læg sammen”, og læg dem sammen dér; så bliver du spurgt, hvad der skal gælde.",
          "both say something else");

  MergeRow row{transaction.new_id_text(), command.kind, kept->id, gone->id, {}, transaction.now().us, false};
  row.moved.gone = read_facets(connection, command.kind, gone->id);
  row.moved.kept = read_facets(connection, command.kind, kept->id);
  row.moved.kept_name = kept->name;
  row.moved.doubt_id = doubt_id;
  remove_facets(connection, command.kind, gone->id, row.moved.gone);
  add_facets(connection, command.kind, kept->id, row.moved.gone);
  set_merged_into(connection, command.kind, gone->id, kept->id);
  row.moved.references = references.move_all(transaction, command.kind, gone->id, kept->id);
  insert_merge(connection, row);
  record(transaction, command.kind, kept->id,
         {{"merged", gone->id}, {"name", kept->name}, {"gone_name", gone->name}, {"merge", row.id}});
  record(transaction, command.kind, gone->id, {{"merged_into", kept->id}});
  return row.id;
}

// What the other merges that still stand brought to `kept`: not to be taken away with this one.
Facets brought_by_others(database::Connection& connection, const MergeRow& row) {
  Facets others;
  for (const auto& other : merges_kept_by(connection, row.kind, row.kept_id))
    if (other.id != row.id) others.insert(other.moved.gone.begin(), other.moved.gone.end());
  return others;
}

Result<void> undo_in(Transaction& transaction, const References& references, std::string_view merge_id) {
  auto& connection = transaction.connection();
  const auto row = find_merge(connection, merge_id);
  if (!row) return fail(Problem::Kind::not_found, "Sammenlægningen findes ikke.", "no merge " + std::string(merge_id));
  if (row->undone) return fail(Problem::Kind::conflict, "Sammenlægningen er allerede fortrudt.", "merge undone before");
  const auto kept = standing(transaction, row->kind, row->kept_id);
  if (!kept) return std::unexpected(kept.error());

  const Facets others = brought_by_others(connection, *row);
  Facets taken_back;
  for (const auto& facet : row->moved.gone)
    if (!has_key(row->moved.kept, facet) && !has_key(others, facet)) taken_back.insert(facet);
  remove_facets(connection, row->kind, row->kept_id, taken_back);
  add_facets(connection, row->kind, row->gone_id, row->moved.gone);
  set_merged_into(connection, row->kind, row->gone_id, std::nullopt);
  references.move_back(transaction, row->kind, row->moved.references, row->gone_id, row->kept_id);
  for (const auto& id : {row->gone_id, row->kept_id}) lost_a_mention(connection, row->kind, id);
  if (!row->moved.doubt_id.empty()) set_doubt_state(connection, row->moved.doubt_id, "open", std::nullopt);
  set_undone(connection, row->id, transaction.now().us);
  record(transaction, row->kind, row->kept_id, {{"unmerged", row->gone_id}, {"merge", row->id}});
  record(transaction, row->kind, row->gone_id, {{"unmerged_from", row->kept_id}});
  return {};
}

Result<std::string> target_of_split(Transaction& transaction, const Split& command) {
  auto& connection = transaction.connection();
  if (command.to_id) {
    if (*command.to_id == command.from_id)
      return invalid("Vælg en anden end den, der skilles fra.", "split onto itself");
    const auto target = standing(transaction, command.kind, *command.to_id);
    if (!target) return std::unexpected(target.error());
    return target->id;
  }
  const std::string shown = squeeze(command.new_name);
  if (shown.empty() || shown.size() > shown_name_bytes)
    return invalid("Skriv navnet på den nye, højst 300 tegn.", "split without a name");
  std::string id = transaction.new_id_text();
  switch (command.kind) {
    case IdentityKind::person:
      insert_person(connection, id, shown);
      break;
    case IdentityKind::organisation:
      insert_organisation(connection, id, shown, register_kind(parse_organisation_name(shown)));
      break;
    case IdentityKind::body:
      insert_body(connection, id, shown, guess_level(parse_body_name(shown)));
      break;
  }
  add_name(connection, command.kind, id, shown);
  return id;
}

Result<std::string> split_in(Transaction& transaction, const References& references, const Split& command) {
  if (command.mentions.empty()) return invalid("Vælg mindst ét sted, der hører til en anden.", "split of nothing");
  auto& connection = transaction.connection();
  const auto from = standing(transaction, command.kind, command.from_id);
  if (!from) return std::unexpected(from.error());
  const auto target = target_of_split(transaction, command);
  if (!target) return target;
  const auto moved = references.move_some(transaction, command.kind, command.mentions, from->id, *target);
  if (!moved) return std::unexpected(moved.error());
  lost_a_mention(connection, command.kind, from->id);
  for (const auto& mention : *moved) {
    add_name(connection, command.kind, *target, mention.printed);
    if (command.kind == IdentityKind::person)
      add_membership(connection, *target, mention.organisation_id, mention.body_id);
  }
  // Said once: these two are not one, so the matcher does not ask.
  if (!is_asked(connection, command.kind, from->id, *target)) {
    Doubt settled;
    settled.kind = command.kind;
    settled.printed = from->name;
    settled.chosen_id = *target;
    settled.candidate_id = from->id;
    settled.reason = "Skilt ad på siden.";
    const std::string id = transaction.new_id_text();
    insert_doubt(connection, id, settled, transaction.now().us);
    set_doubt_state(connection, id, "different", transaction.now().us);
  }
  record(transaction, command.kind, from->id, {{"split_to", *target}, {"mentions", command.mentions}});
  record(transaction, command.kind, *target, {{"split_from", from->id}});
  return *target;
}

Result<void> rename_in(Transaction& transaction, const Rename& command) {
  const std::string shown = squeeze(command.name);
  if (shown.empty() || shown.size() > shown_name_bytes)
    return invalid("Skriv et navn på højst 300 tegn.", "empty or too long name");
  const auto identity = standing(transaction, command.kind, command.id);
  if (!identity) return std::unexpected(identity.error());
  set_shown_name(transaction.connection(), command.kind, identity->id, shown);
  add_name(transaction.connection(), command.kind, identity->id, shown);
  record(transaction, command.kind, identity->id, {{"name_before", identity->name}, {"name", shown}});
  return {};
}

Result<void> settle_in(Transaction& transaction, const References& references, std::string_view doubt_id,
                       DoubtAnswer answer) {
  auto& connection = transaction.connection();
  const auto doubt = find_doubt(connection, doubt_id);
  if (!doubt) return fail(Problem::Kind::not_found, "Tvivlen findes ikke.", "no doubt " + std::string(doubt_id));
  if (doubt->state == "merged")
    return fail(Problem::Kind::conflict, "De to er allerede lagt sammen. Fortryd sammenlægningen først.",
                "doubt is merged");
  if (answer == DoubtAnswer::different) {
    set_doubt_state(connection, doubt->id, "different", transaction.now().us);
    record(transaction, doubt->kind, doubt->chosen_id, {{"different_from", doubt->candidate_id}, {"doubt", doubt->id}});
    return {};
  }
  const auto chosen = living_identity(connection, doubt->kind, doubt->chosen_id);
  const auto candidate = living_identity(connection, doubt->kind, doubt->candidate_id);
  if (!chosen || !candidate) return not_found(doubt->kind, doubt->chosen_id);
  set_doubt_state(connection, doubt->id, "merged", transaction.now().us);
  if (chosen->id == candidate->id) {  // merged by another way since
    record(transaction, doubt->kind, candidate->id, {{"same_as", doubt->chosen_id}, {"doubt", doubt->id}});
    return {};
  }
  auto merged = merge_in(transaction, references, {doubt->kind, candidate->id, chosen->id}, doubt->id);
  if (!merged) return std::unexpected(merged.error());
  return {};
}

}  // namespace

References no_references() {
  return {[](database::Connection&, IdentityKind, std::string_view, std::int64_t) { return std::vector<Mention>{}; },
          [](Transaction&, IdentityKind, std::string_view, std::string_view) { return std::string("[]"); },
          [](Transaction&, IdentityKind, std::string_view, std::string_view, std::string_view) {},
          [](Transaction&, IdentityKind, const std::vector<std::string>&, std::string_view,
             std::string_view) -> Result<std::vector<MovedMention>> { return std::vector<MovedMention>{}; }};
}

Result<std::string> merge(audit::Book& book, const audit::Actor& actor, const References& references,
                          const Merge& command) {
  return audit::perform<std::string>(book, actor, merge_action, [&](Transaction& transaction) {
    return merge_in(transaction, references, command, "");
  });
}

Result<void> undo_merge(audit::Book& book, const audit::Actor& actor, const References& references,
                        std::string_view merge_id) {
  return audit::perform<void>(book, actor, undo_merge_action,
                              [&](Transaction& transaction) { return undo_in(transaction, references, merge_id); });
}

Result<std::string> split(audit::Book& book, const audit::Actor& actor, const References& references,
                          const Split& command) {
  return audit::perform<std::string>(
      book, actor, split_action, [&](Transaction& transaction) { return split_in(transaction, references, command); });
}

Result<void> rename(audit::Book& book, const audit::Actor& actor, const Rename& command) {
  return audit::perform<void>(book, actor, rename_action,
                              [&](Transaction& transaction) { return rename_in(transaction, command); });
}

Result<void> settle_doubt(audit::Book& book, const audit::Actor& actor, const References& references,
                          std::string_view doubt_id, DoubtAnswer answer) {
  return audit::perform<void>(book, actor, settle_doubt_action, [&](Transaction& transaction) {
    return settle_in(transaction, references, doubt_id, answer);
  });
}

std::vector<PastMerge> merges_into(database::Connection& connection, IdentityKind kind, std::string_view kept_id) {
  std::vector<PastMerge> past;
  for (const auto& row : merges_kept_by(connection, kind, kept_id)) {
    const auto gone = find_identity(connection, kind, row.gone_id);
    past.push_back({row.id, row.gone_id, gone ? gone->name : std::string(), Instant{row.merged_us}});
  }
  return past;
}

}  // namespace klynge::bodies
