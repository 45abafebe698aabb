#include "platform/access/account_pages.hpp"

#include <algorithm>

#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using html::Html;
using html::Url;

constexpr auto handed_over = html::make<
    R"(<p>Brugernavn: <strong>{}</strong></p><p>Adgangskode: <strong class="k-secret">{}</strong></p><p>Giv den videre på en sikker måde. Den vises ikke igen.</p>)">;
constexpr auto role_group = html::make<R"(<fieldset class="k-radios k-field"><legend class="form-label">Roller</legend>
<span class="form-hint">Et medlem af et organ behøver ingen rolle: rettighederne følger af pladsen.</span>
{}</fieldset>
)">;
constexpr auto muted = html::make<R"(<p class="k-muted">{}</p>
)">;

Html role_boxes(const Roles& chosen) {
  Html boxes;
  for (const Role role : all_roles()) {
    const bool has = std::ranges::find(chosen, role) != chosen.end();
    boxes += html::check_box({.name = "rolle",
                              .label = std::string(danish(role)),
                              .hint = std::string(explanation(role)),
                              .id = "rolle-" + std::string(word_of(role))},
                             has, word_of(role));
  }
  return role_group(boxes);
}

Html state_of(const Account& account) {
  return account.disabled ? html::badge(html::Tone::warning, "Spærret") : html::badge(html::Tone::success, "Åben");
}

Html account_table(const std::vector<Account>& accounts) {
  html::Table table("Konti", {{"Navn", html::Column::row_head}, {"Brugernavn"}, {"Roller"}, {"Tilstand"}, {"Oprettet"}},
                    true);
  for (const Account& account : accounts)
    table.row(html::link(html::url("/konti/", account.id), account.name), account.login, danish(account.roles),
              state_of(account), html::time_of(local_date(account.created_at)));
  return std::move(table).html();
}

Html email_field(std::string_view value, std::string_view hint) {
  return html::text_field({.name = "email",
                           .label = "E-mail",
                           .value = std::string(value),
                           .hint = std::string(hint),
                           .type = "email",
                           .autocomplete = "off",
                           .max_length = 254});
}

Html new_account_form(const http::Request& request, const NewAccount& typed) {
  Html fields = html::text_field({.name = "navn",
                                  .label = "Navn",
                                  .value = typed.name,
                                  .autocomplete = "off",
                                  .required = true,
                                  .max_length = 200});
  fields += html::text_field({.name = "brugernavn",
                              .label = "Brugernavn",
                              .value = typed.login,
                              .hint = "Bogstaver, tal og tegnene . - _ @",
                              .autocomplete = "off",
                              .required = true,
                              .max_length = 64});
  fields += email_field(typed.email, "Kan udelades, når du selv giver adgangskoden videre.");
  fields += role_boxes(typed.roles);
  fields +=
      html::toolbar({html::submit_button("Opret konto"),
                     html::submit_button("Opret og send invitation", html::ButtonKind::secondary, "invitation", "ja")});
  return html::post_form({.action = html::url("/konti"), .csrf_token = request.csrf_token, .css_class = "k-narrow"},
                         fields);
}

Html roles_section(const http::Request& request, const OneAccountView& view) {
  const Account& account = view.account;
  if (account.id.text() == request.actor.id)
    return muted("Du kan ikke ændre dine egne roller. Bed en anden administrator om det.");
  return html::post_form(
      {.action = html::url("/konti/", account.id, "/roller"), .csrf_token = request.csrf_token},
      Html(role_boxes(account.roles)) += html::submit_button("Gem roller", html::ButtonKind::secondary));
}

Html email_section(const http::Request& request, const OneAccountView& view) {
  Html fields = email_field(
      view.account.email,
      "Hertil sendes invitationer og link til en ny adgangskode. Lad feltet være tomt for at fjerne adressen.");
  fields += html::submit_button("Gem e-mail", html::ButtonKind::secondary);
  return html::post_form({.action = html::url("/konti/", view.account.id, "/email"),
                          .csrf_token = request.csrf_token,
                          .css_class = "k-narrow"},
                         fields);
}

