#include "reading/people_words.hpp"

#include <algorithm>
#include <array>

#include "reading/phrases.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"
#include "reading/word_table.hpp"

namespace klynge::reading {
namespace {

constexpr std::string_view given_names[] = {
    "Aage",      "Adam",      "Agnes",     "Agnete",    "Aksel",     "Albert",      "Alberte",     "Alex",
    "Alexander", "Alfred",    "Ali",       "Alice",     "Allan",     "Alma",        "Amalie",      "Amanda",
    "Amina",     "Anders",    "Andrea",    "Andreas",   "Ane",       "Anette",      "Anita",       "Anja",
    "Anker",     "Ann",       "Anna",      "Anne",      "Annelise",  "Annemarie",   "Annemette",   "Annette",
    "Anni",      "Annie",     "Anny",      "Anton",     "Arne",      "Arthur",      "Asbjørn",     "Asger",
    "Aske",      "Asta",      "Astrid",    "August",    "Axel",      "Ayse",        "Beate",       "Bendt",
    "Benedicte", "Benedikte", "Benjamin",  "Bent",      "Bente",     "Benthe",      "Benny",       "Berit",
    "Bernhard",  "Bernt",     "Bertel",    "Bettina",   "Betina",    "Birger",      "Birgit",      "Birgitte",
    "Birte",     "Birthe",    "Bjarke",    "Bjarne",    "Bjørn",     "Bo",          "Bodil",       "Boje",
    "Boris",     "Brian",     "Britt",     "Britta",    "Brit",      "Bruno",       "Børge",       "Carina",
    "Carl",      "Carla",     "Carlo",     "Carsten",   "Casper",    "Caspar",      "Cathrine",    "Cecilie",
    "Charlotte", "Christa",   "Christian", "Christina", "Christine", "Christoffer", "Christopher", "Claes",
    "Clara",     "Claus",     "Conny",     "Connie",    "Cristina",  "Dagmar",      "Dan",         "Daniel",
    "Daniela",   "David",     "Dennis",    "Diana",     "Dinah",     "Ditlev",      "Ditte",       "Dora",
    "Doris",     "Dorte",     "Dorthe",    "Dorthea",   "Dorrit",    "Ebba",        "Ebbe",        "Eddie",
    "Edith",     "Edvard",    "Egon",      "Eigil",     "Einar",     "Ejgil",       "Ejnar",       "Ejvind",
    "Elin",      "Eline",     "Elisa",     "Elisabeth", "Elise",     "Ella",        "Ellen",       "Else",
    "Elsa",      "Elsebeth",  "Elvira",    "Emil",      "Emilie",    "Emma",        "Eric",        "Erik",
    "Erica",     "Erland",    "Erling",    "Ernst",     "Esben",     "Esther",      "Eva",         "Evald",
    "Eyvind",    "Fatima",    "Fatma",     "Ferdinand", "Filip",     "Finn",        "Flemming",    "Folmer",
    "Frank",     "Frans",     "Freddy",    "Frede",     "Frederik",  "Frederikke",  "Freja",       "Frida",
    "Fritz",     "Gerda",     "Gert",      "Gerner",    "Gitte",     "Gorm",        "Grete",       "Grethe",
    "Gry",       "Gudrun",    "Gunhild",   "Gunnar",    "Gunner",    "Gunver",      "Gurli",       "Gustav",
    "Hanna",     "Hannah",    "Hanne",     "Hans",      "Harald",    "Hardy",       "Harry",       "Hassan",
    "Hedvig",    "Heidi",     "Helen",     "Helena",    "Helene",    "Helge",       "Helga",       "Helle",
    "Henning",   "Henny",     "Henriette", "Henrik",    "Herbert",   "Herdis",      "Herluf",      "Herman",
    "Hjalmar",   "Holger",    "Hugo",      "Hussein",   "Ian",       "Ib",          "Ibrahim",     "Ida",
    "Ina",       "Inga",      "Inge",      "Ingeborg",  "Ingelise",  "Inger",       "Ingerlise",   "Ingolf",
    "Ingrid",    "Ingvar",    "Irene",     "Iris",      "Irma",      "Isabel",      "Isabella",    "Ivan",
    "Iver",      "Jacob",     "Jakob",     "James",     "Jan",       "Jane",        "Janne",       "Jannie",
    "Jannik",    "Janni",     "Jeanet",    "Jeanette",  "Jeannette", "Jelena",      "Jens",        "Jeppe",
    "Jesper",    "Jette",     "Jim",       "Jimmy",     "Joachim",   "Joakim",      "Joan",        "Johan",
    "Johanna",   "Johanne",   "Johannes",  "John",      "Johnny",    "Jon",         "Jonas",       "Jonathan",
    "Josefine",  "Josephine", "Juliane",   "Julie",     "Julius",    "Jytte",       "Jørgen",      "Jørn",
    "Kaj",       "Kai",       "Kamilla",   "Camilla",   "Karen",     "Karin",       "Karina",      "Karl",
    "Karla",     "Karoline",  "Caroline",  "Karsten",   "Kasper",    "Kate",        "Katja",       "Katrine",
    "Kathrine",  "Keld",      "Kenneth",   "Kent",      "Ketty",     "Kim",         "Kira",        "Kirsten",
    "Kirstine",  "Kis",       "Kitt",      "Kjeld",     "Klara",     "Klaus",       "Knud",        "Konrad",
    "Kresten",   "Krista",    "Kristian",  "Kristina",  "Kristine",  "Kristoffer",  "Kurt",        "Kåre",
    "Lars",      "Lasse",     "Laura",     "Laurits",   "Lauritz",   "Laust",       "Lea",         "Leif",
    "Leila",     "Lena",      "Lene",      "Leni",      "Lennart",   "Leo",         "Leon",        "Leonora",
    "Lilian",    "Lillian",   "Lilly",     "Lina",      "Linda",     "Line",        "Lis",         "Lisa",
    "Lisbet",    "Lisbeth",   "Lise",      "Liselotte", "Lissi",     "Liv",         "Lizzie",      "Lone",
    "Lotte",     "Louise",    "Lucas",     "Ludvig",    "Lukas",     "Lykke",       "Lærke",       "Mads",
    "Magda",     "Magnus",    "Maiken",    "Maj",       "Maja",      "Maja-Lise",   "Majbrit",     "Majbritt",
    "Maybritt",  "Malene",    "Malthe",    "Malou",     "Maren",     "Margit",      "Margrete",    "Margrethe",
    "Maria",     "Mariam",    "Marianne",  "Marie",     "Marius",    "Mark",        "Markus",      "Marlene",
    "Martha",    "Marthe",    "Martin",    "Mary",      "Mathias",   "Mathilde",    "Mathilda",    "Mattias",
    "Matilde",   "Max",       "Mehmet",    "Merete",    "Merethe",   "Mette",       "Mia",         "Michael",
    "Michala",   "Michelle",  "Mie",       "Mikael",    "Mike",      "Mikkel",      "Mille",       "Minna",
    "Mogens",    "Mohamed",   "Mohammad",  "Mohammed",  "Mona",      "Monica",      "Monika",      "Morten",
    "Murat",     "Mustafa",   "Nadia",     "Nana",      "Nanna",     "Natascha",    "Nathalie",    "Nete",
    "Nicolai",   "Nicoline",  "Niels",     "Nikolaj",   "Nils",      "Nina",        "Noah",        "Nora",
    "Oda",       "Ola",       "Olav",      "Ole",       "Olga",      "Oliver",      "Olivia",      "Oluf",
    "Ove",       "Orla",      "Oscar",     "Oskar",     "Osman",     "Otto",        "Palle",       "Patricia",
    "Patrick",   "Paul",      "Paula",     "Pauline",   "Peder",     "Per",         "Peer",        "Pernille",
    "Peter",     "Petra",     "Philip",    "Pia",       "Poul",      "Povl",        "Preben",      "Ragnhild",
    "Ralf",      "Randi",     "Rasmus",    "Rebecca",   "Rebekka",   "Regitze",     "Rene",        "René",
    "Richard",   "Rie",       "Rikke",     "Rita",      "Robert",    "Robin",       "Roger",       "Rolf",
    "Ronni",     "Ronny",     "Rosa",      "Rudi",      "Rune",      "Ruth",        "Sabine",      "Sabrina",
    "Samuel",    "Sandra",    "Sanne",     "Sara",      "Sarah",     "Sebastian",   "Selma",       "Sidsel",
    "Signe",     "Sigrid",    "Sigurd",    "Silas",     "Simon",     "Simone",      "Sine",        "Sisse",
    "Sofia",     "Sofie",     "Sonja",     "Sonny",     "Sophia",    "Sophie",      "Stefan",      "Steen",
    "Sten",      "Stephan",   "Steffen",   "Stig",      "Stine",     "Stinne",      "Storm",       "Sune",
    "Susan",     "Susanne",   "Suzanne",   "Svein",     "Sven",      "Svend",       "Sverre",      "Sylvester",
    "Sylvia",    "Søren",     "Søs",       "Tanja",     "Tage",      "Teddy",       "Terese",      "Teresa",
    "Thea",      "Theis",     "Theodor",   "Theresa",   "Therese",   "Thomas",      "Thor",        "Thorbjørn",
    "Thorkild",  "Thyra",     "Tim",       "Tina",      "Tine",      "Tobias",      "Tom",         "Tommy",
    "Tonny",     "Tora",      "Torben",    "Tor",       "Torkild",   "Torsten",     "Tove",        "Trine",
    "Troels",    "Tue",       "Ulf",       "Ulla",      "Ulrich",    "Ulrik",       "Ulrikke",     "Uffe",
    "Ursula",    "Vagn",      "Valdemar",  "Vera",      "Verner",    "Vibeke",      "Vibe",        "Victor",
    "Victoria",  "Vigdis",    "Viggo",     "Viktor",    "Viktoria",  "Villads",     "Villy",       "Villiam",
    "Viola",     "Vita",      "Vivi",      "Vivian",    "Wagner",    "Walter",      "Werner",      "Wilhelm",
    "William",   "Willy",     "Winnie",    "Yasmin",    "Yrsa",      "Yvonne",      "Zenia",       "Åge",
    "Ågot",      "Åse",       "Aase",      "Øjvind"};

constexpr std::string_view title_words[] = {
    "terapeut",
    // clang-format off
                                            "assistent", "specialist", "planlægger", "organist", "arkitekt", "psykolog",
                                            "jordemoder", "farmaceut", "jurist", "diætist", "psykiater", "økonom",
                                            "advokat", "direktør", "chef", "leder", "formand", "forperson", "forkvinde",
                                            "næstformand", "medformand", "borgmester", "viceborgmester", "rådmand",
                                            "konsulent", "koordinator", "læge", "overlæge", "cheflæge", "praktiserende",
                                            "sygeplejerske", "sekretær", "rektor", "inspektør", "professor", "lektor",
                                            "rådgiver", "fuldmægtig", "medarbejder", "repræsentant", "medlem",
                                            "regionsrådsmedlem", "byrådsmedlem", "kommunalbestyrelsesmedlem",
                                            "kasserer", "revisor", "skoleleder", "afdelingsleder", "pædagog", "lærer",
                                            "tillidsrepræsentant", "arbejdsmiljørepræsentant", "suppleant",
                                            "stedfortræder", "projektleder", "programleder", "teamleder", "souschef",
                                            "kontorchef", "vicekontorchef", "sundhedschef", "ældrechef", "økonomichef",
                                            "kommunaldirektør", "regionsdirektør", "koncerndirektør", "lægefaglig",
                                            "sygeplejefaglig", "ledende", "faglig", "administrerende", "adm.",
                                            "specialkonsulent", "chefkonsulent", "udviklingskonsulent",
                                            "udviklingssygeplejerske", "fysioterapeut", "ergoterapeut", "jordemoder",
                                            "psykolog", "farmaceut", "bioanalytiker", "socialrådgiver", "journalist",
                                            "jurist", "advokat", "student", "studentermedhjælper", "elev",
                                            "elevrådsrepræsentant", "forældrerepræsentant", "medarbejderrepræsentant",
                                            "patientrepræsentant", "pårørenderepræsentant", "brugerrepræsentant",
                                            "observatør", "ph.d.", "phd", "dr.med.", "dr.", "cand.", "fhv.", "tidl.",
                                            "konst.", "konstitueret", "fungerende", "kst.", "overassistent",
                                            "assistent", "forstander", "vicedirektør", "sundhedsdirektør", "centerchef",
                                            "centerleder", "klinikchef", "forløbschef", "institutleder", "webmaster",
                                            "bestyrelsesmedlem", "udvalgsformand", "udvalgsmedlem", "gruppeformand",
                                            "referent", "mødeleder", "ordstyrer", "viceinspektør", "sfo-leder",
                                            "daglig", "partner", "ejer", "ingeniør", "arkitekt", "planlægger",
                                            "analytiker", "controller", "hospitalsdirektør", "sygehusdirektør",
                                            "praksiskonsulent", "praksiskoordinator", "sekretariatsleder",
                                            "sekretariatschef", "sekretariatsmedarbejder", "tr", "ftr", "amr",
                                            "tr-suppleant", "provst", "sognepræst", "redaktør",
    // clang-format on
    "kirkeværge"};

constexpr std::string_view title_ends[] = {
    "direktør",   "chef",          "leder",        "formand",     "forperson",  "konsulent",     "koordinator",
    "læge",       "sygeplejerske", "sekretær",     "rektor",      "inspektør",  "professor",     "rådgiver",
    "fuldmægtig", "medarbejder",   "repræsentant", "medlem",      "mester",     "terapeut",      "pædagog",
    "lærer",      "chefen",        "formanden",    "lederen",     "direktøren", "assistent",     "ansvarlig",
    "rådmand",    "præst",         "provst",       "organist",    "vært",       "suppleant",     "specialist",
    "planlægger", "forsker",       "tillidsmand",  "bibliotekar", "plejer",     "plejerske",     "hjælper",
    "medlemmer",  "ingeniør",     "politiker",     "kandidat",     "grundejer",   "hundeejer",  "værge",         "graver",
    "fører",      "kasserer",      "ekspert",      "manager",     "arkitekt",   "administrator", "analytiker"};

// Words that come last in an organisation's name.
constexpr WordSet organisation_ends{"kommune",       "kommuner",    "universitetshospital",
                                    "hospital",      "hospitaler",  "sygehus",
                                    "sygehuse",      "universitet", "agentur",
                                    "forening",      "foreningen",  "fonden",
                                    "fond",          "a/s",         "aps",
                                    "skole",         "gymnasium",   "styrelse",
                                    "ministeriet",   "klinik",      "lægehus",
                                    "apotek",        "bibliotek",   "kirke",
                                    "provsti",       "kreds",       "lokalafdeling",
                                    "sekretariat",   "institut",    "college",
                                    "akademi",       "center",      "forvaltning",
                                    "forvaltningen", "amba",        "amt"};

// Words that come first.
constexpr std::string_view organisation_starts[] = {
    "region",
    // clang-format off
                                                    "regionen", "psykiatrien", "psykiatri", "plo", "kl",
                                                    "universitetshospital", "hospitalet", "regionshospital",
                                                    "regionshospitalet", "sygehuset", "universitetet",
                                                    "landsforeningen", "foreningen", "forening", "danske", "dansk",
                                                    "danmarks", "kommunen", "fællesadministrationen",
                                                    "administrationen", "forvaltningen", "sekretariatet", "institut",
                                                    "institutet", "afdeling", "afdelingen", "center", "centeret",
                                                    "centret", "fælleskommunalt", "hospitalsenheden", "ældresagen",
                                                    "ældre", "kræftens", "hjerteforeningen", "diabetesforeningen",
                                                    "gigtforeningen", "scleroseforeningen", "lungeforeningen",
                                                    "alzheimerforeningen", "patientforeningen", "danske", "sind",
                                                    "bedre", "lev", "faglige", "fagforeningen", "foa", "dsr", "hk",
                                                    "sl", "bupl", "lo", "fh", "3f", "fag", "praksis", "almen", "den",
                                                    "det", "de", "komiteen", "handicaprådet", "ældrerådet",
                                                    "seniorrådet", "udsatterådet", "patientinddragelsesudvalget",
                                                    "rådet", "udvalget", "udvalg", "sundhed", "social", "team",
                                                    "skolen", "børnehuset", "børne", "teknik", "kultur", "økonomi",
                                                    "fællessekretariatet", "regionssekretariatet",
                                                    "kommunesekretariatet", "praktiserende", "sundhedsstyrelsen",
                                                    "sundhedsforvaltningen", "ministeriet", "kommunernes", "kkr",
                                                    "præhospitalet", "socialpsykiatrien", "jobcenter",
    // clang-format on
    "jobcentret"};

constexpr std::string_view organisation_parts[] = {
    "kommun",         "hospital",    "sygehus",  "universitet", "psykiatri",    "forening",   "forvaltning",
    "administration", "sekretariat", "styrelse", "ministeri",   "agentur",      "udvalg",     "råd",
    "landsforen",     "styregruppe", "klynge",   "forbund",     "organisation", "fællesskab", "selskab",
    "institut",       "afdeling",    "center",   "centre",      "praksis",      "skole",      "plejehjem",
    "direktoratet",   "stab",        "sektion",  "huset",       "fonden",       "hjemmet"};

const WordList& given() {
  static const WordList list(std::begin(given_names), std::end(given_names));
  return list;
}

}  // namespace

bool is_given_name(std::string_view token) {
  while (!token.empty() && (token.back() == '.' || token.back() == ',' || token.back() == ')')) token.remove_suffix(1);
  if (given().has(token)) return true;
  const std::size_t hyphen = token.find('-');
  return hyphen != std::string_view::npos && given().has(token.substr(0, hyphen));
}

bool is_title_word(std::string_view word) {
  static const WordList list(std::begin(title_words), std::end(title_words));
  if (list.has(word)) return true;
  static const Endings ends(std::begin(title_ends), std::end(title_ends));
  return ends.end(word.substr(std::min<std::size_t>(1, word.size())));
}

bool ends_organisation(std::string_view word) {
  static constexpr WordSet endings{"udvalget", "hospital",   "sygehus",  "rådet",   "skolen",
                                   "skole",    "foreningen", "forening", "centret", "centeret"};
  return organisation_ends.has(word) || endings.ends(word);
}

bool starts_organisation(std::string_view word) {
  static const WordList list(std::begin(organisation_starts), std::end(organisation_starts));
  return list.has(word) || word.starts_with("plo-") || word.starts_with("region") || is_organisation_word(word);
}

bool is_organisation_word(std::string_view word) {
  static const Phrases parts{{0, Phrases::inside, {std::begin(organisation_parts), std::end(organisation_parts)}}};
  if (!parts.in(word).none()) return !is_title_word(word);
  return ends_organisation(word);
}

bool is_name_particle(std::string_view token) {
  static constexpr WordSet words{"af", "von", "van", "de", "der", "den", "la", "da",
                                 "el", "al",  "du",  "zu", "bin", "le",  "ter"};
  return words.has(token);
}

bool is_party(std::string_view text) {
  static constexpr WordSet words{
      "dd",
      // clang-format off
                                 "df", "el", "en", "kd", "kf", "km", "la", "nb", "rv", "kons", "kons.",
                                 "socialdemokratiet", "socialdemokraterne", "venstre", "konservative",
                                 "det konservative folkeparti", "dansk folkeparti", "radikale venstre", "enhedslisten",
                                 "sf", "socialistisk folkeparti", "liberal alliance", "nye borgerlige", "alternativet",
                                 "moderaterne", "danmarksdemokraterne", "kristendemokraterne", "borgerlisten",
                                 "lokallisten", "uden for parti", "løsgænger", "radikale", "det radikale venstre",
      // clang-format on
      "konservativt folkeparti"};
  return words.has(text);
}

}  // namespace klynge::reading
