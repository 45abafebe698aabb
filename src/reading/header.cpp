#include "reading/header.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "reading/header_place.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// Words that make a row the document's heading.
bool is_heading_word(std::string_view word) {
  static constexpr std::array<std::string_view, 19> words{"referat", "referater", "dagsorden", "dagsordner", "dagsordener", "beslutningsprotokol", "protokol", "mødereferat", "beslutningsreferat", "indkaldelse", "mødeindkaldelse", "protokollat", "forhandlingsprotokol", "referatet", "udkast", "beslutninger", "åbent", "mødenotat", "referater"};
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

bool only_heading_words(std::string_view text) {
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".:,-()"));
    if (!word.empty() && !is_heading_word(word) && word != "og" && word != "fra" && word != "til" && word != "for" && word != "af" && word != "godkendt" && word != "/") return false;
  }
  return true;
}

bool mentions_meeting(std::string_view text) {
  const std::string folded = lower(text);
  return contains(folded, "møde");
}

// Words that say that something meets: “udvalget”, “styregruppen”.
bool names_a_body(std::string_view text) {
  if (text.size() > 100 || !starts_upper(text)) return false;
  const std::string folded = lower(text);
  for (const std::string_view word : {"udvalg", "råd", "klynge", "bestyrelse", "styregruppe", "forum", "gruppe", "nævn", "komite", "kreds", "repræsentantskab", "direktion"})
    if (contains(folded, word)) return !contains(folded, "rådhus");
  return false;
}

struct Title {
  std::vector<std::size_t> rows;
  std::string text;
};

bool can_be_title(const Reading& r, std::size_t i) {
  if (!r.free(i)) return false;
  const LineClass& c = r.classes[i];
  const std::string_view text = r.row(i).text;
  if (is_header(c.label.label) && c.label.label != Label::title) return false;
  if (is_attendance(c.label.label) || c.bullet || text.size() > 250) return false;
  return true;
}

