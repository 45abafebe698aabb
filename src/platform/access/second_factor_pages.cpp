// The pages of the second factor: setting it up and taking it away, and the code after the password.
#include <fmt/format.h>

#include "platform/access/account_pages.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/backup_code.hpp"
#include "platform/access/qr_code.hpp"
#include "platform/access/second_factor.hpp"
#include "platform/access/totp.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/url.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using html::Html;
using http::Method;
using http::Request;
using http::Response;

constexpr auto typed_by_hand =
    html::make<R"(<p>Kan du ikke scanne, så skriv denne nøgle i appen: <code class="k-secret">{}</code></p>
)">;

constexpr auto list_of_codes = html::make<"<ol>{}</ol>\n">;
constexpr auto one_code = html::make<"<li><code class=\"k-secret\">{}</code></li>\n">;
constexpr std::int64_t few_codes = 3;

Html code_field() {
  return html::text_field({.name = "kode",
                           .label = "Kode fra appen",
                           .hint = "Seks cifre.",
                           .autocomplete = "one-time-code",
                           .required = true,
                           .max_length = 10});
}

// `id`: unlike on a page with two forms.
Html either_code_field(std::string id) {
  return html::text_field({.name = "kode",
                           .label = "Kode fra appen eller en reservekode",
                           .hint = "Seks cifre, eller de 16 bogstaver og tal i en reservekode.",
                           .autocomplete = "one-time-code",
                           .required = true,
                           .max_length = 40,
                           .id = std::move(id)});
}

Html password_field(std::string id = {}) {
  return html::text_field({.name = "adgangskode",
                           .label = "Din adgangskode",
                           .type = "password",
                           .autocomplete = "current-password",
                           .required = true,
                           .id = std::move(id)});
}

Html setup_form(Access& access, const Request& request, const Account& account) {
  const FactorSetup setup = begin_factor(access, account, request.form_value("forseglet"));
  Html out = html::paragraph(
      "Med to-trins-login beder Klynge om en kode fra din telefon, efter du har skrevet adgangskoden. Scan billedet med en app som Microsoft Authenticator, "
      "Google Authenticator eller FreeOTP, og skriv den kode, appen viser.");
  out +=
      qr_code(totp_address(setup.secret, account.login), "QR-kode til din app. Nøglen står også som tekst nedenfor.");
  out += typed_by_hand(readable_secret(setup.secret));
  Html fields = code_field();
  fields += password_field();
  fields += html::hidden("forseglet", setup.sealed);
  fields += html::submit_button("Slå to-trins-login til");
  return out += html::post_form(
             {.action = html::url("/konto/to-trin"), .csrf_token = request.csrf_token, .css_class = "k-narrow"},
             fields);
}

std::string codes_left(std::int64_t left) {
  if (left == 0) return "Du har ingen reservekoder tilbage. Lav nye, så du kan logge ind, hvis telefonen bliver væk.";
  if (left == 1) return "Du har én reservekode tilbage. Lav nye i god tid.";
  return fmt::format("Du har {} reservekoder tilbage.{}", left, left <= few_codes ? " Lav nye i god tid." : "");
}

Html renewal_form(const Request& request, std::int64_t left) {
  Html out = left <= few_codes ? html::alert(html::Tone::warning, codes_left(left)) : html::paragraph(codes_left(left));
  out += html::paragraph(
      "En reservekode bruges i stedet for koden fra appen, når telefonen er væk, og hver gælder én gang. Laver du nye, gælder de gamle ikke længere.");
  Html fields = either_code_field("kode-ny");
  fields += password_field("adgangskode-ny");
  fields += html::submit_button("Lav ti nye reservekoder", html::ButtonKind::secondary);
  return out += html::post_form(
             {.action = html::url("/konto/to-trin/koder"), .csrf_token = request.csrf_token, .css_class = "k-narrow"},
             fields);
}

Html removal_form(const Request& request) {
  Html out = html::paragraph(
      "Får du ny telefon, så slå to-trins-login fra her og til igen med den nye. Er både telefonen og reservekoderne væk, kan en administrator fjerne det.");
  Html fields = either_code_field("kode-fra");
  fields += password_field("adgangskode-fra");
  fields += html::submit_button("Slå to-trins-login fra", html::ButtonKind::secondary);
  return out += html::post_form(
             {.action = html::url("/konto/to-trin/fra"), .csrf_token = request.csrf_token, .css_class = "k-narrow"},
             fields);
}

Html set_up(Access& access, const Request& request, const Account& account) {
  Html out = html::alert(html::Tone::success,
                         "To-trins-login er slået til. Klynge beder om en kode, hver gang du logger ind.");
  out += html::section("reservekoder", "Reservekoder",
                       renewal_form(request, count_backup_codes(access.book.database.reader(), account.id)));
  return out += html::section("fra", "Slå fra", removal_form(request));
}

