#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/attendance.hpp"
#include "reading/attendance_roll.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"

// Which items a remark leaves a person with, once all items are known.
namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    int value = 0;
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits++ < 4) value = value * 10 + (text[at++] - '0');
    std::size_t next = at;
    while (next < text.size() && is_blank(text[next])) ++next;
    if (const unsigned dash = dash_at(text, next); dash && !numbers.empty() && numbers.back() < 0)
      next += dash;
    else if (dash) {
      // A range: the numbers between are meant too.
      std::size_t end = next + dash;
      while (end < text.size() && is_blank(text[end])) ++end;
      int last = 0;
      std::size_t figures = 0;
      while (end < text.size() && is_digit(text[end]) && figures++ < 4) last = last * 10 + (text[end++] - '0');
      if (figures > 0 && last >= value && last - value < 100) {
        for (int k = value; k <= last; ++k) numbers.push_back(k);
        at = end;
        continue;
      }
    }
    numbers.push_back(value);
  }
  return numbers;
}

// Which items a remark leaves a person with: “deltog fra punkt 4”, “forlod mødet efter punkt 5”.
void limit_items(Attendee& person, const std::vector<std::string>& numbers) {
  if (!person.note) return;
  const std::string folded = lower(*person.note);
  std::size_t at = folded.find("punkt");
  if (at == npos) at = folded.find("pkt");
  if (at == npos) return;
  const auto named = numbers_in(std::string_view(folded).substr(at));
  if (named.empty()) return;
  int last = 0;
  for (const auto& n : numbers) {
    const auto values = numbers_in(n);
    if (!values.empty()) last = std::max(last, values.front());
  }
  // The items of this meeting from one number to another; a meeting may begin with item 131.
  const auto fill = [&](int from, int to) {
    for (const auto& n : numbers) {
      const auto values = numbers_in(n);
      if (!values.empty() && values.front() >= from && values.front() <= to) person.items.push_back(n);
    }
  };
  const std::string_view before = std::string_view(folded).substr(0, at);
  const bool away = contains(folded, "deltog ikke") || contains(folded, "ikke til stede") ||
                    contains(folded, "inhabil") || contains(folded, "fraværende") || contains(folded, "ikke med") ||
                    contains(folded, "deltager ikke") || contains(folded, "afbud");
  const bool left = contains(folded, "forlod") || contains(folded, "gik ") || contains(before, "til og med") ||
                    contains(before, "indtil") || contains(before, "til punkt") || before.ends_with("til ");
  const bool came = contains(before, "fra ") || contains(folded, "ankom") || contains(folded, "kom ") ||
                    contains(folded, "tiltrådte") || contains(folded, "fra og med");
  if (away) {
    bool any = false;
    for (const auto& n : numbers) {
      const auto values = numbers_in(n);
      if (values.empty()) continue;
      const bool named_here = std::find(named.begin(), named.end(), values.front()) != named.end();
      any = any || named_here;
      if (!named_here) person.items.push_back(n);
    }
    if (!any) person.items.clear();
  } else if (left) {
    const bool including = contains(before, "efter") || contains(before, "til og med") || contains(before, "og med");
    const bool under = contains(before, "under") || contains(before, "før") || contains(before, "inden");
    fill(1, including || under || !contains(before, "til ")
                ? (contains(before, "før") || contains(before, "inden") ? named.front() - 1 : named.front())
                : named.front());
  } else if (came) {
    const int from = contains(before, "efter") ? named.front() + 1 : named.front();
    fill(from, std::max(last, from));
  } else {
    for (const int k : named) person.items.push_back(std::to_string(k));
  }
}

