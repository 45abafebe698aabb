#include "reading/attendance.hpp"

#include <algorithm>
#include <string>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/attendance_table.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

struct Block {
  Status status = Status::present;
  Role role = Role::member;
  bool recorder = false, moderates = false, substitutes = false;
  std::optional<std::string> organisation;   // “Fra PLO-Fjord”
  std::string items;                         // “som deltager i punkterne 1, 2 og 3”
};

Block block_of(Label label, std::string_view heading) {
  Block block;
  switch (label) {
    case Label::guests: block.role = Role::guest; break;
    case Label::observers: block.role = Role::observer; break;
    case Label::administration: block.role = Role::administration; break;
    case Label::secretary: block.role = Role::secretary; break;
    case Label::recorder: block.role = Role::secretary; block.recorder = true; break;
    case Label::apologies: block.status = Status::apologies; break;
    case Label::substitutes: block.status = Status::substitute; block.substitutes = true; break;
    case Label::chair: block.role = Role::chair; break;
    case Label::moderator: block.moderates = true; break;
    default: break;
  }
  const std::string folded = lower(heading);
  if (contains(folded, "punkt") || contains(folded, "pkt")) block.items = std::string(heading);
  return block;
}

// Headings of lists that no table knows: “Udvalgsformænd med observatørstatus:”, “Gæster under punkt 3”.
Label label_by_words(std::string_view text) {
  if (text.size() > 90 || text.ends_with('.')) return Label::none;
  const std::string folded = lower(strip(text, " :"));
  if (contains(folded, ",") && !contains(folded, "punkt")) return Label::none;
  const auto starts = [&](std::string_view word) { return folded.starts_with(word); };
  if (contains(folded, "observatør") && (text.ends_with(':') || starts("observatør"))) return Label::observers;
  if (starts("gæst") || starts("inviterede") || starts("øvrige deltagere") || starts("desuden deltog") || starts("endvidere deltog") || starts("andre deltagere") || starts("eksterne")) return Label::guests;
  if (starts("afbud") || starts("fraværende") || starts("ikke til stede")) return text.ends_with(':') || tokens(folded).size() <= 3 ? Label::apologies : Label::none;
  if (starts("administrativ") || starts("fra administrationen") || starts("fra forvaltningen") || starts("deltagere fra administration") || starts("deltagere fra forvaltning")) return Label::administration;
  if (starts("sekretariat")) return tokens(folded).size() <= 3 ? Label::secretary : Label::none;
  if (starts("suppleanter") || starts("stedfortrædere")) return Label::substitutes;
  if (text.ends_with(':') && (starts("deltagere") || starts("mødedeltagere") || starts("til stede") || starts("medlemmer") || starts("deltager"))) return Label::present;
  return Label::none;
}

// “Fra Region Nord”, “PLO-Fjord:”: a heading inside a list that names where the next ones come from.
std::optional<std::string> group_organisation(std::string_view text) {
  std::string_view rest = strip(text, " :");
  const bool side = rest.starts_with("For ");
  const bool from = side || rest.starts_with("Fra ") || rest.starts_with("fra ");
  if (!from && !text.ends_with(':')) return std::nullopt;
  if (from) rest.remove_prefix(4);
  if (rest.empty() || rest.size() > 70 || contains(rest, ",")) return std::nullopt;
  const auto words = tokens(rest);
  if (words.size() > 6 || looks_like_name(rest)) return std::nullopt;
  // “kommunerne” is no one's employer, nor is “For PLO” more than a side of the table.
  if (side || !starts_upper(rest)) return std::string();
  const std::string folded = lower(rest);
  if (folded.ends_with("erne") || folded.ends_with("udvalget") || folded == "kommuner" || folded == "regionen") return std::string();
  return squeeze(rest);
}

std::string pointer(std::size_t index, std::string_view field) { return "/attendance/" + std::to_string(index) + "/" + std::string(field); }

Attendee* find_person(Reading& r, std::string_view name, std::size_t* index = nullptr) {
  auto& all = r.record.attendance;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) {
      if (index) *index = i;
      return &all[i];
    }
  if (name == "(vacant)") return nullptr;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (same_person(all[i].name, name)) {
      if (index) *index = i;
      return &all[i];
    }
  return nullptr;
}

void add_note(Attendee& person, const std::optional<std::string>& note) {
  if (!note || note->empty()) return;
  if (!person.note) person.note = note;
  else if (!contains(*person.note, *note)) *person.note += "; " + *note;
}

