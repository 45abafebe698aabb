// The log: one JSON object a line on standard error, for a log collector.
//
// spdlog's own patterns do not escape what is logged, so a line end in a message could forge a line;
// this formatter escapes. A message that is an object already (the request log quotes what it prints) is put in whole.
#pragma once

namespace klynge::app {

void log_as_json();

}  // namespace klynge::app
