#include "reading/findings.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "reading/amount.hpp"
#include "reading/header.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

void add(Reading& r, FindingKind kind, std::string message, std::optional<std::string> item, const Place* place) {
  if (r.record.findings.size() >= limits::findings_per_meeting) return;
  Finding finding{kind, std::move(message), std::move(item), std::nullopt, std::nullopt};
  if (place) {
    finding.page = place->page;
    finding.line = place->line;
  }
  r.record.findings.push_back(std::move(finding));
}

const Place* source(const Reading& r, const FieldAt& at) {
  const auto found = r.record.sources.find(pointer_of(at));
  return found == r.record.sources.end() ? nullptr : &found->second;
}

std::string name_of(const Item& item) { return item.number ? *item.number : item.title; }

std::string label_of_amount(const Amount& amount) {
  if (amount.label && amount.period) return " (" + *amount.label + ", " + *amount.period + ")";
  if (amount.label) return " (" + *amount.label + ")";
  return {};
}

void malformed_amounts(Reading& r) {
  for (std::size_t i = 0; i < r.record.items.size(); ++i)
    for (std::size_t k = 0; k < r.record.items[i].amounts.size(); ++k) {
      const Amount& amount = r.record.items[i].amounts[k];
      const auto found = amounts_in(amount.text);
      if (found.empty() || !found.front().malformed) continue;
      add(r, FindingKind::malformed_amount,
          "Beløbet ”" + amount.text + "”" + label_of_amount(amount) +
              " har tusindtalspunktum det forkerte sted; formentlig menes " + danish(Money{amount.ore}),
          name_of(r.record.items[i]), source(r, {Field::item_amounts, i, k}));
    }
}

void sums(Reading& r) {
  for (const WrongTotal& wrong : r.wrong_sums) {
    const Item& item = r.record.items[wrong.item];
    if (wrong.amount >= item.amounts.size()) continue;
    const Amount& total = item.amounts[wrong.amount];
    // “9.900” below “1.000 kr.” needs its unit beside sums in kroner.
    const bool bare = total.text.find_first_of("kKdD-") == std::string::npos;
    const std::string printed = bare ? total.text + ", det vil sige " + danish(Money{total.ore}) : total.text;
    add(r, FindingKind::amounts_do_not_add_up,
        wrong.terms + " giver " + danish(Money{wrong.sum_ore}) + ", men totalen" +
            (total.period ? " for " + *total.period : "") + " er trykt som " + printed +
            (printed.ends_with('.') ? "" : "."),
        name_of(item), source(r, {Field::item_amounts, wrong.item, wrong.amount}));
  }
}

std::string_view weekday_name(int day) {
  static constexpr std::array<std::string_view, 7> names{"mandag", "tirsdag", "onsdag", "torsdag",
                                                         "fredag", "lørdag",  "søndag"};
  return names[static_cast<std::size_t>(day)];
}

void date_conflicts(Reading& r) {
  if (!r.record.date) return;
  const Date meeting = *r.record.date;
  for (std::size_t i = 0; i < r.outline.header_end; ++i) {
    if (r.row(i).furniture || r.row(i).text.size() > 400) continue;
    const std::string_view text = r.row(i).text;
    // The weekday printed beside the meeting's own day.
    for (const auto& found : dates_in(text)) {
      if (!found.weekday || found.date.year == 0 || found.date != meeting || weekday(found.date) == *found.weekday)
        continue;
      const Place at = place_of(r.sheet, i, text, 1);
      add(r, FindingKind::date_conflict,
          "Mødet er dateret " + std::string(weekday_name(*found.weekday)) + " den " + danish(found.date) +
              ", men den dag er en " + std::string(weekday_name(weekday(found.date))) + ".",
          std::nullopt, &at);
      return;
    }
    // A letterhead of nothing but town, month and year.
    const auto month = month_and_year(text);
    if (!month || i > 2 || token_count(text) > 4 || r.classes[i].label.label != Label::none || !dates_in(text).empty())
      continue;
    if (month->year == meeting.year && month->month == meeting.month) continue;
    const Place at = place_of(r.sheet, i, text, 1);
    add(r, FindingKind::date_conflict,
        "Brevhovedet siger ”" + squeeze(text) + "”, men mødet er dateret " + danish_with_weekday(meeting) + ".",
        std::nullopt, &at);
    return;
  }
}

void time_conflicts(Reading& r) {
  if (r.record.start && r.record.end && *r.record.end < *r.record.start) {
    add(r, FindingKind::time_conflict,
        "Mødet slutter kl. " + text(*r.record.end) + ", før det begynder kl. " + text(*r.record.start) + ".",
        std::nullopt, source(r, Field::end));
  }
  for (std::size_t i = 0; i < r.record.items.size(); ++i) {
    const Item& item = r.record.items[i];
    if (!item.start || !item.end || *item.end >= *item.start) continue;
    add(r, FindingKind::time_conflict,
        "Punkt " + name_of(item) + " slutter kl. " + text(*item.end) + ", før det begynder kl. " + text(*item.start) +
            ".",
        name_of(item), source(r, {Field::item_start, i}));
  }
}

