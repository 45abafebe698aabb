#include "bodies/identity_pages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::bodies {
namespace {

using html::Html;
using html::Url;
using html::url;

std::string_view plural(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::person:
      return "personer";
    case IdentityKind::organisation:
      return "organisationer";
    case IdentityKind::body:
      break;
  }
  return "organer";
}

std::string capital(std::string_view letter) {
  if (letter == "æ") return "Æ";
  if (letter == "ø") return "Ø";
  if (letter == "å") return "Å";
  std::string out(letter);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

constexpr auto letter_list =
    html::make<R"(<nav class="k-letters" aria-label="{}"><ul class="k-letters__list">{}</ul></nav>)">;
constexpr auto letter_item = html::make<R"(<li><a href="{}" {}>{}</a></li>)">;

Html letters(const RegisterView& view) {
  std::vector<Html> items;
  const Url base = html::with_query(register_url(view.kind), "ord", view.filter.words);
  items.push_back(letter_item(base, html::attribute("aria-current", view.filter.letter.empty() ? "true" : ""), "Alle"));
  for (const auto& letter : danish_letters())
    items.push_back(letter_item(html::with_query(base, "bogstav", letter),
                                html::attribute("aria-current", view.filter.letter == letter ? "true" : ""),
                                capital(letter)));
  return letter_list("Forbogstav", items);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

Html names_text(const std::vector<std::string>& names, std::string_view shown) {
  auto others = names;
  std::erase(others, shown);
  return others.empty() ? Html{} : html::text(joined(others));
}

Url act_url(IdentityKind kind, std::string_view id, std::string_view act) {
  return url("/ret/", name(kind), "/", id, "/", act);
}

Url take_back_url(std::string_view merge_id) { return url("/ret/sammenlaegninger/", merge_id, "/fortryd"); }

constexpr auto question =
    html::make<R"(<ul class="k-pair"><li><a href="{}">{}</a>{}</li><li><a href="{}">{}</a>{}</li></ul><p>{}</p>)">;
constexpr auto beside_name = html::make<R"(<br><span class="k-muted">{}</span>)">;
constexpr auto see_place = html::make<R"(<a href="{}">Se<span class="sr-only"> {}</span></a>)">;
constexpr auto seen_at = html::make<R"(<p><a href="{}">Se mødet, hvor navnet står</a></p>)">;

Html doubt_body(const Doubt& doubt, bool may_change, std::string_view csrf_token) {
  const auto known = [](const std::string& from) { return from.empty() ? Html{} : beside_name(html::unbroken(from)); };
  Html out = question(identity_url(doubt.kind, doubt.chosen_id), doubt.chosen_name, known(doubt.chosen_known_from),
                      identity_url(doubt.kind, doubt.candidate_id), doubt.candidate_name,
                      known(doubt.candidate_known_from), doubt.reason);
  if (doubt.meeting_id) out += seen_at(url("/moeder/", *doubt.meeting_id));
  if (!may_change) return out;
  const html::PostForm form{.action = url("/tvivl/", doubt.id), .csrf_token = std::string(csrf_token)};
  out += html::post_form(
      form,
      html::toolbar({html::submit_button("Ja, den samme", html::ButtonKind::primary, "svar", "samme"),
                     html::submit_button("Nej, to forskellige", html::ButtonKind::secondary, "svar", "forskellige")}));
  return out;
}

}  // namespace

Url register_url(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::person:
      return url("/personer");
    case IdentityKind::organisation:
      return url("/organisationer");
    case IdentityKind::body:
      break;
  }
  return url("/organer");
}

Url identity_url(IdentityKind kind, std::string_view id) {
  switch (kind) {
    case IdentityKind::person:
      return url("/personer/", id);
    case IdentityKind::organisation:
      return url("/organisationer/", id);
    case IdentityKind::body:
      break;
  }
  return url("/organer/", id);
}

Url correction_url(IdentityKind kind, std::string_view id) {
  switch (kind) {
    case IdentityKind::person:
      return url("/personer/", id, "/ret");
    case IdentityKind::organisation:
      return url("/organisationer/", id, "/ret");
    case IdentityKind::body:
      break;
  }
  return url("/organer/", id, "/ret");
}

