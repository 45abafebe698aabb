// The auditor's pages: finding entries, reading one, taking them out as files, verifying, and what is hidden.
#include "platform/access/audit_routes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "platform/access/log_words.hpp"
#include "platform/access/test_access.hpp"
#include "platform/audit/append.hpp"
#include "platform/audit/audit_actions.hpp"

namespace klynge::access {
namespace {

const audit::Action correct_action{"correct", audit::Action::Reach::thing};

class LogPages : public AccessTest {
 protected:
  LogPages() {
    add("revisor", {Role::auditor});
    add("hanne", {Role::secretary});
    add("laeser");
  }
  std::vector<http::Route> all_routes() {
    auto all = routes(access_);
    for (auto& route : audit_routes(log_)) all.push_back(std::move(route));
    return all;
  }
  static http::ServerOptions options() {
    http::ServerOptions chosen;
    chosen.port = 0;
    chosen.serving_threads = 2;
    return chosen;
  }
  // Signed in once for each name: every sign-in is an entry too.
  http::Answer get(std::string_view login, const std::string& path) {
    http::TestClient client(server_.port());
    return client.get(path, cookie(login));
  }
  std::string cookie(std::string_view login) {
    auto& kept = cookies_[std::string(login)];
    if (!kept.empty()) return kept;
    const auto signed_in = enter(login);
    EXPECT_TRUE(signed_in);
    kept = "Cookie: " + std::string(session_cookie) + "=" + signed_in->token + "\r\n";
    return kept;
  }
  audit::Actor actor(std::string_view login) {
    return actor_of(access_, find_login(test_.database().reader(), login)->account, "192.0.2.7");
  }
  void act(std::string_view login, std::string_view action, std::string kind, std::string id,
           std::string payload = "{}") {
    now_us_ += 1'000'000;
    test_.database().write([&](database::Connection& connection) {
      audit::append_entry(connection, book_.node, actor(login), action, book_.clock(), {{kind, id, payload}});
      return true;
    });
  }
  void name_things() {
    log_.name_of = [](database::Connection&, const audit::Actor&, std::string_view kind,
                      std::string_view id) -> std::optional<NamedThing> {
      if (kind != "body" || id != "b1") return std::nullopt;
      return NamedThing{"Styregruppen <1>", "/organer/b1"};
    };
  }
  std::string newest_entry_path(std::string_view action) {
    const auto page = audit::list_entries(test_.database().reader(), {.action = std::string(action)});
    return page.entries.empty() ? std::string("/log/post")
                                : fmt::format("/log/post?kaede=node1&nummer={}", page.entries[0].sequence);
  }
  std::int64_t entries_of(std::string_view action) {
    return static_cast<std::int64_t>(
        audit::list_entries(test_.database().reader(), {.action = std::string(action)}).entries.size());
  }

