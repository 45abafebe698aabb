#include "extract/helper/pdf_garbled.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "extract/helper/pdf.hpp"
#include "extract/helper/pdf_builder.hpp"

namespace klynge::extract {
namespace {

std::vector<DrawnWord> words_of(const std::string& text) {
  std::vector<DrawnWord> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back({.text = word});
  return words;
}

const std::string minutes =
    "Referat af bestyrelsens ordinære møde i Skovby den 3. maj 2022 kl. 19.00-21.30. Til stede: Ida Holm (IH), Per Krog "
    "og Bo Lind, næstformand. 1. Regnskab (bilag 22/1417): Kassereren gennemgik årets regnskab på 12.417,50 kr. "
    "Det blev godkendt uden bemærkninger. 2. Eventuelt: Skriv til Ida Holm på ida@forening.example eller se "
    "https://forening.example/?side=2. Næste møde holdes i klubhuset, hvor de nye lokaler skal vises frem for alle.";

// As fonts count their signs that begin with the blank as the third: “5HIHUDW” is “Referat”.
std::string shifted(const std::string& text, bool blanks) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && blanks) out += ' ';
    if (c == ' ' && !blanks) out += '\x03';
    if (c > ' ' && c < 0x7f) out += static_cast<char>(c - 29);
  }
  return out;
}

TEST(PdfGarbled, ordinary_text_is_none) {
  EXPECT_FALSE(is_garbled(words_of(minutes)));
  EXPECT_FALSE(is_garbled({}));
  EXPECT_FALSE(
      is_garbled(words_of("12.417,50 2022 2023 3,4 % -417 (22) 1.000 2.000 3.000 4.000 5.000 6.000 | | | | |")));
  EXPECT_FALSE(
      is_garbled(words_of("JHN BKR PLS KTT DSR FOA KL PLO RLTN DGK TUT BLM KRS NPL VKST HRT PRS LMN TRK MST")));
  EXPECT_FALSE(
      is_garbled(words_of("\uf0b7 Budget \uf0b7 Valg \uf0a7 Regnskab \uf0b7 \uf0b7 \uf0b7 \uf0b7 \uf0b7 \uf0b7")));
  EXPECT_FALSE(is_garbled(words_of("Πρακτικά της συνεδρίασης του διοικητικού συμβουλίου")));
}

TEST(PdfGarbled, shifted_letters_are_told) {
  EXPECT_TRUE(is_garbled(words_of(shifted(minutes, false))));
  EXPECT_TRUE(is_garbled(words_of(shifted(minutes + minutes, true))));
}

TEST(PdfGarbled, signs_of_no_keyboard_are_told) {
  EXPECT_TRUE(is_garbled(words_of(
      "\ue012\ue004\ue017 \ue001\ue002\ue003\ue004 \ue021\ue004\ue012\ue013 \ue001\ue002\ue003\ue004\ue005\ue006 "
      "\ue021\ue004\ue012\ue013 \ue001\ue002\ue003\ue004\ue005\ue006")));
  EXPECT_TRUE(
      is_garbled(words_of("! \" \"! #! $ % &\" '( )* ,\"- ! ! \"! \" ; > $ $ ! ! <! ;= ! ?? = ! \" ?! ;; \"\" #")));
}

TEST(PdfGarbled, such_a_page_is_left_out_and_told_of) {
  std::string hidden;
  for (float y = 700; y > 600; y -= 14) hidden += pdf_text(72, y, "5HIHUDW#DI#P{GHW#L#EHVW\\\\UHOVHQ#GHQ");
  const reading::Document all = read_pdf(build_pdf_pages({hidden}));
  EXPECT_TRUE(all.has_text_layer);
  EXPECT_TRUE(all.lines.empty());
  EXPECT_TRUE(all.pages[0].garbled);
  const reading::Document some =
      read_pdf(build_pdf_pages({pdf_text(72, 770, "Referat af et ganske almindeligt"), hidden}));
  EXPECT_FALSE(some.pages[0].garbled);
  EXPECT_TRUE(some.pages[1].garbled);
  EXPECT_EQ(some.lines.size(), 1u);
}

}  // namespace
}  // namespace klynge::extract
