#include "reading/closing.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/attendance_roll.hpp"
#include "reading/cells.hpp"
#include "reading/header.hpp"
#include "reading/header_place.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/tail_rows.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

enum class Closing { none, recorded, approved, ended, next_meeting, signatures, greeting };

constexpr std::string_view recorded_words[] = {"således opfattet",
                                               // clang-format off
                                               "referent:", "referent ", "ref.:", "ref.", "ref:", "referat ved",
                                               "referat v/", "for referat:", "for referatet:", "for referatet ",
                                               "refereret af", "refereret:", "referatet er skrevet af",
                                               "referat skrevet af", "referatet skrevet af", "referat udarbejdet af",
                                               // clang-format on
                                               "referat:"};
constexpr std::string_view approved_words[] = {"godkendt af ",           "godkendt ved ", "referatet er godkendt af ",
                                               "referatet godkendt af ", "godkendt af:",  "godkendt den "};

// “referent” on a row of its own, below the name of who signs.
bool is_office(std::string_view folded) {
  for (const std::string_view word : {"referent", "sekretær", "dirigent", "formand", "mødeleder", "ordstyrer"})
    if (folded == word) return true;
  return false;
}

// “formand: bo holm”
bool names_office(std::string_view folded) {
  const std::size_t colon = folded.find(':');
  return colon != std::string_view::npos && is_office(folded.substr(0, colon));
}

// “Formand: Bo Holm”, who signs where others do.
bool is_named_office(std::string_view text) {
  return text.size() < 80 && names_office(lower(text.substr(0, 20))) &&
         looks_like_name(trim(text.substr(text.find(':') + 1)));
}

// “Som dirigent: ______”, “På bestyrelsens vegne”, “JL/LD”.
bool is_signature(std::string_view text, std::string_view folded) {
  if (contains(text, "____") || contains(text, "....")) return true;
  for (const std::string_view word :
       {"som dirigent", "som referent", "på bestyrelsens vegne", "på vegne af bestyrelsen", "for bestyrelsen",
        "således vedtaget", "dirigent:", "p.b.v", "pbv", "således godkendt", "således protokolleret"})
    if (folded.starts_with(word)) return true;
  if (is_office(folded) || is_notice(text, folded)) return true;
  // “formand                referent”: below the names of two who sign.
  if (contains(folded, "   ") && std::ranges::all_of(cells_of(folded), is_office)) return true;
  // “Formand: Bo Holm      Referent: Ida Vang”, “Mette R., referent”
  if (contains(folded, "   ") && std::ranges::all_of(cells_of(folded), names_office)) return true;
  static constexpr WordSet writer{", ref.", ", ref", ", referent", ", referent."};
  if (text.size() < 60 && starts_upper(text) && token_count(text) <= 5 && writer.ends(folded)) return true;
  // “Dirigent  Ann Holm”: an office and a name, no sentence.
  for (const std::string_view word : {"dirigent ", "formand ", "ordstyrer "})
    if (folded.starts_with(word) && text.size() < 90 && looks_like_name(trim(text.substr(word.size())))) return true;
  // “/SV”, “/Mette R.”: who wrote it
  if (text.size() >= 3 && text.size() <= 30 && text[0] == '/' && starts_upper(text.substr(1)) &&
      (text.size() <= 6 ? all_upper(text.substr(1)) || token_count(text) == 1 : may_follow_greeting(text.substr(1))))
    return true;
  // “DL/referent”: letters and the office
  if (const std::size_t stroke = text.find('/'); text.size() <= 20 && stroke >= 2 && stroke <= 6 &&
                                                 is_office(folded.substr(stroke + 1)) &&
                                                 all_upper(text.substr(0, stroke)))
    return true;
  // “IT/02.12.2020”: letters and the day
  if (const std::size_t stroke = text.find('/'); text.size() <= 16 && stroke >= 2 && stroke <= 6)
    if (const auto day = first_date(text.substr(stroke + 1));
        day && day->start == 0 && all_upper(text.substr(0, stroke)))
      return true;
  return text.size() <= 10 && text.size() >= 4 && text.find('/') != std::string_view::npos && all_upper(text);
}

// “Fjordby, den      /      2024”, “Fjordby, d. 3. maj 2024”: where and when it is signed.
bool is_place_and_day(std::string_view text) {
  if (text.size() > 80 || !starts_upper(text)) return false;
  std::size_t at = text.find(", den ");
  if (at == std::string_view::npos) at = text.find(", d. ");
  if (at == std::string_view::npos || token_count(text.substr(0, at)) > 3) return false;
  bool day = false;
  for (const auto word : tokens(text.substr(text.find(' ', at + 2)))) {
    const bool month = danish_month(lower(strip(word, ".,"))).has_value();
    if (!month && word.find_first_not_of("0123456789./-_") != std::string_view::npos) return false;
    day = true;
  }
  return day;
}

