#include "bodies/structure/proposal_actions.hpp"

#include <algorithm>
#include <map>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/seat_actions.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;

const audit::Action proposal_confirm_action{"proposal.confirm", may_change_structure};
const audit::Action proposal_confirm_all_action{"proposal.confirm_all", may_change_structure};
const audit::Action proposal_decline_action{"proposal.decline", may_change_structure};
const audit::Action proposal_reopen_action{"proposal.reopen", may_change_structure};

// Keys begin with the body's id and a blank; '!' is the sign after the blank.
const Sql answered_sql{"SELECT proposal FROM structure_answer WHERE proposal >= $1 || ' ' AND proposal < $1 || '!'"};
const Sql declined_sql{
    "SELECT proposal, answered_at FROM structure_answer WHERE proposal >= $1 || ' ' AND proposal < $1 || '!' "
    "AND answer = 'declined'"};
const Sql reopen_sql{"DELETE FROM structure_answer WHERE proposal = $1 AND answer = 'declined'"};
const Sql answer_sql{
    "INSERT INTO structure_answer (proposal, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (proposal) DO UPDATE SET answer = $2, answered_at = $3, answered_by = $4"};

std::set<std::string, std::less<>> answered(Connection& connection, std::string_view body_id) {
  std::set<std::string, std::less<>> keys;
  auto rows = connection.query(answered_sql, body_id);
  while (rows.next()) keys.insert(rows.string(0));
  return keys;
}

void keep_answer(Transaction& transaction, const audit::Actor& actor, const Proposal& proposal,
                 std::string_view answer) {
  transaction.connection().execute(answer_sql, proposal.key, answer, transaction.now().us, actor.name);
  transaction.changed({"body", proposal.seat.body_id,
                       Json{{"proposal", proposal.key}, {"answer", answer}, {"reason", proposal.reason}}.dump()});
}

Sitting sitting_of(const std::string& seat_id, const ProposedHolder& holder) {
  return {.seat_id = seat_id,
          .person_id = holder.person_id,
          .period = holder.period,
          .from_seen = true,
          .to_seen = holder.to_seen};
}

Result<void> seat_holders(Transaction& transaction, const std::string& seat_id,
                          const std::vector<ProposedHolder>& holders) {
  for (const auto& holder : holders)
    if (auto done = add_term_in(transaction, sitting_of(seat_id, holder)); !done) return std::unexpected(done.error());
  return {};
}

Result<void> apply(Transaction& transaction, const Proposal& proposal, const Correction& correction) {
  const auto& holders = correction.holders ? *correction.holders : proposal.holders;
  switch (proposal.kind) {
    case Proposal::Kind::seat: {
      auto seat = correction.seat ? *correction.seat : proposal.seat;
      seat.body_id = proposal.seat.body_id;
      const auto id = add_seat_in(transaction, seat);
      if (!id) return std::unexpected(id.error());
      return seat_holders(transaction, *id, holders);
    }
    case Proposal::Kind::term:
      return seat_holders(transaction, proposal.seat.id, holders);
    case Proposal::Kind::substitute:
      for (const auto& holder : holders)
        if (auto done = add_substitute_in(transaction, sitting_of(proposal.seat.id, holder)); !done)
          return std::unexpected(done.error());
      return {};
    case Proposal::Kind::role:
      return change_seat_in(transaction, proposal.seat);
    case Proposal::Kind::end:
      break;
  }
  auto term = find_term(transaction.connection(), proposal.term_id);
  if (!term || holders.empty()) return not_there("Perioden", proposal.term_id);
  term->period.to = holders.front().period.to;
  term->to_seen = holders.front().to_seen;
  return change_term_in(transaction, *term);
}

Result<std::vector<Proposal>> proposed(Transaction& transaction, const Above& above, std::string_view body_id) {
  const auto body = find_profile(transaction.connection(), body_id);
  if (!body) return not_there("Organet", body_id);
  return open_proposals(transaction.connection(), above, *body);
}

