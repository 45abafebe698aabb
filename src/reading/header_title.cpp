#include "reading/header_title.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "reading/header_place.hpp"
#include "reading/person_name.hpp"
#include "reading/phrases.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_plural(std::string_view word) {
  return word == "referater" || word == "dagsordener" || word == "dagsordner" || word == "referaterne" ||
         word == "dagsordenerne";
}

// Only “Dagsordener og referater”, “Referater 2016”: the heading of a web page with many meetings.
bool heads_a_collection(std::string_view text) {
  bool plural = false;
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".:,-()"));
    if (is_plural(word))
      plural = true;
    else if (is_heading_word(word))
      return false;
  }
  return plural && token_count(text) <= 4;
}

bool only_heading_words(std::string_view text) {
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".:,-()"));
    if (!word.empty() && !is_heading_word(word) && word != "og" && word != "fra" && word != "til" && word != "for" &&
        word != "af" && word != "godkendt" && word != "åben" && word != "/")
      return false;
  }
  return true;
}

// Heading words and a day: what meets stands on another row.
bool only_heading_and_day(std::string_view text) {
  const auto date = first_date(text);
  if (!date || !only_heading_words(text.substr(0, text.find_first_of("0123456789")))) return false;
  return strip(text.substr(date->end), " .,-").empty();
}

bool mentions_meeting(std::string_view text) {
  const std::string folded = lower(text);
  // “Møde nr. 7” is the number and no name of a meeting.
  if (folded.starts_with("møde nr") || folded.starts_with("mødenr") || folded.starts_with("mødelokale")) return false;
  return contains(folded, "møde") || contains(folded, "generalforsamling");
}

// “Blad nr. 41”, “Folio 12”, “41”: the leaf of the book of minutes, far right of the heading. “Side 1” there is a
// page's head.
bool is_leaf(std::string_view text) {
  static constexpr WordSet words{"blad nr.",     "blad", "bl.",  "folio", "fol.",
                                 "protokolside", "ark",  "side", "s.",    "pag."};
  const Folded folded(text.substr(0, 20));
  const std::string_view number = trim(text.substr(words.beginning(folded).size()));
  return !number.empty() && number.size() <= 4 && number != "1" &&
         number.find_first_not_of("0123456789") == std::string_view::npos;
}

// The row without a transcript's page number before its heading, and without the leaf's behind it.
std::string_view without_page_number(std::string_view text) {
  if (const std::size_t gap = text.rfind("   ");
      gap != std::string_view::npos && gap > 4 && is_leaf(trim(text.substr(gap))))
    text = trim(text.substr(0, gap));
  std::size_t digits = 0;
  while (digits < text.size() && digits < 3 && is_digit(text[digits])) ++digits;
  if (digits == 0 || text.substr(digits, 1) != " ") return text;
  const std::string_view rest = skip_blanks(text.substr(digits));
  return starts_upper(rest) && is_heading_word(lower(first_word(rest))) ? rest : text;
}

// The way to a web page whose steps lost what parted them ends in the page's own heading: “PolitikReferaterMøde i X”
// above “Møde i X”.
bool runs_into_heading_below(const Reading& r, std::size_t i) {
  const std::string_view text = r.row(i).text;
  for (std::size_t below = i + 1; below < r.sheet.rows.size() && below <= i + 4; ++below) {
    const std::string_view heading = r.row(below).text;
    if (heading.size() < 12 || heading.size() >= text.size() || !text.ends_with(heading)) continue;
    if (letter_before(text, text.size() - heading.size())) return true;
  }
  return false;
}

// “Se dagsorden til mødet”, “Se beslutninger fra …”: a web page's link.
bool points_elsewhere(std::string_view text) {
  if (contains(text, "denne side") || contains(text, "Her finder du")) return true;
  return text.starts_with("Se ") && is_heading_word(lower(strip(first_word(skip_blanks(text.substr(3))), ".:,")));
}

bool can_be_title(const Reading& r, std::size_t i) {
  if (!r.free(i) || runs_into_heading_below(r, i) || points_elsewhere(r.row(i).text)) return false;
  const LineClass& c = r.classes[i];
  const std::string_view text = r.row(i).text;
  if (is_header(c.label.label) && c.label.label != Label::title) return false;
  // “MØDE” above what is called so is a field's name.
  static constexpr WordSet fields{"MØDE", "Møde", "møde"};
  if (c.label.label == Label::furniture || is_breadcrumb(text) || fields.has(text)) return false;
  // “Dagsorden:  Ansv.  Referat” heads a table.
  if (c.label.label == Label::agenda && c.label.colon && !c.label.alone) return false;
  return !is_attendance(c.label.label) && !c.bullet && text.size() <= 250;
}

