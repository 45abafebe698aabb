#include "bodies/structure/proposals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "bodies/composition/words.hpp"

namespace klynge::structure {
namespace {

using composition::SeatKind;

// Seen less often, somebody may be a guest whom the list did not call one.
constexpr int fewest_meetings = 2;
// Of the meetings between the first and the last they were seen at, at least one in so many.
constexpr int one_in_meetings = 4;
// Who has not been seen at so many meetings over so many days has left.
constexpr int missed_meetings = 3;
constexpr int missed_days = 183;

// Who does not follow whom in one seat: a politician is not followed by an official.
enum class Sphere { politician, official, practitioner, patient, employee, other };

Sphere sphere_of(SeatKind kind) {
  if (is_a(kind, SeatKind::politician)) return Sphere::politician;
  if (is_a(kind, SeatKind::official)) return Sphere::official;
  switch (kind) {
    case SeatKind::general_practitioner:
      return Sphere::practitioner;
    case SeatKind::patient_representative:
      return Sphere::patient;
    case SeatKind::employee_representative:
      return Sphere::employee;
    default:
      return Sphere::other;
  }
}

char letter_of(Sphere sphere) { return "pogmex"[static_cast<int>(sphere)]; }

std::optional<SeatRole> role_of(const Attended& row) {
  return row.role == "guest" || row.role == "administration" ? std::nullopt : seat_role(row.role);
}

template <class Key>
const Key* most_frequent(const std::map<Key, int>& counts) {
  const Key* best = nullptr;
  int most = 0;
  for (const auto& [key, count] : counts)
    if (count > most) {
      best = &key;
      most = count;
    }
  return best;
}

// One person in one body over the years.
struct Seen {
  std::string person_id, name;
  Date first{}, last{};
  std::set<std::string> meetings{};
  std::map<std::string, int> organisations{}, kinds{};
  std::map<SeatRole, int> roles{};
  std::map<std::string, std::string> organisation_names{};

