#include "reading/person_name.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/name_words.hpp"
#include "reading/people_words.hpp"
#include "reading/person_remark.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
// An entry longer than this is no list entry but prose.
constexpr std::size_t longest_entry = 400;

bool is_lone_letter(std::string_view text) { return characters(text) == 1 || is_party(lower(text)); }

// Title and organisation out of one part: “borgmester Nord Kommune”, “formand for Udvalg for X”.
void take_attribute(PersonText& person, std::string_view part) {
  part = strip(part, " .,;:-");
  // “fra Fjordby Kommune”, “begge Boligselskabet Nord”: whom they come from.
  for (const std::string_view lead : {"fra ", "begge fra ", "alle fra ", "begge ", "alle ", "ved ", "hos "})
    if (part.starts_with(lead)) {
      part = trim(part.substr(lead.size()));
      if (starts_upper(part) && !person.organisation) person.organisation = squeeze(part);
      return;
    }
  if (part.empty() || is_lone_letter(part) || (part.size() <= 3 && all_upper(part) && person.organisation)) return;
  const std::string folded = lower(part);
  const auto words = tokens(part);
  if (contains(folded, "sekretær") && (folded.starts_with("regional") || folded.starts_with("kommunal")) &&
      person.title) {
    person.role = RoleHint::secretary;
    add_note(person, part);
    return;
  }
  std::size_t head = npos;  // last word of the title
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = lower(bare(words[i]));
    const bool upper_org = starts_upper(words[i]) && is_organisation_word(word) && !is_title_word(word);
    if (upper_org && head == npos && i == 0) break;
    if (is_title_word(word)) {
      head = i;
      const bool goes_on = i + 1 < words.size() && (lower(words[i + 1]) == "for" || lower(words[i + 1]) == "af" ||
                                                    lower(words[i + 1]) == "i" || lower(words[i + 1]) == "på" ||
                                                    lower(words[i + 1]) == "fra" || lower(words[i + 1]) == "ved");
      if (goes_on) {
        const bool from = lower(words[i + 1]) == "fra" || lower(words[i + 1]) == "ved" || lower(words[i + 1]) == "i";
        // “speciallæge i almen medicin”: a doctor's field is part of the title.
        const std::string field = lower(bare(words.back()));
        const bool speciality =
            lower(words[i + 1]) == "i" && starts_lower(words.back()) &&
            (field.ends_with("medicin") || field.ends_with("kirurgi") || field.ends_with("psykiatri"));
        const std::size_t organisation = from && !speciality ? organisation_start(words, i + 2) : words.size();
        if (organisation == i + 2 && organisation < words.size()) break;  // “direktør i Nord Kommune”
        head = words.size() - 1;
        break;
      }
      const bool more = i + 1 < words.size() && (lower(words[i + 1]) == "og" || !starts_upper(words[i + 1]) ||
                                                 is_title_word(lower(bare(words[i + 1]))));
      if (!more) break;
    }
  }
  const auto add_organisation = [&](std::string text) {
    if (text.empty()) return;
    if (person.organisation)
      *person.organisation += ", " + text;
    else
      person.organisation = std::move(text);
  };
  if (head != npos) {
    const std::string title = join_tokens(words, 0, head + 1);
    if (person.title)
      *person.title += ", " + title;
    else
      person.title = title;
    std::size_t rest = head + 1;
    if (rest < words.size() && (lower(words[rest]) == "i" || lower(words[rest]) == "ved" ||
                                lower(words[rest]) == "fra" || lower(words[rest]) == "hos"))
      ++rest;
    add_organisation(join_tokens(words, rest, words.size()));
    return;
  }
  const std::string last = lower(bare(words.back()));
  const bool definite = last.ends_with("en") || last.ends_with("et") || last.ends_with("ne");
  if (!starts_upper(part) && !person.title && !person.organisation && (!is_organisation_word(last) || !definite)) {
    person.title = squeeze(part);
    return;
  }
  add_organisation(squeeze(part));
}

