// The sentence as a rule: who is spoken of (“5 medlemmer”, “PLO”, “hver kommune i klyngen”), then what is said of them
// in any order, then the parts after “herunder”. The first place that is not understood becomes the user's sentence.
#include <fmt/format.h>

#include <array>
#include <span>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "bodies/composition/organisation_list.hpp"
#include "bodies/composition/phrases.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/composition/tokens.hpp"

namespace klynge::composition {

namespace {

constexpr std::array<std::string_view, 3> herunder{"herunder", "heraf", "hvoraf"};
constexpr std::array<std::string_view, 8> appointed{"udpeget af",    "der udpeges af", "som udpeges af", "udpeges af",
                                                    "indstillet af", "valgt af",       "vælges af",      "udpegede af"};
constexpr std::array<std::string_view, 5> among{"udpeget blandt", "valgt blandt", "udpeges blandt", "vælges blandt",
                                                "blandt"};
constexpr std::array<std::string_view, 3> each_municipality{"hver kommune", "hver af kommunerne",
                                                            "hver enkelt kommune"};
constexpr std::array<std::string_view, 2> each_cluster{"hver klynge", "hver sundhedsklynge"};
constexpr std::array<std::string_view, 5> before_each{"fra", "for", "i", "pr", "per"};
constexpr std::array<std::string_view, 6> as_observer{"som observatør",
                                                      "som observatører",
                                                      "med observatørstatus",
                                                      "som observatør uden stemmeret",
                                                      "som observatører uden stemmeret",
                                                      "observatørstatus"};
constexpr std::array<std::string_view, 4> ad_hoc{"ad hoc", "efter behov", "ved behov", "når dagsordenen kræver det"};
constexpr std::array<std::string_view, 4> ad_hoc_reason{"afhængigt af dagsordenen", "afhængig af dagsordenen",
                                                        "alt efter dagsordenen", "efter dagsordenen"};

bool is_anybody(SeatKind kind) { return is_a(SeatKind::member, kind); }

struct CountRead {
  Count count;
  bool bare = false;  // only a number: “2”
};

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<Rule> rule() {
    if (subject() && rest() && finish()) return rule_;
    return std::unexpected(problem_);
  }

 private:
  std::span<const Token> here() const { return std::span(tokens_).subspan(at_); }
  bool at_end() const { return at_ == tokens_.size(); }
  bool is_comma() const { return !at_end() && tokens_[at_].kind == Token::Kind::comma; }
  bool take(std::string_view phrase) {
    const auto taken = words_at(here(), phrase);
    at_ += taken;
    return taken > 0;
  }
  bool take_any(std::span<const std::string_view> phrases) {
    const auto taken = any_words_at(here(), phrases);
    at_ += taken;
    return taken > 0;
  }
  bool take_comma() {
    if (!is_comma()) return false;
    ++at_;
    return true;
  }
  bool take_dash() {
    if (at_end() || tokens_[at_].kind != Token::Kind::dash) return false;
    ++at_;
    return true;
  }

  // At the token that is not understood. `expected` is a sentence on what could stand there.
  bool fail(std::string_view expected, std::string_view example) {
    std::string danish;
    if (at_end()) {
      danish = at_ == 0 ? "Der står ingen regel."
                        : fmt::format("Sætningen slutter for tidligt, efter ”{}”.", tokens_.back().text);
    } else {
      danish = fmt::format("Klynge forstår ikke ”{}” (ord nummer {}).", tokens_[at_].text, word_number());
      if (const auto near = nearest_word(tokens_[at_].lower)) danish += fmt::format(" Mente du ”{}”?", *near);
    }
    return refuse(fmt::format("{} {} Skriv for eksempel: ”{}”", danish, expected, example));
  }
  bool refuse(std::string danish) {
    problem_ =
        Problem{Problem::Kind::invalid, std::move(danish), fmt::format("composition rule: stopped at token {}", at_)};
    return false;
  }
  std::size_t word_number() const {
    std::size_t number = 1;
    for (std::size_t i = 0; i < at_; ++i) number += tokens_[i].kind != Token::Kind::comma;
    return number;
  }

