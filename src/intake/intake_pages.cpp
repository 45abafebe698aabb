#include "intake/intake_pages.hpp"

#include "base/date.hpp"
#include "base/limits.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

namespace klynge::intake {
namespace {

using namespace klynge::html;

constexpr auto list_markup = make<R"(<ul class="k-plain-list">{}</ul>)">;
constexpr auto list_entry = make<R"(<li>{}</li>)">;
constexpr auto progress_markup = make<R"(<div class="k-progress"><label for="fremdrift">{}</label>
<progress id="fremdrift" max="{}" value="{}">{} af {}</progress></div>
)">;
constexpr auto polling =
    make<R"(<div id="fremdrift-nu" aria-live="polite" hx-get="{}" hx-trigger="every 1s" hx-swap="outerHTML">{}</div>
)">;
constexpr auto settled = make<R"(<div id="fremdrift-nu" aria-live="polite">{}</div>
)">;
constexpr auto two_lines = make<R"(<span class="k-entry-name">{}</span>{})">;
constexpr auto small_line = make<R"(<span class="k-entry-file">{}</span>)">;
constexpr auto sure_markup = make<R"(<span class="k-muted">{}</span>)">;
constexpr auto link_paragraph = make<R"(<p>{}</p>
)">;
constexpr auto command_hint = make<
    R"(<p class="k-hint">Ligger der tusindvis af filer i en mappe på serveren, går det hurtigere med kommandoen <code>klynge import MAPPE</code>. Den viser fremdriften og kan afbrydes og fortsættes.</p>
)">;

Url entry_url(const std::string& id) { return url("/import/dokument/", id); }
Url batch_url(const std::string& id) { return url("/import/indlaesning/", id); }

std::string counted(std::int64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string result_text(const Batch& batch, const BatchCounts& counts) {
  std::string out;
  const auto add = [&](std::int64_t count, const char* one, const char* many) {
    if (count > 0) out += (out.empty() ? "" : ", ") + counted(count, one, many);
  };
  add(counts.committed, "lagt i registeret", "lagt i registeret");
  add(counts.same_content, "med samme indhold", "med samme indhold");
  add(counts.preview, "venter", "venter");
  add(counts.failed, "kunne ikke læses", "kunne ikke læses");
  add(counts.same_bytes + batch.skipped, "fandtes allerede", "fandtes allerede");
  add(counts.discarded, "kasseret", "kasseret");
  add(counts.taken_back, "taget tilbage", "taget tilbage");
  return out.empty() ? "Intet endnu" : out;
}

Html doubt_list(const std::vector<std::string>& doubts) {
  if (doubts.empty()) return {};
  Html entries;
  for (const auto& doubt : doubts) list_entry.append_to(entries, doubt);
  return list_markup(entries);
}

Html day_of(const std::optional<std::string>& iso_date) {
  const auto date = iso_date ? parse_iso_date(*iso_date) : std::nullopt;
  return date ? time_of(*date) : text("Ukendt dag");
}

Html entry_name(const EntryHead& entry) {
  const Html file = entry.heading ? small_line(entry.file_name) : Html{};
  const std::string name = entry.heading.value_or(entry.file_name);
  return two_lines(entry.state == EntryState::failed ? text(name) : link(entry_url(entry.id), name), file);
}

Html batch_tables(const BatchView& view) {
  Table table("Indlæsningens dokumenter",
              {{"Dokument", Column::row_head}, {"Møde"}, {"Punkter", Column::number}, {"Resultat"}, {"At se på"}},
              true);
  for (const auto& entry : view.entries) {
    Html meeting = entry.meeting_id && entry.state != EntryState::preview && !entry.meeting_gone
                       ? link(url("/moeder/", *entry.meeting_id), day_of(entry.held_on))
                       : day_of(entry.held_on);
    if (entry.state == EntryState::failed) meeting = {};
    const bool is_sure = entry.state == EntryState::preview && entry.doubts.empty();
    table.row(entry_name(entry), meeting, entry.items ? std::to_string(*entry.items) : "", state_badge(entry.state),
              entry.problem ? text(*entry.problem)
              : is_sure     ? sure_markup("Læst uden tvivl; venter på, at du godkender")
                            : doubt_list(entry.doubts));
  }
  return std::move(table).html();
}

}  // namespace

