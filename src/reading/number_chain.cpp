#include "reading/number_chain.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "base/text.hpp"
#include "reading/chain_mends.hpp"
#include "reading/closed_items.hpp"
#include "reading/item_parts.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

enum Family {
  dotted,
  bracketed,
  worded,
  glued,
  bare,
  capitals,
  small_letters,
  romans,
  slashed,
  sections,
  codes,
  family_count
};

Family family_of(const HeadingMark& mark) {
  switch (mark.style) {
    case Numbering::bracket:
      return bracketed;
    case Numbering::word:
      return worded;
    case Numbering::glued:
      return glued;
    case Numbering::bare:
      return bare;
    case Numbering::letter:
      return mark.letter >= 'a' ? small_letters : capitals;
    case Numbering::roman:
      return romans;
    case Numbering::slash:
      return slashed;
    case Numbering::section:
      return sections;
    case Numbering::code:
      return codes;
    default:
      return dotted;
  }
}

double base_weight(Family family) {
  switch (family) {
    case worded:
      return 2.0;
    case glued:
      return 0.8;
    case bare:
      return 0.1;
    case capitals:
    case romans:
    case sections:  // of statutes that an item quotes, more often than of the minutes
    case codes:     // of places to park, halls and phases
      return 0.4;
    case small_letters:
      return 0.0;
    default:
      return 0.6;
  }
}

// What the rows after a heading say for it: labels come close behind an item's title.
double evidence_after(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row) {
  double weight = 0;
  unsigned looked = 0;
  for (std::size_t i = row + 1; i < classes.size() && looked < 4; ++i) {
    if (sheet.rows[i].furniture) continue;
    const LineClass& c = classes[i];
    const double near = 1.0 - 0.15 * looked;
    if (is_section(c.label.label) || c.lead_in) return weight + 2.0 * near;
    if (is_mark(c.label.label)) return weight + 2.0 * near;
    if (c.time_only) weight += 1.2 * near;
    if (presenter_row(sheet.rows[i].text)) weight += 1.2 * near;
    if (looked > 0 && c.heading.style == classes[row].heading.style) break;
    ++looked;
  }
  return weight;
}

// `title`: what stands behind the number, without the text run in behind it.
// “Nr.   Emne   Opfølgning”: the heads of a table of items, right above the first of them.
bool heads_items(std::string_view text) {
  static constexpr WordSet heads{"nr", "pkt", "punkt", "emne", "dagsordenspunkt", "punkter"};
  return text.size() < 100 && starts_upper(text) && heads.has(Folded(strip(first_word(text), ".:"))) &&
         !text.ends_with('.');
}

double weight_of(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i, Family family,
                 std::string_view title) {
  const Row& row = sheet.rows[i];
  const HeadingMark& mark = classes[i].heading;
  double weight = base_weight(family) - (classes[i].bullet ? 0.4 : 0);
  if (row.role == LineRole::heading) weight += 3;
  if (row.bold) weight += 1.5;
  if (row.blanks > sheet.gap)
    weight += 0.8;
  else if (row.page_start)
    weight += 0.3;
  std::size_t before = i;
  while (before > 0 && sheet.rows[before - 1].furniture) --before;
  if (before > 0) {
    const Label label = classes[before - 1].label.label;
    if (is_mark(label)) weight += 2;
    if (label == Label::agenda || label == Label::contents) weight += 1;
    if (mark.major == 1 && heads_items(sheet.rows[before - 1].text)) weight += 1;
  }
  weight += evidence_after(sheet, classes, i);
  const std::string_view whole = mark.title;
  if (whole.empty()) return mark.style == Numbering::word ? weight : weight - 1;
  if (usual_title(title)) weight += 0.8;
  if (family == bare)
    if (const LabelFound label = find_label(title); is_attendance(label.label) && label.colon) weight -= 3;
  if (!times_in(title, false).empty()) weight += 1.2;
  if (title.size() < whole.size())
    weight -= 0.3;
  else if (title.ends_with('.') && lower(title.substr(0, 5)) != "evt.")
    weight -= 1;
  if (title.ends_with(',') || title.ends_with(';')) weight -= 2.5;
  if (row.text.ends_with(':')) weight -= 0.5;
  if (starts_lower(title)) weight -= 1.5;
  if (begins_with_word(title, "at") || begins_with_word(title, "At")) weight -= 3;
  if (title.size() > 160) weight -= 1;
  return weight;
}