  std::map<std::string, std::string> cookies_;
  std::vector<audit::Seal> seals_;
  AuditLog log_{access_,
                [](database::Connection&, std::string_view kind, std::string_view id) {
                  return kind == "item" && id == "lukket";
                },
                [this]() -> Result<std::vector<audit::Seal>> { return seals_; }};
  http::Server server_{options(), all_routes(), hooks(access_)};
};

TEST_F(LogPages, AreForTheAuditorAlone) {
  for (const char* path : {"/log", "/log/post", "/log.csv", "/log.jsonl", "/log/kontrol", "/log/kontrol/fremdrift"}) {
    EXPECT_EQ(get("hanne", path).status, 403) << path;
    EXPECT_EQ(get("laeser", path).status, 403) << path;
  }
  EXPECT_EQ(get("revisor", "/log").status, 200);
}

TEST_F(LogPages, ThingsAreNamedWhereTheyMayBe) {
  name_things();
  act("hanne", "body.change", "body", "b1");
  act("hanne", "body.change", "body", "b2");
  const auto page = get("revisor", "/log").body;
  EXPECT_TRUE(holds(page, "<a href=\"/organer/b1\">Styregruppen &lt;1&gt;</a>"));
  EXPECT_TRUE(holds(page, "b2")) << "by its number where it has no name";
  log_.name_of = {};
  EXPECT_FALSE(holds(get("revisor", "/log").body, "Styregruppen"));
}

TEST_F(LogPages, TheNewestStandFirstWithTheNameOfTodayAndADanishSentence) {
  act("hanne", "finding.settle", "finding", "f1");
  act("hanne", "noget.nyt", "finding", "f2");
  const auto page = get("revisor", "/log").body;
  const auto settled = page.find("Afklarede et fund</td>"), unknown = page.find("noget.nyt</td>");
  ASSERT_NE(settled, page.npos) << page;
  ASSERT_NE(unknown, page.npos);
  EXPECT_LT(unknown, settled);
  EXPECT_TRUE(holds(page, "Navn hanne"));
  EXPECT_TRUE(holds(page, "192.0.2.7"));
  const audit::EntryRow row = audit::list_entries(test_.database().reader(), {.action = "noget.nyt"}).entries.at(0);
  EXPECT_EQ(row.actor_name, "");
}

TEST_F(LogPages, FiltersByWhoWhatAndWhen) {
  act("hanne", "finding.settle", "finding", "f1");
  act("laeser", "finding.settle", "finding", "f2");
  now_us_ += 5LL * 24 * 60 * minute_us;
  act("hanne", "meeting.publish", "meeting", "m1");
  const auto shown = [&](const std::string& query) {
    const auto page = get("revisor", "/log.jsonl?" + query).body;
    std::string ids;
    for (const auto line : split(page, '\n')) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (json.is_object() && json["actor"] != "Navn revisor" && json["actor"] != "Admin")
        ids += json["id"].get<std::string>() + " ";
    }
    return ids;
  };
  EXPECT_EQ(shown("hvem=hanne"), "m1 f1 ");
  EXPECT_EQ(shown("hvem=NAVN+HAN"), "m1 f1 ");
  EXPECT_EQ(shown("handling=finding.settle"), "f2 f1 ");
  EXPECT_EQ(shown("art=finding&id=f2"), "f2 ");
  EXPECT_EQ(shown("art=meeting"), "m1 ");
  // 1.7e15 µs is the evening of 14 November 2023 in Denmark.
  EXPECT_EQ(shown("fra=2023-11-14&til=2023-11-14&art=finding"), "f2 f1 ");
  EXPECT_EQ(shown("fra=2023-11-15&til=2023-11-30"), "m1 ");
  EXPECT_EQ(shown("til=2023-11-13"), "");
}

TEST_F(LogPages, WhatIsTypedWrongIsSaid) {
  const auto unknown = get("revisor", "/log?hvem=findes-ikke");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_TRUE(holds(unknown.body, "Ingen konto hedder noget med"));
  EXPECT_EQ(get("revisor", "/log?fra=2023-02-30").status, 400);
  EXPECT_EQ(get("revisor", "/log?fra=2023-03-02&til=2023-03-01").status, 400);
  EXPECT_EQ(get("revisor", "/log.csv?fra=i+g%C3%A5r").status, 400);
  EXPECT_EQ(get("revisor", "/log?efter=vr%C3%B8vl").status, 200);
  EXPECT_EQ(get("revisor", "/log/post?kaede=node1&nummer=999999").status, 404);
  EXPECT_EQ(get("revisor", "/log/post?kaede=node2&nummer=x").status, 404);
}

TEST_F(LogPages, PagesFollowOneAnother) {
  for (int i = 0; i < 120; ++i) act("hanne", "seat.change", "seat", fmt::format("s{:03}", i));
  std::string path = "/log?handling=seat.change", seen;
  int pages = 0;
  for (; !path.empty() && pages < 10; ++pages) {
    const auto page = get("revisor", path).body;
    for (auto at = page.find("k-muted\">s"); at != page.npos; at = page.find("k-muted\">s", at + 1))
      seen += page.substr(at + 9, 4) + " ";
    const auto next = page.find("efter=");
    path.clear();
    if (next == page.npos) continue;
    const auto begin = page.rfind("href=\"", next) + 6;
    path = std::regex_replace(page.substr(begin, page.find('"', begin) - begin), std::regex("&amp;"), "&");
  }
  EXPECT_EQ(pages, 3);
  std::string expected;
  for (int i = 119; i >= 0; --i) expected += fmt::format("s{:03} ", i);
  EXPECT_EQ(seen, expected);
}

TEST_F(LogPages, OneEntryShowsBeforeAndAfterAndIsALook) {
  act("hanne", "seat.change", "seat", "s1",
      R"({"before":{"label":"Formand","voting":true},"after":{"label":"<b>Næstformand","voting":false}})");
  const auto page = get("revisor", newest_entry_path("seat.change")).body;
  EXPECT_TRUE(holds(page, "Betegnelse") && holds(page, "Formand") && holds(page, "&lt;b&gt;Næstformand"));
  EXPECT_TRUE(holds(page, "Stemmeret") && holds(page, ">ja<") && holds(page, ">nej<"));
  EXPECT_FALSE(holds(page, "<b>Næst"));
  EXPECT_EQ(entries_of("log.look"), 1);
  // A page of the list shows no contents, and a look has none: neither is a look.
  get("revisor", "/log");
  get("revisor", newest_entry_path("log.look"));
  EXPECT_EQ(entries_of("log.look"), 1);
}

TEST_F(LogPages, NothingOfAClosedItemIsShownAnywhere) {
  act("hanne", "correct", "item", "lukket", R"({"before":"hemmelig før","after":"hemmelig efter"})");
  // The closed item stands second, behind something open.
  ASSERT_TRUE(audit::perform<void>(book_, actor("hanne"), correct_action, [&](audit::Transaction& t) -> Result<void> {
    t.changed({"meeting", "m1", R"({"title":"hemmelig titel"})"});
    t.changed({"item", "lukket", R"({"text":"hemmelig tekst"})"});
    return {};
  }));
  act("hanne", "correct", "item", "åben", R"({"text":"må ses"})");
  const auto entries = audit::list_entries(test_.database().reader(), {.action = "correct"}).entries;
  ASSERT_EQ(entries.size(), 3u);
  for (const auto& entry : entries) {
    const auto page = get("revisor", fmt::format("/log/post?kaede=node1&nummer={}", entry.sequence)).body;
    EXPECT_FALSE(holds(page, "hemmelig")) << page;
    EXPECT_EQ(holds(page, "lukket punkt"), entry.object_id != "åben");
  }
  for (const char* path : {"/log", "/log.csv", "/log.jsonl", "/log.csv?handling=correct"})
    EXPECT_FALSE(holds(get("revisor", path).body, "hemmelig")) << path;
  EXPECT_TRUE(holds(get("revisor", "/log.csv").body, "må ses"));
}

TEST_F(LogPages, AnErasedPayloadLeadsToItsErasure) {
  act("hanne", "seat.change", "seat", "s1", R"({"label":"væk med det"})");
  const auto path = newest_entry_path("seat.change");
  const auto row = audit::list_entries(test_.database().reader(), {.action = "seat.change"}).entries.at(0);
  ASSERT_TRUE(audit::erase_payload(book_, admin_, row.node, row.sequence, "bedt om det"));
  const auto page = get("revisor", path).body;
  EXPECT_TRUE(holds(page, "Indholdet blev slettet") && holds(page, "Se posten om sletningen"));
  EXPECT_FALSE(holds(page, "væk med det"));
}

TEST_F(LogPages, FilesAreForDanishExcelAndAreNotedThemselves) {
  act("hanne", "seat.change", "seat", "=1+1", R"({"label":"a;b"})");
  const auto csv = get("revisor", "/log.csv?handling=seat.change");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBFKæde;Nummer;")) << csv.body;
  EXPECT_TRUE(holds(csv.body, ";\"'=1+1\";")) << csv.body;
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), 2);
  EXPECT_TRUE(holds(csv.header("Content-Disposition"), "log.csv"));
  EXPECT_EQ(entries_of("log.export"), 1);
  const auto said = audit::list_entries(test_.database().reader(), {.action = "log.export"}).entries.at(0);
  EXPECT_TRUE(holds(*said.payload, R"("rows":1)") && holds(*said.payload, "seat.change"));
}

