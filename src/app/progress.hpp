// The progress of an import on standard error: one line that is written over on a terminal, and a
// line every second where standard error is a file.
#pragma once
#include <string>

#include "intake/import_pipeline.hpp"

namespace klynge::app {

class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  void show(const intake::ImportProgress& progress);
  // Makes room for a message between two states of the line.
  void clear();
  // The last state stands on a line of its own.
  void finish(const intake::ImportProgress& progress);

 private:
  bool quiet_, terminal_;
  double last_seconds_ = 0;
};

// "  812 of 10000  8 %  641.2 documents/s  0:14 left  3 waiting  1 failed"
std::string describe(const intake::ImportProgress& progress);

}  // namespace klynge::app
