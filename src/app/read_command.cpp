// `klynge read`: documents to records, without a database.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "extract/extractor.hpp"
#include "extract/read_file.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::app {
namespace {

Result<reading::MeetingRecord> read_one(extract::Extractor& extractor, const std::string& file) {
  const auto bytes = extract::read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const auto document = extract::to_document(extractor, *bytes);
  if (!document) return std::unexpected(document.error());
  return reading::read_meeting(*document);
}

void print_summary(const std::string& file, const reading::MeetingRecord& record) {
  fmt::print("{}: {}, {}, {}: {} items, {} persons, {} findings\n", file, name(record.kind),
             record.body.value_or("no body"), record.date ? iso(*record.date) : "no date", record.items.size(),
             record.attendance.size(), record.findings.size());
  for (const auto& finding : record.findings) fmt::print("  line {}: {}\n", finding.line.value_or(0), finding.message);
}

bool write_record(const std::string& folder, const std::string& file, const reading::MeetingRecord& record) {
  const auto path = std::filesystem::path(folder) / (std::filesystem::path(file).stem().string() + ".json");
  std::ofstream out(path, std::ios::binary);
  out << reading::to_json(record, true) << "\n";
  out.close();
  if (!out) fmt::print(stderr, "klynge: {} could not be written\n", path.string());
  return static_cast<bool>(out);
}

// A document that holds nothing to read (pictures alone, say) has a record all the same, but a script that reads
// thousands must hear of it.
bool says_nothing(const std::string& file, const reading::MeetingRecord& record) {
  const auto found = std::ranges::find(record.findings, reading::FindingKind::unreadable, &reading::Finding::kind);
  if (found == record.findings.end()) return false;
  print_problem(file, {Problem::Kind::invalid, found->message, ""});
  return true;
}

}  // namespace

int read_command(const ReadOptions& options) {
  extract::Extractor extractor({.helpers = 1});
  if (!options.output.empty()) std::filesystem::create_directories(options.output);
  int status = 0;
  for (const auto& file : options.files) {
    const auto record = read_one(extractor, file);
    if (!record) {
      print_problem(file, record.error());
      status = 1;
      continue;
    }
    if (says_nothing(file, *record)) status = 1;
    if (!options.output.empty()) {
      if (!write_record(options.output, file, *record)) status = 1;
    } else if (options.json) {
      fmt::print("{}\n", reading::to_json(*record));
    } else {
      print_summary(file, *record);
    }
  }
  return status;
}

}  // namespace klynge::app
