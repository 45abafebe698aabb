#include "platform/access/log_words.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace klynge::access {
namespace {

constexpr LogWord actions[] = {
    {"account.add", "Oprettede en konto"},
    {"account.change_email", "Skiftede sin e-mailadresse"},
    {"account.change_password", "Skiftede sin adgangskode"},
    {"account.choose_password", "Valgte en adgangskode med et link"},
    {"account.disable", "Spærrede en konto"},
    {"account.enable", "Åbnede en spærret konto"},
    {"account.end_sessions", "Loggede en andens konto ud alle steder"},
    {"account.invite", "Inviterede en ny bruger"},
    {"account.link_person", "Knyttede en konto til en person"},
    {"account.make_by_provider", "Oprettede en konto til en person, der loggede ind gennem en udbyder"},
    {"account.remove_own_second_factor", "Slog sit eget to-trins-login fra"},
    {"account.remove_second_factor", "Fjernede to-trins-login fra en konto"},
    {"account.renew_backup_codes", "Fik nye reservekoder til to-trins-login"},
    {"account.request_email", "Bad om at skifte e-mailadresse"},
    {"account.request_reset", "Bad om en ny adgangskode"},
    {"account.reset_password", "Gav en konto en ny adgangskode"},
    {"account.send_link", "Sendte et link til en konto"},
    {"account.set_email", "Ændrede en kontos e-mailadresse"},
    {"account.set_roles", "Ændrede en kontos roller"},
    {"account.set_second_factor", "Slog to-trins-login til"},
    {"account.unlink_identity", "Fjernede et login hos en udbyder fra en konto"},
    {"audit.erase_payload", "Slettede indholdet af en post i loggen"},
    {"audit.seal", "Noterede, hvor de andre kæder står"},
    {"body.add", "Oprettede et organ"},
    {"body.change", "Ændrede et organ"},
    {"body.document", "Lagde et kommissorium eller en forretningsorden ind"},
    {"body.duty", "Ændrede et organs opgaver"},
    {"body.relation", "Ændrede et organs plads i strukturen"},
    {"body.succession", "Ændrede, hvem der efterfølger et organ"},
    {"cluster.add", "Oprettede en klynge"},
    {"cluster.change", "Ændrede en klynge"},
    {"deviation.add", "Noterede en fravigelse fra en regel"},
    {"deviation.change", "Ændrede en fravigelse fra en regel"},
    {"finding.dismiss", "Afviste et fund"},
    {"finding.reopen", "Genåbnede et fund"},
    {"finding.settle", "Afklarede et fund"},
    {"hand_over.approve", "Godkendte en overdragelse"},
    {"hand_over.cancel", "Opgav en overdragelse"},
    {"hand_over.change", "Ændrede en overdragelse"},
    {"hand_over.note", "Skrev en linje på en overdragelse"},
    {"hand_over.refresh", "Hentede de åbne sager til en overdragelse igen"},
    {"hand_over.remove_note", "Tog en linje af en overdragelse"},
    {"hand_over.send", "Sendte en overdragelse til godkendelse"},
    {"hand_over.settle", "Tog stilling til en sag i en overdragelse"},
    {"hand_over.stand_in", "Lod en anden godkende en overdragelse"},
    {"hand_over.start", "Begyndte en overdragelse"},
    {"hand_over.withdraw", "Trak en overdragelse tilbage fra godkendelse"},
    {"intake.batch_taken_back", "Tog en hel indlæsning tilbage"},
    {"intake.commit", "Lagde et dokument i registeret"},
    {"intake.correct", "Rettede i det læste"},
    {"intake.discard", "Kasserede et dokument"},
    {"intake.fail", "Kunne ikke læse et dokument"},
    {"intake.finish_batch", "Afsluttede en indlæsning"},
    {"intake.reread", "Læste et dokument igen"},
    {"intake.start_batch", "Begyndte en indlæsning"},
    {"intake.take_back", "Tog et dokument tilbage"},
    {"intake.take_back_batch", "Bad om at tage en hel indlæsning tilbage"},
    {"intake.take_in", "Læste et dokument ind"},
    {"intake.undo_correction", "Fortrød en rettelse"},
    {"item.invite_guest", "Inviterede en gæst til et punkt"},
    {"item.look", "Så et lukket punkt"},
    {"item.uninvite_guest", "Trak en gæsts invitation tilbage"},
    {"log.export", "Hentede loggen som fil"},
    {"log.look", "Så indholdet af en post i loggen"},
    {"log.verify", "Kontrollerede loggen"},
    {"mail.discard", "Smed et brev ud"},
    {"mail.read", "Læste et brev i udbakken"},
    {"mail.send_again", "Bad om at sende et brev igen"},
    {"merge", "Lagde to sammen"},
    {"meeting.call_off", "Aflyste et møde"},
    {"meeting.change_convocation", "Ændrede en indkaldelse"},
    {"meeting.convene", "Indkaldte til et møde"},
    {"meeting.publish", "Gjorde et møde offentligt"},
    {"meeting.withdraw", "Trak et offentligt møde tilbage"},
    {"organisation.add", "Oprettede en organisation"},
    {"organisation.change", "Ændrede en organisation"},
    {"person.contact", "Ændrede en persons kontaktoplysninger"},
    {"person.erase", "Slettede en person"},
    {"proposal.confirm", "Bekræftede et forslag"},
    {"proposal.confirm_all", "Bekræftede alle forslag"},
    {"proposal.decline", "Afviste et forslag"},
    {"proposal.reopen", "Fortrød, at et forslag var afvist"},
    {"rename", "Rettede et navn"},
    {"rule.add", "Tilføjede en regel om sammensætning"},
    {"rule.change", "Ændrede en regel om sammensætning"},
    {"seat.add", "Oprettede en plads"},
    {"seat.change", "Ændrede en plads"},
    {"seat.end", "Nedlagde en plads"},
    {"seat.substitute", "Satte en stedfortræder på en plads"},
    {"seat.substitute_removed", "Fjernede en stedfortræder"},
    {"seat.term", "Satte nogen på en plads"},
    {"seat.term_removed", "Fjernede nogen fra en plads"},
    {"session.end", "Loggede ud"},
    {"session.end_all", "Loggede ud alle steder"},
    {"session.refuse", "Blev afvist ved login"},
    {"session.start", "Loggede ind"},
    {"session.start_by_backup_code", "Loggede ind med en reservekode"},
    {"session.start_by_provider", "Loggede ind gennem en udbyder"},
    {"settle_doubt", "Tog stilling til et navn"},
    {"source.download", "Hentede en kilde med lukkede punkter eller personnumre"},
    {"source.look", "Så en kilde med lukkede punkter"},
    {"split", "Skilte én ud som to"},
    {"structure.file", "Indlæste en struktur fra en fil"},
    {"structure.template", "Brugte en skabelon for strukturen"},
    {"token.refuse", "Blev afvist med en adgangsnøgle"},
    {"token.add", "Oprettede en adgangsnøgle til en maskine"},
    {"token.revoke", "Tilbagekaldte en adgangsnøgle til en maskine"},
    {"undo_merge", "Fortrød en sammenlægning"},
};

// clang-format off
constexpr LogWord kinds[] = {
    {"account", "Konto"},           {"audit_entry", "Post i loggen"}, {"audit_log", "Loggen"},
    {"audit_seal", "Segl"},         {"body", "Organ"},                {"cluster", "Klynge"},
    {"correction", "Rettelse"},     {"finding", "Fund"},              {"hand_over", "Overdragelse"},              {"intake_batch", "Indlæsning"},
    {"intake_entry", "Dokument under indlæsning"},                    {"item", "Punkt"},
    {"mail", "Brev"},               {"meeting", "Møde"},              {"organisation", "Organisation"},
    {"person", "Person"},           {"seat", "Plads"},                {"source", "Kilde"},              {"structure", "Strukturen"},
    {"token", "Adgangsnøgle"},
};

constexpr LogWord fields[] = {
    {"action", "Handling"}, {"id", "Nummer"}, {"noted", "Linje skrevet på"},
    {"after", "Efter"}, {"answer", "Svar"}, {"backup_code", "Reservekode"}, {"backup_codes_left", "Reservekoder tilbage"}, {"before", "Før"}, {"body", "Organ"}, {"called_off", "Aflyst"}, {"contact", "Kontakt"}, {"date", "Dato"}, {"disabled", "Spærret"}, {"email", "E-mail"}, {"end", "Slutter"},
    {"entered_as", "Skrevet som"}, {"erased", "Slettet"}, {"entry", "Dokument"}, {"faults", "Fejl"}, {"files", "Filer"}, {"format", "Filtype"}, {"gone_name", "Den andens navn"},
    {"holder", "Indehaver"}, {"invited_to", "Inviteret til"}, {"items", "Punkter"}, {"label", "Betegnelse"}, {"link", "Link"}, {"login", "Brugernavn"}, {"meeting", "Møde"}, {"merge", "Sammenlægning"},
    {"merged", "Lagt sammen med"}, {"merged_into", "Lagt ind under"}, {"name", "Navn"}, {"name_before", "Navn før"}, {"ordinal", "Nummer"},
    {"organisation", "Organisation"}, {"password", "Adgangskode"}, {"payloads", "Slettede indhold"}, {"period", "Periode"}, {"person", "Person"}, {"place", "Sted"},
    {"published", "Offentligt"}, {"reading", "Læsning"}, {"reason", "Begrundelse"}, {"relation", "Forhold til registeret"}, {"role", "Rolle"},
    {"roles", "Roller"}, {"rows", "Poster"}, {"second_factor", "To-trins-login"}, {"sentence", "Regel"}, {"signed_in", "Logget ind"}, {"skipped", "Sprunget over"}, {"source", "Kilde"},              {"token", "Adgangsnøgle"},
    {"source_added", "Kilde føjet til"}, {"source_removed", "Kilde fjernet"}, {"split_from", "Skilt fra"}, {"split_to", "Skilt ud som"},
    {"start", "Begynder"}, {"state", "Tilstand"}, {"subject", "Emne"}, {"taken_back", "Taget tilbage"}, {"telephone", "Telefon"}, {"text", "Tekst"}, {"title", "Titel"},
    {"times", "Gange"}, {"to", "Til"}, {"undone", "Fortrudt"}, {"unmerged", "Skilt ud igen"}, {"version", "Udgave"}, {"voting", "Stemmeret"}, {"warnings", "Sammensætningen"}, {"why", "Hvorfor"}, {"withdrawn", "Trukket tilbage"}, {"word", "Bemærkning"},
    // Of the structure and of merging.
    {"added", "Tilføjet"}, {"appointed_by", "Udpeget af"},
    {"approvals_fallen_away", "Godkendelser, der er faldet bort"}, {"cancelled", "Opgivet"},
    {"closed_reason", "Lukket, fordi"}, {"code", "Kode"}, {"decided_by", "Besluttet af"}, {"decided_on", "Besluttet den"},
    {"deviation", "Fravigelse"}, {"different_from", "Ikke den samme som"}, {"doubt", "Tvivl"}, {"duty", "Opgave"},
    {"ends_on", "Ophører den"}, {"file", "Fil"}, {"from", "Fra"}, {"from_seen", "Set første gang"},
    {"gone", "Er væk"}, {"kept", "Beholdt"}, {"kept_name", "Navn, der er beholdt"}, {"kind", "Slags"},
    {"legal_basis", "Hjemmel"}, {"level", "Niveau"}, {"matter", "Sag"}, {"matters", "Sager"},
    {"meetings_per_year", "Møder om året"}, {"mentions", "Omtaler"}, {"no_successor", "Uden efterfølger"},
    {"note", "Note"}, {"on_day", "På dagen"}, {"open_questions", "Åbne spørgsmål"}, {"parent", "Hører under"},
    {"planned", "Planlagt"}, {"position", "Plads i rækken"}, {"proposal", "Forslag"}, {"reach", "Rækkevidde"},
    {"references", "Henvisninger"}, {"region", "Region"}, {"removed", "Fjernet"}, {"rule", "Regel"},
    {"same_as", "Den samme som"}, {"secretariat", "Sekretariat"}, {"sent", "Sendt"}, {"settled", "Afklaret"},
    {"substitute", "Stedfortræder"}, {"successor", "Efterfølger"}, {"successors", "Efterfølgere"},
    {"template", "Skabelon"}, {"term", "Periode på pladsen"}, {"to_seen", "Set sidst"},
    {"unmerged_from", "Skilt ud fra"}, {"withdrawn", "Trukket tilbage"},
};
// clang-format on

// Why somebody or a machine was refused.
constexpr LogWord reasons[] = {
    {"access_denied", "Udbyderen afviste"},
    {"account disabled", "Kontoen er spærret"},
    {"address not verified", "Udbyderen har ikke bekræftet mailadressen"},
    {"another issuer in the answer", "Svaret kom fra en anden udbyder"},
    {"attempt expired", "Forsøget var for gammelt"},
    {"code", "Forkert kode"},
    {"disabled", "Kontoen er spærret"},
    {"error of the provider", "Fejl hos udbyderen"},
    {"expired", "Udløbet"},
    {"login taken", "Brugernavnet er taget"},
    {"maker", "Den, der lavede adgangsnøglen, har ikke længere ret til det, den giver"},
    {"matched another account", "Passer til en anden konto"},
    {"no code", "Svaret var uden kode"},
    {"no such attempt", "Ukendt eller brugt forsøg"},
    {"password", "Forkert adgangskode"},
    {"revoked", "Tilbagekaldt"},
    {"scope", "Adgangsnøglen giver ikke lov til det"},
    {"several accounts for one identity", "Flere konti passer"},
    {"the account belongs to another identity", "Kontoen hører til en anden hos udbyderen"},
    {"the account has roles and another address", "Kontoen har roller og en anden mailadresse"},
    {"unknown", "Ukendt adgangsnøgle"},
    {"unknown identity", "Ukendt hos Klynge"},
    {"unknown name", "Ukendt brugernavn"},
};

std::string_view danish_of(std::span<const LogWord> words, std::string_view word) {
  const auto found = std::ranges::find(words, word, &LogWord::word);
  return found == words.end() ? word : found->danish;
}

std::vector<LogWord> in_danish_order(std::span<const LogWord> words) {
  std::vector<LogWord> out(words.begin(), words.end());
  std::ranges::sort(out, {}, [](const LogWord& word) { return danish_sort_key(word.danish); });
  return out;
}

}  // namespace

