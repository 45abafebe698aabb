// Who may see a source: in the register, while it waits, and after it was taken back.
#include "intake/source_access.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "intake/content.hpp"
#include "intake/intake_actions.hpp"
#include "intake/intake_routes.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/resolver.hpp"
#include "platform/audit/standing.hpp"
#include "platform/database/test_database.hpp"
#include "platform/http/router.hpp"
#include "platform/http/target.hpp"

using namespace klynge;
using namespace klynge::intake;
using audit::Permission;

namespace {

const database::Sql count_looks{"SELECT count(*) FROM audit_entry WHERE action = $1"};

Prepared document(std::string bytes, bool closed, bool person_number) {
  Prepared one;
  one.file_name = "referat.txt";
  one.sha256 = sha256_hex(bytes);
  one.record.reader = "test 1";
  one.record.body = "Driftsgruppe Østfjord";
  one.record.date = Date{2023, 5, 3};
  one.record.items.push_back({.number = "1", .title = "Et punkt", .closed = closed});
  if (person_number)
    one.record.findings.push_back(
        {.kind = reading::FindingKind::person_number, .message = "Der står et personnummer."});
  one.record_json = reading::to_json(one.record);
  const auto lines = reading::decode_plain_text(bytes);
  one.content_hash = content_hash(*lines);
  one.bytes = std::move(bytes);
  return one;
}

class SourceAccess : public testing::Test {
 protected:
  // The source's name after it was taken in.
  std::string add(const Prepared& prepared) {
    const auto batch = start_batch(book_, secretary_, "Test", 1);
    const auto taken = take_in(register_, secretary_, *batch, prepared, TakeInAs::preview, false);
    EXPECT_TRUE(taken) << taken.error().danish;
    entry_ = taken->entry_id;
    return prepared.sha256;
  }
  std::int64_t written_down(std::string_view action) {
    auto rows = test_.database().reader().query(count_looks, action);
    rows.next();
    return rows.integer(0);
  }
  bool downloads(const audit::Actor& actor, const std::string& sha) {
    return download_source(book_, actor, sha).has_value();
  }
  bool sees_page(const audit::Actor& actor, const std::string& sha, std::uint32_t page) {
    return see_page(book_, actor, sha, page).has_value();
  }

  int status_of(const audit::Actor& actor, const std::string& path) {
    http::Request request;
    request.actor = actor;
    const auto match = router_.match(http::Method::get, http::parse_target(path)->segments);
    EXPECT_TRUE(match.route) << path;
    request.parameters = match.parameters;
    return match.route->handler(request).status;
  }

