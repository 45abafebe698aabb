// Reads testdata/name_variants.tsv, for the tests of the rules and of the matcher over a database.
#pragma once
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace klynge::bodies::variants {

inline std::vector<std::string> cut(const std::string& text, const std::string& sign) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (;;) {
    const std::size_t at = text.find(sign, from);
    parts.push_back(text.substr(from, at == std::string::npos ? at : at - from));
    if (at == std::string::npos) return parts;
    from = at + sign.size();
  }
}

inline std::string plain(const std::string& text) { return text == "-" ? "" : text; }

struct Known {
  std::string id, name, organisation, body, title;
};

struct Case {
  int line = 0;
  std::string kind, printed, organisation, expected, about;
  std::vector<Known> known;
  std::string body;
  std::vector<std::string> at_the_table, seen;
  bool mention = false;
};

inline std::vector<Case> read_cases() {
  std::ifstream file(std::string(KLYNGE_SOURCE_DIR) + "/src/bodies/testdata/name_variants.tsv");
  std::vector<Case> cases;
  std::string row;
  for (int line = 1; std::getline(file, row); ++line) {
    if (row.empty() || row[0] == '#') continue;
    const auto cells = cut(row, "\t");
    if (cells.size() != 7) throw std::runtime_error("line " + std::to_string(line) + " has not seven cells");
    Case one{line, cells[0], cells[2], plain(cells[3]), cells[5], cells[6], {}, {}, {}, {}, false};
    if (cells[1] != "-")
      for (const auto& entry : cut(cells[1], " ; ")) {
        const std::size_t equals = entry.find('=');
        auto parts = cut(entry.substr(equals + 1), "|");
        parts.resize(4);
        one.known.push_back({entry.substr(0, equals), parts[0], plain(parts[1]), parts[2], parts[3]});
      }
    for (const auto& near : cut(cells[4], " ")) {
      if (near.starts_with("body=")) one.body = near.substr(5);
      if (near.starts_with("seen=")) one.seen = cut(near.substr(5), ",");
      if (near.starts_with("meeting=")) {
        one.mention = true;
        one.at_the_table = cut(near.substr(8), ",");
      }
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

// Precision and recall as the set's head defines them.
struct Count {
  int cases = 0, meant = 0, found = 0, right = 0, asked = 0, as_labelled = 0;
  void add(const std::string& got, const std::string& expected) {
    const auto is_id = [](const std::string& answer) { return answer != "new" && answer != "ask" && answer != "none"; };
    ++cases;
    meant += is_id(expected);
    found += is_id(got);
    right += is_id(got) && got == expected;
    asked += got == "ask";
    as_labelled += got == expected;
  }
  double precision() const { return found == 0 ? 1 : static_cast<double>(right) / found; }
  double recall() const { return meant == 0 ? 1 : static_cast<double>(right) / meant; }
};

}  // namespace klynge::bodies::variants
