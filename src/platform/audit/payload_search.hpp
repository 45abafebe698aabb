// Which payloads hold certain texts: what must go when a person is erased.
//
// A log may be large and a transaction must be short, so a search runs in two steps: search() once before
// the transaction, and again inside it, where it reads only what was appended meanwhile.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/connection.hpp"

namespace klynge::audit {

struct EntryKey {
  std::string node;
  std::int64_t sequence = 0;
  bool operator==(const EntryKey&) const = default;
};

// Whether `text` stands in the JSON `payload` as whole words, in large letters or small. `text` is as
// json_needle() made it.
bool holds_words(std::string_view lower_payload, std::string_view needle);
// The text in small letters and as it stands inside a JSON string.
std::string json_needle(std::string_view text);

class PayloadSearch {
 public:
  explicit PayloadSearch(const std::vector<std::string>& texts);
  // Reads what it has not read yet. Seals and logged erasures are left out: they name nobody.
  void search(database::Connection& connection);
  const std::vector<EntryKey>& found() const { return found_; }

 private:
  std::vector<std::string> needles_;
  std::map<std::string, std::int64_t> read_to_;  // of each chain
  std::vector<EntryKey> found_;
};

}  // namespace klynge::audit