// “1. Fraværende: A, B og C”, “1. Godkendelse … A havde meldt afbud.”: an item that tells who came.
void read_items_on_attendance(Reading& r) {
  for (std::size_t k = 0; k < r.record.items.size() && k < 3; ++k) {
    const Item& item = r.record.items[k];
    const std::string text = item.minutes ? *item.minutes : item.case_text.value_or("");
    if (k >= r.outline.items.size()) break;
    const ItemSpan& span = r.outline.items[k];
    const std::size_t row = span.heading != no_row ? span.heading : span.body;
    if (text.size() > 1'500 || text.empty() || row >= r.sheet.rows.size()) continue;
    const auto here = static_cast<std::uint32_t>(row);
    bool told = false;  // the title says that people follow
    const std::string titled = item.title + ":";
    if (const auto heading = attendance_heading(titled); heading && heading->words.size() >= item.title.size()) {
      const auto names = names_in_list(text, true);
      for (const auto& name : names) {
        PersonText person;
        person.name = name;
        add_person(r, person, block_of(*heading), {here, here});
      }
      if (!names.empty()) continue;
      told = true;
    }
    for (const auto& sentence : sentences_in(text)) {
      const std::string_view said = std::string_view(text).substr(sentence.start, sentence.end - sentence.start);
      static constexpr PhraseScan stands_in{" deltog for ", " deltog i mødet i stedet for ",
                                            " deltog som suppleant for ", " deltog som stedfortræder for "};
      if (told || contains(lower(said), "afbud") || stands_in.in(said)) read_attendance_sentence(r, said, row, !told);
    }
  }
}

// In a board with a treasurer the vice chairman and the secretary are officers: a title, no role of
// the meeting.
void board_of_an_association(Reading& r) {
  auto& all = r.record.attendance;
  const bool treasurer = std::any_of(
      all.begin(), all.end(), [](const Attendee& a) { return lower(a.title.value_or("")).ends_with("kasserer"); });
  const bool board = contains(lower(r.record.body.value_or("")), "bestyrelse");
  if (!treasurer && !board) return;
  for (auto& person : all) {
    if (const auto office = r.offices.find(person.name);
        office != r.offices.end() && !person.title &&
        (person.role == Role::cochair || person.role == Role::secretary)) {
      const bool vice = lower(office->second).starts_with("næst");
      if (!vice && !treasurer) continue;
      person.title = office->second;
      person.role = Role::member;
    }
    const std::string title = lower(person.title.value_or(""));
    if (treasurer && person.role == Role::secretary && title == "sekretær") person.role = Role::member;
  }
}

// The mayor is in the chair of the municipal council.
void call_the_mayor(Reading& r) {
  const std::string body = lower(r.record.body.value_or(""));
  if (!contains(body, "byråd") && !contains(body, "kommunalbestyrelse")) return;
  for (const auto& person : r.record.attendance)
    if (person.role == Role::chair) return;
  for (auto& person : r.record.attendance)
    if (lower(person.title.value_or("")) == "borgmester" && person.role == Role::member) person.role = Role::chair;
}

// The only one called “formand” leads the meeting where nobody else does.
void call_the_chair(std::vector<Attendee>& all) {
  Attendee* only = nullptr;
  for (auto& person : all) {
    if (person.role == Role::chair || person.role == Role::cochair || person.moderates) return;
    const std::string title = lower(person.title.value_or(""));
    const bool chairs = title == "formand" || title == "forperson" || title == "landsformand" ||
                        title == "bestyrelsesformand" || title == "udvalgsformand";
    if (!(chairs && !person.organisation) && !title.ends_with(", formand")) continue;
    if (only) return;
    only = &person;
  }
  if (only && only->role == Role::member) only->role = Role::chair;
}

// Two or more below “Formandskab” lead the body together.
void share_the_chair(std::vector<Attendee>& all) {
  std::vector<Attendee*> chairs;
  for (auto& person : all)
    if (person.role == Role::chair) {
      if (person.status == Status::substitute || contains(lower(person.title.value_or("")), "formand")) return;
      chairs.push_back(&person);
    }
  if (chairs.size() < 2) return;
  for (Attendee* chair : chairs) chair->role = Role::cochair;
}

}  // namespace

void finish_attendance(Reading& r) {
  auto& all = r.record.attendance;
  read_items_on_attendance(r);
  board_of_an_association(r);
  std::vector<std::string> numbers;
  for (const auto& item : r.record.items)
    if (item.number) numbers.push_back(*item.number);
  for (auto& person : all) {
    if (person.substitutes_for) {
      if (const Attendee* replaced = find_person(r, *person.substitutes_for)) {
        person.substitutes_for = replaced->name;
        if (person.role == Role::member) person.role = replaced->role == Role::chair ? Role::member : replaced->role;
        if (replaced->role == Role::chair) person.role = Role::chair;
      }
    }
    limit_items(person, numbers);
  }
  call_the_mayor(r);
  share_the_chair(all);
  call_the_chair(all);
  bool remote = false;
  for (const auto& person : all) remote = remote || person.remote;
  if (remote && r.record.mode != Mode::online) r.record.mode = Mode::hybrid;
  if (!r.record.mode && r.record.place) r.record.mode = Mode::in_person;
}

}  // namespace klynge::reading
