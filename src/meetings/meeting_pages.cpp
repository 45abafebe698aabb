#include "meetings/meeting_pages.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/money.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"
#include "platform/html/typography.hpp"

namespace klynge::meetings {
namespace {

using namespace klynge::html;

constexpr auto beside = make<R"(<div class="k-beside"><div class="k-understood">
{}</div>
{}</div>
)">;
constexpr auto source_here =
    make<R"(<section class="k-source" id="kilde" aria-labelledby="kilden" tabindex="-1">{}</section>
)">;
constexpr auto source_later = make<
    R"(<section class="k-source d-print-none" id="kilde" aria-labelledby="kilden" tabindex="-1" hx-get="{}" hx-trigger="load"><div class="k-source-head"><h2 id="kilden">Kilden</h2><a href="{}">Vis kilden ved siden af</a></div></section>
)">;
constexpr auto item_markup = make<R"(<article class="k-item" id="p{}" aria-labelledby="p{}-h">
<h2 class="k-item-title" id="p{}-h"><a href="{}">{}</a> {}</h2>
{}</article>
)">;
constexpr auto number_and_title = make<"{}. {}">;  // as numbered_title() (page_parts.hpp)
constexpr auto only_title = make<"{}">;
constexpr auto field_markup =
    make<R"(<div class="k-read"><h3 class="k-read-h">{}</h3>{}<div class="k-read-text">{}</div></div>
)">;
constexpr auto paragraph_markup = make<"<p>{}</p>\n">;

constexpr auto numbered_list = make<"<ol>{}</ol>\n">;
constexpr auto plain_list = make<"<ul>{}</ul>\n">;
constexpr auto entry = make<"<li>{}</li>">;
constexpr auto entry_with = make<"<li>{} {}</li>">;
constexpr auto meta_markup = make<R"(<p class="k-item-meta">{}</p>
)">;
constexpr auto meta_part = make<R"(<span>{} {}</span>)">;
constexpr auto responsible_part = make<"Ansvarlig: {}. ">;
constexpr auto due_part = make<"Frist: {}. ">;
constexpr auto task_entry = make<R"(<li>{} <span class="k-muted">{}</span>{}</li>)">;
constexpr auto with_link = make<"{} {}">;
constexpr auto decision_entry = make<R"(<li>{} {}{}</li>)">;
constexpr auto on_screen = make<R"(<div class="d-print-none">{}</div>
)">;
constexpr auto ways_onward = make<R"(<p class="d-print-none">{}</p>
)">;
constexpr auto versions_link = make<
    R"(<p class="d-print-none"><a href="{}">Mødets udgaver</a> · <a href="{}">Hvem kan se mødet, og hvorfor?</a></p>
)">;
constexpr auto access_link = make<R"(<p class="d-print-none"><a href="{}">Hvem kan se mødet, og hvorfor?</a></p>
)">;
constexpr auto inline_alert = make<R"(<ul class="nobullet-list">{}</ul>)">;
constexpr auto source_link = make<R"(<a href="{}">{}</a> ({}))">;