Html person_section(const http::Request& request, const OneAccountView& view) {
  const Account& account = view.account;
  Html out = html::paragraph(
      "Kontoen giver adgang til det, som personens pladser i organerne giver ret til, så længe de varer.");
  if (account.id.text() == request.actor.id)
    return out += muted("Du kan ikke ændre personen på din egen konto. Bed en anden administrator om det.");
  const html::PostForm form{.action = html::url("/konti/", account.id, "/person"), .csrf_token = request.csrf_token};
  if (account.person_id)
    out += html::post_button(form, "Fjern personen fra kontoen", html::ButtonKind::secondary, {{"person", ""}});
  Html search = html::text_field({.name = "person",
                                  .label = "Find en person i registeret",
                                  .value = view.searched,
                                  .type = "search",
                                  .max_length = 100,
                                  .id = "find-person"});
  out += html::filter_form(html::url("/konti/", account.id), search, "Find");
  if (view.searched.empty()) return out;
  if (view.found.empty()) return out += html::empty_state("Ingen person i registeret hedder noget i den retning.");
  html::Table table("Personer, som kontoen kan tilhøre",
                    {{"Navn", html::Column::row_head}, {"Organisation"}, {"Vælg"}});
  for (const auto& person : view.found)
    table.row(person.name, person.beside,
              html::post_button(form, "Knyt til kontoen", html::ButtonKind::secondary, {{"person", person.id}}));
  return out += std::move(table).html();
}

Html access_section(const http::Request& request, const OneAccountView& view) {
  const Account& account = view.account;
  const auto form = [&](const Url& action, std::string confirm = {}) {
    return html::PostForm{.action = action, .csrf_token = request.csrf_token, .confirm = std::move(confirm)};
  };
  std::vector<Html> tools;
  if (account.id.text() != request.actor.id) {
    tools.push_back(account.disabled ? html::post_button(form(html::url("/konti/", account.id, "/aabn")), "Åbn kontoen",
                                                         html::ButtonKind::secondary)
                                     : html::post_button(form(html::url("/konti/", account.id, "/spaer")),
                                                         "Spær kontoen", html::ButtonKind::secondary));
    tools.push_back(
        html::post_button(form(html::url("/konti/", account.id, "/adgangskode"),
                               "Skal " + account.name + " have en ny adgangskode? Den gamle holder op med at virke."),
                          "Ny adgangskode", html::ButtonKind::secondary));
  }
  if (!account.email.empty() && !account.disabled)
    tools.push_back(html::post_button(form(html::url("/konti/", account.id, "/link")), "Send link til adgangskode",
                                      html::ButtonKind::secondary));
  if (account.has_factor && account.id.text() != request.actor.id)
    tools.push_back(
        html::post_button(form(html::url("/konti/", account.id, "/to-trin"),
                               "Skal to-trins-login fjernes fra kontoen? Så kan man logge ind med adgangskoden alene."),
                          "Fjern to-trins-login", html::ButtonKind::secondary));
  tools.push_back(html::post_button(form(html::url("/konti/", account.id, "/log-ud")), "Log ud alle steder",
                                    html::ButtonKind::secondary));
  return html::toolbar(tools);
}

Html identities_section(const http::Request& request, const OneAccountView& view) {
  html::Table table("Brugere hos login-tjenesten",
                    {{"Tjeneste", html::Column::row_head}, {"Bruger"}, {"Knyttet"}, {"Handling"}}, true);
  for (const LinkedIdentity& one : view.identities)
    table.row(one.issuer, one.subject, html::time_of(one.linked_at),
              html::post_button(
                  {.action = html::url("/konti/", view.account.id, "/identitet"), .csrf_token = request.csrf_token},
                  "Fjern", html::ButtonKind::secondary, {{"issuer", one.issuer}, {"subject", one.subject}}));
  return std::move(table).html();
}

}  // namespace

http::Response sign_in_page(const http::Request& request, const SignInView& view, int status) {
  auto frame = http::frame_for(request, "Log ind");
  frame.here = {};
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  if (view.password_chosen) main += html::alert(html::Tone::success, "Adgangskoden er gemt. Log ind med den her.");
  if (!view.provider.empty())
    main += html::toolbar({html::link_button(
        html::with_query(html::url("/log-ind/tjeneste"), "til", view.return_to == "/" ? "" : view.return_to),
        "Log ind med " + view.provider)});
  Html fields = html::text_field({.name = "brugernavn",
                                  .label = "Brugernavn",
                                  .value = view.login,
                                  .autocomplete = "username",
                                  .required = true,
                                  .autofocus = true,
                                  .max_length = 64});
  fields += html::text_field({.name = "adgangskode",
                              .label = "Adgangskode",
                              .type = "password",
                              .autocomplete = "current-password",
                              .required = true});
  fields += html::hidden("til", view.return_to);
  fields += html::submit_button("Log ind");
  main += html::post_form({.action = html::url("/log-ind"), .css_class = "k-narrow"}, fields);
  main += html::paragraph_link(html::url("/glemt-adgangskode"), "Glemt adgangskode?");
  main += muted("Har du ingen konto, så spørg din administrator.");
  return http::page(frame, main, status);
}

