#include "meetings/convocation_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "platform/html/form.hpp"
#include "platform/html/typography.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto side_by_side = make<R"(<div class="k-period">{}</div>
)">;
constexpr auto sentences = make<R"(<ul class="k-sentences">{}</ul>
)">;
constexpr auto sentence = make<"<li>{}</li>">;
constexpr auto agenda_markup = make<"<ol>{}</ol>\n">;
constexpr auto told_line = make<R"(<p>{}: {}</p>
)">;
constexpr auto hits = make<"<ul class=\"k-hits\">{}</ul>\n">;
constexpr auto coming_entry = make<R"(<li>{} {} {}<br><span class="k-muted">{}</span></li>)">;
constexpr auto on_screen = make<R"(<div class="d-print-none">{}</div>
)">;

std::string fault_at(const std::vector<PlanFault>& faults, std::string_view field) {
  const auto found = std::ranges::find(faults, field, &PlanFault::field);
  return found == faults.end() ? "" : found->danish;
}

Html list_of(const std::vector<std::string>& all) {
  Html lines;
  for (const auto& one : all) sentence.append_to(lines, unbroken(one));
  return sentences(lines);
}

Html row_fields(const ConveneForm& view, std::size_t index) {
  const auto& row = view.texts.rows[index];
  const auto number = std::to_string(index + 1);
  const bool keeps = view.standing && keeps_closed_title(row, *view.standing);
  Html fields = text_field(
      {.name = "punkt-" + number,
       .label = "Punkt " + number,
       .value = row.title,
       .hint =
           keeps
               ? "Punktet er lukket, så titlen vises ikke her. Lad feltet stå tomt for at beholde den, eller skriv en ny."
               : "",
       .error = fault_at(view.faults, "punkt-" + number),
       .max_length = limits::convened_title_characters});
  fields += check_box({.name = "lukket-" + number, .label = "Punkt " + number + " er lukket"}, row.closed);
  if (keeps) fields += check_box({.name = "fjern-" + number, .label = "Fjern punkt " + number}, false);
  if (!row.id.empty()) fields += hidden("id-" + number, row.id);
  return fields;
}

// After the button that Enter presses, and for the keyboard as for the mouse: which item, and which way.
Html order_fields(const ConveneForm& view) {
  std::vector<Option> items;
  for (std::size_t i = 0; i < view.texts.rows.size(); ++i) {
    const auto& row = view.texts.rows[i];
    const auto number = std::to_string(i + 1);
    const bool keeps = view.standing && keeps_closed_title(row, *view.standing);
    // A row is empty where the page has not been told yet what was typed in it.
    items.push_back({number, keeps               ? number + ". Lukket punkt"
                             : row.title.empty() ? "Punkt " + number
                                                 : number + ". " + row.title});
  }
  Html out = select_field({.name = "flyt", .label = "Punkt, der skal flyttes", .value = view.moved}, items);
  return out += toolbar({side_button("Flyt op", "handling", "op"), side_button("Flyt ned", "handling", "ned")});
}

Html faults_html(const ConveneForm& view) {
  std::vector<FieldError> errors;
  for (const auto& one : view.faults) errors.push_back({one.field, one.danish});
  Html out = error_summary(errors);
  if (!view.error.empty())
    out += alert(Tone::error, view.changes() ? "Mødet er ikke ændret" : "Der er ikke indkaldt til noget møde",
                 text(view.error));
  return out;
}

// What was typed, for the page on which it is looked through.
Html hidden_texts(const PlanTexts& texts) {
  Html out = join({hidden("dato", texts.day), hidden("start", texts.start), hidden("slut", texts.end),
                   hidden("sted", texts.place)});
  for (std::size_t i = 0; i < texts.rows.size(); ++i) {
    const auto& row = texts.rows[i];
    const auto number = std::to_string(i + 1);
    out += hidden("punkt-" + number, row.title);
    if (row.closed) out += hidden("lukket-" + number, "1");
    if (!row.id.empty()) out += hidden("id-" + number, row.id);
  }
  return out;
}

// A title that was not typed here is not shown here.
Html agenda(const Plan& plan, const ConveneForm& form) {
  const auto is_kept = [&](const PlannedItem& item) {
    return form.standing && std::ranges::any_of(form.texts.rows, [&](const PlannedItem& row) {
             return row.id == item.id && keeps_closed_title(row, *form.standing);
           });
  };
  Html entries;
  for (const auto& item : plan.items)
    sentence.append_to(entries, !item.closed    ? item.title
                                : is_kept(item) ? std::string("Lukket punkt (uændret)")
                                                : item.title + " (lukket punkt)");
  return agenda_markup(entries);
}

