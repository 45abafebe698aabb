// The route table: every address the product answers, with the permission it needs.
#pragma once
#include <vector>

#include "bodies/erasure_routes.hpp"
#include "bodies/identity_routes.hpp"
#include "bodies/structure/structure_routes.hpp"
#include "intake/intake_routes.hpp"
#include "meetings/meeting_routes.hpp"
#include "platform/access/access.hpp"
#include "platform/access/audit_routes.hpp"
#include "platform/http/http.hpp"
#include "search/search_routes.hpp"

namespace klynge::app {

// What each room's routes work on; lives as long as the server.
struct RouteDeps {
  RouteDeps(audit::Book& shared_book, const meetings::Resolver& resolver, access::Access& shared_access,
            access::AuditLog& shared_log, intake::UploadRunner& uploads, intake::TakeBackRunner& take_backs,
            intake::PageImages& images);

  access::Access& access;
  access::AuditLog& audit_log;
  meetings::Deps meetings;
  bodies::RouteDeps bodies;
  bodies::ErasureDeps erasure;
  structure::Deps structure;
  intake::RouteDeps intake;
  search::RouteDeps search;
};

std::vector<http::Route> all_routes(const RouteDeps& deps);

}  // namespace klynge::app
