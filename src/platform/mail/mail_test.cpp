// Letters as they go out, and the outbox: kept with its action, sent once, tried again, given up.
#include <gtest/gtest.h>

#include <atomic>

#include "base/limits.hpp"
#include "platform/database/test_database.hpp"
#include "platform/mail/outbox_pages.hpp"
#include "platform/mail/outbox_store.hpp"
#include "platform/mail/sender.hpp"

namespace klynge::mail {
namespace {

using audit::Permission;
using audit::Transaction;

const audit::Action test_action{"test", audit::Action::Reach::thing};

constexpr std::int64_t minute_us = 60'000'000;

bool holds(std::string_view text, std::string_view what) { return text.find(what) != text.npos; }

TEST(LetterTest, LooksAsRfc5322Says) {
  const Letter letter{"karen@example.org", "Ny adgangskode",
                      "Hej Søren\n\n.begynder med et punktum = farligt \n" + std::string(200, 'x') + "\n"};
  const std::string message =
      message_text(letter, "Klynge <klynge@example.org>", "abc123", Instant{1'667'836'800'000'000});
  EXPECT_TRUE(message.starts_with(
      "From: Klynge <klynge@example.org>\r\nTo: <karen@example.org>\r\nSubject: Ny adgangskode\r\n"));
  EXPECT_TRUE(holds(message, "Date: Mon, 07 Nov 2022 16:00:00 +0000\r\n"));
  EXPECT_TRUE(holds(message, "Message-ID: <abc123@example.org>\r\n"));
  EXPECT_TRUE(holds(message, "Hej S=C3=B8ren\r\n\r\n=2Ebegynder med et punktum =3D farligt=20\r\n"));
  for (std::size_t at = 0; at < message.size();) {
    const auto end = message.find("\r\n", at);
    ASSERT_NE(end, message.npos);
    EXPECT_LE(end - at, 76u);
    EXPECT_EQ(message.substr(at, end - at).find_first_of("\r\n"), std::string::npos);
    at = end + 2;
  }
}

TEST(LetterTest, EncodesASubjectWithoutCuttingALetter) {
  for (std::size_t length = 1; length < 90; ++length) {
    const Letter letter{"a@b.dk", std::string(length, 'x') + "æøå€" + std::string(length, 'y'), ""};
    const std::string message = message_text(letter, "k@b.dk", "id", Instant{});
    const auto begin = message.find("Subject: ") + 9;
    std::string decoded;
    for (std::size_t at = message.find("=?UTF-8?B?", begin); at != message.npos;
         at = message.find("=?UTF-8?B?", at + 1)) {
      const auto end = message.find("?=", at);
      const std::string word = message.substr(at + 10, end - at - 10);
      EXPECT_LE(end + 2 - at, 75u);
      const auto bytes = from_base64(word);
      ASSERT_TRUE(bytes);
      EXPECT_NE(static_cast<unsigned char>(bytes->front()) & 0xC0, 0x80) << length;
      decoded += *bytes;
    }
    EXPECT_EQ(decoded, letter.subject) << length;
  }
}

TEST(LetterTest, RefusesWhatWouldBecomeAnotherHeader) {
  EXPECT_TRUE(check({"a@b.dk", "Emne", ""}));
  for (auto recipient : {"", "a", "a@b.dk\r\nBcc: c@d.dk", "a@b.dk, c@d.dk", "<a@b.dk>", "a @b.dk", "å@b.dk"})
    EXPECT_FALSE(check({recipient, "Emne", ""})) << recipient;
  for (auto subject : {"", "Emne\r\nBcc: c@d.dk", "Emne\n"}) EXPECT_FALSE(check({"a@b.dk", subject, ""})) << subject;
  EXPECT_FALSE(check({"a@b.dk", std::string(limits::mail_subject_bytes + 1, 'x'), ""}));
  EXPECT_EQ(check({"a@b.dk", "Emne", std::string(limits::mail_body_bytes + 1, 'x')}).error().kind,
            Problem::Kind::too_large);
}

TEST(SmtpTest, SaysWhatTheSettingsLack) {
  EXPECT_EQ(fault_of({}), "");
  EXPECT_EQ(fault_of({.server = "mail.example.org:587", .from = "Klynge <k@example.org>"}), "");
  EXPECT_NE(fault_of({.server = "mail.example.org"}), "");
  EXPECT_NE(fault_of({.server = "smtp://mail", .from = "k@example.org"}), "");
  EXPECT_NE(fault_of({.server = "mail", .user = "u", .from = "k@example.org"}), "");
  EXPECT_NE(fault_of({.server = "mail", .tls = Tls::none, .user = "u", .password = "p", .from = "k@example.org"}), "");
  EXPECT_NE(fault_of({.server = "mail", .from = "k@example.org\r\nX: y"}), "");
}

TEST(SmtpTest, AServerThatIsNotThereIsTriedAgain) {
  const auto outcome =
      send_by_smtp({.server = "127.0.0.1:1", .tls = Tls::none, .from = "k@example.org"}, "a@b.dk", "x\r\n");
  ASSERT_FALSE(outcome);
  EXPECT_FALSE(outcome.error().final);
}

class OutboxTest : public testing::Test {
 protected:
  database::TestDatabase test_;
  std::atomic<std::int64_t> now_us_ = 1'700'000'000'000'000;
  audit::Book book_{test_.database(), [this] { return Instant{now_us_}; }};
  Outbox outbox_{book_, new_secret_key(), true};
  audit::Actor admin_{"admin-id", "Admin", "", static_cast<audit::Permissions>(Permission::manage_accounts)};
  std::vector<std::string> sent_;
  std::string failure_;
  bool final_ = false;

  Result<void> write(Letter letter, bool keep = true) {
    return audit::perform<void>(book_, admin_, test_action, [&](Transaction& transaction) -> Result<void> {
      if (auto done = put(outbox_, transaction, letter); !done) return done;
      if (!keep) return invalid("Nej.");
      return {};
    });
  }
  int round() {
    return send_due(outbox_, "k@example.org",
                    [this](const std::string& to, const std::string& message) -> std::expected<void, SmtpFailure> {
                      if (!failure_.empty()) return std::unexpected(SmtpFailure{failure_, final_});
                      sent_.push_back(to + " " + message);
                      return {};
                    });
  }
  std::vector<OutgoingRow> waiting_now() { return waiting(test_.database().reader(), 100); }
};

TEST_F(OutboxTest, SendsWhatWasKeptOnceAndForgetsItsText) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "hemmelig tekst\n"}));
  EXPECT_FALSE(write({"c@d.dk", "Emne", "fortrudt\n"}, false));
  ASSERT_EQ(waiting_now().size(), 1u);
  EXPECT_FALSE(holds(waiting_now()[0].sealed_body, "hemmelig"));
  EXPECT_EQ(round(), 1);
  EXPECT_EQ(round(), 0);
  ASSERT_EQ(sent_.size(), 1u);
  EXPECT_TRUE(sent_[0].starts_with("a@b.dk From: k@example.org"));
  EXPECT_TRUE(holds(sent_[0], "hemmelig tekst"));
  EXPECT_TRUE(waiting_now().empty());
  const auto gone = sent(test_.database().reader(), 10);
  ASSERT_EQ(gone.size(), 1u);
  EXPECT_EQ(gone[0].sealed_body, "");
}

