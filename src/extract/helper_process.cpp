#include "extract/helper_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "base/limits.hpp"

namespace klynge::extract {
namespace {

// What is read at once: a lying header must not make us take memory before bytes come.
constexpr std::size_t piece_bytes = 4u << 20;

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

// The program gets its end of the socket as standard input and output, and nothing else: no
// environment, no other descriptor (ours are all close-on-exec), messages to nowhere.
bool spawn(const std::filesystem::path& program, int its_socket, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, its_socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, its_socket, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  // Its own group: a Ctrl-C at the terminal is for the server, which then ends its helpers.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  std::string name = program.filename().string();
  const std::array<char*, 2> arguments{name.data(), nullptr};
  const std::array<char*, 1> environment{nullptr};
  const int error = posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments.data(), environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0;
}

}  // namespace

bool HelperProcess::start(const std::filesystem::path& program) {
  end();
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return false;
  const bool started = spawn(program, pair[1], pid_);
  ::close(pair[1]);
  if (!started) {
    ::close(pair[0]);
    pid_ = -1;
    return false;
  }
  socket_ = pair[0];
  ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
  answered_ = 0;
  return true;
}

int HelperProcess::end() {
  int status = 0;
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (pid_ <= 0) return 0;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

HelperProcess::Wire HelperProcess::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return Wire::closed;
    pollfd wait{socket_, POLLOUT, 0};
    if (::poll(&wait, 1, milliseconds_until(deadline)) == 0) return Wire::late;
  }
  return Wire::ok;
}

HelperProcess::Wire HelperProcess::receive(char* to, std::size_t length, Deadline deadline) {
  while (length > 0) {
    const ssize_t got = ::recv(socket_, to, length, 0);
    if (got > 0) {
      to += got;
      length -= static_cast<std::size_t>(got);
      continue;
    }
    if (got == 0) return Wire::closed;
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return Wire::closed;
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, milliseconds_until(deadline)) == 0) return Wire::late;
  }
  return Wire::ok;
}

HelperProcess::Wire HelperProcess::receive(std::string& to, std::size_t length, Deadline deadline) {
  while (to.size() < length) {
    const std::size_t have = to.size(), more = std::min(piece_bytes, length - have);
    to.resize(have + more);
    if (const Wire how = receive(to.data() + have, more, deadline); how != Wire::ok) return how;
  }
  return Wire::ok;
}

// A process that is gone tells by its status why: its CPU timer ends it with SIGPROF or SIGXCPU.
std::expected<Answer, Lost> HelperProcess::lose(Wire how) {
  if (how == Wire::late) {
    end();
    return std::unexpected(Lost::timed_out);
  }
  // It closed its end, so it is exiting; wait for its own status before it is killed.
  int status = 0;
  for (int tries = 0; tries < 200; ++tries) {
    const pid_t reaped = ::waitpid(pid_, &status, WNOHANG);
    if (reaped == pid_) {
      pid_ = -1;
      break;
    }
    ::usleep(5'000);
  }
  if (pid_ > 0) status = 0;
  end();
  const bool by_timer = WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGXCPU);
  return std::unexpected(by_timer ? Lost::timed_out : Lost::crashed);
}

std::expected<Answer, Lost> HelperProcess::ask(std::uint8_t format, std::string_view bytes,
                                               std::chrono::milliseconds patience) {
  const Deadline deadline = std::chrono::steady_clock::now() + patience;
  const Header question = make_header(question_letters, format, static_cast<std::uint32_t>(bytes.size()));
  if (const Wire how = send({question.data(), question.size()}, deadline); how != Wire::ok) return lose(how);
  if (const Wire how = send(bytes, deadline); how != Wire::ok) return lose(how);
  Header header{};
  if (const Wire how = receive(header.data(), header.size(), deadline); how != Wire::ok) return lose(how);
  const auto fields = read_header(header, answer_letters);
  const bool failed = fields && fields->what != 0;
  const bool sound = fields && fields->what < failure_count &&
                     fields->length <= (failed ? failure_detail_bytes : limits::extracted_bytes);
  if (!sound) {
    end();
    return std::unexpected(Lost::broken_answer);
  }
  Answer answer{static_cast<Failure>(fields->what), {}};
  if (const Wire how = receive(answer.body, fields->length, deadline); how != Wire::ok) return lose(how);
  ++answered_;
  return answer;
}

}  // namespace klynge::extract
