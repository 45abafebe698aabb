#include "reading/labels.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"
#include "reading/word_table.hpp"

namespace klynge::reading {
namespace {

using Entry = std::pair<std::string_view, Label>;

constexpr std::string_view case_words[] = {
    "sagsfremstilling",
    // clang-format off
                                           "sagsfremstillingen", "resume", "resumé", "resumè", "baggrund",
                                           "sagens baggrund", "beskrivelse af sagen", "beslutningstema", "sagen", "sag",
                                           "sagsresume", "sagsresumé", "beskrivelse", "sagsbeskrivelse", "redegørelse",
                                           "problemstilling", "problem", "fakta", "økonomi", "økonomiske konsekvenser",
                                           "økonomiske konsekvenser og finansiering", "økonomi og finansiering",
                                           "økonomiske forhold", "økonomi/bevilling", "bevilling", "finansiering",
                                           "personale", "personalemæssige konsekvenser", "personaleforhold",
                                           "lovgrundlag", "retsgrundlag", "lov- og plangrundlag",
                                           "juridiske konsekvenser", "jura", "lovgivning", "hjemmel", "høring",
                                           "høring og inddragelse", "inddragelse", "inddragelse og høring",
                                           "høring/udtalelser", "udtalelser", "høringssvar", "borgerinddragelse",
                                           "borgerinddragelse/høring", "kommunikation", "kommunikation/høring",
                                           "information", "konsekvenser", "sundhedsmæssige konsekvenser",
                                           "miljømæssige konsekvenser", "klimakonsekvenser", "bæredygtighed",
                                           "konsekvensvurdering", "tidligere behandling",
                                           "tidligere politisk behandling", "tidligere beslutning",
                                           "tidligere beslutninger", "politisk behandling", "historik", "sagens gang",
                                           "formål", "formålet", "introduktion", "indledning", "vurdering",
                                           "forvaltningens vurdering", "administrationens vurdering",
                                           "administrationens bemærkninger", "forvaltningens bemærkninger",
                                           "videre proces", "videre forløb", "det videre forløb", "den videre proces",
                                           "den videre sagsbehandling", "næste skridt", "tidsplan", "tidsperspektiv",
                                           "tidshorisont", "supplerende sagsfremstilling", "supplerende oplysninger",
                                           "notat", "fremstilling", "motivation", "motivering", "begrundelse",
                                           "forslag", "oplæg", "emne for drøftelse", "sundhedsaftalen",
                                           "relation til sundhedsaftalen", "patientperspektiv", "evaluering", "effekt",
                                           "ligestilling", "andre konsekvenser", "dagsordenstekst", "punktbeskrivelse",
                                           "beskrivelse af punktet", "kort beskrivelse", "kort resume", "kort resumé",
                                           "om punktet", "præsentation", "sagsindhold", "forelæggelse",
                                           "forelæggelsens baggrund", "problemformulering", "status", "udgangspunkt",
                                           "opsummering", "øvrige oplysninger", "øvrige forhold",
    // clang-format on
    "andet"};
constexpr std::string_view recommendation_words[] = {
    "indstilling",
    // clang-format off
                                                     "indstillinger", "indstillingen", "forslag til beslutning",
                                                     "forslag til indstilling", "beslutningsforslag", "anbefaling",
                                                     "anbefalinger", "administrationens indstilling",
                                                     "forvaltningens indstilling", "direktionens indstilling",
                                                     "sekretariatets indstilling", "formandskabets indstilling",
                                                     "forretningsudvalgets indstilling", "indstilling til beslutning",
                                                     "indstilles", "det indstilles", "det indstilles at",
                                                     "det anbefales", "formandens indstilling", "udkast til beslutning",
                                                     "det foreslås", "indstilling fra administrationen",
                                                     "indstilling fra sekretariatet",
    // clang-format on
    "indstilling og beslutning"};
constexpr std::string_view minutes_words[] = {
    "referat",
    // clang-format off
                                              "referater", "beslutning", "beslutninger", "konklusion", "konklusioner",
                                              "beslutningsreferat", "udvalgets beslutning", "rådets beslutning",
                                              "bestyrelsens beslutning", "byrådets beslutning",
                                              "regionsrådets beslutning", "klyngens beslutning", "vedtagelse",
                                              "afgørelse", "mødereferat", "referat/beslutning", "beslutning/referat",
                                              "konklusion/beslutning", "beslutning/konklusion", "referat af punktet",
                                              "referat fra mødet", "referat af mødet", "protokol", "resultat",
                                              "behandling", "mødets behandling", "udvalgets behandling",
                                              "mødets beslutning", "beslutning på mødet", "referat af drøftelsen",
                                              "drøftelse og beslutning", "referat og beslutning",
                                              "referat og beslutninger", "konklusion og opfølgning", "opsamling",
                                              "aftaler", "aftale", "det aftaltes", "det blev aftalt", "vedtaget",
                                              "refereret", "beslutning og opfølgning", "udfald", "mødets konklusion",
                                              "beslutning og referat",
    // clang-format on
    "kort referat"};
constexpr std::string_view attachment_words[] = {
    "bilag",
    // clang-format off
                                                 "bilagsliste", "bilagsfortegnelse", "bilag til punktet",
                                                 "bilag til sagen", "vedhæftet", "vedlagt", "vedhæftede filer",
                                                 "vedlagte bilag", "vedhæftede bilag", "bilagsmateriale",
                                                 "bilagsoversigt", "materiale", "mødemateriale", "dokumenter", "filer",
                                                 "til sagen hører", "vedlægges", "bilag til dagsordenspunktet",
                                                 "bilag vedlagt",
    // clang-format on
    "fil"};
constexpr std::string_view link_words[] = {
    "link", "links", "link til referatet", "link til referat", "link til materiale", "links til materiale", "læs mere"};
constexpr std::string_view follow_up_words[] = {"opfølgning",
                                                // clang-format off
                                                "opgaver", "opgave", "to do", "to-do", "todo", "aktion", "aktioner",
                                                "handling", "handlinger", "ansvarlig", "ansvarlige",
                                                "opfølgende opgaver", "tovholder", "action", "aktionspunkter",
                                                "til opfølgning",
                                                // clang-format on
                                                "opfølgningspunkter"};

constexpr Entry other_words[] = {{"dato", Label::date},
                                 // clang-format off
                                 {"mødedato", Label::date}, {"dato for mødet", Label::date},
                                 {"dato og tid", Label::date}, {"dato og tidspunkt", Label::date},
                                 {"tid og sted", Label::date}, {"mødedato og tid", Label::date},
                                 {"dato/tid", Label::date}, {"tidspunkt og sted", Label::date},
                                 {"hvornår", Label::date}, {"dag", Label::date}, {"mødedag", Label::date},
                                 {"mødet afholdt", Label::date}, {"mødet blev afholdt", Label::date},
                                 {"afholdt", Label::date}, {"afholdt den", Label::date},
                                 {"dato, tid og sted", Label::date}, {"tid/sted", Label::date},
                                 {"tid & sted", Label::date}, {"dato og sted", Label::date}, {"tid", Label::time},
                                 {"tidspunkt", Label::time}, {"mødetid", Label::time}, {"klokken", Label::time},
                                 {"kl", Label::time}, {"mødetidspunkt", Label::time}, {"tidsrum", Label::time},
                                 {"varighed", Label::time}, {"starttidspunkt", Label::start}, {"start", Label::start},
                                 {"mødestart", Label::start}, {"mødet påbegyndt", Label::start},
                                 {"mødet begyndt", Label::start}, {"mødet startede", Label::start},
                                 {"mødet start", Label::start}, {"mødet åbnet", Label::start},
                                 {"mødet sat", Label::start}, {"starttid", Label::start},
                                 {"mødet begyndte", Label::start}, {"begyndt", Label::start},
                                 {"sluttidspunkt", Label::end}, {"slut", Label::end}, {"mødeslut", Label::end},
                                 {"mødet afsluttet", Label::end}, {"mødet hævet", Label::end},
                                 {"mødet sluttede", Label::end}, {"mødet slut", Label::end}, {"sluttid", Label::end},
                                 {"mødet blev hævet", Label::end}, {"afsluttet", Label::end}, {"hævet", Label::end},
                                 {"mødet sluttet", Label::end}, {"forventet sluttidspunkt", Label::end},
                                 {"sted", Label::place}, {"mødested", Label::place}, {"lokale", Label::place},
                                 {"mødelokale", Label::place}, {"hvor", Label::place}, {"adresse", Label::place},
                                 {"lokation", Label::place}, {"mødets sted", Label::place}, {"afholdes", Label::place},
                                 {"lokalitet", Label::place}, {"mødet holdt", Label::place}, {"udvalg", Label::body},
                                 {"forum", Label::body}, {"råd", Label::body}, {"organ", Label::body},
                                 {"gruppe", Label::body}, {"mødeforum", Label::body}, {"udvalgsnavn", Label::body},
                                 {"nævn", Label::body}, {"mødegruppe", Label::body}, {"møde i", Label::body},
                                 {"møde", Label::title}, {"emne", Label::title}, {"titel", Label::title},
                                 {"mødets titel", Label::title}, {"mødetitel", Label::title}, {"mødetype", Label::mark},
                                 {"vedrørende", Label::title}, {"vedr", Label::title}, {"møde nr", Label::number},
                                 {"mødenr", Label::number}, {"mødenummer", Label::number},
                                 {"møde nummer", Label::number}, {"næste møde", Label::next_meeting},
                                 {"næste mødedato", Label::next_meeting}, {"dato for næste møde", Label::next_meeting},
                                 {"kommende møde", Label::next_meeting}, {"næstkommende møde", Label::next_meeting},
                                 {"næste møder", Label::next_meeting},
                                 // clang-format on

                                 // clang-format off
                                 {"deltagere", Label::present}, {"mødedeltagere", Label::present},
                                 {"deltager", Label::present}, {"til stede", Label::present},
                                 {"tilstede", Label::present}, {"tilstedeværende", Label::present},
                                 {"fremmødte", Label::present}, {"fremmøde", Label::present}, {"mødt", Label::present},
                                 {"deltog", Label::present}, {"deltagende", Label::present}, {"mødte", Label::present},
                                 {"deltagerkreds", Label::present}, {"deltagerliste", Label::present},
                                 {"deltagelse", Label::present}, {"mødekreds", Label::present},
                                 {"tilstede var", Label::present}, {"til stede var", Label::present},
                                 {"følgende deltog", Label::present}, {"mødte medlemmer", Label::present},
                                 {"fremmødte medlemmer", Label::present}, {"deltagere i mødet", Label::present},
                                 {"deltagende medlemmer", Label::present},
                                 {"tilstedeværende medlemmer", Label::present}, {"deltagere på mødet", Label::present},
                                 {"deltog i mødet", Label::present}, {"indkaldte", Label::present},
                                 {"inviterede", Label::present}, {"faste deltagere", Label::present},
                                 {"medlemmer", Label::members}, {"medlem", Label::members},
                                 {"udvalgets medlemmer", Label::members}, {"rådets medlemmer", Label::members},
                                 {"medlemmer til stede", Label::members}, {"medlemmer tilstede", Label::members},
                                 {"udvalgsmedlemmer", Label::members}, {"bestyrelsesmedlemmer", Label::members},
                                 {"fra bestyrelsen", Label::members}, {"bestyrelsen", Label::members},
                                 {"mødedeltagere (medlemmer)", Label::members}, {"stemmeberettigede", Label::members},
                                 {"medlemmer af klyngen", Label::members}, {"politikere", Label::members},
                                 {"gæster", Label::guests}, {"gæst", Label::guests},
                                 {"inviterede gæster", Label::guests}, {"eksterne", Label::guests},
                                 {"eksterne deltagere", Label::guests}, {"oplægsholdere", Label::guests},
                                 {"oplægsholder", Label::guests}, {"øvrige deltagere", Label::guests},
                                 {"desuden deltog", Label::guests}, {"endvidere deltog", Label::guests},
                                 {"øvrige", Label::guests}, {"derudover deltog", Label::guests},
                                 {"andre deltagere", Label::guests}, {"desuden", Label::guests},
                                 {"inviteret", Label::guests}, {"desuden deltager", Label::guests},
                                 {"endvidere", Label::guests}, {"også til stede", Label::guests},
                                 {"desuden til stede", Label::guests}, {"andre", Label::guests},
                                 {"observatører", Label::observers}, {"observatør", Label::observers},
                                 {"tilforordnede", Label::observers}, {"tilforordnet", Label::observers},
                                 {"administration", Label::administration}, {"administrationen", Label::administration},
                                 {"administrativ deltagelse", Label::administration},
                                 {"fra administrationen", Label::administration},
                                 {"fra forvaltningen", Label::administration}, {"forvaltningen", Label::administration},
                                 {"forvaltning", Label::administration},
                                 {"administrative deltagere", Label::administration},
                                 {"embedsmænd", Label::administration}, {"embedsværk", Label::administration},
                                 {"administrationen deltager", Label::administration},
                                 {"fra administrationen deltog", Label::administration},
                                 {"fra forvaltningen deltog", Label::administration},
                                 {"fra direktionen", Label::administration},
                                 {"deltagere fra administrationen", Label::administration},
                                 {"øvrige deltagere fra administrationen", Label::administration},
                                 {"administrativt", Label::administration},
                                 {"deltagere fra forvaltningen", Label::administration},
                                 {"administrativ", Label::administration}, {"ledelsen", Label::members},
                                 {"ledelsessiden", Label::members}, {"medarbejdersiden", Label::members},
                                 {"medarbejdere", Label::members}, {"fra ledelsen", Label::members},
                                 {"fra medarbejderne", Label::members}, {"fra skolens ledelse", Label::administration},
                                 {"sekretariat", Label::secretary}, {"sekretariatet", Label::secretary},
                                 {"sekretær", Label::secretary}, {"sekretærer", Label::secretary},
                                 {"sekretariatsbetjening", Label::secretary}, {"fra sekretariatet", Label::secretary},
                                 {"mødesekretær", Label::secretary}, {"referent", Label::recorder},
                                 {"referenter", Label::recorder}, {"ref.", Label::recorder},
                                 {"referat ved", Label::recorder}, {"referat v/", Label::recorder},
                                 {"referat v", Label::recorder}, {"for referat", Label::recorder},
                                 {"mødereferent", Label::recorder}, {"refereret af", Label::recorder},
                                 {"afbud", Label::apologies}, {"fraværende", Label::apologies},
                                 {"fravær", Label::apologies}, {"ikke til stede", Label::apologies},
                                 {"ikke tilstede", Label::apologies}, {"deltog ikke", Label::apologies},
                                 {"afbud fra", Label::apologies}, {"ikke mødt", Label::apologies},
                                 {"ej mødt", Label::apologies}, {"forfald", Label::apologies},
                                 {"der var afbud fra", Label::apologies}, {"meldt afbud", Label::apologies},
                                 {"fraværende med afbud", Label::apologies},
                                 {"fraværende uden afbud", Label::apologies}, {"afbud/fraværende", Label::apologies},
                                 {"mødet med afbud", Label::apologies}, {"fraværende medlemmer", Label::apologies},
                                 {"der er afbud fra", Label::apologies}, {"med afbud", Label::apologies},
                                 {"uden afbud", Label::apologies}, {"deltager ikke", Label::apologies},
                                 {"forhindret", Label::apologies}, {"forhindrede", Label::apologies},
                                 {"afmeldt", Label::apologies}, {"ikke deltagende", Label::apologies},
                                 {"ikke fremmødt", Label::apologies}, {"ikke fremmødte", Label::apologies},
                                 {"afbud modtaget fra", Label::apologies}, {"meldte afbud", Label::apologies},
                                 {"suppleanter", Label::substitutes}, {"suppleant", Label::substitutes},
                                 {"stedfortrædere", Label::substitutes}, {"stedfortræder", Label::substitutes},
                                 {"suppleant(er)", Label::substitutes}, {"mødende suppleanter", Label::substitutes},
                                 {"fremmødte suppleanter", Label::substitutes}, {"formand", Label::chair},
                                 {"forperson", Label::chair}, {"forkvinde", Label::chair},
                                 {"formandskab", Label::chair}, {"formandskabet", Label::chair},
                                 {"mødeleder", Label::moderator}, {"ordstyrer", Label::moderator},
                                 {"dirigent", Label::moderator}, {"mødeledelse", Label::moderator},
                                 // clang-format on

                                 // clang-format off
                                 {"sagsnr", Label::case_number}, {"sagnr", Label::case_number},
                                 {"sagsnummer", Label::case_number}, {"sags nr", Label::case_number},
                                 {"sags-nr", Label::case_number}, {"sags id", Label::case_number},
                                 {"sagsid", Label::case_number}, {"sags-id", Label::case_number},
                                 {"j.nr", Label::case_number}, {"jnr", Label::case_number},
                                 {"j.nr.", Label::case_number}, {"j. nr", Label::case_number},
                                 {"journalnr", Label::case_number}, {"journalnummer", Label::case_number},
                                 {"journal nr", Label::case_number}, {"journal nummer", Label::case_number},
                                 {"acadre", Label::case_number}, {"acadre nr", Label::case_number},
                                 {"acadresag", Label::case_number}, {"esdh", Label::case_number},
                                 {"esdh-sag", Label::case_number}, {"esdh nr", Label::case_number},
                                 {"sagsnr./id", Label::case_number}, {"sag nr", Label::case_number},
                                 {"journal-nr", Label::case_number}, {"åbent", Label::open}, {"åben", Label::open},
                                 {"åbent punkt", Label::open}, {"åben sag", Label::open},
                                 {"åben dagsorden", Label::open}, {"offentlig", Label::open},
                                 {"offentligt", Label::open}, {"offentligt punkt", Label::open},
                                 {"lukket", Label::closed}, {"lukket punkt", Label::closed},
                                 {"lukket sag", Label::closed}, {"lukkede punkter", Label::closed},
                                 {"ikke offentlig", Label::closed}, {"ikke offentligt", Label::closed},
                                 {"fortroligt", Label::closed}, {"lukket dagsorden", Label::closed},
                                 {"fortroligt punkt", Label::closed}, {"ikke-offentligt punkt", Label::closed},
                                 {"lukket møde", Label::closed}, {"dok.nr", Label::mark}, {"dok.nr.", Label::mark},
                                 {"dok nr", Label::mark}, {"dokumentnr", Label::mark}, {"dokumentnummer", Label::mark},
                                 {"brevid", Label::mark}, {"brev-id", Label::mark}, {"kompetence", Label::mark},
                                 {"beslutningskompetence", Label::mark}, {"kle", Label::mark}, {"kle-nr", Label::mark},
                                 {"sagsbehandler", Label::mark}, {"forvaltning/afdeling", Label::mark},
                                 {"afdeling", Label::mark}, {"center", Label::mark}, {"sagsansvarlig", Label::mark},
                                 {"initialer", Label::mark}, {"journalplan", Label::mark},
                                 {"dagsordenstype", Label::mark}, {"afsnit", Label::mark}, {"punkttype", Label::mark},
                                 {"sagstype", Label::mark}, {"deadline", Label::mark},
                                 {"beslutningsprocedure", Label::mark}, {"kompetence/beslutningstager", Label::mark},
                                 {"tid afsat", Label::mark}, {"afsat tid", Label::mark}, {"tidsforbrug", Label::mark},
                                 {"type", Label::mark}, {"dok.id", Label::mark}, {"oplægsholder(e)", Label::presenter},
                                 {"punktansvarlig", Label::presenter}, {"indledes af", Label::presenter},
                                 {"indledning ved", Label::presenter}, {"oplæg ved", Label::presenter},
                                 {"oplæg v", Label::presenter}, {"oplæg v/", Label::presenter},
                                 {"præsenteres af", Label::presenter}, {"præsenterer", Label::presenter},
                                 {"fremlægges af", Label::presenter}, {"fremlægger", Label::presenter},
                                 {"v", Label::presenter}, {"ved", Label::presenter}, {"v/", Label::presenter},
                                 {"indleder", Label::presenter}, {"fremlæggelse ved", Label::presenter},
                                 {"orientering ved", Label::presenter}, {"præsentation ved", Label::presenter},
                                 {"præsentation v/", Label::presenter}, {"sagsfremlægger", Label::presenter},
                                 {"ansvarlig for punktet", Label::presenter},
                                 {"deltagelse ved punktet", Label::presenter},
                                 {"deltager under punktet", Label::presenter},
                                 {"deltagere under punktet", Label::presenter},
                                 {"punktet er ønsket af", Label::requested_by}, {"ønsket af", Label::requested_by},
                                 {"foreslået af", Label::requested_by}, {"forslagsstiller", Label::requested_by},
                                 {"stillet af", Label::requested_by}, {"indsendt af", Label::requested_by},
                                 {"orientering", Label::item_kind}, {"drøftelse", Label::item_kind},
                                 {"orientering og drøftelse", Label::item_kind}, {"til orientering", Label::item_kind},
                                 {"til drøftelse", Label::item_kind}, {"til beslutning", Label::item_kind},
                                 {"drøftelse og beslutning ", Label::item_kind}, {"o", Label::none},
                                 {"drøftelsespunkt", Label::item_kind}, {"beslutningspunkt", Label::item_kind},
                                 {"orienteringspunkt", Label::item_kind}, {"til godkendelse", Label::item_kind},
                                 {"orientering/drøftelse", Label::item_kind},
                                 {"drøftelse/beslutning", Label::item_kind},
                                 // clang-format on

                                 // clang-format off
                                 {"dagsorden", Label::agenda}, {"punkter", Label::agenda},
                                 {"dagsordenen", Label::agenda}, {"dagsordenspunkter", Label::agenda},
                                 {"dagsorden for mødet", Label::agenda}, {"dagsordenspunkt", Label::agenda},
                                 {"dagsordenpunkter", Label::agenda}, {"punkt", Label::agenda},
                                 {"dagsorden og referat", Label::agenda}, {"punkter på dagsordenen", Label::agenda},
                                 {"indholdsfortegnelse", Label::contents}, {"indhold", Label::contents},
                                 {"indhold på dagsordenen", Label::contents}, {"oversigt", Label::contents},
                                 {"punktoversigt", Label::contents}, {"dagsordensoversigt", Label::contents},
                                 {"sagsoversigt", Label::contents}, {"dagsorden oversigt", Label::contents},
                                 {"søg", Label::furniture}, {"til toppen", Label::furniture},
                                 {"tilbage til toppen", Label::furniture}, {"abonnér", Label::furniture},
                                 {"abonner", Label::furniture}, {"udskriv", Label::furniture},
                                 {"print", Label::furniture}, {"del", Label::furniture}, {"luk", Label::furniture},
                                 {"fold dette punkt ind", Label::furniture}, {"fold dette punkt ud", Label::furniture},
                                 {"fold alle punkter ud", Label::furniture}, {"fold alle punkter", Label::furniture},
                                 {"vis alle punkter", Label::furniture}, {"skjul alle punkter", Label::furniture},
                                 {"fold alle punkter ind", Label::furniture},
                                 {"se alle dagsordener og referater fra dette mødeforum", Label::furniture},
                                 {"forside", Label::furniture}, {"menu", Label::furniture},
                                 {"log ind", Label::furniture}, {"log på", Label::furniture},
                                 {"hop til indhold", Label::furniture}, {"spring til indhold", Label::furniture},
                                 {"gå til indhold", Label::furniture}, {"vis alle", Label::furniture},
                                 {"skjul", Label::furniture}, {"vis mere", Label::furniture},
                                 {"læs op", Label::furniture}, {"hent pdf", Label::furniture},
                                 {"download", Label::furniture}, {"hent som pdf", Label::furniture},
                                 {"kontakt", Label::furniture}, {"cookies", Label::furniture},
                                 {"tilbage", Label::furniture}, {"op", Label::none},
                                 {"data om mødet", Label::furniture}, {"forrige møde", Label::furniture},
                                 {"kontakt os", Label::furniture}, {"bemærkninger", Label::case_text},
                                 {"vis punkter", Label::furniture}, {"til top", Label::furniture},
                                 {"gå til top", Label::furniture}, {"hent referat", Label::furniture},
                                 {"hent dagsorden", Label::furniture}, {"del siden", Label::furniture},
                                 {"læs højt", Label::furniture}, {"næste punkt", Label::furniture},
                                 {"forrige punkt", Label::furniture}, {"du er her", Label::furniture},
                                 {"underskrifter", Label::signatures}, {"underskriftsblad", Label::signatures},
                                 {"underskrift", Label::signatures},
                                 {"godkendelse af referat (underskrifter)", Label::signatures},
                                 // clang-format on
                                 {"underskriftsark", Label::signatures}};

struct Table {
  WordTable<Label> words;
  // By the first two bytes (hashed): a bit for each length of a label that starts so.
  std::array<std::uint64_t, 1024> lengths{};
  std::array<bool, 1024> opens_field{};  // the same for those that name a field of the header, or the contents
  WordTable<Label> near;                 // a letter of a long word lost
  std::deque<std::string> near_words;    // what `near` looks at
  std::vector<std::pair<std::string_view, Label>> sections;  // one long word each: what a letter may be added to
};

std::size_t opening_of(std::string_view word) {
  return (static_cast<unsigned char>(word[0]) * 37u + static_cast<unsigned char>(word.size() > 1 ? word[1] : 0)) % 1024;
}

constexpr std::uint64_t length_bit(std::string_view word) {
  return std::uint64_t{1} << std::min<std::size_t>(word.size(), 63);
}

void add_near(Table& table, std::string_view word, Label label) {
  const std::string_view only = first_word(word);
  if (only.size() != word.size() || word.size() < 6) return;
  for (std::size_t i = 0; i < word.size();) {
    const unsigned size = code_point(word, i).size;
    table.near_words.push_back(std::string(word.substr(0, i)) + std::string(word.substr(i + size)));
    table.near.add(table.near_words.back(), label);
    i += size;
  }
  if (is_section(label)) table.sections.emplace_back(word, label);
}

const Table& table() {
  static const Table made = [] {
    Table t;
    std::unordered_map<std::string_view, Label> words;
    const auto add = [&](std::string_view word, Label label) {
      words.emplace(word, label);
      t.words.add(word, label);
      t.lengths[opening_of(word)] |= length_bit(word);
      t.opens_field[opening_of(word)] |= is_header(label) || label == Label::contents;
    };
    for (const auto word : case_words) add(word, Label::case_text);
    for (const auto word : recommendation_words) add(word, Label::recommendation);
    for (const auto word : minutes_words) add(word, Label::minutes);
    for (const auto word : attachment_words) add(word, Label::attachments);
    for (const auto word : link_words) add(word, Label::link);
    for (const auto word : follow_up_words) add(word, Label::follow_up);
    for (const auto& [word, label] : other_words) add(word, label);
    for (const auto& [word, label] : words)
      if (label != Label::none && !is_mark(label)) add_near(t, word, label);
    return t;
  }();
  return made;
}

// True where `longer` is `word` with one character more.
bool adds_a_letter(std::string_view longer, std::string_view word) {
  if (longer.size() <= word.size() || longer.size() > word.size() + 4) return false;
  std::size_t at =
      static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), longer.begin()).first - word.begin());
  while (at > 0 && (static_cast<unsigned char>(longer[at]) & 0xc0) == 0x80) --at;
  return longer.substr(at + code_point(longer, at).size) == word.substr(at);
}

