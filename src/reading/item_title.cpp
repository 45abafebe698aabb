#include "reading/item_title.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/labels.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/presenters.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

std::string tidy(std::string_view title) {
  std::string_view out = strip(title, " ,;|");
  for (;;) {
    const std::size_t before = out.size();
    if (out.ends_with(':')) out.remove_suffix(1);
    while (out.ends_with("–") || out.ends_with("—")) out.remove_suffix(3);
    if (out.ends_with("()")) out.remove_suffix(2);
    if (out.ends_with("( )")) out.remove_suffix(3);
    if (out.ends_with('-')) out.remove_suffix(1);
    if (out.ends_with(" #")) out.remove_suffix(2);  // a web page's link to its own heading
    if (out.ends_with("(")) out = strip(out.substr(0, out.size() - 1), " ,;|");
    // “Godkendelse af referat Side 3”: the page's number ran into the title.
    if (const std::size_t side = !out.empty() && is_digit(out.back()) ? out.rfind(" Side ") : npos;
        side != npos && out.size() - side <= 9)
      out = out.substr(0, side);
    while (const unsigned dash = dash_at(out, 0)) out.remove_prefix(dash);
    out = trim(out);
    if (out.size() == before) break;
  }
  return squeeze(out);
}

// “(B) Budget”, “Budget – D/B”: for information, discussion or decision.
void take_kind_mark(std::string& title) {
  const auto is_mark = [](std::string_view inside) {
    if (inside.empty() || inside.size() > 5) return false;
    for (const char c : inside)
      if (std::string_view("OBDEIT/, ").find(c) == npos) return false;
    return inside[0] >= 'A';
  };
  static constexpr PhraseScan dashes{" – ", " - "};
  const bool dashed = dashes.in(title);
  for (const std::string_view dash : {" – ", " - "})
    if (const std::size_t at = dashed ? title.rfind(dash) : npos;
        at != npos && at > 3 && is_mark(std::string_view(title).substr(at + dash.size()))) {
      title.resize(at);
      return;
    }
  if (title.starts_with('('))
    if (const std::size_t close = title.find(')');
        close != npos && is_mark(std::string_view(title).substr(1, close - 1)))
      title = std::string(trim(std::string_view(title).substr(close + 1)));
}

// “… (kl. 9.00-9.15) Orienteringspunkt”: what kind of item it is, run into the title behind its time.
void take_kind_words(std::string& title) {
  const std::size_t close = title.rfind(") ");
  if (close == npos || close < 8 || title.size() - close > 40 || !is_digit(title[close - 1])) return;
  const LabelFound label = find_label(std::string_view(title).substr(close + 2));
  if (label.alone && label.label == Label::item_kind) title.resize(close + 1);
}

// Cuts [start, end) out of the title, with brackets left empty around it.
void cut(std::string& title, std::size_t start, std::size_t end) {
  while (start > 0 && is_blank(title[start - 1])) --start;
  std::size_t close = end;
  while (close < title.size() && is_blank(title[close])) ++close;
  if (start > 0 && title[start - 1] == '(' && close < title.size() && title[close] == ')') {
    --start;
    end = close + 1;
  }
  title.erase(start, end - start);
}

void take_times(TitleRead& out, std::string& title) {
  for (const bool bare : {false, true}) {
    for (const auto& time : times_in(title, bare)) {
      // A time belongs to the title's edge or stands in brackets; inside it is part of the words.
      const std::string_view text = title;
      const std::string_view after = strip(text.substr(time.to), " ().,:-–");
      const std::string_view before = strip(text.substr(0, time.from), " (-–,");
      const bool bracketed = time.from > 0 && text.substr(0, time.from).ends_with('(');
      const bool tail = after.empty() || lower(after) == "kl" || after.starts_with("v/") || after.starts_with("ved ");
      const bool edge = tail || before.empty() || bracketed;
      if (!edge || (bare && !time.end)) continue;
      // “Støj på pladsen efter kl. 18” tells of the hour.
      static constexpr WordSet limits{" efter", " før", " inden", " indtil"};
      if (!bracketed && !time.end && limits.ends(Folded(trim(text.substr(0, time.from))))) continue;
      if (!out.start) {
        out.start = time.start;
        out.end = time.end;
      }
      cut(title, time.from, time.to);
      if (tail && title.ends_with(" fra")) title.resize(title.size() - std::string_view(" fra").size());
      return;
    }
  }
  // “(10 min.)”: how long, not when.
  const Folded lowered(title);
  const std::string_view folded = lowered;
  static constexpr PhraseScan bracketed_minutes{" min.)", " min)", " minutter)", " min. )"};
  if (bracketed_minutes.in(folded))
    for (const std::string_view word : {" min.)", " min)", " minutter)", " min. )"})
      if (const std::size_t at = folded.find(word); at != npos) {
        const std::size_t open = title.rfind('(', at);
        if (open != npos && at - open < 12) title.erase(open, at + word.size() - open);
        break;
      }
  // “Nyt fra elevrådet – 5 min.”
  if (!any_digit(title)) return;
  if (const std::size_t dash = std::max(title.rfind(" - ") + 1, title.rfind(" – ") + 1); dash > 1) {
    const std::string_view rest = strip(std::string_view(title).substr(dash), " -–.");
    const auto words = tokens(rest);
    if (words.size() == 2 && is_digit(words[0][0]) && (words[1].starts_with("min"))) title.resize(dash - 1);
  }
}

