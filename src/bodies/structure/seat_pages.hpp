// One seat with all who have held it, the forms that change it, and the seats of a person and of an
// organisation for their pages.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/page_parts.hpp"
#include "bodies/structure/seat_actions.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {

// A new seat: `history.seat.id` is empty.
struct SeatView {
  BodyProfile body;
  SeatHistory history;
  Date today{};
  std::map<std::string, Contact> contacts{};
  std::vector<Organisation> organisations{};  // to choose from; only where the viewer changes
  Values seat_values{}, term_values{}, substitute_values{}, end_values{};
  std::string seat_error{}, term_error{}, substitute_error{}, end_error{};
  std::vector<Namesake> namesakes{}, substitute_namesakes{};  // to choose from, where the typed name has several
  Viewer viewer{};
};
html::Html seat_page(const SeatView& view);  // of one that stands
html::Html new_seat_page(const SeatView& view);
Values values_of(const Seat& seat);

// One holding's own page, for correcting its days or taking away what was entered by mistake.
struct HoldingView {
  Holding holding;
  Seat seat;
  bool as_substitute = false;
  Values values;
  std::string error{};
  Viewer viewer{};
};
html::Html holding_page(const HoldingView& view);
Values values_of(const Holding& holding);

// “fra 1. juli 2022”, “set første gang 7. november 2022, set sidste gang …”.
std::string danish(const Holding& holding);

// “Pladser” on a person's page, with what the person holds and has held; nothing where there is none.
html::Html person_seats_section(const std::vector<HeldSeat>& seats, Date today);
html::Html organisation_seats_section(const std::vector<OrganisationSeat>& seats, Date today);

struct ContactView {
  std::string person_id, name;
  Values values;
  std::string error{};
  Viewer viewer{};
};
html::Html contact_page(const ContactView& view);
html::Html contact_html(const Contact& contact);

}  // namespace klynge::structure
