// A letter, and how it looks on its way (RFC 5322): plain text in UTF-8, one recipient.
//
// One recipient each, because a letter mostly holds a link that is for one person alone. What goes into
// a header is checked here: an address or subject with a line end in it would be a header of its own.
#pragma once
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/problem.hpp"

namespace klynge::mail {

struct Letter {
  std::string recipient;  // an address; without a name
  std::string subject;    // Danish
  std::string body;       // Danish, lines end with "\n"
};

// Problems: invalid (no address, a control character in the subject), too_large.
Result<void> check(const Letter& letter);

// The whole message with CRLF. `from`: an address, or "Klynge <klynge@example.org>" in ASCII.
// `id`: names it for ever, letters and digits; a letter that is sent twice keeps it.
std::string message_text(const Letter& letter, std::string_view from, std::string_view id, Instant date);

// "Klynge <a@b.dk>" → "a@b.dk"
std::string_view bare_address(std::string_view address);

}  // namespace klynge::mail
