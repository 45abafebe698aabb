#include <algorithm>

#include "base/text.hpp"
#include "reading/name_words.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/person_remark.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

// Several persons in one text: where each of them begins.
namespace klynge::reading {

constexpr auto npos = std::string_view::npos;

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  int depth = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    const std::string_view part = trim(text.substr(start, end - start));
    if (!part.empty()) parts.push_back(part);
    start = next;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (depth > 0) continue;
    if ((text[i] == ',' || text[i] == ';') && !(i > 0 && text[i - 1] == '-')) cut(i, i + 1);
    const char next = i + 1 < text.size() ? text[i + 1] : 0;
    // “Sundheds- og omsorgschef”
    if (text[i] == ' ' && i > 0 && text[i - 1] == '-') continue;
    const bool may_link = text[i] == ' ' ? next == 'o' || next == 's' || next == '&' : text[i] == '.' && next == ' ';
    if (!may_link) continue;
    for (const std::string_view word : {" og ", " samt ", " & ", ". Samt "})
      if (i >= start && text.substr(i).starts_with(word) &&
          (word != " & " || is_given_name(first_word(text.substr(i + 3))))) {
        cut(i, i + word.size());
        break;
      }
  }
  cut(text.size(), text.size());
  return parts;
}

std::vector<std::string> names_in_list(std::string_view text, bool single) {
  std::vector<std::string> names;
  for (std::string_view part : split_list(strip(text, " .:;"))) {
    if (part.starts_with("og ")) part.remove_prefix(3);
    if (part.starts_with("samt ")) part.remove_prefix(5);
    if (!looks_like_name(part, single)) return {};
    names.push_back(squeeze(strip(part, " .")));
  }
  return names;
}

