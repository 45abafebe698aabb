// Where the audit log is read, for whoever has read_audit.
//
//   /log                       the entries, newest first: ?hvem= &handling= &art= &id= &fra= &til= &efter=
//   /log/post                  one of them: ?kaede= &nummer=
//   /log.csv, /log.jsonl       those of the filter as a file
//   /log/kontrol               what the last verification found; POST begins one
//
// Opening one entry's contents, taking a file out and asking for a verification are entries of the log themselves;
// a page of the list, which shows no contents, is not. See docs/decisions/0004-audit-chain-and-seals.md.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "base/limits.hpp"
#include "platform/access/access.hpp"
#include "platform/access/log_check.hpp"
#include "platform/access/log_payload.hpp"
#include "platform/http/http.hpp"

namespace klynge::access {

// What the routes work on; lives as long as the server.
struct AuditLog {
  AuditLog(Access& shared_access, IsClosed closed, std::function<Result<std::vector<audit::Seal>>()> seal_source);
  Access& access;
  IsClosed is_closed;                                       // whether a thing belongs to a closed item
  std::function<Result<std::vector<audit::Seal>>()> seals;  // what a verification compares with
  NameOf name_of{};                                         // what a thing is called; none: by its number alone
  LogCheck check;
  std::uint64_t most_export_bytes = limits::log_export_bytes;  // then a file is cut, and says so
};

std::vector<http::Route> audit_routes(AuditLog& log);

}  // namespace klynge::access
