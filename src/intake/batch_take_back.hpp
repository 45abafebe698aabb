// Taking a whole batch back, behind the request that asks for it.
//
// A batch may be ten thousand documents, and each is an action of its own with its audit entry, so a
// request cannot wait for all of them. It writes down that the batch is to be taken back and goes to the
// batch's page, which shows how far it is. What is written down outlives a stop of the server: the
// next one goes on where it stopped. A document that cannot be taken back (somebody did it
// already) is passed over.
#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "intake/intake_actions.hpp"

namespace klynge::intake {

// Writes down that the batch is to be taken back. Errors: not_found; forbidden. Asked twice is asked once.
Result<void> ask_to_take_back(const Register& to, const audit::Actor& actor, std::string_view batch_id);
bool is_being_taken_back(database::Connection& connection, std::string_view batch_id);
// One document of what was asked for, the one asked for first; false where nothing is left to do.
// Throws DatabaseError.
bool take_back_next(const Register& to);

class TakeBackRunner {
 public:
  // Goes on with what an earlier run left.
  explicit TakeBackRunner(Register to);
  // Ends after the document in work.
  ~TakeBackRunner();
  TakeBackRunner(const TakeBackRunner&) = delete;
  TakeBackRunner& operator=(const TakeBackRunner&) = delete;

  // There is something new to do.
  void wake();
  // Waits until nothing is left to do, at most so long: a small batch needs no second page.
  void wait(int timeout_ms);

 private:
  void work();
  bool do_all();

  Register to_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  bool stop_ = false, busy_ = false;
  bool asked_ = true;    // an earlier run may have left something
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace klynge::intake
