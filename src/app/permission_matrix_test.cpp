// Every route × every role × (own body, other body, published, closed), over HTTP against the running
// product, and every action × every role × (own body, other body) through perform(). The tables of routes and
// actions are the product's own, so one that is added is asked for too; what is right for each role and thing is
// written down here by hand, apart from the code that decides it. An action that is not written down here fails.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/permission_table.hpp"
#include "app/server.hpp"
#include "app/store.hpp"
#include "base/text.hpp"
#include "bodies/structure/standing_store.hpp"
#include "meetings/convocation_actions.hpp"
#include "meetings/test_register.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/api_token.hpp"
#include "platform/access/log_words.hpp"
#include "platform/access/session.hpp"
#include "platform/database/test_database.hpp"
#include "platform/http/test_client.hpp"

namespace klynge::app {
namespace {

using access::Role;
using access::Scope;

// Who asks: a role of the installation, or a seat in the body that is called their own.
struct Who {
  std::string name;
  access::Roles roles{};
  std::string seat{};       // the seat's role in their own body; "substitute", "" for none
  bool ended = false;       // the term ended: after the early meeting was held, before the late one
  bool guest = false;       // invited to one closed item of the other body
  access::Scopes scopes{};  // a machine's token, instead of an account
  bool signed_in = true;
};

const std::vector<Who>& everybody() {
  static const std::vector<Who> all = {
      {.name = "public", .signed_in = false},
      {.name = "nobody"},
      {.name = "member", .seat = "member"},
      {.name = "observer", .seat = "observer"},
      {.name = "substitute", .seat = "substitute"},
      {.name = "chair", .seat = "chair"},
      {.name = "cochair", .seat = "cochair"},
      {.name = "secretary of the body", .seat = "secretary"},
      {.name = "former member", .seat = "member", .ended = true},
      {.name = "guest", .guest = true},
      {.name = "secretary", .roles = {Role::secretary}},
      {.name = "reader", .roles = {Role::reader}},
      {.name = "administrator", .roles = {Role::administrator}},
      {.name = "finance", .roles = {Role::finance}},
      {.name = "support nurse", .roles = {Role::support_nurse}},
      {.name = "support leader", .roles = {Role::support_leader}},
      {.name = "auditor", .roles = {Role::auditor}},
      {.name = "system", .roles = {Role::system}},
      {.name = "token to read", .scopes = {Scope::read}},
      {.name = "token to import", .scopes = {Scope::import}},
      {.name = "token to audit", .scopes = {Scope::audit}},
      {.name = "token whose maker is disabled", .scopes = {Scope::import}, .signed_in = false},
  };
  return all;
}

// A meeting and what belongs to it.
struct Thing {
  std::string name;
  bool own = false, published = false, early = false;
  bool invited = false;  // its closed item is the guest's
  std::string meeting, open_item, closed_item, body, source, finding;
};

bool has(const Who& who, std::initializer_list<Role> wanted) {
  return std::ranges::any_of(who.roles, [&](Role role) { return std::ranges::find(wanted, role) != wanted.end(); });
}

// --- what is right, by hand (design, “Who may do what”) ------------------------------------------------------

bool has(const Who& who, Scope wanted) {
  return who.signed_in && std::ranges::find(who.scopes, wanted) != who.scopes.end();
}
// Both scopes read.
bool is_reading_token(const Who& who) { return has(who, Scope::read) || has(who, Scope::import); }

// What is not published.
bool reads_inside(const Who& who, const Thing& thing) {
  if (is_reading_token(who) || has(who, {Role::secretary, Role::reader, Role::administrator})) return true;
  if (who.seat.empty() || !thing.own) return false;
  return !who.ended || thing.early;
}
bool reads(const Who& who, const Thing& thing) { return thing.published || reads_inside(who, thing); }
// The bodies' rules of procedure say nothing of closed items after a term.
bool reads_closed(const Who& who, const Thing& thing) {
  if (has(who, {Role::secretary})) return true;
  if (who.guest && thing.invited) return true;
  return !who.seat.empty() && thing.own && !who.ended;
}
bool changes(const Who& who, const Thing& thing) {
  if (has(who, {Role::secretary, Role::administrator})) return true;
  return who.seat == "secretary" && thing.own;
}
bool reads_somewhere(const Who& who) {
  return !who.seat.empty() || who.guest || is_reading_token(who) ||
         has(who, {Role::secretary, Role::reader, Role::administrator});
}
bool changes_somewhere(const Who& who) {
  return who.seat == "secretary" || has(who, {Role::secretary, Role::administrator});
}

bool holds_everywhere(const Who& who, audit::Permission permission) {
  using enum audit::Permission;
  switch (permission) {
    case none:
    case read_published:
      return true;
    case read_all:
      return is_reading_token(who) || has(who, {Role::secretary, Role::reader, Role::administrator});
    case import_documents:
      return has(who, Scope::import) || has(who, {Role::secretary, Role::administrator});
    case read_closed:
      return has(who, {Role::secretary});
    case change_record:
      return has(who, {Role::secretary, Role::administrator});
    case manage_structure:
      return has(who, {Role::secretary, Role::administrator});
    case manage_accounts:
      return has(who, {Role::administrator, Role::system});
    case read_audit:
      return has(who, Scope::audit) || has(who, {Role::auditor});
    case manage_funds:
      return has(who, {Role::finance});
    case read_own_patients:
      return has(who, {Role::support_nurse, Role::support_leader});
    case read_all_patients:
      return has(who, {Role::support_leader});
    case configure:
      return has(who, {Role::system});
    case approve:
      return false;
  }
  return false;
}
bool holds_somewhere(const Who& who, audit::Permission permission) {
  if (holds_everywhere(who, permission)) return true;
  switch (permission) {
    case audit::Permission::read_all:
      return reads_somewhere(who);
    case audit::Permission::read_closed:
      return who.guest || (!who.seat.empty() && !who.ended);
    case audit::Permission::change_record:
      return changes_somewhere(who);
    case audit::Permission::approve:
      return who.seat == "chair" || who.seat == "cochair";
    default:
      return false;
  }
}

// Routes of one thing, and who gets it. Every other route is held to its stated permission alone.
using Right = bool (*)(const Who&, const Thing&);
const std::map<std::string, Right>& rights_of_things() {
  static const Right reads_item = [](const Who& w, const Thing& t) { return reads(w, t) || (w.guest && t.invited); };
  static const Right item_closed = [](const Who& who, const Thing& thing) { return reads_closed(who, thing); };
  static const std::map<std::string, Right> all = {
      {"GET /moeder/{id}", reads},
      {"GET /moeder/{id}/adgang", reads},
      {"GET /moeder/{id}/kilde", reads_inside},
      {"GET /moeder/{id}/udgaver", reads_inside},
      {"POST /moeder/{id}/kilde",
       [](const Who& who, const Thing& thing) { return reads_inside(who, thing) && reads_closed(who, thing); }},
      {"POST /moeder/{id}/offentliggoer", changes},
      {"POST /moeder/{id}/traek-tilbage", changes},
      {"GET /organer/{id}/indkald", changes},
      {"POST /organer/{id}/indkald", changes},
      {"GET /moeder/{id}/indkaldelse", changes},
      {"POST /moeder/{id}/indkaldelse", changes},
      {"GET /moeder/{id}/aflys", changes},
      {"POST /moeder/{id}/aflys", changes},
      {"GET /punkter/{id}/gaester", changes},
      {"POST /punkter/{id}/gaester", changes},
      {"POST /punkter/{id}/gaester/{person}/traek-tilbage", changes},
      {"GET /punkter/{id}", reads_item},
      {"GET /punkter/{id}/adgang", reads_item},
      {"POST /punkter/{id}/vis", item_closed},
      {"POST /fund/{id}", changes},
      // Its closed items stand in the file.
      {"GET /kilder/{sha}",
       [](const Who& who, const Thing& thing) { return reads_inside(who, thing) && reads_closed(who, thing); }},
  };
  return all;
}

// --- the register they ask --------------------------------------------------------------------------------

constexpr database::Sql add_bytes{"INSERT INTO source_bytes (sha256, bytes) VALUES ($1, $2)"};
constexpr database::Sql publish_meeting{"UPDATE meeting SET published = 1 WHERE id = $1"};
constexpr database::Sql add_seat{
    "INSERT INTO seat (id, body_id, position, label, kind, voting, role) VALUES ($1, $2, 1, 'Plads', 'member', 1, $3)"};
constexpr database::Sql add_term{
    "INSERT INTO seat_term (id, seat_id, person_id, valid_from, valid_to) VALUES ($1, $2, $3, '2019-01-01', $4)"};
constexpr database::Sql add_substitute{
    "INSERT INTO seat_substitute (id, seat_id, person_id, valid_from) VALUES ($1, $2, $3, '2019-01-01')"};
constexpr database::Sql add_guest{
    "INSERT INTO item_guest (item_id, person_id, invited_at) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING"};
constexpr database::Sql link_person{"UPDATE account SET person_id = $2 WHERE id = $1"};

// A form that is in order, where what is wrong with it would be said before who may send it.
std::string form_of(const http::Route& route) { return route.pattern == "/fund/{id}" ? "&handling=afvis&ord=set" : ""; }

class PermissionMatrix : public testing::Test {
 protected:
  PermissionMatrix()
      : test_(database::TestDatabase::Start::empty),
        store_(open_store({.data = test_.folder(), .database = test_.url(), .node = "test"})) {
    for (const bool own : {true, false})
      for (const bool published : {false, true})
        for (const bool early : {true, false}) things_.push_back(meeting(own, published, early));
    for (const bool own : {true, false}) things_.push_back(convened(own, own ? things_[1] : things_[5]));
    things_[4].invited = true;
    for (const auto& who : everybody()) enrol(who);
    change([&](auto& t) { t.connection().execute(meetings::add_test_person, invited_); });
    spdlog::set_level(spdlog::level::off);  // a line for each of thousands of requests
    ServeOptions options{.port = 0};
    server_ = std::make_unique<RunningServer>(store_, options);
  }
  ~PermissionMatrix() override {
    server_->stop();
    spdlog::set_level(spdlog::level::info);
  }

