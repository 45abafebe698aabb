#include "platform/database/test_database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

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
void on_server(const std::string& url, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url.c_str()), &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(fmt::format("test server: {}", PQerrorMessage(connection.get())));
  }
}

// "postgresql://user@host:port/postgres?x=y" with another database.
std::string with_database(const std::string& url, const std::string& name) {
  const auto host = url.find("://") + 3;
  const auto path = url.find('/', host);
  const auto query = url.find('?');
  const std::string server = url.substr(0, std::min(path, query));
  return fmt::format("{}/{}{}", server, name, query == std::string::npos ? "" : url.substr(query));
}

std::string create_database(const std::string& server, const std::string& name, const std::string& from) {
  on_server(server, fmt::format("CREATE DATABASE {} TEMPLATE {} LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'", name, from));
  return with_database(server, name);
}

void drop_database(const std::string& server, const std::string& name) {
  on_server(server, fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
}

// The migrated database that the others are copied from: migrating takes longer than most tests.
class Pattern {
 public:
  explicit Pattern(const char* server) : server_(server ? server : ""), folder_(server ? "" : make_folder()) {
    if (server) name_ = unique_name();
    migrate(*open(server ? create_database(server, name_, "template0") : "sqlite:" + file()));
  }
  ~Pattern() {
    try {
      if (!server_.empty()) drop_database(server_, name_);
      if (!folder_.empty()) fs::remove_all(folder_);
    } catch (const std::exception&) {
      // As with the databases below: a leftover harms nobody.
    }
  }
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
  std::string file() const { return folder_ + "/klynge.db"; }
  const std::string& name() const { return name_; }

 private:
  std::string server_, folder_, name_;
};

const Pattern& sqlite_pattern() {
  static const Pattern pattern(nullptr);
  return pattern;
}

const Pattern& postgres_pattern() {
  static const Pattern pattern(test_server());
  return pattern;
}

}  // namespace

bool testing_on_postgres() { return test_server() != nullptr; }

TestDatabase::TestDatabase(Start start) : TestDatabase(start, test_server()) {}
TestDatabase TestDatabase::on_sqlite(Start start) { return TestDatabase(start, nullptr); }

TestDatabase::TestDatabase(Start start, const char* postgres_server) : folder_(make_folder()) {
  if (postgres_server) {
    server_ = postgres_server;
    name_ = unique_name();
    url_ = create_database(server_, name_, start == Start::migrated ? postgres_pattern().name() : "template0");
  } else {
    const std::string file = folder_ + "/klynge.db";
    if (start == Start::migrated) fs::copy_file(sqlite_pattern().file(), file);
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
