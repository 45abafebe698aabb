#include "platform/access/audit_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/access/log_words.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

namespace klynge::access {
namespace {

using audit::EntryRow;
using html::Html;
using html::Url;
using html::url;

constexpr auto code = html::make<R"(<code class="k-hash">{}</code>)">;
constexpr auto beside = html::make<R"({}<br><span class="k-muted">{}</span>)">;
constexpr auto kind_and_name = html::make<"{}<br>{}">;
constexpr auto bar = html::make<R"(<div class="k-progress"><label for="fremdrift">{}</label>
<progress id="fremdrift" max="{}" value="{}">{} af {}</progress></div>
)">;
constexpr auto polling = html::make<
    R"(<div id="fremdrift-nu" aria-live="polite" hx-get="{}" hx-trigger="every 1s" hx-swap="outerHTML">{}</div>
)">;
constexpr auto settled = html::make<R"(<div id="fremdrift-nu" aria-live="polite">{}</div>
)">;

Html name_html(const NamedThing& thing) {
  const auto target = thing.path.empty() ? std::nullopt : html::local_url(thing.path);
  return target ? html::link(*target, thing.name) : html::text(thing.name);
}

// Its kind, and its name where it may be told, else its number.
Html thing(const NamedEntry& named) {
  const auto& entry = named.entry;
  if (entry.object_kind.empty()) return html::text("Ingen");
  // What comes in a file has no id of its own.
  if (entry.object_kind == "structure") return html::text(kind_danish(entry.object_kind));
  if (named.thing) return kind_and_name(kind_danish(entry.object_kind), name_html(*named.thing));
  return beside(kind_danish(entry.object_kind), entry.object_id);
}

std::vector<html::Option> options(std::span<const LogWord> words, std::string_view all, const std::string& chosen) {
  std::vector<html::Option> out{{"", std::string(all)}};
  bool is_known = chosen.empty();
  for (const auto& [word, danish] : words) {
    out.push_back({std::string(word), std::string(danish)});
    is_known |= word == chosen;
  }
  if (!is_known) out.push_back({chosen, chosen});
  return out;
}

Html filters(const LogChoice& choice) {
  Html fields =
      html::text_field({.name = "hvem", .label = "Hvem", .value = choice.who, .type = "search", .max_length = 200});
  fields += html::select_field({.name = "handling", .label = "Handling", .value = choice.action},
                               options(log_actions(), "Alle", choice.action));
  fields += html::select_field({.name = "art", .label = "Hvad det gjaldt", .value = choice.kind},
                               options(log_kinds(), "Alt", choice.kind));
  fields += html::text_field({.name = "id", .label = "Dets nummer", .value = choice.id, .max_length = 100});
  fields += html::text_field({.name = "fra", .label = "Fra og med", .value = choice.from, .type = "date"});
  fields += html::text_field({.name = "til", .label = "Til og med", .value = choice.to, .type = "date"});
  return html::filter_form(url("/log"), fields);
}

Html entries_table(const std::vector<NamedEntry>& entries) {
  html::Table table("Loggen, den nyeste post først",
                    {{"Tidspunkt", html::Column::row_head}, {"Hvem"}, {"Handling"}, {"Gjaldt"}, {"Fra adressen"}},
                    true);
  for (const auto& named : entries) {
    const auto& entry = named.entry;
    table.row(html::link(entry_url(entry.node, entry.sequence), danish(entry.at)), named.actor,
              action_danish(entry.action), thing(named), entry.address);
  }
  return std::move(table).html();
}

Html changes(const std::vector<LogChange>& list) {
  Html out;
  for (const auto& change : list) {
    const std::string name = fmt::format("{} {}", kind_danish(change.kind), change.id);
    if (change.fields.empty()) {
      out += html::paragraph(name);
      continue;
    }
    html::Table table(name, {{"Felt", html::Column::row_head}, {"Før"}, {"Efter"}});
    for (const auto& field : change.fields) {
      std::string label;
      for (std::size_t from = 0; from <= field.key.size();) {
        const auto to = std::min(field.key.find(" / ", from), field.key.size());
        label.append(label.empty() ? "" : " / ")
            .append(field_danish(std::string_view(field.key).substr(from, to - from)));
        from = to + 3;
      }
      const bool is_reason = field.key == "why";
      table.row(label.empty() ? std::string("Indhold") : label, field.before,
                is_reason ? reason_danish(field.after) : std::string_view(field.after));
    }
    out += std::move(table).html();
    if (change.more) out += html::paragraph("Der er flere felter. Hent loggen som fil for at se dem alle.");
  }
  return out;
}

