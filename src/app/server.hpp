// The running product: everything `klynge serve` puts together, from the database to the route table.
//
// A struct rather than a command, so that it can be started and stopped from a test.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "app/store.hpp"
#include "platform/http/http.hpp"

namespace klynge::app {

class RunningServer {
 public:
  // Listens when it returns. Throws where the database or the port cannot be had.
  RunningServer(Store& store, const ServeOptions& options);
  ~RunningServer();
  std::uint16_t port() const;
  // Every address it answers, with the permission each states.
  std::vector<http::Route> route_table() const;
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace klynge::app
