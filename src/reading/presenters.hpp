// Who presents an item: “v/ A og B”, “ved A”, “oplæg v. A (Sygehuset)”, “Pkt. 3 (Ida)”, “A gennemgår …”.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klynge::reading {

struct PresentersFound {
  std::vector<std::string> names;
  std::size_t start = 0, end = 0;  // bytes of the whole, with “v/”
};

// Presenters named in the text; each stretch with its place, so that a title can lose it.
std::vector<PresentersFound> presenters_in(std::string_view text);
// Who is to speak, as the case tells it: “Konsulent A præsenterer udkastet.”, “Til mødet holder B oplæg”.
std::vector<PresentersFound> speakers_in(std::string_view case_text);
// The names of a list with titles and organisations beside them.
std::vector<std::string> presenter_names(std::string_view list);

}  // namespace klynge::reading