  std::optional<int> take_number() {
    if (at_end() || tokens_[at_].kind != Token::Kind::number) return std::nullopt;
    return tokens_[at_++].number;
  }
  bool number_in_bounds(int number, bool zero_allowed) {
    if (number > 0 || zero_allowed) {
      if (number <= limits::composition_count) return true;
      return refuse(
          fmt::format("Antallet er for stort: en regel kan højst gælde {} pladser.", limits::composition_count));
    }
    return refuse("Antallet skal være mindst 1. En regel om, at nogen ikke er med, skrives ikke: de nævnes blot ikke.");
  }
  bool needed_number(int& number, bool zero_allowed = false) {
    const auto found = take_number();
    if (!found) return fail("Her ventes et tal.", "Mindst 2 medlemmer udpeget af PLO.");
    number = *found;
    return number_in_bounds(number, zero_allowed);
  }

  // False with problem_ set, or true: `read` holds the count, if there is one here.
  bool count(std::optional<CountRead>& read) {
    read.reset();
    int first = 0, last = 0;
    if (take("mindst") || take("minimum")) {
      if (!needed_number(first)) return false;
      read = CountRead{{first, std::nullopt}};
    } else if (take("højst") || take("maksimalt") || take("op til")) {
      if (!needed_number(last)) return false;
      read = CountRead{{0, last}};
    } else if (take("netop") || take("præcis")) {
      if (!needed_number(first)) return false;
      read = CountRead{{first, first}};
    } else if (take("mellem")) {
      if (!needed_number(first, true)) return false;
      if (!take("og")) return fail("Her ventes ”og” og et tal.", "Mellem 2 og 4 medlemmer fra PLO.");
      if (!needed_number(last)) return false;
      read = CountRead{{first, last}};
    } else if (const auto number = take_number()) {
      const bool alternative =
          words_at(here(), "eller") && at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == Token::Kind::number;
      if (alternative) ++at_;
      if (alternative || take_dash() || take("til")) {
        if (!number_in_bounds(*number, true) || !needed_number(last)) return false;
        read = CountRead{{*number, last}};
      } else {
        if (!number_in_bounds(*number, false)) return false;
        read = CountRead{{*number, number}, true};
      }
    }
    return true;
  }

  bool organisations(std::vector<OrganisationReference>& list) {
    auto read = organisation_list_at(here());
    if (read.tokens == 0)
      return fail(
          "Her ventes en organisation, for eksempel PLO, psykiatrien, kommunerne eller Regionsrådet; et navn skrives med "
          "stort begyndelsesbogstav eller i citationstegn.",
          "2 medlemmer udpeget af PLO.");
    at_ += read.tokens;
    list.insert(list.end(), read.references.begin(), read.references.end());
    return true;
  }

  // “5 medlemmer” …
  bool noun() {
    const auto found = seat_phrase_at(here());
    if (!found)
      return fail(
          "Her ventes, hvem pladserne er til: medlemmer, repræsentanter, borgmestre, regionsrådsmedlemmer, direktører …",
          "5 medlemmer udpeget af Regionsrådet.");
    at_ += found->tokens;
    rule_.kind = found->kind;
    one_ = found->one;
    if (found->from) rule_.from.push_back({*found->from});
    return true;
  }
  // The count, if any, with its noun.
  bool counted_noun() {
    std::optional<CountRead> read;
    if (!count(read)) return false;
    if (read) count_ = read->count;
    return noun();
  }

