// The words of composition rules: what a seat's holder is, and what kind of organisation somebody comes from.
//
// Agreements name seats by the person's office (“borgmester”, “direktør”) or by where the person comes from (“regional
// repræsentant”, “fra PLO”). The two are kept apart: a SeatKind is an office, an OrganisationKind is where from, and
// “regional repræsentant” is a representative whose organisation is of the region. Both are small taxonomies: a mayor
// is a municipal politician is a politician; the hospital and psychiatry are the region's. The English words are those
// of the tables seat.kind and organisation.kind.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace klynge::composition {

// member, representative and participant are three words for the same: anybody. All others are offices.
enum class SeatKind {
  member,
  representative,
  participant,
  politician,
  municipal_politician,
  mayor,
  regional_councillor,
  regional_council_chair,
  committee_chair,
  official,
  manager,
  director_level,  // “på direktørniveau”: a director, or somebody who sits there as one
  director,
  general_practitioner,
  patient_representative,
  employee_representative,
};

// `other` has no words of its own: such an organisation is called by its name.
enum class OrganisationKind {
  other,
  region,
  regional_council,
  municipality,
  hospital,
  psychiatry,
  joint_administration,  // den regionale fællesadministration
  general_practice,      // almen praksis: PLO, PLO-K and every general practitioner
  plo,
  plo_k,
  patients,           // patient organisations
  patient_committee,  // Patientinddragelsesudvalget
  contact_council,    // kommunekontaktrådet (KKR)
};

std::span<const SeatKind> seat_kinds();
std::span<const OrganisationKind> organisation_kinds();

// As in the database: "regional_councillor".
std::string_view name(SeatKind kind);
std::string_view name(OrganisationKind kind);
std::optional<SeatKind> seat_kind(std::string_view name);
// A word that is not known (the kinds of the register grow) is `other`.
OrganisationKind organisation_kind(std::string_view name);

// In Danish, lower case but for names: "borgmester", "borgmestre"; “borgmesteren” is asked of definite().
std::string_view singular(SeatKind kind);
std::string_view plural(SeatKind kind);
// "regionsrådsformanden" for an office there is one of; empty for the others.
std::string_view definite(SeatKind kind);
// As it stands after “fra”: "psykiatrien", "den regionale fællesadministration". Empty for `other`.
std::string_view phrase(OrganisationKind kind);

// Whoever is `kind` is also `wider`: is_a(mayor, politician). Every kind is itself and is a member.
bool is_a(SeatKind kind, SeatKind wider);
bool is_a(OrganisationKind kind, OrganisationKind wider);
// Whether one seat can be of both: one is the other, or a committee's chair of whatever council the other sits in.
bool can_be_both(SeatKind a, SeatKind b);
// The organisation kind an office belongs to by itself: a mayor is of a municipality. Nothing where it is of no one
// kind.
std::optional<OrganisationKind> belongs_to(SeatKind kind);

}  // namespace klynge::composition
