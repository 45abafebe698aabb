// Tells the chairs by mail that a hand-over waits for them.
//
// The room that hands over knows nothing of mail; it says what changed, and this listens. The letter lies in the
// outbox in the same transaction in which the hand-over was sent.
#pragma once
#include <string>

#include "platform/audit/perform.hpp"
#include "platform/mail/outbox.hpp"

namespace klynge::app {

// To each chair with an account and an address, of the body that ends and of its successors; one letter a person.
// `public_url`: what users type, without a slash at the end.
audit::Listener hand_over_letters(mail::Outbox outbox, std::string public_url);

}  // namespace klynge::app
