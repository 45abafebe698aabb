#include "bodies/structure/hand_over_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "bodies/structure/noted_matters.hpp"
#include "platform/audit/standing.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::Tone;
using html::url;

constexpr auto matter_fields =
    html::make<R"(<fieldset class="k-holder"><legend class="form-label">{}</legend>{}{}</fieldset>
)">;
constexpr auto side_by_side = html::make<R"(<div class="k-settle">{}</div>
)">;
constexpr auto muted_line = html::make<R"(<p class="k-rule__line k-muted">{}</p>
)">;
constexpr auto sentences = html::make<R"(<ul class="k-sentences">{}</ul>
)">;
constexpr auto sentence = html::make<"<li>{}</li>">;
constexpr auto on_screen = html::make<R"(<div class="d-print-none">{}</div>
)">;

constexpr std::string_view closing = "luk";
constexpr std::int64_t first_shown = 25;  // of a kind, where all kinds stand on one page

html::Url url_of(std::string_view id, std::string_view action = "") {
  return action.empty() ? url("/overdragelser/", id) : url("/overdragelser/", id, "/", action);
}

Html matter_title(const HandedMatter& one) {
  const auto target = html::local_url(one.path);
  return target ? html::link(*target, one.title) : html::text(one.title);
}

std::string matter_line(const HandedMatter& one) {
  std::string out = one.day ? danish(*one.day) : "";
  if (!one.detail.empty()) out += (out.empty() ? "" : " · ") + one.detail;
  return html::unbroken(out);
}

Html facts(const HandOverView& view) {
  const auto& document = view.document;
  std::vector<Html> successors;
  for (const auto& one : document.successors) successors.push_back(html::link(url("/organer/", one.id), one.name));
  return html::definition_list(
      {{"Organ, der ophører", html::link(url("/organer/", document.body.id), document.body.name)},
       {"Sidste dag", html::time_of(plus_days(document.ends_on, -1))},
       {"Overdrages til", successors.empty() ? html::text("Ingen. Organet ophører uden efterfølger.")
                                             : html::join(successors, html::text(", "))},
       {"Begrundelse", lines_html(document.reason)},
       {"Forberedt af", html::text(view.one.created_by)},
       {"Sendt til godkendelse", document.sent_on ? html::time_of(*document.sent_on) : Html{}}});
}

Html gaps_html(const HandOverDocument& document) {
  const auto found = gaps(document);
  if (found.empty()) return {};
  std::vector<Html> lines;
  for (const auto& one : found) lines.push_back(sentence(one));
  return html::alert(Tone::info, "Mellem det gamle og det nye", sentences(lines));
}

Html where_to(const HandOverDocument& document, const HandedMatter& one) {
  if (one.closed_reason) return html::join({html::text("Lukkes: "), lines_html(one.closed_reason)});
  if (!one.successor_id) return html::text("Ikke fordelt");
  const auto* successor = find_successor(document, *one.successor_id);
  return html::text("Går til " +
                    (successor ? successor->name : std::string("et organ, der ikke længere er efterfølger")));
}

Html kind_table(const HandOverDocument& document, const HandOverDocument::Kind& kind) {
  html::Table table(kind.name, {{"Sag", html::Column::row_head}, {"Om den"}, {"Hvad der sker"}}, true);
  for (const auto& one : kind.matters) table.row(matter_title(one), matter_line(one), where_to(document, one));
  return html::section(kind.kind, fmt::format("{} ({})", kind.name, kind.matters.size()), std::move(table).html());
}

// --- a draft's list ---

std::vector<html::Option> ways(const HandOverDocument& document, std::string_view none) {
  std::vector<html::Option> options{{"", std::string(none)}};
  for (const auto& one : document.successors) options.push_back({one.id, "Går til " + one.name});
  options.push_back({std::string(closing), "Lukkes med en begrundelse"});
  return options;
}

