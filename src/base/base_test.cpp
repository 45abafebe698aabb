// The ground rules every other room leans on: days, øre, ids and text.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/person_number.hpp"
#include "base/text.hpp"

using namespace klynge;

TEST(Date, ParsesOnlyDaysThatExist) {
  EXPECT_TRUE(parse_iso_date("2024-02-29"));
  EXPECT_FALSE(parse_iso_date("2023-02-29"));
  EXPECT_FALSE(parse_iso_date("2023-2-9"));
  EXPECT_FALSE(parse_iso_date("2023-02-2x"));
}

TEST(Date, SpeaksDanish) {
  EXPECT_EQ(danish_with_weekday({2022, 11, 7}), "mandag den 7. november 2022");
  EXPECT_EQ(danish_month("aug."), 8);
  EXPECT_EQ(danish_month("sept."), 9);
  EXPECT_FALSE(danish_month("ma"));
}

TEST(Date, SummerTimeInCopenhagen) {
  EXPECT_EQ(danish(Instant{1'656'626'400'000'000}), "1. juli 2022 kl. 00.00");  // 2022-06-30T22:00Z
  EXPECT_EQ(local_date(Instant{1'656'626'400'000'000}), (Date{2022, 7, 1}));
  EXPECT_EQ(beginning_of(Date{2022, 7, 1}), (Instant{1'656'626'400'000'000}));
  for (const Date day :
       {Date{2022, 3, 27}, Date{2022, 3, 28}, Date{2022, 10, 30}, Date{2022, 10, 31}, Date{2023, 1, 1}}) {
    const Instant begins = beginning_of(day);
    EXPECT_EQ(local_date(begins), day);
    EXPECT_EQ(local_date(Instant{begins.us - 1}), plus_days(day, -1));
  }
  EXPECT_EQ(iso(Instant{1'656'626'400'000'000}), "2022-06-30T22:00:00.000000Z");
}

RC_GTEST_PROP(Date, DaysAddUp, ()) {
  const Date start{*rc::gen::inRange(1950, 2150), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29)};
  const int days = *rc::gen::inRange(-10'000, 10'000);
  RC_ASSERT(plus_days(plus_days(start, days), -days) == start);
  RC_ASSERT((weekday(start) + days % 7 + 7) % 7 == weekday(plus_days(start, days)));
  RC_ASSERT(parse_iso_date(iso(start)) == start);
}

TEST(Money, ShowsAsDanesWriteIt) {
  EXPECT_EQ(danish(Money{73984600}), "739.846 kr.");
  EXPECT_EQ(danish(Money{-720950}), "-7.209,50 kr.");
  EXPECT_EQ(danish(Money{0}), "0 kr.");
  EXPECT_EQ(danish_decimal(Money{-5}), "-0,05");
  EXPECT_EQ(danish(Money{std::numeric_limits<std::int64_t>::min()}), "-92.233.720.368.547.758,08 kr.");
}

RC_GTEST_PROP(Money, AddsExactlyOrNotAtAll, (std::int64_t a, std::int64_t b)) {
  const auto sum = add(Money{a}, Money{b});
  const __int128 exact = static_cast<__int128>(a) + b;
  const bool fits =
      exact >= std::numeric_limits<std::int64_t>::min() && exact <= std::numeric_limits<std::int64_t>::max();
  RC_ASSERT(sum.has_value() == fits);
  if (sum) {
    RC_ASSERT(sum->ore == static_cast<std::int64_t>(exact));
    RC_ASSERT(subtract(*sum, Money{b}) == Money{a});
  }
}

TEST(Uuid, SortsByTimeAndReadsBack) {
  Uuid before = make_uuid_v7(1'000);
  for (int i = 0; i < 10'000; ++i) {
    const Uuid next = make_uuid_v7(1'000);  // the clock stands still
    EXPECT_LT(before.text(), next.text());
    before = next;
  }
  EXPECT_EQ(Uuid::parse(before.text()), before);
  EXPECT_EQ(before.text()[14], '7');
  EXPECT_FALSE(Uuid::parse("018c1234-1234-7000-8000-00000000000"));
  EXPECT_FALSE(Uuid::parse("018c1234+1234-7000-8000-000000000000"));
}

RC_GTEST_PROP(Text, LowersEachCapitalWhereverItStands, (const std::vector<unsigned char>& bytes)) {
  std::string text, expected;
  for (const unsigned char byte : bytes) {
    if (byte == 0xc3) continue;  // æ, ø, å and their kin are two bytes; another case has them
    text += static_cast<char>(byte);
    expected += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
  }
  RC_ASSERT(lower(text) == expected);
}

RC_GTEST_PROP(Text, LowersTheLettersOfTwoBytesWhereverTheyStand, ()) {
  const auto letters =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "B", "Æ", "ø", "×", "É"));
  std::string text, expected;
  for (const std::string& letter : letters) {
    text += letter;
    expected += letter == "B" ? "b" : letter == "Æ" ? "æ" : letter == "É" ? "é" : letter;
  }
  RC_ASSERT(lower(text) == expected);
}

TEST(Text, FoldsSpaceAndCase) {
  EXPECT_EQ(squeeze(" \u00a0 a \t b\n"), "a b");
  EXPECT_EQ(trim("\ufeff\u00a0x\u00a0"), "x");
  EXPECT_EQ(lower("ÆØÅ ÉÜ ×"), "æøå éü ×");
  EXPECT_EQ(fold("STRAẞE ﬁ"), "strasse fi");
  EXPECT_EQ(shorten("æøå", 2), "æø…");
  EXPECT_EQ(shorten("æøå", 3), "æøå");
  EXPECT_FALSE(is_valid_utf8("\xc3"));
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Text, SortsAsDanesDo) {
  EXPECT_LT(danish_sort_key("Zoffmann"), danish_sort_key("Ærø"));
  EXPECT_LT(danish_sort_key("Ærø"), danish_sort_key("Østergaard"));
  EXPECT_LT(danish_sort_key("Østergaard"), danish_sort_key("Ågård"));
}

namespace {

std::string found(std::string_view text, Suspicion degree) {
  const auto span = find_person_number(text, degree);
  return span ? std::string(text.substr(span->begin, span->end - span->begin)) : "";
}

}  // namespace

TEST(PersonNumber, WrittenAsOne) {
  const auto written = [](std::string_view text) { return found(text, Suspicion::written); };
  EXPECT_EQ(written("borger 010190-1234 har"), "010190-1234");
  EXPECT_EQ(written("borger 010190–1234"), "010190–1234");
  EXPECT_EQ(written("erstatningsnummer 610190-1234"), "610190-1234");
  EXPECT_EQ(written("cpr 0101901234"), "0101901234");
  EXPECT_EQ(written("CPR-nr.: 010190 1234"), "010190 1234");
  EXPECT_EQ(written("personnummer 010190 - 1234"), "010190 - 1234");
  EXPECT_EQ(written("290200-1234"), "290200-1234");
  for (const auto* innocent :
       {"sag 330-2020-9999", "321390-1234", "0101901234", "010190 1234", "1-01-81-99-17", "tlf. 12345678",
        "12-010190-1234", "010190-1234-5", "A010190-1234", "300290-1234", "1010190-1234", "010190-12345"})
    EXPECT_EQ(written(innocent), "") << innocent;
}

TEST(PersonNumber, PossibleOnceATextIsUnderSuspicion) {
  const auto possible = [](std::string_view text) { return found(text, Suspicion::possible); };
  EXPECT_EQ(possible("0101901234"), "0101901234");
  EXPECT_EQ(possible("nr. 010190 1234."), "010190 1234");
  EXPECT_EQ(possible("A010190-1234"), "010190-1234");
  EXPECT_EQ(possible("321390-1234"), "");
}

RC_GTEST_PROP(PersonNumber, WhatIsWrittenIsPossibleToo, (const std::string& text)) {
  if (holds_person_number(text, Suspicion::written)) RC_ASSERT(holds_person_number(text, Suspicion::possible));
}

RC_GTEST_PROP(PersonNumber, IsFoundWhereverItStands, (const std::string& noise)) {
  std::string before = noise;
  before += ' ';
  RC_ASSERT(holds_person_number(before + "010190-1234", Suspicion::written));
}
