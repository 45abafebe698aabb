// What a file is, by its content and never by its name: names come from mail programs and people.
//
// Only a few bytes at fixed places and plain searches for a name; nothing is parsed here, since
// this runs inside the server. Files that are something else are refused with a sentence that says
// what they are and what to do.
#pragma once
#include <string_view>

#include "reading/document.hpp"

namespace klynge::extract {

// Errors: empty, over limits::document_bytes, or a kind of file that Klynge does not read.
// `text` also stands for what is not recognised; decode_plain_text() refuses what is no text.
Result<reading::Format> detect_format(std::string_view bytes);

}  // namespace klynge::extract