  template <class Work>
  void change(Work work) {
    store_.database->write([&](database::Connection& connection) {
      audit::Transaction transaction(connection, Instant{++now_s_ * 1'000'000});
      work(transaction);
      return true;
    });
  }
  std::string new_id() { return make_uuid_v7(++now_s_ * 1000).text(); }

  Thing meeting(bool own, bool published, bool early) {
    Thing thing{
        .name = fmt::format("{}{}{}", own ? "own" : "other", published ? ", published" : "", early ? ", early" : ""),
        .own = own,
        .published = published,
        .early = early};
    thing.body = own ? own_body_ : other_body_;
    auto record = meetings::test_record();
    record.body = thing.body;
    record.date = Date{early ? 2020 : 2023, published ? 5 : 6, 4};
    auto secret = meetings::test_item("3", "Hemmelig sag");
    secret.closed = true;
    secret.minutes = "Det fortrolige.";
    record.items.push_back(secret);
    record.findings = {
        {.kind = reading::FindingKind::numbering_gap, .message = "Et punkt mangler.", .item = std::nullopt, .line = 2}};
    thing.source = sha256_hex(thing.name);
    std::vector<meetings::ItemId> items;
    for (std::size_t i = 0; i < record.items.size(); ++i)
      items.push_back(Id<meetings::AgendaItem>{make_uuid_v7(++now_s_ * 1000)});
    const meetings::MeetingId id{make_uuid_v7(++now_s_ * 1000)};
    thing.meeting = id.text();
    thing.open_item = items.front().text();
    thing.closed_item = items.back().text();
    change([&](audit::Transaction& transaction) {
      auto& connection = transaction.connection();
      connection.execute(meetings::add_test_body, thing.body);
      connection.execute(meetings::add_test_source, thing.source, thing.source + ".txt");
      connection.execute(add_bytes, thing.source, database::Bytes{"Referat\n" + thing.name + "\n"});
      connection.execute(meetings::add_test_reading, "r-" + thing.source, thing.source, reading::to_json(record));
      meetings::write_version(transaction, by_id(),
                              {.meeting = id,
                               .reading_id = "r-" + thing.source,
                               .record = record,
                               .item_ids = items,
                               .sources = std::span(&thing.source, 1),
                               .committed_by = "Test"});
      if (published) connection.execute(publish_meeting, thing.meeting);
    });
    thing.finding = meetings::find_meeting(store_.database->reader(), id)->findings.at(0).id;
    return thing;
  }
  // A meeting that is to come and of which there is no document: what is asked about source and finding is asked of
  // `beside`.
  Thing convened(bool own, const Thing& beside) {
    Thing thing{.name = own ? "own, convened" : "other, convened", .own = own};
    thing.body = own ? own_body_ : other_body_;
    thing.source = beside.source;
    thing.finding = beside.finding;
    const meetings::Plan plan{.day = plus_days(local_date(system_now()), 30),
                              .start = {600},
                              .end = {660},
                              .place = "",
                              .items = {{.title = "Åbent"}, {.title = "Hemmeligt", .closed = true}}};
    const audit::Actor secretary{.id = "s",
                                 .name = "Test",
                                 .address = "",
                                 .permissions = static_cast<audit::Permissions>(audit::Permission::change_record)};
    const auto id = meetings::convene(*store_.book, {}, secretary, thing.body, plan, {});
    EXPECT_TRUE(id) << id.error().danish;
    thing.meeting = id->text();
    const auto view = meetings::find_meeting(store_.database->reader(), *id);
    thing.open_item = view->items.front().id;
    thing.closed_item = view->items.back().id;
    return thing;
  }
  // The bodies' names are their ids.
  static meetings::Resolver by_id() { return meetings::test_resolver(); }

