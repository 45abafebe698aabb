#include "reading/person_name.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
// An entry longer than this is no list entry but prose.
constexpr std::size_t longest_entry = 400;

std::string_view bare(std::string_view token) { return strip(token, ".,;:()\"'"); }

bool is_name_token(std::string_view token) {
  if (!starts_upper(token)) return false;
  for (std::size_t i = 0; i < token.size();) {
    const CodePoint c = code_point(token, i);
    const bool mark = c.value == '-' || c.value == '.' || c.value == '\'' || c.value == 0x2019;
    if (!is_letter(c.value) && !mark) return false;
    i += c.size;
  }
  // Shouted words are headings or abbreviations; an initial has a full stop.
  return !(all_upper(token) && characters(token) > 2 && !token.ends_with('.'));
}

std::string join_tokens(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

struct NameRun {
  std::size_t from = 0, to = 0;  // tokens
};

// Where an organisation starts among the tokens at or after `from`; words.size() where none does.
std::size_t organisation_start(const std::vector<std::string_view>& words, std::size_t from) {
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string word = lower(bare(words[i]));
    if (starts_organisation(word) && !is_given_name(words[i])) {
      if (ends_organisation(word) && i > from && i + 1 == words.size() && i >= 1) return i - 1;
      return i;
    }
    if (ends_organisation(word)) return i > from ? i - 1 : i;
  }
  return words.size();
}

// The name in the first part of an entry: after a title, before an organisation.
std::optional<NameRun> find_name(const std::vector<std::string_view>& words) {
  if (words.empty() || words.size() > 14) return std::nullopt;
  std::size_t from = 0;
  const std::string first = lower(bare(words[0]));
  const bool title_first = !is_given_name(words[0]) && (is_title_word(first) || !starts_upper(words[0]) || starts_organisation(first));
  std::size_t last_small = npos;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!starts_upper(words[i]) && !is_name_particle(words[i])) last_small = i;
  if (title_first || last_small == 1) {
    std::size_t start = npos;
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
      if (is_given_name(words[i]) && is_name_token(words[i + 1])) {
        start = i;
        break;
      }
    if (start == npos) {
      start = 0;
      for (std::size_t i = 0; i < words.size(); ++i)
        if ((!starts_upper(words[i]) && !is_name_particle(words[i])) || is_title_word(lower(bare(words[i])))) start = i + 1;
      if (start == 0) start = 1;
    }
    from = start;
  }
  std::size_t to = from;
  while (to < words.size()) {
    const std::string_view token = words[to];
    const std::string word = lower(bare(token));
    const bool particle = to > from && is_name_particle(token) && to + 1 < words.size() && is_name_token(words[to + 1]);
    if (!particle && !is_name_token(token)) break;
    if (to > from && is_title_word(word) && !is_given_name(token)) break;
    ++to;
  }
  const std::size_t organisation = organisation_start(words, from + (to - from >= 2 ? 1 : 0));
  if (organisation < to) to = std::max(organisation, from);
  if (to - from == 1 && organisation == from + 1 && from + 2 < words.size() && is_name_token(words[from + 1])) to = from + 2;
  if (to == from) return std::nullopt;
  return NameRun{from, to};
}

bool is_initials(std::string_view text) {
  return text.size() <= 6 && all_upper(text) && text.find(' ') == npos;
}

std::optional<std::string> stand_in_name(std::string_view remark) {
  // “N.N. deltager i hendes sted”, “i stedet deltager N.N.”, “stedfortræder: N.N.”
  const std::string folded = lower(remark);
  for (const std::string_view words : {" deltager i ", " deltog i ", " mødte i ", " møder i ", " i stedet", " deltager som", " deltog som", " deltager for", " deltog for", " mødte som", " indkaldt", " er indkaldt", " blev indkaldt"}) {
    const std::size_t at = folded.find(words);
    if (at == npos || at == 0) continue;
    const std::string_view name = strip(remark.substr(0, at), ",.-");
    if (looks_like_name(name)) return std::string(name);
  }
  for (const std::string_view words : {"i stedet deltog ", "i stedet deltager ", "i stedet ", "stedfortræder: ", "stedfortræder ", "suppleant: ", "suppleant ", "erstattet af ", "afløst af ", "afløses af ", "i hans sted ", "i hendes sted ", "repræsenteret ved ", "repræsenteret af "}) {
    const std::size_t at = folded.find(words);
    if (at == npos) continue;
    std::string_view rest = strip(remark.substr(at + words.size()), ",.-");
    for (const std::string_view verb : {"deltog ", "deltager ", "mødte ", "møder ", "kom "})
      if (rest.starts_with(verb)) rest.remove_prefix(verb.size());
    if (looks_like_name(rest)) return std::string(rest);
  }
  return std::nullopt;
}

