// How secretaries mark an item's beginning, its parts and its end, each in a small document of its own.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

MeetingRecord read(const std::string& text) {
  const auto document = decode_plain_text(text);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

const std::string head = "Referat\n\nStrandrådet\nTirsdag den 3. maj 2022\n\nTil stede: Bo Krag, Ida Holm\n\n";

TEST(ItemForms, AnythingMayStandBetweenNumberAndTitle) {
  for (const std::string number : {"Pkt. @ / ", "Pkt. @/ ", "Punkt @ | ", "Pkt @ · ", "@ / ", "Sag @ / ", "Ad @ / ",
                                   "Pkt. @ > ", "Nr @: ", "[@] ", "P @: ", "P.@ ", "P@ "}) {
    std::string text = head;
    const std::vector<std::string> titles{"Godkendelse af dagsorden", "Veje / stier", "Eventuelt"};
    for (std::size_t k = 0; k < titles.size(); ++k)
      text += std::string(number).replace(number.find('@'), 1, std::to_string(k + 1)) + titles[k] + "\nDrøftet.\n\n";
    const auto record = read(text);
    EXPECT_EQ(record.body, "Strandrådet") << number;
    EXPECT_EQ(record.date, (Date{2022, 5, 3})) << number;
    ASSERT_EQ(record.items.size(), titles.size()) << number;
    for (std::size_t k = 0; k < titles.size(); ++k) {
      EXPECT_EQ(record.items[k].number, std::to_string(k + 1)) << number;
      EXPECT_EQ(record.items[k].title, titles[k]) << number;
      EXPECT_EQ(record.items[k].minutes, "Drøftet.") << number;
    }
  }
}

TEST(ItemForms, PlacesToParkAreNoItems) {
  const auto record = read(head +
                           "1. Parkering\nP1 Nordre Plads\nP2 Søndre Plads\nP3 Havnen\nAlle tre er fyldte.\n\n"
                           "2. Skilte\nDrøftet.\n\n3. Eventuelt\nIntet.\n");
  EXPECT_EQ(record.items.size(), 3u);
}

}  // namespace
}  // namespace klynge::reading
