// The routes of access and the server's hooks: each handler reads the form, calls an action, and
// chooses the page.
#include "base/text.hpp"
#include "platform/access/access.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/account_pages.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/api_token_pages.hpp"
#include "platform/access/link_actions.hpp"
#include "platform/access/link_pages.hpp"
#include "platform/access/second_factor.hpp"
#include "platform/access/sign_on.hpp"
#include "platform/html/components.hpp"
#include "platform/html/url.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::Permission;
using http::Method;
using http::Request;
using http::Response;

std::string return_address(std::string_view wanted) {
  const auto local = html::local_url(wanted);
  return local ? local->text() : "/";
}

std::string token_in(const Access& access, const Request& request) {
  const auto found = request.cookies.find(cookie_name(session_cookie, access.secure));
  return found == request.cookies.end() ? std::string{} : found->second;
}

std::string provider_name(const Access& access) {
  return access.provider ? access.provider->settings().name : std::string{};
}

Response show_sign_in(Access& access, const Request& request) {
  const std::string to = return_address(request.query_value("til"));
  if (!request.actor.id.empty()) return Response::see_other(to);
  return sign_in_page(
      request,
      {.return_to = to, .password_chosen = request.query_value("valgt") == "ja", .provider = provider_name(access)});
}

Response do_sign_in(Access& access, const Request& request) {
  const std::string to = return_address(request.form_value("til"));
  auto signed_in =
      sign_in(access, request.form_value("brugernavn"), request.form_value("adgangskode"), request.address);
  if (!signed_in)
    return sign_in_page(request,
                        {.login = std::string(request.form_value("brugernavn")),
                         .return_to = to,
                         .problem = signed_in.error().danish,
                         .provider = provider_name(access)},
                        http::status_of(signed_in.error().kind));
  if (!signed_in->waits.empty()) return code_page(request, {.waits = signed_in->waits, .return_to = to});
  Response response = Response::see_other(to);
  response.headers.emplace_back("Set-Cookie", start_cookie(signed_in->token, access.secure));
  return response;
}

Response do_sign_out(Access& access, const Request& request) {
  if (!request.actor.id.empty()) {
    auto done = sign_out(access, request.actor, token_in(access, request));
    if (!done) return http::problem_page(request, done.error());
  }
  Response response = Response::see_other("/log-ind");
  response.headers.emplace_back("Set-Cookie", end_cookie(access.secure));
  return response;
}

std::string person_name(Access& access, const Account& account) {
  if (!account.person_id || !access.persons.get) return {};
  const auto person = access.persons.get(access.book.database.reader(), *account.person_id);
  return person ? person->name : std::string{};
}

Response show_own_account(Access& access, const Request& request, std::string problem = {}, bool changed = false,
                          int status = 200) {
  const auto id = Id<Account>::parse(request.actor.id);
  const auto account = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!account) return refused_page(request);
  return own_account_page(request, {*account, person_name(access, *account), std::move(problem), changed}, status);
}

// What was typed and wrong comes back to the form beside the password's.
Response do_change_email(Access& access, const Request& request) {
  const auto id = Id<Account>::parse(request.actor.id);
  if (!id) return refused_page(request);
  const auto done =
      request_email_change(access, request.actor, request.form_value("adgangskode"), request.form_value("email"));
  if (!done) {
    const auto account = find_account(access.book.database.reader(), *id);
    if (!account) return refused_page(request);
    return own_account_page(request,
                            {.account = *account,
                             .person = person_name(access, *account),
                             .typed_email = std::string(request.form_value("email")),
                             .email_problem = done.error().danish},
                            http::status_of(done.error().kind));
  }
  return http::message_page(
      request, 200, "Bekræft den nye e-mail",
      "Der er skrevet et brev til den nye adresse. E-mailen ændres, når du åbner linket i brevet, og det gælder i en time.",
      html::paragraph_link(html::url("/konto"), "Til din konto"));
}

Response do_end_own_sessions(Access& access, const Request& request) {
  const auto id = Id<Account>::parse(request.actor.id);
  if (!id) return refused_page(request);
  const auto done = end_all_sessions(access, request.actor, *id);
  if (!done) return http::problem_page(request, done.error());
  Response response = Response::see_other("/log-ind");
  response.headers.emplace_back("Set-Cookie", end_cookie(access.secure));
  return response;
}

Response do_change_password(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  if (request.form_value("ny") != request.form_value("igen"))
    return show_own_account(access, request, "De to nye adgangskoder er ikke ens.", false, 400);
  const auto done = change_own_password(access, request.actor, request.form_value("gammel"), request.form_value("ny"),
                                        token_in(access, request));
  if (!done) return show_own_account(access, request, done.error().danish, false, http::status_of(done.error().kind));
  return Response::see_other("/konto?skiftet=ja");
}

Response show_accounts(Access& access, const Request& request, AccountsView view = {}, int status = 200) {
  view.accounts = list_accounts(access.book.database.reader());
  return accounts_page(request, view, status);
}

