#include "intake/identified_record.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/text.hpp"
#include "intake/content.hpp"

namespace klynge::intake {
namespace {

std::string title_key(std::string_view title) {
  std::string key;
  for (const char c : fold(title))
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) key += c;
  return key;
}

std::vector<std::string> words_of(std::string_view title) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold(title) + " ") {
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// One way of recognising an item; the surest way goes over all items before the next is tried.
using Rule = std::function<bool(std::size_t known, std::size_t item)>;

}  // namespace

double title_likeness(std::string_view a, std::string_view b) {
  const auto left = words_of(a), right = words_of(b);
  if (left.empty() || right.empty()) return left.empty() && right.empty() ? 1 : 0;
  std::vector<bool> used(right.size(), false);
  std::size_t common = 0;
  for (const auto& word : left) {
    for (std::size_t i = 0; i < right.size(); ++i) {
      const std::size_t slips = word.size() >= 5 ? 1 : 0;
      if (used[i] || edit_distance(word, right[i], slips) > slips) continue;
      used[i] = true;
      ++common;
      break;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(left.size() + right.size());
}

std::vector<std::optional<std::string>> match_items(std::span<const ItemIdentity> known,
                                                    std::span<const reading::Item> items, MatchFor purpose) {
  std::vector<std::optional<std::string>> result(items.size());
  if (known.empty()) return result;
  std::vector<bool> used(known.size(), false);
  std::vector<std::string> known_keys, item_keys;
  for (const auto& one : known) known_keys.push_back(title_key(one.title));
  for (const auto& one : items) item_keys.push_back(title_key(one.title));

  const auto same_number = [&](std::size_t k, std::size_t i) {
    return known[k].number && known[k].number == items[i].number;
  };
  const auto like = [&](std::size_t k, std::size_t i) { return title_likeness(known[k].title, items[i].title); };
  // The rules that compare titles for likeness look at near positions only, so that a record with
  // thousands of items stays affordable.
  const auto near = [](std::size_t k, std::size_t i) { return k > i ? k - i <= 20 : i - k <= 20; };

  std::unordered_multimap<std::string, std::size_t> by_title;
  for (std::size_t k = known.size(); k-- > 0;) by_title.emplace(known_keys[k], k);
  const auto take_by_title = [&](bool number_too) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (result[i] || item_keys[i].empty()) continue;
      std::optional<std::size_t> first;
      const auto [from, to] = by_title.equal_range(item_keys[i]);
      for (auto it = from; it != to; ++it) {
        if (used[it->second] || (number_too && known[it->second].number != items[i].number)) continue;
        if (!first || it->second < *first) first = it->second;
      }
      if (!first) continue;
      used[*first] = true;
      result[i] = known[*first].id;
    }
  };
  const auto take_by = [&](const Rule& rule) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (std::size_t k = i > 20 ? i - 20 : 0; !result[i] && k < known.size() && k <= i + 20; ++k) {
        if (used[k] || !near(k, i) || !rule(k, i)) continue;
        used[k] = true;
        result[i] = known[k].id;
      }
    }
  };

  take_by_title(true);
  take_by_title(false);
  take_by([&](std::size_t k, std::size_t i) { return same_number(k, i) && like(k, i) >= 0.5; });
  take_by([&](std::size_t k, std::size_t i) { return like(k, i) >= 0.75; });
  if (purpose == MatchFor::same_source) {
    take_by(same_number);
    if (known.size() == items.size()) take_by([](std::size_t k, std::size_t i) { return k == i; });
  }
  return result;
}

std::vector<std::string> attendee_keys(std::span<const reading::Attendee> attendance) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, int> seen;
  for (const auto& attendee : attendance) {
    std::string key = fold(squeeze(attendee.name));
    const int times = ++seen[key];
    if (times > 1) key += "#" + std::to_string(times);
    keys.push_back(std::move(key));
  }
  return keys;
}

