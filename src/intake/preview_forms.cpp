#include "intake/preview_forms.hpp"

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/fields.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"

namespace klynge::intake {
namespace {

using namespace klynge::html;

constexpr auto field_beside = make<R"(<div class="k-corrected {}" {}>{}{}</div>
)">;
constexpr auto place_link = make<R"(<a class="k-place" href="{}">{}</a>
)">;
constexpr auto unsure_mark = make<R"(<span class="k-unsure">{}</span>)">;
constexpr auto fields_markup = make<R"(<div class="k-fields {}">{}</div>
)">;
constexpr auto folded = make<R"(<details class="k-part" id="{}" {}><summary>{}</summary>
<div class="k-part-body">{}</div></details>
)">;
constexpr auto tool_place = make<R"(<div class="k-tool" id="{}">{}</div>)">;
constexpr auto summary_markup = make<R"(<span class="k-part-title">{}</span>{})">;
constexpr auto summary_side = make<R"(<span class="k-part-side">{}</span>)">;

// The fields that are nearly always what a correction is about; the others are folded away.
constexpr std::array<std::string_view, 8> main_fields{"number",  "title",   "case",  "recommendations",
                                                      "minutes", "outcome", "tasks", "amounts"};

bool is_main(std::string_view field) {
  return std::find(main_fields.begin(), main_fields.end(), field) != main_fields.end();
}

// Names and addresses, which a narrow field would cut.
constexpr std::array<std::string_view, 7> long_fields{"title",           "body", "place", "name", "organisation",
                                                      "substitutes_for", "note"};

bool is_long(std::string_view field) {
  return std::find(long_fields.begin(), long_fields.end(), field) != long_fields.end();
}

std::string_view hint_of(std::string_view field) {
  if (field == "recommendations") return "En tom linje mellem de enkelte indstillinger.";
  if (field == "tasks")
    return "En tom linje mellem opgaverne. Skriv ”Ansvarlig: A; B” og ”Frist: 7-11-2022” på egne linjer.";
  if (field == "amounts") return "Et beløb på hver linje: 739.846 kr. | part eller formål | periode | anslået";
  if (field == "decisions") return "En tom linje mellem beslutningerne. Første linje: ”1, 2: godkendt”.";
  if (field == "presenters" || field == "recused" || field == "attachments" || field == "links")
    return "En på hver linje.";
  return {};
}

std::string field_value(const std::optional<std::string>& text, const FieldInfo& field) {
  if (!text) return "";
  if (field.kind != FieldKind::date) return *text;
  const auto date = parse_iso_date(*text);
  return date ? danish(*date) : *text;
}

int rows_for(std::string_view text, int least) {
  const auto lines = std::count(text.begin(), text.end(), '\n') + static_cast<std::ptrdiff_t>(text.size() / 70);
  return std::clamp(static_cast<int>(lines) + 1, least, 14);
}

std::vector<Option> options_of(const FieldInfo& field) {
  std::vector<Option> options;
  if (!field.required) options.push_back({"", "Ikke angivet"});
  for (const Choice& choice : field.choices) options.push_back({std::string(choice.name), std::string(choice.danish)});
  return options;
}

Html control(const FieldInfo& field, std::string id, const std::string& value, std::string error) {
  const Field about{.name = std::string(field.name),
                    .label = std::string(field.danish),
                    .value = value,
                    .hint = std::string(hint_of(field.name)),
                    .error = std::move(error),
                    .required = field.required,
                    .id = std::move(id)};
  switch (field.kind) {
    case FieldKind::text:
      return text_area(about, rows_for(value, 3));
    case FieldKind::lines:
      return text_area(about, rows_for(value, 1));
    case FieldKind::blocks:
      return text_area(about, rows_for(value, 2));
    case FieldKind::choice:
      return select_field(about, options_of(field));
    case FieldKind::yes_no:
      return check_box(about, value == "ja", "ja");
    default:
      return text_field(about);
  }
}

// The place a field was read from, under its own pointer or the nearest one below it (the first
// recommendation for the recommendations).
const reading::Place* place_of(const reading::MeetingRecord& record, const std::string& pointer) {
  const auto exact = record.sources.find(pointer);
  if (exact != record.sources.end()) return &exact->second;
  const auto below = record.sources.lower_bound(pointer + "/");
  return below != record.sources.end() && below->first.starts_with(pointer + "/") ? &below->second : nullptr;
}

// For the browser, which lights it up: from byte 5 of line 12 to byte 8 of line 13.
std::string span_of(const reading::Place& place) {
  const auto last = std::max(place.last_line, place.line);
  return "l" + std::to_string(place.line) + ":" + std::to_string(place.start) + "-l" + std::to_string(last) + ":" +
         std::to_string(place.end);
}

