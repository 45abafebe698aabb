#include "reading/task.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_cues.hpp"
#include "reading/task_people.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

using namespace cue;

bool goes_on(std::string_view folded) { return sentence_phrases().in(folded).has(goes_further); }

bool is_reporting(std::string_view folded) {
  return any(folded, {" orienterede", " fortalte", " oplyste", " redegjorde", " nævnte", " spurgte", " takkede",
                      " bød velkommen", " indledte", " præsenterede", " gennemgik"});
}

// Where the clause with the work starts: behind “aftalt, at”, “hvorfor”, “og”.
std::size_t agreed_clause(std::string_view folded) {
  for (const auto lead : agreed_leads())
    if (const std::size_t at = find_part(folded, lead); at != npos) return at + lead.size();
  return npos;
}

void add(std::vector<TaskFound>& out, std::string_view text, const Sentence& sentence, std::size_t from,
         std::vector<std::string> responsible, const TaskContext& context, float confidence) {
  TaskFound task;
  task.start = sentence.start + from;
  task.end = sentence.end;
  task.text = std::string(text.substr(task.start, task.end - task.start));
  task.responsible = std::move(responsible);
  task.due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
  task.confidence = confidence;
  out.push_back(std::move(task));
}

// Several people with a verb each: “Jacob skaffer lærred, Lotte bager boller”. A task for each.
// `first`: who acts in the clause at `from`.
bool tasks_by_clause(std::vector<TaskFound>& out, std::string_view text, const Sentence& sentence, std::string_view s,
                     std::string_view folded, std::size_t from, const std::optional<Doer>& first,
                     const TaskContext& context) {
  if (!first || !first->person || !starts_upper(s.substr(from))) return false;
  struct Clause {
    std::size_t link = 0, start = 0;
    Doer doer;
  };
  std::vector<Clause> clauses;
  const auto take = [&](std::size_t link, std::size_t start) {
    if (start >= s.size() || !starts_upper(s.substr(start)) || clauses.size() >= 20) return;
    auto doer = doer_at(s.substr(start), folded.substr(start), context);
    // A name that ends the clause before it is no subject: “… sender Bo, Ida og Ole laver …”.
    if (doer && doer->person && doer->end < 60) clauses.push_back({link, start, std::move(*doer)});
  };
  if (first->end >= 60) return false;
  clauses.push_back({from, from, *first});
  static constexpr Bytes comma_or_blank{", "};
  for (std::size_t at = comma_or_blank.find(s, from); at != npos; at = comma_or_blank.find(s, at + 1)) {
    const char next = at + 1 < s.size() ? s[at + 1] : 0;
    const bool may_link = s[at] == ',' ? next == ' ' : (next | 0x20) == 'o' || (next | 0x20) == 'm';
    if (!may_link) continue;
    static constexpr WordSet links{", og at ", ", at ", ", og ", " og at ", " og ", " mens ", ", som ", ", "};
    const std::string_view link = links.beginning(folded.substr(at));
    if (!link.empty() && at >= clauses.back().start + clauses.back().doer.end) take(at, at + link.size());
  }
  if (clauses.size() < 2) return false;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const std::size_t end = i + 1 < clauses.size() ? clauses[i + 1].link : s.size();
    const Sentence part{sentence.start, sentence.start + end, sentence.bullet, sentence.paragraph};
    add(out, text, part, clauses[i].start, clauses[i].doer.names, context, 0.8f);
  }
  return true;
}

bool begins_with_person(std::string_view text, const TaskContext& context) {
  if (!starts_upper(text)) return false;
  const std::string_view word = first_word(text);
  if (is_given_name(word)) return true;
  return context.people && (context.people->first_names.contains(std::string(word)) ||
                            context.people->initials.contains(std::string(word)));
}

// One sentence: the ways of giving somebody work are tried in turn, the surest first.
class TaskSentence {
 public:
  TaskSentence(std::vector<TaskFound>& out, const Prose& prose, std::size_t index, const TaskContext& context)
      : out_(out),
        prose_(prose),
        index_(index),
        sentence_(prose.sentences[index]),
        s_(prose.as_printed(sentence_)),
        folded_(prose.in_lower_case(sentence_)),
        context_(context) {}

