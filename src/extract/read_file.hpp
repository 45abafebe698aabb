// A file's bytes, with a bound that is checked before anything is read.
#pragma once
#include <filesystem>
#include <string>

#include "base/limits.hpp"
#include "base/problem.hpp"

namespace klynge::extract {

// Errors: not there, not a regular file, may not be read, or larger than `limit_bytes` (a file of
// 300 MB is refused by its size and never read; one that grows while it is read is refused too).
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes = limits::document_bytes);

}  // namespace klynge::extract