std::string place_text(const reading::Place& place) {
  return (place.page > 1 ? "Side " + std::to_string(place.page) + ", linje " : "Linje ") + std::to_string(place.line);
}

// What was sent under that name in the form that could not be carried out; nothing where it was another form.
std::optional<std::string> sent(const PreviewView& view, std::string_view handling, std::string_view target,
                                std::string_view name) {
  if (!view.attempt) return std::nullopt;
  const auto value = [&](std::string_view of) {
    const auto found = view.attempt->form.find(of);
    return found == view.attempt->form.end() ? std::string() : found->second;
  };
  if (value(handling_field) != handling || value(target_field) != target) return std::nullopt;
  return value(name);
}

// One form's worth of fields: what stands there, what was sent, and where it was read.
class FieldWriter {
 public:
  FieldWriter(const PreviewView& view, std::string handling, std::string target, std::string pointer)
      : view_(view), handling_(std::move(handling)), target_(std::move(target)), pointer_(std::move(pointer)) {
    attempted_ = sent(view, handling_, target_, target_field).has_value();
  }

  Html field(const FieldInfo& info, const std::optional<std::string>& text) const {
    std::string value = field_value(text, info);
    if (attempted_) {
      const auto sent = view_.attempt->form.find(info.name);
      value = sent == view_.attempt->form.end() ? "" : sent->second;
    }
    const reading::Place* place = place_of(view_.shown.record, pointer_ + "/" + std::string(info.name));
    const Html box = control(info, anchor_of(target_) + "-" + std::string(info.name), value, "");
    const std::string_view width = is_long(info.name) ? "k-corrected-long" : "";
    if (!place) return field_beside(width, Attribute{}, box, Html{});
    Html where = place_link(with_fragment(Url{}, "l" + std::to_string(place->line)), place_text(*place));
    if (place->confidence < reading::unsure_below) where += unsure_mark("Usikkert læst");
    return field_beside(width, attribute("data-place", span_of(*place)), box, where);
  }

  Html form(const Html& fields, std::string_view button) const {
    return post_form(action(view_, target_.empty() ? "moede-oplysninger" : anchor_of(target_), ""),
                     join({hidden(handling_field, handling_), hidden(target_field, target_), ordinal(view_), problem(),
                           fields, submit_button(button, ButtonKind::secondary)}));
  }

  // `part`: where the form stands, and where what was wrong with it is said.
  static PostForm action(const PreviewView& view, std::string_view part, std::string confirm) {
    return {.action = with_fragment(url("/import/dokument/", view.opened.entry.id, "/ret"), part),
            .csrf_token = view.csrf_token,
            .confirm = std::move(confirm)};
  }
  static Html ordinal(const PreviewView& view) { return hidden("set", std::to_string(view.opened.last_ordinal)); }

 private:
  Html problem() const { return attempted_ ? alert(Tone::error, view_.attempt->problem) : Html{}; }

  const PreviewView& view_;
  std::string handling_, target_, pointer_;
  bool attempted_ = false;
};

bool is_open(const PreviewView& view, std::string_view id) {
  if (view.open_target == id) return true;
  if (!view.attempt) return false;
  const auto target = view.attempt->form.find(target_field);
  return target != view.attempt->form.end() && target->second == id;
}

Html part(const PreviewView& view, const std::string& id, const Html& summary, const Html& body) {
  return folded(anchor_of(id), flag("open", is_open(view, id)), summary, body);
}

// A small form that does one thing with an item.
Html tool(const PreviewView& view, const char* handling, const std::string& target, const Html& fields,
          std::string_view button, ButtonKind kind = ButtonKind::secondary, std::string confirm = {}) {
  const bool attempted = sent(view, handling, target, target_field).has_value();
  const std::string place = anchor_of(target) + "-" + handling;
  return tool_place(
      place, post_form(FieldWriter::action(view, place, std::move(confirm)),
                       join({hidden(handling_field, handling), hidden(target_field, target), FieldWriter::ordinal(view),
                             attempted ? alert(Tone::error, view.attempt->problem) : Html{}, fields,
                             submit_button(button, kind)})));
}

// The same folded away, and open where it could not be carried out.
Html folded_tool(const PreviewView& view, std::string_view summary, const char* handling, const std::string& target,
                 const Html& fields, std::string_view button) {
  return details(summary, tool(view, handling, target, fields, button),
                 sent(view, handling, target, target_field).has_value());
}

