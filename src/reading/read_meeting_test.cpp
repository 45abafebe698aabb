// The whole reader: small documents whose record is stated here, the documents with gold records
// where they are at hand, and inputs made to be slow.
#include "reading/read_meeting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "reading/document.hpp"

namespace klynge::reading {
namespace {

namespace fs = std::filesystem;

MeetingRecord read(const std::string& text) {
  const auto document = decode_plain_text(text);
  EXPECT_TRUE(document.has_value());
  return read_meeting(*document);
}

TEST(ReadMeeting, ReadsAShortMeeting) {
  const auto record = read(
      "REFERAT\n\nPolitisk Klynge Øst\nMandag den 7. november 2022 kl. 17.00 – 19.00\nLokale K, Rådhuset\n\nDeltagere\nLone Prip, borgmester Nord Kommune (medformand)\n"
      "Bo Krag, direktør, Region Øst\n\nAfbud\nBo Krag\n\n1. Budget – kl. 17.00 – 17.10\nv/ Lone Prip\n\nTeksten om budget-\ntet.\n\nDet indstilles, at klyngen:\n1. Godkender budgettet.\n\n"
      "Referat:\nKlyngen godkendte budgettet på 1,4 mio. kr.\n\nBilag:\n• Budget 2023\n\n2. Eventuelt\nReferat:\nIntet.\n\nNæste møde er 3. januar 2023.\n");
  EXPECT_EQ(record.kind, Kind::minutes);
  EXPECT_EQ(record.title, "REFERAT Politisk Klynge Øst");
  EXPECT_EQ(record.body, "Politisk Klynge Øst");
  EXPECT_EQ(record.date, (Date{2022, 11, 7}));
  EXPECT_EQ(record.start, ClockTime{17 * 60});
  EXPECT_EQ(record.place, "Lokale K, Rådhuset");
  EXPECT_EQ(record.next_meeting, (Date{2023, 1, 3}));
  ASSERT_EQ(record.attendance.size(), 2u);
  EXPECT_EQ(record.attendance[0].role, Role::cochair);
  EXPECT_EQ(record.attendance[1].status, Status::apologies);
  ASSERT_EQ(record.items.size(), 2u);
  const Item& item = record.items[0];
  EXPECT_EQ(item.title, "Budget");
  EXPECT_EQ(item.presenters, std::vector<std::string>{"Lone Prip"});
  EXPECT_EQ(item.case_text, "Teksten om budgettet.");
  EXPECT_EQ(item.recommendations, std::vector<std::string>{"Godkender budgettet."});
  EXPECT_EQ(item.outcome, Outcome::approved);
  EXPECT_EQ(item.attachments, std::vector<std::string>{"Budget 2023"});
  ASSERT_EQ(item.amounts.size(), 1u);
  EXPECT_EQ(item.amounts[0].ore, 140000000);
}

TEST(ReadMeeting, GivesTheTasksOfATableBehindTheLastItemToTheItemsTheyName) {
  const std::string head =
      "Referat af møde i Rådet\nden 3. maj 2022\n\n1. Budget\nReferat:\nDrøftet.\n\n2. Lokaler\nReferat:\nDrøftet.\n\n3. Eventuelt\nReferat:\nIntet.\n\n";
  const auto by_item = read(
      head +
      "Nr. | Opgave | Ansvarlig | Frist\n2 | Lokalet bookes | Bo Krag | 1/6 2022\n1 | Tallene rettes | Lone Prip | Næste møde\n");
  ASSERT_EQ(by_item.items.size(), 3u);
  ASSERT_EQ(by_item.items[0].tasks.size(), 1u);
  EXPECT_EQ(by_item.items[0].tasks[0].text, "Tallene rettes");
  ASSERT_EQ(by_item.items[1].tasks.size(), 1u);
  EXPECT_EQ(by_item.items[1].tasks[0].responsible, std::vector<std::string>{"Bo Krag"});
  EXPECT_EQ(by_item.items[1].tasks[0].due, "2022-06-01");
  EXPECT_TRUE(by_item.items[2].tasks.empty());
  // Numbers that only count the rows say nothing of items.
  EXPECT_EQ(
      read(
          head +
          "Nr. | Opgave | Ansvarlig | Frist\n1 | Lokalet bookes | Bo Krag | 1/6 2022\n2 | Tallene rettes | Lone Prip | Næste møde\n")
          .items[2]
          .tasks.size(),
      2u);
}

TEST(ReadMeeting, AnActionListBehindTheLastItemIsNoneOfItsMinutes) {
  const std::string head =
      "Referat af møde i Rådet\nden 3. maj 2022\n\n1. Budget\nReferat:\nDrøftet.\n\n2. Eventuelt\nReferat:\nIntet.\n\n";
  for (const std::string list :
       {"Aktionsliste\nPkt. | Opgave | Ansvarlig | Frist\n1 | Tallene rettes | Bo Krag | 1/6 2022\n",
        "Opgaver:\nPunkt  Opgave  Ansvarlig  Frist\nPkt. 1  Tallene rettes  Bo Krag  1/6 2022\n",
        "Opfølgningsliste\n- Pkt. 1: Tallene rettes inden 1/6 2022 (Bo Krag)\n"}) {
    const auto record = read(head + list + "\nReferent: Ida Holm\n");
    ASSERT_EQ(record.items.size(), 2u) << list;
    EXPECT_EQ(record.items[1].minutes, "Intet.") << list;
    EXPECT_EQ(record.items[1].outcome, Outcome::none) << list;
    EXPECT_TRUE(record.items[1].tasks.empty()) << list;
    ASSERT_EQ(record.items[0].tasks.size(), 1u) << list;
    EXPECT_TRUE(record.items[0].tasks[0].text.starts_with("Tallene rettes")) << list;
    EXPECT_EQ(record.items[0].tasks[0].responsible, std::vector<std::string>{"Bo Krag"}) << list;
    EXPECT_EQ(record.items[0].tasks[0].due, "2022-06-01") << list;
    EXPECT_EQ(record.approval.size(), 1u) << list;
  }
  // Where no item is named the tasks are the last one's; it decided nothing by them.
  const auto unnamed = read(head + "Aktionsliste\nOpgave | Ansvarlig\nTallene rettes | Bo Krag\n");
  EXPECT_EQ(unnamed.items.at(1).tasks.size(), 1u);
  EXPECT_EQ(unnamed.items[1].outcome, Outcome::none);
  // What an item says of tasks stays its own.
  EXPECT_EQ(read(head + "Opgaver:\n- Bo Krag retter tallene.\n").items.at(1).minutes,
            "Intet.\nOpgaver:\n- Bo Krag retter tallene.");
}

TEST(ReadMeeting, GivesWhatIsLeftToDoToTheNameUnderResponsible) {
  const std::string head = "Referat af møde i Rådet\nden 3. maj 2022\n\n";
  for (const std::string& items :
       {std::string("Punkt | Referat | Ansvarlig\n1. Have | Hækken er høj. Saks købes. | Bo Krag\n"
                    "2. Nyt | Det går godt. | Ida Holm\n3. Eventuelt | Intet. | Alle\n"),
        std::string("1. Have\nReferat:\nHækken er høj. Saks købes.\nAnsvarlig\nBo Krag\n\n"
                    "2. Nyt\nAnsvarlig: Ida Holm\nReferat:\nDet går godt.\n\n3. Eventuelt\nReferat:\nIntet.\n")}) {
    const auto record = read(head + items);
    ASSERT_EQ(record.items.size(), 3u) << items;
    EXPECT_EQ(record.items[0].minutes, "Hækken er høj. Saks købes.");
    EXPECT_TRUE(record.items[0].presenters.empty());
    ASSERT_EQ(record.items[0].tasks.size(), 1u) << items;
    EXPECT_EQ(record.items[0].tasks[0].text, "Saks købes.");
    EXPECT_EQ(record.items[0].tasks[0].responsible, std::vector<std::string>{"Bo Krag"});
    EXPECT_TRUE(record.items[1].tasks.empty());
    EXPECT_EQ(record.items[1].minutes, "Det går godt.");
    EXPECT_EQ(record.items[1].presenters, std::vector<std::string>{"Ida Holm"});
    EXPECT_EQ(record.items[2].minutes, "Intet.");
  }
}

TEST(ReadMeeting, WhoIsElectedStaysInTheMinutes) {
  const auto record = read(
      "Referat af møde i Bestyrelsen\n24. maj 2012\n\nTil stede: Ida Holm, Bo Krag, Eva Lund\n\n"
      "1. Godkendelse af dagsorden\nGodkendt.\n\n2. Konstituering af bestyrelsen\nIda Holm – formand\n\n"
      "Bestyrelsesmedlemmer:\nBo Krag\nEva Lund\n\nSuppleanter:\nPer Vang\n\n3. Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[1].minutes,
            "Ida Holm – formand\nBestyrelsesmedlemmer:\nBo Krag\nEva Lund\nSuppleanter:\nPer Vang");
  EXPECT_EQ(record.attendance.size(), 3u);
}

TEST(ReadMeeting, PageNumbersAndRunningTitlesWithoutPagesAreNoText) {
  const auto read_with = [](const std::string& foot, int page) {
    const auto numbered = [&foot, page](int k) {
      std::string text = foot;
      if (const auto at = text.find('N'); at != std::string::npos) text.replace(at, 1, std::to_string(page + k));
      return text + "\n";
    };
    return read("Referat af møde i Rådet\nden 3. maj 2022\n\n1. Have\nReferat:\nRådet drøftede haven, og den\n" +
                numbered(0) + "bliver flot.\n\n2. Sti\nReferat:\nStien er mørk, men den\n" + numbered(1) +
                "males snart.\n\n3. Nyt\nReferat:\nIntet.\n" + numbered(2));
  };
  for (const std::string foot : {"N/8", "N af 8", "- N -", "Side N/8", "[N]", "~ N ~", "| N", "Side | N", "N | Side",
                                 "s. N", "N", "Rådet – referat af møde den 3. maj 2022",
                                 "Referat, Rådet, den 3. maj 2022", "Rådets møde 3. maj 2022, side N"})
    for (const int page : {1, 2}) {
      const auto record = read_with(foot, page);
      ASSERT_EQ(record.items.size(), 3u) << foot;
      EXPECT_EQ(record.items[0].minutes, "Rådet drøftede haven, og den bliver flot.") << foot;
      EXPECT_EQ(record.items[1].minutes, "Stien er mørk, men den males snart.") << foot;
      EXPECT_EQ(record.items[2].minutes, "Intet.") << foot;
    }
  // A body and a day above each decision are no page's head.
  const auto decided = read(
      "Referat af møde i Rådet\nden 3. maj 2022\n\n1. Have\nHaven er stor.\nRådet, den 3. maj 2022\nGodkendt.\n\n"
      "2. Sti\nStien er mørk.\nRådet, den 3. maj 2022\nUdsat.\n\n3. Bro\nBroen er lav.\nRådet, den 3. maj 2022\nGodkendt.\n");
  ASSERT_EQ(decided.items.size(), 3u);
  EXPECT_EQ(decided.items[1].minutes, "Udsat.");
}

TEST(ReadMeeting, RemembersWhereEachFieldStands) {
  const std::string text = "Referat af møde i Rådet\nden 3. maj 2022\n\n1. Budget\nReferat:\nGodkendt.\n";
  const auto document = decode_plain_text(text);
  const auto record = read_meeting(*document);
  for (const auto& [pointer, place] : record.sources) {
    const Line& line = document->lines.at(place.line - 1);
    EXPECT_EQ(line.number, place.line) << pointer;
    EXPECT_LE(place.start, line.text.size()) << pointer;
    EXPECT_GT(place.confidence, 0) << pointer;
    EXPECT_LE(place.confidence, 1) << pointer;
  }
  const Place& date = record.sources.at("/date");
  EXPECT_EQ(document->lines[date.line - 1].text.substr(date.start, date.end - date.start), "3. maj 2022");
  EXPECT_EQ(record.sources.at("/items/0/minutes").line, 6u);
}

TEST(ReadMeeting, ATitleInContentsMayEndOnItsNextRow) {
  const auto record = read(
      "Referat af møde i Rådet\nden 3. maj 2022\n\nPunkter på dagsordenen\n"
      "Punkt 1: Oplæg om huset og arbejdet som\nMedarbejder i huset ............ 2\nPunkt 2: Budget ............ 3\n"
      "Punkt 3: Eventuelt ........... 4\n\n"
      "Punkt 1: Oplæg om huset og arbejdet som Medarbejder i huset\nUdsat.\n\nPunkt 2: Budget\nGodkendt.\n\n"
      "Punkt 3: Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 3u);
  EXPECT_EQ(record.items[0].title, "Oplæg om huset og arbejdet som Medarbejder i huset");
  EXPECT_EQ(record.items[0].minutes, "Udsat.");
  EXPECT_EQ(record.items[1].minutes, "Godkendt.");
}

TEST(ReadMeeting, ASentenceBelowAFullTitleIsNoneOfIt) {
  std::string text =
      "Referat af møde i Rådet\nden 3. maj 2022\n\n"
      "Kl. 16.30: Orientering om den nye aftale om samarbejdet mellem skolerne\n";
  for (int i = 0; i < 3; ++i)
    text +=
        "Regeringen og kommunerne har i juni måned efter en række drøftelser nu\n"
        "indgået en aftale om, hvordan de mindre skoler må bruge hinandens egne\n"
        "lokaler og lærere, når det kommende skoleår begynder efter sommeren.\n";
  const auto record = read(text + "Kl. 17.30: Eventuelt\nIntet.\n");
  ASSERT_EQ(record.items.size(), 2u);
  EXPECT_EQ(record.items[0].title, "Orientering om den nye aftale om samarbejdet mellem skolerne");
}

TEST(ReadMeeting, NeverTellsAPersonNumber) {
  const auto record = read(
      "Referat af møde i Rådet\nden 3. maj 2022\n\n1. Sag om 010190-1234\nReferat:\nBorger 010190-1234 drøftet.\n");
  EXPECT_EQ(to_json(record).find("010190"), std::string::npos);
  EXPECT_TRUE(std::any_of(record.findings.begin(), record.findings.end(),
                          [](const Finding& f) { return f.kind == FindingKind::person_number; }));
}

TEST(ReadMeeting, TellsPagesWhoseLettersNobodyKnows) {
  Document document;
  document.format = Format::pdf;
  document.pages = {{595, 842, true}, {595, 842, true}};
  const auto message_of = [&] {
    const MeetingRecord record = read_meeting(document);
    return record.findings.empty() ? std::string() : record.findings[0].message;
  };
  EXPECT_TRUE(message_of().starts_with("Teksten i dokumentet kan ikke læses: ")) << message_of();
  document.pages.push_back({595, 842});
  document.lines.push_back({.text = "Referat af møde i Skovby Udvalg den 3. maj 2022", .page = 3});
  EXPECT_TRUE(message_of().starts_with("Teksten på side 1 og 2 kan ikke læses: ")) << message_of();
}

TEST(ReadMeeting, SaysWhatItCannotRead) {
  EXPECT_EQ(read_meeting(Document{}).findings.at(0).kind, FindingKind::unreadable);
  Document scan;
  scan.has_text_layer = false;
  EXPECT_EQ(read_meeting(scan).findings.at(0).kind, FindingKind::unreadable);
}

TEST(ReadMeeting, IsTheSameEveryTime) {
  const std::string text = "Referat af møde i Rådet\n3. maj 2022\nDeltagere: Bo Krag\n1. Budget\nReferat:\nGodkendt.\n";
  EXPECT_EQ(to_json(read(text)), to_json(read(text)));
}

std::string repeated(const std::string& unit, std::size_t bytes) {
  std::string text = "Referat af møde i Udvalget\n1. maj 2020\nDeltagere: Jens Hansen\n\n1. Budget\nReferat:\n";
  while (text.size() < bytes) text += unit;
  return text;
}

double cpu_seconds(const Document& document) {
  const std::clock_t before = std::clock();
  const auto record = read_meeting(document);
  EXPECT_FALSE(record.reader.empty());
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

class HostileInput : public testing::TestWithParam<const char*> {};

// Four times the input may cost at most twelve times the work: what grows with the square costs
// sixteen times and more. Compared within one run, so that the machine's pace does not matter.
TEST_P(HostileInput, CostsNoMoreThanLinearly) {
  const auto small = decode_plain_text(repeated(GetParam(), 60'000));
  const auto large = decode_plain_text(repeated(GetParam(), 240'000));
  ASSERT_TRUE(small && large);
  double least = 1e9;
  for (int run = 0; run < 3; ++run) least = std::min(least, cpu_seconds(*small));
  double most = 1e9;
  for (int run = 0; run < 2; ++run) most = std::min(most, cpu_seconds(*large));
  EXPECT_LE(most, 12 * least + 0.05) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Units, HostileInput,
    testing::Values("• punkt\n", "1234567890", "12\n", "Punkt 1\n", "Punkt 1: Budget\n", "ord og ", "Referat\n",
                    "Jens Hansen\n", "Afbud   Bo Holm\n", "Deltagere:\nJens Hansen\n", "ved ved ", "v/ Jens ", "1. ",
                    "1. a\n2. b\n", "(((((", "(Jens), ", "kl. 10.00 ", "1.1.2020 ", "1.000 kr. ", "ord-\n", "Jens, ",
                    "og ", "Det indstilles, at X\n", "a | b | c\n", "Kasse 100 kr.\n", "A | 1 kr. | ",
                    "Jens laver kaffe. ", "          ", "Afbud fra Jens Hansen.\n", "næste møde 1. maj ",
                    "Indhold 1. a 2. b\n", "http://a ", "Frist: 1. maj\n", "A. a\nB. b\n", "I. a\nII. b\n",
                    "Overskrift\n", "Overskrift\n\nTekst her.\n\n", "Eventuelt2. Budget\n", "a:a:", "Dato: a Sted: b ",
                    "Beslutning Godkendt. ", "Punkt 1. Budget. ", "1. Punkt: Godkendt.\n", "Dagsorden\n1. A\nAd 1.\n",
                    "Sagsnr. 12/345\n", "____\n", "1\nSagsnr. 1/2\n", "2. Åbent\nBudget\n", "[1]\n",
                    "Referat, Rådet den 3. maj 2022\nså er\n", "Aktionsliste\n- a\n",
                    "Sagsfremstilling\nRådet anbefaler:\n",
                    "010190-1234 Dato: a Sted: b Tid: c Afbud: Ole Holm Referent: Bo Krag Deltagere: Jens\n"));

// The documents with gold records stand outside the repository; where they are absent the tests
// say so and are skipped.
fs::path shared_folder() {
  if (const char* named = std::getenv("KLYNGE_SHARED")) return named;
  return fs::path(KLYNGE_SOURCE_DIR) / ".." / "shared";
}

struct Close {
  void operator()(FILE* pipe) const { pclose(pipe); }
};

// Reads every text of `texts`, writes the records beside each other and has them scored.
double score(const fs::path& texts, const fs::path& gold, std::size_t name_length) {
  const fs::path records =
      fs::temp_directory_path() /
      ("klynge-score-" + std::to_string(std::hash<std::string>{}(texts.string() + std::to_string(std::clock()))));
  fs::create_directories(records);
  for (const auto& entry : fs::directory_iterator(texts)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto document = decode_plain_text(bytes);
    EXPECT_TRUE(document.has_value()) << entry.path();
    if (!document) continue;
    std::ofstream(records / (entry.path().stem().string().substr(0, name_length) + ".json"))
        << to_json(read_meeting(*document));
  }
  const std::string command = "python3 '" + (shared_folder() / "score_reading.py").string() + "' '" + gold.string() +
                              "' '" + records.string() + "'";
  const std::unique_ptr<FILE, Close> pipe(popen(command.c_str(), "r"));
  std::string out;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get())) out += buffer;
  fs::remove_all(records);
  const std::size_t at = out.rfind("reading F1 ");
  EXPECT_NE(at, std::string::npos) << out;
  return at == std::string::npos ? 0 : std::strtod(out.c_str() + at + 11, nullptr);
}

class Gold : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(shared_folder() / "score_reading.py"))
      GTEST_SKIP() << "The documents with gold records are not here: " << shared_folder();
    if (std::system("python3 -c pass") != 0) GTEST_SKIP() << "Scoring needs python3";
  }
};

TEST_F(Gold, TheRealDocuments) {
  EXPECT_GE(score(shared_folder() / "minutes", shared_folder() / "minutes/gold", 3), 0.97);
}
TEST_F(Gold, TheLayouts) {
  EXPECT_GE(score(shared_folder() / "minutes/layouts", shared_folder() / "minutes/layouts/gold", 2), 0.95);
}

// The project's own cases need only the scoring script.
TEST_F(Gold, TheCases) {
  const fs::path cases = fs::path(KLYNGE_SOURCE_DIR) / "tests/reading/cases";
  if (!fs::exists(cases)) GTEST_SKIP() << "No cases: " << cases;
  EXPECT_GE(score(cases, cases, 200), 0.997);
}

TEST(Findings, TellTheUnitOfATotalThatIsPrintedWithoutIt) {
  const auto record = read(
      "Referat af møde\n3. maj 2022\n\n1. Midler\nReferat\n1.000 kr. 2024\nNord Kommune 4.100\n"
      "Syd Kommune 3.250\nI alt 9.900\nGodkendt.\n");
  ASSERT_EQ(record.findings.size(), 1u);
  EXPECT_EQ(record.findings[0].message,
            "4.100.000 kr. + 3.250.000 kr. giver 7.350.000 kr., men totalen for 2024 er trykt som 9.900, det vil sige "
            "9.900.000 kr.");
}

}  // namespace
}  // namespace klynge::reading
