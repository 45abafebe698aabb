// What a sentence of the minutes holds that some rule asks for: cues of tasks and of outcomes.
//
// Both sets of rules read every sentence, and most sentences hold nothing for either. One pass
// (phrases.hpp) looks for all their phrases at once; a rule whose cue is absent need not run.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "reading/phrases.hpp"

namespace klynge::reading {

namespace cue {

enum : Cue {
  // Tasks.
  does,   // a verb of doing
  is_to,  // “er ansvarlig”, “har opgaven”: what “er” and “har” need beside them
  calls_off,
  goes_further,
  blames,
  agrees,
  asks,
  sends_on,
  by_somebody,  // “skrives af”, “udarbejdet af”
  // Outcomes.
  puts_off,
  turns_down,
  drops_out,
  taken_off,
  sends_back,
  approves,
  approves_now,
  recommended,
  accedes,
  follows,
  follows_so,
  efterretning,
  to_note,
  put_off_so,
  takes_note,
  decides,
  discusses,
  informs,
  approves_by_deciding,
  put_again,
  // Ballots.
  votes,
  recuses
};
inline constexpr std::uint64_t of_tasks = (std::uint64_t{1} << puts_off) - 1,
                               of_outcomes = ((std::uint64_t{1} << (put_again + 1)) - 1) & ~of_tasks;

}  // namespace cue

// The phrases of all of them, for sentences in lower case.
const Phrases& sentence_phrases();

// Those of `agrees`, `asks` and `sends_on`, for the rules that look where they stand.
std::span<const std::string_view> agreed_leads();
std::span<const std::string_view> asking_words();
std::span<const std::string_view> sending_words();
// Also of `asks`: what stands behind who is asked.
std::span<const std::string_view> requesting_words();

}  // namespace klynge::reading