// “Dagsorden:”, “Dagsorden/Referat (beslutning):”: what is numbered below are the items.
bool opens_items(const Row& row, const LineClass& line) {
  static constexpr WordSet openings{"Dagsorden", "DAGSORDEN", "Referat", "REFERAT", "Punkter", "PUNKTER"};
  const Label label = line.label.label;
  return label == Label::agenda || label == Label::contents || label == Label::minutes || openings.begins(row.text);
}

// Lists inside an item count from 1 on; a heading that is the next of such a list is suspect.
struct ListState {
  bool open = false;
  bool labelled = false;  // under “Indstilling” or “Bilag”
  int next = 1;
  Numbering style = Numbering::none;

  void see(const LineClass& c) {
    const Label label = c.label.label;
    if (label == Label::recommendation || label == Label::attachments || c.lead_in) {
      *this = {true, true, 1, Numbering::none};
    } else if (is_section(label) || is_mark(label)) {
      *this = {};
    }
  }
  // `straight`: the row above opened the list.
  double penalty(const HeadingMark& mark, bool after_colon, bool straight) {
    if (labelled && mark.minor >= 0) return straight ? 100 : 2.6;
    if (mark.minor >= 0 || mark.letter) return 0;
    const bool fits_style = style == Numbering::none || style == mark.style;
    if (labelled && fits_style && mark.major == next) {
      const bool opens = next == 1 && straight;
      ++next;
      style = mark.style;
      return opens ? 100 : 2.6;
    }
    if (!labelled && mark.major == 1 && after_colon) {
      *this = {true, false, 2, mark.style};
      return 1.5;
    }
    if (open && !labelled && fits_style && mark.major == next) {
      ++next;
      return 1.2;
    }
    return 0;
  }
};

// The heaviest subsequence with rising keys.
std::vector<std::size_t> heaviest_chain(const std::vector<Candidate>& all) {
  std::vector<long> keys;
  for (const auto& c : all) keys.push_back(c.key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  struct Best {
    double weight = 0;
    std::size_t at = nowhere;
  };
  std::vector<Best> tree(keys.size() + 1);
  std::vector<std::size_t> previous(all.size(), nowhere);
  Best overall;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].weight <= 0) continue;
    const std::size_t rank =
        static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), all[i].key) - keys.begin());
    Best best;
    for (std::size_t k = rank; k > 0; k -= k & (~k + 1))
      if (tree[k].weight > best.weight) best = tree[k];
    previous[i] = best.at;
    const Best mine{best.weight + all[i].weight, i};
    for (std::size_t k = rank + 1; k < tree.size(); k += k & (~k + 1))
      if (mine.weight > tree[k].weight) tree[k] = mine;
    if (mine.weight > overall.weight) overall = mine;
  }
  std::vector<std::size_t> chain;
  for (std::size_t at = overall.at; at != nowhere; at = previous[at]) chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

struct Chain {
  std::vector<Candidate> headings;
  double score = 0;
  std::size_t first() const { return headings.front().row; }
  std::size_t last() const { return headings.back().row; }
};

// A number far from its neighbours is a figure that happens to start a row.
void drop_strays(std::vector<Candidate>& chain) {
  while (chain.size() >= 2 && major_of(chain.back()) - major_of(chain[chain.size() - 2]) > 25) chain.pop_back();
  while (chain.size() >= 3 && major_of(chain[1]) - major_of(chain[0]) > 25) chain.erase(chain.begin());
}

// Letters and Roman numbers are words of other kinds so often that only a row without gaps from
// the first one on counts.
void keep_unbroken(std::vector<Candidate>& chain) {
  std::size_t good = 0;
  while (good < chain.size() && major_of(chain[good]) <= static_cast<long>(good) + 2 &&
         (good > 0 || major_of(chain[0]) == 1))
    ++good;
  chain.resize(good);
  if (chain.size() < 2) chain.clear();
}

// “4/23”: one of the two numbers is the year of all of them; else they are days.
bool one_year(const std::vector<Candidate>& chain, const std::vector<LineClass>& classes) {
  bool same_major = true, same_minor = true;
  for (const auto& c : chain) {
    same_major = same_major && classes[c.row].heading.major == classes[chain[0].row].heading.major;
    same_minor = same_minor && classes[c.row].heading.minor == classes[chain[0].row].heading.minor;
  }
  return chain.size() >= 2 && (same_major || same_minor);
}