namespace {

// “2x Kirsten”: two of that name.
std::string_view without_count(std::string_view part) {
  if (part.size() < 4 || !is_digit(part[0])) return part;
  const bool counted = part.substr(1).starts_with("x ") || part.substr(1).starts_with(" x ");
  return counted ? trim(part.substr(part.find('x') + 1)) : part;
}

// The part up to a bracket or to a dash between blanks: “Ulf – Bos afløser”.
std::string_view name_part_of(std::string_view part) {
  std::string_view plain = without_count(part.substr(0, part.find('(')));
  static constexpr Bytes blank_or_dash{" -\xe2"};
  for (std::size_t i = blank_or_dash.find(plain, 1); i < plain.size() && i + 1 < plain.size();
       i = blank_or_dash.find(plain, i + 1))
    if (plain.substr(i).starts_with(" via ") || plain.substr(i).starts_with(" på Teams") ||
        plain.substr(i).starts_with(" fra kl") || plain.substr(i).starts_with(" til kl")) {
      plain = plain.substr(0, i);
      break;
    } else if (const unsigned dash = dash_at(plain, i);
               dash > 0 && is_blank(plain[i - 1]) && i + dash < plain.size() && is_blank(plain[i + dash])) {
      plain = plain.substr(0, i);
      break;
    }
  return trim(plain);
}

// A first name alone, with a letter (“Lasse B.”) or an office before it (“suppleant Jytte”).
bool is_first_name(std::string_view part) {
  const Tokens all = tokens(name_part_of(part));
  std::span<const std::string_view> words = all;
  if (words.size() == 2 && is_title_word(lower(bare(words[0]))) && !is_given_name(words[0])) words = words.subspan(1);
  const bool lettered =
      words.size() == 2 && characters(strip(words[1], ".")) == 1 && is_upper(code_point(words[1], 0).value);
  if (words.size() != 1 && !lettered) return false;
  const std::string_view word = strip(words[0], ".");
  const std::string folded = lower(word);
  return is_name_token(word) && characters(word) > 1 && !is_title_word(folded) &&
         (is_given_name(word) || (!is_organisation_word(folded) && !starts_organisation(folded) && !is_party(folded)));
}

// “Bente Eckholm DH”: a name and the letters of whom it speaks for.
bool is_name_with_letters(std::span<const std::string_view> words) {
  if (words.size() < 3 || !all_upper(words.back()) || !is_given_name(words[0])) return false;
  const std::size_t letters = characters(words.back());
  return letters >= 2 && letters <= 5 && words.back().back() != '.' &&
         looks_like_name(join_tokens(words, 0, words.size() - 1));
}

// What a part of a list may be.
enum class Part { person, maybe_person, attribute };

Part part_of(std::string_view part, bool single) {
  const std::string_view plain = name_part_of(part);
  const auto words = tokens(plain);
  if (words.empty() || words.size() > 14) return Part::attribute;
  // “Landboforeningen v/ Søren Holm”
  if (const std::size_t at = plain.find(" v/"); at != npos && at > 1 && looks_like_name(plain.substr(at + 3)))
    return Part::person;
  // “Annette Bo for Patricia Krag”
  if (const std::size_t at = plain.find(" for "); at != npos && looks_like_name(plain.substr(0, at)) &&
                                                  looks_like_name(plain.substr(at + 5)) &&
                                                  is_given_name(first_word(plain.substr(at + 5))))
    return Part::person;
  // A party's letter or initials behind it make a name one: “Sofus Halby (F)”.
  const std::size_t bracket = part.find('(');
  const std::string_view letters = bracket == npos ? std::string_view{} : strip(part.substr(bracket), "()");
  const bool lettered =
      !letters.empty() && part.ends_with(')') && letters.size() <= 4 && (letters.size() == 1 || all_upper(letters));
  if (looks_like_name(plain, single)) return is_given_name(words[0]) || lettered ? Part::person : Part::maybe_person;
  if (is_name_with_letters(words)) return Part::person;
  // “Sundheds- og omsorgschef Lone Prip”
  const bool double_title = words.size() >= 5 && words[0].ends_with('-') && words[1] == "og" &&
                            is_title_word(lower(bare(words[2]))) && is_given_name(words[3]);
  if (double_title) return Part::person;
  if (words.size() < 3 || !is_title_word(lower(bare(words[0])))) return Part::attribute;
  // “centerchef Lone Prip”; in “leder af Sund By” a small word keeps the title open.
  const auto run = find_name(words);
  for (std::size_t i = 0; run && i < run->from; ++i)
    for (const std::string_view open : {"for", "af", "i", "på", "ved", "fra"})
      if (words[i] == open) return Part::attribute;
  if (!run || run->to - run->from < 2 || !looks_like_name(join_tokens(words, run->from, run->to)))
    return Part::attribute;
  return is_given_name(words[run->from]) ||
                 (starts_lower(words[0]) && run->from == 1 && (run->to == words.size() || words[run->to] == "fra"))
             ? Part::person
             : Part::maybe_person;
}

// “Birgitte, Zara”: two words alone, one of them known for a name; no one's employer is that short.
bool two_first_names(const std::vector<std::string_view>& parts) {
  return is_first_name(parts[0]) && is_first_name(parts[1]) && token_count(parts[0]) == 1 &&
         token_count(parts[1]) == 1 && is_given_name(bare(parts[0])) && !all_upper(parts[1]);
}

// Which parts of a list begin a person; those between say something of the person before.
std::vector<bool> person_starts(const std::vector<std::string_view>& parts) {
  std::vector<bool> starts(parts.size(), false);
  if (parts.empty()) return starts;
  starts[0] = true;
  if (parts.size() == 1) return starts;
  if (parts.size() == 2 && two_first_names(parts)) return {true, true};
  std::vector<Part> kinds;
  std::size_t names = 0, sure = 0;
  for (const auto part : parts) {
    kinds.push_back(part_of(part, true));
    // A first name alone is only sure among names.
    names += kinds.back() != Part::attribute;
    sure += kinds.back() == Part::person;
  }
  // Two parts may be a name and an employer; three that all look like names are a list.
  // “Karla Dam, Røde Kors” is one person; “Karla Dam og Gyrithe Krag” are two.
  const std::string_view between(parts[0].data() + parts[0].size(),
                                 static_cast<std::size_t>(parts[1].data() - parts[0].data()) - parts[0].size());
  const bool two = parts.size() == 2 && (sure == 2 || (sure == 1 && between.find(',') == npos));
  const bool all = names == parts.size() && (two || parts.size() >= 3);
  // First names, some of them known, with hardly anything else between them.
  std::size_t firsts = 0, known = 0, full_names = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const bool first = is_first_name(parts[k]);
    firsts += first;
    known += first && is_given_name(bare(last_word(name_part_of(parts[k]))));
    full_names += !first && kinds[k] != Part::attribute;
  }
  const bool by_first_name = firsts >= 2 && known * (firsts == parts.size() ? 4 : 3) >= firsts &&
                             (firsts + full_names) * 4 >= parts.size() * 3 && (parts.size() > 2 || known == 2);
  // Among many names one that nobody bears elsewhere is a name too.
  const bool mostly = parts.size() >= 5 && names * 5 >= parts.size() * 4 && sure * 3 >= parts.size() * 2;
  bool attributed = false;  // the person before has a title or an employer
  for (std::size_t k = 1; k < parts.size(); ++k) {
    const bool full = kinds[k] == Part::person && token_count(parts[k]) >= 2;
    const bool told_apart = kinds[k] == Part::maybe_person && attributed && k + 1 < parts.size() &&
                            kinds[k + 1] == Part::attribute &&
                            is_title_word(lower(bare(last_word(name_part_of(parts[k + 1])))));
    const bool among_names = mostly && kinds[k] == Part::maybe_person && token_count(parts[k]) >= 2;
    starts[k] = all || full || told_apart || among_names || (by_first_name && is_first_name(parts[k])) ||
                (stands_in(parts[k]) && contains(parts[k], ": "));
    attributed = starts[k] ? false : attributed || kinds[k] == Part::attribute;
  }
  return starts;
}

}  // namespace

