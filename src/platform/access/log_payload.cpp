#include "platform/access/log_payload.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace klynge::access {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t fields_shown = 200, value_characters = 2'000;
constexpr int deepest = 4;

std::string shown(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>() ? "ja" : "nej";
  if (value.is_string()) return shorten(value.get_ref<const std::string&>(), value_characters);
  return shorten(value.dump(-1, ' ', false, Json::error_handler_t::replace), value_characters);
}

// One value beside another, with objects taken apart; either may be null.
void append(std::vector<LogField>& fields, const std::string& key, const Json& before, const Json& after, int depth) {
  const bool apart = depth < deepest && (before.is_object() || after.is_object());
  if (!apart) {
    if (before.is_null() && after.is_null()) return;
    fields.push_back({key, shown(before), shown(after)});
    return;
  }
  const auto below = [&](const std::string& name) { return key.empty() ? name : key + " / " + name; };
  const auto of = [](const Json& object, const std::string& name) {
    return object.is_object() && object.contains(name) ? object.at(name) : Json();
  };
  if (!before.is_object() && !before.is_null()) fields.push_back({key, shown(before), {}});
  if (!after.is_object() && !after.is_null()) fields.push_back({key, {}, shown(after)});
  if (before.is_object())
    for (const auto& [name, value] : before.items()) append(fields, below(name), value, of(after, name), depth + 1);
  if (after.is_object())
    for (const auto& [name, value] : after.items())
      if (of(before, name).is_null()) append(fields, below(name), Json(), value, depth + 1);
}

LogChange change_from(const Json& json) {
  LogChange change{json.value("kind", ""), json.value("id", ""), {}, false};
  Json said = json.value("change", Json());
  if (said.is_object()) {
    const bool compares = said.contains("before") || said.contains("after");
    if (compares) {
      append(change.fields, "", said.value("before", Json()), said.value("after", Json()), 0);
      said.erase("before");
      said.erase("after");
    }
    append(change.fields, "", Json(), said, 0);
  } else {
    append(change.fields, "", Json(), said, 0);
  }
  change.more = change.fields.size() > fields_shown;
  if (change.more) change.fields.resize(fields_shown);
  return change;
}

}  // namespace

std::vector<LogChange> changes_in(std::string_view payload) {
  std::vector<LogChange> changes;
  const auto json = Json::parse(payload, nullptr, false);
  if (!json.is_array()) return changes;
  for (const auto& one : json) {
    if (!one.is_object() || !one.contains("kind") || !one["kind"].is_string() || !one.contains("id") ||
        !one["id"].is_string())
      return {};
    changes.push_back(change_from(one));
  }
  return changes;
}

bool speaks_of_closed(database::Connection& connection, const IsClosed& is_closed, const audit::EntryRow& entry) {
  if (!is_closed) return false;
  if (is_closed(connection, entry.object_kind, entry.object_id)) return true;
  if (!entry.payload || *entry.payload == "[]") return false;
  const auto changes = changes_in(*entry.payload);
  if (changes.empty()) return true;
  return std::ranges::any_of(changes,
                             [&](const LogChange& change) { return is_closed(connection, change.kind, change.id); });
}

}  // namespace klynge::access
