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

}  // namespace

ProfileMerge merge_profiles(const BodyProfile& kept, const BodyProfile& gone) {
  ProfileMerge out{.merged = kept};
  // “Planlagt” says something of the first day, so the two go together.
  const bool takes_period = kept.period == Period{} && gone.period != Period{};
  if (takes_period) out.merged.planned = gone.planned;
  each_field(out.merged, gone,
             [&](const char* field, const char* danish, auto& ours, const auto& theirs, const auto& open) {
               if (theirs == open || ours == theirs) return;
               if (ours == open) {
                 ours = theirs;
                 out.filled.emplace_back(field);
               } else {
                 out.conflicts.emplace_back(danish);
               }
             });
  return out;
}

BodyProfile without_filled(BodyProfile merged, const BodyProfile& gone, const std::vector<std::string>& filled) {
  bool gives_period = false;
  each_field(merged, gone, [&](std::string_view field, const char*, auto& ours, const auto& theirs, const auto& open) {
    if (ours != theirs || std::ranges::find(filled, field) == filled.end()) return;
    ours = open;
    gives_period |= field == "period";
  });
  if (gives_period) merged.planned = false;
  return merged;
}

}  // namespace klynge::structure
