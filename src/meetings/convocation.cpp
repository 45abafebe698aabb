#include "meetings/convocation.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/limits.hpp"
#include "base/person_number.hpp"
#include "base/text.hpp"
#include "bodies/structure/period.hpp"

namespace klynge::meetings {
namespace {

using reading::ClockTime;

constexpr int minutes_of_day = 24 * 60;

std::optional<int> number(std::string_view text, int below) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || text.size() > 2 || value < 0 ||
      value >= below)
    return std::nullopt;
  return value;
}

std::string danish_clock(ClockTime time) { return fmt::format("{:02}.{:02}", time.minutes / 60, time.minutes % 60); }

bool too_long(const std::string& text, std::size_t characters) { return shorten(text, characters) != text; }

// What may stand on one line that everybody in the body reads; "" where all is well.
std::string wrong_with(const std::string& line, std::string_view what, std::size_t characters) {
  if (too_long(line, characters)) return fmt::format("{} er for lang. Skriv højst {} tegn.", what, characters);
  if (holds_person_number(line, Suspicion::written))
    return fmt::format("{} ser ud til at indeholde et personnummer. Skriv den uden.", what);
  return {};
}

void read_day_into(ReadPlan& out, const std::string& text, Date today) {
  const auto day = structure::read_day(text, "Datoen");
  if (!day) return out.faults.push_back({"dato", day.error().danish});
  if (!*day) return out.faults.push_back({"dato", "Skriv mødets dato."});
  if (**day < today) return out.faults.push_back({"dato", "Datoen er passeret. Indkald til en dag, der kommer."});
  if (**day > plus_days(today, limits::convened_days_ahead))
    return out.faults.push_back({"dato", "Datoen ligger mere end to år ude i fremtiden. Er året rigtigt?"});
  out.plan.day = **day;
}

void read_hours_into(ReadPlan& out, const PlanTexts& texts) {
  const auto start = read_clock(texts.start), end = read_clock(texts.end);
  if (!start) out.faults.push_back({"start", "Skriv, hvornår mødet begynder, for eksempel 13.00."});
  if (!end) out.faults.push_back({"slut", "Skriv, hvornår mødet slutter, for eksempel 15.00."});
  if (!start || !end) return;
  if (*end <= *start)
    return out.faults.push_back({"slut", "Mødet slutter, før det begynder. Ret et af klokkeslættene."});
  out.plan.start = *start;
  out.plan.end = *end;
}

void read_items_into(ReadPlan& out, const std::vector<PlannedItem>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PlannedItem item{.id = rows[i].id, .title = squeeze(rows[i].title), .closed = rows[i].closed};
    if (item.title.empty()) continue;
    if (auto wrong = wrong_with(item.title, "Punktets titel", limits::convened_title_characters); !wrong.empty())
      out.faults.push_back({fmt::format("punkt-{}", i + 1), std::move(wrong)});
    out.plan.items.push_back(std::move(item));
  }
  if (out.plan.items.empty())
    out.faults.push_back({"punkt-1", "Skriv mindst ét punkt. Ingen kan forberede sig på et møde uden punkter."});
  if (out.plan.items.size() > limits::items_convened)
    out.faults.push_back({"punkt-1", fmt::format("Der er for mange punkter. Skriv højst {}.", limits::items_convened)});
}

Deadline deadline(std::string_view what, int days_before, Date meeting_day, Date today) {
  const auto last = plus_days(meeting_day, -days_before);
  const auto days = days_before == 1 ? std::string("1 dag") : fmt::format("{} dage", days_before);
  return {fmt::format("{} senest {} ({} før mødet).", what, danish_with_weekday(last), days), last < today};
}

std::string agenda_text(const Plan& plan) {
  std::string out;
  for (std::size_t i = 0; i < plan.items.size(); ++i)
    out += fmt::format("{}. {}\n", i + 1,
                       plan.items[i].closed ? std::string_view("Lukket punkt") : std::string_view(plan.items[i].title));
  return out;
}

std::string_view subject_word(News news) {
  switch (news) {
    case News::convened:
      return "Indkaldelse";
    case News::changed:
      return "Ændret møde";
    case News::called_off:
      return "Aflyst møde";
    case News::convened_again:
      return "Mødet holdes alligevel";
  }
  return {};
}

std::string_view said(News news) {
  switch (news) {
    case News::convened:
      return "Du indkaldes til møde i";
    case News::changed:
      return "Indkaldelsen er ændret. Sådan er den nu: møde i";
    case News::called_off:
      return "Mødet er aflyst: møde i";
    case News::convened_again:
      return "Mødet var aflyst, men holdes alligevel: møde i";
  }
  return {};
}

}  // namespace

PlanTexts texts_of(const Plan& plan) {
  return {.day = iso(plan.day),
          .start = reading::text(plan.start),
          .end = reading::text(plan.end),
          .place = plan.place,
          .rows = plan.items};
}

ReadPlan read_plan(const PlanTexts& texts, Date today) {
  ReadPlan out;
  read_day_into(out, texts.day, today);
  read_hours_into(out, texts);
  out.plan.place = squeeze(texts.place);
  if (auto wrong = wrong_with(out.plan.place, "Angivelsen af stedet", limits::convened_place_characters);
      !wrong.empty())
    out.faults.push_back({"sted", std::move(wrong)});
  read_items_into(out, texts.rows);
  return out;
}