// A lone word that is one letter longer or shorter than a label.
Label near_label(std::string_view folded) {
  if (folded.size() < 6 || folded.size() > 22 || first_word(folded).size() != folded.size()) return Label::none;
  const Table& t = table();
  if (const Label* const lost = t.near.find(folded)) return *lost;
  for (const auto& [word, label] : t.sections)
    if (adds_a_letter(folded, word)) return label;
  return Label::none;
}

// “Beslutning i Økonomiudvalget den 3. maj 2022:”, “Behandling i … pkt. 4”, “Referat - Bestyrelse”.
bool is_minutes_heading(std::string_view folded, std::string_view text) {
  static constexpr WordSet starts{"beslutning i ",   "beslutning fra ", "beslutning for ", "behandling i ",
                                  "beslutning den ", "beslutning d. ",  "referat - ",      "referat – ",
                                  "beslutning - ",   "beslutning – ",   "referat fra ",    "beslutning truffet ",
                                  "beslutning på ",  "referat den ",    "protokol ",       "beslutning af "};
  if (text.size() > 160) return false;
  const std::string_view start = starts.beginning(folded);
  if (start.empty() || text.ends_with('.') || text.ends_with(',')) return false;
  const bool dashed = contains(start, "-") || contains(start, "–");
  return dashed || text.ends_with(':') || first_date(text).has_value() || contains(folded, "pkt.") ||
         token_count(text) <= 5;
}

