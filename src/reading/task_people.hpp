// Whom a sentence of minutes gives the work: who is named responsible, asked, handed the matter, or put in brackets.
//
// Each way of saying it is a rule of its own, tried by task.cpp in order of how sure it is; a rule that finds nobody
// says so with an empty list. `folded` is the sentence in lower case, byte for byte as long as the sentence.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/doer.hpp"

namespace klynge::reading {

// “Ansvarlig: Bo Holm og Ida Beck”, “… er Bo Holm og Ida Beck ansvarlige for …”, “Tovholder: Bo”.
std::vector<std::string> blaming(std::string_view sentence, std::string_view folded, const TaskContext& context);
// “… bad forvaltningen undersøge”, “… at bede regionen om at …”, “… at oversende det til Rådet”.
std::vector<std::string> asked_of(std::string_view sentence, std::string_view folded);
// “Administrationen anmodes om at undersøge …”, “Jytte spørges, om hun vil …”, “Bo meldte sig til at …”: the subject,
// who was given the work or took it. What a meeting is asked to decide is none.
std::optional<Doer> requested_of(std::string_view sentence, std::string_view folded, const TaskContext& context);
// Words in brackets, or after a dash or a colon at the sentence's end, that are nothing but people:
// “Køkkentrappen males (AF)”, “Nøgle til skuret: Emil.” Empty where it ends otherwise.
std::vector<std::string> people_at_end(std::string_view sentence, std::string_view folded, const TaskContext& context);
// “… udarbejdes af Kirsten”, “Vejledningen skrives af administrationen”: who does it stands behind “af”.
std::vector<std::string> agent_of(std::string_view sentence, std::string_view folded, const TaskContext& context);
// “… tilbage til følgegruppen, som skal beskrive …”: the last named is the one who shall.
std::vector<std::string> handed_to(std::string_view sentence, std::string_view folded, const TaskContext& context);
// The body that meets does the meeting's own work: what it discusses or decides is no task. What it
// sets going afterwards is one.
bool is_the_meeting(const Doer& doer, const TaskContext& context);
// Who stands in a cell headed “Ansvarlig”: “Bo Holm”, “Ida/Bo”, “Forvaltningen”; empty where it holds anything else.
std::vector<std::string> responsible_in(std::string_view cell);
// Capitals in brackets that name no person.
bool is_abbreviation(std::string_view word);

}  // namespace klynge::reading
