// The reader's small scanners, each on the forms that Danish minutes print.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "reading/amount.hpp"
#include "reading/amount_table.hpp"
#include "reading/cells.hpp"
#include "reading/header.hpp"
#include "reading/header_body.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/person_name.hpp"
#include "reading/presenters.hpp"
#include "reading/person_number.hpp"
#include "reading/sentences.hpp"
#include "reading/title_body.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

TEST(Dates, TakesTheFormsOfMinutes) {
  const std::vector<std::pair<std::string, std::string>> cases{{"Mandag den 7. november 2022 kl. 17.00", "2022-11-07"},
                                                               {"d. 8 februar 2022", "2022-02-08"},
                                                               {"23-08-2012", "2012-08-23"},
                                                               {"31/8 2021", "2021-08-31"},
                                                               {"31/8-21", "2021-08-31"},
                                                               {"17.08.2012", "2012-08-17"},
                                                               {"05/09/2022", "2022-09-05"},
                                                               {"2022-11-07", "2022-11-07"},
                                                               {"den 3. dec. 2021", "2021-12-03"},
                                                               {"d. 7/11-22", "2022-11-07"},
                                                               {"søndag den 26.2-23", "2023-02-26"}};
  for (const auto& [text, expected] : cases) {
    const auto found = first_date(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(iso(found->date), expected) << text;
  }
}

TEST(Dates, LeaveTheYearOpenAndTellTheWeekday) {
  const auto found = first_date("Onsdag den 27. januar Kl.12.30");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->date, (Date{0, 1, 27}));
  EXPECT_EQ(found->weekday, 2);
}

TEST(Dates, AreNotSeenInOtherFigures) {
  for (const std::string text : {"1.250.000 kr.", "punkt 2.1", "31. februar 2020", "tlf. 12345678", "75-års samtaler",
                                 "50/50 fordeling", "kl. 9.10-12"})
    EXPECT_FALSE(first_date(text)) << text;
}

TEST(Times, TakeDotColonSecondsAndRanges) {
  const std::vector<std::tuple<std::string, std::string, std::string>> cases{
      {"kl. 17.00 – 19.00", "17:00", "19:00"},
      {"Kl.12.30 til kl. 15.00", "12:30", "15:00"},
      {"kl. 14-16", "14:00", "16:00"},
      {"22-01-2019 kl. 10:30:00", "10:30", ""},
      {"kl. 9", "09:00", ""}};
  for (const auto& [source, start, end] : cases) {
    const auto found = times_in(source, false);
    ASSERT_EQ(found.size(), 1u) << source;
    EXPECT_EQ(text(found[0].start), start) << source;
    EXPECT_EQ(found[0].end ? text(*found[0].end) : "", end) << source;
  }
}

TEST(Headings, BelowAgendasMayBeShortForWhatEndsInAStop) {
  EXPECT_EQ(heading_mark("Ad. 4 Evt.").title, "Evt.");
  EXPECT_EQ(heading_mark("Ad. 4 Bo Krag undersøger prisen.").style, Numbering::none);
}

TEST(Times, MayEndOnAnotherDay) {
  for (const std::string text : {"Fredag kl. 13 til lørdag kl. 15", "Fredag kl. 13 - lørdag den 4. maj kl. 15.00"}) {
    const auto times = times_in(text, false);
    ASSERT_EQ(times.size(), 1u) << text;
    EXPECT_EQ(times[0].start, ClockTime{13 * 60}) << text;
    EXPECT_EQ(times[0].end, ClockTime{15 * 60}) << text;
  }
  EXPECT_EQ(times_in("Fredag kl. 17 til lørdag kl. 12", false)[0].end, ClockTime{12 * 60});
  EXPECT_FALSE(times_in("Fra kl. 13 til lørdag er der lukket", false)[0].end);
  EXPECT_EQ(times_in("Kl. 17.00 til senest 20.00", false)[0].end, ClockTime{20 * 60});
}