namespace {

const PlannedItem* closed_item(const Plan& standing, const std::string& id) {
  if (id.empty()) return nullptr;
  for (const auto& one : standing.items)
    if (one.id == id && one.closed) return &one;
  return nullptr;
}

}  // namespace

PlanTexts texts_without_closed_titles(const Plan& standing) {
  auto texts = texts_of(standing);
  for (auto& row : texts.rows)
    if (row.closed) row.title.clear();
  return texts;
}

bool keeps_closed_title(const PlannedItem& row, const Plan& standing) {
  return closed_item(standing, row.id) != nullptr && squeeze(row.title).empty();
}

ReadPlan read_change(const PlanTexts& texts, const Plan& standing, Date today) {
  auto whole = texts;
  std::vector<PlanFault> faults;
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    auto& row = whole.rows[i];
    if (!keeps_closed_title(row, standing)) continue;
    // Else whoever may not read it could open it.
    if (!row.closed)
      faults.push_back(
          {fmt::format("punkt-{}", i + 1), "Skriv en titel til punktet, når det ikke længere skal være lukket."});
    row.title = closed_item(standing, row.id)->title;
    row.closed = true;
  }
  auto out = read_plan(whole, today);
  out.faults.insert(out.faults.end(), faults.begin(), faults.end());
  return out;
}

Result<void> check_body_meets(const structure::BodyProfile& body, Date day) {
  if (body.exists_on(day)) return {};
  if (body.planned && !body.period.from)
    return invalid(
        fmt::format("”{}” er planlagt og har endnu ingen første dag. Skriv den under Stamdata, før der indkaldes.",
                    body.name),
        "a planned body");
  if (body.period.from && day < *body.period.from)
    return invalid(
        fmt::format("”{}” begynder først den {}. Vælg en dag fra da af.", body.name, danish(*body.period.from)),
        "before the body began");
  return invalid(fmt::format("”{}” har sidste dag den {}. Der kan ikke indkaldes til et møde efter den dag.", body.name,
                             danish(plus_days(*body.period.to, -1))),
                 "after the body ended");
}

std::optional<ClockTime> read_clock(std::string_view text) {
  auto rest = trim(text);
  // A browser may send seconds.
  if (rest.size() == 8 && rest.ends_with(":00")) rest.remove_suffix(3);
  const auto divider = rest.find_first_of(":.");
  const auto hours = number(rest.substr(0, divider), 24);
  if (!hours) return std::nullopt;
  if (divider == rest.npos) return ClockTime{*hours * 60};
  const auto minutes = number(rest.substr(divider + 1), 60);
  if (!minutes || rest.size() - divider != 3) return std::nullopt;
  return ClockTime{(*hours * 60 + *minutes) % minutes_of_day};
}

std::string danish_hours(ClockTime start, ClockTime end) {
  return fmt::format("kl. {}–{}", danish_clock(start), danish_clock(end));
}

reading::MeetingRecord record_of(const Plan& plan, std::string_view body_name) {
  reading::MeetingRecord record;
  record.kind = reading::Kind::agenda;
  record.body = std::string(body_name);
  record.date = plan.day;
  record.start = plan.start;
  record.end = plan.end;
  if (!plan.place.empty()) record.place = plan.place;
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    reading::Item item;
    item.number = std::to_string(i + 1);
    item.title = plan.items[i].title;
    item.closed = plan.items[i].closed;
    record.items.push_back(std::move(item));
  }
  record.reader = "convened";
  return record;
}

std::optional<Plan> plan_of(const reading::MeetingRecord& record, const std::vector<ItemId>& item_ids) {
  if (!record.date || !record.start || !record.end) return std::nullopt;
  Plan plan{.day = *record.date, .start = *record.start, .end = *record.end, .place = record.place.value_or("")};
  for (std::size_t i = 0; i < record.items.size() && i < item_ids.size(); ++i)
    plan.items.push_back({.id = item_ids[i].text(), .title = record.items[i].title, .closed = record.items[i].closed});
  return plan;
}

Deadlines deadlines_of(const structure::Procedure& procedure, Date meeting_day, Date today) {
  Deadlines out;
  if (procedure.agenda_days_before)
    out.agenda_out = deadline("Dagsordenen skal ud", *procedure.agenda_days_before, meeting_day, today);
  if (procedure.member_items_days_before)
    out.member_items_in =
        deadline("Medlemmernes punkter skal være inde", *procedure.member_items_days_before, meeting_day, today);
  return out;
}

NewsLetter write_news(News news, const Plan& plan, std::string_view body_name, std::string_view recipient_name,
                      std::string_view address, std::string_view word) {
  // A long name must leave room for the rest of the line.
  const auto shown = shorten(body_name, 120);
  NewsLetter letter{.subject = fmt::format("{}: {} den {}", subject_word(news), shown, danish(plan.day)), .body = {}};
  letter.body = fmt::format("Hej {}\n\n{} {} {}, {}.\n", recipient_name, said(news), body_name,
                            danish_with_weekday(plan.day), danish_hours(plan.start, plan.end));
  letter.body +=
      fmt::format("Sted: {}\n", plan.place.empty() ? std::string_view("følger") : std::string_view(plan.place));
  if (!word.empty()) letter.body += fmt::format("\nBegrundelse: {}\n", word);
  if (news != News::called_off) letter.body += "\nPunkter:\n" + agenda_text(plan);
  letter.body +=
      fmt::format("\nSe mødet i Klynge:\n{}\n\nDu får brevet, fordi du har en plads i {}.\n", address, body_name);
  return letter;
}

}  // namespace klynge::meetings
