#include "reading/plain_heading.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "reading/contents.hpp"
#include "reading/number_chain.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/text_join.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

enum Look {
  heading1,
  heading2,
  heading3,
  heading4,
  bold,
  underlined,
  shouted,
  listed,
  bulleted,
  bullet_above_bullets,
  with_colon,
  apart,
  run_in,
  look_count
};

// How much a row in this look says by itself.
constexpr std::array<double, look_count> weight_of_look{2.0, 2.0, 2.0, 2.0, 1.2, 1.5, 1.2,
                                                        2.0, 0.6, 1.0, 0.8, 0.6, 0.3};

struct Text {
  const Sheet& sheet;
  const std::vector<LineClass>& classes;
  const std::vector<bool>& skip;
  std::unordered_map<std::size_t, unsigned> label_count;  // how often a section's word stands alone
  std::optional<std::uint32_t> outer_bullets;             // their indent, where bullets stand below bullets

  bool used(std::size_t i) const { return sheet.rows[i].furniture || skip[i]; }
  std::size_t next(std::size_t i) const {
    do ++i;
    while (i < sheet.rows.size() && used(i));
    return i;
  }
};

std::size_t word_key(std::string_view words) { return std::hash<std::string>{}(lower(words)); }

bool is_rule(std::string_view text) {
  if (text.size() < 3) return false;
  for (const char c : text)
    if (c != text[0] || (c != '-' && c != '=' && c != '_' && c != '~' && c != '*')) return false;
  return true;
}

// A label that the document repeats is a section's; one that stands there once may be an item.
bool is_sections_label(const Text& d, const LabelFound& label) {
  if (label.label == Label::none) return false;
  // “Referat fra sidst” is what the last meeting left.
  if (label.label == Label::minutes && label.alone && lower(label.words).starts_with("referat fra s")) return false;
  if (label.label == Label::next_meeting || label.label == Label::item_kind || label.label == Label::title)
    return false;
  if (label.label != Label::case_text && label.label != Label::follow_up) return true;
  if (!label.alone) return false;
  const auto found = d.label_count.find(word_key(label.words));
  return found != d.label_count.end() && found->second > 1;
}

bool reads_as_title(const Text& d, std::size_t i, std::string_view text, bool strong) {
  const LineClass& c = d.classes[i];
  if (text.size() > 100 || !starts_upper(text) || text.back() == ',' || text.back() == ';') return false;
  const std::size_t words = token_count(text);
  if (words > 13 || characters(text) < 3) return false;
  if (c.lead_in || c.time_only || is_sections_label(d, c.label)) return false;
  const char last = text.back();
  if (last == '.' && !strong && lower(text) != "evt.") return false;
  if (last == '.' && words > 6) return false;
  // A next meeting that is only announced closes the document.
  if (std::string_view(Folded(text.substr(0, 16))).starts_with("næste ") && first_date(text)) return false;
  // A date, a person, a table's row.
  const auto dates = dates_in(text);
  if (!dates.empty() && dates.front().start < 12 && text.size() < 45) return false;
  if (text.find('|') != std::string_view::npos || text.find('\t') != std::string_view::npos) return false;
  if (words >= 2 && looks_like_name(text) && !usual_title(text)) return false;
  return true;
}

bool has_look(const Text& d, std::size_t i, Look look) {
  const Row& row = d.sheet.rows[i];
  switch (look) {
    case heading1:
      return row.role == LineRole::heading && row.level <= 1;
    case heading2:
      return row.role == LineRole::heading && row.level == 2;
    case heading3:
      return row.role == LineRole::heading && row.level == 3;
    case heading4:
      return row.role == LineRole::heading && row.level >= 4;
    case bold:
      return row.bold && row.role != LineRole::heading;
    case underlined:
      return i + 1 < d.sheet.rows.size() && is_rule(d.sheet.rows[i + 1].text);
    case shouted:
      return all_upper(row.text) && characters(row.text) > 4;
    case bulleted:
      return d.classes[i].bullet;
    case bullet_above_bullets:
      return d.classes[i].bullet && row.indent == d.outer_bullets;
    case with_colon:
      return row.text.ends_with(':');
    case apart:
      return row.blanks > d.sheet.gap || row.page_start;
    default:
      return true;
  }
}

