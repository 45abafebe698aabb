#include "bodies/erasure_routes.hpp"

#include "bodies/identity_pages.hpp"
#include "bodies/identity_store.hpp"
#include "platform/html/form.hpp"
#include "platform/html/url.hpp"
#include "platform/http/page.hpp"

namespace klynge::bodies {
namespace {

using audit::Permission;
using html::Html;
using http::Method;
using http::Request;
using http::Response;

constexpr auto list = html::make<R"(<ul>{}</ul>
)">;
constexpr auto entry = html::make<R"(<li>{}</li>)">;

Html listed(const std::vector<std::string>& sentences) {
  std::vector<Html> entries;
  for (const auto& sentence : sentences) entries.push_back(entry(sentence));
  return list(entries);
}

const std::vector<std::string>& what_goes() {
  static const std::vector<std::string> all = {
      "Navnet, alle måder det er skrevet på, kontaktoplysninger, og hvor personen er set.",
      "Personens konto med brugernavn, e-mailadresse, adgangskode og login. Den kan ikke bruges mere.",
      "Forbindelsen fra møderne til personen: deltagelse, oplæg og ansvar for opgaver.",
      "Indholdet af de poster i loggen, der handler om personen eller nævner navnet. Posterne selv bliver, så loggen stadig kan kontrolleres.",
  };
  return all;
}

const std::vector<std::string>& what_stays() {
  static const std::vector<std::string> all = {
      "Referater og dagsordener, sådan som de er skrevet, og deres kilder. De er offentlige dokumenter, og navnet står der stadig.",
      "Det, nogen selv har skrevet i et frit felt, for eksempel et kommissorium, og godkendte overdragelser. Bagefter ser du, hvor navnet stadig står.",
      "Pladser, personen har haft. De står med ”Slettet person”.",
      "Kommer der et nyt referat med navnet, opstår personen på ny.",
      "Sikkerhedskopier, til de bliver slettet.",
  };
  return all;
}

Response show(const ErasureDeps& deps, const Request& request, std::string problem = {}, int status = 200) {
  auto& reader = deps.book.database.reader();
  const auto identity = living_identity(reader, IdentityKind::person, request.parameter("id"));
  if (!identity || is_erased(reader, identity->id)) return http::not_found_page(request);
  if (identity->id != request.parameter("id")) return Response::see_other("/personer/" + identity->id + "/slet");
  ErasureView view{.id = identity->id,
                   .name = identity->name,
                   .held = what_holds(reader, deps.keepers, identity->id, request.actor.today),
                   .reason = std::string(request.form_value("begrundelse")),
                   .problem = std::move(problem),
                   .csrf_token = request.csrf_token};
  auto frame = http::frame_for(request, "Slet " + identity->name, html::Nav::persons);
  frame.crumbs = {{"Personer", register_url(IdentityKind::person)},
                  {identity->name, identity_url(IdentityKind::person, identity->id)}};
  frame.crumb_title = "Slet";
  return http::page(frame, erasure_page(view), status);
}

// So that nobody believes that the name is gone from all there is. The name itself is not repeated: it is erased.
Html places(const Request& request, const std::vector<NamePlace>& left) {
  const std::string spelling =
      "Klynge har ledt efter navnet, sådan som det stod i registeret. Søg selv efter andre måder at skrive det på, og efter initialer.";
  if (left.empty())
    return html::section("tilbage", "Se også selv efter",
                         html::paragraph("Navnet blev ikke fundet i andre tekster i Klynge. " + spelling));
  Html out = html::paragraph(
      "Klynge retter ikke i tekster, som andre har skrevet, og ikke i referater og godkendte dokumenter. Se stederne igennem, og ret i hånden, hvor det kan og skal gøres. " +
      spelling);
  if (!request.actor.may(Permission::read_all)) {
    out += html::paragraph("Det er " + html::danish_number(static_cast<std::int64_t>(left.size())) +
                           " steder, som din konto ikke giver adgang til. Bed en sekretær om at søge efter navnet.");
    return html::section("tilbage", "Navnet står stadig her", out);
  }
  std::vector<Html> entries;
  for (const auto& place : left)
    if (const auto url = html::local_url(place.path)) entries.push_back(entry(html::link(*url, place.what)));
  out += list(entries);
  if (left.size() >= most_name_places) out += html::paragraph("Der kan være flere. Søg efter navnet for at finde dem.");
  return html::section("tilbage", "Navnet står stadig her", out);
}

Response erase(const ErasureDeps& deps, const Request& request) {
  if (request.form_value("sikker") != "ja")
    return show(deps, request, "Sæt kryds ved, at du ved, at det ikke kan fortrydes.", 400);
  const auto erased =
      erase_person(deps.book, request.actor, deps.keepers,
                   {std::string(request.parameter("id")), std::string(request.form_value("begrundelse"))});
  if (!erased) {
    if (erased.error().kind == Problem::Kind::not_found) return http::problem_page(request, erased.error());
    return show(deps, request, erased.error().danish, http::status_of(erased.error().kind));
  }
  if (deps.afterwards) deps.afterwards();
  const std::string payloads = erased->payloads == 1
                                   ? "indholdet af 1 post i loggen"
                                   : "indholdet af " + html::danish_number(erased->payloads) + " poster i loggen";
  Html more = places(request, erased->left);
  more += html::paragraph_link(register_url(IdentityKind::person), "Til personerne");
  return http::message_page(request, 200, "Personen er slettet",
                            "Navnet er fjernet fra registeret og fra kontoen, og " + payloads + " er slettet.", more);
}

// Whoever cannot be erased is not asked to read what erasing does: what must be done first, and where.
Html held_back(const ErasureView& view) {
  Html reasons = html::paragraph(view.name + ":");
  reasons += listed(view.held);
  Html out = html::alert(html::Tone::warning, "Personen kan ikke slettes, så længe der er en plads i dag eller senere",
                         reasons);
  out += html::paragraph("Sæt en sidste dag, der er gået, på hver plads, og kom tilbage hertil.");
  out += html::paragraph_link(identity_url(IdentityKind::person, view.id), "Se personens pladser");
  return out;
}

}  // namespace

