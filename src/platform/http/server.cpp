#include "platform/http/server.hpp"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdarg>
#include <cstring>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/http/exchange.hpp"
#include "platform/http/request_log.hpp"
#include "platform/http/watchdog.hpp"
#include "platform/http/worker_pool.hpp"

namespace klynge::http {
namespace {

// One request as the library sees it; made at its first line, gone when it is completed.
struct Call {
  std::string target;
  std::optional<Exchange> exchange{};
  bool body_done = false;
  std::optional<Response> response{};  // from a worker; given over by the library's own lock
};

Watched* watched_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? static_cast<Watched*>(info->socket_context) : nullptr;
}

std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address && address->sa_family == AF_INET)
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  else if (address && address->sa_family == AF_INET6)
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
  return text;
}

std::string peer_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? address_text(info->client_addr) : std::string{};
}

MHD_Result collect_header(void* collected, MHD_ValueKind, const char* name, std::size_t name_size, const char* value,
                          std::size_t value_size) {
  Head& head = *static_cast<Head*>(collected);
  ++head.header_lines;
  head.header_bytes += name_size + value_size + 4;
  if (head.header_lines > limits::request_header_lines) return MHD_YES;
  const std::string lower_name = lower({name, name_size});
  auto [at, added] = head.headers.emplace(lower_name, std::string(value ? value : "", value_size));
  // The same header twice means a list (RFC 9110, 5.3); a cookie's list has its own separator.
  if (!added) at->second.append(lower_name == "cookie" ? "; " : ", ").append(value ? value : "", value_size);
  return MHD_YES;
}

// Addresses stay as they were sent: they are taken apart and decoded in target.cpp alone.
std::size_t keep_escaped(void*, MHD_Connection*, char* text) { return std::strlen(text); }

void log_library(void*, const char* format, va_list arguments) {
  char text[512];
  std::vsnprintf(text, sizeof text, format, arguments);
  spdlog::debug(R"({{"event":"http_library","detail":{}}})", json_quoted(trim(text)));
}

void free_body(void* body) { delete static_cast<std::string*>(body); }

MHD_Response* library_response(Response& response) {
  if (!response.fixed_body.empty())
    return MHD_create_response_from_buffer(response.fixed_body.size(), const_cast<char*>(response.fixed_body.data()),
                                           MHD_RESPMEM_PERSISTENT);
  // The library closes the descriptor.
  if (response.file && response.file->size() > 0) {
    const int file = response.file->descriptor();
    return file < 0 ? nullptr : MHD_create_response_from_fd64(response.file->size(), file);
  }
  auto* body = new std::string(std::move(response.body));
  return MHD_create_response_from_buffer_with_free_callback_cls(body->size(), body->data(), free_body, body);
}

// The usual soft limit of 1024 is less than the connections we take. What cannot be raised stays:
// the library then waits with the next connection until one is closed.
void allow_open_files(rlim_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

unsigned processors() { return std::max(1u, std::thread::hardware_concurrency()); }

bool may_be_sent(std::string_view header_value) { return header_value.find_first_of("\r\n\0") == header_value.npos; }

}  // namespace

struct Server::Inner {
  ServerOptions options;
  Hooks hooks;
  Router router;
  Shared shared;
  Watchdog watchdog;
  WorkerPool pages, workers;
  MHD_Daemon* daemon = nullptr;
  std::atomic<int> active{0};
  std::atomic<bool> stopping{false};

  Inner(ServerOptions chosen, std::vector<Route> routes, Hooks given)
      : options(std::move(chosen)),
        hooks(std::move(given)),
        router(std::move(routes)),
        shared{options, router, hooks},
        watchdog(options.head_time, options.body_time),
        // A connection asks for one page at a time, so their number bounds this queue.
        pages(options.page_threads ? options.page_threads : processors(), limits::connections),
        workers(options.worker_threads, options.queue_length) {}

