// Taking a printed name apart: what is the name, and what only stands around it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "bodies/name_words.hpp"
#include "bodies/person_match.hpp"
#include "bodies/title_words.hpp"

namespace klynge::bodies {
namespace {

constexpr std::array particles{std::string_view{"von"}, std::string_view{"van"}, std::string_view{"de"},
                               std::string_view{"da"},  std::string_view{"der"}, std::string_view{"den"},
                               std::string_view{"af"},  std::string_view{"el"},  std::string_view{"al"},
                               std::string_view{"bin"}, std::string_view{"zu"},  std::string_view{"la"}};
constexpr std::array empty_seats{std::string_view{"vacant"}, std::string_view{"vakant"}, std::string_view{"ubesat"},
                                 std::string_view{"nn"},     std::string_view{"ledig"},  std::string_view{"afventer"},
                                 std::string_view{"ikke"},   std::string_view{"ingen"}};

bool is_particle(std::string_view word) { return std::ranges::find(particles, word) != particles.end(); }

bool is_upper(std::string_view word) {
  const std::size_t width = !word.empty() && static_cast<unsigned char>(word[0]) >= 0xc0 ? 2 : 1;
  return lower(word.substr(0, width)) != word.substr(0, width);
}

bool all_upper(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c >= 'a' && c <= 'z') return false;
    if (c == 0xc3 && i + 1 < word.size() && static_cast<unsigned char>(word[i + 1]) >= 0x9f) return false;
  }
  return true;
}

// A piece of the printed text between blanks, hyphens and slashes, still as printed.
struct Piece {
  std::string printed;
  std::string folded;
  bool full_stop = false;  // “Chr.”
  bool hangs = false;      // “Sundheds-” before “og”
};

// Digits that a scanner put for letters.
std::string without_digits(std::string folded) {
  const bool has_letter = std::ranges::any_of(folded, [](unsigned char c) { return c >= 'a'; });
  if (!has_letter) return folded;
  for (char& c : folded) {
    if (c == '0') c = 'o';
    if (c == '1') c = 'l';
    if (c == '5') c = 's';
  }
  return folded;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::string printed;
  const auto close = [&](bool stop, bool hangs) {
    if (!printed.empty()) {
      std::string folded;
      for (const auto& word : name_words(printed)) folded += word;
      if (!folded.empty()) pieces.push_back({printed, without_digits(std::move(folded)), stop, hangs});
    }
    printed.clear();
  };
  const std::string plain = squeeze(text);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (c == '.')
      close(true, false);
    else if (c == ' ' || c == '/' || c == '"')
      close(false, false);
    else if (c == '-')
      close(false, i + 1 < plain.size() && plain[i + 1] == ' ');
    else
      printed += c;
  }
  close(false, false);
  return pieces;
}

// What stands before a dash with blanks, a semicolon, “ og ” and the like, once a name has begun.
std::string_view before_notes(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view sign : {";", " – ", " — ", " - ", "\t", " samt ", " m.fl", ":"}) {
    const std::size_t at = text.find(sign);
    if (at != std::string_view::npos && at > 0) end = std::min(end, at);
  }
  return text.substr(0, end);
}

bool only_titles(const std::vector<Piece>& pieces) {
  return std::ranges::all_of(pieces,
                             [](const Piece& p) { return is_title_word(p.folded) || p.hangs || p.folded == "og"; });
}

// “Holmdal, Signe”: a single word, a comma, and what can only be given names.
bool family_name_first(const std::vector<Piece>& before, const std::vector<Piece>& after) {
  if (before.size() != 1 || after.empty() || after.size() > 3) return false;
  return std::ranges::all_of(after, [](const Piece& p) {
    return is_upper(p.printed) && !is_title_word(p.folded) && !is_group_word(p.folded);
  });
}

// The part of the text that holds the name: titles with a comma behind them are passed over.
std::string name_part(std::string_view text) {
  std::string rest{before_notes(text)};
  for (;;) {
    const std::size_t comma = rest.find(',');
    if (comma == std::string::npos) return rest;
    std::string head = rest.substr(0, comma), tail = rest.substr(comma + 1);
    const auto before = pieces_of(head), after = pieces_of(tail);
    if (after.empty()) return head;
    if (!before.empty() && !only_titles(before)) {
      if (family_name_first(before, after)) return std::string(trim(tail)) + " " + head;
      return head;
    }
    rest = tail;
  }
}

std::size_t leading_titles(const std::vector<Piece>& pieces) {
  std::size_t i = 0;
  while (i < pieces.size()) {
    const Piece& piece = pieces[i];
    const bool by = piece.folded == "v" || piece.folded == "ved" || piece.folded == "vsa";
    const bool joined = piece.hangs && i + 2 < pieces.size() && pieces[i + 1].folded == "og";
    if (joined)
      i += 2;
    else if (is_title_word(piece.folded) || (by && i == 0))
      ++i;
    else
      break;
  }
  return i;
}

}  // namespace

