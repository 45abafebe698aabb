// The pages on which meetings are convened and guests invited, as a browser without JavaScript uses them.
#include "meetings/convocation_routes.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/test_structure.hpp"
#include "meetings/convocation_actions.hpp"
#include "meetings/convocation_pages.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/rights.hpp"
#include "platform/audit/standing.hpp"
#include "platform/http/router.hpp"

namespace klynge::meetings {
namespace {

using Form = std::multimap<std::string, std::string, std::less<>>;

class ConvocationRoutes : public structure::StructureTest {
 protected:
  ConvocationRoutes() {
    body_ = body("Styregruppen", {Date{2025, 1, 1}, Date{2027, 1, 1}});
    term(seat(body_, "Formand", "member"), "Asta Lind", {Date{2025, 1, 1}, std::nullopt});
    secretary_.permissions = secretary_.permissions | audit::Permission::read_closed;
    secretary_.today = reader_role_.today = {2026, 3, 1};
  }
  http::Response ask(const audit::Actor& actor, http::Method method, std::string path, Form values = {}) {
    http::Request request;
    request.method = method;
    request.path = request.target = path;
    request.actor = actor;
    request.csrf_token = "tegn";
    (method == http::Method::get ? request.query : request.form) = std::move(values);
    std::vector<std::string> segments;
    for (const auto part : split(std::string_view(path).substr(1), '/'))
      if (!part.empty()) segments.emplace_back(part);
    if (const auto asked = segments.empty() ? std::string::npos : segments.back().find('?');
        asked != std::string::npos) {
      for (const auto part : split(std::string_view(segments.back()).substr(asked + 1), '&'))
        request.query.emplace(std::string(part.substr(0, part.find('='))),
                              std::string(part.substr(part.find('=') + 1)));
      segments.back().resize(asked);
    }
    const auto match = router_.match(method, segments);
    EXPECT_TRUE(match.route) << path;
    if (!match.route) return {};
    request.parameters = match.parameters;
    return match.route->handler(request);
  }
  http::Response get(const std::string& path) { return ask(secretary_, http::Method::get, path); }
  http::Response post(const std::string& path, Form form) {
    return ask(secretary_, http::Method::post, path, std::move(form));
  }
  std::string here() const { return "/organer/" + body_ + "/indkald"; }
  static Form form(std::string handling) {
    return {{"dato", "2026-04-14"},           {"start", "13:00"},          {"slut", "15:00"}, {"sted", "Rådhuset <2>"},
            {"punkt-1", "Godkendelse"},       {"punkt-2", "Hemmelig sag"}, {"lukket-2", "1"}, {"punkt-3", ""},
            {"handling", std::move(handling)}};
  }
  static std::string location(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value.substr(0, value.find('?'));
    return "";
  }

  // With what the page is told by its address.
  static std::string landing(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value;
    return "";
  }

