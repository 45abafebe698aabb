#include "platform/audit/seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/text.hpp"
#include "platform/audit/entry.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

const audit::Action audit_seal_action{"audit.seal", audit::Action::Reach::itself};

const Sql select_heads{"SELECT node, sequence, hash FROM audit_head ORDER BY node"};
const Sql select_last_seal{
    "SELECT p.payload FROM audit_entry e JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " WHERE e.object_kind = 'audit_seal' AND e.object_id = $1 ORDER BY e.at DESC, e.sequence DESC LIMIT 1"};

constexpr std::string_view tag = "klynge-seal/1";

const Actor& system_actor() {
  static const Actor actor{"system", "Klynge", "", ~Permissions{0}};
  return actor;
}

bool is_of_node(std::string_view chain, std::string_view node) {
  return chain == node || (chain.starts_with(node) && chain.substr(node.size()).starts_with('/'));
}

nlohmann::json heads_of_others(const std::vector<Seal>& heads, const std::string& node) {
  auto out = nlohmann::json::array();
  for (const Seal& head : heads) {
    if (!is_of_node(head.node, node))
      out.push_back({{"node", head.node}, {"sequence", head.sequence}, {"hash", head.hash}});
  }
  return out;
}

bool already_noted(Connection& connection, const std::string& node, const nlohmann::json& others) {
  Rows rows = connection.query(select_last_seal, node);
  if (!rows.next()) return false;
  const auto payload = nlohmann::json::parse(rows.text(0), nullptr, false);
  return payload.is_array() && !payload.empty() && payload[0].value("change", nlohmann::json{}) == others;
}

class File {
 public:
  explicit File(const std::string& path)
      : handle_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    if (handle_ < 0) throw_errno(path);
  }
  ~File() { ::close(handle_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  // One write() per line: two processes that append do not mix their lines.
  void append(const std::string& text) {
    const off_t before = ::lseek(handle_, 0, SEEK_END);
    const ssize_t written = ::write(handle_, text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size())) {
      const int error = written < 0 ? errno : ENOSPC;
      static_cast<void>(::ftruncate(handle_, before) == 0);  // no half line stays
      errno = error;
      throw_errno("the seal file");
    }
    if (::fdatasync(handle_) != 0) throw_errno("the seal file");
  }

 private:
  [[noreturn]] static void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
  }
  int handle_;
};

}  // namespace

std::string seal_line(const Seal& seal) {
  return fmt::format("{} {} {} {} {}", tag, seal.node, seal.sequence, seal.hash, seal.at);
}

std::optional<Seal> parse_seal_line(std::string_view line) {
  const auto parts = split(line, ' ');
  if (parts.size() != 5 || parts[0] != tag || parts[1].empty() || parts[3].size() != genesis_hash.size())
    return std::nullopt;
  Seal seal{std::string(parts[1]), 0, std::string(parts[3]), std::string(parts[4])};
  const auto [end, error] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), seal.sequence);
  if (error != std::errc{} || end != parts[2].data() + parts[2].size() || seal.sequence < 1) return std::nullopt;
  return seal;
}

SealSink seal_file(const std::string& path) {
  return [path](const std::string& line) { File(path).append(line + "\n"); };
}

Result<std::vector<Seal>> read_seal_file(const std::string& path) {
  std::vector<Seal> seals;
  std::ifstream file(path, std::ios::binary);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    const auto seal = parse_seal_line(line);
    if (seal) {
      seals.push_back(*seal);
      continue;
    }
    if (file.eof()) break;
    return invalid(fmt::format("Linje {} i seglfilen er ikke et segl. Nogen har ændret filen.", number),
                   fmt::format("{}:{}: not a seal", path, number));
  }
  return seals;
}

std::vector<Seal> current_heads(Connection& connection, Instant now) {
  std::vector<Seal> heads;
  Rows rows = connection.query(select_heads);
  while (rows.next()) heads.push_back({rows.string(0), rows.integer(1), rows.string(2), iso(now)});
  return heads;
}

void seal(Book& book, const SealSink& sink) {
  Connection& reader = book.database.reader();
  const auto others = heads_of_others(current_heads(reader, book.clock()), book.node);
  if (!others.empty() && !already_noted(reader, book.node, others)) {
    const auto noted =
        perform_erased(book, system_actor(), audit_seal_action, [&](Transaction& transaction) -> Result<void> {
          transaction.changed({"audit_seal", book.node, others.dump()});
          return {};
        });
    static_cast<void>(noted);  // the action above has no error of its own
  }
  for (const Seal& head : current_heads(reader, book.clock())) sink(seal_line(head));
}

}  // namespace klynge::audit
