// What a body is: profile, duties, relations, succession, area; and the forms that change them.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/page_parts.hpp"

namespace klynge::structure {

struct NamedBody {
  std::string id, name;
};

struct ProfileView {
  BodyProfile body;
  Date today{};
  std::vector<std::string> names{};  // it has been printed with
  std::optional<Cluster> cluster{};
  std::vector<Duty> duties{};
  std::vector<Relation> relations{};
  std::vector<Succession> successions{};  // of this body, to both sides
  // To choose from; only where the viewer changes.
  std::vector<NamedBody> bodies{};
  Values duty_values{}, relation_values{}, succession_values{};
  std::string duty_error{}, relation_error{}, succession_error{};
  Viewer viewer{};
};
html::Html profile_page(const ProfileView& view);

// A new body (empty body_id), or one that stands.
struct ProfileForm {
  BodyProfile body;
  std::vector<Cluster> clusters{};
  std::vector<Organisation> regions{};
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html profile_form_page(const ProfileForm& view);
Values values_of(const BodyProfile& body);

struct DutyForm {
  Duty duty;
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html duty_page(const DutyForm& view);
Values values_of(const Duty& duty);

struct RelationForm {
  Relation relation;
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html relation_page(const RelationForm& view);

}  // namespace klynge::structure
