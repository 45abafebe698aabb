#include "bodies/structure/decision.hpp"

#include "base/id.hpp"
#include "base/text.hpp"
#include "bodies/structure/action_parts.hpp"
#include "platform/html/components.hpp"

namespace klynge::structure {
namespace {

constexpr std::string_view item_path = "/punkter/";
constexpr std::size_t id_length = 36;

}  // namespace

std::optional<std::string> decision_from(const std::optional<std::string>& typed) {
  auto words = one_line(typed);
  if (!words || words->find(' ') != words->npos) return words;
  const auto at = words->find(item_path);
  const auto id = at == words->npos ? std::nullopt : Uuid::parse(words->substr(at + item_path.size(), id_length));
  return id ? id->text() : words;
}

std::string decision_text(const std::optional<std::string>& kept) {
  if (!kept) return {};
  return Uuid::parse(*kept) ? std::string(item_path) + *kept : *kept;
}

html::Html decision_html(database::Connection& connection, const Above& above, const std::optional<std::string>& kept) {
  if (!kept) return {};
  if (!Uuid::parse(*kept)) return html::text(*kept);
  const auto item = above.item(connection, *kept);
  const auto target = item ? html::local_url(item->path) : std::nullopt;
  if (!target) return html::text("Et punkt, som ikke kan vises her");
  return html::link(*target, item->title);
}

Above nobody_above() {
  return {[](database::Connection&, std::string_view) { return std::vector<Attended>{}; },
          [](database::Connection&, std::string_view) { return std::optional<NamedItem>{}; }};
}

}  // namespace klynge::structure
