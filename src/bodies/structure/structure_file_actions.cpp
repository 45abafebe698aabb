#include "bodies/structure/structure_file_actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/rule_actions.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;

const audit::Action structure_file_action{"structure.file", may_change_structure};

// One writing: what it runs in, and what it has done so far.
struct Work {
  Transaction& transaction;
  FileOutcome done{};
  Connection& connection() { return transaction.connection(); }
  void say(std::string line) { done.lines.push_back(std::move(line)); }
};

// The Problem with whose it is before it.
template <class T>
std::unexpected<Problem> at(const Result<T>& failed, std::string_view whose) {
  auto problem = failed.error();
  problem.danish = fmt::format("{}: {}", whose, problem.danish);
  return std::unexpected(std::move(problem));
}

std::unexpected<Problem> unknown(std::string_view what, std::string_view name) {
  return invalid(fmt::format("{} ”{}” står hverken i filen eller i registeret.", what, name),
                 "unknown name in a structure file");
}

// What is not known is taken over. True where something was.
template <class T>
bool complete(std::optional<T>& standing, const std::optional<T>& wanted) {
  if (standing || !wanted) return false;
  standing = wanted;
  return true;
}
template <class T>
bool complete(T& standing, const T& wanted, const T& not_known) {
  if (standing != not_known || wanted == not_known) return false;
  standing = wanted;
  return true;
}

// A name of nothing but a common word (“Psykiatrien”) is no key to know an organisation by; here it means the one that
// is called just that.
std::optional<std::string> organisation_called(Connection& connection, std::string_view name) {
  if (auto id = organisation_named(connection, name)) return id;
  for (auto& one : known_organisations(connection))
    if (one.name == name) return std::move(one.id);
  return std::nullopt;
}

Result<std::optional<std::string>> organisation_id(Work& work, const std::optional<std::string>& name) {
  if (!name) return std::optional<std::string>{};
  auto id = organisation_called(work.connection(), *name);
  if (!id) return unknown("Organisationen", *name);
  return id;
}

Result<void> write_organisation(Work& work, Organisation wanted) {
  const auto parent = organisation_id(work, wanted.parent_name);
  if (!parent) return at(parent, wanted.name);
  wanted.parent_id = *parent;
  const auto id = organisation_called(work.connection(), wanted.name);
  if (!id) {
    const auto made = add_organisation_in(work.transaction, wanted);
    if (!made) return at(made, wanted.name);
    work.say("+ " + wanted.name);
    return {};
  }
  auto standing = *find_organisation(work.connection(), *id);
  bool changed = complete(standing.kind, wanted.kind, OrganisationKind::other);
  changed |= complete(standing.code, wanted.code);
  changed |= complete(standing.parent_id, wanted.parent_id);
  changed |= complete(standing.contact, wanted.contact);
  changed |= complete(standing.period, wanted.period, Period{});
  if (!changed) return {};
  if (const auto done = change_organisation_in(work.transaction, standing); !done) return at(done, wanted.name);
  work.say("~ " + standing.name);
  return {};
}

std::optional<std::string> area_named(Connection& connection, std::string_view name) {
  for (auto& one : all_clusters(connection))
    if (one.name == name) return std::move(one.id);
  return std::nullopt;
}

Result<void> write_area(Work& work, Cluster wanted) {
  if (area_named(work.connection(), wanted.name)) return {};
  const auto region = organisation_id(work, wanted.region_name);
  if (!region) return at(region, wanted.name);
  wanted.region_id = *region;
  for (auto& member : wanted.organisations) {
    const auto id = organisation_id(work, member.name);
    if (!id) return at(id, wanted.name);
    member.id = **id;
  }
  if (const auto made = add_cluster_in(work.transaction, wanted); !made) return at(made, wanted.name);
  work.say("+ " + wanted.name);
  return {};
}

Result<std::string> write_profile_of(Work& work, BodyProfile wanted) {
  const auto region = organisation_id(work, wanted.region_name);
  if (!region) return std::unexpected(region.error());
  wanted.region_id = *region;
  if (wanted.cluster_name) {
    wanted.cluster_id = area_named(work.connection(), *wanted.cluster_name);
    if (!wanted.cluster_id) return unknown("Området", *wanted.cluster_name);
  }
  const auto id = body_named(work.connection(), wanted.name);
  if (!id) {
    work.say("+ " + wanted.name);
    return add_body_in(work.transaction, wanted);
  }
  auto standing = *find_profile(work.connection(), *id);
  bool changed = complete(standing.level, wanted.level, BodyLevel::unknown);
  changed |= complete(standing.reach, wanted.reach, Reach::unknown);
  changed |= complete(standing.cluster_id, wanted.cluster_id);
  changed |= complete(standing.region_id, wanted.region_id);
  changed |= complete(standing.period, wanted.period, Period{});
  changed |= complete(standing.legal_basis, wanted.legal_basis);
  changed |= complete(standing.secretariat, wanted.secretariat);
  changed |= complete(standing.meetings_per_year, wanted.meetings_per_year);
  changed |= complete(standing.contact, wanted.contact);
  changed |= complete(standing.open_questions, wanted.open_questions);
  if (!changed) return *id;
  if (const auto done = change_profile_in(work.transaction, standing); !done) return std::unexpected(done.error());
  work.say("~ " + standing.name);
  return *id;
}

