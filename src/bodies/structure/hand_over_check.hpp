// Whether a hand-over can be: asked when it begins, when it is sent, and with each approval, because bodies change
// meanwhile.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/hand_over.hpp"
#include "bodies/structure/open_matters.hpp"

namespace klynge::structure {

// `one.id` "" for one that is not there yet. The Problems of start_hand_over().
Result<void> check_hand_over(database::Connection& connection, const OpenMatters& matters, const HandOver& one,
                             const std::vector<std::string>& successors);

// Whether what was sent is still what would be handed over: the same bodies, and nothing open that is not in it.
Result<void> check_document(database::Connection& connection, const OpenMatters& matters, const HandOver& one,
                            const HandOverDocument& document);

}  // namespace klynge::structure