std::string_view organisation_kind_danish(std::string_view kind) {
  if (kind == "region") return "Region";
  if (kind == "municipality") return "Kommune";
  if (kind == "hospital") return "Hospital";
  if (kind == "psychiatry") return "Psykiatri";
  if (kind == "plo") return "Praktiserende læger";
  if (kind == "plo_k") return "Praktiserende læger i kommunen (PLO-K)";
  if (kind == "patients") return "Patienter og pårørende";
  if (kind == "ministry") return "Ministerium";
  if (kind == "agency") return "Styrelse";
  if (kind == "regional_council") return "Regionsråd";
  if (kind == "joint_administration") return "Regional fællesadministration";
  if (kind == "patient_committee") return "Patientinddragelsesudvalg";
  if (kind == "contact_council") return "Kommunekontaktråd";
  return "Anden";
}

Html register_page(const RegisterView& view) {
  Html out;
  const bool persons = view.kind == IdentityKind::person;
  if (view.open_doubts > 0)
    out += html::alert(html::Tone::info, "",
                       html::link(url("/tvivl"), view.open_doubts == 1
                                                     ? std::string("Der er ét navn, som nogen skal tage stilling til.")
                                                     : "Der er " + std::to_string(view.open_doubts) +
                                                           " navne, som nogen skal tage stilling til."));
  out += html::filter_form(
      register_url(view.kind),
      html::text_field(
          {.name = "ord", .label = "Navn eller en del af et navn", .value = view.filter.words, .type = "search"}));
  out += letters(view);
  if (view.rows.empty()) {
    const bool all = view.filter.words.empty() && view.filter.letter.empty();
    out += all ? html::empty_state(persons ? "Der er ingen personer endnu." : "Der er ingen organisationer endnu.",
                                   html::paragraph("De kommer af sig selv, når referater bliver lagt i registeret."))
               : html::empty_state("Ingen passer til det, du leder efter.",
                                   html::link(register_url(view.kind), "Vis alle"));
    return out;
  }
  html::Table table(persons ? "Personer" : "Organisationer",
                    {{"Navn", html::Column::row_head}, {persons ? "Organisation" : "Art"}}, true);
  for (const auto& row : view.rows)
    table.row(html::link(identity_url(view.kind, row.id), row.name),
              persons ? std::string_view(row.beside) : organisation_kind_danish(row.beside));
  out += html::range_text(view.range, plural(view.kind));
  out += std::move(table).html();
  out +=
      html::pagination(view.range, html::with_query(html::with_query(register_url(view.kind), "ord", view.filter.words),
                                                    "bogstav", view.filter.letter));
  return out;
}

Html doubts_about(const std::vector<Doubt>& doubts, bool may_change, std::string_view csrf_token) {
  Html out;
  for (const auto& doubt : doubts)
    out += html::alert(html::Tone::info, "Er det den samme?", doubt_body(doubt, may_change, csrf_token));
  return out;
}

namespace {

// What the answer did, and where it is taken back.
Html answer_note(const Doubt& doubt) {
  const bool same = doubt.state == "merged";
  const auto& id = same ? doubt.candidate_id : doubt.chosen_id;
  return html::alert(html::Tone::success,
                     same ? "De to er lagt sammen som ”" + doubt.candidate_name + "”."
                          : "”" + doubt.chosen_name + "” og ”" + doubt.candidate_name + "” står hver for sig.",
                     html::paragraph_link(correction_url(doubt.kind, id),
                                          same ? "Var det forkert? Skil dem igen" : "Var det forkert? Læg dem sammen"));
}

}  // namespace

Html doubts_page(const DoubtsView& view) {
  Html out;
  if (view.answered) out += answer_note(*view.answered);
  if (view.doubts.empty())
    return out += html::empty_state(
               "Der er ingen tvivl om navne.",
               html::paragraph(
                   "Når et navn i et referat kan betyde flere, spørges der her, i stedet for at der gættes."));
  out += html::paragraph(
      "Her er navne, som måske betyder nogen, der allerede er kendt. Indtil du svarer, står de hver for sig. Et svar kan fortrydes.");
  out += html::range_text(view.range, "spørgsmål");
  for (const auto& doubt : view.doubts)
    out += html::section("tvivl-" + doubt.id, "”" + doubt.printed + "” – er det den samme?",
                         doubt_body(doubt, view.may_change, view.csrf_token));
  out += html::pagination(view.range, url("/tvivl"));
  return out;
}