// A text's line breaks become paragraphs.
auto paragraphs(std::string_view plain) {
  return [plain](Html& out) {
    for (auto rest = plain; !rest.empty();) {
      const auto end = rest.find('\n');
      const auto part = rest.substr(0, end);
      if (!part.empty()) paragraph_markup.append_to(out, part);
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  };
}

// "17:00" as Danes write it: "17.00".
std::string clock(std::string time) {
  std::ranges::replace(time, ':', '.');
  return time;
}

std::string time_text(const std::optional<std::string>& start, const std::optional<std::string>& end) {
  if (!start) return {};
  return "kl. " + clock(*start) + (end ? "–" + clock(*end) : "");
}

// An item's fields, written straight into the page: a page of many items is mostly this.
class ItemPart {
 public:
  ItemPart(const ItemView& item, const Viewer& viewer, Html& out) : item_(item), viewer_(viewer), out_(out) {}

  void body() {
    meta();
    if (item_.case_text) field("Sagsfremstilling", place("case"), paragraphs(*item_.case_text));
    recommendations();
    decision();
    votes();
    texts("Inhabile", "recused", item_.recused);
    tasks();
    amounts();
    texts("Bilag", "attachments", item_.attachments);
    links();
  }

 private:
  PlaceLink place(std::string_view name) const {
    return viewer_.reads_all ? place_link(item_.places, name) : PlaceLink();
  }
  PlaceLink place(std::string_view list, std::size_t index, std::string_view inner = "") const {
    if (!viewer_.reads_all || item_.places.empty()) return {};
    std::string name(list);
    name += '/';
    name += std::to_string(index);
    if (auto found = place_link(item_.places, name); !found.empty() || inner.empty()) return found;
    name += inner;
    return place_link(item_.places, name);
  }
  // `content` and `entries`: writers (html.hpp).
  template <class Content>
  void field(std::string_view heading, const PlaceLink& where, const Content& content) {
    field_markup.append_to(out_, heading, where, content);
  }
  template <class Entries>
  void list_field(std::string_view heading, const Entries& entries) {
    field(heading, {}, [&](Html& out) { plain_list.append_to(out, entries); });
  }

  void meta() {
    const auto where = place("title");
    if (!item_.start && !item_.case_number && item_.presenters.empty() && !item_.requested_by && where.empty()) return;
    meta_markup.append_to(out_, [&](Html& out) {
      if (item_.start) meta_part.append_to(out, "", time_text(item_.start, item_.end));
      if (item_.case_number) meta_part.append_to(out, "Sagsnr.", *item_.case_number);
      if (!item_.presenters.empty())
        meta_part.append_to(out, "Oplæg ved", names_html(item_.presenters, viewer_.reads_all));
      if (item_.requested_by) meta_part.append_to(out, "Ønsket af", *item_.requested_by);
      where(out);
    });
  }

  void recommendations() {
    const auto& all = item_.recommendations;
    if (all.empty()) return;
    if (all.size() == 1) {
      field("Indstilling", place("recommendations", 0), paragraphs(all.front()));
      return;
    }
    const auto entries = [&](Html& out) {
      for (std::size_t i = 0; i < all.size(); ++i) entry_with.append_to(out, all[i], place("recommendations", i));
    };
    field("Indstilling", {}, [&](Html& out) { numbered_list.append_to(out, entries); });
  }

  void decision() {
    if (!item_.minutes && !item_.outcome && item_.decisions.empty()) return;
    const auto each = [&](Html& out) {
      for (const auto& one : item_.decisions)
        decision_entry.append_to(out, outcome_badge(reading::name(one.outcome)), about(one.recommendations),
                                 one.text ? " " + *one.text : "");
    };
    const auto where = place("minutes");
    field("Beslutning", where.empty() ? place("outcome") : where, [&](Html& out) {
      if (item_.minutes) paragraphs (*item_.minutes)(out);
      if (!item_.decisions.empty()) plain_list.append_to(out, each);
    });
  }

  static std::string about(const std::vector<int>& recommendations) {
    if (recommendations.empty()) return {};
    std::string numbers;
    for (std::size_t i = 0; i < recommendations.size(); ++i)
      numbers += (i == 0 ? "" : i + 1 == recommendations.size() ? " og " : ", ") + std::to_string(recommendations[i]);
    return "indstilling " + numbers + ":";
  }

  static std::string said_in(const reading::Vote& vote) {
    std::string said;
    const auto add = [&](std::string_view word, const std::optional<int>& number) {
      if (number) said += (said.empty() ? "" : ", ") + std::to_string(*number) + " " + std::string(word);
    };
    add("for", vote.in_favour);
    add("imod", vote.against);
    add("undlod at stemme", vote.abstained);
    if (vote.text) said += (said.empty() ? "" : ": ") + *vote.text;
    return said;
  }

  void votes() {
    if (item_.votes.empty()) return;
    list_field("Afstemning", [&](Html& out) {
      for (const auto& vote : item_.votes) entry.append_to(out, said_in(vote));
    });
  }

  void texts(std::string_view heading, std::string_view name, const std::vector<std::string>& all) {
    if (all.empty()) return;
    list_field(heading, [&](Html& out) {
      for (std::size_t i = 0; i < all.size(); ++i) entry_with.append_to(out, all[i], place(name, i));
    });
  }

  void links() {
    if (item_.links.empty()) return;
    list_field("Links", [&](Html& out) {
      for (const auto& address : item_.links) {
        const auto target = external_url(address);
        entry.append_to(out, target ? link(*target, address) : text(address));
      }
    });
  }

  void tasks() {
    if (item_.tasks.empty()) return;
    list_field(item_.tasks.size() == 1 ? "Opgave" : "Opgaver", [&](Html& out) {
      for (std::size_t i = 0; i < item_.tasks.size(); ++i) {
        const auto& task = item_.tasks[i];
        const auto more = [&](Html& inner) {
          if (!task.responsible.empty())
            responsible_part.append_to(inner, names_html(task.responsible, viewer_.reads_all));
          if (task.due) due_part.append_to(inner, due_html(task.due));
        };
        task_entry.append_to(out, task.text, more, place("tasks", i, "/text"));
      }
    });
  }

  void amounts() {
    if (item_.amounts.empty()) return;
    const bool with_period = std::ranges::any_of(item_.amounts, [](const auto& one) { return one.period.has_value(); });
    Table table =
        with_period ? Table("Beløb under punktet",
                            {{"Betegnelse", Column::row_head}, {"Periode"}, {"Beløb", Column::number}}, true)
                    : Table("Beløb under punktet", {{"Betegnelse", Column::row_head}, {"Beløb", Column::number}}, true);
    for (std::size_t i = 0; i < item_.amounts.size(); ++i) {
      const auto& one = item_.amounts[i];
      // As it was written, where that is not the sum once more.
      const auto as_written = one.text == danish(Money{one.ore}) ? std::string("Uden betegnelse") : one.text;
      const auto label = with_link(one.label.value_or(as_written), place("amounts", i, "/text"));
      const auto sum = with_link(amount(Money{one.ore}), one.estimate ? "(anslået)" : "");
      if (with_period)
        table.row(label, one.period, sum);
      else
        table.row(label, sum);
    }
    field("Beløb", {}, std::move(table).html());
  }

  const ItemView& item_;
  const Viewer& viewer_;
  Html& out_;
};

Html closed_note(const ItemView& item, const Viewer& viewer) {
  Html out = paragraph("Punktet er lukket. Indholdet vises kun for dem, der har adgang til lukkede punkter.");
  if (viewer.reads_closed)
    out += join({post_button({.action = url("/punkter/", item.id, "/vis"),
                              .csrf_token = viewer.csrf_token,
                              .css_class = "k-inline-form d-print-none"},
                             "Vis det lukkede punkt", ButtonKind::secondary),
                 paragraph("Opslaget bliver noteret i loggen.")});
  return out;
}

// Writers: a heading and its badges are written straight into the page, like the fields below them.
auto item_heading(const ItemView& item) {
  return [&item](Html& out) {
    if (item.number && item.kind != reading::ItemKind::pause)
      number_and_title.append_to(out, *item.number, item.title);
    else
      only_title.append_to(out, item.title);
  };
}

auto item_badges(const ItemView& item) {
  return [&item](Html& out) {
    // A withheld item's title says it already.
    if (item.closed && !item.withheld) out += badge(Tone::warning, "Lukket punkt");
    if (item.outcome) out += outcome_badge(reading::name(*item.outcome));
    if (item.removed) out += badge(Tone::neutral, "Ikke i den gældende udgave");
  };
}

void append_fields(Html& out, const ItemView& item, const Viewer& viewer) {
  if (item.withheld)
    out += closed_note(item, viewer);
  else
    ItemPart(item, viewer, out).body();
}

void append_article(Html& out, const ItemView& item, std::size_t index, const Viewer& viewer) {
  item_markup.append_to(out, index + 1, index + 1, index + 1, url("/punkter/", item.id), item_heading(item),
                        item_badges(item), [&](Html& inner) { append_fields(inner, item, viewer); });
}

std::optional<reading::Mode> mode_of(const MeetingHead& head) {
  using enum reading::Mode;
  for (const auto mode : {in_person, online, hybrid})
    if (head.mode == reading::name(mode)) return mode;
  return std::nullopt;
}

Html facts(const MeetingView& meeting, const Viewer& viewer) {
  const auto& head = meeting.head;
  const auto with_place = [&](const Html& value, std::string_view field) {
    if (value.empty() || !viewer.reads_all) return value;
    return with_link(value, place_link(meeting.places, field));
  };
  std::vector<Definition> entries;
  entries.push_back({"Organ", with_place(body_html(head.body_id, head.body_name, viewer.reads_all), "body")});
  if (meeting.body_printed && meeting.body_printed != head.body_name)
    entries.push_back({"Kaldt i referatet", text(*meeting.body_printed)});
  entries.push_back({"Dato", with_place(date_html(head.date, "ikke angivet"), "date")});
  entries.push_back({"Tid", with_place(text(time_text(head.start, head.end)), "start")});
  if (head.place) entries.push_back({"Sted", with_place(text(*head.place), "place")});
  if (const auto mode = mode_of(head)) entries.push_back({"Form", text(danish(*mode))});
  if (head.meeting_number) entries.push_back({"Mødenummer", with_place(text(*head.meeting_number), "meeting_number")});
  if (head.next_meeting) entries.push_back({"Næste møde", with_place(date_html(head.next_meeting), "next_meeting")});
  for (std::size_t i = 0; i < meeting.approval.size(); ++i) {
    const auto& one = meeting.approval[i];
    entries.push_back({one.act == reading::Act::approved ? "Godkendt af" : "Referent",
                       with_place(text(one.by), "approval/" + std::to_string(i) + "/by")});
  }
  return definition_list(entries);
}

std::string describe(const AttendeeView& attendee) {
  std::string out;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!out.empty()) out += ", ";
    out += part;
  };
  if (attendee.role != reading::Role::member) add(danish(attendee.role));
  if (attendee.moderates) add("mødeleder");
  if (attendee.remote) add("deltog online");
  if (attendee.substitutes_for) add("i stedet for " + *attendee.substitutes_for);
  if (!attendee.items.empty()) {
    std::string numbers;
    for (const auto& number : attendee.items) numbers += (numbers.empty() ? "" : ", ") + number;
    add((attendee.items.size() == 1 ? "kun punkt " : "kun punkterne ") + numbers);
  }
  if (attendee.note) add(*attendee.note);
  return out;
}