Html contents(const LogEntryView& view) {
  using Contents = LogEntryView::Contents;
  switch (view.contents) {
    case Contents::shown:
      return changes(view.changes);
    case Contents::closed:
      return html::alert(
          html::Tone::info,
          "Indholdet gælder et lukket punkt, og derfor vises det ikke her. Hvem der gjorde hvad og hvornår, står ovenfor.");
    case Contents::none:
      return html::paragraph("Posten har intet indhold ud over det, der står ovenfor.");
    case Contents::erased:
      break;
  }
  if (!view.erasure)
    return html::alert(
        html::Tone::error,
        "Indholdet er væk, uden at nogen har slettet det på lovlig vis. Kontrollér loggen, og tag fat i den, der driver Klynge.");
  const auto& entry = view.erasure->entry;
  const auto& actor = view.erasure->actor;
  Html told = html::paragraph(fmt::format("Indholdet blev slettet {} af {}.", danish(entry.at), actor));
  told += html::paragraph_link(entry_url(entry.node, entry.sequence), "Se posten om sletningen");
  return html::alert(html::Tone::info, "", told);
}

std::string numbers(const audit::Fault& fault) {
  return fault.last > fault.sequence ? fmt::format("{}–{}", fault.sequence, fault.last)
                                     : std::to_string(fault.sequence);
}

Html chains_table(const audit::Verification& found) {
  html::Table table(
      "Kæderne",
      {{"Kæde", html::Column::row_head}, {"Sidste post", html::Column::number}, {"Resultat"}, {"Sidste aftryk"}}, true);
  for (const auto& head : found.heads) {
    const auto faults = std::ranges::count(found.faults, head.node, &audit::Fault::node);
    table.row(head.node, html::danish_number(head.sequence),
              faults == 0
                  ? html::badge(html::Tone::success, "I orden")
                  : html::badge(html::Tone::error, faults == 1 ? "1 fejl" : html::danish_number(faults) + " fejl"),
              code(head.hash));
  }
  return std::move(table).html();
}

Html faults_table(const audit::Verification& found) {
  html::Table table("Fejl", {{"Kæde", html::Column::row_head}, {"Post"}, {"Fejl"}}, true);
  for (const auto& fault : found.faults)
    table.row(fault.node, html::link(entry_url(fault.node, fault.sequence), numbers(fault)), fault_danish(fault.kind));
  Html out = std::move(table).html();
  if (found.more_faults) out += html::paragraph("Der er flere fejl, end der vises her.");
  return out;
}

Html result_of(const LogCheck::State& state) {
  if (!state.failed.empty())
    return html::alert(
        html::Tone::error,
        "Kontrollen kunne ikke gennemføres. Prøv igen, eller bed den, der driver Klynge, se i serverens log.");
  if (!state.found) return {};
  const auto& found = *state.found;
  const std::string counted = fmt::format(
      "{} poster i {} {} er læst igennem {}. {} er slettet på lovlig vis, og {} segl er holdt op mod kæderne.",
      html::danish_number(found.entries), found.heads.size(), found.heads.size() == 1 ? "kæde" : "kæder",
      danish(state.finished),
      found.erased_payloads == 1 ? std::string("Indholdet af 1 post")
                                 : "Indholdet af " + html::danish_number(found.erased_payloads) + " poster",
      html::danish_number(found.seals));
  Html out = found.sound() ? html::alert(html::Tone::success, "Loggen er i orden", html::paragraph(counted))
                           : html::alert(html::Tone::error, "Loggen er ikke i orden", html::paragraph(counted));
  if (found.seals == 0)
    out += html::paragraph(
        "Der er endnu ingen segl at holde kæderne op mod. Uden dem kan det ikke ses, om enden af en kæde er skåret af.");
  if (!found.sound()) out += html::section("fejl", "Fejl", faults_table(found));
  if (!found.heads.empty()) out += html::section("kaeder", "Kæderne", chains_table(found));
  return out;
}

}  // namespace

Url with_choice(Url base, const LogChoice& choice) {
  for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"hvem", choice.who},
                                    {"handling", choice.action},
                                    {"art", choice.kind},
                                    {"id", choice.id},
                                    {"fra", choice.from},
                                    {"til", choice.to}})
    base = html::with_query(base, name, value);
  return base;
}

