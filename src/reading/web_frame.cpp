#include "reading/web_frame.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t top_rows = 40, foot_rows = 60;

// What a page's foot begins its rows with.
constexpr WordSet foot_words{
    "sidst opdateret",
    // clang-format off
                             "senest opdateret", "sidst ændret", "sidst redigeret", "opdateret d", "opdateret:",
                             "del på ", "del siden", "del artikel", "var denne side", "fandt du det", "kontakt",
                             "cookie", "vi bruger cookie", "tilgængelighed", "webtilgængelighed", "cvr", "ean", "tlf", "telefon", "e-mail",
                             "email", "mail:", "åbningstider", "©", "copyright", "følg os", "nyhedsbrev", "tilmeld dig",
                             "skriv et svar", "skriv en kommentar", "efterlad en kommentar", "din e-mailadresse",
                             "privatlivspolitik", "persondatapolitik", "persondata", "webmaster", "underskriftsblad",
                             "godkend ved at", "læs også", "relaterede", "tilbage til", "udskriv", "til toppen",
                             "sitemap", "sidekort", "powered by", "find vej", "forrige", "næste indlæg", "kategori",
                             "kommentarer", "ingen kommentarer", "facebook", "linkedin", "twitter", "instagram",
                             "åbn i nyt vindue", "hent dokument", "hent som pdf", "abonner", "om os", "genveje",
                             "selvbetjening", "giv os feedback", "whistleblower", "seneste indlæg",
                             "seneste kommentarer", "arkiver", "seneste nyt",
    // clang-format on
    "flere nyheder"};

// “Elmeby Kommune | Rådhusvej 9 | Senest opdateret 25-05-2021”: a foot's parts on one line.
bool holds_foot(std::string_view text) {
  if (text.size() > 240 || std::ranges::count(text, '|') < 2) return false;
  for (std::size_t at = text.find('|'); at != std::string_view::npos; at = text.find('|', at + 1))
    if (foot_words.begins(Folded(trim(text.substr(at + 1))))) return true;
  return false;
}

bool begins_foot(std::string_view text) {
  if (holds_foot(text)) return true;
  if (text.size() > 90) return false;
  const Folded folded(text);
  return foot_words.begins(folded) &&
         (!text.ends_with('.') || token_count(text) < 5 || contains(folded, "e-mail") || contains(folded, "cookie"));
}

// Text that belongs to a meeting and to no page's foot.
bool is_of_the_meeting(const Row& row) {
  const std::string_view text = row.text;
  const LabelFound label = find_label(text);
  if (is_section(label.label) || is_attendance(label.label) || label.label == Label::next_meeting ||
      label.label == Label::signatures)
    return true;
  const HeadingMark mark = heading_mark(text);
  if (mark.style == Numbering::dot || mark.style == Numbering::word) return true;
  return text.size() > 100 || (ends_as_sentence(text) && token_count(text) > 9 && !contains(lower(text), "e-mail"));
}

// “2 kommentarer til “Referat …””, “Én kommentar” with “Ida skriver:” below it: what readers of the page wrote.
bool begins_comments(const Sheet& sheet, std::size_t i) {
  const std::string_view text = sheet.rows[i].text;
  const char first = text[0];
  if (text.size() < 10 || text.size() > 200 || !(is_digit(first) || first == 'E' || first == 'K' || first == '\xc3'))
    return false;
  const Folded lowered(text.substr(0, 40));
  std::string_view folded = lowered;
  while (!folded.empty() && is_digit(folded.front())) folded.remove_prefix(1);
  static constexpr WordSet openings{" kommentar", "én kommentar", "en kommentar", "kommentarer"};
  if (!openings.begins(folded)) return false;
  const std::string_view rest = folded.substr(folded.find("kommentar"));
  if (rest.starts_with("kommentarer til \"") || rest.starts_with("kommentar til \"") ||
      rest.starts_with("kommentarer til “") || rest.starts_with("kommentar til “") ||
      rest.starts_with("kommentarer til ”") || rest.starts_with("kommentar til ”"))
    return true;
  if (text.ends_with('.') || token_count(rest) > 2) return false;
  static constexpr WordSet says{"skriver:", "siger:", "skrev:", "svar"};
  for (std::size_t below = i + 1; below < sheet.rows.size() && below < i + 4; ++below)
    for (const std::string_view word : tokens(sheet.rows[below].text.substr(0, 80)))
      if (says.has(Folded(word))) return true;
  return false;
}

