#include "app/thing_names.hpp"

#include "app/closed_things.hpp"
#include "base/date.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/person_erasure.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/seat_store.hpp"
#include "intake/intake_store.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::app {
namespace {

using access::NamedThing;
using audit::Permission;
using bodies::IdentityKind;
using database::Connection;

std::optional<NamedThing> identity(Connection& connection, IdentityKind kind, std::string_view id, const char* place) {
  if (kind == IdentityKind::person && bodies::is_erased(connection, id)) return std::nullopt;
  const auto found = bodies::find_identity(connection, kind, id);
  if (!found) return std::nullopt;
  return NamedThing{found->name, place + std::string(id)};
}

std::optional<NamedThing> meeting(Connection& connection, std::string_view id) {
  const auto parsed = meetings::MeetingId::parse(id);
  const auto head = parsed ? meetings::find_head(connection, *parsed) : std::nullopt;
  if (!head || !head->body_name) return std::nullopt;
  auto name = *head->body_name;
  if (const auto day = head->date ? parse_iso_date(*head->date) : std::nullopt) name += ", " + danish(*day);
  // What was taken back has no page.
  return NamedThing{std::move(name), head->taken_back ? "" : "/moeder/" + head->id};
}

std::optional<NamedThing> item(Connection& connection, std::string_view id) {
  if (belongs_to_closed(connection, "item", id)) return std::nullopt;
  const auto parsed = meetings::ItemId::parse(id);
  const auto found = parsed ? meetings::find_item(connection, *parsed) : std::nullopt;
  if (!found || found->item.title.empty()) return std::nullopt;
  return NamedThing{found->item.title, "/punkter/" + std::string(id)};
}

// An import of one file is called as the file.
bool named_after_closed(Connection& connection, const intake::Batch& batch) {
  if (batch.files != 1) return false;
  const auto entries = intake::batch_entries(connection, batch.id, 1, 0);
  return entries.empty() || belongs_to_closed(connection, "intake_entry", entries.front().id);
}

std::optional<NamedThing> batch(Connection& connection, std::string_view id) {
  const auto found = intake::find_batch(connection, id);
  if (!found || named_after_closed(connection, *found)) return std::nullopt;
  return NamedThing{found->label, "/import/indlaesning/" + std::string(id)};
}

// A file's name may tell what a closed item is about.
std::optional<NamedThing> document(Connection& connection, std::string_view id) {
  if (belongs_to_closed(connection, "intake_entry", id)) return std::nullopt;
  const auto found = intake::find_entry(connection, id);
  if (!found) return std::nullopt;
  return NamedThing{found->file_name, "/import/dokument/" + std::string(id)};
}

std::optional<NamedThing> of_register(Connection& connection, std::string_view kind, std::string_view id) {
  if (kind == "body") return identity(connection, IdentityKind::body, id, "/organer/");
  if (kind == "organisation") return identity(connection, IdentityKind::organisation, id, "/organisationer/");
  if (kind == "person") return identity(connection, IdentityKind::person, id, "/personer/");
  if (kind == "meeting") return meeting(connection, id);
  if (kind == "item") return item(connection, id);
  if (kind == "intake_batch") return batch(connection, id);
  if (kind == "intake_entry") return document(connection, id);
  if (kind == "seat")
    if (const auto found = structure::find_seat(connection, id))
      return NamedThing{found->seat.label, "/pladser/" + std::string(id)};
  if (kind == "cluster")
    if (const auto found = structure::find_cluster(connection, id))
      return NamedThing{found->name, "/omraader/" + std::string(id)};
  return std::nullopt;
}

std::optional<NamedThing> account(Connection& connection, const audit::Actor& actor, std::string_view id) {
  const auto parsed = Id<access::Account>::parse(id);
  const auto found = parsed ? access::find_account(connection, *parsed) : std::nullopt;
  if (!found) return std::nullopt;
  return NamedThing{found->name, actor.may(Permission::manage_accounts) ? "/konti/" + std::string(id) : ""};
}

}  // namespace

std::optional<NamedThing> name_of_thing(Connection& connection, const audit::Actor& actor, std::string_view kind,
                                        std::string_view id) {
  if (kind == "account") return account(connection, actor, id);
  auto found = of_register(connection, kind, id);
  if (found && !actor.may(Permission::read_all)) found->path.clear();
  return found;
}

}  // namespace klynge::app
