// Every byte of every column of one entry, of its payload and of the head, one after another: each must be
// found, and said to be there. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::audit {
namespace {

using database::Sql;

const audit::Action thing_change_action{"thing.change", audit::Permission::change_record};

constexpr int entries = 6, touched = 3;

const Sql read_texts{
    "SELECT e.node, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id, e.commitment, e.previous_hash, e.hash,"
    " p.salt, p.payload, h.node, h.hash, p.node FROM audit_entry e JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " JOIN audit_head h ON h.node = e.node WHERE e.sequence = 3"};
const Sql read_numbers{
    "SELECT e.sequence, e.at, p.sequence, h.sequence FROM audit_entry e JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " JOIN audit_head h ON h.node = e.node WHERE e.sequence = 3"};

struct Column {
  const char* table;
  const char* name;
};
constexpr Column texts[] = {
    {"audit_entry", "node"},      {"audit_entry", "actor_id"},   {"audit_entry", "actor_name"},
    {"audit_entry", "address"},   {"audit_entry", "action"},     {"audit_entry", "object_kind"},
    {"audit_entry", "object_id"}, {"audit_entry", "commitment"}, {"audit_entry", "previous_hash"},
    {"audit_entry", "hash"},      {"audit_payload", "salt"},     {"audit_payload", "payload"},
    {"audit_head", "node"},       {"audit_head", "hash"},        {"audit_payload", "node"}};
constexpr Column numbers[] = {
    {"audit_entry", "sequence"}, {"audit_entry", "at"}, {"audit_payload", "sequence"}, {"audit_head", "sequence"}};

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

class EveryByte : public testing::Test {
 protected:
  EveryByte() {
    const Actor actor{"command-line", "Kommandolinjen", "10.0.0.1", ~Permissions{0}};
    for (int i = 1; i <= entries; ++i) {
      const auto done = perform<void>(book_, actor, thing_change_action, [&](Transaction& t) -> Result<void> {
        t.changed({"thing", std::to_string(i), R"({"before":"en","after":"to"})"});
        return {};
      });
      EXPECT_TRUE(done);
    }
  }
  void set(const Column& column, const std::string& value, const std::string& where) {
    const std::string sql = fmt::format("UPDATE {} SET {} = {} WHERE {}", column.table, column.name, value, where);
    test_.database().write([&](database::Connection& c) {
      c.script(sql.c_str());
      return true;
    });
  }
  // The row by the columns that are not being changed; there is one chain, and its numbers are small.
  static std::string place(const Column& column, bool changed) {
    if (std::string_view(column.table) == "audit_head") return "1 = 1";
    if (std::string_view(column.name) != "sequence") return "sequence = 3";
    return changed ? "sequence < 1 OR sequence > 6" : "sequence = 3";
  }
  void expect_found(const Column& column, const std::string& what) {
    const auto found = verify(test_.database(), {}).faults;
    ASSERT_FALSE(found.empty()) << column.table << "." << column.name << " " << what;
    const bool in_head = std::string_view(column.table) == "audit_head";
    const bool there = std::ranges::any_of(found, [&](const Fault& fault) {
      const auto last = std::max(fault.sequence, fault.last);
      return in_head ? last >= entries || fault.sequence == 1
                     : fault.node == "node1" && fault.sequence <= touched && touched <= last;
    });
    EXPECT_TRUE(there) << column.table << "." << column.name << " " << what << ": " << found[0].text;
  }

  database::TestDatabase test_;
  Book book_{test_.database()};
};

TEST_F(EveryByte, OfATextIsGuarded) {
  std::vector<std::string> values;
  {
    auto rows = test_.database().reader().query(read_texts);
    ASSERT_TRUE(rows.next());
    for (int i = 0; i < static_cast<int>(std::size(texts)); ++i) values.push_back(rows.string(i));
  }
  int bytes = 0;
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    ASSERT_FALSE(values[i].empty()) << texts[i].name;
    for (std::size_t at = 0; at < values[i].size(); ++at, ++bytes) {
      std::string other = values[i];
      other[at] = static_cast<char>(other[at] ^ 1);
      set(texts[i], in_quotes(other), place(texts[i], true));
      expect_found(texts[i], fmt::format("byte {}", at));
      const bool was_node =
          std::string_view(texts[i].name) == "node" && std::string_view(texts[i].table) != "audit_head";
      set(texts[i], in_quotes(values[i]), was_node ? "node <> 'node1'" : place(texts[i], true));
    }
  }
  EXPECT_TRUE(verify(test_.database(), {}).sound());  // the test has put everything back
  EXPECT_GT(bytes, 400);
}

TEST_F(EveryByte, OfANumberIsGuarded) {
  std::vector<std::int64_t> values;
  {
    auto rows = test_.database().reader().query(read_numbers);
    ASSERT_TRUE(rows.next());
    for (int i = 0; i < static_cast<int>(std::size(numbers)); ++i) values.push_back(rows.integer(i));
  }
  for (std::size_t i = 0; i < std::size(numbers); ++i) {
    for (int byte = 0; byte < 8; ++byte) {
      // A high bit of each byte leads to a number that no other entry of the test has.
      const auto other = values[i] ^ static_cast<std::int64_t>(std::uint64_t{1} << (byte * 8 + 6));
      set(numbers[i], std::to_string(other), place(numbers[i], false));
      expect_found(numbers[i], fmt::format("byte {}", byte));
      set(numbers[i], std::to_string(values[i]), place(numbers[i], true));
    }
  }
  EXPECT_TRUE(verify(test_.database(), {}).sound());
}

}  // namespace
}  // namespace klynge::audit
