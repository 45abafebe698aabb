#include "reading/sentence_cues.hpp"

#include <iterator>
#include <string>
#include <vector>

#include "reading/doer.hpp"

namespace klynge::reading {
namespace {

constexpr std::string_view agreed_list[] = {
    "blev aftalt, at ", "blev aftalt at ",     "aftaltes, at ",      "aftaltes at ",  "besluttes, at ",
    "besluttet, at ",   "besluttede, at ",     "besluttede at ",     "besluttet at ", "enighed om, at ",
    "enighed om at ",   "enige om, at ",       "enige om at ",       "aftales, at ",  "aftales at ",
    "mandat til, at ",  "aftalt, at ",         "aftalt at ",         "ønsker, at ",   "ønskede, at ",
    "ønsker at ",       "tilslutter sig, at ", "tilslutter sig at ", "besluttes at ", "vedtog, at ",
    "vedtaget, at "};
constexpr std::string_view asking_list[] = {" bede ",    " bad ",        " beder ",   " anmode ",  " anmodede ",
                                            " anmoder ", " opfordrede ", " pålægge ", " pålagde ", " bemyndigede "};
constexpr std::string_view requesting_list[] = {
    " anmodes om at ",      " anmodes om, at ",  " blev bedt om at ",   " bliver bedt om at ",
    " blev anmodet om at ", " blev spurgt, om ", " spørges, om ",       " spørges om ",
    " opfordres til at ",   " pålægges at ",     " meldte sig til at ", " melder sig til at ",
    " tilbyder at ",        " blev bedt om et ", " anmodes om et ",     " anmodes om en "};
constexpr std::string_view sending_list[] = {"oversende", "videresende", "sende spørgsmålet", "sende sagen"};

// The verbs of work in the passive, with “af” behind them.
const std::vector<std::string>& passives() {
  static const std::vector<std::string> made = [] {
    std::vector<std::string> all;
    for (const auto verb : doing_words())
      if (verb.ends_with('r')) all.push_back(std::string(verb.substr(0, verb.size() - 1)) + "s af ");
    all.emplace_back("et af ");
    return all;
  }();
  return made;
}

std::vector<std::string_view> asking_and_requesting() {
  std::vector<std::string_view> all(std::begin(asking_list), std::end(asking_list));
  all.insert(all.end(), std::begin(requesting_list), std::end(requesting_list));
  return all;
}

}  // namespace

std::span<const std::string_view> agreed_leads() { return agreed_list; }
std::span<const std::string_view> asking_words() { return asking_list; }
std::span<const std::string_view> sending_words() { return sending_list; }
std::span<const std::string_view> requesting_words() { return requesting_list; }

const Phrases& sentence_phrases() {
  using namespace cue;
  static const Phrases table{
      {does, Phrases::words, {doing_words().begin(), doing_words().end()}},
      {does, Phrases::words, {"ser på", "ser nærmere på"}},
      {is_to, Phrases::inside, {"ansvar", "tovholder", "teten", "opgaven"}},
      {calls_off, Phrases::inside, {"ikke længere", "aflyst", "bortfalder", "opgives", "frafaldes"}},
      // The matter goes on: to a later meeting, another body, the agenda.
      {goes_further,
       Phrases::inside,
       {"genoptages",
        // clang-format off
        "tages op igen", "tages op på", "tages op til", "sættes på dagsorden", "sættes på som punkt",
        "på dagsordenen til næste", "på dagsorden til næste", "dagsordensættes", "dagsordenssættes", "genbehandles",
        "forelægges på", "fremlægges på næste", "drøftes på næste", "drøftes igen", "behandles på næste",
        "følges op på næste", "følges op på et", "punktet tages med", "sættes et fast punkt", "fast punkt på dagsorden",
        "punkt på næste", "punkt til næste", "kommer på dagsorden", "tages med på næste", "vender tilbage til",
        "oversendes til", "videresendes til", "sendes videre til", "løftes til", "løftes videre", "fremsendes til",
        "skal fremlægges for", "fremlægges for", "skal forelægges", "forelægges for", "tema på næste",
        "tema på seminar", "tema på mødet", "et tema på", "blive drøftet i", "bliver drøftet i", "drøftes videre i",
        "indgår på næste", "punktet kommer på", "behandles igen", "arbejdes videre med til næste", "evalueres på næste",
        "skal udarbejdes", "udarbejdes et", "udarbejdes en", "udarbejdes til", "der indkaldes til", "sendes ud til",
        "udsendes til", "rundsendes", "tages op i", "tager det op på", "tager punktet op på", "skal på næste",
        "på næste møde aftaler", "genoptager", "møde afholdes",
        // clang-format on
        "der afholdes"}},
      {blames, Phrases::inside, {"ansvarlig", "ansv.", "tovholder", "opgave:", "aktion:", "action:", "handling:"}},
      {agrees, Phrases::inside, {std::begin(agreed_list), std::end(agreed_list)}},
      {asks, Phrases::inside, asking_and_requesting()},
      {sends_on, Phrases::inside, {std::begin(sending_list), std::end(sending_list)}},
      {by_somebody, Phrases::inside, {passives().begin(), passives().end()}},
      {puts_off,
       Phrases::words,
       {"udsat", "udsættes", "udsatte", "udskydes", "udskudt", "udskudtes", "udsættelse", "udskyder"}},
      {turns_down,
       Phrases::inside,
       {"ikke godkendt",
        "ej godkendt",
        "ej vedtaget",
        "ej tiltrådt",
        "ej imødekommet",
        "forkastes",
        "kunne ikke godkende",
        "godkendte ikke",
        "blev ikke godkendt",
        "ikke tiltrådt",
        "tiltrådte ikke",
        "forkastet",
        "forkastede",
        "afviste",
        "blev afvist",
        "afvist",
        "afslået",
        "afslog",
        "imødekom ikke",
        "imødekommes ikke",
        "ikke imødekommet",
        "ikke imødekommes",
        "fulgte ikke",
        "blev ikke fulgt",
        "ikke imødekomme",
        "imødekommer ikke",
        "afviser",
        "ikke vedtaget",
        "ikke anbefalet",
        "anbefales ikke",
        "gav afslag",
        "giver afslag",
        "meddeles afslag",
        "får afslag",
        "nedstemt",
        "stemt ned",
        "bortfaldt",
        "bortfaldet",
        "faldt forslaget",
        "forslaget faldt",
        "kan ikke godkende",
        "kan ikke imødekomme",
        "kan ikke anbefale",
        "kunne ikke anbefale",
        "kunne ikke imødekomme",
        "kan ikke tiltrædes",
        "kunne ikke tiltrædes"}},
      {drops_out, Phrases::words, {"udgår", "udgik", "udgået", "trukket", "trækkes", "frafaldet", "frafaldes"}},
      {taken_off,
       Phrases::inside,
       {"taget af dagsordenen", "tages af dagsordenen", "trukket fra dagsordenen", "tog punktet af",
        "trækkes fra dagsordenen", "trukket tilbage", "taget af dagsorden", "sagen trukket", "punktet trukket",
        "blev trukket", "trak forslag", "trak sit forslag", "trækker forslaget", "trækker sit forslag",
        "trukket af forslagsstiller"}},
      {sends_back,
       Phrases::words,
       {"tilbagesendt", "tilbagesendes", "hjemvist", "hjemvises", "hjemviste", "tilbagesendte", "sendes tilbage",
        "sendt tilbage", "tilbagesender", "hjemviser"}},
      {approves,
       Phrases::words,
       {"godkendt", "godkendte", "godkender", "vedtaget", "vedtog", "godkendtes", "vedtoges", "godkend"}},
      {approves_now, Phrases::words, {"godkendes", "vedtages"}},
      {recommended, Phrases::inside, {"indstilling", "indstillet", "anbefaling", "forslag"}},
      {accedes, Phrases::words, {"tiltrådt", "tiltrådte", "tiltrædes", "tiltræder", "tiltrådtes"}},
      {follows, Phrases::words, {"fulgt", "flugt", "fulgte", "følges", "følger", "imødekommet", "fugt"}},
      {follows_so,
       Phrases::inside,
       {"som indstillet", "i overensstemmelse med indstilling", "indstillingen til følge", "fulgt", "anbefales",
        "anbefalet", "indstilles til godkendelse", "anbefaler indstillingen", "anbefalede indstillingen",
        "indstilles godkendt", "indstillingen anbefales", "tilsluttede sig", "tilslutter sig",
        "anbefaler forvaltningens indstilling", "anbefaler administrationens indstilling", "indstilles til byrådet",
        "indstilles til kommunalbestyrelsen", "indstilles til økonomiudvalget"}},
      {efterretning, Phrases::inside, {"efterretning"}},
      {to_note, Phrases::inside, {"til orientering", "til efterretning"}},
      {put_off_so,
       Phrases::inside,
       {"at udsætte sagen", "at udsætte punktet", "at udskyde sagen", "at udskyde punktet", "at udsætte behandlingen",
        "at udsætte beslutningen", "at udsætte forslaget", "at udskyde forslaget", "at udsætte emnet",
        "at udskyde emnet"}},
      {takes_note,
       Phrases::inside,
       {"taget til orientering", "tages til orientering", "tog til orientering", "orienteringen taget",
        "orienteringen blev taget", "tog orienteringen", "tager orienteringen", "noteret sig", "noterede sig",
        "noterer sig", "orientering givet", "orienteringen givet", "orienteringen blev givet", "ad notam"}},
      {decides,
       Phrases::words,
       {"besluttede",
        // clang-format off
        "besluttet", "beslutter", "besluttes", "aftalt", "aftaltes", "aftalte", "aftales", "enighed om", "enige om",
        "konklusion", "konklusionen", "konkluderede", "konkluderet", "konkluderes", "konstituerer", "konstituerede",
        "re-konstituerer", "valgt", "valgte", "genvalgt", "udpegede", "udpeget", "udpeges", "bevilgede", "bevilget",
        "bevilges", "bemyndigede", "bemyndiger", "bemyndiges", "enedes", "besluttedes", "bestemt", "fastsat",
        "fastsatte", "fastlagt", "fastlagde", "prioriterede", "afsatte", "nedsatte", "nedsættes", "nedsat", "enig om",
        "indstiller", "konstituering", "gives mandat", "gav mandat", "der gives tilskud", "der gives et tillæg",
        "der ydes", "der bevilges", "der nedsættes", "får ansvar", "enigt om", "bevilger", "tildelte", "tildeler",
        "valgtes", "genvalgtes", "genvælges", "nyvalgtes", "genvalg", "nyvalg", "der afgives", "der søges om",
        // clang-format on
        "der indledes"}},
      {discusses,
       Phrases::inside,
       {"drøftet", "drøftede", "drøftes", "drøftelse", "drøfter", "diskuter", "debat", "vendte", "erfaringsudveksl",
        "blev vendt", "udvekslede", "snakkede om", "snakket om", "vi talte om", "blev talt om"}},
      {informs,
       Phrases::words,
       {"orienterede", "orienteret", "orienterer", "orientering", "informerede", "fortalte", "redegjorde", "gennemgik",
        "præsenterede", "oplyste"}},
      {approves_by_deciding,
       Phrases::inside,
       {"besluttede at godkende", "besluttet at godkende", "beslutter at godkende", "besluttede, at godkende",
        "enige om at godkende", "enighed om at godkende", "vedtog at godkende"}},
      {put_again,
       Phrases::inside,
       {"tages op igen", "tages op på ny", "tages op på et senere", "tages op på næste", "genoptages på"}},
      {votes, Phrases::inside, {"stem", "imod:"}},
      {recuses, Phrases::inside, {"inhabil"}}};
  return table;
}

}  // namespace klynge::reading
