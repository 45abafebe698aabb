// Rows of seats, terms, substitutes and contact data. Reading one body's seats with all their holders
// is three statements, reading everybody's likewise.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/seat.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// In their order, with terms and substitutes of all times; `body_id` "" for all bodies, body by body.
std::vector<SeatHistory> seats(database::Connection& connection, std::string_view body_id);
std::optional<SeatHistory> find_seat(database::Connection& connection, std::string_view seat_id);
void insert_seat(database::Connection& connection, const Seat& seat);
void update_seat(database::Connection& connection, const Seat& seat);
std::int64_t next_position(database::Connection& connection, std::string_view body_id);

void insert_term(database::Connection& connection, const Term& term);
void update_term(database::Connection& connection, const Term& term);  // person, period, seen
void delete_term(database::Connection& connection, std::string_view id);
std::optional<Term> find_term(database::Connection& connection, std::string_view id);
void insert_substitute(database::Connection& connection, const Substitute& substitute);
void update_substitute(database::Connection& connection, const Substitute& substitute);
void delete_substitute(database::Connection& connection, std::string_view id);
std::optional<Substitute> find_substitute(database::Connection& connection, std::string_view id);

// What a person has held, newest first, with the body's name: for the person's page.
struct HeldSeat {
  Seat seat;
  std::string body_name;
  Holding holding;
  bool as_substitute = false;
};
std::vector<HeldSeat> seats_of_person(database::Connection& connection, std::string_view person_id);
// Seats that belong to, or are appointed by, an organisation, with the body's name and those who hold them.
struct OrganisationSeat {
  SeatHistory history;
  std::string body_name;
};
std::vector<OrganisationSeat> seats_of_organisation(database::Connection& connection, std::string_view organisation_id);

Contact contact_of(database::Connection& connection, std::string_view person_id);
// Of all who hold or stand in for a seat of the body, by person id.
std::map<std::string, Contact> contacts_of_body(database::Connection& connection, std::string_view body_id);
void write_contact(database::Connection& connection, std::string_view person_id, const Contact& contact);

}  // namespace klynge::structure
