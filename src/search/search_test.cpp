// The index and what it gives back. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set; there, one
// test compares the two databases hit by hit.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.hpp"
#include "search/corpus_for_test.hpp"
#include "search/index_entry.hpp"

namespace klynge::search {
namespace {

using database::TestDatabase;

const Viewer secretary{true, true}, reader_role{true, false}, everybody{false, false};

Document document(std::string id, std::string title, std::string text, std::string date = "2022-11-07") {
  Document made;
  made.kind = "item";
  made.id = std::move(id);
  made.title = std::move(title);
  made.text = std::move(text);
  made.date = std::move(date);
  made.published = true;
  return made;
}

class SearchTest : public testing::Test {
 protected:
  void index() { fill_index(test_.database(), shelf_); }
  void put(Document made) {
    const Group group{"meeting", made.id};
    shelf_.groups[group] = {std::move(made)};
  }
  std::vector<std::string> ids(std::string_view typed, Viewer viewer = secretary) {
    auto found = search_ids(test_.database().reader(), parse_query(typed), viewer, 100);
    for (auto& id : found) id = id.substr(id.find(' ') + 1);
    return found;
  }
  Results results(std::string_view typed, Viewer viewer = secretary) {
    return search(test_.database().reader(), shelf_.source(), parse_query(typed), viewer, {});
  }
  void changed(const Group& group) {
    test_.database().write([&](database::Connection& connection) {
      mark_changed(connection, group);
      return true;
    });
    index_all_waiting(test_.database(), shelf_.source());
  }
  TestDatabase test_;
  Shelf shelf_;
};

using Ids = std::vector<std::string>;

TEST_F(SearchTest, WordsInAnyFormAndAsPartsOfCompounds) {
  put(document("a", "Fordeling af klyngemidler", "Udvalget drøftede fordelingen."));
  put(document("b", "Økonomi", "Midlerne overføres til næste år.", "2022-01-01"));
  put(document("c", "Orientering", "Intet nyt.", "2022-01-02"));
  index();
  EXPECT_EQ(ids("midler"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("MIDLERNES"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("klyngemidler"), Ids{"a"});
  EXPECT_EQ(ids("fordelinger udvalg"), Ids{"a"});
  EXPECT_EQ(ids("findes ikke"), Ids{});
  EXPECT_EQ(ids(""), Ids{});
}

TEST_F(SearchTest, TitleFirstThenNewestThenThePlaceInTheMeeting) {
  put(document("old-title", "Akutpladser", "x", "2019-01-01"));
  put(document("new-text", "Andet", "om akutpladser", "2024-01-01"));
  put(document("new-title", "Flere akutpladser", "x", "2023-01-01"));
  put(document("undated", "Andet", "akutpladser", ""));
  auto first = document("first", "Andet", "akutpladser", "2022-01-01"), second = first;
  second.id = "first2";
  second.position = 1;
  shelf_.groups[{"meeting", "first"}] = {first, second};
  index();
  EXPECT_EQ(ids("akutpladser"), (Ids{"new-title", "old-title", "new-text", "first", "first2", "undated"}));
}

TEST_F(SearchTest, PhrasesMinusAndBeginnings) {
  put(document("a", "Fælles indkøb", "Der blev talt om fælles indkøb af senge."));
  put(document("b", "Indkøb", "Indkøb, som er fælles, drøftes.", "2022-01-01"));
  put(document("c", "Økonomirapport", "Økonomiudvalget tog den til efterretning.", "2021-01-01"));
  index();
  EXPECT_EQ(ids("\"fælles indkøb\""), Ids{"a"});
  EXPECT_EQ(ids("“fælles indkøb”"), Ids{"a"});
  EXPECT_EQ(ids("indkøb fælles"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("indkøb -senge"), Ids{"b"});
  EXPECT_EQ(ids("indkøb -\"fælles indkøb\""), Ids{"b"});
  EXPECT_EQ(ids("økonomi*"), Ids{"c"});
  EXPECT_EQ(ids("økonomirap*"), Ids{"c"});
  EXPECT_EQ(ids("-senge"), Ids{});
  EXPECT_EQ(ids("\"indkøb der\""), Ids{}) << "no phrase runs from the title into the text";
}

TEST_F(SearchTest, FiltersNarrowDown) {
  auto a = document("a", "Budget", "x", "2022-03-01"), b = document("b", "Budget", "x", "2023-03-01");
  a.outcome = "approved";
  a.body_id = "0190aaaa-0000-7000-8000-000000000001";
  b.outcome = "noted";
  b.kind = "meeting";
  put(a);
  put(b);
  index();
  EXPECT_EQ(ids("budget år:2022"), Ids{"a"});
  EXPECT_EQ(ids("budget type:møde"), Ids{"b"});
  EXPECT_EQ(ids("udfald:godkendt"), Ids{"a"});
  EXPECT_EQ(ids("budget år:2019"), Ids{});
  Query query = parse_query("budget");
  query.filters.body_id = *a.body_id;
  EXPECT_EQ(search_ids(test_.database().reader(), query, secretary, 10), Ids{"item a"});
  const auto found = results("budget");
  ASSERT_EQ(found.years.size(), 2u);
  EXPECT_EQ(found.years[0].value, "2023");
  EXPECT_EQ(found.kinds.size(), 2u);
  EXPECT_EQ(found.outcomes.size(), 2u);
  EXPECT_EQ(found.bodies.size(), 1u);
}

TEST_F(SearchTest, OnlyWhatMayBeSeenIsFound) {
  auto hidden = document("hidden", "Hemmeligt", "x"), closed = document("closed", "Hemmeligt lukket", "x"),
       open = document("open", "Hemmeligt åbent", "x");
  hidden.published = false;
  closed.closed = true;
  put(hidden);
  put(closed);
  put(open);
  index();
  EXPECT_EQ(ids("hemmeligt").size(), 3u);
  EXPECT_EQ(ids("hemmeligt", reader_role).size(), 2u);
  EXPECT_EQ(ids("hemmeligt", everybody), Ids{"open"});
  for (const auto& hit : results("hemmeligt").hits) {
    if (hit.document.id != "closed") continue;
    EXPECT_EQ(hit.document.title, "Lukket punkt");
    EXPECT_TRUE(hit.document.text.empty() && hit.snippet.empty())
        << "a look at a closed item is written down on its own page";
  }
  // Withdrawn, and the index does not know yet: the page shows nothing all the same.
  shelf_.groups[{"meeting", "open"}][0].published = false;
  EXPECT_TRUE(results("hemmeligt", everybody).hits.empty());
  changed({"meeting", "open"});
  EXPECT_EQ(ids("hemmeligt", everybody), Ids{});
}

TEST_F(SearchTest, ASeatOpensItsBodyAndAnEndedOneItsDays) {
  const auto of = [&](std::string id, std::string body, std::string day, bool closed = false) {
    auto made = document(id, "Samme ord", "x", day);
    made.published = false;
    made.body_id = std::move(body);
    made.closed = closed;
    put(made);
  };
  of("a20", "0001-a", "2020-03-01");
  of("a21", "0001-a", "2021-03-01");
  of("a22", "0001-a", "2022-03-01");
  of("a21l", "0001-a", "2021-03-02", true);
  of("b21", "0002-b", "2021-03-03");
  auto open = document("offentlig", "Samme ord", "x", "2021-06-01");
  put(open);
  index();
  EXPECT_EQ(ids("ord", {.bodies = {{.body_id = "0001-a", .closed = true}}}),
            (Ids{"a22", "offentlig", "a21l", "a21", "a20"}));
  EXPECT_EQ(ids("ord", {.bodies = {{.body_id = "0001-a"}}}), (Ids{"a22", "offentlig", "a21", "a20"}));
  const SeenBody ended{.body_id = "0001-a", .closed = true, .from = "2021-01-01", .to = "2022-03-01"};
  EXPECT_EQ(ids("ord", {.bodies = {ended}}), (Ids{"offentlig", "a21l", "a21"}))
      << "the day of its end is no longer of it";
  EXPECT_EQ(ids("ord", {.bodies = {ended, {.body_id = "0002-b"}}}), (Ids{"offentlig", "b21", "a21l", "a21"}));
  for (const auto& hit : results("ord", {.bodies = {ended}}).hits) EXPECT_NE(hit.document.id, "a20");
  EXPECT_EQ(results("ord", {.bodies = {ended}}).total, 3);
  // Moved out of the days it may be seen of, and the index does not know yet.
  shelf_.groups[{"meeting", "a21"}][0].date = "2019-01-01";
  EXPECT_EQ(results("ord", {.bodies = {ended}}).hits.size(), 2u);
}

TEST_F(SearchTest, ChangesReachTheIndexAndNothingElseIsWritten) {
  put(document("a", "Første titel", "gammel tekst"));
  index();
  put(document("a", "Anden titel", "ny tekst", "2024-05-05"));
  EXPECT_EQ(ids("gammel"), Ids{"a"});
  changed({"meeting", "a"});
  EXPECT_EQ(ids("gammel"), Ids{});
  EXPECT_EQ(ids("ny"), Ids{"a"});
  shelf_.groups.clear();
  changed({"meeting", "a"});
  EXPECT_EQ(ids("ny"), Ids{});
  EXPECT_EQ(count_waiting(test_.database().reader()), 0);
}

TEST_F(SearchTest, HitsAreMarkedWhereTheyStand) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "Her står noget andet. ";
  put(document("a", "Om klyngemidler", text + "Til sidst blev midlerne fordelt mellem parterne. " + text));
  index();
  const auto found = results("midler fordelt");
  ASSERT_EQ(found.hits.size(), 1u);
  std::string marked;
  for (const auto& piece : found.hits[0].snippet)
    if (piece.hit) marked += piece.text + "|";
  EXPECT_EQ(marked, "midlerne|fordelt|");
  EXPECT_EQ(found.hits[0].snippet.front().text, "… ");
  EXPECT_EQ(found.hits[0].title.back().text, "klyngemidler");
  EXPECT_TRUE(found.hits[0].title.back().hit);
}

TEST_F(SearchTest, PersonNumbersAreNotFound) {
  put(document("a", "Sag", "Borgeren 010203-1234 henvendte sig."));
  index();
  EXPECT_EQ(ids("010203-1234"), Ids{});
  EXPECT_EQ(ids("0102031234"), Ids{});
  EXPECT_EQ(ids("1234"), Ids{});
  EXPECT_EQ(ids("borgeren"), Ids{"a"});
}

TEST_F(SearchTest, QueriesOfAnySortAreAnswered) {
  put(document("a", "Titel", "tekst"));
  index();
  for (const auto* typed :
       {"\"",
        // clang-format off
                            "\"\"", "-", "--", "*", "a*b", "'", "\\", "AND OR NOT", "NEAR(a b)", "title:x", "år:",
                            "år:x", "type:ukendt", "(((", "😀", "½", "\xff\xfe", "a\"b",
                            "''; DROP TABLE search_terms; --", "marks : seepublic", "#kinditem", "+titel", ":*",
                            "!a | b",
        // clang-format on
        "<->"})
    EXPECT_NO_THROW(results(typed)) << typed;
  EXPECT_NO_THROW(results(std::string(5'000, 'x')));
  std::string many;
  for (int i = 0; i < 100; ++i) many += "ord" + std::to_string(i) + " ";
  EXPECT_FALSE(parse_query(many).notes.empty());
  EXPECT_FALSE(ids("Titel").empty());
}

TEST_F(SearchTest, LongDocumentsAreFoundToTheirEnd) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "og fyld" + std::to_string(i % 9'000) + " ";
  put(document("a", "Langt", text + "allersidst gemt"));
  index();
  EXPECT_EQ(ids("allersidst"), Ids{"a"});
  EXPECT_EQ(ids("\"allersidst gemt\""), Ids{}) << "phrases are kept for the beginning only";
}

// On SQLite beside PostgreSQL, where there is one: the same hits in the same order.
TEST(BothDatabases, GiveTheSameHitsInTheSameOrder) {
  if (!database::testing_on_postgres()) GTEST_SKIP() << "KLYNGE_TEST_POSTGRES names no server to compare with";
  const Shelf shelf = make_corpus(7, 120, 12, 60);
  TestDatabase sqlite = TestDatabase::on_sqlite(), postgres;
  fill_index(sqlite.database(), shelf);
  fill_index(postgres.database(), shelf);
  std::mt19937 random(11);
  const auto& words = corpus_words();
  const auto word = [&] { return words[random() % words.size()]; };
  int queries = 0, with_hits = 0;
  for (int i = 0; i < 300; ++i) {
    std::string typed;
    switch (i % 6) {
      case 0:
        typed = word();
        break;
      case 1:
        typed = word() + " " + word();
        break;
      case 2:
        typed = "\"" + word() + " " + word() + "\"";
        break;
      case 3:
        typed = word() + " -" + word();
        break;
      case 4:
        typed = word().substr(0, 3) + "* " + word();
        break;
      default:
        typed =
            word() + " år:" + std::to_string(2018 + random() % 8) + " sjælden" + std::to_string(random() % 50) + "ord";
        break;
    }
    const Query query = parse_query(typed);
    for (const Viewer& viewer : {secretary, reader_role, everybody}) {
      const auto here = search_ids(sqlite.database().reader(), query, viewer, 2'000);
      const auto there = search_ids(postgres.database().reader(), query, viewer, 2'000);
      EXPECT_EQ(here, there) << typed;
      ++queries;
      with_hits += !here.empty();
    }
  }
  EXPECT_GT(with_hits, queries / 2);
}

TEST(IndexEntry, NumbersSortByDayThenGroupThenPlace) {
  const Group group{"meeting", "m"};
  auto early = document("a", "", "", "1999-12-31"), late = document("b", "", "", "2000-01-01"),
       later = document("c", "", "", "2000-03-01");
  EXPECT_LT(make_docnum(early, group), make_docnum(late, group));
  EXPECT_EQ((make_docnum(later, group) >> 32) - (make_docnum(late, group) >> 32), 60);
  auto second = late;
  second.position = 1;
  EXPECT_GT(make_docnum(late, group), make_docnum(second, group));
  EXPECT_EQ(make_docnum(document("d", "", "", ""), group) >> 32, 0);
}

TEST(IndexEntry, NoTermUsesMorePositionsThanBothDatabasesKeep) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "ja ";
  const auto entry = make_entry(document("a", "ja", text));
  EXPECT_EQ(std::ranges::count(entry.text, "ja") + std::ranges::count(entry.title, "ja"),
            static_cast<std::ptrdiff_t>(positions_per_term));
}

}  // namespace
}  // namespace klynge::search