  void start();
  MHD_Result handle(MHD_Connection* connection, const char* method, const char* data, std::size_t* size, Call& call);
  void begin(MHD_Connection* connection, const char* method, Call& call);
  static MHD_Result hand_to(WorkerPool& pool, MHD_Connection* connection, Call& call);
  MHD_Result send(MHD_Connection* connection, Call& call, Response response);

  static void* on_target(void* self, const char* target, MHD_Connection*);
  static MHD_Result on_request(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                               const char* data, std::size_t* size, void** call);
  static void on_completed(void* self, MHD_Connection* connection, void** call, MHD_RequestTerminationCode);
  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code);
};

void* Server::Inner::on_target(void* self, const char* target, MHD_Connection*) {
  try {
    auto* call = new Call{target};
    ++static_cast<Inner*>(self)->active;
    return call;
  } catch (...) {
    return nullptr;
  }
}

void Server::Inner::on_completed(void* self, MHD_Connection* connection, void** call, MHD_RequestTerminationCode) {
  if (!*call) return;
  auto& inner = *static_cast<Inner*>(self);
  delete static_cast<Call*>(*call);
  *call = nullptr;
  --inner.active;
  if (Watched* watched = watched_of(connection)) inner.watchdog.await_head(*watched);
}

void Server::Inner::on_connection(void* self, MHD_Connection* connection, void** context,
                                  MHD_ConnectionNotificationCode code) {
  auto& inner = *static_cast<Inner*>(self);
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = info ? inner.watchdog.opened(info->connect_fd) : nullptr;
  } else if (*context) {
    inner.watchdog.closed(static_cast<Watched*>(*context));
    *context = nullptr;
  }
}

MHD_Result Server::Inner::on_request(void* self, MHD_Connection* connection, const char*, const char* method,
                                     const char*, const char* data, std::size_t* size, void** call) {
  if (!*call) return MHD_NO;  // there was no memory for it
  try {
    return static_cast<Inner*>(self)->handle(connection, method, data, size, *static_cast<Call*>(*call));
  } catch (const std::exception& error) {
    log_failure("-", "-", error.what());
    return MHD_NO;  // closes the connection
  }
}

MHD_Result Server::Inner::handle(MHD_Connection* connection, const char* method, const char* data, std::size_t* size,
                                 Call& call) {
  if (!call.exchange) {
    begin(connection, method, call);
    return MHD_YES;
  }
  if (*size != 0) {
    call.exchange->take_body({data, *size});
    *size = 0;
    return call.exchange->give_up() ? MHD_NO : MHD_YES;
  }
  if (call.response) return send(connection, call, std::move(*call.response));
  if (!call.body_done) {
    call.body_done = true;
    if (Watched* watched = watched_of(connection)) Watchdog::await_nothing(*watched);
    call.exchange->body_complete();
  }
  switch (call.exchange->place()) {
    case Exchange::Place::among_pages:
      return hand_to(pages, connection, call);
    case Exchange::Place::among_work:
      return hand_to(workers, connection, call);
    case Exchange::Place::here:
      break;
  }
  return send(connection, call, call.exchange->respond());
}

void Server::Inner::begin(MHD_Connection* connection, const char* method, Call& call) {
  if (Watched* watched = watched_of(connection)) watchdog.await_body(*watched);
  const std::string peer = peer_of(connection);
  Head head{.method = method, .target = call.target, .peer = peer};
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect_header, &head);
  call.exchange.emplace(shared, std::move(head));
}

MHD_Result Server::Inner::hand_to(WorkerPool& pool, MHD_Connection* connection, Call& call) {
  // Suspended first: a thread of the pool may be done before submit() returns.
  MHD_suspend_connection(connection);
  const bool taken = pool.submit([connection, &call] {
    call.response = call.exchange->respond();
    MHD_resume_connection(connection);
  });
  if (!taken) {
    call.response = call.exchange->respond_busy();
    MHD_resume_connection(connection);
  }
  return MHD_YES;
}