namespace {

Html done_note(const CorrectionView& view) {
  if (!view.done) return {};
  const DoneNote& done = *view.done;
  Html more;
  if (!done.see_id.empty()) more += html::paragraph_link(identity_url(view.kind, done.see_id), "Se " + done.see_name);
  if (!done.taken_back_by.empty())
    more += html::post_button({.action = take_back_url(done.taken_back_by), .csrf_token = view.csrf_token},
                              "Fortryd sammenlægningen", html::ButtonKind::secondary);
  return more.text().empty() ? html::alert(html::Tone::success, done.sentence)
                             : html::alert(html::Tone::success, done.sentence, more);
}

Html rename_section(const CorrectionView& view) {
  const html::PostForm form{
      .action = act_url(view.kind, view.id, "navn"), .csrf_token = view.csrf_token, .css_class = "k-narrow"};
  Html fields =
      html::text_field({.name = "navn",
                        .label = "Navn",
                        .value = view.name,
                        .hint = "Det navn, der vises. Sådan som det er skrevet i referaterne, findes det stadig.",
                        .required = true,
                        .max_length = 300,
                        .id = "nyt-navn"});
  fields += html::submit_button("Gem navnet");
  return html::section("navn", "Navn", html::post_form(form, fields));
}

Html merge_section(const CorrectionView& view) {
  Html out = html::paragraph(
      "Find den anden, og læg de to sammen. Alt, hvad den anden står ved, flyttes hertil. Det kan fortrydes.");
  out += html::filter_form(
      html::with_fragment(correction_url(view.kind, view.id), "sammenlaegning"),
      html::text_field({.name = "ord", .label = "Navn på den anden", .value = view.words, .type = "search"}), "Find");
  if (view.words.empty()) return html::section("sammenlaegning", "Læg sammen med en anden", out);
  if (view.candidates.empty()) {
    out += html::empty_state("Ingen har et navn, der passer.");
    return html::section("sammenlaegning", "Læg sammen med en anden", out);
  }
  html::Table table("Kan lægges sammen med " + view.name,
                    {{"Navn", html::Column::row_head}, {"Kendt fra"}, {"Handling"}});
  for (const auto& row : view.candidates) {
    const html::PostForm form{.action = act_url(view.kind, view.id, "laeg-sammen"),
                              .csrf_token = view.csrf_token,
                              .confirm = "Skal ”" + row.name + "” lægges sammen med ”" + view.name + "”?"};
    const auto beside = view.kind == IdentityKind::organisation ? std::string(organisation_kind_danish(row.beside))
                        : view.kind == IdentityKind::person     ? row.beside
                                                                : std::string();
    table.row(html::link(identity_url(view.kind, row.id), row.name), beside,
              html::post_button(form, "Læg sammen med " + row.name, html::ButtonKind::secondary, {{"anden", row.id}}));
  }
  out += std::move(table).html();
  return html::section("sammenlaegning", "Læg sammen med en anden", out);
}

constexpr auto line_after = html::make<"<br>{}">;
constexpr auto see_both = html::make<R"(<p>Se først, hvad de siger: <a href="{}">{}</a> og <a href="{}">{}</a>.</p>)">;

// “Kontakten”, where it begins a row.
std::string as_title(std::string about) {
  if (!about.empty() && about[0] >= 'a' && about[0] <= 'z') about[0] = static_cast<char>(about[0] - 'a' + 'A');
  return about;
}

// As it was written, line by line.
Html own_lines(std::string_view text) {
  Html out;
  for (const auto line : klynge::split(text, '\n'))
    if (!trim(line).empty()) out += (out.empty() ? html::text(line) : line_after(line));
  return out;
}

Html merge_question(const CorrectionView& view) {
  const auto& other = *view.question;
  const auto button = [&](std::string_view into, std::string_view into_name, std::string_view gone) {
    return html::post_button({.action = act_url(view.kind, into, "laeg-sammen"), .csrf_token = view.csrf_token},
                             "Læg sammen, og lad ”" + std::string(into_name) + "” gælde", html::ButtonKind::secondary,
                             {{"anden", std::string(gone)}, {"afgjort", "ja"}});
  };
  Html out =
      html::alert(html::Tone::warning, "De er ikke lagt sammen endnu: ”" + view.name + "” og ”" + other.other_name +
                                           "” siger hver sit om " + about_what(other.what) + ".");
  html::Table table("Det, de siger hver sit om", {{"Om", html::Column::row_head}, {view.name}, {other.other_name}},
                    true);
  for (const auto& one : other.what) table.row(as_title(one.about), own_lines(one.kept), own_lines(one.gone));
  out += std::move(table).html();
  out += html::paragraph(
      "Vælg, hvis ord der skal gælde. Det, den anden ikke siger noget om, bliver fyldt ud. Pladser, regler, opgaver og "
      "dokumenter fra begge følger med, så se bagefter efter, om noget står dobbelt. Fortrydes sammenlægningen, får "
      "begge igen, hvad de havde.");
  out +=
      see_both(identity_url(view.kind, view.id), view.name, identity_url(view.kind, other.other_id), other.other_name);
  out += html::toolbar({button(view.id, view.name, other.other_id), button(other.other_id, other.other_name, view.id)});
  out += html::paragraph_link(correction_url(view.kind, view.id), "Læg dem ikke sammen");
  return html::section("valg", "Hvad skal gælde?", out);
}

Html merges_section(const CorrectionView& view) {
  if (view.merges.empty()) return {};
  html::Table table("Tidligere sammenlægninger", {{"Lagt ind her", html::Column::row_head}, {"Hvornår"}, {"Handling"}},
                    true);
  for (const auto& merge : view.merges) {
    const html::PostForm form{.action = take_back_url(merge.id), .csrf_token = view.csrf_token};
    table.row(merge.gone_name, html::time_of(merge.at),
              html::post_button(form, "Skil " + merge.gone_name + " ud igen", html::ButtonKind::secondary));
  }
  return html::section("sammenlagt", "Tidligere sammenlægninger", std::move(table).html());
}

Html split_section(const CorrectionView& view) {
  if (view.mentions.empty()) return {};
  html::Table table("Steder, hvor navnet står", {{"Sted", html::Column::row_head}, {"Skrevet"}, {"Som"}, {"Se stedet"}},
                    true);
  std::size_t i = 0;
  for (const auto& mention : view.mentions) {
    const auto target = html::local_url(mention.path);
    const html::Field box{.name = "sted", .label = mention.where, .id = "sted-" + std::to_string(++i)};
    table.row(html::check_box(box, false, mention.value), mention.printed, mention.what,
              target ? see_place(*target, mention.where) : Html{});
  }
  Html fields = html::paragraph("Vælg de steder, der er en andens, og skriv den andens navn.");
  fields += std::move(table).html();
  fields += html::text_field({.name = "navn",
                              .label = "Navn på den anden",
                              .value = view.name,
                              .hint = "Skriv gerne noget, der skiller de to, for eksempel stedet i parentes.",
                              .required = true,
                              .max_length = 300,
                              .id = "skil-navn"});
  fields += html::toolbar({html::submit_button("Skil de valgte steder fra", html::ButtonKind::secondary)});
  const html::PostForm form{.action = act_url(view.kind, view.id, "skil"), .csrf_token = view.csrf_token};
  return html::section("skil", "Skil i to", html::post_form(form, fields));
}

Html erasure_section(const CorrectionView& view) {
  if (!view.may_erase) return {};
  Html out = html::paragraph(
      "Har personen bedt om at blive slettet, så fjern navnet fra alt, hvad Klynge selv har skrevet. Referaterne bliver, som de er.");
  out += html::paragraph_link(url("/personer/", view.id, "/slet"), "Slet personen");
  return html::section("slet", "Slet personen", out);
}

}  // namespace

Html correction_page(const CorrectionView& view) {
  Html out = done_note(view);
  if (!view.error.empty()) out += html::alert(html::Tone::error, view.error);
  if (view.question) return out += merge_question(view);  // one question at a time: the rest of the page waits
  out += doubts_about(view.doubts, true, view.csrf_token);
  if (const Html others = names_text(view.names, view.name); !others.empty())
    out += html::definition_list({{"Også skrevet", others}});
  out += rename_section(view);
  out += merge_section(view);
  out += merges_section(view);
  out += split_section(view);
  out += erasure_section(view);
  return out;
}

}  // namespace klynge::bodies
