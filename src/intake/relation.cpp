#include "intake/relation.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "intake/content.hpp"
#include "intake/identified_record.hpp"

namespace klynge::intake {
namespace {

using reading::FindingKind;
using reading::Kind;
using reading::MeetingRecord;

constexpr std::array<std::string_view, 4> names{"new_meeting", "same_content", "new_version", "earlier_state"};

// Measured on pairs of extractions and on agendas with their minutes: extractions share well over
// 0.8 of their wording, different meetings of one body below 0.3.
constexpr double one_meeting_by_wording = 0.6;
constexpr double another_version_at_least = 0.25;
constexpr double titles_of_one_meeting = 0.5;
// A place's confidence: a name or day read by a rule that is wrong oftener than one time in eight is asked about.
constexpr double sure = 0.88;

// The share of the shorter list's items that the other has too.
double common_items(const MeetingRecord& a, const MeetingRecord& b) {
  if (a.items.empty() || b.items.empty()) return 0;
  std::vector<ItemIdentity> known;
  for (const auto& item : a.items) known.push_back({"x", item.number, item.title});
  const auto matched = match_items(known, b.items, MatchFor::other_document);
  const auto common = std::count_if(matched.begin(), matched.end(), [](const auto& one) { return one.has_value(); });
  return static_cast<double>(common) / static_cast<double>(std::min(a.items.size(), b.items.size()));
}

template <class T>
bool contradict(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b && *a != *b;
}

// Fields whose difference is never a slip, whatever the words say.
bool facts_differ(const MeetingRecord& a, const MeetingRecord& b) {
  if (a.kind != b.kind || a.date != b.date || contradict(a.start, b.start) || contradict(a.end, b.end)) return true;
  if (a.items.size() != b.items.size() || a.attendance.size() != b.attendance.size()) return true;
  for (std::size_t i = 0; i < a.attendance.size(); ++i)
    if (a.attendance[i].status != b.attendance[i].status) return true;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const auto &x = a.items[i], &y = b.items[i];
    if (x.outcome != y.outcome || x.closed != y.closed || x.amounts.size() != y.amounts.size()) return true;
    for (std::size_t j = 0; j < x.amounts.size(); ++j)
      if (x.amounts[j].ore != y.amounts[j].ore) return true;
  }
  return false;
}

bool says_draft(const MeetingRecord& record) {
  return record.title && fold(*record.title).find("udkast") != std::string::npos;
}

std::string count_of(std::size_t count, const char* one, const char* many) {
  return count == 1 ? std::string("et ") + one : std::to_string(count) + " " + many;
}

// What was convened is no document: whatever comes in of that body and day is the meeting's first version, in other
// words too, for a convocation is written in haste.
Judgement judged_convened(Judgement judgement, const Candidate& known) {
  if (!known.same_body)
    judgement.doubts.push_back(
        "Dokumentet ligner et møde, der er indkaldt til samme dag, men organets navn er et andet.");
  if (known.called_off) judgement.doubts.push_back("Mødet er aflyst i Klynge. Blev det holdt alligevel?");
  if (known.published)
    judgement.doubts.push_back(
        "Mødet er offentliggjort, så dokumentet bliver straks læst af alle. Se det igennem, før du godkender.");
  return judgement;
}

}  // namespace

std::string_view name(Relation relation) { return names[static_cast<std::size_t>(relation)]; }

std::optional<Relation> parse_relation(std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Relation>(found - names.begin());
}

bool same_body_name(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view text) {
    std::string out;
    for (const char c : fold(text))
      if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) out += c;
    return out;
  };
  const std::string left = key(a), right = key(b);
  if (left.empty() || right.empty()) return false;
  if (left == right) return true;
  // A digit makes another body (“Klynge 1”, “Klynge 2”), and so does a short word; a letter in a long name is a slip.
  const auto has_digit = [](const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (has_digit(left) || has_digit(right) || std::min(left.size(), right.size()) < 12) return false;
  return edit_distance(left, right, 1) <= 1;
}

