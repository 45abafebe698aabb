#include "bodies/structure/proposal_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bodies/composition/words.hpp"
#include "bodies/identity_pages.hpp"
#include "bodies/structure/seat_pages.hpp"
#include "platform/html/typography.hpp"

namespace klynge::structure {
namespace {

using html::ButtonKind;
using html::Html;
using html::url;

constexpr auto item_list = html::make<R"(<ul class="k-rules">{}</ul>
)">;
constexpr auto item =
    html::make<R"(<li class="k-rule"><p class="k-rule__sentence">{}</p>{}<p class="k-rule__line">{}</p>{}</li>
)">;
constexpr auto line = html::make<R"(<p class="k-rule__line">{}</p>)">;
constexpr auto group = html::make<R"(<fieldset class="k-holder"><legend class="form-label">{}</legend>{}</fieldset>
)">;

std::string joined_names(const Proposal& one) {
  std::string out;
  for (const auto& holder : one.holders) out += (out.empty() ? "" : ", ") + holder.person_name;
  return out;
}

std::string_view role_phrase(SeatRole role) {
  switch (role) {
    case SeatRole::chair:
      return " som formand";
    case SeatRole::cochair:
      return " som medformand";
    case SeatRole::observer:
      return " som observatør";
    case SeatRole::secretary:
      return " som sekretær";
    case SeatRole::member:
      break;
  }
  return "";
}

// What is proposed, as one sentence.
std::string sentence(const Proposal& one) {
  const auto names = joined_names(one);
  switch (one.kind) {
    case Proposal::Kind::seat:
      if (names.empty()) return fmt::format("En ubesat plads: {}.", one.seat.label);
      return fmt::format("En plads{}: {}. Haft af {}.", role_phrase(one.seat.role), one.seat.label, names);
    case Proposal::Kind::term:
      return fmt::format("{} har pladsen ”{}”.", names, one.seat.label);
    case Proposal::Kind::substitute:
      return fmt::format("{} er stedfortræder på pladsen ”{}”.", names, one.seat.label);
    case Proposal::Kind::role:
      return fmt::format("Den, der har pladsen ”{}”, er organets {}.", one.seat.label,
                         one.seat.role == SeatRole::chair ? "formand" : "medformand");
    case Proposal::Kind::end:
      break;
  }
  return fmt::format("{} har ikke længere pladsen ”{}”.", names, one.seat.label);
}

// The days that would be kept; those that the reason gives are not said again.
std::string kept_days(const Proposal& one, const ProposedHolder& holder) {
  const auto& period = holder.period;
  if (!period.from || one.reason.find(danish(*period.from)) == std::string::npos)
    return danish(Holding{.period = period, .from_seen = true, .to_seen = holder.to_seen});
  if (!period.to) return "noteres fra første gang og frem";
  if (holder.to_seen) return "noteres fra første til sidste gang";
  return "noteres fra første gang til og med " + danish(plus_days(*period.to, -1));
}

Html holders_html(const Proposal& one) {
  if (one.kind == Proposal::Kind::end) return {};
  Html out;
  for (const auto& holder : one.holders)
    out += line(html::join(
        {html::link(bodies::identity_url(bodies::IdentityKind::person, holder.person_id), holder.person_name),
         html::text(": " + kept_days(one, holder))}));
  return out;
}

// `one` and `key` go back as hidden values.
Html answer_buttons(const ProposalsView& view, const Proposal& one) {
  const auto base = [&](html::Url target, std::string confirm = {}) {
    return html::PostForm{
        .action = std::move(target), .csrf_token = view.viewer.csrf_token, .confirm = std::move(confirm)};
  };
  const std::vector<std::pair<std::string, std::string>> values{{"forslag", one.key}};
  const auto& id = view.body.body_id;
  return html::toolbar(
      {html::post_button(base(url("/organer/", id, "/forslag/ja")), "Bekræft", ButtonKind::primary, values),
       html::link_button(html::with_query(url("/organer/", id, "/forslag/ret"), "forslag", one.key), "Ret først"),
       html::post_button(base(url("/organer/", id, "/forslag/nej"),
                              "Skal forslaget afvises? Det bliver ikke foreslået igen, før afvisningen fortrydes."),
                         "Nej", ButtonKind::secondary, values)});
}

// Folded: they are looked for, not answered.
Html declined_html(const ProposalsView& view) {
  if (view.declined.empty()) return {};
  Html items;
  for (const auto& [one, at] : view.declined) {
    const html::PostForm form{.action = url("/organer/", view.body.body_id, "/forslag/nej/fortryd"),
                              .csrf_token = view.viewer.csrf_token};
    items += item(
        sentence(one), holders_html(one), html::unbroken(one.reason + " Afvist " + danish(at) + "."),
        html::toolbar({html::post_button(form, "Fortryd afvisningen", ButtonKind::secondary, {{"forslag", one.key}})}));
  }
  const auto count = view.declined.size();
  return html::details(count == 1 ? std::string("Ét afvist forslag") : fmt::format("{} afviste forslag", count),
                       item_list(items));
}

std::string suffix_of(std::size_t i) { return std::to_string(i + 1); }

}  // namespace

