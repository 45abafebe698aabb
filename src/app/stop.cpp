#include "app/stop.hpp"

#include <csignal>

namespace klynge::app {
namespace {

std::atomic<bool> stop_asked{false};

void ask_to_stop(int) { stop_asked = true; }

}  // namespace

const std::atomic<bool>& stop_on_signal() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  return stop_asked;
}

}  // namespace klynge::app
