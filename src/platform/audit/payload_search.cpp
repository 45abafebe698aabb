#include "platform/audit/payload_search.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Sql;

const Sql select_heads{"SELECT node, sequence FROM audit_head ORDER BY node"};
const Sql select_payloads{
    "SELECT p.sequence, p.payload FROM audit_payload p JOIN audit_entry e ON e.node = p.node AND e.sequence = p.sequence"
    " WHERE p.node = $1 AND p.sequence > $2 AND p.sequence <= $3"
    " AND e.object_kind <> 'audit_seal' AND e.action <> 'audit.erase_payload' ORDER BY p.sequence"};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string json_needle(std::string_view text) {
  const std::string quoted =
      nlohmann::json(squeeze(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return lower(std::string_view(quoted).substr(1, quoted.size() - 2));
}

bool holds_words(std::string_view lower_payload, std::string_view needle) {
  if (needle.empty()) return false;
  for (auto at = lower_payload.find(needle); at != lower_payload.npos; at = lower_payload.find(needle, at + 1)) {
    const auto end = at + needle.size();
    const bool begins = at == 0 || !is_word_byte(lower_payload[at - 1]) || !is_word_byte(needle.front());
    const bool ends = end == lower_payload.size() || !is_word_byte(lower_payload[end]) || !is_word_byte(needle.back());
    if (begins && ends) return true;
  }
  return false;
}

PayloadSearch::PayloadSearch(const std::vector<std::string>& texts) {
  for (const auto& text : texts) needles_.push_back(json_needle(text));
  std::erase(needles_, "");
}

void PayloadSearch::search(Connection& connection) {
  std::vector<EntryKey> heads;
  for (auto rows = connection.query(select_heads); rows.next();) heads.push_back({rows.string(0), rows.integer(1)});
  std::string payload;
  for (const auto& head : heads) {
    auto& read_to = read_to_[head.node];
    auto rows = connection.scan(select_payloads, head.node, read_to, head.sequence);
    while (rows.next()) {
      payload = lower(rows.text(1));
      if (std::ranges::any_of(needles_, [&](const auto& needle) { return holds_words(payload, needle); }))
        found_.push_back({head.node, rows.integer(0)});
    }
    read_to = head.sequence;
  }
}

}  // namespace klynge::audit
