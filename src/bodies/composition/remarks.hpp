// What is missing, too many or impossible, as Danish sentences.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "bodies/composition/assign.hpp"
#include "bodies/composition/check.hpp"

namespace klynge::composition {

// “Der mangler en borgmester fra Lyngsted Kommune.” For the rule's groups that are short; places that lack the same
// share a sentence.
std::vector<std::string> missing(const Rule& rule, std::span<const Group> groups, const Area& area);

// “Der er 2 borgmestre for mange fra Lyngsted Kommune: ”…” og ”…”.”
std::string too_many(const Rule& rule, const Group& group, const Area& area, const std::vector<std::string>& labels);

// “Pladsen ”…” er ubesat.”
std::string vacant(const std::vector<std::string>& labels);

// “Ingen regel nævner pladsen ”…”.”
std::string unasked(const std::vector<std::string>& labels);

// Seats enough, but counted elsewhere. The sentences of the rules that count them.
std::string competing(const std::vector<std::string>& sentences);

// Why the rule can never be kept in this area, if so: never_met(), or no municipality or cluster to ask.
std::optional<std::string> never_met_in(const Rule& rule, const Area& area);

}  // namespace klynge::composition
