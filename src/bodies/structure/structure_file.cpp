#include "bodies/structure/structure_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

#include "base/limits.hpp"

namespace klynge::structure {
namespace {

using Json = nlohmann::json;

// What is wrong with a file, as a Danish sentence; parse_structure_file() makes a Problem of it.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One object of the file, with where it stands, for what is said of it.
struct Part {
  const Json& json;
  std::string place;  // “bodies 3, seats 2”

  [[noreturn]] void fault(const std::string& what) const {
    throw Fault(fmt::format("{}: {}", place.empty() ? "Filen" : place, what));
  }

  void only(std::initializer_list<std::string_view> known) const {
    if (!json.is_object()) fault("Her skal stå et objekt.");
    for (const auto& [key, value] : json.items())
      if (std::ranges::find(known, key) == known.end())
        fault(fmt::format("Ordet ”{}” kendes ikke.", key.substr(0, 60)));
  }
  std::optional<std::string> text(const char* key) const {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return std::nullopt;
    if (!found->is_string()) fault(fmt::format("”{}” skal være en tekst.", key));
    return found->get<std::string>();
  }
  std::string needed(const char* key) const {
    auto value = text(key);
    if (!value || value->empty()) fault(fmt::format("”{}” mangler.", key));
    return *value;
  }
  bool flag(const char* key, bool unsaid) const {
    const auto found = json.find(key);
    if (found == json.end()) return unsaid;
    if (!found->is_boolean()) fault(fmt::format("”{}” skal være true eller false.", key));
    return found->get<bool>();
  }
  std::optional<std::int64_t> number(const char* key) const {
    const auto found = json.find(key);
    if (found == json.end()) return std::nullopt;
    if (!found->is_number_integer()) fault(fmt::format("”{}” skal være et helt tal.", key));
    return found->get<std::int64_t>();
  }
  std::optional<Date> day(const char* key) const {
    const auto value = text(key);
    if (!value) return std::nullopt;
    const auto read = parse_iso_date(*value);
    if (!read) fault(fmt::format("”{}” skal være en dag som 2022-07-01, ikke ”{}”.", key, value->substr(0, 40)));
    return read;
  }
  Period period() const {
    const auto last = day("last_day");
    return {day("first_day"), last ? std::optional(plus_days(*last, 1)) : std::nullopt};
  }
  // The word as what it means; `meaning` gives none where it does not know it.
  template <class Meaning>
  auto word(const char* key, Meaning meaning) const {
    const auto value = needed(key);
    const auto known = meaning(value);
    if (!known) fault(fmt::format("”{}” kan ikke være ”{}”.", key, value.substr(0, 60)));
    return *known;
  }
  template <class Read>
  auto list(const char* key, Read read) const {
    std::vector<decltype(read(*this))> out;
    const auto found = json.find(key);
    if (found == json.end()) return out;
    if (!found->is_array()) fault(fmt::format("”{}” skal være en liste.", key));
    for (const auto& one : *found)
      out.push_back(read(Part{one, fmt::format("{}{}{} {}", place, place.empty() ? "" : ", ", key, out.size() + 1)}));
    return out;
  }
};

// A sentence or name alone where nothing more is said of it, else an object.
std::string text_of(const Part& part, const char* key) {
  return part.json.is_string() ? part.json.get<std::string>() : part.needed(key);
}

Organisation organisation_of(const Part& part) {
  part.only({"name", "kind", "code", "region", "first_day", "last_day", "contact"});
  return {.name = part.needed("name"),
          .kind = part.word("kind", organisation_kind),
          .code = part.text("code"),
          .parent_name = part.text("region"),
          .period = part.period(),
          .contact = part.text("contact")};
}

Organisation member_of(const Part& part) {
  if (!part.json.is_string()) part.fault("Her skal stå organisationens navn.");
  return {.name = part.json.get<std::string>()};
}

Cluster area_of(const Part& part) {
  part.only({"name", "kind", "region", "first_day", "last_day", "source", "organisations"});
  return {.name = part.needed("name"),
          .kind = part.word("kind", cluster_kind),
          .region_name = part.text("region"),
          .period = part.period(),
          .source = part.text("source"),
          .organisations = part.list("organisations", member_of)};
}

Duty duty_of(const Part& part) {
  if (!part.json.is_string()) part.only({"text", "first_day", "last_day"});
  return {.text = text_of(part, "text"), .period = part.json.is_string() ? Period{} : part.period()};
}

Deviation deviation_of(const Part& part) {
  part.only({"reason", "decided_by", "decided_on", "sentence", "first_day", "last_day"});
  return {.reason = part.needed("reason"),
          .decided_by = part.needed("decided_by"),
          .decided_on = part.day("decided_on"),
          .sentence = part.text("sentence"),
          .period = part.period()};
}

RuleRow rule_of(const Part& part) {
  if (part.json.is_string()) return {.sentence = text_of(part, "sentence")};
  part.only({"sentence", "source", "first_day", "last_day", "deviations"});
  return {.sentence = part.needed("sentence"),
          .source = part.text("source"),
          .period = part.period(),
          .deviations = part.list("deviations", deviation_of)};
}

Sitting sitting_of(const Part& part) {
  if (part.json.is_string()) return {.person_name = text_of(part, "person")};
  part.only({"person", "first_day", "last_day"});
  return {.person_name = part.needed("person"), .period = part.period()};
}

StructureFile::FileSeat seat_of(const Part& part) {
  part.only({"label", "kind", "organisation", "appointed_by", "voting", "role", "first_day", "last_day", "terms",
             "substitutes"});
  const auto role = part.json.contains("role") ? part.word("role", seat_role) : SeatRole::member;
  const bool votes = role != SeatRole::observer && role != SeatRole::secretary;
  return {.seat = {.label = part.needed("label"),
                   .kind = part.needed("kind"),
                   .organisation_name = part.text("organisation"),
                   .appointed_by_name = part.text("appointed_by"),
                   .voting = part.flag("voting", votes),
                   .role = role,
                   .period = part.period()},
          .terms = part.list("terms", sitting_of),
          .substitutes = part.list("substitutes", sitting_of)};
}

BodyDocument document_of(const Part& part) {
  part.only({"kind", "text", "decided_on", "decided_by", "first_day", "procedure"});
  BodyDocument one{.kind = part.word("kind", document_kind),
                   .text = part.needed("text"),
                   .decided_on = part.day("decided_on"),
                   .decided_by = part.text("decided_by"),
                   .valid_from = part.day("first_day")};
  if (part.json.contains("procedure")) {
    one.procedure = procedure_from_json(part.json.at("procedure").dump());
    // What is not understood is left out by the reader of kept rows; here it is a misspelling.
    if (Json::parse(to_json(one.procedure)) != part.json.at("procedure"))
      part.fault("Noget i ”procedure” kendes ikke eller har en forkert værdi.");
  }
  return one;
}

StructureFile::FileBody body_of(const Part& part) {
  part.only({"name", "level", "reach", "area", "region", "first_day", "last_day", "planned", "legal_basis",
             "secretariat", "meetings_per_year", "contact", "open_questions", "duties", "rules", "seats", "documents"});
  return {.profile = {.name = part.needed("name"),
                      .level = part.word("level", level_of),
                      .reach = part.word("reach", reach_of),
                      .cluster_name = part.text("area"),
                      .region_name = part.text("region"),
                      .period = part.period(),
                      .planned = part.flag("planned", false),
                      .legal_basis = part.text("legal_basis"),
                      .secretariat = part.text("secretariat"),
                      .meetings_per_year = part.number("meetings_per_year"),
                      .contact = part.text("contact"),
                      .open_questions = part.text("open_questions")},
          .duties = part.list("duties", duty_of),
          .rules = part.list("rules", rule_of),
          .seats = part.list("seats", seat_of),
          .documents = part.list("documents", document_of)};
}

Relation relation_of(const Part& part) {
  part.only({"from", "to", "kind", "first_day", "last_day"});
  return {.kind = part.word("kind", relation_kind),
          .period = part.period(),
          .from_name = part.needed("from"),
          .to_name = part.needed("to")};
}

Succession succession_of(const Part& part) {
  part.only({"from", "to", "on_day", "note"});
  return {.on_day = part.day("on_day"),
          .note = part.text("note"),
          .predecessor_name = part.needed("from"),
          .successor_name = part.needed("to")};
}

}  // namespace

Result<StructureFile> parse_structure_file(std::string_view json) {
  if (json.size() > limits::structure_file_bytes)
    return invalid("Filen er for stor til at være en struktur.", "structure file too large");
  try {
    const auto all = Json::parse(json);
    const Part part{all, ""};
    part.only({"name", "organisations", "areas", "bodies", "relations", "successions"});
    return StructureFile{.name = part.needed("name"),
                         .organisations = part.list("organisations", organisation_of),
                         .areas = part.list("areas", area_of),
                         .bodies = part.list("bodies", body_of),
                         .relations = part.list("relations", relation_of),
                         .successions = part.list("successions", succession_of)};
  } catch (const Json::exception& fault) {
    return invalid("Filen er ikke JSON, som den skal være.", fault.what());
  } catch (const Fault& fault) {
    return invalid(fault.what(), "structure file");
  }
}

}  // namespace klynge::structure