Html matter_form(const HandOverView& view, const HandedMatter& one, std::size_t number) {
  const auto suffix = fmt::format("{}-{}", one.kind, number);
  const auto name = [&](std::string_view field) { return fmt::format("{}.{}", field, number); };
  const bool typed = view.values.contains(name("sag")) && value(view.values, name("sag")) == one.id &&
                     value(view.values, "slags") == one.kind;
  const std::string way = one.closed_reason ? std::string(closing) : one.successor_id.value_or("");
  Html fields = html::select_field({.name = name("valg"),
                                    .label = "Hvad skal der ske?",
                                    .value = typed ? value(view.values, name("valg")) : way,
                                    .id = "valg-" + suffix},
                                   ways(view.document, "Ikke fordelt"));
  fields += html::text_field({.name = name("grund"),
                              .label = "Begrundelse, hvis den lukkes",
                              .value = typed ? value(view.values, name("grund")) : one.closed_reason.value_or(""),
                              .id = "grund-" + suffix});
  Html legend = matter_title(one);
  if (one.is_new) legend += html::join({html::text(" "), html::badge(Tone::info, "Ny")});
  if (!one.is_settled()) legend += html::join({html::text(" "), html::badge(Tone::warning, "Ikke fordelt")});
  const auto line = matter_line(one);
  return matter_fields(legend, line.empty() ? Html{} : muted_line(line),
                       html::join({html::hidden(name("sag"), one.id), side_by_side(fields)}));
}

Html rest_form(const HandOverView& view, const HandOverDocument::Kind& kind, std::int64_t left) {
  if (left < 2) return {};
  Html both = html::select_field({.name = "valg",
                                  .label = fmt::format("De {}, der ikke er fordelt", left),
                                  .required = true,
                                  .id = "alle-" + kind.kind},
                                 ways(view.document, "Vælg, hvad der skal ske"));
  both += html::text_field({.name = "grund", .label = "Begrundelse, hvis de lukkes", .id = "alle-grund-" + kind.kind});
  Html fields = html::join({html::hidden("slags", kind.kind), side_by_side(both)});
  fields += html::submit_button("Fordel dem alle", html::ButtonKind::secondary);
  return html::details("Fordel alle på én gang",
                       html::post_form({.action = url_of(view.one.id, "fordel-alle"),
                                        .csrf_token = view.csrf_token,
                                        .css_class = "k-structure-form"},
                                       fields),
                       left > 3);
}

Html kind_section(const HandOverView& view, const HandOverDocument::Kind& kind) {
  const auto left = std::ranges::count_if(kind.matters, [](const HandedMatter& one) { return !one.is_settled(); });
  const auto total = static_cast<std::int64_t>(kind.matters.size());
  const bool alone = !view.only_kind.empty();
  const auto first = alone ? std::max<std::int64_t>(view.range.first - 1, 0) : 0;
  const auto last = std::min(total, first + (alone ? matters_per_page : first_shown));
  Html content =
      html::paragraph(left == 0 ? "Alle er fordelt." : fmt::format("{} af {} er fordelt.", total - left, total));
  content += rest_form(view, kind, left);
  Html fields = html::hidden("slags", kind.kind);
  if (alone) fields += html::hidden("side", std::to_string(view.range.page));
  for (auto i = first; i < last; ++i)
    fields += matter_form(view, kind.matters[static_cast<std::size_t>(i)], static_cast<std::size_t>(i));
  fields += html::submit_button("Gem fordelingen");
  content += html::post_form(
      {.action = url_of(view.one.id, "fordel"), .csrf_token = view.csrf_token, .css_class = "k-structure-form"},
      fields);
  const auto whole = html::with_query(url_of(view.one.id), "slags", kind.kind);
  if (alone)
    content += html::pagination(view.range, whole);
  else if (last < total)
    content += html::paragraph_link(whole, fmt::format("Vis alle {} ({})", total, kind.name));
  return html::section(kind.kind, fmt::format("{} ({})", kind.name, total), content);
}

Html waiting_html(const HandOverView& view) {
  const auto button = html::post_button({.action = url_of(view.one.id, "opdater"), .csrf_token = view.csrf_token},
                                        "Opdater listen", html::ButtonKind::secondary);
  if (view.waiting.added == 0 && view.waiting.gone == 0) return {};
  std::string text;
  if (view.waiting.added > 0)
    text += view.waiting.added == 1 ? "Der er kommet én ny åben sag. "
                                    : fmt::format("Der er kommet {} nye åbne sager. ", view.waiting.added);
  if (view.waiting.gone > 0)
    text += view.waiting.gone == 1 ? "Én sag på listen er ikke længere åben."
                                   : fmt::format("{} sager på listen er ikke længere åbne.", view.waiting.gone);
  return html::alert(Tone::warning, "Listen er ikke opdateret", html::join({html::paragraph(text), button}));
}

