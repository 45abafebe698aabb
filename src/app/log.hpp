// The log: one JSON object a line on standard error, for a log collector.
//
// spdlog's own patterns do not escape what is logged, so a line end in a message could forge a line;
// this formatter escapes. A message that is an object already (the request log quotes what it prints) is put in whole.
#pragma once

namespace klynge::app {

// Lines of requests come up to a second late, warnings and errors at once. Starts a thread, so it comes
// after the caller has blocked the signals it waits for.
void log_as_json();

}  // namespace klynge::app
