// Pages of the structure, kept as they were drawn until something changes.
//
// The structure is looked at far more often than it changes, and a chart or a comparison of forty bodies over
// fifteen years is half a millisecond of drawing. Whether anything has changed is asked of the audit log each
// time, in one small query: every change of every node moves the head of a chain. So nothing has to be told to
// anybody, a node never shows what another has changed since, and at worst a page is drawn once too often.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/database/connection.hpp"
#include "platform/html/html.hpp"

namespace klynge::structure {

struct DrawnPage {
  std::string title;
  html::Html main;  // nothing of one user: no token, no name
};

class Drawn {
 public:
  using Page = std::shared_ptr<const DrawnPage>;
  // What `draw` made for `key` since the last change, or makes now. `key` holds all that the page depends on
  // beside the database: the kind of page, the day, today, what the viewer may do. Safe from several threads.
  Page page(database::Connection& connection, const std::string& key, const std::function<DrawnPage()>& draw);

 private:
  struct Kept {
    std::string stamp;
    Page page;
  };
  void keep(const std::string& key, Kept kept);

  std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace klynge::structure
