// Finding a passage in a text by its words, however its lines are broken: two readings of the same
// source fold line breaks differently.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace klynge::intake {

struct Passage {
  std::size_t begin = 0, end = 0;  // bytes
};

// The first place where `words` stands in `text`, white space apart. None where `words` is blank.
std::optional<Passage> find_passage(std::string_view text, std::string_view words);

}  // namespace klynge::intake
