// The pieces pages are made of, in the markup of Det Fælles Designsystem: links, badges, alerts,
// definition lists, dates, page ranges, empty states. Tables are in table.hpp, forms in form.hpp.
//
// Meaning is never carried by colour alone: a badge always says its word.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "platform/html/html.hpp"

namespace klynge::html {

// An icon of the design system, hidden from screen readers: text stands beside it. `name` is one of
// the icons that web/build.mjs puts into the sprite.
Html icon(std::string_view name);

Html link(const Url& target, std::string_view text);
Html link(const Url& target, const Html& content);
Html paragraph(std::string_view text);
// A link standing alone in its paragraph.
Html paragraph_link(const Url& target, std::string_view text);

// <time datetime="2022-11-07">7. november 2022</time>
Html time_of(Date date);
// In Europe/Copenhagen.
Html time_of(Instant instant);
// "739.846 kr.", never broken over two lines.
Html amount(Money money);

// 9120 as "9.120".
std::string danish_number(std::int64_t number);

enum class Tone { neutral, info, success, warning, error };
Html badge(Tone tone, std::string_view text);
// The Danish word of an outcome (approved, followed, noted, discussed, decided, postponed, rejected,
// returned, withdrawn, none), capitalised; another word as it is.
std::string outcome_danish(std::string_view outcome);
Html outcome_badge(std::string_view outcome);

// A message box; `heading` "" for none. Warnings and errors are announced to screen readers.
Html alert(Tone tone, std::string_view heading, const Html& body);
Html alert(Tone tone, std::string_view text);

struct Definition {
  std::string term;
  Html value;
};
// Terms beside their values; entries without a value are left out.
Html definition_list(const std::vector<Definition>& entries);

// A section with its own h2 (or h3), reachable as #id.
Html section(std::string_view id, std::string_view heading, const Html& content, const Html& heading_side = {});
Html subsection(std::string_view id, std::string_view heading, const Html& content);

// Shown where a list is empty: what would stand here, and what to do.
Html empty_state(std::string_view heading, const Html& help = {});

// Folded away until asked for; works without JavaScript.
Html details(std::string_view summary, const Html& content, bool open = false);

// Buttons and links side by side.
Html toolbar(const std::vector<Html>& tools);
// A link that looks like a button.
Html link_button(const Url& target, std::string_view text, bool primary = false);

// Where a list page stands: rows `first`…`last` (1-based) of `total`; total -1 where it is not known.
struct PageRange {
  std::int64_t first = 0, last = 0, total = -1;
  std::int64_t page = 1;  // 1-based
  bool has_next = false;
};
// "Viser 1–50 af 312 møder"; "15 møder" where all are shown, and nothing for a single row, which needs
// no counting. `plural` names what is listed.
Html range_text(const PageRange& range, std::string_view plural);
// Previous and next, and with a known total the numbered pages; nothing where all is on one page.
// Links go to `base` with ?side=N.
Html pagination(const PageRange& range, const Url& base);
// The range of a list with `per_page` rows a page, from ?side=N (anything odd counts as 1).
PageRange page_range(std::string_view side, std::int64_t total, std::int64_t per_page);

// A figure with its name and a way onward, as on the overview.
Html figure_card(std::string_view name, std::int64_t count, const Url& target);
Html card_row(const std::vector<Html>& cards);

}  // namespace klynge::html
