#include "bodies/structure/procedure.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

using Json = nlohmann::json;

constexpr std::array<Word<Leading>, 3> leadings{{{Leading::unknown, "unknown", "Ikke angivet"},
                                                 {Leading::fixed, "fixed", "Fast mødeleder"},
                                                 {Leading::in_turn, "in_turn", "På skift"}}};
constexpr std::array<Word<Quorum>, 4> quorums{
    {{Quorum::unknown, "unknown", "Ikke angivet"},
     {Quorum::none, "none", "Ingen krav"},
     {Quorum::majority, "majority", "Mere end halvdelen af dem med stemmeret"},
     {Quorum::count, "count", "Et bestemt antal"}}};

constexpr int most_deadline_days = 365, most_count = 1'000, most_reading_days = 3'650;

template <class T>
void put(Json& object, const char* key, const std::optional<T>& value) {
  if (value) object[key] = *value;
}
void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

std::optional<int> number(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<int>();
}
std::string text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<void> in_range(const std::optional<int>& value, int least, int most, std::string_view what) {
  if (!value || (*value >= least && *value <= most)) return {};
  return invalid(fmt::format("{} skal være mellem {} og {}.", what, least, most),
                 "a rule of procedure is out of range");
}

std::string days(int count) { return count == 1 ? "1 dag" : fmt::format("{} dage", count); }

// A note as the end of a sentence, without a full stop of its own.
std::string noted(const std::string& note) {
  if (note.empty()) return ".";
  return ": " + (note.ends_with('.') ? note : note + ".");
}

}  // namespace

std::string_view name(Leading leading) { return kept_word(leadings, leading); }
std::optional<Leading> leading_of(std::string_view word) { return from_kept(leadings, word); }
std::string_view danish(Leading leading) { return danish_word(leadings, leading); }
std::string_view name(Quorum quorum) { return kept_word(quorums, quorum); }
std::optional<Quorum> quorum_of(std::string_view word) { return from_kept(quorums, word); }
std::string_view danish(Quorum quorum) { return danish_word(quorums, quorum); }

std::string to_json(const Procedure& one) {
  Json object = Json::object();
  put(object, "agenda_days_before", one.agenda_days_before);
  put(object, "member_items_days_before", one.member_items_days_before);
  put(object, "minutes_days_after", one.minutes_days_after);
  if (one.leading != Leading::unknown) object["leading"] = name(one.leading);
  put(object, "leading_note", one.leading_note);
  if (one.quorum != Quorum::unknown) object["quorum"] = name(one.quorum);
  put(object, "quorum_count", one.quorum_count);
  put(object, "written_procedure", one.written_procedure);
  put(object, "written_procedure_note", one.written_procedure_note);
  put(object, "chairs_decide", one.chairs_decide);
  put(object, "closed_items_days_after_term", one.closed_items_days_after_term);
  return object.dump();
}

Procedure procedure_from_json(std::string_view json) {
  const auto object = Json::parse(json, nullptr, false);
  if (!object.is_object()) return {};
  Procedure one{.agenda_days_before = number(object, "agenda_days_before"),
                .member_items_days_before = number(object, "member_items_days_before"),
                .minutes_days_after = number(object, "minutes_days_after"),
                .leading = leading_of(text(object, "leading")).value_or(Leading::unknown),
                .leading_note = text(object, "leading_note"),
                .quorum = quorum_of(text(object, "quorum")).value_or(Quorum::unknown),
                .quorum_count = number(object, "quorum_count"),
                .written_procedure_note = text(object, "written_procedure_note"),
                .chairs_decide = text(object, "chairs_decide"),
                .closed_items_days_after_term = number(object, "closed_items_days_after_term")};
  const auto written = object.find("written_procedure");
  if (written != object.end() && written->is_boolean()) one.written_procedure = written->get<bool>();
  return one;
}

