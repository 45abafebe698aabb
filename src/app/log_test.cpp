// A log line is one JSON object, whatever stands in the message.
#include "app/log.hpp"

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <sstream>

TEST(Log, LinesAreJsonAndCannotBeForged) {
  klynge::app::log_as_json();
  testing::internal::CaptureStderr();
  spdlog::warn("two\nlines \"quoted\" {}", "\xff");
  spdlog::info(R"({{"status":{}}})", 200);
  spdlog::default_logger()->flush();
  const std::string text = testing::internal::GetCapturedStderr();
  std::istringstream in(text);
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["level"], "warning");
  EXPECT_TRUE(lines[0]["message"].get<std::string>().starts_with("two\nlines \"quoted\""));
  EXPECT_EQ(lines[1]["event"]["status"], 200);
}
