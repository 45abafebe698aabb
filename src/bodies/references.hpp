// Who points at persons, organisations and bodies: the rooms above say so here.
//
// Merging and splitting must move the meetings' rows along, but the bodies room knows nothing of
// meetings. So the room that keeps such rows hands in these functions; `app` joins the two.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "bodies/identity.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::bodies {

// A row that was moved by a split, with what the bodies room should remember of it.
struct MovedMention {
  std::string printed;                                  // the name as printed there
  std::optional<std::string> organisation_id, body_id;  // beside it
};

// One row that points at an identity, for choosing which to split off.
struct Mention {
  std::string value;    // what move_some() takes
  std::string printed;  // the name as printed there
  std::string what;     // Danish: “deltager”, “oplæg”, “ansvarlig”
  std::string where;    // Danish: “Politisk Klynge Egelund, 7. november 2022”
  std::string path;     // where it is shown
};

// What the two of a merge say differently, so that somebody must choose whose word holds.
struct Disagreement {
  std::string about;       // Danish, to stand after “om”: “kontakten”
  std::string kept, gone;  // what each says, as people read it
};
// “niveauet, kontakten og pladserne”
std::string about_what(const std::vector<Disagreement>& all);

struct References {
  // All rows that point at it, newest first, at most `most`.
  std::function<std::vector<Mention>(database::Connection&, IdentityKind, std::string_view id, std::int64_t most)>
      mentions;
  // Points every row at `to` that points at `from`. Returns which rows, as text only move_back() reads.
  std::function<std::string(audit::Transaction&, IdentityKind, std::string_view from, std::string_view to)> move_all;
  // Points those of the rows back at `from` that still point at `to`.
  std::function<void(audit::Transaction&, IdentityKind, std::string_view moved, std::string_view from,
                     std::string_view to)>
      move_back;
  // Points the chosen rows at `to`; `mentions` are the values of the check boxes that the page above
  // rendered. A Problem where one does not point at `from` (any more).
  std::function<Result<std::vector<MovedMention>>(audit::Transaction&, IdentityKind,
                                                  const std::vector<std::string>& mentions, std::string_view from,
                                                  std::string_view to)>
      move_some;
  // None where nothing stands against a merge. A room that has nothing to say of it leaves it out.
  std::function<std::vector<Disagreement>(database::Connection&, IdentityKind, std::string_view kept,
                                          std::string_view gone)>
      conflicts{};
};

// Several rooms' as one. What each returns is kept with its place in `parts`, so their order must not change.
References join(std::vector<References> parts);

// Nobody points at anything; for tests and for a program without meetings.
References no_references();

}  // namespace klynge::bodies