Result<void> check(const Procedure& one) {
  if (auto fits = in_range(one.agenda_days_before, 0, most_deadline_days, "Dagene fra dagsordenen er sendt til mødet");
      !fits)
    return fits;
  if (auto fits = in_range(one.member_items_days_before, 0, most_deadline_days,
                           "Dagene fra medlemmernes punkter er modtaget til mødet");
      !fits)
    return fits;
  if (auto fits = in_range(one.minutes_days_after, 0, most_deadline_days, "Dagene fra mødet til referatet er sendt");
      !fits)
    return fits;
  if (auto fits = in_range(one.quorum_count, 1, most_count, "Det antal, der skal være til stede,"); !fits) return fits;
  if (auto fits =
          in_range(one.closed_items_days_after_term, 0, most_reading_days, "Dagene med adgang til lukkede punkter");
      !fits)
    return fits;
  if (one.quorum == Quorum::count && !one.quorum_count)
    return invalid("Skriv, hvor mange der skal være til stede, for at mødet kan beslutte noget.",
                   "a quorum without its count");
  if (one.quorum != Quorum::count && one.quorum_count)
    return invalid("Et antal hører kun til, når kravet om fremmøde er ”et bestemt antal”.",
                   "a count without its quorum");
  if (one.agenda_days_before && one.member_items_days_before && *one.member_items_days_before < *one.agenda_days_before)
    return invalid("Medlemmernes punkter skal være modtaget, før dagsordenen sendes. Ret en af de to frister.",
                   "items in after the agenda is out");
  return {};
}

std::vector<std::string> danish_sentences(const Procedure& one) {
  std::vector<std::string> out;
  if (one.member_items_days_before)
    out.push_back(fmt::format("Medlemmernes punkter skal være sekretariatet i hænde senest {} før mødet.",
                              days(*one.member_items_days_before)));
  if (one.agenda_days_before)
    out.push_back(fmt::format("Dagsordenen sendes ud senest {} før mødet.", days(*one.agenda_days_before)));
  if (one.minutes_days_after)
    out.push_back(fmt::format("Referatet sendes ud senest {} efter mødet.", days(*one.minutes_days_after)));
  if (one.leading == Leading::fixed) out.push_back("Mødet ledes altid af den samme" + noted(one.leading_note));
  if (one.leading == Leading::in_turn) out.push_back("Mødeledelsen går på skift" + noted(one.leading_note));
  if (one.leading == Leading::unknown && !one.leading_note.empty())
    out.push_back("Om mødeledelsen gælder" + noted(one.leading_note));
  if (one.quorum == Quorum::none) out.push_back("Mødet kan beslutte, uanset hvor mange der er til stede.");
  if (one.quorum == Quorum::majority)
    out.push_back("Mødet kan beslutte, når mere end halvdelen af dem med stemmeret er til stede.");
  if (one.quorum == Quorum::count && one.quorum_count)
    out.push_back(fmt::format("Mødet kan beslutte, når mindst {} med stemmeret er til stede.", *one.quorum_count));
  if (one.written_procedure && *one.written_procedure)
    out.push_back("Der kan besluttes skriftligt mellem møderne" + noted(one.written_procedure_note));
  if (one.written_procedure && !*one.written_procedure)
    out.push_back("Der kan ikke besluttes skriftligt mellem møderne" + noted(one.written_procedure_note));
  if (!one.chairs_decide.empty()) out.push_back("Formandskabet kan mellem møderne beslutte" + noted(one.chairs_decide));
  if (one.closed_items_days_after_term)
    out.push_back(*one.closed_items_days_after_term == 0
                      ? std::string("Den, der er trådt ud, kan ikke længere læse lukkede punkter.")
                      : fmt::format("Den, der er trådt ud, kan læse lukkede punkter fra sin tid i {} derefter.",
                                    days(*one.closed_items_days_after_term)));
  return out;
}

}  // namespace klynge::structure
