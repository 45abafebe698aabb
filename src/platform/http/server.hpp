// The server: GNU libmicrohttpd behind a small face.
//
// Serving threads (epoll) read requests and send answers: a quarter of the work, so one for every two
// processors is enough, and more would only put each other aside. GET handlers run on as many page
// threads as there are processors, in the order in which their requests came: a thread that the system puts
// aside then holds up one page and not every connection that is tied to it, which makes the slowest
// of a hundred pages a third faster. Everything else is handed to a bounded worker pool. Meanwhile a
// request's connection is suspended. What a request must get past, in order:
// its size, its route, its session, the route's permission, the token against forged requests.
// Nothing of a handler's failure reaches the user but a sentence and the request's number.
#pragma once
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/problem.hpp"
#include "platform/http/http.hpp"

namespace klynge::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6
  std::uint16_t port = 8080;          // 0: any free one, see Server::port()
  unsigned serving_threads = 0;       // 0: one for every two processors
  unsigned page_threads = 0;          // 0: one for each processor
  unsigned worker_threads = 8;
  std::size_t queue_length = limits::job_queue_length;
  bool behind_proxy = false;  // X-Forwarded-For names the peer, X-Forwarded-Proto the scheme
  bool https = false;         // the users' addresses begin with https: HSTS is sent
  std::chrono::milliseconds head_time{limits::request_idle_seconds * 1000};
  std::chrono::milliseconds body_time{limits::request_body_seconds * 1000};
};

// What the rooms above give the server. All may be empty.
struct Hooks {
  // Fills request.actor and request.csrf_token from its cookies. May throw.
  std::function<void(Request&)> session;
  // What somebody sees who lacks a route's permission: the way to sign in, or a refusal.
  std::function<Response(const Request&)> refused;
  // What to tell the user of an exception that is not a bug (the database is gone, the disk full);
  // nullopt for every other, which is our fault: 500.
  std::function<std::optional<Problem>(const std::exception&)> problem_of;
};

class Server {
 public:
  // Listens when it returns. Throws std::logic_error for a bad route table (see Router) and
  // std::runtime_error where the address cannot be had.
  Server(ServerOptions options, std::vector<Route> routes, Hooks hooks);
  // As stop().
  ~Server();
  Server(const Server&) = delete;

  std::uint16_t port() const;
  // Takes no new connections, lets running work finish, closes. Safe to call twice.
  void stop();

  struct Inner;

 private:
  std::unique_ptr<Inner> inner_;
};

}  // namespace klynge::http
