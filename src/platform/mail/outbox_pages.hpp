// The outbox on screen, for administrators: what waits, why, and a letter's text to hand over by hand.
#pragma once
#include <vector>

#include "platform/http/http.hpp"
#include "platform/mail/outbox.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::mail {

struct OutboxView {
  std::vector<OutgoingRow> waiting, sent;
  std::int64_t waiting_in_all = 0;
  bool sends = false;
};
http::Response outbox_page(const http::Request& request, const OutboxView& view);
http::Response letter_page(const http::Request& request, std::string_view id, const Letter& letter, bool sends);

// /udbakke and what hangs below it. `outbox` outlives the server.
std::vector<http::Route> routes(Outbox& outbox);

}  // namespace klynge::mail