TEST(Amounts, TakeTheFormsOfMinutes) {
  const std::vector<std::pair<std::string, std::int64_t>> cases{{"739.846 kr.", 73984600},
                                                                {"kr. -7.209", -720900},
                                                                {"500,-", 50000},
                                                                {"1,4 mio. kr.", 140000000},
                                                                {"612 tkr.", 61200000},
                                                                {"1.250 tkr", 125000000},
                                                                {"80 mio. kr.", 8000000000},
                                                                {"12,581 mio. kr.", 1258100000},
                                                                {"0,1234567 mia. kr.", 12345670000},
                                                                {"1,2345 t.kr.", 123450},
                                                                {"250 tusinde kroner", 25000000},
                                                                {"250.000 danske kroner", 25000000},
                                                                {"minus 12.500 kr.", -1250000},
                                                                {"4 mia. kr.", 400000000000},
                                                                {"12.500,50 kroner", 1250050},
                                                                {"kr. 250.000", 25000000},
                                                                {"1 250 000 kr.", 125000000},
                                                                {"1.7 mio. kr.", 170000000},
                                                                {"2.25 millioner kroner", 225000000},
                                                                {"1.250 mio. kr.", 125000000000}};
  for (const auto& [text, ore] : cases) {
    const auto found = amounts_in("Der er " + text + " til det");
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_EQ(found[0].ore, ore) << text;
    EXPECT_FALSE(found[0].malformed) << text;
  }
}

