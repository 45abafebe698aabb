// From a document to what the index keeps of it.
#pragma once
#include <cstdint>
#include <string>

#include "search/document.hpp"
#include "search/index_dialect.hpp"

namespace klynge::search {

// Phrases are found within so many words of a document; what follows is found word by word.
// PostgreSQL keeps positions up to 16,383 and 256 of them for one term; SQLite gets the same.
inline constexpr std::size_t phrase_words = 8'000;
inline constexpr std::size_t positions_per_term = 250;
// What stands behind so many words of one document is not found; PostgreSQL takes 1 MB of terms.
inline constexpr std::size_t indexed_words = 200'000;
inline constexpr std::size_t different_parts = 20'000;

IndexEntry make_entry(const Document& document);

// The document's number: its day, then its group, then its place in the group. Higher is shown first.
std::int64_t make_docnum(const Document& document, const Group& group);

// The lowest number that a document of this day (ISO), or of a later one, can have.
std::int64_t first_docnum(const std::string& day);

// Of everything that is indexed.
std::string content_hash(const Document& document, const Group& group);

}  // namespace klynge::search
