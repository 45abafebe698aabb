#include "reading/header_body.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "reading/header_place.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// Parts cut off a heading before its body is read: dates, years, brackets, heading words.
std::string without_dates(std::string_view title) {
  std::string out(title);
  for (const auto& date : dates_in(title)) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(date.start),
              out.begin() + static_cast<std::ptrdiff_t>(date.end), ' ');
    break;
  }
  return out;
}

// “Menighedsrådsmøde” tells what kind of body meets; the row with “Ørby Sogns Menighedsråd” which.
std::size_t fuller_name(const Reading& r, const Title& title, std::string_view body, std::size_t end) {
  const std::string kind = lower(body);
  const std::string heading = lower(title.text);
  const std::size_t meeting = heading.find("møde");
  if (body.find(' ') != npos || kind.size() < 4 || meeting == npos || all_upper(body)) return no_row;
  // “bestyrelsesmøde i X” says already whose it is.
  const std::string rest = lower(without_dates(std::string_view(title.text).substr(meeting)));
  for (const std::string_view lead : {"møde i ", "møde for ", "møde af ", "møde på ", ", "})
    if (contains(rest, lead)) return no_row;
  if (kind == "bestyrelse") return no_row;
  const std::size_t first = title.rows.front() > 2 ? title.rows.front() - 2 : 0;
  for (std::size_t i = first; i < std::min(end, title.rows.back() + 4); ++i) {
    if (!r.free(i) || r.classes[i].label.label != Label::none || std::ranges::find(title.rows, i) != title.rows.end())
      continue;
    const std::string_view text = r.row(i).text;
    if (text.size() > 90 || is_breadcrumb(text) || has_heading_word(text) || !dates_in(text).empty() ||
        text.ends_with('.') || token_count(text) < 2)
      continue;
    const std::string folded = lower(text);
    if (names_a_body(text) && contains(folded, kind) && !contains(folded, "møde")) return i;
  }
  return no_row;
}

}  // namespace

std::optional<DecidedMeeting> meeting_in_decisions(const Reading& r) {
  std::map<Date, DecidedMeeting> meetings;
  std::map<Date, unsigned> votes;
  const std::size_t last = std::min<std::size_t>(r.sheet.rows.size(), 20'000);
  for (std::size_t i = 0; i < last; ++i) {
    const std::string_view text = r.row(i).text;
    if (r.row(i).furniture || text.size() > 160 || text.size() < 12) continue;
    const auto date = first_date(text);
    if (!date || date->date.year == 0) continue;
    std::string_view before = text.substr(0, date->start);
    const bool decision = r.classes[i].label.label == Label::minutes;
    for (const std::string_view lead : {"Beslutning i ", "Beslutning fra ", "Beslutning af ", "Behandling i "})
      if (before.starts_with(lead)) before.remove_prefix(lead.size());
    before = strip(before, " ,:-");
    for (const std::string_view tail : {" den", " d.", " d", "s møde", " møde"})
      if (before.ends_with(tail)) before = strip(before.substr(0, before.size() - tail.size()), " ,");
    const std::string_view after = strip(text.substr(date->end), " ,.:");
    const bool heading = decision || after.empty() || lower(after).starts_with("pkt");
    if (!heading || before.empty() || !names_a_body(before) || token_count(before) > 10) continue;
    ++votes[date->date];
    meetings.try_emplace(date->date, DecidedMeeting{squeeze(before), date->date, i});
  }
  // Earlier meetings are quoted once each; the document's own decides every item.
  const DecidedMeeting* best = nullptr;
  unsigned most = 0;
  for (const auto& [day, count] : votes)
    if (count >= most) most = count, best = &meetings.at(day);
  if (!best) return std::nullopt;
  return *best;
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
    r.note(Field::body, place_of(r.sheet, row, value, 0.95f));
    return;
  }
  if (title.body_row != no_row) {
    const std::string_view named = r.row(title.body_row).text;
    const std::size_t gap = named.find("     ");  // at the right of a letterhead stands something else
    r.record.body = squeeze(strip(gap != npos && gap > 4 ? named.substr(0, gap) : named, " .:,-"));
    r.note(Field::body, place_of(r.sheet, title.body_row, r.row(title.body_row).text, 0.8f));
    return;
  }
  std::string body = body_in_title(title.text);
  if (!body.empty()) {
    if (const std::size_t full = fuller_name(r, title, body, end); full != no_row) {
      r.record.body = squeeze(strip(r.row(full).text, " .:,-"));
      r.note(Field::body, place_of(r.sheet, full, r.row(full).text, 0.75f));
      return;
    }
    r.record.body = body;
    r.note(Field::body, place_of(r.sheet, title.rows.front(), title.rows.back(), 0.85f));
    return;
  }
  for (std::size_t i = 0; i < end; ++i) {
    if (!r.free(i) || r.row(i).text.size() > 160 || is_breadcrumb(r.row(i).text)) continue;
    const std::string folded = lower(r.row(i).text);
    if (!contains(folded, "møde") || contains(folded, "næste møde") || contains(folded, "møded") ||
        contains(folded, "mødeleder"))
      continue;
    body = body_in_title(without_dates(r.row(i).text));
    if (body.empty()) continue;
    r.record.body = body;
    r.note(Field::body, place_of(r.sheet, i, r.row(i).text, 0.7f));
    return;
  }
  // The row under a bare heading.
  for (std::size_t i = 0; i < end && i < 12; ++i) {
    if (!r.free(i) || r.classes[i].label.label != Label::none || begins_with_date(r.row(i).text) ||
        has_heading_word(r.row(i).text) || is_breadcrumb(r.row(i).text))
      continue;
    const std::string folded = lower(r.row(i).text);
    if (!names_a_body(r.row(i).text) || r.row(i).text.size() > 100 || contains(folded, "indstil")) continue;
    r.record.body = squeeze(strip(without_dates(r.row(i).text), " -.:,"));
    r.note(Field::body, place_of(r.sheet, i, r.row(i).text, 0.6f));
    return;
  }
  if (const auto decided = meeting_in_decisions(r); decided && !decided->body.empty()) {
    r.record.body = decided->body;
    r.note(Field::body, place_of(r.sheet, decided->row, r.row(decided->row).text, 0.6f));
  }
}