PersonName parse_person_name(std::string_view printed) {
  PersonName name;
  auto pieces = pieces_of(name_part(without_brackets(printed)));
  const std::size_t titles = leading_titles(pieces);
  const bool office = titles > 0 && (titles == pieces.size() || is_preposition(pieces[titles].folded));
  if (office) {
    name.office = join(name_words(without_brackets(printed)), " ");
    return name;
  }
  pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(titles));
  const auto conjunction =
      std::ranges::find_if(pieces, [](const Piece& p) { return p.folded == "og" || p.folded == "&"; });
  pieces.erase(conjunction, pieces.end());
  while (pieces.size() > 2 && is_title_word(pieces.back().folded)) pieces.pop_back();
  if (pieces.empty() || std::ranges::find(empty_seats, pieces.front().folded) != empty_seats.end()) return name;
  if (pieces.size() == 2 && pieces[0].folded == "n" && pieces[1].folded == "n") return name;

  name.all_capitals = pieces.size() == 1 && all_upper(pieces[0].printed) && letter_count(pieces[0].printed) <= 5 &&
                      letter_count(pieces[0].printed) >= 2;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (!is_upper(piece.printed) && !is_particle(piece.folded)) name.lower_case = true;
    const std::size_t length = letter_count(piece.printed);
    const bool two_initials =
        i == 0 && pieces.size() > 1 && length == 2 && all_upper(piece.printed) && !all_upper(pieces[1].printed);
    // Of two letters and two bytes: what folding leaves of others may be one letter of two bytes.
    if (two_initials && piece.folded.size() == 2 && letter_count(piece.folded) == 2) {
      name.words.push_back({piece.folded.substr(0, 1), true});
      name.words.push_back({piece.folded.substr(1, 1), true});
      continue;
    }
    name.words.push_back({piece.folded, length == 1 || (piece.full_stop && length <= 4 && i + 1 < pieces.size())});
  }
  return name;
}

std::string shown_person_name(std::string_view printed) {
  std::string part = squeeze(name_part(without_brackets(printed)));
  // Words as printed, from the first that belongs to the name.
  const PersonName name = parse_person_name(printed);
  if (name.words.empty()) return squeeze(printed);
  const auto pieces = pieces_of(part);
  const std::size_t skip = leading_titles(pieces);
  if (skip == 0 || skip >= pieces.size()) return part;
  const std::size_t at = part.find(pieces[skip].printed, pieces[skip - 1].printed.size());
  return at == std::string::npos ? part : part.substr(at);
}

std::string person_key(const PersonName& name) {
  std::string key;
  for (const auto& word : name.words) {
    if (!key.empty()) key += ' ';
    key += word.text;
  }
  return key;
}

namespace {

std::string letters_of(const PersonName& name) {
  std::string out;
  for (const auto& word : name.words) out += word.text;
  return out;
}

// At a character's edge: the halves are keys only, but both databases want valid UTF-8.
std::size_t edge(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

void add(std::vector<std::string>& keys, std::string key) {
  if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

std::string first_letter(std::string_view word) {
  std::size_t end = std::min<std::size_t>(word.size(), 1);
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) ++end;
  return std::string(word.substr(0, end));
}

constexpr std::size_t long_name_bytes = 9;

}  // namespace

// Pairs “given + each other name” find missing and abbreviated names. The two halves of the letters
// in a row, with the length, find one wrong letter: it can spoil only one of the halves.
std::vector<std::string> person_stored_keys(const PersonName& name) {
  std::vector<std::string> keys;
  if (name.words.empty()) return keys;
  const std::string& given = name.words.front().text;
  if (name.words.size() == 1) add(keys, "1 " + given);
  for (std::size_t i = 1; i < name.words.size(); ++i) {
    const std::string& other = name.words[i].text;
    add(keys, fmt::format("{} {}", given, other));
    add(keys, fmt::format("{}. {}", first_letter(given), other));
    add(keys, fmt::format("{} {}.", given, first_letter(other)));
    if (name.words.front().initial) add(keys, fmt::format("~{} {}", given, other));  // for those who print it in full
  }
  const std::string row = letters_of(name);
  if (row.size() < long_name_bytes) return keys;
  const std::size_t half = row.size() / 2;
  const std::string length = std::to_string(row.size());
  add(keys, length + "<" + row.substr(0, edge(row, half)));
  add(keys, length + ">" + row.substr(edge(row, row.size() - half)));
  return keys;
}

std::vector<std::string> person_search_keys(const PersonName& name) {
  std::vector<std::string> keys;
  if (name.words.empty()) return keys;
  const NameWord& given = name.words.front();
  if (name.words.size() == 1) add(keys, "1 " + given.text);
  for (std::size_t i = 1; i < name.words.size(); ++i) {
    const NameWord& other = name.words[i];
    if (given.initial && other.initial) continue;  // “L. J.” means too many to be looked for
    if (given.initial)
      add(keys, first_letter(given.text) + ". " + other.text);
    else if (other.initial)
      add(keys, given.text + " " + first_letter(other.text) + ".");
    else
      add(keys, given.text + " " + other.text);
  }
  const std::string& last = name.words.back().text;
  if (name.words.size() > 1 && !given.initial) {
    add(keys, "~" + first_letter(given.text) + " " + last);
    if (last.size() > 3 && last.ends_with("s"))
      add(keys, given.text + " " + last.substr(0, last.size() - 1));  // a genitive
  }
  const std::string row = letters_of(name);
  // Bytes, not letters: ø for o changes the length by one, aa for a by one.
  for (std::size_t length = row.size() - std::min<std::size_t>(row.size(), 1); length <= row.size() + 1; ++length) {
    if (length < long_name_bytes) continue;
    const std::size_t half = length / 2;
    if (half > row.size()) continue;
    add(keys, std::to_string(length) + "<" + row.substr(0, edge(row, half)));
    add(keys, std::to_string(length) + ">" + row.substr(edge(row, row.size() - half)));
  }
  return keys;
}

}  // namespace klynge::bodies