Title find_title(const Reading& r, std::size_t end) {
  Title title;
  std::size_t first = no_row, meeting = no_row, any = no_row, head = no_row;
  bool first_is_plural = false;  // “Dagsordener og referater” is the web page's own heading
  for (std::size_t i = 0; i < end && i < 80; ++i) {
    if (!can_be_title(r, i)) continue;
    const std::string_view text = r.row(i).text;
    const bool sentence = text.ends_with('.') && tokens(text).size() > 9;
    if (any == no_row && !sentence && r.classes[i].label.label == Label::none) any = i;
    if (has_heading_word(text) && !sentence && text.size() < 160) {
      const bool plural = lower(text) == "dagsordener og referater" || lower(text) == "referater" || lower(text) == "dagsordener";
      if (first == no_row || (first_is_plural && !plural)) {
        first = i;
        first_is_plural = plural;
      }
    }
    if (head == no_row && r.row(i).role == LineRole::heading) head = i;
    if (meeting == no_row && mentions_meeting(text) && text.size() < 140 && !sentence && r.classes[i].label.label != Label::next_meeting) meeting = i;
  }
  // “Dagsorden” alone far down only opens the list of items.
  if (first != no_row && r.classes[first].label.label == Label::agenda && r.classes[first].label.alone && (meeting < first || any < first)) {
    first = meeting != no_row && meeting < first ? meeting : any;
  }
  std::size_t start = first != no_row ? first : head != no_row ? head : meeting != no_row ? meeting : any;
  if (start == no_row) return title;
  title.rows.push_back(start);
  title.text = squeeze(r.row(start).text);
  const std::string folded = lower(title.text);
  const bool bare = only_heading_words(title.text);
  const bool open = folded.ends_with(" i") || folded.ends_with(" af") || folded.ends_with(" for") || folded.ends_with(" fra") || folded.ends_with(" til") || folded.ends_with("-") || folded.ends_with("–");
  if (!has_heading_word(title.text)) {
    // A slide's one row of everything: body, day, time and place.
    const auto dates = dates_in(title.text);
    if (!dates.empty() && !times_in(title.text, false).empty() && dates.front().start > 4) {
      std::string_view before = std::string_view(title.text).substr(0, dates.front().start);
      for (std::string_view word = last_word(before); !word.empty(); word = last_word(before)) {
        const std::string small = lower(word);
        if (!danish_weekday(small) && small != "den" && small != "d") break;
        before = before.substr(0, static_cast<std::size_t>(word.data() - before.data()));
      }
      const std::string body(strip(before, " ,.-"));
      if (body.size() > 3) title.text = body;
    }
  }
  if (!bare && !open) return title;
  // “REFERAT” alone: the body, or “til” / “mødet i X”, stands on the rows below.
  std::size_t joined = 0;
  std::string more;
  std::vector<std::size_t> rows;
  for (std::size_t i = start + 1; i < end && joined < 3; ++i) {
    if (r.row(i).furniture) continue;
    if (!can_be_title(r, i)) break;
    const std::string_view text = r.row(i).text;
    const Label label = r.classes[i].label.label;
    if (begins_with_date(text) || r.classes[i].time_only || label == Label::agenda || label == Label::contents || label == Label::title) break;
    if (text.ends_with(':') || (text.ends_with('.') && tokens(text).size() > 8) || parse_people(text).size() > 1) break;
    if (month_and_year(text) && tokens(text).size() <= 3) break;
    more += ' ';
    more += squeeze(text);
    rows.push_back(i);
    ++joined;
    const std::string small = lower(text);
    const bool goes_on = small == "til" || small == "fra" || small == "for" || small == "af" || small == "i" || small.ends_with(" i") || small.ends_with(" for");
    if (!goes_on) break;
  }
  const std::string tail = lower(more);
  // “Ældreudvalget” above “Referat”: the body opens the heading where nothing follows.
  if (more.empty() && bare && start > 0 && start <= 3) {
    std::size_t above = start;
    while (above > 0 && r.row(above - 1).furniture) --above;
    if (above > 0 && can_be_title(r, above - 1) && r.classes[above - 1].label.label == Label::none && names_a_body(r.row(above - 1).text)) {
      title.text = squeeze(r.row(above - 1).text) + " " + title.text;
      title.rows.insert(title.rows.begin(), above - 1);
      return title;
    }
  }
  if (more.empty() || tail.ends_with(" til") || tail.ends_with(" i")) return title;
  title.text += more;
  title.rows.insert(title.rows.end(), rows.begin(), rows.end());
  return title;
}

// Parts cut off a heading before its body is read: dates, years, brackets, heading words.
std::string without_dates(std::string_view title) {
  std::string out(title);
  for (const auto& date : dates_in(title)) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(date.start), out.begin() + static_cast<std::ptrdiff_t>(date.end), ' ');
    break;
  }
  return out;
}

struct DateChoice {
  Date date;
  std::optional<int> weekday;
  std::size_t row = 0, start = 0, end = 0;
  double weight = 0;
};

// Year where the heading gives only day and month: the one whose weekday fits, else the commonest.
int guess_year(const Reading& r, std::size_t end, const DateChoice& choice) {
  std::map<int, int> votes;
  const std::size_t look = std::min(r.sheet.rows.size(), end + 400);
  for (std::size_t i = 0; i < look; ++i)
    for (const int year : years_in(r.row(i).text.substr(0, 500))) votes[year] += i < end ? 5 : 1;
  int best = 0, most = 0;
  for (const auto& [year, count] : votes) {
    if (!exists({year, choice.date.month, choice.date.day})) continue;
    int score = count;
    if (choice.weekday && weekday({year, choice.date.month, choice.date.day}) == *choice.weekday) score += 1000;
    if (score > most) most = score, best = year;
  }
  return best;
}

