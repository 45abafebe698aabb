// The payload of an audit entry as people read it: what was done to which thing, field by field, before and after.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/actor.hpp"
#include "platform/audit/audit_store.hpp"

namespace klynge::access {

struct LogField {
  std::string key;            // as in the payload; nested keys with " / " between
  std::string before, after;  // "" where there is none
};

struct LogChange {
  std::string kind, id;
  std::vector<LogField> fields;  // none where nothing was said beyond kind and id
  bool more = false;             // there are more fields than are shown
};

// Nothing where the payload is not one that perform() wrote.
std::vector<LogChange> changes_in(std::string_view payload);

// Whether a thing's texts belong to a closed item. The rooms above know.
using IsClosed = std::function<bool(database::Connection&, std::string_view kind, std::string_view id)>;

// What a thing is called today, and its page. The rooms above know.
struct NamedThing {
  std::string name;
  std::string path;  // "" where there is none that the one who asks may open
};
// None where it may not be named: a closed item, an erased person, what is there no more.
using NameOf = std::function<std::optional<NamedThing>(database::Connection&, const audit::Actor&,
                                                       std::string_view kind, std::string_view id)>;

// Whether the entry is about a closed item, by its own object or by anything its payload is about: then no
// part of the payload is shown. A payload that cannot be read counts as closed.
bool speaks_of_closed(database::Connection& connection, const IsClosed& is_closed, const audit::EntryRow& entry);

}  // namespace klynge::access
