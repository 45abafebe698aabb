#include "platform/http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/audit/standing.hpp"
#include "platform/html/assets.hpp"
#include "platform/http/test_client.hpp"

namespace klynge::http {
namespace {

using audit::Permission;

struct Away : std::runtime_error {
  Away() : std::runtime_error("the database at db1 is gone") {}
};

// Lets a test hold a handler until it says go.
struct Gate {
  std::mutex mutex;
  std::condition_variable opens;
  bool open = false;
  std::atomic<int> waiting{0};
  void wait() {
    std::unique_lock lock(mutex);
    ++waiting;
    opens.wait(lock, [this] { return open; });
  }
  void go() {
    {
      const std::scoped_lock lock(mutex);
      open = true;
    }
    opens.notify_all();
  }
};

struct Site {
  Gate gate;
  std::atomic<int> changes{0};
  Server server;

  explicit Site(ServerOptions options = {}) : server(with_defaults(std::move(options)), routes(), hooks()) {}
  static ServerOptions with_defaults(ServerOptions options) {
    options.port = 0;
    options.serving_threads = 2;
    return options;
  }
  std::vector<Route> routes() {
    const auto echo = [this](const Request& request) {
      ++changes;
      std::string out;
      for (const auto& [name, value] : request.form) out += name + "=" + value + ";";
      for (const auto& upload : request.uploads)
        out += upload.file_name + ":" + std::to_string(upload.bytes.size()) + ";";
      return Response::text(out);
    };
    return {
        {Method::get, "/", Permission::none, [](const Request&) { return Response::html("<p>forside</p>"); }},
        {Method::get, "/sig/{ord}", Permission::none,
         [](const Request& request) {
           return Response::text(std::string(request.parameter("ord")) + "|" + std::string(request.query_value("q")) +
                                 "|" + request.address);
         }},
        {Method::get, "/lukket", Permission::read_all, [](const Request&) { return Response::text("hemmeligt"); }},
        {Method::get, "/i-organet", in_body(Permission::read_all),
         [](const Request&) { return Response::text("for medlemmer"); }},
        {Method::get, "/fejl", Permission::none,
         [](const Request&) -> Response { throw std::runtime_error("secret detail"); }},
        {Method::get, "/vaek", Permission::none, [](const Request&) -> Response { throw Away(); }},
        {Method::get, "/tung", Permission::none, [](const Request&) { return Response::text("tung"); }, true},
        {Method::get, "/stor", Permission::none,
         [](const Request& request) {
           auto file = std::make_shared<BodyFile>();
           for (int i = 0; i < 3'000'000 && request.query_value("tom").empty(); ++i)
             if (!file->append(std::to_string(i % 10))) return Response::text("intet sted at skrive", 503);
           return Response::from_file(std::move(file), "text/csv");
         },
         true},
        {Method::post, "/gem", Permission::none, echo},
        {Method::post, "/gem-lukket", Permission::change_record, echo},
        {Method::post, "/vent", Permission::none,
         [this](const Request&) {
           gate.wait();
           return Response::see_other("/");
         }},
    };
  }
  static Hooks hooks() {
    return {.session =
                [](Request& request) {
                  request.actor.today = {2026, 6, 1};
                  if (request.cookies["k"] == "medlem")
                    request.actor.standings = std::make_shared<audit::Standings>(
                        "p", std::vector<audit::Standing>{{.body_id = "b", .from = {2026, 1, 1}}},
                        std::vector<audit::Invitation>{});
                  if (request.cookies["k"] != "karen") return;
                  request.actor.id = "karen";
                  request.actor.permissions =
                      request.actor.permissions | Permission::read_all | Permission::change_record;
                  request.csrf_token = "rigtig";
                },
            .refused = {},
            .problem_of = [](const std::exception& error) -> std::optional<Problem> {
              if (!dynamic_cast<const Away*>(&error)) return std::nullopt;
              return Problem{Problem::Kind::unavailable, "Databasen svarer ikke lige nu."};
            }};
  }
  TestClient client() { return TestClient(server.port()); }
};

TEST(ServerTest, ABodyCanComeFromAFileWithoutAName) {
  Site site;
  auto client = site.client();
  const auto answer = client.get("/stor");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "text/csv");
  ASSERT_EQ(answer.body.size(), 3'000'000u);
  for (std::size_t i = 0; i < answer.body.size(); i += 1'009)
    ASSERT_EQ(answer.body[i], static_cast<char>('0' + i % 10));
  // On the same connection: the next answer begins where this one ended.
  EXPECT_EQ(client.get("/stor?tom=ja").body, "");
  EXPECT_EQ(client.get("/").body, "<p>forside</p>");
}

bool holds(const std::string& text, std::string_view what) { return text.find(what) != text.npos; }

TEST(Server, ASeatInSomeBodyOpensOnlyWhatAsksForOne) {
  Site site;
  TestClient client(site.server.port());
  constexpr std::string_view member = "Cookie: k=medlem\r\n", nobody = "Cookie: k=ingen\r\n",
                             karen = "Cookie: k=karen\r\n";
  EXPECT_EQ(client.get("/i-organet", member).status, 200);
  EXPECT_EQ(client.get("/i-organet", nobody).status, 403);
  EXPECT_EQ(client.get("/i-organet", karen).status, 200);
  EXPECT_EQ(client.get("/lukket", member).status, 403) << "a seat is no permission in the whole installation";
}

TEST(Server, AnswersOverOneConnection) {
  Site site;
  TestClient client(site.server.port());
  const auto first = client.get("/");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "<p>forside</p>");
  EXPECT_EQ(first.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_TRUE(first.header("Content-Security-Policy").starts_with("default-src 'self'"));
  EXPECT_EQ(first.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(first.header("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_TRUE(first.header("Permissions-Policy").starts_with("camera=()"));
  EXPECT_EQ(first.header("Cache-Control"), "no-cache");
  const auto second = client.get("/sig/%C3%A6%2Fb?q=x+y&q=z");
  EXPECT_EQ(second.body, "æ/b|x y|127.0.0.1");
  EXPECT_EQ(client.get("/tung").body, "tung");
}

TEST(Server, HeadHasNoBody) {
  Site site;
  TestClient client(site.server.port());
  client.send_bytes("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "14");
  EXPECT_EQ(client.get("/").body, "<p>forside</p>");  // nothing of a body lies in between
}

TEST(Server, SaysWhatIsNotThere) {
  Site site;
  TestClient client(site.server.port());
  const auto missing = client.get("/findes-ikke");
  EXPECT_EQ(missing.status, 404);
  EXPECT_TRUE(holds(missing.body, "Siden findes ikke"));
  EXPECT_EQ(client.get("/gem").status, 405);
  EXPECT_EQ(client.post("/", "a=1").status, 405);
  client.send_bytes("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto wrong = client.receive();
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, POST");
}

TEST(Server, ServesAssetsForEver) {
  Site site;
  TestClient client(site.server.port());
  const std::string address = html::asset_url("klynge.css").text();
  const auto sheet = client.get(address);
  EXPECT_EQ(sheet.status, 200);
  EXPECT_EQ(sheet.body, html::find_asset("klynge.css")->bytes);
  EXPECT_TRUE(holds(sheet.header("Cache-Control"), "immutable"));
  const auto again = client.get(address, "If-None-Match: " + sheet.header("ETag") + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(client.get("/aktiver/0000/klynge.css").status, 404);
}

TEST(Server, LetsNoPathClimb) {
  Site site;
  for (auto target : {"/aktiver/../../etc/passwd", "/aktiver/%2e%2e/%2e%2e/etc/passwd", "/../etc/passwd", "/sig/..",
                      "/aktiver/x/..%2f..%2fetc%2fpasswd", "/sig/%00", "/sig/%ff"}) {
    TestClient client(site.server.port());
    const auto answer = client.get(target);
    EXPECT_TRUE(answer.status == 400 || answer.status == 404) << target << " " << answer.status;
    EXPECT_FALSE(holds(answer.body, "root:"));
  }
}

TEST(Server, ReadsForms) {
  Site site;
  TestClient client(site.server.port());
  EXPECT_EQ(client.post("/gem", "a=1&b=%C3%A6").body, "a=1;b=æ;");
  const std::string file(3u << 20, 'x');
  const auto upload = client.post(
      "/gem", "--q\r\nContent-Disposition: form-data; name=f; filename=a.pdf\r\n\r\n" + file + "\r\n--q--\r\n", "",
      "multipart/form-data; boundary=q");
  EXPECT_EQ(upload.body, "a.pdf:" + std::to_string(file.size()) + ";");
  EXPECT_EQ(client.post("/gem", "{}", "", "application/json").status, 415);
  EXPECT_EQ(client.post("/gem", "a=%zz").status, 400);
  client.send_bytes(
      "POST /gem HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n2\r\n23\r\n0\r\n\r\n");
  EXPECT_EQ(client.receive().body, "a=123;");
}

TEST(Server, RefusesAFormThatIsTooLargeInDanish) {
  Site site;
  TestClient client(site.server.port());
  const auto answer = client.post("/gem", "a=" + std::string(limits::form_bytes + 1000, 'x'));
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(holds(answer.body, "4 MB"));
  EXPECT_EQ(site.changes, 0);
  EXPECT_EQ(client.get("/").status, 200);
}

TEST(Server, RefusesForgedRequests) {
  Site site;
  const std::string_view cookie = "Cookie: k=karen\r\n";
  TestClient client(site.server.port());
  EXPECT_EQ(client.post("/gem-lukket", "a=1&csrf=rigtig", cookie).status, 200);
  EXPECT_EQ(site.changes, 1);
  for (auto body : {"a=1", "a=1&csrf=", "a=1&csrf=forkert", "a=1&csrf=rigtig2", "csrf=forkert&csrf=rigtig"}) {
    const auto answer = client.post("/gem-lukket", body, cookie);
    EXPECT_EQ(answer.status, 403) << body;
    EXPECT_TRUE(holds(answer.body, "ikke udført"));
  }
  EXPECT_EQ(client.post("/gem", "a=1", cookie).status, 403);  // signed in: also where nothing is needed
  EXPECT_EQ(client.post("/gem-lukket", "a=1&csrf=rigtig", "Cookie: k=karen\r\nOrigin: https://evil.example\r\n").status,
            403);
  EXPECT_EQ(client.post("/gem-lukket", "a=1&csrf=rigtig", "Cookie: k=karen\r\nSec-Fetch-Site: cross-site\r\n").status,
            403);
  EXPECT_EQ(client.post("/gem", "a=1", "Origin: null\r\n").status, 403);
  EXPECT_EQ(client.post("/gem", "a=1", "Origin: http://localhost\r\n").status, 200);
  EXPECT_EQ(client.post("/gem", "a=1", "Origin: http://other\r\nSec-Fetch-Site: same-origin\r\n").status,
            200);  // a proxy between
  EXPECT_EQ(site.changes, 3);
}

TEST(Server, AsksForPermissionBeforeItReadsABody) {
  Site site;
  TestClient client(site.server.port());
  EXPECT_EQ(client.get("/lukket").status, 403);
  EXPECT_EQ(client.get("/lukket", "Cookie: k=karen\r\n").body, "hemmeligt");
  const auto refused = client.post("/gem-lukket", std::string(20u << 20, 'x'), "", "multipart/form-data; boundary=x");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(site.changes, 0);
}

TEST(Server, TellsTheUserNothingOfAFailure) {
  Site site;
  TestClient client(site.server.port());
  const auto failed = client.get("/fejl");
  EXPECT_EQ(failed.status, 500);
  EXPECT_FALSE(holds(failed.body, "secret detail"));
  EXPECT_TRUE(holds(failed.body, failed.header("X-Request-Id")));
  const auto away = client.get("/vaek");
  EXPECT_EQ(away.status, 503);
  EXPECT_TRUE(holds(away.body, "Databasen svarer ikke"));
  EXPECT_FALSE(holds(away.body, "db1"));
  EXPECT_EQ(client.get("/").status, 200);
}

TEST(Server, SaysSoWhenTheQueueIsFull) {
  ServerOptions options;
  options.worker_threads = 1;
  options.queue_length = 1;
  Site site(options);
  std::vector<std::unique_ptr<TestClient>> clients;
  const auto ask = [&] {
    clients.push_back(std::make_unique<TestClient>(site.server.port()));
    clients.back()->send_bytes(
        "POST /vent HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\n\r\na");
  };
  ask();
  while (site.gate.waiting == 0) std::this_thread::yield();
  ask();
  ask();
  // One of the two waits in the queue, the other is told.
  TestClient reader(site.server.port());
  EXPECT_EQ(reader.get("/").status, 200);  // serving threads are not held up
  site.gate.go();
  int busy = 0, done = 0;
  for (auto& client : clients) {
    const auto answer = client->receive();
    if (answer.status == 503 && holds(answer.body, "travlt")) ++busy;
    if (answer.status == 303) ++done;
  }
  EXPECT_EQ(done + busy, 3);
  EXPECT_GE(done, 1);
}

TEST(Server, ClosesSlowLoris) {
  ServerOptions options;
  options.head_time = std::chrono::milliseconds(1000);
  Site site(options);
  TestClient slow(site.server.port());
  slow.send_bytes("GET / HTTP/1.1\r\nHost: x\r\n");
  bool open = true;
  for (int i = 0; i < 40 && open; ++i) {  // a byte now and then, for longer than is allowed
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    open = slow.send_bytes(i % 10 == 0 ? "X" : "a");
  }
  EXPECT_TRUE(slow.closed_by_server());
  TestClient other(site.server.port());
  EXPECT_EQ(other.get("/").status, 200);
}

TEST(Server, StaysUpBesideHalfOpenConnections) {
  Site site;
  std::vector<std::unique_ptr<TestClient>> half_open;
  for (int i = 0; i < 100; ++i) {
    half_open.push_back(std::make_unique<TestClient>(site.server.port()));
    half_open.back()->send_bytes("GET / HTTP/1.1\r\nHo");
  }
  for (int i = 0; i < 10; ++i) EXPECT_EQ(site.client().get("/").status, 200);
}

TEST(Server, RefusesHeadsThatAreTooLarge) {
  Site site;
  {
    TestClient client(site.server.port());
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(client.get("/", lines).status, 431);
  }
  {
    TestClient client(site.server.port());
    const auto answer = client.get("/", "X-Stor: " + std::string(40'000, 'x') + "\r\n");
    EXPECT_EQ(answer.status, 431);
  }
  {
    // Far more than is ever read into memory: the connection ends.
    TestClient client(site.server.port());
    client.send_bytes("GET / HTTP/1.1\r\nHost: x\r\nX-Stor: ");
    const std::string block(1u << 20, 'x');
    bool taken = true;
    for (int i = 0; i < 64 && taken; ++i) taken = client.send_bytes(block);
    EXPECT_FALSE(taken);
  }
  EXPECT_EQ(site.client().get("/").status, 200);
}

TEST(Server, BelievesOnlyItsOwnProxy) {
  const std::string_view header = "X-Forwarded-For: 10.1.1.1, 10.2.2.2\r\n";
  Site direct;
  EXPECT_EQ(direct.client().get("/sig/x", header).body, "x||127.0.0.1");
  ServerOptions options;
  options.behind_proxy = true;
  Site proxied(options);
  EXPECT_EQ(proxied.client().get("/sig/x", header).body, "x||10.2.2.2");
}

TEST(Server, FinishesRunningWorkWhenItStops) {
  Site site;
  TestClient client(site.server.port());
  client.send_bytes(
      "POST /vent HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\n\r\na");
  while (site.gate.waiting == 0) std::this_thread::yield();
  std::thread stopper([&] { site.server.stop(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  site.gate.go();
  EXPECT_EQ(client.receive().status, 303);
  stopper.join();
}

TEST(Server, RefusesToStartOnATakenPort) {
  Site site;
  ServerOptions options;
  options.port = site.server.port();
  EXPECT_THROW(Server(options, {}, {}), std::runtime_error);
  options.address = "localhost";
  EXPECT_THROW(Server(options, {}, {}), std::runtime_error);
}

}  // namespace
}  // namespace klynge::http