// The last row of what stands before the items: labels of the header, the people, the date.
std::size_t header_floor(const Text& d) {
  std::size_t floor = 0;
  bool people = false;  // some list of people has been seen
  std::size_t top = 0;  // below the sender's address
  while (top < d.sheet.rows.size() && top < 25 && d.sheet.rows[top].furniture) ++top;
  for (std::size_t i = 0; i < d.sheet.rows.size() && i <= floor + 25; ++i) {
    if (d.used(i)) continue;
    const LabelFound& label = d.classes[i].label;
    const std::string_view text = d.sheet.rows[i].text;
    // What every meeting begins with is no part of its header.
    if (i > 2 && floor > 0 && label.label == Label::none && usual_title(text) && text.size() < 60 &&
        d.sheet.rows[i].blanks > d.sheet.gap)
      break;
    if ((label.label == Label::recorder || label.label == Label::moderator) && i > floor + 8) break;
    if (is_section(label.label) && label.label != Label::case_text && !(label.label == Label::minutes && i < top + 8))
      break;
    if ((is_header(label.label) && label.label != Label::next_meeting &&
         !(label.alone && label.label == Label::title)) ||
        is_attendance(label.label) || label.label == Label::agenda || label.label == Label::contents) {
      floor = i;
      people = people || is_attendance(label.label);
    } else if (i < 12 && !people && first_date(text) && text.size() < 100 && (i < 3 || !ends_as_sentence(text))) {
      floor = i;
    } else if (people && i <= floor + 2 && text.size() < 160 && !text.ends_with('.') && !usual_title(text) &&
               !parse_people(text).empty() && (d.sheet.rows[i].blanks <= d.sheet.gap || d.classes[i].bullet)) {
      floor = i;
    }
  }
  return floor;
}

// The agenda's rows under “Dagsorden” that come again further down.
void find_listed(const Text& d, std::size_t floor, PlainHeadings& out, std::vector<bool>& named) {
  const auto announces = [&](std::size_t i) {
    return d.classes[i].label.label == Label::agenda || d.classes[i].label.label == Label::contents;
  };
  bool announced = false;
  for (std::size_t i = 0; i <= floor + 1 && i < d.sheet.rows.size(); ++i) announced = announced || announces(i);
  if (!announced) return;
  std::unordered_map<std::size_t, std::size_t> last;
  const auto bare = [&](std::size_t i) {
    std::string_view text = d.sheet.rows[i].text;
    return strip(text.substr(bullet_length(text)), " .:");
  };
  for (std::size_t i = 0; i < d.sheet.rows.size(); ++i)
    if (!d.used(i) && d.sheet.rows[i].text.size() < 140) last[title_key(bare(i))] = i;
  for (std::size_t i = 0; i <= floor + 1 && i < d.sheet.rows.size(); ++i) {
    if (!announces(i)) continue;
    std::vector<std::size_t> rows, again;
    for (std::size_t k = d.next(i); k < d.sheet.rows.size() && rows.size() < 100; k = d.next(k)) {
      const auto found = last.find(title_key(bare(k)));
      const bool comes_again = found != last.end() && found->second > k;
      if (!comes_again && (rows.size() > 2 * again.size() + 2 || d.sheet.rows[k].text.size() > 140 ||
                           std::find(again.begin(), again.end(), k) != again.end()))
        break;
      if (!again.empty() && k >= again.front()) break;
      rows.push_back(k);
      if (comes_again) again.push_back(found->second);
    }
    if (again.size() < 2 || again.size() * 10 < rows.size() * 6) continue;
    std::sort(again.begin(), again.end());
    for (const auto row : rows)
      if (row < again.front()) out.listed.push_back(row);
    for (const auto row : again) named[row] = true;
    return;
  }
}

// The indent of the outer list where at least half of its entries, two or more, have a list of their own below them.
std::optional<std::uint32_t> outer_bullets(const Text& d, std::size_t floor) {
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = floor + 1; i < d.sheet.rows.size(); ++i)
    if (!d.used(i) && d.classes[i].bullet) least = std::min<std::uint32_t>(least, d.sheet.rows[i].indent);
  std::size_t outer = 0, parents = 0;
  for (std::size_t i = floor + 1; i < d.sheet.rows.size(); ++i) {
    if (d.used(i) || !d.classes[i].bullet || d.sheet.rows[i].indent != least) continue;
    ++outer;
    const std::size_t below = d.next(i);
    parents += below < d.sheet.rows.size() && d.classes[below].bullet && d.sheet.rows[below].indent > least;
  }
  if (parents < 2 || parents * 2 < outer) return std::nullopt;
  return least;
}

struct Tried {
  std::vector<PlainHeading> headings;
  double score = 0;
  std::size_t filled = 0, usual = 0;
};

