#include "reading/attendance_sides.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/attendance_roll.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_sentence = 600, most_words_of_source = 6;

struct Side {
  Block block;
  std::vector<PersonText> people;
};

// “A, Firma, samt revisor B”: a list whose last part stands behind “samt”. Empty where one part is nobody in full.
std::vector<PersonText> people_of(std::string_view list) {
  std::vector<PersonText> all;
  list = strip(list, " ,.");
  while (!list.empty()) {
    const std::size_t link = list.find(" samt ");
    const std::string_view part = strip(list.substr(0, link), " ,");
    list = link == npos ? std::string_view{} : list.substr(link + std::string_view(" samt ").size());
    auto people = parse_people(part);
    if (people.empty()) return {};
    for (PersonText& person : people) {
      const bool whole = token_count(person.name) >= 2 && is_given_name(first_word(person.name));
      if (!whole || (person.title && token_count(*person.title) > 5)) return {};
      all.push_back(std::move(person));
    }
  }
  return all;
}

// “fra” and the words up to the verb or to the first person: whom they come from.
std::optional<Side> side_of(std::string_view clause) {
  static constexpr WordSet verbs{"deltog", "deltager", "mødte", "var", "kom"};
  std::size_t at = std::string_view("fra ").size();
  for (std::size_t words = 0; words < most_words_of_source && at < clause.size(); ++words) {
    const std::size_t end = std::min(clause.find(' ', at), clause.size());
    at = skip_blanks(clause.substr(end)).empty() ? clause.size() : end + 1;
    std::string_view rest = clause.substr(at);
    const bool verb = verbs.has(first_word(rest));
    if (verb) rest = skip_blanks(rest.substr(first_word(rest).size()));
    const std::string_view word = first_word(rest);
    if (!verb && !is_title_word(lower(strip(word, ".,"))) && !is_given_name(word)) continue;
    const std::string_view source = trim(clause.substr(4, end - 4));
    auto people = people_of(rest);
    if (people.empty() || source.empty()) return std::nullopt;
    Side side;
    static constexpr WordSet runs{"administrator,", "administrator"};
    if (const std::string_view office = runs.beginning(source); !office.empty()) {
      side.block.role = Role::administration;
      if (const auto firm = strip(source.substr(office.size()), " ,"); !firm.empty())
        side.block.organisation = squeeze(firm);
      side.people = std::move(people);
      return side;
    }
    const std::string heading_text = "Fra " + std::string(source) + ":";
    if (const auto heading = attendance_heading(heading_text)) side.block = block_of(*heading);
    // Those who own the house, at a meeting of those who live in it.
    static constexpr WordSet above{"organisationsbestyrelsen", "hovedbestyrelsen", "landsbestyrelsen",
                                   "kredsbestyrelsen", "repræsentantskabet"};
    if (above.has(source)) {
      side.block.role = Role::guest;
      side.block.organisation = std::string(source);
    }
    side.people = std::move(people);
    return side;
  }
  return std::nullopt;
}

}  // namespace

bool read_sides(Reading& r, std::string_view sentence, std::size_t row) {
  if (sentence.size() < 30 || sentence.size() > longest_sentence) return false;
  static constexpr WordSet others{"Endvidere deltog ", "Desuden deltog ", "Derudover deltog ", "Herudover deltog ",
                                  "Tillige deltog "};
  const std::string_view lead = others.beginning(sentence);
  // Who runs the house is a side by itself: “Fra administrator, Boligkontoret X, deltog A.”
  const bool runs_the_house = sentence.starts_with("Fra administrator");
  if (lead.empty() && !runs_the_house && (!sentence.starts_with("Fra ") || sentence.find(" fra ") == npos))
    return false;
  std::vector<Side> sides;
  std::string_view rest = lead.empty() ? sentence : sentence.substr(lead.size());
  bool first = true;
  while (!rest.empty()) {
    std::size_t end = npos, behind = npos;
    for (const std::string_view link : {", og fra ", " og fra ", " samt fra ", ", fra "})
      if (const std::size_t at = rest.find(link); at != npos && at < end) {
        end = at;
        behind = at + link.size() - std::string_view("fra ").size();
      }
    const std::string_view clause = rest.substr(0, end);
    rest = end == npos ? std::string_view{} : rest.substr(behind);
    if (first && !lead.empty()) {
      Side side;
      side.block.role = Role::guest;
      side.people = people_of(clause);
      if (side.people.empty()) return false;
      // “administrator, advokat A, Firma”: who runs the house for its owners.
      if (clause.starts_with("administrator")) {
        Side administrator;
        administrator.block.role = Role::administration;
        administrator.people.push_back(std::move(side.people.front()));
        side.people.erase(side.people.begin());
        sides.push_back(std::move(administrator));
      }
      sides.push_back(std::move(side));
    } else {
      auto side = side_of(clause);
      if (!side) return false;
      sides.push_back(std::move(*side));
    }
    first = false;
  }
  if (lead.empty() && !runs_the_house && sides.size() < 2) return false;
  const auto here = static_cast<std::uint32_t>(row);
  for (const Side& side : sides)
    for (const PersonText& person : side.people) add_person(r, person, side.block, {here, here});
  return true;
}

}  // namespace klynge::reading