// “w,f mio. kr.” is w·factor + f·factor/10^(digits of f) kroner, in whole øre.
RC_GTEST_PROP(Amounts, keep_every_figure_behind_the_comma, ()) {
  const auto [unit, factor] = *rc::gen::element(std::pair<std::string, std::int64_t>{"kr.", 1},
                                                std::pair<std::string, std::int64_t>{"t.kr.", 1'000},
                                                std::pair<std::string, std::int64_t>{"mio. kr.", 1'000'000},
                                                std::pair<std::string, std::int64_t>{"mia. kr.", 1'000'000'000});
  const auto whole = *rc::gen::inRange<std::int64_t>(0, 1'000);
  const auto digits = *rc::gen::inRange(1, factor == 1 ? 3 : 8);
  std::int64_t part = 1;
  for (int i = 0; i < digits; ++i) part *= 10;
  const auto fraction = *rc::gen::inRange<std::int64_t>(0, part);
  std::string figures = std::to_string(fraction);
  figures.insert(0, static_cast<std::size_t>(digits) - figures.size(), '0');
  const auto found = amounts_in("Der gives " + std::to_string(whole) + "," + figures + " " + unit);
  RC_ASSERT(found.size() == 1u);
  RC_ASSERT(found[0].ore == whole * factor * 100 + fraction * factor * 100 / part);
}

TEST(Amounts, ReportSeparatorsInTheWrongPlace) {
  const auto found = amounts_in("Regionen 7.59.279 kr.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].ore, 75927900);
  EXPECT_TRUE(found[0].malformed);
  EXPECT_TRUE(amounts_in("Der gives 12,500 kr. til det")[0].malformed);
  EXPECT_FALSE(amounts_in("Der gives 12,500 mio. kr. til det")[0].malformed);
}

TEST(Amounts, AreNoneWithoutASignOfMoney) {
  for (const std::string text : {"12 medlemmer", "sagsnr. 330-2020-999", "Punkt 3", "1.-2. Godkendt", "2022 2023",
                                 "Beløb i 1.000 kr.", "Budget 2023 (i hele 1.000 kr.)", "minus 12 medlemmer"})
    EXPECT_TRUE(amounts_in(text).empty()) << text;
}

RC_GTEST_PROP(Amounts, NeverReachOutsideTheText, (const std::string& text)) {
  std::size_t before = 0;
  for (const auto& found : amounts_in(text)) {
    RC_ASSERT(found.start >= before);
    RC_ASSERT(found.end > found.start);
    RC_ASSERT(found.end <= text.size());
    before = found.end;
  }
}

TEST(AmountTables, KnowTheirColumnsAndAddThemUp) {
  const std::string table =
      "Fordeling 2022 2023 (anslået)\nKommunerne 100 kr. 110 kr.\nRegionen 200 kr. 210 kr.\nI alt 301 kr. 320 kr.";
  const auto amounts = table_amounts(table);
  ASSERT_EQ(amounts.size(), 6u);
  EXPECT_EQ(amounts[1].label, "Kommunerne");
  EXPECT_EQ(amounts[1].period, "2023");
  EXPECT_TRUE(amounts[1].estimate);
  const auto wrong = wrong_sums(amounts);
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].amount, 4u);
  EXPECT_EQ(wrong[0].sum_ore, 30000);
}

TEST(AmountTables, MaySayInTheLabelThatARowIsTheSum) {
  const auto amounts = table_amounts("Byggeri 100 kr.\nInventar 200 kr.\nAnlæg, i alt 301 kr.");
  ASSERT_EQ(amounts.size(), 3u);
  EXPECT_EQ(amounts[2].label, "Anlæg, i alt");
  ASSERT_EQ(wrong_sums(amounts).size(), 1u);
}

TEST(AmountTables, BetweenBarsAreReadByTheirCells) {
  const auto amounts = table_amounts(
      "| Nr. | Post | 2024 | Skøn 2025 |\n|---|---|---|---|\n| 1 | Løn, ny | 10 kr. | 20 kr. |\n| 2 | Drift | | 5 kr. |\n"
      "Projekt | Ejer | Beløb\nSangkor | Nord Kommune | 7 kr.\nI alt fik Ejer | 8 kr. til drift\nLån 2 kr. | 3 kr.");
  std::vector<std::string> rows;
  for (const auto& one : amounts)
    rows.push_back(one.label.value_or("-") + " " + one.period.value_or("-") + (one.estimate ? " anslået" : ""));
  EXPECT_EQ(rows, (std::vector<std::string>{"Løn, ny 2024", "Løn, ny 2025 anslået", "Drift 2025 anslået", "Sangkor -",
                                            "- -", "- -", "- -"}));
}

std::vector<std::string> table_rows(std::string_view text) {
  std::vector<std::string> rows;
  for (const auto& one : table_amounts(text))
    rows.push_back(one.label.value_or("-") + " " + one.period.value_or("-") + " " + std::to_string(one.amount.ore) +
                   (one.estimate ? " anslået" : ""));
  return rows;
}

TEST(FigureTables, CountByTheUnitInTheirHead) {
  EXPECT_EQ(
      table_rows("1.000 kr. 2024 2025 (skøn)\nKlynge Nord 4.100 5.300\nTværgående indsats - 1.650\nI alt 4.100 6.950"),
      (std::vector<std::string>{"Klynge Nord 2024 410000000", "Klynge Nord 2025 530000000 anslået",
                                "Tværgående indsats 2025 165000000 anslået", "I alt 2024 410000000",
                                "I alt 2025 695000000 anslået"}));
  EXPECT_EQ(
      table_rows("Økonomi (mio. kr.)\nOmråde Budget Forventet\nVoksne 402,6 -1,25\nKaldt ind 12 %\nDer er 7 sager"),
      (std::vector<std::string>{"Voksne - 40260000000", "Voksne - -125000000"}));
  EXPECT_EQ(table_rows("Beløb i kr. | 2023\n---|---\nLøn | 12.000\nBemanding, 2 stillinger | 800"),
            (std::vector<std::string>{"Løn 2023 1200000", "Bemanding, 2 stillinger 2023 80000"}));
}

TEST(FigureTables, BelowAWordOfMoneyCountKroner) {
  EXPECT_EQ(table_rows("Tre tilbud på taget:\nTømrer Holm 128.000\nØ. Byg 141.500\nBestyrelsen valgte Holm."),
            (std::vector<std::string>{"Tømrer Holm - 12800000", "Ø. Byg - 14150000"}));
  EXPECT_EQ(table_rows("Regnskab 2014 Budget 2015\nAfgift 2.810.400 2.866.600\nVask 41.220 42.000").size(), 4u);
}

TEST(FigureTables, AreNoTablesOfOtherThings) {
  EXPECT_EQ(table_rows("Budget og borgere\nAntal borgere 12.345\nAntal besøg 4.321"), std::vector<std::string>{});
  EXPECT_EQ(table_rows("Budgettet for 2024 blev godkendt.\nHolm 12.345\nVang 4.321"), std::vector<std::string>{});
  EXPECT_EQ(table_rows("Regnskab\nNæste møde er den 12. maj 2024\nMødet sluttede kl. 14.300"),
            std::vector<std::string>{});
  EXPECT_EQ(table_rows("Tilbud:\nHolm 128.000\nDer er ikke flere."), std::vector<std::string>{});
  EXPECT_EQ(table_rows("Der er afsat 4,1 mio. kr. i 2024\nHolm 12.345\nVang 4.321").size(), 1u);
}

TEST(FigureTables, MayBeRoundedInTheirSums) {
  EXPECT_TRUE(
      wrong_sums(table_amounts("Mio. kr. 2024\nVoksne 1,4\nBørn 2,4\nÆldre 3,4\nHeraf hjemme 1,0\nI alt 7,3")).empty());
  EXPECT_EQ(wrong_sums(table_amounts("Mio. kr. 2024\nVoksne 1,4\nBørn 2,4\nI alt 4,0")).size(), 1u);
}

TEST(Amounts, AreEstimatesInTheSentenceThatSaysSo) {
  EXPECT_TRUE(amounts_in("Mægleren har anslået salgsprisen til 6.750.000 kr.")[0].estimate);
  EXPECT_FALSE(amounts_in("Den er estimeret til 185 timer, svarende til 203.500 kr.")[0].estimate);
  EXPECT_FALSE(amounts_in("Prisen er anslået. Klyngen betaler 5.000 kr.")[0].estimate);
}

TEST(Presenters, AreToldByTheCase) {
  const auto names = [](std::string_view text) {
    std::vector<std::string> all;
    for (const auto& found : speakers_in(text)) all.insert(all.end(), found.names.begin(), found.names.end());
    return all;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names("Planen er i høring. Konsulent Anne Krog præsenterer den."), Names{"Anne Krog"});
  EXPECT_EQ(names("Til mødet holder ledende overlæge Bo Lind oplæg om henvisninger."), Names{"Bo Lind"});
  EXPECT_EQ(names("Lise Vang og Per Holm gennemgår tallene."), (Names{"Lise Vang", "Per Holm"}));
  EXPECT_EQ(names("Byrådet holder oplæg, og rapporten viser en stigning. Gruppen gennemgår planen."), Names{});
}

TEST(Amounts, MayNameKronerBeforeAndBehindTheFigure) {
  const std::string_view text = "Nordleg            kr. 24.800,-\nSydleg     kr. 19.950,-";
  const auto amounts = table_amounts(text);
  ASSERT_EQ(amounts.size(), 2u);
  EXPECT_EQ(amounts[0].label, "Nordleg");
  EXPECT_EQ(text.substr(amounts[0].amount.start, amounts[0].amount.end - amounts[0].amount.start), "kr. 24.800,-");
}

struct PersonCase {
  std::string entry, name, title, organisation;
};

TEST(Persons, ArePartedIntoNameTitleAndOrganisation) {
  const std::vector<PersonCase> cases{
      {"Mogens Holm, borgmester Nord Kommune (medformand)", "Mogens Holm", "borgmester", "Nord Kommune"},
      {"Direktør Anne Krog, Syd Kommune", "Anne Krog", "Direktør", "Syd Kommune"},
      {"Leder af Sund By Lise Holm, Regional sekretær", "Lise Holm", "Leder af Sund By", ""},
      {"Lone Prip Nord Kommune", "Lone Prip", "", "Nord Kommune"},
      {"PLO-m Rie Krag", "Rie Krag", "", "PLO-m"},
      {"Vera Holst, formand for Kultur-, Fritids- og Sundhedsudvalget, Vest Kommune", "Vera Holst",
       "formand for Kultur-, Fritids- og Sundhedsudvalget", "Vest Kommune"},
      {"Ib Lund, konsulent, Psykiatrien, Region Nord", "Ib Lund", "konsulent", "Psykiatrien, Region Nord"},
      {"Henrik Aarup-Krag (A), Formand", "Henrik Aarup-Krag", "Formand", ""}};
  for (const auto& c : cases) {
    const auto person = parse_person(c.entry);
    ASSERT_TRUE(person) << c.entry;
    EXPECT_EQ(person->name, c.name) << c.entry;
    EXPECT_EQ(person->title.value_or(""), c.title) << c.entry;
    EXPECT_EQ(person->organisation.value_or(""), c.organisation) << c.entry;
  }
}

TEST(Persons, MayStandBehindTheBranchTheyLeadOrBeforeTheirClass) {
  const auto told = [](std::string_view text) {
    std::vector<std::string> all;
    for (const auto& person : parse_people(text))
      all.push_back(person.name + "|" + person.title.value_or("") + "|" + person.organisation.value_or("") + "|" +
                    person.note.value_or(""));
    return all;
  };
  EXPECT_EQ(told("Formand Kim Holm, kasserer Lis Krag, fodbold Dan Lind, håndbold Anne Vang, badminton ingen"),
            (std::vector<std::string>{"Kim Holm|Formand||", "Lis Krag|kasserer||", "Dan Lind||fodbold|",
                                      "Anne Vang||håndbold|"}));
  EXPECT_EQ(told("Sofia, 8. A og Noah, 9b (til og med punkt 3)"),
            (std::vector<std::string>{"Sofia||8. A|til og med punkt 3", "Noah||9b|til og med punkt 3"}));
  EXPECT_EQ(parse_person("Karen Dam (suppleant Per Holm mødte)")->stand_in, "Per Holm");
}

TEST(Persons, CarryTheirRemarks) {
  EXPECT_TRUE(parse_person("Ib Lund, chef, Psykiatrien (afbud)")->absent);
  EXPECT_EQ(parse_person("Borgmester Ib Lund, fmd.")->role, RoleHint::chair);
  EXPECT_FALSE(parse_person("Borgmester Ib Lund, fmd.")->organisation);
  EXPECT_TRUE(parse_person("Ib Lund, chef – Afbud")->absent);
  EXPECT_TRUE(parse_person("Ib Lund, chef (via Teams)")->remote);
  EXPECT_EQ(parse_person("Ib Lund (Bo Krag deltager i hans sted)")->stand_in, "Bo Krag");
  EXPECT_EQ(parse_person("Ib Lund (for Bo Krag)")->substitutes_for, "Bo Krag");
  EXPECT_EQ(parse_person("Ib Lund, Psykiatrien – deltog fra punkt 4")->note, "deltog fra punkt 4");
  EXPECT_EQ(parse_person("(Repræsentant fra praksis - endnu ikke udpeget)")->name, "(vacant)");
}

TEST(Persons, StandInLists) {
  EXPECT_EQ(parse_people("Lone Prip (LP), Bo Krag (BK), , Ida Holst og Kaj Tor Lund").size(), 4u);
  EXPECT_EQ(parse_people("Lone, Yusuf, Naja og Bo").size(), 4u);
  EXPECT_EQ(parse_people("Ulla Krag, Landsforeningen Solsikken").size(), 1u);
  EXPECT_TRUE(parse_people("Godkendt, dog udgår sag nr. 4.").empty());
  EXPECT_EQ(parse_people("Ulla Krag DH Annelise Holm DH").size(), 2u);
  EXPECT_EQ(parse_people("Birgitte, Zara").size(), 2u);
}

TEST(Persons, HaveNamesWithParticlesAndNumbersOfHouses) {
  for (const std::string text : {"Peter Holm, Jean-Paul de Cros Krag, Ida Vang",
                                 "Peter Holm (11), Jean-Paul de Cros Krag (nr. 7), Ida Vang (24a)"}) {
    const auto people = parse_people(text);
    ASSERT_EQ(people.size(), 3u) << text;
    EXPECT_EQ(people[1].name, "Jean-Paul de Cros Krag");
    for (const auto& person : people) EXPECT_EQ(person.organisation, std::nullopt) << text;
  }
  const auto chair = parse_person("Anna Holm #72 Formand");
  ASSERT_TRUE(chair);
  EXPECT_EQ(chair->title, "Formand");
}

TEST(Persons, AreTheSameWhenOneNameIsInTheOther) {
  EXPECT_TRUE(same_person("Lisbeth Krag", "Lisbeth Holm Krag"));
  EXPECT_FALSE(same_person("Lisbeth Krag", "Lone Holm Krag"));
  EXPECT_TRUE(same_person("Claus Sander Holm", "Claus S. Holm"));
  EXPECT_FALSE(same_person("Claus Bo Holm", "Claus S. Holm"));
}

TEST(PersonNumbers, AreMasked) {
  EXPECT_EQ(mask_person_numbers("borger 010190-1234 har"), "borger [personnummer] har");
  EXPECT_EQ(mask_person_numbers("cpr 0101901234"), "cpr [personnummer]");
  for (const std::string text : {"sag 330-2020-9999", "321390-1234", "0101901234", "1-01-81-99-17", "tlf. 12345678"})
    EXPECT_FALSE(mask_person_numbers(text)) << text;
}

TEST(Headings, AreNumberedInManyWays) {
  const std::vector<std::tuple<std::string, Numbering, std::string, std::string>> cases{
      {"1. Budget", Numbering::dot, "1", "Budget"},
      {"2) Budget", Numbering::bracket, "2", "Budget"},
      {"Punkt 3: Budget", Numbering::word, "3", "Budget"},
      {"Nr.3 - Budget", Numbering::word, "3", "Budget"},
      {"#3 Budget", Numbering::word, "3", "Budget"},
      {"# 3: Budget", Numbering::word, "3", "Budget"},
      {"P3: Budget", Numbering::word, "3", "Budget"},
      {"P3 - Budget", Numbering::word, "3", "Budget"},
      {"Forslag B. Nyt tag", Numbering::part, "B", "Nyt tag"},
      {"Forslag nr. 2: Nyt tag", Numbering::part, "2", "Nyt tag"},
      {"5B Nyt tag", Numbering::part, "5B", "Nyt tag"},
      {"5.B Nyt tag", Numbering::dot, "5.B", "Nyt tag"},
      {"P3 Budget", Numbering::code, "3", "Budget"},
      {"Pkt. 3 / Budget", Numbering::word, "3", "Budget"},
      {"3 / Budget", Numbering::bare, "3", "Budget"},
      {"[3] Budget", Numbering::bracket, "3", "Budget"},
      {"Pkt. 3 Budget", Numbering::word, "3", "Budget"},
      {"Sag nr. 3: Budget", Numbering::word, "3", "Budget"},
      {"Sag #3: Budget", Numbering::word, "3", "Budget"},
      {"Dagsordenspunkt 3 Budget", Numbering::word, "3", "Budget"},
      {"Agendapunkt 3: Budget", Numbering::word, "3", "Budget"},
      {"Ad. 3 Budget", Numbering::word, "3", "Budget"},
      {"Ad. pkt. 3 Budget", Numbering::word, "3", "Budget"},
      {"3.) Budget", Numbering::bracket, "3", "Budget"},
      {"(3) Budget", Numbering::bracket, "3", "Budget"},
      {"3.: Budget", Numbering::dot, "3", "Budget"},
      {"§ 3 Budget", Numbering::section, "3", "Budget"},
      {"§3: Budget", Numbering::section, "3", "Budget"},
      {"38Godkendelse af referat", Numbering::glued, "38", "Godkendelse af referat"},
      {"1.0. Sager", Numbering::dot, "1.0", "Sager"},
      {"2a. Tillæg", Numbering::dot, "2a", "Tillæg"},
      {"183. Budget", Numbering::dot, "183", "Budget"},
      {"Kl. 15.05: Oplæg", Numbering::clock, "", "Oplæg"},
      {"112 (Lukket) Udbud", Numbering::bare, "112", "(Lukket) Udbud"}};
  for (const auto& [text, style, number, title] : cases) {
    const HeadingMark mark = heading_mark(text);
    EXPECT_EQ(mark.style, style) << text;
    EXPECT_EQ(mark.number, number) << text;
    EXPECT_EQ(mark.title, title) << text;
  }
  for (const std::string text :
       {"2. november kl. 14-16", "5 medlemmer udpeget", "1.250 kr.", "2022 2023", "Punkt 3 blev udsat",
        "75-års samtaler", "P1 ved skolen", "Forslag a blev vedtaget", "Forslaget B", "Forslag til budget", "5b vandt",
        "Nr 3 Budget", "3 / 4 af dem", "Punkt 3 / 4", "#budget", "#2024budget"})
    EXPECT_EQ(heading_mark(text).style, Numbering::none) << text;
}

TEST(Labels, AreFoundWithAndWithoutColon) {
  const std::vector<std::tuple<std::string, Label, std::string>> cases{
      {"Sagsfremstilling", Label::case_text, ""},
      {"Beslutning:", Label::minutes, ""},
      {"Referat  Klyngen drøftede", Label::minutes, "Klyngen drøftede"},
      {"Beslutning i Økonomiudvalget den 3. maj 2022:", Label::minutes, ""},
      {"Behandling i Udvalget den 15. januar 2020, pkt. 1", Label::minutes, ""},
      {"Afbud: Lone Prip", Label::apologies, "Lone Prip"},
      {"MødestedKantinen", Label::place, "Kantinen"},
      {"Beslutnning:", Label::minutes, ""},
      {"Sekretariatets indstilling", Label::recommendation, ""},
      {"Til stede Erik Krag (formand)", Label::present, "Erik Krag (formand)"}};
  for (const auto& [text, label, value] : cases) {
    const LabelFound found = find_label(text);
    EXPECT_EQ(found.label, label) << text;
    EXPECT_EQ(text.substr(found.value), value) << text;
  }
  for (const std::string text : {"Referatet blev godkendt.", "Beslutningen træffes senere.",
                                 "Medlemmerne drøftede sagen", "Andet                    500 kr.", "Status    12,5 %"})
    EXPECT_EQ(find_label(text).label, Label::none) << text;
}

TEST(Bodies, AreReadFromHeadings) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Den Politiske Klynge – Referat", "Den Politiske Klynge"},
      {"Referat til mødet i Udvalg for lokale tilbud", "Udvalg for lokale tilbud"},
      {"Referat af bestyrelsesmøde i Solforeningen", "bestyrelse"},
      {"Referat af rådsmøde i Solrådet", "Solrådet"},
      {"Ekstraordinært Ældrerådsmøde – Referat", "Ældreråd"},
      {"Budgetudvalget (2018-2021) – Referat – 13. januar 2021", "Budgetudvalget"},
      {"Referat af Handicaprådets møde", "Handicaprådet"},
      {"Referat 24. maj 2022", ""}};
  for (const auto& [title, body] : cases) EXPECT_EQ(body_in_title(title), body) << title;
}

TEST(Sentences, EndWhereTheyEnd) {
  const std::vector<std::pair<std::string, std::size_t>> cases{{"Mødet er den 8. november kl. 14. Bo kommer.", 2},
                                                               {"Det koster 1,4 mio. kr. Beløbet findes.", 2},
                                                               {"Bl.a. f.eks. det og det.", 1},
                                                               {"Bo A. Holm kommer.", 1},
                                                               {"Stemt ned med 3 mod 1. Bo skriver det.", 2},
                                                               {"Vi mødes kl. 17.00. Ida handler.", 2},
                                                               {"De valgte model B. Forvaltningen regner.", 2},
                                                               {"Det er den 1. Maj.", 1},
                                                               {"1. Budgettet vedtages.", 1}};
  for (const auto& [text, count] : cases) EXPECT_EQ(sentences_in(text).size(), count) << text;
}

TEST(Presenters, EndWhereTheNextBegin) {
  const auto found = presenters_in("Voksne v/ Ida Holm og børnene v/ Bo Krag");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].names, std::vector<std::string>{"Bo Krag"});
}

