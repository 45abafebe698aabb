#include "reading/sender_block.hpp"

#include <gtest/gtest.h>

namespace klynge::reading {
namespace {

using Texts = std::vector<std::string>;

Texts kept(const Texts& lines) {
  Document document;
  for (const std::string& text : lines) {
    Line line;
    line.text = text;
    line.number = static_cast<std::uint32_t>(document.lines.size() + 1);
    document.lines.push_back(std::move(line));
  }
  Sheet sheet = make_sheet(document);
  mark_sender(sheet);
  Texts out;
  for (const Row& row : sheet.rows)
    if (!row.furniture) out.emplace_back(row.text);
  return out;
}

TEST(SenderBlock, name_address_and_numbers_are_no_text) {
  EXPECT_EQ(kept({"Fjordby Fællesskab", "Havnevej 4", "9990 Fjordby", "Tlf. 98 00 00 00", "post@fjordby.example",
                  "Sagsnr. 22/1482", "Referat", "Møde i Udvalget for prøver"}),
            (Texts{"Referat", "Møde i Udvalget for prøver"}));
}

TEST(SenderBlock, a_name_that_says_what_meets_stays) {
  EXPECT_EQ(kept({"Ældrerådet i Fjordby", "Store Torv 12 B, 2. sal", "9990 Fjordby", "Telefon: 98 00 00 00",
                  "www.fjordby.example", "", "Referat af møde"}),
            (Texts{"Ældrerådet i Fjordby", "Referat af møde"}));
}

TEST(SenderBlock, where_the_meeting_was_held_is_no_sender) {
  const Texts lines{"Referat", "Havnevej 4", "9990 Fjordby", "Deltagere:", "Ida Holm, tlf. 98 00 00 00"};
  EXPECT_EQ(kept(lines), lines);
}

TEST(SenderBlock, contacts_without_an_address_are_no_sender) {
  const Texts lines{"Referat af møde", "Tlf. 98 00 00 00", "post@fjordby.example", "CVR 12 34 56 78"};
  EXPECT_EQ(kept(lines), lines);
}

TEST(SenderBlock, the_head_of_a_mail_is_no_text) {
  EXPECT_EQ(kept({"Fra: Ida Holm", "Sendt: 17. maj 2018 08:12", "Til: Prøverådet", "Emne: Referat fra mødet",
                  "Kære alle", "Referat fra mødet den 16. maj 2018"}),
            (Texts{"Kære alle", "Referat fra mødet den 16. maj 2018"}));
  EXPECT_EQ(
      kept({"Fra: Ida Holm", "Sendt: 17. maj 2018 08:12", "Til: Prøverådet", "Emne: Referat fra mødet", "Kære alle"}),
      (Texts{"Emne: Referat fra mødet", "Kære alle"}));
}

TEST(SenderBlock, fields_of_a_meeting_are_no_head_of_a_mail) {
  const Texts lines{"Referat", "Emne: Møde i Prøverådet", "Fra: kl. 9", "Til: kl. 11"};
  EXPECT_EQ(kept(lines), lines);
}

}  // namespace
}  // namespace klynge::reading
