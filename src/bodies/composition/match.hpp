// Which seats a rule speaks of: office, organisation, who appoints, role and vote, each on its own.
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "bodies/composition/check.hpp"

namespace klynge::composition {

class Matcher {
 public:
  // Keeps what it is given by reference.
  Matcher(std::span<const Rule> rules, std::span<const Seat> seats, const Area& area);

  // Whether the rule speaks of the seat, wherever in the area it is.
  bool speaks_of(std::size_t rule, std::size_t seat) const;
  // Whether a seat the rule speaks of is one of this part.
  bool is_of_part(std::size_t rule, std::size_t part, std::size_t seat) const;
  // The municipalities or clusters (by number in the area) a seat is of; a seat of none answers with nothing.
  std::vector<std::size_t> places(Per per, std::size_t seat) const;

 private:
  struct Named {
    OrganisationKind kind = OrganisationKind::other;
    std::vector<std::string> folded{};  // what it is called, where a rule asks for a name
    bool in_area = false;               // a municipality of the area
  };
  struct Facts {
    SeatKind kind = SeatKind::member;
    Named organisation{}, appointer{};
  };
  struct Asked {
    OrganisationReference reference;
    std::string folded;
  };
  struct RuleFacts {
    std::vector<Asked> from, appointed_by;
    std::vector<std::vector<Asked>> parts;
  };
  Named named(const Organisation& organisation) const;
  Facts facts(const Seat& seat) const;
  static std::vector<Asked> asked(const std::vector<OrganisationReference>& references);
  bool is_kind(const Facts& seat, SeatKind wanted) const;
  bool is_organisation(const Named& organisation, const Asked& asked) const;
  bool comes_from(const Facts& seat, const std::vector<Asked>& from) const;
  bool appointed_by(const Facts& seat, const std::vector<Asked>& by) const;

  std::span<const Rule> rules_;
  std::span<const Seat> seats_;
  bool names_matter_ = false;
  std::unordered_map<std::string_view, std::size_t> municipality_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> clusters_;
  std::vector<RuleFacts> rule_facts_;
  std::vector<Facts> seat_facts_;
};

}  // namespace klynge::composition
