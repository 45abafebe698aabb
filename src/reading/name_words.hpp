// The words of a name, and where among other words a name stands.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::reading {

// Tokens [from, to) of an entry.
struct NameRun {
  std::size_t from = 0, to = 0;
};

// The token without the punctuation around it.
std::string_view bare(std::string_view token);
// “Holm”, “A.”, “Guldager-Holm”: capitalised, of letters, and not shouted.
bool is_name_token(std::string_view token);
std::string join_tokens(std::span<const std::string_view> words, std::size_t from, std::size_t to);
// Where an organisation starts among the tokens at or after `from`; words.size() where none does.
std::size_t organisation_start(std::span<const std::string_view> words, std::size_t from);
// The name in the first part of an entry: after a title, before an organisation.
std::optional<NameRun> find_name(std::span<const std::string_view> words);
// “som stedfortræder for A: B” opens so.
bool stands_in(std::string_view entry);

}  // namespace klynge::reading
