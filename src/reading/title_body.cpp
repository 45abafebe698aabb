#include "reading/title_body.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "base/text.hpp"
#include "reading/header_title.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Terms of office and marks in brackets name nothing.
std::string without_marks(std::string text) {
  for (std::size_t open = text.find('('); open != npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == npos) break;
    if (!years_in(std::string_view(text).substr(open, close - open)).empty() || close - open < 12)
      text.erase(open, close - open + 1);
  }
  return text;
}

// What a title says of the meeting behind the name: when it is, and that it is minutes.
// “udvalget for den nære psykiatri”: no day follows this “den”.
bool is_article(std::string_view folded, std::size_t at) {
  const std::string_view before = folded.substr(0, at);
  const std::string_view word = first_word(skip_blanks(folded.substr(at + 5)));
  return (before.ends_with(" for") || before.ends_with(" om") || before.ends_with(" vedrørende")) && !word.empty() &&
         letter_at(word, 0) && !danish_weekday(strip(word, ",."));
}

std::string cut_tail(std::string_view body) {
  const std::string folded = lower(body);
  std::size_t end = body.size();
  for (const std::string_view tail :
       {" den ",     " d. ",     " kl. ",     " kl ",     " – referat", " - referat",   " godkendt",   ", mandag",
        ", tirsdag", ", onsdag", ", torsdag", ", fredag", ", lørdag",   ", søndag",     " mandag",     " tirsdag",
        " onsdag",   " torsdag", " fredag",   " lørdag",  " søndag",    " – dagsorden", " - dagsorden"})
    if (const std::size_t at = folded.find(tail); at != npos && at > 0 && !(tail == " den " && is_article(folded, at)))
      end = std::min(end, at);
  body = strip(body.substr(0, end), " -.:,;|");
  // “Seniorrådet 2021”: a year is no part of the name.
  if (const std::string_view year = last_word(body);
      year.size() == 4 && year.size() + 4 < body.size() && !years_in(year).empty())
    body = strip(body.substr(0, body.size() - 4), " -,");
  // “Regionsrådet 2018-2021”: nor is a term of office.
  if (const std::string_view term = last_word(body);
      term.size() == 9 && term[4] == '-' && term.size() + 4 < body.size() && years_in(term).size() == 2)
    body = strip(body.substr(0, body.size() - 9), " -,");
  if (body.ends_with(" den")) body = strip(body.substr(0, body.size() - 4), " ,");
  if (body.ends_with(" d")) body = strip(body.substr(0, body.size() - 2), " ,");
  return squeeze(body);
}

std::optional<std::string> beside_a_dash(std::string_view text) {
  for (const std::string_view mark : {" - ", " – ", ": "}) {
    const std::size_t at = text.find(mark);
    if (at == npos) continue;
    // “Velfærdsudvalget - Referat fra mødet den 24-01-2019”
    const std::string_view left = trim(text.substr(0, at));
    if (names_a_body(left) && !has_heading_word(left) && !contains(lower(left), "møde") &&
        has_heading_word(text.substr(at, 40)))
      return cut_tail(left);
    // “Referat - Regionsrådet 2018-2021”
    std::string_view right = trim(text.substr(at + mark.size()));
    if (!years_in(last_word(right)).empty()) right = trim(right.substr(0, right.size() - last_word(right).size()));
    if (is_heading_word(lower(left)) && names_a_body(right) && !contains(lower(right), "møde") &&
        token_count(right) <= 6)
      return cut_tail(right);
  }
  return std::nullopt;
}

std::string without_number_of_meeting(std::string text) {
  // “Referat fra arbejdsgruppen om X, møde 3”
  if (const std::size_t at = text.rfind(", møde "); at != npos && at + 12 > text.size()) text.resize(at);
  // “Arbejdsgruppen om X - 3. møde”
  if (!text.ends_with(". møde")) return text;
  for (const std::string_view mark : {" - ", " – ", ", "}) {
    const std::size_t at = text.rfind(mark);
    if (at == npos || at <= 8 || at + mark.size() + 12 <= text.size() || !is_digit(text[at + mark.size()])) continue;
    text.resize(at);
    break;
  }
  return text;
}

