// Seals: where each chain stood at a moment, written down in a second place.
//
// The chain alone cannot show that its end was cut off or that all of it was written anew. A seal
// kept elsewhere (a file on another disk, the log collector) can: verify() compares every seal with
// what stands in the database now. Where several nodes write, each also puts the others' heads into
// its own chain, so that rewriting one chain means rewriting all.
//
// A seal is one line: "klynge-seal/1 NODE SEQUENCE HASH TIME", time as 2027-01-01T12:00:00.000000Z.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::audit {

struct Seal {
  std::string node;
  std::int64_t sequence = 0;
  std::string hash;
  std::string at;  // as printed; for people
  bool operator==(const Seal&) const = default;
};

std::string seal_line(const Seal& seal);  // without the line's end
std::optional<Seal> parse_seal_line(std::string_view line);

// Takes one line at a time, without its end; throws where it could not be kept.
using SealSink = std::function<void(const std::string& line)>;

// Appends to a file and waits for the disk after every line.
SealSink seal_file(const std::string& path);
// The seals of such a file. A last line cut short by a crash is left out; another malformed line is
// a Problem, since somebody has been at the file. A file that does not exist holds no seals.
Result<std::vector<Seal>> read_seal_file(const std::string& path);

// Where all chains stand now.
std::vector<Seal> current_heads(database::Connection& connection, Instant now);

// Writes the heads of all chains to `sink`; to be called at intervals, at a backup and at shutdown.
// Where other chains have moved since this node's last seal, it first notes their heads in its own.
void seal(Book& book, const SealSink& sink);

}  // namespace klynge::audit