void read_date(Reading& r, const Title& title, std::size_t end) {
  std::vector<DateChoice> choices;
  Label context = Label::none;  // a label alone on its row speaks for the next one
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i]) continue;
    const Label label = r.classes[i].label.label;
    const Label speaks = label != Label::none ? label : context;
    context = label != Label::none && r.classes[i].label.alone ? label : Label::none;
    if (speaks == Label::next_meeting || choices.size() > 400) continue;
    const bool in_title = std::find(title.rows.begin(), title.rows.end(), i) != title.rows.end();
    for (const auto& found : dates_in(r.row(i).text.substr(0, 2'000))) {
      DateChoice choice{found.date, found.weekday, i, found.start, found.end, 1};
      if (speaks == Label::date || speaks == Label::start || speaks == Label::time) choice.weight += 4;
      if (in_title) choice.weight += 3.5;
      if (found.weekday) choice.weight += 1.5;
      if (found.date.year) choice.weight += 1.2;
      const std::string folded = lower(r.row(i).text.substr(0, 300));
      if (contains(folded, "kl")) choice.weight += 0.8;
      if (begins_with_date(r.row(i).text)) choice.weight += 0.8;
      if (contains(folded, "møde") && !contains(folded, "næste møde")) choice.weight += 0.8;
      for (const std::string_view word : {"næste møde", "udgivet", "udskrevet", "offentliggjort", "publiceret", "frist", "revideret", "oprettet", "version", "udsendt", "opdateret", "senest ", "godkendt den", "godkendt d.", "underskrevet"})
        if (contains(folded, word)) choice.weight -= 3;
      if (is_attendance(speaks)) choice.weight -= 2;
      if (!found.date.year && !found.weekday && !contains(folded, "kl") && !contains(folded, "møde") && speaks != Label::date && !in_title) choice.weight -= 2;
      choice.weight -= 0.02 * static_cast<double>(std::min<std::size_t>(i, 40));
      choices.push_back(choice);
    }
  }
  if (choices.empty()) return;
  const auto best = std::max_element(choices.begin(), choices.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
  if (best->weight <= 0) return;
  DateChoice chosen = *best;
  float confidence = best->weight >= 4 ? 0.97f : best->weight >= 2 ? 0.85f : 0.6f;
  if (chosen.date.year == 0) {
    for (const auto& other : choices)
      if (other.date.year && other.date.day == chosen.date.day && other.date.month == chosen.date.month) chosen.date.year = other.date.year;
    if (chosen.date.year == 0) {
      chosen.date.year = guess_year(r, end, chosen);
      confidence = 0.6f;
    }
  }
  if (!exists(chosen.date)) return;
  r.record.date = chosen.date;
  r.note("/date", place_of(r.sheet, chosen.row, r.row(chosen.row).text.substr(chosen.start, chosen.end - chosen.start), confidence));
}

void set_time(Reading& r, std::optional<ClockTime>& field, const char* pointer, ClockTime time, std::size_t row, const TimeFound& found, float confidence) {
  if (field) return;
  field = time;
  r.note(pointer, place_of(r.sheet, row, r.row(row).text.substr(found.from, found.to - found.from), confidence));
}

void read_times(Reading& r, std::size_t end) {
  Label context = Label::none;
  std::size_t date_row = no_row;
  const auto date_place = r.record.sources.find("/date");
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i]) continue;
    if (date_place != r.record.sources.end() && r.sheet.document->lines[r.row(i).line].number == date_place->second.line) date_row = i;
  }
  const auto& sources = r.record;
  for (int pass = 0; pass < 2; ++pass) {
    context = Label::none;
    for (std::size_t i = 0; i < end; ++i) {
      if (r.row(i).furniture || r.outline.dropped[i]) continue;
      const Label label = r.classes[i].label.label;
      const Label speaks = label != Label::none ? label : context;
      context = label != Label::none && r.classes[i].label.alone ? label : Label::none;
      const bool clock_label = speaks == Label::time || speaks == Label::start || speaks == Label::end || speaks == Label::date;
      if (speaks == Label::next_meeting || (is_attendance(speaks) && r.taken[i])) continue;
      const std::string folded = lower(r.row(i).text.substr(0, 300));
      // “Mødet startede kl. 18.30 og sluttede kl. 20.15”: only what stands behind the word is the end.
      const std::size_t closing_at = std::min({folded.find("hævet"), folded.find("slut"), folded.find("afsluttet")});
      const bool closing = closing_at != std::string::npos;
      // First the rows that are about time; then whatever names a clock.
      if (pass == 0 && !clock_label && i != date_row && !closing) continue;
      if (contains(folded, "næste møde") || (contains(folded, "forlod") && !closing) || contains(folded, "ankom")) continue;
      const bool near_date = i == date_row || clock_label;
      for (const auto& found : times_in(r.row(i).text.substr(0, 1'000), near_date)) {
        if (!found.marked && !clock_label && !found.end && i != date_row) continue;
        const float confidence = clock_label ? 0.97f : 0.85f;
        const bool opening = closing && found.from < closing_at && (contains(folded, "start") || contains(folded, "begynd") || contains(folded, "åbnede"));
        if (speaks == Label::end || (closing && !opening && speaks != Label::start && !found.end)) {
          set_time(r, r.record.end, "/end", found.start, i, found, confidence);
          continue;
        }
        const bool fresh = !sources.start;
        set_time(r, r.record.start, "/start", found.start, i, found, confidence);
        if (found.end && fresh) set_time(r, r.record.end, "/end", *found.end, i, found, confidence);
      }
    }
  }
}

void read_number(Reading& r, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture) continue;
    const std::string_view text = r.row(i).text;
    if (r.classes[i].label.label == Label::number && !r.classes[i].label.alone) {
      r.record.meeting_number = squeeze(value_of(r, i));
      r.note("/meeting_number", place_of(r.sheet, i, value_of(r, i), 0.95f));
      return;
    }
    const std::string folded = lower(text.substr(0, 120));
    for (const std::string_view lead : {"møde nr. ", "møde nr ", "mødenr. ", "møde "}) {
      const std::size_t at = folded.find(lead);
      if (at == npos || letter_before(folded, at)) continue;
      std::size_t next = at + lead.size();
      std::size_t stop = next;
      while (stop < text.size() && is_digit(text[stop])) ++stop;
      if (stop == next || stop - next > 3) continue;
      std::size_t after = stop;
      // “1, 2021”, “1/2021”
      std::size_t year = after;
      while (year < text.size() && (text[year] == ',' || text[year] == '/' || text[year] == ' ' || text[year] == '-')) ++year;
      const auto years = years_in(text.substr(year, 4));
      const bool with_year = year > after && !years.empty();
      if (!with_year && lead == "møde " ) continue;
      const std::string_view value = text.substr(next, (with_year ? year + 4 : stop) - next);
      r.record.meeting_number = squeeze(value);
      r.note("/meeting_number", place_of(r.sheet, i, value, 0.85f));
      return;
    }
  }
}