  // Its maker may all that it gives.
  void give_token(const Who& who) {
    const access::Account maker{.id = Id<access::Account>{make_uuid_v7(++now_s_ * 1000)},
                                .login = "konto" + std::to_string(now_s_),
                                .name = "Maker",
                                .roles = {Role::administrator, Role::auditor},
                                .created_at = {1}};
    change([&](audit::Transaction& transaction) { access::insert_account(transaction.connection(), maker, ""); });
    const audit::Actor actor{
        .id = maker.id.text(), .name = maker.name, .address = "", .permissions = access::permissions_of(maker.roles)};
    const auto token =
        access::add_token(*store_.book, actor, {who.name, who.scopes, plus_days(local_date(system_now()), 1)});
    ASSERT_TRUE(token) << token.error().danish;
    if (!who.signed_in) change([&](audit::Transaction& t) { access::update_disabled(t.connection(), maker.id, true); });
    cookies_[who.name] = "Authorization: Bearer " + *token + "\r\n";
  }

  void enrol(const Who& who) {
    if (!who.scopes.empty()) return give_token(who);
    if (!who.signed_in) return;
    const std::string token = sha256_hex("token of " + who.name), person = new_id();
    const access::Account account{.id = Id<access::Account>{make_uuid_v7(++now_s_ * 1000)},
                                  .login = "konto" + std::to_string(now_s_),
                                  .name = who.name,
                                  .roles = who.roles,
                                  .created_at = {1}};
    change([&](audit::Transaction& transaction) {
      auto& connection = transaction.connection();
      connection.execute(meetings::add_test_person, person);
      access::insert_account(connection, account, "");
      connection.execute(link_person, account.id.text(), person);
      access::insert_session(connection, access::token_hash_of(token), account.id, csrf_, system_now());
      if (who.guest) connection.execute(add_guest, things_[4].closed_item, person);
      if (who.seat.empty()) return;
      const std::string seat = new_id();
      connection.execute(add_seat, seat, own_body_, who.seat == "substitute" ? "member" : who.seat);
      if (who.seat == "substitute") {
        connection.execute(add_substitute, new_id(), seat, person);
      } else {
        connection.execute(add_term, new_id(), seat, person,
                           who.ended ? std::optional<std::string>("2022-01-01") : std::nullopt);
      }
    });
    cookies_[who.name] = fmt::format("Cookie: {}={}\r\n", access::session_cookie, token);
    persons_[who.name] = person;
  }

