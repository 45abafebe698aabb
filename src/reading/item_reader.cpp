#include "reading/item_reader.hpp"

#include <algorithm>

#include "base/text.hpp"
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

void collect_links(Reading& r, Item& item, const Joined& joined, const std::string& base) {
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
      r.note(base + "/links/" + std::to_string(item.links.size() - 1), place_in(r, joined, at, end, 0.95f));
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

void read_attachments(Reading& r, Item& item, const std::vector<Piece>& pieces, const std::string& base) {
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
    const bool goes_on = before && !entry && !item.attachments.empty() &&
                         ((listed && r.row(piece.row).blanks <= r.sheet.gap) ||
                          continues(r.sheet, r.row(before->row), before->text, r.row(piece.row), piece.text));
    if (goes_on) {
      append_continuation(item.attachments.back(), text, r.hyphens);
    } else {
      if (item.attachments.size() >= 1'000) break;
      std::string name;
      append_squeezed(name, text);
      item.attachments.push_back(std::move(name));
      r.note(base + "/attachments/" + std::to_string(item.attachments.size() - 1),
             place_of(r.sheet, piece.row, text, 0.9f));
    }
    before = &piece;
  }
}

void read_amounts(Reading& r, Item& item, const Joined& joined, const std::string& base) {
  const auto all = table_amounts(joined.text);
  const std::size_t before = item.amounts.size();
  for (const auto& wrong : wrong_sums(all))
    if (r.wrong_sums.size() < 200)
      r.wrong_sums.push_back({r.record.items.size() - 1, before + wrong.amount, wrong.terms, wrong.sum_ore});
  for (const TableAmount& found : all) {
    if (item.amounts.size() >= 2'000) return;
    Amount amount;
    amount.ore = found.amount.ore;
    amount.text = joined.text.substr(found.amount.start, found.amount.end - found.amount.start);
    amount.label = found.label;
    amount.period = found.period;
    amount.estimate = found.amount.estimate || found.estimate;
    item.amounts.push_back(std::move(amount));
    r.note(base + "/amounts/" + std::to_string(item.amounts.size() - 1),
           place_in(r, joined, found.amount.start, found.amount.end, found.amount.malformed ? 0.5f : 0.93f));
  }
}

void take_tasks(Reading& r, Item& item, const Joined& joined, const std::vector<TaskFound>& tasks,
                const std::string& base) {
  for (const auto& found : tasks) {
    if (item.tasks.size() >= 500) return;
    item.tasks.push_back({found.text, found.responsible, found.due});
    r.note(base + "/tasks/" + std::to_string(item.tasks.size() - 1),
           place_in(r, joined, found.start, found.end, found.confidence));
  }
}

// The item with that number; the last one read where none has it.
std::size_t item_numbered(const Reading& r, std::string_view number) {
  for (std::size_t i = 0; i < r.record.items.size(); ++i)
    if (!number.empty() && r.record.items[i].number == strip(number, " .")) return i;
  return r.record.items.size();
}

// A table of everybody's tasks behind the last item: its numbers are the items', not 1, 2, 3.
bool numbers_items(const Reading& r, const std::vector<ActionRow>& actions) {
  bool counts = true;
  for (std::size_t k = 0; k < actions.size(); ++k) {
    if (item_numbered(r, actions[k].number) == r.record.items.size()) return false;
    counts = counts && strip(actions[k].number, " .") == std::to_string(k + 1);
  }
  return !actions.empty() && !counts;
}

void take_actions(Reading& r, const std::vector<ActionRow>& actions, const TaskContext& context) {
  const bool by_item = numbers_items(r, actions);
  for (const ActionRow& action : actions) {
    const std::size_t index = by_item ? item_numbered(r, action.number) : r.record.items.size() - 1;
    Item& item = r.record.items[index];
    if (item.tasks.size() >= 500) continue;
    Task task{squeeze(action.what), names_in_list(action.who, true), due_in(action.when, context)};
    if (task.responsible.empty() && !action.who.empty()) task.responsible.push_back(squeeze(action.who));
    item.tasks.push_back(std::move(task));
    r.note("/items/" + std::to_string(index) + "/tasks/" + std::to_string(item.tasks.size() - 1),
           place_of(r.sheet, action.row, r.row(action.row).text, 0.9f));
  }
}

// What was decided recommendation by recommendation, by vote, and without whom.
void take_ballot(Reading& r, Item& item, const Joined& minutes, const Prose& prose, const std::string& base) {
  for (auto& found : decisions_in(minutes.text, item.recommendations.size())) {
    r.note(base + "/decisions/" + std::to_string(item.decisions.size()),
           place_in(r, minutes, found.start, found.end, 0.9f));
    item.decisions.push_back(std::move(found.decision));
  }
  for (auto& found : votes_in(prose)) {
    r.note(base + "/votes/" + std::to_string(item.votes.size()), place_in(r, minutes, found.start, found.end, 0.85f));
    item.votes.push_back(std::move(found.vote));
  }
  for (auto& found : recused_in(prose)) {
    r.note(base + "/recused/" + std::to_string(item.recused.size()),
           place_in(r, minutes, found.start, found.end, 0.85f));
    item.recused.push_back(std::move(found.name));
  }
}

void read_case_number(Reading& r, Item& item, const std::vector<Piece>& pieces, const std::string& base) {
  if (pieces.empty()) return;
  const std::string_view text = pieces.front().text;
  const auto words = tokens(text);
  if (words.empty()) return;
  item.case_number = std::string(strip(words.front(), " .,:;"));
  r.note(base + "/case_number", place_of(r.sheet, pieces.front().row, words.front(), 0.95f));
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

void read_item(Reading& r, const DocumentKind& kind, const ItemSpan& span) {
  const std::size_t index = r.record.items.size();
  const std::string base = "/items/" + std::to_string(index);
  r.record.items.emplace_back();
  Item& item = r.record.items.back();
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
    r.note(base + "/title", place_of_rows(r, span.title, span.confidence));
    if (item.start) r.note(base + "/start", place_of_rows(r, span.title, 0.93f));
    if (item.end) r.note(base + "/end", place_of_rows(r, span.title, 0.93f));
    if (!title.presenters.empty()) r.note(base + "/presenters", place_of_rows(r, span.title, 0.9f));
  }
  if (item.number && span.heading != no_row)
    r.note(
        base + "/number",
        place_of(r.sheet, span.heading,
                 r.row(span.heading).text.substr(0, std::min(r.row(span.heading).text.size(), span.number.size() + 8)),
                 span.confidence));
  if (span.contents_only) return;

  const std::string body = r.record.body ? lower(*r.record.body) : std::string();
  const std::string date = r.record.date ? iso(*r.record.date) : std::string();
  Sections sections = sort_item({r.sheet, r.classes, r.outline, body, date, r.listed}, span);
  item.closed = item.closed || sections.closed;

  read_case_number(r, item, sections.case_number, base);
  for (const auto& rows : sections.attendance) read_attendance_rows(r, rows);
  for (const auto& piece : sections.times) {
    if (item.start) break;
    if (const auto time = time_at(strip(piece.text, "( "), 0, false)) {
      item.start = time->start;
      item.end = time->end;
      r.note(base + "/start", place_of(r.sheet, piece.row, piece.text, 0.93f));
      if (item.end) r.note(base + "/end", place_of(r.sheet, piece.row, piece.text, 0.93f));
    }
  }
  for (const auto& piece : sections.presenters) {
    add_presenters(item, presenter_names(piece.text));
    r.note(base + "/presenters", place_of(r.sheet, piece.row, piece.text, 0.9f));
  }
  if (!sections.requested_by.empty()) {
    item.requested_by = squeeze(sections.requested_by.front().text);
    r.note(base + "/requested_by",
           place_of(r.sheet, sections.requested_by.front().row, sections.requested_by.front().text, 0.9f));
  }

  // Presenters on rows of their own under the title.
  auto& head = sections.unlabelled;
  std::size_t used = 0;
  while (used < head.size() && used < 3 && is_presenter_row(head[used].text)) {
    add_presenters(item, presenters_in(head[used].text).front().names);
    r.note(base + "/presenters", place_of(r.sheet, head[used].row, head[used].text, 0.92f));
    ++used;
  }
  head.erase(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(used));

  const Recommendations recommendations = parse_recommendations(r.sheet, r.hyphens, sections.recommendation, true);
  for (const auto& entry : recommendations.entries) {
    if (item.recommendations.size() >= 500) break;
    item.recommendations.push_back(entry.text);
    r.note(base + "/recommendations/" + std::to_string(item.recommendations.size() - 1),
           place_of(r.sheet, entry.first_row, entry.last_row, 0.9f));
  }

  // An item asks for a decision by its type, or by a recommendation that nobody answered.
  if (sections.asks_decision || (!item.recommendations.empty() && !sections.has_minutes_label && !item.closed))
    r.asked_decision.push_back(index);

  // Rows no label speaks for.
  std::vector<Piece> case_pieces, minutes_pieces;
  float minutes_confidence = sections.has_minutes_label ? 0.96f : 0.75f;
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
    if (as_minutes && kind.minutes_labels) minutes_confidence = 0.6f;
  }
  case_pieces.insert(case_pieces.end(), sections.case_text.begin(), sections.case_text.end());
  if (!recommendations.rest.empty()) {
    const bool as_minutes = !sections.has_minutes_label && kind.minutes;
    auto& target = as_minutes ? minutes_pieces : case_pieces;
    target.insert(target.end(), recommendations.rest.begin(), recommendations.rest.end());
  }
  minutes_pieces.insert(minutes_pieces.end(), sections.minutes.begin(), sections.minutes.end());
  std::sort(case_pieces.begin(), case_pieces.end(), [](const Piece& a, const Piece& b) { return a.row < b.row; });

  const Joined case_text = join(r.sheet, r.hyphens, case_pieces);
  const Joined minutes = join(r.sheet, r.hyphens, minutes_pieces);
  if (!case_text.text.empty()) {
    item.case_text = case_text.text;
    r.note(base + "/case", place_of_rows(r, case_pieces, 0.9f));
    if (!kind.minutes || item.presenters.empty())
      for (const auto& found : presenters_in(case_text.text)) {
        add_presenters(item, found.names);
        r.note(base + "/presenters", place_in(r, case_text, found.start, found.end, 0.7f));
      }
    if (const std::size_t wish = find_wish(case_text.text); wish != npos && !item.requested_by) {
      std::string_view rest = std::string_view(case_text.text).substr(wish + wish_words.size());
      rest = rest.substr(0, rest.find_first_of("(.,\n"));
      item.requested_by = squeeze(rest);
      r.note(base + "/requested_by", place_in(r, case_text, wish, wish + 20, 0.8f));
    }
  }
  if (!minutes.text.empty()) {
    item.minutes = minutes.text;
    r.note(base + "/minutes", place_of_rows(r, minutes_pieces, minutes_confidence));
  }
  read_attachments(r, item, sections.attachments, base);
  collect_links(r, item, case_text, base);
  collect_links(r, item, minutes, base);
  read_amounts(r, item, case_text, base);
  for (const auto& entry : recommendations.entries)
    for (const auto& found : amounts_in(entry.text)) {
      if (item.amounts.size() >= 2'000) break;
      item.amounts.push_back({found.ore, entry.text.substr(found.start, found.end - found.start), std::nullopt,
                              std::nullopt, found.estimate});
      r.note(base + "/amounts/" + std::to_string(item.amounts.size() - 1),
             place_of(r.sheet, entry.first_row, entry.last_row, 0.9f));
    }
  read_amounts(r, item, minutes, base);

  const TaskContext context{body, r.record.date, &r.people};
  const Prose minutes_prose = prose_of(minutes.text);
  if (may_repeat_agreements(case_text.text))
    take_tasks(r, item, case_text, open_agreements_in(bare_prose_of(case_text.text), context), base);
  take_tasks(r, item, minutes, tasks_in(minutes_prose, context), base);
  take_actions(r, action_rows(minutes_pieces), context);
  if (item.minutes) {
    item.outcome = outcome_of_item(minutes_prose, {item.title, item.recommendations, !item.tasks.empty()});
    if (sections.concludes && (!item.outcome || item.outcome == Outcome::discussed)) item.outcome = Outcome::decided;
    if (item.outcome) r.note(base + "/outcome", place_of_rows(r, minutes_pieces, minutes_confidence * 0.9f));
    take_ballot(r, item, minutes, minutes_prose, base);
  }
  // The attendance of an item of that name stands in its text.
  const Folded lowered_title(item.title);
  const std::string_view folded_title = lowered_title;
  static constexpr PhraseScan attendance_words{"fravær", "afbud", "stedfortræder"};
  const bool on_attendance = attendance_words.in(folded_title);
  if (on_attendance)
    for (const Sentence& sentence : sentences_in(case_text.text))
      read_attendance_sentence(r,
                               std::string_view(case_text.text).substr(sentence.start, sentence.end - sentence.start),
                               case_text.row_at(sentence.start), true);
  if (!r.record.next_meeting) {
    static constexpr PhraseScan next_words{"næste møde",    "eventuelt",    "evt",       "mødeplan",
                                           "kommende møde", "mødekalender", "mødedatoer"};
    const bool about = next_words.in(folded_title);
    // Under “Næste møde” any day named is that of the next meeting.
    const bool said_of_it = contains(folded_title, "møde") && !contains(folded_title, "mødeplan") &&
                            !contains(folded_title, "mødekalender");
    for (const auto& piece : about ? minutes_pieces : std::vector<Piece>{})
      if (const auto next = next_meeting_in(said_of_it ? "næste møde " + std::string(piece.text.substr(0, 300))
                                                       : std::string(piece.text.substr(0, 2'000)),
                                            r.record.date);
          next && !r.record.next_meeting) {
        r.record.next_meeting = next;
        r.note("/next_meeting", place_of(r.sheet, piece.row, piece.text, 0.8f));
      }
  }
}

void read_items(Reading& r) {
  const DocumentKind kind = document_kind(r);
  r.people = known_people(r.record.attendance);
  for (const auto& span : r.outline.items) read_item(r, kind, span);
}

}  // namespace klynge::reading
