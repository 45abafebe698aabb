#include "reading/item_reader.hpp"

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "reading/action_list.hpp"
#include "reading/amount.hpp"
#include "reading/amount_table.hpp"
#include "reading/attendance.hpp"
#include "reading/ballot.hpp"
#include "reading/cells.hpp"
#include "reading/header.hpp"
#include "reading/item_title.hpp"
#include "reading/outcome.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/presenters.hpp"
#include "reading/recommendation.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"
#include "reading/task.hpp"
#include "reading/task_people.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

Place place_of_rows(const Reading& r, const std::vector<Piece>& pieces, float confidence) {
  Place place = place_of(r.sheet, pieces.front().row, pieces.front().text, confidence);
  if (pieces.back().row != pieces.front().row) {
    const Place last = place_of(r.sheet, pieces.back().row, pieces.back().text, confidence);
    place.last_line = last.line;
    place.end = last.end;
  }
  return place;
}

Place place_in(const Reading& r, const Joined& joined, std::size_t start, std::size_t end, float confidence) {
  return place_of(r.sheet, joined.row_at(start), joined.row_at(end > start ? end - 1 : start), confidence);
}

void add_presenters(Item& item, const std::vector<std::string>& names) {
  for (const auto& name : names)
    if (std::find(item.presenters.begin(), item.presenters.end(), name) == item.presenters.end() &&
        item.presenters.size() < 100)
      item.presenters.push_back(name);
}

// A row that is nothing but “v/ A og B”.
bool is_presenter_row(std::string_view text) {
  const auto found = presenters_in(text);
  if (found.size() != 1 || found[0].start != 0) return false;
  return found[0].end + 2 >= text.size() || strip(text.substr(found[0].end), " .").empty();
}

void collect_links(Reading& r, Item& item, const Joined& joined, std::size_t index) {
  const std::string_view text = joined.text;
  for (std::size_t mark = text.find("://"); mark != npos; mark = text.find("://", mark + 1)) {
    const std::string_view before = text.substr(0, mark);
    const std::size_t at = before.ends_with("http") ? mark - 4 : before.ends_with("https") ? mark - 5 : npos;
    if (at == npos) continue;
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end]) && text[end] != '\n' && text[end] != ')' && text[end] != '>' &&
           text[end] != '"')
      ++end;
    while (end > at && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
    std::string link(text.substr(at, end - at));
    if (item.links.size() < 200 && std::find(item.links.begin(), item.links.end(), link) == item.links.end()) {
      item.links.push_back(std::move(link));
      r.note({Field::item_links, index, item.links.size() - 1}, place_in(r, joined, at, end, 0.95f));
    }
    mark = end;
  }
}

// “4.2 Budget” under item 4: the attachment's number.
std::size_t item_number_length(std::string_view text, std::string_view item) {
  if (item.empty() || !text.starts_with(item) || text.size() < item.size() + 4 || text[item.size()] != '.') return 0;
  std::size_t end = item.size() + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == item.size() + 1) return 0;
  while (end < text.size() && (text[end] == '.' || text[end] == ')' || text[end] == ':')) ++end;
  const std::size_t words = end;
  while (end < text.size() && is_blank(text[end])) ++end;
  return end > words ? end : 0;
}

// “2 Budget” as the second of the list.
std::size_t counting_length(std::string_view text, std::size_t nth) {
  const std::string digits = std::to_string(nth);
  if (!text.starts_with(digits)) return 0;
  std::size_t end = digits.size();
  while (end < text.size() && is_blank(text[end])) ++end;
  return end > digits.size() && starts_upper(text.substr(end)) ? end : 0;
}

