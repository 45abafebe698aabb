// Many rows in few statements.
//
// A meeting is some hundred rows, and a statement costs more than the row it brings, above all where
// the database is at the other end of a wire. An Insert is one INSERT written for one, four and
// sixteen rows at once; run() picks the largest that fit. Like an Sql it must live at namespace
// scope, because the connection keeps its statements by address.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::meetings {

class Insert {
 public:
  // `head` up to and with VALUES, `tail` what comes after the rows.
  Insert(std::string_view head, int columns, std::string_view tail = "");
  Insert(const Insert&) = delete;
  Insert& operator=(const Insert&) = delete;

  // `values`: row after row. Views must live until run() returns.
  void run(database::Connection& connection, std::span<const database::Value> values) const;

 private:
  struct Statement {
    std::size_t rows;
    std::string text;
    database::Sql sql;
  };
  std::size_t columns_;
  Statement statements_[3];
};

// Values with the texts made for them; the texts do not move while values are added.
class RowValues {
 public:
  template <class... Args>
  void row(const Args&... args) {
    (values_.push_back(database::to_value(args)), ...);
  }
  bool empty() const { return values_.empty(); }
  std::span<const database::Value> values() const { return values_; }

 private:
  std::vector<database::Value> values_;
};

}  // namespace klynge::meetings