void mark_comments(Sheet& sheet) {
  for (std::size_t i = 6; i < sheet.rows.size(); ++i) {
    if (!begins_comments(sheet, i)) continue;
    for (; i < sheet.rows.size(); ++i) sheet.rows[i].furniture = true;
  }
}

void mark_foot(Sheet& sheet) {
  std::size_t first = sheet.rows.size();
  const std::size_t least = std::max<std::size_t>(sheet.rows.size() > foot_rows ? sheet.rows.size() - foot_rows : 0, 6);
  for (std::size_t i = sheet.rows.size(); i > least; --i) {
    const Row& row = sheet.rows[i - 1];
    if (begins_foot(row.text))
      first = i - 1;
    else if (!row.furniture && is_of_the_meeting(row))
      break;
  }
  for (std::size_t i = first; i < sheet.rows.size(); ++i) sheet.rows[i].furniture = true;
}

// “Forside > Politik > Referater”, “Hjem / Om os / Bestyrelse”.
bool is_trail(std::string_view text) {
  static constexpr Bytes first_bytes{">/\xe2\xc2"};
  if (text.size() > 200 || first_bytes.find(text) == std::string_view::npos) return false;
  std::size_t steps = 0;
  for (const std::string_view step : {" > ", " › ", " » ", " / "}) {
    std::size_t found = 0;
    for (std::size_t at = text.find(step); at != std::string_view::npos; at = text.find(step, at + step.size()))
      ++found;
    steps = std::max(steps, found);
  }
  const std::string folded = lower(text.substr(0, 20));
  const bool home = folded.starts_with("forside") || folded.starts_with("hjem") || folded.starts_with("home") ||
                    folded.starts_with("du er her") || folded.starts_with("til forsiden");
  return (home && steps >= 1) || (steps >= 2 && !contains(text, ".") && !contains(text, " / "));
}

void mark_top(Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.rows.size() && i < top_rows; ++i) {
    Row& row = sheet.rows[i];
    const Folded lowered(row.text.substr(0, 160));
    const std::string_view folded = lowered;
    if (is_trail(row.text)) row.furniture = true;
    static constexpr WordSet openings{"spring til",   "gå til hoved", "gå til indhold", "hop til", "var denne side",
                                      "fandt du det", "månedsarkiv",  "kategoriarkiv",  "årsarkiv"};
    static constexpr WordSet whole{"you are here", "du er her:", "læs højt", "udskriv denne side", "udskriv siden"};
    if (openings.begins(folded) || whole.has(folded) || contains(folded, "cookie")) row.furniture = true;
  }
}

// “Referat”, below it the day and then “Mødested” and “Udvalg”.
bool begins_meeting(const Sheet& sheet, std::size_t i) {
  static constexpr WordSet kinds{"referat", "dagsorden", "beslutningsprotokol", "tillægsdagsorden", "tillægsreferat"};
  if (sheet.rows[i].text.size() > 20 || !kinds.has(Folded(sheet.rows[i].text))) return false;
  if (i + 3 >= sheet.rows.size() || sheet.rows[i + 1].text.size() > 60 || !first_date(sheet.rows[i + 1].text))
    return false;
  static constexpr WordSet fields{"mødested", "udvalg"};
  return fields.begins(Folded(sheet.rows[i + 2].text)) && fields.begins(Folded(sheet.rows[i + 3].text));
}

// What a site says of itself and of its search stands above the meeting it shows.
void mark_above_meeting(Sheet& sheet) {
  for (std::size_t i = 2; i < sheet.rows.size() && i < top_rows; ++i) {
    if (first_date(sheet.rows[i - 1].text)) return;
    if (!begins_meeting(sheet, i)) continue;
    for (std::size_t above = 0; above < i; ++above) sheet.rows[above].furniture = true;
    return;
  }
}

}  // namespace

void mark_web_frame(Sheet& sheet) {
  mark_top(sheet);
  mark_above_meeting(sheet);
  mark_comments(sheet);
  mark_foot(sheet);
}

}  // namespace klynge::reading