// Meetings that are bodies themselves.
std::optional<std::string> assembly_in(const std::string& text, const std::string& folded) {
  for (const std::string_view assembly : {"generalforsamling", "afdelingsmøde", "beboermøde", "repræsentantskabsmøde"})
    if (const std::size_t at = folded.find(assembly); at != npos)
      return assembly == "repræsentantskabsmøde" ? std::string("repræsentantskab") : text.substr(at, assembly.size());
  return std::nullopt;
}

// The word “møde” or “mødet” in a title, and what stands on either side of it.
struct MeetingWord {
  std::string_view before;    // all before the word it is part of
  std::string_view kind;      // what it is joined to: “bestyrelses” of “bestyrelsesmøde”
  std::string_view after;     // all behind it
  std::size_t lead = 0;       // how long “ i ” or “ for ” before the body's name is
  bool all_capitals = false;  // the whole title
  std::string behind() const { return cut_tail(after.substr(lead)); }
};

MeetingWord meeting_word(std::string_view text, std::size_t at, std::size_t end) {
  MeetingWord word;
  std::size_t start = at;
  while (start > 0 && !is_blank(text[start - 1])) --start;
  word.before = text.substr(0, start);
  word.kind = text.substr(start, at - start);
  word.after = text.substr(end);
  word.all_capitals = all_upper(text);
  const std::string folded = lower(word.after);
  for (const std::string_view lead : {" i ", " for ", " af ", " med ", " mellem "})
    if (folded.starts_with(lead)) word.lead = lead.size();
  // “Beboer- og pårørenderådsmøde”: the first half belongs to the name.
  if (word.before.ends_with("- og ")) {
    std::size_t first = word.before.size() - 5;
    while (first > 0 && !is_blank(text[first - 1])) --first;
    word.kind = text.substr(first, at - first);
  }
  return word;
}

// “Gigtkredsen i Fjordby”: what has a board or a committee, and does not meet itself.
bool is_association(std::string_view name) {
  static constexpr WordSet kinds{"kredsen", "kreds", "foreningen", "forening", "klubben", "klub"};
  return kinds.ends(Folded(first_word(name)));
}

// “MR møde”, “LMU-møde”
std::optional<std::string> by_letters(const MeetingWord& word) {
  const std::string_view letters =
      word.kind.empty() && word.before.size() > 1 ? last_word(word.before) : strip(word.kind, "-");
  if (letters.size() < 2 || letters.size() > 6 || !all_upper(letters) || word.all_capitals) return std::nullopt;
  // “FU-møde i Foreningen” is the association's; “TR-møde i Hovedudvalget” is the committee's.
  if (word.lead && (!word.kind.ends_with("-") || (names_a_body(word.behind()) && !is_association(word.behind()))))
    return std::nullopt;
  return std::string(letters);
}

std::string_view without_heading_words(std::string_view phrase) {
  while (!phrase.empty()) {
    const std::string first = lower(first_word(phrase));
    if (!is_heading_word(first) && !is_one_of(first, {"af", "fra", "til", "for"})) break;
    phrase = trim(phrase.substr(std::min(phrase.size(), first.size() + 1)));
  }
  return phrase;
}

// “Handicaprådets møde”: the body in the genitive before the word.
std::optional<std::string> by_owner(const MeetingWord& word) {
  if (!word.kind.empty() || word.before.size() <= 1) return std::nullopt;
  const auto without_s = [](std::string_view name) { return std::string(name.substr(0, name.size() - 1)); };
  const std::string_view owner = last_word(word.before), phrase = trim(word.before);
  // “Social og sundheds møde den 24. april”
  if (phrase.ends_with("s") && starts_upper(phrase) && starts_lower(owner) && owner.size() > 5 &&
      token_count(phrase) <= 6 && token_count(phrase) >= 2 && !has_heading_word(phrase) &&
      strip(word.after, " ").size() < 4)
    return without_s(phrase);
  // “lokalbestyrelsens møde”: the body in the genitive, in small letters
  if (starts_lower(owner) && token_count(phrase) <= 4 &&
      (owner.ends_with("bestyrelsens") || owner.ends_with("udvalgets") || owner.ends_with("rådets") ||
       owner.ends_with("gruppens")) &&
      (word.lead == 0 || lower(word.after).starts_with(" den ")))
    return without_s(owner);
  // “Referat af Grønt Råds møde”
  const std::string_view named = without_heading_words(phrase);
  if (named.ends_with("s") && token_count(named) >= 2 && token_count(named) <= 6 && names_a_body(named))
    return without_s(named);
  if (owner.size() > 5 && (owner.ends_with("s") || (owner.ends_with("S") && all_upper(owner))) && starts_upper(owner) &&
      names_a_body(owner))
    return without_s(owner);
  return std::nullopt;
}

