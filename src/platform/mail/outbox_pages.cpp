#include "platform/mail/outbox_pages.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/http/page.hpp"

namespace klynge::mail {
namespace {

using audit::Permission;
using html::Html;
using http::Method;
using http::Request;
using http::Response;

constexpr auto letter_text = html::make<R"(<pre class="k-letter">{}</pre>
)">;
constexpr auto next_attempt = html::make<R"({}<br><span class="k-muted">{}</span>)">;
constexpr std::int64_t sent_shown = 50;

Html state_of(const OutgoingRow& row, bool sends) {
  if (!sends) return html::badge(html::Tone::neutral, "Gives videre i hånden");
  if (!row.next_attempt_at) return html::badge(html::Tone::error, "Opgivet");
  if (!row.failed.empty())
    return next_attempt(html::badge(html::Tone::warning, "Prøves igen"), html::time_of(*row.next_attempt_at));
  return html::badge(html::Tone::neutral, "Venter");
}

Html waiting_table(const OutboxView& view) {
  html::Table table(
      "Breve, der venter",
      {{"Emne", html::Column::row_head}, {"Til"}, {"Skrevet"}, {"Forsøg", html::Column::number}, {"Tilstand"}}, true);
  for (const OutgoingRow& row : view.waiting)
    table.row(html::link(html::url("/udbakke/", row.id), row.subject), row.recipient, html::time_of(row.created_at),
              row.attempts, state_of(row, view.sends));
  return std::move(table).html();
}

Html sent_table(const OutboxView& view) {
  html::Table table("Sendte breve", {{"Emne", html::Column::row_head}, {"Til"}, {"Sendt"}}, true);
  for (const OutgoingRow& row : view.sent)
    table.row(row.subject, row.recipient, html::time_of(row.sent_at.value_or(row.created_at)));
  return std::move(table).html();
}

// Why letters stay, and what happens by itself: the server's own words are for whoever looks after it.
Html failures(const OutboxView& view) {
  const auto last = std::ranges::find_if(view.waiting, [](const OutgoingRow& row) { return !row.failed.empty(); });
  if (last == view.waiting.end()) return {};
  const bool given_up =
      std::ranges::any_of(view.waiting, [](const OutgoingRow& row) { return !row.next_attempt_at.has_value(); });
  Html text = html::paragraph(
      given_up
          ? "Klynge prøver igen af sig selv, men har opgivet nogle af brevene. Åbn et af dem for at prøve igen, eller giv teksten videre til modtageren selv."
          : "Klynge prøver igen af sig selv. Haster det, så åbn brevet, og prøv igen, eller giv teksten videre til modtageren selv.");
  text += html::paragraph("Bliver det ved, så vis fejlen til den, der passer mailserveren: ”" + last->failed + "”.");
  return html::alert(html::Tone::warning, "Der er breve, som ikke kunne sendes", text);
}

Response show_outbox(const Outbox& outbox, const Request& request) {
  auto& connection = outbox.book.database.reader();
  return outbox_page(request, {waiting(connection, static_cast<std::int64_t>(limits::page_rows)),
                               sent(connection, sent_shown), count_waiting(connection), outbox.sends});
}

Response show_letter(Outbox& outbox, const Request& request) {
  const auto letter = read_letter(outbox, request.actor, request.parameter("id"));
  if (!letter) return http::problem_page(request, letter.error());
  return letter_page(request, request.parameter("id"), *letter, outbox.sends);
}

Response do_change(const Request& request, const Result<void>& done) {
  if (!done) return http::problem_page(request, done.error());
  return Response::see_other("/udbakke");
}

}  // namespace

Response outbox_page(const Request& request, const OutboxView& view) {
  auto frame = http::frame_for(request, "Udbakke");
  frame.crumbs = {{"Konti", html::url("/konti")}};
  Html main;
  if (!view.sends)
    main += html::alert(html::Tone::info,
                        "Der er ikke sat en mailserver op. Åbn et brev, og giv teksten videre til modtageren selv.");
  if (view.sends) main += failures(view);
  Html waiting = view.waiting.empty() ? html::empty_state("Ingen breve venter.") : waiting_table(view);
  if (view.waiting_in_all > static_cast<std::int64_t>(view.waiting.size()))
    waiting +=
        html::paragraph("Der venter " + html::danish_number(view.waiting_in_all) + " breve i alt. De ældste vises.");
  main += html::section("venter", "Venter", waiting);
  if (!view.sent.empty()) main += html::section("sendt", "Sendt", sent_table(view));
  return http::page(frame, main);
}

Response letter_page(const Request& request, std::string_view id, const Letter& letter, bool sends) {
  auto frame = http::frame_for(request, letter.subject);
  frame.crumbs = {{"Konti", html::url("/konti")}, {"Udbakke", html::url("/udbakke")}};
  Html main = html::definition_list({{"Til", html::text(letter.recipient)}});
  main += letter_text(letter.body);
  main += html::paragraph("Giv kun brevet til modtageren selv. Det er noteret i loggen, at du har læst det.");
  const auto form = [&](const html::Url& action, std::string confirm = {}) {
    return html::PostForm{.action = action, .csrf_token = request.csrf_token, .confirm = std::move(confirm)};
  };
  std::vector<Html> tools;
  if (sends)
    tools.push_back(html::post_button(form(html::url("/udbakke/", id, "/send")), "Prøv at sende igen",
                                      html::ButtonKind::secondary));
  tools.push_back(
      html::post_button(form(html::url("/udbakke/", id, "/kasser"), "Skal brevet kasseres? Det sendes så ikke."),
                        sends ? "Kassér brevet" : "Brevet er givet videre", html::ButtonKind::secondary));
  main += html::toolbar(tools);
  return http::page(frame, main);
}

std::vector<http::Route> routes(Outbox& outbox) {
  return {
      {Method::get, "/udbakke", Permission::manage_accounts,
       [&outbox](const Request& request) { return show_outbox(outbox, request); }},
      // On a worker: reading it is noted in the log, and that waits for the disk.
      {Method::get, "/udbakke/{id}", Permission::manage_accounts,
       [&outbox](const Request& request) { return show_letter(outbox, request); }, true},
      {Method::post, "/udbakke/{id}/send", Permission::manage_accounts,
       [&outbox](const Request& request) {
         return do_change(request, send_again(outbox, request.actor, request.parameter("id")));
       }},
      {Method::post, "/udbakke/{id}/kasser", Permission::manage_accounts,
       [&outbox](const Request& request) {
         return do_change(request, throw_away(outbox, request.actor, request.parameter("id")));
       }},
  };
}

}  // namespace klynge::mail
