// One request on its way from its head to its response; independent of the HTTP library.
//
// The serving thread makes an Exchange when a head has been read, feeds it the body, and asks it
// for the response. Whatever decides early (no such page, too large, not allowed) is kept as
// `decided`; the body is then read and thrown away, so that the browser gets to see the answer.
#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/router.hpp"
#include "platform/http/server.hpp"

namespace klynge::http {

// What all exchanges of a server share.
struct Shared {
  const ServerOptions& options;
  const Router& router;
  const Hooks& hooks;
  std::atomic<std::size_t> body_bytes_in_flight{0};
  std::atomic<std::uint64_t> requests{0};
};

struct Head {
  std::string_view method, target, peer;
  std::map<std::string, std::string, std::less<>> headers{};  // lower-case names
  std::size_t header_lines = 0, header_bytes = 0;
};

class Exchange {
 public:
  Exchange(Shared& shared, Head head);
  ~Exchange();
  Exchange(const Exchange&) = delete;

  // True where the connection should rather be closed than read on.
  bool give_up() const { return discarded_ > limits::discarded_bytes; }
  void take_body(std::string_view bytes);
  // After the last byte of the body.
  void body_complete();

  // Where respond() is to run: at once what is decided already, a page among the pages, and what may
  // wait for long (the disk, a password's hash, a document) among the work.
  enum class Place { here, among_pages, among_work };
  Place place() const {
    if (decided_ || !match_.route) return Place::here;
    return match_.route->method == Method::get && !match_.route->on_worker ? Place::among_pages : Place::among_work;
  }
  // Runs the handler, or takes what was decided before. Does not throw. Adds the standard headers.
  Response respond();
  // Instead of respond(): there is no room in the queue.
  Response respond_busy();

  std::string_view id() const { return id_; }
  std::string_view route_name() const {
    return match_.route ? std::string_view(match_.route->pattern) : std::string_view("-");
  }
  std::string_view method() const { return method_; }
  std::int64_t elapsed_us() const;
  bool is_head() const { return method_ == "HEAD"; }

 private:
  void check_head(const Head& head);
  void find_route(const Head& head);
  void open_session();
  bool from_elsewhere() const;
  void check_token();
  void decide(Response response) { decided_ = std::move(response); }
  void fail_with(const std::exception& error);
  Response run_handler();
  Response finish(Response response) const;
  std::string_view header(std::string_view name) const;
  void release_body();

  Shared& shared_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::string id_, method_;
  Request request_;
  std::vector<std::string> segments_;
  Match match_;
  std::optional<Response> decided_;
  std::string body_;
  std::size_t body_limit_ = 0, counted_ = 0, discarded_ = 0;
};

}  // namespace klynge::http