RoleHint role_of_title(const PersonText& person) {
  if (!person.title) return RoleHint::none;
  const std::string folded = lower(*person.title);
  if (contains(folded, "medformand")) return RoleHint::cochair;
  if (contains(folded, "næstformand")) return RoleHint::vice_chair;
  const bool chair = folded == "formand" || folded == "forperson" || folded == "forkvinde" ||
                     folded == "udvalgsformand" || folded == "rådsformand" || folded == "bestyrelsesformand" ||
                     folded == "mødeformand";
  if (chair && !person.organisation) return RoleHint::chair;
  if (folded == "sekretær" && !person.organisation) return RoleHint::secretary;
  return RoleHint::none;
}

// Parts of an entry at commas (not those after “Kultur-,”), and remarks after dashes.
std::vector<std::string_view> comma_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size();
    const bool comma = !end && text[i] == ',' && !(i > 0 && text[i - 1] == '-');
    if (!end && !comma) continue;
    parts.push_back(trim(text.substr(start, i - start)));
    start = i + 1;
  }
  return parts;
}

// True where the letters stand in the name in this order, the first of them first (“MLy” of Mette Lyng).
bool initials_of(std::string_view letters, std::string_view name) {
  const std::string small = lower(letters), whole = lower(name);
  std::size_t at = 0;
  for (std::size_t i = 0; i < small.size();) {
    const unsigned size = code_point(small, i).size;
    const std::string_view letter = std::string_view(small).substr(i, size);
    const std::size_t found = whole.find(letter, at);
    if (found == std::string::npos || (i == 0 && found != 0)) return false;
    at = found + size;
    i += size;
  }
  return true;
}

std::optional<PersonText> vacant_seat(std::string_view entry) {
  static constexpr PhraseScan leads{"udpe", "ikke besat", "vakant", "ubesat"};
  const Folded lowered(entry);
  const std::string_view folded = lowered;
  if (!leads.in(folded)) return std::nullopt;
  for (const std::string_view words :
       {"endnu ikke udpeget", "ikke udpeget", "ikke besat", "vakant", "ubesat", "afventer udpegning",
        "mangler at blive udpeget", "udpeges senere", "ej udpeget"}) {
    const std::size_t at = folded.find(words);
    if (at == npos) continue;
    PersonText person;
    person.name = "(vacant)";
    const std::string_view title = strip(entry.substr(0, at), " -,:()");
    if (!title.empty()) person.title = squeeze(title);
    person.note = std::string(words);
    return person;
  }
  return std::nullopt;
}

// “(måske er det gået galt med dagsordenen?)”: said of the person, and no title or organisation.
bool is_said_of_someone(std::string_view inside) {
  if (inside.ends_with('?') || inside.ends_with('!')) return true;
  static constexpr PhraseScan verbs{" er ", " har ", " kan ", " skal ", " blev ", " kunne ", " havde ", " måtte "};
  return token_count(inside) >= 5 && verbs.in(Folded(inside));
}

// What one bracket holds: a remark, several with commas between, or words `kept` for later.
void take_bracket(PersonText& person, std::string_view inside, std::vector<std::string_view>& kept) {
  const auto remarks = comma_parts(inside);
  const std::string folded = lower(inside);
  bool of_one_piece = remarks.size() < 2;
  for (const std::string_view word :
       {"afbud", "stedfortræder", "suppleant for", "i stedet", " sted", "deltog", "deltager"})
    of_one_piece = of_one_piece || contains(folded, word);
  if (of_one_piece && take_remark(person, inside, Mark::bracket)) return;
  if (is_said_of_someone(inside)) return add_note(person, inside);
  if (remarks.size() < 2) {
    kept.push_back(inside);
    return;
  }
  // “(formand, Region Nord)”: each for itself.
  for (const auto remark : remarks)
    if (!take_remark(person, remark, Mark::bracket)) kept.push_back(remark);
}

// The entry without its brackets. What is said in them is taken, and `kept` where it is no remark.
std::string without_bracket_remarks(PersonText& person, std::string_view entry, std::vector<std::string_view>& kept) {
  std::string plain;
  for (std::size_t at = 0; at < entry.size();) {
    if (entry[at] != '(') {
      const std::size_t open = std::min(entry.find('(', at), entry.size());
      plain.append(entry, at, open - at);
      at = open;
      continue;
    }
    const std::size_t close = std::min(entry.find(')', at), entry.size());
    take_bracket(person, entry.substr(at + 1, close - at - 1), kept);
    at = std::min(close + 1, entry.size());
    // “centerchef (JS) formand”: what stands behind the bracket is a part of its own.
    if (plain.find(',') == std::string::npos || at == entry.size() || !letter_at(entry, at + (entry[at] == ' ')))
      continue;
    const std::string_view behind = entry.substr(at, entry.find_first_of(",(", at) - at);
    const std::string office = lower(trim(behind));
    if (office == "formand" || office == "næstformand" || office == "medformand") {
      take_remark(person, behind, Mark::bracket);
      at += behind.size();
    } else {
      plain += ',';
    }
  }
  return plain;
}