std::string body_in_title(std::string_view title) {
  std::string text = without_dates(title);
  // Terms of office and marks in brackets.
  for (std::size_t open = text.find('('); open != npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == npos) break;
    if (!years_in(std::string_view(text).substr(open, close - open)).empty() || close - open < 12)
      text.erase(open, close - open + 1);
  }
  const auto cut_tail = [](std::string_view body) {
    const std::string folded = lower(body);
    std::size_t end = body.size();
    for (const std::string_view tail :
         {" den ",     " d. ",     " kl. ",     " kl ",     " – referat", " - referat",   " godkendt",   ", mandag",
          ", tirsdag", ", onsdag", ", torsdag", ", fredag", ", lørdag",   ", søndag",     " mandag",     " tirsdag",
          " onsdag",   " torsdag", " fredag",   " lørdag",  " søndag",    " – dagsorden", " - dagsorden"})
      if (const std::size_t at = folded.find(tail); at != npos && at > 0) end = std::min(end, at);
    body = strip(body.substr(0, end), " -.:,;|");
    if (body.ends_with(" den")) body = strip(body.substr(0, body.size() - 4), " ");
    if (body.ends_with(" d")) body = strip(body.substr(0, body.size() - 2), " ");
    return squeeze(body);
  };
  // “Velfærdsudvalget - Referat fra mødet den 24-01-2019”
  for (const std::string_view mark : {" - ", " – ", ": "})
    if (const std::size_t at = text.find(mark); at != std::string::npos) {
      const std::string_view left = trim(std::string_view(text).substr(0, at));
      if (names_a_body(left) && !has_heading_word(left) && !contains(lower(left), "møde") &&
          has_heading_word(std::string_view(text).substr(at, 40)))
        return cut_tail(left);
      // “Referat - Regionsrådet 2018-2021”
      std::string_view right = trim(std::string_view(text).substr(at + mark.size()));
      if (!years_in(last_word(right)).empty()) right = trim(right.substr(0, right.size() - last_word(right).size()));
      if (is_heading_word(lower(left)) && names_a_body(right) && !contains(lower(right), "møde") &&
          token_count(right) <= 6)
        return cut_tail(right);
    }
  // “Referat fra arbejdsgruppen om X, møde 3”
  if (const std::size_t at = text.rfind(", møde "); at != std::string::npos && at + 12 > text.size()) text.resize(at);
  // “Arbejdsgruppen om X - 3. møde”
  if (text.ends_with(". møde"))
    for (const std::string_view mark : {" - ", " – ", ", "})
      if (const std::size_t at = text.rfind(mark); at != std::string::npos && at > 8 &&
                                                   at + mark.size() + 12 > text.size() &&
                                                   is_digit(text[at + mark.size()])) {
        text.resize(at);
        break;
      }
  const std::string folded = lower(text);
  for (const std::string_view assembly : {"generalforsamling", "afdelingsmøde", "beboermøde", "repræsentantskabsmøde"})
    if (const std::size_t at = folded.find(assembly); at != npos)
      return assembly == "repræsentantskabsmøde" ? std::string("repræsentantskab") : text.substr(at, assembly.size());
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
    for (const std::string_view word : {" i ", " for ", " af ", " med ", " mellem "})
      if (after.starts_with(word)) lead = word.size();
    // “Beboer- og pårørenderådsmøde”: the first half belongs to the name.
    if (const auto before = std::string_view(text).substr(0, start); before.ends_with("- og ")) {
      std::size_t first = before.size() - 5;
      while (first > 0 && !is_blank(text[first - 1])) --first;
      kind = std::string_view(text).substr(first, at - first);
    }
    // “MR møde”, “LMU-møde”
    if (const std::string_view letters =
            kind.empty() && start > 1 ? last_word(std::string_view(text).substr(0, start)) : strip(kind, "-");
        !lead && letters.size() >= 2 && letters.size() <= 6 && all_upper(letters) && !all_upper(text))
      return std::string(letters);
    // “Handicaprådets møde”
    if (kind.empty() && start > 1) {
      const std::string_view owner = last_word(std::string_view(text).substr(0, start));
      // “Social og sundheds møde den 24. april”
      const std::string_view phrase = trim(std::string_view(text).substr(0, start));
      if (phrase.ends_with("s") && starts_upper(phrase) && starts_lower(owner) && owner.size() > 5 &&
          token_count(phrase) <= 6 && token_count(phrase) >= 2 && !has_heading_word(phrase) &&
          strip(after, " ").size() < 4)
        return std::string(phrase.substr(0, phrase.size() - 1));
      // “lokalbestyrelsens møde”: the body in the genitive, in small letters
      if (starts_lower(owner) && owner.ends_with("s") && token_count(phrase) <= 4 &&
          (owner.ends_with("bestyrelsens") || owner.ends_with("udvalgets") || owner.ends_with("rådets") ||
           owner.ends_with("gruppens")) &&
          (lead == 0 || after.starts_with(" den ")))
        return std::string(owner.substr(0, owner.size() - 1));
      // “Referat af Grønt Råds møde”
      std::string_view named = phrase;
      for (;;) {
        const std::string first = lower(first_word(named));
        if (!is_heading_word(first) && first != "af" && first != "fra" && first != "til" && first != "for") break;
        named = trim(named.substr(std::min(named.size(), first.size() + 1)));
        if (named.empty()) break;
      }
      if (named.ends_with("s") && token_count(named) >= 2 && token_count(named) <= 6 && names_a_body(named))
        return std::string(named.substr(0, named.size() - 1));
      if (owner.size() > 5 && (owner.ends_with("s") || (owner.ends_with("S") && all_upper(owner))) &&
          starts_upper(owner) && names_a_body(owner))
        return std::string(owner.substr(0, owner.size() - 1));
    }
    if (!kind.empty()) {
      if (kind.ends_with("s") || kind.ends_with("S")) {
        const std::string_view stem = kind.substr(0, kind.size() - 1);
        if (characters(stem) >= 3 && !stem.ends_with("-")) {
          const std::string small = lower(stem);
          std::string owner = lead ? cut_tail(std::string_view(text).substr(end + lead)) : std::string();
          // “rådsmøde i Prøverådet”: the name says what it is; “bestyrelsesmøde i X” is X's board.
          if (!owner.empty() && contains(lower(owner), small)) return owner;
          if (small != "års" && small != "år" && small != "fælle" && small != "dialog" && small != "formand" &&
              small != "medlem" && small != "arbejd" && small != "samarbejd")
            return std::string(stem);
        }
      }
      const std::string small = lower(kind);
      if (small == "bestyrelse" || small.ends_with("råd") || small.ends_with("udvalg") || small.ends_with("gruppe") ||
          small.ends_with("klynge"))
        return std::string(kind);
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
    if (rest.empty() && (word == "og" || word == "fra" || word == "af" || word == "for" || word == "til" ||
                         word == "i" || word == "åben" || word == "åbent"))
      continue;
    if (!rest.empty()) rest += ' ';
    rest += token;
  }
  std::string body = cut_tail(rest);
  if (contains(lower(body), "møde") || characters(body) < 3) return {};
  // “Brugerråd for Sengeafdeling 4” bears a number; “Uge 14” or a day is no body.
  const std::string_view named = strip(body, " 0123456789");
  if (body.ends_with(named) || body.size() - named.size() > 3 || !names_a_body(named) || !body.starts_with(named))
    for (const char c : body)
      if (is_digit(c)) return {};
  return body;
}

}  // namespace klynge::reading
