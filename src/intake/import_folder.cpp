#include "intake/import_folder.hpp"

#include <algorithm>
#include <system_error>

#include "base/limits.hpp"
#include "extract/read_file.hpp"

namespace klynge::intake {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

Problem cannot_look(const std::error_code& error) {
  if (error == std::errc::no_such_file_or_directory)
    return {Problem::Kind::not_found, "Filen eller mappen findes ikke.", error.message()};
  return {Problem::Kind::invalid, "Mappen kan ikke læses. Se efter, om du har adgang til den.", error.message()};
}

void add_file(FileList& list, const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  list.files.push_back({path.string(), error ? 0 : static_cast<std::size_t>(size)});
}

void walk(FileList& list, const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  if (error) list.unreadable.push_back({folder.string(), cannot_look(error)});
  while (!error && it != fs::recursive_directory_iterator()) {
    const fs::path path = it->path();
    std::error_code about;
    if (is_hidden(path)) {
      it.disable_recursion_pending();
    } else if (it->is_directory(about)) {
      if (it.depth() + 1 >= static_cast<int>(limits::intake_folder_depth)) it.disable_recursion_pending();
    } else if (list.files.size() <= limits::intake_files) {
      add_file(list, path);
    }
    it.increment(error);
    if (error) list.unreadable.push_back({path.string(), cannot_look(error)});
  }
}

std::string label_of(const std::vector<std::string>& paths) {
  if (paths.size() == 1) return paths.front();
  return "Import af " + std::to_string(paths.size()) + " filer og mapper";
}

}  // namespace

Result<FileList> list_files(const std::vector<std::string>& paths) {
  FileList list;
  for (const auto& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || status.type() == fs::file_type::not_found) {
      list.unreadable.push_back(
          {path, cannot_look(error ? error : std::make_error_code(std::errc::no_such_file_or_directory))});
    } else if (fs::is_directory(status)) {
      walk(list, path);
    } else {
      add_file(list, path);
    }
  }
  if (list.files.size() > limits::intake_files)
    return fail(Problem::Kind::too_many, "Der er for mange filer på én gang. Del dem op.");
  std::sort(list.files.begin(), list.files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  const auto last =
      std::unique(list.files.begin(), list.files.end(), [](const auto& a, const auto& b) { return a.path == b.path; });
  list.files.erase(last, list.files.end());
  return list;
}

Result<ImportSummary> import_paths(const Register& to, extract::Extractor& extractor, const audit::Actor& actor,
                                   const std::vector<std::string>& paths, ImportOptions options) {
  auto list = list_files(paths);
  if (!list) return std::unexpected(list.error());
  if (options.label.empty()) options.label = label_of(paths);
  for (const auto& one : list->unreadable)
    if (options.outcome) options.outcome({one.path, EntryState::failed, {}, one.problem});

  const auto& files = list->files;
  const ImportInput input{.count = files.size(),
                          .name = [&](std::size_t i) { return files[i].path; },
                          .size_bytes = [&](std::size_t i) { return files[i].size_bytes; },
                          .bytes = [&](std::size_t i) { return extract::read_file(files[i].path); }};
  auto summary = import_all(to, extractor, actor, input, options);
  if (summary) {
    summary->progress.total += list->unreadable.size();
    summary->progress.done += list->unreadable.size();
    summary->progress.failed += list->unreadable.size();
  }
  return summary;
}

}  // namespace klynge::intake