void take_closed(TitleRead& out, std::string& title) {
  static constexpr PhraseScan marks{"åben", "lukket", "fortrolig"};
  std::string folded = lower(title);
  if (!marks.in(folded)) return;
  for (const std::string_view mark : {"(åben)", "(åbent)", "(åbent punkt)"})
    if (const std::size_t at = folded.find(mark); at != npos) {
      title.erase(at, mark.size());
      folded = lower(title);
    }
  // “Åben - Budget”: beside it others are closed.
  for (const std::string_view mark : {"åben - ", "åben – ", "åbent punkt - ", "åbent punkt – ", "åbent punkt: "})
    if (folded.starts_with(mark) && title.size() > mark.size() + 2) {
      title.erase(0, mark.size());
      return;
    }
  for (const std::string_view mark :
       {"(lukket punkt)", "(lukket)", "(lukket sag)", "(fortroligt)", "(fortrolig)", "(lukket dagsorden)"})
    if (const std::size_t at = folded.find(mark); at != npos) {
      title.erase(at, mark.size());
      out.closed = true;
      return;
    }
  for (const std::string_view mark : {"lukket punkt", "lukket sag", "lukket"}) {
    if (folded.starts_with(mark)) {
      const std::string_view rest = skip_blanks(std::string_view(title).substr(mark.size()));
      if (rest.empty() || rest == ".") {
        out.closed = true;
        return;
      }
      if (rest.starts_with(':') || dash_at(rest, 0)) {
        out.closed = true;
        title = std::string(strip(rest, " :-"));
        return;
      }
    }
    for (const std::string_view dash : {" - ", " – "})
      if (folded.ends_with(std::string(dash) + std::string(mark))) {
        title.resize(title.size() - dash.size() - mark.size());
        out.closed = true;
        return;
      }
  }
}

// “KR”, “KR/JU”: those on the list of the meeting, by the letters they go by; empty where one is not.
std::vector<std::string> known_initials(const Reading& r, std::string_view inside) {
  std::vector<std::string> out;
  while (!inside.empty() && out.size() < 6) {
    const std::size_t end = std::min(inside.find_first_of("/,+&"), inside.size());
    const std::string_view one = trim(inside.substr(0, end));
    const bool listed = r.initials.contains(std::string(one)) || r.people.initials.contains(std::string(one));
    if (characters(one) < 2 || !all_upper(one) || !listed) return {};
    out.emplace_back(one);
    inside.remove_prefix(std::min(end + 1, inside.size()));
  }
  return out;
}

// “Nyt fra skolens hverdag, Per Skytte”: behind the last comma the full name of one who was there.
void take_named_behind_comma(const Reading& r, TitleRead& out, std::string& title) {
  const std::size_t comma = title.rfind(", ");
  if (comma == npos || comma < 4 || !out.presenters.empty()) return;
  const std::string_view name = strip(std::string_view(title).substr(comma + 2), " :.");
  if (token_count(name) < 2 || !starts_upper(name)) return;
  const bool listed =
      std::ranges::any_of(r.record.attendance, [&](const Attendee& person) { return person.name == name; });
  // “Valg af Bo Holm, Per Skytte”: those spoken of and no presenter.
  if (!listed || looks_like_name(last_word(std::string_view(title).substr(0, comma)))) return;
  out.presenters.emplace_back(name);
  title.resize(comma);
}

