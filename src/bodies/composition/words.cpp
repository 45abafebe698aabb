#include "bodies/composition/words.hpp"

#include <algorithm>
#include <array>

namespace klynge::composition {

namespace {

struct SeatWord {
  SeatKind kind;
  SeatKind wider;  // itself at the top
  std::string_view name, singular, plural, definite;
};

// In the order of the enumeration.
constexpr std::array seat_words{
    SeatWord{SeatKind::member, SeatKind::member, "member", "medlem", "medlemmer", ""},
    SeatWord{SeatKind::representative, SeatKind::member, "representative", "repræsentant", "repræsentanter", ""},
    SeatWord{SeatKind::participant, SeatKind::member, "participant", "deltager", "deltagere", ""},
    SeatWord{SeatKind::politician, SeatKind::member, "politician", "politiker", "politikere", ""},
    SeatWord{SeatKind::municipal_politician, SeatKind::politician, "municipal_politician", "kommunal politiker",
             "kommunale politikere", ""},
    SeatWord{SeatKind::mayor, SeatKind::municipal_politician, "mayor", "borgmester", "borgmestre", ""},
    SeatWord{SeatKind::regional_councillor, SeatKind::politician, "regional_councillor", "regionsrådsmedlem",
             "regionsrådsmedlemmer", ""},
    SeatWord{SeatKind::regional_council_chair, SeatKind::regional_councillor, "regional_council_chair",
             "regionsrådsformand", "regionsrådsformænd", "regionsrådsformanden"},
    SeatWord{SeatKind::committee_chair, SeatKind::politician, "committee_chair", "udvalgsformand", "udvalgsformænd",
             ""},
    SeatWord{SeatKind::official, SeatKind::member, "official", "embedsmand", "embedsmænd", ""},
    SeatWord{SeatKind::manager, SeatKind::official, "manager", "chef", "chefer", ""},
    SeatWord{SeatKind::director_level, SeatKind::manager, "director_level", "repræsentant på direktørniveau",
             "repræsentanter på direktørniveau", ""},
    SeatWord{SeatKind::director, SeatKind::director_level, "director", "direktør", "direktører", ""},
    SeatWord{SeatKind::general_practitioner, SeatKind::member, "general_practitioner", "alment praktiserende læge",
             "alment praktiserende læger", ""},
    SeatWord{SeatKind::patient_representative, SeatKind::member, "patient_representative", "patientrepræsentant",
             "patientrepræsentanter", ""},
    SeatWord{SeatKind::employee_representative, SeatKind::member, "employee_representative", "medarbejderrepræsentant",
             "medarbejderrepræsentanter", ""},
};

struct OrganisationWord {
  OrganisationKind kind;
  OrganisationKind wider;  // itself at the top
  std::string_view name, phrase;
};

constexpr std::array organisation_words{
    OrganisationWord{OrganisationKind::other, OrganisationKind::other, "other", ""},
    OrganisationWord{OrganisationKind::region, OrganisationKind::region, "region", "regionen"},
    OrganisationWord{OrganisationKind::regional_council, OrganisationKind::region, "regional_council", "Regionsrådet"},
    OrganisationWord{OrganisationKind::municipality, OrganisationKind::municipality, "municipality", "kommunerne"},
    OrganisationWord{OrganisationKind::hospital, OrganisationKind::region, "hospital", "hospitalet"},
    OrganisationWord{OrganisationKind::psychiatry, OrganisationKind::region, "psychiatry", "psykiatrien"},
    OrganisationWord{OrganisationKind::joint_administration, OrganisationKind::region, "joint_administration",
                     "den regionale fællesadministration"},
    OrganisationWord{OrganisationKind::general_practice, OrganisationKind::general_practice, "general_practice",
                     "almen praksis"},
    OrganisationWord{OrganisationKind::plo, OrganisationKind::general_practice, "plo", "PLO"},
    OrganisationWord{OrganisationKind::plo_k, OrganisationKind::plo, "plo_k", "PLO-K"},
    OrganisationWord{OrganisationKind::patients, OrganisationKind::patients, "patients", "patientforeningerne"},
    OrganisationWord{OrganisationKind::patient_committee, OrganisationKind::patients, "patient_committee",
                     "Patientinddragelsesudvalget"},
    OrganisationWord{OrganisationKind::contact_council, OrganisationKind::contact_council, "contact_council",
                     "kommunekontaktrådet"},
};

template <class Words, class Kind>
constexpr bool in_order(const Words& words, Kind last) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].kind != static_cast<Kind>(i)) return false;
  return words.size() == static_cast<std::size_t>(last) + 1;
}
static_assert(in_order(seat_words, SeatKind::employee_representative));
static_assert(in_order(organisation_words, OrganisationKind::contact_council));

