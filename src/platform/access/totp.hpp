// Codes that change every half minute (RFC 6238), as authenticator apps make them: SHA-1, six digits,
// thirty seconds, since that is what all of them understand.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace klynge::access {

// 20 random bytes, as RFC 4226, section 4 recommends.
std::string new_totp_secret();
// In letters and digits that are easy to type (RFC 4648, base 32, without padding), in groups of four.
std::string readable_secret(std::string_view secret);
// What an app reads from the picture: otpauth://totp/…
std::string totp_address(std::string_view secret, std::string_view login);

std::int64_t totp_step(Instant now);
// Six digits.
std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code this is: the current one or a neighbour, for clocks that differ, but later than
// `last_used`, so that a code counts once. Spaces in what was typed are passed over.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now,
                                          std::optional<std::int64_t> last_used);

}  // namespace klynge::access