std::string item_label(const reading::Item& item) {
  return (item.number ? *item.number + ". " : "") + shorten(item.title, 70);
}

std::vector<Option> item_options(const PreviewView& view, std::string_view without, bool first_too) {
  std::vector<Option> options;
  if (first_too) options.push_back({"", "Forrest"});
  for (std::size_t i = 0; i < view.shown.item_ids.size(); ++i)
    if (view.shown.item_ids[i] != without)
      options.push_back({view.shown.item_ids[i], item_label(view.shown.record.items[i])});
  return options;
}

std::vector<Option> movable_options() {
  std::vector<Option> options;
  for (const auto name : movable_fields())
    options.push_back({std::string(name), std::string(find_field(item_fields(), name)->danish)});
  return options;
}

// Each item's tools list all the others, so that a page with the tools of all grows with their square: an agenda of
// eighty items would be three megabytes. Above this many the tools stand where an item is opened for them.
constexpr std::size_t items_with_tools = 20;

Html item_tools(const PreviewView& view, const std::string& id) {
  const std::string anchor = anchor_of(id);
  if (view.shown.item_ids.size() > items_with_tools && !is_open(view, id))
    return paragraph_link(
        with_fragment(with_query(url("/import/dokument/", view.opened.entry.id), "aaben", id), anchor),
        "Flyt, del, saml eller fjern punktet");
  const auto typed = [&](std::string_view handling, std::string_view name, std::string_view otherwise = "") {
    return sent(view, handling, id, name).value_or(std::string(otherwise));
  };
  Html split = select_field({.name = "felt",
                             .label = "Hvor står det nye punkts tekst?",
                             .value = typed("del-punkt", "felt"),
                             .id = anchor + "-felt"},
                            {{"case", "I sagsfremstillingen"}, {"minutes", "I referatet"}});
  split += text_area({.name = "tekst",
                      .label = "De første ord af det nye punkt",
                      .value = typed("del-punkt", "tekst"),
                      .hint = "Skriv dem, som de står i teksten.",
                      .required = true,
                      .id = anchor + "-deltekst"},
                     2);
  split += text_field({.name = "nummer",
                       .label = "Det nye punkts nummer",
                       .value = typed("del-punkt", "nummer"),
                       .id = anchor + "-delnummer"});
  split += text_field({.name = "titel",
                       .label = "Det nye punkts titel",
                       .value = typed("del-punkt", "titel"),
                       .hint = "Lad feltet stå tomt, hvis titlen er den første linje af teksten.",
                       .id = anchor + "-deltitel"});

  auto targets = item_options(view, "", false);
  Html move =
      select_field({.name = "fra", .label = "Flyt fra", .value = typed("flyt-tekst", "fra"), .id = anchor + "-fra"},
                   movable_options());
  move += text_area({.name = "tekst",
                     .label = "Teksten, der skal flyttes",
                     .value = typed("flyt-tekst", "tekst"),
                     .hint = "Lad feltet stå tomt for at flytte det hele.",
                     .id = anchor + "-flyttekst"},
                    3);
  move += select_field(
      {.name = "andet", .label = "Til punkt", .value = typed("flyt-tekst", "andet", id), .id = anchor + "-tilpunkt"},
      targets);
  move += select_field(
      {.name = "til", .label = "Til felt", .value = typed("flyt-tekst", "til", "minutes"), .id = anchor + "-til"},
      movable_options());

  Html out = folded_tool(view, "Flyt tekst", "flyt-tekst", id, move, "Flyt teksten");
  out += folded_tool(view, "Del punktet i to", "del-punkt", id, split, "Del punktet");
  if (view.shown.item_ids.size() > 1) {
    const Html merge = select_field({.name = "andet",
                                     .label = "Læg dette punkt bag på",
                                     .value = typed("saml-punkter", "andet"),
                                     .hint = "Det andet punkt forsvinder; dets tekst bliver en del af dette.",
                                     .id = anchor + "-andet"},
                                    item_options(view, id, false));
    const Html order = select_field({.name = "efter",
                                     .label = "Flyt punktet til efter",
                                     .value = typed("flyt-punkt", "efter"),
                                     .id = anchor + "-efter"},
                                    item_options(view, id, true));
    out += folded_tool(view, "Læg sammen med et andet punkt", "saml-punkter", id, merge, "Læg sammen");
    out += folded_tool(view, "Flyt punktet", "flyt-punkt", id, order, "Flyt punktet");
  }
  out += tool(view, "fjern-punkt", id, Html{}, "Fjern punktet", ButtonKind::tertiary, "Vil du fjerne punktet?");
  return out;
}

