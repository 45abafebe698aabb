// What the audit log's page calls things, and what it must not call them.
#include "app/thing_names.hpp"

#include <gtest/gtest.h>

#include "app/person_keepers.hpp"
#include "bodies/person_erasure.hpp"
#include "bodies/structure/test_structure.hpp"
#include "meetings/convocation_actions.hpp"
#include "meetings/meeting_store.hpp"

namespace klynge::app {
namespace {

class ThingNames : public structure::StructureTest {
 protected:
  std::optional<access::NamedThing> name(std::string_view kind, const std::string& id) {
    return name_of_thing(reader(), auditor_, kind, id);
  }
  audit::Actor auditor_{.id = "r",
                        .name = "Revisor",
                        .address = "",
                        .permissions = static_cast<audit::Permissions>(audit::Permission::read_audit)};
};

TEST_F(ThingNames, BodiesMeetingsAndOpenItemsAreNamedAndClosedOnesAreNot) {
  const auto id = body("Styregruppen", {Date{2025, 1, 1}, Date{2027, 1, 1}});
  ASSERT_EQ(name("body", id)->name, "Styregruppen");
  EXPECT_EQ(name("body", id)->path, "") << "an auditor opens nothing but the log";
  EXPECT_EQ(name_of_thing(reader(), secretary_, "body", id)->path, "/organer/" + id);
  const auto seat_id = seat(id, "Formand", "member");
  EXPECT_EQ(name("seat", seat_id)->name, "Formand");

  meetings::Plan plan{.day = {2026, 4, 14}, .items = {{.title = "Åbent"}, {.title = "Hemmelig", .closed = true}}};
  plan.start.minutes = 600;
  plan.end.minutes = 660;
  const auto made = meetings::convene(book_, {}, secretary_, id, plan, {});
  ASSERT_TRUE(made) << made.error().danish;
  EXPECT_EQ(name("meeting", made->text())->name, "Styregruppen, 14. april 2026");
  const auto items = meetings::find_meeting(reader(), *made)->items;
  EXPECT_EQ(name("item", items[0].id)->name, "Åbent");
  EXPECT_FALSE(name("item", items[1].id));
  for (const auto* kind : {"item", "meeting", "body", "person", "account", "seat", "cluster", "noget andet"})
    EXPECT_FALSE(name(kind, "findes-ikke")) << kind;
}

TEST_F(ThingNames, AnErasedPersonIsNotNamed) {
  static const database::Sql person_of_term{"SELECT person_id FROM seat_term WHERE id = $1"};
  const auto id = body("Styregruppen", {Date{2015, 1, 1}, Date{2027, 1, 1}});
  const auto held = term(seat(id, "Medlem", "member"), "Ida Holm", {Date{2016, 1, 1}, Date{2017, 1, 1}});
  std::string person;
  {
    auto rows = reader().query(person_of_term, held);
    ASSERT_TRUE(rows.next());
    person = rows.string(0);
  }
  EXPECT_EQ(name("person", person)->name, "Ida Holm");
  const audit::Actor administrator{"a", "Administrator", "",
                                   audit::Permission::manage_accounts | audit::Permission::none};
  const auto keepers = person_keepers();
  const auto erased = bodies::erase_person(book_, administrator, keepers, {person, "efter ønske"});
  ASSERT_TRUE(erased) << erased.error().danish;
  EXPECT_FALSE(name("person", person));
}

}  // namespace
}  // namespace klynge::app
