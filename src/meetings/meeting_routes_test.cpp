#include "meetings/meeting_routes.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "bodies/doubt_store.hpp"
#include "meetings/register_pages.hpp"
#include "meetings/test_register.hpp"
#include "platform/audit/standing.hpp"
#include "platform/http/router.hpp"

namespace klynge::meetings {
namespace {

using audit::Permission;

constexpr database::Sql add_test_bytes{"INSERT INTO source_bytes (sha256, bytes) VALUES ($1, $2)"};
constexpr database::Sql looks{"SELECT count(*) FROM audit_entry WHERE action = $1"};

class MeetingRoutes : public testing::Test {
 protected:
  MeetingRoutes() {
    auto record = test_record();
    auto secret = test_item("3", "Hemmelig sag");
    secret.closed = true;
    secret.minutes = "Det fortrolige.";
    secret.outcome = reading::Outcome::decided;
    record.items.push_back(secret);
    record.findings = {
        {.kind = reading::FindingKind::item_without_minutes, .message = "Noget om den fortrolige sag.", .item = "3"},
        {.kind = reading::FindingKind::numbering_gap,
         .message = "Punkt <7> mangler.",
         .item = std::nullopt,
         .line = 2}};
    closed_meeting_ = register_.add(record);
    open_meeting_ = TestRegister::new_id<Meeting>();
    register_.add(test_record(), open_meeting_, true, TestRegister::new_items(2), "s2");
    items_ = version_items(register_.reader(), closed_meeting_, 1);
    register_.change([](audit::Transaction& transaction) {
      for (const auto* source : {"s1", "s2"})
        transaction.connection().execute(add_test_bytes, source,
                                         database::Bytes{"Referat\nDen 4. marts\nPunkt <1>\nCPR 010203-4567\n"});
    });
  }

  http::Response ask(const audit::Actor& actor, http::Method method, std::string path,
                     std::multimap<std::string, std::string, std::less<>> values = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.target = path;
    request.actor = actor;
    request.csrf_token = actor.id.empty() ? "" : "tegn";
    (method == http::Method::get ? request.query : request.form) = std::move(values);
    std::vector<std::string> segments;
    for (const auto part : split(std::string_view(path).substr(1), '/'))
      if (!part.empty()) segments.emplace_back(part);
    const auto match = router_.match(method, segments);
    EXPECT_TRUE(match.route) << path;
    if (!match.route) return {};
    const auto& needed = match.route->permission;
    const bool enters =
        needed.in_body ? audit::may_in_some_body(actor, needed.permission, actor.today) : actor.may(needed.permission);
    if (!enters) return http::Response::text("", 403);
    request.parameters = match.parameters;
    return match.route->handler(request);
  }
  http::Response get(const audit::Actor& actor, std::string path,
                     std::multimap<std::string, std::string, std::less<>> query = {}) {
    return ask(actor, http::Method::get, std::move(path), std::move(query));
  }
  static std::string meeting_path(MeetingId id) { return "/moeder/" + id.text(); }
  std::string item_path(std::size_t index) { return "/punkter/" + items_[index].text(); }
  std::int64_t written_down(std::string_view action) {
    auto rows = register_.reader().query(looks, action);
    rows.next();
    return rows.integer(0);
  }

