#include "platform/http/body_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace klynge::http {
namespace {

// Where a large file may lie: /tmp is memory on many machines.
int open_nameless() {
  const char* chosen = std::getenv("TMPDIR");
  for (const char* folder : {chosen, "/var/tmp", "/tmp"}) {
    if (!folder || !*folder) continue;
    const int file = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return file;
  }
  return -1;
}

std::unexpected<Problem> no_room() {
  return fail(Problem::Kind::unavailable,
              "Filen kan ikke laves, for der er ikke plads på serverens disk. Prøv igen, eller vælg færre rækker.",
              std::string("cannot write a response to a file: ") + std::strerror(errno));
}

}  // namespace

BodyFile::~BodyFile() {
  if (file_ >= 0) ::close(file_);
}

Result<void> BodyFile::append(std::string_view bytes) {
  if (file_ < 0) file_ = open_nameless();
  if (file_ < 0) return no_room();
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return no_room();
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return {};
}

int BodyFile::descriptor() const { return file_ < 0 ? -1 : ::fcntl(file_, F_DUPFD_CLOEXEC, 0); }

}  // namespace klynge::http
