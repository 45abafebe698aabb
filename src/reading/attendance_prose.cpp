#include "reading/attendance_prose.hpp"

#include <vector>

#include "base/text.hpp"
#include "reading/attendance.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/attendance_sides.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"

namespace klynge::reading {

bool is_prose(std::string_view text) {
  const std::string folded = lower(text.substr(0, 300));
  const bool clause = text.size() > 60 && (contains(folded, " at ") || contains(folded, " bød "));
  if (!text.ends_with('.') && text.size() < 160 && !clause) return false;
  for (const std::string_view word :
       {" var ", " blev ", " har ", " havde ", " er ", " forlod ", " mødte ", " ankom ", " kom ", " gik ", " deltog ",
        " deltager ", " kan ", " skal ", " bød ", " skrev ", " tog ", " orienterede ", " udeblev "})
    if (contains(folded, word)) return true;
  return false;
}

bool is_sentence(std::string_view text) {
  if (!text.ends_with('.') && !text.ends_with('?') && !text.ends_with('!')) return false;
  const auto words = tokens(text);
  if (words.size() < 4) return false;
  std::size_t small = 0;
  for (const auto word : words)
    if (starts_lower(word) && !is_title_word(lower(strip(word, ".,"))) && !is_name_particle(word) && word != "og" &&
        word != "samt" && word != "for" && word != "i" && word != "fra")
      ++small;
  return small * 2 >= words.size();
}

std::string paragraph_at(const Reading& r, std::size_t row, std::string_view text, std::size_t end, std::size_t& next) {
  std::string paragraph = squeeze(text);
  std::string_view last = text;
  next = row + 1;
  for (std::size_t at = row; next < end && next < row + 8; ++next) {
    if (r.row(next).furniture) continue;
    if (!r.free(next) || r.classes[next].label.label != Label::none ||
        !continues(r.sheet, r.row(at), last, r.row(next), r.row(next).text))
      break;
    if (starts_upper(r.row(next).text) && attendance_heading(r.row(next).text)) break;
    // Between rows that all stand apart, a sentence begins a paragraph of its own.
    if (r.row(next).blanks > 0 && starts_upper(r.row(next).text) && !last.ends_with(',') && is_prose(r.row(next).text))
      break;
    append_continuation(paragraph, r.row(next).text, r.hyphens);
    last = r.row(next).text;
    at = next;
  }
  return paragraph;
}

bool read_sentences(Reading& r, std::string_view paragraph, std::size_t row) {
  if (read_sides(r, paragraph, row)) return true;
  const auto sentences = sentences_in(paragraph);
  const bool several = sentences.size() >= 2 && sentences.size() <= 8;
  const auto text_of = [&](const Sentence& sentence) {
    return paragraph.substr(sentence.start, sentence.end - sentence.start);
  };
  bool any = false;
  std::vector<bool> told(sentences.size(), false);
  for (std::size_t k = 0; several && k < sentences.size(); ++k) {
    told[k] = read_sides(r, text_of(sentences[k]), row);
    any = any || told[k];
  }
  // “Alle var mødt undtagen A. Som suppleant for A deltog B.”: the second tells more than the first.
  const bool all_but = several && paragraph.starts_with("Alle ");
  if (!all_but && !any && read_attendance_sentence(r, paragraph, row, false)) return true;
  if (!several) return false;
  const auto here = static_cast<std::uint32_t>(row);
  for (std::size_t k = 0; k < sentences.size(); ++k) {
    if (told[k]) continue;
    const std::string_view text = text_of(sentences[k]);
    const bool stands_in = contains(text, "uppleant for ") || contains(text, "tedfortræder for ");
    if (stands_in && read_attendance_sentence(r, text, row, false)) {
      any = true;
      continue;
    }
    if (const auto heading = attendance_heading(text); heading && heading->value < text.size() && !is_sentence(text)) {
      for (const auto& person : parse_people(strip(text.substr(heading->value), " ."))) {
        add_person(r, person, block_of(*heading), {here, here});
        any = true;
      }
      continue;
    }
    any = read_attendance_sentence(r, text, row, false) || any;
  }
  return any;
}

namespace {

// “Forældre: Katrine, Emil” and “Leder: Dorte” without the word for who they are.
std::string_view without_group(std::string_view text) {
  const std::size_t colon = text.substr(0, 40).find(": ");
  if (colon == std::string_view::npos || token_count(text.substr(0, colon)) > 3) return text;
  const std::string_view words = text.substr(0, colon);
  const auto heading = attendance_heading(text);
  if (is_a_group(words) || is_title_word(lower(words)) || (heading && heading->who_only))
    return trim(text.substr(colon + 1));
  return text;
}

}  // namespace

bool read_told_list(Reading& r, std::string_view paragraph, const Block& block, std::size_t row) {
  const auto sentences = sentences_in(paragraph);
  if (sentences.size() < 2 || sentences.size() > 8 || is_prose(paragraph.substr(0, sentences[0].end)) ||
      is_sentence(paragraph.substr(0, sentences[0].end)))
    return false;
  const auto first = parse_people(without_group(strip(paragraph.substr(0, sentences[0].end), " .")), true);
  if (first.empty()) return false;
  bool told = false;
  const auto here = static_cast<std::uint32_t>(row);
  for (std::size_t k = 1; k < sentences.size(); ++k) {
    const std::string_view text = paragraph.substr(sentences[k].start, sentences[k].end - sentences[k].start);
    const auto heading = attendance_heading(text);
    told =
        told || (heading && heading->value < text.size()) || is_prose(text) || without_group(text).size() < text.size();
  }
  if (!told) return false;
  for (const auto& person : first) add_person(r, person, block, {here, here});
  for (std::size_t k = 1; k < sentences.size(); ++k) {
    const std::string_view text = paragraph.substr(sentences[k].start, sentences[k].end - sentences[k].start);
    const auto heading = attendance_heading(text);
    if (heading && heading->value < text.size() && !is_sentence(text))
      for (const auto& person : parse_people(strip(text.substr(heading->value), " ."), true))
        add_person(r, person, heading->who_only && heading->role == Role::member ? block : block_of(*heading),
                   {here, here});
    else if (const std::string_view rest = without_group(text); rest.size() < text.size())
      for (auto& person : parse_people(strip(rest, " ."), true)) {
        if (const std::string_view office = trim(text.substr(0, text.find(':')));
            !person.title && is_title_word(lower(office)))
          person.title = std::string(office);
        add_person(r, person, block, {here, here});
      }
    else
      read_attendance_sentence(r, text, row, false);
  }
  return true;
}

std::size_t read_prose(Reading& r, std::size_t i, std::size_t end) {
  const std::string_view text = r.row(i).text;
  std::size_t behind = i + 1;
  const std::string paragraph = paragraph_at(r, i, text, end, behind);
  if (is_prose(paragraph) && read_sentences(r, paragraph, i)) {
    for (std::size_t k = i; k < behind; ++k) r.taken[k] = true;
    return behind;
  }
  // “Bemærkninger: A deltog som suppleant for B”, with or without its full stop.
  const std::size_t colon = text.substr(0, 20).find(": ");
  const std::string_view said = colon != std::string_view::npos ? text.substr(colon + 2) : text;
  const std::string folded = lower(said.substr(0, 300));
  const bool stands_in = contains(folded, "suppleant for ") || contains(folded, "stedfortræder for ");
  if ((is_prose(text) || stands_in) && read_sentences(r, said, i)) r.taken[i] = true;
  return i + 1;
}

}  // namespace klynge::reading
