// Danish person numbers (CPR) in a text: the one rule by which every room knows them.
//
// A person number is DDMMYY and four more digits (“Personnummeret i CPR”, the CPR office's description of
// it). It is looked for in two degrees. `written` is what nobody takes for anything
// else: a day that exists, a hyphen before the last four, nothing glued to either end; ten digits in a row or
// with a blank count only where “CPR” or “personnummer” stands just before, since case and telephone numbers
// look the same. That is the degree by which a text is suspected. `possible` lets any divider or none do; it
// is for texts that are under suspicion already, where hiding too much is the smaller harm. The modulus
// check is left out in both: numbers given since 2007 need not pass it. Replacement numbers, whose day is 60
// higher, count.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace klynge {

enum class Suspicion { written, possible };

struct PersonNumberSpan {
  std::size_t begin = 0, end = 0;  // bytes
};

// Where the person number that begins at `begin` ends; none where a run of digits does not begin there or is none.
std::optional<std::size_t> person_number_end(std::string_view text, std::size_t begin, Suspicion degree);
// The first person number that begins at `from` or later.
std::optional<PersonNumberSpan> find_person_number(std::string_view text, Suspicion degree, std::size_t from = 0);
bool holds_person_number(std::string_view text, Suspicion degree);

}  // namespace klynge
