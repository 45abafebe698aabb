#include "platform/audit/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "platform/audit/entry.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Database;
using database::Rows;
using database::Sql;

const Sql select_chains{
    "SELECT node, MIN(sequence), MAX(sequence), COUNT(*) FROM audit_entry GROUP BY node ORDER BY node"};
const Sql select_entries{
    "SELECT e.sequence, e.at, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id,"
    " e.commitment, e.previous_hash, e.hash, p.salt, p.payload"
    " FROM audit_entry e LEFT JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " WHERE e.node = $1 AND e.sequence >= $2 AND e.sequence <= $3 ORDER BY e.sequence"};
const Sql select_hash{"SELECT hash FROM audit_entry WHERE node = $1 AND sequence = $2"};
const Sql select_last{"SELECT MAX(sequence) FROM audit_entry WHERE node = $1"};
const Sql select_erasure{
    "SELECT 1 FROM audit_entry WHERE object_kind = 'audit_entry' AND object_id = $1 AND action = 'audit.erase_payload'"};
const Sql select_inner_seals{
    "SELECT p.payload FROM audit_entry e JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " WHERE e.object_kind = 'audit_seal' AND e.action = 'audit.seal'"};

struct Chain {
  std::string node;
  std::int64_t first = 0, last = 0, count = 0;
};

struct Part {
  const Chain* chain = nullptr;
  std::int64_t from = 0, to = 0;
};

// Collects from all threads.
class Report {
 public:
  Report(const VerifyProgress& progress, std::int64_t total) : progress_(progress), total_(total) {}
  void fault(Fault::Kind kind, const std::string& node, std::int64_t sequence, std::string text,
             std::int64_t last = 0) {
    const std::lock_guard lock(mutex_);
    if (faults.size() >= fault_limit) {
      more_faults = true;
      return;
    }
    faults.push_back({kind, node, sequence, std::max(sequence, last), std::move(text)});
  }
  void checked(std::int64_t entries) {
    const std::int64_t done = done_ += entries;
    if (!progress_) return;
    const std::lock_guard lock(mutex_);
    progress_(done, total_);
  }

  std::vector<Fault> faults;
  bool more_faults = false;
  std::atomic<std::int64_t> erased{0};

 private:
  const VerifyProgress& progress_;
  std::int64_t total_;
  std::atomic<std::int64_t> done_{0};
  std::mutex mutex_;
};

std::string missing_text(const std::string& node, std::int64_t from, std::int64_t to) {
  return from == to ? fmt::format("{} entry {} is missing", node, from)
                    : fmt::format("{} entries {} to {} are missing", node, from, to);
}

// Walks one part of a chain, entry by entry.
class Walk {
 public:
  Walk(Report& report, const Part& part) : report_(report), node_(part.chain->node), from_(part.from), to_(part.to) {}

  void run(Connection& connection) {
    const bool at_beginning = from_ == 1;
    expected_ = at_beginning ? 1 : from_ - 1;  // the entry before shows what the first must follow
    Rows rows = connection.scan(select_entries, node_, expected_, to_);
    while (rows.next()) {
      step(rows);
      if (unreported_ < 8'192) continue;
      report_.checked(std::exchange(unreported_, 0));
    }
    report_.checked(unreported_);
    missing(expected_, to_);
  }
  const std::vector<std::int64_t>& without_payload() const { return without_payload_; }

 private:
  struct Previous {
    std::string stored{genesis_hash}, computed{genesis_hash};
  };

  void step(Rows& row) {
    EntryFields entry;
    entry.node = node_;
    entry.sequence = row.integer(0);
    entry.at_us = row.integer(1);
    entry.actor_id = row.text(2);
    entry.actor_name = row.text(3);
    entry.address = row.text(4);
    entry.action = row.text(5);
    entry.object_kind = row.text(6);
    entry.object_id = row.text(7);
    entry.commitment = row.text(8);
    entry.previous_hash = row.text(9);
    const std::string_view stored = row.text(10);
    const HexHash computed = entry_hash(entry);

    const bool only_looked_at = entry.sequence < from_;
    if (!only_looked_at) {
      ++unreported_;
      const bool follows = entry.sequence == expected_;
      if (!follows) missing(expected_, entry.sequence - 1);
      const bool sound = computed.view() == stored;
      check_entry(entry, stored, sound, follows);
      if (sound) check_payload(row, entry);
    }
    previous_.stored = stored;
    previous_.computed = computed.view();
    expected_ = entry.sequence + 1;
  }

  void check_entry(const EntryFields& entry, std::string_view stored, bool sound, bool follows) {
    if (!sound) {
      report_.fault(Fault::Kind::changed_entry, node_, entry.sequence,
                    fmt::format("{} entry {}: {} was changed", node_, entry.sequence, changed_column(entry, stored)));
      return;
    }
    // The entry before may have a changed hash of its own, which is that entry's fault.
    if (!follows || entry.previous_hash == previous_.stored || entry.previous_hash == previous_.computed) return;
    report_.fault(Fault::Kind::broken_link, node_, entry.sequence,
                  fmt::format("{} entry {}: does not follow entry {}", node_, entry.sequence, entry.sequence - 1));
  }

  // Which one it was can be told only where the right value is known from elsewhere.
  const char* changed_column(EntryFields entry, std::string_view stored) const {
    entry.previous_hash = previous_.stored;
    return entry_hash(entry).view() == stored ? "previous_hash" : "a column (or its hash)";
  }

  void check_payload(Rows& row, const EntryFields& entry) {
    if (row.is_null(12)) {
      without_payload_.push_back(entry.sequence);
      return;
    }
    if (payload_commitment(row.text(11), row.text(12)).view() == entry.commitment) return;
    report_.fault(Fault::Kind::changed_payload, node_, entry.sequence,
                  fmt::format("{} entry {}: its payload or salt was changed", node_, entry.sequence));
  }

  void missing(std::int64_t from, std::int64_t to) {
    from = std::max(from, from_);  // what lies before is another part's to report
    if (from > to) return;
    report_.fault(Fault::Kind::missing_entries, node_, from, missing_text(node_, from, to), to);
  }

  Report& report_;
  const std::string& node_;
  std::int64_t from_, to_, expected_ = 1;
  std::int64_t unreported_ = 0;
  Previous previous_;
  std::vector<std::int64_t> without_payload_;
};

// An erasure may have been logged after the walk passed, so this is asked afterwards.
void check_erasures(Report& report, Connection& connection, const std::string& node,
                    const std::vector<std::int64_t>& without_payload) {
  for (const std::int64_t sequence : without_payload) {
    Rows erasure = connection.query(select_erasure, fmt::format("{}:{}", node, sequence));
    if (erasure.next()) {
      ++report.erased;
      continue;
    }
    report.fault(Fault::Kind::missing_payload, node, sequence,
                 fmt::format("{} entry {}: its payload is gone, and no erasure was logged", node, sequence));
  }
}

std::vector<Part> parts_of(const std::vector<Chain>& chains) {
  constexpr std::int64_t smallest_part = 20'000;
  const std::int64_t most_parts = std::clamp<std::int64_t>(std::thread::hardware_concurrency(), 1, 8) * 4;
  std::vector<Part> parts;
  for (const Chain& chain : chains) {
    const std::int64_t last = std::max<std::int64_t>(chain.last, 1);
    // Even where sequences were tampered with, the number of parts stays small.
    const std::int64_t size = std::max(smallest_part, last / most_parts + 1);
    for (std::int64_t from = 1; from <= last; from += size) {
      const bool is_last = last - from < size;
      parts.push_back({&chain, from, is_last ? last : from + size - 1});
      if (is_last) break;  // before `from` can overflow
    }
  }
  return parts;
}

void walk_all(Database& database, const std::vector<Part>& parts, Report& report) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr error;
  std::mutex error_mutex;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < parts.size(); i = next++) {
        Walk walk(report, parts[i]);
        walk.run(database.reader());
        check_erasures(report, database.reader(), parts[i].chain->node, walk.without_payload());
      }
    } catch (...) {
      const std::lock_guard lock(error_mutex);
      error = std::current_exception();
    }
  };
  const std::size_t count =
      std::min<std::size_t>(parts.size(), std::clamp(std::thread::hardware_concurrency(), 1u, 8u));
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < count; ++i) helpers.emplace_back(work);
  work();
  for (auto& helper : helpers) helper.join();
  if (error) std::rethrow_exception(error);
}

