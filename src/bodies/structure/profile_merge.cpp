#include "bodies/structure/profile_merge.hpp"

#include <algorithm>

namespace klynge::structure {
namespace {

// visit(field, what it is called in “om …”, kept's, gone's, the value that says nothing)
template <class Visit>
void each_field(BodyProfile& kept, const BodyProfile& gone, Visit visit) {
  const std::optional<std::string> nothing;
  visit("level", "niveauet", kept.level, gone.level, BodyLevel::unknown);
  visit("reach", "hvad organet dækker", kept.reach, gone.reach, Reach::unknown);
  visit("cluster", "området", kept.cluster_id, gone.cluster_id, nothing);
  visit("region", "regionen", kept.region_id, gone.region_id, nothing);
  visit("period", "hvornår organet gælder", kept.period, gone.period, Period{});
  visit("legal_basis", "retsgrundlaget", kept.legal_basis, gone.legal_basis, nothing);
  visit("secretariat", "sekretariatet", kept.secretariat, gone.secretariat, nothing);
  visit("meetings", "antallet af møder", kept.meetings_per_year, gone.meetings_per_year, std::optional<std::int64_t>{});
  visit("contact", "kontakten", kept.contact, gone.contact, nothing);
  visit("open_questions", "det, der ikke er afklaret", kept.open_questions, gone.open_questions, nothing);
}

template <class Visit>
void each_field(Organisation& kept, const Organisation& gone, Visit visit) {
  const std::optional<std::string> nothing;
  visit("kind", "hvad organisationen er", kept.kind, gone.kind, OrganisationKind::other);
  visit("code", "koden", kept.code, gone.code, nothing);
  // Of a hospital and its region that are merged neither comes under itself.
  if (gone.parent_id != kept.id) visit("parent", "regionen", kept.parent_id, gone.parent_id, nothing);
  visit("period", "hvornår organisationen gælder", kept.period, gone.period, Period{});
  visit("contact", "kontakten", kept.contact, gone.contact, nothing);
}

// A value as people read it. Others' ids are told by their names.
std::string said(const BodyProfile& of, std::string_view field, const std::optional<std::string>& value) {
  if (field == "cluster") return of.cluster_name.value_or("");
  if (field == "region") return of.region_name.value_or("");
  return value.value_or("");
}
std::string said(const Organisation& of, std::string_view field, const std::optional<std::string>& value) {
  return field == "parent" ? of.parent_name.value_or("") : value.value_or("");
}
std::string said(const BodyProfile&, std::string_view, BodyLevel value) { return std::string(danish(value)); }
std::string said(const BodyProfile&, std::string_view, Reach value) { return std::string(danish(value)); }
std::string said(const BodyProfile&, std::string_view, const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}
std::string said(const Organisation&, std::string_view, OrganisationKind value) { return std::string(danish(value)); }
template <class Thing>
std::string said(const Thing&, std::string_view, const Period& value) {
  return danish(value);
}

template <class Merge, class Thing>
Merge merge_things(const Thing& kept, const Thing& gone) {
  Merge out{.merged = kept};
  each_field(out.merged, gone,
             [&](const char* field, const char* about, auto& ours, const auto& theirs, const auto& open) {
               if (theirs == open || ours == theirs) return;
               if (ours == open) {
                 ours = theirs;
                 out.filled.emplace_back(field);
               } else {
                 out.conflicts.push_back({about, said(kept, field, ours), said(gone, field, theirs)});
               }
             });
  return out;
}

// Whether a field was given back stands in `given_back`.
template <class Thing>
Thing without(Thing merged, const Thing& gone, const std::vector<std::string>& filled,
              std::vector<std::string>& given_back) {
  each_field(merged, gone, [&](const char* field, const char*, auto& ours, const auto& theirs, const auto& open) {
    if (ours != theirs || std::ranges::find(filled, field) == filled.end()) return;
    ours = open;
    given_back.emplace_back(field);
  });
  return merged;
}

}  // namespace

ProfileMerge merge_profiles(const BodyProfile& kept, const BodyProfile& gone) {
  auto out = merge_things<ProfileMerge>(kept, gone);
  // “Planlagt” says something of the first day, so the two go together.
  if (std::ranges::find(out.filled, "period") != out.filled.end()) out.merged.planned = gone.planned;
  return out;
}

BodyProfile without_filled(BodyProfile merged, const BodyProfile& gone, const std::vector<std::string>& filled) {
  std::vector<std::string> given_back;
  auto out = without(std::move(merged), gone, filled, given_back);
  if (std::ranges::find(given_back, "period") != given_back.end()) out.planned = false;
  return out;
}

OrganisationMerge merge_organisations(const Organisation& kept, const Organisation& gone) {
  return merge_things<OrganisationMerge>(kept, gone);
}

Organisation without_filled(Organisation merged, const Organisation& gone, const std::vector<std::string>& filled) {
  std::vector<std::string> given_back;
  return without(std::move(merged), gone, filled, given_back);
}

}  // namespace klynge::structure
