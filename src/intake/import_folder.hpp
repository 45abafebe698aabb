// The files of folders, for `klynge import` and for the examples a server starts with.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "intake/import_pipeline.hpp"

namespace klynge::intake {

struct FileToImport {
  std::string path;
  std::size_t size_bytes = 0;
};

// A path that is not there or may not be looked into.
struct UnreadablePath {
  std::string path;
  Problem problem;
};

struct FileList {
  std::vector<FileToImport> files;  // sorted by path, each once
  std::vector<UnreadablePath> unreadable;
};

// All files under the paths, as deep as limits::intake_folder_depth; without those whose name begins
// with a full stop, unless a path names one itself. Links to folders are not followed. Errors: more
// than limits::intake_files.
Result<FileList> list_files(const std::vector<std::string>& paths);

// Imports them; ImportOptions::label is the first path where it is empty. Paths that cannot be read
// count as failed files. Errors as import_all().
Result<ImportSummary> import_paths(const Register& to, extract::Extractor& extractor, const audit::Actor& actor,
                                   const std::vector<std::string>& paths, ImportOptions options);

}  // namespace klynge::intake