std::optional<std::string> hash_at(Connection& connection, const std::string& node, std::int64_t sequence) {
  Rows rows = connection.query(select_hash, node, sequence);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

std::int64_t last_of(Connection& connection, const std::string& node) {
  Rows rows = connection.query(select_last, node);
  return rows.next() ? rows.integer(0) : 0;
}

// Heads were read in the same snapshot as the chains' ends.
void check_heads(Report& report, Connection& connection, const std::vector<Chain>& chains,
                 const std::vector<Seal>& heads) {
  std::map<std::string, Seal> head_of;
  for (const Seal& head : heads) head_of[head.node] = head;
  for (const Chain& chain : chains) {
    if (chain.first < 1) {
      report.fault(Fault::Kind::changed_entry, chain.node, chain.first,
                   fmt::format("{} entry {}: no entry has such a number", chain.node, chain.first));
    }
    const auto found = head_of.find(chain.node);
    if (found == head_of.end()) {
      report.fault(Fault::Kind::head_mismatch, chain.node, chain.last,
                   fmt::format("{} has entries but no head", chain.node));
      continue;
    }
    const Seal head = found->second;
    head_of.erase(found);
    if (head.sequence > chain.last) {
      report.fault(Fault::Kind::missing_tail, chain.node, chain.last + 1,
                   missing_text(chain.node, chain.last + 1, head.sequence) + ": the head has seen more", head.sequence);
    } else if (head.sequence < chain.last || hash_at(connection, chain.node, chain.last) != head.hash) {
      report.fault(Fault::Kind::head_mismatch, chain.node, chain.last,
                   fmt::format("{} head stands at entry {}, the last entry is {}{}", chain.node, head.sequence,
                               chain.last, head.sequence == chain.last ? " and has another hash" : ""));
    }
  }
  for (const auto& [node, head] : head_of) {
    report.fault(Fault::Kind::missing_tail, node, 1, missing_text(node, 1, head.sequence) + ": only the head is there",
                 head.sequence);
  }
}

// Of each chain the first seal that another entry answers, and the furthest whose entry is gone.
void check_seals(Report& report, Connection& connection, std::span<const Seal> seals) {
  std::map<std::string, Seal> first_rewritten, furthest_missing;
  for (const Seal& seal : seals) {
    const auto hash = hash_at(connection, seal.node, seal.sequence);
    if (hash == seal.hash) continue;
    auto& worst = hash ? first_rewritten : furthest_missing;
    const auto [found, is_new] = worst.try_emplace(seal.node, seal);
    const bool is_worse = hash ? seal.sequence < found->second.sequence : seal.sequence > found->second.sequence;
    if (!is_new && is_worse) found->second = seal;
  }
  for (const auto& [node, seal] : first_rewritten) {
    report.fault(Fault::Kind::rewritten, node, seal.sequence,
                 fmt::format("{} entry {} is not the one sealed at {}: the chain was rewritten there or before", node,
                             seal.sequence, seal.at));
  }
  for (const auto& [node, seal] : furthest_missing) {
    const std::int64_t last = last_of(connection, node);
    if (last >= seal.sequence) continue;  // a gap inside, which the walk has reported
    report.fault(Fault::Kind::missing_tail, node, last + 1,
                 fmt::format("{}: entry {} was sealed at {}", missing_text(node, last + 1, seal.sequence),
                             seal.sequence, seal.at),
                 seal.sequence);
  }
}

std::vector<Seal> inner_seals(Connection& connection) {
  std::vector<Seal> seals;
  Rows rows = connection.query(select_inner_seals);
  while (rows.next()) {
    const auto payload = nlohmann::json::parse(rows.text(0), nullptr, false);
    if (!payload.is_array() || payload.empty()) continue;  // the walk reports a changed payload
    for (const auto& head : payload[0].value("change", nlohmann::json::array())) {
      if (!head.is_object()) continue;
      seals.push_back({head.value("node", ""), head.value("sequence", std::int64_t{0}), head.value("hash", ""),
                       "a moment noted in another chain"});
    }
  }
  return seals;
}

// A gap that reaches over several parts of the walk is one gap.
void join_neighbours(std::vector<Fault>& faults) {
  std::vector<Fault> joined;
  for (Fault& fault : faults) {
    const bool continues = !joined.empty() && fault.kind == Fault::Kind::missing_entries &&
                           joined.back().kind == fault.kind && joined.back().node == fault.node &&
                           joined.back().last + 1 == fault.sequence;
    if (!continues) {
      joined.push_back(std::move(fault));
      continue;
    }
    joined.back().last = fault.last;
    joined.back().text = missing_text(fault.node, joined.back().sequence, fault.last);
  }
  faults = std::move(joined);
}

}  // namespace