Html state_badge(EntryState state) {
  switch (state) {
    case EntryState::committed:
    case EntryState::same_content:
      return badge(Tone::success, danish(state));
    case EntryState::failed:
      return badge(Tone::error, danish(state));
    case EntryState::preview:
      return badge(Tone::warning, danish(state));
    default:
      return badge(Tone::neutral, danish(state));
  }
}

Html import_page(const ImportView& view) {
  Html out;
  if (!view.problem.empty()) out += alert(Tone::error, "Filerne blev ikke indlæst", paragraph(view.problem));
  if (view.waiting > 0) {
    const std::string who = view.may_change ? "du" : "en sekretær";
    const std::string waiting = view.waiting == 1
                                    ? "Et dokument venter på, at " + who + " ser på det."
                                    : danish_number(view.waiting) + " dokumenter venter på, at " + who + " ser på dem.";
    out += alert(Tone::info, "", join({text(waiting + " "), link(url("/import/koe"), "Se dem, der venter")}));
  }
  if (view.may_change) {
    Html form = file_field(
        {.name = "filer",
         .label = "Dagsordener og referater",
         .hint = "PDF, Word (docx), HTML eller ren tekst. Du kan vælge op til " + std::to_string(limits::upload_files) +
                 " filer på én gang, i alt højst\u00a0" + std::to_string(limits::upload_bytes >> 20) + "\u00a0MB.",
         .required = true},
        ".pdf,.docx,.html,.htm,.txt,text/plain", true);
    form += check_box({.name = "straks",
                       .label = "Læg det, der er sikkert, i registeret med det samme",
                       .hint = "Dokumenter, der giver anledning til tvivl, venter altid på dig."},
                      false, "ja");
    form += submit_button("Læs dokumenterne");
    out += section(
        "nye", "Nye dokumenter",
        join(
            {post_form(
                 {.action = url("/import"), .csrf_token = view.csrf_token, .with_files = true, .css_class = "k-narrow"},
                 form),
             command_hint()}));
  }
  if (view.batches.empty()) {
    out += section("seneste", "Seneste indlæsninger",
                   empty_state("Der er ikke indlæst noget endnu",
                               paragraph("Når du har valgt filer ovenfor, kan du her se, hvad der blev af dem.")));
    return out;
  }
  Table table("Seneste indlæsninger",
              {{"Hvornår", Column::row_head}, {"Hvad"}, {"Filer", Column::number}, {"Resultat"}, {"Af"}}, true);
  for (const auto& [batch, counts] : view.batches)
    table.row(link(batch_url(batch.id), danish(Instant{batch.started_at_us})), batch.label, batch.files,
              result_text(batch, counts), batch.started_by);
  out += section(
      "seneste", "Seneste indlæsninger",
      join({range_text(view.range, "indlæsninger"), std::move(table).html(), pagination(view.range, url("/import"))}));
  return out;
}

std::string progress_text(std::int64_t done, std::int64_t total, std::int64_t elapsed_us) {
  std::string out = "Læser dokumenterne: " + danish_number(done) + " af " + danish_number(total);
  constexpr std::int64_t second_us = 1'000'000, seconds_a_minute = 60;
  if (done <= 0 || elapsed_us < second_us) return out;
  const std::int64_t rate = done * second_us / elapsed_us;
  if (rate > 0) out += ", " + danish_number(rate) + " i sekundet";
  if (done >= total) return out;
  const std::int64_t left = (total - done) * elapsed_us / done / second_us + 1;
  if (left > 2 * seconds_a_minute)
    return out + ", cirka " + danish_number(left / seconds_a_minute + 1) + " minutter tilbage";
  return out + ", cirka " + counted(left, "sekund", "sekunder") + " tilbage";
}

