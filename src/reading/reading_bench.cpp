// Bytes a second of decoding and reading plain text: ordinary minutes, and texts made to be slow.
//
// Each text is read at 1, 5 and 20 MB; where the rate falls as the size grows, something is more
// than linear. A text whose smaller size was slow already is not tried at the larger one, so that
// the bench ends whatever the reader does. Times are of one thread's processor.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t megabyte = 1'000'000;
constexpr double slow_bytes_per_second = 500'000;

using Pieces = std::vector<std::string_view>;

const Pieces first_names = {"Aksel", "Bente", "Carsten", "Dorthe", "Ejner",  "Frida", "Gorm",  "Hanne",
                            "Ib",    "Jette", "Karsten", "Lone",   "Mogens", "Rikke", "Søren", "Åse"};
const Pieces last_names = {"Aabo",     "Bergholt", "Daugbjerg",  "Engmark", "Fjordbo", "Gadholt",
                           "Højbak",   "Kirkebo",  "Lindemark",  "Markbo",  "Nøddebo", "Rosenvang",
                           "Stenholt", "Tangbo",   "Vestermark", "Østerbo"};
const Pieces places = {"Askelev", "Birkested", "Egeløse",   "Hvidsø",
                       "Kærhave", "Lyngballe", "Nørresand", "Strandby Vig"};
const Pieces titles = {"sundhedschef",      "centerchef", "praktiserende læge",
                       "oversygeplejerske", "konsulent",  "direktør"};
const Pieces topics = {"fælles udskrivning",         "akutte pladser",           "genoptræning efter indlæggelse",
                       "medicin ved sektorskift",    "forebyggende hjemmebesøg", "telemedicin",
                       "lægedækning på plejecentre", "palliativ indsats"};
const Pieces sentences = {
    "Arbejdsgruppen har holdt 15 møder og foreslår, at indsatsen samles ét sted, så borgerne kun skal henvende sig der.",
    "Borgere og pårørende har i interviews peget på, at de mangler en fast kontaktperson, især hvor afstanden er størst.",
    "Der har været spørgsmål til snitfladen mellem almen praksis og kommunen, jf. aftalen fra 2019.",
    "En opgørelse fra marts 2021 viser, at 214 ud af 612 forløb ikke følger den aftalte arbejdsgang.",
    "Sekretariatet har derfor indhentet svar fra 12 klinikker og 86 medarbejdere i hjemmeplejen.",
    "Der var ros til arbejdsgruppen for et grundigt forarbejde, og oplægget blev drøftet.",
    "Det blev nævnt, at medarbejderne gerne vil deltage i arbejdet, når rammerne er på plads.",
    "I forlængelse af handleplanen lægges der op til, at der følges op hvert halve år med tal for alle områder."};
const Pieces decisions = {"Forslaget blev godkendt.", "Orienteringen blev taget til efterretning.",
                          "Det blev besluttet, at indsatsen fortsætter i yderligere et år.",
                          "Punktet blev udsat til næste møde."};

class Writer {
 public:
  std::string text;
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string_view one_of(const Pieces& pieces) { return pieces[number(pieces.size())]; }
  std::size_t number(std::size_t below) { return random_() % below; }
  std::string person() { return fmt::format("{} {}", one_of(first_names), one_of(last_names)); }
  void line(std::string_view words = {}) {
    text += words;
    text += '\n';
  }
  void paragraph(std::string_view words) {  // wrapped as a page is
    std::size_t width = 0;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      if (width + (end - at) > 92) {
        text += '\n';
        width = 0;
      } else if (width) {
        text += ' ';
      }
      text += words.substr(at, end - at);
      width += end - at + 1;
      at = end + 1;
    }
    text += '\n';
  }
  void prose(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += fmt::format("{}{}", i ? " " : "", one_of(sentences));
    paragraph(all);
  }

 private:
  std::minstd_rand random_;
};

