#include "intake/preview_page.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/intake_pages.hpp"
#include "intake/preview_forms.hpp"
#include "intake/relation.hpp"
#include "meetings/person_number.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::intake {
namespace {

using namespace klynge::html;

constexpr auto beside = make<R"(<div class="k-beside"><div class="k-understood">{}</div>
<section class="k-source" id="kilde" aria-labelledby="kilden" tabindex="-1">{}</section></div>
)">;
constexpr auto list_markup = make<R"(<ul>{}</ul>)">;
constexpr auto list_entry = make<R"(<li>{}{}</li>)">;
constexpr auto paragraph_markup = make<R"(<p>{}</p>
)">;

Html relation_text(const PreviewView& view) {
  const Entry& entry = view.opened.entry;
  // Where it was the meeting's only document, the meeting's page went with it.
  if (entry.meeting_id && view.meeting_gone)
    return text("Dokumentet hørte til " + view.candidate_heading.value_or("et møde") +
                ", som er taget tilbage. Indlæs filen igen, hvis mødet skal tilbage i registeret.");
  const Html meeting =
      entry.meeting_id ? link(url("/moeder/", *entry.meeting_id), view.candidate_heading.value_or("mødet")) : Html{};
  if (entry.state == EntryState::preview) {
    switch (entry.relation) {
      case Relation::new_meeting:
        return text("Dokumentet bliver et nyt møde i registeret.");
      case Relation::same_content:
        return join(
            {text("Dokumentet siger det samme som et, der allerede er i registeret, og bliver endnu en kilde til "),
             meeting, text(".")});
      case Relation::new_version:
        return join({text("Dokumentet bliver en ny udgave af "), meeting, text(".")});
      case Relation::earlier_state:
        return join({text("Dokumentet er en tidligere tilstand af "), meeting,
                     text(". Det gemmes som en tidligere udgave; mødet ændres ikke.")});
    }
  }
  if (!meeting.empty() && entry.state == EntryState::taken_back)
    return join({text("Dokumentet hørte til "), meeting, text(", men er taget tilbage.")});
  if (!meeting.empty()) return join({text("Dokumentet hører til "), meeting, text(".")});
  return {};
}

void append_finding(Html& entries, const reading::Finding& finding) {
  Html where;
  if (finding.line)
    where = join({text(" "), link(with_fragment(Url{}, "l" + std::to_string(*finding.line)),
                                  "Linje\u00a0" + std::to_string(*finding.line))});
  list_entry.append_to(entries, unbroken(finding.message), where);
}

// A finding that makes a document wait is shown there, with its place, and not once more below.
bool is_a_doubt(const PreviewView& view, const reading::Finding& finding) {
  const auto& doubts = view.opened.entry.doubts;
  return std::ranges::find(doubts, doubt_about(finding)) != doubts.end();
}

Html doubts_box(const PreviewView& view) {
  const auto& findings = view.shown.record.findings;
  Html entries;
  for (const auto& doubt : view.opened.entry.doubts) {
    const auto says_it = [&](const auto& finding) { return doubt_about(finding) == doubt; };
    if (std::ranges::none_of(findings, says_it)) list_entry.append_to(entries, unbroken(doubt), Html{});
    for (const auto& finding : findings)
      if (says_it(finding)) append_finding(entries, finding);
  }
  if (entries.empty()) return {};
  return alert(Tone::warning, "Se på dette, før du godkender", list_markup(entries));
}

Html findings_box(const PreviewView& view) {
  Html entries;
  for (const auto& finding : view.shown.record.findings)
    if (!is_a_doubt(view, finding)) append_finding(entries, finding);
  if (entries.empty()) return {};
  return alert(Tone::info, "Fundet i dokumentet", list_markup(entries));
}

PostForm form_for(const PreviewView& view, const Url& action, std::string confirm = {}) {
  return {.action = action, .csrf_token = view.csrf_token, .confirm = std::move(confirm)};
}

Html decision(const PreviewView& view) {
  const std::string& id = view.opened.entry.id;
  std::vector<Html> tools;
  if (view.opened.entry.state == EntryState::preview) {
    const Url commit = url("/import/dokument/", id, "/godkend");
    const bool may_be_another = view.opened.entry.meeting_id && view.opened.entry.relation != Relation::same_content;
    tools.push_back(post_button(form_for(view, commit), "Godkend og læg i registeret", ButtonKind::primary));
    if (may_be_another)
      tools.push_back(post_button(form_for(view, commit), "Læg i registeret som et andet møde", ButtonKind::secondary,
                                  {{"som", "nyt"}}));
    tools.push_back(post_button(form_for(view, url("/import/dokument/", id, "/kasser"), "Vil du kassere dokumentet?"),
                                "Kassér", ButtonKind::secondary));
  } else if (view.opened.entry.state == EntryState::committed || view.opened.entry.state == EntryState::same_content) {
    tools.push_back(post_button(
        form_for(view, url("/import/dokument/", id, "/fortryd"), "Vil du tage dokumentet ud af registeret igen?"),
        "Fortryd import", ButtonKind::warning));
  }
  if (view.opened.entry.state == EntryState::preview || view.opened.entry.state == EntryState::committed)
    tools.push_back(post_button(form_for(view, url("/import/dokument/", id, "/genlaes")), "Læs dokumentet igen",
                                ButtonKind::secondary));
  return toolbar(tools);
}

Html history(const PreviewView& view) {
  if (view.opened.corrections.empty()) return {};
  Table table("Rettelser", {{"Rettelse", Column::row_head}, {"Hvornår"}, {"Af"}, {"Fortryd"}}, true);
  for (auto it = view.opened.corrections.rbegin(); it != view.opened.corrections.rend(); ++it) {
    std::string what = it->description;
    meetings::mask_person_numbers(what);
    Html undo = it->undone ? text("Fortrudt") : Html{};
    if (!it->undone && view.may_change)
      undo = post_button(form_for(view, url("/import/dokument/", view.opened.entry.id, "/fortryd-rettelse")), "Fortryd",
                         ButtonKind::tertiary, {{"nummer", std::to_string(it->ordinal)}});
    table.row(what, time_of(Instant{it->made_at_us}), it->made_by, undo);
  }
  return section("rettelser", "Rettelser", std::move(table).html());
}

}  // namespace

std::string anchor_of(std::string_view id) {
  if (id.empty()) return "moede";
  // Attendees' keys are names; letters beyond ASCII are spelled by their bytes.
  std::string anchor = "d-";
  for (const char c : id) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '-';
    anchor += plain ? std::string(1, c) : "_" + hex(std::string_view(&c, 1));
  }
  return anchor;
}

Html preview_page(const PreviewView& view) {
  Html left = paragraph_markup(relation_text(view));
  if (view.attempt && !view.attempt->form.contains(target_field)) left += alert(Tone::error, view.attempt->problem);
  left += doubts_box(view);
  left += findings_box(view);
  if (!view.is_current)
    left += alert(Tone::info, "Der er kommet en nyere udgave af mødet, så dette dokument kan ikke rettes længere.");
  if (view.may_decide) left += decision(view);
  left += section("moede-oplysninger", "Mødet", meeting_form(view));
  left += section("punkter", "Punkter", item_forms(view));
  left += section("deltagere", "Deltagere", attendee_forms(view));
  left += history(view);

  return beside(left, view.source);
}

}  // namespace klynge::intake
