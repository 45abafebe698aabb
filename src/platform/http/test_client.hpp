// A client for tests over a real socket that sends what it is told, also what no browser would.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace klynge::http {

struct Answer {
  int status = 0;  // 0: the connection was closed without one
  std::string head, body;
  // Value of the first header of this name (as the server writes it); "" where absent.
  std::string header(std::string_view name) const {
    const auto at = head.find("\r\n" + std::string(name) + ": ");
    if (at == head.npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{.tv_sec = 20, .tv_usec = 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int at_once = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~TestClient() { close(fd_); }
  TestClient(const TestClient&) = delete;

  // False where the server has closed.
  bool send_bytes(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  bool closed_by_server() {
    char byte;
    return ::recv(fd_, &byte, 1, 0) <= 0;
  }
  Answer receive(bool is_head = false) {
    Answer answer;
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos)
      if (!receive_more()) return answer;
    answer.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9));
    const std::string length_text = answer.header("Content-Length");
    const std::size_t length = is_head || length_text.empty() ? 0 : std::stoul(length_text);
    while (buffer_.size() < length && receive_more()) {
    }
    answer.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return answer;
  }
  Answer get(std::string_view target, std::string_view headers = {}) {
    send_bytes("GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n");
    return receive();
  }
  Answer post(std::string_view target, std::string_view body, std::string_view headers = {},
              std::string_view type = "application/x-www-form-urlencoded") {
    send_bytes("POST " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(type) +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n");
    send_bytes(body);
    return receive();
  }

 private:
  bool receive_more() {
    char part[16384];
    const auto got = ::recv(fd_, part, sizeof part, 0);
    if (got <= 0) return false;
    buffer_.append(part, static_cast<std::size_t>(got));
    return true;
  }
  int fd_;
  std::string buffer_;
};

}  // namespace klynge::http
