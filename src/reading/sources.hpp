// Where each field of the record stands, as the reader notes it and as the record keeps it.
//
// The reader notes places in the order it finds them, several hundred in a document, and hardly ever
// asks for one again: they are kept as they come and sorted once, when all have been read.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "reading/meeting_record.hpp"

namespace klynge::reading {

struct Noted {
  std::string pointer;  // JSON pointer into the record
  Place place;
};

// By pointer; of what was noted twice the later place.
std::map<std::string, Place> sources_of(std::vector<Noted> noted);

}  // namespace klynge::reading
