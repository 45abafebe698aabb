// The rule as its one sentence, and whether any seats could keep it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "bodies/composition/organisation_list.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/composition/tokens.hpp"

namespace klynge::composition {

namespace {

std::string_view words(Within within) {
  switch (within) {
    case Within::unsaid:
      return "";
    case Within::cluster:
      return " i klyngen";
    case Within::council_area:
      return " i sundhedsrådets område";
    case Within::area:
      return " i området";
    case Within::region:
      return " i regionen";
  }
  return "";
}

// Whether a name can stand without quotation marks: read again, it is itself.
bool stands_plain(const OrganisationReference& reference) {
  const auto read = organisation_list_at(tokens_of(reference.name));
  return read.references.size() == 1 && read.references[0] == reference &&
         read.tokens == tokens_of(reference.name).size();
}

std::string list(const std::vector<OrganisationReference>& references) {
  std::string out;
  for (const auto& reference : references) out += (out.empty() ? "" : " eller ") + write(reference);
  return out;
}

std::string number(const Count& count) {
  if (!count.max) return fmt::format("mindst {}", count.min);
  if (count.min == *count.max) return fmt::format("{}", count.min);
  if (count.min == 0) return fmt::format("højst {}", *count.max);
  return fmt::format("{}-{}", count.min, *count.max);
}

bool speaks_of_one(const Count& count) { return count.max ? *count.max == 1 && count.min <= 1 : count.min == 1; }

// In a part the bare number is the least there must be.
std::string part_number(const Count& count) {
  if (!count.max) return fmt::format("{}", count.min);
  if (count.min == *count.max) return fmt::format("netop {}", count.min);
  return number(count);
}

std::string write_part(const Part& part) {
  if (part.kind && part.from.empty() && part.count == Count{1, std::nullopt} && !definite(*part.kind).empty())
    return std::string(definite(*part.kind));
  std::string out = part_number(part.count);
  if (part.kind) out += fmt::format(" {}", speaks_of_one(part.count) ? singular(*part.kind) : plural(*part.kind));
  if (!part.from.empty()) out += " fra " + list(part.from);
  return out;
}

std::string write_parts(const std::vector<Part>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i == 0 ? ", herunder " : i + 1 == parts.size() ? " og " : ", ") + write_part(parts[i]);
  return out;
}

// What stands between the noun and the verb.
std::string where_from(const Rule& rule) {
  std::string out;
  if (rule.voting) out += *rule.voting ? " med stemmeret" : " uden stemmeret";
  if (!rule.from.empty()) out += " fra " + list(rule.from);
  if (rule.per == Per::municipality) out += fmt::format(" fra hver kommune{}", words(rule.within));
  if (rule.per == Per::cluster) out += rule.from.empty() ? " fra hver klynge" : " pr. klynge";
  if (!rule.appointed_by.empty()) out += " udpeget af " + list(rule.appointed_by);
  return out;
}

std::string ad_hoc_sentence(const Rule& rule) {
  const bool organisation_alone = rule.kind == SeatKind::participant && rule.from.size() == 1 &&
                                  rule.per == Per::body && rule.appointed_by.empty() && !rule.voting && !rule.count.max;
  if (organisation_alone) return write(rule.from[0]) + " deltager ad hoc";
  if (!rule.count.max) return fmt::format("{}{} deltager ad hoc", plural(rule.kind), where_from(rule));
  return fmt::format("{} {}{} deltager ad hoc", *rule.count.max,
                     *rule.count.max == 1 ? singular(rule.kind) : plural(rule.kind), where_from(rule));
}

std::string sentence(const Rule& rule) {
  if (rule.manner == Manner::ad_hoc) return ad_hoc_sentence(rule);
  const bool observer = rule.manner == Manner::observer;
  if (rule.count.min == 0 && !rule.count.max)
    return fmt::format("{}{} kan deltage{}", plural(rule.kind), where_from(rule), observer ? " som observatører" : "");
  const bool one = speaks_of_one(rule.count);
  const std::string_view as_observer = observer ? (one ? " som observatør" : " som observatører") : "";
  return fmt::format("{} {}{}{}", number(rule.count), one ? singular(rule.kind) : plural(rule.kind), where_from(rule),
                     as_observer);
}

// The first letter as a capital one; the wordings begin with ASCII, “å” or a name.
std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// Whether somebody can come from both.
bool overlap(OrganisationKind a, OrganisationKind b) {
  if (a == OrganisationKind::other || b == OrganisationKind::other) return true;  // a name can be of any kind
  return is_a(a, b) || is_a(b, a);
}
bool overlap(const OrganisationReference& a, const OrganisationReference& b) {
  if (!a.name.empty() && !b.name.empty()) return fold(a.name) == fold(b.name);
  return overlap(a.kind, b.kind);
}
bool overlap(const std::vector<OrganisationReference>& a, const std::vector<OrganisationReference>& b) {
  if (a.empty() || b.empty()) return true;
  return std::ranges::any_of(
      a, [&](const auto& one) { return std::ranges::any_of(b, [&](const auto& two) { return overlap(one, two); }); });
}

// A politician is of one sort of organisation; others may sit for any.
bool can_come_from(SeatKind kind, const std::vector<OrganisationReference>& from) {
  const auto home = is_a(kind, SeatKind::politician) ? belongs_to(kind) : std::nullopt;
  if (!home || from.empty()) return true;
  return std::ranges::any_of(from, [&](const auto& one) { return overlap(*home, one.kind); });
}

std::vector<OrganisationReference> homes(const Rule& rule) {
  if (rule.per == Per::municipality) return {{OrganisationKind::municipality}};
  return rule.from;
}

bool can_be_counted(const Rule& rule, const Part& part) {
  const SeatKind kind = part.kind.value_or(rule.kind);
  return can_be_both(kind, rule.kind) && overlap(part.from, homes(rule)) && can_come_from(kind, part.from) &&
         can_come_from(kind, homes(rule));
}

// Everybody the rule counts is of the part.
bool covers(const Part& part, const Rule& rule) {
  return part.from.empty() && part.kind && is_a(rule.kind, *part.kind);
}

}  // namespace

