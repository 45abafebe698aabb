#include "platform/access/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

namespace klynge::access {
namespace {

constexpr std::int64_t step_us = 30LL * 1'000'000;
constexpr std::size_t code_digits = 6;

std::string base32(std::string_view bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned held = 0, bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += letters[(held >> (bits - 5)) & 31];
    held &= (1u << bits) - 1;
  }
  if (bits > 0) out += letters[(held << (5 - bits)) & 31];
  return out;
}

}  // namespace

std::string new_totp_secret() {
  std::string secret(20, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string readable_secret(std::string_view secret) {
  std::string out;
  for (const char c : base32(secret)) {
    if (out.size() % 5 == 4) out += ' ';
    out += c;
  }
  return out;
}

std::string totp_address(std::string_view secret, std::string_view login) {
  std::string label;
  for (const char c : login) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (plain)
      label += c;
    else
      label += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fmt::format("otpauth://totp/Klynge:{}?secret={}&issuer=Klynge&algorithm=SHA1&digits=6&period=30", label,
                     base32(secret));
}

std::int64_t totp_step(Instant now) { return now.us / step_us; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(), &size);
  // RFC 4226, 5.3: four bytes from where the last half byte says.
  const std::size_t at = mac[size - 1] & 15u;
  const std::uint32_t number = (mac[at] & 0x7fu) << 24 | mac[at + 1] << 16 | mac[at + 2] << 8 | mac[at + 3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now,
                                          std::optional<std::int64_t> last_used) {
  std::string code;
  for (const char c : typed)
    if (c != ' ') code += c;
  if (code.size() != code_digits) return std::nullopt;
  const std::int64_t current = totp_step(now);
  for (const std::int64_t step : {current, current - 1, current + 1}) {
    const std::string right = totp_code(secret, step);
    if (sodium_memcmp(right.data(), code.data(), code_digits) == 0 && (!last_used || step > *last_used)) return step;
  }
  return std::nullopt;
}

}  // namespace klynge::access
