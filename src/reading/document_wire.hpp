// How klynge-extract hands a document to the server: a bounded binary message over a pipe.
//
// The helper parses untrusted formats and may have been taken over by one, so decode_document()
// treats its bytes as hostile: every count is checked against limits.hpp before memory is taken,
// every text must be UTF-8.
#pragma once
#include "reading/document.hpp"

namespace klynge::reading {

std::string encode_document(const Document& document);
// Errors: a message cut short, a count over its limit, a place outside its line, text not UTF-8.
Result<Document> decode_document(std::string_view message);

}  // namespace klynge::reading