void read_body(Reading& r, const Title& title, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.classes[i].label.label != Label::body || r.taken[i]) continue;
    std::size_t row = i;
    std::string_view value = value_of(r, i);
    if (r.classes[i].label.alone) {
      row = i + 1;
      while (row < end && r.row(row).furniture) ++row;
      if (row >= end || r.classes[row].label.label != Label::none) continue;
      value = r.row(row).text;
    }
    if (value.size() > 120 || value.size() < 2) continue;
    r.record.body = squeeze(strip(value, " .:"));
    r.note("/body", place_of(r.sheet, row, value, 0.95f));
    return;
  }
  std::string body = body_in_title(title.text);
  if (!body.empty()) {
    r.record.body = body;
    r.note("/body", place_of(r.sheet, title.rows.front(), title.rows.back(), 0.85f));
    return;
  }
  for (std::size_t i = 0; i < end; ++i) {
    if (!r.free(i) || r.row(i).text.size() > 160) continue;
    const std::string folded = lower(r.row(i).text);
    if (!contains(folded, "møde") || contains(folded, "næste møde") || contains(folded, "møded") || contains(folded, "mødeleder")) continue;
    body = body_in_title(without_dates(r.row(i).text));
    if (body.empty()) continue;
    r.record.body = body;
    r.note("/body", place_of(r.sheet, i, r.row(i).text, 0.7f));
    return;
  }
  // The row under a bare heading.
  for (std::size_t i = 0; i < end && i < 12; ++i) {
    if (!r.free(i) || r.classes[i].label.label != Label::none || begins_with_date(r.row(i).text) || has_heading_word(r.row(i).text)) continue;
    const std::string folded = lower(r.row(i).text);
    bool meets = false;
    for (const std::string_view word : {"udvalg", "råd", "klynge", "bestyrelse", "styregruppe", "forum", "gruppe", "nævn", "komite", "kreds", "repræsentantskab", "direktion"}) meets = meets || contains(folded, word);
    if (!meets || r.row(i).text.size() > 100) continue;
    r.record.body = squeeze(strip(without_dates(r.row(i).text), " -.:,"));
    r.note("/body", place_of(r.sheet, i, r.row(i).text, 0.6f));
    return;
  }
}

}  // namespace

