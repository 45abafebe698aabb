#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace klynge::app {

std::string describe(const intake::ImportProgress& p) {
  const std::size_t percent = p.total == 0 ? 100 : p.done * 100 / p.total;
  std::string line = fmt::format("{:>6} of {}  {:>3} %  {:.1f} documents/s", p.done, p.total, percent, p.per_second);
  if (p.seconds_left) {
    const auto left = std::llround(*p.seconds_left);
    line += fmt::format("  {}:{:02} left", left / 60, left % 60);
  }
  if (p.waiting) line += fmt::format("  {} waiting", p.waiting);
  if (p.failed) line += fmt::format("  {} failed", p.failed);
  return line;
}

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(const intake::ImportProgress& progress) {
  if (quiet_) return;
  if (terminal_) {
    fmt::print(stderr, "\r\033[K{}", describe(progress));
    std::fflush(stderr);
  } else if (progress.seconds - last_seconds_ >= 1) {
    last_seconds_ = progress.seconds;
    fmt::print(stderr, "{}\n", describe(progress));
  }
}

void ProgressLine::clear() {
  if (!quiet_ && terminal_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::finish(const intake::ImportProgress& p) {
  clear();
  if (quiet_) return;
  fmt::print(stderr,
             "{} documents in {:.1f} s: {} committed, {} waiting, {} same content, {} here already, {} failed\n",
             p.done, p.seconds, p.committed, p.waiting, p.same_content, p.skipped, p.failed);
}

}  // namespace klynge::app
