#include "reading/document_kind.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/header_place.hpp"
#include "reading/outcome.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

bool says_minutes(std::string_view folded) {
  return contains(folded, "referat") || contains(folded, "protokol") || contains(folded, "beslutninger");
}

// The document's own heading, not “Godkendelse af referat” or “Referent”.
bool heading_says_minutes(const Reading& r) {
  if (r.record.title && says_minutes(lower(*r.record.title))) return true;
  const std::size_t end = std::min<std::size_t>({r.outline.header_end, r.sheet.rows.size(), 15});
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.row(i).text.size() > 110) continue;
    const std::string folded = lower(r.row(i).text);
    if (folded.starts_with("referat ") || folded.starts_with("referat:") || folded == "referat" ||
        folded.starts_with("beslutningsreferat") || folded.starts_with("mødereferat") || folded.ends_with(" referat"))
      return true;
  }
  return false;
}

bool heading_says_agenda(const Reading& r) {
  const std::string title = r.record.title ? lower(*r.record.title) : std::string();
  return contains(title, "dagsorden") || contains(title, "indkaldelse");
}

// Texts of the items, each by what it tells.
struct Told {
  std::size_t texts = 0, meeting = 0, decided = 0;
};

Told told_by_items(const Reading& r) {
  Told told;
  for (const ItemSpan& span : r.outline.items) {
    std::vector<Piece> rows;
    if (!span.run_in.empty()) rows.push_back({static_cast<std::uint32_t>(span.heading), span.run_in});
    for (std::size_t i = span.body; i < span.end && rows.size() < 6; ++i)
      if (r.free(i)) rows.push_back({static_cast<std::uint32_t>(i), r.row(i).text});
    if (rows.empty()) continue;
    const std::string text = join(r.sheet, r.hyphens, rows).text;
    ++told.texts;
    const auto outcome = outcome_of(text.substr(0, 400));
    if (outcome && outcome->terse && outcome->outcome != Outcome::discussed) ++told.decided;
    told.meeting += tells_of_the_meeting({}, text);
  }
  return told;
}

// “Fraværende: Ingen”: nobody was away, and that is told only afterwards.
bool absence_was_asked(const Reading& r) {
  if (r.record.attendance.empty()) return false;
  for (std::size_t i = 0; i < r.outline.header_end; ++i) {
    const LabelFound& label = r.classes[i].label;
    if (label.label != Label::apologies || r.row(i).furniture) continue;
    const std::string_view said = label.alone && i + 1 < r.outline.header_end ? r.row(i + 1).text : value_of(r, i);
    const std::string folded = lower(strip(said, " .-"));
    if (folded == "ingen" || folded == "intet" || folded == "ingen afbud") return true;
  }
  return false;
}

bool people_were_noted(const Reading& r) {
  return std::ranges::any_of(r.record.attendance, [](const Attendee& a) {
    return a.status == Status::apologies || a.role == Role::secretary;
  });
}

// “1. Siden sidst” in the list of items and “Ad 1)” above what came of it.
bool answers_the_agenda(const Reading& r) {
  const auto ad = std::ranges::count_if(r.outline.items, [&](const ItemSpan& item) {
    return item.style == Numbering::word && item.heading != no_row && begins_with_word(r.row(item.heading).text, "Ad");
  });
  return ad >= 2 && ad * 2 >= std::ssize(r.outline.items);
}

// Who took the minutes, beside those who came and did not.
bool recorder_is_named(const Reading& r) {
  return std::ranges::any_of(r.record.approval, [](const Approval& approval) { return approval.act == Act::recorded; });
}

}  // namespace

bool tells_of_the_meeting(std::string_view title, std::string_view text) {
  const std::string folded_title = lower(title);
  for (const std::string_view word : {"eventuelt", "evt", "næste møde", "bordet rundt"})
    if (folded_title.starts_with(word)) return true;
  if (const auto outcome = outcome_of(text.substr(0, 2'000)); outcome && (outcome->terse || text.size() < 250))
    return true;
  const std::string folded = lower(text.substr(0, 4'000));
  for (const std::string_view verb :
       {"orienterede", "bød velkommen", "fortalte",  "gennemgik", "drøftede",    "spurgte",      "bemærkede",
        "nævnte",      "blev budt",     "takkede",   "oplyste",   "redegjorde",  "præsenterede", "gjorde opmærksom",
        "fremlagde",   "mindede om",    "pegede på", "roste",     "efterlyste",  "svarede",      "konstaterede",
        "blev valgt",  "blev godkendt", "aflagde",   "berettede", "diskuterede", "enedes"})
    if (find_word(folded, verb) != npos) return true;
  return false;
}

DocumentKind document_kind(const Reading& r) {
  DocumentKind kind;
  std::size_t labelled = 0, texts = 0;
  bool case_labels = false;
  for (const auto& span : r.outline.items) {
    bool label = false, text = !span.run_in.empty();
    for (std::size_t i = span.body; i < span.end; ++i) {
      if (r.row(i).furniture || r.outline.dropped[i]) continue;
      text = true;
      const LineClass& c = r.classes[i];
      label = label || c.label.label == Label::minutes;
      // Beside “Referat” stands what is no minutes; beside “Beslutning” what was said before it.
      case_labels = case_labels || (c.label.label == Label::minutes && lower(c.label.words).starts_with("referat")) ||
                    c.label.label == Label::case_text || c.label.label == Label::recommendation || c.lead_in;
    }
    labelled += label;
    texts += text;
  }
  // Where a few items alone bear the label, or nothing is ever presented, it parts their text and does
  // not tell what the others' is.
  kind.minutes_labels = labelled * 5 >= texts * 2 && labelled > 0 && case_labels;
  if (labelled > 0 || heading_says_minutes(r) || answers_the_agenda(r) || r.outline.answered) {
    kind.minutes = true;
    return kind;
  }
  const Told told = told_by_items(r);
  if (heading_says_agenda(r))
    kind.minutes = told.decided >= 2 || (told.decided >= 1 && people_were_noted(r));
  else
    kind.minutes = told.decided >= 1 || (told.meeting >= 2 && told.meeting * 3 >= told.texts) ||
                   (told.meeting >= 1 && people_were_noted(r)) ||
                   ((people_were_noted(r) || absence_was_asked(r)) && recorder_is_named(r) && told.texts >= 3 &&
                    told.texts * 2 >= r.outline.items.size());
  return kind;
}

}  // namespace klynge::reading