std::string body_in_title(std::string_view title) {
  std::string text = without_dates(title);
  // Terms of office and marks in brackets.
  for (std::size_t open = text.find('('); open != npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == npos) break;
    if (!years_in(std::string_view(text).substr(open, close - open)).empty() || close - open < 12) text.erase(open, close - open + 1);
  }
  const auto cut_tail = [](std::string_view body) {
    const std::string folded = lower(body);
    std::size_t end = body.size();
    for (const std::string_view tail : {" den ", " d. ", " kl. ", " kl ", " – referat", " - referat", " godkendt", ", mandag", ", tirsdag", ", onsdag", ", torsdag", ", fredag", ", lørdag", ", søndag", " mandag", " tirsdag", " onsdag", " torsdag", " fredag", " lørdag", " søndag", " – dagsorden", " - dagsorden"})
      if (const std::size_t at = folded.find(tail); at != npos && at > 0) end = std::min(end, at);
    body = strip(body.substr(0, end), " -.:,;|");
    if (body.ends_with(" den")) body = strip(body.substr(0, body.size() - 4), " ");
    if (body.ends_with(" d")) body = strip(body.substr(0, body.size() - 2), " ");
    return squeeze(body);
  };
  const std::string folded = lower(text);
  for (const std::string_view assembly : {"generalforsamling", "repræsentantskabsmøde"})
    if (const std::size_t at = folded.find(assembly); at != npos) return assembly == "generalforsamling" ? text.substr(at, assembly.size()) : std::string("repræsentantskab");
  // “mødet i X”, “bestyrelsesmøde i X”, “ordinært møde i X”.
  for (std::size_t at = folded.find("møde"); at != npos; at = folded.find("møde", at + 1)) {
    std::size_t end = at + std::string_view("møde").size();
    if (folded.compare(end, 1, "t") == 0) ++end;
    const std::string_view after = std::string_view(folded).substr(end);
    std::size_t start = at;
    while (start > 0 && !is_blank(text[start - 1])) --start;
    std::string_view kind = std::string_view(text).substr(start, at - start);
    if (letter_at(folded, end)) continue;  // “mødelokale”, “møder”
    std::size_t lead = 0;
    for (const std::string_view word : {" i ", " for ", " af ", " med "})
      if (after.starts_with(word)) lead = word.size();
    // “Handicaprådets møde”
    if (kind.empty() && start > 1) {
      const std::string_view owner = last_word(std::string_view(text).substr(0, start));
      if (owner.size() > 5 && owner.ends_with("s") && starts_upper(owner) && names_a_body(owner)) return std::string(owner.substr(0, owner.size() - 1));
    }
    if (!kind.empty()) {
      if (kind.ends_with("s") || kind.ends_with("S")) {
        const std::string_view stem = kind.substr(0, kind.size() - 1);
        if (characters(stem) >= 3 && !stem.ends_with("-")) {
          const std::string small = lower(stem);
          const std::string owner = lead ? cut_tail(std::string_view(text).substr(end + lead)) : std::string();
          // “rådsmøde i Prøverådet”: the name says what it is; “bestyrelsesmøde i X” is X's board.
          if (!owner.empty() && contains(lower(owner), small)) return owner;
          if (small != "års" && small != "år" && small != "dialog" && small != "formand" && small != "medlem" && small != "arbejd") return std::string(stem);
        }
      }
      const std::string small = lower(kind);
      if (small == "bestyrelse" || small.ends_with("råd") || small.ends_with("udvalg") || small.ends_with("gruppe") || small.ends_with("klynge")) return std::string(kind);
    }
    if (lead) {
      const std::string body = cut_tail(std::string_view(text).substr(end + lead));
      if (!body.empty() && (kind.empty() || kind.size() > 2)) return body;
    }
  }
  // What is left when the heading words are gone.
  std::string rest;
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".:,-()"));
    if (is_heading_word(word)) continue;
    if (rest.empty() && (word == "og" || word == "fra" || word == "af" || word == "for" || word == "til" || word == "i" || word == "åben" || word == "åbent")) continue;
    if (!rest.empty()) rest += ' ';
    rest += token;
  }
  std::string body = cut_tail(rest);
  if (contains(lower(body), "møde") || characters(body) < 3) return {};
  for (const char c : body)
    if (is_digit(c)) return {};
  return body;
}

