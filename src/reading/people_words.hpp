// What tells a person's name from a title and an organisation.
//
// Names are the open class: a name is what is capitalised and is neither a title nor part of an
// organisation. The common Danish given names only decide where several readings are possible
// (“Leder af Sund Info Lise …”: where does the name start?).
#pragma once
#include <string_view>

namespace klynge::reading {

bool is_given_name(std::string_view token);
// Words are given in lower case.
bool is_title_word(std::string_view lower_word);
bool is_organisation_word(std::string_view lower_word);
// Organisations' words that come last (“Fjordvig Kommune”) or first (“Region Nord”).
bool ends_organisation(std::string_view lower_word);
bool starts_organisation(std::string_view lower_word);
// “af”, “van”, “de”: small words inside names.
bool is_name_particle(std::string_view token);
// The word for a person's office in the meeting: “medlemmer”, “formand” … as plain nouns.
bool is_party(std::string_view text);

}  // namespace klynge::reading
