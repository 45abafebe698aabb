// What the index holds, as the rooms that own it hand it over.
//
// Search knows no meetings. It indexes documents (an item, a meeting, a person, a body) in groups
// that change together (a meeting with its items). The owner of the texts gives a Source; the index
// keeps terms only, and asks the Source again for the text of the few hits on a page.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::search {

struct Group {
  std::string kind, id;  // "meeting", "person", "body"
  auto operator<=>(const Group&) const = default;
};

struct Document {
  std::string kind, id;  // "item" and the item's id
  std::string title;
  std::string text;                 // all that can be found, fields parted by line ends
  std::string context;              // shown with a hit: “Politisk Klynge Egelund, 7. november 2022”
  std::string path;                 // where it is shown: "/moeder/…/…"
  std::optional<std::string> date;  // ISO
  std::optional<std::string> body_id;
  std::optional<std::string> outcome;
  bool published = false, closed = false;
  int position = 0;  // its place within the group, for the order of hits of one day
};

struct Source {
  // All documents of a group as they are now; empty where it is gone (taken back).
  std::function<std::vector<Document>(database::Connection&, const Group&)> documents_of;
  // One document, for showing it as a hit; nothing where it is gone.
  std::function<std::optional<Document>(database::Connection&, std::string_view kind, std::string_view id)> document;
  // The groups that should be indexed, for building the index anew. In any order.
  std::function<std::vector<Group>(database::Connection&)> all_groups;
  // Those that may stand in the index but are no hits for now. Asked at each search, so that a change elsewhere need
  // not find and index anew whom it leaves without a mention. A Source without such groups leaves it out.
  std::function<std::vector<Group>(database::Connection&)> unnamed{};
};

}  // namespace klynge::search