std::optional<std::string> replaced_name(std::string_view remark) {
  // “for N.N.”, “suppleant for N.N.”, “i stedet for N.N.”, “stedfortræder for N.N.”
  const std::string folded = lower(remark);
  static constexpr std::string_view leads[] = {"stedfortræder for ", "suppleant for ", "i stedet for ", "vikar for ", "afløser for ", "afløser ", "på vegne af ", "suppl. for ", "erstatter ", "i sted for ", "deltog for ", "deltager for ", "mødte for ", "substitut for ", "for "};
  for (const std::string_view lead : leads) {
    const std::size_t at = folded.find(lead);
    if (at == npos || (lead == "for " && at != 0)) continue;
    const std::string_view rest = strip(remark.substr(at + lead.size()), ",.-)");
    if (looks_like_name(rest)) return std::string(rest);
    const auto words = tokens(rest);
    if (const auto run = find_name(words); run && run->to - run->from >= 2) return join_tokens(words, run->from, run->to);
  }
  return std::nullopt;
}

void add_note(PersonText& person, std::string_view note) {
  note = strip(note, ",;");
  if (note.empty()) return;
  if (person.note) *person.note += "; ";
  else person.note.emplace();
  append_squeezed(*person.note, note);
}

// Takes a bracket's or a dash's words if they are a remark and no part of title or organisation.
enum class Mark { bracket, dash, comma };
bool take_remark(PersonText& person, std::string_view remark, Mark mark) {
  const bool bracketed = mark == Mark::bracket;
  remark = strip(remark, " .,;:-");
  if (remark.empty()) return true;
  const std::string folded = lower(remark);
  if (contains(folded, "afbud") || folded == "fraværende" || contains(folded, "deltog ikke i mødet") || contains(folded, "ikke til stede") || folded == "deltog ikke" || folded == "forhindret" || folded == "ikke mødt") {
    person.absent = true;
    if (const auto name = stand_in_name(remark)) person.stand_in = name;
    else if (contains(folded, "punkt") || contains(folded, "pkt")) {
      person.absent = false;
      add_note(person, remark);
    }
    return true;
  }
  if (const auto name = stand_in_name(remark)) {
    person.stand_in = name;
    person.absent = true;
    return true;
  }
  if (folded == "deltog i stedet" || folded == "deltager i stedet" || folded == "mødte i stedet" || folded == "i stedet") {
    person.for_previous = true;
    return true;
  }
  const bool for_name = mark == Mark::comma && folded.starts_with("for ") && is_given_name(first_word(remark.substr(4))) && looks_like_name(remark.substr(4));
  const bool substitute = for_name || folded.starts_with("deltog for ") || folded.starts_with("deltager for ") || folded.starts_with("mødte for ") || contains(folded, "suppleant") || contains(folded, "stedfortræder") || contains(folded, "i stedet for") ||
                          contains(folded, "vikar for") || contains(folded, "afløser") || contains(folded, "erstatter") || (bracketed && folded.starts_with("for "));
  if (substitute) {
    const auto name = replaced_name(remark);
    // “suppleant” alone behind a comma is an office; that one stands in for nobody.
    if (!name && mark == Mark::comma && folded == "suppleant") return false;
    if (name || folded == "suppleant" || folded == "stedfortræder" || !folded.starts_with("for ")) {
      person.substitute = true;
      person.substitutes_for = name;
      if (!name && folded != "suppleant" && folded != "stedfortræder") add_note(person, remark);
      return true;
    }
  }
  for (const std::string_view word : {"til stede", "tilstede", "mødt", "deltog", "deltager"})
    if (folded == word) return true;
  const bool online = contains(folded, "teams") || contains(folded, "online") || contains(folded, "virtuel") || contains(folded, "video") || contains(folded, "skype") || contains(folded, "zoom") || contains(folded, "telefon") || contains(folded, "på link");
  if (online && remark.size() < 60) {
    person.remote = true;
    return true;
  }
  const bool moderates = contains(folded, "mødeleder") || contains(folded, "ordstyrer") || contains(folded, "dirigent");
  if (moderates && remark.size() < 40) {
    person.moderates = true;
    const bool chairs = has_word(folded, "formand") || has_word(folded, "medformand");
    if (!chairs) return true;
    if (bracketed && has_word(folded, "formand")) {
      person.role = RoleHint::chair;
      person.bracketed_role = true;
      return true;
    }
  }
  const bool partly = contains(folded, "punkt") || contains(folded, "pkt") || folded.starts_with("deltog") || folded.starts_with("deltager") || folded.starts_with("forlod") || folded.starts_with("ankom") || folded.starts_with("gik") || folded.starts_with("kom ") || folded.starts_with("til kl") || folded.starts_with("fra kl") || folded.starts_with("mødte") || folded.starts_with("gik") || folded.starts_with("under ");
  if (partly) {
    add_note(person, remark);
    return true;
  }
  if (bracketed && (folded == "referent" || folded == "ref." || folded == "ref")) {
    person.recorder = true;
    return true;
  }
  if (bracketed || folded == "formand" || folded == "medformand") {
    const auto set = [&](RoleHint role) {
      person.role = role;
      if (mark != Mark::comma) person.bracketed_role = true;
      return mark != Mark::comma;
    };
    if (contains(folded, "medformand") || folded == "næstformand") return set(RoleHint::cochair);
    if (contains(folded, "næstformand")) return set(RoleHint::vice_chair);
    if (folded == "formand" || folded == "forperson" || folded == "fm" || folded == "landsformand" || folded == "bestyrelsesformand" || folded == "forkvinde" || folded == "fmd" || folded == "fmd." || folded == "formanden") return set(RoleHint::chair);
    if (contains(folded, "sekretariat") || contains(folded, "sekretær")) {
      return set(RoleHint::secretary);
    }
    if (contains(folded, "observatør")) return set(RoleHint::observer);
    if (folded == "gæst") return set(RoleHint::guest);
  }
  if (bracketed && (is_initials(remark) || characters(remark) <= 2)) {
    if (characters(remark) > 1) person.initials = std::string(remark);
    return true;
  }
  return bracketed && is_party(folded);
}

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
  if (contains(folded, "sekretær") && (folded.starts_with("regional") || folded.starts_with("kommunal")) && person.title) {
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
      const bool goes_on = i + 1 < words.size() && (lower(words[i + 1]) == "for" || lower(words[i + 1]) == "af" || lower(words[i + 1]) == "i" || lower(words[i + 1]) == "på" || lower(words[i + 1]) == "fra" || lower(words[i + 1]) == "ved");
      if (goes_on) {
        const bool from = lower(words[i + 1]) == "fra" || lower(words[i + 1]) == "ved" || lower(words[i + 1]) == "i";
        const std::size_t organisation = from ? organisation_start(words, i + 2) : words.size();
        if (organisation == i + 2 && organisation < words.size()) break;  // “direktør i Nord Kommune”
        head = words.size() - 1;
        break;
      }
      const bool more = i + 1 < words.size() && (lower(words[i + 1]) == "og" || !starts_upper(words[i + 1]) || is_title_word(lower(bare(words[i + 1]))));
      if (!more) break;
    }
  }
  const auto add_organisation = [&](std::string text) {
    if (text.empty()) return;
    if (person.organisation) *person.organisation += ", " + text;
    else person.organisation = std::move(text);
  };
  if (head != npos) {
    const std::string title = join_tokens(words, 0, head + 1);
    if (person.title) *person.title += ", " + title;
    else person.title = title;
    std::size_t rest = head + 1;
    if (rest < words.size() && (lower(words[rest]) == "i" || lower(words[rest]) == "ved" || lower(words[rest]) == "fra" || lower(words[rest]) == "hos")) ++rest;
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
  const bool chair = folded == "formand" || folded == "forperson" || folded == "forkvinde" || folded == "udvalgsformand" || folded == "rådsformand" || folded == "bestyrelsesformand" || folded == "mødeformand";
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

bool stands_in(std::string_view entry) {
  for (const std::string_view lead : {"som stedfortræder for ", "stedfortræder for ", "som suppleant for ", "suppleant for ", "Stedfortræder for ", "Suppleant for "})
    if (entry.starts_with(lead)) return true;
  return false;
}

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
  const std::string folded = lower(entry);
  for (const std::string_view words : {"endnu ikke udpeget", "ikke udpeget", "ikke besat", "vakant", "ubesat", "afventer udpegning", "mangler at blive udpeget", "udpeges senere", "ej udpeget"}) {
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

}  // namespace

bool looks_like_name(std::string_view text, bool single) {
  text = strip(text, " .,;:-");
  if (text.empty() || text.size() > 80) return false;
  const auto words = tokens(text);
  if (words.size() > 6) return false;
  if (words.size() == 1) return single && is_given_name(words[0]) && is_name_token(words[0]);
  bool org = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool particle = i > 0 && is_name_particle(words[i]);
    if (!particle && !is_name_token(words[i])) return false;
    const std::string word = lower(bare(words[i]));
    if (is_title_word(word) && !is_given_name(words[i]) && i == 0) return false;
    if (!is_given_name(words[i]) && (is_organisation_word(word) || (i == 0 && starts_organisation(word)))) org = true;
  }
  if (org) return false;
  return starts_upper(words.back());
}

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
    if (text[i] != ' ') continue;
    for (const std::string_view word : {" og ", " samt ", " & ", ". Samt "})
      if (i >= start && text.substr(i).starts_with(word)) {
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

std::optional<PersonText> parse_person(std::string_view entry) {
  entry = entry.substr(bullet_length(entry));
  if (const std::size_t number = enumerator_length(entry); number > 0 && is_digit(entry[0])) entry.remove_prefix(number);
  entry = strip(entry, " ,;");
  if (entry.size() < 3 || entry.size() > longest_entry) return std::nullopt;
  if (entry.starts_with('(') && entry.ends_with(')')) entry = trim(entry.substr(1, entry.size() - 2));
  if (auto vacant = vacant_seat(entry)) return vacant;
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
  std::string plain;  // the entry without its brackets
  std::vector<std::string_view> kept;
  for (std::size_t at = 0; at < entry.size();) {
    if (entry[at] != '(') {
      plain += entry[at++];
      continue;
    }
    const std::size_t close = std::min(entry.find(')', at), entry.size());
    const std::string_view inside = entry.substr(at + 1, close - at - 1);
    const auto remarks = comma_parts(inside);
    if (take_remark(person, inside, Mark::bracket)) {
    } else if (remarks.size() > 1) {
      // “(formand, Region Nord)”: each for itself.
      for (const auto remark : remarks)
        if (!take_remark(person, remark, Mark::bracket)) kept.push_back(remark);
    } else {
      kept.push_back(inside);
    }
    at = std::min(close + 1, entry.size());
  }
  // Remarks after a dash: “Nord Kommune – afbud”, “næstformand- afbud”.
  std::string body;
  std::size_t start = 0;
  const auto part_done = [&](std::size_t end) {
    const std::string_view part = trim(std::string_view(plain).substr(start, end - start));
    if (part.empty()) return;
    if (!body.empty() && take_remark(person, part, Mark::dash)) return;
    if (!body.empty()) body += ", ";
    body += part;
  };
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const unsigned dash = dash_at(plain, i);
    if (dash == 0) continue;
    const bool before = i > 0 && is_blank(plain[i - 1]);
    const bool after = i + dash < plain.size() && is_blank(plain[i + dash]);
    const bool coordinated = std::string_view(plain).substr(std::min(i + dash, plain.size())).starts_with(" og ");
    if ((!before && !after) || coordinated) continue;
    if (!before && plain[i] == '-' && !after) continue;
    // “Kildevang- Jensen”: a double name with a blank in it.
    if (!before && after && starts_upper(skip_blanks(std::string_view(plain).substr(i + dash))) && is_name_token(last_word(std::string_view(plain).substr(0, i))) && !is_title_word(lower(last_word(std::string_view(plain).substr(0, i))))) continue;
    part_done(i);
    start = i + dash;
  }
  part_done(plain.size());

  auto parts = comma_parts(body);
  if (parts.empty()) return std::nullopt;
  auto words = tokens(parts[0]);
  std::optional<NameRun> run = find_name(words);
  // “Formand: N.N.” or “formand, N.N.”: the name stands in the second part.
  std::size_t name_part = 0;
  if ((!run || run->to - run->from < 2) && parts.size() > 1 && looks_like_name(parts[1]) && is_title_word(lower(bare(words.empty() ? "" : words.back())))) {
    name_part = 1;
    words = tokens(parts[1]);
    run = NameRun{0, words.size()};
  }
  if (!run) return std::nullopt;
  const bool one_word = run->to - run->from == 1;
  if (one_word && !is_given_name(words[run->from])) return std::nullopt;
  person.name = join_tokens(words, run->from, run->to);
  person.name = std::string(strip(person.name, ".,;:"));
  if (run->from > 0) {
    const std::string before = join_tokens(words, 0, run->from);
    const std::string first = lower(bare(words[0]));
    if (run->from == 1 && !is_title_word(first) && starts_organisation(first)) person.organisation = before;
    else if (!lower(before).ends_with("medlemmer")) person.title = std::string(strip(before, ":"));
  }
  if (name_part == 1) take_attribute(person, parts[0]);
  if (run->to < words.size()) {
    const std::string rest = join_tokens(words, run->to, words.size());
    if (!take_remark(person, rest, Mark::comma)) take_attribute(person, rest);
  }
  for (std::size_t i = name_part + 1; i < parts.size(); ++i) {
    if (take_remark(person, parts[i], Mark::comma)) continue;
    // “Fjordby Kommune/formand”
    if (const std::size_t slash = parts[i].rfind('/'); slash != npos && slash > 0 && starts_lower(parts[i].substr(slash + 1)))
      if (take_remark(person, parts[i].substr(slash + 1), Mark::bracket)) parts[i] = parts[i].substr(0, slash);
    if (parts[i].size() <= 6 && all_upper(parts[i]) && characters(parts[i]) >= 2 && initials_of(parts[i], person.name)) {
      person.initials = std::string(parts[i]);
      continue;
    }
    const bool chaired = person.role == RoleHint::chair && !person.bracketed_role && !person.organisation && starts_lower(person.title.value_or("F"));
    take_attribute(person, parts[i]);
    // “formand, Fjordby Idrætsråd” leads that organisation, “Fjordby Kommune, formand” this meeting.
    if (chaired && person.organisation) person.role = RoleHint::none;
  }
  if (person.initials && !initials_of(*person.initials, person.name)) {
    if (!person.organisation && characters(*person.initials) > 1 && !is_party(lower(*person.initials))) person.organisation = person.initials;
    person.initials.reset();
  }
  for (const auto inside : kept) {
    if (person.organisation && person.title) add_note(person, inside);
    else
      for (const auto part : comma_parts(inside)) take_attribute(person, part);
  }
  if (person.role == RoleHint::none) person.role = role_of_title(person);
  return person;
}