// Rows of a body that has none of the sort yet. `said`: what names a row in a refusal.
template <class Row>
Result<void> write_rows(Work& work, const std::string& body_id, std::vector<Row> wanted, bool has_some,
                        Result<std::string> (*add)(Transaction&, const Row&), std::string_view (*said)(const Row&),
                        std::string_view unit) {
  if (wanted.empty() || has_some) return {};
  for (auto& one : wanted) {
    one.body_id = body_id;
    if (const auto id = add(work.transaction, one); !id) return at(id, said(one));
  }
  work.say(fmt::format("    {} {}", wanted.size(), unit));
  return {};
}

Result<void> write_duties(Work& work, const std::string& body_id, const std::vector<Duty>& wanted) {
  const auto said = [](const Duty& one) { return std::string_view(one.text); };
  return write_rows<Duty>(work, body_id, wanted, !duties(work.connection(), body_id).empty(), add_duty_in, said,
                          "duties");
}

Result<void> write_documents(Work& work, const std::string& body_id, const std::vector<BodyDocument>& wanted) {
  const auto said = [](const BodyDocument& one) { return danish(one.kind); };
  return write_rows<BodyDocument>(work, body_id, wanted, !documents(work.connection(), body_id).empty(),
                                  add_document_in, said, "texts");
}

Result<void> write_rules(Work& work, const std::string& body_id, const std::vector<RuleRow>& wanted) {
  if (wanted.empty() || !rules(work.connection(), body_id).empty()) return {};
  for (auto one : wanted) {
    one.body_id = body_id;
    const auto id = add_rule_in(work.transaction, one);
    if (!id) return at(id, one.sentence);
    for (auto deviation : one.deviations) {
      deviation.rule_id = *id;
      if (const auto made = add_deviation_in(work.transaction, deviation); !made) return at(made, one.sentence);
    }
    work.say("    " + one.sentence);
  }
  return {};
}

// Of several who are called so, the one who is known from the seat's organisation.
Result<void> settle_namesakes(Work& work, const Seat& seat, Sitting& sitting) {
  const auto same = namesakes(work.connection(), sitting.person_name);
  if (same.size() < 2) return {};
  const auto known = [&](const Namesake& one) {
    return seat.organisation_name && one.known_from.find(*seat.organisation_name) != std::string::npos;
  };
  if (std::ranges::count_if(same, known) != 1)
    return fail(Problem::Kind::conflict,
                fmt::format("Der er {} i registeret, der hedder ”{}”. Læg dem sammen, eller indskriv pladsen på siden.",
                            same.size(), sitting.person_name),
                "several namesakes in a structure file");
  sitting.person_id = std::ranges::find_if(same, known)->id;
  return {};
}

// A seat for which nothing else is said is as long as its body, also where that is over.
Result<void> write_seat(Work& work, const BodyProfile& body, const StructureFile::FileSeat& wanted) {
  auto seat = wanted.seat;
  seat.body_id = body.body_id;
  if (!seat.period.to) seat.period.to = body.period.to;
  const auto whose = organisation_id(work, seat.organisation_name), by = organisation_id(work, seat.appointed_by_name);
  if (!whose) return std::unexpected(whose.error());
  if (!by) return std::unexpected(by.error());
  seat.organisation_id = *whose;
  seat.appointed_by = *by;
  const auto id = add_seat_in(work.transaction, seat);
  if (!id) return std::unexpected(id.error());
  const auto sit = [&](Sitting sitting, auto add) -> Result<void> {
    sitting.seat_id = *id;
    if (auto done = settle_namesakes(work, seat, sitting); !done) return done;
    if (const auto made = add(sitting); !made) return std::unexpected(made.error());
    return {};
  };
  for (const auto& one : wanted.terms)
    if (auto done = sit(one, [&](const Sitting& sitting) { return add_term_in(work.transaction, sitting); }); !done)
      return done;
  for (const auto& one : wanted.substitutes)
    if (auto done = sit(one, [&](const Sitting& sitting) { return add_substitute_in(work.transaction, sitting); });
        !done)
      return done;
  return {};
}

