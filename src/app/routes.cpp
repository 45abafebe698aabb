#include "app/routes.hpp"

#include <iterator>

#include "app/person_keepers.hpp"
#include "app/search_source.hpp"
#include "bodies/identity_routes.hpp"
#include "bodies/structure/identity_references.hpp"
#include "intake/intake_routes.hpp"
#include "meetings/identity_references.hpp"
#include "meetings/meeting_routes.hpp"
#include "meetings/open_matters.hpp"
#include "meetings/structure_source.hpp"
#include "platform/access/link_actions.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/mail/outbox_pages.hpp"
#include "search/search_routes.hpp"

namespace klynge::app {
namespace {

void append(std::vector<http::Route>& table, std::vector<http::Route> routes) {
  table.insert(table.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
}

// What meetings ask of mail and accounts.
meetings::Outside outside_of(access::Access& access) {
  return {.public_url = access.public_url,
          .write_letter =
              [&access](audit::Transaction& transaction, const meetings::LetterTo& letter) {
                return mail::put(access.outbox, transaction, {letter.recipient, letter.subject, letter.body});
              },
          .open_account = [&access](audit::Transaction& transaction, const meetings::GuestToBe& guest) -> Result<void> {
            const auto opened = access::open_guest_account(
                access, transaction, {guest.name, guest.email, guest.person_id, guest.invited_by});
            return opened ? Result<void>() : std::unexpected(opened.error());
          },
          .rights_changed = [&access] { access::forget_all(access); }};
}

}  // namespace

RouteDeps::RouteDeps(audit::Book& shared_book, const meetings::Resolver& resolver, access::Access& shared_access,
                     access::AuditLog& shared_log, intake::UploadRunner& uploads, intake::TakeBackRunner& take_backs,
                     intake::PageImages& images)
    : access(shared_access),
      audit_log(shared_log),
      meetings{shared_book.database, shared_book, resolver, outside_of(shared_access)},
      bodies{shared_book, bodies::join({meetings::identity_references(), structure::identity_references()})},
      erasure{shared_book, person_keepers(), [&shared_access] { access::forget_all(shared_access); }},
      structure{shared_book, meetings::structure_source(),
                structure::join({structure::own_matters(), meetings::open_matters()})},
      intake{{shared_book, resolver}, uploads, take_backs, images},
      search{shared_book.database, register_source()} {}

std::vector<http::Route> all_routes(const RouteDeps& deps) {
  std::vector<http::Route> table = meetings::routes(deps.meetings);
  append(table, bodies::routes(deps.bodies));
  append(table, bodies::erasure_routes(deps.erasure));
  append(table, structure::routes(deps.structure));
  append(table, intake::routes(deps.intake));
  append(table, search::routes(deps.search));
  append(table, access::routes(deps.access));
  append(table, access::audit_routes(deps.audit_log));
  append(table, mail::routes(deps.access.outbox));
  return table;
}

}  // namespace klynge::app
