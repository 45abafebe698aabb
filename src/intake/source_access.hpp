// Who may see a source as it came.
//
// A source holds everything that was in the document: the closed items and the person numbers too,
// which the pages leave out or mask. Its bytes and its pages are drawn as they are, so each way to
// them asks here first. Whoever reads a meeting that was made of it, by a role or a seat, may see it; to
// others it does not exist.
// With closed items in it each way is written down: a download and an opening from the meeting's page each time,
// as they are asked for; what pages fetch by themselves (a document being corrected, its pages as images)
// once an account, source and Danish day.
#pragma once
#include <cstdint>
#include <string_view>

#include "platform/audit/perform.hpp"

namespace klynge::intake {

// To look at the whole of a source, as text with its person numbers masked. With closed items in it
// the look needs read_closed and is written down. Errors: forbidden.
Result<void> look_at_source(audit::Book& book, const audit::Actor& actor, std::string_view sha256);

// To change what was read from a source: with closed items in it that needs read_closed too, for whoever may
// correct may open them, and the answers of the forms show their texts. Errors: forbidden.
Result<void> may_work_on_source(database::Connection& connection, const audit::Actor& actor, std::string_view sha256);

// To have the file itself, in which nothing can be masked: where it may hold person numbers only for
// those who settle such findings, and written down. Errors: forbidden, not_found.
Result<void> download_source(audit::Book& book, const audit::Actor& actor, std::string_view sha256);

// To see one page, from 1, as an image; written down where the source has closed items. A page with a person number is
// shown as masked text instead, and its image to nobody. Errors: forbidden, not_found.
Result<void> see_page(audit::Book& book, const audit::Actor& actor, std::string_view sha256, std::uint32_t page);

}  // namespace klynge::intake
