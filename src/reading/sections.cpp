#include "reading/sections.hpp"

#include <utility>

#include "base/text.hpp"
#include "reading/contents.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/task_people.hpp"
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
  const auto date = first_date(rest);
  // “Økonomiudvalget den 19. november 2018:” names somebody by its form alone.
  if (!named && !(date && date->date.year && date->start > 0)) return false;
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

// “Beslutning”, “Drøftelse og orientering”
bool is_kind_word(std::string_view words) {
  static constexpr WordSet kinds{"beslutning",      "orientering",    "drøftelse",     "godkendelse",    "status",
                                 "til orientering", "til beslutning", "til drøftelse", "til godkendelse"};
  const std::string folded = lower(strip(words, " .:"));
  std::string_view rest = folded;
  for (const std::string_view link : {" og ", "/", ", "})
    if (const auto at = rest.find(link); at != std::string_view::npos)
      return kinds.has(trim(rest.substr(0, at))) && kinds.has(trim(rest.substr(at + link.size())));
  return kinds.has(rest);
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
  const Label label = context.classes[i].label.label;
  if (text.size() <= 8 || text.size() > title.size() + 12 || (label != Label::none && label != Label::signatures) ||
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

// Names or an office and nothing else.
bool names_somebody(std::string_view text) { return !responsible_in(text).empty(); }

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
  static constexpr WordSet words{"forslag",   "information",  "økonomi", "kommunikation",
                                 "personale", "bemærkninger", "status"};
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

namespace {

// Goes through an item's rows and remembers which section is open; each row is taken by the first step that knows it.
class ItemSorter {
 public:
  ItemSorter(const SectionContext& context, const ItemSpan& item) : context_(context), item_(item) {}

  Sections sorted() {
    take_marks();
    for (next_ = item_.body; next_ < item_.end;) {
      const std::size_t i = next_++;
      if (left_out(i)) continue;
      if (is_echo(i) || is_presenter(i) || is_field(i) || is_time(i) || is_kind_cell(i) || is_attendance(i)) continue;
      if (opens_section(i) || is_attachment(i)) continue;
      leave_attachments(i);
      take_text(i);
    }
    return std::move(out_);
  }

 private:
  const SectionContext& context_;
  const ItemSpan& item_;
  Sections out_;
  std::vector<Piece>* into_ = &out_.unlabelled;
  std::size_t next_ = 0;  // the row to look at after this one
  unsigned seen_ = 0;
  bool after_time_ = false;        // the row before said from when to when
  bool was_after_time_ = false;    // what that was as this row began
  bool responsible_ = false;       // the next row says who presents the item
  bool field_ = false;             // behind “Kompetence” stands who decides, no text
  bool decision_head_ = false;     // behind the minutes' heading a form repeats day and place
  std::size_t section_below_ = 0;  // the next row that opens recommendation or minutes, as far as it was looked for
  bool one_line_list_ = false;     // “Bilag: Budget” with its only entry behind it

  const LineClass& line(std::size_t i) const { return context_.classes[i]; }
  std::string_view text(std::size_t i) const { return context_.sheet.rows[i].text; }
  Piece whole(std::size_t i) const { return {static_cast<std::uint32_t>(i), text(i)}; }
  Piece value(std::size_t i) const { return value_piece(context_.sheet, line(i), i); }

  void take_marks() {
    for (const auto row : item_.marks) {
      const LabelFound& label = line(row).label;
      if (label.label == Label::case_number && !label.alone) out_.case_number.push_back(value(row));
      if (label.label == Label::closed) out_.closed = true;
      if (label.label == Label::open) out_.open = true;
    }
    if (item_.run_in.empty()) return;
    const std::size_t row = item_.run_in_row == no_row ? item_.heading : item_.run_in_row;
    out_.unlabelled.push_back({static_cast<std::uint32_t>(row), item_.run_in});
  }

  bool left_out(std::size_t i) const {
    return context_.sheet.rows[i].furniture || context_.outline.dropped[i] ||
           (!context_.listed.empty() && context_.listed[i]);
  }

  bool is_echo(std::size_t i) { return ++seen_ <= 8 && into_ == &out_.unlabelled && echoes(context_, item_, i); }

  bool is_presenter(std::size_t i) {
    const bool awaited = std::exchange(responsible_, false);
    const bool name = awaited && line(i).label.label == Label::none && text(i).size() < 60 && !text(i).ends_with('.');
    if (!name && !(context_.outline.stands_under_responsible(context_.sheet.rows[i]) && names_somebody(text(i))))
      return false;
    (said() ? out_.responsible : out_.presenters).push_back(whole(i));
    return true;
  }

  // Whether what the meeting said of the item stands above: then a name is that of who follows up.
  bool said() const { return !out_.minutes.empty() || (!out_.has_minutes_label && !out_.unlabelled.empty()); }

  bool is_field(std::size_t i) {
    const LineClass& c = line(i);
    const std::string_view words = text(i);
    if (field_ && c.label.label == Label::none && !c.lead_in && words.size() < 70 &&
        (!words.ends_with('.') || token_count(words) <= 3))
      return true;
    field_ = c.label.label == Label::mark && c.label.alone && words.size() < 40 && !has_digit(words);
    if (decision_head_ && is_header(c.label.label) && c.label.colon) return true;
    decision_head_ = c.label.label == Label::minutes && c.label.alone;
    return false;
  }

  bool is_time(std::size_t i) {
    was_after_time_ = std::exchange(after_time_, false);
    if (!line(i).time_only || into_ != &out_.unlabelled) return false;
    out_.times.push_back(whole(i));
    return after_time_ = true;
  }

  // A cell that says what kind of item this is; the cell after it is the minutes.
  bool is_kind_cell(std::size_t i) {
    const LabelFound& label = line(i).label;
    const bool letter = context_.outline.kind_letters && is_kind_letter(text(i));
    const bool after_time =
        was_after_time_ && label.alone && (label.label == Label::minutes || label.label == Label::item_kind);
    if (!after_time && !(letter && into_ == &out_.unlabelled)) return false;
    out_.asks_decision = letter ? contains(text(i), "B") : type_words_ask_decision(text(i));
    begin_minutes(i);
    into_ = &out_.minutes;
    return true;
  }

  // “Deltog ikke Ida Holm og Bo Krag.”: as the label says it, without its colon.
  bool is_absence(std::size_t i) {
    static constexpr WordSet leads{"Deltog ikke ", "Ikke til stede ", "Fraværende var ", "Afbud fra "};
    const std::string_view lead = leads.beginning(text(i)), names = text(i).substr(lead.size());
    if (lead.empty() || text(i).size() > 200 || names_in_list(strip(names, " ."), false).empty()) return false;
    AttendanceRows absent;
    absent.label = Label::apologies;
    absent.heading = trim(lead);
    absent.row = static_cast<std::uint32_t>(i);
    absent.rows.push_back({absent.row, names});
    out_.attendance.push_back(std::move(absent));
    return true;
  }

  bool is_attendance(std::size_t i) {
    const LabelFound& label = line(i).label;
    if (label.label == Label::none && into_ == &out_.minutes && is_absence(i)) return true;
    if (!attendance_label_in_item(label) || is_election(label)) return false;
    if (into_ == &out_.case_text && label.label != Label::apologies && !label.colon) return false;
    out_.attendance.push_back(attendance_rows(context_.sheet, context_.classes, i, next_, item_.end, true));
    // “Fraværende:” and below it “Ingen”
    static constexpr WordSet nobody{"ingen", "intet", "ingen afbud"};
    if (label.alone && next_ < item_.end && text(next_).size() < 14 && nobody.has(Folded(strip(text(next_), " .-"))))
      ++next_;
    return true;
  }

  // Who is elected a member or a substitute is on no list of those present.
  bool is_election(const LabelFound& label) const {
    if ((label.label != Label::substitutes && label.label != Label::members) || item_.title.empty()) return false;
    const std::string title = lower(item_.title.front().text);
    return title.starts_with("valg") || title.starts_with("konstituer");
  }

  void begin_minutes(std::size_t i) {
    out_.has_minutes_label = true;
    out_.minutes_label_row = static_cast<std::uint32_t>(i);
  }

  bool open(std::vector<Piece>& section, std::size_t i) {
    into_ = &section;
    // “Sagsfremstilling v/ Ida Holm:”
    const std::string_view words = line(i).label.words;
    for (const std::string_view marker : {" v/", " v. ", " ved ", "(v/", "(v. ", "(ved "})
      if (const std::size_t by = words.find(marker); by != std::string_view::npos && &section != &out_.minutes) {
        out_.presenters.push_back({static_cast<std::uint32_t>(i), strip(words.substr(by), " ()")});
        break;
      }
    if (!line(i).label.alone) into_->push_back(value(i));
    return true;
  }

  // “Sagsnr:” and below it “10/565”, which by itself would be a page's number.
  bool take_number_below() {
    if (next_ >= item_.end || line(next_).label.label != Label::none) return true;
    const std::string_view number = text(next_);
    if (token_count(number) == 1 && has_digit(number) && number.size() < 40) out_.case_number.push_back(whole(next_++));
    return true;
  }

  bool keep(std::vector<Piece>& list, std::size_t i) {
    list.push_back(value(i));
    return true;
  }

  // Whether the row's label opens a section or says something of the item; else it is text of the open section.
  bool opens_section(std::size_t i) {
    const LabelFound& label = line(i).label;
    switch (label.label) {
      case Label::minutes:
        return opens_minutes(i);
      case Label::follow_up:
        return opens_follow_up(i);
      case Label::recommendation:
        out_.has_recommendation = true;
        return open(out_.recommendation, i);
      case Label::attachments:
        if (into_ == &out_.minutes && !label.colon && !label.alone) return false;
        one_line_list_ = !label.alone;
        return open(out_.attachments, i);
      case Label::case_text:
        return opens_case(i);
      case Label::contents:
        // “Indhold: …” in an item is its case.
        if (!label.colon || label.alone) return false;
        out_.has_case_label = true;
        return open(out_.case_text, i);
      case Label::item_kind:
        return opens_by_kind(i);
      case Label::case_number:
        return label.alone ? take_number_below() : keep(out_.case_number, i);
      case Label::open:
        return out_.open = true;
      case Label::closed:
        return out_.closed = true;
      case Label::mark:
        return true;
      case Label::presenter:
        return !label.alone && into_ != &out_.minutes && keep(out_.presenters, i);
      case Label::requested_by:
        return !label.alone && keep(out_.requested_by, i);
      default:
        return false;
    }
  }

  bool opens_minutes(std::size_t i) {
    const LabelFound& label = line(i).label;
    // “Aftale: Ida taler med køkkenet.” at the end of an account is part of it.
    if (!label.alone && into_ == &out_.unlabelled && !out_.unlabelled.empty() &&
        lower(label.words).starts_with("aftale"))
      return false;
    // “Afstemning” before the decision belongs to it, inside the minutes it is a sub-heading.
    if (into_ == &out_.minutes && lower(label.words).starts_with("afstemning")) return false;
    if (of_another_body(context_, label.words)) {
      into_ = &out_.case_text;
      return true;
    }
    begin_minutes(i);
    out_.concludes = out_.concludes || lower(label.words).starts_with("konklusion");
    return open(out_.minutes, i);
  }

  // “Ansvarlig:” under the title, with the name on the next row.
  // It may also be a table's column behind the minutes; then only a name alone stands there.
  bool opens_follow_up(std::size_t i) {
    const LabelFound& label = line(i).label;
    const std::string words = lower(label.words);
    if (!label.alone) return opens_item_of(i, words);
    const bool more = i + 1 < item_.end;
    responsible_ = words.starts_with("ansv") && (into_ == &out_.unlabelled || (more && names_somebody(text(i + 1))));
    if (out_.has_minutes_label) into_ = &out_.minutes;
    // “TO DO:”, “Opgaver:” heads a list inside the minutes and is no section of a form.
    if ((words.starts_with("to") || words.starts_with("opgave")) && more && line(i + 1).label.label == Label::none)
      into_->push_back(whole(i));
    return true;
  }

  // “Ansvarlig: Ida Holm” straight below the title, above the sections.
  bool opens_item_of(std::size_t i, std::string_view words) {
    const Piece name = value(i);
    if (!words.starts_with("ansv") || into_ != &out_.unlabelled || !out_.unlabelled.empty() ||
        !names_somebody(name.text))
      return false;
    out_.presenters.push_back(name);
    return true;
  }

  // “Bilag” and below it “Evaluering”, with another section or the item's end behind it.
  bool heads_nothing(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < item_.end && context_.sheet.rows[next].furniture) ++next;
    return next >= item_.end || is_section(line(next).label.label);
  }

  bool opens_case(std::size_t i) {
    const LabelFound& label = line(i).label;
    // In the minutes a word and a colon is a sub-heading of theirs, unless a case begins anew.
    if (into_ == &out_.minutes && !label.alone) return false;
    if (into_ == &out_.attachments && label.alone && !label.colon && heads_nothing(i)) return false;
    // “Formål: Beslutning” says what kind of item it is.
    if (!label.alone && lower(label.words) == "formål" && is_kind_word(text(i).substr(label.value))) {
      out_.asks_decision = out_.asks_decision || type_words_ask_decision(text(i));
      return true;
    }
    // “Forslag: Zoo eller stranden”, or “Forslag:” above a list, is said in minutes that bear no headings at all.
    const bool may_be_said = !label.alone || (label.colon && !context_.outline.minutes_labels);
    if (may_be_said && into_ == &out_.unlabelled && is_said(label.words) &&
        !sections_follow(context_, i + 1, item_.end))
      return false;
    out_.has_case_label = true;
    return open(out_.case_text, i);
  }

  bool opens_by_kind(std::size_t i) {
    const LabelFound& label = line(i).label;
    // “Drøftelse” behind the case or the recommendation is an account of the meeting.
    const bool behind = into_ == &out_.recommendation || into_ == &out_.case_text;
    if ((label.alone || label.colon) && behind && lower(label.words).starts_with("drøftelse")) {
      begin_minutes(i);
      return open(out_.minutes, i);
    }
    if (into_ != &out_.unlabelled || !label.alone || !out_.unlabelled.empty()) return false;
    out_.asks_decision = type_words_ask_decision(text(i));
    return true;
  }

  bool is_attachment(std::size_t i) {
    // A file's name under the title.
    if (into_ == &out_.unlabelled && is_file_name(text(i))) {
      out_.attachments.push_back(whole(i));
      return true;
    }
    // “Bilag 4.1: Budget” outside a list of them.
    const std::size_t name = attachment_name(text(i));
    if (name == 0 || into_ == &out_.attachments) return false;
    out_.attachments.push_back({static_cast<std::uint32_t>(i), text(i).substr(name)});
    return true;
  }

  // Behind attachments sentences begin anew what stood before them.
  void leave_attachments(std::size_t i) {
    const bool one_line = std::exchange(one_line_list_, false);
    const std::string_view words = text(i);
    if (into_ != &out_.attachments || !starts_upper(words) || line(i).bullet || enumerator_length(words) > 0) return;
    const bool sentence = one_line && ends_as_sentence(words) && token_count(words) >= 3;
    if (sentence || (!out_.attachments.empty() && is_told(i)))
      into_ = out_.has_minutes_label ? &out_.minutes : &out_.unlabelled;
  }

  // A paragraph of sentences, which no name of an attachment is.
  bool is_told(std::size_t i) const {
    const std::string_view words = text(i);
    if (token_count(words) < 10 || !contains(words, ", ")) return false;
    if (ends_as_sentence(words)) return true;
    const Sheet& sheet = context_.sheet;
    return i + 1 < item_.end && sheet.rows[i + 1].blanks == 0 && ends_as_sentence(text(i + 1)) &&
           continues(sheet, sheet.rows[i], words, sheet.rows[i + 1], text(i + 1));
  }

  // What a forum recommends inside a labelled case is told, where the item's own recommendation stands below under its
  // label.
  bool recommended_below(std::size_t i) {
    if (into_ != &out_.case_text || !out_.has_case_label) return false;
    const auto answers = [&](std::size_t k) {
      const LabelFound& label = line(k).label;
      return label.label == Label::minutes || (label.label == Label::recommendation && label.alone);
    };
    // Remembered from row to row, so that time stays linear.
    section_below_ = std::max(section_below_, i + 1);
    while (section_below_ < item_.end && !answers(section_below_)) ++section_below_;
    return section_below_ < item_.end && line(section_below_).label.label == Label::recommendation;
  }

  void take_text(std::size_t i) {
    if (line(i).lead_in && into_ != &out_.minutes && into_ != &out_.recommendation && !recommended_below(i)) {
      out_.has_recommendation = true;
      into_ = &out_.recommendation;
    }
    if (into_->capacity() == 0) into_->reserve(8);  // most sections take a few rows
    into_->push_back(whole(i));
  }
};

}  // namespace

Sections sort_item(const SectionContext& context, const ItemSpan& item) { return ItemSorter(context, item).sorted(); }

}  // namespace klynge::reading
