// From a request to a page's frame, and the pages that say why there is no other.
#pragma once
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "platform/html/layout.hpp"
#include "platform/http/http.hpp"

namespace klynge::http {

// The frame with the user, what they may see, their token and where they are.
html::PageFrame frame_for(const Request& request, std::string title, html::Nav active = html::Nav::none);
// A whole page as a response.
Response page(const html::PageFrame& frame, const html::Html& main, int status = 200);

// For a program that asks for JSON and not for a page: RFC 9457. It says what a page would have said, nothing else.
bool wants_json(const Request& request);
Response json_problem(int status, std::string_view title, std::string_view message);

// A page that says what is wrong, with the status that fits the problem's kind; or the same as JSON. `next_step`: the
// way on, to the front page where there is none.
Response problem_page(const Request& request, const Problem& problem, const html::Html& next_step = {});
Response not_found_page(const Request& request);
Response message_page(const Request& request, int status, std::string title, std::string_view message,
                      const html::Html& next_step = {});
int status_of(Problem::Kind kind);

}  // namespace klynge::http