bool ends_with_indstilling(std::string_view folded) {
  static constexpr WordSet endings{"s indstilling"};
  static constexpr WordSet openings{"indstilling fra ", "indstilling til "};
  return folded.size() < 60 && (endings.ends(folded) || openings.begins(folded));
}

LabelFound found(Label label, std::string_view text, std::size_t value, bool colon, float confidence,
                 std::string_view words) {
  while (value < text.size() && (is_blank(text[value]) || text[value] == ':')) ++value;
  return {label, value, value >= text.size(), colon, confidence, words};
}

// The first byte at or after `from` that a capital may begin with; npos for none.
std::size_t next_capital(std::string_view text, std::size_t from) {
  std::size_t at = from;
#ifdef __SSE2__
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i ascii = _mm_cmplt_epi8(_mm_add_epi8(bytes, all(0x80 - 'A')), all(0x80 + 26));
    const __m128i wide = _mm_cmpeq_epi8(_mm_max_epu8(bytes, all(0xc3)), bytes);
    const auto places = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ascii, wide)));
    if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  for (; at < text.size(); ++at)
    if (const auto byte = static_cast<unsigned char>(text[at]); (byte >= 'A' && byte <= 'Z') || byte >= 0xc3) return at;
  return std::string_view::npos;
}

// Labels of the header that web pages run together with their value: “MødestedKantinen”.
LabelFound glued(std::string_view text, std::string_view folded) {
  if (folded.size() < 2 || !table().opens_field[opening_of(folded)]) return {};
  for (std::size_t i = next_capital(text, 2), end = std::min<std::size_t>(text.size(), 24); i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!(byte >= 'A' && byte <= 'Z') && byte < 0xc3) continue;
    if (!letter_at(text, i) || !is_upper(code_point(text, i).value) || !letter_before(text, i)) continue;
    const Label label = label_of(lower(text.substr(0, i)));
    const bool fits = is_header(label) || label == Label::contents;
    if (fits && label != Label::title) return found(label, text, i, false, 0.7f, text.substr(0, i));
    return {};
  }
  if (const std::string_view word = "Indholdsfortegnelse"; text.starts_with(word) && text.size() > word.size())
    return found(Label::contents, text, word.size(), false, 0.9f, word);
  return {};
}