// How many of the chain's items hold a section label: items have sections, entries of lists have none.
double coverage(const std::vector<Candidate>& chain, const std::vector<std::size_t>& labels_before) {
  double covered = 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::size_t end = i + 1 < chain.size() ? chain[i + 1].row : labels_before.size() - 1;
    if (labels_before[end] > labels_before[chain[i].row]) covered += 1;
  }
  return covered;
}

// What most headings of a chain have in common, and what therefore speaks against the others.
struct Look {
  bool bold = false, apart = false, heading = false, shouted = false, filled = false;
};

Look look_of(const Sheet& sheet, const Candidate& c) {
  const Row& row = sheet.rows[c.row];
  return {row.bold, row.blanks > sheet.gap || row.page_start, row.role == LineRole::heading, all_upper(row.text),
          c.filled};
}

Look common_look(const Sheet& sheet, const std::vector<Candidate>& chain) {
  double total = 0, bold = 0, apart = 0, heading = 0, shouted = 0, filled = 0;
  for (const auto& c : chain) {
    const double weight = std::max(c.weight, 0.1);
    const Look look = look_of(sheet, c);
    total += weight;
    bold += look.bold ? weight : 0;
    apart += look.apart ? weight : 0;
    heading += look.heading ? weight : 0;
    shouted += look.shouted ? weight : 0;
    filled += look.filled ? weight : 0;
  }
  const auto most = [&](double share) { return share >= 0.75 * total; };
  return {most(bold), most(apart), most(heading), most(shouted), most(filled)};
}

// Where the numbers of a list stand, and where the titles behind them do: “ 9.” and “10.” have one of the two in
// common.
struct Margin {
  std::size_t number = 0, title = 0;
};

Margin margin_of(const Sheet& sheet, const std::vector<LineClass>& classes, const Candidate& c) {
  const Row& row = sheet.rows[c.row];
  const std::string_view title = classes[c.row].heading.title;
  const std::size_t before = title.empty() ? 0 : static_cast<std::size_t>(title.data() - row.text.data());
  return {row.indent, row.indent + before};
}

// The margin of the outermost list, where others begin anew further in: that of the chain's first number, where at
// least a third stand so.
std::optional<Margin> outer_margin(const Sheet& sheet, const std::vector<LineClass>& classes,
                                   const std::vector<Candidate>& all, const std::vector<Candidate>& chain) {
  const Margin first = margin_of(sheet, classes, chain.front());
  if (std::ranges::none_of(all, [&](const Candidate& c) {
        return major_of(c) == 1 && c.row > chain.front().row && sheet.rows[c.row].indent > first.number;
      }))
    return std::nullopt;
  std::size_t same = 0;
  for (const auto& c : chain) {
    const Margin own = margin_of(sheet, classes, c);
    if (own.number < first.number) return std::nullopt;
    same += own.number == first.number;
  }
  if (same * 3 < chain.size()) return std::nullopt;
  return first;
}

// A number set further in than the outer list belongs to a list inside an item.
double fit(const std::optional<Margin>& outer, const Margin& own) {
  return outer && own.number > outer->number && own.title != outer->title ? -1.5 : 0;
}

double fit(const Look& common, const Look& own) {
  double weight = 0;
  const auto judge = [&](bool asked, bool has, double plus, double minus) {
    if (asked) weight += has ? plus : -minus;
  };
  judge(common.bold, own.bold, 0.3, 1.5);
  judge(common.apart, own.apart, 0.2, 0.7);
  judge(common.heading, own.heading, 0.3, 2.0);
  judge(common.shouted, own.shouted, 0.5, 1.0);
  judge(common.filled, own.filled, 0.1, 0.4);
  return weight;
}

// All rows numbered in one way that might be headings.
struct Way {
  std::vector<Candidate> candidates;
  std::unordered_set<long> seen;
};

