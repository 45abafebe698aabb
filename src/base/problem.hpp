// What went wrong, for two readers: a Danish sentence for the user and a detail for the log.
//
// A Problem is a value. Whatever a user can cause (a bad file, a forged token, a name that is
// taken) comes back as std::unexpected(Problem); exceptions are kept for what ends the request.
// The two texts are never mixed: `danish` holds nothing of the machine, `detail` is never shown.
#pragma once
#include <expected>
#include <string>
#include <utility>

namespace klynge {

struct Problem {
  enum class Kind { invalid, forbidden, not_found, conflict, too_large, too_many, unavailable };
  Kind kind = Kind::invalid;
  std::string danish;    // a whole sentence that says what to do
  std::string detail{};  // English, for the log; no person numbers, no secrets
};

template <class T>
using Result = std::expected<T, Problem>;

inline std::unexpected<Problem> fail(Problem::Kind kind, std::string danish, std::string detail = {}) {
  return std::unexpected(Problem{kind, std::move(danish), std::move(detail)});
}

inline std::unexpected<Problem> invalid(std::string danish, std::string detail = {}) {
  return fail(Problem::Kind::invalid, std::move(danish), std::move(detail));
}

}  // namespace klynge
