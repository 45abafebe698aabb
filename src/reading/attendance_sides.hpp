// Sentences that tell who came from where: “Fra bestyrelsen deltog A og fra administrationen driftschef B og C.”
//
// Each “fra” begins a side of its own; read as one list, the words between two sides became a title and the people of
// the second an employer. A sentence is read as a whole or not at all.
#pragma once
#include <cstddef>
#include <string_view>

#include "reading/reading_state.hpp"

namespace klynge::reading {

// True where the sentence told of people from two sides or more, or “endvidere deltog” of others; they are on the roll.
bool read_sides(Reading& reading, std::string_view sentence, std::size_t row);

}  // namespace klynge::reading
