#include "bodies/composition/remarks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace klynge::composition {

namespace {

std::string_view article(SeatKind kind) { return singular(kind).ends_with("medlem") ? "et" : "en"; }

// “en borgmester”, “2 borgmestre”
std::string counted(std::size_t number, SeatKind kind) {
  if (number == 1) return fmt::format("{} {}", article(kind), singular(kind));
  return fmt::format("{} {}", number, plural(kind));
}

// “a, b og c”
std::string enumerated(const std::vector<std::string>& list) {
  std::string out;
  for (std::size_t i = 0; i < list.size(); ++i) out += (i == 0 ? "" : i + 1 == list.size() ? " og " : ", ") + list[i];
  return out;
}

std::string quoted(std::vector<std::string> list) {
  for (auto& one : list) one = fmt::format("”{}”", one);
  return enumerated(list);
}

std::string any_of(const std::vector<OrganisationReference>& references) {
  std::string out;
  for (const auto& reference : references) out += (out.empty() ? "" : " eller ") + write(reference);
  return out;
}

std::string place_name(const Rule& rule, std::size_t place, const Area& area) {
  if (rule.per == Per::municipality) return area.municipalities[place].name;
  const auto& name = area.clusters[place].name;
  return lower(name).find("klynge") == std::string::npos ? "klyngen " + name : name;
}

// What follows “en borgmester”: where from, by whom, as what. `part` may be none.
std::string origin(const Rule& rule, const Part* part, const std::vector<std::string>& places) {
  const auto& from = part && !part->from.empty() ? part->from : rule.from;
  std::string out;
  if (rule.voting) out += *rule.voting ? " med stemmeret" : " uden stemmeret";
  if (!from.empty()) out += " fra " + any_of(from);
  if (!places.empty()) {
    const std::string_view where = from.empty() ? "fra" : "i";
    out += places.size() == 1 ? fmt::format(" {} {}", where, places[0])
                              : fmt::format(" {} hver af {}", where, enumerated(places));
  }
  if (!rule.appointed_by.empty()) out += fmt::format(" udpeget af {}", any_of(rule.appointed_by));
  return out;
}

std::string as_observer(const Rule& rule, std::size_t number) {
  if (rule.manner != Manner::observer) return "";
  return number == 1 ? " som observatør" : " som observatører";
}

// What one place lacks: places that lack the same are named together.
struct Lack {
  const Part* part = nullptr;  // none: of the rule's own
  std::size_t number = 0;
  bool among = false;  // there are seats enough, but not of this part
  std::vector<std::string> places{};
};

void add(std::vector<Lack>& lacks, Lack lack, const Rule& rule, std::size_t place, const Area& area) {
  auto found = std::ranges::find_if(lacks, [&](const Lack& one) {
    return one.part == lack.part && one.number == lack.number && one.among == lack.among;
  });
  if (found == lacks.end()) found = lacks.insert(lacks.end(), lack);
  if (rule.per != Per::body) found->places.push_back(place_name(rule, place, area));
}

std::string sentence(const Rule& rule, const Lack& lack) {
  const SeatKind kind = lack.part ? lack.part->kind.value_or(rule.kind) : rule.kind;
  return fmt::format("Der mangler {}{}{}{}.", counted(lack.number, kind), origin(rule, lack.part, lack.places),
                     as_observer(rule, lack.number), lack.among ? " blandt dem, reglen tæller" : "");
}

}  // namespace

std::vector<std::string> missing(const Rule& rule, std::span<const Group> groups, const Area& area) {
  std::vector<Lack> lacks;
  for (const auto& group : groups) {
    const auto least = static_cast<std::size_t>(rule.count.min);
    std::size_t short_by = least > group.counted ? least - group.counted : 0;
    for (std::size_t i = 0; i < rule.parts.size(); ++i) {
      const auto part_least = static_cast<std::size_t>(rule.parts[i].count.min);
      if (group.counted_in_part[i] >= part_least) continue;
      const std::size_t number = part_least - group.counted_in_part[i];
      add(lacks, {&rule.parts[i], number, short_by < number && group.counted > 0}, rule, group.place, area);
      short_by -= std::min(short_by, number);  // the same seat answers both
    }
    if (short_by > 0) add(lacks, {nullptr, short_by}, rule, group.place, area);
  }
  std::vector<std::string> sentences;
  for (const auto& lack : lacks) sentences.push_back(sentence(rule, lack));
  return sentences;
}

std::string too_many(const Rule& rule, const Group& group, const Area& area, const std::vector<std::string>& labels) {
  std::vector<std::string> places;
  if (rule.per != Per::body) places.push_back(place_name(rule, group.place, area));
  const bool full = rule.count.max && group.counted >= static_cast<std::size_t>(*rule.count.max);
  if (!full)
    return fmt::format("{} {} kan ikke tælle med: ”herunder” lukker ikke flere af den slags ind.",
                       labels.size() == 1 ? "Pladsen" : "Pladserne", quoted(labels));
  return fmt::format("Der er {}{} for {}{}: {}.", counted(labels.size(), rule.kind), as_observer(rule, labels.size()),
                     labels.size() == 1 ? "meget" : "mange", origin(rule, nullptr, places), quoted(labels));
}

std::string vacant(const std::vector<std::string>& labels) {
  if (labels.size() == 1) return fmt::format("Pladsen {} er ubesat.", quoted(labels));
  return fmt::format("{} pladser er ubesatte: {}.", labels.size(), quoted(labels));
}

std::string unasked(const std::vector<std::string>& labels) {
  if (labels.size() == 1) return fmt::format("Ingen regel nævner pladsen {}.", quoted(labels));
  return fmt::format("Ingen regel nævner disse {} pladser: {}.", labels.size(), quoted(labels));
}

std::string competing(const std::vector<std::string>& sentences) {
  return fmt::format("Der er pladser nok til reglen alene, men de tæller med i {}. En plads tæller kun ét sted.",
                     quoted(sentences));
}

std::optional<std::string> never_met_in(const Rule& rule, const Area& area) {
  if (auto why = never_met(rule)) return why;
  const bool asks =
      rule.count.min > 0 || std::ranges::any_of(rule.parts, [](const Part& part) { return part.count.min > 0; });
  if (!asks) return std::nullopt;
  const auto only_of_area = [](const std::vector<OrganisationReference>& list) {
    return !list.empty() && std::ranges::all_of(list, [](const auto& one) {
      return one.kind == OrganisationKind::municipality && one.within != Within::unsaid;
    });
  };
  if (area.municipalities.empty() &&
      (rule.per == Per::municipality || only_of_area(rule.from) || only_of_area(rule.appointed_by)))
    return "Reglen kan ikke opfyldes: der er ingen kommuner i organets område. Angiv, hvilke kommuner området har.";
  if (area.clusters.empty() && rule.per == Per::cluster)
    return "Reglen kan ikke opfyldes: der er ingen klynger i organets område. Angiv, hvilke klynger området har.";
  return std::nullopt;
}

}  // namespace klynge::composition