void add_substitute(Reading& r, const std::string& name, const std::optional<std::string>& for_whom, Role role, std::size_t row, std::string_view part) {
  if (Attendee* known = find_person(r, name)) {
    known->status = Status::substitute;
    if (for_whom && !known->substitutes_for) known->substitutes_for = for_whom;
    return;
  }
  if (r.record.attendance.size() >= limits::persons_per_meeting) return;
  Attendee person;
  person.name = name;
  person.status = Status::substitute;
  person.role = role;
  person.substitutes_for = for_whom;
  r.record.attendance.push_back(std::move(person));
  r.note(pointer(r.record.attendance.size() - 1, "name"), place_of(r.sheet, row, part, 0.8f));
}

void add_person(Reading& r, const PersonText& text, const Block& block, std::size_t row, std::string_view part) {
  std::size_t index = 0;
  Attendee* known = text.name == "(vacant)" ? nullptr : find_person(r, text.name, &index);
  // Under “Afbud” a remark on items says that the person was there for the others.
  const bool partly = text.note && (contains(lower(*text.note), "punkt") || contains(lower(*text.note), "pkt"));
  const bool absent = text.absent || (block.status == Status::apologies && !partly);
  if (!known) {
    if (r.record.attendance.size() >= limits::persons_per_meeting) return;
    Attendee person;
    person.name = text.name;
    person.role = block.role;
    person.status = text.name == "(vacant)" ? Status::vacant : Status::present;
    r.record.attendance.push_back(std::move(person));
    index = r.record.attendance.size() - 1;
    known = &r.record.attendance.back();
    const float confidence = tokens(text.name).size() >= 2 ? 0.92f : 0.6f;
    r.note(pointer(index, "name"), place_of(r.sheet, row, part, confidence));
    known->title = text.title;
    known->organisation = text.organisation;
    if (!known->organisation && block.organisation && !block.organisation->empty()) known->organisation = block.organisation;
  } else {
    if (!known->title) known->title = text.title;
    if (!known->organisation) known->organisation = text.organisation;
    if (block.role != Role::member && known->role == Role::member && !block.recorder && block.status == Status::present && block.role != Role::guest) known->role = block.role;
  }
  Attendee& person = *known;
  if (text.role == RoleHint::chair && person.role == Role::member && (text.bracketed_role || !person.organisation)) person.role = Role::chair;
  if (text.role == RoleHint::cochair && (person.role == Role::member || person.role == Role::chair)) person.role = Role::cochair;
  if (text.role == RoleHint::secretary) person.role = Role::secretary;
  if (text.role == RoleHint::observer && person.role == Role::member) person.role = Role::observer;
  if (text.role == RoleHint::guest && person.role == Role::member) person.role = Role::guest;
  if (absent) {
    person.status = Status::apologies;
    r.note(pointer(index, "status"), place_of(r.sheet, row, part, 0.92f));
  }
  if (text.substitute || block.substitutes) person.status = Status::substitute;
  if (text.substitutes_for) person.substitutes_for = text.substitutes_for;
  person.remote = person.remote || text.remote;
  person.moderates = person.moderates || text.moderates || block.moderates;
  add_note(person, text.note);
  if (!block.items.empty()) add_note(person, block.items);
  if (block.recorder || text.recorder) {
    if (person.role == Role::secretary) add_note(person, std::string("Referent"));
    r.record.approval.push_back({person.name, Act::recorded});
    r.note("/approval/" + std::to_string(r.record.approval.size() - 1) + "/by", place_of(r.sheet, row, part, 0.9f));
  }
  if (text.stand_in) {
    const Role role = person.role;
    const std::string name = person.name;
    add_substitute(r, *text.stand_in, name, role, row, part);
  }
}

bool is_prose(std::string_view text) {
  if (!text.ends_with('.') && text.size() < 160) return false;
  const std::string folded = lower(text.substr(0, 300));
  for (const std::string_view word : {" var ", " blev ", " har ", " havde ", " er ", " forlod ", " mødte ", " ankom ", " kom ", " gik ", " deltog ", " deltager ", " kan ", " skal ", " bød "})
    if (contains(folded, word)) return true;
  return false;
}

bool office_of_one(std::string_view words) {
  const std::string folded = lower(words);
  for (const std::string_view word : {"formand", "næstformand", "medlem", "sekretær", "observatør", "gæst", "suppleant", "stedfortræder", "forperson", "referent", "deltager"})
    if (folded == word) return true;
  return false;
}

// Joins the rows of one person: a name, and below it title and party.
struct Entry {
  std::string text;
  std::uint32_t row = 0;
};

