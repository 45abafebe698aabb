#include "app/person_keepers.hpp"

#include "bodies/structure/person_keeper.hpp"
#include "intake/person_keeper.hpp"
#include "meetings/person_keeper.hpp"

namespace klynge::app {

std::vector<bodies::PersonKeeper> person_keepers() {
  return {meetings::person_keeper(), structure::person_keeper(), intake::person_keeper()};
}

}  // namespace klynge::app