html::PageFrame frame_of(const Request& request) {
  auto frame = http::frame_for(request, "To-trins-login");
  frame.crumbs = {{"Din konto", html::url("/konto")}};
  return frame;
}

// An answer to a form, not a page with an address: whoever loads it again gets no codes.
Response shown_codes(const Request& request, std::string_view done, const std::vector<std::string>& codes) {
  Html main = html::alert(html::Tone::success, done);
  Html rows;
  for (const auto& code : codes) rows += one_code(code);
  Html body = html::paragraph(
      "Skriv dem ned eller udskriv siden, og gem dem et andet sted end telefonen. De vises ikke igen. Er telefonen væk, logger du ind med en af dem; hver gælder én gang.");
  body += list_of_codes(rows);
  body += html::paragraph_link(html::url("/konto/to-trin"), "Jeg har gemt dem");
  main += html::section("reservekoder", "Dine ti reservekoder", body);
  return http::page(frame_of(request), main);
}

Response show(Access& access, const Request& request, std::string_view problem = {}, int status = 200) {
  const auto id = Id<Account>::parse(request.actor.id);
  const auto account = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!account) return refused_page(request);
  Html main;
  if (!problem.empty()) main += html::alert(html::Tone::error, problem);
  main += account->has_factor ? set_up(access, request, *account) : setup_form(access, request, *account);
  return http::page(frame_of(request), main, status);
}

Response refusal(Access& access, const Request& request, const Problem& problem) {
  return show(access, request, problem.danish, http::status_of(problem.kind));
}

Response do_confirm(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  const auto codes = confirm_factor(access, request.actor, request.form_value("forseglet"), request.form_value("kode"),
                                    request.form_value("adgangskode"));
  if (!codes) return refusal(access, request, codes.error());
  return shown_codes(request, "To-trins-login er slået til. Klynge beder om en kode, hver gang du logger ind.", *codes);
}

Response do_renew(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  const auto codes =
      renew_own_backup_codes(access, request.actor, request.form_value("adgangskode"), request.form_value("kode"));
  if (!codes) return refusal(access, request, codes.error());
  return shown_codes(request, "Du har fået nye reservekoder. De gamle gælder ikke længere.", *codes);
}

Response do_remove(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  const auto done =
      remove_own_factor(access, request.actor, request.form_value("adgangskode"), request.form_value("kode"));
  if (!done) return refusal(access, request, done.error());
  return Response::see_other("/konto/to-trin");
}

Response do_code(Access& access, const Request& request) {
  const auto to = html::local_url(request.form_value("til"));
  const auto signed_in =
      finish_sign_in(access, request.form_value("venter"), request.form_value("kode"), request.address);
  if (!signed_in)
    return code_page(request,
                     {std::string(request.form_value("venter")), to ? to->text() : "/", signed_in.error().danish},
                     http::status_of(signed_in.error().kind));
  Response response = Response::see_other(to ? to->text() : "/");
  response.headers.emplace_back("Set-Cookie", start_cookie(signed_in->token, access.secure));
  return response;
}

}  // namespace

Response code_page(const Request& request, const CodeView& view, int status) {
  auto frame = http::frame_for(request, "Skriv koden");
  frame.here = {};
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  Html fields = html::text_field({.name = "kode",
                                  .label = "Kode fra appen på din telefon, eller en reservekode",
                                  .hint = "Seks cifre, eller de 16 bogstaver og tal i en reservekode.",
                                  .autocomplete = "one-time-code",
                                  .required = true,
                                  .autofocus = true,
                                  .max_length = 40});
  fields += html::hidden("venter", view.waits);
  fields += html::hidden("til", view.return_to);
  fields += html::submit_button("Log ind");
  main += html::post_form({.action = html::url("/log-ind/kode"), .css_class = "k-narrow"}, fields);
  main += html::paragraph_link(html::url("/log-ind"), "Begynd forfra");
  main += html::paragraph(
      "Har du hverken telefonen eller en reservekode, så bed din administrator om at fjerne to-trins-login fra din konto.");
  return http::page(frame, main, status);
}

std::vector<http::Route> second_factor_routes(Access& access) {
  return {
      {Method::get, "/konto/to-trin", Permission::none,
       [&access](const Request& request) { return show(access, request); }},
      {Method::post, "/konto/to-trin", Permission::none,
       [&access](const Request& request) { return do_confirm(access, request); }},
      {Method::post, "/konto/to-trin/koder", Permission::none,
       [&access](const Request& request) { return do_renew(access, request); }},
      {Method::post, "/konto/to-trin/fra", Permission::none,
       [&access](const Request& request) { return do_remove(access, request); }},
      {Method::post, "/log-ind/kode", Permission::none,
       [&access](const Request& request) { return do_code(access, request); }},
  };
}

}  // namespace klynge::access