Roles roles_in(const Request& request) {
  Roles roles;
  for (auto [at, end] = request.form.equal_range("rolle"); at != end; ++at)
    if (const auto role = role_from(at->second)) roles.push_back(*role);
  return ordered(std::move(roles));
}

Response do_add_account(Access& access, const Request& request) {
  NewAccount wanted{.login = std::string(request.form_value("brugernavn")),
                    .name = std::string(request.form_value("navn")),
                    .roles = roles_in(request),
                    .password = generated_password(),
                    .email = std::string(request.form_value("email"))};
  const bool invites = request.form_value("invitation") == "ja";
  const auto added = invites ? invite_account(access, request.actor, wanted)
                             : add_account(access.book, access.hasher, request.actor, wanted);
  if (!added)
    return show_accounts(access, request, {.typed = wanted, .problem = added.error().danish},
                         http::status_of(added.error().kind));
  if (invites) return show_accounts(access, request, {.invited = added->email});
  return show_accounts(access, request, {.handed_over_login = added->login, .handed_over_password = wanted.password});
}

Response show_one_account(Access& access, const Request& request, OneAccountView view = {}, int status = 200) {
  const auto id = Id<Account>::parse(request.parameter("id"));
  auto& connection = access.book.database.reader();
  auto account = id ? find_account(connection, *id) : std::nullopt;
  if (!account) return http::not_found_page(request);
  view.account = std::move(*account);
  view.person = person_name(access, view.account);
  view.identities = identities_of(connection, view.account.id);
  view.persons_known = static_cast<bool>(access.persons.find);
  view.searched = request.query_value("person").substr(0, limits::query_bytes);
  if (!view.searched.empty() && access.persons.find) view.found = access.persons.find(connection, view.searched);
  if (request.query_value("gemt") == "ja") view.done = "Ændringen er gemt.";
  return one_account_page(request, view, status);
}

// Runs a change of the account in the path, and comes back to its page with what came of it.
template <class Change>
Response change_account(Access& access, const Request& request, const Change& change) {
  const auto id = Id<Account>::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto done = change(*id);
  if (done) return Response::see_other("/konti/" + id->text() + "?gemt=ja");
  return show_one_account(access, request, {.problem = done.error().danish}, http::status_of(done.error().kind));
}

Response do_set_disabled(Access& access, const Request& request, bool disabled) {
  return change_account(access, request,
                        [&](Id<Account> id) { return set_disabled(access, request.actor, id, disabled); });
}

Response do_set_roles(Access& access, const Request& request) {
  return change_account(access, request,
                        [&](Id<Account> id) { return set_roles(access, request.actor, id, roles_in(request)); });
}

Response do_set_email(Access& access, const Request& request) {
  return change_account(access, request, [&](Id<Account> id) {
    return set_email(access, request.actor, id, request.form_value("email"));
  });
}

Response do_link_person(Access& access, const Request& request) {
  const std::string person(request.form_value("person"));
  return change_account(access, request, [&](Id<Account> id) {
    return link_person(access, request.actor, id, person.empty() ? std::nullopt : std::optional(person));
  });
}

Response do_end_sessions(Access& access, const Request& request) {
  return change_account(access, request, [&](Id<Account> id) { return end_all_sessions(access, request.actor, id); });
}

Response do_send_link(Access& access, const Request& request) {
  return change_account(access, request, [&](Id<Account> id) { return send_link(access, request.actor, id); });
}

Response do_remove_factor(Access& access, const Request& request) {
  return change_account(access, request, [&](Id<Account> id) { return remove_factor(access, request.actor, id); });
}

Response do_unlink(Access& access, const Request& request) {
  return change_account(access, request, [&](Id<Account> id) {
    auto done = unlink_identity(access, request.actor, id, request.form_value("issuer"), request.form_value("subject"));
    forget_all(access);
    return done;
  });
}

Response do_reset_password(Access& access, const Request& request) {
  const auto id = Id<Account>::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto password = reset_password(access, request.actor, *id);
  if (!password)
    return show_one_account(access, request, {.problem = password.error().danish},
                            http::status_of(password.error().kind));
  return show_one_account(access, request, {.handed_over_password = *password});
}

std::optional<Problem> problem_of(const std::exception& error) {
  const auto* database_error = dynamic_cast<const database::DatabaseError*>(&error);
  if (!database_error) return std::nullopt;
  // A broken constraint is a bug of ours, not something the user can wait for.
  using Kind = database::DatabaseError::Kind;
  if (database_error->kind == Kind::constraint || database_error->kind == Kind::other) return std::nullopt;
  return database::to_problem(*database_error);
}

// What follows “Bearer”; another scheme is for a proxy in front of us.
std::optional<std::string_view> bearer_in(const Request& request) {
  constexpr std::string_view scheme = "bearer ";
  const auto header = request.headers.find("authorization");
  if (header == request.headers.end() || !starts_with_folded(header->second, scheme)) return std::nullopt;
  return trim(std::string_view(header->second).substr(scheme.size()));
}