Html composition_section(const ConveneReview& view) {
  const auto& found = view.composition;
  Html content;
  if (!found.is_known()) {
    content = paragraph(
        "Klynge kender hverken organets pladser eller dets regler om sammensætning den dag, så der er intet at kontrollere.");
  } else {
    if (!found.unmet.empty())
      content += alert(Tone::warning, "Reglerne er ikke opfyldt på mødets dag", list_of(found.unmet));
    if (!found.vacant.empty()) content += alert(Tone::info, "Ubesatte pladser", list_of(found.vacant));
    if (!found.deviated.empty()) content += alert(Tone::info, "Fraveget med vilje", list_of(found.deviated));
    if (found.kept > 0)
      content += paragraph(found.kept == 1 ? "1 regel er opfyldt." : fmt::format("{} regler er opfyldt.", found.kept));
    content += paragraph_link(with_query(url("/organer/", view.body_id, "/sammensaetning"), "dag", iso(view.plan.day)),
                              "Se sammensætningen på dagen");
  }
  return section("sammensaetning", "Sammensætningen den " + danish(view.plan.day), content);
}

Html deadlines_html(const Deadlines& deadlines) {
  std::vector<std::string> all;
  bool late = false;
  for (const auto* one : {&deadlines.agenda_out, &deadlines.member_items_in})
    if (*one)
      all.push_back((*one)->sentence + ((*one)->passed ? " Fristen er overskredet." : "")), late |= (*one)->passed;
  if (all.empty()) return {};
  if (!late) return list_of(all);
  return alert(Tone::warning, "Senere end forretningsordenen siger", list_of(all));
}

std::string names_of(const std::vector<Asked>& asked, bool with_mail) {
  std::string names;
  for (const auto& one : asked)
    if (one.email.empty() != with_mail) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

// `told`: “Får besked i en mail”, or “Har fået …”.
Html telling_html(const std::vector<Asked>& asked, std::string_view told) {
  const auto mailed = names_of(asked, true), others = names_of(asked, false);
  if (mailed.empty() && others.empty())
    return paragraph("Ingen har en plads i organet den dag, så ingen får besked fra Klynge.");
  Html out = told_line(told, mailed.empty() ? "ingen" : mailed);
  if (!others.empty()) out += told_line("Skal have besked på anden måde", others);
  return out;
}

Html word_field(const std::string& word) {
  return text_area({.name = "ord",
                    .label = "Hvorfor holdes mødet alligevel?",
                    .value = word,
                    .hint = "Valgfrit. Det bliver noteret i loggen sammen med det, der ikke er opfyldt.",
                    .max_length = limits::convened_reason_characters},
                   3);
}

std::string_view told_of(News news) {
  switch (news) {
    case News::convened:
      return "Indkaldelsen";
    case News::changed:
      return "Den ændrede indkaldelse";
    case News::called_off:
      return "Aflysningen";
    case News::convened_again:
      return "Den nye indkaldelse";
  }
  return {};
}

std::string hours_of(const ComingMeeting& one) {
  std::string out;
  if (one.start) out = "kl. " + *one.start + (one.end ? "–" + *one.end : "");
  std::ranges::replace(out, ':', '.');
  return out;
}

}  // namespace

Html convene_form_page(const ConveneForm& view) {
  const auto field = [&](const std::string& name, std::string label, const std::string& value, std::string type,
                         std::string hint = "") {
    return text_field({.name = name,
                       .label = std::move(label),
                       .value = value,
                       .hint = std::move(hint),
                       .error = fault_at(view.faults, name),
                       .type = std::move(type),
                       .required = name != "sted",
                       .max_length = name == "sted" ? limits::convened_place_characters : 0});
  };
  Html fields = field("dato", "Dato", view.texts.day, "date");
  fields += side_by_side(
      join({field("start", "Begynder", view.texts.start, "time"), field("slut", "Slutter", view.texts.end, "time")}));
  fields += field("sted", "Sted", view.texts.place, "text",
                  "Lokale og adresse, eller hvordan man deltager online. Kan stå tomt.");
  Html rows = paragraph(
      "Punkterne får numre i den rækkefølge, de står. En linje uden titel bliver udeladt. Titlen på et lukket punkt står ikke i de breve, der sendes.");
  for (std::size_t i = 0; i < view.texts.rows.size(); ++i) rows += row_fields(view, i);
  fields += section("punkter", "Punkter", rows);
  // The first button is the one that Enter presses.
  std::vector<Html> buttons{submit_button("Fortsæt", ButtonKind::primary, "handling", "se")};
  if (view.texts.rows.size() < limits::items_convened)
    buttons.push_back(side_button("Flere punkter", "handling", "flere"));
  fields += toolbar(buttons);
  if (auto order = order_fields(view); !order.empty()) fields += section("raekkefoelge", "Rækkefølge", order);
  Html out = faults_html(view);
  return out +=
         post_form({.action = view.action, .csrf_token = view.csrf_token, .css_class = "k-structure-form"}, fields);
}

