// JSON, written as it goes along, without first building what is to be written.
//
// A record holds several hundred places of six numbers each; as a tree of nodes they cost half as
// much as reading the document did. The caller says what opens and closes; commas, line breaks and
// indents follow from that.
#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace klynge::reading {

class JsonWriter {
 public:
  // `pretty`: a line for each member, indented by two; else all in one line.
  explicit JsonWriter(bool pretty) : pretty_(pretty), colon_(pretty ? "\": " : "\":") {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }
  // The name of the member whose value comes next: ASCII without marks, as those of a record are.
  void key(std::string_view name);
  // The same of any name.
  void any_key(std::string_view name);
  // An array's next value begins; a member's needs only key().
  void element() { begin_entry(); }

  // UTF-8; bytes that are none are written as U+FFFD.
  void text(std::string_view value);
  void number(std::integral auto value) { integer(static_cast<std::int64_t>(value)); }
  // As a person would write it: 0.9 and not the 0.8999999761581421 that a float holds.
  void number(float value);
  void literal(std::string_view value) { out_ += value; }  // true, false, null

  std::string take() { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  void open(char bracket);
  void close(char bracket);
  void begin_entry();
  void new_line();
  void integer(std::int64_t value);

  std::string out_;
  std::size_t depth_ = 0;
  bool pretty_ = false;
  std::string_view colon_;  // what stands behind a member's name
  bool empty_ = true;       // nothing stands in the innermost object or array yet
};

}  // namespace klynge::reading