Html attendance(const MeetingView& meeting, const Viewer& viewer) {
  if (meeting.attendance.empty()) return {};
  Table table("Deltagere", {{"Navn", Column::row_head}, {"Titel og organisation"}, {"Deltagelse"}, {"Rolle"}}, true);
  std::size_t present = 0;
  for (std::size_t i = 0; i < meeting.attendance.size(); ++i) {
    const auto& one = meeting.attendance[i];
    const bool there = one.status == reading::Status::present || one.status == reading::Status::substitute;
    present += there ? 1 : 0;
    Html name = one.status == reading::Status::vacant
                    ? text("Ubesat")
                    : named_html({.name = one.name, .person_id = one.person_id}, viewer.reads_all);
    if (viewer.reads_all) {
      const auto row = "attendance/" + std::to_string(i);
      auto where = place_link(meeting.places, row);
      if (where.empty()) where = place_link(meeting.places, row + "/name");
      name = with_link(name, where);
    }
    std::string belongs = one.title.value_or("");
    if (one.organisation) belongs += (belongs.empty() ? "" : ", ") + *one.organisation;
    table.row(name, belongs,
              one.status == reading::Status::apologies ? badge(Tone::neutral, "afbud") : text(danish(one.status)),
              describe(one));
  }
  const auto summary =
      "Deltagere (" + std::to_string(present) + " til stede af " + std::to_string(meeting.attendance.size()) + ")";
  return details(summary, std::move(table).html(), meeting.items.empty());
}

