#include "intake/page_image.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <semaphore>
#include <vector>

#include "base/limits.hpp"

namespace klynge::intake {
namespace {

constexpr std::size_t drawing_memory_bytes = 768u << 20;
constexpr int patience_ms = 30'000;  // wall clock, for a busy machine
constexpr auto longest_queueing = std::chrono::seconds(10);
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

// One of the places in which a page may be drawn, given back at the end.
class Place {
 public:
  explicit Place(std::counting_semaphore<pages_drawn_at_once>& places) : places_(places) {}
  ~Place() { places_.release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::counting_semaphore<pages_drawn_at_once>& places_;
};

std::unexpected<Problem> cannot_draw(std::string detail) {
  return fail(Problem::Kind::unavailable, "Siden kan ikke vises som billede. Hent filen for at se den.",
              std::move(detail));
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

// What drawing a page never needs, and what takes a hole in a parser further: the net, other processes,
// writing or changing files, the kernel's less trodden ways. Fonts are files that must be read, so the
// cage of klynge-extract, which knows no files at all, does not fit here.
constexpr std::array refused{
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(creat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(chroot),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(openat2),
    SCMP_SYS(memfd_create),
};

// The filter as the kernel takes it. Made before the fork: behind it no memory may be asked for. Empty
// where it cannot be made.
std::vector<sock_filter> make_filter() {
  const scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);
  if (!rules) return {};
  bool ok = true;
  for (const int call : refused) ok &= seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
  for (const auto mode : {O_WRONLY, O_RDWR}) {
    const auto to_write = [&](unsigned argument) {
      return scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, O_ACCMODE, static_cast<scmp_datum_t>(mode)};
    };
    ok &= seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1, to_write(1)) == 0;
    ok &= seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1, to_write(2)) == 0;
  }
  std::vector<sock_filter> filter;
  const Descriptor file(::memfd_create("filter", MFD_CLOEXEC));
  if (ok && file.get() >= 0 && seccomp_export_bpf(rules, file.get()) == 0) {
    filter.resize(static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END)) / sizeof(sock_filter));
    const auto bytes = filter.size() * sizeof(sock_filter);
    if (::pread(file.get(), filter.data(), bytes, 0) != static_cast<ssize_t>(bytes)) filter.clear();
  }
  seccomp_release(rules);
  return filter;
}

const std::vector<sock_filter>& drawing_filter() {
  static const std::vector<sock_filter> filter = make_filter();
  return filter;
}

bool close_cage(const std::vector<sock_filter>& filter) {
  const sock_fprog program{static_cast<unsigned short>(filter.size()), const_cast<sock_filter*>(filter.data())};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// Between fork and exec only what POSIX calls safe there.
[[noreturn]] void become_pdftoppm(int input, int output, const char* page, const std::vector<sock_filter>& filter) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const auto limit = [](__rlimit_resource which, rlim_t value) {
    const rlimit bound{value, value};
    ::setrlimit(which, &bound);
  };
  limit(RLIMIT_CPU, limits::page_image_seconds);
  limit(RLIMIT_AS, drawing_memory_bytes);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  if (nowhere < 0) ::_exit(126);
  ::dup2(nowhere, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  if (!close_cage(filter)) ::_exit(126);
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
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
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
  const auto& filter = drawing_filter();
  if (filter.empty()) return cannot_draw("the seccomp filter could not be made");
  static std::counting_semaphore<pages_drawn_at_once> places(pages_drawn_at_once);
  if (!places.try_acquire_for(longest_queueing))
    return fail(Problem::Kind::unavailable, "Der tegnes mange sider i øjeblikket. Prøv igen om lidt.",
                "too many pages are being drawn");
  const Place place(places);
  const Descriptor input(file_in_memory(pdf));
  std::array<int, 2> pipe_ends{-1, -1};
  if (input.get() < 0 || ::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return cannot_draw(std::strerror(errno));
  const Descriptor read_end(pipe_ends[0]);
  Descriptor write_end(pipe_ends[1]);

  const std::string number = std::to_string(page);
  const pid_t child = ::fork();
  if (child < 0) return cannot_draw(std::strerror(errno));
  if (child == 0) become_pdftoppm(input.get(), write_end.get(), number.c_str(), filter);
  write_end.reset();

  std::string image;
  const bool whole = read_all(read_end.get(), image);
  if (!whole) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole) return cannot_draw("pdftoppm took too long or wrote too much");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return cannot_draw("pdftoppm ended with " + std::to_string(status));
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