Tried try_look(const Text& d, Look look, std::size_t floor, const std::vector<bool>& named) {
  Tried out;
  const bool strong = look <= underlined || look == listed;
  std::size_t before = static_cast<std::size_t>(-1);
  for (std::size_t i = floor + 1; i < d.sheet.rows.size(); ++i) {
    if (d.used(i)) continue;
    if (look == listed ? !named[i] : !has_look(d, i, look)) continue;
    std::string_view text = d.sheet.rows[i].text;
    text.remove_prefix(bullet_length(text));
    PlainHeading heading{i, text, {}};
    if (look == run_in) {
      const bool opens = d.sheet.rows[i].blanks > d.sheet.gap || before == i - 1 || d.classes[i].bullet || i == 0 ||
                         ends_as_sentence(d.sheet.rows[i - 1].text);
      const RunIn found = find_run_in(text, true);
      if (!opens || found.title >= text.size() || found.title > 60 || text.substr(found.title, 1) == ".") continue;
      heading.title = trim(text.substr(0, found.title));
      heading.run_in = text.substr(found.text);
      if (token_count(heading.title) > 7) continue;
    } else if (look == bulleted && d.classes[i].label.label != Label::none) {
      continue;
    }
    if (!reads_as_title(d, i, heading.title, strong)) continue;
    if (before == i - 1 && before != floor && look != run_in && !out.headings.empty() &&
        out.headings.back().row == before) {
      // Straight under another: that one headed nothing.
      if (!usual_title(out.headings.back().title)) {
        out.score -= weight_of_look[look] + (usual_title(out.headings.back().title) ? 1 : 0);
        --out.filled;
        out.headings.pop_back();
      }
    }
    const bool usual = usual_title(heading.title);
    out.score += weight_of_look[look] + (usual ? 1.0 : 0.0);
    out.usual += usual;
    ++out.filled;
    out.headings.push_back(heading);
    before = i;
  }
  // “· Nyt fra formanden:” and under one of them “Fodbold:” without a bullet: only the marked ones are items.
  const auto marked = [&](const PlainHeading& heading) { return d.classes[heading.row].bullet; };
  const auto bullets = std::ranges::count_if(out.headings, marked);
  if ((look == with_colon || look == apart) && bullets >= 3 && bullets < std::ssize(out.headings) &&
      bullets * 2 > std::ssize(out.headings) && marked(out.headings.front())) {
    out.score -= weight_of_look[look] * static_cast<double>(std::ssize(out.headings) - bullets);
    std::erase_if(out.headings, [&](const PlainHeading& heading) { return !marked(heading); });
  }
  // What stands last heads nothing: a signature, a greeting.
  while (!out.headings.empty() && out.headings.back().run_in.empty() &&
         d.next(out.headings.back().row) >= d.sheet.rows.size() && !usual_title(out.headings.back().title)) {
    out.headings.pop_back();
    out.score -= weight_of_look[look];
  }
  return out;
}

}  // namespace

bool heading_like(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  const Row& row = sheet.rows[i];
  const LineClass& c = classes[i];
  if (row.furniture || c.label.label != Label::none || c.bullet || c.lead_in || c.time_only) return false;
  const bool set_apart = row.bold || row.role == LineRole::heading || row.blanks > 0 || row.page_start;
  const char last = row.text.back();
  return set_apart && row.text.size() <= 140 && last != '.' && last != ',' && last != ':' && last != ';' &&
         starts_upper(row.text);
}

PlainHeadings find_plain_headings(const Sheet& sheet, const std::vector<LineClass>& classes,
                                  const std::vector<bool>& skip) {
  PlainHeadings out;
  Text d{sheet, classes, skip, {}, {}};
  for (const LineClass& c : classes)
    if (c.label.alone && c.label.label != Label::none) ++d.label_count[word_key(c.label.words)];
  std::vector<bool> named(sheet.rows.size(), false);
  const std::size_t floor = header_floor(d);
  find_listed(d, floor, out, named);
  d.outer_bullets = outer_bullets(d, floor);
  Tried best;
  for (int look = 0; look < look_count; ++look) {
    Tried tried = try_look(d, static_cast<Look>(look), floor, named);
    const bool enough = tried.headings.size() >= 2 &&
                        (look != run_in || (tried.headings.size() >= 3 && tried.usual >= 2)) &&
                        (look != apart || tried.usual >= 1 || tried.headings.size() >= 3);
    if (enough && tried.score > best.score) best = std::move(tried);
  }
  if (best.score < 2.5) return {};
  out.headings = std::move(best.headings);
  // The line under a heading goes with it.
  for (const PlainHeading& heading : out.headings)
    if (has_look(d, heading.row, underlined)) out.listed.push_back(heading.row + 1);
  return out;
}

}  // namespace klynge::reading