// “bestyrelsesmøde”, “rådsmøde i Prøverådet”: the body is joined to the word.
std::optional<std::string> by_kind(const MeetingWord& word) {
  if (word.kind.empty()) return std::nullopt;
  if (word.kind.ends_with("s") || word.kind.ends_with("S")) {
    const std::string_view stem = word.kind.substr(0, word.kind.size() - 1);
    if (characters(stem) >= 3 && !stem.ends_with("-")) {
      const std::string small = lower(stem);
      std::string owner = word.lead ? word.behind() : std::string();
      // “rådsmøde i Prøverådet”: the name says what it is; “bestyrelsesmøde i X” is X's board.
      if (!owner.empty() && contains(lower(owner), small)) return owner;
      if (!is_one_of(small, {"års", "år", "fælle", "dialog", "formand", "medlem", "arbejd", "samarbejd", "opfølgning",
                             "planlægning", "koordinering", "evaluering", "orientering"}))
        return std::string(stem);
    }
  }
  const std::string small = lower(word.kind);
  if (small == "bestyrelse" || small.ends_with("råd") || small.ends_with("udvalg") || small.ends_with("gruppe") ||
      small.ends_with("klynge"))
    return std::string(word.kind);
  return std::nullopt;
}

// “mødet i X”, “ordinært møde i X”
std::optional<std::string> by_lead(const MeetingWord& word) {
  if (!word.lead || (!word.kind.empty() && word.kind.size() <= 2)) return std::nullopt;
  std::string body = word.behind();
  if (body.empty()) return std::nullopt;
  return body;
}

std::optional<std::string> beside_the_meeting(std::string_view text, std::string_view folded) {
  for (std::size_t at = folded.find("møde"); at != npos; at = folded.find("møde", at + 1)) {
    std::size_t end = at + std::string_view("møde").size();
    if (folded.substr(end).starts_with('t')) ++end;
    if (letter_at(folded, end)) continue;  // “mødelokale”, “møder”
    const MeetingWord word = meeting_word(text, at, end);
    for (const auto rule : {by_letters, by_owner, by_kind, by_lead})
      if (auto body = rule(word)) return body;
  }
  return std::nullopt;
}

// What is left when the heading words are gone.
std::string what_is_left(std::string_view text) {
  std::string rest;
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".:,-()"));
    // “Regionsrådet 24-11-2020 13:00”
    if (is_heading_word(word) || (word.size() <= 5 && word.find(':') != npos && is_digit(word[0]))) continue;
    if (rest.empty() && is_one_of(word, {"og", "fra", "af", "for", "til", "i", "åben", "åbent"})) continue;
    if (!rest.empty()) rest += ' ';
    rest += token;
  }
  std::string body = cut_tail(rest);
  if (contains(lower(body), "møde") || characters(body) < 3) return {};
  // “Brugerråd for Sengeafdeling 4” bears a number; “Uge 14” or a day is no body.
  const std::string_view named = strip(body, " 0123456789");
  const bool numbered = body.starts_with(named) && body.size() - named.size() <= 3 && names_a_body(named);
  if ((body.ends_with(named) || !numbered) && std::ranges::any_of(body, is_digit)) return {};
  return body;
}

}  // namespace

std::string without_dates(std::string_view title) {
  std::string out(title);
  for (const auto& date : dates_in(title)) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(date.start),
              out.begin() + static_cast<std::ptrdiff_t>(date.end), ' ');
    break;
  }
  return out;
}

std::string body_in_title(std::string_view title) {
  const std::string marked = without_marks(without_dates(title));
  if (auto body = beside_a_dash(marked)) return *body;
  const std::string text = without_number_of_meeting(marked);
  const std::string folded = lower(text);
  if (auto body = assembly_in(text, folded)) return *body;
  if (auto body = beside_the_meeting(text, folded)) return *body;
  return what_is_left(text);
}

}  // namespace klynge::reading
