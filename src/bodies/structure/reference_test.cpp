// The reference data: what always holds of it, that every template can be read, and that each rule in one is
// understood.
#include "bodies/structure/reference.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/structure/structure_template.hpp"

namespace klynge::structure {
namespace {

std::vector<ReferenceArea> areas_of(ClusterKind kind) {
  std::vector<ReferenceArea> found;
  for (const auto& one : reference().areas)
    if (one.kind == kind) found.push_back(one);
  return found;
}

TEST(Reference, has98MunicipalitiesWithCodesOfTheirOwn) {
  std::set<std::string> codes, names, keys;
  for (const auto& one : reference().municipalities) {
    EXPECT_EQ(one.code.size(), 3u) << one.name;
    codes.insert(one.code);
    names.insert(one.name);
    keys.insert(bodies::organisation_key(bodies::parse_organisation_name(one.name)));
  }
  EXPECT_EQ(reference().municipalities.size(), 98u);
  EXPECT_EQ(codes.size(), 98u);
  EXPECT_EQ(names.size(), 98u);
  EXPECT_EQ(keys.size(), 98u) << "two municipalities would be taken for one";
}

TEST(Reference, hasFiveRegionsUntil2027AndFourFromThen) {
  int before = 0, after = 0;
  for (const auto& one : reference().regions) {
    before += one.period.contains({2026, 12, 31});
    after += one.period.contains({2027, 1, 1});
  }
  EXPECT_EQ(before, 5);
  EXPECT_EQ(after, 4);
}

TEST(Reference, hasSeventeenCouncilsThatAreTogetherTheWholeCountry) {
  const auto councils = areas_of(ClusterKind::council_area);
  EXPECT_EQ(councils.size(), 17u);
  std::set<std::string> places;
  std::size_t count = 0;
  for (const auto& one : councils) {
    for (const auto* municipality : one.municipalities) places.insert(municipality->place);
    count += one.municipalities.size();
    ASSERT_TRUE(one.regional_members && one.municipal_members) << one.name;
    EXPECT_GT(*one.regional_members, *one.municipal_members) << one.name;
  }
  EXPECT_EQ(places.size(), 98u);
  EXPECT_EQ(count, 98u);
}

TEST(Reference, hasFiveClustersWithASourceEach) {
  const auto clusters = areas_of(ClusterKind::cluster);
  EXPECT_EQ(clusters.size(), 5u);
  for (const auto& one : clusters) EXPECT_FALSE(one.source.empty()) << one.name;
}

RC_GTEST_PROP(Reference, aMunicipalityIsInOneRegionAndOneCouncilOfThatRegion, ()) {
  const auto& all = reference().municipalities;
  const auto& one = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  RC_ASSERT(reference_region(one.region_until_2026) != nullptr);
  RC_ASSERT(reference_region(one.region_from_2027) != nullptr);
  RC_ASSERT(reference_region(one.region_until_2026)->period.contains(plus_days(regions_change_on, -1)));
  RC_ASSERT(reference_region(one.region_from_2027)->period.contains(regions_change_on));
  int councils = 0, clusters = 0;
  for (const auto& area : reference().areas) {
    if (std::ranges::find(area.municipalities, &one) == area.municipalities.end()) continue;
    const bool council = area.kind == ClusterKind::council_area;
    (council ? councils : clusters) += 1;
    RC_ASSERT(area.region == (council ? one.region_from_2027 : one.region_until_2026));
  }
  RC_ASSERT(councils == 1);
  RC_ASSERT(clusters <= 1);
}

RC_GTEST_PROP(Reference, aRegionIsFoundHoweverItIsWritten, ()) {
  const auto& region = *rc::gen::elementOf(reference().regions);
  const auto written =
      *rc::gen::element(region.name, lower(region.name), region_place(region.name), "  " + region.name + " ");
  RC_ASSERT(reference_region(written) != nullptr);
  RC_ASSERT(reference_region(written)->name == region.name);
}

TEST(Reference, refusesRowsOfAnotherWidthAndOtherHeads) {
  static constexpr std::string_view columns[] = {"a", "b"};
  EXPECT_EQ(read_plain_csv("a,b\n1,2\n\n", columns).size(), 1u);
  EXPECT_THROW(read_plain_csv("a,b\n1,2,3\n", columns), std::logic_error);
  EXPECT_THROW(read_plain_csv("a,c\n1,2\n", columns), std::logic_error);
}

// The public registers the files were made from, where they are at hand.
std::optional<std::string> shared_file(const std::string& name) {
  const char* set = std::getenv("KLYNGE_SHARED");
  const auto path =
      std::filesystem::path(set ? set : std::string(KLYNGE_SOURCE_DIR) + "/../shared") / "data/structure" / name;
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Reference, saysTheSameAsTheRegistersItWasMadeFrom) {
  const auto municipalities = shared_file("kommuner.csv"), councils = shared_file("sundhedsraad_2027.csv");
  if (!municipalities || !councils) GTEST_SKIP() << "the registers are not at hand";
  static constexpr std::string_view municipality_columns[] = {"kommunekode", "kommune", "region_2007_2026",
                                                              "region_fra_2027"};
  std::map<std::string, ReferenceMunicipality> by_place;
  for (const auto& one : reference().municipalities) by_place[one.place] = one;
  for (const auto& row : read_plain_csv(*municipalities, municipality_columns)) {
    ASSERT_TRUE(by_place.contains(row[1])) << row[1];
    const auto& one = by_place[row[1]];
    EXPECT_EQ(plain_code(row[0]), one.code);
    EXPECT_EQ(row[2], one.region_until_2026);
    EXPECT_EQ(row[3], one.region_from_2027);
  }
  static constexpr std::string_view council_columns[] = {"sundhedsraad", "region", "kommuner", "regionale_medlemmer",
                                                         "kommunale_medlemmer"};
  for (const auto& row : read_plain_csv(*councils, council_columns)) {
    const auto one = std::ranges::find(reference().areas, row[0], &ReferenceArea::name);
    ASSERT_NE(one, reference().areas.end()) << row[0];
    EXPECT_EQ(row[1], one->region);
    EXPECT_EQ(split(row[2], ';').size(), one->municipalities.size());
    EXPECT_EQ(row[3], std::to_string(*one->regional_members));
    EXPECT_EQ(row[4], std::to_string(*one->municipal_members));
  }
}

// --- templates ---

TEST(StructureTemplate, thereAreThree) {
  std::vector<std::string> ids;
  for (const auto& one : structure_templates()) ids.push_back(one.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"2021", "2022", "2027"}));
}