Html findings(const MeetingView& meeting, const Viewer& viewer) {
  Html entries;
  std::size_t open = 0;
  for (const auto& finding : meeting.findings) {
    if (finding.state != FindingState::open) continue;
    ++open;
    PlaceLink where;
    if (finding.line)
      where = place_link(reading::Place{.page = static_cast<std::uint32_t>(finding.page.value_or(1)),
                                        .line = static_cast<std::uint32_t>(*finding.line)});
    entry_with.append_to(entries, unbroken(finding.message), where);
  }
  if (open == 0) return {};
  return on_screen(alert(Tone::warning, open == 1 ? "Et fund at se på" : std::to_string(open) + " fund at se på",
                         join({inline_alert(entries), paragraph_link(with_query(url("/fund"), "moede", meeting.head.id),
                                                                     !viewer.changes ? "Se fund"
                                                                     : open == 1     ? "Afklar fundet"
                                                                                     : "Afklar fundene")})));
}

std::string_view format_name(std::string_view format) {
  if (format == "pdf") return "PDF";
  if (format == "docx") return "Word";
  if (format == "html") return "webside";
  return "tekst";
}

Html sources(const MeetingView& meeting) {
  if (meeting.sources.empty()) return {};
  Html entries;
  for (const auto& source : meeting.sources)
    entry.append_to(entries, source_link(url("/kilder/", source.sha256), source.file_name, format_name(source.format)));
  return section("kilder", "Dokumenter",
                 join({plain_list(entries), versions_link(url("/moeder/", meeting.head.id, "/udgaver"),
                                                          url("/moeder/", meeting.head.id, "/adgang"))}));
}

}  // namespace