  // The address of a route about a thing; parameters that are of nothing here get an id that nobody has.
  std::string address(const http::Route& route, const Thing& thing) const {
    static const std::string unknown = "0192f1c2-7b1a-7c3e-9f00-aabbccddeeff";
    std::string out;
    const auto& pattern = route.pattern;
    for (const auto part : split(std::string_view(pattern).substr(1), '/')) {
      out += '/';
      if (!part.starts_with('{')) {
        out += part;
        continue;
      }
      const bool first = out.find('/', 1) == out.rfind('/');
      std::string value = part == "{person}" ? invited_ : unknown;  // to be uninvited
      if (pattern.starts_with("/moeder/") && first) value = thing.meeting;
      if (pattern.starts_with("/punkter/") && first)
        value = pattern.ends_with("/vis") ? thing.closed_item : (thing.invited ? thing.closed_item : thing.open_item);
      if (pattern.starts_with("/organer/") && first) value = thing.body;
      if (pattern.starts_with("/kilder/") && first) value = thing.source;
      if (pattern.starts_with("/fund/") && first) value = thing.finding;
      if (pattern.starts_with("/personer/") && first) value = persons_.at("member");
      out += value;
    }
    return out.empty() ? "/" : out;
  }

  int ask(http::TestClient& client, const Who& who, const http::Route& route, const std::string& target) {
    const auto cookie = cookies_.find(who.name);
    const std::string headers = cookie == cookies_.end() ? "" : cookie->second;
    if (route.pattern.ends_with("/traek-tilbage") && route.pattern.starts_with("/punkter/"))  // somebody is invited
      change([&](auto& t) { t.connection().execute(add_guest, target.substr(9, 36), invited_); });
    // A sign-in page is what the public is sent to.
    if (route.method == http::Method::get) {
      const auto answer = client.get(target, headers);
      return answer.status == 303 && answer.header("Location").starts_with("/log-ind") ? 403 : answer.status;
    }
    return client.post(target, who.signed_in ? "csrf=" + csrf_ + form_of(route) : "", headers).status;
  }