bool is_long_sentence(std::string_view text) {
  if (!text.ends_with('.') || token_count(text) <= 9) return false;
  if (is_digit(text[text.size() - 2])) return false;  // the day, its month on the next row
  // “Referat af møde i X den 8. oktober kl. 19.30 i Sognehuset.” is a heading with a full stop.
  return !is_heading_word(lower(first_word(text))) || dates_in(text).empty();
}

struct Candidates {
  std::size_t heading = no_row;  // with “Referat” or “Dagsorden”
  std::size_t marked = no_row;   // what the format calls a heading
  std::size_t meeting = no_row;  // with “møde”
  std::size_t any = no_row;
};

Candidates candidates_of(const Reading& r, std::size_t end) {
  Candidates found;
  bool weak = false;  // a web page's own heading, or “Referat:” above the text
  bool head = false;  // “Fjordby Kommune      Referat      Side 1”
  for (std::size_t i = 0; i < end && i < 80; ++i) {
    if (!can_be_title(r, i) || begins_with_word(r.row(i).text, "Godkendelse")) continue;
    const std::string_view text = without_page_number(r.row(i).text);
    const bool sentence = is_long_sentence(text);
    // “Mødeprotokollen udsendes i weekenden.”, “Tak for i dag. Her er mit referat.” is told and heads nothing.
    const bool told = text.ends_with('.') && token_count(text) > 4 && !is_heading_word(lower(first_word(text))) &&
                      dates_in(text).empty();
    const LabelFound& label = r.classes[i].label;
    if (found.any == no_row && !sentence && label.label == Label::none) found.any = i;
    // A numbered row is an item; small letters begin no heading but a heading word does.
    const bool opens = !is_digit(text[0]) && (starts_upper(text) || is_heading_word(lower(first_word(text))));
    if (opens && has_heading_word(text) && !sentence && !told && text.size() < 200) {
      const bool page_head = text.find("     ") != npos;
      const bool now_weak = page_head || heads_a_collection(text) ||
                            (text.ends_with(':') && only_heading_words(text) && found.meeting != no_row);
      if (found.heading == no_row || (weak && !now_weak)) {
        found.heading = i;
        weak = now_weak;
        head = page_head;
      }
    }
    if (found.marked == no_row && r.row(i).role == LineRole::heading) found.marked = i;
    if (found.meeting == no_row && mentions_meeting(text) && text.size() < 140 && !sentence && !told &&
        label.label != Label::next_meeting)
      found.meeting = i;
  }
  if (weak && head && found.meeting != no_row && found.meeting < found.heading + 4) found.heading = found.meeting;
  if (weak && found.meeting < found.heading && found.meeting != no_row) found.heading = found.meeting;
  // “Dagsorden” alone far down only opens the list of items.
  if (found.heading == no_row) return found;
  const LabelFound& label = r.classes[found.heading].label;
  const bool opens_items = label.label == Label::agenda && label.alone && !contains(lower(label.words), "referat");
  if (opens_items && (found.meeting < found.heading || found.any < found.heading))
    found.heading = found.meeting < found.heading ? found.meeting : found.any;
  // “Referat” alone below the list of those present heads the items; “Udvalgsmøde” at the top is the title.
  const bool late = std::any_of(r.taken.begin(), r.taken.begin() + static_cast<std::ptrdiff_t>(found.heading),
                                [](bool taken) { return taken; });
  if (late && only_heading_words(r.row(found.heading).text) && found.meeting < found.heading)
    found.heading = found.meeting;
  return found;
}

// The heading up to the hour: “… den 3. maj kl. 19.30 i Salen” is title, time and place in one row.
std::string without_hour(std::string_view text) {
  const auto dates = dates_in(text);
  for (const auto& time : times_in(text, false)) {
    if (time.from < 12) continue;
    if (!dates.empty() && dates.front().start > time.from) continue;
    text = text.substr(0, time.from);
    break;
  }
  text = strip(text, " ,-");
  for (const std::string_view word : {" fra", ","})
    if (text.ends_with(word)) text.remove_suffix(word.size());
  return std::string(strip(text, " ,"));
}