std::optional<Date> next_meeting_in(std::string_view text, const std::optional<Date>& meeting) {
  const std::string folded = lower(text.substr(0, 400));
  const std::size_t at = std::min({folded.find("næste møde"), folded.find("næste ordinære møde"), folded.find("næste bestyrelsesmøde"), folded.find("næstkommende møde"), folded.find("næste udvalgsmøde"), folded.find("næste rådsmøde"), folded.find("næste klyngemøde"), folded.find("næste mødedato"), folded.find("kommende møde")});
  if (at == npos) return std::nullopt;
  for (const auto& found : dates_in(text.substr(at, 200))) {
    Date date = found.date;
    if (date.year == 0) {
      if (!meeting) return std::nullopt;
      date.year = meeting->year;
      if (date < *meeting) ++date.year;
    }
    if (exists(date) && (!meeting || date > *meeting)) return date;
  }
  return std::nullopt;
}

void read_header(Reading& r) {
  const std::size_t end = r.outline.header_end;
  const Title title = find_title(r, end);
  if (!title.rows.empty()) {
    r.record.title = title.text;
    r.note("/title", place_of(r.sheet, title.rows.front(), title.rows.back(), 0.9f));
  }
  read_number(r, end);
  read_date(r, title, end);
  read_times(r, end);
  read_body(r, title, end);
  read_place(r, end);
  for (std::size_t i = 0; i < end; ++i) {
    if (r.record.next_meeting || r.row(i).furniture) continue;
    const LabelFound& label = r.classes[i].label;
    if (label.label != Label::next_meeting) continue;
    std::string text = "næste møde ";
    text += label.alone && i + 1 < end ? r.row(i + 1).text : value_of(r, i);
    if (const auto date = next_meeting_in(text, r.record.date)) {
      r.record.next_meeting = date;
      r.note("/next_meeting", place_of(r.sheet, i, r.row(i).text, 0.9f));
    }
  }
}

}  // namespace klynge::reading
