#include "reading/sender_block.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/header_title.hpp"
#include "reading/labels.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t most_names = 3, most_rows = 14, longest_row = 160;

// How many ways to reach or to know the sender the row tells: telephone, mail, page, CVR, EAN.
unsigned ways_to_reach(std::string_view text) {
  static constexpr WordSet words{"tlf", "telefon", "tel", "cvr", "cvr-nr", "cvr nr", "ean", "ean-nr", "fax", "mobil"};
  unsigned ways = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t to = at;
    while (to < text.size() && !is_blank(text[to])) ++to;
    const std::string_view token = strip(text.substr(at, to - at), " .:,;|");
    const std::size_t sign = token.find('@');
    const bool mail = sign != std::string_view::npos && token.find('.', sign) != std::string_view::npos;
    ways += mail || token.starts_with("www.") || (token.size() < 8 && words.has(lower(token)));
    for (at = to; at < text.size() && is_blank(text[at]);) ++at;
  }
  return ways;
}

// “9990 Fjordbakke”
bool is_postal(std::string_view text) {
  return text.size() > 6 && text.size() < 40 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         text[4] == ' ' && starts_upper(text.substr(5)) && !contains(text, ":");
}

// “Havnevej 4”, “Store Torv 12 B, 2. sal”
bool is_street(std::string_view text) {
  if (text.size() > 60 || !starts_upper(text)) return false;
  const auto number = text.find_first_of("0123456789");
  if (number == std::string_view::npos || number < 5 || text[number - 1] != ' ') return false;
  const std::string street = lower(trim(text.substr(0, number)));
  static constexpr WordSet ends{"vej",    "gade",   "allé", "alle",   "plads", "pladsen",  "torv",
                                "torvet", "stræde", "park", "parken", "vænge", "boulevard"};
  return ends.ends(street);
}

// “Sagsnr. 22/1482”, “J.nr.: 2022-114”
bool is_file_number(std::string_view text) {
  static constexpr WordSet begins{"Sagsnr",    "Sags nr",    "J.nr",   "J. nr",   "Jnr",
                                  "Journalnr", "Journal nr", "Dok.nr", "Dok. nr", "Dokumentnr"};
  return text.size() < 50 && begins.begins(text) && text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_of_sender(std::string_view text) {
  if (text.size() > longest_row) return false;
  return is_postal(text) || is_street(text) || ways_to_reach(text) > 0 || is_file_number(text);
}

// “Fra: …”, “Sendt: …”, “Til: …”, “Cc: …”, “Emne: …”: the head of a mail, as a program prints it.
bool is_mail_field(std::string_view text) {
  static constexpr WordSet fields{
      "Fra:",       "Sendt:", "Dato:", "Til:", "Cc:",     "CC:", "Bcc:", "Emne:", "Prioritet:", "Vedhæftede filer:",
      "Vedhæftet:", "From:",  "Sent:", "To:",  "Subject:"};
  return text.size() <= longest_row && fields.begins(text);
}

// Minutes sent as the text of a mail. Its subject stays, unless the text has a heading of its own that says the same.
void mark_mail_head(Sheet& sheet) {
  const std::size_t end = std::min(sheet.rows.size(), most_rows);
  std::size_t to = 0;
  bool sent = false, received = false;
  for (; to < end && is_mail_field(sheet.rows[to].text); ++to) {
    const std::string_view text = sheet.rows[to].text;
    sent = sent || text.starts_with("Sendt:") || text.starts_with("Sent:");
    received = received || text.starts_with("Til:") || text.starts_with("To:");
  }
  if (to < 3 || !sent || !received) return;
  for (std::size_t i = 0; i < to; ++i) {
    const std::string_view text = sheet.rows[i].text;
    const bool subject = text.starts_with("Emne:") || text.starts_with("Subject:");
    const std::string_view said = trim(text.substr(text.find(':') + 1));
    bool said_again = false;
    for (std::size_t below = to; below < end; ++below)
      said_again = said_again || (!said.empty() && sheet.rows[below].text.starts_with(said));
    sheet.rows[i].furniture = !subject || said_again;
  }
}

}  // namespace

void mark_sender(Sheet& sheet) {
  mark_mail_head(sheet);
  std::size_t from = 0;
  const std::size_t end = std::min(sheet.rows.size(), most_rows);
  while (from < end && from <= most_names && !is_of_sender(sheet.rows[from].text)) ++from;
  if (from > most_names || from >= end) return;
  std::size_t to = from;
  unsigned ways = 0;
  bool address = false;
  for (; to < end && is_of_sender(sheet.rows[to].text); ++to) {
    const std::string_view text = sheet.rows[to].text;
    ways += ways_to_reach(text);
    address = address || is_postal(text) || is_street(text);
  }
  if (ways < 2 || !address || to - from < 3) return;
  for (std::size_t i = from; i < to; ++i) sheet.rows[i].furniture = true;
  // The sender's name, unless something of the meeting stands among it.
  for (std::size_t i = from; i-- > 0;) {
    const std::string_view text = sheet.rows[i].text;
    if (sheet.rows[i].blanks > 0 && i + 1 < from) return;
    if (text.size() > 60 || names_a_body(text) || has_heading_word(text) || find_label(text).label != Label::none ||
        !dates_in(text).empty())
      return;
    sheet.rows[i].furniture = true;
  }
}

}  // namespace klynge::reading
