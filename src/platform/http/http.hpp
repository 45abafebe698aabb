// Requests, responses and routes: what a page or an action sees of the web.
//
// Only platform/http knows the HTTP library. A handler is a function from a Request to a Response;
// GET handlers run on one of a few page threads and may read the database; every other method runs on
// a worker thread with a bounded queue, so it may wait for the disk, hash a password or read a document. Every route
// states its permission.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/actor.hpp"
#include "platform/http/body_file.hpp"

namespace klynge::http {

enum class Method { get, post };

struct Upload {
  std::string field, file_name;
  std::string bytes;
};

struct Request {
  Method method = Method::get;
  std::string path;                                            // decoded, without query
  std::string target;                                          // as sent, with query: "/soeg?q=midler"
  std::map<std::string, std::string, std::less<>> parameters;  // from the route's pattern: {id}
  std::multimap<std::string, std::string, std::less<>> query;
  std::multimap<std::string, std::string, std::less<>> form;
  std::vector<Upload> uploads;
  std::map<std::string, std::string, std::less<>> cookies;
  std::map<std::string, std::string, std::less<>> headers;  // lower-case names
  std::string address;                                      // the peer, or the trusted proxy's word for it
  audit::Actor actor;                                       // filled by the session before the handler runs
  std::string csrf_token;                                   // to put into forms; "" where nobody is signed in
  std::string token_problem;    // a Danish sentence: the token that was sent does not count, 401
  bool wants_fragment = false;  // htmx asked

  std::string_view parameter(std::string_view name) const;    // "" where absent
  std::string_view query_value(std::string_view name) const;  // first value or ""
  std::string_view form_value(std::string_view name) const;   // first value or ""
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};  // also Set-Cookie; they win over the standard ones
  std::string_view fixed_body{};           // instead of body: bytes that live as long as the program
  std::shared_ptr<const BodyFile> file{};  // instead of body: what is too large for memory
  static Response html(std::string body, int status = 200);
  static Response see_other(std::string location);  // 303 after a change
  static Response text(std::string body, int status = 200);
  static Response bytes(std::string body, std::string content_type);
  static Response from_file(std::shared_ptr<const BodyFile> file, std::string content_type);
  std::uint64_t size() const;  // of its body
};

using Handler = std::function<Response(const Request&)>;

// The permission a route needs. It cannot be left out: a Route without one does not compile. `in_body` also lets
// those through who have it in some body by a seat there: the handler then asks for the body at hand
// (audit::may_read, audit::may_in_body), and shows or does nothing of others.
struct Needed {
  Needed(audit::Permission stated) : permission(stated) {}
  audit::Permission permission;
  bool in_body = false;
};
inline Needed in_body(audit::Permission stated) {
  Needed needed(stated);
  needed.in_body = true;
  return needed;
}

struct Route {
  Method method;
  std::string pattern;  // "/moeder/{id}"; a {name} takes one path segment
  Needed permission;    // needed before the handler runs; Permission::none for everybody
  Handler handler;
  bool on_worker = false;  // for a GET that works long (a page image): off the page threads
};

}  // namespace klynge::http