Html convene_review_page(const ConveneReview& view) {
  const auto& plan = view.plan;
  const bool asks = !view.composition.unmet.empty();
  Html out = faults_html(view.form);
  out += definition_list({{"Dato", text(danish_with_weekday(plan.day))},
                          {"Tid", text(danish_hours(plan.start, plan.end))},
                          {"Sted", text(plan.place.empty() ? "Ikke angivet" : plan.place)}});
  out += section("punkter", "Punkter", agenda(plan, view.form));
  out += composition_section(view);
  if (auto deadlines = deadlines_html(view.deadlines); !deadlines.empty())
    out += section("frister", "Frister", deadlines);
  out += section("besked", "Besked til medlemmerne", telling_html(view.asked, "Får besked i en mail"));
  Html fields = hidden_texts(view.form.texts);
  if (asks) fields += join({hidden("alligevel", "1"), word_field(view.word)});
  const auto button = view.form.changes() ? (asks ? "Gem ændringen alligevel" : "Gem ændringen")
                                          : (asks ? "Indkald alligevel" : "Indkald");
  fields += toolbar(
      {submit_button(button, ButtonKind::primary, "handling", "indkald"), side_button("Ret", "handling", "ret")});
  return out += post_form(
             {.action = view.form.action, .csrf_token = view.form.csrf_token, .css_class = "k-structure-form"}, fields);
}

Html call_off_page(const CallOffView& view) {
  const auto& plan = view.convocation.plan;
  Html out;
  if (!view.error.empty()) out += alert(Tone::error, "Mødet er ikke aflyst", text(view.error));
  out += definition_list({{"Dato", text(danish_with_weekday(plan.day))},
                          {"Tid", text(danish_hours(plan.start, plan.end))},
                          {"Sted", text(plan.place)}});
  out += paragraph("Mødet bliver stående og får mærket Aflyst. Det kan indkaldes igen.");
  out += telling_html(view.asked, "Får besked i en mail");
  const auto fields = join({text_area({.name = "begrundelse",
                                       .label = "Hvorfor er mødet aflyst?",
                                       .value = view.word,
                                       .hint = "Medlemmerne får begrundelsen at vide.",
                                       .required = true,
                                       .max_length = limits::convened_reason_characters},
                                      3),
                            toolbar({submit_button("Aflys mødet", ButtonKind::warning),
                                     link_button(url("/moeder/", view.convocation.meeting_id), "Behold mødet")})});
  return out += post_form({.action = url("/moeder/", view.convocation.meeting_id, "/aflys"),
                           .csrf_token = view.csrf_token,
                           .css_class = "k-structure-form"},
                          fields);
}

std::string told_sentence(News news, const std::vector<Asked>& asked) {
  const auto without = std::ranges::count(asked, "", &Asked::email);
  const auto mailed = std::ssize(asked) - without;
  if (asked.empty()) return "Ingen har en plads i organet den dag, så ingen har fået besked fra Klynge.";
  if (mailed == 0)
    return fmt::format("{} går ikke til nogen; {} har ingen mailadresse.", told_of(news),
                       without == 1 ? "det ene medlem" : fmt::format("alle {}", without));
  auto out = fmt::format("{} går til {} {}", told_of(news), mailed, mailed == 1 ? "person" : "personer");
  if (without > 0) out += fmt::format("; {} har ingen mailadresse", without);
  return out + ".";
}

ConvenedPart convened_part(const Convocation& convocation, bool may_change, bool may_call_off,
                           const std::vector<Asked>& asked, const Deadlines& deadlines, const std::string& told) {
  ConvenedPart out;
  // With nobody to write to it is no success.
  const bool written = std::ranges::any_of(asked, [](const Asked& one) { return !one.email.empty(); });
  if (!told.empty()) out.above = alert(written ? Tone::success : Tone::info, told);
  if (convocation.is_called_off())
    out.above += alert(Tone::warning, "Mødet er aflyst",
                       join({paragraph(convocation.called_off_reason.value_or("")), text("Aflyst "),
                             time_of(Instant{*convocation.called_off_at_us}), text(".")}));
  if (!may_change && !may_call_off) return out;
  Html inside;
  if (convocation.word)
    inside += told_line("Hvorfor mødet holdes, selv om en regel ikke er opfyldt", *convocation.word);
  if (!convocation.is_called_off()) inside += deadlines_html(deadlines);
  if (const auto others = names_of(asked, false); !others.empty())
    inside += told_line("Skal have besked på anden måde", others);
  const auto address = url("/moeder/", convocation.meeting_id, "/indkaldelse");
  std::vector<Html> tools;
  if (may_change)
    tools.push_back(link_button(address, convocation.is_called_off() ? "Indkald igen" : "Ret indkaldelsen"));
  if (may_call_off) tools.push_back(link_button(url("/moeder/", convocation.meeting_id, "/aflys"), "Aflys mødet"));
  inside += toolbar(tools);
  out.below_facts = on_screen(inside);
  return out;
}

Html coming_section(const std::vector<ComingMeeting>& meetings, bool with_body, const Html& side) {
  if (meetings.empty()) return {};
  Html entries;
  for (const auto& one : meetings) {
    const auto badge_html =
        one.called_off ? badge(Tone::warning, "Aflyst") : badge(Tone::neutral, one.convened ? "Indkaldt" : "Dagsorden");
    auto more = hours_of(one);
    if (one.place) more += (more.empty() ? "" : ", ") + *one.place;
    coming_entry.append_to(entries, link(url("/moeder/", one.id), date_html(one.date)),
                           with_body ? body_html(one.body_id, one.body_name) : Html(), badge_html, more);
  }
  return section("kommende", "Kommende møder", hits(entries), side);
}

}  // namespace klynge::meetings
