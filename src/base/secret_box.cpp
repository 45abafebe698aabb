#include "base/secret_box.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge {
namespace {

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string encoded(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  out.resize(std::strlen(out.c_str()));
  return out;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                        &size, &end, variant) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  out.resize(size);
  return out;
}

// A file descriptor that closes itself.
struct File {
  int fd;
  ~File() {
    if (fd >= 0) close(fd);
  }
};

std::runtime_error key_fault(const std::string& path, const std::string& what) {
  return std::runtime_error("the key file " + path + " " + what);
}

SecretKey read_key(const std::string& path, int fd) {
  struct stat about{};
  if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) throw key_fault(path, "is no file");
  if ((about.st_mode & 077) != 0) throw key_fault(path, "may be read by others than its owner: chmod 600");
  char text[128];
  const auto got = read(fd, text, sizeof text);
  SecretKey key;
  std::size_t size = 0;
  const std::string_view digits = trim({text, got > 0 ? static_cast<std::size_t>(got) : 0});
  const bool sound =
      digits.size() == 2 * key.bytes.size() &&
      sodium_hex2bin(key.bytes.data(), key.bytes.size(), digits.data(), digits.size(), nullptr, &size, nullptr) == 0 &&
      size == key.bytes.size();
  if (!sound) throw key_fault(path, "holds no key of 64 hexadecimal digits");
  return key;
}

// Written beside and linked into place, so that nobody ever reads half a key, and of two who make one
// at once both take the first.
void make_key(const std::string& path) {
  const std::string beside = path + ".new-" + std::to_string(getpid());
  const SecretKey key = new_secret_key();
  const std::string text = hex({reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}) + "\n";
  {
    const File file{open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
    if (file.fd < 0 || write(file.fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        fsync(file.fd) != 0) {
      unlink(beside.c_str());
      throw key_fault(path, std::string("cannot be made: ") + std::strerror(errno));
    }
  }
  const bool linked = link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST;
  unlink(beside.c_str());
  if (!linked) throw key_fault(path, std::string("cannot be made: ") + std::strerror(errno));
}

}  // namespace

SecretKey new_secret_key() {
  start_sodium();
  SecretKey key;
  randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

SecretKey read_or_make_key(const std::string& path) {
  start_sodium();
  for (int tries = 0; tries < 2; ++tries) {
    const File file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd >= 0) return read_key(path, file.fd);
    if (errno != ENOENT) break;
    make_key(path);
  }
  throw key_fault(path, std::string("cannot be read: ") + std::strerror(errno));
}

std::string sealed(const SecretKey& key, std::string_view plain) {
  start_sodium();
  std::string out(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(out.data());
  randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES, reinterpret_cast<const unsigned char*>(plain.data()),
                        plain.size(), bytes, key.bytes.data());
  return base64(out);
}

std::optional<std::string> opened(const SecretKey& key, std::string_view sealed_text) {
  const auto box = from_base64(sealed_text);
  constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (!box || box->size() < around) return std::nullopt;
  const auto* bytes = reinterpret_cast<const unsigned char*>(box->data());
  std::string plain(box->size() - around, '\0');
  if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()), bytes + crypto_secretbox_NONCEBYTES,
                                 box->size() - crypto_secretbox_NONCEBYTES, bytes, key.bytes.data()) != 0)
    return std::nullopt;
  return plain;
}

std::string base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::string base64_url(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::optional<std::string> from_base64(std::string_view text) { return decoded(text, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> from_base64_url(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

}  // namespace klynge