  database::TestDatabase test_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  audit::Book book_{test_.database(), [this] { return Instant{now_us_}; }};
  meetings::Resolver resolver_ = meetings::no_resolver();
  Register register_{book_, resolver_};
  extract::Extractor extractor_{{.helpers = 1}};
  UploadRunner uploads_{register_, extractor_};
  TakeBackRunner take_backs_{register_};
  PageImages images_;
  http::Router router_{routes({register_, uploads_, take_backs_, images_})};
  std::string entry_;
  audit::Actor reader_{.id = "r", .name = "Læser", .permissions = Permission::read_published | Permission::read_all};
  audit::Actor administrator_{
      .id = "a",
      .name = "Administrator",
      .permissions = Permission::read_published | Permission::read_all | Permission::change_record};
  audit::Actor secretary_{.id = "s",
                          .name = "Sekretær",
                          .permissions = Permission::read_published | Permission::read_all | Permission::change_record |
                                         Permission::read_closed};
};

TEST_F(SourceAccess, AnOrdinarySourceIsThereForAllWhoRead) {
  const auto sha = add(document("Referat\n", false, false));
  EXPECT_TRUE(downloads(reader_, sha));
  EXPECT_TRUE(look_at_source(book_, reader_, sha));
  EXPECT_TRUE(sees_page(reader_, sha, 1));
  EXPECT_EQ(written_down("source.download"), 0);
}

TEST_F(SourceAccess, ClosedItemsKeepTheirSourceClosedWhereverItStands) {
  const auto sha = add(document("Lukket\n", true, false));
  const auto only_for_the_secretary = [&](const char* when) {
    for (const auto& actor : {reader_, administrator_}) {
      EXPECT_FALSE(downloads(actor, sha)) << when << actor.name;
      EXPECT_FALSE(look_at_source(book_, actor, sha)) << when << actor.name;
      EXPECT_FALSE(sees_page(actor, sha, 1)) << when << actor.name;
    }
    EXPECT_TRUE(sees_page(secretary_, sha, 1)) << when;
  };
  only_for_the_secretary("while it waits, ");
  ASSERT_TRUE(commit(register_, secretary_, entry_, CommitAs::as_judged));
  only_for_the_secretary("in the register, ");
  ASSERT_TRUE(take_back(register_, secretary_, entry_));
  only_for_the_secretary("taken back, ");
}

TEST_F(SourceAccess, ALookAtClosedItemsIsWrittenDown) {
  const auto sha = add(document("Lukket\n", true, false));
  EXPECT_TRUE(downloads(secretary_, sha));
  EXPECT_TRUE(look_at_source(book_, secretary_, sha));
  EXPECT_EQ(written_down("source.download"), 1);
  EXPECT_EQ(written_down("source.look"), 1);
}

TEST_F(SourceAccess, PagesOfASourceWithClosedItemsAreWrittenDownOnceADay) {
  const auto sha = add(document("Lukket\fSide to\n", true, false)), open = add(document("Aaben\n", false, false));
  for (std::uint32_t page : {1u, 2u, 1u}) EXPECT_TRUE(sees_page(secretary_, sha, page));
  EXPECT_TRUE(sees_page(secretary_, open, 1));
  EXPECT_FALSE(sees_page(reader_, sha, 1));
  EXPECT_EQ(written_down("source.look"), 1);
  audit::Actor another = secretary_;
  another.id = "s2";
  EXPECT_TRUE(sees_page(another, sha, 2));
  EXPECT_EQ(written_down("source.look"), 2);
  now_us_ += 24 * 3600 * 1'000'000LL;
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(sees_page(secretary_, sha, 1));
  EXPECT_EQ(written_down("source.look"), 3);
}

TEST_F(SourceAccess, WhoOnlyTakesDocumentsInChangesNothingThatIsInTheRegister) {
  const audit::Actor machine{
      .id = "token:Robot",
      .name = "token:Robot",
      .permissions = Permission::read_published | Permission::read_all | Permission::import_documents};
  add(document("Referat\n", false, false));
  const std::string waiting = entry_;
  ASSERT_TRUE(commit(register_, machine, waiting, CommitAs::as_judged));
  EXPECT_EQ(take_back(register_, machine, waiting).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(undo_correction(register_, machine, waiting, 1).error().kind, Problem::Kind::conflict);
  const std::vector<Operation> none;
  EXPECT_EQ(correct(register_, machine, waiting, 0, none).error().kind, Problem::Kind::forbidden);
  EXPECT_TRUE(correct(register_, secretary_, waiting, 0, none));
  // A further version of what is public would be a publication.
  test_.database().write([](database::Connection& connection) {
    connection.script("UPDATE meeting SET published = 1");
    return true;
  });
  auto further = document("Referat, anden udgave\n", false, false);
  further.record.items.push_back({.number = "2", .title = "Et punkt til"});
  further.record_json = reading::to_json(further.record);
  add(further);
  EXPECT_EQ(commit(register_, machine, entry_, CommitAs::new_version).error().kind, Problem::Kind::forbidden);
  EXPECT_TRUE(commit(register_, secretary_, entry_, CommitAs::new_version));
}

TEST_F(SourceAccess, AFileWithAPersonNumberIsForThoseWhoSettleIt) {
  const auto sha = add(document("CPR 010203-4567\fSide to\n", false, true));
  EXPECT_FALSE(downloads(reader_, sha));
  EXPECT_TRUE(downloads(administrator_, sha));
  EXPECT_EQ(written_down("source.download"), 1);
}

TEST_F(SourceAccess, APageWithAPersonNumberIsNoImage) {
  const auto sha = add(document("CPR 010203-4567\fSide to\n", false, true));
  for (const auto& actor : {reader_, secretary_}) {
    EXPECT_FALSE(sees_page(actor, sha, 1)) << actor.name;
    EXPECT_TRUE(sees_page(actor, sha, 2)) << actor.name;
  }
}

TEST_F(SourceAccess, WhoReadsAMeetingByASeatReadsItsSource) {
  constexpr database::Sql body_of_meeting{"SELECT body_id FROM meeting"};
  meetings::Resolver resolver = meetings::matching_resolver();
  const Register known{book_, resolver};
  const auto sha = add(document("Lukket\n", true, false));
  ASSERT_TRUE(commit(known, secretary_, entry_, CommitAs::as_judged));
  const auto body = [&] {
    auto rows = test_.database().reader().query(body_of_meeting);
    return rows.next() ? rows.string(0) : std::string();
  }();
  const auto seated = [&](std::string of, Date to, Date closed_to) {
    audit::Actor actor{.id = "m", .name = "Medlem", .today = {2024, 1, 1}};
    actor.standings = std::make_shared<audit::Standings>(
        "p",
        std::vector<audit::Standing>{
            {.body_id = std::move(of), .from = {2023, 1, 1}, .to = to, .closed_to = closed_to}},
        std::vector<audit::Invitation>{});
    return actor;
  };
  EXPECT_TRUE(downloads(seated(body, audit::for_ever, audit::since_ever), sha));
  EXPECT_TRUE(downloads(seated(body, {2023, 6, 1}, {2024, 2, 1}), sha));
  EXPECT_FALSE(downloads(seated(body, {2023, 6, 1}, {2023, 9, 1}), sha)) << "closed items are no longer theirs";
  EXPECT_FALSE(downloads(seated("et andet organ", audit::for_ever, audit::for_ever), sha));
  EXPECT_FALSE(sees_page(seated("et andet organ", audit::for_ever, audit::for_ever), sha, 1));
  EXPECT_EQ(status_of(seated("et andet organ", audit::for_ever, audit::for_ever), "/kilder/" + sha), 404);
  EXPECT_EQ(written_down("source.download"), 2);
}

TEST_F(SourceAccess, EveryAddressAsksFirst) {
  const auto sha = add(document("Lukket\n", true, false));
  for (const auto& path : {"/kilder/" + sha, "/kilder/" + sha + "/side/1.png", "/import/dokument/" + entry_}) {
    EXPECT_EQ(status_of(reader_, path), 403) << path;
    EXPECT_EQ(status_of(administrator_, path), 403) << path;
    EXPECT_NE(status_of(secretary_, path), 403) << path;
  }
}

}  // namespace
