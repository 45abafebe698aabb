// Ctrl-C and termination of a command that works through many documents: it ends after the one in work.
#pragma once
#include <atomic>

namespace klynge::app {

// From now on SIGINT and SIGTERM set what is returned instead of ending the program.
const std::atomic<bool>& stop_on_signal();

}  // namespace klynge::app