// “Bilag: Budget 2025, Notat om elevtal”: behind the label on its own row a comma and a capital begin the next one, and
// a semicolon does.
std::vector<Piece> parted_behind_label(const Reading& r, const std::vector<Piece>& pieces) {
  if (pieces.empty() || pieces[0].text.data() == r.row(pieces[0].row).text.data()) return pieces;
  std::vector<Piece> parted;
  std::string_view text = pieces[0].text;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] == '(') at = std::min(text.find(')', at), text.size());
    if (at + 2 >= text.size()) break;
    if (text[at] != ';' && !(text[at] == ',' && text[at + 1] == ' ' && starts_upper(text.substr(at + 2)))) continue;
    parted.push_back({pieces[0].row, trim(text.substr(0, at))});
    text = trim(text.substr(at + 1));
    at = 0;
  }
  if (parted.empty()) return pieces;
  parted.push_back({pieces[0].row, text});
  parted.insert(parted.end(), pieces.begin() + 1, pieces.end());
  return parted;
}

void read_attachments(Reading& r, Item& item, const std::vector<Piece>& all, std::size_t index) {
  const std::vector<Piece> pieces = parted_behind_label(r, all);
  const std::string_view span_number = item.number ? std::string_view(*item.number) : std::string_view();
  const Piece* before = nullptr;
  bool listed = false;
  std::vector<Piece> rows;
  for (const Piece& piece : pieces) {
    std::string_view text = piece.text;
    const std::size_t bullet = bullet_length(text);
    const std::size_t number = bullet ? 0
                                      : std::max({enumerator_length(text), item_number_length(text, span_number),
                                                  counting_length(text, item.attachments.size() + 1)});
    const bool entry = bullet > 0 || number > 0;
    listed = listed || entry;
    text.remove_prefix(bullet ? bullet : number);
    // “Bilag 1: Notat”, “Bilag 1 - Notat” inside the list keeps its words; only the list's marks go.
    text = trim(text);
    if (text.empty() || (text.size() < 8 && names_none(text))) continue;
    const bool goes_on = before && before->row != piece.row && !entry && !item.attachments.empty() &&
                         ((listed && r.row(piece.row).blanks <= r.sheet.gap) ||
                          continues(r.sheet, r.row(before->row), before->text, r.row(piece.row), piece.text));
    if (goes_on) {
      append_continuation(item.attachments.back(), text, r.hyphens);
    } else {
      if (item.attachments.size() >= 1'000) break;
      std::string name;
      append_squeezed(name, text);
      item.attachments.push_back(std::move(name));
      r.note({Field::item_attachments, index, item.attachments.size() - 1}, place_of(r.sheet, piece.row, text, 0.9f));
    }
    before = &piece;
  }
}

void read_amounts(Reading& r, Item& item, const Joined& joined, std::size_t index) {
  const auto all = table_amounts(joined.text);
  const std::size_t before = item.amounts.size();
  for (const auto& wrong : wrong_sums(all))
    if (r.wrong_sums.size() < 200) r.wrong_sums.push_back({index, before + wrong.amount, wrong.terms, wrong.sum_ore});
  for (const TableAmount& found : all) {
    if (item.amounts.size() >= 2'000) return;
    Amount amount;
    amount.ore = found.amount.ore;
    amount.text = joined.text.substr(found.amount.start, found.amount.end - found.amount.start);
    amount.label = found.label;
    amount.period = found.period;
    amount.estimate = found.amount.estimate || found.estimate;
    item.amounts.push_back(std::move(amount));
    r.note({Field::item_amounts, index, item.amounts.size() - 1},
           place_in(r, joined, found.amount.start, found.amount.end, found.amount.malformed ? 0.5f : 0.93f));
  }
}

void take_tasks(Reading& r, Item& item, const Joined& joined, const std::vector<TaskFound>& tasks, std::size_t index) {
  for (const auto& found : tasks) {
    if (item.tasks.size() >= 500) return;
    item.tasks.push_back({found.text, found.responsible, found.due});
    r.note({Field::item_tasks, index, item.tasks.size() - 1},
           place_in(r, joined, found.start, found.end, found.confidence));
  }
}

// What was decided recommendation by recommendation, by vote, and without whom.
void take_ballot(Reading& r, Item& item, const Joined& minutes, const Prose& prose, std::size_t index) {
  for (auto& found : decisions_in(minutes.text, item.recommendations.size())) {
    r.note({Field::item_decisions, index, item.decisions.size()}, place_in(r, minutes, found.start, found.end, 0.9f));
    item.decisions.push_back(std::move(found.decision));
  }
  for (auto& found : votes_in(prose)) {
    r.note({Field::item_votes, index, item.votes.size()}, place_in(r, minutes, found.start, found.end, 0.85f));
    item.votes.push_back(std::move(found.vote));
  }
  for (auto& found : recused_in(prose)) {
    r.note({Field::item_recused, index, item.recused.size()}, place_in(r, minutes, found.start, found.end, 0.85f));
    item.recused.push_back(std::move(found.name));
  }
}

void read_case_number(Reading& r, Item& item, const std::vector<Piece>& pieces, std::size_t index) {
  if (pieces.empty()) return;
  const std::string_view text = pieces.front().text;
  const auto words = tokens(text);
  if (words.empty()) return;
  // “01.02G00 - 2017/27088” is one number of two parts.
  const bool two_parts = words.size() == 3 && dash_at(words[1], 0) == words[1].size() && is_digit(words[2][0]);
  const std::string_view number = two_parts ? text : words.front();
  item.case_number = std::string(strip(number, " .,:;"));
  r.note({Field::item_case_number, index}, place_of(r.sheet, pieces.front().row, number, 0.95f));
}

constexpr std::string_view wish_words = "efter ønske fra ";

// Where a case begins to tell who asked for it; npos where it does not.
std::size_t find_wish(std::string_view case_text) {
  constexpr std::size_t first_word = std::string_view("efter ").size();
  const Folded lowered(case_text.substr(0, 300));
  const std::string_view folded = lowered;
  // Few words begin with “ø”.
  for (std::size_t at = find_part(folded, wish_words.substr(first_word)); at != npos;
       at = find_part(folded, wish_words.substr(first_word), at + 1))
    if (at >= first_word && folded.substr(at - first_word).starts_with(wish_words)) return at - first_word;
  return npos;
}

}  // namespace

bool names_none(std::string_view text) {
  const std::string folded = lower(strip(text, " .:-"));
  return folded == "ingen" || folded.empty() || folded == "intet" || folded == "nej";
}

namespace {

// What all items of a meeting are read with.
struct MeetingWords {
  DocumentKind kind;
  std::string body, date;  // in lower case; ISO
};

// An item between the passes over all of them. By far most of the work is done in code that looks at
// an item once; going through it for some dozens of items at a time, the processor has that code at
// hand for all but the first.
struct ItemText {
  std::size_t index = 0;  // in the record
  Sections sections;
  Recommendations recommendations;
  std::vector<Piece> minutes_pieces;
  Joined case_text, minutes;
  float minutes_confidence = 0;
};
constexpr std::size_t items_at_once = 32;

void read_heading(Reading& r, Item& item, std::size_t index, const ItemSpan& span) {
  if (!span.number.empty()) item.number = span.number;
  TitleRead title = read_title(r, span);
  item.title = title.text;
  item.start = title.start;
  item.end = title.end;
  item.closed = title.closed || span.closed;
  item.kind = title.pause ? ItemKind::pause : ItemKind::item;
  add_presenters(item, title.presenters);
  if (!span.presenter.empty()) add_presenters(item, presenter_names(span.presenter));
  if (!span.title.empty()) {
    r.note({Field::item_title, index}, place_of_rows(r, span.title, span.confidence));
    if (item.start) r.note({Field::item_start, index}, place_of_rows(r, span.title, 0.93f));
    if (item.end) r.note({Field::item_end, index}, place_of_rows(r, span.title, 0.93f));
    if (!title.presenters.empty()) r.note({Field::item_presenters, index}, place_of_rows(r, span.title, 0.9f));
  }
  if (item.number && span.heading != no_row)
    r.note(
        {Field::item_number, index},
        place_of(r.sheet, span.heading,
                 r.row(span.heading).text.substr(0, std::min(r.row(span.heading).text.size(), span.number.size() + 8)),
                 span.confidence));
}

// What stands between the heading and the text: times, those who present it, what is recommended.
void read_form(Reading& r, Item& item, ItemText& text) {
  const std::size_t index = text.index;
  Sections& sections = text.sections;
  item.closed = item.closed || sections.closed;
  read_case_number(r, item, sections.case_number, index);
  for (const auto& piece : sections.times) {
    if (item.start) break;
    if (const auto time = time_at(strip(piece.text, "( "), 0, false)) {
      item.start = time->start;
      item.end = time->end;
      r.note({Field::item_start, index}, place_of(r.sheet, piece.row, piece.text, 0.93f));
      if (item.end) r.note({Field::item_end, index}, place_of(r.sheet, piece.row, piece.text, 0.93f));
    }
  }
  for (const auto& piece : sections.presenters) {
    add_presenters(item, presenter_names(piece.text));
    r.note({Field::item_presenters, index}, place_of(r.sheet, piece.row, piece.text, 0.9f));
  }
  if (!sections.requested_by.empty()) {
    const Piece& wish = sections.requested_by.front();
    item.requested_by = squeeze(wish.text);
    r.note({Field::item_requested_by, index}, place_of(r.sheet, wish.row, wish.text, 0.9f));
  }

  // Presenters on rows of their own under the title.
  auto& head = sections.unlabelled;
  std::size_t used = 0;
  while (used < head.size() && used < 3 && is_presenter_row(head[used].text)) {
    add_presenters(item, presenters_in(head[used].text).front().names);
    r.note({Field::item_presenters, index}, place_of(r.sheet, head[used].row, head[used].text, 0.92f));
    ++used;
  }
  head.erase(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(used));

  text.recommendations = parse_recommendations(r.sheet, r.hyphens, sections.recommendation, true);
  item.recommendations.reserve(text.recommendations.entries.size());
  for (const auto& entry : text.recommendations.entries) {
    if (item.recommendations.size() >= 500) break;
    item.recommendations.push_back(entry.text);
    r.note({Field::item_recommendations, index, item.recommendations.size() - 1},
           place_of(r.sheet, entry.first_row, entry.last_row, 0.9f));
  }

  // An item asks for a decision by its type, or by a recommendation that nobody answered.
  if (sections.asks_decision || (!item.recommendations.empty() && !sections.has_minutes_label && !item.closed))
    r.asked_decision.push_back(index);
}

// “Dagsordenen godkendes” and no more: what was decided, whether a label says so or not.
bool is_terse_outcome(std::string_view text) {
  if (text.size() > 100) return false;
  const auto outcome = outcome_of(text);
  return outcome && outcome->terse;
}

// What is the case and what the minutes.
void read_texts(Reading& r, const DocumentKind& kind, Item& item, ItemText& text) {
  const std::size_t index = text.index;
  const Sections& sections = text.sections;
  const auto& head = sections.unlabelled;
  const auto& rest = text.recommendations.rest;
  // Rows no label speaks for.
  std::vector<Piece> case_pieces;
  std::vector<Piece>& minutes_pieces = text.minutes_pieces;
  text.minutes_confidence = sections.has_minutes_label ? 0.96f : 0.75f;
  const bool labels = sections.has_case_label || sections.has_recommendation;
  if (!head.empty()) {
    bool as_minutes = false;
    if (!sections.has_minutes_label && kind.minutes) {
      // Where others bear labels, a text without one is minutes if it tells of the meeting.
      as_minutes =
          !labels && (!kind.minutes_labels || tells_of_the_meeting(item.title, join(r.sheet, r.hyphens, head).text) ||
                      !action_rows(head).empty());
    }
    auto& target = as_minutes ? minutes_pieces : case_pieces;
    target.insert(target.end(), head.begin(), head.end());
    if (as_minutes && kind.minutes_labels) text.minutes_confidence = 0.6f;
  }
  case_pieces.insert(case_pieces.end(), sections.case_text.begin(), sections.case_text.end());
  if (!rest.empty()) {
    // Where minutes stand under labels, what follows the recommendations is the case.
    const bool as_minutes = !sections.has_minutes_label && kind.minutes &&
                            (!kind.minutes_labels || is_terse_outcome(join(r.sheet, r.hyphens, rest).text));
    auto& target = as_minutes ? minutes_pieces : case_pieces;
    target.insert(target.end(), rest.begin(), rest.end());
  }
  minutes_pieces.insert(minutes_pieces.end(), sections.minutes.begin(), sections.minutes.end());
  std::sort(case_pieces.begin(), case_pieces.end(), [](const Piece& a, const Piece& b) { return a.row < b.row; });

  text.case_text = join(r.sheet, r.hyphens, case_pieces);
  text.minutes = join(r.sheet, r.hyphens, minutes_pieces);
  if (const std::string_view case_text = text.case_text.text; !case_text.empty()) {
    item.case_text = case_text;
    r.note({Field::item_case, index}, place_of_rows(r, case_pieces, 0.9f));
    if (!kind.minutes || item.presenters.empty())
      for (const auto& found : presenters_in(case_text)) {
        add_presenters(item, found.names);
        r.note({Field::item_presenters, index}, place_in(r, text.case_text, found.start, found.end, 0.7f));
      }
    if (item.presenters.empty())
      for (const auto& found : speakers_in(case_text)) {
        add_presenters(item, found.names);
        r.note({Field::item_presenters, index}, place_in(r, text.case_text, found.start, found.end, 0.6f));
      }
    if (const std::size_t wish = find_wish(case_text); wish != npos && !item.requested_by) {
      const std::string_view who = case_text.substr(wish + wish_words.size());
      item.requested_by = squeeze(who.substr(0, who.find_first_of("(.,\n")));
      r.note({Field::item_requested_by, index}, place_in(r, text.case_text, wish, wish + 20, 0.8f));
    }
  }
  if (!text.minutes.text.empty()) {
    item.minutes = text.minutes.text;
    r.note({Field::item_minutes, index}, place_of_rows(r, minutes_pieces, text.minutes_confidence));
  }
}

void read_figures(Reading& r, Item& item, const ItemText& text) {
  const std::size_t index = text.index;
  read_attachments(r, item, text.sections.attachments, index);
  collect_links(r, item, text.case_text, index);
  collect_links(r, item, text.minutes, index);
  read_amounts(r, item, text.case_text, index);
  for (const auto& entry : text.recommendations.entries)
    for (const auto& found : amounts_in(entry.text)) {
      if (item.amounts.size() >= 2'000) break;
      item.amounts.push_back({found.ore, entry.text.substr(found.start, found.end - found.start), std::nullopt,
                              std::nullopt, found.estimate});
      r.note({Field::item_amounts, index, item.amounts.size() - 1},
             place_of(r.sheet, entry.first_row, entry.last_row, 0.9f));
    }
  read_amounts(r, item, text.minutes, index);
}

// A name alone under “Ansvarlig”: whose the work is that the minutes leave without a name; where they leave none, who
// presented the item.
void take_responsible(Reading& r, Item& item, const ItemText& text, const Prose& prose, const TaskContext& context) {
  std::vector<std::string> names;
  for (const Piece& piece : text.sections.responsible)
    for (auto& name : responsible_in(piece.text)) names.push_back(std::move(name));
  if (names.empty()) return;
  bool theirs = false;
  for (Task& task : item.tasks)
    if (task.responsible.empty()) {
      task.responsible = names;
      theirs = true;
    }
  if (theirs) return;
  if (item.tasks.empty())
    if (const auto work = work_of(prose, names, context)) return take_tasks(r, item, text.minutes, {*work}, text.index);
  if (!item.tasks.empty()) return;
  add_presenters(item, names);
  const Piece& first = text.sections.responsible.front();
  r.note({Field::item_presenters, text.index}, place_of(r.sheet, first.row, first.text, 0.7f));
}

// Who is to do what, and what it came to.
void read_outcome(Reading& r, const TaskContext& context, Item& item, const ItemText& text) {
  const std::size_t index = text.index;
  const Prose prose = prose_of(text.minutes.text);
  if (may_repeat_agreements(text.case_text.text))
    take_tasks(r, item, text.case_text, open_agreements_in(bare_prose_of(text.case_text.text), context), index);
  take_tasks(r, item, text.minutes, tasks_in(prose, context), index);
  take_actions(r, index, action_rows(text.minutes_pieces), context);
  take_responsible(r, item, text, prose, context);
  if (!item.minutes) return;
  item.outcome = outcome_of_item(prose, {item.title, item.recommendations, !item.tasks.empty()});
  if (text.sections.concludes && (!item.outcome || item.outcome == Outcome::discussed)) item.outcome = Outcome::decided;
  if (item.outcome)
    r.note({Field::item_outcome, index}, place_of_rows(r, text.minutes_pieces, text.minutes_confidence * 0.9f));
  take_ballot(r, item, text.minutes, prose, index);
}

// What an item says of the meeting: who was there, when the next is.
void read_of_the_meeting(Reading& r, const Item& item, const ItemText& text) {
  for (const auto& rows : text.sections.attendance) read_attendance_rows(r, rows);
  // The attendance of an item of that name stands in its text.
  const Folded lowered_title(item.title);
  const std::string_view folded_title = lowered_title;
  static constexpr PhraseScan attendance_words{"fravær", "afbud", "stedfortræder"};
  if (attendance_words.in(folded_title))
    for (const Sentence& sentence : sentences_in(text.case_text.text))
      read_attendance_sentence(
          r, std::string_view(text.case_text.text).substr(sentence.start, sentence.end - sentence.start),
          text.case_text.row_at(sentence.start), true);
  static constexpr PhraseScan next_words{"næste møde",    "eventuelt",    "evt",       "mødeplan",
                                         "kommende møde", "mødekalender", "mødedatoer"};
  if (r.record.next_meeting || !next_words.in(folded_title)) return;
  // Under “Næste møde” any day named is that of the next meeting.
  const bool said_of_it =
      contains(folded_title, "møde") && !contains(folded_title, "mødeplan") && !contains(folded_title, "mødekalender");
  for (const auto& piece : text.minutes_pieces) {
    const auto next = next_meeting_in(
        said_of_it ? "næste møde " + std::string(piece.text.substr(0, 300)) : std::string(piece.text.substr(0, 2'000)),
        r.record.date);
    if (!next) continue;
    r.record.next_meeting = next;
    r.note(Field::next_meeting, place_of(r.sheet, piece.row, piece.text, 0.8f));
    return;
  }
}

void read_some(Reading& r, const MeetingWords& meeting, std::span<const ItemSpan> spans) {
  std::vector<ItemText> texts;
  texts.reserve(spans.size());
  for (const ItemSpan& span : spans) {
    const std::size_t index = r.record.items.size();
    read_heading(r, r.record.items.emplace_back(), index, span);
    if (span.contents_only) continue;
    ItemText& text = texts.emplace_back();
    text.index = index;
    text.sections = sort_item({r.sheet, r.classes, r.outline, meeting.body, meeting.date, r.listed}, span);
  }
  const auto item = [&](const ItemText& text) -> Item& { return r.record.items[text.index]; };
  for (ItemText& text : texts) read_form(r, item(text), text);
  for (ItemText& text : texts) read_texts(r, meeting.kind, item(text), text);
  for (const ItemText& text : texts) read_figures(r, item(text), text);
  const TaskContext context{meeting.body, r.record.date, &r.people};
  for (const ItemText& text : texts) read_outcome(r, context, item(text), text);
  for (const ItemText& text : texts) read_of_the_meeting(r, item(text), text);
}

}  // namespace

void read_items(Reading& r) {
  const MeetingWords meeting{document_kind(r), r.record.body ? lower(*r.record.body) : std::string(),
                             r.record.date ? iso(*r.record.date) : std::string()};
  r.people = known_people(r.record.attendance);
  r.record.items.reserve(r.outline.items.size());
  const std::span<const ItemSpan> spans = r.outline.items;
  for (std::size_t from = 0; from < spans.size(); from += items_at_once)
    read_some(r, meeting, spans.subspan(from, std::min(items_at_once, spans.size() - from)));
  read_action_list(r, {meeting.body, r.record.date, &r.people});
}

}  // namespace klynge::reading
