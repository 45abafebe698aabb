// What a thing of the audit log is called, and where its page is, for the log's page.
#pragma once
#include <optional>
#include <string_view>

#include "platform/access/log_payload.hpp"

namespace klynge::app {

// None of a closed item's texts and nothing of an erased person; no page for who may not open it.
std::optional<access::NamedThing> name_of_thing(database::Connection& connection, const audit::Actor& actor,
                                                std::string_view kind, std::string_view id);

}  // namespace klynge::app