namespace {

// “Kasem”, “Toffe (TO)”: a word alone where people are named.
std::optional<PersonText> lone_name(std::string_view entry) {
  const std::string_view name = name_part_of(entry);
  if (!is_first_name(entry) || (characters(name) < 3 && !is_given_name(name)) || all_upper(name)) return std::nullopt;
  const std::string folded = lower(name);
  for (const std::string_view nobody : {"ingen", "alle", "intet", "nej", "ja", "se", "ej", "samtlige", "flere",
                                        "øvrige", "bilag", "udvalget", "medlemmer", "referent"})
    if (folded == nobody) return std::nullopt;
  PersonText person;
  const auto words = tokens(name);
  const bool titled = words.size() == 2 && characters(strip(words[1], ".")) > 1;
  person.name = std::string(titled ? words[1] : name.ends_with('.') && words.size() > 1 ? name : strip(name, " ."));
  if (titled) person.title = std::string(words[0]);
  return person;
}

// “Fjordby Forening (Ane Holm, Bo Krag (ref.))”: the organisation stands before its people.
std::vector<PersonText> people_of_organisation(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == npos || open < 3 || !text.ends_with(')')) return {};
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += (text[i] == '(') - (text[i] == ')');
    if (depth == 0 && i + 1 < text.size()) return {};  // the first bracket closes before the end
  }
  const std::string_view organisation = trim(text.substr(0, open));
  if (!starts_upper(organisation) || is_given_name(first_word(organisation)) || contains(organisation, ",")) return {};
  const std::string_view inside = trim(text.substr(open + 1, text.size() - open - 2));
  if (!is_given_name(first_word(inside)) && !is_title_word(lower(first_word(inside)))) return {};
  // “Zita Vind (stedfortræder for Bo Krag)”: a person, and whom she stands in for.
  if (replaced_name(inside)) return {};
  auto people = parse_people(inside);
  if (people.empty() || token_count(people[0].name) < 2) return {};
  for (auto& person : people)
    if (!person.organisation) person.organisation = squeeze(organisation);
  return people;
}

