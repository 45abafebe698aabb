#include "intake/source_lines.hpp"

#include <algorithm>

#include "meetings/person_number.hpp"
#include "platform/html/components.hpp"

namespace klynge::intake {
namespace {

using namespace klynge::html;

constexpr std::size_t shown_lines = 10'000;   // some 300 pages; a page with more is slow in any browser
constexpr std::uint32_t lit_lines = 60;

constexpr auto line_markup = make<R"(<span id="l{}">{}</span>
)">;
constexpr auto page_markup = make<R"(<span class="k-page-mark">Side {}</span>
)">;
constexpr auto lines_markup = make<R"(<pre class="k-source-text" tabindex="0" aria-label="Dokumentets tekst">{}</pre>{})">;

}  // namespace

Html source_lines(const reading::Document& document) {
  Html lines;
  const bool paged = document.pages.size() > 1;
  std::uint32_t page = 0;
  const std::size_t count = std::min(document.lines.size(), shown_lines);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& line = document.lines[i];
    if (paged && line.page != page) page_markup.append_to(lines, page = line.page);
    std::string text = line.text;
    meetings::mask_person_numbers(text);
    line_markup.append_to(lines, line.number, text);
  }
  const Html rest = document.lines.size() > count ? paragraph("Resten af dokumentet er for langt til at blive vist her. Hent filen for at se det hele.") : Html{};
  return lines_markup(lines, rest);
}

std::string line_ids(const reading::Place& place) {
  const std::uint32_t last = std::min(std::max(place.last_line, place.line), place.line + lit_lines);
  std::string ids;
  for (std::uint32_t line = place.line; line <= last; ++line) ids += (ids.empty() ? "l" : " l") + std::to_string(line);
  return ids;
}

std::string place_text(const reading::Place& place) {
  return (place.page > 1 ? "Side " + std::to_string(place.page) + ", linje " : "Linje ") + std::to_string(place.line);
}

}  // namespace klynge::intake
