#include "platform/access/api_token_pages.hpp"

#include <algorithm>

#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using html::Html;
using http::Method;
using http::Request;
using http::Response;

constexpr auto shown_once = html::make<
    R"(<p><code class="k-secret">{}</code></p><p>Gem den nu. Den vises ikke igen, og kan den ikke findes, må den tilbagekaldes og en ny laves. Den sendes med hver forespørgsel som</p><p><code>Authorization: Bearer {}…</code></p>)">;
constexpr auto scope_group = html::make<R"(<fieldset class="k-radios"><legend class="form-label">Giver lov til</legend>
{}</fieldset>
)">;

constexpr int usual_days = 365;

struct View {
  std::vector<ApiToken> tokens;
  NewToken typed;
  Date today;
  std::string problem, fresh_token;
  Instant now;
};

Html state_of(const ApiToken& token, Instant now) {
  if (token.revoked_at) return html::badge(html::Tone::neutral, "Tilbagekaldt");
  if (token.expires_at.us <= now.us) return html::badge(html::Tone::warning, "Udløbet");
  if (!token.maker_stands)
    return html::badge(html::Tone::warning, "Hviler: den, der lavede den, har ikke længere rettighederne");
  return html::badge(html::Tone::success, "Gælder");
}

std::string scope_names(const Scopes& scopes) {
  std::string out;
  for (const Scope scope : scopes) out.append(out.empty() ? "" : ", ").append(danish(scope));
  return out;
}

Html token_table(const Request& request, const View& view) {
  html::Table table("Adgangsnøgler",
                    {{"Navn", html::Column::row_head},
                     {"Giver lov til"},
                     {"Lavet af"},
                     {"Sidste dag"},
                     {"Sidst brugt"},
                     {"Tilstand"},
                     {"Handling"}},
                    true);
  for (const ApiToken& token : view.tokens) {
    const bool lives = !token.revoked_at && token.expires_at.us > view.now.us;
    table.row(token.name, scope_names(token.scopes), token.created_by,
              html::time_of(plus_days(local_date(token.expires_at), -1)),
              token.last_used_at ? html::time_of(*token.last_used_at) : html::text("Aldrig"), state_of(token, view.now),
              lives ? html::post_button(
                          {.action = html::url("/adgangsnoegler/", token.id, "/tilbagekald"),
                           .csrf_token = request.csrf_token,
                           .confirm = "Skal adgangsnøglen " + token.name + " tilbagekaldes? Det kan ikke fortrydes."},
                          "Tilbagekald", html::ButtonKind::secondary)
                    : Html{});
  }
  return std::move(table).html();
}

Html new_token_form(const Request& request, const View& view) {
  Html fields = html::text_field({.name = "navn",
                                  .label = "Navn",
                                  .value = view.typed.name,
                                  .hint = "Hvad den er til, fx det system, der skal bruge den. Navnet står i loggen.",
                                  .autocomplete = "off",
                                  .required = true,
                                  .max_length = 100});
  Html boxes;
  for (const Scope scope : all_scopes())
    boxes += html::check_box({.name = "lov",
                              .label = std::string(danish(scope)),
                              .hint = std::string(explanation(scope)),
                              .id = "lov-" + std::string(word_of(scope))},
                             std::ranges::find(view.typed.scopes, scope) != view.typed.scopes.end(), word_of(scope));
  fields += scope_group(boxes);
  fields += html::text_field({.name = "sidste_dag",
                              .label = "Sidste dag",
                              .value = iso(view.typed.last_day),
                              .hint = "Højst to år fra i dag.",
                              .type = "date",
                              .required = true});
  fields += html::submit_button("Lav adgangsnøgle");
  return html::post_form(
      {.action = html::url("/adgangsnoegler"), .csrf_token = request.csrf_token, .css_class = "k-narrow"}, fields);
}

Response show(Access& access, const Request& request, View view = {}, int status = 200) {
  access.tokens.write_last_used();  // what is written once a minute: the page says what holds now
  view.now = access.book.clock();
  view.today = local_date(view.now);
  view.tokens = list_tokens(access.book.database.reader());
  if (!exists(view.typed.last_day)) view.typed.last_day = plus_days(view.today, usual_days);
  auto frame = http::frame_for(request, "Adgangsnøgler");
  frame.crumbs = {{"Konti", html::url("/konti")}};
  Html main = html::paragraph(
      "En adgangsnøgle er et andet systems konto: systemet sender den med i stedet for at logge ind. Den ser ingen lukkede punkter og kan ikke ændre konti.");
  if (!view.problem.empty()) main += html::alert(html::Tone::error, view.problem);
  if (!view.fresh_token.empty())
    main += html::alert(html::Tone::success, "Den nye adgangsnøgle",
                        shown_once(view.fresh_token, view.fresh_token.substr(0, 12)));
  main += view.tokens.empty() ? html::empty_state("Der er ingen adgangsnøgler endnu.") : token_table(request, view);
  main += html::section("ny", "Lav en adgangsnøgle", new_token_form(request, view));
  return http::page(frame, main, status);
}

Response do_add(Access& access, const Request& request) {
  NewToken wanted{.name = std::string(request.form_value("navn"))};
  for (auto [at, end] = request.form.equal_range("lov"); at != end; ++at)
    if (const auto scope = scope_from(at->second);
        scope && std::ranges::find(wanted.scopes, *scope) == wanted.scopes.end())
      wanted.scopes.push_back(*scope);
  wanted.last_day = parse_iso_date(request.form_value("sidste_dag")).value_or(Date{});
  auto token = add_token(access.book, request.actor, wanted);
  if (!token)
    return show(access, request, {.typed = wanted, .problem = token.error().danish},
                http::status_of(token.error().kind));
  return show(access, request, {.fresh_token = std::move(*token)});
}

Response do_revoke(Access& access, const Request& request) {
  const auto id = Id<ApiToken>::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto done = revoke_token(access.book, access.tokens, request.actor, *id);
  if (!done) return http::problem_page(request, done.error());
  return Response::see_other("/adgangsnoegler");
}

}  // namespace

std::vector<http::Route> api_token_routes(Access& access) {
  return {
      // On a worker: it writes, and that waits for the disk.
      {Method::get, "/adgangsnoegler", Permission::manage_accounts,
       [&access](const Request& request) { return show(access, request); }, true},
      {Method::post, "/adgangsnoegler", Permission::manage_accounts,
       [&access](const Request& request) { return do_add(access, request); }},
      {Method::post, "/adgangsnoegler/{id}/tilbagekald", Permission::manage_accounts,
       [&access](const Request& request) { return do_revoke(access, request); }},
  };
}

}  // namespace klynge::access