Url entry_url(std::string_view node, std::int64_t sequence) {
  return html::with_query(html::with_query(url("/log/post"), "kaede", node), "nummer", std::to_string(sequence));
}

Html log_page(const LogView& view) {
  Html out = html::paragraph(
      "Her står alt, hvad der er gjort i Klynge, og hvem der har set lukkede punkter. Ingen kan rette i loggen, uden at det kan ses.");
  out += filters(view.choice);
  if (!view.problem.empty()) {
    out += html::alert(html::Tone::error, view.problem);
    return out;
  }
  if (view.entries.empty()) {
    out += view.first_page ? html::empty_state("Ingen poster passer til det, du leder efter.",
                                               html::link(url("/log"), "Vis hele loggen"))
                           : html::empty_state("Der er ikke flere poster.",
                                               html::link(with_choice(url("/log"), view.choice), "Til den nyeste"));
    return out;
  }
  out += html::toolbar({html::link_button(with_choice(url("/log.csv"), view.choice), "Hent som regneark (CSV)"),
                        html::link_button(with_choice(url("/log.jsonl"), view.choice), "Hent som JSON")});
  out += entries_table(view.entries);
  std::vector<Html> ways;
  if (!view.first_page) ways.push_back(html::link_button(with_choice(url("/log"), view.choice), "Til den nyeste"));
  if (!view.next.empty())
    ways.push_back(
        html::link_button(html::with_query(with_choice(url("/log"), view.choice), "efter", view.next), "Ældre poster"));
  if (!ways.empty()) out += html::toolbar(ways);
  return out;
}

Html log_entry_page(const LogEntryView& view) {
  const EntryRow& entry = view.entry.entry;
  const bool is_account = !entry.actor_id.empty();
  Html out = html::definition_list(
      {{"Tidspunkt", html::text(danish(entry.at))},
       {"Hvem", is_account ? beside(view.entry.actor, entry.actor_id) : html::text(view.entry.actor)},
       {"Fra adressen",
        html::text(entry.address.empty() ? std::string("Ingen; det skete på serveren selv") : entry.address)},
       {"Handling", beside(action_danish(entry.action), entry.action)},
       {"Gjaldt", thing(view.entry)},
       {"Dets nummer", view.entry.thing ? html::text(entry.object_id) : Html()},
       {"Kæde og nummer", html::text(fmt::format("{}, post {}", entry.node, entry.sequence))}});
  if (!entry.object_kind.empty())
    out += html::paragraph_link(with_choice(url("/log"), {.kind = entry.object_kind, .id = entry.object_id}),
                                "Se alt, hvad loggen har om det samme");
  out += html::section("indhold", "Indhold", contents(view));
  out += html::section("aftryk", "Aftryk",
                       html::details("Postens aftryk i kæden",
                                     html::definition_list({{"Nøjagtigt tidspunkt (UTC)", code(iso(entry.at))},
                                                            {"Postens aftryk", code(entry.hash)},
                                                            {"Aftryk af posten før", code(entry.previous_hash)},
                                                            {"Aftryk af indholdet", code(entry.commitment)}})));
  return out;
}

Html log_check_progress(const LogCheck::State& state) {
  if (!state.running) return settled(result_of(state));
  const auto label = fmt::format("Læser loggen igennem: {} af {} poster", html::danish_number(state.done),
                                 html::danish_number(state.total));
  return polling(url("/log/kontrol/fremdrift"),
                 bar(label, std::max<std::int64_t>(state.total, 1), state.done, state.done, state.total));
}

Html log_check_page(const LogCheck::State& state, std::string_view csrf_token) {
  Html out = html::paragraph(
      "Kontrollen læser hele loggen igennem og holder den op mod seglene. Den finder hver post og hvert indhold, der er ændret, fjernet eller "
      "skrevet om, og siger hvor. At den er gjort, bliver selv noteret i loggen.");
  out += log_check_progress(state);
  if (state.running) {
    out += html::paragraph_link(url("/log/kontrol"), "Opdater siden for at se, hvor langt den er");
    return out;
  }
  const html::PostForm form{.action = url("/log/kontrol"), .csrf_token = std::string(csrf_token)};
  out += html::toolbar({html::post_button(form, state.found ? "Kontrollér loggen igen" : "Kontrollér loggen",
                                          html::ButtonKind::primary)});
  return out;
}

}  // namespace klynge::access
