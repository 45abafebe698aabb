#include "reading/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace klynge::reading {
namespace {

std::string written(std::string_view text) {
  JsonWriter out(false);
  out.text(text);
  return out.take();
}

// What the library writes that others read with.
std::string expected(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

TEST(JsonWriter, WritesTextsAsTheLibraryDoes) {
  const std::vector<std::string> parts = {
      "",    "Bo Ærø", "\"",   "\\",    "/",    "\n\t\r\b\f", std::string(1, '\0'), "\x1f",     "\x7f",
      "– €", "😀",     "\xc3", "\xc3(", "\xff", "\xe2\x80",   "\xed\xa0\x80",       "\xc0\xaf", "\xf5\x80\x80\x80"};
  for (const std::string& a : parts)
    for (const std::string& b : parts)
      for (const std::string& c : parts) EXPECT_EQ(written(a + b + c), expected(a + b + c));
}

TEST(JsonWriter, BreaksAndIndentsAsTheLibraryDoes) {
  for (const bool pretty : {false, true}) {
    JsonWriter out(pretty);
    out.open_object();
    out.key("none");
    out.open_array();
    out.close_array();
    out.key("some");
    out.open_array();
    out.element();
    out.number(-12);
    out.element();
    out.open_object();
    out.close_object();
    out.element();
    out.open_object();
    out.key("yes");
    out.literal("true");
    out.close_object();
    out.close_array();
    out.key("last");
    out.text("x");
    out.close_object();
    const nlohmann::ordered_json same = {{"none", nlohmann::ordered_json::array()},
                                         {"some", {-12, nlohmann::ordered_json::object(), {{"yes", true}}}},
                                         {"last", "x"}};
    EXPECT_EQ(out.take(), same.dump(pretty ? 2 : -1));
  }
}

TEST(JsonWriter, WritesNumbersAsAPersonWould) {
  for (const auto& [value, text] : {std::pair{0.9f, "0.9"},
                                    {0.85f, "0.85"},
                                    {1.0f, "1.0"},
                                    {0.0f, "0.0"},
                                    {0.123f, "0.123"},
                                    {0.999f, "0.999"},
                                    {0.1f, "0.1"},
                                    {0.05f, "0.05"},
                                    {0.70710677f, "0.70710677"}}) {
    JsonWriter out(false);
    out.number(value);
    EXPECT_EQ(out.take(), text);
  }
}

}  // namespace
}  // namespace klynge::reading