Html item_form(const PreviewView& view, std::size_t index) {
  const std::string& id = view.shown.item_ids[index];
  const reading::Item& item = view.shown.record.items[index];
  const FieldWriter writer(view, "ret-punkt", id, "/items/" + std::to_string(index));
  Html main, more;
  for (const FieldInfo& field : item_fields())
    (is_main(field.name) ? main : more) += writer.field(field, get(item, field.name));
  const Html fields =
      join({fields_markup("k-fields-main", main), details("Flere felter", fields_markup("k-fields-short", more))});

  Html side;
  if (item.closed) side += badge(Tone::warning, "Lukket");
  if (item.outcome) side += outcome_badge(reading::name(*item.outcome));
  const Html summary = summary_markup(item_label(item), summary_side(side));
  if (!view.may_change) return part(view, id, summary, fields);
  return part(view, id, summary, join({writer.form(fields, "Gem rettelse"), item_tools(view, id)}));
}

Html attendee_form(const PreviewView& view, std::size_t index) {
  const std::string& id = view.shown.attendee_ids[index];
  const reading::Attendee& attendee = view.shown.record.attendance[index];
  const FieldWriter writer(view, "ret-deltager", id, "/attendance/" + std::to_string(index));
  Html fields;
  for (const FieldInfo& field : attendee_fields()) fields += writer.field(field, get(attendee, field.name));
  const auto word = [&](std::string_view name) {
    const FieldInfo* field = find_field(attendee_fields(), name);
    const auto value = get(attendee, name);
    const auto choice = std::find_if(field->choices.begin(), field->choices.end(),
                                     [&](const Choice& one) { return one.name == value; });
    return choice == field->choices.end() ? std::string() : lower(choice->danish);
  };
  const std::string about =
      (attendee.organisation ? *attendee.organisation + ", " : "") + word("role") + ", " + word("status");
  const Html summary = summary_markup(attendee.name, summary_side(about));
  if (!view.may_change) return part(view, id, summary, fields_markup("k-fields-short", fields));
  return part(view, id, summary,
              join({writer.form(fields_markup("k-fields-short", fields), "Gem rettelse"),
                    tool(view, "fjern-deltager", id, Html{}, "Fjern fra deltagerne", ButtonKind::tertiary,
                         "Vil du fjerne personen fra deltagerne?")}));
}

}  // namespace

Html meeting_form(const PreviewView& view) {
  const FieldWriter writer(view, "ret-moede", "", "");
  Html fields;
  for (const FieldInfo& field : meeting_fields()) fields += writer.field(field, get(view.shown.record, field.name));
  const Html all = fields_markup("k-fields-short", fields);
  return view.may_change ? writer.form(all, "Gem rettelse") : all;
}

Html attendee_forms(const PreviewView& view) {
  Html out;
  for (std::size_t i = 0; i < view.shown.attendee_ids.size(); ++i) out += attendee_form(view, i);
  if (out.empty()) out = paragraph("Der blev ikke fundet nogen deltagere i dokumentet.");
  if (view.may_change) {
    const Html name = text_field({.name = "navn",
                                  .label = "Navn",
                                  .value = sent(view, "tilfoej-deltager", "", "navn").value_or(""),
                                  .required = true,
                                  .id = "ny-deltager"});
    out += folded_tool(view, "Tilføj en deltager", "tilfoej-deltager", "", name, "Tilføj");
  }
  return out;
}

Html item_forms(const PreviewView& view) {
  Html out;
  for (std::size_t i = 0; i < view.shown.item_ids.size(); ++i) out += item_form(view, i);
  if (out.empty()) out = paragraph("Der blev ikke fundet nogen punkter i dokumentet.");
  if (view.may_change) {
    Html fields = text_field({.name = "nummer",
                              .label = "Nummer",
                              .value = sent(view, "tilfoej-punkt", "", "nummer").value_or(""),
                              .id = "nyt-punkt-nummer"});
    fields += text_field({.name = "titel",
                          .label = "Titel",
                          .value = sent(view, "tilfoej-punkt", "", "titel").value_or(""),
                          .required = true,
                          .id = "nyt-punkt-titel"});
    const std::string last = view.shown.item_ids.empty() ? "" : view.shown.item_ids.back();
    fields += select_field({.name = "efter", .label = "Placering efter", .value = last, .id = "nyt-punkt-efter"},
                           item_options(view, "", true));
    out += folded_tool(view, "Tilføj et punkt", "tilfoej-punkt", "", fields, "Tilføj");
  }
  return out;
}

}  // namespace klynge::intake