IdentifiedRecord identify(reading::MeetingRecord record, const Identities& known, MatchFor purpose,
                          const NewId& new_id) {
  IdentifiedRecord identified;
  for (auto& id : match_items(known.items, record.items, purpose))
    identified.item_ids.push_back(id ? std::move(*id) : new_id());

  identified.attendee_ids = attendee_keys(record.attendance);
  if (purpose == MatchFor::same_source) {
    // A name read a little differently than before keeps its key.
    std::vector<std::string> free;
    for (const auto& key : known.attendees)
      if (std::find(identified.attendee_ids.begin(), identified.attendee_ids.end(), key) ==
          identified.attendee_ids.end())
        free.push_back(key);
    for (auto& key : identified.attendee_ids) {
      if (free.empty()) break;
      if (std::find(known.attendees.begin(), known.attendees.end(), key) != known.attendees.end()) continue;
      const auto old = std::find_if(free.begin(), free.end(),
                                    [&](const std::string& one) { return edit_distance(one, key, 2) <= 2; });
      if (old == free.end()) continue;
      key = *old;
      free.erase(old);
    }
  }
  identified.record = std::move(record);
  return identified;
}

Identities identities_of(const IdentifiedRecord& identified) {
  Identities identities;
  for (std::size_t i = 0; i < identified.item_ids.size(); ++i)
    identities.items.push_back(
        {identified.item_ids[i], identified.record.items[i].number, identified.record.items[i].title});
  identities.attendees = identified.attendee_ids;
  return identities;
}

std::string to_json(const Identities& identities) {
  nlohmann::json items = nlohmann::json::array();
  for (const auto& item : identities.items) {
    nlohmann::json one{{"id", item.id}, {"title", item.title}};
    if (item.number) one["number"] = *item.number;
    items.push_back(std::move(one));
  }
  return nlohmann::json{{"items", std::move(items)}, {"attendees", identities.attendees}}.dump();
}

Result<Identities> identities_from_json(std::string_view json) {
  const auto fault = [] {
    return invalid("Indlæsningens punkter kunne ikke genkendes.", "identities: not the expected JSON");
  };
  const auto value = nlohmann::json::parse(json, nullptr, false);
  if (!value.is_object() || !value.contains("items") || !value.contains("attendees")) return fault();
  Identities identities;
  try {
    for (const auto& one : value.at("items")) {
      ItemIdentity item{one.at("id").get<std::string>(), std::nullopt, one.at("title").get<std::string>()};
      if (one.contains("number")) item.number = one.at("number").get<std::string>();
      identities.items.push_back(std::move(item));
    }
    identities.attendees = value.at("attendees").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    return fault();
  }
  return identities;
}

void carry_places(IdentifiedRecord& changed, std::span<const std::string> item_ids_before,
                  std::span<const std::string> attendee_ids_before) {
  const auto positions = [](const std::vector<std::string>& ids) {
    std::unordered_map<std::string_view, std::size_t> map;
    for (std::size_t i = 0; i < ids.size(); ++i) map.emplace(ids[i], i);
    return map;
  };
  const auto item_now = positions(changed.item_ids), attendee_now = positions(changed.attendee_ids);

  std::map<std::string, reading::Place> carried;
  const auto carry = [&](std::string_view list, std::string_view pointer, const reading::Place& place,
                         std::span<const std::string> before, const auto& now) {
    const std::string_view rest = pointer.substr(list.size());
    std::size_t position = 0;
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), position);
    if (parsed.ec != std::errc{} || position >= before.size()) return;
    const auto found = now.find(before[position]);
    if (found == now.end()) return;
    carried.emplace(
        std::string(list) + std::to_string(found->second) + std::string(parsed.ptr, rest.data() + rest.size()), place);
  };
  for (const auto& [pointer, place] : changed.record.sources) {
    if (pointer.starts_with("/items/")) {
      carry("/items/", pointer, place, item_ids_before, item_now);
    } else if (pointer.starts_with("/attendance/")) {
      carry("/attendance/", pointer, place, attendee_ids_before, attendee_now);
    } else {
      carried.emplace(pointer, place);
    }
  }
  changed.record.sources = std::move(carried);
}

}  // namespace klynge::intake