// Whether the dash at `at` sets a remark off, and is no part of a word or of a double name.
bool sets_off(std::string_view plain, std::size_t at, unsigned dash) {
  const std::string_view before = plain.substr(0, at);
  const std::string_view after = plain.substr(std::min(at + dash, plain.size()));
  const bool blank_before = !before.empty() && is_blank(before.back());
  const bool blank_after = !after.empty() && is_blank(after.front());
  if ((!blank_before && !blank_after) || after.starts_with(" og ")) return false;
  // “punkterne 2 – 11”
  const std::string_view left = trim(before), right = skip_blanks(after);
  if (!left.empty() && is_digit(left.back()) && !right.empty() && is_digit(right.front())) return false;
  // “Kildevang- Jensen”: a double name with a blank in it.
  return blank_before || !starts_upper(skip_blanks(after)) || !is_name_token(last_word(before)) ||
         is_title_word(lower(last_word(before)));
}

// Takes the remarks after dashes (“Nord Kommune – afbud”, “næstformand- afbud”); the other parts with commas between.
std::string without_dash_remarks(PersonText& person, const std::string& plain) {
  std::string body;
  std::size_t start = 0;
  const auto part_done = [&](std::size_t end) {
    const std::string_view part = trim(std::string_view(plain).substr(start, end - start));
    if (part.empty()) return;
    if (!body.empty() && take_remark(person, part, Mark::dash)) return;
    if (!body.empty()) body += ", ";
    body += part;
  };
  static constexpr Bytes may_be_dash{"-\xe2"};
  for (std::size_t i = may_be_dash.find(plain); i < plain.size(); i = may_be_dash.find(plain, i + 1)) {
    const unsigned dash = dash_at(plain, i);
    if (dash == 0 || !sets_off(plain, i, dash)) continue;
    part_done(i);
    start = i + dash;
  }
  part_done(plain.size());
  return body;
}

// The name, with what stands before and behind it in its part. Returns which part held it.
std::optional<std::size_t> take_name(PersonText& person, const std::vector<std::string_view>& parts) {
  if (parts.empty()) return std::nullopt;
  auto words = tokens(parts[0]);
  std::optional<NameRun> run = find_name(words);
  // “Formand: N.N.” or “formand, N.N.”: the name stands in the second part.
  std::size_t name_part = 0;
  if ((!run || run->to - run->from < 2) && parts.size() > 1 && looks_like_name(parts[1]) &&
      is_title_word(lower(bare(words.empty() ? "" : words.back())))) {
    name_part = 1;
    words = tokens(parts[1]);
    run = NameRun{0, words.size()};
  }
  if (!run) return std::nullopt;
  const bool one_word = run->to - run->from == 1;
  if (one_word && !is_given_name(words[run->from])) return std::nullopt;
  // “Bente Eckholm DH”: the letters are whom she speaks for, “Bente Eckholm BE” her own.
  const std::string_view last = words[run->to - 1];
  if (run->to - run->from >= 3 && characters(last) == 2 && all_upper(last)) --run->to;
  const std::string name = join_tokens(words, run->from, run->to);
  person.name = std::string(strip(name, ".,;:"));
  if (run->from > 0) {
    const std::string before = join_tokens(words, 0, run->from);
    const std::string first = lower(bare(words[0]));
    if (run->from == 1 && !is_title_word(first) && starts_organisation(first))
      person.organisation = before;
    else if (!lower(before).ends_with("medlemmer"))
      person.title = std::string(strip(before, ":"));
  }
  if (name_part == 1) take_attribute(person, parts[0]);
  std::size_t behind = run->to;
  if (behind < words.size() && words[behind].size() <= 4 && all_upper(words[behind]) &&
      initials_of(words[behind], person.name))
    person.initials = std::string(words[behind++]);
  if (behind < words.size()) {
    const std::string rest = join_tokens(words, behind, words.size());
    if (!take_remark(person, rest, Mark::comma)) take_attribute(person, rest);
  }
  return name_part;
}

