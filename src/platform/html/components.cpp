#include "platform/html/components.hpp"

#include <algorithm>
#include <charconv>

#include "platform/html/assets.hpp"

namespace klynge::html {
namespace {

constexpr auto icon_markup =
    make<R"(<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}"></use></svg>)">;
constexpr auto link_markup = make<R"(<a href="{}">{}</a>)">;
constexpr auto paragraph_markup = make<"<p>{}</p>\n">;
constexpr auto paragraph_link_markup = make<"<p><a href=\"{}\">{}</a></p>\n">;
constexpr auto time_markup = make<R"(<time datetime="{}">{}</time>)">;
constexpr auto amount_markup = make<R"(<span class="k-amount">{}</span>)">;
constexpr auto badge_markup = make<R"(<span class="badge k-badge {}">{}</span>)">;
constexpr auto alert_markup = make<R"(<div class="alert {} k-alert" {}>
<svg class="icon-svg alert-icon" focusable="false" role="img" aria-label="{}"><use href="{}"></use></svg>
<div class="alert-body">{}<div class="alert-text">{}</div></div>
</div>
)">;
constexpr auto alert_heading = make<R"(<p class="alert-heading">{}</p>)">;
constexpr auto definitions = make<"<dl class=\"k-facts\">{}</dl>\n">;
constexpr auto definition = make<"<div><dt>{}</dt><dd>{}</dd></div>">;
constexpr auto section_markup = make<
    R"(<section class="k-section" aria-labelledby="{}-h"><div class="k-section-head" id="{}"><h2 id="{}-h">{}</h2>{}</div>
{}</section>
)">;
constexpr auto subsection_markup =
    make<R"(<section class="k-subsection" aria-labelledby="{}-h" id="{}"><h3 id="{}-h">{}</h3>
{}</section>
)">;
constexpr auto empty_markup = make<R"(<div class="k-empty"><p class="k-empty-heading">{}</p>{}</div>
)">;
constexpr auto details_markup = make<
    R"(<details class="details k-details" {}><summary class="details-summary">{}</summary><div class="details-text">{}</div></details>
)">;
constexpr auto toolbar_markup = make<"<div class=\"k-toolbar d-print-none\">{}</div>\n">;
constexpr auto button_link = make<R"(<a class="button {}" href="{}">{}</a>)">;
constexpr auto range_of_all = make<R"(<p class="k-range">{} {}</p>
)">;
constexpr auto range_of_total = make<R"(<p class="k-range">Viser {}–{} af {} {}</p>
)">;
constexpr auto range_of_unknown = make<R"(<p class="k-range">Viser {} {}–{}</p>
)">;
constexpr auto pages_markup = make<
    R"(<nav class="pagination k-pagination d-print-none" aria-label="Sider">{}<span class="pagination-mobile">{}</span><ul class="pagination__items">{}</ul>{}</nav>
)">;
constexpr auto previous_page = make<
    R"(<a class="button button-arrow button-previous" href="{}" rel="prev" aria-label="Forrige side">{}<span class="pagination-nav-link">Forrige</span></a>)">;
constexpr auto next_page = make<
    R"(<a class="button button-arrow button-next" href="{}" rel="next" aria-label="Næste side"><span class="pagination-nav-link">Næste</span>{}</a>)">;
constexpr auto page_number = make<
    R"(<li class="pagination-item pagination-number"><a class="button button-secondary" href="{}" aria-label="Side {}">{}</a></li>)">;
constexpr auto this_page = make<
    R"(<li class="pagination-item pagination-number"><a class="button current-page" href="{}" aria-label="Side {}" aria-current="page">{}</a></li>)">;
constexpr auto page_gap = make<R"(<li class="pagination-item pagination-overflow"><span>…</span></li>)">;
constexpr auto card_markup = make<
    R"(<li><a class="k-card" href="{}"><span class="k-card-count">{}</span><span class="k-card-name">{}</span></a></li>)">;
constexpr auto cards_markup = make<"<ul class=\"k-cards\">{}</ul>\n">;

std::string_view badge_class(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "k-badge-neutral";
    case Tone::info:
      return "badge-info";
    case Tone::success:
      return "badge-success";
    case Tone::warning:
      return "badge-warning";
    case Tone::error:
      return "badge-error";
  }
  return {};
}

struct AlertLook {
  std::string_view css_class, icon, label;
  bool announced;
};

AlertLook alert_look(Tone tone) {
  switch (tone) {
    case Tone::success:
      return {"alert-success", "success", "Udført", false};
    case Tone::warning:
      return {"alert-warning", "warning", "Advarsel", true};
    case Tone::error:
      return {"alert-error", "error", "Fejl", true};
    default:
      return {"alert-info", "info", "Oplysning", false};
  }
}

struct OutcomeLook {
  std::string_view word, danish;
  Tone tone;
};
constexpr OutcomeLook outcomes[] = {
    {"approved", "Godkendt", Tone::success},
    {"followed", "Indstillingen fulgt", Tone::success},
    {"noted", "Taget til efterretning", Tone::info},
    {"discussed", "Drøftet", Tone::info},
    {"decided", "Besluttet", Tone::success},
    {"postponed", "Udsat", Tone::warning},
    {"rejected", "Ikke godkendt", Tone::error},
    {"returned", "Sendt tilbage", Tone::warning},
    {"withdrawn", "Taget af dagsordenen", Tone::neutral},
    {"none", "Ingen beslutning", Tone::neutral},
};

const OutcomeLook* outcome_look(std::string_view word) {
  const auto found = std::ranges::find(outcomes, word, &OutcomeLook::word);
  return found == std::end(outcomes) ? nullptr : found;
}

constexpr std::int64_t per_page_default = 50;

