#include "platform/access/account.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::access {
namespace {

using audit::Permission;

struct RoleWords {
  Role role;
  std::string_view word, danish, explanation;
  audit::Permissions permissions;
};

constexpr audit::Permissions published = static_cast<audit::Permissions>(Permission::read_published);

constexpr RoleWords roles[] = {
    {Role::reader, "reader", "Læser", "Ser alle møder undtagen lukkede punkter.", published | Permission::read_all},
    {Role::secretary, "secretary", "Sekretær", "Ser alt, også lukkede punkter, og retter i alle organers møder.",
     published | Permission::read_all | Permission::read_closed | Permission::change_record |
         Permission::manage_structure},
    {Role::administrator, "administrator", "Klyngeadministrator",
     "Passer organer, pladser og konti, men ser ikke lukkede punkter.",
     // No closed items: who runs the clusters is no member of the bodies.
     published | Permission::read_all | Permission::change_record | Permission::manage_accounts |
         Permission::manage_structure},
    {Role::finance, "finance", "Økonomi", "Passer de fælles midler.", published | Permission::manage_funds},
    {Role::support_nurse, "support_nurse", "Sygeplejerske i patientstøtte",
     "Har sin egen arbejdsliste i patientstøtten.", published | Permission::read_own_patients},
    {Role::support_leader, "support_leader", "Leder af patientstøtte", "Ser alle forløb i patientstøtten.",
     published | Permission::read_own_patients | Permission::read_all_patients},
    {Role::auditor, "auditor", "Revisor", "Læser loggen og intet andet.", published | Permission::read_audit},
    {Role::system, "system", "Systemadministrator",
     "Passer konti, opsætning og sikkerhedskopi, men ser hverken møder eller patienter.",
     published | Permission::manage_accounts | Permission::configure},
};

const RoleWords& words_of(Role role) {
  for (const auto& known : roles)
    if (known.role == role) return known;
  return roles[0];
}

constexpr std::size_t login_bytes = 64;
constexpr std::size_t name_bytes = 200;
constexpr std::size_t email_bytes = 254;       // RFC 5321, 4.5.3.1.3
constexpr std::size_t email_local_bytes = 64;  // 4.5.3.1.1

}  // namespace

std::string_view word_of(Role role) { return words_of(role).word; }
std::string_view danish(Role role) { return words_of(role).danish; }
std::string_view explanation(Role role) { return words_of(role).explanation; }

const Roles& all_roles() {
  static const Roles all = [] {
    Roles out;
    for (const auto& known : roles) out.push_back(known.role);
    return out;
  }();
  return all;
}

audit::Permissions permissions_of(const Roles& given) {
  audit::Permissions all = published;
  for (const Role role : given) all |= words_of(role).permissions;
  return all;
}

Roles ordered(Roles given) {
  std::ranges::sort(given);
  const auto twice = std::ranges::unique(given);
  given.erase(twice.begin(), twice.end());
  return given;
}

std::string words_of(const Roles& given) {
  std::string out;
  for (const Role role : given) out.append(out.empty() ? "" : " ").append(word_of(role));
  return out;
}

std::string danish(const Roles& given) {
  if (given.empty()) return "Ingen";
  std::string out(danish(given.front()));
  for (std::size_t i = 1; i < given.size(); ++i) {
    out += i + 1 == given.size() ? " og " : ", ";
    out += lower(danish(given[i]));
  }
  return out;
}

bool Account::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

std::optional<Role> role_from(std::string_view word) {
  for (const auto& known : roles)
    if (known.word == word) return known.role;
  return std::nullopt;
}

std::string folded_login(std::string_view typed) { return fold(trim(typed)); }

Result<void> check_login(std::string_view folded) {
  if (folded.size() < 2 || folded.size() > login_bytes) return invalid("Brugernavnet skal have mellem 2 og 64 tegn.");
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@';
    // æ, ø and å are C3 A6, C3 B8 and C3 A5.
    const bool danish_letter = c == '\xC3' && i + 1 < folded.size() &&
                               (folded[i + 1] == '\xA6' || folded[i + 1] == '\xB8' || folded[i + 1] == '\xA5');
    if (danish_letter) ++i;
    if (!plain && !danish_letter) return invalid("Brugernavnet må kun have bogstaver, tal og tegnene . - _ @");
  }
  return {};
}

std::string folded_email(std::string_view typed) { return lower(trim(typed)); }

Result<void> check_email(std::string_view folded) {
  const auto wrong = [] { return invalid("E-mailadressen er ikke skrevet rigtigt. Skriv den som navn@eksempel.dk."); };
  const auto at = folded.find('@');
  if (folded.size() > email_bytes || at == folded.npos || at == 0 || at > email_local_bytes) return wrong();
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto is_one_of = [&](std::string_view others) {
    return [=](char c) { return is_plain(c) || others.find(c) != others.npos; };
  };
  const std::string_view local = folded.substr(0, at), domain = folded.substr(at + 1);
  if (!std::ranges::all_of(local, is_one_of("!#$%&'*+-/=?^_`{|}~."))) return wrong();
  if (local.front() == '.' || local.front() == '-' || local.back() == '.') return wrong();
  for (const std::string_view label : split(domain, '.')) {
    const bool sound = !label.empty() && label.size() <= 63 && std::ranges::all_of(label, is_one_of("-")) &&
                       is_plain(label.front()) && is_plain(label.back());
    if (!sound) return wrong();
  }
  return {};
}

Result<void> check_name(std::string_view name) {
  if (trim(name).empty()) return invalid("Skriv personens navn.");
  if (name.size() > name_bytes) return invalid("Navnet er for langt. Forkort det til højst 200 tegn.");
  return {};
}

Result<void> check_password(std::string_view password, std::string_view login) {
  if (password.size() < limits::password_min_bytes)
    return invalid(fmt::format("Adgangskoden skal have mindst {} tegn.", limits::password_min_bytes));
  if (password.size() > limits::password_bytes)
    return invalid(fmt::format("Adgangskoden må højst have {} tegn.", limits::password_bytes));
  if (password.find_first_not_of(password[0]) == password.npos)
    return invalid("Adgangskoden er for let at gætte. Vælg en med forskellige tegn.");
  if (!login.empty() && fold(password).find(login) != std::string::npos)
    return invalid("Adgangskoden må ikke indeholde brugernavnet.");
  return {};
}

}  // namespace klynge::access