std::string write(const OrganisationReference& reference) {
  if (reference.kind == OrganisationKind::other)
    return stands_plain(reference) ? reference.name : fmt::format("”{}”", reference.name);
  return fmt::format("{}{}", phrase(reference.kind),
                     reference.kind == OrganisationKind::municipality ? words(reference.within) : "");
}

std::string write(const Rule& rule) { return with_capital(sentence(rule) + write_parts(rule.parts) + "."); }

std::optional<std::string> never_met(const Rule& rule) {
  const auto& [min, max] = rule.count;
  if (max && min > *max)
    return fmt::format("Reglen kan aldrig opfyldes: den kræver mindst {} og tillader højst {}.", min, *max);
  int asked = 0;
  std::optional<int> room;  // where a part covers all: the most that all parts together let in
  for (const Part& part : rule.parts) {
    if (part.count.max && part.count.min > *part.count.max)
      return fmt::format("Reglen kan aldrig opfyldes: ”herunder” kræver mindst {} og tillader højst {}.",
                         part.count.min, *part.count.max);
    if (part.count.min > 0 && !can_be_counted(rule, part))
      return fmt::format("Reglen kan aldrig opfyldes: ”{}” kan ikke være blandt dem, reglen tæller.", write_part(part));
    asked += part.count.min;
    if (part.count.max && covers(part, rule)) room = 0;
  }
  if (max && asked > *max)
    return fmt::format("Reglen kan aldrig opfyldes: ”herunder” kræver {}, men reglen tæller højst {}.", asked, *max);
  if (min > 0 && !can_come_from(rule.kind, homes(rule)))
    return fmt::format("Reglen kan aldrig opfyldes: ingen ”{}” kommer fra {}.", singular(rule.kind), list(homes(rule)));
  if (!room) return std::nullopt;
  for (const Part& part : rule.parts) {
    if (!part.count.max) return std::nullopt;
    room = *room + *part.count.max;
  }
  if (*room >= min) return std::nullopt;
  return fmt::format("Reglen kan aldrig opfyldes: den kræver mindst {}, men ”herunder” lukker højst {} ind.", min,
                     *room);
}

std::vector<std::string> examples() {
  return {"5 medlemmer udpeget af Regionsrådet.",
          "2-4 politikere fra hver kommune i klyngen.",
          "3 regionsrådsmedlemmer, herunder regionsrådsformanden.",
          "3 repræsentanter fra regionen, herunder 1 fra psykiatrien og 1 fra hospitalet.",
          "1 borgmester fra hver klynge.",
          "Mindst 1 repræsentant på direktørniveau fra hver kommune i klyngen.",
          "Mindst 1 udvalgsformand som observatør.",
          "PLO deltager ad hoc."};
}

}  // namespace klynge::composition