TEST_F(OutboxTest, TriesAgainAfterAPauseAndGivesUpInTheEnd) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "tekst\n"}));
  failure_ = "no route";
  EXPECT_EQ(round(), 0);
  EXPECT_EQ(waiting_now()[0].failed, "no route");
  EXPECT_EQ(waiting_now()[0].attempts, 1);
  round();  // its pause is not over
  EXPECT_EQ(waiting_now()[0].attempts, 1);
  for (int i = 0; i < 100 && waiting_now()[0].next_attempt_at; ++i) {
    now_us_ += 240 * minute_us;
    round();
  }
  EXPECT_EQ(waiting_now()[0].attempts, limits::mail_attempts);
  EXPECT_FALSE(waiting_now()[0].next_attempt_at);
  failure_.clear();
  EXPECT_EQ(round(), 0);
  ASSERT_TRUE(send_again(outbox_, admin_, waiting_now()[0].id));
  EXPECT_EQ(round(), 1);
}

TEST_F(OutboxTest, ALetterRefusedForGoodIsNotTriedAgain) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "tekst\n"}));
  failure_ = "no such user";
  final_ = true;
  round();
  EXPECT_FALSE(waiting_now()[0].next_attempt_at);
}

TEST_F(OutboxTest, OfTwoNodesOneSends) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "tekst\n"}));
  const auto row = waiting_now().front();
  const auto claims = [&] {
    return test_.database().write(
        [&](database::Connection& connection) { return claim(connection, row, Instant{now_us_ + minute_us}); });
  };
  EXPECT_TRUE(claims());
  EXPECT_FALSE(claims());
  EXPECT_EQ(round(), 0);     // leased
  now_us_ += 2 * minute_us;  // and the node that had it died
  EXPECT_EQ(round(), 1);
}

