// For tests: a database with a small structure in it, and short words for changing it.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "bodies/identity_store.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/cluster.hpp"
#include "bodies/structure/organisation_actions.hpp"
#include "bodies/structure/rule_actions.hpp"
#include "bodies/structure/seat_actions.hpp"
#include "bodies/structure/seat_store.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::structure {

class StructureTest : public testing::Test {
 protected:
  // 1 March 2026, a microsecond later each time it is asked.
  std::int64_t now_us_ = 1'772'323'200'000'000;
  database::TestDatabase test_;
  audit::Book book_{test_.database(), [this] { return Instant{++now_us_}; }};
  audit::Actor secretary_{
      "account-1", "Sekretær", "",
      audit::Permission::change_record | audit::Permission::read_all | audit::Permission::manage_structure};
  audit::Actor reader_role_{"account-2", "Læser", "", audit::Permission::read_all | audit::Permission::none};

  database::Connection& reader() { return test_.database().reader(); }

  std::string organisation(const std::string& name, OrganisationKind kind, std::optional<std::string> parent = {}) {
    const auto id = add_organisation(book_, secretary_, {.name = name, .kind = kind, .parent_id = std::move(parent)});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  std::string body(const std::string& name, Period period = {}) {
    const auto id = add_body(book_, secretary_, {.name = name, .level = BodyLevel::political, .period = period});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  std::string seat(const std::string& body_id, const std::string& label, const std::string& kind,
                   std::optional<std::string> organisation_id = {}, Period period = {}) {
    const auto id = add_seat(book_, secretary_,
                             {.body_id = body_id,
                              .label = label,
                              .kind = kind,
                              .organisation_id = std::move(organisation_id),
                              .period = period});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  std::string term(const std::string& seat_id, const std::string& person, Period period = {}) {
    const auto id = add_term(book_, secretary_, {.seat_id = seat_id, .person_name = person, .period = period});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  std::string rule(const std::string& body_id, const std::string& sentence, Period period = {}) {
    const auto id = add_rule(book_, secretary_, {.body_id = body_id, .sentence = sentence, .period = period});
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
};

}  // namespace klynge::structure