Html new_password_fields() {
  Html fields = html::text_field({.name = "ny",
                                  .label = "Ny adgangskode",
                                  .hint = "Mindst 10 tegn. Gerne flere ord efter hinanden.",
                                  .type = "password",
                                  .autocomplete = "new-password",
                                  .required = true});
  return fields += html::text_field({.name = "igen",
                                     .label = "Ny adgangskode igen",
                                     .type = "password",
                                     .autocomplete = "new-password",
                                     .required = true});
}

http::Response own_account_page(const http::Request& request, const OwnAccountView& view, int status) {
  Html main = html::definition_list({{"Navn", html::text(view.account.name)},
                                     {"Brugernavn", html::text(view.account.login)},
                                     {"E-mail", html::text(view.account.email)},
                                     {"Person i registeret", html::text(view.person)},
                                     {"Roller", html::text(danish(view.account.roles))}});
  Html form;
  if (view.changed)
    form += html::alert(html::Tone::success, "Adgangskoden er skiftet, og du er logget ud alle andre steder.");
  if (!view.problem.empty()) form += html::alert(html::Tone::error, view.problem);
  Html fields = html::text_field({.name = "gammel",
                                  .label = "Nuværende adgangskode",
                                  .type = "password",
                                  .autocomplete = "current-password",
                                  .required = true});
  fields += new_password_fields();
  fields += html::submit_button("Skift adgangskode");
  form += html::post_form(
      {.action = html::url("/konto/adgangskode"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
  main += html::section("adgangskode", "Skift adgangskode", form);
  Html email = html::text_field({.name = "email",
                                 .label = "Ny e-mail",
                                 .value = view.typed_email,
                                 .hint = "Der sendes et link til adressen, som du bekræfter den med.",
                                 .type = "email",
                                 .autocomplete = "email",
                                 .required = true,
                                 .max_length = 254});
  email += html::text_field({.name = "adgangskode",
                             .label = "Din adgangskode",
                             .type = "password",
                             .autocomplete = "current-password",
                             .required = true,
                             .id = "email-adgangskode"});
  email += html::submit_button("Skift e-mail", html::ButtonKind::secondary);
  Html change_email = view.email_problem.empty() ? Html{} : html::alert(html::Tone::error, view.email_problem);
  change_email += html::post_form({.action = html::with_fragment(html::url("/konto/email"), "email-skift"),
                                   .csrf_token = request.csrf_token,
                                   .css_class = "k-narrow"},
                                  email);
  main += html::section("email-skift", "Skift e-mail", change_email);
  Html factor =
      html::paragraph(view.account.has_factor
                          ? "To-trins-login er slået til: Klynge beder om en kode fra din telefon, når du logger ind."
                          : "Med to-trins-login kan ingen logge ind med din adgangskode alene.");
  factor += html::paragraph_link(html::url("/konto/to-trin"), view.account.has_factor
                                                                  ? "Reservekoder, eller slå to-trins-login fra"
                                                                  : "Slå to-trins-login til");
  main += html::section("to-trin", "To-trins-login", factor);
  Html everywhere = html::paragraph(
      "Har du glemt at logge ud et sted, så log ud alle steder på én gang. Du skal derefter logge ind igen her.");
  everywhere += html::post_button({.action = html::url("/konto/log-ud-alle-steder"), .csrf_token = request.csrf_token},
                                  "Log ud alle steder", html::ButtonKind::secondary);
  main += html::section("log-ud", "Log ud alle steder", everywhere);
  return http::page(http::frame_for(request, "Din konto"), main, status);
}

http::Response accounts_page(const http::Request& request, const AccountsView& view, int status) {
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  if (!view.handed_over_password.empty())
    main += html::alert(html::Tone::success, "Den nye adgangskode",
                        handed_over(view.handed_over_login, view.handed_over_password));
  if (!view.invited.empty())
    main += html::alert(html::Tone::success, "Kontoen er oprettet",
                        html::paragraph("Der er skrevet en invitation til " + view.invited +
                                        ". Brevet ligger i udbakken, til det er sendt."));
  main += account_table(view.accounts);
  main += html::section("ny", "Opret en konto", new_account_form(request, view.typed));
  auto frame = http::frame_for(request, "Konti");
  frame.title_side = html::join({html::link_button(html::url("/udbakke"), "Udbakke"),
                                 html::link_button(html::url("/adgangsnoegler"), "Adgangsnøgler")});
  return http::page(frame, main, status);
}

http::Response one_account_page(const http::Request& request, const OneAccountView& view, int status) {
  const Account& account = view.account;
  auto frame = http::frame_for(request, account.name);
  frame.crumbs = {{"Konti", html::url("/konti")}};
  frame.title_side = state_of(account);
  Html main;
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  if (!view.done.empty()) main += html::alert(html::Tone::success, view.done);
  if (!view.handed_over_password.empty())
    main +=
        html::alert(html::Tone::success, "Den nye adgangskode", handed_over(account.login, view.handed_over_password));
  main += html::definition_list({{"Brugernavn", html::text(account.login)},
                                 {"E-mail", html::text(account.email)},
                                 {"Person i registeret", html::text(view.person)},
                                 {"Roller", html::text(danish(account.roles))},
                                 {"To-trins-login", html::text(account.has_factor ? "Slået til" : "Ikke slået til")},
                                 {"Oprettet", html::time_of(local_date(account.created_at))}});
  main += html::section("roller", "Roller", roles_section(request, view));
  if (view.persons_known) main += html::section("kontoens-person", "Person", person_section(request, view));
  main += html::section("kontoens-email", "E-mail", email_section(request, view));
  if (!view.identities.empty())
    main += html::section("identiteter", "Login-tjeneste", identities_section(request, view));
  main += html::section("adgang", "Adgang", access_section(request, view));
  return http::page(frame, main, status);
}

namespace {

// What everybody sees first is no refusal: who may not read meetings is shown where their own work is.
http::Response first_page(const http::Request& request) {
  std::vector<Html> ways;
  if (request.actor.may(audit::Permission::read_audit)) ways.push_back(html::link_button(html::url("/log"), "Loggen"));
  if (request.actor.may(audit::Permission::manage_accounts))
    ways.push_back(html::link_button(html::url("/konti"), "Konti"));
  const bool has_work = !ways.empty();
  ways.push_back(html::link_button(html::url("/konto"), "Din egen konto"));
  return http::message_page(
      request, 403, "Velkommen til Klynge",
      has_work
          ? "Din rolle giver ikke adgang til møderne, men til dette:"
          : "Din konto giver endnu ikke adgang til nogen møder. Adgangen følger med en plads i et organ eller en rolle. Spørg din administrator, hvis du mangler den.",
      html::toolbar(ways));
}

}  // namespace

http::Response refused_page(const http::Request& request) {
  if (request.actor.id.starts_with("token:")) {
    constexpr std::string_view told = "Adgangsnøglen giver ikke lov til dette.";
    return http::wants_json(request) ? http::json_problem(403, "Det har adgangsnøglen ikke adgang til", told)
                                     : http::Response::text(std::string(told) + "\n", 403);
  }
  if (!request.actor.id.empty() && request.method == http::Method::get && request.path == "/")
    return first_page(request);
  if (!request.actor.id.empty())
    return http::message_page(request, 403, "Det har du ikke adgang til",
                              "Din konto giver ikke adgang hertil. Spørg din administrator, hvis du har brug for den.");
  const Url back =
      html::with_query(html::url("/log-ind"), "til", request.method == http::Method::get ? request.target : "");
  if (request.method == http::Method::get) return http::Response::see_other(back.text());
  return http::message_page(request, 403, "Du er ikke logget ind",
                            "Ændringen er ikke udført, fordi du ikke er logget ind. Din session kan være udløbet.",
                            html::paragraph_link(html::url("/log-ind"), "Log ind"));
}

}  // namespace klynge::access
