// The routes of access and the server's hooks: each handler reads the form, calls an action, and
// chooses the page.
#include "platform/access/access.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/account_pages.hpp"
#include "platform/access/account_store.hpp"
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

std::string token_in(const Request& request) {
  const auto found = request.cookies.find(session_cookie);
  return found == request.cookies.end() ? std::string{} : found->second;
}

Response show_sign_in(const Request& request) {
  const std::string to = return_address(request.query_value("til"));
  if (!request.actor.id.empty()) return Response::see_other(to);
  return sign_in_page(request, {.return_to = to});
}

Response do_sign_in(Access& access, const Request& request) {
  const std::string to = return_address(request.form_value("til"));
  auto signed_in = sign_in(access, request.form_value("brugernavn"), request.form_value("adgangskode"), request.address);
  if (!signed_in)
    return sign_in_page(request, {std::string(request.form_value("brugernavn")), to, signed_in.error().danish},
                        http::status_of(signed_in.error().kind));
  Response response = Response::see_other(to);
  response.headers.emplace_back("Set-Cookie", start_cookie(signed_in->token, access.secure));
  return response;
}

Response do_sign_out(Access& access, const Request& request) {
  if (!request.actor.id.empty()) {
    auto done = sign_out(access, request.actor, token_in(request));
    if (!done) return http::problem_page(request, done.error());
  }
  Response response = Response::see_other("/log-ind");
  response.headers.emplace_back("Set-Cookie", end_cookie(access.secure));
  return response;
}

Response show_own_account(Access& access, const Request& request, std::string problem = {}, bool changed = false, int status = 200) {
  const auto id = Id<Account>::parse(request.actor.id);
  const auto account = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!account) return refused_page(request);
  return own_account_page(request, {*account, std::move(problem), changed}, status);
}

Response do_change_password(Access& access, const Request& request) {
  if (request.actor.id.empty()) return refused_page(request);
  if (request.form_value("ny") != request.form_value("igen"))
    return show_own_account(access, request, "De to nye adgangskoder er ikke ens.", false, 400);
  const auto done = change_own_password(access, request.actor, request.form_value("gammel"), request.form_value("ny"), token_in(request));
  if (!done) return show_own_account(access, request, done.error().danish, false, http::status_of(done.error().kind));
  return Response::see_other("/konto?skiftet=ja");
}

Response show_accounts(Access& access, const Request& request, AccountsView view = {}, int status = 200) {
  view.accounts = list_accounts(access.book.database.reader());
  return accounts_page(request, view, status);
}

Response do_add_account(Access& access, const Request& request) {
  NewAccount wanted{std::string(request.form_value("brugernavn")), std::string(request.form_value("navn")),
                    role_from(request.form_value("rolle")).value_or(Role::reader), generated_password()};
  const auto added = add_account(access.book, access.hasher, request.actor, wanted);
  if (!added)
    return show_accounts(access, request, {.typed = wanted, .problem = added.error().danish}, http::status_of(added.error().kind));
  return show_accounts(access, request, {.handed_over_login = added->login, .handed_over_password = wanted.password});
}

Response do_set_disabled(Access& access, const Request& request, bool disabled) {
  const auto id = Id<Account>::parse(request.parameter("id"));
  if (!id) return http::not_found_page(request);
  const auto done = set_disabled(access, request.actor, *id, disabled);
  if (!done) return http::problem_page(request, done.error());
  return Response::see_other("/konti");
}

Response do_reset_password(Access& access, const Request& request) {
  const auto id = Id<Account>::parse(request.parameter("id"));
  const auto account = id ? find_account(access.book.database.reader(), *id) : std::nullopt;
  if (!account) return http::not_found_page(request);
  const auto password = reset_password(access, request.actor, *id);
  if (!password) return http::problem_page(request, password.error());
  return show_accounts(access, request, {.handed_over_login = account->login, .handed_over_password = *password});
}

std::optional<Problem> problem_of(const std::exception& error) {
  const auto* database_error = dynamic_cast<const database::DatabaseError*>(&error);
  if (!database_error) return std::nullopt;
  // A broken constraint is a bug of ours, not something the user can wait for.
  using Kind = database::DatabaseError::Kind;
  if (database_error->kind == Kind::constraint || database_error->kind == Kind::other) return std::nullopt;
  return database::to_problem(*database_error);
}

void open_session(Access& access, Request& request) {
  request.actor.address = request.address;
  const std::string token = token_in(request);
  if (token.empty()) return;
  auto session = access.sessions.find(token);
  if (!session) return;
  request.actor = {session->account.id.text(), std::move(session->account.name), request.address, permissions_of(session->account.role)};
  request.csrf_token = std::move(session->csrf_token);
}

}  // namespace

http::Hooks hooks(Access& access) {
  return {.session = [&access](Request& request) { open_session(access, request); },
          .refused = refused_page,
          .problem_of = problem_of};
}

std::vector<http::Route> routes(Access& access) {
  const auto with = [&access](auto handler) { return [&access, handler](const Request& request) { return handler(access, request); }; };
  return {
      {Method::get, "/log-ind", Permission::none, show_sign_in},
      {Method::post, "/log-ind", Permission::none, with(do_sign_in)},
      {Method::post, "/log-ud", Permission::none, with(do_sign_out)},
      {Method::get, "/konto", Permission::none,
       with([](Access& a, const Request& request) { return show_own_account(a, request, {}, request.query_value("skiftet") == "ja"); })},
      {Method::post, "/konto/adgangskode", Permission::none, with(do_change_password)},
      {Method::get, "/konti", Permission::manage_accounts, with([](Access& a, const Request& request) { return show_accounts(a, request); })},
      {Method::post, "/konti", Permission::manage_accounts, with(do_add_account)},
      {Method::post, "/konti/{id}/spaer", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return do_set_disabled(a, request, true); })},
      {Method::post, "/konti/{id}/aabn", Permission::manage_accounts,
       with([](Access& a, const Request& request) { return do_set_disabled(a, request, false); })},
      {Method::post, "/konti/{id}/adgangskode", Permission::manage_accounts, with(do_reset_password)},
  };
}

}  // namespace klynge::access
