// What this room asks of rooms it does not know: `app` fills it in.
//
// Letters wait in the outbox of platform/mail, accounts are platform/access's. Letters are put there inside the
// action's transaction, so that a letter goes out if and only if the change it tells of was kept.
#pragma once
#include <functional>
#include <string>

#include "base/problem.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::meetings {

struct LetterTo {
  std::string recipient;      // an address
  std::string subject, body;  // Danish
};

// A guest who has no account yet.
struct GuestToBe {
  std::string name, email, person_id;
  std::string invited_by;
};

struct Outside {
  std::string public_url{};  // what stands in front of a path in a letter; no slash at its end
  std::function<Result<void>(audit::Transaction&, const LetterTo&)> write_letter{};  // none: nobody is written to
  // Opens the guest's account and writes to them how to choose a password.
  std::function<Result<void>(audit::Transaction&, const GuestToBe&)> open_account{};
  std::function<void()> rights_changed{};  // after an action that gave or took a right, so that it counts at once
};

}  // namespace klynge::meetings
