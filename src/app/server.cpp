#include "app/server.hpp"

#include <spdlog/spdlog.h>

#include <optional>

#include "app/closed_things.hpp"
#include "app/hand_over_letters.hpp"
#include "app/indexer.hpp"
#include "app/person_directory.hpp"
#include "app/routes.hpp"
#include "app/thing_names.hpp"
#include "bodies/structure/standing_store.hpp"
#include "extract/extractor.hpp"
#include "intake/batch_take_back.hpp"
#include "intake/page_image.hpp"
#include "intake/upload_runner.hpp"
#include "meetings/resolver.hpp"
#include "platform/access/access.hpp"
#include "platform/http/server.hpp"
#include "platform/mail/sender.hpp"

namespace klynge::app {
namespace {

std::string public_url(const ServeOptions& options) {
  if (!options.public_url.empty()) return options.public_url;
  return (options.https ? "https://" : "http://") + options.address + ":" + std::to_string(options.port);
}

}  // namespace

// In the order in which they need each other; torn down the other way round.
struct RunningServer::Parts {
  Parts(Store& store, const ServeOptions& options)
      : resolver(meetings::matching_resolver()),
        outbox{*store.book, store.key, !options.mail.server.empty()},
        access(*store.book, outbox, {.secure_cookie = options.https, .public_url = public_url(options)}),
        audit_log(access, belongs_to_closed, [path = store.seal_path()] { return audit::read_seal_file(path); }),
        uploads({*store.book, resolver}, extractor),
        take_backs({*store.book, resolver}),
        routes(*store.book, resolver, access, audit_log, uploads, take_backs, images),
        indexer(*store.database),
        sender(outbox, options.mail) {
    access.persons = person_directory();
    audit_log.name_of = name_of_thing;
    store.book->listeners.push_back(hand_over_letters(outbox, public_url(options)));
    if (!options.oidc.issuer.empty())
      access.provider = std::make_unique<oidc::Provider>(options.oidc, oidc::fetch, store.book->clock);
    access.sessions.ask_for_standings(structure::standings_of);
    // Listens from here on, so all else is ready.
    server.emplace(http::ServerOptions{.address = options.address,
                                       .port = options.port,
                                       .serving_threads = options.threads,
                                       .behind_proxy = options.https,
                                       .https = options.https},
                   all_routes(routes), access::hooks(access));
  }

  meetings::Resolver resolver;
  extract::Extractor extractor;
  intake::PageImages images;
  mail::Outbox outbox;
  access::Access access;
  access::AuditLog audit_log;
  intake::UploadRunner uploads;
  intake::TakeBackRunner take_backs;
  RouteDeps routes;
  Indexer indexer;
  mail::Sender sender;
  std::optional<http::Server> server;
};

RunningServer::RunningServer(Store& store, const ServeOptions& options)
    : parts_(std::make_unique<Parts>(store, options)) {}
RunningServer::~RunningServer() = default;
std::uint16_t RunningServer::port() const { return parts_->server->port(); }
std::vector<http::Route> RunningServer::route_table() const { return all_routes(parts_->routes); }
void RunningServer::stop() { parts_->server->stop(); }

}  // namespace klynge::app