// “A og B fra X”, “A og B, begge X”: the employer of all who were named.
void share_organisation(std::string_view text, std::vector<PersonText>& people) {
  if (people.size() < 2 || !people.back().organisation) return;
  // “A og B (X), C (Y), D og E (Z)”: the bracket closes a group.
  std::size_t bracketed = 0;
  for (const auto& person : people)
    bracketed += person.organisation && contains(text, "(" + *person.organisation + ")");
  if (bracketed >= 2)
    for (std::size_t k = people.size() - 1; k-- > 0;)
      if (!people[k].organisation && !people[k].title) people[k].organisation = people[k + 1].organisation;
  const std::string& employer = *people.back().organisation;
  const std::size_t at = text.rfind(employer);
  if (at == npos) return;
  const std::string_view before = trim(text.substr(0, at));
  const bool of_all = before.ends_with(" begge") || before.ends_with(" alle") || before.ends_with(" begge fra") ||
                      before.ends_with(" alle fra");
  if (!of_all && !(people.size() == 2 && before.ends_with(" fra"))) return;
  for (auto& person : people)
    if (!person.organisation) person.organisation = employer;
}

}  // namespace

namespace {

// “Ane Holm DH Bo Krag DH”: where the second begins, in columns run together; npos where one stands alone.
std::size_t second_behind_letters(std::string_view text) {
  if (text.size() > 120 || contains(text, ",") || contains(text, "(")) return npos;
  const auto words = tokens(text);
  for (std::size_t i = 2; i + 2 < words.size(); ++i)
    if (characters(words[i]) >= 2 && characters(words[i]) <= 5 && all_upper(words[i]) && words[i].back() != '.' &&
        is_given_name(words[0]) && is_given_name(words[i + 1]) && is_name_token(words[i + 2]))
      return static_cast<std::size_t>(words[i + 1].data() - text.data());
  return npos;
}

constexpr std::string_view absent_lead = "afbud fra ";

// “Ane, Bo, afbud fra Ida T.”, “Afbud fra Ida T.”: where those who were away begin; npos where none do.
std::size_t absent_tail(std::string_view text) {
  if (text.starts_with("Afbud fra ") && starts_upper(text.substr(absent_lead.size()))) return 0;
  const std::size_t at = text.find(absent_lead);
  if (at == npos || at < 3 || !starts_upper(text.substr(at + absent_lead.size()))) return npos;
  const std::string_view before = trim(text.substr(0, at));
  return before.ends_with(',') || before.ends_with(';') || before.ends_with('.') ? at : npos;
}

// “8. A”, “9b”: a class at school.
bool is_class(std::string_view part) {
  std::size_t at = 0;
  while (at < part.size() && at < 2 && is_digit(part[at])) ++at;
  if (at == 0) return false;
  const std::string_view rest = strip(part.substr(at), ". ");
  return rest.size() == 1 && letter_at(rest, 0);
}

// “Sofia, 8. A og Noah, 9. B (til punkt 3)”: pupils, each with a class; the bracket is of all. Empty where they are
// none.
std::vector<PersonText> pupils(const std::vector<std::string_view>& parts) {
  if (parts.size() < 2 || parts.size() % 2 != 0) return {};
  std::vector<PersonText> people;
  const std::size_t open = parts.back().find('(');
  const std::string_view remark = open == npos ? std::string_view{} : strip(parts.back().substr(open), "() ");
  for (std::size_t k = 0; k < parts.size(); k += 2) {
    const std::string_view of = trim(parts[k + 1].substr(0, parts[k + 1].find('(')));
    if (!is_class(of) || !(is_first_name(parts[k]) || looks_like_name(parts[k]))) return {};
    PersonText person;
    person.name = squeeze(parts[k]);
    if (!remark.empty()) person.note = squeeze(remark);
    person.organisation = squeeze(of);
    people.push_back(std::move(person));
  }
  return people;
}

// “fodbold Dan Krag”: the club's branch and who leads it. The branch; empty where the part is something else.
std::string_view branch_of(std::string_view part) {
  const std::string_view word = first_word(part);
  if (word.size() < 4 || !starts_lower(word) || is_title_word(word) || is_name_particle(word)) return {};
  static constexpr WordSet small{"samt", "desuden", "endvidere", "ligeledes", "afbud"};
  const std::string_view name = trim(part.substr(word.size()));
  const bool nobody = name == "ingen";
  return !small.has(word) && (nobody || (looks_like_name(name) && is_given_name(first_word(name))))
             ? word
             : std::string_view{};
}

}  // namespace

