#include "bodies/title_words.hpp"

#include <algorithm>
#include <array>

namespace klynge::bodies {
namespace {

// Folded by one_spelling(): å is aa.
constexpr std::array title_endings{
    std::string_view{"direktør"},     std::string_view{"chef"},        std::string_view{"læge"},
    std::string_view{"konsulent"},    std::string_view{"leder"},       std::string_view{"formand"},
    std::string_view{"forperson"},    std::string_view{"borgmester"},  std::string_view{"medlem"},
    std::string_view{"fuldmægtig"},   std::string_view{"koordinator"}, std::string_view{"sygeplejerske"},
    std::string_view{"professor"},    std::string_view{"rektor"},      std::string_view{"sekretær"},
    std::string_view{"repræsentant"}, std::string_view{"raadmand"},    std::string_view{"assistent"},
    std::string_view{"referent"},     std::string_view{"næstformand"}, std::string_view{"specialist"},
    std::string_view{"inspektør"},    std::string_view{"bestyrer"},    std::string_view{"lektor"},
    std::string_view{"psykolog"},     std::string_view{"terapeut"},    std::string_view{"jordemoder"},
    std::string_view{"farmaceut"},    std::string_view{"økonom"},      std::string_view{"jurist"},
    std::string_view{"raadgiver"},    std::string_view{"visitator"},   std::string_view{"ansvarlig"},
    std::string_view{"observatør"},   std::string_view{"suppleant"},   std::string_view{"politiker"}};

constexpr std::array title_parts{std::string_view{"dr"},
                                 std::string_view{"med"},
                                 std::string_view{"ph"},
                                 std::string_view{"phd"},
                                 std::string_view{"cand"},
                                 std::string_view{"mph"},
                                 std::string_view{"mag"},
                                 std::string_view{"jur"},
                                 std::string_view{"polit"},
                                 std::string_view{"scient"},
                                 std::string_view{"hr"},
                                 std::string_view{"fru"},
                                 std::string_view{"frk"},
                                 std::string_view{"adm"},
                                 std::string_view{"administrerende"},
                                 std::string_view{"ledende"},
                                 std::string_view{"konstitueret"},
                                 std::string_view{"konst"},
                                 std::string_view{"fungerende"},
                                 std::string_view{"sygeplejefaglig"},
                                 std::string_view{"lægefaglig"},
                                 std::string_view{"lægelig"},
                                 std::string_view{"kommunal"},
                                 std::string_view{"regional"},
                                 std::string_view{"praktiserende"},
                                 std::string_view{"faglig"},
                                 std::string_view{"socialfaglig"},
                                 std::string_view{"sundhedsfaglig"},
                                 std::string_view{"koncern"},
                                 std::string_view{"vice"},
                                 std::string_view{"1"},
                                 std::string_view{"tidligere"},
                                 std::string_view{"cheflæge"},
                                 std::string_view{"stud"},
                                 std::string_view{"ac"}};

constexpr std::array prepositions{std::string_view{"i"},   std::string_view{"for"}, std::string_view{"fra"},
                                  std::string_view{"ved"}, std::string_view{"paa"}, std::string_view{"af"},
                                  std::string_view{"hos"}, std::string_view{"om"},  std::string_view{"til"}};

// Words for groups and institutions; as a word's ending, in the singular, the definite and the plural.
constexpr std::array groups{
    std::string_view{"kommune"},     std::string_view{"region"},       std::string_view{"hospital"},
    std::string_view{"sygehus"},     std::string_view{"udvalg"},       std::string_view{"gruppe"},
    std::string_view{"forum"},       std::string_view{"raad"},         std::string_view{"klynge"},
    std::string_view{"sekretariat"}, std::string_view{"forvaltning"},  std::string_view{"administration"},
    std::string_view{"niveau"},      std::string_view{"kreds"},        std::string_view{"team"},
    std::string_view{"afdeling"},    std::string_view{"kontor"},       std::string_view{"styrelse"},
    std::string_view{"center"},      std::string_view{"ledelse"},      std::string_view{"psykiatri"},
    std::string_view{"forening"},    std::string_view{"organisation"}, std::string_view{"skab"},
    std::string_view{"praksis"},     std::string_view{"sektor"},       std::string_view{"nævn"},
    std::string_view{"enhed"},       std::string_view{"part"},         std::string_view{"klinik"},
    std::string_view{"institut"},    std::string_view{"plo"},          std::string_view{"parterne"},
    std::string_view{"medlemmerne"}, std::string_view{"medlemmer"},    std::string_view{"alle"},
    std::string_view{"hver"},        std::string_view{"ansvarlige"},   std::string_view{"aktører"},
    std::string_view{"deltagere"},   std::string_view{"direktørerne"}, std::string_view{"borgmestrene"},
    std::string_view{"cheferne"},    std::string_view{"lægerne"}};
constexpr std::array group_suffixes{
    std::string_view{""},     std::string_view{"n"},   std::string_view{"en"},    std::string_view{"et"},
    std::string_view{"met"},  std::string_view{"r"},   std::string_view{"er"},    std::string_view{"rne"},
    std::string_view{"erne"}, std::string_view{"ene"}, std::string_view{"s"},     std::string_view{"ns"},
    std::string_view{"ens"},  std::string_view{"ets"}, std::string_view{"ernes"}, std::string_view{"rnes"}};

}  // namespace

std::string indefinite_title(std::string_view word) {
  for (const std::string_view ending : {"en", "n", "et"}) {
    if (!word.ends_with(ending)) continue;
    const auto stem = word.substr(0, word.size() - ending.size());
    if (std::ranges::any_of(title_endings, [&](auto title) { return stem.ends_with(title); })) return std::string(stem);
  }
  return std::string(word);
}

bool is_title_word(std::string_view word) {
  if (std::ranges::find(title_parts, word) != title_parts.end()) return true;
  const std::string plain = indefinite_title(word);
  return std::ranges::any_of(title_endings, [&](auto title) { return plain.ends_with(title); });
}

bool is_preposition(std::string_view word) { return std::ranges::find(prepositions, word) != prepositions.end(); }

bool is_group_word(std::string_view word) {
  for (const std::string_view suffix : group_suffixes) {
    if (!word.ends_with(suffix)) continue;
    const auto stem = word.substr(0, word.size() - suffix.size());
    for (const auto group : groups) {
      // Short words count only whole: “part” must not make “Eckart” a group.
      if (group.size() <= 4 ? stem == group || (group == "raad" && stem.ends_with(group)) : stem.ends_with(group))
        return true;
    }
  }
  return false;
}

}  // namespace klynge::bodies