// A body may meet until its last day, though its hand-over is approved.
Html come_since_html(const HandOverView& view) {
  if (view.come_since == 0) return {};
  const auto text =
      view.come_since == 1
          ? std::string("Siden godkendelsen er der kommet én åben sag, som ikke er overdraget.")
          : fmt::format("Siden godkendelsen er der kommet {} åbne sager, som ikke er overdraget.", view.come_since);
  return html::alert(
      Tone::warning, "Der er kommet mere til",
      html::join({html::paragraph(text),
                  html::paragraph_link(html::with_query(url("/overdragelser/ny"), "organ", view.one.body_id),
                                       "Begynd en overdragelse af det, der er kommet til")}));
}

Html draft_tools(const HandOverView& view) {
  const auto left = count_unsettled(view.document);
  Html out;
  if (left > 0) {
    out += html::paragraph(
        left == 1
            ? std::string(
                  "Én sag mangler at blive fordelt. Når alt er fordelt, kan overdragelsen sendes til godkendelse.")
            : fmt::format(
                  "{} sager mangler at blive fordelt. Når alt er fordelt, kan overdragelsen sendes til godkendelse.",
                  left));
  } else if (view.waiting.added == 0 && view.waiting.gone == 0) {
    out += html::paragraph(
        "Alt er fordelt. Når overdragelsen er sendt, kan den ikke rettes, medmindre den trækkes tilbage.");
    out += html::post_button({.action = url_of(view.one.id, "send"), .csrf_token = view.csrf_token},
                             "Send til godkendelse", html::ButtonKind::primary);
  }
  out += html::toolbar({html::link_button(url_of(view.one.id, "ret"), "Ret sidste dag, efterfølgere og begrundelse"),
                        html::post_button({.action = url_of(view.one.id, "annuller"),
                                           .csrf_token = view.csrf_token,
                                           .confirm = "Skal overdragelsen annulleres?"},
                                          "Annuller overdragelsen", html::ButtonKind::warning)});
  return html::section("naeste", "Hvad nu?", out);
}

// What the register cannot know of: said, and written on by hand.
Html note_section(const HandOverView& view) {
  Html out = html::paragraph(
      "Klynge finder det, der står i stamdata og i referaterne. En aftale uden for et møde, et brev, der venter på svar, "
      "eller midler, som intet referat nævner, skriver du selv på listen.");
  Html fields = html::text_field({.name = "hvad",
                                  .label = "Hvad skal med på listen?",
                                  .value = value(view.values, "hvad"),
                                  .required = true,
                                  .max_length = noted_title_characters});
  fields += html::text_field({.name = "om",
                              .label = "Bemærkning",
                              .value = value(view.values, "om"),
                              .hint = "For eksempel hvem der venter, og hvad der er tilbage af et beløb.",
                              .max_length = noted_detail_characters});
  fields += html::submit_button("Skriv på listen", html::ButtonKind::secondary);
  out += html::post_form(
      {.action = url_of(view.one.id, "skriv-paa"), .csrf_token = view.csrf_token, .css_class = "k-structure-form"},
      fields);
  const auto kind = std::ranges::find(view.document.kinds, noted_kind, &HandOverDocument::Kind::kind);
  if (kind != view.document.kinds.end()) {
    html::Table table(kind->name, {{"Linje", html::Column::row_head}, {"Tag den af igen"}}, true);
    for (const auto& one : kind->matters)
      table.row(one.title, html::post_button({.action = url_of(view.one.id, "tag-af"), .csrf_token = view.csrf_token},
                                             "Tag ”" + shorten(one.title, 40) + "” af", html::ButtonKind::secondary,
                                             {{"sag", one.id}}));
    out += std::move(table).html();
  }
  return html::section("skriv-paa", "Mangler der noget?", out);
}

Html draft(const HandOverView& view) {
  Html out = waiting_html(view);
  bool any = false;
  for (const auto& kind : view.document.kinds) {
    if (!view.only_kind.empty() && kind.kind != view.only_kind) continue;
    out += kind_section(view, kind);
    any = true;
  }
  if (!any)
    out += html::empty_state("Der er ikke noget åbent i organet.",
                             html::paragraph("Overdragelsen kan sendes til godkendelse, som den er."));
  if (!view.only_kind.empty())
    return out += html::paragraph_link(url_of(view.one.id), "Tilbage til hele overdragelsen");
  out += note_section(view);
  return out += draft_tools(view);
}