namespace {

// The part up to a bracket or to a dash between blanks: “Ulf – Bos afløser”.
std::string_view name_part_of(std::string_view part) {
  std::string_view plain = part.substr(0, part.find('('));
  for (std::size_t i = 1; i + 1 < plain.size(); ++i)
    if (const unsigned dash = dash_at(plain, i); dash > 0 && is_blank(plain[i - 1]) && i + dash < plain.size() && is_blank(plain[i + dash])) {
      plain = plain.substr(0, i);
      break;
    }
  return trim(plain);
}

// A first name alone, with a letter (“Lasse B.”) or an office before it (“suppleant Jytte”).
bool is_first_name(std::string_view part) {
  auto words = tokens(name_part_of(part));
  if (words.size() == 2 && is_title_word(lower(bare(words[0]))) && !is_given_name(words[0])) words.erase(words.begin());
  const bool lettered = words.size() == 2 && characters(strip(words[1], ".")) == 1 && is_upper(code_point(words[1], 0).value);
  if (words.size() != 1 && !lettered) return false;
  const std::string_view word = strip(words[0], ".");
  const std::string folded = lower(word);
  return is_name_token(word) && characters(word) > 1 && !is_title_word(folded) && (is_given_name(word) || (!is_organisation_word(folded) && !starts_organisation(folded) && !is_party(folded)));
}

// What a part of a list may be.
enum class Part { person, maybe_person, attribute };

Part part_of(std::string_view part, bool single) {
  const std::string_view plain = name_part_of(part);
  const auto words = tokens(plain);
  if (words.empty() || words.size() > 14) return Part::attribute;
  if (looks_like_name(plain, single)) return is_given_name(words[0]) ? Part::person : Part::maybe_person;
  if (words.size() < 3 || !is_title_word(lower(bare(words[0])))) return Part::attribute;
  // “centerchef Lone Prip”; in “leder af Sund By” a small word keeps the title open.
  const auto run = find_name(words);
  for (std::size_t i = 0; run && i < run->from; ++i)
    for (const std::string_view open : {"for", "af", "i", "på", "ved", "fra"})
      if (words[i] == open) return Part::attribute;
  if (!run || run->to - run->from < 2 || !looks_like_name(join_tokens(words, run->from, run->to))) return Part::attribute;
  return is_given_name(words[run->from]) ? Part::person : Part::maybe_person;
}

// Which parts of a list begin a person; those between say something of the person before.
std::vector<bool> person_starts(const std::vector<std::string_view>& parts) {
  std::vector<bool> starts(parts.size(), false);
  if (parts.empty()) return starts;
  starts[0] = true;
  if (parts.size() == 1) return starts;
  std::vector<Part> kinds;
  std::size_t names = 0, sure = 0;
  for (const auto part : parts) {
    kinds.push_back(part_of(part, true));
    // A first name alone is only sure among names.
    names += kinds.back() != Part::attribute;
    sure += kinds.back() == Part::person;
  }
  // Two parts may be a name and an employer; three that all look like names are a list.
  const bool all = names == parts.size() && (sure * 2 >= parts.size() || parts.size() >= 3);
  // First names, some of them known, with hardly anything else between them.
  std::size_t firsts = 0, known = 0, full_names = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const bool first = is_first_name(parts[k]);
    firsts += first;
    known += first && is_given_name(bare(last_word(name_part_of(parts[k]))));
    full_names += !first && kinds[k] != Part::attribute;
  }
  const bool by_first_name = firsts >= 2 && known * (firsts == parts.size() ? 4 : 3) >= firsts && (firsts + full_names) * 4 >= parts.size() * 3 && (parts.size() > 2 || known == 2);
  bool attributed = false;  // the person before has a title or an employer
  for (std::size_t k = 1; k < parts.size(); ++k) {
    const bool full = kinds[k] == Part::person && tokens(parts[k]).size() >= 2;
    const bool told_apart = kinds[k] == Part::maybe_person && attributed && k + 1 < parts.size() && kinds[k + 1] == Part::attribute && starts_lower(parts[k + 1]) && is_title_word(lower(bare(last_word(parts[k + 1]))));
    starts[k] = all || full || told_apart || (by_first_name && is_first_name(parts[k])) || (stands_in(parts[k]) && contains(parts[k], ": "));
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
  for (const std::string_view nobody : {"ingen", "alle", "intet", "nej", "ja", "se", "ej", "samtlige", "flere", "øvrige", "bilag", "udvalget", "medlemmer", "referent"})
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
  const std::string_view organisation = trim(text.substr(0, open));
  if (!starts_upper(organisation) || is_given_name(first_word(organisation)) || contains(organisation, ",")) return {};
  const std::string_view inside = trim(text.substr(open + 1, text.size() - open - 2));
  if (!is_given_name(first_word(inside)) && !is_title_word(lower(first_word(inside)))) return {};
  auto people = parse_people(inside);
  if (people.empty() || tokens(people[0].name).size() < 2) return {};
  for (auto& person : people)
    if (!person.organisation) person.organisation = squeeze(organisation);
  return people;
}

// “A og B fra X”, “A og B, begge X”: the employer of all who were named.
void share_organisation(std::string_view text, std::vector<PersonText>& people) {
  if (people.size() < 2 || !people.back().organisation) return;
  const std::string& employer = *people.back().organisation;
  const std::size_t at = text.rfind(employer);
  if (at == npos) return;
  const std::string_view before = trim(text.substr(0, at));
  const bool of_all = before.ends_with(" begge") || before.ends_with(" alle") || before.ends_with(" begge fra") || before.ends_with(" alle fra");
  if (!of_all && !(people.size() == 2 && before.ends_with(" fra"))) return;
  for (auto& person : people)
    if (!person.organisation) person.organisation = employer;
}

}  // namespace