Html batch_progress(const BatchView& view) {
  const std::int64_t done = view.counts.entries() + view.batch.skipped, total = std::max(view.batch.files, done);
  if (view.running) {
    const Html bar = progress_markup(progress_text(done, total, view.elapsed_us), total, done, done, total);
    return polling(url("/import/indlaesning/", view.batch.id, "/fremdrift"),
                   join({bar, paragraph(result_text(view.batch, view.counts) + ".")}));
  }
  if (view.taking_back) {
    const std::int64_t back = view.counts.taken_back, all = back + view.counts.committed + view.counts.same_content;
    const Html bar = progress_markup(
        "Tager dokumenterne tilbage: " + std::to_string(back) + " af " + std::to_string(all), all, back, back, all);
    return polling(url("/import/indlaesning/", view.batch.id, "/fremdrift"),
                   join({bar, paragraph("Du kan gå videre med andet imens.")}));
  }
  Html out;
  if (!view.batch.finished_at_us) {
    out += alert(Tone::warning, "Indlæsningen blev afbrudt",
                 paragraph("Der er læst " + std::to_string(done) + " af " + std::to_string(total) +
                           " filer. Læg de samme filer op igen; dem, der er læst, springes over."));
  }
  out += paragraph(result_text(view.batch, view.counts) + ".");
  return settled(out);
}

Html batch_page(const BatchView& view) {
  Html out = batch_progress(view);
  if (view.running || view.taking_back)
    out += link_paragraph(link(batch_url(view.batch.id), "Opdater siden for at se de enkelte dokumenter"));
  if (view.entries.empty()) return out;
  const bool may_act = view.may_change && !view.running && !view.taking_back;
  if (view.sure > 0 && may_act)
    out += toolbar(
        {post_button({.action = url("/import/indlaesning/", view.batch.id, "/godkend"),
                      .csrf_token = view.csrf_token,
                      .confirm = "Vil du lægge dem i registeret uden at se dem igennem først?"},
                     view.sure == 1 ? "Læg det, der er læst uden tvivl, i registeret"
                                    : "Læg de " + danish_number(view.sure) + ", der er læst uden tvivl, i registeret",
                     ButtonKind::secondary)});
  out += range_text(view.range, "dokumenter");
  out += batch_tables(view);
  out += pagination(view.range, batch_url(view.batch.id));
  if (view.counts.committed + view.counts.same_content > 0 && may_act) {
    const Html help = paragraph(
        "Møderne bliver igen, som de var før denne indlæsning. Dokumenterne bliver liggende, så de kan lægges i registeret senere.");
    out += section("fortryd", "Fortryd hele indlæsningen",
                   join({help, post_button({.action = url("/import/indlaesning/", view.batch.id, "/fortryd"),
                                            .csrf_token = view.csrf_token,
                                            .confirm = "Vil du tage alle dokumenterne i denne indlæsning tilbage?"},
                                           "Fortryd import", ButtonKind::warning)}));
  }
  return out;
}

Html queue_page(const QueueView& view) {
  if (view.entries.empty())
    return empty_state("Ingen dokumenter venter", link_paragraph(link(url("/import"), "Indlæs nye dokumenter")));
  Table table("Dokumenter, der venter",
              {{"Dokument", Column::row_head}, {"Møde"}, {"Punkter", Column::number}, {"Hvorfor det venter"}}, true);
  for (const auto& entry : view.entries) {
    const Html why =
        entry.doubts.empty() ? text("Det er læst uden tvivl og venter på din godkendelse.") : doubt_list(entry.doubts);
    table.row(entry_name(entry), day_of(entry.held_on), entry.items ? std::to_string(*entry.items) : "", why);
  }
  return join(
      {range_text(view.range, "dokumenter"), std::move(table).html(), pagination(view.range, url("/import/koe"))});
}

}  // namespace klynge::intake