// --- approvals ---

std::string chairs_sentence(const HandOverSide& side) {
  std::vector<std::string> with, without;
  for (const auto& chair : side.chairs) (chair.has_account ? with : without).push_back(chair.name);
  if (!with.empty()) return "Afventer " + listed_danish(with) + ".";
  if (!without.empty()) return listed_danish(without) + " har ingen konto i Klynge. En anden må godkende i stedet.";
  return "Organet har ingen formand i dag. En anden må godkende i stedet.";
}

Html approval_html(const HandOverApproval& given) {
  Html out = html::join(
      {html::text("Godkendt af " + given.name +
                  (given.entered_by ? " (indført af " + *given.entered_by + ") den " : std::string(" den "))),
       html::time_of(given.approved_at)});
  if (given.standing_in) out += html::join({html::text(" i formandens sted: "), lines_html(given.standing_in)});
  return out;
}

Html stand_in_form(const HandOverView& view, const HandOverSide& side) {
  const bool typed = value(view.values, "organ") == side.body_id;
  Html fields = html::hidden("organ", side.body_id);
  fields += html::text_field({.name = "navn",
                              .label = "Hvem godkender i formandens sted?",
                              .value = typed ? value(view.values, "navn") : view.actor_name,
                              .required = true,
                              .max_length = 300,
                              .id = "navn-" + side.body_id});
  fields += html::text_area({.name = "grund",
                             .label = "Hvorfor er det ikke formanden?",
                             .value = typed ? value(view.values, "grund") : std::string(),
                             .hint = "Står på dokumentet.",
                             .required = true,
                             .id = "grund-" + side.body_id},
                            2);
  fields += html::submit_button("Godkend i formandens sted");
  return html::details("Godkend i formandens sted for " + side.name,
                       html::post_form({.action = url_of(view.one.id, "i-formandens-sted"),
                                        .csrf_token = view.csrf_token,
                                        .css_class = "k-structure-form"},
                                       fields),
                       typed);
}

Html approvals_section(const HandOverView& view) {
  html::Table table("Godkendelser", {{"På vegne af", html::Column::row_head}, {"Hvem og hvornår"}}, true);
  Html forms;
  const bool asks = view.one.state == HandOverState::for_approval;
  for (const auto& side : view.sides) {
    table.row(side.name, side.approval ? approval_html(*side.approval)
                                       : html::text(asks ? chairs_sentence(side) : std::string("Ikke godkendt")));
    if (!asks || side.approval) continue;
    if (side.may_approve)
      forms +=
          html::post_button({.action = url_of(view.one.id, "godkend"), .csrf_token = view.csrf_token},
                            "Godkend på vegne af " + side.name, html::ButtonKind::primary, {{"organ", side.body_id}});
    else if (side.may_stand_in)
      forms += stand_in_form(view, side);
  }
  Html content = std::move(table).html();
  if (!forms.empty()) content += on_screen(forms);
  return html::section("godkendelser", "Godkendelser", content);
}

Html document_part(const HandOverView& view) {
  Html out;
  if (view.document.kinds.empty()) out += html::paragraph("Der var ikke noget åbent i organet.");
  for (const auto& kind : view.document.kinds) out += kind_table(view.document, kind);
  if (view.one.state != HandOverState::draft && view.one.state != HandOverState::cancelled)
    out += approvals_section(view);
  if (view.one.state != HandOverState::for_approval || !view.changes) return out;
  const auto withdraw =
      html::post_button({.action = url_of(view.one.id, "traek-tilbage"),
                         .csrf_token = view.csrf_token,
                         .confirm = "Skal overdragelsen trækkes tilbage? Godkendelser, der er givet, falder bort."},
                        "Træk tilbage, og ret", html::ButtonKind::secondary);
  const auto cancel = html::post_button({.action = url_of(view.one.id, "annuller"),
                                         .csrf_token = view.csrf_token,
                                         .confirm = "Skal overdragelsen annulleres?"},
                                        "Annuller overdragelsen", html::ButtonKind::warning);
  return out += html::toolbar({withdraw, cancel});
}