// A name, or a name and an office: what stands over or under a line to sign on.
bool is_signed_name(std::string_view text) {
  if (text.size() > 90 || text.ends_with('.')) return false;
  const std::string_view name = trim(text.substr(0, text.find_first_of(",(/\t")));
  return looks_like_name(name.substr(0, name.find("   ")), false);
}

// “24.10.2022” and nothing else, as under a signature.
bool is_day_alone(std::string_view text) {
  if (text.size() > 30 || !is_digit(text.front())) return false;
  const auto day = first_date(text);
  return day && day->start == 0 && day->end == text.size();
}

// “Punkter til næste møde: Sponsorer” below the last item.
bool lists_what_comes(std::string_view text) {
  return text.size() < 120 &&
         (text.starts_with("Punkter til næste møde: ") || text.starts_with("Emner til næste møde: "));
}

bool names_a_month(std::string_view folded) {
  for (const auto word : tokens(folded))
    if (danish_month(strip(word, ".,"))) return true;
  return false;
}

// “Næste møde”, “Næste ordinære bestyrelsesmøde”, “Kommende møder”.
bool tells_of_next_meeting(std::string_view folded) {
  if (!folded.starts_with("næste ") && !folded.starts_with("kommende ") && !folded.starts_with("nyt møde"))
    return false;
  const std::string_view named = folded.substr(0, 45);
  const std::size_t at = find_part(named, "møde");
  // “Næste år holdes møderne …” tells of something else.
  return at != std::string_view::npos && token_count(named.substr(0, at)) <= 2 &&
         !contains(named.substr(0, at), " år ");
}

Closing closing_of(std::string_view text, const LineClass& c) {
  if (text.size() > 200) return Closing::none;
  const std::string folded = lower(text.substr(0, 120));
  for (const auto word : recorded_words) {
    if (!folded.starts_with(word)) continue;
    // Initials or a name must follow; behind “Referat:” only a name in full cannot be what was said.
    const std::string_view rest = strip(text.substr(word.size()), " :.,/");
    const bool initials = rest.size() >= 2 && rest.size() <= 4 && all_upper(rest) && rest != "OK" && letter_at(rest, 1);
    if (word == "referat:" && !initials &&
        (!looks_like_name(rest) || token_count(rest) > 4 || !is_given_name(first_word(rest)) || text.ends_with('.')))
      continue;
    const bool name = looks_like_name(rest.substr(0, rest.find_first_of(",("))) ||
                      (all_upper(rest) && rest.size() <= 6) || (token_count(rest) <= 4 && starts_upper(rest));
    if (name) return Closing::recorded;
  }
  for (const auto word : approved_words)
    if (folded.starts_with(word) && token_count(text) <= 10) {
      const std::string_view rest = strip(text.substr(word.size()), " :.,/");
      if (starts_upper(rest)) return Closing::approved;
    }
  if (is_greeting(text, folded)) return Closing::greeting;
  if (c.label.label == Label::signatures || is_signature(text, folded) || is_place_and_day(text))
    return Closing::signatures;
  if (folded.starts_with("referatet er underskrevet") || folded.starts_with("underskrevet d") ||
      folded.starts_with("referatet er godkendt d") || folded.starts_with("referatet er godkendt på ") ||
      folded.starts_with("referatet godkendt på "))
    return Closing::signatures;
  if (contains(folded, "hævede") && (contains(folded, "mødet") || contains(folded, "generalforsamling")) &&
      !times_in(text, true).empty())
    return Closing::ended;
  if ((folded.starts_with("mødet ") || folded.starts_with("mødets ") || folded.starts_with("generalforsamlingen ")) &&
      (contains(folded, "hævet") || contains(folded, "slut") || contains(folded, "sluttede")) &&
      !times_in(text, true).empty())
    return Closing::ended;
  // “Mødet slut:” in a form may be left open.
  if (c.label.label == Label::end && (c.label.alone || !times_in(text, true).empty())) return Closing::ended;
  if (lists_what_comes(text)) return Closing::next_meeting;
  if (tells_of_next_meeting(folded)) {
    if (!dates_in(text).empty()) return Closing::next_meeting;
    // “Næste møde er aftalt til december.”
    if (text.size() < 80 && text.ends_with('.') && token_count(text) >= 4 && names_a_month(folded))
      return Closing::next_meeting;
    // “Næste møde: ikke fastlagt.”
    if (text.size() < 60 && contains(folded, ":") &&
        (contains(folded, "ikke fastlagt") || contains(folded, "ikke aftalt") || contains(folded, "ikke fastsat") ||
         contains(folded, "aftales senere")))
      return Closing::next_meeting;
  }
  return Closing::none;
}

