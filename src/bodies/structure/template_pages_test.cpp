// The templates' pages: what is shown before, that it is done once, what is said when it cannot be.
#include <algorithm>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

using http::Method;
using http::Request;
using http::Response;
using Fields = std::multimap<std::string, std::string, std::less<>>;

bool has(const Response& response, std::string_view part) { return response.body.find(part) != response.body.npos; }

class TemplatePages : public StructureTest {
 protected:
  Response send(Method method, const std::string& id, Fields query, Fields form) {
    const std::string pattern = id.empty() ? "/struktur/skabeloner" : "/struktur/skabeloner/{id}";
    const auto route = std::ranges::find_if(
        routes_, [&](const http::Route& one) { return one.method == method && one.pattern == pattern; });
    EXPECT_NE(route, routes_.end());
    return route->handler(Request{.method = method,
                                  .target = pattern,
                                  .parameters = {{"id", id}},
                                  .query = std::move(query),
                                  .form = std::move(form),
                                  .actor = secretary_,
                                  .csrf_token = "token"});
  }
  Response get(const std::string& id, Fields query = {}) { return send(Method::get, id, std::move(query), {}); }
  Response post(const std::string& id, Fields form) { return send(Method::post, id, {}, std::move(form)); }

  const Deps deps_{book_, nobody_above()};
  const std::vector<http::Route> routes_ = template_routes(deps_);
};

TEST_F(TemplatePages, allNeedTheRightToChangeTheStructure) {
  for (const auto& route : routes_) EXPECT_EQ(route.permission.permission, may_change_structure) << route.pattern;
}

TEST_F(TemplatePages, listThreeWithTheirSourcesAndWhatIsOpen) {
  const auto page = get("");
  EXPECT_EQ(page.status, 200);
  for (const auto* part : {"/struktur/skabeloner/2021", "/struktur/skabeloner/2022", "/struktur/skabeloner/2027",
                           "Regionernes offentliggørelser fra foråret 2026.", "Kun fem af landets 22 sundhedsklynger"})
    EXPECT_TRUE(has(page, part)) << part;
}

TEST_F(TemplatePages, showWhatWouldBeMadeAndMakeNothing) {
  const auto asked = get("2022");
  EXPECT_TRUE(has(asked, "Region Nordjylland"));
  EXPECT_FALSE(has(asked, "Opret strukturen"));
  const auto page = get("2022", {{"region", "Region Nordjylland"}});
  EXPECT_EQ(page.status, 200);
  for (const auto* part :
       {"Politisk sundhedsklynge Nord", "Borgmester, Hjørring Kommune", "1 borgmester fra hver kommune i klyngen.",
        "Intet er skrevet endnu", "Opret strukturen", "Vær opmærksom på"})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_TRUE(all_profiles(reader()).empty());
}

TEST_F(TemplatePages, makeItOnceAndSaySo) {
  const auto done = post("2022", {{"region", "Region Nordjylland"}, {"fra", "2022-07-01"}, {"omraade", "Nord"}});
  ASSERT_EQ(done.status, 303);
  EXPECT_EQ(done.headers.front().second,
            "/struktur/skabeloner/2022?region=Region%20Nordjylland&fra=2022-07-01&omraade=Nord&oprettet=1");
  EXPECT_EQ(all_profiles(reader()).size(), 3u);
  const auto after = get("2022", {{"region", "Region Nordjylland"}, {"omraade", "Nord"}, {"oprettet", "1"}});
  EXPECT_TRUE(has(after, "Strukturen er oprettet."));
  EXPECT_FALSE(has(after, "Opret strukturen"));
  EXPECT_TRUE(has(get("2022", {{"region", "Region Nordjylland"}, {"omraade", "Nord"}}), "Der er intet at oprette."));
}

TEST_F(TemplatePages, showWhatEndsAndWhatComesAfter) {
  ASSERT_EQ(post("2022", {{"region", "Region Nordjylland"}}).status, 303);
  const auto page = get("2027", {{"region", "Region Nordjylland"}});
  EXPECT_TRUE(has(page, "efterfølges af"));
  EXPECT_TRUE(has(page, "Det skal overdrages"));
}

TEST_F(TemplatePages, leadOnToTheHandOversOfWhatEnds) {
  ASSERT_EQ(post("2022", {{"region", "Region Nordjylland"}, {"omraade", "Nord"}}).status, 303);
  EXPECT_FALSE(has(get("2022", {{"region", "Region Nordjylland"}, {"omraade", "Nord"}}), "Næste skridt"))
      << "nothing ended before it";
  EXPECT_FALSE(has(get("2027", {{"region", "Region Nordjylland"}}), "Næste skridt")) << "not while it is a plan";
  ASSERT_EQ(post("2027", {{"region", "Region Nordjylland"}}).status, 303);
  const auto page = get("2027", {{"region", "Region Nordjylland"}, {"oprettet", "1"}});
  for (const auto& body : all_profiles(reader()))
    EXPECT_EQ(has(page, "/overdragelser/ny?organ=" + body.body_id), body.period.to.has_value()) << body.name;
  EXPECT_TRUE(has(page, "31. december 2026 som sidste dag"));
}

TEST_F(TemplatePages, sayOfAMunicipalityWhichRegionItComesUnderWhen) {
  ASSERT_EQ(post("2027", {{"region", "Region Østdanmark"}}).status, 303);
  const auto all = routes(deps_);
  const auto route = std::ranges::find(all, std::string("/organisationer/{id}"), &http::Route::pattern);
  ASSERT_NE(route, all.end());
  const auto one = find_organisation_by_code(reader(), "265");
  ASSERT_TRUE(one);
  const auto page = route->handler(
      Request{.target = "/organisationer/" + one->id, .parameters = {{"id", one->id}}, .actor = secretary_});
  EXPECT_TRUE(has(page, ">Region Sjælland</a>, fra 1. januar 2027 "));
  EXPECT_TRUE(has(page, ">Region Østdanmark</a>"));
}

TEST_F(TemplatePages, sayWhatIsWrong) {
  EXPECT_EQ(get("1970").status, 404);
  EXPECT_EQ(post("1970", {}).status, 404);
  const auto unknown = get("2022", {{"region", "Region <Atlantis>"}});
  EXPECT_EQ(unknown.status, 404);
  EXPECT_TRUE(has(unknown, "Regionen ”Region &lt;Atlantis&gt;” findes hverken"));
  EXPECT_TRUE(has(get("2022", {{"region", "Region Nordjylland"}, {"fra", "i morgen"}}), "Dagen"));
  EXPECT_EQ(get("2022", {{"region", "Region Nordjylland"}, {"fra", "i morgen"}}).status, 400);
  const auto early = post("2022", {{"region", "Region Nordjylland"}, {"fra", "2020-01-01"}});
  EXPECT_EQ(early.status, 400);
  EXPECT_TRUE(has(early, "Skabelonen gælder først fra 1. juli 2022."));
  const auto none = post("2022", {{"region", ""}});
  EXPECT_EQ(none.status, 400);
  EXPECT_TRUE(has(none, "Vælg en region."));
}

TEST_F(TemplatePages, letTheAreasOfAnotherRegionGo) {
  const auto page = get("2022", {{"region", "Region Midtjylland"}, {"omraade", "Nord"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Politisk sundhedsklynge Horsens"));
}

}  // namespace
}  // namespace klynge::structure
