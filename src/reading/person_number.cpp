#include "reading/person_number.hpp"

#include "base/person_number.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {

std::optional<std::string> mask_person_numbers(std::string_view text) {
  if (!any_digit(text)) return std::nullopt;
  auto found = find_person_number(text, Suspicion::written);
  if (!found) return std::nullopt;
  std::string masked;
  std::size_t copied = 0;
  for (; found; found = find_person_number(text, Suspicion::written, copied)) {
    masked.append(text.substr(copied, found->begin - copied)).append("[personnummer]");
    copied = found->end;
  }
  masked.append(text.substr(copied));
  return masked;
}

}  // namespace klynge::reading