Verification verify(Database& database, std::span<const Seal> seals, const VerifyProgress& progress) {
  Verification result;
  Connection& connection = database.reader();
  std::vector<Chain> chains;
  {
    const database::ReadTransaction snapshot(connection);
    Rows rows = connection.query(select_chains);
    while (rows.next()) chains.push_back({rows.string(0), rows.integer(1), rows.integer(2), rows.integer(3)});
    result.heads = current_heads(connection, system_now());
  }
  for (const Chain& chain : chains) result.entries += chain.count;

  Report report(progress, result.entries);
  check_heads(report, connection, chains, result.heads);
  walk_all(database, parts_of(chains), report);
  check_seals(report, connection, seals);
  check_seals(report, connection, inner_seals(connection));

  result.erased_payloads = report.erased;
  result.seals = static_cast<std::int64_t>(seals.size());
  result.faults = std::move(report.faults);
  result.more_faults = report.more_faults;
  std::ranges::stable_sort(result.faults, {}, [](const Fault& fault) { return std::pair(fault.node, fault.sequence); });
  join_neighbours(result.faults);
  return result;
}

const char* word(Fault::Kind kind) {
  switch (kind) {
    case Fault::Kind::missing_entries:
      return "missing entries";
    case Fault::Kind::broken_link:
      return "broken link";
    case Fault::Kind::changed_entry:
      return "changed entry";
    case Fault::Kind::changed_payload:
      return "changed payload";
    case Fault::Kind::missing_payload:
      return "missing payload";
    case Fault::Kind::head_mismatch:
      return "head mismatch";
    case Fault::Kind::missing_tail:
      return "missing tail";
    case Fault::Kind::rewritten:
      return "rewritten chain";
  }
  return "";
}

}  // namespace klynge::audit