void close_item(ItemView& item) {
  ItemView shut;
  shut.id = std::move(item.id);
  shut.number = std::move(item.number);
  shut.title = "Lukket punkt";
  shut.closed = shut.withheld = true;
  shut.removed = item.removed;
  item = std::move(shut);
}

Html meeting_page(const MeetingView& meeting, const Viewer& viewer, const std::optional<Html>& source,
                  const Html& below_facts) {
  // Large enough at once: growing it is a good part of the page's work.
  constexpr std::size_t usual_item_bytes = 2'600;
  const auto understood = [&](Html& out) {
    out += facts(meeting, viewer);
    out += below_facts;
    if (viewer.reads_all) out += findings(meeting, viewer);
    out += attendance(meeting, viewer);
    for (std::size_t i = 0; i < meeting.items.size(); ++i) append_article(out, meeting.items[i], i, viewer);
    if (meeting.items.empty()) out += empty_state("Der er ingen punkter på mødet.");
    if (viewer.reads_all) out += sources(meeting);
  };
  Html page;
  page.reserve(usual_item_bytes * (meeting.items.size() + 4));
  // What is convened has no document to stand beside.
  if (!viewer.reads_all || meeting.head.version == 0) {
    understood(page);
    if (viewer.reads_all) page += access_link(url("/moeder/", meeting.head.id, "/adgang"));
    return page;
  }
  const auto here = url("/moeder/", meeting.head.id);
  const auto right = source ? source_here(*source)
                            : source_later(url("/moeder/", meeting.head.id, "/kilde"),
                                           with_fragment(with_query(here, "kilde", "1"), "kilde"));
  beside.append_to(page, understood, right);
  return page;
}