Result<Proposal> proposed_one(Transaction& transaction, const Above& above, std::string_view body_id,
                              std::string_view key) {
  auto all = proposed(transaction, above, body_id);
  if (!all) return std::unexpected(all.error());
  const auto found = std::ranges::find(*all, key, &Proposal::key);
  if (found == all->end())
    return fail(Problem::Kind::not_found,
                "Forslaget er der ikke mere. Det er besvaret, eller referaterne er ændret. Genindlæs siden.",
                "no proposal " + std::string(key.substr(0, 200)));
  return std::move(*found);
}

}  // namespace

std::vector<Proposal> open_proposals(Connection& connection, const Above& above, const BodyProfile& body) {
  auto all = propose(body, above.attended(connection, body.body_id), seats(connection, body.body_id));
  if (all.empty()) return all;
  const auto keys = answered(connection, body.body_id);
  std::erase_if(all, [&](const Proposal& one) { return keys.contains(one.key); });
  return all;
}

std::vector<DeclinedProposal> declined_proposals(Connection& connection, const Above& above, const BodyProfile& body) {
  std::map<std::string, Instant, std::less<>> declined;
  auto rows = connection.query(declined_sql, body.body_id);
  while (rows.next()) declined.emplace(rows.string(0), Instant{rows.integer(1)});
  std::vector<DeclinedProposal> out;
  if (declined.empty()) return out;
  for (auto& one : propose(body, above.attended(connection, body.body_id), seats(connection, body.body_id)))
    if (const auto found = declined.find(one.key); found != declined.end())
      out.push_back({std::move(one), found->second});
  return out;
}

Result<void> confirm_proposal(audit::Book& book, const audit::Actor& actor, const Above& above,
                              std::string_view body_id, std::string_view key, const Correction& correction) {
  return audit::perform<void>(book, actor, proposal_confirm_action, [&](Transaction& transaction) -> Result<void> {
    const auto one = proposed_one(transaction, above, body_id, key);
    if (!one) return std::unexpected(one.error());
    if (auto done = apply(transaction, *one, correction); !done) return done;
    keep_answer(transaction, actor, *one, "confirmed");
    return {};
  });
}

Result<int> confirm_all(audit::Book& book, const audit::Actor& actor, const Above& above, std::string_view body_id) {
  return audit::perform<int>(book, actor, proposal_confirm_all_action, [&](Transaction& transaction) -> Result<int> {
    const auto all = proposed(transaction, above, body_id);
    if (!all) return std::unexpected(all.error());
    int confirmed = 0;
    for (const auto& one : *all) {
      if (one.kind == Proposal::Kind::end) continue;
      if (auto done = apply(transaction, one, {}); !done) return std::unexpected(done.error());
      keep_answer(transaction, actor, one, "confirmed");
      ++confirmed;
    }
    if (confirmed == 0)
      return fail(Problem::Kind::not_found, "Der er ingen forslag at bekræfte. Genindlæs siden.",
                  "nothing is proposed");
    return confirmed;
  });
}

Result<void> decline_proposal(audit::Book& book, const audit::Actor& actor, const Above& above,
                              std::string_view body_id, std::string_view key) {
  return audit::perform<void>(book, actor, proposal_decline_action, [&](Transaction& transaction) -> Result<void> {
    const auto one = proposed_one(transaction, above, body_id, key);
    if (!one) return std::unexpected(one.error());
    keep_answer(transaction, actor, *one, "declined");
    return {};
  });
}

Result<void> reopen_proposal(audit::Book& book, const audit::Actor& actor, std::string_view body_id,
                             std::string_view key) {
  return audit::perform<void>(book, actor, proposal_reopen_action, [&](Transaction& transaction) -> Result<void> {
    const bool is_of_body = key.starts_with(std::string(body_id) + " ");
    if (!is_of_body || transaction.connection().execute(reopen_sql, key) == 0)
      return fail(Problem::Kind::not_found,
                  "Forslaget er ikke afvist længere. Genindlæs siden, og se, hvor det står nu.",
                  "not declined: " + std::string(key.substr(0, 200)));
    transaction.changed({"body", std::string(body_id), Json{{"proposal", key}, {"answer", "reopened"}}.dump()});
    return {};
  });
}

}  // namespace klynge::structure
