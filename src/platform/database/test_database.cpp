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

}  // namespace

bool testing_on_postgres() { return test_server() != nullptr; }

TestDatabase::TestDatabase(Start start) : TestDatabase(start, test_server()) {}
TestDatabase TestDatabase::on_sqlite(Start start) { return TestDatabase(start, nullptr); }

TestDatabase::TestDatabase(Start start, const char* postgres_server) : folder_(make_folder()) {
  if (postgres_server) {
    server_ = postgres_server;
    name_ = unique_name();
    on_server(server_, fmt::format("CREATE DATABASE {} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'", name_));
    url_ = with_database(server_, name_);
  } else {
    url_ = "sqlite:" + folder_ + "/klynge.db";
  }
  reopen();
  if (start == Start::migrated) migrate(*database_);
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
    if (!server_.empty()) on_server(server_, fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
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
