#include "meetings/page_parts.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto place_markup = make<
    R"(<a class="k-place" href="{}" data-place="l{}:{}-l{}:{}"><span class="sr-only">Se kilden, </span>linje {}{}</a>)">;
constexpr auto place_on_page = make<
    R"(<a class="k-place" href="{}" data-place="l{}:{}-l{}:{}"><span class="sr-only">Se kilden, </span>side {}, linje {}{}</a>)">;

}  // namespace

Html date_html(const std::optional<std::string>& iso_date, std::string_view otherwise) {
  const auto date = iso_date ? parse_iso_date(*iso_date) : std::nullopt;
  return date ? time_of(*date) : text(otherwise);
}

Html body_html(const std::optional<std::string>& body_id, const std::optional<std::string>& name, bool linked) {
  if (!name) return text("Ukendt organ");
  return body_id && linked ? link(url("/organer/", *body_id), *name) : text(*name);
}

Html named_html(const NamedView& named, bool linked) {
  if (!linked) return text(named.name);
  if (named.person_id) return link(url("/personer/", *named.person_id), named.name);
  if (named.body_id) return link(url("/organer/", *named.body_id), named.name);
  return text(named.name);
}

Html names_html(const std::vector<NamedView>& names, bool linked) {
  Html out;
  for (const auto& named : names) {
    if (!out.empty()) out += text(", ");
    out += named_html(named, linked);
  }
  return out;
}

std::vector<Crumb> way_to_body(const MeetingHead& head) {
  return {{"Organer", url("/organer")}, {*head.body_name, url("/organer/", *head.body_id)}};
}

std::string day_or_heading(const MeetingHead& head) {
  const auto date = head.date ? parse_iso_date(*head.date) : std::nullopt;
  return date && head.body_id ? danish(*date) : heading(head);
}

std::vector<Crumb> way_to_meeting(const MeetingHead& head, bool reads_all) {
  const auto target = url("/moeder/", head.id);
  if (!reads_all || !head.body_id || !head.body_name) return {{heading(head), target}};
  auto way = way_to_body(head);
  way.push_back({day_or_heading(head), target});
  return way;
}

std::string numbered_title(const std::optional<std::string>& number, std::string_view title) {
  return number ? *number + ". " + std::string(title) : std::string(title);
}

Html item_link(const RowItem& item) { return link(url("/punkter/", item.id), numbered_title(item.number, item.title)); }

Html meeting_link(const RowMeeting& meeting) { return link(url("/moeder/", meeting.id), date_html(meeting.date)); }

Html due_html(const std::optional<std::string>& due) {
  if (!due) return {};
  if (*due == "next_meeting") return text("næste møde");
  const auto date = parse_iso_date(*due);
  return date ? time_of(*date) : text(*due);
}

void PlaceLink::operator()(Html& out) const {
  if (!place) return;
  const std::string_view doubt = place->confidence < reading::unsure_below ? " (usikker læsning)" : "";
  const auto target = url("?kilde=1#l", place->line);
  const auto last_line = std::max(place->line, place->last_line);
  if (place->page > 1)
    place_on_page.append_to(out, target, place->line, place->start, last_line, place->end, place->page, place->line,
                            doubt);
  else
    place_markup.append_to(out, target, place->line, place->start, last_line, place->end, place->line, doubt);
}

}  // namespace klynge::meetings
