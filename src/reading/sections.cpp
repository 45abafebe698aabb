#include "reading/sections.hpp"

#include "base/text.hpp"
#include "reading/contents.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

Piece value_piece(const Sheet& sheet, const LineClass& c, std::size_t row) {
  return {static_cast<std::uint32_t>(row), sheet.rows[row].text.substr(c.label.value)};
}

bool overlaps(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && (contains(a, b) || contains(b, a));
}

// “Referat - Direktion” beside “Referat - Bestyrelse”: the other body's minutes are part of the case.
bool of_another_body(const SectionContext& context, std::string_view words) {
  // “Referat” and “Beslutning” alone name nobody.
  if (words.find(' ') == std::string_view::npos) return false;
  std::string folded = lower(words);
  std::string_view rest = folded;
  bool named = false;
  for (const std::string_view lead : {"referat - ", "referat – ", "beslutning - ", "beslutning – ", "beslutning i ",
                                      "beslutning fra ", "behandling i ", "beslutning for ", "referat fra "})
    if (rest.starts_with(lead)) {
      rest.remove_prefix(lead.size());
      named = true;
      break;
    }
  if (!named) return false;
  const auto date = first_date(rest);
  if (date && date->date.year && !context.date.empty()) return iso(date->date) != context.date;
  std::string_view name = date ? rest.substr(0, date->start) : rest;
  for (const std::string_view tail : {" den ", " d. ", " d ", ","})
    if (const auto at = name.find(tail); at != std::string_view::npos) name = name.substr(0, at);
  name = strip(name, " .:,-");
  if (name.size() < 3 || context.body.empty()) return false;
  // Compared without the article at the end: “bestyrelsen” and “bestyrelse”.
  const std::string_view stem = name.ends_with("en") || name.ends_with("et") ? name.substr(0, name.size() - 2) : name;
  return !overlaps(stem, context.body) && !overlaps(name, context.body);
}

bool type_words_ask_decision(std::string_view words) {
  const std::string folded = lower(words);
  return contains(folded, "beslutning") || contains(folded, "godkend");
}

bool attendance_label_in_item(const LabelFound& label) {
  switch (label.label) {
    case Label::apologies:
      return label.colon || label.alone;
    case Label::present:
    case Label::moderator:
    case Label::recorder:
    case Label::members:
    case Label::substitutes:
    case Label::guests:
      return label.colon;
    default:
      return false;
  }
}

// The heading once more: its number alone, its title, or both.
bool echoes(const SectionContext& context, const ItemSpan& item, std::size_t i) {
  if (item.title.empty() || item.title_elsewhere) return false;
  const HeadingMark& mark = context.classes[i].heading;
  const std::string_view title = item.title.front().text;
  if (mark.style != Numbering::none && mark.number == item.number)
    return mark.title.empty() || same_titles(mark.title, title);
  std::string_view text = context.sheet.rows[i].text;
  // “Køb af grund (Lukket punkt)”
  if (text.ends_with(')') && text.starts_with(title)) text = text.substr(0, title.size());
  if (text.size() <= 8 || text.size() > title.size() + 12 || context.classes[i].label.label != Label::none ||
      !item.run_in.empty())
    return false;
  return same_titles(text, title);
}

bool is_file_name(std::string_view text) {
  if (text.size() > 150 || text.size() < 7) return false;
  const std::string folded = lower(text);
  for (const std::string_view kind : {".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx"})
    if (folded.ends_with(kind)) return true;
  return false;
}

// Names and nothing else, full or by the first name.
bool names_somebody(std::string_view text) {
  return text.size() < 60 && !text.ends_with('.') && !names_in_list(text, true).empty();
}

// Where the name begins in “Bilag 4.1: Budget”; 0 where the row is none.
std::size_t attachment_name(std::string_view text) {
  if (!text.starts_with("Bilag ") || text.size() > 200 || text.size() < 10 || !is_digit(text[6])) return 0;
  std::size_t end = 6;
  while (end < text.size() &&
         (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
    ++end;
  if (end >= text.size() || text[end] != ':') return 0;
  ++end;
  while (end < text.size() && is_blank(text[end])) ++end;
  return end < text.size() ? end : 0;
}

// Words for sections that sentences of minutes begin with as well.
bool is_said(std::string_view label) {
  static constexpr WordSet words{"forslag", "information", "økonomi", "kommunikation", "personale", "bemærkninger"};
  return words.has(Folded(label));
}

bool sections_follow(const SectionContext& context, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i)
    if (is_section(context.classes[i].label.label) || context.classes[i].lead_in) return true;
  return false;
}

bool has_digit(std::string_view text) {
  for (const char c : text)
    if (is_digit(c)) return true;
  return false;
}

}  // namespace