Html meeting_title_side(const MeetingView& meeting, const Viewer& viewer) {
  const auto& head = meeting.head;
  Html out = badge(Tone::neutral, head.kind == reading::Kind::minutes ? "Referat"
                                  : head.version == 0                 ? "Indkaldelse"
                                                                      : "Dagsorden");
  if (!viewer.reads_all) return out;
  out += head.published ? badge(Tone::success, "Offentlig") : badge(Tone::neutral, "Ikke offentlig");
  if (!viewer.changes) return out;
  const auto form = [&](Url action, std::string question) {
    return PostForm{.action = std::move(action),
                    .csrf_token = viewer.csrf_token,
                    .confirm = std::move(question),
                    .css_class = "k-inline-form d-print-none"};
  };
  if (head.published)
    out += post_button(form(url("/moeder/", head.id, "/traek-tilbage"), ""), "Træk tilbage", ButtonKind::secondary);
  else
    out += post_button(
        form(url("/moeder/", head.id, "/offentliggoer"),
             "Vil du offentliggøre mødet? Alle kan så læse det uden at logge ind. Lukkede punkter vises ikke."),
        "Offentliggør", ButtonKind::secondary);
  return out;
}

Html item_title_side(const ItemView& item) {
  Html out;
  item_badges(item)(out);
  return out;
}

Html item_page(const ItemWithMeeting& found, const Viewer& viewer) {
  const auto& item = found.item;
  std::vector<Definition> entries{
      {"Organ", body_html(found.meeting.body_id, found.meeting.body_name, viewer.reads_all)},
      {"Møde", viewer.reads_meeting ? link(url("/moeder/", found.meeting.id), date_html(found.meeting.date))
                                    : date_html(found.meeting.date)}};
  Html out = definition_list(entries);
  if (item.removed)
    out += alert(Tone::info,
                 "Punktet står ikke i mødets gældende udgave. Her vises det, som det stod, før det blev taget ud.");
  // Places stand beside their source, on the meeting's page.
  ItemView shown = item;
  shown.places = Places();
  const auto before = out.text().size();
  append_fields(out, shown, viewer);
  if (out.text().size() == before) out += paragraph("Der står ikke mere om punktet.");
  std::vector<Html> ways;
  if (const auto where = item.places.find("title"); where && viewer.reads_all)
    ways.push_back(link(
        with_fragment(with_query(url("/moeder/", found.meeting.id), "kilde", "1"), "l" + std::to_string(where->line)),
        "Se punktet i kilden"));
  if (viewer.changes) ways.push_back(link(url("/punkter/", item.id, "/gaester"), "Gæster på punktet"));
  if (!viewer.csrf_token.empty())
    ways.push_back(link(url("/punkter/", item.id, "/adgang"), "Hvem kan se punktet, og hvorfor?"));
  return ways.empty() ? out : out += ways_onward(join(ways, text(" · ")));
}

Html history_page(const MeetingHead& head, const std::vector<VersionHead>& all) {
  Table table("Mødets udgaver", {{"Udgave", Column::row_head}, {"Lagt ind"}, {"Af"}, {"Dokumenter"}, {"Tilstand"}},
              true);
  for (const auto& version : all) {
    Html files;
    for (const auto& source : version.sources) {
      if (!files.empty()) files += text(", ");
      files += link(url("/kilder/", source.sha256), source.file_name);
    }
    const Html state =
        version.taken_back_at_us
            ? join({badge(Tone::neutral, "Taget tilbage"), text(" "), time_of(Instant{*version.taken_back_at_us})})
        : version.version == head.version ? badge(Tone::success, "Gældende")
                                          : badge(Tone::neutral, "Afløst");
    table.row(version.version, time_of(Instant{version.committed_at_us}), version.committed_by, files, state);
  }
  return join({std::move(table).html(), paragraph_link(url("/moeder/", head.id), "Tilbage til mødet")});
}

}  // namespace klynge::meetings