TEST_F(OutboxTest, IsHandedOverByHandAndThatIsLogged) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "her er linket\n"}));
  const std::string id = waiting_now()[0].id;
  const auto letter = read_letter(outbox_, admin_, id);
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->body, "her er linket\n");
  static const database::Sql count{"SELECT COUNT(*) FROM audit_entry WHERE action = 'mail.read' AND object_id = $1"};
  {
    auto rows = test_.database().reader().query(count, id);
    rows.next();
    EXPECT_EQ(rows.integer(0), 1);
  }
  audit::Actor reader{"r", "R", "", static_cast<audit::Permissions>(Permission::read_all)};
  EXPECT_EQ(read_letter(outbox_, reader, id).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(throw_away(outbox_, reader, id).error().kind, Problem::Kind::forbidden);
  ASSERT_TRUE(throw_away(outbox_, admin_, id));
  EXPECT_EQ(read_letter(outbox_, admin_, id).error().kind, Problem::Kind::not_found);
  EXPECT_EQ(throw_away(outbox_, admin_, id).error().kind, Problem::Kind::not_found);
  EXPECT_EQ(round(), 0);
}

TEST_F(OutboxTest, WithAnotherKeyNothingIsSent) {
  ASSERT_TRUE(write({"a@b.dk", "Emne", "tekst\n"}));
  outbox_.key = new_secret_key();
  EXPECT_EQ(round(), 0);
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(read_letter(outbox_, admin_, waiting_now()[0].id).error().kind, Problem::Kind::unavailable);
}

TEST(OutboxPage, SaysWhyLettersStayAndWhenTheyAreTriedAgain) {
  OutboxView view{.waiting = {{.id = "a", .recipient = "k@example.org", .subject = "Din konto"}}, .sends = true};
  view.waiting[0].next_attempt_at = Instant{1'700'000'000'000'000};
  const auto page = [&] { return outbox_page({}, view).body; };
  EXPECT_FALSE(page().contains("ikke kunne sendes"));
  view.waiting[0].failed = "Couldn't connect <to> server";
  EXPECT_TRUE(page().contains("Der er breve, som ikke kunne sendes"));
  EXPECT_TRUE(page().contains("connect &lt;to&gt; server"));
  EXPECT_TRUE(page().contains("Klynge prøver igen af sig selv. Haster det"));
  EXPECT_TRUE(page().contains("14. november 2023"));
  view.waiting[0].next_attempt_at = std::nullopt;
  EXPECT_TRUE(page().contains("har opgivet nogle af brevene"));
  view.sends = false;  // the server has been taken away since
  EXPECT_TRUE(page().contains("Gives videre i hånden"));
  EXPECT_FALSE(page().contains("prøver igen"));
}

TEST_F(OutboxTest, HasABound) {
  test_.database().write([](database::Connection& connection) {
    connection.script(
        connection.dialect() == database::Dialect::sqlite
            ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO outgoing_mail (id, recipient, subject, body, created_at, next_attempt_at) SELECT 'x' || i, 'a@b.dk', 's', '', 1, 1 FROM n"
            : "INSERT INTO outgoing_mail (id, recipient, subject, body, created_at, next_attempt_at) SELECT 'x' || i, 'a@b.dk', 's', '', 1, 1 FROM generate_series(1, 5000) i");
    return true;
  });
  static_assert(limits::mails_waiting == 5000);
  EXPECT_EQ(write({"a@b.dk", "Emne", "tekst\n"}).error().kind, Problem::Kind::too_many);
}

TEST(SenderTest, PausesGrowAndHaveABound) {
  EXPECT_EQ(pause_seconds(1), 60);
  EXPECT_EQ(pause_seconds(2), 120);
  EXPECT_EQ(pause_seconds(1000), 4 * 3600);
}

}  // namespace
}  // namespace klynge::mail
