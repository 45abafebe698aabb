// Who acts, and what they may do. Every action names the permission it needs; perform() refuses
// where the actor lacks it. Where an actor's permissions come from (account, seat, command line)
// is platform/access's matter.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/date.hpp"

namespace klynge::audit {

enum class Permission : std::uint32_t {
  none = 0,  // anybody, signed in or not
  read_published = 1 << 0,
  read_all = 1 << 1,                          // what is not published: minutes, persons, findings, sources
  import_documents = 1 << 12,                 // take documents in, correct what waits, lay it into the register
  change_record = 1 << 2 | import_documents,  // that, and correct, settle, merge, publish what is in it
  manage_accounts = 1 << 3,
  read_audit = 1 << 4,
  read_closed = 1 << 5,       // closed items
  approve = 1 << 6,           // agendas, minutes and hand-overs, as a chair
  manage_structure = 1 << 7,  // organisations, bodies, seats, mandates, rules
  manage_funds = 1 << 8,
  read_own_patients = 1 << 9,
  read_all_patients = 1 << 10,
  configure = 1 << 11,  // the installation: mail, sign-on, tokens, backup
};

using Permissions = std::uint32_t;
constexpr Permissions operator|(Permission a, Permission b) {
  return static_cast<Permissions>(a) | static_cast<Permissions>(b);
}
constexpr Permissions operator|(Permissions a, Permission b) { return a | static_cast<Permissions>(b); }

struct Standings;  // what follows from seats, see standing.hpp

// `permissions` hold in the whole installation; what a person may do in a body of their own is in `standings`.
struct Actor {
  std::string id;       // account id, or "command-line", or "" for the public
  std::string name;     // shown in the log
  std::string address;  // where from; "" on the command line
  Permissions permissions = static_cast<Permissions>(Permission::read_published);
  std::shared_ptr<const Standings> standings{};  // null where the account belongs to no person
  Date today{};                                  // the day on which the actor acts: terms begin and end
  bool may(Permission needed) const {
    const auto bits = static_cast<Permissions>(needed);
    return (permissions & bits) == bits;
  }
};

}  // namespace klynge::audit