std::vector<PersonText> parse_people(std::string_view text, bool sure) {
  std::vector<PersonText> people;
  text = strip(text, " ,;");
  if (text.size() > 20'000) text = text.substr(0, 20'000);
  const auto add = [&](std::string_view entry, bool first_names) {
    auto person = parse_person(entry);
    // The full stop of “Lasse B.” belongs to the letter.
    const std::string_view whole = name_part_of(entry);
    if (person && whole.size() == person->name.size() + 1 && whole.ends_with('.') && is_first_name(entry) && tokens(whole).size() == 2) person->name += '.';
    if (!person && first_names) person = lone_name(entry);
    if (person) people.push_back(std::move(*person));
  };
  if (auto of_one = people_of_organisation(text); !of_one.empty()) return of_one;
  // Where semicolons part the persons, commas stand inside them.
  if (contains(text, ";")) {
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && text[i] != ';') continue;
      const std::string_view one = trim(text.substr(start, i - start));
      const auto several = names_in_list(one, false);
      if (several.size() > 1)
        for (const auto& name : several) add(name, false);
      else
        add(one, false);
      start = i + 1;
    }
    return people;
  }
  const auto parts = split_list(text);
  const auto starts = person_starts(parts);
  for (std::size_t k = 0; k < parts.size();) {
    std::size_t next = k + 1;
    while (next < parts.size() && !starts[next]) ++next;
    const char* from = parts[k].data();
    const char* to = parts[next - 1].data() + parts[next - 1].size();
    const bool one_of_many = k + 1 < parts.size() ? starts[k + 1] || k > 0 : k > 0;
    add({from, static_cast<std::size_t>(to - from)}, sure || (one_of_many && parts.size() > 1 && is_first_name(parts[k])));
    k = next;
  }
  share_organisation(text, people);
  return people;
}

bool same_person(std::string_view a, std::string_view b) {
  if (a == b) return true;
  // The first names must be the same; most pairs differ in the first letter.
  const auto plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; };
  if (a.empty() || b.empty() || (plain(a[0]) && plain(b[0]) && (a[0] | 0x20) != (b[0] | 0x20))) return false;
  const auto short_words = tokens(characters(a) <= characters(b) ? a : b);
  const auto long_words = tokens(characters(a) <= characters(b) ? b : a);
  if (short_words.size() < 2 || long_words.size() < 2) return false;
  if (lower(short_words.front()) != lower(long_words.front())) return false;
  std::size_t at = 0;
  for (const auto word : short_words) {
    while (at < long_words.size() && lower(long_words[at]) != lower(word)) ++at;
    if (at == long_words.size()) return false;
    ++at;
  }
  return true;
}

}  // namespace klynge::reading