Result<void> write_seats(Work& work, const std::string& body_id, const std::vector<StructureFile::FileSeat>& wanted) {
  if (wanted.empty() || !seats(work.connection(), body_id).empty()) return {};
  const auto body = *find_profile(work.connection(), body_id);
  for (const auto& one : wanted)
    if (const auto done = write_seat(work, body, one); !done) return at(done, one.seat.label);
  work.say(fmt::format("    {} seats", wanted.size()));
  return {};
}

Result<void> write_body(Work& work, const StructureFile::FileBody& wanted) {
  const auto id = write_profile_of(work, wanted.profile);
  if (!id) return std::unexpected(id.error());
  if (auto done = write_duties(work, *id, wanted.duties); !done) return done;
  if (auto done = write_rules(work, *id, wanted.rules); !done) return done;
  if (auto done = write_seats(work, *id, wanted.seats); !done) return done;
  return write_documents(work, *id, wanted.documents);
}

Result<void> name_bodies(Work& work, const std::string& one_name, std::string& one, const std::string& other_name,
                         std::string& other) {
  const auto from = body_named(work.connection(), one_name), to = body_named(work.connection(), other_name);
  if (!from || !to) return unknown("Organet", from ? other_name : one_name);
  one = *from;
  other = *to;
  return {};
}

Result<void> write_relation(Work& work, Relation wanted) {
  if (auto done = name_bodies(work, wanted.from_name, wanted.from_body_id, wanted.to_name, wanted.to_body_id); !done)
    return done;
  const auto standing = relations(work.connection(), wanted.from_body_id);
  const auto same = [&](const Relation& one) {
    return one.kind == wanted.kind && one.from_body_id == wanted.from_body_id && one.to_body_id == wanted.to_body_id &&
           overlaps(one.period, wanted.period);
  };
  if (std::ranges::any_of(standing, same)) return {};
  if (const auto id = add_relation_in(work.transaction, wanted); !id) return at(id, wanted.from_name);
  work.say(fmt::format("+ {} {} {}", wanted.from_name, danish(wanted.kind), wanted.to_name));
  return {};
}

Result<void> write_succession(Work& work, Succession wanted) {
  if (auto done =
          name_bodies(work, wanted.predecessor_name, wanted.predecessor_id, wanted.successor_name, wanted.successor_id);
      !done)
    return done;
  const auto standing = all_successions(work.connection());
  if (std::ranges::any_of(standing, [&](const Succession& one) {
        return one.predecessor_id == wanted.predecessor_id && one.successor_id == wanted.successor_id;
      }))
    return {};
  if (const auto done = set_succession_in(work.transaction, wanted); !done) return at(done, wanted.predecessor_name);
  work.say(fmt::format("+ {} -> {}", wanted.predecessor_name, wanted.successor_name));
  return {};
}

// Regions first: the others come under them.
Result<void> write(Work& work, const StructureFile& file) {
  for (const bool regions : {true, false})
    for (const auto& one : file.organisations)
      if ((one.kind == OrganisationKind::region) == regions)
        if (auto done = write_organisation(work, one); !done) return done;
  for (const auto& one : file.areas)
    if (auto done = write_area(work, one); !done) return done;
  for (const auto& one : file.bodies)
    if (const auto done = write_body(work, one); !done) return at(done, one.profile.name);
  for (const auto& one : file.relations)
    if (auto done = write_relation(work, one); !done) return done;
  for (const auto& one : file.successions)
    if (auto done = write_succession(work, one); !done) return done;
  return {};
}

}  // namespace

Result<FileOutcome> apply_structure_file(audit::Book& book, const audit::Actor& actor, const StructureFile& file,
                                         bool keep) {
  // An undone trial carries its outcome out here; so does a file that has nothing new, which leaves no entry in the
  // log.
  std::optional<FileOutcome> undone;
  auto done = audit::perform<FileOutcome>(
      book, actor, structure_file_action, [&](Transaction& transaction) -> Result<FileOutcome> {
        undone.reset();
        transaction.changed({"structure", "file", Json{{"file", file.name}}.dump()});
        Work work{transaction};
        if (auto written = write(work, file); !written) return std::unexpected(written.error());
        if (keep && !work.done.is_empty()) return std::move(work.done);
        undone = std::move(work.done);
        return fail(Problem::Kind::conflict, "Intet er skrevet.", "a trial");
      });
  if (!done && undone) return std::move(*undone);
  return done;
}

}  // namespace klynge::structure