std::vector<PersonText> parse_people(std::string_view text, bool sure, bool* left_out) {
  std::vector<PersonText> people;
  text = strip(text, " ,;");
  if (const std::size_t second = second_behind_letters(text); second != npos) {
    people = parse_people(text.substr(0, second), sure, left_out);
    for (auto& person : parse_people(text.substr(second), sure, left_out)) people.push_back(std::move(person));
    return people;
  }
  if (text.size() > 20'000) text = text.substr(0, 20'000);
  // `may_be_lone`: asked where nothing else is found, whether the entry may be a first name alone.
  const auto add = [&](std::string_view entry, const auto& may_be_lone) {
    entry = without_count(entry);
    auto person = parse_person(entry);
    // The full stop of “Lasse B.” belongs to the letter.
    const std::string_view whole = name_part_of(entry);
    if (person && whole.size() == person->name.size() + 1 && whole.ends_with('.') && is_first_name(entry) &&
        token_count(whole) == 2)
      person->name += '.';
    if (!person && may_be_lone()) person = lone_name(entry);
    if (person)
      people.push_back(std::move(*person));
    else if (left_out)
      *left_out = true;
  };
  if (auto of_one = people_of_organisation(text); !of_one.empty()) return of_one;
  if (const std::size_t tail = absent_tail(text); tail != npos) {
    if (tail > 0) people = parse_people(text.substr(0, tail), sure, left_out);
    for (auto& person : parse_people(text.substr(tail + absent_lead.size()), true, left_out)) {
      person.absent = true;
      people.push_back(std::move(person));
    }
    return people;
  }
  // Where semicolons part the persons, commas stand inside them.
  const auto never = [] { return false; };
  if (contains(text, ";")) {
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && text[i] != ';') continue;
      const std::string_view one = trim(text.substr(start, i - start));
      const auto several = names_in_list(one, false);
      const auto listed = split_list(one);
      if (several.size() > 1)
        for (const auto& name : several) add(name, never);
      else if (listed.size() > 1 && std::ranges::all_of(listed, is_first_name))
        for (const auto name : listed) add(name, [] { return true; });
      else
        add(one, never);
      start = i + 1;
    }
    return people;
  }
  const auto parts = split_list(text);
  if (auto of_classes = pupils(parts); !of_classes.empty()) return of_classes;
  auto starts = person_starts(parts);
  const bool by_branch =
      parts.size() >= 3 && std::ranges::count_if(parts, [](auto part) { return !branch_of(part).empty(); }) >= 2;
  for (std::size_t k = 0; by_branch && k < parts.size(); ++k) starts[k] = starts[k] || !branch_of(parts[k]).empty();
  for (std::size_t k = 0; k < parts.size();) {
    std::size_t next = k + 1;
    while (next < parts.size() && !starts[next]) ++next;
    const char* from = parts[k].data();
    const char* to = parts[next - 1].data() + parts[next - 1].size();
    const bool one_of_many = k + 1 < parts.size() ? starts[k + 1] || k > 0 : k > 0;
    if (const auto branch = by_branch ? branch_of(parts[k]) : std::string_view{}; !branch.empty()) {
      const std::size_t before = people.size();
      if (!parts[k].ends_with(" ingen")) add(trim(parts[k].substr(branch.size())), never);
      if (people.size() > before && !people.back().organisation) people.back().organisation = std::string(branch);
      k = next;
      continue;
    }
    add({from, static_cast<std::size_t>(to - from)},
        [&] { return sure || (one_of_many && parts.size() > 1 && is_first_name(parts[k])); });
    k = next;
  }
  share_organisation(text, people);
  return people;
}

}  // namespace klynge::reading
