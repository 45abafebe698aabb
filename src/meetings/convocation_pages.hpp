// The pages on which a meeting is convened, changed and called off; and what other pages show of one that is to come.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bodies/structure/body_composition.hpp"
#include "meetings/convocation.hpp"
#include "meetings/convocation_store.hpp"
#include "meetings/page_parts.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

// The form, and what goes with it to the page that is looked through before anything happens.
struct ConveneForm {
  html::Url action;  // where the form goes
  std::string csrf_token;
  PlanTexts texts;
  std::vector<PlanFault> faults{};
  std::string error{};             // a whole sentence that is of no field
  std::optional<Plan> standing{};  // of a meeting that is convened already
  std::string moved{};             // the number of the item that was moved last
  bool changes() const { return standing.has_value(); }
};
html::Html convene_form_page(const ConveneForm& view);

struct ConveneReview {
  ConveneForm form;
  Plan plan;
  std::string body_id;
  structure::CompositionOnDay composition;
  Deadlines deadlines;
  std::vector<Asked> asked;
  std::string word{};
};
html::Html convene_review_page(const ConveneReview& view);

struct CallOffView {
  Convocation convocation;
  std::vector<Asked> asked;
  std::string csrf_token, word{}, error{};
};
html::Html call_off_page(const CallOffView& view);

// “Indkaldelsen går til 12 personer; 2 har ingen mailadresse.”
std::string told_sentence(News news, const std::vector<Asked>& asked);

// On the meeting's own page: above its facts what was just sent, and that it is called off; below them, for who may
// change it, the ways to do so, the deadlines and who must be told otherwise.
struct ConvenedPart {
  html::Html above{}, below_facts{};
};
ConvenedPart convened_part(const Convocation& convocation, bool may_change, bool may_call_off,
                           const std::vector<Asked>& asked, const Deadlines& deadlines, const std::string& told = {});

// “Kommende møder”; nothing where there are none.
html::Html coming_section(const std::vector<ComingMeeting>& meetings, bool with_body, const html::Html& side = {});

}  // namespace klynge::meetings
