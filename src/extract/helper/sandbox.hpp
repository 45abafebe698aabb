// The cage around the parsers: limits on memory and time, and a list of the few system calls that
// reading from memory needs.
//
// Whoever takes over a parser by a crafted document finds himself in a process that can open no
// file, reach no network and start nothing; all it can do is answer the server wrongly, and the
// server checks answers as if they were hostile.
#pragma once

namespace klynge::extract {

// Limits on memory, files and children; before anything is loaded. The process ends with its parent.
void set_limits();
// From here on, a system call that is not on the list ends the process. False where the kernel
// refuses; the caller must then not go on.
bool close_cage();
// False in builds whose sanitizer needs calls the cage forbids; such builds are for tests only.
bool can_close_cage();
// Ends the process by SIGPROF after limits::extract_seconds of CPU time from now.
void start_timer();
void stop_timer();

}  // namespace klynge::extract