// The row's text with the rows that go on with it; `next` moves behind them.
std::string paragraph_at(const Reading& r, std::size_t row, std::string_view text, std::size_t end, std::size_t& next) {
  std::string paragraph = squeeze(text);
  std::string_view last = text;
  next = row + 1;
  for (std::size_t at = row; next < end && next < row + 8; ++next) {
    if (r.row(next).furniture) continue;
    if (!r.free(next) || r.classes[next].label.label != Label::none || !continues(r.sheet, r.row(at), last, r.row(next), r.row(next).text)) break;
    append_continuation(paragraph, r.row(next).text, r.hyphens);
    last = r.row(next).text;
    at = next;
  }
  return paragraph;
}

bool names_nobody(std::string_view text) {
  const std::string folded = lower(strip(text, " .:-"));
  for (const std::string_view word : {"ingen", "ingen afbud", "alle", "alle mødt", "ingen fraværende", "alle var mødt", "alle er mødt", "alle mødte", "ingen.", "-", "", "intet", "ikke nogen", "alle medlemmer", "alle til stede"})
    if (folded == word) return true;
  return false;
}

std::vector<Entry> entries_of(Reading& r, const std::vector<Piece>& rows) {
  std::vector<Entry> entries;
  const Piece* before = nullptr;
  for (const Piece& piece : rows) {
    std::string_view text = strip(piece.text.substr(bullet_length(piece.text)), " ,;|");
    if (text.empty() || names_nobody(text)) continue;
    const Row& row = r.row(piece.row);
    const bool bulleted = bullet_length(piece.text) > 0;
    const auto people = parse_people(text);
    const bool person = !people.empty();
    const bool dangling = !entries.empty() && (entries.back().text.ends_with(',') || entries.back().text.ends_with(" og") || entries.back().text.ends_with('-'));
    const bool vacancy = text.starts_with('(') && !people.empty() && people.front().name == "(vacant)";
    if (!entries.empty() && !bulleted && !vacancy && before && row.table == r.row(before->row).table && (!person || dangling || starts_lower(text) || text.starts_with('('))) {
      const bool full = continues(r.sheet, r.row(before->row), before->text, row, piece.text) || dangling || starts_lower(text) || text.starts_with('(');
      if (full) append_continuation(entries.back().text, text, r.hyphens);
      else if (text.size() < 80) entries.back().text += ", " + std::string(text);
      before = &piece;
      continue;
    }
    if (person) {
      // Trailing commas and “og” of a list that goes on below.
      std::string_view raw = trim(piece.text.substr(bullet_length(piece.text)));
      entries.push_back({std::string(raw), piece.row});
    }
    before = &piece;
  }
  return entries;
}

void read_rows(Reading& r, const std::vector<Piece>& rows, const Block& block) {
  for (const Entry& entry : entries_of(r, rows))
    for (const PersonText& person : parse_people(entry.text)) {
      const std::string_view line = r.row(entry.row).text;
      const std::size_t at = line.find(person.name);
      add_person(r, person, block, entry.row, at == npos ? line : line.substr(at, person.name.size()));
    }
}

std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    int value = 0;
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits++ < 4) value = value * 10 + (text[at++] - '0');
    std::size_t next = at;
    while (next < text.size() && is_blank(text[next])) ++next;
    if (const unsigned dash = dash_at(text, next); dash && !numbers.empty() && numbers.back() < 0) next += dash;
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
  const auto fill = [&](int from, int to) {
    for (int k = from; k <= to && k - from < 300; ++k) person.items.push_back(std::to_string(k));
  };
  const std::string_view before = std::string_view(folded).substr(0, at);
  const bool away = contains(folded, "deltog ikke") || contains(folded, "ikke til stede") || contains(folded, "inhabil") || contains(folded, "fraværende") || contains(folded, "ikke med") || contains(folded, "deltager ikke") || contains(folded, "afbud");
  const bool left = contains(folded, "forlod") || contains(folded, "gik ") || contains(before, "til og med") || contains(before, "indtil") || contains(before, "til punkt") || before.ends_with("til ");
  const bool came = contains(before, "fra ") || contains(folded, "ankom") || contains(folded, "kom ") || contains(folded, "tiltrådte") || contains(folded, "fra og med");
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
    fill(1, including || under || !contains(before, "til ") ? (contains(before, "før") || contains(before, "inden") ? named.front() - 1 : named.front()) : named.front());
  } else if (came) {
    const int from = contains(before, "efter") ? named.front() + 1 : named.front();
    fill(from, std::max(last, from));
    if (last < from) person.items.clear();
  } else {
    for (const int k : named) person.items.push_back(std::to_string(k));
  }
}

