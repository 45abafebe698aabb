// The frame around every page: skip link, header with search and the user, main navigation,
// breadcrumbs, one main landmark with the page's h1, footer. In the markup of Det Fælles
// Designsystem, usable without JavaScript at any width and on paper.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.hpp"

namespace klynge::html {

// The entries of the main navigation, in their order; none where a page belongs to no entry.
enum class Nav { none, overview, bodies, decisions, tasks, amounts, persons, findings, search, import_documents };
// Where an entry leads: "/", "/organer", "/beslutninger", "/opgaver", "/beloeb", "/personer",
// "/fund", "/soeg", "/import".
Url nav_url(Nav entry);

struct Crumb {
  std::string title;
  Url target;
};

struct PageFrame {
  std::string title;  // the h1, and with over_title and the product's name the <title>
  Nav active = Nav::none;
  std::vector<Crumb> crumbs{};    // the way here, without the page itself; "Overblik" is put first
  std::string crumb_title{};      // the page itself at the way's end, where the title would repeat the way
  std::string user_name{};        // "" where nobody is signed in
  bool reads_all = false;         // shows the main navigation and the search field
  bool reads_every_body = false;  // shows Personer, which goes across all bodies
  bool sees_findings = false;     // shows Fund og tvivl
  bool changes_record = false;    // shows Import
  bool manages_accounts = false;  // shows Konti
  bool reads_audit = false;       // shows Log
  std::string csrf_token{};       // for the sign-out button
  Url here{};                     // this page, so that a sign-in comes back to it
  std::string search_text{};      // what stands in the search field
  std::string over_title{};       // a short line above the h1: a body's name, a date
  Html title_side{};              // beside the h1: badges, buttons
  Html lead{};                    // below the h1, across the page
  bool wide = false;              // uses the whole width (minutes beside their source)
};

// A whole document, from <!doctype html> on.
std::string render_page(const PageFrame& frame, const Html& main);

// A page that says that something went wrong: "Siden findes ikke" and what to do.
std::string render_message_page(const PageFrame& frame, std::string_view message, const Html& next_step = {});

}  // namespace klynge::html
