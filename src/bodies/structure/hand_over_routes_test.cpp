// The pages and forms of hand-overs as a browser sees them, and who gets which.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "bodies/structure/hand_over_pages.hpp"
#include "bodies/structure/route_parts.hpp"
#include "bodies/structure/test_hand_over.hpp"
#include "platform/audit/standing.hpp"
#include "platform/http/router.hpp"

namespace klynge::structure {
namespace {

using http::Method;
using Fields = std::multimap<std::string, std::string, std::less<>>;

bool has(const http::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}
std::string location(const http::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

class HandOverRoutes : public HandOverTest {
 protected:
  HandOverRoutes() {
    old_ = body("Politisk Klynge <b>Egelund</b>", {Date{2022, 7, 1}, {}});
    council_ = body("Egelund Sundhedsråd", {Date{2026, 2, 1}, {}});
    chair_ = seated(old_, SeatRole::chair, "Asta Lind");
    new_chair_ = seated(council_, SeatRole::chair, "Dorte Krog");
    member_ = seated(council_, SeatRole::member, "Jens Berg");
    body_secretary_ = seated(old_, SeatRole::secretary, "Eva Skov");
    former_ = seated(old_, SeatRole::member, "Karl Holt", {{}, Date{2025, 1, 1}});
    stranger_ = seated(body("Et andet organ"), SeatRole::secretary, "Per Lund");
    stranger_chair_ = seated(body("Et tredje organ"), SeatRole::chair, "Ulla Vest");
    open(old_, "t1");
    open(old_, "t2");
    open_[{"task", old_}][1].title = "Sag med <script>alert(1)</script>";
    open_[{"task", old_}][1].detail = "Ansvarlig: \"><img src=x>";
    open_[{"task", old_}][1].path = "javascript:alert(1)";
  }

  http::Response ask(const audit::Actor& actor, Method method, std::string path, Fields values = {}) {
    http::Request request{.method = method, .path = path, .target = path, .actor = actor, .csrf_token = "tegn"};
    (method == Method::get ? request.query : request.form) = std::move(values);
    std::vector<std::string> segments;
    for (const auto part : split(std::string_view(path).substr(1), '/')) segments.emplace_back(part);
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
  http::Response get(const audit::Actor& actor, std::string path, Fields query = {}) {
    return ask(actor, Method::get, std::move(path), std::move(query));
  }
  http::Response post(const audit::Actor& actor, std::string path, Fields form = {}) {
    return ask(actor, Method::post, std::move(path), std::move(form));
  }
  static std::string at(std::string_view id, std::string_view action = "") {
    return "/overdragelser/" + std::string(id) + (action.empty() ? "" : "/" + std::string(action));
  }
  Fields plan_form() const {
    return {{"organ", old_},
            {"sidste_dag", "2026-12-31"},
            {"efterfoelger", council_},
            {"efterfoelger", ""},
            {"begrundelse", "Klyngerne <i>ophører</i>."}};
  }
  std::string started() {
    const auto response = post(body_secretary_, "/overdragelser", plan_form());
    EXPECT_EQ(response.status, 303) << response.body;
    return location(response).substr(std::string("/overdragelser/").size());
  }
  std::string for_approval() {
    const auto id = started();
    EXPECT_EQ(post(body_secretary_, at(id, "fordel-alle"), {{"slags", "task"}, {"valg", council_}}).status, 303);
    EXPECT_EQ(post(body_secretary_, at(id, "send")).status, 303);
    return id;
  }

  const Deps deps_{book_, nobody_above(), matters_};
  http::Router router_{hand_over_routes(deps_)};
  std::string old_, council_;
  audit::Actor chair_, new_chair_, member_, body_secretary_, former_, stranger_, stranger_chair_;
};

TEST_F(HandOverRoutes, FromTheFormToTheApprovedDocument) {
  const auto form = get(body_secretary_, "/overdragelser/ny", {{"organ", old_}});
  EXPECT_TRUE(has(form, "value=\"" + old_ + "\" selected"));
  EXPECT_FALSE(has(form, "<option value=\"" + council_ + "\" selected"));
  const auto id = started();
  const auto draft = get(body_secretary_, at(id));
  EXPECT_EQ(draft.status, 200);
  EXPECT_TRUE(has(draft, "Sager af slagsen task (2)"));
  EXPECT_TRUE(has(draft, "0 af 2 er fordelt."));
  EXPECT_FALSE(has(draft, "Send til godkendelse</button>"));
  // One by one: one goes on, one is closed.
  EXPECT_EQ(post(body_secretary_, at(id, "fordel"),
                 {{"slags", "task"},
                  {"sag.0", "t1"},
                  {"valg.0", council_},
                  {"grund.0", ""},
                  {"sag.1", "t2"},
                  {"valg.1", "luk"},
                  {"grund.1", "Er løst."}})
                .status,
            303);
  EXPECT_TRUE(has(get(body_secretary_, at(id)), "Send til godkendelse</button>"));
  EXPECT_EQ(post(body_secretary_, at(id, "send")).status, 303);
  const auto document = get(chair_, at(id));
  EXPECT_TRUE(has(document, "Går til Egelund Sundhedsråd"));
  EXPECT_TRUE(has(document, "Lukkes: "));
  EXPECT_TRUE(has(document, "Afventer Asta Lind."));
  EXPECT_TRUE(has(document, "Godkend på vegne af Politisk Klynge"));
  EXPECT_FALSE(has(document, "Godkend på vegne af Egelund"));
  EXPECT_EQ(post(chair_, at(id, "godkend"), {{"organ", old_}}).status, 303);
  EXPECT_EQ(post(new_chair_, at(id, "godkend"), {{"organ", council_}}).status, 303);
  const auto approved = get(member_, at(id));
  EXPECT_TRUE(has(approved, "Godkendt af Asta Lind"));
  EXPECT_TRUE(has(approved, "Godkendt af Dorte Krog"));
  EXPECT_FALSE(has(approved, "<button class=\"button button-primary\""));
  EXPECT_TRUE(has(get(member_, "/organer/" + council_ + "/overtaget"), "Sag t1"));
  EXPECT_TRUE(hand_overs_of_body(reader(), member_, council_).text().find("Overdraget fra Politisk Klynge") !=
              std::string::npos);
  EXPECT_TRUE(has(get(member_, "/overdragelser"), "Godkendt"));
}

TEST_F(HandOverRoutes, WhatPeopleWroteIsNeverMarkup) {
  const auto id = started();
  for (const auto& page : {get(body_secretary_, at(id)), get(member_, at(id)), get(body_secretary_, "/overdragelser"),
                           get(body_secretary_, at(id, "ret"))}) {
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "&lt;b&gt;Egelund"));
    for (const auto* raw : {"<script>alert", "<img src=x", "<b>Egelund", "<i>ophører", "href=\"javascript"})
      EXPECT_FALSE(has(page, raw)) << raw;
  }
  const auto wrong = post(body_secretary_, at(id, "fordel"),
                          {{"slags", "task"}, {"sag.1", "t2"}, {"valg.1", "luk"}, {"grund.1", " "}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(has(wrong, "Skriv, hvorfor ”Sag med &lt;script&gt;"));
  EXPECT_FALSE(has(wrong, "<script>alert"));
}

TEST_F(HandOverRoutes, WhatWasTypedAndRefusedIsStillThere) {
  auto form = plan_form();
  form.erase("begrundelse");
  const auto wrong = post(body_secretary_, "/overdragelser", form);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(has(wrong, "Skriv, hvorfor organet ophører"));
  EXPECT_TRUE(has(wrong, "value=\"2026-12-31\""));
  EXPECT_TRUE(has(wrong, "value=\"" + council_ + "\" selected"));
  form.erase("sidste_dag");
  form.emplace("sidste_dag", "2026-02-30");
  EXPECT_EQ(post(body_secretary_, "/overdragelser", form).status, 400);
  EXPECT_EQ(post(body_secretary_, "/overdragelser").status, 400);
}

TEST_F(HandOverRoutes, WhoSeesAndWhoDoes) {
  const auto id = for_approval();
  for (const auto* reader_of : {&chair_, &new_chair_, &member_, &body_secretary_, &secretary_, &reader_role_})
    EXPECT_EQ(get(*reader_of, at(id)).status, 200) << reader_of->name;
  for (const auto* other : {&stranger_, &stranger_chair_, &former_}) {
    EXPECT_EQ(get(*other, at(id)).status, 404) << other->name;
    EXPECT_FALSE(has(get(*other, "/overdragelser"), "Egelund")) << other->name;
    EXPECT_TRUE(hand_overs_of_body(reader(), *other, old_).empty()) << "nor on the body's page: " << other->name;
  }
  EXPECT_EQ(get({}, at(id)).status, 403);
  EXPECT_EQ(post(member_, at(id, "send")).status, 403);
  EXPECT_EQ(post(chair_, at(id, "traek-tilbage")).status, 403);
  EXPECT_EQ(post(member_, at(id, "godkend"), {{"organ", council_}}).status, 403);
  EXPECT_EQ(post(chair_, at(id, "godkend"), {{"organ", council_}}).status, 403);
  EXPECT_EQ(post(secretary_, at(id, "godkend"), {{"organ", old_}}).status, 403);
  EXPECT_EQ(
      post(body_secretary_, at(id, "i-formandens-sted"), {{"organ", council_}, {"navn", "Eva"}, {"grund", "x"}}).status,
      403);
  EXPECT_EQ(
      post(body_secretary_, at(id, "i-formandens-sted"), {{"organ", old_}, {"navn", "Eva"}, {"grund", "x"}}).status,
      409)
      << "there is a chair";
  for (const auto* action :
       {"opdater", "fordel", "fordel-alle", "send", "traek-tilbage", "annuller", "ret", "i-formandens-sted"})
    EXPECT_EQ(post(stranger_, at(id, action)).status, 404) << action;
  EXPECT_EQ(post(stranger_chair_, at(id, "godkend"), {{"organ", old_}}).status, 404);
  EXPECT_EQ(post(stranger_, "/overdragelser", plan_form()).status, 403);
  EXPECT_FALSE(has(get(stranger_, "/overdragelser/ny"), "name=\"organ\" required><option value=\"" + old_));
  EXPECT_EQ(get(body_secretary_, at("findes-ikke")).status, 404);
  EXPECT_EQ(state(id), HandOverState::for_approval);
  // Back to a draft, and away.
  EXPECT_EQ(post(body_secretary_, at(id, "traek-tilbage")).status, 303);
  EXPECT_EQ(post(body_secretary_, at(id, "annuller")).status, 303);
  EXPECT_EQ(post(body_secretary_, at(id, "send")).status, 409);
  EXPECT_TRUE(has(get(member_, at(id)), "Annulleret"));
}

TEST_F(HandOverRoutes, TheOfferToStandInIsMadeToWhoMay) {
  const auto planned =
      add_body(book_, secretary_, {.name = "Det kommende råd", .level = BodyLevel::political, .planned = true})
          .value_or("");
  auto form = plan_form();
  form.emplace("efterfoelger", planned);
  const auto created = post(body_secretary_, "/overdragelser", form);
  const auto id = location(created).substr(std::string("/overdragelser/").size());
  ASSERT_EQ(post(body_secretary_, at(id, "fordel-alle"), {{"slags", "task"}, {"valg", council_}}).status, 303);
  ASSERT_EQ(post(body_secretary_, at(id, "send")).status, 303);
  EXPECT_FALSE(has(get(body_secretary_, at(id)), "Godkend i formandens sted"));
  EXPECT_TRUE(has(get(secretary_, at(id)), "Godkend i formandens sted for Det kommende råd"));
  EXPECT_TRUE(has(get(secretary_, at(id)), "den første dag er ikke fastsat"));
  const auto wrong =
      post(secretary_, at(id, "i-formandens-sted"), {{"organ", planned}, {"navn", "Ida Holm"}, {"grund", ""}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(has(wrong, "value=\"Ida Holm\""));
  EXPECT_EQ(post(secretary_, at(id, "i-formandens-sted"),
                 {{"organ", planned}, {"navn", "Ida Holm"}, {"grund", "Rådet er ikke begyndt."}})
                .status,
            303);
  EXPECT_TRUE(has(get(member_, at(id)), "Godkendt af Ida Holm (indført af Sekretær)"));
  EXPECT_TRUE(has(get(member_, at(id)), "Rådet er ikke begyndt."));
}

TEST_F(HandOverRoutes, ALongListIsPagedKindByKind) {
  for (int i = 0; i < 130; ++i) open(old_, "x" + std::to_string(1000 + i), "case");
  const auto id = started();
  const auto whole = get(body_secretary_, at(id));
  EXPECT_TRUE(has(whole, "Vis alle 130"));
  EXPECT_FALSE(has(whole, "x1099"));
  const auto second = get(body_secretary_, at(id), {{"slags", "case"}, {"side", "2"}});
  EXPECT_TRUE(has(second, "Sag x1129"));
  EXPECT_FALSE(has(second, "Sag x1099"));
  const auto saved =
      post(body_secretary_, at(id, "fordel"),
           {{"slags", "case"}, {"side", "2"}, {"sag.100", "x1100"}, {"valg.100", council_}, {"grund.100", ""}});
  EXPECT_EQ(location(saved), at(id) + "?slags=case&side=2");
  EXPECT_TRUE(has(get(body_secretary_, at(id)), "1 af 130 er fordelt."));
}

}  // namespace
}  // namespace klynge::structure