  std::string body_;
  std::vector<LetterTo> letters_;
  Deps deps_{.database = test_.database(),
             .book = book_,
             .resolver = matching_resolver(),
             .outside = {.public_url = "https://k.example",
                         .write_letter = [this](audit::Transaction&, const LetterTo& letter) -> Result<void> {
                           letters_.push_back(letter);
                           return {};
                         }}};
  http::Router router_{routes(deps_)};
};

bool holds(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

TEST_F(ConvocationRoutes, AFormIsLookedThroughAndThenConvenes) {
  EXPECT_TRUE(holds(get("/organer/" + body_), "Indkald møde"));
  EXPECT_EQ(get(here()).status, 200);
  const auto more = post(here(), form("flere"));
  EXPECT_TRUE(holds(more, "name=\"punkt-7\""));
  EXPECT_TRUE(holds(more, "Hemmelig sag"));
  const auto review = post(here(), form("se"));
  EXPECT_EQ(review.status, 200);
  for (const auto* there : {"tirsdag den 14. april 2026", "kl. 13.00–15.00", "Rådhuset &lt;2&gt;",
                            "Skal have besked på anden måde", "Asta Lind", ">Indkald<"})
    EXPECT_TRUE(holds(review, there)) << there;
  EXPECT_FALSE(holds(review, "Indkald alligevel"));
  EXPECT_TRUE(holds(post(here(), form("ret")), "value=\"Godkendelse\""));
  const auto done = post(here(), form("indkald"));
  EXPECT_EQ(done.status, 303);
  const auto meeting = get(landing(done));
  EXPECT_TRUE(holds(meeting, "Indkaldelsen går ikke til nogen; det ene medlem har ingen mailadresse."));
  EXPECT_FALSE(holds(get(location(done)), "Indkaldelsen er"));
  EXPECT_FALSE(holds(ask(reader_role_, http::Method::get, landing(done)), "Indkaldelsen er"));
  EXPECT_EQ(meeting.status, 200);
  for (const auto* there : {"Indkaldelse", "Ret indkaldelsen", "Aflys mødet", "Godkendelse", "Lukket punkt",
                            "Skal have besked på anden måde"})
    EXPECT_TRUE(holds(meeting, there)) << there;
  for (const auto* hidden : {"Hemmelig sag", "id=\"kilden\""}) EXPECT_FALSE(holds(meeting, hidden)) << hidden;
  for (const auto& page : {std::string("/"), "/organer/" + body_})
    EXPECT_TRUE(holds(get(page), "Kommende møder")) << page;
}

TEST_F(ConvocationRoutes, ARuleThatIsNotKeptAsksForIndkaldAlligevel) {
  rule(body_, "5 medlemmer");
  const auto review = post(here(), form("se"));
  EXPECT_TRUE(holds(review, "Indkald alligevel"));
  EXPECT_TRUE(holds(review, "Reglen er ikke opfyldt"));
  EXPECT_EQ(post(here(), form("indkald")).status, 409);
  auto anyway = form("indkald");
  anyway.emplace("alligevel", "1");
  anyway.emplace("ord", "Det haster.");
  const auto done = post(here(), anyway);
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(holds(get(location(done)), "Det haster."));
}

TEST_F(ConvocationRoutes, WhatIsWrongComesBackWithWhatWasTyped) {
  auto bad = form("indkald");
  bad.find("slut")->second = "12:00";
  const auto answer = post(here(), bad);
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(holds(answer, "Mødet slutter, før det begynder."));
  EXPECT_TRUE(holds(answer, "value=\"Godkendelse\""));
  auto late = form("se");
  late.find("dato")->second = "2027-01-01";
  EXPECT_TRUE(holds(post(here(), late), "har sidste dag den 31. december 2026"));
  EXPECT_EQ(post(here(), {{"handling", "indkald"}}).status, 400);
  EXPECT_TRUE(letters_.empty());
}

TEST_F(ConvocationRoutes, TheDeadlinesOfTheRulesOfProcedureAreShown) {
  structure::BodyDocument rules{
      .body_id = body_, .kind = structure::DocumentKind::rules_of_procedure, .text = "Regler"};
  rules.procedure.agenda_days_before = 7;
  rules.procedure.member_items_days_before = 60;
  ASSERT_TRUE(structure::add_document(book_, secretary_, rules));
  const auto review = post(here(), form("se"));
  EXPECT_TRUE(holds(review, "Dagsordenen skal ud senest tirsdag"));
  EXPECT_TRUE(holds(review, "Fristen er overskredet."));
  EXPECT_TRUE(holds(review, "Senere end forretningsordenen siger"));
}

TEST_F(ConvocationRoutes, OnlyTheBodysSecretaryGetsThere) {
  const auto made = location(post(here(), form("indkald")));
  EXPECT_EQ(ask(reader_role_, http::Method::get, here()).status, 403);
  EXPECT_EQ(ask(reader_role_, http::Method::post, here(), form("indkald")).status, 403);
  for (const auto* page : {"/indkaldelse", "/aflys"}) {
    EXPECT_EQ(ask(reader_role_, http::Method::get, made + page).status, 403) << page;
    EXPECT_EQ(ask(reader_role_, http::Method::post, made + page, form("indkald")).status, 403) << page;
    EXPECT_EQ(ask(audit::Actor{}, http::Method::get, made + page).status, 404) << page;
  }
  const auto seen = ask(reader_role_, http::Method::get, made);
  EXPECT_EQ(seen.status, 200);
  for (const auto* hidden : {"Ret indkaldelsen", "Aflys mødet", "Skal have besked"})
    EXPECT_FALSE(holds(seen, hidden)) << hidden;
}

TEST_F(ConvocationRoutes, ItIsChangedAndCalledOff) {
  const auto made = location(post(here(), form("indkald")));
  const auto change = get(made + "/indkaldelse");
  EXPECT_TRUE(holds(change, "value=\"2026-04-14\""));
  EXPECT_TRUE(holds(change, "name=\"id-1\""));
  // Showing a closed title is a look that must be asked for.
  EXPECT_FALSE(holds(change, "Hemmelig sag"));
  const auto before = find_meeting(reader(), *MeetingId::parse(made.substr(8)));
  Form kept{{"dato", "2026-04-14"},
            {"start", "13:00"},
            {"slut", "16:00"},
            {"punkt-1", "Godkendelse"},
            {"id-1", before->items[0].id},
            {"punkt-2", ""},
            {"lukket-2", "1"},
            {"id-2", before->items[1].id},
            {"handling", "se"}};
  const auto review = post(made + "/indkaldelse", kept);
  EXPECT_TRUE(holds(review, "Lukket punkt (uændret)"));
  EXPECT_FALSE(holds(review, "Hemmelig sag"));
  kept.find("handling")->second = "indkald";
  EXPECT_EQ(post(made + "/indkaldelse", kept).status, 303);
  EXPECT_EQ(find_convocation(reader(), made.substr(8))->plan.items.at(1).title, "Hemmelig sag");
  kept.emplace("fjern-2", "1");
  EXPECT_EQ(post(made + "/indkaldelse", kept).status, 303);
  EXPECT_EQ(find_convocation(reader(), made.substr(8))->plan.items.size(), 1u);
  auto changed = form("indkald");
  changed.find("dato")->second = "2026-05-12";
  EXPECT_EQ(post(made + "/indkaldelse", changed).status, 303);
  EXPECT_TRUE(holds(get(made), "12. maj 2026"));
  EXPECT_EQ(post(made + "/aflys", {{"begrundelse", ""}}).status, 400);
  const auto called_off = post(made + "/aflys", {{"begrundelse", "Sygdom"}});
  EXPECT_EQ(called_off.status, 303);
  EXPECT_TRUE(holds(get(landing(called_off)), "Aflysningen går ikke til nogen"));
  const auto off = get(made);
  for (const auto* there : {"Mødet er aflyst", "Sygdom", "Indkald igen"}) EXPECT_TRUE(holds(off, there)) << there;
  EXPECT_FALSE(holds(off, "Aflys mødet"));
  EXPECT_TRUE(holds(get("/moeder"), "Aflyst"));
}

TEST(Told, SaysHowManyLettersWentToWhom) {
  const Asked with{"a", "Asta", "asta@example.org"}, without{"b", "Bo", ""};
  EXPECT_EQ(told_sentence(News::convened, {with, with, without}),
            "Indkaldelsen går til 2 personer; 1 har ingen mailadresse.");
  EXPECT_EQ(told_sentence(News::called_off, {with}), "Aflysningen går til 1 person.");
  EXPECT_EQ(told_sentence(News::changed, {without, without}),
            "Den ændrede indkaldelse går ikke til nogen; alle 2 har ingen mailadresse.");
  EXPECT_EQ(told_sentence(News::convened, {}),
            "Ingen har en plads i organet den dag, så ingen har fået besked fra Klynge.");
}

TEST_F(ConvocationRoutes, ItemsCanBeMovedFromTheFirstMoment) {
  const auto fresh = get(here());
  for (const auto* there : {"Flyt op", "Flyt ned", "<option value=\"1\"", "<option value=\"6\""})
    EXPECT_TRUE(holds(fresh, there)) << there;
  // The rows are filled in only now, and moved at once: the page knew no title when it was made.
  auto wanted = form("op");
  wanted.emplace("flyt", "2");
  EXPECT_TRUE(holds(post(here(), wanted), "name=\"punkt-1\" value=\"Hemmelig sag\""));
}

TEST_F(ConvocationRoutes, ItemsAreMovedUpAndDown) {
  const auto moved = [&](std::string way, std::string which) {
    auto wanted = form(std::move(way));
    wanted.emplace("flyt", std::move(which));
    return post(here(), wanted);
  };
  for (const auto& page : {moved("op", "2"), moved("ned", "1")}) {
    EXPECT_EQ(page.status, 200);
    const auto first = page.body.find("name=\"punkt-1\" value=\"Hemmelig sag\"");
    ASSERT_NE(first, page.body.npos);
    EXPECT_LT(page.body.find("checked", first), page.body.find("name=\"punkt-2\" value=\"Godkendelse\""));
  }
  EXPECT_TRUE(holds(moved("op", "2"), "<option value=\"1\" selected>1. Hemmelig sag"));
  // Nothing is above the first, and nothing else can be asked for.
  for (const auto& page : {moved("op", "1"), moved("ned", "99"), moved("op", "x"), moved("op", "")})
    EXPECT_TRUE(holds(page, "name=\"punkt-1\" value=\"Godkendelse\""));
  // The button that Enter presses still comes first.
  const auto page = moved("op", "2").body;
  EXPECT_LT(page.find("value=\"se\""), page.find("value=\"op\""));
}

TEST_F(ConvocationRoutes, AnItemThatIsMovedStaysTheOneItWas) {
  const auto made = location(post(here(), form("indkald")));
  const auto before = find_meeting(reader(), *MeetingId::parse(made.substr(8)))->items;
  Form wanted{{"dato", "2026-04-14"}, {"start", "13:00"}, {"slut", "15:00"}, {"punkt-1", "Godkendelse"},
              {"id-1", before[0].id}, {"punkt-2", ""},    {"lukket-2", "1"}, {"id-2", before[1].id},
              {"flyt", "2"},          {"handling", "op"}};
  const auto page = post(made + "/indkaldelse", wanted);
  EXPECT_TRUE(holds(page, "name=\"id-1\" value=\"" + before[1].id));
  EXPECT_FALSE(holds(page, "Hemmelig sag"));
  const Form moved{{"dato", "2026-04-14"}, {"start", "13:00"},     {"slut", "15:00"},          {"punkt-1", ""},
                   {"lukket-1", "1"},      {"id-1", before[1].id}, {"punkt-2", "Godkendelse"}, {"id-2", before[0].id},
                   {"handling", "indkald"}};
  EXPECT_EQ(post(made + "/indkaldelse", moved).status, 303);
  const auto after = find_meeting(reader(), *MeetingId::parse(made.substr(8)))->items;
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after[0].id, before[1].id);
  EXPECT_EQ(after[1].id, before[0].id);
  EXPECT_TRUE(after[0].closed);
  EXPECT_EQ(find_convocation(reader(), made.substr(8))->plan.items.at(0).title, "Hemmelig sag");
}

TEST_F(ConvocationRoutes, AGuestIsInvitedSeenAndWithdrawn) {
  const auto made = location(post(here(), form("indkald")));
  const auto meeting = find_meeting(reader(), *MeetingId::parse(made.substr(8)));
  ASSERT_TRUE(meeting);
  const auto page = "/punkter/" + meeting->items[1].id + "/gaester";
  const auto empty = get(page);
  EXPECT_TRUE(holds(empty, "Ingen gæster er inviteret til punktet."));
  EXPECT_TRUE(holds(empty, "value=\"2026-05-14\"")) << "thirty days after the meeting";
  EXPECT_FALSE(holds(empty, "Hemmelig sag")) << "who invites need not have looked at it";
  EXPECT_EQ(post(page, {{"email", "x"}, {"navn", "Gry"}, {"til", "2026-05-14"}}).status, 400);
  EXPECT_EQ(post(page, {{"email", "gry@example.org"}, {"navn", "Gry Gæst"}, {"til", "2026-05-14"}}).status, 303);
  EXPECT_TRUE(holds(get(page), "Gry Gæst"));
  EXPECT_TRUE(holds(get("/punkter/" + meeting->items[1].id), "Gæster på punktet"));
  EXPECT_EQ(ask(reader_role_, http::Method::get, page).status, 403);
  EXPECT_FALSE(holds(ask(reader_role_, http::Method::get, "/punkter/" + meeting->items[1].id), "Gæster på punktet"));

  const auto guest_id = guests_of(reader(), meeting->items[1].id).at(0).person_id;
  audit::Actor guest{.id = "g", .name = "Gry", .address = ""};
  guest.standings =
      std::make_shared<audit::Standings>(guest_id, std::vector<audit::Standing>{},
                                         std::vector<audit::Invitation>{{meeting->items[1].id, Date{2026, 5, 14}}});
  guest.today = {2026, 4, 1};
  EXPECT_TRUE(holds(ask(guest, http::Method::get, "/"), "Punkter, du er inviteret til"));
  // An empty list of a guest says nothing of the register.
  for (const auto* list : {"/moeder", "/opgaver", "/beslutninger", "/beloeb", "/fund"}) {
    const auto shown = ask(guest, http::Method::get, list);
    EXPECT_TRUE(holds(shown, "Som gæst ser du kun de punkter, du er inviteret til.")) << list;
    EXPECT_FALSE(holds(shown, "endnu ingen")) << list;
  }
  EXPECT_TRUE(holds(ask(guest, http::Method::post, "/punkter/" + meeting->items[1].id + "/vis"), "Hemmelig sag"));
  EXPECT_TRUE(holds(ask(guest, http::Method::get, "/punkter/" + meeting->items[1].id + "/adgang"),
                    "Du er inviteret til punktet som gæst."));
  EXPECT_EQ(ask(guest, http::Method::get, "/punkter/" + meeting->items[0].id).status, 404);
  EXPECT_EQ(ask(guest, http::Method::get, made).status, 404);
  EXPECT_EQ(ask(guest, http::Method::get, page).status, 404);
  EXPECT_EQ(post(page + "/" + guest_id + "/traek-tilbage", {}).status, 303);
  EXPECT_TRUE(holds(get(page), "Ingen gæster er inviteret til punktet."));
}

}  // namespace
}  // namespace klynge::meetings