// A part behind the name: a remark, initials, a title or an organisation.
void take_part(PersonText& person, std::string_view part) {
  if (take_remark(person, part, Mark::comma)) return;
  // “Fjordby Kommune/formand”
  if (const std::size_t slash = part.rfind('/'); slash != npos && slash > 0 && starts_lower(part.substr(slash + 1)) &&
                                                 take_remark(person, part.substr(slash + 1), Mark::bracket))
    part = part.substr(0, slash);
  if (part.size() <= 6 && all_upper(part) && characters(part) >= 2 && initials_of(part, person.name)) {
    person.initials = std::string(part);
    return;
  }
  const bool chaired = person.role == RoleHint::chair && !person.bracketed_role && !person.organisation &&
                       starts_lower(person.title.value_or("F"));
  take_attribute(person, part);
  // “formand, Fjordby Idrætsråd” leads that organisation, “Fjordby Kommune, formand” this meeting.
  if (chaired && person.organisation) person.role = RoleHint::none;
}

// Letters in a bracket that are not the name's own are an organisation's, or a party's.
void settle_initials(PersonText& person) {
  if (!person.initials || initials_of(*person.initials, person.name)) return;
  if (!person.organisation && characters(*person.initials) > 1 && !is_party(lower(*person.initials)))
    person.organisation = person.initials;
  person.initials.reset();
}

}  // namespace

std::string without_brackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(';
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return squeeze(out);
}

std::optional<PersonText> parse_person(std::string_view entry) {
  // “Ida Holm #17 Formand”: the number of a house or a membership.
  if (const std::size_t number = entry.find(" #"); number != npos && number + 2 < entry.size()) {
    std::size_t behind = number + 2;
    while (behind < entry.size() && is_digit(entry[behind])) ++behind;
    if (behind > number + 2 && (behind == entry.size() || is_blank(entry[behind])))
      return parse_person(std::string(entry.substr(0, number)) + std::string(entry.substr(behind)));
  }
  entry = entry.substr(bullet_length(entry));
  if (const std::size_t number = enumerator_length(entry); number > 0 && is_digit(entry[0]))
    entry.remove_prefix(number);
  entry = strip(entry, " ,;");
  if (entry.size() < 3 || entry.size() > longest_entry) return std::nullopt;
  if (entry.starts_with('(') && entry.ends_with(')')) entry = trim(entry.substr(1, entry.size() - 2));
  if (auto vacant = vacant_seat(entry)) return vacant;
  // “Landboforeningen v/ Søren Holm (formand)”
  if (const std::size_t at = entry.find(" v/");
      at != npos && at > 1 && at < 60 && entry.find(',') > at && !looks_like_name(entry.substr(0, at))) {
    auto person = parse_person(entry.substr(at + 3));
    if (person && !person->organisation) person->organisation = squeeze(entry.substr(0, at));
    return person;
  }
  // “som stedfortræder for A: B”
  if (const std::size_t colon = entry.find(": "); colon != npos && stands_in(entry)) {
    const auto replaced = replaced_name(without_brackets(entry.substr(0, colon)));
    auto stand_in = parse_person(entry.substr(colon + 2));
    if (!replaced || !stand_in) return std::nullopt;
    stand_in->substitute = true;
    stand_in->substitutes_for = replaced;
    return stand_in;
  }

  PersonText person;
  std::vector<std::string_view> kept;
  const std::string body = without_dash_remarks(person, without_bracket_remarks(person, entry, kept));
  auto parts = comma_parts(body);
  const auto name_part = take_name(person, parts);
  if (!name_part) return std::nullopt;
  for (std::size_t i = *name_part + 1; i < parts.size(); ++i) take_part(person, parts[i]);
  settle_initials(person);
  for (const auto inside : kept) {
    if (person.organisation && person.title)
      add_note(person, inside);
    else
      for (const auto part : comma_parts(inside)) take_attribute(person, part);
  }
  if (person.role == RoleHint::none) person.role = role_of_title(person);
  return person;
}

}  // namespace klynge::reading
