// Secrets at rest: sealed with the installation's key, so that who reads the database or a backup of
// it alone reads none of them (second factors, letters that hold a link).
//
// libsodium's secretbox (XSalsa20-Poly1305) with a random nonce in front, as base64 text. The key is a
// file of its own, readable by its owner alone; it is no part of a backup.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace klynge {

struct SecretKey {
  std::array<std::uint8_t, 32> bytes{};
};

SecretKey new_secret_key();
// The key in this file (64 hexadecimal digits); a file that is not there is made, with mode 600. Throws
// std::runtime_error where it cannot be read or made, is no key, or others than its owner may read it.
SecretKey read_or_make_key(const std::string& path);

std::string sealed(const SecretKey& key, std::string_view plain);
// nullopt where it was sealed with another key or has been changed.
std::optional<std::string> opened(const SecretKey& key, std::string_view sealed_text);

// Base64 (RFC 4648) with padding, and the form for addresses without (section 5).
std::string base64(std::string_view bytes);
std::string base64_url(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64_url(std::string_view text);

}  // namespace klynge
