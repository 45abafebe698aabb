#include "platform/html/layout.hpp"

#include "platform/html/assets.hpp"
#include "platform/html/components.hpp"

namespace klynge::html {
namespace {

struct Entry {
  Nav nav;
  std::string_view title;
  Url target;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = {
      {Nav::overview, "Overblik", url("/")},
      {Nav::bodies, "Organer", url("/organer")},
      {Nav::decisions, "Beslutninger", url("/beslutninger")},
      {Nav::tasks, "Opgaver", url("/opgaver")},
      {Nav::amounts, "Beløb", url("/beloeb")},
      {Nav::persons, "Personer", url("/personer")},
      {Nav::findings, "Fund og tvivl", url("/fund")},
      {Nav::search, "Søg", url("/soeg")},
      {Nav::import_documents, "Import", url("/import")},
  };
  return all;
}

constexpr auto document = make<R"(<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<link rel="stylesheet" href="{}">
<link rel="icon" href="{}" type="image/svg+xml">
<script src="{}" defer></script>
</head>
<body>
<a class="skipnav" href="#main-content">Gå til sidens indhold</a>
<div class="page-container k-page">
{}<main class="{}" id="main-content" tabindex="-1">
{}{}{}</main>
{}</div>
</body>
</html>
)">;

constexpr auto header = make<R"(<header class="header k-header d-print-none">
<div class="k-bar container">
<a class="k-brand" href="{}"><img class="k-brand-mark" src="{}" alt="" width="32" height="32"><span>Klynge</span></a>
{}<div class="k-user">{}</div>
</div>
{}</header>
)">;

constexpr auto search_form = make<R"(<form class="k-search" action="/soeg" method="get" role="search">
<div class="form-group search">
<label for="k-search" class="sr-only">Søg i møder, beslutninger og personer</label>
<input class="form-input" id="k-search" name="q" type="search" value="{}" placeholder="Søg i alle referater" maxlength="500">
<button class="button button-search" type="submit">{}<span class="sr-only">Søg</span></button>
</div>
</form>
)">;

constexpr auto navigation = make<R"(<nav class="k-nav" aria-label="Hovedmenu">
<div class="container">
<ul class="k-nav-list">{}</ul>
<details class="k-nav-small"><summary>{}Menu</summary><ul>{}</ul></details>
</div>
</nav>
)">;

constexpr auto nav_link = make<R"(<li {}><a class="nav-link" href="{}" {}><span>{}</span></a></li>)">;

constexpr auto signed_in = make<
    R"(<a class="k-user-name" href="/konto">{}<span>{}</span></a>{}<form method="post" action="/log-ud"><input type="hidden" name="csrf" value="{}"><button class="function-link" type="submit">Log ud</button></form>)">;
constexpr auto accounts_link = make<R"(<a class="k-user-link" href="/konti">Konti</a>)">;
constexpr auto log_link = make<R"(<a class="k-user-link" href="/log">Log</a>)">;
constexpr auto sign_in_link = make<R"(<a class="k-user-link" href="{}">{}Log ind</a>)">;

constexpr auto crumb_trail =
    make<R"(<nav class="breadcrumbs k-breadcrumbs" aria-label="Brødkrumme"><ol class="breadcrumbs__list">{}</ol></nav>
)">;
// The arrow ends its own crumb (a word joiner holds it there), so that no line begins with one.
constexpr auto crumb_link =
    make<R"(<li class="breadcrumbs__list-item"><a class="breadcrumbs__link" href="{}">{}</a>&#8288;{}</li>)">;
constexpr auto crumb_here = make<R"(<li class="breadcrumbs__list-item" aria-current="page">{}</li>)">;

constexpr auto title_block =
    make<R"(<div class="k-title"><div class="k-title-text">{}<h1>{}</h1></div><div class="k-title-side">{}</div></div>
{})">;
constexpr auto over_title = make<R"(<p class="k-over-title">{}</p>)">;
constexpr auto lead_block = make<R"(<div class="k-lead">{}</div>
)">;

