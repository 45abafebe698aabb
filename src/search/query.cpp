#include "search/query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "search/analyser.hpp"

namespace klynge::search {
namespace {

struct Word {
  std::string_view code, danish;
};
constexpr std::array kinds{Word{"item", "Punkt"}, Word{"meeting", "Møde"}, Word{"person", "Person"},
                           Word{"body", "Organ"}};
constexpr std::array outcomes{
    Word{"approved", "Godkendt"},    Word{"followed", "Fulgt"},         Word{"noted", "Taget til efterretning"},
    Word{"discussed", "Drøftet"},    Word{"decided", "Besluttet"},      Word{"postponed", "Udsat"},
    Word{"rejected", "Forkastet"},   Word{"returned", "Sendt tilbage"}, Word{"withdrawn", "Trukket tilbage"},
    Word{"none", "Ingen beslutning"}};

template <class List>
std::string_view danish_of(const List& list, std::string_view code) {
  const auto* found = std::ranges::find(list, code, &Word::code);
  return found == list.end() ? std::string_view() : found->danish;
}

template <class List>
std::string_view code_of(const List& list, std::string_view typed) {
  const std::string folded = fold(typed);
  for (const auto& word : list)
    if (fold(word.danish) == folded || word.code == folded) return word.code;
  return {};
}

struct Piece {
  std::string_view text;
  bool quoted = false, minus = false;
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Takes one piece from the front of `rest`; false at the end.
bool next_piece(std::string_view& rest, Piece& piece) {
  while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
  if (rest.empty()) return false;
  piece = {};
  if (rest.front() == '-' && rest.size() > 1 && !is_space(rest[1])) {
    piece.minus = true;
    rest.remove_prefix(1);
  }
  // “…” and »…« count as quotation marks too.
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"”", "”"}, {"»", "«"}}) {
    if (!rest.starts_with(open)) continue;
    rest.remove_prefix(open.size());
    const std::size_t end = rest.find(close);
    piece.quoted = true;
    piece.text = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + close.size());
    return true;
  }
  std::size_t end = 0;
  while (end < rest.size() && !is_space(rest[end]) && rest[end] != '"') ++end;
  piece.text = rest.substr(0, end);
  rest.remove_prefix(end);
  return true;
}

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size() || year < 1900 || year > 2199) return std::nullopt;
  return year;
}

enum class Taken { no, yes };

// “år:2022” and its like.
Taken take_filter(const Piece& piece, Query& query) {
  if (piece.quoted || piece.minus) return Taken::no;
  const std::size_t colon = piece.text.find(':');
  if (colon == std::string_view::npos || colon + 1 == piece.text.size()) return Taken::no;
  const std::string key = fold(piece.text.substr(0, colon));
  const auto value = piece.text.substr(colon + 1);
  if (key == "år") {
    query.filters.year = year_of(value);
    if (!query.filters.year) query.notes.push_back("”" + std::string(value) + "” er ikke et årstal.");
    return Taken::yes;
  }
  if (key != "type" && key != "udfald") return Taken::no;
  const auto code = key == "type" ? code_of(kinds, value) : code_of(outcomes, value);
  if (code.empty()) query.notes.push_back("”" + std::string(value) + "” er ikke kendt som " + key + ".");
  (key == "type" ? query.filters.kind : query.filters.outcome) = code;
  return Taken::yes;
}

Clause clause_of(const Piece& piece) {
  Clause clause;
  for (auto& token : analyse(piece.text)) clause.terms.push_back(std::move(token.term));
  const bool star = !piece.quoted && piece.text.ends_with('*');
  if (star && clause.terms.size() == 1) clause.prefix = folded_token(piece.text);
  return clause;
}

bool equal(const Clause& a, const Clause& b) { return a.terms == b.terms && a.prefix == b.prefix; }

}  // namespace

Query parse_query(std::string_view typed) {
  Query query;
  if (typed.size() > limits::query_bytes) {
    std::size_t end = limits::query_bytes;
    while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xc0) == 0x80) --end;
    typed = typed.substr(0, end);
    query.notes.push_back("Søgningen var for lang; kun begyndelsen er brugt.");
  }
  std::size_t terms = 0;
  bool cut = false;
  Piece piece;
  while (next_piece(typed, piece)) {
    if (take_filter(piece, query) == Taken::yes) continue;
    Clause clause = clause_of(piece);
    if (clause.terms.empty()) continue;
    auto& list = piece.minus ? query.unwanted : query.wanted;
    if (std::ranges::any_of(list, [&](const Clause& known) { return equal(known, clause); })) continue;
    terms += clause.terms.size();
    if (terms > limits::query_terms) {
      cut = true;
      break;
    }
    list.push_back(std::move(clause));
  }
  if (cut)
    query.notes.push_back("Der søges højst efter " + std::to_string(limits::query_terms) +
                          " ord ad gangen; resten er ikke brugt.");
  if (query.wanted.empty() && !query.unwanted.empty())
    query.notes.push_back("Skriv også et ord, der skal findes; minus kan kun udelukke.");
  return query;
}

std::string_view kind_danish(std::string_view kind) { return danish_of(kinds, kind); }

}  // namespace klynge::search
