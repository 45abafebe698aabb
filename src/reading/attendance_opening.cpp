#include "reading/attendance_opening.hpp"

#include <string>
#include <utility>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// “Gæster under punkt 3:”, “Udvalgsformænd med observatørstatus:”: a heading with words of its own.
Label label_by_words(std::string_view text) {
  if (text.size() > 90 || text.ends_with('.')) return Label::none;
  const std::string folded = lower(strip(text, " :"));
  if (contains(folded, ",") && !contains(folded, "punkt")) return Label::none;
  const auto starts = [&](std::string_view word) { return folded.starts_with(word); };
  if (contains(folded, "observatør") && (text.ends_with(':') || starts("observatør"))) return Label::observers;
  if (starts("gæst") || starts("inviterede") || starts("øvrige deltagere") || starts("desuden deltog") ||
      starts("endvidere deltog") || starts("andre deltagere") || starts("eksterne"))
    return Label::guests;
  if (starts("afbud") || starts("fraværende") || starts("ikke til stede"))
    return text.ends_with(':') || token_count(folded) <= 3 ? Label::apologies : Label::none;
  if (starts("administrativ") || starts("fra administrationen") || starts("fra forvaltningen") ||
      starts("deltagere fra administration") || starts("deltagere fra forvaltning"))
    return Label::administration;
  if (starts("sekretariat")) return token_count(folded) <= 3 ? Label::secretary : Label::none;
  if (starts("suppleanter") || starts("stedfortrædere")) return Label::substitutes;
  if (text.ends_with(':') && (starts("deltagere") || starts("mødedeltagere") || starts("til stede") ||
                              starts("medlemmer") || starts("deltager")))
    return Label::present;
  return Label::none;
}

// “Som stedfortræder for Bo Krag deltog Ida Vang.”: a sentence, and no list of those who stood in.
bool tells_of_a_stand_in(std::string_view text) {
  static constexpr WordSet openings{"Som stedfortræder for ", "Som suppleant for ", "Som vikar for "};
  return text.ends_with('.') && openings.begins(text);
}

}  // namespace

bool is_for_items(std::string_view folded) {
  static constexpr WordSet openings{"under punkt", "under pkt", "til punkt", "ved punkt"};
  return openings.begins(folded);
}

std::optional<Opening> opening_of(const Reading& r, std::size_t i) {
  const std::string_view text = r.row(i).text;
  if (tells_of_a_stand_in(text)) return std::nullopt;
  const LineClass& c = r.classes[i];
  if (const auto heading = attendance_heading(text)) {
    const std::string_view value = trim(text.substr(heading->value));
    const bool telling = value.empty() || text.substr(0, heading->value).find(':') != npos;
    Block block = block_of(*heading);
    if (block.role == Role::member && block.status == Status::present && is_for_items(Folded(text.substr(0, 20)))) {
      block.role = Role::guest;
      block.items = std::string(heading->words);
    }
    return Opening{std::move(block), value, heading->office, telling};
  }
  const LabelFound& found = c.label;
  if (is_attendance(found.label)) {
    const std::string_view value = found.alone ? std::string_view{} : text.substr(found.value);
    const bool office =
        found.label == Label::moderator || found.label == Label::recorder || found.label == Label::chair;
    return Opening{block_of(found.label, found.alone ? text : found.words), value, office, found.colon};
  }
  // “Referat:” above a single name is the minute taker's.
  if (found.label == Label::minutes && found.alone && i + 1 < r.outline.header_end &&
      r.classes[i + 1].label.label == Label::none &&
      looks_like_name(strip(r.row(i + 1).text.substr(0, r.row(i + 1).text.find(',')), " ")))
    return Opening{block_of(Label::recorder, text), {}, true, true};
  if (found.label != Label::none || c.bullet) return std::nullopt;
  const Label label = label_by_words(text);
  if (label == Label::none) return std::nullopt;
  const std::size_t colon = text.find(':');
  const std::string_view value = colon != npos ? trim(text.substr(colon + 1)) : std::string_view{};
  return Opening{block_of(label, text.substr(0, colon)), value, false, false};
}

}  // namespace klynge::reading
