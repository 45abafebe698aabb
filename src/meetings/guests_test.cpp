// Guests: invited, reading that item alone, and not invited any more; on whichever database the suite runs.
#include "meetings/guests.hpp"

#include <gtest/gtest.h>

#include "bodies/identity_store.hpp"
#include "bodies/structure/standing_store.hpp"
#include "meetings/identity_references.hpp"
#include "meetings/test_register.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::meetings {
namespace {

constexpr database::Sql count_guests{"SELECT count(*) FROM item_guest"};
constexpr database::Sql count_persons{"SELECT count(*) FROM person"};

class Guests : public testing::Test {
 protected:
  Guests() {
    auto record = test_record();
    auto secret = test_item("3", "Hemmelig sag");
    secret.closed = true;
    record.items.push_back(secret);
    const auto meeting = register_.add(record);
    items_ = version_items(register_.reader(), meeting, 1);
  }
  Result<void> invite(std::size_t item, GuestTexts texts) {
    return invite_guest(book_, outside_, secretary_, items_[item], texts);
  }
  GuestTexts new_guest() { return {.name = "Gry Gæst", .email = "Gry@Example.org", .until = "2026-05-01"}; }
  void add_account(const std::string& login, const std::string& email, std::optional<std::string> person = {},
                   bool disabled = false) {
    register_.change([&](audit::Transaction& transaction) {
      const access::Account account{.id = transaction.new_id<access::Account>(),
                                    .login = login,
                                    .name = "Navn " + login,
                                    .roles = {},
                                    .email = email,
                                    .created_at = {1}};
      access::insert_account(transaction.connection(), account, "");
      if (person) access::update_person(transaction.connection(), account.id, person);
      if (disabled) access::update_disabled(transaction.connection(), account.id, true);
    });
  }
  audit::Actor actor_of(const std::string& person, Date today) {
    audit::Actor actor{.id = "g", .name = "Gæst", .address = ""};
    actor.standings = structure::standings_of(register_.reader(), person);
    actor.today = today;
    return actor;
  }
  bool reads(const std::string& person, std::size_t item, Date today) {
    const auto found = *find_item(register_.reader(), items_[item]);
    auto matter = matter_of(found, false);
    matter.closed = found.item.closed;
    return static_cast<bool>(audit::may_read(actor_of(person, today), matter, today));
  }
  std::int64_t count(const database::Sql& sql) {
    auto rows = register_.reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  std::string guest_of(std::size_t item) { return guests_of(register_.reader(), items_[item].text()).at(0).person_id; }

  TestRegister register_;
  // 1 March 2026.
  audit::Book book_{.database = register_.database(), .clock = [] { return Instant{1'772'323'200'000'000}; }};
  audit::Actor secretary_{
      .id = "s", .name = "Sekretær", .permissions = audit::Permission::read_all | audit::Permission::change_record};
  std::vector<ItemId> items_;
  std::vector<LetterTo> letters_;
  std::vector<GuestToBe> opened_;
  int told_ = 0;
  Outside outside_{.public_url = "https://k.example",
                   .write_letter = [this](audit::Transaction&, const LetterTo& letter) -> Result<void> {
                     letters_.push_back(letter);
                     return {};
                   },
                   .open_account = [this](audit::Transaction& transaction, const GuestToBe& guest) -> Result<void> {
                     opened_.push_back(guest);
                     const access::Account account{.id = transaction.new_id<access::Account>(),
                                                   .login = guest.email,
                                                   .name = guest.name,
                                                   .roles = {},
                                                   .email = guest.email,
                                                   .created_at = {1}};
                     access::insert_account(transaction.connection(), account, "");
                     access::update_person(transaction.connection(), account.id, guest.person_id);
                     return {};
                   },
                   .rights_changed = [this] { ++told_; }};
};

TEST_F(Guests, ANewGuestReadsTheItemAloneUntilTheLastDay) {
  const auto done = invite(0, new_guest());
  ASSERT_TRUE(done) << done.error().danish;
  const auto guest = guest_of(0);
  EXPECT_TRUE(reads(guest, 0, {2026, 5, 1}));
  EXPECT_FALSE(reads(guest, 0, {2026, 5, 2}));
  EXPECT_FALSE(reads(guest, 1, {2026, 4, 1}));
  EXPECT_FALSE(reads(guest, 2, {2026, 4, 1}));
  ASSERT_EQ(opened_.size(), 1u);
  EXPECT_EQ(opened_[0].email, "gry@example.org");
  ASSERT_EQ(letters_.size(), 1u);
  EXPECT_NE(letters_[0].body.find("https://k.example/punkter/" + items_[0].text()), std::string::npos);
  EXPECT_EQ(told_, 1);
  const auto items = items_of_guest(register_.reader(), guest, {2026, 4, 1});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].title, "Budget for fælles midler");
  EXPECT_TRUE(items_of_guest(register_.reader(), guest, {2026, 5, 2}).empty());
}

TEST_F(Guests, AClosedItemIsReadByItsGuestAndNamedToNobody) {
  ASSERT_TRUE(invite(2, new_guest()));
  const auto guest = guest_of(2);
  EXPECT_TRUE(reads(guest, 2, {2026, 4, 1}));
  EXPECT_FALSE(reads(guest, 0, {2026, 4, 1}));
  EXPECT_EQ(letters_[0].body.find("Hemmelig"), std::string::npos);
  EXPECT_EQ(letters_[0].subject.find("Hemmelig"), std::string::npos);
  EXPECT_EQ(items_of_guest(register_.reader(), guest, {2026, 4, 1}).at(0).title, "Lukket punkt");
}

TEST_F(Guests, ANameOfSomebodyElseBringsNothingOfTheirs) {
  // “Asta Lind” stands in the register; a guest of that name is somebody new.
  auto texts = new_guest();
  texts.name = "Asta Lind";
  ASSERT_TRUE(invite(0, texts));
  EXPECT_NE(guest_of(0), "Asta Lind");
}

TEST_F(Guests, AnAccountThatIsThereIsUsed) {
  add_account("bo", "bo@example.org", "Bo Falk");
  add_account("uden", "uden@example.org");
  ASSERT_TRUE(invite(0, {.name = "", .email = "bo@example.org", .until = "2026-05-01"}));
  EXPECT_EQ(guest_of(0), "Bo Falk");
  ASSERT_TRUE(invite(1, {.name = "", .email = "uden@example.org", .until = "2026-05-01"}));
  EXPECT_EQ(access::find_by_email(register_.reader(), "uden@example.org").at(0).person_id, guest_of(1))
      << "an account of nobody gets a person";
  EXPECT_TRUE(opened_.empty());
}

TEST_F(Guests, InvitedAgainTheLastDayIsMoved) {
  ASSERT_TRUE(invite(0, new_guest()));
  auto longer = new_guest();
  longer.until = "2026-06-01";
  ASSERT_TRUE(invite(0, longer));
  EXPECT_EQ(count(count_guests), 1);
  EXPECT_TRUE(reads(guest_of(0), 0, {2026, 6, 1}));
  EXPECT_EQ(opened_.size(), 1u);
}

TEST_F(Guests, WithdrawnTheGuestReadsNothing) {
  ASSERT_TRUE(invite(0, new_guest()));
  const auto guest = guest_of(0);
  ASSERT_TRUE(uninvite_guest(book_, outside_, secretary_, items_[0], guest));
  EXPECT_FALSE(reads(guest, 0, {2026, 4, 1}));
  EXPECT_EQ(told_, 2);
  EXPECT_EQ(uninvite_guest(book_, outside_, secretary_, items_[0], guest).error().kind, Problem::Kind::not_found);
}

TEST_F(Guests, WhatIsWrongIsSaidAndLeavesNothing) {
  add_account("to1", "faelles@example.org");
  add_account("to2", "faelles@example.org");
  add_account("spaerret", "ude@example.org", {}, true);
  const auto persons = count(count_persons);
  const auto sentence = [&](GuestTexts texts) { return invite(0, std::move(texts)).error().danish; };
  auto texts = new_guest();
  texts.email = " ";
  EXPECT_EQ(sentence(texts), "Skriv gæstens e-mail. Den bruges til at logge ind.");
  texts = new_guest();
  texts.email = "ikke en adresse";
  EXPECT_FALSE(sentence(texts).empty());
  texts = new_guest();
  texts.name = "";
  EXPECT_EQ(sentence(texts), "Der er ingen konto med den e-mail. Skriv gæstens navn, så bliver den oprettet.");
  texts = new_guest();
  texts.until = "2026-02-28";
  EXPECT_EQ(sentence(texts), "Den sidste dag er passeret. Vælg en dag, der kommer.");
  texts.until = "";
  EXPECT_EQ(sentence(texts), "Skriv den sidste dag, gæsten kan læse punktet.");
  texts.until = "2062-02-28";
  EXPECT_EQ(sentence(texts), "Den sidste dag ligger mere end to år ude i fremtiden. Er året rigtigt?");
  texts = new_guest();
  texts.email = "faelles@example.org";
  EXPECT_TRUE(sentence(texts).starts_with("Flere konti har den e-mail"));
  texts.email = "ude@example.org";
  EXPECT_TRUE(sentence(texts).starts_with("Kontoen med den e-mail er spærret"));
  EXPECT_EQ(invite_guest(book_, outside_, secretary_, TestRegister::new_id<AgendaItem>(), new_guest()).error().kind,
            Problem::Kind::not_found);
  const audit::Actor reader{
      .id = "r", .name = "Læser", .permissions = static_cast<audit::Permissions>(audit::Permission::read_all)};
  EXPECT_EQ(invite_guest(book_, outside_, reader, items_[0], new_guest()).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(count(count_guests), 0);
  EXPECT_EQ(count(count_persons), persons);
  EXPECT_TRUE(letters_.empty());
  EXPECT_EQ(told_, 0);
}

TEST_F(Guests, TheUsualLastDayIsThirtyDaysAfterTheMeeting) {
  MeetingHead head;
  head.date = "2026-04-01";
  EXPECT_EQ(usual_last_day(head, {2026, 3, 1}), (Date{2026, 5, 1}));
  EXPECT_EQ(usual_last_day(head, {2027, 3, 1}), (Date{2027, 3, 31})) << "of a meeting long ago: from today";
}

TEST_F(Guests, AnInvitationFollowsAPersonWhoIsMerged) {
  ASSERT_TRUE(invite(0, new_guest()));
  ASSERT_TRUE(invite(1, new_guest()));
  add_account("bo", "bo@example.org", "Bo Falk");
  ASSERT_TRUE(invite(1, {.name = "", .email = "bo@example.org", .until = "2026-05-01"}));
  const auto guest = guest_of(0);
  const auto references = identity_references();
  EXPECT_EQ(references.mentions(register_.reader(), bodies::IdentityKind::person, guest, 10).size(), 2u);
  std::string moved;
  register_.change([&](audit::Transaction& transaction) {
    moved = references.move_all(transaction, bodies::IdentityKind::person, guest, "Bo Falk");
  });
  EXPECT_TRUE(reads("Bo Falk", 0, {2026, 4, 1}));
  EXPECT_TRUE(reads("Bo Falk", 1, {2026, 4, 1}));
  register_.change([&](audit::Transaction& transaction) {
    references.move_back(transaction, bodies::IdentityKind::person, moved, guest, "Bo Falk");
  });
  EXPECT_TRUE(reads(guest, 0, {2026, 4, 1}));
  EXPECT_FALSE(reads("Bo Falk", 0, {2026, 4, 1}));
  EXPECT_TRUE(reads("Bo Falk", 1, {2026, 4, 1})) << "their own invitation was not the other's";
}

}  // namespace
}  // namespace klynge::meetings
