// Whether a thing of the audit log belongs to a closed item: then the log's page shows nothing of its contents.
#pragma once
#include <string_view>

#include "platform/database/connection.hpp"

namespace klynge::app {

// An item: it is closed. A finding: its item is, or, where it has none, one of its meeting. A correction or a document
// on its way in: its source has closed items. What has texts and is not there any more counts as closed, since nobody
// can tell.
bool belongs_to_closed(database::Connection& connection, std::string_view kind, std::string_view id);

}  // namespace klynge::app