  bool subject() {
    if (!take("der skal være")) take("der er");
    if (at_end()) return fail("En regel siger, hvor mange der er af hvem.", "5 medlemmer udpeget af Regionsrådet.");
    if (const auto taken = any_words_at(here(), each_municipality)) {
      at_ += taken;
      return per(Per::municipality) && verb(nullptr);
    }
    if (const auto taken = any_words_at(here(), each_cluster)) {
      at_ += taken;
      return per(Per::cluster) && verb(nullptr);
    }
    std::optional<CountRead> read;
    if (!count(read)) return false;
    if (read) {
      count_ = read->count;
      return noun();
    }
    if (seat_phrase_at(here())) return noun();
    auto named = organisation_list_at(here());
    if (named.tokens == 0)
      return fail("En regel begynder med et antal, med ”hver kommune” eller med en organisation.",
                  "2-4 politikere fra hver kommune i klyngen.");
    at_ += named.tokens;
    return verb(&named.references);
  }

  bool per(Per each) {
    if (rule_.per != Per::body)
      return refuse("Reglen kan kun gælde for hver kommune eller for hver klynge, og det kan kun siges én gang.");
    rule_.per = each;
    if (const auto within = within_phrase_at(here())) {
      at_ += within->tokens;
      if (each == Per::municipality) rule_.within = within->within;
    }
    return true;
  }

  // After “PLO …” or “hver kommune …” (no organisations).
  bool verb(const std::vector<OrganisationReference>* organisations) {
    if (take("udpeger")) {
      if (organisations) rule_.appointed_by = *organisations;
      return counted_noun();
    }
    if (organisations) rule_.from = *organisations;
    if (take("har")) return counted_noun();
    if (take("er repræsenteret")) {
      rule_.kind = SeatKind::representative;
      return true;
    }
    rule_.kind = SeatKind::participant;
    // What stands after it is read with the rest.
    if (words_at(here(), "deltager") || words_at(here(), "kan deltage")) return true;
    return fail(
        "Her ventes, hvordan de er med: ”deltager ad hoc”, ”er repræsenteret på direktørniveau”, ”udpeger 2 medlemmer”.",
        "PLO er repræsenteret med 1-2 deltagere.");
  }

  bool rest() {
    while (!at_end()) {
      const auto before = at_;
      const bool comma = take_comma();
      if (take_any(herunder)) return parts();
      if (comma && at_end()) break;
      if (words_at(here(), "og") || (!at_end() && tokens_[at_].kind == Token::Kind::number))
        return refuse(fmt::format(
            "Her begynder noget nyt: ”{}” (ord nummer {}). En sætning er én regel, så skriv det som to regler, "
            "eller skriv ”herunder” foran det, der er iblandt. Skriv for eksempel: ”{}”",
            tokens_[at_].text, word_number(), "3 regionsrådsmedlemmer, herunder regionsrådsformanden."));
      if (!modifier()) return false;
      if (at_ == before + (comma ? 1 : 0))
        return fail(
            "Her ventes for eksempel ”fra …”, ”udpeget af …”, ”pr. kommune”, ”herunder …” eller ”som observatør”.",
            "3 regionsrådsmedlemmer, herunder regionsrådsformanden.");
    }
    return true;
  }

  // One thing said of them; moves on, or stays where nothing is known.
  bool modifier() {
    if (each()) return per(each_);
    if (take("fra") || take("for")) return organisations(rule_.from);
    if (take_any(appointed)) return organisations(rule_.appointed_by);
    if (take_any(among)) return chosen_among();
    if (take("på direktørniveau")) return level(SeatKind::director_level);
    if (take("på chefniveau")) return level(SeatKind::manager);
    if (take("med stemmeret")) return vote(true);
    if (take("uden stemmeret")) return vote(false);
    if (take_any(as_observer)) return manner(Manner::observer);
    if (take("kan deltage")) return optional_ = true;
    if (take("deltager") || take("er repræsenteret")) return true;
    if (take_any(ad_hoc)) {
      take_any(ad_hoc_reason);
      return manner(Manner::ad_hoc);
    }
    if (take_any(ad_hoc_reason)) return manner(Manner::ad_hoc);
    if (take("med")) return with();
    if (take("ved") || take("af")) {
      const bool own = take("sin");
      if (!counted_noun()) return false;
      if (own && !count_) count_ = Count{1, 1};
      return true;
    }
    return true;
  }

