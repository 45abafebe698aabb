#include "platform/access/account_pages.hpp"

#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using html::Html;
using html::Url;

constexpr auto handed_over = html::make<R"(<p>Brugernavn: <strong>{}</strong></p><p>Adgangskode: <strong class="k-secret">{}</strong></p><p>Giv den videre på en sikker måde. Den vises ikke igen.</p>)">;
constexpr auto muted = html::make<R"(<p class="k-muted">{}</p>
)">;

std::vector<html::Option> role_options() {
  std::vector<html::Option> options;
  for (Role role : {Role::reader, Role::secretary, Role::administrator, Role::auditor})
    options.push_back({std::string(word_of(role)), std::string(danish(role))});
  return options;
}

Html buttons_for(const http::Request& request, const Account& account) {
  if (account.id.text() == request.actor.id) return {};
  const Url open_or_close = account.disabled ? html::url("/konti/", account.id, "/aabn") : html::url("/konti/", account.id, "/spaer");
  Html out = html::post_button({.action = open_or_close, .csrf_token = request.csrf_token},
                               account.disabled ? "Åbn" : "Spær", html::ButtonKind::secondary);
  out += html::text(" ");
  out += html::post_button({.action = html::url("/konti/", account.id, "/adgangskode"),
                            .csrf_token = request.csrf_token,
                            .confirm = "Skal " + account.name + " have en ny adgangskode? Den gamle holder op med at virke."},
                           "Ny adgangskode", html::ButtonKind::secondary);
  return out;
}

Html account_table(const http::Request& request, const std::vector<Account>& accounts) {
  html::Table table("Konti", {{"Navn", html::Column::row_head}, {"Brugernavn"}, {"Rolle"}, {"Tilstand"}, {"Oprettet"}, {"Handlinger"}}, true);
  for (const Account& account : accounts)
    table.row(account.name, account.login, danish(account.role),
              account.disabled ? html::badge(html::Tone::warning, "Spærret") : html::badge(html::Tone::success, "Åben"),
              html::time_of(local_date(account.created_at)), buttons_for(request, account));
  return std::move(table).html();
}

Html new_account_form(const http::Request& request, const NewAccount& typed) {
  Html fields = html::text_field({.name = "navn", .label = "Navn", .value = typed.name, .autocomplete = "off", .required = true, .max_length = 200});
  fields += html::text_field({.name = "brugernavn", .label = "Brugernavn", .value = typed.login,
                              .hint = "Bogstaver, tal og tegnene . - _ @", .autocomplete = "off", .required = true, .max_length = 64});
  fields += html::select_field({.name = "rolle", .label = "Rolle", .value = std::string(word_of(typed.role)),
                                .hint = "En læser ser alt undtagen lukkede punkter. En sekretær ser også dem og retter. En administrator retter og passer konti. En revisor ser kun loggen."},
                               role_options());
  fields += html::submit_button("Opret konto");
  return html::post_form({.action = html::url("/konti"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
}

}  // namespace

http::Response sign_in_page(const http::Request& request, const SignInView& view, int status) {
  auto frame = http::frame_for(request, "Log ind");
  frame.here = {};
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  Html fields = html::text_field({.name = "brugernavn", .label = "Brugernavn", .value = view.login, .autocomplete = "username",
                                  .required = true, .autofocus = true, .max_length = 64});
  fields += html::text_field({.name = "adgangskode", .label = "Adgangskode", .type = "password", .autocomplete = "current-password", .required = true});
  fields += html::hidden("til", view.return_to);
  fields += html::submit_button("Log ind");
  main += html::post_form({.action = html::url("/log-ind"), .css_class = "k-narrow"}, fields);
  main += muted("Har du ingen konto, eller har du glemt adgangskoden, så spørg din administrator.");
  return http::page(frame, main, status);
}

http::Response own_account_page(const http::Request& request, const OwnAccountView& view, int status) {
  Html main = html::definition_list({{"Navn", html::text(view.account.name)},
                                     {"Brugernavn", html::text(view.account.login)},
                                     {"Rolle", html::text(danish(view.account.role))}});
  Html form;
  if (view.changed) form += html::alert(html::Tone::success, "Adgangskoden er skiftet, og du er logget ud alle andre steder.");
  if (!view.problem.empty()) form += html::alert(html::Tone::error, view.problem);
  Html fields = html::text_field({.name = "gammel", .label = "Nuværende adgangskode", .type = "password", .autocomplete = "current-password", .required = true});
  fields += html::text_field({.name = "ny", .label = "Ny adgangskode", .hint = "Mindst 10 tegn. Gerne flere ord efter hinanden.",
                              .type = "password", .autocomplete = "new-password", .required = true});
  fields += html::text_field({.name = "igen", .label = "Ny adgangskode igen", .type = "password", .autocomplete = "new-password", .required = true});
  fields += html::submit_button("Skift adgangskode");
  form += html::post_form({.action = html::url("/konto/adgangskode"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
  main += html::section("adgangskode", "Skift adgangskode", form);
  return http::page(http::frame_for(request, "Din konto"), main, status);
}

http::Response accounts_page(const http::Request& request, const AccountsView& view, int status) {
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  if (!view.handed_over_password.empty())
    main += html::alert(html::Tone::success, "Den nye adgangskode", handed_over(view.handed_over_login, view.handed_over_password));
  main += account_table(request, view.accounts);
  main += html::section("ny", "Opret en konto", new_account_form(request, view.typed));
  return http::page(http::frame_for(request, "Konti"), main, status);
}

http::Response refused_page(const http::Request& request) {
  if (!request.actor.id.empty())
    return http::message_page(request, 403, "Det har du ikke adgang til",
                              "Din konto giver ikke adgang hertil. Spørg din administrator, hvis du har brug for den.");
  const Url back = html::with_query(html::url("/log-ind"), "til", request.method == http::Method::get ? request.target : "");
  if (request.method == http::Method::get) return http::Response::see_other(back.text());
  return http::message_page(request, 403, "Du er ikke logget ind",
                            "Ændringen er ikke udført, fordi du ikke er logget ind. Din session kan være udløbet.",
                            html::paragraph_link(html::url("/log-ind"), "Log ind"));
}

}  // namespace klynge::access