Html erasure_page(const ErasureView& view) {
  Html out;
  if (!view.held.empty()) return held_back(view);
  if (!view.problem.empty()) out += html::alert(html::Tone::error, view.problem);
  out += html::paragraph(
      "Når en person bliver slettet, fjerner Klynge alt, hvad Klynge selv har skrevet om personen. Det kan ikke fortrydes.");
  out += html::section("vaek", "Det bliver slettet", listed(what_goes()));
  out += html::section("bliver", "Det bliver stående", listed(what_stays()));
  const html::PostForm form{.action = html::url("/personer/", view.id, "/slet"),
                            .csrf_token = view.csrf_token,
                            .confirm = "Skal personen slettes? Det kan ikke fortrydes.",
                            .css_class = "k-narrow"};
  Html fields = html::text_field(
      {.name = "begrundelse",
       .label = "Begrundelse",
       .value = view.reason,
       .hint =
           "Den bliver stående i loggen. Skriv den uden personens navn, for eksempel ”Bedt om det den 3. maj 2027”.",
       .required = true,
       .max_length = 500});
  fields +=
      html::check_box({.name = "sikker", .label = "Jeg ved, at det ikke kan fortrydes", .required = true}, false, "ja");
  fields += html::submit_button("Slet personen", html::ButtonKind::warning);
  out += html::section("slet", "Slet personen", html::post_form(form, fields));
  return out;
}

std::vector<http::Route> erasure_routes(const ErasureDeps& deps) {
  return {{Method::get, "/personer/{id}/slet", Permission::manage_accounts,
           [&deps](const Request& request) { return show(deps, request); }},
          {Method::post, "/personer/{id}/slet", Permission::manage_accounts,
           [&deps](const Request& request) { return erase(deps, request); }}};
}

}  // namespace klynge::bodies