// What stands behind a label without a colon must be of the label's kind.
bool fits_label(Label label, std::string_view value, std::string_view words) {
  switch (label) {
    case Label::date:
      return is_digit(value[0]) || value.starts_with("d.") || value.starts_with("den ") ||
             danish_weekday(lower(strip(first_word(value), ",")));
    case Label::time:
    case Label::start:
    case Label::end:
      return token_count(value) <= 5 &&
             (is_digit(value[0]) || value.starts_with("kl") || value.starts_with("Kl") || value.starts_with("fra kl"));
    case Label::place:
      return words.size() >= 4 && words != "afholdes" && words != "lokale" && words != "mødelokale" &&
             (starts_upper(value) || is_digit(value[0]) || value.starts_with("lokale") ||
              value.starts_with("mødelokale") || value.starts_with("hos "));
    default:
      return false;
  }
}

// “Mødedato 17. juni 2020”, “Mødelokale Blå Sal”, “Afbud Peter Holm”: forms flattened to text lose
// their colon.
LabelFound spaced_label(std::string_view text, std::string_view folded) {
  static constexpr WordSet people{"til stede",     "tilstede", "afbud",     "fraværende", "deltagere",
                                  "mødedeltagere", "referent", "mødeleder", "ordstyrer",  "medlemmer"};
  if (text.size() > 400 || !starts_upper(text)) return {};
  const auto is_sentence = [&] { return text.ends_with('.') && token_count(text) > 12; };
  const auto spaced = [&](Label label, std::string_view word) {
    LabelFound out = found(label, text, word.size(), false, 0.6f, text.substr(0, word.size()));
    out.spaced = true;
    return out;
  };
  if (const std::string_view word = people.beginning(folded);
      !word.empty() && folded.size() > word.size() + 1 && folded[word.size()] == ' ') {
    const std::string_view value = trim(text.substr(word.size()));
    if (!value.empty() && (starts_upper(value) || is_digit(value[0]) || value.starts_with("kl")) && !is_sentence())
      return spaced(label_of(word), word);
  }
  // One or two words that name a field of the meeting, in a row no longer than such a field.
  if (text.size() > 120 || !table().opens_field[opening_of(folded)]) return {};
  std::size_t end = 0;
  for (unsigned words = 0; words < 2; ++words) {
    end = folded.find(' ', end + 1);
    if (end == std::string_view::npos) return {};
    const std::string_view word = strip(folded.substr(0, end), ".");
    const Label label = label_of(word);
    if (!is_header(label)) continue;
    const std::string_view value = trim(text.substr(end));
    if (!value.empty() && token_count(text) <= 12 && fits_label(label, value, word))
      return spaced(label, text.substr(0, end));
  }
  return {};
}