// A slide's one row of everything: body, day, time and place.
std::string body_before_day(std::string_view text) {
  const auto dates = dates_in(text);
  if (dates.empty() || times_in(text, false).empty() || dates.front().start <= 4) return std::string(text);
  std::string_view before = text.substr(0, dates.front().start);
  for (std::string_view word = last_word(before); !word.empty(); word = last_word(before)) {
    const std::string small = lower(word);
    if (!danish_weekday(small) && small != "den" && small != "d") break;
    before = before.substr(0, static_cast<std::size_t>(word.data() - before.data()));
  }
  const std::string body(strip(before, " ,.-"));
  return body.size() > 3 ? body : std::string(text);
}

bool ends_open(std::string_view folded) {
  for (const std::string_view end : {" i", " af", " for", " fra", " til", " over", "-", "–", " vedr.", " vedrørende",
                                     " og", " faglige anbefalinger for"})
    if (folded.ends_with(end)) return true;
  return false;
}

// “i Rådet for X”, “af mødet den 3. november”, “oktober 2011”: the row goes on with a heading.
bool goes_on_with_heading(std::string_view heading, std::string_view row) {
  if ((heading.ends_with(" den") || heading.ends_with(" d.")) && begins_with_date(row)) return true;
  const std::string word = lower(first_word(row));
  const std::string_view day = strip(last_word(heading), ".");
  if (heading.ends_with('.') && day.size() <= 2 && !day.empty() && is_digit(day[0]))
    return danish_month(word).has_value();
  if (!starts_lower(row) || heading.ends_with('.')) return false;
  for (const std::string_view lead : {"i", "af", "for", "til", "fra", "med", "vedr", "vedrørende", "om"})
    if (word == lead) return true;
  return false;
}

std::size_t row_above(const Reading& r, std::size_t row) {
  // The body's name may be the running head of all pages; above the heading it stands for itself.
  if (row > 0 && row <= 8 && r.row(row - 1).furniture && !r.taken[row - 1] && names_a_body(r.row(row - 1).text))
    return row - 1;
  std::size_t above = row;
  while (above > 0 && r.row(above - 1).furniture) --above;
  return above > 0 ? above - 1 : no_row;
}

// “Ovstrup Sogns Menighedsråd                Myndighedskode 1234”: what stands at the right is something else.
std::string_view left_of_gap(std::string_view text) {
  const std::size_t gap = text.find("     ");
  return gap != npos && gap > 4 ? text.substr(0, gap) : text;
}

// The body's name on the row straight above a heading that does not name it in full.
bool take_body_above(const Reading& r, Title& title) {
  const std::size_t start = title.rows.front();
  const std::size_t above = row_above(r, start);
  if (above == no_row || start > 8 ||
      r.row(start).blanks > std::max(1u, r.sheet.gap) + 12 * only_heading_words(r.row(start).text))
    return false;
  if ((!r.row(above).furniture && !can_be_title(r, above)) || r.classes[above].label.label != Label::none ||
      !names_a_body(r.row(above).text) || has_heading_word(r.row(above).text))
    return false;
  const bool meeting = mentions_meeting(r.row(above).text);
  if (meeting && !only_heading_words(title.text)) return false;
  title.text = squeeze(left_of_gap(r.row(above).text)) + " " + title.text;
  title.rows.insert(title.rows.begin(), above);
  if (!meeting) title.body_row = above;
  return true;
}

// “Referat af 5. styregruppemøde” below “Styregruppen for X”: the row above says which of them.
bool short_for(std::string_view heading, std::string_view body) {
  const std::string folded = lower(heading), whole = lower(body);
  const std::size_t meeting = folded.find("møde");
  if (meeting == npos || meeting < 5 || !letter_before(folded, meeting)) return false;
  std::string_view kind = last_word(std::string_view(folded).substr(0, meeting));
  if (kind.ends_with("s")) kind.remove_suffix(1);
  return kind.size() >= 4 && contains(whole, kind);
}