  bool read() {
    if (s_.size() < 8 || s_.size() > 1'500) return false;
    cues_ = prose_.cues_of(index_);
    if (is_date_of_next_meeting() || cues_.has(calls_off) || (s_.ends_with('?') && !cues_.has(goes_further)))
      return false;
    if (named(people_at_end(s_, folded_, context_), 0.7f)) return true;
    find_mark();
    // A person may do what no list of verbs knows; such a sentence begins with who it is.
    acts_ = cues_.has(does) || cues_.has(is_to) || begins_with_person(s_, context_) ||
            (mark_ != npos && begins_with_person(s_.substr(mark_ + mark_size_), context_));
    if (!cues_.has_any(of_tasks) && !acts_) return false;
    if (by_name_before_colon() || by_label() || by_blame() || by_doer() || by_agreement() || by_second_clause())
      return true;
    if (named(handed_to(s_, folded_, context_), 0.65f)) return true;
    if (cues_.has(by_somebody) && named(agent_of(s_, folded_, context_), 0.65f)) return true;
    if (by_us()) return true;
    if (!cues_.has(asks) && !cues_.has(sends_on) && !cues_.has(goes_further)) return false;
    if (cues_.has(asks) && by_request()) return true;
    return named(asked_of(s_, folded_), 0.65f) || by_going_on();
  }

 private:
  std::vector<TaskFound>& out_;
  const Prose& prose_;
  std::size_t index_;
  const Sentence& sentence_;
  std::string_view s_, folded_;
  const TaskContext& context_;
  Cues cues_;
  bool acts_ = false;
  std::size_t mark_ = npos, mark_size_ = 2;  // the colon or dash near the beginning
  std::size_t agreed_ = npos;                // where the clause behind “det blev aftalt, at” starts

  bool take(std::size_t from, std::vector<std::string> responsible, float confidence) {
    add(out_, prose_.text, sentence_, from, std::move(responsible), context_, confidence);
    return true;
  }
  bool named(std::vector<std::string> responsible, float confidence) {
    return !responsible.empty() && take(0, std::move(responsible), confidence);
  }
  std::optional<Doer> doer_behind(std::size_t start) const {
    return acts_ ? doer_at(s_.substr(start), folded_.substr(start), context_) : std::nullopt;
  }
  bool by_clause(std::size_t from, const std::optional<Doer>& first) {
    return tasks_by_clause(out_, prose_.text, sentence_, s_, folded_, from, first, context_);
  }

  // “Næste møde afholdes den 19. marts”: when they meet is nothing to do.
  bool is_date_of_next_meeting() const {
    return folded_.starts_with("næste ") && contains(folded_.substr(0, 40), "møde ") &&
           any(folded_.substr(0, 60), {" afholdes", " holdes", " er ", " bliver "});
  }

  void find_mark() {
    const std::string_view head = s_.substr(0, 62);
    mark_ = head.find(": ");
    static constexpr Bytes dash_bytes{"-\xe2"};
    if (mark_ != npos || dash_bytes.find(head) == npos) return;
    for (const std::string_view dash : {" – ", " - "})
      if (const std::size_t at = head.find(dash); mark_ == npos && at != npos) {
        mark_ = at;
        mark_size_ = dash.size();
      }
  }

  // “KR: Bestiller kaffe”: who stands before the colon does what stands behind it.
  bool by_name_before_colon() {
    if (!acts_ || mark_ == npos || s_[mark_] != ':' || !begins_with_person(s_, context_)) return false;
    auto names = persons_in(s_.substr(0, mark_), context_);
    if (names.empty()) return false;
    // “Bestille lokale” says the same as “bestiller lokale”.
    std::string clause = std::string(s_.substr(0, mark_)) + std::string(folded_.substr(mark_ + 1));
    const std::size_t verb_end = std::min(clause.find(' ', mark_ + 1), clause.size());
    // “Lone: Møde med kommunen i går” reports; the word is a noun, though a verb is written so too.
    static constexpr WordSet nouns{"møde", "aftale", "ønske", "klage", "rejse"};
    if (nouns.has(trim(std::string_view(clause).substr(mark_, verb_end - mark_)))) return false;
    if (clause[verb_end - 1] == 'e') clause.insert(verb_end, 1, 'r');
    const auto doer = doer_at(clause, lower(clause), context_);
    return doer && doer->person && named(std::move(names), 0.7f);
  }

  // Labelled notes: “Medlemsfolder: Rie bestiller.”
  bool by_label() {
    if (!acts_ || mark_ == npos) return false;
    const auto doer = doer_behind(mark_ + mark_size_);
    return by_clause(mark_ + mark_size_, doer) || (doer && take(0, doer->names, 0.7f));
  }

  bool by_blame() { return cues_.has(blames) && named(blaming(s_, folded_, context_), 0.85f); }

  bool by_doer() {
    std::size_t begin = folded_.starts_with("at ") ? 3 : 0;
    static constexpr WordSet arrows{"→ ", "➔ ", "⇒ ", "-> "};
    if (const std::string_view arrow = arrows.beginning(s_); !arrow.empty()) begin = arrow.size();
    const auto doer = doer_behind(begin);
    if (by_clause(begin, doer)) return true;
    if (!doer || is_the_meeting(*doer, context_)) return false;
    const float confidence = doer->person ? 0.8f : 0.7f;
    if (cues_.has(goes_further) || contains(folded_, " forelægges ") || contains(folded_, " på næste møde"))
      if (const std::size_t link = where_it_goes_on(begin + doer->end); link != npos) {
        const std::size_t behind = find_part(folded_, "og ", link) + std::string_view("og ").size();
        const Sentence first{sentence_.start, sentence_.start + link, sentence_.bullet, sentence_.paragraph};
        add(out_, prose_.text, first, 0, doer->names, context_, confidence);
        return take_alone(behind);
      }
    return take(0, doer->names, confidence);
  }

  // “A arbejder videre, og sagen forelægges igen i 1. kvartal”: where the first half ends; npos where the sentence
  // tells of one thing.
  std::size_t where_it_goes_on(std::size_t from) const {
    for (const std::string_view link :
         {" og sagen ", " og punktet ", " og emnet ", ", og det ", ", og den ", ", og forslaget ", " og vi tager "}) {
      const std::size_t at = find_part(folded_, link, from);
      if (at == npos) continue;
      const std::string_view behind = folded_.substr(at);
      if (goes_on(behind) || any(behind, {" forelægges igen", " forelægges på ny", " kommer på igen", " op på næste",
                                          " med på næste", " behandles på næste"}))
        return folded_[at] == ' ' && folded_[at - 1] == ',' ? at - 1 : at;
    }
    return npos;
  }

  // The second half of a sentence, which nobody is named for.
  bool take_alone(std::size_t from) {
    const Sentence part{sentence_.start + from, sentence_.end, sentence_.bullet, sentence_.paragraph};
    add(out_, prose_.text, part, 0, {}, context_, 0.55f);
    return true;
  }

  bool by_agreement() {
    if (cues_.has(agrees)) agreed_ = agreed_clause(folded_);
    if (agreed_ == npos) return false;
    const auto doer = doer_behind(agreed_);
    if (by_clause(agreed_, doer)) return true;
    return doer && !is_the_meeting(*doer, context_) && take(0, doer->names, 0.7f);
  }

  // “…, og de ansvarlige melder ind”, “…, men kommunerne skal arbejde med”.
  bool by_second_clause() {
    if (!acts_) return false;
    for (const std::string_view link : {", og ", ", men ", " mens ", " og ", " idet "}) {
      const std::size_t at = find_part(folded_, link);
      if (at == npos) continue;
      const std::size_t clause = at + link.size();
      const auto doer = doer_behind(clause);
      if (!doer || is_the_meeting(*doer, context_)) continue;
      return take(agreed_ != npos ? 0 : clause, doer->names, 0.6f);
    }
    return false;
  }

  // “Administrationen anmodes om at …”, “Jytte spørges, om …”, “Bo meldte sig til at …”.
  bool by_request() {
    auto doer = requested_of(s_, folded_, context_);
    return doer && !is_the_meeting(*doer, context_) && take(0, std::move(doer->names), 0.65f);
  }

  // “Vi udarbejder et forslag på næste møde”: those who meet have it before them.
  bool by_us() {
    return acts_ && has_word(folded_, "vi") && contains(folded_, "på næste møde") && !is_reporting(folded_) &&
           take(0, {}, 0.55f);
  }

  // The matter goes to a later meeting or to others.
  bool by_going_on() {
    const bool only_talk = folded_.starts_with("det drøftes") || folded_.starts_with("ikke ") ||
                           contains(folded_, " hvis det ") || any(folded_, {"hvordan ", "hvorvidt "});
    if (!cues_.has(goes_further) || is_reporting(folded_) || only_talk) return false;
    std::size_t start = 0;
    // Of several things agreed, the one that goes on: “…, og at de fremlægges for …”.
    if (const std::size_t last = folded_.rfind(", og at ");
        last != npos && goes_on(folded_.substr(last)) && !goes_on(folded_.substr(0, last)))
      start = last + 8;
    std::vector<std::string> responsible = discussed_in();
    if (auto speaker = speaker_of(); !speaker.empty()) responsible = {std::move(speaker)};
    return take(start, std::move(responsible), 0.55f);
  }

  // “… drøftet i Udvalget for Ældre med …”
  std::vector<std::string> discussed_in() const {
    for (const std::string_view lead : {"drøftet i ", "møderne i "}) {
      const std::size_t at = find_part(folded_, lead);
      if (at == npos) continue;
      const std::string_view rest = s_.substr(at + lead.size()), rest_folded = folded_.substr(at + lead.size());
      std::size_t end = rest.size();
      for (const std::string_view stop : {" med ", ".", ",", " og ", " for ", " inden "})
        if (const std::size_t stop_at = find_part(rest_folded, stop); stop_at != npos) end = std::min(end, stop_at);
      return {squeeze(rest.substr(0, end))};
    }
    return {};
  }

  // “… med oplæg fra Bo Holm”; empty where nobody is to speak.
  std::string speaker_of() const {
    const std::size_t talk = find_part(folded_, "oplæg fra ");
    if (talk == npos) return {};
    std::string_view rest = s_.substr(talk + 10);
    if (rest.starts_with("blandt andet ")) rest.remove_prefix(13);
    const auto words = tokens(rest);
    if (words.size() < 2) return {};
    std::string name = std::string(words[0]) + " " + std::string(words[1]);
    return looks_like_name(name) ? name : std::string();
  }
};

// Who a sentence begins with, where it is one person: “Tom fortalte, at …”.
std::string begins_with(std::string_view s, const TaskContext& context) {
  std::size_t end = 0;
  for (const auto word : tokens(s.substr(0, 80))) {
    if (!starts_upper(word) && !is_name_particle(word)) break;
    end = static_cast<std::size_t>(word.data() - s.data()) + word.size();
    if (word.ends_with(',') || word.ends_with('.')) break;
  }
  auto names = end > 0 && begins_with_person(s, context) ? persons_in(strip(s.substr(0, end), " ,."), context)
                                                         : std::vector<std::string>{};
  const bool more = s.substr(end).starts_with(" og ") || s.substr(end).starts_with(" samt ");
  return names.size() == 1 && !more ? names[0] : std::string();
}

// “Tom fortalte om døren. Det tager han op med ledelsen.”, “… Hun undersøger det.”: the one of whom
// the sentence before spoke.
void task_of_pronoun(std::vector<TaskFound>& out, const Prose& prose, std::size_t at, const TaskContext& context) {
  if (prose.sentences[at - 1].paragraph != prose.sentences[at].paragraph) return;
  const Sentence& sentence = prose.sentences[at];
  const std::string_view s = prose.as_printed(sentence);
  if (s.size() < 8 || s.size() > 600 || (s[0] != 'H' && s[0] != 'D') || s.ends_with('?')) return;
  const std::string_view folded = prose.in_lower_case(sentence);
  static constexpr WordSet first{"han ", "hun "};
  static constexpr WordSet object{"det ", "dette ", "den ", "dem "};
  std::size_t place = npos;
  if (first.begins(folded))
    place = 0;
  else if (object.begins(folded)) {
    const std::size_t verb = folded.find(' ') + 1;
    const std::size_t behind = folded.find(' ', verb);
    if (behind != npos && first.begins(folded.substr(behind + 1))) place = behind + 1;
  }
  if (place == npos) return;
  const std::string who = begins_with(prose.as_printed(prose.sentences[at - 1]), context);
  if (who.empty()) return;
  std::string clause(s);
  clause.replace(place, 3, who);
  if (const auto doer = doer_at(clause, lower(clause), context); doer && doer->person)
    add(out, prose.text, sentence, 0, {who}, context, 0.6f);
}

// “Bussen bestilles”, “Bestille bus”: a verb of work without saying whose. What can or may be done need not be.
bool is_left_to_do(std::string_view folded) {
  static const std::unordered_set<std::string> verbs = [] {
    std::unordered_set<std::string> made;
    for (const auto verb : doing_words())
      if (verb.ends_with('r')) made.emplace(verb.substr(0, verb.size() - 1));
    return made;
  }();
  if (has_word(folded, "kan") || has_word(folded, "kunne")) return false;
  bool first = true;
  for (const auto token : tokens(folded)) {
    const std::string_view word = strip(token, " -.,:;()");
    if (word.empty()) continue;
    if (word.ends_with('s') && verbs.contains(std::string(word.substr(0, word.size() - 1)))) return true;
    if (first && word.ends_with('e') && verbs.contains(std::string(word))) return true;
    first = first && word == "at";
  }
  return false;
}

// The last of the first `count` sentences that says what is to happen; a sentence that asks, or puts off, does not.
std::optional<std::size_t> last_to_do(const Prose& prose, std::size_t count) {
  for (std::size_t i = std::min(count, prose.sentences.size()); i-- > 0;) {
    const std::string_view folded = prose.in_lower_case(prose.sentences[i]);
    const Cues cues = prose.cues_of(i);
    if (folded.size() > 1'500 || folded.ends_with('?') || cues.has(calls_off) || cues.has(puts_off)) continue;
    if (cues.has(goes_further) || cues.has(agrees) || has_word(folded, "skal") || is_left_to_do(folded)) return i;
  }
  return std::nullopt;
}

// “Ansvarlig Bo Holm” and “Frist: 1. maj” speak of the sentence or the task before them.
void look_back(std::vector<TaskFound>& out, const Prose& prose, std::size_t at, std::size_t known,
               const TaskContext& context) {
  const Sentence& sentence = prose.sentences[at];
  const std::string_view text = prose.text, s = prose.as_printed(sentence), folded = prose.in_lower_case(sentence);
  // “… skal males. (AF)”: the bracket names who does what stands before it.
  if (s.starts_with('(') && s.ends_with(')') && at > 0 && out.size() == known) {
    const Sentence& before = prose.sentences[at - 1];
    if (prose.as_printed(before).ends_with('?')) return;  // who asked
    auto names = before.paragraph == sentence.paragraph && s.size() < 40
                     ? persons_in(s.substr(1, s.size() - 2), context)
                     : std::vector<std::string>{};
    const bool other = names.size() == 1 && is_abbreviation(names[0]) &&
                       !(context.people && context.people->initials.contains(names[0]));
    if (names.empty() || other) return;
    if (known > 0 && out[known - 1].start >= before.start)
      out[known - 1].responsible = std::move(names);
    else
      add(out, text, {before.start, sentence.end, false, 0}, 0, std::move(names), context, 0.7f);
    return;
  }
  const bool names_who =
      folded.starts_with("ansvarlig") || folded.starts_with("ansv.") || folded.starts_with("tovholder");
  if (names_who && out.size() > known && at > 0) {
    const Sentence& before = prose.sentences[at - 1];
    const bool used = known > 0 && out[known - 1].start >= before.start;
    if (used) {
      if (out[known - 1].responsible.empty() || before.paragraph != sentence.paragraph) {
        out[known - 1].responsible = out.back().responsible;
        if (!out[known - 1].due) out[known - 1].due = due_in(s, context);
        out.pop_back();
      }
    } else if (before.paragraph == sentence.paragraph) {
      out.back().start = before.start;
      out.back().text = std::string(text.substr(before.start, sentence.end - before.start));
    } else if (before.paragraph + 1 == sentence.paragraph) {
      // On a line of its own it is no part of the task, nor is the label of the line before it.
      const auto left = last_to_do(prose, at);
      const bool same = left && prose.sentences[*left].paragraph == before.paragraph;
      const Sentence& work = same ? prose.sentences[*left] : before;
      std::string_view task = prose.as_printed(work);
      const std::size_t colon = task.find(": ");
      if (colon < 24) task = trim(task.substr(colon + 2));
      out.back().start = static_cast<std::size_t>(task.data() - text.data());
      out.back().end = work.end;
      out.back().text = std::string(task);
      out.back().due = due_in(task, context);
      if (!out.back().due) out.back().due = due_in(s, context);
    }
    return;
  }
  const bool deadline = folded.starts_with("frist") || folded.starts_with("deadline") || folded.starts_with("senest") ||
                        folded.starts_with("tidsfrist");
  if (deadline && known > 0 && out.size() == known && !out.back().due)
    out.back().due = due_in(text.substr(sentence.start, sentence.end - sentence.start), context);
}

}  // namespace

namespace {

// “inden udgangen af juni”, “inden årets udgang”: the last day of it.
std::optional<std::string> end_of_period(std::string_view folded, const TaskContext& context) {
  if (!context.meeting) return std::nullopt;
  int month = 0;
  for (const std::string_view lead : {"udgangen af ", "ultimo ", "slutningen af "})
    if (const std::size_t at = find_part(folded, lead); at != npos) {
      const std::string_view word = first_word(folded.substr(at + lead.size()));
      if (const auto named = danish_month(word)) month = *named;
      if (word == "året") month = 12;
    }
  if (contains(folded, "årets udgang")) month = 12;
  if (month == 0) return std::nullopt;
  Date date{context.meeting->year, month, 28};
  if (month < context.meeting->month) ++date.year;
  while (exists({date.year, date.month, date.day + 1})) ++date.day;
  return iso(date);
}

}  // namespace

namespace {

constexpr int most_days_past = 60;

}  // namespace

std::optional<std::string> due_in(std::string_view sentence, const TaskContext& context) {
  const Folded lowered(sentence);
  const std::string_view folded = lowered;
  for (const auto& found : dates_in(sentence)) {
    Date date = found.date;
    if (date.year == 0) {
      if (!context.meeting) continue;
      date.year = context.meeting->year;
      // A day of the months before is past; one further back is next year's.
      if (date < *context.meeting && plus_days(*context.meeting, -most_days_past) < date) continue;
      if (date < *context.meeting) ++date.year;
    }
    if (!exists(date)) continue;
    if (context.meeting && date < *context.meeting) continue;
    return iso(date);
  }
  if (const auto end = end_of_period(folded, context)) return end;
  if ((contains(folded, "næst") || contains(folded, "førstkommende")) &&
      any(folded,
          {"næste møde", "næstkommende møde", "førstkommende møde", "næste ordinære møde", "næste bestyrelsesmøde",
           "næste rådsmøde", "næste udvalgsmøde", "næste klyngemøde", "til næste lmu", "til næste hmu", "næste gang"}))
    return "next_meeting";
  return std::nullopt;
}

std::vector<TaskFound> tasks_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  for (std::size_t i = 0; i < prose.sentences.size() && out.size() < 500; ++i) {
    const std::size_t known = out.size();
    if (!TaskSentence(out, prose, i, context).read() && i > 0) task_of_pronoun(out, prose, i, context);
    look_back(out, prose, i, known, context);
  }
  return out;
}

