#include "bodies/structure/document_pages.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::structure {
namespace {

using html::Html;
using html::url;

constexpr auto text_block = html::make<R"(<div class="k-document-text">{}</div>
)">;
constexpr auto text_paragraph = html::make<"<p>{}</p>">;
constexpr auto sentence_list = html::make<R"(<ul class="k-sentences">{}</ul>
)">;
constexpr auto sentence_item = html::make<"<li>{}</li>">;

// A blank line begins a new paragraph.
Html paragraphs(std::string_view text) {
  Html out;
  std::string block;
  const auto end_block = [&] {
    if (!trim(block).empty()) out += text_paragraph(lines_html(std::string(trim(block))));
    block.clear();
  };
  for (const auto line : split(text, '\n')) {
    if (trim(line).empty())
      end_block();
    else
      block += std::string(line) + "\n";
  }
  end_block();
  return text_block(out);
}

Html procedure_html(const Procedure& procedure) {
  Html items;
  for (const auto& sentence : danish_sentences(procedure)) items += sentence_item(html::unbroken(sentence));
  return items.empty() ? Html{} : sentence_list(items);
}

Html decided(const DocumentsView& view, const BodyDocument& one) {
  Html out;
  if (const auto found = view.decisions.find(one.id); found != view.decisions.end()) out = found->second;
  if (!one.decided_on) return out;
  if (!out.empty()) out += html::text(", ");
  out += html::time_of(*one.decided_on);
  return out;
}

Html facts(const DocumentsView& view, const BodyDocument& one) {
  return html::definition_list({{"Udgave", html::text(std::to_string(one.version))},
                                {"Gælder fra", one.valid_from ? html::time_of(*one.valid_from) : Html{}},
                                {"Besluttet", decided(view, one)}});
}

Html contents(const DocumentsView& view, const BodyDocument& one) {
  Html out = facts(view, one);
  out += procedure_html(one.procedure);
  if (!one.text.empty()) out += paragraphs(one.text);
  return out;
}

Html versions_table(const DocumentsView& view, DocumentKind kind) {
  html::Table table("Udgaver", {{"Udgave", html::Column::row_head}, {"Gælder fra"}, {"Besluttet"}}, true);
  for (const auto& one : view.documents)
    if (one.kind == kind)
      table.row(html::link(url("/organer/", view.body.body_id, "/dokumenter/", one.id),
                           fmt::format("Udgave {}", one.version)),
                one.valid_from ? html::time_of(*one.valid_from) : html::text(""), decided(view, one));
  const auto versions = table.rows();  // asked before the table is given away, in whatever order arguments are made
  return versions < 2 ? Html{} : html::details(fmt::format("Alle {} udgaver", versions), std::move(table).html());
}

Html kind_section(const DocumentsView& view, DocumentKind kind) {
  const auto* holds = in_force(view.documents, kind, view.day);
  const auto add =
      view.viewer.changes
          ? html::link_button(url("/organer/", view.body.body_id, "/dokumenter/", path_word(kind), "/ny"), "Ny udgave")
          : Html{};
  const bool mandate = kind == DocumentKind::mandate;
  const auto help = view.viewer.changes
                        ? html::paragraph(mandate ? "Tryk Ny udgave, og sæt kommissoriets tekst ind."
                                                  : "Tryk Ny udgave, og skriv forretningsordenens tekst og frister.")
                        : Html{};
  Html out = holds ? contents(view, *holds)
                   : html::empty_state(mandate ? "Der gælder intet kommissorium den dag."
                                               : "Der gælder ingen forretningsorden den dag.",
                                       help);
  out += versions_table(view, kind);
  return html::section(path_word(kind), danish(kind), out, add);
}

std::string number_text(const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); }

Result<std::optional<int>> typed_number(const http::Request& request, std::string_view name) {
  const auto text = trim(request.form_value(name));
  if (text.empty()) return std::optional<int>{};
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return invalid("Skriv antallet som et helt tal, for eksempel 14.", "not a number");
  return std::optional(number);
}

std::string typed_text(const http::Request& request, std::string_view name) {
  return squeeze(request.form_value(name));
}

Html number_field(const Values& values, std::string name, std::string label) {
  auto one = field(values, std::move(name), std::move(label));
  one.type = "number";
  return html::text_field(one);
}

Html procedure_fields(const Values& values) {
  Html out = number_field(values, "punkter_dage", "Medlemmernes punkter skal være modtaget, dage før mødet");
  out += number_field(values, "dagsorden_dage", "Dagsordenen sendes ud, dage før mødet");
  out += number_field(values, "referat_dage", "Referatet sendes ud, dage efter mødet");
  std::vector<html::Option> leading, quorum;
  for (const auto one : {Leading::unknown, Leading::fixed, Leading::in_turn})
    leading.push_back({std::string(name(one)), std::string(danish(one))});
  for (const auto one : {Quorum::unknown, Quorum::none, Quorum::majority, Quorum::count})
    quorum.push_back({std::string(name(one)), std::string(danish(one))});
  out += html::select_field(field(values, "ledelse", "Hvem leder mødet?"), leading);
  out += html::text_field(
      field(values, "ledelse_note", "Nærmere om mødeledelsen", "For eksempel: region og kommuner et år ad gangen."));
  out += html::select_field(field(values, "fremmoede", "Krav om fremmøde"), quorum);
  out += number_field(values, "fremmoede_antal", "Hvor mange skal være til stede?");
  out += html::select_field(field(values, "skriftligt", "Kan der besluttes skriftligt mellem møderne?"),
                            {{"", "Ikke angivet"}, {"ja", "Ja"}, {"nej", "Nej"}});
  out += html::text_field(field(values, "skriftligt_note", "Nærmere om skriftlige beslutninger"));
  out += html::text_area(field(values, "formandskab", "Hvad kan formandskabet beslutte mellem møderne?"), 2);
  out += number_field(values, "laese_dage", "Så mange dage kan den, der er trådt ud, læse lukkede punkter fra sin tid");
  return out;
}

}  // namespace

