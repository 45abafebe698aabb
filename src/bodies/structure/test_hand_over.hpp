// For tests of hand-overs: made-up bodies with chairs who have accounts, and a room above whose matters are in memory.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_actions.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "bodies/structure/standing_store.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {

class HandOverTest : public StructureTest {
 protected:
  static constexpr database::Sql add_test_account{
      "INSERT INTO account (id, login, name, password_hash, created_at, person_id) VALUES ($1, $1, $2, '', 1, $3)"};
  static constexpr Date today{2026, 3, 1};
  static constexpr Date last_day{2026, 12, 31}, after{2027, 1, 1};

  HandOverTest() { secretary_.today = today; }

  // The room above: what is open in each body, and what it was told.
  OpenMatters room(std::string kind) {
    return {.kinds = {{.kind = kind,
                       .danish = "Sager af slagsen " + kind,
                       .open =
                           [this, kind](database::Connection&, std::string_view body_id, Date) {
                             const auto found = open_.find({kind, std::string(body_id)});
                             return found == open_.end() ? std::vector<OpenMatter>{} : found->second;
                           },
                       .settled = [this](audit::Transaction&, const SettledMatter& settled) -> Result<void> {
                         if (room_refuses_) return invalid("Rummet vil ikke.", "a test");
                         told_.push_back(settled);
                         return {};
                       }}},
            .last_active = {[this](database::Connection&, std::string_view body_id) -> std::optional<Date> {
              const auto found = last_meeting_.find(std::string(body_id));
              return found == last_meeting_.end() ? std::nullopt : std::optional(found->second);
            }}};
  }
  void open(const std::string& body_id, const std::string& id, const std::string& kind = "task") {
    open_[{kind, body_id}].push_back({.id = id,
                                      .title = "Sag " + id,
                                      .path = "/punkter/" + id,
                                      .day = Date{2025, 5, 4},
                                      .detail = "Ansvarlig: Bo Falk"});
  }
  void no_longer_open(const std::string& body_id, const std::string& id, const std::string& kind = "task") {
    std::erase_if(open_[{kind, body_id}], [&](const OpenMatter& one) { return one.id == id; });
  }

  // Somebody in a seat of the body, with an account; as they are when signed in on `today`.
  audit::Actor seated(const std::string& body_id, SeatRole role, const std::string& name, Period period = {},
                      bool with_account = true) {
    const auto seat_id = add_seat(book_, secretary_,
                                  {.body_id = body_id,
                                   .label = "Plads for " + name,
                                   .kind = "member",
                                   .voting = role != SeatRole::secretary,
                                   .role = role});
    EXPECT_TRUE(seat_id) << seat_id.error().danish;
    const auto term_id = term(seat_id.value_or(""), name, period);
    const auto person = find_term(reader(), term_id)->person_id;
    const auto account = "konto-" + std::to_string(++accounts_);
    if (with_account)
      test_.database().write([&](database::Connection& connection) {
        connection.execute(add_test_account, account, name, person);
        return true;
      });
    return {.id = account, .name = name, .standings = standings_of(reader(), person), .today = today};
  }

  HandOverPlan plan(const std::string& body_id, std::vector<std::string> successors, Date last = last_day) {
    return {.body_id = body_id, .last_day = last, .successors = std::move(successors), .reason = "Klyngerne ophører."};
  }
  std::string start(const HandOverPlan& wanted) {
    const auto id = start_hand_over(book_, secretary_, matters_, wanted);
    EXPECT_TRUE(id) << id.error().danish;
    return id.value_or("");
  }
  void all_to(const std::string& id, const std::string& successor) {
    std::set<std::string> kinds;
    for (const auto& one : matters_of(reader(), id)) kinds.insert(one.kind);
    for (const auto& kind : kinds)
      ASSERT_TRUE(settle_rest(book_, secretary_, id, {.kind = kind, .successor_id = successor}));
  }
  void sent(const std::string& id) {
    const auto done = send_hand_over(book_, secretary_, matters_, id);
    ASSERT_TRUE(done) << done.error().danish;
  }
  Result<void> approve(const audit::Actor& actor, const std::string& id, const std::string& side) {
    return approve_hand_over(book_, actor, matters_, id, side);
  }
  Result<void> stand_in(const std::string& id, const std::string& side, std::string reason = "Formanden er trådt ud.") {
    return approve_standing_in(book_, secretary_, matters_, id,
                               {.body_id = side, .name = "Ida Holm", .reason = std::move(reason)});
  }
  HandOverState state(const std::string& id) { return find_hand_over(reader(), id)->state; }
  std::int64_t count(const database::Sql& sql, std::string_view value) {
    auto rows = reader().query(sql, value);
    rows.next();
    return rows.integer(0);
  }

  std::map<std::pair<std::string, std::string>, std::vector<OpenMatter>> open_;
  std::map<std::string, Date> last_meeting_;
  std::vector<SettledMatter> told_;
  bool room_refuses_ = false;
  int accounts_ = 0;
  OpenMatters matters_ = join({own_matters(), room("task"), room("case")});
};

inline std::string danish_of(const Result<void>& result) { return result ? std::string() : result.error().danish; }
template <class T>
std::string danish_of(const Result<T>& result) {
  return result ? std::string() : result.error().danish;
}

}  // namespace klynge::structure