std::optional<TaskFound> work_of(const Prose& prose, std::vector<std::string> responsible, const TaskContext& context) {
  const auto last = last_to_do(prose, prose.sentences.size());
  if (!last) return std::nullopt;
  std::vector<TaskFound> out;
  add(out, prose.text, prose.sentences[*last], 0, std::move(responsible), context, 0.7f);
  return std::move(out.front());
}

bool may_repeat_agreements(std::string_view case_text) {
  // A line that ends with a colon announces them.
  for (std::size_t colon = case_text.find(':'); colon != npos; colon = case_text.find(':', colon + 1)) {
    std::size_t next = colon + 1;
    while (next < case_text.size() && is_blank(case_text[next])) ++next;
    if (next == case_text.size() || case_text[next] == '\n') return contains(case_text, "ftal");
  }
  return false;
}

std::vector<TaskFound> open_agreements_in(const Prose& prose, const TaskContext& context) {
  std::vector<TaskFound> out;
  bool open = false;
  for (std::size_t i = 0; i < prose.sentences.size(); ++i) {
    const Sentence& sentence = prose.sentences[i];
    const std::string_view folded = prose.in_lower_case(sentence);
    if (folded.ends_with(':') && any(folded.substr(0, 400), {"punkter aftalt", "blev aftalt", "aftalt på",
                                                             "følgende aftaler", "aftaltes følgende"})) {
      open = true;
      continue;
    }
    if (!open || out.size() >= 200) continue;
    const std::size_t known = out.size();
    TaskSentence(out, prose, i, context).read();
    look_back(out, prose, i, known, context);
  }
  return out;
}

}  // namespace klynge::reading
