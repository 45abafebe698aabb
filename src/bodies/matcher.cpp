#include "bodies/matcher.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/name_words.hpp"
#include "bodies/title_words.hpp"

namespace klynge::bodies {
namespace {

// A printed name longer than this is not a name but a sentence that slipped in.
constexpr std::size_t name_bytes = 300;

// Fewer may all be new in a body that is the same.
constexpr std::size_t enough_people = 3;
constexpr std::size_t most_people_asked = 12;

bool contains(const std::vector<std::string>& ids, std::string_view id) {
  return std::ranges::find(ids, id) != ids.end();
}

// “Lyngsted” alone is never remembered as a municipality's name: it may mean the hospital tomorrow.
bool is_lasting_name(const OrganisationName& printed, const OrganisationName& known) {
  return printed.kind == known.kind;
}

int full_letters(std::string_view name) {
  int letters = 0;
  for (const auto& word : parse_person_name(name).words)
    letters += word.initial ? 0 : static_cast<int>(letter_count(word.text));
  return letters;
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return std::string_view(*text);
}

}  // namespace

Matcher::Matcher(audit::Transaction& transaction, std::string_view meeting_id)
    : transaction_(transaction), connection_(transaction.connection()), meeting_id_(meeting_id) {}

void Matcher::entered(IdentityKind kind, const std::string& id, std::string_view printed) {
  transaction_.changed({std::string(name(kind)), id, nlohmann::json{{"entered_as", printed}}.dump()});
}

std::optional<std::string> Matcher::doubt(IdentityKind kind, std::string_view printed, const std::string& chosen,
                                          const std::string& candidate, std::string reason) {
  if (chosen == candidate || is_asked(connection_, kind, chosen, candidate)) return std::nullopt;
  std::string id = transaction_.new_id_text();
  Doubt entry;
  entry.kind = kind;
  entry.printed = printed;
  entry.chosen_id = chosen;
  entry.candidate_id = candidate;
  if (!meeting_id_.empty()) entry.meeting_id = meeting_id_;
  entry.reason = std::move(reason);
  insert_doubt(connection_, id, entry, transaction_.now().us);
  return id;
}

std::vector<FoundBody>& Matcher::bodies() {
  if (!bodies_) bodies_ = load_bodies(connection_);
  return *bodies_;
}

std::vector<FoundOrganisation>& Matcher::organisations() {
  if (!organisations_) organisations_ = load_organisations(connection_);
  return *organisations_;
}

Match Matcher::found_body(const std::string& id, std::string_view printed, int certainty) {
  body_id_ = id;
  if (certainty < 1000) add_name(connection_, IdentityKind::body, id, printed);
  return {body_id_, certainty, {}};
}

Match Matcher::new_body(std::string_view printed, const BodyName& parsed) {
  const std::string id = transaction_.new_id_text();
  insert_body(connection_, id, squeeze(printed), guess_level(parsed));
  entered(IdentityKind::body, id, printed);
  add_name(connection_, IdentityKind::body, id, printed);
  body_id_ = id;
  bodies_.reset();
  return {id, 1000, {}};
}

// Among bodies of one bare name the one where somebody of this attendance has sat. Where many sit here and
// many have sat there, and nobody is in both, it is somebody else's board: a new one, and a question. nullopt:
// the people say nothing.
std::optional<Match> Matcher::body_by_its_people(std::string_view printed, const BodyName& parsed,
                                                 const std::vector<std::string>& same_name,
                                                 std::span<const std::string_view> attendees) {
  if (same_name.empty() || attendees.size() < enough_people || !names_no_place(parsed)) return std::nullopt;
  std::vector<std::string> keys;
  for (const auto name : attendees.first(std::min(attendees.size(), most_people_asked)))
    if (auto key = person_key(parse_person_name(name.substr(0, name_bytes))); !key.empty())
      keys.push_back(std::move(key));
  std::string nearest;
  std::size_t most = 0;
  bool all_well_known = true;
  for (const auto& id : same_name) {
    const std::size_t shared = static_cast<std::size_t>(std::ranges::count_if(
        keys, [&](const std::string& key) { return !persons_known_here(connection_, key, id, std::nullopt).empty(); }));
    if (shared > most) nearest = id;
    most = std::max(most, shared);
    all_well_known &= people_of_body(connection_, id) >= static_cast<std::int64_t>(enough_people);
  }
  if (most > 0) return found_body(nearest, printed, 1000);
  if (!all_well_known) return std::nullopt;
  Match match = new_body(printed, parsed);
  match.certainty_permille = 500;
  match.doubt_id = doubt(IdentityKind::body, printed, *match.id, same_name.front(),
                         "Samme navn, men ingen af deltagerne er set der før.");
  return match;
}

Match Matcher::body(const BodyQuestion& question) {
  const auto printed = question.printed;
  if (question.settled) return found_body(*question.settled, printed, 1000);
  const BodyName parsed = parse_body_name(printed.substr(0, name_bytes));
  const std::string key = body_key(parsed);
  if (key.empty() || printed.size() > name_bytes) return {};
  const auto exact = bodies_printed_so(connection_, key);
  if (auto by_people = body_by_its_people(printed, parsed, exact, question.attendees)) return *by_people;
  if (exact.size() == 1) return found_body(exact[0], printed, 1000);
  std::vector<BodyCandidate> candidates;
  for (const auto& known : bodies()) candidates.push_back(known.candidate);
  const Choice choice = choose_body(std::string(printed), candidates);
  if (choice.kind == Choice::Kind::nobody) return {};
  if (choice.kind == Choice::Kind::found)
    return found_body(bodies()[choice.index].id, printed, choice.certainty_permille);
  const std::string candidate = choice.kind == Choice::Kind::ask ? bodies()[choice.index].id : "";
  Match match = new_body(printed, parsed);
  if (!candidate.empty()) {
    match.certainty_permille = choice.certainty_permille;
    match.doubt_id = doubt(IdentityKind::body, printed, *match.id, candidate, choice.reason);
  }
  return match;
}

Match Matcher::organisation(std::string_view printed) {
  const std::string text = squeeze(printed);
  if (text.empty() || text.size() > name_bytes) return {};
  for (const auto& [known, answer] : organisation_answers_)
    if (known == text) return answer;
  const auto remember = [&](Match match) {
    if (match.id && !contains(organisations_here_, *match.id)) organisations_here_.push_back(*match.id);
    organisation_answers_.emplace_back(text, match);
    return match;
  };
  const OrganisationName parsed = parse_organisation_name(text);
  const std::string key = organisation_key(parsed);
  if (!key.empty()) {
    const auto exact = organisations_printed_so(connection_, key);
    if (exact.size() == 1) return remember({exact[0], 1000, {}});
  }
  std::vector<OrganisationCandidate> candidates;
  for (auto& known : organisations()) {
    known.candidate.at_this_table = contains(organisations_here_, known.id);
    candidates.push_back(known.candidate);
  }
  const Choice choice = choose_organisation(text, candidates);
  if (choice.kind == Choice::Kind::nobody) return remember({});
  if (choice.kind == Choice::Kind::found) {
    const auto& known = organisations()[choice.index];
    if (is_lasting_name(parsed, known.candidate.names.front()))
      add_name(connection_, IdentityKind::organisation, known.id, text);
    return remember({known.id, choice.certainty_permille, {}});
  }
  // A bare “PLO” between two: whichever is meant, it is not a third.
  if (choice.kind == Choice::Kind::ask && key.empty()) return remember({});
  const std::string id = transaction_.new_id_text();
  insert_organisation(connection_, id, text, register_kind(parsed));
  entered(IdentityKind::organisation, id, text);
  add_name(connection_, IdentityKind::organisation, id, text);
  Match match{id, 1000, {}};
  if (choice.kind == Choice::Kind::ask) {
    match.certainty_permille = choice.certainty_permille;
    match.doubt_id = doubt(IdentityKind::organisation, text, id, organisations()[choice.index].id, choice.reason);
  }
  organisations_.reset();
  return remember(match);
}

Match Matcher::found_person(const std::string& id, std::string_view printed, int certainty,
                            const std::optional<std::string>& organisation_id) {
  add_membership(connection_, id, view(organisation_id), view(body_id_));
  const PersonName parsed = parse_person_name(printed);
  if (parsed.words.size() > 1) {
    add_name(connection_, IdentityKind::person, id, printed);
    const auto known = find_identity(connection_, IdentityKind::person, id);
    if (known && full_letters(printed) > full_letters(known->name) &&
        parsed.words.size() > parse_person_name(known->name).words.size())
      set_shown_name(connection_, IdentityKind::person, id, shown_person_name(printed));
  }
  return {id, certainty, {}};
}

Match Matcher::new_person(std::string_view printed, const std::optional<std::string>& organisation_id) {
  const std::string id = transaction_.new_id_text();
  insert_person(connection_, id, shown_person_name(printed));
  entered(IdentityKind::person, id, printed);
  add_name(connection_, IdentityKind::person, id, printed);
  add_membership(connection_, id, view(organisation_id), view(body_id_));
  return {id, 1000, {}};
}

// One who stands in for a name printed without an organisation must not be somebody with one.
bool Matcher::belongs_nowhere(const std::string& person_id) {
  return !load_persons(connection_, {person_id}, std::nullopt)[0].has_organisations;
}

Match Matcher::doubtful_person(const PersonQuestion& question, const std::string& candidate_id, std::string reason,
                               const std::optional<std::string>& organisation_id) {
  const std::string shown = shown_person_name(question.printed);
  // The same question has been asked before in this body: the same one stands for the name meanwhile.
  const auto before =
      body_id_ ? chosen_before(connection_, IdentityKind::person, shown, candidate_id) : std::vector<std::string>{};
  if (!before.empty()) {
    const std::string key = person_key(parse_person_name(question.printed));
    for (const auto& here : persons_known_here(connection_, key, *body_id_, view(organisation_id)))
      if (contains(before, here.person_id) &&
          (organisation_id ? here.in_organisation : belongs_nowhere(here.person_id)))
        return {here.person_id, 500, {}};
  }
  Match match = new_person(question.printed, organisation_id);
  match.certainty_permille = 500;
  match.doubt_id = doubt(IdentityKind::person, shown, *match.id, candidate_id, std::move(reason));
  return match;
}

// nullopt: nobody among these, look further. `last_word`: answer with a doubt or somebody new.
std::optional<Match> Matcher::choose_among(const PersonQuestion& question, std::vector<std::string> ids,
                                           const std::optional<std::string>& organisation_id, bool last_word) {
  for (const auto& seat : seats_)
    if (question.mention && !seat.person_id.empty() && !contains(ids, seat.person_id)) ids.push_back(seat.person_id);
  const PersonName printed = parse_person_name(question.printed);
  const auto known = load_persons(connection_, ids, view(body_id_),
                                  [&](const PersonName& name) { return could_be_same_person(printed, name); });
  std::vector<PersonCandidate> candidates;
  for (const auto& person : known) {
    PersonCandidate candidate = person.candidate;
    const bool seated = std::ranges::any_of(seats_, [&](const Seat& seat) { return seat.person_id == person.id; });
    candidate.at_this_table = question.mention && seated;
    candidate.listed_already = !question.mention && seated;
    candidates.push_back(std::move(candidate));
  }
  const Choice choice = choose_person(question, candidates, {});
  switch (choice.kind) {
    case Choice::Kind::found:
      return found_person(known[choice.index].id, question.printed, choice.certainty_permille, organisation_id);
    case Choice::Kind::ask:
      if (!last_word) return std::nullopt;
      return doubtful_person(question, known[choice.index].id, choice.reason, organisation_id);
    case Choice::Kind::nobody:
      return Match{};
    case Choice::Kind::unknown:
      break;
  }
  if (!last_word) return std::nullopt;
  return new_person(question.printed, organisation_id);
}

Match Matcher::person(const PersonQuestion& question, const std::optional<std::string>& organisation_id) {
  const PersonName parsed = parse_person_name(question.printed);
  const std::string key = person_key(parsed);
  if (key.empty() || question.printed.size() > name_bytes) return {};
  // The usual case, one look-up: somebody of this body, printed as ever.
  if (body_id_) {
    const auto here = persons_known_here(connection_, key, *body_id_, view(organisation_id));
    if (here.size() == 1 && (question.organisation.empty() || here[0].in_organisation))
      return {here[0].person_id, 1000, {}};
  }
  auto ids = persons_printed_so(connection_, key);
  if (!ids.empty()) {
    if (auto match = choose_among(question, ids, organisation_id, false)) return *match;
  }
  for (auto& id : persons_by_search_keys(connection_, person_search_keys(parsed)))
    if (!contains(ids, id)) ids.push_back(std::move(id));
  return *choose_among(question, std::move(ids), organisation_id, true);
}

AttendeeMatch Matcher::attendee(const AttendeeQuestion& question) {
  AttendeeMatch match;
  match.organisation = question.settled_organisation ? Match{question.settled_organisation, 1000, {}}
                                                     : organisation(question.organisation);
  PersonQuestion asked{std::string(question.name), std::string(question.organisation), false, {}};
  match.person = question.settled ? found_person(*question.settled, question.name, 1000, match.organisation.id)
                                  : person(asked, match.organisation.id);
  if (match.person.id)
    seats_.push_back(
        {*match.person.id,
         {parse_person_name(question.name), std::string(question.title), std::string(question.organisation),
          question.chairs, question.moderates, question.keeps_minutes}});
  return match;
}

std::optional<std::string> Matcher::seat_of(const PersonQuestion& question) {
  const PersonName printed = parse_person_name(question.printed);
  const std::string key = person_key(printed);
  std::optional<std::string> only;
  for (const auto& seat : seats_) {
    if (key.empty() || person_key(seat.at_the_table.name) != key) continue;
    if (only && *only != seat.person_id) return std::nullopt;
    only = seat.person_id;
  }
  if (only) return only;
  const auto seat = person_at_the_table(printed, question.table);
  if (!seat) return std::nullopt;
  return seats_[*seat].person_id;
}

std::optional<std::string> Matcher::mentioned_organisation(std::string_view printed) {
  const OrganisationName parsed = parse_organisation_name(printed);
  if (parsed.kind == OrganisationKind::other || parsed.plural) return std::nullopt;
  std::vector<OrganisationCandidate> candidates;
  for (auto& known : organisations()) {
    known.candidate.at_this_table = contains(organisations_here_, known.id);
    candidates.push_back(known.candidate);
  }
  const Choice choice = choose_organisation(std::string(printed), candidates);
  if (choice.kind != Choice::Kind::found) return std::nullopt;
  return organisations()[choice.index].id;
}

std::optional<std::string> Matcher::mentioned_body(std::string_view printed) {
  const auto exact = bodies_printed_so(connection_, body_key(parse_body_name(printed)));
  if (exact.size() == 1) return exact[0];
  std::vector<BodyCandidate> candidates;
  for (const auto& known : bodies()) candidates.push_back(known.candidate);
  const Choice choice = choose_body(std::string(printed), candidates);
  if (choice.kind != Choice::Kind::found) return std::nullopt;
  return bodies()[choice.index].id;
}

MentionMatch Matcher::mention(std::string_view printed) {
  MentionMatch match;
  const std::string text = squeeze(printed);
  if (text.empty() || text.size() > name_bytes) return match;
  PersonQuestion question{text, {}, true, {}};
  for (const auto& seat : seats_) question.table.push_back(seat.at_the_table);
  if (auto seat = seat_of(question)) {
    match.person_id = std::move(seat);
    return match;
  }
  if (names_no_single_person(text)) {
    match.organisation_id = mentioned_organisation(text);
    if (!match.organisation_id) match.body_id = mentioned_body(text);
    return match;
  }
  const PersonName parsed = parse_person_name(text);
  if (parsed.words.size() < 2 || parsed.lower_case)
    return match;  // means something only at the table, and was not found there
  match.person_id = person(question, std::nullopt).id;
  return match;
}

}  // namespace klynge::bodies