// “Hospitalsbestyrelsens beslutning”: whoever meets, in the genitive, and what it came to.
bool is_decision_of_a_body(std::string_view folded) {
  const std::size_t space = folded.rfind(' ');
  if (space == std::string_view::npos || space < 4 || folded[space - 1] != 's') return false;
  const std::string_view word = folded.substr(space + 1);
  if (word != "beslutning" && word != "beslutninger" && word != "konklusion" && word != "afgørelse") return false;
  // One that met before (“tidligere udvalgs …”) decided something else.
  return folded.find("tidligere") == std::string_view::npos && std::ranges::count(folded.substr(0, space), ' ') <= 3;
}

}  // namespace

Label label_of(std::string_view folded) {
  const Table& t = table();
  // Most rows are told from all labels by their first letters and their length.
  if (folded.empty() || (t.lengths[opening_of(folded)] & length_bit(folded)) == 0) return Label::none;
  const Label* const known = t.words.find(folded);
  return known ? *known : Label::none;
}

// By the first letter of the furniture labels: a bit for each length of one.
constexpr auto button_lengths = [] {
  std::array<std::uint64_t, 256> lengths{};
  for (const auto& [word, label] : other_words)
    if (label == Label::furniture) lengths[static_cast<unsigned char>(word[0])] |= length_bit(word);
  return lengths;
}();