  // As the session or the token makes them.
  audit::Actor actor_of(const Who& who) {
    if (!who.signed_in) return {};
    audit::Actor actor{
        .id = "a",
        .name = who.name,
        .address = "",
        .permissions = who.scopes.empty() ? access::permissions_of(who.roles) : access::permissions_of(who.scopes),
        .today = local_date(system_now())};
    const auto person = persons_.find(who.name);
    if (person != persons_.end()) actor.standings = structure::standings_of(store_.database->reader(), person->second);
    return actor;
  }

  database::TestDatabase test_;
  Store store_;
  std::unique_ptr<RunningServer> server_;
  std::vector<Thing> things_;
  std::map<std::string, std::string> cookies_, persons_;
  const std::string own_body_ = "0192f1c2-0000-7000-8000-000000000001",
                    other_body_ = "0192f1c2-0000-7000-8000-000000000002";
  const std::string csrf_ = std::string(64, 'a'), invited_ = "0192f1c2-0000-7000-8000-000000000003";
  std::int64_t now_s_ = 1'600'000'000;
};

bool is_denied(int status) { return status == 403 || status == 404 || status == 401; }

std::string key_of(const http::Route& route) {
  return std::string(route.method == http::Method::get ? "GET " : "POST ") + route.pattern;
}

// What ends the asker's own session, or leads elsewhere on purpose, says nothing about a right.
bool is_about_oneself(const http::Route& route) {
  return route.pattern.starts_with("/log-") || route.pattern.starts_with("/konto") ||
         route.permission.permission == audit::Permission::none;
}

TEST_F(PermissionMatrix, EveryRouteAnswersEveryRoleRightly) {
  const auto table = server_->route_table();
  std::set<std::string> named;
  for (const auto& route : table) named.insert(key_of(route));
  for (const auto& [key, right] : rights_of_things())
    EXPECT_TRUE(named.contains(key)) << key << " is in the matrix and not in the product";

  int asked = 0, refused = 0, failures = 0;
  http::TestClient client(server_->port());
  // What changes something comes last, and what may not be done first of that.
  const auto ask_all = [&](http::Method method, bool expected_allowed) {
    for (const auto& route : table) {
      if (route.method != method || is_about_oneself(route)) continue;
      const auto found = rights_of_things().find(key_of(route));
      for (const auto& who : everybody()) {
        for (const auto& thing : things_) {
          const bool enters = route.permission.in_body ? holds_somewhere(who, route.permission.permission)
                                                       : holds_everywhere(who, route.permission.permission);
          const bool counts =
              who.scopes.empty() || who.signed_in;  // a token that does not count opens not even what is public
          const bool allowed =
              counts && (found != rights_of_things().end() ? enters && found->second(who, thing) : enters);
          if (method == http::Method::post && allowed != expected_allowed) continue;
          const auto target = address(route, thing);
          const int status = ask(client, who, route, target);
          ++asked;
          refused += is_denied(status) ? 1 : 0;
          const bool by_thing = found != rights_of_things().end();
          const bool right = status < 500 && status != 0 &&
                             (allowed ? status != 403 && (!by_thing || status != 404) : is_denied(status));
          if (!right && ++failures <= 40)
            ADD_FAILURE() << key_of(route) << " for " << who.name << " of " << thing.name << ": " << status
                          << ", and it is " << (allowed ? "allowed" : "not allowed");
          if (!by_thing && route.pattern.find('{') == route.pattern.npos) break;  // of no thing: once is enough
        }
      }
    }
  };
  ask_all(http::Method::get, true);
  ask_all(http::Method::post, false);
  ask_all(http::Method::post, true);
  fmt::print("{} routes, {} askers, {} things: {} requests, {} of them refused, {} wrong\n", table.size(),
             everybody().size(), things_.size(), asked, refused, failures);
  EXPECT_EQ(failures, 0);
  EXPECT_GT(asked, 3000);
}

// --- actions ------------------------------------------------------------------------------------------------

// Who may what, by hand: the permission, and whether a seat brings it in its body.
struct Rule {
  audit::Permission permission = audit::Permission::none;
  bool in_body = false;
};
const std::map<std::string, Rule, std::less<>>& rules_of_actions() {
  using enum audit::Permission;
  static const std::map<std::string, Rule, std::less<>> all = [] {
    std::map<std::string, Rule, std::less<>> out;
    const auto add = [&out](Rule rule, std::initializer_list<const char*> names) {
      for (const char* name : names) out[name] = rule;
    };
    // clang-format off: words are packed by hand
    // One's own account and session, one thing that was asked about beforehand, and the program itself.
    add({}, {"account.change_email", "account.change_password", "account.choose_password", "account.make_by_provider", "account.remove_own_second_factor", "account.renew_backup_codes", "account.request_email",
             "account.request_reset", "account.set_second_factor", "audit.seal", "item.look", "session.end", "session.end_all", "session.refuse",
             "session.start", "session.start_by_backup_code", "session.start_by_provider", "source.download", "source.look", "token.refuse"});
    add({manage_accounts}, {"account.add", "account.disable", "account.enable", "account.end_sessions", "account.invite", "account.link_person",
                            "account.remove_second_factor", "account.reset_password", "account.send_link", "account.set_email", "account.set_roles",
                            "account.unlink_identity", "audit.erase_payload", "mail.discard", "mail.read", "mail.send_again", "person.erase", "token.add",
                            "token.revoke"});
    add({read_audit}, {"log.export", "log.look", "log.verify"});
    add({import_documents}, {"intake.commit", "intake.correct", "intake.discard", "intake.fail", "intake.finish_batch", "intake.start_batch", "intake.take_in",
                             "intake.undo_correction"});
    add({change_record}, {"intake.batch_taken_back", "intake.reread", "intake.take_back", "intake.take_back_batch", "merge", "rename", "settle_doubt", "split",
                          "undo_merge"});
    add({change_record, true}, {"finding.dismiss", "finding.reopen", "finding.settle", "hand_over.cancel", "hand_over.change", "hand_over.note", "hand_over.refresh", "hand_over.remove_note",
                                "hand_over.send", "hand_over.settle", "hand_over.stand_in", "hand_over.start", "hand_over.withdraw", "item.invite_guest",
                                "item.uninvite_guest", "meeting.call_off", "meeting.change_convocation", "meeting.convene", "meeting.publish",
                                "meeting.withdraw"});
    add({approve, true}, {"hand_over.approve"});
    add({manage_structure}, {"body.add", "body.change", "body.document", "body.duty", "body.relation", "body.succession", "cluster.add", "cluster.change",
                             "deviation.add", "deviation.change", "organisation.add", "organisation.change", "person.contact", "proposal.confirm",
                             "proposal.confirm_all", "proposal.decline", "proposal.reopen", "rule.add", "rule.change", "seat.add", "seat.change", "seat.end", "seat.substitute",
                             "seat.substitute_removed", "seat.term", "seat.term_removed", "structure.file", "structure.template"});
    // clang-format on
    return out;
  }();
  return all;
}

bool may_in(const Who& who, const Rule& rule, bool own) {
  if (holds_everywhere(who, rule.permission)) return true;
  return rule.in_body && own && !who.ended && holds_somewhere(who, rule.permission);
}

TEST_F(PermissionMatrix, EveryActionIsDoneByWhomItIsFor) {
  int tried = 0, refused = 0, failures = 0;
  std::set<std::string_view> there;
  for (const auto* action : audit::all_actions()) {
    there.insert(action->name);
    const auto rule = rules_of_actions().find(action->name);
    if (rule == rules_of_actions().end()) {
      ADD_FAILURE() << action->name << ": write down in the matrix whom the action is for";
      continue;
    }
    for (const auto& who : everybody()) {
      for (const bool own : {true, false}) {
        const auto asker = actor_of(who);
        const auto actor = action->reach == audit::Action::Reach::in_body
                               ? audit::acting_in(asker, own ? own_body_ : other_body_)
                               : asker;
        bool reached = false;
        const auto done = audit::perform_erased(*store_.book, actor, *action, [&](audit::Transaction&) -> Result<void> {
          reached = true;
          return fail(Problem::Kind::conflict, "Kun en prøve.");
        });
        ++tried;
        refused += reached ? 0 : 1;
        const bool right =
            reached == may_in(who, rule->second, own) && (reached || done.error().kind == Problem::Kind::forbidden);
        if (!right && ++failures <= 40)
          ADD_FAILURE() << action->name << " by " << who.name << (own ? " in their own body" : " in another body")
                        << (reached ? ": done" : ": refused");
      }
    }
  }
  for (const auto& [name, rule] : rules_of_actions())
    EXPECT_TRUE(there.contains(name)) << name << " is in the matrix and not in the product";
  fmt::print("{} actions, {} askers, two bodies: {} tries, {} of them refused, {} wrong\n", there.size(),
             everybody().size(), tried, refused, failures);
  EXPECT_EQ(failures, 0);
  EXPECT_GT(tried, 3000);
}

TEST(ActionTable, EveryActionHasASentenceForTheLog) {
  for (const auto* action : audit::all_actions())
    EXPECT_NE(access::action_danish(action->name), action->name)
        << action->name << ": give it a sentence in log_words.cpp";
  EXPECT_GT(audit::all_actions().size(), 90u);
}

TEST(ActionTable, IsClosedOnceTheProductRuns) {
  ASSERT_FALSE(audit::all_actions().empty());
  EXPECT_THROW((audit::Action{"made.late", audit::Permission::read_all}), std::logic_error);
}

// docs/permissions.md is made from the same table; KLYNGE_UPDATE=1 writes it anew.
TEST_F(PermissionMatrix, TheDocumentationSaysWhatTheTableSays) {
  const std::filesystem::path page = std::filesystem::path(KLYNGE_SOURCE_DIR) / "docs/permissions.md";
  const std::string wanted = permission_page(server_->route_table(), audit::all_actions());
  if (std::getenv("KLYNGE_UPDATE")) std::ofstream(page) << wanted;
  std::stringstream there;
  there << std::ifstream(page).rdbuf();
  EXPECT_EQ(there.str(), wanted) << "run this test with KLYNGE_UPDATE=1";
}

}  // namespace
}  // namespace klynge::app
