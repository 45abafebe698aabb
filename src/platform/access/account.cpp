#include "platform/access/account.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::access {
namespace {

using audit::Permission;

struct RoleWords {
  Role role;
  std::string_view word, danish;
  audit::Permissions permissions;
};

constexpr RoleWords roles[] = {
    {Role::secretary, "secretary", "Sekretær",
     Permission::read_published | Permission::read_all | Permission::read_closed | Permission::change_record},
    {Role::reader, "reader", "Læser", Permission::read_published | Permission::read_all},
    {Role::administrator, "administrator", "Administrator",
     // No closed items: who runs the installation is no member of the bodies.
     Permission::read_published | Permission::read_all | Permission::change_record | Permission::manage_accounts},
    {Role::auditor, "auditor", "Revisor", Permission::read_published | Permission::read_audit},
};

const RoleWords& words_of(Role role) {
  for (const auto& known : roles)
    if (known.role == role) return known;
  return roles[1];
}

constexpr std::size_t login_bytes = 64;
constexpr std::size_t name_bytes = 200;

}  // namespace

std::string_view word_of(Role role) { return words_of(role).word; }
std::string_view danish(Role role) { return words_of(role).danish; }
audit::Permissions permissions_of(Role role) { return words_of(role).permissions; }

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