  bool each() {
    const auto start = at_;
    for (const auto preposition : before_each) {
      if (!take(preposition)) continue;
      const bool each_is_said = preposition == "pr" || preposition == "per";
      if (take_any(each_municipality) || (each_is_said && take("kommune"))) {
        each_ = Per::municipality;
        return true;
      }
      if (take_any(each_cluster) || (each_is_said && (take("klynge") || take("sundhedsklynge")))) {
        each_ = Per::cluster;
        return true;
      }
      at_ = start;
    }
    return false;
  }

  bool vote(bool voting) {
    rule_.voting = voting;
    return true;
  }
  bool manner(Manner manner) {
    if (rule_.manner == Manner::ad_hoc) return true;  // an observer who comes when needed comes when needed
    rule_.manner = manner;
    return true;
  }
  bool level(SeatKind level) {
    if (is_a(rule_.kind, level)) return true;
    if (!is_a(level, rule_.kind))
      return refuse(fmt::format(
          "”{}” kan ikke være på det niveau. Skriv for eksempel: ”2 repræsentanter på direktørniveau fra regionen.”",
          singular(rule_.kind)));
    rule_.kind = level;
    return true;
  }
  bool chosen_among() {
    const auto found = seat_phrase_at(here());
    if (!found)
      return fail("Her ventes, hvem der vælges blandt.", "3 medlemmer udpeget blandt alment praktiserende læger.");
    at_ += found->tokens;
    if (found->from) rule_.from.push_back({*found->from});
    if (is_a(rule_.kind, found->kind)) return true;
    if (is_a(found->kind, rule_.kind)) {
      rule_.kind = found->kind;
      return true;
    }
    const SeatKind council = rule_.kind == SeatKind::committee_chair ? found->kind : rule_.kind;
    if (!can_be_both(found->kind, rule_.kind))
      return refuse(fmt::format("Ingen er både ”{}” og ”{}”, så reglen kan aldrig opfyldes.", singular(rule_.kind),
                                singular(found->kind)));
    rule_.kind = SeatKind::committee_chair;
    rule_.from.push_back(
        {council == SeatKind::regional_councillor ? OrganisationKind::region : OrganisationKind::municipality});
    return true;
  }

  // “med 1-2 deltagere”, “med repræsentanter fra hospitalet, psykiatrien og den regionale fællesadministration”
  bool with() {
    const auto start = at_;
    std::optional<CountRead> read;
    if (!count(read)) return false;
    if (const auto found = seat_phrase_at(here())) {
      at_ += found->tokens;
      const bool listed = words_at(here(), "fra") || words_at(here(), "og") || is_comma();
      const bool then_herunder = is_comma() && any_words_at(here().subspan(1), herunder) > 0;
      if (!listed || then_herunder) {
        at_ = start;
        const SeatKind before = rule_.kind;
        if (!counted_noun()) return false;
        if (is_anybody(rule_.kind) && !is_anybody(before)) rule_.kind = before;  // “på direktørniveau med 2 deltagere”
        return true;
      }
    }
    at_ = start;
    if (!parts()) return false;
    // What is listed is all there is.
    Count total{0, 0};
    for (std::size_t i = 0; i < rule_.parts.size(); ++i) {
      total.min += rule_.parts[i].count.min;
      if (!part_most_[i]) total.max.reset();
      if (total.max) *total.max += *part_most_[i];
    }
    if (total.max == 0) total.max.reset();
    count_ = total;
    return number_in_bounds(std::max(total.min, total.max.value_or(0)), true);
  }