std::string bytes_of(const http::BodyFile& body) {
  std::string bytes(body.size(), '\0');
  const int file = body.descriptor();
  for (std::size_t at = 0; at < bytes.size();) {
    const auto got = ::pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got <= 0) break;
    at += static_cast<std::size_t>(got);
  }
  ::close(file);
  return bytes;
}

// More than memory should hold: the whole of it, in order, and what is closed blacked out.
TEST_F(LogPages, AFileHoldsEveryEntryHoweverMany) {
  constexpr int entries = 101'000;
  test_.database().write([](database::Connection& c) {
    const std::string numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 101000) ";
    c.script(
        ("INSERT INTO audit_entry (node, sequence, at, actor_id, actor_name, address, action, object_kind, object_id, commitment, "
         "previous_hash, hash) " +
         numbers +
         "SELECT 'mange', i, i, '', '', '', 'seat.change', CASE WHEN i % 1000 = 7 THEN 'item' ELSE 'seat' END, "
         "CASE WHEN i % 1000 = 7 THEN 'lukket' ELSE 's' || CAST(i AS TEXT) END, '', '', '' FROM n")
            .c_str());
    c.script(
        ("INSERT INTO audit_payload (node, sequence, salt, payload) " + numbers +
         "SELECT 'mange', i, '', CASE WHEN i % 1000 = 7 THEN '[{\"kind\":\"item\",\"id\":\"lukket\",\"change\":\"hemmelig\"}]' "
         "ELSE '[{\"kind\":\"seat\",\"id\":\"s\",\"change\":\"indhold ' || CAST(i AS TEXT) || '\"}]' END FROM n")
            .c_str());
    // As a server does it by itself before long; without, it would guess that the log is small.
    c.script("ANALYZE");
    return true;
  });
  // Not over a socket, which has its patience.
  http::Request request{.actor = actor("revisor")};
  request.query.emplace("handling", "seat.change");
  const auto table = audit_routes(log_);
  const auto jsonl = std::ranges::find(table, "/log.jsonl", &http::Route::pattern)->handler(request);
  EXPECT_TRUE(jsonl.body.empty());
  ASSERT_TRUE(jsonl.file);
  const std::string file = bytes_of(*jsonl.file);
  EXPECT_FALSE(holds(file, "hemmelig"));
  std::int64_t next = entries, wrong = 0;
  for (const auto line : split(file, '\n')) {
    if (line.empty()) continue;
    const bool closed = next % 1000 == 7;
    wrong += holds(line, fmt::format(R"("number":{},)", next)) ? 0 : 1;
    wrong += holds(line, closed ? std::string("\"lukket\"") : fmt::format("indhold {}\\\"", next)) ? 0 : 1;
    --next;
  }
  EXPECT_EQ(next, 0);
  EXPECT_EQ(wrong, 0);
  const auto csv = get("revisor", "/log.csv?handling=seat.change&art=item");
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), entries / 1000 + 1);
  EXPECT_FALSE(holds(csv.body, "hemmelig"));
  const auto said = audit::list_entries(test_.database().reader(), {.action = "log.export"}).entries;
  EXPECT_TRUE(holds(said.at(1).payload.value_or(""), R"("rows":101000)"));
}

