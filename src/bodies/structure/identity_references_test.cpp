// Merging persons, organisations and bodies takes the structure along, and taking the merge back brings it back.
#include "bodies/structure/identity_references.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

#include "bodies/identity_actions.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "bodies/structure/profile_merge.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

using bodies::IdentityKind;

class StructureMerge : public StructureTest {
 protected:
  StructureMerge() {
    kept_body_ = body("Faglig Klynge Egelund");
    gone_body_ = body("Den faglige klynge");
    kept_org_ = organisation("Lyngsted Kommune", OrganisationKind::municipality);
    gone_org_ = organisation("Havnsø Kommune", OrganisationKind::municipality);
    seat_ = seat(gone_body_, "Direktør", "director", gone_org_);
    term(seat_, "Asta Lind", {{}, Date{2023, 1, 1}});
    term(seat_, "Bo Falk", {Date{2023, 1, 1}, {}});
  }
  std::string merge(IdentityKind kind, const std::string& kept, const std::string& gone) {
    const auto id = bodies::merge(book_, secretary_, references_, {kind, kept, gone});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  void undo(const std::string& merge_id) { EXPECT_TRUE(bodies::undo_merge(book_, secretary_, references_, merge_id)); }
  SeatHistory history() { return *find_seat(reader(), seat_); }

  bodies::References references_ = bodies::join({bodies::no_references(), identity_references()});
  std::string kept_body_, gone_body_, kept_org_, gone_org_, seat_;
};

TEST_F(StructureMerge, APersonsTermsAndContactMove) {
  const auto kept = history().terms[0].person_id, gone = history().terms[1].person_id;
  ASSERT_TRUE(change_contact(book_, secretary_, gone, {.email = "bo@havn.example"}));
  const auto id = merge(IdentityKind::person, kept, gone);
  EXPECT_EQ(history().terms[1].person_id, kept);
  EXPECT_EQ(contact_of(reader(), kept).email, "bo@havn.example");
  EXPECT_EQ(seats_of_person(reader(), kept).size(), 2u);
  undo(id);
  EXPECT_EQ(history().terms[1].person_id, gone);
  EXPECT_EQ(contact_of(reader(), gone).email, "bo@havn.example");
  EXPECT_EQ(contact_of(reader(), kept), Contact{});
}

TEST_F(StructureMerge, WhoseContactHoldsIsAskedAndTheOthersIsGivenBack) {
  const auto kept = history().terms[0].person_id, gone = history().terms[1].person_id;
  ASSERT_TRUE(change_contact(book_, secretary_, kept, {.email = "asta@lyng.example"}));
  ASSERT_TRUE(change_contact(book_, secretary_, gone, {.email = "bo@havn.example", .telephone = "12 34 56 78"}));
  const auto asked = bodies::merge(book_, secretary_, references_, {IdentityKind::person, kept, gone});
  ASSERT_FALSE(asked);
  EXPECT_NE(asked.error().danish.find("siger hver sit om kontakten"), std::string::npos);
  const auto what = references_.conflicts(reader(), IdentityKind::person, kept, gone);
  ASSERT_EQ(what.size(), 1u);
  EXPECT_EQ(what[0].kept, "asta@lyng.example");
  EXPECT_EQ(what[0].gone, "bo@havn.example\n12 34 56 78");
  const auto id = bodies::merge(book_, secretary_, references_, {IdentityKind::person, kept, gone, true});
  ASSERT_TRUE(id);
  EXPECT_EQ(contact_of(reader(), kept).email, "asta@lyng.example");
  undo(*id);
  EXPECT_EQ(contact_of(reader(), gone).email, "bo@havn.example");
}

TEST_F(StructureMerge, WhatAnOrganisationSaysIsFilledInOrAskedAbout) {
  const auto describe = [&](const std::string& id, std::optional<std::string> code,
                            std::optional<std::string> contact) {
    auto one = *find_organisation(reader(), id);
    one.code = std::move(code);
    one.contact = std::move(contact);
    ASSERT_TRUE(change_organisation(book_, secretary_, one));
  };
  describe(kept_org_, "101", {});
  describe(gone_org_, {}, "Torvet 1\nHavnsø");
  const auto id = merge(IdentityKind::organisation, kept_org_, gone_org_);
  EXPECT_EQ(find_organisation(reader(), kept_org_)->contact, "Torvet 1\nHavnsø");
  undo(id);
  EXPECT_EQ(find_organisation(reader(), kept_org_)->contact, std::nullopt);
  EXPECT_EQ(find_organisation(reader(), gone_org_)->contact, "Torvet 1\nHavnsø");

  describe(gone_org_, "147", {});
  EXPECT_EQ(
      bodies::merge(book_, secretary_, references_, {IdentityKind::organisation, kept_org_, gone_org_}).error().kind,
      Problem::Kind::conflict);
  const auto what = references_.conflicts(reader(), IdentityKind::organisation, kept_org_, gone_org_);
  ASSERT_EQ(what.size(), 1u);
  EXPECT_EQ(what[0].about, "koden");
  EXPECT_EQ(what[0].kept + "/" + what[0].gone, "101/147");
  EXPECT_TRUE(bodies::merge(book_, secretary_, references_, {IdentityKind::organisation, kept_org_, gone_org_, true}));
  EXPECT_EQ(find_organisation(reader(), kept_org_)->code, "101");
}

TEST_F(StructureMerge, AnOrganisationsSeatsAndAreasMove) {
  const auto area = add_cluster(book_, secretary_,
                                {.name = "Klyngen Egelund", .organisations = {{.id = kept_org_}, {.id = gone_org_}}});
  const auto id = merge(IdentityKind::organisation, kept_org_, gone_org_);
  EXPECT_EQ(history().seat.organisation_id, kept_org_);
  EXPECT_EQ(find_cluster(reader(), *area)->organisations.size(), 1u);
  undo(id);
  EXPECT_EQ(history().seat.organisation_id, gone_org_);
  EXPECT_EQ(find_cluster(reader(), *area)->organisations.size(), 2u);
}

TEST_F(StructureMerge, ABodysSeatsDocumentsAndRelationsMove) {
  const auto above = body("Politisk Klynge Egelund");
  ASSERT_TRUE(add_relation(book_, secretary_, {.from_body_id = gone_body_, .to_body_id = above}));
  ASSERT_TRUE(add_relation(book_, secretary_, {.from_body_id = gone_body_, .to_body_id = kept_body_}));
  for (const auto& id : {kept_body_, gone_body_})
    ASSERT_TRUE(add_document(book_, secretary_, {.body_id = id, .kind = DocumentKind::mandate, .text = "Tekst"}));
  rule(gone_body_, "1 direktør.");
  const auto id = merge(IdentityKind::body, kept_body_, gone_body_);
  EXPECT_EQ(history().seat.body_id, kept_body_);
  EXPECT_EQ(rules(reader(), kept_body_).size(), 1u);
  ASSERT_EQ(documents(reader(), kept_body_).size(), 2u);
  EXPECT_EQ(documents(reader(), kept_body_)[0].version, 2);  // its number was taken
  const auto left = relations(reader(), kept_body_);
  ASSERT_EQ(left.size(), 1u);  // none to itself
  EXPECT_EQ(left[0].to_body_id, above);
  undo(id);
  EXPECT_EQ(history().seat.body_id, gone_body_);
  EXPECT_EQ(relations(reader(), gone_body_).size(), 2u);
  ASSERT_EQ(documents(reader(), gone_body_).size(), 1u);
  EXPECT_EQ(documents(reader(), gone_body_)[0].version, 1);
}

TEST_F(StructureMerge, WhatOneBodyLeavesOpenIsFilledInFromTheOtherAndTakenBack) {
  auto kept = *find_profile(reader(), kept_body_), gone = *find_profile(reader(), gone_body_);
  kept.level = gone.level = BodyLevel::advisory;
  kept.legal_basis = "Aftalen";
  gone.secretariat = "Regionen";
  gone.period = {Date{2022, 7, 1}, {}};
  gone.planned = true;
  ASSERT_TRUE(change_profile(book_, secretary_, kept));
  ASSERT_TRUE(change_profile(book_, secretary_, gone));
  const auto before = std::pair(*find_profile(reader(), kept_body_), *find_profile(reader(), gone_body_));
  const auto id = merge(IdentityKind::body, kept_body_, gone_body_);
  const auto merged = *find_profile(reader(), kept_body_);
  EXPECT_EQ(merged.legal_basis, "Aftalen");
  EXPECT_EQ(merged.secretariat, "Regionen");
  EXPECT_EQ(merged.period, gone.period);
  EXPECT_TRUE(merged.planned);
  // What somebody says meanwhile stays with the one that was kept.
  auto changed = merged;
  changed.secretariat = "Kommunen";
  ASSERT_TRUE(change_profile(book_, secretary_, changed));
  undo(id);
  const auto after = *find_profile(reader(), kept_body_), other = *find_profile(reader(), gone_body_);
  EXPECT_EQ(after.period, before.first.period);
  EXPECT_FALSE(after.planned);
  EXPECT_EQ(after.secretariat, "Kommunen");
  EXPECT_EQ(other.secretariat, before.second.secretariat);
  EXPECT_EQ(other.period, before.second.period);
  EXPECT_TRUE(other.planned);
}

TEST_F(StructureMerge, BodiesThatSayDifferentThingsAreMergedOnlyWhenSomebodyHasChosen) {
  auto kept = *find_profile(reader(), kept_body_), gone = *find_profile(reader(), gone_body_);
  kept.legal_basis = "Aftalen";
  gone.legal_basis = "Loven";
  ASSERT_TRUE(change_profile(book_, secretary_, kept));
  ASSERT_TRUE(change_profile(book_, secretary_, gone));
  const auto others = seat(kept_body_, "Direktør", "director", kept_org_);
  rule(kept_body_, "1 direktør.");
  rule(gone_body_, "1 direktør.");
  const auto refused = bodies::merge(book_, secretary_, references_, {IdentityKind::body, kept_body_, gone_body_});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  EXPECT_NE(refused.error().danish.find("om retsgrundlaget og pladserne."), std::string::npos)
      << refused.error().danish;
  EXPECT_EQ(find_profile(reader(), gone_body_)->legal_basis, "Loven");
  const auto id = bodies::merge(book_, secretary_, references_, {IdentityKind::body, kept_body_, gone_body_, true});
  ASSERT_TRUE(id);
  EXPECT_EQ(find_profile(reader(), kept_body_)->legal_basis, "Aftalen");
  EXPECT_EQ(seats(reader(), kept_body_).size(), 2u);
  EXPECT_EQ(rules(reader(), kept_body_).size(), 1u);  // not asked for twice
  undo(*id);
  EXPECT_EQ(find_profile(reader(), kept_body_)->legal_basis, "Aftalen");
  EXPECT_EQ(find_profile(reader(), gone_body_)->legal_basis, "Loven");
  EXPECT_EQ(rules(reader(), gone_body_).size(), 1u);
  EXPECT_EQ(history().seat.body_id, gone_body_);
  EXPECT_EQ(find_seat(reader(), others)->seat.body_id, kept_body_);
}

// As minutes alone make them: a name and a level, and no row of a profile.
TEST_F(StructureMerge, BodiesOfDifferentLevelsAreAskedAboutWithoutProfiles) {
  const auto of_minutes = [&](const std::string& id, BodyLevel level) {
    test_.database().write([&](database::Connection& connection) {
      bodies::insert_body(connection, id, "Klyngen " + id, level);
      return true;
    });
    return id;
  };
  const auto operations = of_minutes("drift", BodyLevel::operations);
  const auto advisory = of_minutes("raad", BodyLevel::advisory), unknown = of_minutes("uvis", BodyLevel::unknown);
  const auto asks = [&](const std::string& kept, const std::string& gone) {
    return references_.conflicts(reader(), IdentityKind::body, kept, gone);
  };
  for (const auto& [kept, gone] :
       {std::tuple(operations, advisory), std::tuple(kept_body_, operations), std::tuple(operations, kept_body_)}) {
    const auto refused = bodies::merge(book_, secretary_, references_, {IdentityKind::body, kept, gone});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
    const auto what = asks(kept, gone);
    ASSERT_EQ(what.size(), 1u);
    EXPECT_EQ(what[0].about, "niveauet");
    EXPECT_NE(what[0].kept, what[0].gone);
  }
  EXPECT_TRUE(asks(operations, unknown).empty()) << "who says nothing says nothing else";
  EXPECT_TRUE(bodies::merge(book_, secretary_, references_, {IdentityKind::body, operations, advisory, true}));
}

TEST_F(StructureMerge, OrganisationsOfDifferentKindsAreAskedAbout) {
  const auto hospital = organisation("Havnsø Sygehus", OrganisationKind::hospital);
  const auto what = references_.conflicts(reader(), IdentityKind::organisation, kept_org_, hospital);
  ASSERT_EQ(what.size(), 1u);
  EXPECT_EQ(what[0].about, "hvad organisationen er");
  EXPECT_FALSE(bodies::merge(book_, secretary_, references_, {IdentityKind::organisation, kept_org_, hospital}));
}

RC_GTEST_PROP(ProfileMerge, FillsOnlyWhatIsOpenAndGivesItBack, ()) {
  const auto text = [] {
    return *rc::gen::element(std::optional<std::string>{}, std::optional<std::string>("a"),
                             std::optional<std::string>("b"));
  };
  const auto profile = [&] {
    return BodyProfile{
        .reach = *rc::gen::element(Reach::unknown, Reach::region, Reach::country),
        .cluster_id = text(),
        .period = *rc::gen::element(Period{}, Period{Date{2020, 1, 1}, {}}, Period{{}, Date{2024, 1, 1}}),
        .legal_basis = text(),
        .secretariat = text(),
        .contact = text()};
  };
  const auto kept = profile(), gone = profile();
  const auto merge = merge_profiles(kept, gone);
  for (const auto& [ours, theirs, after] : {std::tuple(kept.cluster_id, gone.cluster_id, merge.merged.cluster_id),
                                            std::tuple(kept.legal_basis, gone.legal_basis, merge.merged.legal_basis)}) {
    RC_ASSERT(after == (ours ? ours : theirs));
  }
  const auto back = without_filled(merge.merged, gone, merge.filled);
  RC_ASSERT(back.reach == kept.reach && back.cluster_id == kept.cluster_id && back.period == kept.period);
  RC_ASSERT(back.legal_basis == kept.legal_basis && back.secretariat == kept.secretariat &&
            back.contact == kept.contact);
}

TEST_F(StructureMerge, AMergeClosesNoCircleOfSuccessions) {
  const auto middle = body("Sundhedsrådet Egelund");
  ASSERT_TRUE(set_succession(book_, secretary_, {.predecessor_id = kept_body_, .successor_id = middle}));
  ASSERT_TRUE(set_succession(book_, secretary_, {.predecessor_id = middle, .successor_id = gone_body_}));
  const auto id = merge(IdentityKind::body, kept_body_, gone_body_);
  EXPECT_EQ(all_successions(reader()).size(), 1u);
  undo(id);
  EXPECT_EQ(all_successions(reader()).size(), 2u);
}

TEST_F(StructureMerge, AChosenTermIsSplitOff) {
  const auto person = history().terms[0].person_id;
  const auto places = references_.mentions(reader(), IdentityKind::person, person, 50);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places[0].where, "Den faglige klynge, Direktør");
  const auto other = bodies::split(book_, secretary_, references_,
                                   {IdentityKind::person, person, {places[0].value}, {}, "Asta Lind (Havnsø)"});
  ASSERT_TRUE(other) << other.error().danish;
  EXPECT_EQ(history().terms[0].person_id, *other);
  for (const auto* value : {"", "7 term x -", "1 stol x -", "1 term x -"})
    EXPECT_FALSE(bodies::split(book_, secretary_, references_, {IdentityKind::person, person, {value}, {}, "En anden"}))
        << value;
}

}  // namespace
}  // namespace klynge::structure