TEST(Presenters, EndWithTheBracketTheyStandIn) {
  const auto found = presenters_in("Ny model (oplæg ved Karl Emil Odder)");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].names, std::vector<std::string>{"Karl Emil Odder"});
}

TEST(Presenters, AreNamedInManyWays) {
  const auto names = [](std::string_view text) {
    const auto found = presenters_in(text);
    return found.empty() ? std::vector<std::string>{} : found.front().names;
  };
  EXPECT_EQ(names("v/ Lone Prip og Bo Krag"), (std::vector<std::string>{"Lone Prip", "Bo Krag"}));
  EXPECT_EQ(names("Status ved Lone Prip, Maj Krag og Jan Holst"),
            (std::vector<std::string>{"Lone Prip", "Maj Krag", "Jan Holst"}));
  EXPECT_EQ(names("v/ Lone Prip, leder af Sund By, Universitetshospital."), (std::vector<std::string>{"Lone Prip"}));
  EXPECT_TRUE(names("ved Folketinget").empty());
}

TEST(Cells, ArePartedByBarsTabsAndGaps) {
  EXPECT_EQ(cells_of("a | b |  | c").size(), 4u);
  EXPECT_EQ(cells_of("Tjekliste skrives    Bo Krag    1/12-22").size(), 3u);
  EXPECT_EQ(cells_of("et to tre").size(), 1u);
}

TEST(LineClass, WhatIsCountedIsAnnouncedAndNotRecommended) {
  EXPECT_TRUE(is_lead_in("Forvaltningen anbefaler følgende:"));
  EXPECT_FALSE(is_lead_in("Styregruppen anbefaler to ansøgninger:"));
  EXPECT_FALSE(is_lead_in("Styregruppen foreslår 3 møder:"));
  EXPECT_FALSE(is_lead_in("Forvaltningen foreslår følgende månedlige takster:"));
}

}  // namespace
}  // namespace klynge::reading