std::span<const LogWord> log_actions() {
  static const auto sorted = in_danish_order(actions);
  return sorted;
}

std::span<const LogWord> log_kinds() {
  static const auto sorted = in_danish_order(kinds);
  return sorted;
}

std::string_view action_danish(std::string_view action) { return danish_of(actions, action); }
std::string_view kind_danish(std::string_view kind) { return danish_of(kinds, kind); }
std::string_view field_danish(std::string_view key) { return danish_of(fields, key); }
std::string_view reason_danish(std::string_view word) { return danish_of(reasons, word); }

std::string_view fault_danish(audit::Fault::Kind kind) {
  using Kind = audit::Fault::Kind;
  switch (kind) {
    case Kind::missing_entries:
      return "Her mangler poster.";
    case Kind::broken_link:
      return "Posten følger ikke efter den, der står før den.";
    case Kind::changed_entry:
      return "Posten er ændret, efter at den blev skrevet.";
    case Kind::changed_payload:
      return "Postens indhold er ændret, efter at det blev skrevet.";
    case Kind::missing_payload:
      return "Postens indhold er væk, uden at nogen har slettet det på lovlig vis.";
    case Kind::head_mismatch:
      return "Kædens ende stemmer ikke med den sidste post.";
    case Kind::missing_tail:
      return "Kædens ende er skåret af.";
    case Kind::rewritten:
      return "Her står en anden post end den, der blev forseglet. Kæden er skrevet om her eller før.";
  }
  return {};
}

}  // namespace klynge::access