  bool parts() {
    take(":");
    Part last;
    std::optional<int> last_most;
    for (;;) {
      Part part;
      std::optional<int> most;
      if (!one_part(part, most, rule_.parts.empty() ? nullptr : &last, last_most)) return false;
      rule_.parts.push_back(part);
      part_most_.push_back(most);
      last = part;
      last_most = most;
      if (at_end()) return true;
      const bool comma = take_comma();
      if (!take("og") && !comma)
        return fail(
            "Her ventes ”, ” eller ”og” og det næste, der er iblandt; et navn med flere ord kan stå i citationstegn.",
            "3 repræsentanter fra regionen, herunder 1 fra psykiatrien og 1 fra hospitalet.");
    }
  }

  // `before`: “en fra psykiatrien og hospitalet” asks for the same of the hospital.
  bool one_part(Part& part, std::optional<int>& most, const Part* before, std::optional<int> most_before) {
    constexpr std::string_view example = "3 repræsentanter fra regionen, herunder 1 fra psykiatrien.";
    std::optional<CountRead> read;
    if (!count(read)) return false;
    part.count = {1, std::nullopt};
    if (read) {
      part.count = read->count;
      most = part.count.max;
      if (read->bare) part.count.max.reset();  // “herunder 1” is at least one
    }
    if (const auto found = seat_phrase_at(here())) {
      at_ += found->tokens;
      if (!is_anybody(found->kind)) part.kind = found->kind;
      if (found->from) part.from.push_back({*found->from});
      if (found->one && !read) most = 1;
      if (take("på direktørniveau") && !part.kind) part.kind = SeatKind::director_level;
    } else if (!read && before && !words_at(here(), "fra")) {
      part.count = before->count;
      part.kind = before->kind;
      most = most_before;
      return organisations(part.from);
    } else if (!read && !words_at(here(), "fra")) {
      return fail("Her ventes, hvem der skal være iblandt.", example);
    }
    if (words_at(here(), "er fra")) take("er");
    if (take("fra") && !organisations(part.from)) return false;
    if (part.kind || !part.from.empty()) return true;
    return fail("Her ventes, hvem der skal være iblandt, for eksempel ”fra psykiatrien”.", example);
  }

  bool finish() {
    if (rule_.manner == Manner::ad_hoc || optional_) {
      rule_.count = {0, count_ ? count_->max : std::nullopt};
    } else if (count_) {
      rule_.count = *count_;
    } else {
      rule_.count = {1, one_ ? std::optional(1) : std::nullopt};
    }
    if (rule_.per != Per::municipality || rule_.from.empty()) return true;
    for (const auto& from : rule_.from)
      if (from.kind != OrganisationKind::municipality)
        return refuse(fmt::format(
            "En regel for hver kommune tæller kommunens egne, så ”fra {}” kan ikke stå samtidig. Skriv det som to regler.",
            write(from)));
    rule_.from.clear();  // “kommunale repræsentanter fra hver kommune”
    return true;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Rule rule_;
  std::optional<Count> count_;
  bool one_ = false, optional_ = false;
  Per each_ = Per::body;
  std::vector<std::optional<int>> part_most_;
  Problem problem_;
};

}  // namespace

Result<Rule> parse(std::string_view sentence) {
  const auto too_long = [] {
    return fail(Problem::Kind::too_large,
                fmt::format("Reglen er for lang: den må højst fylde {} tegn. Del den i flere sætninger.",
                            limits::composition_sentence_bytes),
                "composition rule too long");
  };
  if (sentence.size() > limits::composition_sentence_bytes) return too_long();
  if (!is_valid_utf8(sentence))
    return invalid("Reglen indeholder tegn, som ikke kan læses.", "composition rule: not UTF-8");
  auto rule = Parser(tokens_of(nfc(sentence))).rule();
  // The standard form can be the longer one, and is to be read back too.
  if (rule && write(*rule).size() > limits::composition_sentence_bytes) return too_long();
  return rule;
}

}  // namespace klynge::composition