void join_below(const Reading& r, std::size_t end, Title& title) {
  std::size_t joined = 0;
  std::string more;
  std::vector<std::size_t> rows;
  for (std::size_t i = title.rows.back() + 1; i < end && joined < 3; ++i) {
    if (r.row(i).furniture) continue;
    if (!can_be_title(r, i)) break;
    const std::string_view text = r.row(i).text;
    const Label label = r.classes[i].label.label;
    if (begins_with_date(text) || r.classes[i].time_only || label == Label::agenda || label == Label::contents ||
        label == Label::title)
      break;
    if (text.ends_with(':') || (text.ends_with('.') && token_count(text) > 8) || parse_people(text).size() > 1) break;
    if (month_and_year(text) && token_count(text) <= 3) break;
    // “Møde nr. 3/2026 - 19-03-2026” is the number and the day, “Styregruppemøde nr. 6 – Ny bro” names the meeting.
    const std::string folded = lower(text);
    const std::size_t numbered = folded.find("møde nr");
    if (folded.starts_with("mødenr") || numbered == 0 || (numbered != npos && !dates_in(text).empty())) break;
    more += ' ';
    more += squeeze(text);
    rows.push_back(i);
    ++joined;
    const std::string small = lower(text);
    const bool goes_on = small == "til" || small == "fra" || small == "for" || small == "af" || small == "i" ||
                         small.ends_with(" i") || small.ends_with(" for");
    if (!goes_on) break;
  }
  const std::string tail = lower(more);
  if (more.empty() || tail.ends_with(" til") || tail.ends_with(" i")) return;
  title.text += more;
  title.rows.insert(title.rows.end(), rows.begin(), rows.end());
}

// “Klyngestyregruppen for Sundhedsklynge” and below it, as large and as bold, “Bredsund”: one
// heading that the page was too narrow for.
bool broken_heading(const Reading& r, std::size_t above, std::size_t below) {
  const Row& first = r.row(above);
  const Row& second = r.row(below);
  constexpr float same_height = 0.5f;  // points
  if (first.height <= 0 || std::fabs(first.height - second.height) > same_height || first.bold != second.bold ||
      first.role != second.role)
    return false;
  if (!first.bold && first.role != LineRole::heading) return false;
  if (second.blanks > 0 || second.page_start || second.right >= first.right || token_count(second.text) > 5 ||
      second.y - first.y > first.height * 1.5f)
    return false;
  return r.classes[below].label.label == Label::none && !begins_with_date(second.text) && !r.classes[below].time_only;
}

// “Referat af møde i Klyngestyregruppe” and straight below it “Elmeå”: a kind of body without an article needs its
// name.
bool names_the_kind(const Reading& r, const Title& title, std::size_t below) {
  const Row& row = r.row(below);
  static const Endings kinds{"styregruppe",  "sundhedsklynge", "klynge",           "lokalråd",
                             "menighedsråd", "ældreråd",       "grundejerforening"};
  return kinds.end(Folded(last_word(title.text))) && row.blanks == 0 && token_count(row.text) <= 3 &&
         starts_upper(row.text) && !any_digit(row.text) && !row.text.ends_with(':') && row.text.size() < 40 &&
         !contains(row.text, "   ") && r.classes[below].label.label == Label::none && !begins_with_date(row.text) &&
         !is_heading_word(lower(first_word(row.text)));
}

// Rows below that plainly go on with the heading's sentence.
void join_continuation(const Reading& r, std::size_t end, Title& title) {
  for (std::size_t i = title.rows.back() + 1; i < end && title.rows.size() < 4; ++i) {
    if (r.row(i).furniture) continue;
    if (!r.free(i) || r.row(i).text.size() > 200 || r.row(i).blanks > std::max(1u, r.sheet.gap) || r.classes[i].bullet)
      return;
    if (token_count(r.row(i).text) <= 4 && ends_open(" " + lower(r.row(i).text))) return;
    if (!broken_heading(r, title.rows.back(), i) && !names_the_kind(r, title, i) &&
        !goes_on_with_heading(title.text, r.row(i).text) &&
        !(ends_open(lower(title.text)) && starts_lower(r.row(i).text)))
      return;
    title.text += ' ';
    title.text += squeeze(r.row(i).text);
    title.rows.push_back(i);
  }
}

}  // namespace

