#include "reading/heading_words.hpp"

#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {

long order_key(const HeadingMark& mark) {
  switch (mark.style) {
    case Numbering::part:
      if (mark.major >= 0) break;
      [[fallthrough]];
    case Numbering::letter:
      return 10000L * (1 + (mark.letter >= 'a' ? mark.letter - 'a' : mark.letter - 'A'));
    case Numbering::roman:
      return 10000L * mark.roman;
    case Numbering::slash:
      return 10000L * mark.minor + mark.major;
    default:
      break;
  }
  return mark.major * 10000L + (mark.minor + 1) * 100L + mark.letter;
}

bool usual_title(std::string_view title) {
  static constexpr WordSet starts{"eventuelt",
                                  // clang-format off
                                  "evt", "godkendelse", "meddelelser", "velkom", "orientering", "næste møde",
                                  "meddelelse", "valg", "økonomi", "status", "opfølgning", "kommende", "bordet rundt",
                                  "lukket", "nyt fra", "siden sidst", "formandens beretning", "beretning", "regnskab",
                                  "budget", "indkomne forslag", "fastsættelse af", "konstituering", "mødeplan",
                                  "mødedatoer", "dagsorden", "referat fra", "kassereren", "formanden",
                                  "generalforsamling", "indkommen", "indkomne", "aktuelt", "temadrøftelse",
                                  "mødeevaluering", "evaluering af mødet", "bemærkninger til", "information", "udvalg",
                                  "årsplan", "gensidig orientering", "post",
                                  // clang-format on
                                  "kontingent"};
  return starts.begins(Folded(title.substr(0, 40)));
}

bool presenter_row(std::string_view text) {
  static constexpr WordSet starts{"v/", "v.", "ved "};
  if (text.empty() || (text[0] | 0x20) != 'v') return false;
  return starts.begins(Folded(text.substr(0, 4)));
}

}  // namespace klynge::reading
