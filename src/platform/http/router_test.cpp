#include "platform/http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

#include "platform/http/target.hpp"

namespace klynge::http {
namespace {

using audit::Permission;

// A route without a permission does not compile.
static_assert(!std::is_default_constructible_v<Route>);
static_assert(!std::is_constructible_v<Needed>);

Route get(std::string pattern) {
  return {Method::get, std::move(pattern), Permission::none, [](const Request&) { return Response::text("x"); }};
}
Route post(std::string pattern) {
  return {Method::post, std::move(pattern), Permission::none, [](const Request&) { return Response::text("x"); }};
}

std::string found(const Router& router, Method method, std::string_view path) {
  const auto target = parse_target(path);
  if (!target) return "(bad)";
  const auto match = router.match(method, target->segments);
  if (!match.route) return match.allow.empty() ? "(none)" : "(allow " + match.allow + ")";
  std::string out = match.route->pattern;
  for (const auto& [name, value] : match.parameters) out += " " + name + "=" + value;
  return out;
}

TEST(Router, FindsByLiteralAndParameter) {
  const Router router(
      {get("/"), get("/moeder/{id}"), get("/moeder/ny"), post("/moeder/{id}"), get("/moeder/{id}/punkter/{item}")});
  EXPECT_EQ(found(router, Method::get, "/"), "/");
  EXPECT_EQ(found(router, Method::get, "/moeder/7"), "/moeder/{id} id=7");
  EXPECT_EQ(found(router, Method::get, "/moeder/7/"), "/moeder/{id} id=7");
  EXPECT_EQ(found(router, Method::get, "/moeder/ny"), "/moeder/ny");
  EXPECT_EQ(found(router, Method::post, "/moeder/ny"), "/moeder/{id} id=ny");
  EXPECT_EQ(found(router, Method::get, "/moeder/a%2Fb/punkter/%C3%A6"), "/moeder/{id}/punkter/{item} id=a/b item=æ");
  EXPECT_EQ(found(router, Method::get, "/moeder"), "(none)");
  EXPECT_EQ(found(router, Method::get, "/andet/7"), "(none)");
  EXPECT_EQ(found(router, Method::post, "/"), "(allow GET, HEAD)");
}

TEST(Router, RefusesTablesThatAreWrong) {
  EXPECT_THROW(Router({get("/a"), get("/a")}), std::logic_error);
  EXPECT_THROW(Router({get("/a/{x}"), get("/a/{y}")}), std::logic_error);
  EXPECT_NO_THROW(Router({get("/a"), post("/a")}));
  for (auto bad : {"", "a", "/a/", "//", "/{", "/{}", "/a{b}", "/{a}b", "/{a}/{a}"})
    EXPECT_THROW(Router({get(bad)}), std::logic_error) << bad;
  EXPECT_THROW(Router({Route{Method::get, "/a", Permission::none, nullptr}}), std::logic_error);
}

TEST(Target, TakesPathsApartBeforeDecoding) {
  const auto target = parse_target("/a%2Fb/c?q=x%20y+z&q=2&tom=&=&uden");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a/b", "c"}));
  EXPECT_EQ(target->path, "/a/b/c");
  EXPECT_EQ(target->query.lower_bound("q")->second, "x y z");
  EXPECT_EQ(target->query.count("uden"), 1u);
}

TEST(Target, RefusesWhatIsNoPath) {
  for (auto bad : {"", "x", "http://a/b", "*", "/..", "/a/../b", "/%2e%2e/x", "/.", "/a%00b", "/a%0d%0ab", "/%ff", "/%",
                   "/a?q=%ff", "/a?q=b%00c"})
    EXPECT_FALSE(parse_target(bad)) << bad;
  std::string many = "/?";
  for (int i = 0; i < 200; ++i) many += "a=1&";
  EXPECT_FALSE(parse_target(many));
}

TEST(Cookies, FirstWins) {
  const auto cookies = parse_cookies("a=1; b = 2;c; =3; a=9; d=x=y");
  EXPECT_EQ(cookies.at("a"), "1");
  EXPECT_EQ(cookies.at("b"), "2");
  EXPECT_EQ(cookies.at("d"), "x=y");
  EXPECT_EQ(cookies.size(), 3u);
}

}  // namespace
}  // namespace klynge::http
