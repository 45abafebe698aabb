// The pages of the second factor: setting it up and taking it away, and the code after the password.
#include "platform/access/account_pages.hpp"
#include "platform/access/account_store.hpp"
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

constexpr auto typed_by_hand = html::make<R"(<p>Kan du ikke scanne, så skriv denne nøgle i appen: <code class="k-secret">{}</code></p>
)">;

Html code_field() {
  return html::text_field({.name = "kode", .label = "Kode fra appen", .hint = "Seks cifre.", .autocomplete = "one-time-code", .required = true, .max_length = 10});
}

Html password_field() {
  return html::text_field({.name = "adgangskode", .label = "Din adgangskode", .type = "password", .autocomplete = "current-password", .required = true});
}

Html setup_form(Access& access, const Request& request, const Account& account) {
  const FactorSetup setup = begin_factor(access, account, request.form_value("forseglet"));
  Html out = html::paragraph("Med to-trins-login beder Klynge om en kode fra din telefon, efter du har skrevet adgangskoden. Scan billedet med en app som Microsoft Authenticator, "
                             "Google Authenticator eller FreeOTP, og skriv den kode, appen viser.");
  out += qr_code(totp_address(setup.secret, account.login), "QR-kode til din app. Nøglen står også som tekst nedenfor.");
  out += typed_by_hand(readable_secret(setup.secret));
  Html fields = code_field();
  fields += password_field();
  fields += html::hidden("forseglet", setup.sealed);
  fields += html::submit_button("Slå to-trins-login til");
  return out += html::post_form({.action = html::url("/konto/to-trin"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
}

Html removal_form(const Request& request) {
  Html out = html::alert(html::Tone::success, "To-trins-login er slået til. Klynge beder om en kode, hver gang du logger ind.");
  out += html::paragraph("Får du ny telefon, så slå det fra her og til igen med den nye. Er telefonen væk, kan en administrator fjerne det.");
  Html fields = code_field();
  fields += password_field();
  fields += html::submit_button("Slå to-trins-login fra", html::ButtonKind::secondary);
  return out += html::post_form({.action = html::url("/konto/to-trin/fra"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
}

Response show(Access& access, const Request& request, std::string_view problem = {}, int status = 200) {
  const auto id = Id<Account>::parse(request.actor.id);
  const auto account = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!account) return refused_page(request);
  auto frame = http::frame_for(request, "To-trins-login");
  frame.crumbs = {{"Din konto", html::url("/konto")}};
  Html main;
  if (!problem.empty()) main += html::alert(html::Tone::error, problem);
  main += account->has_factor ? removal_form(request) : setup_form(access, request, *account);
  return http::page(frame, main, status);
}

Response after(Access& access, const Request& request, const Result<void>& done) {
  if (!done) return show(access, request, done.error().danish, http::status_of(done.error().kind));
  return Response::see_other("/konto/to-trin");
}

Response do_confirm(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  return after(access, request, confirm_factor(access, request.actor, request.form_value("forseglet"), request.form_value("kode"), request.form_value("adgangskode")));
}

Response do_remove(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  return after(access, request, remove_own_factor(access, request.actor, request.form_value("adgangskode"), request.form_value("kode")));
}

Response do_code(Access& access, const Request& request) {
  const auto to = html::local_url(request.form_value("til"));
  const auto signed_in = finish_sign_in(access, request.form_value("venter"), request.form_value("kode"), request.address);
  if (!signed_in)
    return code_page(request, {std::string(request.form_value("venter")), to ? to->text() : "/", signed_in.error().danish}, http::status_of(signed_in.error().kind));
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
  Html fields = html::text_field({.name = "kode", .label = "Kode fra appen på din telefon", .hint = "Seks cifre.", .autocomplete = "one-time-code",
                                  .required = true, .autofocus = true, .max_length = 10});
  fields += html::hidden("venter", view.waits);
  fields += html::hidden("til", view.return_to);
  fields += html::submit_button("Log ind");
  main += html::post_form({.action = html::url("/log-ind/kode"), .css_class = "k-narrow"}, fields);
  main += html::paragraph_link(html::url("/log-ind"), "Begynd forfra");
  main += html::paragraph("Har du ikke længere telefonen, så bed din administrator om at fjerne to-trins-login fra din konto.");
  return http::page(frame, main, status);
}

std::vector<http::Route> second_factor_routes(Access& access) {
  return {
      {Method::get, "/konto/to-trin", Permission::none, [&access](const Request& request) { return show(access, request); }},
      {Method::post, "/konto/to-trin", Permission::none, [&access](const Request& request) { return do_confirm(access, request); }},
      {Method::post, "/konto/to-trin/fra", Permission::none, [&access](const Request& request) { return do_remove(access, request); }},
      {Method::post, "/log-ind/kode", Permission::none, [&access](const Request& request) { return do_code(access, request); }},
  };
}

}  // namespace klynge::access