Html successor_fields(const HandOverForm& view) {
  constexpr std::size_t empty_choices = 3;
  std::vector<html::Option> options{{"", "Vælg et organ"}};
  for (const auto& one : view.successors)
    if (one.body_id != view.body_id)
      options.push_back({one.body_id, one.planned && !one.period.from ? one.name + " (planlagt)" : one.name});
  Html out;
  for (std::size_t i = 0; i < view.chosen.size() + empty_choices; ++i)
    out += html::select_field(
        {.name = "efterfoelger",
         .label = i == 0 ? std::string("Overdrages til") : fmt::format("Overdrages til, organ {}", i + 1),
         .value = i < view.chosen.size() ? view.chosen[i] : std::string(),
         .hint =
             i == 0
                 ? std::string(
                       "Et organ, der ikke findes endnu, oprettes først som planlagt under Organer. Tomme felter tæller ikke med.")
                 : std::string(),
         .id = fmt::format("efterfoelger-{}", i + 1)},
        options);
  return out;
}

}  // namespace

Html state_badge(HandOverState state) {
  const auto tone = state == HandOverState::approved       ? Tone::success
                    : state == HandOverState::for_approval ? Tone::warning
                                                           : Tone::neutral;
  return html::badge(tone, danish(state));
}

Html hand_overs_page(const std::vector<HandOverRow>& rows) {
  if (rows.empty())
    return html::empty_state(
        "Her er ingen overdragelser endnu.",
        html::paragraph("Når et organ ophører, fordeles alt det, der er åbent i det, til de organer, der tager over."));
  html::Table table("Overdragelser",
                    {{"Organ, der ophører", html::Column::row_head}, {"Sidste dag"}, {"Overdrages til"}, {"Tilstand"}},
                    true);
  for (const auto& row : rows)
    table.row(html::link(url_of(row.one.id), row.one.body_name), html::time_of(row.one.last_day()),
              row.successors.empty() ? std::string("Ingen efterfølger") : listed_danish(row.successors),
              state_badge(row.one.state));
  return std::move(table).html();
}

Html hand_over_form_page(const HandOverForm& view) {
  Html fields = error_alert(view.error);
  if (view.id.empty()) {
    std::vector<html::Option> options{{"", "Vælg et organ"}};
    for (const auto& one : view.bodies) options.push_back({one.body_id, one.name});
    fields += html::select_field(
        {.name = "organ", .label = "Organ, der ophører", .value = value(view.values, "organ"), .required = true},
        options);
  }
  fields += html::text_field({.name = "sidste_dag",
                              .label = "Organets sidste dag",
                              .value = value(view.values, "sidste_dag"),
                              .type = "date",
                              .required = true});
  fields += successor_fields(view);
  fields += html::check_box(
      {.name = "uden_efterfoelger", .label = "Organet ophører uden efterfølger, og alt, der er åbent, lukkes."},
      !value(view.values, "uden_efterfoelger").empty());
  fields += html::text_area({.name = "begrundelse",
                             .label = "Begrundelse",
                             .value = value(view.values, "begrundelse"),
                             .hint = "Hvorfor organet ophører, og hvad der sker med sagerne.",
                             .required = true},
                            3);
  fields += html::submit_button(view.id.empty() ? "Lav listen over det, der er åbent" : "Gem ændringen");
  return html::post_form({.action = view.id.empty() ? url("/overdragelser") : url_of(view.id, "ret"),
                          .csrf_token = view.csrf_token,
                          .css_class = "k-structure-form"},
                         fields);
}

Html hand_over_page(const HandOverView& view) {
  Html out = error_alert(view.error);
  out += come_since_html(view);
  out += facts(view);
  out += gaps_html(view.document);
  const bool edits = view.one.state == HandOverState::draft && view.changes;
  return out += edits ? draft(view) : document_part(view);
}

Html taken_over_page(const std::string& body_id, const std::vector<TakenOver>& taken, const OpenMatters& matters) {
  Html out;
  for (const auto& one : taken) {
    html::Table table("Overtaget fra " + one.from.body_name, {{"Sag", html::Column::row_head}, {"Slags"}, {"Om den"}},
                      true);
    for (const auto& matter : one.matters) {
      const auto* kind = find_kind(matters, matter.kind);
      table.row(matter_title(matter), kind ? kind->danish : matter.kind, matter_line(matter));
    }
    Html content = html::join(
        {html::link(url_of(one.from.id), "Overdragelsen"), html::text(", sidste dag " + danish(one.from.last_day()))});
    content += std::move(table).html();
    out += html::section("fra-" + one.from.id, "Fra " + one.from.body_name, content);
  }
  if (taken.empty()) out = html::empty_state("Organet har ikke overtaget noget fra andre.");
  return out += html::paragraph_link(url("/organer/", body_id), "Tilbage til organet");
}

