// A response's body that is too large for memory: an open file without a name, which is gone when it was sent.
//
// A handler writes it to its end before anything is sent, so that a failure half-way is still an answer of its own
// and not a file that stops in the middle.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/problem.hpp"

namespace klynge::http {

class BodyFile {
 public:
  // Opened at the first append().
  BodyFile() = default;
  ~BodyFile();
  BodyFile(const BodyFile&) = delete;
  // Problem: unavailable where there is no room.
  Result<void> append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  // Another descriptor of the same file, the caller's to close; -1 where it cannot be had.
  int descriptor() const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace klynge::http
