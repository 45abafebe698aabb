#include "platform/html/typography.hpp"

#include <gtest/gtest.h>

namespace klynge::html {
namespace {

// With ~ for the no-break space, which no editor shows.
std::string shown(std::string_view plain) {
  std::string out = unbroken(plain);
  for (auto at = out.find("\u00a0"); at != out.npos; at = out.find("\u00a0", at)) out.replace(at, 2, "~");
  return out;
}

TEST(Typography, KeepsNumbersAndUnitsOnOneLine) {
  EXPECT_EQ(shown("610.000 kr. + 385.000 kr. giver 995.000 kr., men totalen er trykt som 959.000 kr."),
            "610.000~kr. + 385.000~kr. giver 995.000~kr., men totalen er trykt som 959.000~kr.");
  EXPECT_EQ(shown("Beløbet ”kr. 1.25.000” er 1,4 mio. kr."), "Beløbet ”kr.~1.25.000” er 1,4~mio.~kr.");
  EXPECT_EQ(shown("Beløbet ”6.14.600 kr.” (Nord, 2022)"), "Beløbet ”6.14.600~kr.” (Nord, 2022)");
  EXPECT_EQ(shown("-7.209 kr."), "-7.209~kr.");
}

TEST(Typography, KeepsDatesAndCountedThingsOnOneLine) {
  EXPECT_EQ(shown("Mødet er dateret onsdag den 8. juni 2023, men den dag er en torsdag."),
            "Mødet er dateret onsdag den~8.~juni~2023, men den dag er en torsdag.");
  EXPECT_EQ(shown("Punkt 4 mangler på side 1, linje 33 (kl. 16.00)."),
            "Punkt~4 mangler på side~1, linje~33 (kl.~16.00).");
}

TEST(Typography, LeavesOtherTextAlone) {
  for (const std::string_view plain :
       {"", " ", "  to  blanke  ", "nummereringen springer fra 3 til 5.", "i 2023, kr. og øre", "3, 4 og 5"})
    EXPECT_EQ(unbroken(plain), plain);
}

}  // namespace
}  // namespace klynge::html