TEST(StructureTemplate, saysItsSourceAndWhatIsOpen) {
  for (const auto& one : structure_templates()) {
    EXPECT_FALSE(one.source.empty()) << one.id;
    EXPECT_FALSE(one.open_questions.empty()) << one.id;
    for (const auto& body : one.bodies) EXPECT_TRUE(body.legal_basis || !body.open_questions.empty()) << body.key;
  }
}

TEST(StructureTemplate, hasRulesThatAreUnderstoodAndCanBeKept) {
  for (const auto& one : structure_templates())
    for (const auto& body : one.bodies)
      for (const auto& pattern : body.rules) {
        const auto rule =
            composition::parse(filled(filled(pattern, "regional_members", "7"), "municipal_members", "6"));
        ASSERT_TRUE(rule) << pattern << ": " << rule.error().danish;
        EXPECT_FALSE(composition::never_met(*rule)) << pattern;
      }
}

TEST(StructureTemplate, succeedsBodiesThatAreThereOfAnEarlierOne) {
  for (const auto& one : structure_templates())
    for (const auto& body : one.bodies)
      for (const auto& before : body.succeeds) {
        const auto earlier = find_template(before.template_id);
        ASSERT_TRUE(earlier) << before.template_id;
        EXPECT_NE(find_body(**earlier, before.body), nullptr) << before.body;
        ASSERT_TRUE((*earlier)->ends && one.begins) << one.id;
        EXPECT_EQ(*(*earlier)->ends, *one.begins) << one.id;
      }
}

TEST(StructureTemplate, thatIsUnknownIsRefusedWithThoseThatAreThere) {
  const auto found = find_template("1970");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, Problem::Kind::not_found);
  EXPECT_EQ(found.error().danish, "Der er ingen skabelon, der hedder ”1970”. Vælg en af disse: 2021, 2022, 2027.");
}

TEST(StructureTemplate, thatIsBrokenIsRefused) {
  const std::string whole =
      R"({"id":"x","name":"X","summary":"","source":"S","area_kind":"cluster","bodies":[{"key":"a","name":"A","per":"region","level":"political"}],"relations":[]})";
  ASSERT_TRUE(parse_template(whole));
  const auto without = [&](std::string_view what, std::string_view instead) {
    auto text = whole;
    return text.replace(text.find(what), what.size(), instead);
  };
  EXPECT_FALSE(parse_template(""));
  EXPECT_FALSE(parse_template("{}"));
  EXPECT_FALSE(parse_template(without("\"political\"", "\"high\"")));
  EXPECT_FALSE(parse_template(without("\"cluster\"", "\"planet\"")));
  EXPECT_FALSE(parse_template(without("\"region\"", "\"month\"")));
  EXPECT_FALSE(parse_template(without("\"relations\":[]", R"("relations":[{"from":"a","to":"b","kind":"hears"}])")));
  EXPECT_FALSE(parse_template(without("\"source\":\"S\"", R"("source":"S","begins":"2022-13-01")")));
}

}  // namespace
}  // namespace klynge::structure