Html hand_overs_of_body(database::Connection& connection, const audit::Actor& actor, std::string_view body_id) {
  std::vector<Html> lines;
  for (const auto& one : hand_overs_of(connection, body_id)) {
    if (one.state == HandOverState::cancelled) continue;
    const bool from_here = one.body_id == body_id;
    std::vector<std::string> names, ids;
    for (const auto& successor : successors_of(connection, one.id)) {
      names.push_back(successor.name);
      ids.push_back(successor.body_id);
    }
    if (!may_read_hand_over(actor, one, ids)) continue;
    const auto to = listed_danish(names);
    const auto sentence_of = [&]() -> std::string {
      if (names.empty())
        return fmt::format("{} ophører uden efterfølger med udgangen af {}. Afslutningen er {}.", one.body_name,
                           danish(one.last_day()),
                           one.state == HandOverState::approved ? "godkendt"
                           : one.state == HandOverState::draft  ? "under forberedelse"
                                                                : "sendt til godkendelse");
      if (one.state == HandOverState::approved)
        return fmt::format("Overdraget fra {} til {} den {}.", one.body_name, to, danish(one.ends_on));
      return fmt::format("En overdragelse fra {} til {} er {}.", one.body_name, to,
                         one.state == HandOverState::draft ? "under forberedelse" : "sendt til godkendelse");
    }();
    Html line = html::join({html::text(sentence_of + " "), html::link(url_of(one.id), "Se overdragelsen")});
    if (!from_here && one.state == HandOverState::approved)
      line += html::join(
          {html::text(" · "), html::link(url("/organer/", body_id, "/overtaget"), "Det, organet har overtaget")});
    lines.push_back(sentence(line));
  }
  return lines.empty() ? Html() : sentences(lines);
}

Html way_to_hand_over(database::Connection& connection, const audit::Actor& actor, std::string_view body_id) {
  if (!audit::may_in_body(actor, may_hand_over, body_id, actor.today)) return {};
  for (const auto& one : hand_overs_of(connection, body_id))
    if (one.body_id == body_id && one.state != HandOverState::cancelled) return {};
  return on_screen(html::paragraph_link(html::with_query(url("/overdragelser/ny"), "organ", body_id),
                                        "Ophører organet? Begynd en overdragelse"));
}

Html trail_html(const std::vector<Trail>& trail, std::string_view what, bool linked) {
  if (trail.empty()) return {};
  std::vector<Html> lines;
  for (const auto& one : trail) {
    Html line = html::text((what.empty() ? std::string() : std::string(what) + ": ") + danish(one));
    if (linked) line += html::join({html::text(" "), html::link(url_of(one.hand_over_id), "Se overdragelsen")});
    lines.push_back(sentence(line));
  }
  return sentences(lines);
}

Html approvals_waiting(database::Connection& connection, const audit::Actor& actor) {
  if (!audit::may_in_some_body(actor, audit::Permission::approve, actor.today)) return {};
  std::vector<Html> lines;
  for (const auto& one : all_hand_overs(connection)) {
    if (one.state != HandOverState::for_approval) continue;
    const auto given = approvals_of(connection, one.id);
    const auto waits = [&](std::string_view body_id, const std::string& name) {
      if (!audit::may_in_body(actor, audit::Permission::approve, body_id, actor.today)) return;
      if (std::ranges::find(given, body_id, &HandOverApproval::body_id) != given.end()) return;
      lines.push_back(
          sentence(html::link(url_of(one.id), fmt::format("Overdragelsen af {} på vegne af {}", one.body_name, name))));
    };
    waits(one.body_id, one.body_name);
    for (const auto& successor : successors_of(connection, one.id)) waits(successor.body_id, successor.name);
  }
  if (lines.empty()) return {};
  return html::section("godkendelse", "Venter på din godkendelse", sentences(lines));
}

bool may_read_hand_over(const audit::Actor& actor, const HandOver& one, const std::vector<std::string>& successors) {
  const auto reads = [&](std::string_view body_id) {
    return static_cast<bool>(audit::may_read(actor, {.body_id = body_id, .held_on = one.last_day()}, actor.today));
  };
  return reads(one.body_id) || std::ranges::any_of(successors, reads);
}

}  // namespace klynge::structure
