#include "bodies/references.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

namespace klynge::bodies {
namespace {

using audit::Transaction;
using Parts = std::shared_ptr<const std::vector<References>>;
using Chosen = std::vector<std::vector<std::string>>;

// "1 value": which part a mention is of, and its own value.
std::optional<Chosen> by_part(const Parts& parts, const std::vector<std::string>& mentions) {
  Chosen chosen(parts->size());
  for (const auto& mention : mentions) {
    std::size_t part = 0;
    const auto [end, error] = std::from_chars(mention.data(), mention.data() + mention.size(), part);
    if (error != std::errc{} || end == mention.data() + mention.size() || *end != ' ' || part >= parts->size())
      return std::nullopt;
    chosen[part].emplace_back(end + 1, mention.data() + mention.size());
  }
  return chosen;
}

std::vector<Mention> all_mentions(const Parts& parts, database::Connection& connection, IdentityKind kind,
                                  std::string_view id, std::int64_t most) {
  std::vector<Mention> found;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const auto left = most - static_cast<std::int64_t>(found.size());
    if (left <= 0) break;
    for (auto& mention : (*parts)[i].mentions(connection, kind, id, left)) {
      mention.value = std::to_string(i) + " " + mention.value;
      found.push_back(std::move(mention));
    }
  }
  return found;
}

Result<std::vector<MovedMention>> move_chosen(const Parts& parts, Transaction& transaction, IdentityKind kind,
                                              const std::vector<std::string>& mentions, std::string_view from,
                                              std::string_view to) {
  const auto chosen = by_part(parts, mentions);
  if (!chosen)
    return invalid("Et af de valgte steder kendes ikke. Genindlæs siden, og vælg igen.", "a mention of no part");
  std::vector<MovedMention> moved;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if ((*chosen)[i].empty()) continue;
    auto some = (*parts)[i].move_some(transaction, kind, (*chosen)[i], from, to);
    if (!some) return some;
    moved.insert(moved.end(), some->begin(), some->end());
  }
  return moved;
}

}  // namespace

References join(std::vector<References> list) {
  const Parts parts = std::make_shared<const std::vector<References>>(std::move(list));
  return {[parts](database::Connection& connection, IdentityKind kind, std::string_view id, std::int64_t most) {
            return all_mentions(parts, connection, kind, id, most);
          },
          [parts](Transaction& transaction, IdentityKind kind, std::string_view from, std::string_view to) {
            auto moved = nlohmann::json::array();
            for (const auto& part : *parts) moved.push_back(part.move_all(transaction, kind, from, to));
            return moved.dump();
          },
          [parts](Transaction& transaction, IdentityKind kind, std::string_view moved, std::string_view from,
                  std::string_view to) {
            const auto texts = nlohmann::json::parse(moved);
            for (std::size_t i = 0; i < parts->size() && i < texts.size(); ++i)
              (*parts)[i].move_back(transaction, kind, texts[i].get<std::string>(), from, to);
          },
          [parts](Transaction& transaction, IdentityKind kind, const std::vector<std::string>& mentions,
                  std::string_view from,
                  std::string_view to) { return move_chosen(parts, transaction, kind, mentions, from, to); },
          [parts](database::Connection& connection, IdentityKind kind, std::string_view kept, std::string_view gone) {
            std::vector<Disagreement> all;
            for (const auto& part : *parts)
              if (part.conflicts)
                std::ranges::move(part.conflicts(connection, kind, kept, gone), std::back_inserter(all));
            return all;
          }};
}

std::string about_what(const std::vector<Disagreement>& all) {
  std::string said;
  for (std::size_t i = 0; i < all.size(); ++i)
    said += (i == 0 ? "" : i + 1 == all.size() ? " og " : ", ") + all[i].about;
  return said;
}

}  // namespace klynge::bodies
