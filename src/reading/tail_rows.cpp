#include "reading/tail_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

// “4000 Roskilde”
bool is_town(std::string_view text) {
  if (text.size() < 7 || text.size() > 40 || !starts_upper(text.substr(5)) || text[4] != ' ') return false;
  return std::ranges::all_of(text.substr(0, 4), is_digit) && token_count(text) <= 4;
}

// “Elmevej 3, st. tv.”
bool is_street(std::string_view text) {
  if (text.size() > 60 || !starts_upper(text)) return false;
  static constexpr WordSet ends{"vej", "gade", "allé", "plads", "stræde", "torv", "vænget", "parken"};
  const std::string_view street = text.substr(0, text.find_first_of("0123456789"));
  return street.size() < text.size() && ends.ends(trim(street)) && token_count(text) <= 6;
}

// An e-mail address or a page's address and nothing else.
bool is_address_of_net(std::string_view text) {
  if (text.size() > 80 || text.find(' ') != std::string_view::npos) return false;
  return (text.find('@') != std::string_view::npos && text.find('.') != std::string_view::npos) ||
         text.starts_with("www.") || text.starts_with("http");
}

// “Elmebo · Elmevej 3 · 4000 Roskilde · tlf. 12 34 56 78”: a sender's parts with signs between them.
bool is_contact_line(std::string_view text, std::string_view folded) {
  if (text.size() > 200 || text.ends_with('.') || text.ends_with('!')) return false;
  std::size_t parts = 1;
  for (const std::string_view sign : {"·", "•", "|", "   "})
    for (std::size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + sign.size()))
      ++parts;
  if (parts < 3) return false;
  int ways = 0;
  for (const std::string_view way : {"tlf", "telefon", "cvr", "@", "www.", "ean"}) ways += contains(folded, way);
  return ways >= 2 || (ways == 1 && parts >= 4);
}

}  // namespace

bool is_greeting(std::string_view text, std::string_view folded) {
  static constexpr WordSet greetings{"med venlig hilsen",
                                     "venlig hilsen",
                                     "mange hilsner",
                                     "mange hilsener",
                                     "bedste hilsner",
                                     "bedste hilsener",
                                     "de bedste hilsner",
                                     "de bedste hilsener",
                                     "kærlig hilsen",
                                     "kærlige hilsner",
                                     "med venlige hilsner",
                                     "venlige hilsner",
                                     "med kærlig hilsen",
                                     "hilsen ",
                                     "hilsner ",
                                     "mvh",
                                     "m.v.h",
                                     "vh ",
                                     "vh. ",
                                     "kh ",
                                     "kh. ",
                                     "dbh",
                                     "venligst "};
  static constexpr WordSet alone{"hilsen", "hilsner", "vh", "kh", "venligst"};
  if (text.size() > 90) return false;
  if (alone.has(strip(folded, " .,:"))) return true;
  return greetings.begins(folded) && (!text.ends_with('.') || token_count(text) <= 5);
}

bool is_notice(std::string_view text, std::string_view folded) {
  static constexpr WordSet openings{"dokumentet er underskrevet",
                                    "dokumentet er digitalt",
                                    "dokumentet er signeret",
                                    "underskrevet digitalt",
                                    "underskrevet med mitid",
                                    "digitalt underskrevet",
                                    "elektronisk underskrevet",
                                    "underskrevet elektronisk",
                                    "penneo dokument",
                                    "dette dokument er underskrevet",
                                    "dette dokument er digitalt",
                                    "rettelser til referatet sendes",
                                    "indsigelser mod referatet",
                                    "bemærkninger til referatet sendes",
                                    "referatet udsendt",
                                    "referat udsendt",
                                    "referatet er udsendt",
                                    "udsendt d",
                                    "referatet er udarbejdet af"};
  if (text.size() > 200) return false;
  return openings.begins(folded) || is_contact_line(text, folded) || is_address_of_net(text);
}

bool may_follow_closing(std::string_view text, std::string_view folded) {
  static constexpr WordSet wishes{"god sommer",
                                  "god jul",
                                  "glædelig jul",
                                  "god weekend",
                                  "god påske",
                                  "godt nytår",
                                  "god ferie",
                                  "vel mødt",
                                  "på gensyn",
                                  "vi ses",
                                  "tak for i aften",
                                  "tak for i dag",
                                  "tak for et godt møde",
                                  "tak for god ro",
                                  "sendt til",
                                  "udsendt til",
                                  "kopi til",
                                  "tlf",
                                  "telefon",
                                  "mobil",
                                  "cvr",
                                  "mail",
                                  "e-mail"};
  if (text.size() > 80) return false;
  const bool ruled = text.size() >= 2 && text.find_first_not_of("-–—_=*. ") == std::string_view::npos;
  return ruled || (wishes.begins(folded) && token_count(text) <= 9) || is_town(text) || is_street(text);
}

bool may_follow_greeting(std::string_view text) {
  if (text.size() > 60 || !starts_upper(text) || token_count(text) > 5) return false;
  // “Mette R.”
  const std::string_view last = last_word(text);
  return !text.ends_with('.') || last.size() <= 3;
}

}  // namespace klynge::reading
