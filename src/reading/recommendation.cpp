#include "reading/recommendation.hpp"

#include "base/text.hpp"
#include "reading/line_class.hpp"
#include "reading/outcome.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// What stands behind “indstilles, at” in the lead-in's own row; empty where the list follows.
std::string_view behind_lead_in(std::string_view text) {
  if (text.ends_with(':') || text.ends_with(',') || text.ends_with(" at")) return {};
  const std::string folded = lower(text.substr(0, 300));
  for (const std::string_view verb :
       {"indstilles, at ", "indstiller, at ", "indstilles at ", "indstiller at ", "anbefales, at ", "anbefales at ",
        "indstilles: ", "indstiller: ", "indstiller til "}) {
    const std::size_t at = folded.find(verb);
    if (at == npos || at > 120) continue;
    return trim(text.substr(at + verb.size()));
  }
  return {};
}

// “at | dagsorden godkendes |” → “dagsorden godkendes”; a small “at” goes, a capital one stays.
std::string_view without_at(std::string_view text) {
  text = strip(text, " |");
  if (!begins_with_word(text, "at")) return text;
  text = strip(text.substr(2), " |");
  if (text.starts_with(',')) text = trim(text.substr(1));
  return text;
}

bool starts_entry(std::string_view text) {
  return bullet_length(text) > 0 || enumerator_length(text) > 0 || begins_with_word(text, "at") ||
         begins_with_word(text, "At") || begins_with_word(text, "AT");
}

// “godkender regnskabet” and “tager …” below “indstiller, at bestyrelsen”: rows that each begin with a verb of that
// subject are entries without a mark.
bool all_begin_with_verb(const std::vector<Piece>& pieces, std::size_t from) {
  if (pieces.size() < from + 2) return false;
  static constexpr WordSet others{"efter", "under", "eller", "kommuner", "kroner", "sommer", "vinter", "timer"};
  for (std::size_t i = from; i < pieces.size(); ++i) {
    const std::string_view word = first_word(pieces[i].text);
    if (!starts_lower(word) || word.size() < 5 || !word.ends_with('r') || others.has(word)) return false;
  }
  return true;
}

std::string_view entry_text(std::string_view text) {
  if (const std::size_t bullet = bullet_length(text)) text.remove_prefix(bullet);
  if (const std::size_t number = enumerator_length(text)) text.remove_prefix(number);
  return without_at(text);
}

// “A, og at B, samt at C” in one sentence are several actions.
void split_sentence(Recommendations& out, std::string_view text, std::uint32_t first, std::uint32_t last) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const std::string_view link : {" og at ", ", at ", " samt at "}) {
      if (!text.substr(at).starts_with(link)) continue;
      // “beslutter, at …” belongs to its verb: only the links between equals part the actions.
      if (link == ", at ") continue;
      const std::string_view part = strip(text.substr(start, at - start), " ");
      if (part.size() > 3) out.entries.push_back({std::string(part), first, last});
      start = at + link.size();
      at = start;
      break;
    }
  }
  const std::string_view part = trim(text.substr(start));
  if (!part.empty()) out.entries.push_back({std::string(part), first, last});
}

}  // namespace

Recommendations parse_recommendations(const Sheet& sheet, const Hyphens& hyphens, const std::vector<Piece>& pieces,
                                      bool labelled) {
  Recommendations out;
  std::size_t i = 0;
  bool listed = false;  // entries carry a mark of their own
  bool open = false;    // the entry before may go on
  bool lead_seen = false;
  const auto add = [&](const Piece& piece, std::string_view text) {
    Recommendations::Entry entry{{}, piece.row, piece.row};
    append_squeezed(entry.text, text);
    out.entries.push_back(std::move(entry));
    open = true;
  };
  std::string lead;  // a lead-in may run over several rows
  for (; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const Row& row = sheet.rows[piece.row];
    const std::string_view text = piece.text;
    const bool entry = starts_entry(text) || row.role == LineRole::list_item;
    const bool list_below = i + 1 < pieces.size() && (starts_entry(pieces[i + 1].text) ||
                                                      sheet.rows[pieces[i + 1].row].role == LineRole::list_item);
    if (!entry && (is_lead_in(text) || (list_below && opens_recommendations(text)))) {
      if (out.entries.empty() || lower(text.substr(0, 4)) == "det ") {
        lead_seen = true;
        std::string_view rest = behind_lead_in(text);
        // “… indstiller, at bestyrelsen” with a list below: the subject alone is lead-in.
        if (list_below && token_count(rest) <= 8 && !rest.ends_with('.')) rest = {};
        if (!rest.empty() && token_count(rest) <= 3 && !rest.ends_with('.') && all_begin_with_verb(pieces, i + 1)) {
          for (++i; i < pieces.size(); ++i) add(pieces[i], pieces[i].text);
          break;
        }
        open = false;
        if (!rest.empty()) {
          add(piece, rest);
          lead = "inline";
        }
        continue;
      }
    }
    // “FU indstiller, at …” between the entries of a list.
    if (!entry && labelled && listed && is_lead_in(text))
      if (const std::string_view rest = behind_lead_in(text); !rest.empty()) {
        add(piece, rest);
        continue;
      }
    // The lead-in printed once more behind the list.
    if (!entry && !out.entries.empty() && (text.ends_with(',') || text.ends_with(':')) && is_lead_in(text)) {
      open = false;
      continue;
    }
    // “At klyngestyregruppen” over a list: its subject.
    if (out.entries.empty() && list_below && begins_with_word(text, "At") && bullet_length(text) == 0 &&
        token_count(text) <= 5 && !ends_as_sentence(text) && !begins_with_word(pieces[i + 1].text, "At")) {
      lead_seen = true;
      continue;
    }
    if (entry) {
      const std::string_view words = entry_text(text);
      if (words.empty()) continue;
      // “Det indstilles, at Politisk” / “Klynge Fjord:”: the subject was only broken over two rows.
      if (lead == "inline" && out.entries.size() == 1 && out.entries[0].text.ends_with(':')) {
        out.entries.clear();
        lead.clear();
      }
      add(piece, words);
      listed = true;
      continue;
    }
    const Piece* before = i > 0 ? &pieces[i - 1] : nullptr;
    const bool goes_on = open && before && continues(sheet, sheet.rows[before->row], before->text, row, text);
    if (goes_on) {
      append_continuation(out.entries.back().text, text, hyphens);
      out.entries.back().last_row = piece.row;
      continue;
    }
    // The lead-in's subject on its own row: “Det indstilles, at” / “Politisk Klynge:”.
    if (out.entries.empty() && lead_seen && (text.ends_with(':') || text.ends_with(" at"))) continue;
    if (out.entries.empty() && !lead_seen && (text.ends_with(':') && text.size() < 120)) {
      lead_seen = true;
      continue;
    }
    if (listed || lead == "inline") break;
    // “Indstilling: HB godkender regnskabet” and below it “Godkendt.”
    if (labelled && !out.entries.empty())
      if (const auto outcome = outcome_of(text); outcome && outcome->terse) break;
    if (!labelled && !lead_seen) break;
    if (!out.entries.empty() && !labelled) break;
    if (!out.entries.empty() && lead_seen && row.blanks > sheet.gap) break;
    add(piece, without_at(text));
  }
  out.rest.assign(pieces.begin() + static_cast<std::ptrdiff_t>(i), pieces.end());
  if (lead == "inline" && out.entries.size() == 1) {
    const auto only = out.entries.front();
    out.entries.clear();
    split_sentence(out, only.text, only.first_row, only.last_row);
  }
  return out;
}

}  // namespace klynge::reading