// “Velkommen / Stine”, “Økonomi – KR”: behind a stroke or a dash at the end, one of those who were there.
void take_trailing_name(const Reading& r, TitleRead& out, std::string& title) {
  if (!out.presenters.empty() || r.record.attendance.empty()) return;
  static constexpr PhraseScan marks{" / ", " – ", " - "};
  if (!marks.in(title)) return;
  for (const std::string_view mark : {" / ", " – ", " - "}) {
    const std::size_t at = title.rfind(mark);
    if (at == npos || at < 3) continue;
    const std::string_view last = trim(std::string_view(title).substr(at + mark.size()));
    const bool first_name = r.people.first_names.contains(std::string(last)) && is_given_name(last);
    const auto who = first_name ? std::vector<std::string>{std::string(last)} : known_initials(r, last);
    if (who.empty()) continue;
    out.presenters = who;
    title.resize(at);
    return;
  }
}

// “Data for udskrivninger - oplæg ved Bo Holm”, “Data (oplæg ved Bo Holm)”: what the presenter gives is no part of the
// title.
void take_talk(std::string& title) {
  const std::string_view text = strip(title, " ");
  for (const std::string_view talk : {"oplæg", "indlæg", "kort oplæg", "præsentation"})
    for (const std::string_view mark : {" - ", " – ", ", ", " ("})
      if (text.size() > talk.size() + mark.size() + 3 && text.ends_with(talk) &&
          text.substr(0, text.size() - talk.size()).ends_with(mark)) {
        title.resize(text.size() - talk.size() - mark.size());
        return;
      }
}

// “Pkt. 3 (Ida)”, “Budget (Bo Holm)”, “Økonomi (KR)”: names alone in brackets present the item.
void take_bracketed_names(const Reading& r, TitleRead& out, std::string& title) {
  const std::size_t open = title.rfind('(');
  if (open == npos) return;
  const std::size_t close = title.find(')', open);
  if (close == npos || !trim(std::string_view(title).substr(close + 1)).empty()) return;
  const std::string_view inside = std::string_view(title).substr(open + 1, close - open - 1);
  auto names = names_in_list(inside, true);
  if (names.empty() || !is_given_name(tokens(names[0]).front())) names = known_initials(r, inside);
  if (names.empty()) return;
  out.presenters.insert(out.presenters.end(), names.begin(), names.end());
  title.resize(open);
}

}  // namespace

TitleRead read_title(const Reading& r, const ItemSpan& span) {
  TitleRead out;
  std::string title;
  bool first = true;
  for (const Piece& piece : span.title) {
    std::string_view text = piece.text;
    if (first)
      append_squeezed(title, text);
    else
      append_continuation(title, text, r.hyphens);
    first = false;
  }
  if (span.clock) {
    out.start = span.clock->start;
    out.end = span.clock->end;
  }
  // “Pkt. 3 (Ida)” with the title on the next row: the brackets alone came first.
  if (title.starts_with('(') && span.style == Numbering::word) {
    const std::size_t close = title.find(')');
    if (close != npos) {
      const auto names = names_in_list(std::string_view(title).substr(1, close - 1), true);
      if (!names.empty()) {
        out.presenters = names;
        title = std::string(trim(std::string_view(title).substr(close + 1)));
      }
    }
  }
  take_kind_mark(title);
  take_closed(out, title);
  take_kind_words(title);
  // “v/ Ida Holm (kl. 9.00-9.15)”: the time behind the names goes first.
  if (title.ends_with(')')) take_times(out, title);
  for (const auto& found : presenters_in(title)) {
    out.presenters.insert(out.presenters.end(), found.names.begin(), found.names.end());
    // A time may stand behind the names.
    const std::string tail = title.substr(found.end);
    title.resize(found.start);
    take_talk(title);
    if (!times_in(tail, true).empty()) title += " " + tail;
    break;
  }
  if (!out.start || span.clock) take_times(out, title);
  take_bracketed_names(r, out, title);
  take_trailing_name(r, out, title);
  take_named_behind_comma(r, out, title);
  out.text = tidy(title);
  static constexpr WordSet pauses{"pause",    "frokost", "frokostpause",   "kaffepause", "kaffe",
                                  "spisning", "middag",  "fælles frokost", "aftensmad"};
  out.pause = pauses.has(Folded(out.text));
  return out;
}

}  // namespace klynge::reading