AttendanceRows attendance_rows(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t label_row,
                               std::size_t& next, std::size_t end, bool inside_item) {
  const LineClass& c = classes[label_row];
  AttendanceRows out;
  out.label = c.label.label;
  out.heading = c.label.words;
  out.row = static_cast<std::uint32_t>(label_row);
  next = label_row + 1;
  if (!c.label.alone) out.rows.push_back(value_piece(sheet, c, label_row));
  const bool one_line = out.label == Label::moderator || out.label == Label::recorder;
  while (next < end) {
    if (sheet.rows[next].furniture) {
      ++next;
      continue;
    }
    const LineClass& n = classes[next];
    const std::string_view text = sheet.rows[next].text;
    if (n.label.label != Label::none || n.lead_in || n.time_only) break;
    if (one_line && !out.rows.empty()) break;
    if (inside_item) {
      const bool far = sheet.rows[next].blanks > sheet.gap;
      const bool after_value = !c.label.alone && (far || text.ends_with('.'));
      const auto people = parse_people(text);
      if (after_value || people.empty() || text.size() > 160) break;
      if (text.ends_with('.') && token_count(text) > 8) break;
    }
    out.rows.push_back({static_cast<std::uint32_t>(next), text});
    ++next;
  }
  return out;
}

Sections sort_item(const SectionContext& context, const ItemSpan& item) {
  const Sheet& sheet = context.sheet;
  Sections out;
  std::vector<Piece>* into = &out.unlabelled;
  for (const auto row : item.marks) {
    const LineClass& c = context.classes[row];
    if (c.label.label == Label::case_number && !c.label.alone) out.case_number.push_back(value_piece(sheet, c, row));
    if (c.label.label == Label::closed) out.closed = true;
    if (c.label.label == Label::open) out.open = true;
  }
  if (!item.run_in.empty())
    out.unlabelled.push_back(
        {static_cast<std::uint32_t>(item.run_in_row == no_row ? item.heading : item.run_in_row), item.run_in});
  bool after_time = false;
  bool responsible = false;    // the next row says who presents the item
  bool field = false;          // behind “Kompetence” stands who decides, no text
  bool decision_head = false;  // behind the minutes' heading a form repeats day and place
  bool one_line_list = false;  // “Bilag: Budget” with its only entry behind it
  unsigned seen = 0;
  for (std::size_t i = item.body; i < item.end; ++i) {
    if (sheet.rows[i].furniture || context.outline.dropped[i] || (!context.listed.empty() && context.listed[i]))
      continue;
    const LineClass& c = context.classes[i];
    const std::string_view text = sheet.rows[i].text;
    const auto row = static_cast<std::uint32_t>(i);
    if (++seen <= 8 && into == &out.unlabelled && echoes(context, item, i)) continue;
    if (responsible && c.label.label == Label::none && text.size() < 60 && !text.ends_with('.')) {
      out.presenters.push_back({row, text});
      responsible = false;
      continue;
    }
    responsible = false;
    if (context.outline.stands_under_responsible(sheet.rows[i]) && names_somebody(text)) {
      out.presenters.push_back({row, text});
      continue;
    }
    if (field && c.label.label == Label::none && !c.lead_in && text.size() < 70 &&
        (!text.ends_with('.') || token_count(text) <= 3))
      continue;
    field = c.label.label == Label::mark && c.label.alone && text.size() < 40 && !has_digit(text);
    if (decision_head && is_header(c.label.label) && c.label.colon) continue;
    decision_head = c.label.label == Label::minutes && c.label.alone;
    const bool was_after_time = after_time;
    after_time = false;
    if (c.time_only && into == &out.unlabelled) {
      out.times.push_back({row, text});
      after_time = true;
      continue;
    }
    const LabelFound& label = c.label;
    const auto open_section = [&](std::vector<Piece>& section) {
      into = &section;
      if (!label.alone) into->push_back(value_piece(sheet, c, i));
    };
    if (was_after_time && label.alone && (label.label == Label::minutes || label.label == Label::item_kind)) {
      // A cell that says what kind of item this is; the cell after it is the minutes.
      out.asks_decision = type_words_ask_decision(text);
      out.has_minutes_label = true;
      out.minutes_label_row = row;
      into = &out.minutes;
      continue;
    }
    // Who is elected a substitute is no absentee's.
    const bool elected = label.label == Label::substitutes && !item.title.empty() &&
                         (lower(item.title.front().text).starts_with("valg") ||
                          lower(item.title.front().text).starts_with("konstituer"));
    if (attendance_label_in_item(label) && !elected &&
        (into != &out.case_text || label.label == Label::apologies || label.colon)) {
      std::size_t next = i + 1;
      auto rows = attendance_rows(sheet, context.classes, i, next, item.end, true);
      out.attendance.push_back(std::move(rows));
      i = next - 1;
      continue;
    }
    switch (label.label) {
      case Label::minutes:
        if (of_another_body(context, label.words)) {
          into = &out.case_text;
          continue;
        }
        out.has_minutes_label = true;
        out.minutes_label_row = row;
        out.concludes = out.concludes || lower(label.words).starts_with("konklusion");
        open_section(out.minutes);
        continue;
      case Label::follow_up:
        if (!label.alone) break;
        // “Ansvarlig:” under the title, with the name on the next row.
        // It may also be a table's column behind the minutes; then only a name alone stands there.
        responsible = lower(label.words).starts_with("ansv") &&
                      (into == &out.unlabelled || (i + 1 < item.end && names_somebody(sheet.rows[i + 1].text)));
        into = out.has_minutes_label ? &out.minutes : into;
        // “TO DO:”, “Opgaver:” heads a list inside the minutes and is no section of a form.
        if ((lower(label.words).starts_with("to") || lower(label.words).starts_with("opgave")) && i + 1 < item.end &&
            context.classes[i + 1].label.label == Label::none)
          into->push_back({row, text});
        continue;
      case Label::recommendation:
        out.has_recommendation = true;
        open_section(out.recommendation);
        continue;
      case Label::attachments:
        if (into == &out.minutes && !label.colon && !label.alone) break;
        open_section(out.attachments);
        one_line_list = !label.alone;
        continue;
      case Label::case_text:
        // In the minutes a word and a colon is a sub-heading of theirs, unless a case begins anew.
        if (into == &out.minutes && !label.alone) break;
        // “Forslag: Zoo eller stranden” is said in minutes that bear no headings at all.
        if (!label.alone && into == &out.unlabelled && is_said(label.words) &&
            !sections_follow(context, i + 1, item.end))
          break;
        out.has_case_label = true;
        open_section(out.case_text);
        continue;
      case Label::contents:
        // “Indhold: …” in an item is its case.
        if (!label.colon || label.alone) break;
        out.has_case_label = true;
        open_section(out.case_text);
        continue;
      case Label::item_kind:
        // “Drøftelse” behind the case or the recommendation is an account of the meeting.
        if ((label.alone || label.colon) && (into == &out.recommendation || into == &out.case_text) &&
            lower(label.words).starts_with("drøftelse")) {
          out.has_minutes_label = true;
          open_section(out.minutes);
          continue;
        }
        if (into == &out.unlabelled && label.alone && out.unlabelled.empty()) {
          out.asks_decision = type_words_ask_decision(text);
          continue;
        }
        break;
      case Label::case_number:
        if (!label.alone) out.case_number.push_back(value_piece(sheet, c, i));
        continue;
      case Label::open:
        out.open = true;
        continue;
      case Label::closed:
        out.closed = true;
        continue;
      case Label::mark:
        continue;
      case Label::presenter:
        if (label.alone || into == &out.minutes) break;
        out.presenters.push_back(value_piece(sheet, c, i));
        continue;
      case Label::requested_by:
        if (label.alone) break;
        out.requested_by.push_back(value_piece(sheet, c, i));
        continue;
      default:
        break;
    }
    // A file's name under the title.
    if (into == &out.unlabelled && is_file_name(text)) {
      out.attachments.push_back({row, text});
      continue;
    }
    // “Bilag 4.1: Budget” outside a list of them.
    if (const std::size_t name = attachment_name(text); name > 0 && into != &out.attachments) {
      out.attachments.push_back({row, text.substr(name)});
      continue;
    }
    if (into == &out.attachments && one_line_list && starts_upper(text) && ends_as_sentence(text) && !c.bullet &&
        enumerator_length(text) == 0 && token_count(text) >= 3)
      into = out.has_minutes_label ? &out.minutes : &out.unlabelled;
    // Behind attachments named on rows of their own a paragraph of sentences is none of them.
    const bool told = into == &out.attachments && !out.attachments.empty() && starts_upper(text) && !c.bullet &&
                      enumerator_length(text) == 0 && token_count(text) >= 10 && contains(text, ", ");
    if (told && (ends_as_sentence(text) ||
                 (i + 1 < item.end && sheet.rows[i + 1].blanks == 0 && ends_as_sentence(sheet.rows[i + 1].text) &&
                  continues(sheet, sheet.rows[i], text, sheet.rows[i + 1], sheet.rows[i + 1].text))))
      into = out.has_minutes_label ? &out.minutes : &out.unlabelled;
    one_line_list = false;
    if (c.lead_in && into != &out.minutes && into != &out.recommendation) {
      out.has_recommendation = true;
      into = &out.recommendation;
    }
    if (into->capacity() == 0) into->reserve(8);  // most sections take a few rows
    into->push_back({row, text});
  }
  return out;
}

}  // namespace klynge::reading