constexpr auto footer = make<
    R"(<footer class="k-footer"><div class="container"><p>Klynge · møder og beslutninger i sundhedsklynger</p></div></footer>
)">;

constexpr auto message_body = make<R"(<p class="font-lead">{}</p>
{})">;

Html nav_items(const PageFrame& frame) {
  Html out;
  for (const Entry& entry : entries()) {
    if (entry.nav == Nav::import_documents && !frame.changes_record) continue;
    if (entry.nav == Nav::persons && !frame.reads_every_body) continue;
    if (entry.nav == Nav::findings && !frame.sees_findings) continue;
    const bool active = entry.nav == frame.active;
    nav_link.append_to(out, attribute("class", active ? "active current" : ""), entry.target,
                       attribute("aria-current", active ? "true" : ""), entry.title);
  }
  return out;
}

Html user_block(const PageFrame& frame) {
  if (frame.user_name.empty()) {
    const std::string& here = frame.here.text();
    const Url back = here == "/" ? url("/log-ind") : with_query(url("/log-ind"), "til", here);
    return sign_in_link(back, icon("lock"));
  }
  Html links;
  if (frame.manages_accounts) accounts_link.append_to(links);
  if (frame.reads_audit) log_link.append_to(links);
  return signed_in(icon("person"), frame.user_name, links, frame.csrf_token);
}

// Where the product's name leads: to the overview, or for who may not read meetings to their own work.
Url home(const PageFrame& frame) {
  if (frame.reads_all || frame.user_name.empty()) return url("/");
  if (frame.reads_audit) return url("/log");
  return frame.manages_accounts ? url("/konti") : url("/");
}

Html page_header(const PageFrame& frame) {
  Html search, nav;
  if (frame.reads_all) {
    const Html items = nav_items(frame);
    search = search_form(frame.search_text, icon("search"));
    nav = navigation(items, icon("menu"), items);
  }
  return header(home(frame), asset_url("favicon.svg"), search, user_block(frame), nav);
}

Html breadcrumbs(const PageFrame& frame) {
  if (frame.crumbs.empty()) return {};
  Html out;
  const auto add = [&](const Url& target, std::string_view title) {
    crumb_link.append_to(out, target, title, icon("chevron-right"));
  };
  if (frame.reads_all) add(url("/"), "Overblik");
  for (const Crumb& crumb : frame.crumbs) add(crumb.target, crumb.title);
  crumb_here.append_to(out, frame.crumb_title.empty() ? frame.title : frame.crumb_title);
  return crumb_trail(out);
}

Html page_title(const PageFrame& frame) {
  return title_block(frame.over_title.empty() ? Html{} : over_title(frame.over_title), frame.title, frame.title_side,
                     frame.lead.empty() ? Html{} : lead_block(frame.lead));
}

}  // namespace

Url nav_url(Nav entry) {
  for (const Entry& known : entries())
    if (known.nav == entry) return known.target;
  return url("/");
}

std::string render_page(const PageFrame& frame, const Html& main) {
  // The pages of one kind are told apart among tabs and in the history by what stands above their h1.
  const std::string of_what = frame.over_title.empty() ? "" : " – " + frame.over_title;
  const std::string title = frame.title.empty() ? "Klynge" : frame.title + of_what + " – Klynge";
  Html out;
  out.reserve(main.text().size() + (8u << 10));
  document.append_to(out, title, asset_url("klynge.css"), asset_url("favicon.svg"), asset_url("klynge.js"),
                     page_header(frame), frame.wide ? "k-main k-wide" : "k-main container", breadcrumbs(frame),
                     page_title(frame), main, footer());
  return std::move(out).text();
}

std::string render_message_page(const PageFrame& frame, std::string_view message, const Html& next_step) {
  return render_page(frame, message_body(message, next_step));
}

}  // namespace klynge::html
