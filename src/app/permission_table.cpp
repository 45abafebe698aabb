#include "app/permission_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/access/account.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::app {
namespace {

using audit::Permission;

std::string words_of(audit::Permissions permissions) {
  std::string out;
  for (const Permission one : audit::all_permissions())
    if (one != Permission::none && (permissions & static_cast<audit::Permissions>(one)) != 0) out += fmt::format("{}{}", out.empty() ? "" : ", ", audit::name(one));
  return out.empty() ? "–" : out;
}

std::string needed(const http::Needed& permission) {
  if (permission.permission == Permission::none) return "none";
  return fmt::format("{}{}", audit::name(permission.permission), permission.in_body ? ", in the body at hand" : "");
}

std::string who(const http::Needed& permission) {
  if (permission.permission == Permission::none || permission.permission == Permission::read_published) return "everybody";
  const auto bits = static_cast<audit::Permissions>(permission.permission);
  std::string out;
  const auto add = [&out](std::string_view word) { out += fmt::format("{}{}", out.empty() ? "" : ", ", word); };
  for (const auto role : access::all_roles())
    if ((access::permissions_of({role}) & bits) != 0) add(access::word_of(role));
  if (!permission.in_body) return out.empty() ? "nobody" : out;
  for (const auto part : audit::all_parts())
    if ((audit::permissions_of(part) & bits) != 0) add(fmt::format("{} of the body", audit::name(part)));
  return out;
}

}  // namespace

std::string permission_page(std::vector<http::Route> routes) {
  std::ranges::sort(routes, [](const http::Route& a, const http::Route& b) { return a.pattern != b.pattern ? a.pattern < b.pattern : a.method < b.method; });
  std::string out =
      "# Who may do what\n\n"
      "Made from the program's own tables by `permission_matrix_test` (KLYNGE_UPDATE=1 writes it anew); the same test asks every route\n"
      "for every role. “In the body at hand” means that a seat in that body brings the permission too; what is not to be seen answers 404.\n\n"
      "## Roles of the installation\n\n| role | permissions |\n| --- | --- |\n";
  for (const auto role : access::all_roles()) out += fmt::format("| {} | {} |\n", access::word_of(role), words_of(access::permissions_of({role})));
  out += "\n## Parts in a body, by a seat and while its term runs\n\n| part | permissions in that body |\n| --- | --- |\n";
  for (const auto part : audit::all_parts()) out += fmt::format("| {} | {} |\n", audit::name(part), words_of(audit::permissions_of(part)));
  out += "\nAfter a term, what was held during it stays readable; its closed items as long as the rules of procedure say. A guest reads the\n"
         "items of the invitation.\n\n## Routes\n\n| | address | permission | who |\n| --- | --- | --- | --- |\n";
  for (const auto& route : routes)
    out += fmt::format("| {} | {} | {} | {} |\n", route.method == http::Method::get ? "GET" : "POST", route.pattern, needed(route.permission), who(route.permission));
  return out;
}

}  // namespace klynge::app
