#include "intake/page_image.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/limits.hpp"

namespace klynge::intake {
namespace {

constexpr std::size_t drawing_memory_bytes = 768u << 20;
constexpr int patience_ms = 30'000;   // wall clock, for a busy machine
constexpr const char* resolution_dpi = "110";

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

std::unexpected<Problem> cannot_draw(std::string detail) {
  return fail(Problem::Kind::unavailable, "Siden kan ikke vises som billede. Hent filen for at se den.", std::move(detail));
}

// The document as a file without a name, so that nothing is left on the disk.
int file_in_memory(std::string_view bytes) {
  const int file = ::memfd_create("page", MFD_CLOEXEC);
  if (file < 0) return -1;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) {
      ::close(file);
      return -1;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file, 0, SEEK_SET);
  return file;
}

// Between fork and exec only what POSIX calls safe there.
[[noreturn]] void become_pdftoppm(int input, int output, const char* page) {
  const auto limit = [](__rlimit_resource which, rlim_t value) {
    const rlimit bound{value, value};
    ::setrlimit(which, &bound);
  };
  limit(RLIMIT_CPU, limits::page_image_seconds);
  limit(RLIMIT_AS, drawing_memory_bytes);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  // No output name and “-” as input: the image goes to standard output.
  const char* const arguments[] = {"pdftoppm", "-png", "-r", resolution_dpi, "-f", page, "-l", page, "-", nullptr};
  const char* const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", nullptr};
  ::execve("/usr/bin/pdftoppm", const_cast<char* const*>(arguments), const_cast<char* const*>(environment));
  ::_exit(127);
}

// Reads until the end, the bound or the deadline; false for the last two.
bool read_all(int from, std::string& out) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  std::array<char, 64 << 10> buffer;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    pollfd waiting{from, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) == 0) return false;
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    out.append(buffer.data(), static_cast<std::size_t>(got));
    if (out.size() > limits::page_image_bytes) return false;
  }
}

}  // namespace

Result<std::string> draw_page(std::string_view pdf, std::uint32_t page) {
  const Descriptor input(file_in_memory(pdf));
  std::array<int, 2> pipe_ends{-1, -1};
  if (input.get() < 0 || ::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return cannot_draw(std::strerror(errno));
  const Descriptor read_end(pipe_ends[0]);
  Descriptor write_end(pipe_ends[1]);

  const std::string number = std::to_string(page);
  const pid_t child = ::fork();
  if (child < 0) return cannot_draw(std::strerror(errno));
  if (child == 0) become_pdftoppm(input.get(), write_end.get(), number.c_str());
  write_end.reset();

  std::string image;
  const bool whole = read_all(read_end.get(), image);
  if (!whole) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole) return cannot_draw("pdftoppm took too long or wrote too much");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return cannot_draw("pdftoppm ended with " + std::to_string(status));
  if (!image.starts_with("\x89PNG")) return cannot_draw("pdftoppm wrote no image");
  return image;
}

std::optional<std::string> PageImages::find(const std::string& sha256, std::uint32_t page) {
  const std::lock_guard lock(mutex_);
  for (auto it = kept_.begin(); it != kept_.end(); ++it) {
    if (it->page != page || it->sha256 != sha256) continue;
    kept_.splice(kept_.begin(), kept_, it);
    return kept_.front().image;
  }
  return std::nullopt;
}

void PageImages::keep(const std::string& sha256, std::uint32_t page, const std::string& image) {
  const std::lock_guard lock(mutex_);
  kept_.push_front({sha256, page, image});
  bytes_ += image.size();
  while (bytes_ > limits::page_image_cache_bytes && kept_.size() > 1) {
    bytes_ -= kept_.back().image.size();
    kept_.pop_back();
  }
}

}  // namespace klynge::intake
