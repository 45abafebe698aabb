#include "platform/audit/standing.hpp"

#include <algorithm>
#include <span>

namespace klynge::audit {
namespace {

struct PartWords {
  Part part;
  std::string_view word, danish;
};
constexpr PartWords parts[] = {
    {Part::observer, "observer", "observatør"}, {Part::substitute, "substitute", "stedfortræder"},
    {Part::member, "member", "medlem"},         {Part::secretary, "secretary", "sekretær"},
    {Part::cochair, "cochair", "medformand"},   {Part::chair, "chair", "formand"}};

struct PermissionWord {
  Permission permission;
  std::string_view word;
};
constexpr PermissionWord permission_words[] = {{Permission::none, "none"},
                                               // clang-format off
                                               {Permission::read_published, "read_published"},
                                               {Permission::read_all, "read_all"},
                                               {Permission::read_closed, "read_closed"},
                                               {Permission::import_documents, "import_documents"},
                                               {Permission::change_record, "change_record"},
                                               {Permission::approve, "approve"},
                                               {Permission::manage_structure, "manage_structure"},
                                               {Permission::manage_accounts, "manage_accounts"},
                                               {Permission::manage_funds, "manage_funds"},
                                               {Permission::read_own_patients, "read_own_patients"},
                                               {Permission::read_all_patients, "read_all_patients"},
                                               {Permission::read_audit, "read_audit"},
                                               // clang-format on
                                               {Permission::configure, "configure"}};

std::span<const Standing> in_body(const Standings& standings, std::string_view body_id) {
  const auto found = std::ranges::equal_range(standings.bodies, body_id, {},
                                              [](const Standing& one) -> std::string_view { return one.body_id; });
  return {found.begin(), found.end()};
}

bool was_held_in(const Standing& standing, Date day) { return day != since_ever && standing.runs_on(day); }

Verdict by_seat(const Standings& standings, const Matter& matter, Date today) {
  if (matter.body_id.empty()) return {};
  Verdict past;
  for (const Standing& standing : in_body(standings, matter.body_id)) {
    if (standing.runs_on(today)) return {Why::seat, &standing};
    // A term that has not begun opens nothing yet.
    if (today < standing.from || !was_held_in(standing, matter.held_on)) continue;
    if (!matter.closed || today < standing.closed_to) past = {Why::past_seat, &standing};
  }
  return past;
}

Verdict by_invitation(const Standings& standings, const Matter& matter, Date today) {
  if (matter.item_id.empty()) return {};
  const auto found = std::ranges::lower_bound(standings.invitations, matter.item_id, {},
                                              [](const Invitation& one) -> std::string_view { return one.item_id; });
  if (found == standings.invitations.end() || found->item_id != matter.item_id || found->until < today) return {};
  return {Why::invitation, nullptr};
}

bool brings(const Standing& standing, Permission permission, Date today) {
  const auto bits = static_cast<Permissions>(permission);
  return standing.runs_on(today) && (permissions_of(standing.part) & bits) == bits;
}

}  // namespace

Standings::Standings(std::string person, std::vector<Standing> held, std::vector<Invitation> items)
    : person_id(std::move(person)), bodies(std::move(held)), invitations(std::move(items)) {
  std::ranges::sort(bodies, [](const Standing& a, const Standing& b) {
    return a.body_id != b.body_id ? a.body_id < b.body_id : a.part > b.part;
  });
  std::ranges::sort(invitations, {}, &Invitation::item_id);
}

Verdict may_read(const Actor& actor, const Matter& matter, Date today) {
  if (matter.is_public && !matter.closed) return {Why::is_public};
  if (actor.standings) {
    if (const auto seat = by_seat(*actor.standings, matter, today)) return seat;
    if (const auto guest = by_invitation(*actor.standings, matter, today)) return guest;
  }
  if (actor.may(matter.closed ? Permission::read_closed : Permission::read_all)) return {Why::role};
  return {};
}

bool may_in_body(const Actor& actor, Permission permission, std::string_view body_id, Date today) {
  if (actor.may(permission)) return true;
  if (!actor.standings || body_id.empty()) return false;
  return std::ranges::any_of(in_body(*actor.standings, body_id),
                             [&](const Standing& one) { return brings(one, permission, today); });
}

bool may_in_some_body(const Actor& actor, Permission permission, Date today) {
  if (actor.may(permission)) return true;
  if (!actor.standings) return false;
  // Who was a member still reads what was held then; a guest reads an item.
  if (permission == Permission::read_all)
    return !actor.standings->invitations.empty() ||
           std::ranges::any_of(actor.standings->bodies, [&](const Standing& one) { return one.from <= today; });
  if (permission == Permission::read_closed)
    return !actor.standings->invitations.empty() ||
           std::ranges::any_of(actor.standings->bodies, [&](const Standing& one) {
             return one.from <= today && (one.runs_on(today) || today < one.closed_to);
           });
  return std::ranges::any_of(actor.standings->bodies,
                             [&](const Standing& one) { return brings(one, permission, today); });
}

Actor acting_in(const Actor& actor, std::string_view body_id) {
  Actor there = actor;
  if (!actor.standings || body_id.empty()) return there;
  for (const Standing& standing : in_body(*actor.standings, body_id))
    if (standing.runs_on(actor.today)) there.permissions |= permissions_of(standing.part);
  return there;
}

Permissions permissions_of(Part part) {
  const auto reading = Permission::read_all | Permission::read_closed;
  switch (part) {
    case Part::chair:
    case Part::cochair:
      return reading | Permission::approve;
    case Part::secretary:
      return reading | Permission::change_record;
    case Part::member:
    case Part::substitute:
    case Part::observer:
      return reading;
  }
  return 0;
}

const std::vector<Part>& all_parts() {
  static const std::vector<Part> all = [] {
    std::vector<Part> out;
    for (const auto& known : parts) out.push_back(known.part);
    return out;
  }();
  return all;
}

std::string_view name(Part part) {
  for (const auto& known : parts)
    if (known.part == part) return known.word;
  return {};
}

const std::vector<Permission>& all_permissions() {
  static const std::vector<Permission> all = [] {
    std::vector<Permission> out;
    for (const auto& known : permission_words) out.push_back(known.permission);
    return out;
  }();
  return all;
}

std::string_view name(Permission permission) {
  for (const auto& known : permission_words)
    if (known.permission == permission) return known.word;
  return {};
}

Part part_from(std::string_view role) {
  for (const auto& known : parts)
    if (known.word == role) return known.part;
  return Part::observer;
}

std::string_view danish(Part part) {
  for (const auto& known : parts)
    if (known.part == part) return known.danish;
  return parts[0].danish;
}

}  // namespace klynge::audit
