// Fuzzes the language: whatever is written becomes a rule that reads back from its standard form, or a Danish sentence.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "bodies/composition/rule.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace klynge::composition;
  const auto rule = parse({reinterpret_cast<const char*>(data), size});
  if (!rule) {
    require(!rule.error().danish.empty() && klynge::is_valid_utf8(rule.error().danish));
    return 0;
  }
  never_met(*rule);
  require(!rule->count.max || *rule->count.max >= 1);
  require(rule->per != Per::municipality || rule->from.empty());
  const auto sentence = write(*rule);
  require(klynge::is_valid_utf8(sentence));
  require(sentence.size() <= klynge::limits::composition_sentence_bytes);
  const auto back = parse(sentence);
  require(back.has_value() && *back == *rule);
  return 0;
}
