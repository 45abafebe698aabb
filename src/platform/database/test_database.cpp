#include "platform/database/test_database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "platform/database/migrations.hpp"

namespace klynge::database {
namespace {

namespace fs = std::filesystem;

const char* test_server() {
  const char* url = std::getenv("KLYNGE_TEST_POSTGRES");
  return url && *url ? url : nullptr;
}

std::string unique_name() {
  static std::atomic<int> last{0};
  return fmt::format("klynge_test_{}_{}", ::getpid(), ++last);
}

std::string make_folder() {
  std::string pattern = (fs::temp_directory_path() / "klynge-test-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  return pattern;
}

// CREATE and DROP DATABASE run outside any transaction, so they go past the statement layer.
class Server {
 public:
  explicit Server(const std::string& url) : connection_(PQconnectdb(url.c_str()), &PQfinish) {}
  // The number of rows it gave.
  int run(const std::string& sql) const {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), sql.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      throw std::runtime_error(fmt::format("test server: {}", PQerrorMessage(connection_.get())));
    }
    return PQntuples(result.get());
  }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

// "postgresql://user@host:port/postgres?x=y" with another database.
std::string with_database(const std::string& url, const std::string& name) {
  const auto host = url.find("://") + 3;
  const auto path = url.find('/', host);
  const auto query = url.find('?');
  const std::string server = url.substr(0, std::min(path, query));
  return fmt::format("{}/{}{}", server, name, query == std::string::npos ? "" : url.substr(query));
}

std::string create_database(const std::string& server, const std::string& name, const std::string& from) {
  Server(server).run(
      fmt::format("CREATE DATABASE {} TEMPLATE {} LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'", name, from));
  return with_database(server, name);
}

void drop_database(const std::string& server, const std::string& name) {
  Server(server).run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
}

// The migrated database that the others are copied from: migrating takes longer than most tests.
// On SQLite one for each process.
class SqlitePattern {
 public:
  SqlitePattern() : folder_(make_folder()) { migrate(*open("sqlite:" + file())); }
  ~SqlitePattern() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  SqlitePattern(const SqlitePattern&) = delete;
  SqlitePattern& operator=(const SqlitePattern&) = delete;
  std::string file() const { return folder_ + "/klynge.db"; }

 private:
  std::string folder_;
};

std::string sqlite_pattern() {
  static const SqlitePattern pattern;
  return pattern.file();
}

std::string make_postgres_pattern(const std::string& server) {
  std::string all;
  for (const Migration& migration : migrations()) all += migration.sql;
  const std::string name = "klynge_pattern_" + sha256_hex(all).substr(0, 16);
  const Server session(server);
  session.run("SELECT pg_advisory_lock(5551)");  // one test process makes it, the others wait for it
  if (session.run(fmt::format("SELECT 1 FROM pg_database WHERE datname = '{}'", name)) > 0) return name;
  // Under its name only when it is whole, should this process be stopped in between.
  const std::string unfinished = unique_name();
  migrate(*open(create_database(server, unfinished, "template0")));
  session.run(fmt::format("ALTER DATABASE {} RENAME TO {}", unfinished, name));
  return name;
}

// On PostgreSQL one for as long as the server lives; named by what the migrations are.
const std::string& postgres_pattern(const std::string& server) {
  static const std::string name = make_postgres_pattern(server);
  return name;
}

}  // namespace

bool testing_on_postgres() { return test_server() != nullptr; }

TestDatabase::TestDatabase(Start start) : TestDatabase(start, test_server()) {}
TestDatabase TestDatabase::on_sqlite(Start start) { return TestDatabase(start, nullptr); }

TestDatabase::TestDatabase(Start start, const char* postgres_server) : folder_(make_folder()) {
  if (postgres_server) {
    server_ = postgres_server;
    name_ = unique_name();
    url_ = create_database(server_, name_, start == Start::migrated ? postgres_pattern(server_) : "template0");
  } else {
    const std::string file = folder_ + "/klynge.db";
    if (start == Start::migrated) fs::copy_file(sqlite_pattern(), file);
    url_ = "sqlite:" + file;
  }
  reopen();
}

TestDatabase::TestDatabase(TestDatabase&& other) noexcept
    : folder_(std::exchange(other.folder_, {})),
      url_(std::move(other.url_)),
      server_(std::exchange(other.server_, {})),
      name_(std::move(other.name_)),
      database_(std::move(other.database_)) {}

TestDatabase::~TestDatabase() {
  database_.reset();
  try {
    if (!server_.empty()) drop_database(server_, name_);
    if (!folder_.empty()) fs::remove_all(folder_);
  } catch (const std::exception&) {
    // What is left over lies in the temporary folder or on the test server; the test has its verdict.
  }
}

void TestDatabase::reopen() {
  database_.reset();
  database_ = open(url_);
}

}  // namespace klynge::database
