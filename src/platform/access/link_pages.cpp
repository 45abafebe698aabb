#include "platform/access/link_pages.hpp"

#include "platform/access/account_pages.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using html::Html;
using http::Method;
using http::Request;
using http::Response;

// The page must not tell where it leads on, and must not be kept: its address opens an account.
Response secret(Response response) {
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response forgotten_page(const Request& request, std::string_view problem = {}, int status = 200) {
  auto frame = http::frame_for(request, "Glemt adgangskode");
  frame.here = {};
  Html main;
  if (!problem.empty()) main += html::alert(html::Tone::error, problem);
  main += html::paragraph(
      "Skriv den e-mail, der står på din konto. Så sendes der et link, som du kan vælge en ny adgangskode med.");
  Html fields = html::text_field({.name = "email",
                                  .label = "E-mail",
                                  .value = std::string(request.form_value("email")),
                                  .type = "email",
                                  .autocomplete = "email",
                                  .required = true,
                                  .max_length = 254});
  fields += html::submit_button("Send link");
  main += html::post_form({.action = html::url("/glemt-adgangskode"), .css_class = "k-narrow"}, fields);
  return http::page(frame, main, status);
}

Response do_forget(Access& access, const Request& request) {
  const auto done = request_reset(access, request.form_value("email"), request.address);
  if (!done) return forgotten_page(request, done.error().danish, http::status_of(done.error().kind));
  return http::message_page(
      request, 200, "Se i din indbakke",
      "Hører adressen til en konto, er der nu skrevet et brev til den med et link, som gælder i en time. "
      "Kommer der intet, så spørg din administrator.",
      html::paragraph_link(html::url("/log-ind"), "Til siden, hvor man logger ind"));
}

Html password_form(const Request& request, const OpenLink& link) {
  Html fields = html::definition_list({{"Brugernavn", html::text(link.account.login)}});
  fields += new_password_fields();
  fields += html::submit_button("Gem adgangskoden");
  return html::post_form({.action = html::url("/adgang/", request.parameter("token")),
                          .csrf_token = request.csrf_token,
                          .css_class = "k-narrow"},
                         fields);
}

Html email_form(const Request& request, const OpenLink& link) {
  Html out = html::definition_list({{"Konto", html::text(link.account.login)}, {"Ny e-mail", html::text(link.email)}});
  return out += html::post_form(
             {.action = html::url("/adgang/", request.parameter("token")), .csrf_token = request.csrf_token},
             html::submit_button("Brug denne e-mail"));
}

Response dead_link(const Request& request, const Problem& problem) {
  return http::message_page(request, http::status_of(problem.kind), "Linket kan ikke bruges", problem.danish,
                            html::paragraph_link(html::url("/glemt-adgangskode"), "Bed om et nyt link"));
}

Response show_link(Access& access, const Request& request, std::string_view problem = {}, int status = 200) {
  const auto link = look_at_link(access, request.parameter("token"));
  if (!link) return secret(dead_link(request, link.error()));
  const bool is_email = link->purpose == LinkPurpose::email;
  auto frame = http::frame_for(request, is_email ? "Bekræft din e-mail" : "Vælg en adgangskode");
  frame.here = {};
  Html main;
  if (!problem.empty()) main += html::alert(html::Tone::error, problem);
  main += is_email ? email_form(request, *link) : password_form(request, *link);
  return secret(http::page(frame, main, status));
}

Response do_use_link(Access& access, const Request& request) {
  const auto link = look_at_link(access, request.parameter("token"));
  if (!link) return secret(dead_link(request, link.error()));
  if (link->purpose == LinkPurpose::email) {
    const auto done = confirm_email(access, request.parameter("token"), request.address);
    if (!done) return secret(dead_link(request, done.error()));
    return secret(http::message_page(request, 200, "E-mailen er ændret",
                                     "Breve fra Klynge går fra nu af til " + link->email + ".",
                                     html::paragraph_link(html::url("/konto"), "Til din konto")));
  }
  if (request.form_value("ny") != request.form_value("igen"))
    return show_link(access, request, "De to adgangskoder er ikke ens.", 400);
  const auto done = choose_password(access, request.parameter("token"), request.form_value("ny"), request.address);
  if (!done) return show_link(access, request, done.error().danish, http::status_of(done.error().kind));
  return Response::see_other("/log-ind?valgt=ja");
}

}  // namespace

std::vector<http::Route> link_routes(Access& access) {
  const auto with = [&access](auto handler) {
    return [&access, handler](const Request& request) { return handler(access, request); };
  };
  return {
      {Method::get, "/glemt-adgangskode", Permission::none,
       [](const Request& request) { return forgotten_page(request); }},
      {Method::post, "/glemt-adgangskode", Permission::none, with(do_forget)},
      {Method::get, "/adgang/{token}", Permission::none,
       with([](Access& a, const Request& request) { return show_link(a, request); })},
      {Method::post, "/adgang/{token}", Permission::none, with(do_use_link)},
  };
}

}  // namespace klynge::access