std::string_view path_word(DocumentKind kind) {
  return kind == DocumentKind::mandate ? "kommissorium" : "forretningsorden";
}

std::optional<DocumentKind> document_kind_of_path(std::string_view word) {
  for (const auto kind : {DocumentKind::mandate, DocumentKind::rules_of_procedure})
    if (path_word(kind) == word) return kind;
  return std::nullopt;
}

Html documents_page(const DocumentsView& view) {
  Html out = body_tabs(view.body.body_id, BodyTab::documents, view.viewer.changes);
  out += day_filter(url("/organer/", view.body.body_id, "/dokumenter"), view.day, "Vis, hvad der gælder den");
  out += kind_section(view, DocumentKind::mandate);
  out += kind_section(view, DocumentKind::rules_of_procedure);
  return out;
}

Html document_page(const DocumentsView& view, const BodyDocument& document) {
  Html out = body_tabs(view.body.body_id, BodyTab::documents, view.viewer.changes);
  return out += contents(view, document);
}

Values values_of(const BodyDocument& one) {
  const auto& rules = one.procedure;
  return {{"tekst", one.text},
          {"punkter_dage", number_text(rules.member_items_days_before)},
          {"dagsorden_dage", number_text(rules.agenda_days_before)},
          {"referat_dage", number_text(rules.minutes_days_after)},
          {"ledelse", std::string(name(rules.leading))},
          {"ledelse_note", rules.leading_note},
          {"fremmoede", std::string(name(rules.quorum))},
          {"fremmoede_antal", number_text(rules.quorum_count)},
          {"skriftligt", !rules.written_procedure   ? ""
                         : *rules.written_procedure ? "ja"
                                                    : "nej"},
          {"skriftligt_note", rules.written_procedure_note},
          {"formandskab", rules.chairs_decide},
          {"laese_dage", number_text(rules.closed_items_days_after_term)}};
}

Result<BodyDocument> typed_document(const http::Request& request, std::string_view body_id, DocumentKind kind) {
  BodyDocument one{.body_id = std::string(body_id),
                   .kind = kind,
                   .text = std::string(request.form_value("tekst")),
                   .decided_by = typed(request, "besluttet_af")};
  const auto decided = read_day(request.form_value("besluttet_den"), "Dagen, det er besluttet,");
  if (!decided) return std::unexpected(decided.error());
  const auto from = read_day(request.form_value("fra"), "Den første dag");
  if (!from) return std::unexpected(from.error());
  one.decided_on = *decided;
  one.valid_from = *from;
  if (kind == DocumentKind::mandate) return one;
  auto& rules = one.procedure;
  const std::pair<std::string_view, std::optional<int>*> numbers[] = {
      {"punkter_dage", &rules.member_items_days_before},
      {"dagsorden_dage", &rules.agenda_days_before},
      {"referat_dage", &rules.minutes_days_after},
      {"fremmoede_antal", &rules.quorum_count},
      {"laese_dage", &rules.closed_items_days_after_term}};
  for (const auto& [name_of_field, target] : numbers) {
    const auto number = typed_number(request, name_of_field);
    if (!number) return std::unexpected(number.error());
    *target = *number;
  }
  rules.leading = leading_of(request.form_value("ledelse")).value_or(Leading::unknown);
  rules.leading_note = typed_text(request, "ledelse_note");
  rules.quorum = quorum_of(request.form_value("fremmoede")).value_or(Quorum::unknown);
  const auto written = request.form_value("skriftligt");
  if (written == "ja" || written == "nej") rules.written_procedure = written == "ja";
  rules.written_procedure_note = typed_text(request, "skriftligt_note");
  rules.chairs_decide = typed_text(request, "formandskab");
  return one;
}

Html document_form_page(const DocumentForm& view) {
  Html fields = error_alert(view.error);
  fields += html::text_area(field(view.values, "tekst", "Teksten", "En tom linje begynder et nyt afsnit."), 14);
  if (view.kind == DocumentKind::rules_of_procedure)
    fields += html::section("regler", "Det, der kan holdes styr på", procedure_fields(view.values));
  auto from = field(view.values, "fra", "Gælder fra");
  auto day = field(view.values, "besluttet_den", "Besluttet den");
  from.type = day.type = "date";
  fields += html::text_field(from);
  fields += html::text_field(day);
  fields += html::text_field(
      field(view.values, "besluttet_af", "Hvem har besluttet det?",
            "Sæt linket til punktet ind, hvis beslutningen står i registeret. Ellers skriv det med ord."));
  fields += html::submit_button("Gem som ny udgave");
  Html out = html::paragraph("De tidligere udgaver bliver stående.");
  return out += html::post_form({.action = url("/organer/", view.body.body_id, "/dokumenter/", path_word(view.kind)),
                                 .csrf_token = view.viewer.csrf_token,
                                 .css_class = "k-structure-form"},
                                fields);
}

}  // namespace klynge::structure
