// The room's pages and forms as a browser sees them: what they show, what a wrong form gives back, and that no
// address answers with anything but a page.
#include "bodies/structure/structure_routes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/identity_actions.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/identity_references.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/test_structure.hpp"
#include "platform/audit/standing.hpp"
#include "platform/html/form.hpp"

namespace klynge::structure {
namespace {

using http::Method;
using http::Request;
using http::Response;
using Fields = std::multimap<std::string, std::string, std::less<>>;
using Parameters = std::map<std::string, std::string, std::less<>>;

bool has(const Response& response, std::string_view part) { return response.body.find(part) != response.body.npos; }
std::string where_to(const Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

class StructureRoutes : public StructureTest {
 protected:
  StructureRoutes() {
    region_ = organisation("Region Nordfjord", OrganisationKind::region);
    lyngsted_ = organisation("Lyngsted Kommune", OrganisationKind::municipality, region_);
    area_ = add_cluster(book_, secretary_,
                        {.name = "Klyngen Egelund", .region_id = region_, .organisations = {{.id = lyngsted_}}})
                .value_or("");
    body_id_ = add_body(book_, secretary_,
                        {.name = "Politisk Klynge Egelund",
                         .level = BodyLevel::political,
                         .reach = Reach::cluster,
                         .cluster_id = area_,
                         .period = {Date{2022, 7, 1}, Date{2027, 1, 1}}})
                   .value_or("");
    seat_ = seat(body_id_, "Borgmester, Lyngsted Kommune", "mayor", lyngsted_);
    term_ = term(seat_, "Asta Lind", {Date{2022, 7, 1}, Date{2024, 1, 1}});
    rule_ = rule(body_id_, "1 borgmester fra hver kommune i klyngen.");
  }

  Response send(Method method, std::string_view pattern, Parameters parameters, Fields form = {}, Fields query = {},
                bool changes = true) {
    const auto found = std::ranges::find_if(
        routes_, [&](const http::Route& route) { return route.method == method && route.pattern == pattern; });
    EXPECT_NE(found, routes_.end()) << pattern;
    Request request{.method = method,
                    .target = std::string(pattern),
                    .parameters = std::move(parameters),
                    .query = std::move(query),
                    .form = std::move(form),
                    .actor = changes ? secretary_ : reader_role_,
                    .csrf_token = csrf_};
    for (const auto& [name, value] : request.parameters) {
      const auto at = request.target.find("{" + name + "}");
      if (at != std::string::npos) request.target.replace(at, name.size() + 2, value);
    }
    return found->handler(request);
  }
  Response get(std::string_view pattern, Parameters parameters, Fields query = {}, bool changes = true) {
    return send(Method::get, pattern, std::move(parameters), {}, std::move(query), changes);
  }
  Response post(std::string_view pattern, Parameters parameters, Fields form) {
    return send(Method::post, pattern, std::move(parameters), std::move(form));
  }

  const Deps deps_{book_, nobody_above()};
  const std::vector<http::Route> routes_ = routes(deps_);
  std::string region_, lyngsted_, area_, body_id_, seat_, term_, rule_, csrf_ = "token";
};

TEST_F(StructureRoutes, AProfileIsKeptAsDrawnAndEveryReaderHasTheirOwnToken) {
  const auto shown = [&](const char* csrf, bool changes) {
    csrf_ = csrf;
    return get("/organer/{id}/stamdata", {{"id", body_id_}}, {}, changes).body;
  };
  const auto karens = shown("karens", true), idas = shown("idas", true), readers = shown("laesers", false);
  EXPECT_NE(karens.find("value=\"karens\""), karens.npos);
  EXPECT_NE(idas.find("value=\"idas\""), idas.npos);
  EXPECT_EQ(idas.find("karens"), idas.npos);
  for (const auto& page : {karens, idas, readers}) EXPECT_EQ(page.find(html::token_place()), page.npos);
  EXPECT_EQ(readers.find("k-structure-form"), readers.npos);
  auto body = *find_profile(reader(), body_id_);
  body.secretariat = "Sekretariatet i Lyngsted";
  ASSERT_TRUE(change_profile(book_, secretary_, body));
  for (const bool changes : {true, false})
    EXPECT_NE(shown("k", changes).find("Sekretariatet i Lyngsted"), std::string::npos);
}

TEST_F(StructureRoutes, TheCompositionIsShownForTheDayAskedFor) {
  const auto then = get("/organer/{id}/sammensaetning", {{"id", body_id_}}, {{"dag", "2023-05-01"}});
  EXPECT_EQ(then.status, 200);
  EXPECT_TRUE(has(then, "1 borgmester fra hver kommune i klyngen."));
  EXPECT_TRUE(has(then, "Asta Lind"));
  EXPECT_TRUE(has(then, "er der én plads, og den er besat."));
  EXPECT_TRUE(has(then, "Alle regler er fulgt."));
  const auto later = get("/organer/{id}/sammensaetning", {{"id", body_id_}}, {{"dag", "2025-05-01"}});
  EXPECT_FALSE(has(later, "(Asta Lind)"));
  EXPECT_TRUE(has(later, "og én er ubesat."));
  EXPECT_TRUE(has(later, "Opfyldt, men ubesat"));
  EXPECT_TRUE(has(get("/organer/{id}/sammensaetning", {{"id", body_id_}}, {{"dag", "2030-01-01"}}),
                  "findes ikke den 1. januar 2030"));
  // What is no day counts as today.
  EXPECT_EQ(get("/organer/{id}/sammensaetning", {{"id", body_id_}}, {{"dag", "aldrig"}}).status, 200);
}

TEST_F(StructureRoutes, AColumnOfSubstitutesStandsWhereAnybodyHasOne) {
  const auto page = [&] { return get("/organer/{id}/sammensaetning", {{"id", body_id_}}, {{"dag", "2023-06-01"}}); };
  EXPECT_TRUE(has(page(), "Asta Lind"));
  EXPECT_FALSE(has(page(), "Stedfortrædere"));
  ASSERT_EQ(post("/pladser/{id}/stedfortraedere", {{"id", seat_}}, {{"person_navn", "Stine Stedfortræder"}}).status,
            303);
  EXPECT_TRUE(has(page(), "Stedfortrædere"));
  EXPECT_TRUE(has(page(), "Stine Stedfortræder"));
}

TEST_F(StructureRoutes, WhoOnlyReadsSeesNoForms) {
  for (const auto* pattern : {"/organer/{id}/sammensaetning", "/organer/{id}/stamdata", "/organer/{id}/dokumenter"}) {
    const auto page = get(pattern, {{"id", body_id_}}, {}, false);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(has(page, "k-structure-form")) << pattern;
    EXPECT_FALSE(has(page, "/ret")) << pattern;
  }
  EXPECT_FALSE(has(get("/pladser/{id}", {{"id", seat_}}, {}, false), "k-structure-form"));
}

TEST_F(StructureRoutes, HowAHolderIsReachedIsForThoseInside) {
  const auto person = find_seat(reader(), seat_)->terms.front().person_id;
  ASSERT_TRUE(change_contact(book_, secretary_, person, {"asta@lyngsted.example", "12 34 56 78"}));
  const auto shown_to_member_of = [&](std::string body_id, Date to) {
    reader_role_ = {.id = "m", .name = "Medlem", .today = {2026, 3, 1}};
    reader_role_.standings = std::make_shared<audit::Standings>(
        "p", std::vector<audit::Standing>{{.body_id = std::move(body_id), .to = to}}, std::vector<audit::Invitation>{});
    const auto page = get("/pladser/{id}", {{"id", seat_}}, {}, false);
    EXPECT_TRUE(has(page, "Asta Lind"));
    return has(page, "12 34 56 78") || has(page, "asta@lyngsted.example");
  };
  EXPECT_TRUE(has(get("/pladser/{id}", {{"id", seat_}}, {}, false), "12 34 56 78"));
  EXPECT_TRUE(shown_to_member_of(body_id_, audit::for_ever));
  EXPECT_FALSE(shown_to_member_of(body_id_, {2026, 1, 1})) << "who has left";
  EXPECT_FALSE(shown_to_member_of("et andet organ", audit::for_ever));
}

TEST_F(StructureRoutes, AWrongFormComesBackWithWhatWasTyped) {
  const auto rule =
      post("/organer/{id}/regler", {{"id", body_id_}}, {{"regel", "noget med stole"}, {"kilde", "Aftalen"}});
  EXPECT_EQ(rule.status, 400);
  EXPECT_TRUE(has(rule, "noget med stole"));
  EXPECT_TRUE(has(rule, "Aftalen"));
  EXPECT_TRUE(has(rule, "Det blev ikke gemt"));
  const auto days = post("/pladser/{id}/perioder", {{"id", seat_}},
                         {{"person_navn", "Bo Falk"}, {"fra", "2025-01-01"}, {"til", "2024-06-01"}});
  EXPECT_EQ(days.status, 400);
  EXPECT_TRUE(has(days, "Perioden slutter den 1. juni 2024, før den begynder den 1. januar 2025."));
  EXPECT_TRUE(has(days, "Bo Falk"));
  const auto overlap =
      post("/pladser/{id}/perioder", {{"id", seat_}}, {{"person_navn", "Bo Falk"}, {"fra", "2023-01-01"}});
  EXPECT_EQ(overlap.status, 409);
  EXPECT_TRUE(has(overlap, "Asta Lind har allerede pladsen"));
  const auto itself =
      post("/organer/{id}/efterfoelgere", {{"id", body_id_}}, {{"andet_organ", body_id_}, {"retning", "efter"}});
  EXPECT_TRUE(has(itself, "Et organ kan ikke efterfølge sig selv."));
  const auto nobody = post("/pladser/{id}/perioder", {{"id", seat_}}, {{"person_navn", "Ubesat"}});
  EXPECT_TRUE(has(nobody, "”Ubesat” er ikke navnet på en person."));
}

// The form beside keeps what stands: a last day that cannot be leaves the seat's own fields as they are.
TEST_F(StructureRoutes, ALastDayThatCannotBeComesBackToItsOwnForm) {
  const auto early = post("/pladser/{id}/slut", {{"id", seat_}}, {{"sidste_dag", "2020-01-01"}});
  EXPECT_EQ(early.status, 400);
  ASSERT_NE(early.body.find("id=\"ret\""), early.body.npos);
  const auto end_form = early.body.find("/slut#ret\"");
  EXPECT_LT(end_form, early.body.find("Pladsen begynder først den 1. juli 2022. Vælg en sidste dag"));
  EXPECT_NE(early.body.find("value=\"2020-01-01\""), early.body.npos);
  EXPECT_NE(early.body.find("value=\"Borgmester, Lyngsted Kommune\""), early.body.npos);
}

TEST_F(StructureRoutes, ARightFormLeadsOn) {
  EXPECT_EQ(where_to(post("/organer/{id}/regler", {{"id", body_id_}}, {{"regel", "1 alment praktiserende læge"}})),
            "/organer/" + body_id_ + "/sammensaetning");
  EXPECT_EQ(
      where_to(post("/pladser/{id}/perioder", {{"id", seat_}}, {{"person_navn", "Bo Falk"}, {"fra", "1/1 2024"}})),
      "/pladser/" + seat_);
  EXPECT_EQ(find_seat(reader(), seat_)->terms.size(), 2u);
  EXPECT_EQ(
      where_to(post("/regler/{id}/fravigelser", {{"id", rule_}}, {{"grund", "Aftalt"}, {"besluttet_af", "Klyngen"}})),
      "/organer/" + body_id_ + "/sammensaetning");
  const auto deviation = rules(reader(), body_id_).at(0).deviations.at(0).id;
  EXPECT_TRUE(has(get("/regler/{id}", {{"id", rule_}}), "/fravigelser/" + deviation));
  EXPECT_TRUE(has(get("/fravigelser/{id}", {{"id", deviation}}), "Aftalt"));
  const auto twisted =
      post("/fravigelser/{id}", {{"id", deviation}},
           {{"grund", "Aftalt på ny"}, {"besluttet_af", "Klyngen"}, {"fra", "2025-01-01"}, {"til", "2024-01-01"}});
  EXPECT_TRUE(has(twisted, "før den begynder")) << twisted.body;
  EXPECT_EQ(rules(reader(), body_id_).at(0).deviations.at(0).reason, "Aftalt");
  EXPECT_EQ(post("/fravigelser/{id}", {{"id", "ingen"}}, {{"grund", "Aftalt"}, {"besluttet_af", "Klyngen"}}).status,
            404);
  const auto document =
      post("/organer/{id}/dokumenter/{dokument}", {{"id", body_id_}, {"dokument", "forretningsorden"}},
           {{"dagsorden_dage", "14"}, {"ledelse", "in_turn"}, {"fremmoede", "majority"}, {"laese_dage", "90"}});
  EXPECT_EQ(document.status, 303);
  EXPECT_EQ(procedure_on(reader(), body_id_, {2026, 1, 1}).closed_items_days_after_term, 90);
  EXPECT_TRUE(has(get("/organer/{id}/dokumenter", {{"id", body_id_}}), "Dagsordenen sendes ud senest"));
  EXPECT_EQ(post("/organer/{id}/dokumenter/{dokument}", {{"id", body_id_}, {"dokument", "forretningsorden"}},
                 {{"dagsorden_dage", "snart"}})
                .status,
            400);
}

TEST_F(StructureRoutes, NamesakesAreAskedFor) {
  ASSERT_TRUE(add_term(
      book_, secretary_,
      {.seat_id = seat_, .person_name = "Asta Lind", .is_new = true, .period = {Date{2024, 1, 1}, Date{2025, 1, 1}}}));
  const auto asked =
      post("/pladser/{id}/perioder", {{"id", seat_}}, {{"person_navn", "Asta Lind"}, {"fra", "2025-01-01"}});
  EXPECT_EQ(asked.status, 409);
  EXPECT_TRUE(has(asked, "Hvem mener du?"));
  EXPECT_TRUE(has(asked, "En anden, der ikke står i registeret"));
  EXPECT_EQ(post("/pladser/{id}/perioder", {{"id", seat_}},
                 {{"person_navn", "Asta Lind"}, {"person", "ny"}, {"fra", "2025-01-01"}})
                .status,
            303);
}

TEST_F(StructureRoutes, ABodyMergedAwayLeadsToTheOneThatWasKept) {
  const auto gone = body("Den politiske klynge");
  ASSERT_TRUE(bodies::merge(book_, secretary_, identity_references(), {bodies::IdentityKind::body, body_id_, gone}));
  EXPECT_EQ(where_to(get("/organer/{id}/sammensaetning", {{"id", gone}})), "/organer/" + body_id_ + "/sammensaetning");
  EXPECT_EQ(where_to(get("/organer/{id}/stamdata", {{"id", gone}})), "/organer/" + body_id_ + "/stamdata");
}

TEST_F(StructureRoutes, EveryAddressAnswersWhateverItIsAsked) {
  // Ids of every sort, right and wrong, in every place; a form without fields, and one of nonsense.
  const std::vector<std::string> ids{body_id_,
                                     seat_,
                                     term_,
                                     rule_,
                                     lyngsted_,
                                     area_,
                                     "kommissorium",
                                     "",
                                     "x'; DROP TABLE seat",
                                     std::string(300, 'a')};
  const Fields nonsense{{"navn", "æøå"}, {"niveau", "x"}, {"fra", "x"},     {"til", "9999-99-99"},
                        {"dag", "0"},    {"person", "x"}, {"forslag", "x"}, {"rettet", "1"}};
  int answers = 0;
  for (const auto& route : routes_)
    for (const auto& id : ids)
      for (const auto& form : {Fields{}, nonsense}) {
        Parameters parameters;
        for (std::size_t at = route.pattern.find('{'); at != std::string::npos; at = route.pattern.find('{', at + 1))
          parameters[route.pattern.substr(at + 1, route.pattern.find('}', at) - at - 1)] = id;
        const auto response = send(route.method, route.pattern, parameters, form, form);
        EXPECT_TRUE(response.status == 200 || response.status == 303 ||
                    (response.status >= 400 && response.status < 500))
            << route.pattern << " " << id;
        EXPECT_NE(route.permission.permission, audit::Permission::none) << route.pattern;
        EXPECT_TRUE(route.method == Method::get || route.permission.permission != may_read_structure) << route.pattern;
        ++answers;
      }
  EXPECT_GT(answers, 800);
  // Nothing that was sent is stored half-done: the one seat is as it was.
  EXPECT_EQ(seats(reader(), "").size(), 1u);
}

}  // namespace
}  // namespace klynge::structure
