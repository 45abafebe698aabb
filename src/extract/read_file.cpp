#include "extract/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace klynge::extract {
namespace {

struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

std::unexpected<Problem> too_large(std::size_t limit_bytes) {
  return fail(Problem::Kind::too_large,
              fmt::format("Filen er for stor. Et dokument må højst fylde {} MB.", limit_bytes >> 20),
              "file over its limit");
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  // Not blocking, so that a named pipe without a writer does not hold us up.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0) {
    const int error = errno;
    if (error == ENOENT) return fail(Problem::Kind::not_found, "Filen findes ikke.", std::strerror(error));
    return invalid("Filen kan ikke åbnes. Se efter, om du har adgang til den.", std::strerror(error));
  }
  struct stat status{};
  if (::fstat(file.number, &status) != 0) return invalid("Filen kan ikke læses.", std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return invalid("Det er en mappe og ikke en fil.", "directory");
  if (!S_ISREG(status.st_mode)) return invalid("Det er ikke en almindelig fil.", "not a regular file");
  if (static_cast<std::uint64_t>(status.st_size) > limit_bytes) return too_large(limit_bytes);

  // One byte more than the file should have, so that its growing is seen.
  std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t have = 0;
  for (;;) {
    const ssize_t got = ::read(file.number, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return invalid("Filen kan ikke læses.", std::strerror(errno));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
    if (have > limit_bytes) return too_large(limit_bytes);
    if (have == bytes.size()) bytes.resize(std::min(bytes.size() * 2, limit_bytes + 1));
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace klynge::extract