Chain best_chain_of(const Sheet& sheet, const std::vector<LineClass>& classes, std::vector<Candidate> candidates,
                    Family family) {
  Chain chain;
  for (const std::size_t at : heaviest_chain(candidates)) chain.headings.push_back(candidates[at]);
  if (chain.headings.size() >= 3) {
    const Look common = common_look(sheet, chain.headings);
    const auto outer = outer_margin(sheet, classes, candidates, chain.headings);
    for (auto& c : candidates) c.weight += fit(common, look_of(sheet, c)) + fit(outer, margin_of(sheet, classes, c));
    chain.headings.clear();
    for (const std::size_t at : heaviest_chain(candidates)) chain.headings.push_back(candidates[at]);
  }
  drop_strays(chain.headings);
  if (family == capitals || family == small_letters || family == romans || family == codes)
    keep_unbroken(chain.headings);
  if (family == codes && chain.headings.size() < 3) chain.headings.clear();
  if (family == slashed && !one_year(chain.headings, classes)) chain.headings.clear();
  for (const auto& c : chain.headings) chain.score += c.weight;
  return chain;
}

// True where all of `inner` stands between two neighbours of `outer`.
bool inside(const Chain& inner, const Chain& outer) {
  if (inner.headings.size() < 2 || outer.headings.size() < 2) return false;
  if (inner.first() < outer.first() || inner.last() > outer.last()) return false;
  const auto after = std::upper_bound(outer.headings.begin(), outer.headings.end(), inner.first(),
                                      [](std::size_t row, const Candidate& c) { return row < c.row; });
  return after != outer.headings.end() && inner.last() < after->row &&
         major_of(*after) == major_of(*std::prev(after)) + 1;
}

// “1. Budget” and below it “Ad 1.”: bare numbers that only say again what the titles number.
bool echoes(const Chain& bare_numbers, const Chain& titled, const std::vector<LineClass>& classes) {
  if (titled.headings.size() < 2 || titled.headings.size() * 10 < bare_numbers.headings.size() * 7) return false;
  std::size_t bare_count = 0, pairs = 0, at = 0;
  for (const auto& c : bare_numbers.headings) {
    bare_count += classes[c.row].heading.title.empty();
    while (at < titled.headings.size() && titled.headings[at].row < c.row) ++at;
    pairs += at > 0 && c.row - titled.headings[at - 1].row <= 3 && major_of(titled.headings[at - 1]) == major_of(c) &&
             !classes[titled.headings[at - 1].row].heading.title.empty();
  }
  return bare_count * 10 >= bare_numbers.headings.size() * 8 && pairs * 10 >= bare_numbers.headings.size() * 7;
}

// Numbers that begin anew under each letter are lists of the letters' items.
bool restarts_under(const Way& numbers, const Chain& letters) {
  if (letters.headings.size() < 3) return false;
  std::size_t restarts = 0, at = 0;
  std::size_t gap = nowhere;
  for (const auto& c : numbers.candidates) {
    if (major_of(c) != 1 || c.row < letters.first()) continue;
    while (at + 1 < letters.headings.size() && letters.headings[at + 1].row < c.row) ++at;
    if (at != gap) ++restarts;
    gap = at;
  }
  return restarts >= 2 && (numbers.candidates.empty() || numbers.candidates.front().row > letters.first());
}

bool says_ad(const Row& row) { return row.text.starts_with("Ad") || row.text.starts_with("ad"); }

// Where items are “Punkt 1”, “Ad 2” names one of an item's recommendations.
bool items_are_not_ad(const Sheet& sheet, const std::vector<LineClass>& classes) {
  std::size_t ad = 0, other = 0;
  for (std::size_t i = 0; i < classes.size(); ++i)
    if (classes[i].heading.style == Numbering::word && !sheet.rows[i].furniture)
      ++(says_ad(sheet.rows[i]) ? ad : other);
  return ad > 0 && other >= 2 && other > ad;
}

}  // namespace