bool is_button(std::string_view text) {
  const auto lengths = [](std::string_view words) {
    const auto first = static_cast<unsigned char>(words[0]);
    return button_lengths[first >= 'A' && first <= 'Z' ? first + 0x20 : first];
  };
  // Told by the first letter before anything is stripped or put in lower case.
  if (text.empty() || (((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z') && lengths(text) == 0)) return false;
  const std::string_view words = strip(text, ":.-");
  if (words.empty() || words.size() > 64 || (lengths(words) & length_bit(words)) == 0) return false;
  return label_of(Folded(words)) == Label::furniture;
}

LabelFound find_label(std::string_view text) { return find_label(text, Folded(text.substr(0, label_reach))); }

LabelFound find_label(std::string_view text, std::string_view folded, RowMarks marks) {
  if (text.empty()) return {};
  const std::string_view head = text.substr(0, label_reach);
  folded = folded.substr(0, head.size());
  const std::size_t colon = marks.colon ? head.substr(0, 64).find(':') : std::string_view::npos;
  const auto folded_part = [&](std::size_t end) { return strip(folded.substr(0, end), ":.-"); };

  if (text.size() <= 64) {
    const std::string_view whole = folded_part(folded.size());
    if (const Label label = label_of(whole); label != Label::none)
      return {label, text.size(), true, text.ends_with(':'), 1, strip(text, ":")};
    if (ends_with_indstilling(whole))
      return {Label::recommendation, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
    if (starts_upper(text) && is_decision_of_a_body(whole))
      return {Label::minutes, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
    if (const Label label = starts_upper(text) ? near_label(whole) : Label::none;
        label != Label::none && (text.ends_with(':') || is_section(label)))
      return {label, text.size(), true, text.ends_with(':'), 0.7f, strip(text, ":")};
  }
  if (is_minutes_heading(folded, text.size() > head.size() ? head : text) && text.size() <= head.size()) {
    return {Label::minutes, text.size(), true, text.ends_with(':'), 0.9f, strip(text, ":")};
  }
  if (colon != std::string_view::npos) {
    const std::string_view whole = folded_part(colon);
    Label label = label_of(whole);
    if (label == Label::none && ends_with_indstilling(whole)) label = Label::recommendation;
    if (label == Label::none && colon < 24) label = near_label(whole);
    if (label != Label::none) return found(label, text, colon + 1, true, 0.95f, strip(text.substr(0, colon), "."));
    // “Sagsnr.: … Brevid: 123”: a mark further on in a short row marks the row.
    if (text.size() < 110) {
      const std::string_view before = last_word(text.substr(0, colon));
      if (label_of(lower(before)) == Label::mark && before.size() > 5)
        return {Label::mark, text.size(), true, true, 0.8f, text};
    }
  }
  // A wide gap or a tab parts label and text where the colon is missing.
  const std::string_view near = head.substr(0, 41);
  if (const std::size_t gap = marks.gap ? std::min(find_part(near, "  "), near.substr(0, near.size() - 1).find('\t'))
                                        : std::string_view::npos;
      gap < 40) {
    const Label label = label_of(folded_part(gap));
    if (label != Label::none && label != Label::agenda)
      return found(label, text, gap, false, 0.9f, text.substr(0, gap));
  }
  if (const LabelFound spaced = spaced_label(text, folded); spaced.label != Label::none) return spaced;
  static constexpr WordSet numbers{"sagsnr.", "sagnr.", "journalnr.", "j.nr.", "sagsnr", "sags nr.", "sag nr."};
  if (text.size() < 110 && numbers.begins(folded))
    for (const std::string_view word : numbers)
      if (folded.starts_with(word) && !letter_at(text, word.size()) && contains(text, "/"))
        return found(Label::case_number, text, word.size(), false, 0.8f, text.substr(0, word.size()));
  if (starts_upper(text)) return glued(text, folded);
  return {};
}

}  // namespace klynge::reading
