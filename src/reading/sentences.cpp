#include "reading/sentences.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/phrases.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

bool abbreviation(std::string_view text, std::size_t stop) {
  std::size_t start = stop;
  bool stops = false;
  while (start > 0 && stop - start < 12 && !is_blank(text[start - 1]) && text[start - 1] != '\n' &&
         text[start - 1] != '(')
    stops |= text[--start] == '.';
  const std::string_view word = text.substr(start, stop - start);
  // None is longer that has no full stop in it.
  if (word.empty() || (!stops && word.size() > 5)) return false;
  // What stands before the word on its line, and whether a capital follows it.
  std::size_t end = start;
  while (end > 0 && is_blank(text[end - 1])) --end;
  const bool first = end == 0 || text[end - 1] == '\n';
  const std::string_view next = skip_blanks(text.substr(stop + 1, 8));
  const bool figures = word.find_first_not_of("0123456789.") == std::string_view::npos;
  // “kl. 15.30. Bo …”, “den 9.10.2022. Ida …”
  if (figures && stops) return !starts_upper(next);
  if (stops) return !is_digit(word.back());  // “f.eks”, “bl.a”, “m.m”
  if (characters(word) == 1 && is_upper(code_point(word, 0).value)) {
    // “Hanne L. Holm”, but “de valgte model B. Forvaltningen …”.
    std::size_t before = end;
    while (before > 0 && !is_blank(text[before - 1]) && text[before - 1] != '\n' && text[before - 1] != '(') --before;
    return first || !starts_lower(text.substr(before, end - before));
  }
  if (characters(word) == 1 && !figures) return word == "d" || word == "v";
  if (figures && word.size() <= 2) {
    // “1. udkast” goes on; “kl. 14.”, “punkt 4.” and “3 mod 10. Ida …” end.
    static const Endings leads{"kl.", "punkt", "pkt.", "nr.", "side", "klokken", "uge"};
    if (leads.end(Folded(text.substr(end > 8 ? end - 8 : 0, std::min<std::size_t>(end, 8))))) return false;
    static const Endings ordinals{"den", "d.", "dato", "tredje", "på"};
    return first || !starts_upper(next) ||
           ordinals.end(Folded(text.substr(end > 8 ? end - 8 : 0, std::min<std::size_t>(end, 8))));
  }
  static constexpr WordSet words{
      "pr",  "kl",   "pkt", "nr",  "ca",  "evt", "vedr", "inkl", "ekskl", "hhv", "ift", "jf",  "kr",   "mio", "mia",
      "pct", "mhp",  "pga", "dr",  "tlf", "stk", "jvf",  "ang",  "osv",   "etc", "max", "min", "maks", "ad",  "st",
      "sml", "tidl", "fhv", "adm", "ref", "chr", "joh",  "johs", "vilh",  "sv",  "sdr", "ndr", "skt",  "gl",  "kgs"};
  return words.has(Folded(word));
}

// One capital alone before the full stop at `at`: “P.Holm”, “Ø.F.I.F.”
bool is_initial_before(std::string_view text, std::size_t at) {
  for (const std::size_t size : {1uz, 2uz}) {
    if (at < size || code_point(text, at - size).size != size || !is_upper(code_point(text, at - size).value)) continue;
    const std::size_t start = at - size;
    return start > 0 && (is_blank(text[start - 1]) || text[start - 1] == '.');
  }
  return false;
}

// “ii) ”, “viii) ”: the bytes of it; 0 where the text begins with none.
std::size_t roman_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 5 && (text[at] == 'i' || text[at] == 'v' || text[at] == 'x')) ++at;
  return at > 1 && text.size() > at + 6 && text[at] == ')' && text[at + 1] == ' ' ? at + 2 : 0;
}

// Where a line or perhaps a sentence ends at or after `at`.
std::size_t next_stop(std::string_view text, std::size_t at) {
  static constexpr Bytes stops{"\n.?!"};
  return std::min(stops.find(text, at), text.size());
}

}  // namespace

std::vector<Sentence> sentences_in(std::string_view text) {
  std::vector<Sentence> out;
  out.reserve(text.size() / 80 + 2);
  std::size_t start = 0, paragraph = 0;
  bool bullet = text.starts_with("- ");
  const auto close = [&](std::size_t end) {
    std::size_t from = start, to = end;
    while (from < to && (is_blank(text[from]) || text[from] == '\n')) ++from;
    if (text.substr(from, to - from).starts_with("- "))
      from += 2;
    else if (to - from > 6 && text[from + 1] == ')' && text[from + 2] == ' ')
      from += 3;  // “a) ”
    else if (const std::size_t numeral = roman_length(text.substr(from, to - from)); numeral > 0)
      from += numeral;
    while (to > from && (is_blank(text[to - 1]) || text[to - 1] == '\n')) --to;
    if (to > from) out.push_back({from, to, bullet, paragraph});
    start = end;
  };
  for (std::size_t at = next_stop(text, 0); at < text.size(); at = next_stop(text, at + 1)) {
    const char c = text[at];
    if (c == '\n') {
      close(at);
      ++paragraph;
      bullet = text.substr(at + 1).starts_with("- ");
      continue;
    }
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] == ')' || text[next] == '"')) ++next;
    if (next >= text.size()) break;
    if (text[next] == '\n') continue;
    // “i dag.Ida” ends a sentence, the initial of “P.Holm” does not.
    const bool initial = is_initial_before(text, at);
    const bool glued = c == '.' && letter_at(text, next) && is_upper(code_point(text, next).value) &&
                       letter_before(text, at) && at > 3 && !initial;
    if (!is_blank(text[next]) && !glued) continue;
    std::size_t after = next;
    while (after < text.size() && is_blank(text[after])) ++after;
    const bool next_small = after < text.size() && starts_lower(text.substr(after, 4));
    if (next_small && c == '.') continue;
    if (c == '.' && !glued && abbreviation(text, at)) {
      // “mio. kr.” may close a sentence all the same; a small letter goes on.
      const bool money = text.substr(0, at).ends_with("kr") || text.substr(0, at).ends_with("osv") ||
                         text.substr(0, at).ends_with("m.m");
      if (!money || is_digit(text[after])) continue;
    }
    close(next);
    at = next - 1;
  }
  close(text.size());
  return out;
}

Cues Prose::cues_of(std::size_t sentence) const {
  return cues.empty() ? sentence_phrases().in(in_lower_case(sentences[sentence])) : cues[sentence];
}

Prose bare_prose_of(std::string_view text) { return {text, lower(text), sentences_in(text)}; }

Prose prose_of(std::string_view text) {
  Prose prose = bare_prose_of(text);
  prose.cues.reserve(prose.sentences.size());
  for (const Sentence& sentence : prose.sentences)
    prose.cues.push_back(sentence_phrases().in(prose.in_lower_case(sentence)));
  return prose;
}

}  // namespace klynge::reading
