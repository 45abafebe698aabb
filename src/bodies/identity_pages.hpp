// Pages about who is who: the lists of persons and organisations, what is doubtful,
// and the page on which a secretary corrects one: name, merge, taking a merge back, split.
//
// The pages of one person, one body and one organisation stand in the rooms above, which know more of them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/doubt_store.hpp"
#include "bodies/identity.hpp"
#include "bodies/identity_actions.hpp"
#include "bodies/references.hpp"
#include "bodies/register_store.hpp"
#include "platform/html/components.hpp"
#include "platform/html/html.hpp"

namespace klynge::bodies {

// "/personer", "/organisationer", "/organer"; of one: "/personer/<id>"; where one is corrected: "/personer/<id>/ret".
html::Url register_url(IdentityKind kind);
html::Url identity_url(IdentityKind kind, std::string_view id);
html::Url correction_url(IdentityKind kind, std::string_view id);

struct RegisterView {
  IdentityKind kind = IdentityKind::person;
  RegisterFilter filter;
  std::vector<RegisterRow> rows;
  html::PageRange range;
  std::int64_t open_doubts = 0;
};
html::Html register_page(const RegisterView& view);

struct DoubtsView {
  std::vector<Doubt> doubts;
  html::PageRange range;
  bool may_change = false;
  std::string csrf_token;
  std::optional<Doubt> answered{};  // just now
};
html::Html doubts_page(const DoubtsView& view);
// The open doubts about one, for its own page; nothing where there are none.
html::Html doubts_about(const std::vector<Doubt>& doubts, bool may_change, std::string_view csrf_token);

// Of two that are to be merged and say different things: whose word holds?
struct MergeQuestion {
  std::string other_id, other_name;
  std::vector<Disagreement> what;  // `kept` is the one whose page it is
};

// What has just been done, said at the top of the page it leads back to.
struct DoneNote {
  std::string sentence;         // Danish
  std::string see_id;           // whom the reader may want to look at next; "" for nobody
  std::string see_name;         // as shown
  std::string taken_back_by{};  // the merge that a button takes back; "" where there is none
};

struct CorrectionView {
  IdentityKind kind = IdentityKind::person;
  std::string id, name;
  std::vector<std::string> names;  // as printed
  std::vector<Doubt> doubts;
  std::vector<PastMerge> merges;
  std::string words;                    // looked for, to merge with
  std::vector<RegisterRow> candidates;  // that fit the words, without the one itself
  std::vector<Mention> mentions;        // where it is mentioned, for splitting
  bool may_erase = false;               // a person
  std::string csrf_token;
  std::string error;  // a Danish sentence; "" where all is well
  std::optional<MergeQuestion> question{};
  std::optional<DoneNote> done{};
};
html::Html correction_page(const CorrectionView& view);

// "kommune", by the database's word.
std::string_view organisation_kind_danish(std::string_view kind);

}  // namespace klynge::bodies
