#include "reading/name_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
constexpr auto npos = std::string_view::npos;

std::string_view bare(std::string_view token) { return strip(token, ".,;:()\"'"); }

namespace {

// “"Basse"”, “”Pelle””: what somebody is called, between the first name and the last.
bool is_nickname(std::string_view token) {
  if (token.size() < 4 || starts_upper(token)) return false;
  static constexpr std::string_view marks = "\"'“”„»«’‘";
  const CodePoint first = code_point(token, 0);
  if (!contains(marks, token.substr(0, first.size))) return false;
  token.remove_prefix(first.size);
  for (const unsigned size : {3u, 2u, 1u})
    if (token.size() > size && code_point(token, token.size() - size).size == size &&
        contains(marks, token.substr(token.size() - size)))
      return is_name_token(token.substr(0, token.size() - size));
  return false;
}

}  // namespace

bool is_name_token(std::string_view token) {
  if (!starts_upper(token)) return false;
  for (std::size_t i = 0; i < token.size();) {
    const CodePoint c = code_point(token, i);
    const bool mark = c.value == '-' || c.value == '.' || c.value == '\'' || c.value == 0x2019;
    if (!is_letter(c.value) && !mark) return false;
    i += c.size;
  }
  // Shouted words are headings or abbreviations; an initial has a full stop.
  return !(all_upper(token) && characters(token) > 2 && !token.ends_with('.'));
}

std::string join_tokens(std::span<const std::string_view> words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

std::size_t organisation_start(std::span<const std::string_view> words, std::size_t from) {
  for (std::size_t i = from; i < words.size(); ++i) {
    // “Ane de Cros Holm”; “De Frivillige” are written large.
    if (i > 0 && is_name_particle(words[i]) && i + 1 < words.size() && is_name_token(words[i + 1])) continue;
    const std::string word = lower(bare(words[i]));
    if (starts_organisation(word) && !is_given_name(words[i])) {
      if (ends_organisation(word) && i > from && i + 1 == words.size() && i >= 1) return i - 1;
      return i;
    }
    if (ends_organisation(word)) return i > from ? i - 1 : i;
  }
  return words.size();
}

std::optional<NameRun> find_name(std::span<const std::string_view> words) {
  if (words.empty() || words.size() > 14) return std::nullopt;
  std::size_t from = 0;
  const std::string first = lower(bare(words[0]));
  const bool title_first =
      !is_given_name(words[0]) && (is_title_word(first) || !starts_upper(words[0]) || starts_organisation(first));
  std::size_t last_small = npos;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!starts_upper(words[i]) && !is_name_particle(words[i]) && !is_nickname(words[i])) last_small = i;
  if (title_first || last_small == 1) {
    std::size_t start = npos;
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
      if (is_given_name(words[i]) && is_name_token(words[i + 1])) {
        start = i;
        break;
      }
    // “ejendomsadministrator Frants Grøn fra X”: the name straight behind the title.
    std::size_t titles = 0;
    while (titles < words.size() && is_title_word(lower(bare(words[titles])))) ++titles;
    if (start == npos && titles > 0 && titles + 1 < words.size() &&
        looks_like_name(join_tokens(words, titles, titles + 2)))
      start = titles;
    if (start == npos) {
      start = 0;
      for (std::size_t i = 0; i < words.size(); ++i)
        if ((!starts_upper(words[i]) && !is_name_particle(words[i])) || is_title_word(lower(bare(words[i]))))
          start = i + 1;
      if (start == 0) start = 1;
    }
    from = start;
  }
  std::size_t to = from;
  while (to < words.size()) {
    const std::string_view token = words[to];
    const std::string word = lower(bare(token));
    const bool particle = to > from && is_name_particle(token) && to + 1 < words.size() && is_name_token(words[to + 1]);
    const bool inside = to > from && to + 1 < words.size() && is_name_token(words[to + 1]);
    if (!particle && !is_name_token(token) && !(inside && is_nickname(token))) break;
    if (to > from && is_title_word(word) && !is_given_name(token)) break;
    ++to;
  }
  const std::size_t organisation = organisation_start(words, from + (to - from >= 2 ? 1 : 0));
  if (organisation < to) to = std::max(organisation, from);
  if (to - from == 1 && organisation == from + 1 && from + 2 < words.size() && is_name_token(words[from + 1]))
    to = from + 2;
  if (to == from) return std::nullopt;
  return NameRun{from, to};
}

bool stands_in(std::string_view entry) {
  static constexpr WordSet leads{"som stedfortræder for ", "stedfortræder for ", "som suppleant for ",
                                 "suppleant for ",         "Stedfortræder for ", "Suppleant for "};
  return leads.begins(entry);
}

bool looks_like_name(std::string_view text, bool single) {
  text = strip(text, " .,;:-");
  if (text.empty() || text.size() > 80) return false;
  const auto words = tokens(text);
  if (words.size() > 6) return false;
  if (words.size() == 1) return single && is_given_name(words[0]) && is_name_token(words[0]);
  bool org = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool particle = i > 0 && is_name_particle(words[i]);
    const bool inside = i > 0 && i + 1 < words.size();
    if (!particle && !is_name_token(words[i]) && !(inside && is_nickname(words[i]))) return false;
    if (is_given_name(words[i])) continue;
    const Folded word(bare(words[i]));
    if (i == 0 && is_title_word(word)) return false;
    if (is_organisation_word(word) || (i == 0 && starts_organisation(word))) org = true;
  }
  if (org) return false;
  return starts_upper(words.back());
}

bool same_person(std::string_view a, std::string_view b) {
  if (a == b) return true;
  // The first names must be the same; most pairs differ in the first letter.
  const auto plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
  if (a.empty() || b.empty() || (plain(a[0]) && plain(b[0]) && (a[0] | 0x20) != (b[0] | 0x20))) return false;
  const auto short_words = tokens(characters(a) <= characters(b) ? a : b);
  const auto long_words = tokens(characters(a) <= characters(b) ? b : a);
  if (short_words.size() < 2 || long_words.size() < 2) return false;
  if (lower(short_words.front()) != lower(long_words.front())) return false;
  std::size_t at = 0;
  for (const auto word : short_words) {
    // “Claus S. Holm” is Claus Sander Holm.
    const bool initial = word.size() == 2 && word[1] == '.' && at > 0;
    const auto differs = [&](std::string_view other) {
      return lower(other) != lower(word) && !(initial && characters(other) > 1 && other[0] == word[0]);
    };
    while (at < long_words.size() && differs(long_words[at])) ++at;
    if (at == long_words.size()) return false;
    ++at;
  }
  return true;
}

}  // namespace klynge::reading