void missing_minutes(Reading& r) {
  if (r.record.kind != Kind::minutes) return;
  unsigned with = 0;
  for (const auto& item : r.record.items) with += item.minutes.has_value();
  if (with < 2) return;
  for (const std::size_t i : r.asked_decision) {
    const Item& item = r.record.items[i];
    if (item.minutes) continue;
    // The last item may be cut off with the document.
    if (i + 1 == r.record.items.size() && !item.recommendations.empty()) continue;
    add(r, FindingKind::item_without_minutes,
        "Punkt " + name_of(item) + " lægger op til en beslutning, men der står intet i referatet om den.",
        name_of(item), source(r, {Field::item_title, i}));
  }
}

int major_of(const std::string& number) {
  int value = 0;
  std::size_t at = 0;
  while (at < number.size() && at < 4 && is_digit(number[at])) value = value * 10 + (number[at++] - '0');
  return at == 0 ? -1 : value;
}

void numbering_gaps(Reading& r) {
  int before = -1;
  // Items taken in another order than they are numbered in leave no gap.
  std::unordered_set<int> printed;
  for (std::size_t i = 0; i < r.record.items.size(); ++i) {
    const Item& item = r.record.items[i];
    // “Forslag 1” below item 5 counts anew.
    if (!item.number || r.outline.items[i].style == Numbering::part) continue;
    const int now = major_of(*item.number);
    if (now < 0) continue;
    std::vector<int> lost;
    const bool jumps = before >= 0 && now > before + 1 && now - before < 20;
    if (jumps && printed.empty())
      for (const Item& other : r.record.items)
        if (other.number) printed.insert(major_of(*other.number));
    if (jumps)
      for (int k = before + 1; k < now; ++k)
        if (!printed.contains(k)) lost.push_back(k);
    if (!lost.empty()) {
      std::string missing;
      for (const int k : lost) {
        if (!missing.empty()) missing += k == lost.back() ? " og " : ", ";
        missing += std::to_string(k);
      }
      add(r, FindingKind::numbering_gap,
          "Punkt " + missing + " mangler: nummereringen springer fra " + std::to_string(before) + " til " +
              std::to_string(now) + ".",
          item.number, source(r, {Field::item_title, i}));
    }
    before = now;
  }
}

void person_numbers(Reading& r) {
  for (const auto row : r.sheet.person_numbers) {
    const Place place = place_of(r.sheet, row, r.row(row).text, 1);
    std::optional<std::string> item;
    for (std::size_t i = 0; i < r.outline.items.size() && i < r.record.items.size(); ++i)
      if (row >= r.outline.items[i].body && row < r.outline.items[i].end) item = name_of(r.record.items[i]);
    add(r, FindingKind::person_number,
        "Der står et personnummer på side " + std::to_string(place.page) + ", linje " + std::to_string(place.line) +
            ". Det er skjult, til nogen har taget stilling til det.",
        item, &place);
  }
}

// “Side 2 og 3”, “Side 1, 2 og 5”; after some only how many more there are.
std::string named_pages(const std::vector<std::size_t>& pages) {
  constexpr std::size_t most_named = 8;
  std::string out = "side ";
  const std::size_t named = std::min(pages.size(), most_named);
  for (std::size_t i = 0; i < named; ++i)
    out += (i == 0 ? "" : i + 1 == pages.size() ? " og " : ", ") + std::to_string(pages[i]);
  return named == pages.size() ? out : out + " og " + std::to_string(pages.size() - named) + " sider til";
}

// True where nothing else is to be said of the document.
bool garbled(Reading& r) {
  std::vector<std::size_t> pages;
  for (std::size_t i = 0; i < r.sheet.document->pages.size(); ++i)
    if (r.sheet.document->pages[i].garbled) pages.push_back(i + 1);
  if (pages.empty()) return false;
  const bool all = r.sheet.rows.empty();
  add(r, FindingKind::unreadable,
      (all ? "Teksten i dokumentet" : "Teksten på " + named_pages(pages)) +
          " kan ikke læses: filen siger ikke, hvilke bogstaver skriftens tegn står for. Gem den på en anden måde, eller "
          "brug Word-filen.",
      std::nullopt, nullptr);
  return all;
}

void unreadable(Reading& r) {
  if (garbled(r)) return;
  if (!r.sheet.document->has_text_layer) {
    add(r, FindingKind::unreadable, "Dokumentet er kun billeder og har intet tekstlag; det kan ikke læses.",
        std::nullopt, nullptr);
    return;
  }
  if (r.sheet.rows.empty()) {
    add(r, FindingKind::unreadable, "Dokumentet er tomt.", std::nullopt, nullptr);
    return;
  }
  if (r.record.items.empty() && !r.record.date && !r.record.body)
    add(r, FindingKind::unreadable,
        "Dokumentet ligner ikke et referat eller en dagsorden: der er hverken mødedato eller punkter i det.",
        std::nullopt, nullptr);
}

}  // namespace

void find_faults(Reading& r) {
  unreadable(r);
  date_conflicts(r);
  time_conflicts(r);
  malformed_amounts(r);
  sums(r);
  missing_minutes(r);
  numbering_gaps(r);
  person_numbers(r);
}

}  // namespace klynge::reading