// What is said of a token that does not count, to the machine and in the log.
struct TokenRefusal {
  const char *danish, *why;
};
TokenRefusal refusal_of(ApiTokens::State state) {
  using enum ApiTokens::State;
  switch (state) {
    case revoked:
      return {"Adgangsnøglen er tilbagekaldt. Bed administratoren om en ny.", "revoked"};
    case expired:
      return {"Adgangsnøglen er udløbet. Bed administratoren om en ny.", "expired"};
    case maker_fell:
      return {"Den, der lavede adgangsnøglen, har ikke længere ret til det, den giver. Bed administratoren om en ny.",
              "maker"};
    case sound:
    case unknown:
      break;
  }
  return {"Adgangsnøglen er ikke rigtig.", "unknown"};
}

// RFC 6750. A token that does not count is refused also where nobody needs one: who sends it must hear of it.
void open_token(Access& access, Request& request, std::string_view sent) {
  const auto found = access.tokens.find(sent);
  if (found.state == ApiTokens::State::sound) {
    request.actor = actor_of(access, found.token, request.address);
    return;
  }
  const auto refusal = refusal_of(found.state);
  request.token_problem = refusal.danish;
  access.refusals.at_token(found.token.name, refusal.why, request.address);
}

void open_session(Access& access, Request& request) {
  request.actor.address = request.address;
  request.actor.today = local_date(access.book.clock());
  // Who carries a token is a machine, whatever cookies came along.
  if (const auto bearer = bearer_in(request)) return open_token(access, request, *bearer);
  const std::string token = token_in(access, request);
  if (token.empty()) return;
  auto session = access.sessions.find(token);
  if (!session) return;
  request.actor = actor_of(access, session->account, request.address);
  request.actor.standings = std::move(session->standings);
  request.csrf_token = std::move(session->csrf_token);
}

// A token that asks for more than its scopes is a machine set up wrongly, or in wrong hands.
Response refuse(Access& access, const Request& request) {
  constexpr std::string_view machine = "token:";
  if (request.actor.id.starts_with(machine))
    access.refusals.at_token(std::string_view(request.actor.id).substr(machine.size()), "scope", request.address);
  return refused_page(request);
}

}  // namespace

http::Hooks hooks(Access& access) {
  return {.session = [&access](Request& request) { open_session(access, request); },
          .refused = [&access](const Request& request) { return refuse(access, request); },
          .problem_of = problem_of};
}

std::vector<http::Route> routes(Access& access) {
  const auto with = [&access](auto handler) {
    return [&access, handler](const Request& request) { return handler(access, request); };
  };
  std::vector<http::Route> table = {
      {Method::get, "/log-ind", Permission::none, with(show_sign_in)},
      {Method::post, "/log-ind", Permission::none, with(do_sign_in)},
      {Method::post, "/log-ud", Permission::none, with(do_sign_out)},
      {Method::get, "/konto", Permission::none, with([](Access& a, const Request& request) {
         return show_own_account(a, request, {}, request.query_value("skiftet") == "ja");
       })},
      {Method::post, "/konto/adgangskode", Permission::none, with(do_change_password)},
      {Method::post, "/konto/email", Permission::none, with(do_change_email)},
      {Method::post, "/konto/log-ud-alle-steder", Permission::none, with(do_end_own_sessions)},
      {Method::get, "/konti/{id}", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return show_one_account(a, request); })},
      {Method::post, "/konti/{id}/roller", Permission::manage_accounts, with(do_set_roles)},
      {Method::post, "/konti/{id}/email", Permission::manage_accounts, with(do_set_email)},
      {Method::post, "/konti/{id}/person", Permission::manage_accounts, with(do_link_person)},
      {Method::post, "/konti/{id}/to-trin", Permission::manage_accounts, with(do_remove_factor)},
      {Method::post, "/konti/{id}/identitet", Permission::manage_accounts, with(do_unlink)},
      {Method::post, "/konti/{id}/link", Permission::manage_accounts, with(do_send_link)},
      {Method::post, "/konti/{id}/log-ud", Permission::manage_accounts, with(do_end_sessions)},
      {Method::get, "/konti", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return show_accounts(a, request); })},
      {Method::post, "/konti", Permission::manage_accounts, with(do_add_account)},
      {Method::post, "/konti/{id}/spaer", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return do_set_disabled(a, request, true); })},
      {Method::post, "/konti/{id}/aabn", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return do_set_disabled(a, request, false); })},
      {Method::post, "/konti/{id}/adgangskode", Permission::manage_accounts, with(do_reset_password)},
  };
  for (auto& route : link_routes(access)) table.push_back(std::move(route));
  for (auto& route : second_factor_routes(access)) table.push_back(std::move(route));
  for (auto& route : api_token_routes(access)) table.push_back(std::move(route));
  for (auto& route : sign_on_routes(access)) table.push_back(std::move(route));
  return table;
}

}  // namespace klynge::access
