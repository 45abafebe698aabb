#include "bodies/structure/open_matters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "bodies/structure/body_actions.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/noted_matters.hpp"

namespace klynge::structure {
namespace {

using database::Connection;

constexpr std::size_t title_characters = 300;

// The document that holds on the body's last day.
std::vector<OpenMatter> open_document(Connection& connection, std::string_view body_id, Date ends_on,
                                      DocumentKind kind) {
  const auto all = documents(connection, body_id);
  const auto* holds = in_force(all, kind, plus_days(ends_on, -1));
  if (!holds) return {};
  return {{.id = holds->id,
           .title = fmt::format("{}, udgave {}", danish(kind), holds->version),
           .path = fmt::format("/organer/{}/dokumenter/{}", body_id, holds->id),
           .day = holds->valid_from ? holds->valid_from : holds->decided_on}};
}

MatterKind document_kind_of(DocumentKind kind) {
  return {.kind = std::string(name(kind)),
          .danish = std::string(danish(kind)),
          .open = [kind](Connection& connection, std::string_view body_id, Date ends_on) {
            return open_document(connection, body_id, ends_on, kind);
          }};
}

std::vector<OpenMatter> open_duties(Connection& connection, std::string_view body_id, Date ends_on) {
  std::vector<OpenMatter> open;
  for (const auto& duty : duties(connection, body_id))
    if (duty.period.contains(plus_days(ends_on, -1)))
      open.push_back({.id = duty.id,
                      .title = shorten(squeeze(duty.text), title_characters),
                      .path = fmt::format("/organer/{}/stamdata", body_id),
                      .day = duty.period.from});
  return open;
}

// The duty goes on at the successor, from the day on which both has happened: this body ended, that one began.
Result<void> duty_settled(audit::Transaction& transaction, const SettledMatter& settled) {
  auto& connection = transaction.connection();
  const auto duty = find_duty(connection, settled.matter_id);
  if (!duty || !settled.successor_id) return {};
  const auto standing = duties(connection, *settled.successor_id);
  if (std::ranges::any_of(standing, [&](const Duty& one) { return squeeze(one.text) == squeeze(duty->text); }))
    return {};
  const auto successor = find_profile(connection, *settled.successor_id);
  Duty next{.body_id = *settled.successor_id, .text = duty->text};
  if (successor && !(successor->planned && !successor->period.from))
    next.period.from = std::max(settled.ends_on, successor->period.from.value_or(settled.ends_on));
  const auto added = add_duty_in(transaction, next);
  if (!added) return std::unexpected(added.error());
  return {};
}

}  // namespace

OpenMatters join(std::vector<OpenMatters> parts) {
  OpenMatters all;
  for (auto& part : parts) {
    std::ranges::move(part.kinds, std::back_inserter(all.kinds));
    std::ranges::move(part.last_active, std::back_inserter(all.last_active));
  }
  return all;
}

const MatterKind* find_kind(const OpenMatters& matters, std::string_view kind) {
  const auto found = std::ranges::find(matters.kinds, kind, &MatterKind::kind);
  return found == matters.kinds.end() ? nullptr : &*found;
}

OpenMatters own_matters() {
  return {.kinds = {document_kind_of(DocumentKind::mandate),
                    document_kind_of(DocumentKind::rules_of_procedure),
                    {.kind = "duty", .danish = "Faste opgaver", .open = open_duties, .settled = duty_settled},
                    noted_matters()}};
}

}  // namespace klynge::structure