bool is_heading_word(std::string_view word) {
  static constexpr std::array<std::string_view, 23> words{
      "referat",
      // clang-format off
                                                          "referater", "dagsorden", "dagsordner", "dagsordener",
                                                          "beslutningsprotokol", "protokol", "mødereferat",
                                                          "beslutningsreferat", "indkaldelse", "mødeindkaldelse",
                                                          "protokollat", "forhandlingsprotokol", "referatet", "udkast",
                                                          "beslutninger", "åbent", "mødenotat", "udskrift", "mødesager",
                                                          "protokoludskrift", "bestyrelsesreferat",
      // clang-format on
      "mødeprotokol"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_heading_word(std::string_view text) {
  const std::string folded = lower(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view word = word_at(folded, at);
    if (word.empty()) {
      at += std::max(1u, code_point(folded, at).size);
      continue;
    }
    if (is_heading_word(word) && word != "udkast" && word != "åbent") return true;
    at += word.size();
  }
  return false;
}

bool is_breadcrumb(std::string_view text) {
  if (text.size() > 300) return false;
  std::size_t steps = 0;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (!is_blank(text[i - 1])) continue;
    for (const std::string_view mark : {"/ ", "> ", "» ", "› "})
      if (text.substr(i).starts_with(mark)) ++steps;
  }
  return steps >= 2 ||
         (steps == 1 && (text.starts_with("Forside") || text.starts_with("Du er her") || text.starts_with("Hjem")));
}

bool names_a_body(std::string_view text) {
  if (text.size() > 100 || !starts_upper(text)) return false;
  const std::string folded = lower(text);
  // “Menighedsrådets CVR-nr.: 12 34 56 78”
  if (contains(folded, "cvr")) return false;
  for (const std::string_view word : {"udvalg", "råd", "klynge", "bestyrelse", "styregruppe", "forum", "gruppe", "nævn",
                                      "komite", "kreds", "repræsentantskab", "direktion"})
    if (contains(folded, word)) return !contains(folded, "rådhus");
  return false;
}

Title find_title(const Reading& r, std::size_t end) {
  Title title;
  const Candidates found = candidates_of(r, end);
  std::size_t start = found.heading != no_row   ? found.heading
                      : found.marked != no_row  ? found.marked
                      : found.meeting != no_row ? found.meeting
                                                : found.any;
  if (start == no_row) return title;
  title.rows.push_back(start);
  // “Emne  Referat fra 3. møde i …” is a heading in a form.
  const auto text_of = [&](std::size_t i) {
    const LabelFound& label = r.classes[i].label;
    return label.label == Label::title && !label.alone && has_heading_word(r.row(i).text.substr(label.value))
               ? r.row(i).text.substr(label.value)
               : without_page_number(r.row(i).text);
  };
  title.text = squeeze(text_of(start));
  if (only_heading_words(title.text)) {
    // “REFERAT” above a heading that says it all.
    for (std::size_t i = start + 1; i < end && i < start + 3; ++i) {
      if (r.row(i).furniture) continue;
      const std::string_view below = text_of(i);
      if (!can_be_title(r, i) || !has_heading_word(below) || only_heading_words(below) || heads_a_collection(below) ||
          r.classes[i].label.label == Label::agenda)
        break;
      if (!mentions_meeting(below) && !(is_heading_word(lower(first_word(below))) && names_a_body(below))) break;
      title = {{i}, squeeze(below)};
      break;
    }
  }
  const bool bare_row = only_heading_words(title.text);
  join_continuation(r, end, title);
  if (!has_heading_word(title.text)) title.text = body_before_day(title.text);
  const bool bare = only_heading_words(title.text);
  const std::string folded = lower(title.text);
  if (bare || ends_open(folded)) {
    const std::size_t rows = title.rows.size();
    join_below(r, end, title);
    if (title.rows.size() > rows) join_continuation(r, end, title);
    if (bare && title.rows.size() == rows && !take_body_above(r, title)) {
      // “Referat” below “Udvalgets møde den 24. april”.
      if (found.meeting < title.rows.front() &&
          (!dates_in(r.row(found.meeting).text).empty() || found.meeting == found.any))
        title = {{found.meeting}, squeeze(r.row(found.meeting).text)};
    }
  } else if (bare_row && !names_a_body(title.text)) {
    take_body_above(r, title);
  } else if (only_heading_and_day(title.text)) {
    take_body_above(r, title);
  } else if (const std::size_t above = row_above(r, title.rows.front());
             above != no_row && short_for(title.text, r.row(above).text)) {
    take_body_above(r, title);
  }
  // “Referat af OB-møde. Protokoller: …”: what follows the first sentence is no heading.
  if (const auto sentences = sentences_in(title.text);
      sentences.size() > 1 && sentences[0].end > 12 &&
      starts_upper(std::string_view(title.text).substr(sentences[1].start)) &&
      has_heading_word(std::string_view(title.text).substr(0, sentences[0].end)) &&
      !is_digit(title.text[sentences[0].end - 2]))
    title.text = std::string(strip(std::string_view(title.text).substr(0, sentences[0].end), " ."));
  title.text = without_hour(title.text);
  return title;
}

}  // namespace klynge::reading