  SeatKind kind() const {
    const auto* word = most_frequent(kinds);
    return word ? composition::seat_kind(*word).value_or(SeatKind::representative) : SeatKind::representative;
  }
  std::string organisation() const {
    const auto* id = most_frequent(organisations);
    return id ? *id : std::string();
  }
  SeatRole role() const {
    const auto* role = most_frequent(roles);
    return role ? *role : SeatRole::member;
  }
};

struct Meetings {
  std::vector<Date> days;  // sorted, one for each meeting
  int between(Date first, Date last) const {
    return static_cast<int>(std::ranges::upper_bound(days, last) - std::ranges::lower_bound(days, first));
  }
  int after(Date day) const { return static_cast<int>(days.end() - std::ranges::upper_bound(days, day)); }
};

Meetings meetings_of(const std::vector<Attended>& attended) {
  std::map<std::string_view, Date> by_id;
  for (const auto& row : attended) by_id.emplace(row.meeting_id, row.day);
  Meetings out;
  for (const auto& [id, day] : by_id) out.days.push_back(day);
  std::ranges::sort(out.days);
  return out;
}

// Everybody who has sat there as a member of any role; by person, in the order first seen.
std::vector<Seen> everybody(const std::vector<Attended>& attended) {
  std::vector<Seen> all;
  std::map<std::string_view, std::size_t> at;
  for (const auto& row : attended) {
    const auto role = role_of(row);
    if (row.person_id.empty() || !role || row.status == "vacant" || row.status == "substitute" ||
        !row.substitutes_for.empty())
      continue;
    const auto [found, is_new] = at.emplace(row.person_id, all.size());
    if (is_new) all.push_back({.person_id = row.person_id, .name = row.name, .first = row.day, .last = row.day});
    auto& one = all[found->second];
    one.last = std::max(one.last, row.day);
    if (!one.meetings.insert(row.meeting_id).second) continue;  // twice on one list
    ++one.roles[*role];
    if (!row.organisation_id.empty()) {
      ++one.organisations[row.organisation_id];
      one.organisation_names[row.organisation_id] = row.organisation_name;
    }
    ++one.kinds[std::string(seat_kind_of(row.title, row.organisation_kind, row.organisation_name))];
  }
  return all;
}

bool says_enough(const Seen& one, const Meetings& meetings) {
  const int seen = static_cast<int>(one.meetings.size());
  return seen >= fewest_meetings && seen * one_in_meetings >= meetings.between(one.first, one.last);
}

bool is_gone(Date last, const Meetings& meetings) {
  return meetings.after(last) >= missed_meetings && plus_days(last, missed_days) <= meetings.days.back();
}

std::string times(int meetings) { return meetings == 1 ? std::string("ét møde") : fmt::format("{} møder", meetings); }

std::string seen_sentence(const ProposedHolder& holder, Date first, Date last) {
  return fmt::format("{} er set ved {}, første gang {} og sidste gang {}.", holder.person_name, times(holder.meetings),
                     danish(first), danish(last));
}

std::string capital(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string label_of(SeatKind kind, SeatRole role, std::string_view organisation) {
  std::string label = role == SeatRole::secretary ? "Sekretær"
                      : role == SeatRole::observer && kind == SeatKind::representative
                          ? "Observatør"
                          : capital(composition::singular(kind));
  if (!organisation.empty()) label += ", " + std::string(organisation);
  return label;
}

class Proposer {
 public:
  Proposer(const BodyProfile& body, const std::vector<Attended>& attended, const std::vector<SeatHistory>& seats)
      : body_(body), attended_(attended), seats_(seats), meetings_(meetings_of(attended)), all_(everybody(attended)) {}

  std::vector<Proposal> run() {
    if (meetings_.days.size() < fewest_meetings) return {};
    for (const auto& one : all_) {
      if (const auto* held = seat_held_by(one.person_id)) {
        propose_role(one, *held);
        propose_end(one, *held);
      } else if (says_enough(one, meetings_)) {
        place(one);
      }
    }
    propose_vacancies();
    propose_substitutes();
    for (auto& one : drafts_) out_.push_back(finished(std::move(one)));
    std::ranges::stable_sort(out_, {}, [](const Proposal& one) { return order(one.kind); });
    return std::move(out_);
  }

 private:
  // A seat in the making, or one that stands and gets holders.
  struct Draft {
    std::string seat_id;  // of one that stands
    std::string organisation, organisation_name;
    Sphere sphere = Sphere::other;
    bool observer = false, secretary = false;
    std::vector<const Seen*> holders{};
    const SeatHistory* standing = nullptr;
  };

  static int order(Proposal::Kind kind) {
    using enum Proposal::Kind;
    for (int i = 0; const auto one : {seat, term, role, substitute, end}) {
      if (one == kind) return i;
      ++i;
    }
    return 9;
  }

  std::string key(std::string_view what, std::string_view first, std::string_view second = "") const {
    return fmt::format("{} {} {} {}", body_.body_id, what, first, second);
  }

  const SeatHistory* seat_held_by(std::string_view person_id) const {
    const auto holds = [&](const Holding& one) { return one.person_id == person_id; };
    const auto found = std::ranges::find_if(seats_, [&](const SeatHistory& one) {
      return std::ranges::any_of(one.terms, holds) || std::ranges::any_of(one.substitutes, holds);
    });
    return found == seats_.end() ? nullptr : &*found;
  }

  // The days somebody was seen, within the body's own.
  Period seen_period(const Seen& one) const {
    const auto end = is_gone(one.last, meetings_) ? std::optional(plus_days(one.last, 1)) : std::nullopt;
    return intersection({one.first, end}, body_.period);
  }

  bool fits(const Draft& draft, const Seen& one, const Period& period) const {
    const bool alike = draft.sphere == sphere_of(one.kind()) && draft.organisation == one.organisation() &&
                       draft.observer == (one.role() == SeatRole::observer) &&
                       draft.secretary == (one.role() == SeatRole::secretary);
    if (!alike) return false;
    const auto meets = [&](const Period& other) { return overlaps(other, period); };
    if (draft.standing && (!fits_within(draft.standing->seat.period, period) ||
                           std::ranges::any_of(draft.standing->terms, meets, &Term::period)))
      return false;
    // Without an organisation nothing ties one to the next.
    if (draft.organisation.empty() && !draft.holders.empty()) return false;
    return std::ranges::none_of(draft.holders,
                                [&](const Seen* other) { return overlaps(seen_period(*other), period); });
  }

  // Puts somebody into the first seat that was empty while they were seen, else into a new one.
  void place(const Seen& one) {
    const auto period = seen_period(one);
    if (period.is_empty()) return;
    if (!standing_are_drafts_) add_standing();
    const auto found = std::ranges::find_if(drafts_, [&](const Draft& draft) { return fits(draft, one, period); });
    if (found != drafts_.end()) {
      found->holders.push_back(&one);
      return;
    }
    const auto organisation = one.organisation();
    const auto shown = one.organisation_names.find(organisation);
    drafts_.push_back({.organisation = organisation,
                       .organisation_name = shown == one.organisation_names.end() ? "" : shown->second,
                       .sphere = sphere_of(one.kind()),
                       .observer = one.role() == SeatRole::observer,
                       .secretary = one.role() == SeatRole::secretary,
                       .holders = {&one}});
  }

  void add_standing() {
    standing_are_drafts_ = true;
    for (const auto& one : seats_)
      drafts_.push_back({.seat_id = one.seat.id,
                         .organisation = one.seat.organisation_id.value_or(""),
                         .organisation_name = one.seat.organisation_name.value_or(""),
                         .sphere = sphere_of(composition::seat_kind(one.seat.kind).value_or(SeatKind::representative)),
                         .observer = one.seat.role == SeatRole::observer,
                         .secretary = one.seat.role == SeatRole::secretary,
                         .standing = &one});
  }

  ProposedHolder holder(const Seen& one) const {
    const auto period = seen_period(one);
    return {.person_id = one.person_id,
            .person_name = one.name,
            .period = period,
            .to_seen = is_gone(one.last, meetings_),
            .meetings = static_cast<int>(one.meetings.size())};
  }

  // What a draft has become; one that stands and got nobody is no proposal.
  Proposal finished(Draft draft) {
    Proposal out;
    std::map<SeatRole, int> roles;
    std::map<std::string, int> kinds;
    for (const auto* one : draft.holders) {
      out.holders.push_back(holder(*one));
      out.reason += (out.reason.empty() ? "" : " ") + seen_sentence(out.holders.back(), one->first, one->last);
      for (const auto& [role, count] : one->roles) roles[role] += count;
      kinds[std::string(composition::name(one->kind()))] += static_cast<int>(one->meetings.size());
    }
    if (draft.standing) {
      out.kind = Proposal::Kind::term;
      out.seat = draft.standing->seat;
      out.key = key("term", draft.seat_id, draft.holders.empty() ? "" : draft.holders.front()->person_id);
      return out;
    }
    const auto kind = composition::seat_kind(*most_frequent(kinds)).value_or(SeatKind::representative);
    const auto role = *most_frequent(roles);
    out.kind = Proposal::Kind::seat;
    out.key = key("seat", draft.organisation.empty() ? "-" : draft.organisation,
                  std::string(1, letter_of(draft.sphere)) + " " + draft.holders.front()->person_id);
    out.seat = {.body_id = body_.body_id,
                .label = label_of(kind, role, draft.organisation_name),
                .kind = std::string(composition::name(kind)),
                .voting = role != SeatRole::observer && role != SeatRole::secretary,
                .role = role,
                .period = body_.period};
    if (!draft.organisation.empty()) {
      out.seat.organisation_id = draft.organisation;
      out.seat.organisation_name = draft.organisation_name;
    }
    return out;
  }

  // Who leads at most meetings they come to, and has led more than once, has the chair's seat.
  void propose_role(const Seen& one, const SeatHistory& held) {
    const auto role = one.role();
    if ((role != SeatRole::chair && role != SeatRole::cochair) || role == held.seat.role) return;
    if (held.seat.role == SeatRole::chair || one.roles.at(role) < fewest_meetings) return;
    Proposal out{.kind = Proposal::Kind::role, .key = key("role", held.seat.id, name(role)), .seat = held.seat};
    out.seat.role = role;
    out.reason = fmt::format("{} står som {} i {} af {}.", one.name, lower(danish(role)), times(one.roles.at(role)),
                             one.meetings.size());
    out_.push_back(std::move(out));
  }

  void propose_end(const Seen& one, const SeatHistory& held) {
    const auto open = std::ranges::find_if(held.terms, [&](const Term& term) {
      return term.person_id == one.person_id && term.period.to == held.seat.period.to;
    });
    if (open == held.terms.end() || !is_gone(one.last, meetings_) || held.seat.period.is_over(one.last)) return;
    const Period seen = intersection({open->period.from, plus_days(one.last, 1)}, held.seat.period);
    if (seen.is_empty()) return;
    Proposal out{.kind = Proposal::Kind::end, .key = key("end", open->id), .seat = held.seat, .term_id = open->id};
    out.holders.push_back({.person_id = one.person_id,
                           .person_name = one.name,
                           .period = seen,
                           .to_seen = true,
                           .meetings = static_cast<int>(one.meetings.size())});
    out.reason = fmt::format("{} er sidst set den {}. Siden har der været {}.", one.name, danish(one.last),
                             times(meetings_.after(one.last)));
    out_.push_back(std::move(out));
  }

  // “(ubesat)” beside an organisation, more than once, and no seat of that organisation.
  void propose_vacancies() {
    std::map<std::pair<std::string, std::string>, std::vector<const Attended*>> vacant;
    for (const auto& row : attended_)
      if (row.status == "vacant" && !row.organisation_id.empty())
        vacant[{row.organisation_id, row.title}].push_back(&row);
    for (const auto& [place, rows] : vacant) {
      const auto& [organisation, title] = place;
      const auto kind =
          composition::seat_kind(seat_kind_of(title, rows.front()->organisation_kind, rows.front()->organisation_name))
              .value_or(SeatKind::representative);
      const bool known =
          std::ranges::any_of(seats_,
                              [&](const SeatHistory& one) { return one.seat.organisation_id == organisation; }) ||
          std::ranges::any_of(drafts_, [&](const Draft& one) {
            return one.organisation == organisation && one.sphere == sphere_of(kind);
          });
      if (known || static_cast<int>(rows.size()) < fewest_meetings) continue;
      Proposal out{.kind = Proposal::Kind::seat, .key = key("vacant", organisation, title)};
      out.seat = {.body_id = body_.body_id,
                  .label = label_of(kind, SeatRole::member, rows.front()->organisation_name),
                  .kind = std::string(composition::name(kind)),
                  .organisation_id = organisation,
                  .organisation_name = rows.front()->organisation_name,
                  .period = body_.period};
      out.reason =
          fmt::format("Pladsen står som ubesat ved {}, første gang {} og sidste gang {}.",
                      times(static_cast<int>(rows.size())), danish(rows.front()->day), danish(rows.back()->day));
      out_.push_back(std::move(out));
    }
  }

  // Who has come for the holder of a seat that stands, more than once.
  void propose_substitutes() {
    std::map<std::pair<std::string, std::string>, std::vector<const Attended*>> come;
    for (const auto& row : attended_)
      if (!row.person_id.empty() && !row.substitutes_for.empty())
        come[{row.person_id, fold(row.substitutes_for)}].push_back(&row);
    for (const auto& [who, rows] : come) {
      const auto named = [&](const Term& term) { return fold(term.person_name) == who.second; };
      const auto seat =
          std::ranges::find_if(seats_, [&](const SeatHistory& one) { return std::ranges::any_of(one.terms, named); });
      if (seat == seats_.end() || static_cast<int>(rows.size()) < fewest_meetings || seat_held_by(who.first)) continue;
      const Period seen = intersection({rows.front()->day, std::nullopt}, seat->seat.period);
      if (seen.is_empty()) continue;
      Proposal out{
          .kind = Proposal::Kind::substitute, .key = key("substitute", seat->seat.id, who.first), .seat = seat->seat};
      out.holders.push_back({.person_id = who.first,
                             .person_name = rows.front()->name,
                             .period = seen,
                             .meetings = static_cast<int>(rows.size())});
      out.reason =
          fmt::format("{} har deltaget for {} i {}, første gang {}.", rows.front()->name, rows.front()->substitutes_for,
                      times(static_cast<int>(rows.size())), danish(rows.front()->day));
      out_.push_back(std::move(out));
    }
  }

  const BodyProfile& body_;
  const std::vector<Attended>& attended_;
  const std::vector<SeatHistory>& seats_;
  const Meetings meetings_;
  const std::vector<Seen> all_;
  std::vector<Draft> drafts_;
  bool standing_are_drafts_ = false;
  std::vector<Proposal> out_;
};

bool has(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != text.npos; });
}

SeatKind kind_by_title(const std::string& title) {
  using enum SeatKind;
  if (has(title, {"regionsrådsformand"})) return regional_council_chair;
  if (has(title, {"regionsrådsmedlem", "regionsråd"})) return regional_councillor;
  if (has(title, {"borgmesterkontor", "sekretær"})) return official;
  if (has(title, {"viceborgmester", "byrådsmedlem", "rådmand", "kommunalbestyrelse", "byråd"}))
    return municipal_politician;
  if (has(title, {"borgmester"})) return mayor;
  if (has(title, {"udvalgsform"}) || (has(title, {"formand"}) && has(title, {"udvalg"}))) return committee_chair;
  if (has(title, {"direktør"})) return director;
  if (has(title, {"praktiserende læge", "almen praksis", "praksislæge", "alment praktiserende", "plo"}))
    return general_practitioner;
  if (has(title, {"patient", "pårørende", "brugerrepræsentant"})) return patient_representative;
  if (has(title, {"medarbejderrepræsentant", "tillidsrepræsentant"})) return employee_representative;
  if (has(title, {"chef", "leder", "overlæge"})) return manager;
  if (has(title, {"konsulent", "koordinator"})) return official;
  return representative;
}

}  // namespace

std::string_view seat_kind_of(std::string_view title, OrganisationKind organisation,
                              std::string_view organisation_name) {
  auto kind = kind_by_title(lower(title));
  if (kind == SeatKind::representative) {
    using enum OrganisationKind;
    if (organisation == plo || organisation == plo_k)
      kind = SeatKind::general_practitioner;
    else if (organisation == patients || organisation == patient_committee)
      kind = SeatKind::patient_representative;
    else if (organisation == regional_council || has(lower(organisation_name), {"regionsråd"}))
      kind = SeatKind::regional_councillor;
  }
  return composition::name(kind);
}

std::vector<Proposal> propose(const BodyProfile& body, const std::vector<Attended>& attended,
                              const std::vector<SeatHistory>& seats) {
  auto all = Proposer(body, attended, seats).run();
  std::erase_if(all, [](const Proposal& one) { return one.kind == Proposal::Kind::term && one.holders.empty(); });
  return all;
}

}  // namespace klynge::structure