TEST_F(LogPages, AFileThatIsCutSaysSo) {
  for (int i = 0; i < 450; ++i) act("hanne", "seat.change", "seat", fmt::format("s{:03}", i));
  log_.most_export_bytes = 1'000;
  const auto cut = get("revisor", "/log.jsonl?handling=seat.change").body;
  EXPECT_EQ(std::ranges::count(cut, '\n'), static_cast<std::ptrdiff_t>(limits::page_rows) + 1);
  EXPECT_TRUE(holds(cut.substr(cut.rfind('\n', cut.size() - 2)), "Filen er skåret af her."));
  log_.most_export_bytes = limits::log_export_bytes;
  EXPECT_FALSE(holds(get("revisor", "/log.jsonl?handling=seat.change").body, "Filen er skåret af her."));
}

TEST_F(LogPages, AVerificationSaysWhatItFoundAndWhere) {
  for (int i = 0; i < 5; ++i) act("hanne", "seat.change", "seat", std::to_string(i));
  const auto ask = [&] {
    const auto page = get("revisor", "/log/kontrol").body;
    const auto at = page.find("name=\"csrf\" value=\"");
    http::TestClient client(server_.port());
    const auto answer = client.post("/log/kontrol", "csrf=" + page.substr(at + 19, 64), cookie("revisor"));
    EXPECT_EQ(answer.status, 303);
    log_.check.wait();
    return get("revisor", "/log/kontrol").body;
  };
  const auto sound = ask();
  EXPECT_TRUE(holds(sound, "Loggen er i orden")) << sound;
  EXPECT_TRUE(holds(sound, "node1") && holds(sound, "I orden"));
  EXPECT_EQ(entries_of("log.verify"), 1);

  test_.database().write([](database::Connection& c) {
    c.script("UPDATE audit_entry SET address = 'x' WHERE sequence = 4");
    return true;
  });
  const auto broken = ask();
  EXPECT_TRUE(holds(broken, "Loggen er ikke i orden") && holds(broken, "Posten er ændret, efter at den blev skrevet."))
      << broken;
  EXPECT_TRUE(holds(broken, "nummer=4"));

  seals_ = {{"node1", 1'000'000, std::string(64, 'a'), "i går"}};
  EXPECT_TRUE(holds(ask(), "Kædens ende er skåret af."));
}

RC_GTEST_PROP(LogPayload, AnyTextIsReadOrRefused, (const std::string& text)) {
  for (const auto& payload : {text, nlohmann::json::array({{{"kind", "k"}, {"id", "i"}, {"change", text}}})
                                        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)})
    for (const auto& change : changes_in(payload)) RC_ASSERT(change.fields.size() <= 200);
}

// What an action writes into the log is read on the screen, so every key it writes has a Danish word.
TEST(LogWords, NameEveryFieldThatAnActionWrites) {
  const std::regex key(R"~(\{"([a-z_]{3,})", )~");
  std::set<std::string> nameless;
  int seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(KLYNGE_SOURCE_DIR "/src")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with("_actions.cpp")) continue;
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at) {
      ++seen;
      const std::string word = (*at)[1].str();
      // Names of actions and of what is changed stand in the same brackets.
      if (field_danish(word) == word && kind_danish(word) == word && action_danish(word) == word)
        nameless.insert(name + ": " + word);
    }
  }
  EXPECT_GT(seen, 50);
  EXPECT_TRUE(nameless.empty()) << testing::PrintToString(nameless);
}

}  // namespace
}  // namespace klynge::access
