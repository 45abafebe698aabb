#include "bodies/name_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace klynge::bodies {
namespace {

struct Respelling {
  std::string_view from, to;
};
constexpr std::array respellings{
    Respelling{"å", "aa"}, Respelling{"ä", "æ"}, Respelling{"ö", "ø"}, Respelling{"ü", "u"}, Respelling{"é", "e"},
    Respelling{"è", "e"},  Respelling{"ê", "e"}, Respelling{"ë", "e"}, Respelling{"á", "a"}, Respelling{"à", "a"},
    Respelling{"â", "a"},  Respelling{"ã", "a"}, Respelling{"ó", "o"}, Respelling{"ò", "o"}, Respelling{"ô", "o"},
    Respelling{"í", "i"},  Respelling{"ì", "i"}, Respelling{"ï", "i"}, Respelling{"ú", "u"}, Respelling{"ù", "u"},
    Respelling{"ñ", "n"},  Respelling{"ç", "c"}, Respelling{"ý", "y"}, Respelling{"ð", "d"}, Respelling{"š", "s"},
    Respelling{"ž", "z"},  Respelling{"č", "c"}, Respelling{"ć", "c"}, Respelling{"ł", "l"}, Respelling{"’", ""},
    Respelling{"´", ""}};

std::u32string letters(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    const std::size_t width = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    char32_t value = width == 1 ? c : c & (0xffu >> (width + 1));
    for (std::size_t k = 1; k < width && i + k < utf8.size(); ++k)
      value = (value << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3fu);
    out += value;
    i += width;
  }
  return out;
}

bool look_alike(char32_t a, char32_t b) {
  constexpr std::pair<char32_t, char32_t> pairs[] = {
      {U'i', U'l'}, {U'i', U'j'}, {U'l', U't'}, {U'1', U'l'}, {U'1', U'i'}, {U'0', U'o'}, {U'o', U'ø'},
      {U'c', U'e'}, {U'u', U'n'}, {U'u', U'v'}, {U'v', U'w'}, {U'v', U'y'}, {U'h', U'b'}, {U'e', U'æ'},
      {U'a', U'æ'}, {U'5', U's'}, {U'8', U'b'}, {U'f', U't'}, {U'0', U'ø'}, {U'k', U'c'}};
  return std::ranges::any_of(pairs, [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

// What is left of both words when the common beginning and end are taken away.
struct Middle {
  std::u32string a, b;
  char32_t before = 0, after = 0;
};

Middle middle_of(const std::u32string& a, const std::u32string& b) {
  std::size_t front = 0, back = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (front < shorter && a[front] == b[front]) ++front;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  Middle middle{a.substr(front, a.size() - front - back), b.substr(front, b.size() - front - back)};
  if (front > 0) middle.before = a[front - 1];
  if (back > 0) middle.after = a[a.size() - back];
  return middle;
}

bool is_letter_or_digit(unsigned char c) {
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string one_spelling(std::string_view text) {
  const std::string folded = fold(text);
  std::string plain;
  plain.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    if (static_cast<unsigned char>(folded[i]) < 0x80) {
      if (folded[i] != '\'' && folded[i] != '`') plain += folded[i];
      ++i;
      continue;
    }
    const auto rest = std::string_view(folded).substr(i);
    const auto* hit = std::ranges::find_if(respellings, [&](const Respelling& r) { return rest.starts_with(r.from); });
    if (hit != respellings.end()) {
      plain += hit->to;
      i += hit->from.size();
    } else {
      plain += folded[i++];
    }
  }
  // After å has become aa: “Aaen” and “Åen” must come out alike.
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] == 'a' && i + 1 < plain.size() && plain[i + 1] == 'e') {
      out += "æ";
      ++i;
    } else if (plain[i] == 'o' && i + 1 < plain.size() && plain[i + 1] == 'e') {
      out += "ø";
      ++i;
    } else
      out += plain[i];
  }
  return out;
}

std::vector<std::string> name_words(std::string_view text) {
  const std::string spelled = one_spelling(text);
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    const auto c = static_cast<unsigned char>(spelled[i]);
    // Dashes, quotation marks and the like are U+2000…U+206F and U+00A0…U+00BF.
    const bool punctuation = (c == 0xe2) || (c == 0xc2);
    if (punctuation) {
      i += c == 0xe2 ? 2 : 1;
      close();
    } else if (is_letter_or_digit(c)) {
      word += spelled[i];
    } else {
      close();
    }
  }
  close();
  return words;
}

WordDifference compare_words(std::string_view a, std::string_view b) {
  if (a == b) return WordDifference::equal;
  const Middle m = middle_of(letters(a), letters(b));
  if (m.a.size() > 2 || m.b.size() > 2) return WordDifference::far;
  if (m.a.size() == 1 && m.b.size() == 1)
    return look_alike(m.a[0], m.b[0]) ? WordDifference::lookalike : WordDifference::letter;
  if (m.a.size() + m.b.size() == 1) {
    const char32_t extra = m.a.empty() ? m.b[0] : m.a[0];
    return extra == m.before || extra == m.after ? WordDifference::lookalike : WordDifference::letter;
  }
  if (m.a.size() == 2 && m.b.size() == 2)
    return m.a[0] == m.b[1] && m.a[1] == m.b[0] ? WordDifference::lookalike : WordDifference::far;
  const std::u32string& two = m.a.size() == 2 ? m.a : m.b;
  const std::u32string& one = m.a.size() == 2 ? m.b : m.a;
  return two == U"rn" && one == U"m" ? WordDifference::lookalike : WordDifference::far;
}

int letters_apart(std::string_view a, std::string_view b) {
  const std::u32string x = letters(a), y = letters(b);
  if (x.size() > y.size() + 2 || y.size() > x.size() + 2) return 3;
  std::vector<int> row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= x.size(); ++i) {
    int corner = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const int changed = corner + (x[i - 1] == y[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return std::min(row.back(), 3);
}

std::size_t letter_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

}  // namespace klynge::bodies
