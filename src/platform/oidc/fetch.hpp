// One question to an identity provider, with limits on time and size. https only, but for a provider on
// this very machine (a test's); no redirects, which could lead anywhere.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace klynge::oidc {

struct Question {
  std::string url;
  std::string form;            // sent as a POST where not empty; "a=b&c=d"
  std::string user, password;  // HTTP Basic, where not empty
  std::string ca_file;         // certificates to trust instead of the system's; "" for those
};

// The body of a 2xx answer, and of a 400 to a form (the provider says why there). Waits for the network.
// Problem: unavailable.
using Fetch = std::function<Result<std::string>(const Question&)>;
Result<std::string> fetch(const Question& question);

// https://…, or http:// to 127.0.0.1, [::1] or localhost.
bool may_ask(std::string_view url);
std::string percent_encoded(std::string_view text);

}  // namespace klynge::oidc