const SeatWord& word(SeatKind kind) { return seat_words[static_cast<std::size_t>(kind)]; }
const OrganisationWord& word(OrganisationKind kind) { return organisation_words[static_cast<std::size_t>(kind)]; }

template <class Kind>
bool climbs_to(Kind kind, Kind wider) {
  for (;; kind = word(kind).wider) {
    if (kind == wider) return true;
    if (word(kind).wider == kind) return false;
  }
}

template <class Kind, class Words>
constexpr auto kinds_of(const Words& words) {
  std::array<Kind, std::tuple_size_v<Words>> kinds{};
  for (std::size_t i = 0; i < words.size(); ++i) kinds[i] = words[i].kind;
  return kinds;
}
constexpr auto all_seat_kinds = kinds_of<SeatKind>(seat_words);
constexpr auto all_organisation_kinds = kinds_of<OrganisationKind>(organisation_words);

}  // namespace

std::span<const SeatKind> seat_kinds() { return all_seat_kinds; }
std::span<const OrganisationKind> organisation_kinds() { return all_organisation_kinds; }

std::string_view name(SeatKind kind) { return word(kind).name; }
std::string_view name(OrganisationKind kind) { return word(kind).name; }

std::optional<SeatKind> seat_kind(std::string_view name) {
  const auto* found = std::ranges::find(seat_words, name, &SeatWord::name);
  if (found == seat_words.end()) return std::nullopt;
  return found->kind;
}

OrganisationKind organisation_kind(std::string_view name) {
  const auto* found = std::ranges::find(organisation_words, name, &OrganisationWord::name);
  return found == organisation_words.end() ? OrganisationKind::other : found->kind;
}

std::string_view singular(SeatKind kind) { return word(kind).singular; }
std::string_view plural(SeatKind kind) { return word(kind).plural; }
std::string_view definite(SeatKind kind) { return word(kind).definite; }
std::string_view phrase(OrganisationKind kind) { return word(kind).phrase; }

bool is_a(SeatKind kind, SeatKind wider) {
  if (wider == SeatKind::representative || wider == SeatKind::participant) return true;
  return climbs_to(kind, wider);
}
bool is_a(OrganisationKind kind, OrganisationKind wider) { return climbs_to(kind, wider); }

bool can_be_both(SeatKind a, SeatKind b) {
  if (is_a(a, b) || is_a(b, a)) return true;
  const auto sits_in_a_council = [](SeatKind kind) {
    return kind == SeatKind::municipal_politician || kind == SeatKind::regional_councillor;
  };
  return (a == SeatKind::committee_chair && sits_in_a_council(b)) ||
         (b == SeatKind::committee_chair && sits_in_a_council(a));
}

std::optional<OrganisationKind> belongs_to(SeatKind kind) {
  if (is_a(kind, SeatKind::municipal_politician)) return OrganisationKind::municipality;
  if (is_a(kind, SeatKind::regional_councillor)) return OrganisationKind::regional_council;
  if (kind == SeatKind::general_practitioner) return OrganisationKind::general_practice;
  if (kind == SeatKind::patient_representative) return OrganisationKind::patients;
  return std::nullopt;
}

}  // namespace klynge::composition
