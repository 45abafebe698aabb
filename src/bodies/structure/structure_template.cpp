#include "bodies/structure/structure_template.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

#include "bodies/structure/reference.hpp"

namespace klynge::structure {
namespace {

using Json = nlohmann::json;

// What is wrong with a file; parse_template() makes a Problem of it.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class T>
T needed(const std::optional<T>& value, const std::string& word) {
  if (!value) throw Fault("unknown word: " + word);
  return *value;
}

std::vector<std::string> texts(const Json& from, const char* key) {
  return from.contains(key) ? from.at(key).get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::string> text_or_none(const Json& from, const char* key) {
  if (!from.contains(key) || from.at(key).is_null()) return std::nullopt;
  return from.at(key).get<std::string>();
}

std::optional<Date> day_or_none(const Json& from, const char* key) {
  const auto text = text_or_none(from, key);
  if (!text) return std::nullopt;
  return needed(parse_iso_date(*text), *text);
}

BodyTemplate::Per per_of(const std::string& word) {
  if (word == "region") return BodyTemplate::Per::region;
  if (word == "area") return BodyTemplate::Per::area;
  throw Fault("unknown word: " + word);
}

BodyTemplate body_of(const Json& from) {
  const auto level = from.at("level").get<std::string>();
  BodyTemplate body{.key = from.at("key"),
                    .name = from.at("name"),
                    .also_called = texts(from, "also_called"),
                    .per = per_of(from.at("per")),
                    .level = needed(level_of(level), level),
                    .legal_basis = text_or_none(from, "legal_basis"),
                    .duties = texts(from, "duties"),
                    .rules = texts(from, "rules"),
                    .open_questions = texts(from, "open_questions"),
                    .rule_source = text_or_none(from, "rule_source")};
  if (from.contains("succeeds"))
    for (const auto& one : from.at("succeeds")) body.succeeds.push_back({one.at("template"), one.at("body")});
  return body;
}

StructureTemplate template_of(const Json& from) {
  const auto kind = from.at("area_kind").get<std::string>();
  StructureTemplate made{.id = from.at("id"),
                         .name = from.at("name"),
                         .summary = from.at("summary"),
                         .source = from.at("source"),
                         .begins = day_or_none(from, "begins"),
                         .ends = day_or_none(from, "ends"),
                         .area_kind = needed(cluster_kind(kind), kind),
                         .open_questions = texts(from, "open_questions")};
  for (const auto& body : from.at("bodies")) {
    made.bodies.push_back(body_of(body));
    if (find_body(made, made.bodies.back().key) != &made.bodies.back())
      throw Fault("two bodies with the key " + made.bodies.back().key);
  }
  if (made.bodies.empty()) throw Fault("a template without bodies");
  for (const auto& one : from.at("relations")) {
    const auto word = one.at("kind").get<std::string>();
    StructureTemplate::Relation relation{one.at("from"), one.at("to"), needed(relation_kind(word), word)};
    if (!find_body(made, relation.from) || !find_body(made, relation.to))
      throw Fault("a relation to a body that is not in the template");
    made.relations.push_back(std::move(relation));
  }
  return made;
}

std::vector<StructureTemplate> read_all() {
  std::vector<StructureTemplate> all;
  for (const auto& file : reference_files()) {
    if (!file.name.starts_with("templates/")) continue;
    auto one = parse_template(file.text);
    if (!one) throw std::logic_error("reference data: " + std::string(file.name) + ": " + one.error().detail);
    all.push_back(std::move(*one));
  }
  std::ranges::sort(all, {}, &StructureTemplate::id);
  return all;
}

}  // namespace

Result<StructureTemplate> parse_template(std::string_view json) {
  try {
    return template_of(Json::parse(json));
  } catch (const Json::exception& fault) {
    return invalid("Skabelonen kan ikke læses.", fault.what());
  } catch (const Fault& fault) {
    return invalid("Skabelonen kan ikke læses.", fault.what());
  }
}

const std::vector<StructureTemplate>& structure_templates() {
  static const auto all = read_all();
  return all;
}

Result<const StructureTemplate*> find_template(std::string_view id) {
  std::string known;
  for (const auto& one : structure_templates()) {
    if (one.id == id) return &one;
    known += (known.empty() ? "" : ", ") + one.id;
  }
  return fail(
      Problem::Kind::not_found,
      "Der er ingen skabelon, der hedder ”" + std::string(id.substr(0, 60)) + "”. Vælg en af disse: " + known + ".",
      "unknown template");
}

const BodyTemplate* find_body(const StructureTemplate& of, std::string_view key) {
  const auto found = std::ranges::find(of.bodies, key, &BodyTemplate::key);
  return found == of.bodies.end() ? nullptr : &*found;
}

std::string filled(std::string_view pattern, std::string_view word, std::string_view value) {
  const auto hole = "{" + std::string(word) + "}";
  std::string out(pattern);
  for (auto at = out.find(hole); at != std::string::npos; at = out.find(hole, at + value.size()))
    out.replace(at, hole.size(), value);
  return out;
}

}  // namespace klynge::structure
