#include "bodies/structure/action_parts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "bodies/candidate_store.hpp"
#include "bodies/identity_store.hpp"

namespace klynge::structure {
namespace {

// Of the ids, the first that stands for itself.
std::optional<std::string> standing(database::Connection& connection, bodies::IdentityKind kind,
                                    const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    const auto found = bodies::find_identity(connection, kind, id);
    if (found && !found->merged_into) return id;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> one_line(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  auto line = squeeze(*text);
  if (line.empty()) return std::nullopt;
  return line;
}

std::optional<std::string> several_lines(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string plain;
  for (const char c : *text)
    if (c != '\r') plain += c;
  const auto trimmed = trim(plain);
  if (trimmed.empty()) return std::nullopt;
  return std::string(trimmed);
}

Result<void> check_length(const std::optional<std::string>& text, std::size_t bytes, std::string_view what) {
  if (!text || text->size() <= bytes) return {};
  return fail(Problem::Kind::too_large, fmt::format("{} er for lang. Skriv højst omkring {} tegn.", what, bytes),
              "too long a text");
}

Result<void> check_period(const Period& period) {
  if (!period.is_empty()) return {};
  return invalid("Perioden slutter, før den begynder. Ret den første eller den sidste dag.",
                 "a period ends before it begins");
}

std::unexpected<Problem> not_there(std::string_view what, std::string_view id) {
  return fail(Problem::Kind::not_found, fmt::format("{} findes ikke længere. Genindlæs siden, og prøv igen.", what),
              "no " + std::string(id.substr(0, 100)));
}

Json json_of(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }
Json json_of(const std::optional<Date>& day) { return day ? Json(iso(*day)) : Json(); }
Json json_of(const Period& period) { return Json::array({json_of(period.from), json_of(period.to)}); }

std::string difference(const Json& before, const Json& after) {
  if (before.is_null()) return Json{{"after", after}}.dump();
  Json was = Json::object(), is = Json::object();
  for (const auto& [key, value] : after.items()) {
    if (before.contains(key) && before.at(key) == value) continue;
    was[key] = before.contains(key) ? before.at(key) : Json();
    is[key] = value;
  }
  return Json{{"before", was}, {"after", is}}.dump();
}

std::optional<std::string> body_named(database::Connection& connection, std::string_view name) {
  const auto key = bodies::body_key(bodies::parse_body_name(name));
  if (key.empty()) return std::nullopt;
  return standing(connection, bodies::IdentityKind::body, bodies::bodies_printed_so(connection, key));
}

std::optional<std::string> organisation_named(database::Connection& connection, std::string_view name) {
  const auto key = bodies::organisation_key(bodies::parse_organisation_name(name));
  if (key.empty()) return std::nullopt;
  return standing(connection, bodies::IdentityKind::organisation, bodies::organisations_printed_so(connection, key));
}

}  // namespace klynge::structure