Html proposals_page(const ProposalsView& view) {
  Html out = body_tabs(view.body.body_id, BodyTab::proposals, true);
  out += error_alert(view.error);
  if (view.proposals.empty())
    return out += html::empty_state(
               "Der er ingen forslag fra referaterne.",
               html::paragraph(
                   "Når deltagerlisterne viser, hvem der sidder i organet, bliver det foreslået her. Det, der kun er set én gang, bliver ikke foreslået.")) +=
           declined_html(view);
  out += html::paragraph(
      "Forslagene er læst af deltagerlisterne. Ingen dag er en udpegelse: de siger kun, hvornår personen er set første og sidste gang. "
      "Intet bliver gemt, før du bekræfter det. Siger du nej, bliver det samme ikke foreslået igen, før du fortryder afvisningen nederst på siden. Du kan altid selv skrive det ind under Sammensætning.");
  const auto to_confirm =
      std::ranges::count_if(view.proposals, [](const Proposal& one) { return one.kind != Proposal::Kind::end; });
  if (to_confirm > 1)
    out += html::post_button({.action = url("/organer/", view.body.body_id, "/forslag/alle"),
                              .csrf_token = view.viewer.csrf_token,
                              .confirm = fmt::format("Skal alle {} forslag bekræftes?", to_confirm)},
                             fmt::format("Bekræft alle {} forslag om pladser", to_confirm), ButtonKind::secondary);
  Html items;
  for (const auto& one : view.proposals)
    items += item(sentence(one), holders_html(one), html::unbroken(one.reason), answer_buttons(view, one));
  out += item_list(items);
  return out += declined_html(view);
}

Values values_of(const Proposal& proposal) {
  Values values = values_of(proposal.seat);
  for (std::size_t i = 0; i < proposal.holders.size(); ++i) {
    const auto& holder = proposal.holders[i];
    values["med-" + suffix_of(i)] = "1";
    values["fra-" + suffix_of(i)] = first_day_text(holder.period);
    values["til-" + suffix_of(i)] = last_day_text(holder.period);
  }
  return values;
}

Html proposal_page(const ProposalView& view) {
  const auto& one = view.proposal;
  const auto& values = view.values;
  Html fields = error_alert(view.error);
  fields += html::hidden("forslag", one.key);
  if (one.kind == Proposal::Kind::seat) {
    std::vector<html::Option> kinds, roles;
    for (const auto kind : composition::seat_kinds())
      kinds.push_back({std::string(composition::name(kind)), std::string(composition::singular(kind))});
    for (const auto role : seat_roles()) roles.push_back({std::string(name(role)), std::string(danish(role))});
    auto label = field(values, "navn", "Hvad hedder pladsen?");
    label.required = true;
    fields += html::text_field(label);
    fields += html::select_field(field(values, "slags", "Slags"), kinds);
    fields += html::select_field(field(values, "rolle", "Rolle i organet"), roles);
    fields += html::select_field(field(values, "organisation", "Hvis plads er det?"),
                                 organisation_options(view.organisations, "Ingen bestemt organisation"));
    fields += html::check_box(
        {.name = "stemmeret", .label = "Har stemmeret", .hint = "Observatører og sekretærer har ikke stemmeret."},
        value(values, "stemmeret") == "1");
    fields += period_fields(values, "plads");
  }
  for (std::size_t i = 0; i < one.holders.size(); ++i) {
    const auto n = suffix_of(i);
    Html holder;
    if (one.kind != Proposal::Kind::end) {
      holder += html::check_box({.name = "med-" + n, .label = "Tag " + one.holders[i].person_name + " med"},
                                value(values, "med-" + n) == "1");
      auto from = field(values, "fra-" + n, "Fra");
      from.type = "date";
      holder += html::text_field(from);
    }
    auto to = field(values, "til-" + n, "Til og med");
    to.type = "date";
    holder += html::text_field(to);
    fields += group(one.holders[i].person_name, holder);
  }
  fields += html::submit_button("Bekræft");
  Html out = html::paragraph(sentence(one));
  out += html::paragraph(one.reason);
  out += html::post_form({.action = url("/organer/", view.body.body_id, "/forslag/ja"),
                          .csrf_token = view.viewer.csrf_token,
                          .css_class = "k-structure-form"},
                         html::join({html::hidden("rettet", "1"), fields}));
  return out;
}

Result<Correction> typed_correction(const http::Request& request, const Proposal& proposal) {
  Correction out;
  if (request.form_value("rettet") != "1") return out;
  if (proposal.kind == Proposal::Kind::seat) {
    const auto period = typed_period(request);
    if (!period) return std::unexpected(period.error());
    const auto role = seat_role(request.form_value("rolle"));
    if (!role) return invalid("Vælg pladsens rolle i organet.", "unknown role");
    out.seat = Seat{.label = std::string(request.form_value("navn")),
                    .kind = std::string(request.form_value("slags")),
                    .organisation_id = typed(request, "organisation"),
                    .voting = request.form_value("stemmeret") == "1",
                    .role = *role,
                    .period = *period};
  }
  out.holders.emplace();
  for (std::size_t i = 0; i < proposal.holders.size(); ++i) {
    const auto n = suffix_of(i);
    const bool ends = proposal.kind == Proposal::Kind::end;
    if (!ends && request.form_value("med-" + n) != "1") continue;
    auto holder = proposal.holders[i];
    const auto before = holder.period;
    const auto period = read_period(ends ? first_day_text(before) : std::string(request.form_value("fra-" + n)),
                                    request.form_value("til-" + n));
    if (!period) return std::unexpected(period.error());
    holder.period = *period;
    holder.to_seen = holder.to_seen && period->to == before.to;
    out.holders->push_back(std::move(holder));
  }
  return out;
}

}  // namespace klynge::structure
