#include "app/permission_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/access/account.hpp"
#include "platform/access/api_token.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::app {
namespace {

using audit::Permission;

bool holds(audit::Permissions permissions, Permission one) {
  const auto bits = static_cast<audit::Permissions>(one);
  return (permissions & bits) == bits;
}

std::string words_of(audit::Permissions permissions) {
  std::string out;
  for (const Permission one : audit::all_permissions())
    if (one != Permission::none && holds(permissions, one))
      out += fmt::format("{}{}", out.empty() ? "" : ", ", audit::name(one));
  return out.empty() ? "–" : out;
}

std::string needed(const http::Needed& permission) {
  if (permission.permission == Permission::none) return "none";
  return fmt::format("{}{}", audit::name(permission.permission), permission.in_body ? ", in the body at hand" : "");
}

http::Needed needed_by(const audit::Action& action) {
  return action.reach == audit::Action::Reach::in_body ? http::in_body(action.permission)
                                                       : http::Needed(action.permission);
}

std::string needed(const audit::Action& action) {
  switch (action.reach) {
    case audit::Action::Reach::own:
      return "one's own account";
    case audit::Action::Reach::thing:
      return "that the one thing is open to them";
    case audit::Action::Reach::itself:
      return "the program itself";
    case audit::Action::Reach::role:
    case audit::Action::Reach::in_body:
      break;
  }
  return needed(needed_by(action));
}

std::string who(const http::Needed& permission) {
  if (permission.permission == Permission::none || permission.permission == Permission::read_published)
    return "everybody";
  std::string out;
  const auto add = [&out](std::string_view word) { out += fmt::format("{}{}", out.empty() ? "" : ", ", word); };
  for (const auto role : access::all_roles())
    if (holds(access::permissions_of({role}), permission.permission)) add(access::word_of(role));
  if (permission.in_body)
    for (const auto part : audit::all_parts())
      if (holds(audit::permissions_of(part), permission.permission))
        add(fmt::format("{} of the body", audit::name(part)));
  for (const auto scope : access::all_scopes())
    if (holds(access::permissions_of(access::Scopes{scope}), permission.permission))
      add(fmt::format("token to {}", access::word_of(scope)));
  return out.empty() ? "nobody" : out;
}

}  // namespace

std::string permission_page(std::vector<http::Route> routes, const std::vector<const audit::Action*>& actions) {
  std::ranges::sort(routes, [](const http::Route& a, const http::Route& b) {
    return a.pattern != b.pattern ? a.pattern < b.pattern : a.method < b.method;
  });
  std::string out =
      "# Who may do what\n\n"
      "Made from the program's own tables by `permission_matrix_test` (KLYNGE_UPDATE=1 writes it anew); the same test asks every route\n"
      "and performs every action as every role. “In the body at hand” means that a seat in that body brings the permission too; what is not to be seen answers 404.\n\n"
      "## Roles of the installation\n\n| role | permissions |\n| --- | --- |\n";
  for (const auto role : access::all_roles())
    out += fmt::format("| {} | {} |\n", access::word_of(role), words_of(access::permissions_of({role})));
  out +=
      "\n## Parts in a body, by a seat and while its term runs\n\n| part | permissions in that body |\n| --- | --- |\n";
  for (const auto part : audit::all_parts())
    out += fmt::format("| {} | {} |\n", audit::name(part), words_of(audit::permissions_of(part)));
  out +=
      "\nAfter a term, what was held during it stays readable; its closed items as long as the rules of procedure say. A guest reads the\n"
      "items of the invitation.\n";
  out += "\n## Scopes of a machine's token\n\n| scope | permissions |\n| --- | --- |\n";
  for (const auto scope : access::all_scopes())
    out +=
        fmt::format("| {} | {} |\n", access::word_of(scope), words_of(access::permissions_of(access::Scopes{scope})));
  out += "\nA token rests while its maker's account is closed, manages no accounts, or holds less than it gives.\n";
  out += "\n## Routes\n\n| | address | permission | who |\n| --- | --- | --- | --- |\n";
  for (const auto& route : routes)
    out += fmt::format("| {} | {} | {} | {} |\n", route.method == http::Method::get ? "GET" : "POST", route.pattern,
                       needed(route.permission), who(route.permission));
  out +=
      "\n## Actions\n\nEverything that changes the register, and every look that is written down. An action that is not here cannot be performed.\n\n"
      "| action | needs | who |\n| --- | --- | --- |\n";
  for (const auto* action : actions)
    out += fmt::format("| {} | {} | {} |\n", action->name, needed(*action),
                       action->reach == audit::Action::Reach::itself ? "–" : who(needed_by(*action)));
  return out;
}

}  // namespace klynge::app