std::string_view names_until_clause(std::string_view text) {
  const std::string folded = lower(text);
  std::size_t end = text.size();
  for (const std::string_view stop : {", der ", ", som ", " der havde", " som havde", " som har", " der har", ". ", " på grund", " pga", " grundet", " med afbud", ", hvor", " var ", " deltog", " havde meldt", " har meldt"})
    if (const std::size_t at = folded.find(stop); at != npos) end = std::min(end, at);
  return strip(text.substr(0, end), " .,:;");
}

void apologise(Reading& r, std::string_view names, std::size_t row) {
  Block block;
  block.status = Status::apologies;
  for (const auto& person : parse_people(names)) {
    const std::string_view line = r.row(row).text;
    const std::size_t at = line.find(person.name);
    add_person(r, person, block, row, at == npos ? line : line.substr(at, person.name.size()));
  }
}

}  // namespace

bool read_attendance_sentence(Reading& r, std::string_view text, std::size_t row, bool only_changes) {
  if (text.size() > 1'500) return false;
  const std::string folded = lower(text);
  // “Alle var mødt, undtagen A og B, der havde meldt afbud.”
  if (folded.starts_with("alle") || folded.starts_with("samtlige") || contains(folded, "alle medlemmer")) {
    for (const std::string_view word : {"undtagen ", "bortset fra ", "med undtagelse af ", "på nær ", "undtaget "})
      if (const std::size_t at = folded.find(word); at != npos) {
        apologise(r, names_until_clause(text.substr(at + word.size())), row);
        return true;
      }
    return contains(folded, "mødt") || contains(folded, "til stede");
  }
  for (const std::string_view lead : {"der var afbud fra ", "der er afbud fra ", "afbud fra: ", "afbud fra ", "der er meldt afbud fra ", "der var meldt afbud fra ", "fraværende var ", "afbud er modtaget fra "}) {
    const std::size_t at = folded.find(lead);
    if (at == npos || at > 40 || (at > 0 && !only_changes && at > 12)) continue;
    const std::string_view names = names_until_clause(text.substr(at + lead.size()));
    if (only_changes && parse_people(names).empty()) continue;
    apologise(r, names, row);
    return true;
  }
  // “1. stedfortræder på liste V, Kim Lund, indkaldes som følge af afbud fra Ole Holm”
  // “I stedet for Y deltog X”, “X deltog i stedet for Y”, “X deltog som suppleant for Y”.
  for (const std::string_view lead : {"i stedet for ", "som stedfortræder for ", "som suppleant for ", "suppleant for ", "stedfortræder for ", "som vikar for "}) {
    const std::size_t at = folded.find(lead);
    if (at == npos) continue;
    const std::string_view after = text.substr(at + lead.size());
    if (at == 0) {
      for (const std::string_view verb : {" deltog ", " deltager ", " mødte ", " møder ", " indtrådte "}) {
        const std::size_t verb_at = after.find(verb);
        if (verb_at == npos) continue;
        const std::string_view absent = strip(after.substr(0, verb_at), " ,.");
        std::string_view stand_in = strip(after.substr(verb_at + verb.size()), " ,.");
        for (const std::string_view word : {"suppleant ", "stedfortræder ", "suppleanten ", "stedfortræderen "})
          if (stand_in.starts_with(word)) stand_in.remove_prefix(word.size());
        stand_in = names_until_clause(stand_in);
        if (!looks_like_name(absent) || !looks_like_name(stand_in)) continue;
        apologise(r, absent, row);
        add_substitute(r, squeeze(stand_in), squeeze(absent), Role::member, row, stand_in);
        return true;
      }
      continue;
    }
    std::string_view before = text.substr(0, at);
    for (const std::string_view verb : {" deltog", " deltager", " mødte", " møder", " indtrådte", " indtræder", " var mødt", " er indkaldt", " var indkaldt"})
      if (const std::size_t verb_at = before.rfind(verb); verb_at != npos) before = before.substr(0, verb_at);
    before = strip(before, " ,.");
    const std::string_view absent = names_until_clause(after);
    if (!looks_like_name(before) || !looks_like_name(absent)) continue;
    apologise(r, absent, row);
    add_substitute(r, squeeze(before), squeeze(absent), Role::member, row, before);
    return true;
  }
  // “1. stedfortræder på liste V, Kim Lund, indkaldes som følge af afbud fra Ole Holm”.
  if (const std::size_t called = folded.find("stedfortræder"); called != npos && contains(folded, "indkald")) {
    const std::size_t from = folded.find("afbud fra ");
    const std::size_t first = text.find(", ", called);
    const std::size_t second = first == npos ? npos : text.find(',', first + 2);
    if (from != npos && second != npos && second < from) {
      const std::string_view stand_in = trim(text.substr(first + 2, second - first - 2));
      const std::string_view absent = names_until_clause(text.substr(from + std::string_view("afbud fra ").size()));
      if (looks_like_name(stand_in) && looks_like_name(absent)) {
        apologise(r, absent, row);
        add_substitute(r, squeeze(stand_in), squeeze(absent), Role::member, row, stand_in);
        return true;
      }
    }
  }
  // “A og B havde meldt afbud”, “A var fraværende”.
  for (const std::string_view verb : {" havde meldt afbud", " har meldt afbud", " meldte afbud", " var fraværende", " var forhindret", " deltog ikke i mødet", " var ikke til stede", " er fraværende", " havde afbud"}) {
    const std::size_t at = folded.find(verb);
    if (at == npos) continue;
    const auto names = names_in_list(text.substr(0, at), false);
    if (names.empty()) continue;
    if (only_changes && contains(folded, "punkt")) continue;
    apologise(r, text.substr(0, at), row);
    return true;
  }
  // “A forlod mødet efter punkt 5”, “A deltog i punkt 3”.
  for (const std::string_view verb : {" forlod ", " ankom ", " deltog ", " deltager ", " gik ", " kom ", " tiltrådte mødet", " indtrådte "}) {
    const std::size_t at = folded.find(verb);
    if (at == npos || only_changes) continue;
    const auto names = names_in_list(text.substr(0, at), false);
    const auto people = names.empty() ? parse_people(text.substr(0, at)) : std::vector<PersonText>{};
    if (names.empty() && people.size() != 1) continue;
    const std::string_view note = strip(text.substr(at), " .,");
    Block block;
    // Where the members are listed, one who is not among them is a guest.
    const bool guest = (verb == " deltog " || verb == " deltager ") && contains(folded, "punkt") && find_person(r, names.empty() ? people[0].name : names[0]) == nullptr &&
                       std::any_of(r.record.attendance.begin(), r.record.attendance.end(), [](const Attendee& a) { return a.status == Status::present && a.role != Role::guest && !a.note; });
    if (guest) block.role = Role::guest;
    const auto add = [&](PersonText person) {
      person.note = std::string(note);
      const std::string_view line = r.row(row).text;
      const std::size_t name_at = line.find(person.name);
      add_person(r, person, block, row, name_at == npos ? line : line.substr(name_at, person.name.size()));
    };
    for (const auto& name : names) {
      PersonText person;
      person.name = name;
      add(person);
    }
    for (const auto& person : people) add(person);
    return true;
  }
  return false;
}

void read_attendance_rows(Reading& r, const AttendanceRows& rows) {
  read_rows(r, rows.rows, block_of(rows.label, rows.heading));
}

void read_attendance(Reading& r) {
  const std::size_t end = r.outline.header_end;
  bool members_listed = false, present_listed = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture) continue;
    members_listed = members_listed || (r.classes[i].label.label == Label::members && !office_of_one(r.classes[i].label.words));
    present_listed = present_listed || r.classes[i].label.label == Label::present;
  }
  for (std::size_t i = 0; i < end;) {
    if (!r.free(i)) {
      ++i;
      continue;
    }
    std::size_t behind = i;
    if (const auto table = attendance_table(r, i, end, behind); !table.empty()) {
      for (const auto& entry : table) {
        const std::string_view line = r.row(entry.row).text;
        const std::size_t at = line.find(entry.person.name);
        add_person(r, entry.person, Block{}, entry.row, at == npos ? line : line.substr(at, entry.person.name.size()));
      }
      for (; i < behind; ++i) r.taken[i] = true;
      continue;
    }
    const LabelFound& found = r.classes[i].label;
    Label label = found.label;
    const std::string_view text = r.row(i).text;
    const bool prose = is_prose(text);
    std::string_view value = is_attendance(label) && !found.alone ? text.substr(found.value) : std::string_view{};
    if (!is_attendance(label)) {
      label = label == Label::none && !r.classes[i].bullet ? label_by_words(text) : Label::none;
      // “For regionen:” with persons below opens a list as well.
      const bool side = (text.starts_with("For ") || text.starts_with("Fra ")) && text.ends_with(':') && i + 1 < end && parse_people(r.row(i + 1).text).size() == 1;
      if (label == Label::none && side) label = Label::present;
      if (label == Label::none) {
        std::size_t behind_prose = i + 1;
        const std::string paragraph = paragraph_at(r, i, text, end, behind_prose);
        if ((prose || is_prose(paragraph)) && read_attendance_sentence(r, paragraph, i, false)) {
          for (; i < behind_prose; ++i) r.taken[i] = true;
          continue;
        }
        if (prose && read_attendance_sentence(r, text, i, false)) r.taken[i] = true;
        else if (!prose && text.starts_with("Afbud fra ") && read_attendance_sentence(r, text, i, false)) r.taken[i] = true;
        ++i;
        continue;
      }
      value = {};
      const std::size_t colon = text.find(':');
      if (colon != npos && colon + 1 < text.size()) value = trim(text.substr(colon + 1));
    }
    const bool by_side = !is_attendance(found.label) && (text.starts_with("For ") || text.starts_with("Fra "));
    Block block = block_of(label, value.empty() ? text : found.label != Label::none ? found.words : text.substr(0, text.find(':')));
    if (label == Label::present && members_listed && present_listed) block.role = Role::guest;
    if (by_side)
      if (const auto organisation = group_organisation(text)) block.organisation = organisation;
    r.taken[i] = true;
    std::vector<Piece> rows;
    if (!value.empty()) {
      const std::string value_text(value);
      std::size_t behind_prose = i + 1;
      const std::string paragraph = paragraph_at(r, i, value, end, behind_prose);
      if (is_prose(paragraph) && read_attendance_sentence(r, paragraph, i, false)) {
        for (; i < behind_prose; ++i) r.taken[i] = true;
        continue;
      }
      rows.push_back({static_cast<std::uint32_t>(i), value});
    }
    const bool one_line = (label == Label::moderator || label == Label::recorder || label == Label::chair) && !value.empty();
    std::size_t next = i + 1;
    for (; next < end && !one_line; ++next) {
      if (r.row(next).furniture) continue;
      if (!r.free(next)) break;
      const std::string_view row = r.row(next).text;
      const LineClass& c = r.classes[next];
      const bool one_office = c.label.alone && !c.label.colon && !rows.empty() && looks_like_name(rows.back().text) && office_of_one(c.label.words);
      if (!one_office && c.label.label != Label::none && c.label.label != Label::mark && c.label.label != Label::chair && !(c.label.label == Label::secretary && !c.label.alone && !c.label.colon)) break;
      // “Formand” or “Medlem” alone under a name is that person's title.
      if (c.label.label == Label::chair && c.label.alone && !one_office) break;
      if (!one_office && label_by_words(row) != Label::none) break;
      if (c.time_only || c.lead_in) break;
      if (const auto organisation = group_organisation(row)) {
        read_rows(r, rows, block);
        rows.clear();
        block.organisation = organisation;
        r.taken[next] = true;
        continue;
      }
      // “Nord Kommune: Lone Prip, Bo Krag”: the employer of all in the row.
      if (const std::size_t colon = row.find(": "); colon != npos && colon < 60 && !looks_like_name(row.substr(0, colon)) && starts_upper(row)) {
        const auto people = parse_people(row.substr(colon + 2));
        if (!people.empty()) {
          read_rows(r, rows, block);
          rows.clear();
          Block of_one = block;
          of_one.organisation = squeeze(row.substr(0, colon));
          read_rows(r, {{static_cast<std::uint32_t>(next), row.substr(colon + 2)}}, of_one);
          r.taken[next] = true;
          continue;
        }
      }
      if (is_prose(row)) {
        if (!read_attendance_sentence(r, row, next, false)) break;
        r.taken[next] = true;
        continue;
      }
      if (!dates_in(row).empty() && parse_people(row).empty()) break;
      rows.push_back({static_cast<std::uint32_t>(next), row});
      r.taken[next] = true;
    }
    read_rows(r, rows, block);
    i = std::max(next, i + 1);
  }
}

void finish_attendance(Reading& r) {
  auto& all = r.record.attendance;
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
  bool remote = false;
  for (const auto& person : all) remote = remote || person.remote;
  if (remote && r.record.mode != Mode::online) r.record.mode = Mode::hybrid;
  if (!r.record.mode && r.record.place) r.record.mode = Mode::in_person;
}

}  // namespace klynge::reading
