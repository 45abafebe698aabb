// Organisations and areas: what they are, which seats they have, and the forms that change them.
#pragma once
#include <string>
#include <vector>

#include "bodies/identity_pages.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/page_parts.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {

struct OrganisationPage {
  Organisation organisation;
  Date today{};
  std::vector<std::string> names{};
  std::vector<Cluster> clusters{};           // it is part of
  std::vector<LaterRegion> later_regions{};  // it comes under from a day on
  std::vector<OrganisationSeat> seats{};
  std::vector<bodies::RegisterRow> persons{};  // who have been seen with it
  Viewer viewer{};
};
html::Html organisation_page(const OrganisationPage& view);

// A new organisation (empty id), or one that stands.
struct OrganisationForm {
  Organisation organisation;
  std::vector<Organisation> regions{};
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html organisation_form_page(const OrganisationForm& view);
Values values_of(const Organisation& organisation);

html::Html clusters_page(const std::vector<Cluster>& clusters);
// For whoever may change them.
html::Html clusters_title_side();
struct ClusterPage {
  Cluster cluster;
  std::vector<BodyProfile> bodies{};  // whose area it is
  Viewer viewer{};
};
html::Html cluster_page(const ClusterPage& view);

struct ClusterForm {
  Cluster cluster;
  std::vector<Organisation> regions{}, choosable{};  // municipalities, hospitals, psychiatry, general practice
  std::vector<std::string> chosen{};
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html cluster_form_page(const ClusterForm& view);
Values values_of(const Cluster& cluster);

}  // namespace klynge::structure
