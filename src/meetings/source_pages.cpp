#include "meetings/source_pages.hpp"

#include <algorithm>
#include <cmath>

#include "base/limits.hpp"
#include "meetings/person_number.hpp"
#include "platform/html/components.hpp"
#include "reading/document_wire.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto head = make<R"(<div class="k-source-head"><h2 id="kilden">Kilden</h2><a href="{}">{}</a>{}</div>
)">;
constexpr auto bare_head = make<R"(<div class="k-source-head"><h2 id="kilden">Kilden</h2></div>
)">;
constexpr auto text_frame = make<R"(<div class="k-source-text" role="group" aria-label="Kildens tekst">{}</div>
)">;
constexpr auto line_markup = make<R"(<span class="k-line" id="l{}" data-n="{}">{}</span>
)">;
constexpr auto page_mark = make<R"(<span class="k-page-mark" id="side-{}">Side {}</span>
)">;
constexpr auto image_page = make<
    R"(<div class="k-page-image" id="side-{}"><img src="{}" alt="Side {} af {}" width="{}" height="{}" loading="lazy"><svg class="k-words" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg></div>
)">;
constexpr auto line_group = make<R"(<g id="l{}">{}</g>)">;
constexpr auto word_box = make<R"(<rect x="{}" y="{}" width="{}" height="{}" data-b="{}"></rect>)">;
constexpr auto more_link = make<R"(<p class="k-source-more"><a href="{}">{}</a></p>
)">;

std::int64_t rounded(float points) { return std::lround(points); }

std::string shown(const reading::Line& line, const SourcePane& pane) {
  std::string shown_text = line.text;
  if (!pane.show_person_numbers) mask_person_numbers(shown_text);
  return shown_text;
}

void append_line(Html& out, const reading::Line& line, const SourcePane& pane) {
  line_markup.append_to(out, line.number, line.number, shown(line, pane));
}

Html boxes(const reading::Line& line) {
  Html out;
  const auto add = [&](float x, float y, float width, float height, std::uint32_t start) {
    word_box.append_to(out, rounded(x), rounded(y), rounded(width), rounded(height), start);
  };
  for (const auto& word : line.words) add(word.x, word.y, word.width, word.height, word.start);
  if (line.words.empty()) add(line.x, line.y, line.width, line.height, 0);
  return line_group(line.number, out);
}

using Lines = std::vector<reading::Line>;
using LineRange = std::pair<Lines::const_iterator, Lines::const_iterator>;

LineRange lines_of_page(const Lines& lines, std::uint32_t page) {
  return {std::ranges::lower_bound(lines, page, {}, &reading::Line::page),
          std::ranges::upper_bound(lines, page, {}, &reading::Line::page)};
}

// A page that may not be shown as an image, or whose size is not known.
Html page_as_text(const SourcePane& pane, std::uint32_t page, LineRange lines) {
  Html out = page_mark(page, page);
  for (auto line = lines.first; line != lines.second; ++line) append_line(out, *line, pane);
  return text_frame(out);
}

Html page_as_image(const SourcePane& pane, std::uint32_t page, LineRange lines) {
  const auto& size = pane.document.pages[page - 1];
  Html words;
  for (auto line = lines.first; line != lines.second; ++line) words += boxes(*line);
  return image_page(page, url("/kilder/", pane.source.sha256, "/side/", page, ".png"), page, pane.source.file_name,
                    rounded(size.width), rounded(size.height), rounded(size.width), rounded(size.height), words);
}

bool may_be_image(const SourcePane& pane, std::uint32_t page, LineRange lines) {
  const auto& size = pane.document.pages[page - 1];
  if (size.width < 1 || size.height < 1) return false;
  if (pane.show_person_numbers) return true;
  return std::none_of(lines.first, lines.second, [](const auto& line) { return holds_person_number(line.text); });
}

Url further(const SourcePane& pane, std::uint32_t page) {
  const Url here = pane.here.text().empty() ? with_query(url("/moeder/", pane.meeting_id), "kilde", "1") : pane.here;
  return with_fragment(with_query(here, "side", std::to_string(page)), "kilde");
}

Html pdf_pages(const SourcePane& pane) {
  const auto count = static_cast<std::uint32_t>(pane.document.pages.size());
  const auto first = std::clamp<std::uint32_t>(pane.first_page, 1, std::max<std::uint32_t>(count, 1));
  const auto last = std::min<std::uint32_t>(count, first + limits::source_pages_shown - 1);
  Html out;
  if (first > 1) more_link.append_to(out, further(pane, 1), "Vis kilden fra første side");
  for (auto page = first; page <= last; ++page) {
    const auto lines = lines_of_page(pane.document.lines, page);
    out += may_be_image(pane, page, lines) ? page_as_image(pane, page, lines) : page_as_text(pane, page, lines);
  }
  if (last < count)
    more_link.append_to(out, further(pane, last + 1),
                        "Vis siderne " + std::to_string(last + 1) + "–" +
                            std::to_string(std::min<std::uint32_t>(count, last + limits::source_pages_shown)));
  return out;
}

Html text_lines(const SourcePane& pane) {
  Html lines;
  const bool paged = pane.document.pages.size() > 1;
  std::uint32_t page = 0;
  const auto count = std::min(pane.document.lines.size(), limits::source_lines_shown);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& line = pane.document.lines[i];
    if (paged && line.page != page) page_mark.append_to(lines, line.page, line.page);
    page = line.page;
    append_line(lines, line, pane);
  }
  Html out = text_frame(lines);
  if (count < pane.document.lines.size())
    more_link.append_to(out, url("/kilder/", pane.source.sha256),
                        "Resten er for langt til at blive vist her. Hent filen.");
  return out;
}

Html other_sources(const SourcePane& pane) {
  Html out;
  for (const auto& other : pane.others)
    out += join({text(" · "), link(url("/kilder/", other.sha256), other.file_name)});
  return out;
}

}  // namespace

Result<reading::Document> document_of(const SourceView& source, std::string_view bytes,
                                      const std::optional<std::string>& document) {
  if (source.format == "text") return reading::decode_plain_text(bytes);
  if (!document)
    return fail(Problem::Kind::not_found, "Kildens tekst er ikke bevaret.", "source_bytes.document is NULL");
  return reading::decode_document(*document);
}

Html source_pane(const SourcePane& pane) {
  const bool has_images = pane.source.format == "pdf" && !pane.document.pages.empty();
  return join({head(url("/kilder/", pane.source.sha256), pane.source.file_name, other_sources(pane)),
               has_images ? pdf_pages(pane) : text_lines(pane)});
}

Html source_pane_message(std::string_view message, const Html& more) {
  return join({bare_head(), paragraph(message), more});
}

}  // namespace klynge::meetings
