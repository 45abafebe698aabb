// The page on which a person is erased: /personer/{id}/slet, for whoever has manage_accounts.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "bodies/person_erasure.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"

namespace klynge::bodies {

// What the routes work on; lives as long as the server.
struct ErasureDeps {
  audit::Book& book;
  std::vector<PersonKeeper> keepers;
  std::function<void()> afterwards;  // sessions are forgotten
};

struct ErasureView {
  std::string id, name;
  std::vector<std::string> held;  // what stands against it, see PersonKeeper::holds
  std::string reason, problem, csrf_token;
};
html::Html erasure_page(const ErasureView& view);

std::vector<http::Route> erasure_routes(const ErasureDeps& deps);

}  // namespace klynge::bodies
