#include "app/hand_over_letters.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include <set>

#include "bodies/structure/hand_over.hpp"
#include "bodies/structure/hand_over_store.hpp"

namespace klynge::app {
namespace {

using database::Connection;

const database::Sql address_sql{
    "SELECT email FROM account WHERE person_id = $1 AND disabled = 0 AND erased_at IS NULL AND email IS NOT NULL ORDER BY id LIMIT 1"};

std::optional<std::string> address_of(Connection& connection, std::string_view person_id) {
  auto rows = connection.query(address_sql, person_id);
  return rows.next() ? rows.optional_string(0) : std::nullopt;
}

// The document, where the change was that it was sent for approval.
std::optional<structure::HandOverDocument> sent(const audit::Change& change) {
  if (change.kind != "hand_over") return std::nullopt;
  const auto payload = nlohmann::json::parse(change.payload, nullptr, false);
  if (!payload.is_object() || !payload.contains("sent")) return std::nullopt;
  return structure::document_from_json(payload.at("sent").dump());
}

mail::Letter letter_for(std::string address, const structure::Chair& chair, const structure::HandOverDocument& document,
                        const std::string& side, const std::string& link) {
  return {
      .recipient = std::move(address),
      .subject = fmt::format("Overdragelsen af {} venter på din godkendelse", document.body.name),
      .body = fmt::format(
          "Kære {}\n\n{} ophører med udgangen af {}. Listen over det, der er åbent, er sendt til godkendelse, og du kan godkende den på vegne "
          "af {}.\n\nSe overdragelsen her:\n{}\n\nVenlig hilsen\nKlynge\n",
          chair.name, document.body.name, danish(plus_days(document.ends_on, -1)), side, link)};
}

}  // namespace

audit::Listener hand_over_letters(mail::Outbox outbox, std::string public_url) {
  return [outbox, public_url = std::move(public_url)](audit::Transaction& transaction, const audit::Change& change) {
    const auto document = sent(change);
    if (!document) return;
    std::vector<structure::HandOverDocument::Body> sides{document->body};
    sides.insert(sides.end(), document->successors.begin(), document->successors.end());
    std::set<std::string> written;
    for (const auto& side : sides)
      for (const auto& chair : structure::chairs_on(transaction.connection(), side.id, local_date(transaction.now()))) {
        auto address = chair.has_account ? address_of(transaction.connection(), chair.person_id) : std::nullopt;
        if (!address || !written.insert(chair.person_id).second) continue;
        const auto done = mail::put(
            outbox, transaction,
            letter_for(std::move(*address), chair, *document, side.name, public_url + "/overdragelser/" + change.id));
        // The hand-over itself is sent all the same: the overview says, too, what waits.
        if (!done) spdlog::warn("no letter about hand-over {}: {}", change.id, done.error().detail);
      }
  };
}

}  // namespace klynge::app