Judgement judge(const MeetingRecord& record, std::span<const Candidate> candidates) {
  if (candidates.empty()) return {};
  const auto words = content_words(record);
  std::optional<std::size_t> best;
  double best_likeness = -1;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    const double likeness = similarity(words, content_words(candidate.record));
    const bool number_differs = contradict(record.meeting_number, candidate.record.meeting_number);
    const bool possible = (candidate.same_body && !number_differs) || likeness >= one_meeting_by_wording;
    if (!possible || likeness <= best_likeness) continue;
    best = i;
    best_likeness = likeness;
  }
  if (!best) return {};

  const Candidate& known = candidates[*best];
  Judgement judgement{Relation::new_version, best, {}};
  if (known.convened) return judged_convened(std::move(judgement), known);
  if (!facts_differ(record, known.record) && compare(words, content_words(known.record)).same_content()) {
    judgement.relation = Relation::same_content;
    return judgement;
  }

  const double items = common_items(record, known.record);
  const bool related = items >= titles_of_one_meeting || best_likeness >= another_version_at_least;
  if (!known.same_body)
    judgement.doubts.push_back(
        "Dokumentet ligner et møde, der allerede er i registeret samme dag, men organets navn er et andet.");
  if (!related) {
    judgement.doubts.push_back(
        "Organet har allerede et møde i registeret samme dag, men dette dokument ligner det ikke. Er det et andet møde eller en ny udgave?");
  }
  if (record.kind == Kind::agenda && known.record.kind == Kind::minutes) judgement.relation = Relation::earlier_state;
  if (record.kind == known.record.kind && says_draft(record) && !says_draft(known.record))
    judgement.relation = Relation::earlier_state;
  if (known.published && judgement.relation == Relation::new_version)
    judgement.doubts.push_back(
        "Mødet er offentliggjort, så den nye udgave bliver straks læst af alle. Se den igennem, før du godkender.");
  return judgement;
}

std::string_view doubt_about(const reading::Finding& finding) {
  if (finding.kind == FindingKind::unreadable) return finding.message;
  if (finding.kind == FindingKind::person_number)
    return "Der står noget, der ligner et personnummer, i teksten. Det er skjult, indtil en person har taget stilling.";
  return {};
}

std::vector<std::string> doubts_of(const MeetingRecord& record, Date today) {
  std::vector<std::string> doubts;
  const auto has_finding = [&](FindingKind kind) {
    return std::any_of(record.findings.begin(), record.findings.end(),
                       [&](const auto& one) { return one.kind == kind; });
  };
  const auto unsure = [&](const char* pointer) {
    const auto place = record.sources.find(pointer);
    return place != record.sources.end() && place->second.confidence < sure;
  };
  for (const auto& finding : record.findings)
    if (const auto doubt = doubt_about(finding); !doubt.empty() && std::ranges::find(doubts, doubt) == doubts.end())
      doubts.emplace_back(doubt);
  // Where nothing could be read, what is missing needs no sentence each.
  if (has_finding(FindingKind::unreadable) && record.items.empty()) return doubts;
  if (!record.body)
    doubts.push_back("Dokumentet siger ikke, hvilket organ der mødtes.");
  else if (unsure("/body"))
    doubts.push_back("Det er usikkert, om organets navn er læst rigtigt.");
  if (!record.date)
    doubts.push_back("Dokumentet siger ikke, hvilken dag mødet blev holdt.");
  else if (unsure("/date"))
    doubts.push_back("Det er usikkert, om mødets dato er læst rigtigt.");
  if (record.date && record.kind == Kind::minutes && *record.date > plus_days(today, 1))
    doubts.push_back("Dokumentet er et referat, men dets dato ligger i fremtiden.");
  if (record.items.empty()) {
    doubts.push_back("Der blev ikke fundet nogen punkter i dokumentet.");
    return doubts;
  }
  std::size_t unsure_items = 0;
  for (std::size_t i = 0; i < record.items.size(); ++i)
    unsure_items += unsure(("/items/" + std::to_string(i) + "/title").c_str()) ? 1 : 0;
  if (3 * unsure_items > record.items.size())
    doubts.push_back("Det er usikkert, om punkterne er fundet rigtigt: " + count_of(unsure_items, "punkt", "punkter") +
                     " af " + std::to_string(record.items.size()) + " er usikre.");
  return doubts;
}

}  // namespace klynge::intake