Url page_url(const Url& base, std::int64_t page) {
  return page <= 1 ? base : with_query(base, "side", std::to_string(page));
}

Html numbered_pages(const PageRange& range, std::int64_t pages, const Url& base) {
  Html out;
  std::int64_t last_shown = 0;
  for (std::int64_t page = 1; page <= pages; page = page + 1) {
    const bool near = page == 1 || page == pages || (page >= range.page - 2 && page <= range.page + 2);
    if (!near) {
      // Jump over what is not shown: there may be thousands of pages.
      page = page < range.page ? range.page - 3 : pages - 1;
      continue;
    }
    if (page != last_shown + 1) page_gap.append_to(out);
    if (page == range.page) {
      this_page.append_to(out, page_url(base, page), page, page);
    } else {
      page_number.append_to(out, page_url(base, page), page, page);
    }
    last_shown = page;
  }
  return out;
}

}  // namespace

Html icon(std::string_view name) { return icon_markup(with_fragment(asset_url("icons.svg"), name)); }

Html link(const Url& target, std::string_view text) { return link_markup(target, text); }
Html link(const Url& target, const Html& content) { return link_markup(target, content); }
Html paragraph(std::string_view text) { return paragraph_markup(text); }
Html paragraph_link(const Url& target, std::string_view text) { return paragraph_link_markup(target, text); }

Html time_of(Date date) { return time_markup(iso(date), danish(date)); }
Html time_of(Instant instant) { return time_markup(iso(instant), danish(instant)); }
Html amount(Money money) { return amount_markup(danish(money)); }

std::string danish_number(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ".");
  }
  return digits;
}

Html badge(Tone tone, std::string_view text) { return badge_markup(badge_class(tone), text); }

std::string outcome_danish(std::string_view outcome) {
  const auto* look = outcome_look(outcome);
  return std::string(look ? look->danish : outcome);
}

Html outcome_badge(std::string_view outcome) {
  const auto* look = outcome_look(outcome);
  return badge(look ? look->tone : Tone::neutral, outcome_danish(outcome));
}

Html alert(Tone tone, std::string_view heading, const Html& body) {
  const AlertLook look = alert_look(tone);
  return alert_markup(look.css_class, attribute("role", look.announced ? "alert" : ""), look.label,
                      with_fragment(asset_url("icons.svg"), look.icon),
                      heading.empty() ? Html{} : alert_heading(heading), body);
}
Html alert(Tone tone, std::string_view message) { return alert(tone, {}, text(message)); }

Html definition_list(const std::vector<Definition>& entries) {
  Html out;
  for (const Definition& entry : entries)
    if (!entry.value.empty()) definition.append_to(out, entry.term, entry.value);
  return out.empty() ? out : definitions(out);
}

Html section(std::string_view id, std::string_view heading, const Html& content, const Html& heading_side) {
  return section_markup(id, id, id, heading, heading_side, content);
}
Html subsection(std::string_view id, std::string_view heading, const Html& content) {
  return subsection_markup(id, id, id, heading, content);
}

Html empty_state(std::string_view heading, const Html& help) { return empty_markup(heading, help); }

Html details(std::string_view summary, const Html& content, bool open) {
  return details_markup(flag("open", open), summary, content);
}

Html toolbar(const std::vector<Html>& tools) { return tools.empty() ? Html{} : toolbar_markup(tools); }

Html link_button(const Url& target, std::string_view text, bool primary) {
  return button_link(primary ? "button-primary" : "button-secondary", target, text);
}

Html range_text(const PageRange& range, std::string_view plural) {
  if (range.total == 0 || range.last < range.first) return {};
  if (range.total == 1) return {};
  if (range.last - range.first + 1 == range.total) return range_of_all(danish_number(range.total), plural);
  if (range.total < 0) return range_of_unknown(plural, danish_number(range.first), danish_number(range.last));
  return range_of_total(danish_number(range.first), danish_number(range.last), danish_number(range.total), plural);
}

Html pagination(const PageRange& range, const Url& base) {
  const std::int64_t per_page =
      std::max<std::int64_t>(range.page > 1 ? (range.first - 1) / (range.page - 1) : range.last, 1);
  const std::int64_t pages = range.total < 0 ? 0 : (range.total + per_page - 1) / per_page;
  const bool has_next = range.has_next || range.page < pages;
  if (range.page <= 1 && !has_next) return {};
  std::string place = "Side " + std::to_string(range.page);
  if (pages > 0) place += " af " + std::to_string(pages);
  return pages_markup(range.page > 1 ? previous_page(page_url(base, range.page - 1), icon("chevron-left")) : Html{},
                      place, numbered_pages(range, pages, base),
                      has_next ? next_page(page_url(base, range.page + 1), icon("chevron-right")) : Html{});
}

PageRange page_range(std::string_view side, std::int64_t total, std::int64_t per_page) {
  if (per_page < 1) per_page = per_page_default;
  std::int64_t page = 1;
  const auto read = std::from_chars(side.data(), side.data() + side.size(), page);
  if (read.ec != std::errc{} || read.ptr != side.data() + side.size() || page < 1) page = 1;
  const std::int64_t pages = std::max<std::int64_t>((total + per_page - 1) / per_page, 1);
  page = std::min(page, pages);
  const std::int64_t first = (page - 1) * per_page + 1;
  return {.first = std::min(first, total),
          .last = std::min(page * per_page, total),
          .total = total,
          .page = page,
          .has_next = page < pages};
}

Html figure_card(std::string_view name, std::int64_t count, const Url& target) {
  return card_markup(target, danish_number(count), name);
}
Html card_row(const std::vector<Html>& cards) { return cards_markup(cards); }

}  // namespace klynge::html