  TestRegister register_;
  audit::Book book_{.database = register_.database()};
  Deps deps_{.database = register_.database(), .book = book_, .resolver = test_resolver()};
  http::Router router_{routes(deps_)};
  MeetingId closed_meeting_, open_meeting_;
  std::vector<ItemId> items_;
  audit::Actor public_{};
  audit::Actor reader_{.id = "r", .name = "Læser", .permissions = Permission::read_published | Permission::read_all};
  audit::Actor secretary_{.id = "s",
                          .name = "Sekretær",
                          .permissions = Permission::read_published | Permission::read_all | Permission::change_record |
                                         Permission::read_closed};
};

bool holds(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

TEST_F(MeetingRoutes, WhatIsNotPublishedDoesNotExistForThePublic) {
  EXPECT_EQ(get(public_, meeting_path(open_meeting_)).status, 404);
  EXPECT_EQ(get(public_, item_path(0)).status, 404);
  const auto nowhere = get(public_, meeting_path(TestRegister::new_id<Meeting>()));
  EXPECT_EQ(nowhere.status, 404);
  // The same page for both, so that nobody learns which meetings there are.
  EXPECT_EQ(get(public_, meeting_path(open_meeting_)).body.size(), nowhere.body.size());
  EXPECT_EQ(get(reader_, meeting_path(open_meeting_)).status, 200);
}

TEST_F(MeetingRoutes, WhoTookTheMinutesIsShownWithTheirPlace) {
  auto record = test_record();
  record.approval = {{.by = "Asta Lind", .act = reading::Act::approved}, {.by = "Bo Falk"}};
  record.sources["/approval/1/by"] = {.page = 1, .line = 3, .start = 0, .end = 7};
  const auto page = get(reader_, meeting_path(register_.add(record))).body;
  const auto at = page.find("<dt>Referent</dt>");
  ASSERT_NE(at, page.npos) << page;
  EXPECT_NE(page.substr(at, page.find("</dd>", at) - at).find("data-place=\"l3:0-l3:7\""), page.npos)
      << page.substr(at, 400);
  const auto approved = page.find("<dt>Godkendt af</dt>");
  EXPECT_EQ(page.substr(approved, page.find("</dd>", approved) - approved).find("k-place"), page.npos);
}

TEST_F(MeetingRoutes, ABodysPageIsNeverOlderThanTheRegisterAndNeverAnothersWhoMayDoMore) {
  static constexpr database::Sql body_of_meeting{"SELECT body_id FROM meeting WHERE body_id IS NOT NULL LIMIT 1"};
  auto rows = register_.reader().query(body_of_meeting);
  ASSERT_TRUE(rows.next());
  const auto path = "/organer/" + rows.string(0);
  while (rows.next()) {
  }
  const auto before = get(secretary_, path);
  ASSERT_EQ(before.status, 200);
  EXPECT_EQ(get(secretary_, path).body, before.body) << "kept as it was drawn";
  EXPECT_TRUE(holds(before, "Begynd en overdragelse"));
  EXPECT_FALSE(holds(get(reader_, path), "Begynd en overdragelse"));
  // Only now is there an entry in the log, and so another page.
  register_.change([](audit::Transaction& transaction) {
    static constexpr database::Sql rename{"UPDATE body SET name = 'Et helt andet navn'"};
    transaction.connection().execute(rename);
  });
  ASSERT_EQ(ask(secretary_, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 303);
  EXPECT_TRUE(holds(get(secretary_, path), "Et helt andet navn"));
  EXPECT_EQ(get(secretary_, "/organer/" + TestRegister::new_id<Meeting>().text()).status, 404);
}

TEST_F(MeetingRoutes, TheListOfBodiesSaysWhichBeginLaterAndWhichHaveEnded) {
  register_.change([](audit::Transaction& transaction) {
    static constexpr database::Sql add{"INSERT INTO body (id, name, sort_key) VALUES ($1, $1, $1)"};
    static constexpr database::Sql when{
        "INSERT INTO body_profile (body_id, reach, valid_from, valid_to) VALUES ($1, 'unknown', $2, $3)"};
    auto& connection = transaction.connection();
    for (const auto* body : {"Et råd, der kommer", "Et udvalg, der var"}) connection.execute(add, body);
    connection.execute(when, "Et råd, der kommer", "2099-01-01", std::optional<std::string>());
    connection.execute(when, "Et udvalg, der var", std::optional<std::string>(), "2001-01-01");
  });
  const auto page = get(secretary_, "/organer");
  EXPECT_TRUE(holds(page, "Begynder 1. januar 2099"));
  EXPECT_TRUE(holds(page, "Ophørt 31. december 2000"));
  EXPECT_TRUE(holds(page, "Ingen endnu"));
  EXPECT_TRUE(holds(page, "Ingen møder"));
}

TEST(MeetingTitle, IsGivenOnItsBodysPageOnlyWhereItSaysMore) {
  MeetingHead head;
  head.body_name = "Politisk Klynge Egelund";
  head.date = "2022-11-07";
  for (const auto* plain :
       {"Referat Politisk Klynge Egelund", "REFERAT af møde i Politisk Klynge Egelund den 7. november 2022"}) {
    head.title = plain;
    EXPECT_EQ(own_title(head), "") << plain;
  }
  for (const auto* more : {"Ekstraordinært møde", "Referat af 3. møde"}) {
    head.title = more;
    EXPECT_EQ(own_title(head), more);
  }
  head.title.reset();
  head.meeting_number = "4/2022";
  EXPECT_EQ(own_title(head), "Møde nr. 4/2022");
}

TEST_F(MeetingRoutes, APublishedMeetingIsReadableUntilItIsWithdrawn) {
  EXPECT_EQ(ask(secretary_, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 303);
  const auto page = get(public_, meeting_path(closed_meeting_));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Budget for fælles midler"));
  EXPECT_TRUE(holds(page, "Lukket punkt"));
  for (const auto* hidden : {"Hemmelig sag", "Det fortrolige", "fortrolige sag", "Punkt &lt;7&gt;", "/kilder/",
                             "/personer/", "hx-get", "linje 40"})
    EXPECT_FALSE(holds(page, hidden)) << hidden;
  EXPECT_EQ(get(public_, item_path(0)).status, 200);
  const auto closed = get(public_, item_path(2));
  EXPECT_EQ(closed.status, 200);
  EXPECT_FALSE(holds(closed, "Hemmelig sag"));
  EXPECT_FALSE(holds(closed, "Det fortrolige"));
  EXPECT_EQ(ask(secretary_, http::Method::post, meeting_path(closed_meeting_) + "/traek-tilbage").status, 303);
  EXPECT_EQ(get(public_, meeting_path(closed_meeting_)).status, 404);
  EXPECT_EQ(get(public_, item_path(0)).status, 404);
}

TEST_F(MeetingRoutes, NothingElseIsOpenToThePublic) {
  for (const auto* path : {"/", "/organer", "/moeder", "/beslutninger", "/opgaver", "/beloeb", "/fund",
                           "/beslutninger.csv", "/personer/x", "/organer/x"})
    EXPECT_EQ(get(public_, path).status, 403) << path;
  EXPECT_EQ(get(public_, meeting_path(open_meeting_) + "/kilde").status, 403);
  EXPECT_EQ(get(public_, meeting_path(open_meeting_) + "/udgaver").status, 403);
  EXPECT_EQ(ask(public_, http::Method::post, meeting_path(open_meeting_) + "/offentliggoer").status, 403);
  EXPECT_EQ(ask(reader_, http::Method::post, meeting_path(open_meeting_) + "/offentliggoer").status, 403);
}

TEST_F(MeetingRoutes, ALookAtAClosedItemIsWrittenDown) {
  EXPECT_FALSE(holds(get(secretary_, item_path(2)), "Det fortrolige"));
  EXPECT_EQ(written_down("item.look"), 0);
  EXPECT_EQ(ask(reader_, http::Method::post, item_path(2) + "/vis").status, 403);
  EXPECT_TRUE(holds(ask(secretary_, http::Method::post, item_path(2) + "/vis"), "Det fortrolige"));
  EXPECT_EQ(written_down("item.look"), 1);
}

TEST_F(MeetingRoutes, TheSourceOfAMeetingWithClosedItemsIsShownOnlyOnRequest) {
  EXPECT_FALSE(holds(get(reader_, meeting_path(closed_meeting_) + "/kilde"), "Den 4. marts"));
  EXPECT_FALSE(holds(get(secretary_, meeting_path(closed_meeting_), {{"kilde", "1"}}), "Den 4. marts"));
  EXPECT_EQ(ask(reader_, http::Method::post, meeting_path(closed_meeting_) + "/kilde").status, 403);
  EXPECT_TRUE(holds(ask(secretary_, http::Method::post, meeting_path(closed_meeting_) + "/kilde"), "Den 4. marts"));
  EXPECT_EQ(written_down("source.look"), 1);
  EXPECT_TRUE(guard_of_source(register_.reader(), "s1").has_closed_items);
}

TEST_F(MeetingRoutes, AClosedItemStandsInTheSourceAlsoWhereTheMinutesHaveItNoMore) {
  // Taken out of the minutes by hand; and another meeting made of the same document.
  register_.add(test_record(), closed_meeting_, false, {items_[0], items_[1]});
  const auto twin = register_.add(test_record());
  for (const auto& meeting : {closed_meeting_, twin}) {
    EXPECT_FALSE(holds(get(reader_, meeting_path(meeting) + "/kilde"), "Den 4. marts"));
    EXPECT_FALSE(holds(get(reader_, meeting_path(meeting), {{"kilde", "1"}}), "Den 4. marts"));
    EXPECT_FALSE(holds(get(secretary_, meeting_path(meeting) + "/kilde"), "Den 4. marts"))
        << "without being written down";
    EXPECT_EQ(ask(reader_, http::Method::post, meeting_path(meeting) + "/kilde").status, 403);
    EXPECT_TRUE(holds(ask(secretary_, http::Method::post, meeting_path(meeting) + "/kilde"), "Den 4. marts"));
  }
}

TEST_F(MeetingRoutes, ASourceOfTwoBodiesIsOpenToWhoMayReadTheClosedItemsOfBoth) {
  auto record = test_record();
  record.body = "Driftsgruppen";
  const auto other = register_.add(record);  // of the same document as the meeting with the closed item
  const auto member_of = [](std::vector<audit::Standing> seats) {
    audit::Actor actor{.id = "m", .name = "Medlem", .today = {2024, 1, 1}};
    actor.standings = std::make_shared<audit::Standings>("p", std::move(seats), std::vector<audit::Invitation>{});
    return actor;
  };
  const auto one = member_of({{.body_id = "Driftsgruppen"}});
  EXPECT_EQ(get(one, meeting_path(other)).status, 200);
  EXPECT_FALSE(holds(get(one, meeting_path(other) + "/kilde"), "Den 4. marts"));
  EXPECT_EQ(ask(one, http::Method::post, meeting_path(other) + "/kilde").status, 403);
  const auto both = member_of({{.body_id = "Driftsgruppen"}, {.body_id = "Styregruppen for Fjordklyngen"}});
  EXPECT_TRUE(holds(ask(both, http::Method::post, meeting_path(other) + "/kilde"), "Den 4. marts"));
}

TEST_F(MeetingRoutes, ADoubtAboutANameIsNotToldToMembersOfOneBody) {
  bodies::Doubt doubt;
  doubt.kind = bodies::IdentityKind::person;
  doubt.printed = "Asta Lind";
  doubt.chosen_id = "Bo Falk";
  doubt.candidate_id = "Asta Lind";
  doubt.reason = "Samme navn.";
  register_.change([&](audit::Transaction& transaction) {
    bodies::insert_doubt(transaction.connection(), transaction.new_id_text(), doubt, 1);
  });
  EXPECT_TRUE(holds(get(reader_, "/personer/Asta Lind"), "Senest nævnt: Styregruppen for Fjordklyngen"));
  audit::Actor stranger{.id = "m", .name = "Medlem", .today = {2024, 1, 1}};
  stranger.standings = std::make_shared<audit::Standings>(
      "p", std::vector<audit::Standing>{{.body_id = "Driftsgruppen"}}, std::vector<audit::Invitation>{});
  const auto page = get(stranger, "/personer/Asta Lind");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(holds(page, "Styregruppen")) << "nor that it met at all";
}

TEST_F(MeetingRoutes, TheSourceStandsBesideTheMinutesWithItsLines) {
  const auto with = get(reader_, meeting_path(open_meeting_), {{"kilde", "1"}});
  EXPECT_TRUE(holds(with, R"(id="l2" data-n="2">Den 4. marts</span>)"));
  EXPECT_TRUE(holds(with, "Punkt &lt;1&gt;"));
  EXPECT_FALSE(holds(with, "hx-get"));
  const auto without = get(reader_, meeting_path(open_meeting_));
  EXPECT_FALSE(holds(without, "Den 4. marts"));
  EXPECT_TRUE(holds(without, "/kilde\""));
  EXPECT_TRUE(holds(without, R"(href="?kilde=1#l40" data-place="l40:0-l41:8")"));
  EXPECT_TRUE(holds(without, "(usikker læsning)"));
}

TEST_F(MeetingRoutes, PersonNumbersInASourceAreMaskedWhereverTheyStand) {
  const auto pane = get(reader_, meeting_path(open_meeting_) + "/kilde");
  EXPECT_TRUE(holds(pane, "CPR xxxxxx-xxxx"));
  EXPECT_FALSE(holds(pane, "010203"));
}

TEST_F(MeetingRoutes, WhoMayNotPublishYetIsLedBackToTheFindings) {
  auto record = test_record();
  record.findings = {
      {.kind = reading::FindingKind::person_number, .message = "Der står et personnummer.", .item = "1", .line = 3}};
  const auto path = meeting_path(register_.add(record));
  const auto refused = ask(secretary_, http::Method::post, path + "/offentliggoer");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(holds(refused, "personnummer"));
  EXPECT_TRUE(holds(refused, "href=\"" + path + "\""));
}

TEST_F(MeetingRoutes, AFindingIsSettledWithAWord) {
  const auto finding = find_meeting(register_.reader(), closed_meeting_)->findings.at(0).id;
  const auto list = get(secretary_, "/fund");
  EXPECT_TRUE(holds(list, "Punkt &lt;7&gt; mangler."));
  EXPECT_FALSE(holds(list, "fortrolige"));
  EXPECT_TRUE(holds(list, "/fund/"));
  EXPECT_FALSE(holds(get(reader_, "/fund"), "Ingen fejl"));
  EXPECT_EQ(ask(secretary_, http::Method::post, "/fund/" + finding, {{"handling", "afklar"}}).status, 400);
  EXPECT_EQ(ask(secretary_, http::Method::post, "/fund/" + finding, {{"handling", "noget"}, {"ord", "x"}}).status, 400);
  EXPECT_EQ(ask(secretary_, http::Method::post, "/fund/" + finding, {{"handling", "afvis"}, {"ord", "Det er rigtigt"}})
                .status,
            303);
  EXPECT_EQ(ask(secretary_, http::Method::post, "/fund/ikke-et-id", {{"handling", "afvis"}, {"ord", "x"}}).status, 404);
}

TEST_F(MeetingRoutes, AMemberReadsTheirBodyWithItsClosedItemsAndNoOther) {
  const auto member_of = [](std::string body, audit::Part part) {
    audit::Actor actor{.id = "m", .name = "Medlem", .today = {2024, 1, 1}};
    actor.standings = std::make_shared<audit::Standings>(
        "p", std::vector<audit::Standing>{{.body_id = std::move(body), .part = part, .from = {2020, 1, 1}}},
        std::vector<audit::Invitation>{});
    return actor;
  };
  const auto member = member_of("Styregruppen for Fjordklyngen", audit::Part::member);
  const auto secretary = member_of("Styregruppen for Fjordklyngen", audit::Part::secretary);
  const auto stranger = member_of("Driftsgruppen", audit::Part::secretary);
  EXPECT_EQ(get(member, meeting_path(closed_meeting_)).status, 200);
  EXPECT_EQ(get(stranger, meeting_path(closed_meeting_)).status, 404);
  EXPECT_EQ(get(stranger, item_path(0)).status, 404);
  // That none may be read does not say that there are none.
  EXPECT_TRUE(holds(get(stranger, "/organer"), "Ingen, du kan læse"));
  EXPECT_TRUE(holds(get(stranger, "/organer/Styregruppen for Fjordklyngen"), "som du kan læse"));
  EXPECT_EQ(get(stranger, meeting_path(closed_meeting_) + "/udgaver").status, 404);
  EXPECT_EQ(get(stranger, meeting_path(closed_meeting_) + "/kilde").status, 404);
  EXPECT_EQ(ask(stranger, http::Method::post, item_path(2) + "/vis").status, 404);
  EXPECT_TRUE(holds(ask(member, http::Method::post, item_path(2) + "/vis"), "Det fortrolige"));
  EXPECT_EQ(written_down("item.look"), 1);
  EXPECT_EQ(ask(member, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 403);
  EXPECT_EQ(ask(stranger, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 403);
  EXPECT_EQ(ask(secretary, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 303);
  EXPECT_EQ(get(stranger, meeting_path(closed_meeting_)).status, 200) << "published now";
  EXPECT_EQ(ask(stranger, http::Method::post, item_path(2) + "/vis").status, 403) << "but its closed item is not";
  const auto finding = find_meeting(register_.reader(), closed_meeting_)->findings.at(0).id;
  EXPECT_EQ(ask(stranger, http::Method::post, "/fund/" + finding, {{"handling", "afvis"}, {"ord", "x"}}).status, 403);
  EXPECT_EQ(ask(secretary, http::Method::post, "/fund/" + finding, {{"handling", "afvis"}, {"ord", "x"}}).status, 303);
}

TEST_F(MeetingRoutes, WhyAndWhoIsAnsweredOnScreen) {
  constexpr database::Sql add_seat{
      "INSERT INTO seat (id, body_id, position, label, kind, voting, role) VALUES ('p1', $1, 1, 'Plads', 'member', 1, 'chair')"};
  constexpr database::Sql add_term{
      "INSERT INTO seat_term (id, seat_id, person_id, valid_from, valid_to) VALUES ($1, 'p1', $2, $3, $4)"};
  register_.change([&](audit::Transaction& transaction) {
    transaction.connection().execute(add_seat, "Styregruppen for Fjordklyngen");
    transaction.connection().execute(add_term, "t1", "Asta Lind", "2020-01-01", "2022-01-01");
    transaction.connection().execute(add_term, "t2", "Bo Falk", "2022-01-01", nullptr);
  });
  reader_.today = secretary_.today = {2024, 1, 1};
  const auto page = get(reader_, meeting_path(closed_meeting_) + "/adgang");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Din rolle i Klynge"));
  EXPECT_LT(page.body.find("Bo Falk"), page.body.find("Havde en plads"));
  EXPECT_GT(page.body.find("Asta Lind"), page.body.find("Havde en plads")) << "held on 4 March 2021, in her time";
  EXPECT_TRUE(holds(page, "31. december 2021")) << "the last day, not the first after it";
  EXPECT_TRUE(holds(get(secretary_, item_path(2) + "/adgang"), "opslag bliver noteret"));
  EXPECT_EQ(get(public_, meeting_path(closed_meeting_) + "/adgang").status, 404);
  EXPECT_EQ(ask(secretary_, http::Method::post, meeting_path(closed_meeting_) + "/offentliggoer").status, 303);
  const auto outside = get(public_, meeting_path(closed_meeting_) + "/adgang");
  EXPECT_TRUE(holds(outside, "Mødet er offentliggjort"));
  EXPECT_FALSE(holds(outside, "Bo Falk")) << "who is a member is told to those inside";
}

TEST_F(MeetingRoutes, AGuestReadsOneItemAndNotItsMeeting) {
  audit::Actor guest{.id = "g", .name = "Gæst", .today = {2024, 1, 1}};
  guest.standings = std::make_shared<audit::Standings>(
      "p", std::vector<audit::Standing>{}, std::vector<audit::Invitation>{{items_[2].text(), {2024, 1, 1}}});
  EXPECT_EQ(get(guest, item_path(2)).status, 200);
  EXPECT_TRUE(holds(ask(guest, http::Method::post, item_path(2) + "/vis"), "Det fortrolige"));
  EXPECT_EQ(get(guest, item_path(0)).status, 404);
  EXPECT_EQ(get(guest, meeting_path(closed_meeting_)).status, 404);
  const auto to_meeting = "href=\"" + meeting_path(closed_meeting_) + "\"";
  EXPECT_TRUE(holds(get(secretary_, item_path(2)), to_meeting));
  for (const auto* page : {"", "/adgang"})
    EXPECT_FALSE(holds(get(guest, item_path(2) + page), to_meeting))
        << "what is not to be seen is not linked to" << page;
  EXPECT_TRUE(holds(get(guest, item_path(2) + "/adgang"), "vises kun for dem, der har adgang til hele organet"));
  EXPECT_EQ(get(guest, meeting_path(closed_meeting_) + "/kilde").status, 404);
  guest.today = {2024, 1, 2};
  EXPECT_EQ(get(guest, item_path(2)).status, 404) << "the day after";
}

// The page stays, with the seats that were held; but there is nothing left of them to put right.
TEST_F(MeetingRoutes, AnErasedPersonsPageDoesNotLeadToACorrectionThatIsGone) {
  constexpr database::Sql any_person{"SELECT id FROM person ORDER BY id LIMIT 1"};
  constexpr database::Sql erase{"UPDATE person SET erased_at = 1 WHERE id = $1"};
  std::string person;
  {
    auto rows = register_.reader().query(any_person);
    if (rows.next()) person = rows.string(0);
  }
  ASSERT_FALSE(person.empty());
  const auto leads = [&] { return get(secretary_, "/personer/" + person).body.contains("Ret eller læg sammen"); };
  EXPECT_TRUE(leads());
  register_.change([&](audit::Transaction& transaction) { transaction.connection().execute(erase, person); });
  EXPECT_FALSE(leads());
}

TEST_F(MeetingRoutes, EveryPageAnswersTheReader) {
  for (const auto* path : {"/", "/organer", "/moeder", "/beslutninger", "/opgaver", "/beloeb", "/fund",
                           "/personer/Asta Lind", "/organer/Styregruppen for Fjordklyngen"}) {
    const auto page = get(reader_, path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_FALSE(holds(page, "Hemmelig sag")) << path;
    EXPECT_FALSE(holds(page, "fortrolige")) << path;
  }
  EXPECT_EQ(get(reader_, "/personer/findes-ikke").status, 404);
  EXPECT_EQ(get(reader_, "/organer/findes-ikke").status, 404);
  EXPECT_EQ(get(reader_, meeting_path(open_meeting_) + "/udgaver").status, 200);
}

TEST_F(MeetingRoutes, RegistersTakeTheirFilterFromTheAddress) {
  EXPECT_TRUE(holds(get(reader_, "/beslutninger", {{"udfald", "noted"}}), "Orientering"));
  EXPECT_FALSE(holds(get(reader_, "/beslutninger", {{"udfald", "noted"}}), "Budget for"));
  EXPECT_TRUE(holds(get(reader_, "/opgaver", {{"ansvarlig", "person:Bo Falk"}}), "Følger op"));
  EXPECT_FALSE(holds(get(reader_, "/opgaver", {{"ansvarlig", "person:Asta Lind"}}), "Følger op"));
  EXPECT_TRUE(holds(get(reader_, "/beloeb", {{"betegnelse", "rest"}}), "Summen af 2 beløb"));
  EXPECT_EQ(get(reader_, "/beslutninger", {{"ord", std::string("a\0b", 3)}, {"side", "-7"}, {"aar", "x"}}).status, 200);
  const auto csv = get(reader_, "/beslutninger.csv", {{"udfald", "noted"}});
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF"));
  EXPECT_TRUE(holds(csv, "Orientering"));
}

}  // namespace
}  // namespace klynge::meetings