NumberChain find_number_chain(const Sheet& sheet, const std::vector<LineClass>& classes,
                              const std::vector<bool>& skip) {
  const bool ad_decides = items_are_not_ad(sheet, classes);
  std::array<Way, family_count> ways;
  ListState list;
  std::vector<std::size_t> labels_before(classes.size() + 1, 0);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const Label label = classes[i].label.label;
    labels_before[i + 1] = labels_before[i] + (is_section(label) || classes[i].lead_in ? 1 : 0);
    if (sheet.rows[i].furniture || skip[i]) continue;
    if (opens_items(sheet.rows[i], classes[i]) && sheet.rows[i].text.ends_with(':'))
      list = {};
    else
      list.see(classes[i]);
    const HeadingMark& mark = classes[i].heading;
    if (mark.style == Numbering::none || mark.style == Numbering::clock || mark.style == Numbering::part) continue;
    if (ad_decides && mark.style == Numbering::word && says_ad(sheet.rows[i])) continue;
    // “Dagsorden:” opens the items; any other row with a colon may open a list.
    const bool after_colon =
        i > 0 && sheet.rows[i - 1].text.ends_with(':') && !opens_items(sheet.rows[i - 1], classes[i - 1]);
    const bool straight =
        i > 0 &&
        (classes[i - 1].lead_in || (classes[i - 1].label.label == Label::attachments && classes[i - 1].label.alone) ||
         (classes[i - 1].label.label == Label::recommendation && classes[i - 1].label.alone));
    const double penalty = list.penalty(mark, after_colon, straight);
    const std::string_view title = mark.title.substr(0, run_in_length(mark.title));
    const auto add = [&](Family family, long key) {
      Way& way = ways[family];
      Candidate c{i, key, weight_of(sheet, classes, i, family, title) - penalty, true,
                  title.size() < mark.title.size()};
      const long major = major_of(c);
      if (major == 1 || way.seen.contains(major - 1) || mark.minor >= 0) c.weight += 0.5;
      // A number right below its predecessor: the predecessor holds nothing.
      if (!way.candidates.empty() && major_of(way.candidates.back()) + 1 == major) {
        Candidate& above = way.candidates.back();
        bool between = above.run_in;
        for (std::size_t k = above.row + 1; k < i && !between; ++k) between = !sheet.rows[k].furniture;
        above.filled = between;
        if (!between) above.weight -= 0.3;
      }
      way.seen.insert(major);
      way.candidates.push_back(c);
    };
    add(family_of(mark), order_key(mark));
    if (mark.style == Numbering::letter && mark.roman > 0) add(romans, 10000L * mark.roman);
  }
  std::array<Chain, family_count> chains;
  for (int family = 0; family < family_count; ++family) {
    Chain& chain = chains[family];
    chain = best_chain_of(sheet, classes, ways[family].candidates, static_cast<Family>(family));
    if (!chain.headings.empty()) chain.score += 2 * coverage(chain.headings, labels_before);
  }
  const Chain* best = nullptr;
  for (const Chain& chain : chains)
    if (!chain.headings.empty() && (!best || chain.score > best->score)) best = &chain;
  NumberChain out;
  out.rows = same_number_rows(sheet, ways[dotted].candidates);
  if (out.rows.size() >= 3 && (!best || out.rows.size() > best->headings.size())) {
    out.score = 1.0 + static_cast<double>(out.rows.size());
    return out;
  }
  out.rows.clear();
  if (!best || best->score < 1.0) return out;
  for (int family = 0; family < family_count; ++family) {
    const Chain& outer = chains[family];
    if (&outer == best || outer.score < 1.0 || outer.headings.size() < 2) continue;
    const bool lettered = family == capitals || family == romans;
    const Way& numbers = ways[static_cast<std::size_t>(best - chains.data())];
    if (inside(*best, outer) || (lettered && restarts_under(numbers, outer))) {
      best = &outer;
      break;
    }
  }
  for (const Chain& titled : chains)
    if (&titled != best && echoes(*best, titled, classes)) {
      best = &titled;
      break;
    }
  out.score = std::max(best->score, 1.0);
  for (const auto& c : best->headings) out.rows.push_back(c.row);
  const std::vector<Candidate>& alike = ways[static_cast<std::size_t>(best - chains.data())].candidates;
  take_first_prints(sheet, classes, alike, out.rows);
  take_out_of_order(sheet, classes, alike, out.rows);
  if (best == &chains[dotted]) fill_single_gaps(sheet, classes, ways[dotted].candidates, out.rows);
  if (best == &chains[dotted]) take_without_stop(sheet, classes, ways[bare].candidates, out.rows);
  if (best == &chains[dotted] || best == &chains[bracketed] || best == &chains[worded]) {
    const auto parts = item_parts(sheet, classes, out.rows, skip);
    const auto closed = closed_items_behind(sheet, classes, out.rows, skip);
    out.rows.insert(out.rows.end(), parts.begin(), parts.end());
    out.rows.insert(out.rows.end(), closed.begin(), closed.end());
    std::sort(out.rows.begin(), out.rows.end());
  }
  return out;
}

}  // namespace klynge::reading
