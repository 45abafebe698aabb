// When does a printed name mean a person who is known?
//
// Minutes name the same person in many ways: with and without middle names, by initials, with a
// title in front, by given name alone once the attendance list has introduced everybody, or by
// office (“Regionsrådsformanden”). How much of a name is enough depends on what stands near: at the
// table of the same meeting a given name will do; in another body without an organisation not even
// “Lars Jensen” is. Two who are known to sit in organisations that exclude each other are never
// taken for one, however equal their names.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/name_match.hpp"

namespace klynge::bodies {

struct NameWord {
  std::string text;      // folded by one_spelling()
  bool initial = false;  // a single letter, or an abbreviation with its full stop (“Chr.”)
};

// A printed name taken apart. No words: no person is named (an empty seat, an office, everybody).
struct PersonName {
  std::vector<NameWord> words;
  std::string office;         // the whole text, folded, where it is an office instead of a name
  bool all_capitals = false;  // one short word in capitals: initials such as “EMK”
  bool lower_case = false;    // a word that is neither capitalised nor a particle: hardly a name in running text
};
PersonName parse_person_name(std::string_view printed);

// The name as kept for show: without titles, party and notes, white space squeezed.
std::string shown_person_name(std::string_view printed);
// The exact match key: the folded words with a blank between; "" where no person is named.
std::string person_key(const PersonName& name);
// Keys under which a known person is found by nearly the same name, see person_search_keys().
std::vector<std::string> person_stored_keys(const PersonName& name);
// Keys that a printed name shares with everybody it might mean.
std::vector<std::string> person_search_keys(const PersonName& name);

// What ties the printed name to the known person, weakest first.
enum class Tie { nothing, body, organisation, meeting };

struct PersonContext {
  Tie tie = Tie::nothing;
  bool organisations_exclude = false;  // e.g. two municipalities
  bool listed_already = false;         // another row of the same attendance is this person
};

// False where compare_persons() says “different” whatever the context.
bool could_be_same_person(const PersonName& printed, const PersonName& known);
Verdict compare_persons(const PersonName& printed, const PersonName& known, const PersonContext& context);

// Somebody at the table, for names that mean something only there.
struct AtTheTable {
  PersonName name;
  std::string title, organisation;
  bool chairs = false, moderates = false, keeps_minutes = false;
};
// Who is meant by a given name, a family name, initials or an office, within one meeting.
// Nothing where nobody or more than one fits.
std::optional<std::size_t> person_at_the_table(const PersonName& printed, const std::vector<AtTheTable>& table);

// True for texts that name a group, an organisation or a body rather than one person, as they
// occur where a responsible person stands (“kommunerne”, “Sekretariatet i Sundhedsklyngen”).
bool names_no_single_person(std::string_view printed);

}  // namespace klynge::bodies