MHD_Result Server::Inner::send(MHD_Connection* connection, Call& call, Response response) {
  const auto bytes = response.size();
  MHD_Response* out = library_response(response);
  if (!out) return MHD_NO;
  if (bytes != 0) MHD_add_response_header(out, "Content-Type", response.content_type.c_str());
  for (const auto& [name, value] : response.headers)
    if (may_be_sent(value)) MHD_add_response_header(out, name.c_str(), value.c_str());
  if (stopping) MHD_add_response_header(out, "Connection", "close");
  // A reader that takes nothing is closed by the library; one that takes forever by the watchdog.
  if (Watched* watched = watched_of(connection)) watchdog.await_body(*watched);
  const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  const Exchange& exchange = *call.exchange;
  log_request({exchange.id(), exchange.method(), exchange.route_name(), response.status, exchange.elapsed_us(), bytes});
  return queued;
}

void Server::Inner::start() {
  allow_open_files(limits::connections + 1'000);
  sockaddr_in ipv4{};
  sockaddr_in6 ipv6{};
  ipv4.sin_family = AF_INET;
  ipv4.sin_port = htons(options.port);
  ipv6.sin6_family = AF_INET6;
  ipv6.sin6_port = htons(options.port);
  const bool is_ipv4 = inet_pton(AF_INET, options.address.c_str(), &ipv4.sin_addr) == 1;
  if (!is_ipv4 && inet_pton(AF_INET6, options.address.c_str(), &ipv6.sin6_addr) != 1)
    throw std::runtime_error("not an IP address to listen on: " + options.address);

  const unsigned threads = options.serving_threads ? options.serving_threads : std::max(1u, processors() / 2);
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  if (!is_ipv4) flags |= MHD_USE_IPv6;
  const unsigned per_address = options.behind_proxy ? 0 : limits::connections_per_address;  // 0: no limit of its own
  const auto idle_seconds = static_cast<unsigned>(std::max<std::int64_t>(1, options.head_time.count() / 1000));
  daemon = MHD_start_daemon(
      flags, options.port, nullptr, nullptr, &Inner::on_request, this, MHD_OPTION_EXTERNAL_LOGGER, &log_library,
      nullptr, MHD_OPTION_SOCK_ADDR, is_ipv4 ? reinterpret_cast<sockaddr*>(&ipv4) : reinterpret_cast<sockaddr*>(&ipv6),
      MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT, limits::connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      // With room for the library's own notes on each header line. All of it is cleared for each request,
      // so more would cost time.
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<std::size_t>(limits::request_header_bytes + (8u << 10)),
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, &Inner::on_target, this,
      MHD_OPTION_UNESCAPE_CALLBACK, &keep_escaped, nullptr, MHD_OPTION_NOTIFY_COMPLETED, &Inner::on_completed, this,
      MHD_OPTION_NOTIFY_CONNECTION, &Inner::on_connection, this, MHD_OPTION_END);
  if (!daemon)
    throw std::runtime_error("cannot listen on " + options.address + " port " + std::to_string(options.port));
}

Server::Server(ServerOptions options, std::vector<Route> routes, Hooks hooks)
    : inner_(std::make_unique<Inner>(std::move(options), std::move(routes), std::move(hooks))) {
  inner_->start();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const {
  const auto* info = MHD_get_daemon_info(inner_->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : inner_->options.port;
}

void Server::stop() {
  if (!inner_->daemon) return;
  inner_->stopping = true;
  const MHD_socket listening = MHD_quiesce_daemon(inner_->daemon);
  // The library must have no suspended connection when it stops.
  inner_->pages.stop();
  inner_->workers.stop();
  constexpr int longest_wait_ms = 3'000;
  for (int waited = 0; inner_->active > 0 && waited < longest_wait_ms; waited += 10) usleep(10'000);
  MHD_stop_daemon(inner_->daemon);
  inner_->daemon = nullptr;
  if (listening != MHD_INVALID_SOCKET) close(listening);
}

}  // namespace klynge::http
