// When do two printed names mean the same organisation, and which organisations exclude each other?
//
// An organisation's name is a kind and a place (“Lyngsted Kommune”: a municipality, Lyngsted) or a
// name of its own (a patients' association). Kinds never match across: the region, its hospital,
// its psychiatry and the general practitioners of one place are four organisations. “Regionen”,
// “PLO” alone mean the only one there is, and are a question where there are two.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/name_match.hpp"

namespace klynge::bodies {

// Those after `other` are told apart in the register alone: names are matched without them.
enum class OrganisationKind {
  region,
  municipality,
  hospital,
  psychiatry,
  plo,
  patients,
  other,
  plo_k,
  ministry,
  agency,
  regional_council,
  joint_administration,
  patient_committee,
  contact_council
};
std::string_view name(OrganisationKind kind);  // as in the database

struct OrganisationName {
  OrganisationKind kind = OrganisationKind::other;
  bool local = false;              // general practitioners of one municipality (“PLO-K”)
  bool plural = false;             // “kommunerne”: no single organisation
  std::string type;                // of a hospital: “universitetshospital”
  std::vector<std::string> words;  // the rest: place or own name; folded, sorted, without genitive
  std::string row;                 // all letters in printed order, which hyphens and blanks do not change
  bool is_bare() const { return words.empty(); }
};
OrganisationName parse_organisation_name(std::string_view printed);
// The kind to keep in the register, which knows more kinds than names are matched by.
OrganisationKind register_kind(const OrganisationName& name);
// The exact match key; "" for a bare or plural name, which means something only in its context.
std::string organisation_key(const OrganisationName& name);
// `at_the_table`: the known one attends the meeting at hand.
Verdict compare_organisations(const OrganisationName& printed, const OrganisationName& known,
                              bool at_the_table = false);

enum class OrganisationTie { unknown, shared, compatible, excluding };
// Can one person belong to both? “excluding”: not at one time (two municipalities).
OrganisationTie tie_of(const OrganisationName& a, const OrganisationName& b);

}  // namespace klynge::bodies