// “Næste møde: 13. juni 2024”: a field with its value, and no sentence of the item above it.
bool is_field(const LineClass& c, std::string_view text) {
  return (c.label.label == Label::next_meeting && c.label.colon && !c.label.alone) || lists_what_comes(text);
}

// “Næste møde” alone above the day that stands in the row: that heading's row, else the row itself.
std::size_t heading_of_next_day(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t from,
                                std::size_t row) {
  const std::string_view text = sheet.rows[row].text;
  if (row == from || text.size() > 80 || !begins_with_date(text)) return row;
  std::size_t above = row - 1;
  while (above > from && sheet.rows[above].furniture) --above;
  const LabelFound& label = classes[above].label;
  return label.label == Label::next_meeting && label.alone ? above : row;
}

// “Da der ikke var mere, takkede dirigenten og” above “hævede mødet kl. 21.”: the rows in which that sentence begins.
void drop_beginning_of_end(const Sheet& sheet, Outline& outline, std::size_t body, std::size_t row) {
  for (unsigned more = 0; more < 3 && row > body && starts_lower(sheet.rows[row].text); ++more) {
    if (sheet.rows[row].blanks > 0 || ends_as_sentence(sheet.rows[row - 1].text)) return;
    outline.dropped[--row] = true;
  }
}

// The last section label above the row is “Bilag”.
bool after_attachments(const std::vector<LineClass>& classes, std::size_t from, std::size_t row) {
  for (std::size_t i = row; i > from; --i)
    if (is_section(classes[i - 1].label.label)) return classes[i - 1].label.label == Label::attachments;
  return false;
}

// A recorder named in full at the end and in no list is the meeting's secretary.
void add_recorder(Reading& r, std::string_view text, std::size_t row) {
  const auto people = parse_people(strip(text, " :.,"));
  if (people.size() != 1 || token_count(people[0].name) < 2) return;
  if (find_person(r, people[0].name)) return;
  Attendee person;
  person.name = people[0].name;
  person.title = people[0].title;
  person.organisation = people[0].organisation;
  person.role = Role::secretary;
  person.note = "Referent";
  r.record.attendance.push_back(std::move(person));
  r.note({Field::attendance_name, r.record.attendance.size() - 1}, place_of(r.sheet, row, r.row(row).text, 0.85f));
}

}  // namespace

void mark_closing(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline) {
  if (outline.items.empty()) return;
  ItemSpan* last = nullptr;
  for (auto& item : outline.items)
    if (!item.contents_only) last = &item;
  if (!last) return;
  // From the end upwards: rows that close the document, with at most signatures between them.
  bool any = false;
  bool office_below = false;       // “referent” stands on the row below
  bool below_greeting = false;     // some of `names` may stand below a greeting alone
  std::vector<std::size_t> names;  // rows that belong to a signature, should one stand above them
  for (std::size_t i = last->end; i > last->body; --i) {
    const std::size_t at = i - 1;
    if (sheet.rows[at].furniture || outline.dropped[at]) continue;
    Closing closing = closing_of(sheet.rows[at].text, classes[at]);
    const std::size_t opening = heading_of_next_day(sheet, classes, last->body, at);
    if (opening < at) closing = Closing::next_meeting;
    if (closing == Closing::none) {
      const std::string_view text = sheet.rows[at].text;
      const bool follows = is_signed_name(text) || is_named_office(text) || is_day_alone(text) ||
                           may_follow_closing(text, lower(text.substr(0, 120)));
      if (names.size() >= 6 || (!follows && !may_follow_greeting(text))) break;
      if (office_below) {
        outline.dropped[at] = true;
      } else {
        names.push_back(at);
        below_greeting = below_greeting || !follows;
      }
      office_below = false;
      continue;
    }
    if (closing != Closing::greeting &&
        (below_greeting || (!names.empty() && closing != Closing::signatures && closing != Closing::next_meeting &&
                            closing != Closing::ended && closing != Closing::approved)))
      break;
    for (const std::size_t row : names) outline.dropped[row] = true;
    names.clear();
    below_greeting = false;
    office_below = closing == Closing::signatures && is_office(lower(sheet.rows[at].text.substr(0, 20)));
    // A next meeting as the only text of its item is the item's minutes.
    if (closing == Closing::next_meeting || closing == Closing::ended) {
      bool first = last->run_in.empty();
      for (std::size_t k = last->body; k < opening; ++k)
        if (!sheet.rows[k].furniture && !outline.dropped[k] &&
            (classes[k].label.label == Label::none || !classes[k].label.alone))
          first = false;
      // Behind a list of attachments a sentence of its own is none of them.
      // Where the format keeps paragraphs (DOCX, HTML), a row outside tables is one, whatever stands before it.
      const bool paragraph = sheet.width == 0 && sheet.right_edge == 0 && sheet.rows[at].table < 0;
      const bool apart = closing == Closing::ended || paragraph || opening < at || sheet.rows[at].blanks > sheet.gap ||
                         sheet.rows[at].page_start || sheet.rows[at].blanks > 0 || any ||
                         is_field(classes[at], sheet.rows[at].text) || after_attachments(classes, last->body, at);
      if ((first && closing != Closing::ended) || !apart) break;
    }
    outline.dropped[at] = outline.dropped[opening] = true;
    any = true;
    if (closing == Closing::ended) drop_beginning_of_end(sheet, outline, last->body, at);
  }
  // Names alone, one under the other: those who sign.
  std::erase_if(names, [&](std::size_t row) {
    return !is_signed_name(sheet.rows[row].text) && !is_day_alone(sheet.rows[row].text);
  });
  const bool two_in_one = names.size() == 1 && (sheet.rows[names[0]].text.find('/') != std::string_view::npos ||
                                                contains(sheet.rows[names[0]].text, "   "));
  if ((names.size() >= 2 || two_in_one) && names.back() > last->body)
    for (const std::size_t row : names) outline.dropped[row] = true;
}