void head(Writer& w, bool committee) {
  const std::string_view place = w.one_of(places);
  w.line("Referat");
  w.line(committee ? fmt::format("Social- og Sundhedsudvalget i {}", place)
                   : fmt::format("Faglig Sundhedsklynge {}", place));
  w.line();
  w.line(fmt::format("Mødedato: {}. september 20{:02}", 1 + w.number(28), 10 + w.number(14)));
  w.line("Mødetidspunkt: Kl. 15:30 - 17:45");
  w.line(fmt::format("Mødested: {} Rådhus, lokale {}", place, 1 + w.number(40)));
  w.line();
  if (committee) {
    std::string all = "Til stede: " + w.person();
    for (int i = 0; i < 7; ++i) all += ", " + w.person();
    w.paragraph(all);
    w.line("Afbud: " + w.person());
    return;
  }
  w.line("Deltagere");
  for (int i = 0; i < 9; ++i) w.line(fmt::format("{}, {}, {} Kommune", w.person(), w.one_of(titles), place));
  w.line();
  w.line("Afbud");
  w.line(fmt::format("{}, {}, {} Hospital", w.person(), w.one_of(titles), place));
}

void item(Writer& w, bool committee, std::size_t number) {
  w.line();
  w.line(
      fmt::format("{}{}{} Status på {}", committee ? "Punkt " : "", number, committee ? ":" : ".", w.one_of(topics)));
  if (committee) w.line(fmt::format("Sagsnr.: {}/{}", 10 + w.number(14), 1000 + w.number(90'000)));
  w.line();
  w.line("Sagsfremstilling");
  w.prose(2 + w.number(4));
  if (w.number(5) == 0) {
    w.line("Midlerne fordeler sig således:");
    const std::size_t a = 100 + w.number(300), b = 100 + w.number(300);
    w.line(fmt::format("{} Kommune {}.000 kr.", w.one_of(places), a));
    w.line(fmt::format("{} Hospital {}.000 kr.", w.one_of(places), b));
    w.line(fmt::format("I alt {}.000 kr.", a + b));
  }
  w.line();
  w.line("Indstilling");
  w.line("Det indstilles, at udvalget");
  w.line("1. drøfter oplægget.");
  w.line("2. tager status til efterretning.");
  w.line();
  w.line(committee ? "Beslutning" : "Referat");
  w.paragraph(fmt::format("{} gjorde opmærksom på, at ordningen skal kunne rumme borgere uden pårørende. {}",
                          w.person(), w.one_of(sentences)));
  w.line(std::string(w.one_of(decisions)));
  if (w.number(3) == 0)
    w.paragraph(fmt::format("{} udarbejder et oplæg om {} inden den {}. maj 2024.", w.person(), w.one_of(topics),
                            1 + w.number(28)));
}

// One document of so many bytes or a little more.
std::string minutes(std::size_t bytes, unsigned seed = 1) {
  Writer w(seed);
  const bool committee = seed % 2 == 0;
  head(w, committee);
  for (std::size_t number = 1; w.text.size() < bytes; ++number) item(w, committee, number);
  return std::move(w.text);
}

std::string repeated(std::size_t bytes, std::string_view piece) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

std::string counted(std::size_t bytes, const std::function<std::string(std::size_t)>& piece) {
  std::string text;
  for (std::size_t i = 1; text.size() < bytes; ++i) text += piece(i);
  return text;
}

std::string different_names(std::size_t bytes, std::string_view before, std::string_view after) {
  Writer w(3);
  while (w.text.size() < bytes)
    w.text += fmt::format("{}{} {}{}{}", before, w.person(), w.one_of(last_names), w.number(100'000), after);
  return std::move(w.text);
}

struct Text {
  const char* name;
  std::function<std::string(std::size_t)> make;
};

const std::vector<Text>& texts() {
  static const std::vector<Text> all = {
      {"minutes", [](std::size_t n) { return minutes(n); }},
      {"endless line of words", [](std::size_t n) { return repeated(n, "ord og flere ord "); }},
      {"endless line without spaces", [](std::size_t n) { return repeated(n, "aldrigslut"); }},
      {"empty lines", [](std::size_t n) { return repeated(n, "\n"); }},
      {"bullets", [](std::size_t n) { return repeated(n, "• \n"); }},
      {"bullets with text", [](std::size_t n) { return repeated(n, "• et kort punkt\n"); }},
      {"digits in one line", [](std::size_t n) { return repeated(n, "1234567890"); }},
      {"lines of digits", [](std::size_t n) { return repeated(n, "12345\n"); }},
      {"Punkt 1", [](std::size_t n) { return repeated(n, "Punkt 1\n"); }},
      {"Punkt 1, 2, 3 …",
       [](std::size_t n) {
         return counted(n, [](std::size_t i) { return fmt::format("Punkt {}: Sag nummer {}\n", i, i); });
       }},
      {"1.", [](std::size_t n) { return repeated(n, "1. \n"); }},
      {"1. with text", [](std::size_t n) { return repeated(n, "1. En titel\n"); }},
      {"1. 2. 3. …",
       [](std::size_t n) {
         return counted(n, [](std::size_t i) { return fmt::format("{}. Sag nummer {}\nReferat\nGodkendt.\n", i, i); });
       }},
      {"Afbud:", [](std::size_t n) { return repeated(n, "Afbud: \n"); }},
      {"Afbud: and a name", [](std::size_t n) { return different_names(n, "Afbud: ", "\n"); }},
      {"hyphen line ends", [](std::size_t n) { return repeated(n, "en linje med sam-\n"); }},
      {"hyphen line ends, all different",
       [](std::size_t n) { return counted(n, [](std::size_t i) { return fmt::format("ord{}lang-\n", i); }); }},
      {"parentheses in one line", [](std::size_t n) { return repeated(n, "("); }},
      {"pairs of parentheses", [](std::size_t n) { return repeated(n, "(a) "); }},
      {"lines of parentheses", [](std::size_t n) { return repeated(n, "((((\n"); }},
      {"names by comma", [](std::size_t n) { return "Til stede: " + different_names(n, "", ", "); }},
      {"names by line", [](std::size_t n) { return "Deltagere\n" + different_names(n, "", "\n"); }},
      {"names in a decision",
       [](std::size_t n) {
         return "1. Sag\nBeslutning\n" + different_names(n, "", " undersøger sagen inden den 1. maj 2024.\n");
       }},
      {"amounts in one line", [](std::size_t n) { return repeated(n, "1.234,50 kr. "); }},
      {"lines of amounts",
       [](std::size_t n) {
         return counted(n, [](std::size_t i) { return fmt::format("Post {} {}.000 kr.\n", i, 100 + i % 900); });
       }},
      {"amounts in an item",
       [](std::size_t n) {
         return "1. Sag\n" + counted(n, [](std::size_t i) {
                  return fmt::format("Kommune {} {}.000 kr.\nI alt {}.000 kr.\n", i, 1 + i % 900, i % 900);
                });
       }},
      {"recommendations",
       [](std::size_t n) { return "1. Sag\nDet indstilles,\n" + repeated(n, "at | noget godkendes |\n"); }},
      {"dates", [](std::size_t n) { return repeated(n, "den 31. december 2021 kl. 12.30\n"); }},
      {"form feeds", [](std::size_t n) { return repeated(n, "Side 1 af 9\n\f"); }},
      {"two columns", [](std::size_t n) { return repeated(n, "Anders Aabo                    Bente Bergholt\n"); }},
      {"quotes and dots", [](std::size_t n) { return repeated(n, "\". \" .. "); }},
  };
  return all;
}

// Many documents of the size minutes have.
void usual_documents(benchmark::State& state) {
  std::vector<std::string> documents;
  std::size_t bytes = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    documents.push_back(minutes(4'000 + seed % 10 * 4'000, seed));
    bytes += documents.back().size();
  }
  std::size_t items = 0;
  for (auto _ : state) {
    items = 0;
    for (const auto& text : documents) items += read_meeting(*decode_plain_text(text)).items.size();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  state.counters["items"] = static_cast<double>(items);
}
BENCHMARK(usual_documents)->Name("usual documents, 4 to 40 kB")->Unit(benchmark::kMillisecond);

void read_one(benchmark::State& state, const Text& text) {
  static std::map<std::string, bool> slow;
  if (slow[text.name]) {
    state.SkipWithError("slow at a smaller size already");
    return;
  }
  const std::string bytes = text.make(static_cast<std::size_t>(state.range(0)) * megabyte);
  const auto before = std::clock();
  for (auto _ : state) {
    const auto document = decode_plain_text(bytes);
    if (!document) {
      state.SkipWithError("refused");
      return;
    }
    benchmark::DoNotOptimize(read_meeting(*document));
  }
  const double seconds =
      static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / static_cast<double>(state.iterations());
  slow[text.name] = static_cast<double>(bytes.size()) < slow_bytes_per_second * seconds;
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

const bool registered = [] {
  for (const Text& text : texts())
    benchmark::RegisterBenchmark(text.name, [&text](benchmark::State& state) { read_one(state, text); })
        ->Arg(1)
        ->Arg(5)
        ->Arg(20)
        ->ArgName("MB")
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
}  // namespace klynge::reading

BENCHMARK_MAIN();
