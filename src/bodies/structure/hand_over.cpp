#include "bodies/structure/hand_over.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

constexpr std::array<Word<HandOverState>, 4> states{
    {{HandOverState::draft, "draft", "Kladde"},
     {HandOverState::for_approval, "for_approval", "Venter på godkendelse"},
     {HandOverState::approved, "approved", "Godkendt"},
     {HandOverState::cancelled, "cancelled", "Annulleret"}}};
constexpr int format_version = 1;

Json json_of(const HandOverDocument::Body& body) {
  return {{"id", body.id},
          {"name", body.name},
          {"first_day", structure::json_of(body.first_day)},
          {"first_day_open", body.first_day_open}};
}
Json json_of(const HandedMatter& one) {
  return {{"id", one.id},
          {"title", one.title},
          {"path", one.path},
          {"day", structure::json_of(one.day)},
          {"detail", one.detail},
          {"successor", structure::json_of(one.successor_id)},
          {"closed_reason", structure::json_of(one.closed_reason)}};
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::optional<std::string> optional_text(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}
std::optional<Date> day_of(const Json& json, const char* key) { return parse_iso_date(text_of(json, key)); }
const Json& list_of(const Json& json, const char* key) {
  static const Json none = Json::array();
  const auto found = json.find(key);
  return found != json.end() && found->is_array() ? *found : none;
}

HandOverDocument::Body body_of(const Json& json) {
  return {.id = text_of(json, "id"),
          .name = text_of(json, "name"),
          .first_day = day_of(json, "first_day"),
          .first_day_open = json.value("first_day_open", false)};
}

}  // namespace

std::string_view name(HandOverState state) { return kept_word(states, state); }
HandOverState hand_over_state(std::string_view word) {
  return from_kept(states, word).value_or(HandOverState::cancelled);
}
std::string_view danish(HandOverState state) { return danish_word(states, state); }

std::string to_json(const HandOverDocument& document) {
  Json successors = Json::array(), kinds = Json::array();
  for (const auto& one : document.successors) successors.push_back(json_of(one));
  for (const auto& kind : document.kinds) {
    Json matters = Json::array();
    for (const auto& one : kind.matters) matters.push_back(json_of(one));
    kinds.push_back({{"kind", kind.kind}, {"name", kind.name}, {"matters", std::move(matters)}});
  }
  return Json{{"format", format_version},
              {"body", json_of(document.body)},
              {"successors", std::move(successors)},
              {"ends_on", iso(document.ends_on)},
              {"reason", document.reason},
              {"sent_on", structure::json_of(document.sent_on)},
              {"kinds", std::move(kinds)}}
      .dump();
}

HandOverDocument document_from_json(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("body")) return {};
  HandOverDocument document{.body = body_of(json.at("body")),
                            .ends_on = day_of(json, "ends_on").value_or(Date{}),
                            .reason = text_of(json, "reason"),
                            .sent_on = day_of(json, "sent_on")};
  for (const auto& one : list_of(json, "successors")) document.successors.push_back(body_of(one));
  for (const auto& one : list_of(json, "kinds")) {
    HandOverDocument::Kind kind{.kind = text_of(one, "kind"), .name = text_of(one, "name")};
    for (const auto& matter : list_of(one, "matters"))
      kind.matters.push_back({.kind = kind.kind,
                              .id = text_of(matter, "id"),
                              .title = text_of(matter, "title"),
                              .path = text_of(matter, "path"),
                              .day = day_of(matter, "day"),
                              .detail = text_of(matter, "detail"),
                              .successor_id = optional_text(matter, "successor"),
                              .closed_reason = optional_text(matter, "closed_reason")});
    document.kinds.push_back(std::move(kind));
  }
  return document;
}

const HandOverDocument::Body* find_successor(const HandOverDocument& document, std::string_view body_id) {
  const auto found = std::ranges::find(document.successors, body_id, &HandOverDocument::Body::id);
  return found == document.successors.end() ? nullptr : &*found;
}

std::size_t count_matters(const HandOverDocument& document) {
  std::size_t count = 0;
  for (const auto& kind : document.kinds) count += kind.matters.size();
  return count;
}

std::size_t count_unsettled(const HandOverDocument& document) {
  std::size_t count = 0;
  for (const auto& kind : document.kinds)
    count += static_cast<std::size_t>(
        std::ranges::count_if(kind.matters, [](const HandedMatter& one) { return !one.is_settled(); }));
  return count;
}

std::vector<std::string> gaps(const HandOverDocument& document) {
  std::vector<std::string> sentences;
  const auto is_there = [&](const HandOverDocument::Body& one) {
    return takes_over_on(one, document.ends_on) == document.ends_on;
  };
  if (!document.successors.empty() && std::ranges::none_of(document.successors, is_there)) {
    std::optional<Date> first;
    for (const auto& one : document.successors)
      if (one.first_day && (!first || *one.first_day < *first)) first = one.first_day;
    sentences.push_back(
        first ? fmt::format(
                    "Fra {} til og med {} er der ingen efterfølger. Det overdragne venter, til den første begynder.",
                    danish(document.ends_on), danish(plus_days(*first, -1)))
              : fmt::format(
                    "Fra {} er der ingen efterfølger, før en første dag er fastsat. Det overdragne venter til da.",
                    danish(document.ends_on)));
  }
  for (const auto& one : document.successors) {
    if (one.first_day_open)
      sentences.push_back(fmt::format("”{}” er planlagt, men den første dag er ikke fastsat.", one.name));
    else if (!is_there(one))
      sentences.push_back(fmt::format("”{}” begynder {}.", one.name, danish(*one.first_day)));
  }
  return sentences;
}

std::optional<Date> takes_over_on(const HandOverDocument::Body& successor, Date ends_on) {
  if (successor.first_day_open) return std::nullopt;
  return std::max(successor.first_day.value_or(ends_on), ends_on);
}

std::string listed_danish(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " og " : ", ") + names[i];
  return out;
}

}  // namespace klynge::structure