void read_closing(Reading& r) {
  if (r.outline.items.empty()) return;
  const ItemSpan* last = nullptr;
  for (const auto& item : r.outline.items)
    if (!item.contents_only) last = &item;
  if (!last) return;
  for (std::size_t i = last->body; i < last->end; ++i) {
    if (!r.outline.dropped[i] || r.row(i).furniture) continue;
    const std::string_view text = r.row(i).text;
    const Closing closing = closing_of(text, r.classes[i]);
    const auto approve = [&](std::string_view names, Act act) {
      for (std::string_view part : split_list(names)) {
        part = strip(part, " .:,/");
        part = trim(part.substr(0, part.find('(')));
        if (part.empty() || !starts_upper(part) || r.record.approval.size() >= 50) continue;
        if (!r.record.approval.empty() && is_organisation_word(lower(part))) continue;
        const std::string by = squeeze(part);
        if (std::ranges::any_of(r.record.approval, [&](const auto& one) { return one.by == by && one.act == act; }))
          continue;
        r.record.approval.push_back({by, act});
        r.note({Field::approval_by, r.record.approval.size() - 1}, place_of(r.sheet, i, part, 0.85f));
      }
    };
    const std::string folded = lower(text.substr(0, 120));
    if (closing == Closing::signatures || closing == Closing::greeting || closing == Closing::none) {
      // “Bo Krag, formand          Referent: Ida Vang”
      for (const std::string_view cell : cells_of(text))
        if (cell.size() < text.size() && closing_of(cell, LineClass{}) == Closing::recorded) {
          approve(cell.substr(cell.find_first_of(" :")), Act::recorded);
          add_recorder(r, cell.substr(cell.find_first_of(" :")), i);
        }
    } else if (closing == Closing::recorded) {
      for (const auto word : recorded_words)
        if (folded.starts_with(word)) {
          approve(text.substr(word.size()), Act::recorded);
          add_recorder(r, text.substr(word.size()), i);
          break;
        }
    } else if (closing == Closing::approved) {
      for (const auto word : approved_words)
        if (folded.starts_with(word)) {
          approve(text.substr(word.size()), Act::approved);
          break;
        }
    } else if (closing == Closing::ended) {
      const auto times = times_in(text, true);
      if (!times.empty() && !r.record.end) {
        r.record.end = times.front().start;
        r.note(Field::end, place_of(r.sheet, i, text, 0.85f));
      }
    } else if (closing == Closing::next_meeting) {
      // “Næste møde: 8. december” outranks what an item tells of days.
      const auto date = next_meeting_in(text, r.record.date);
      if (date && (!r.record.next_meeting || is_field(r.classes[i], text))) {
        r.record.next_meeting = date;
        r.note(Field::next_meeting, place_of(r.sheet, i, text, 0.9f));
      }
    }
  }
}

}  // namespace klynge::reading
