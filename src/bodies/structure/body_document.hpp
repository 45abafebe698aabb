// Mandate and rules of procedure, each version a row of its own: none is ever overwritten or removed,
// and which holds on a day is the newest that has begun by then.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/period.hpp"
#include "bodies/structure/procedure.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

enum class DocumentKind { mandate, rules_of_procedure };
std::string_view name(DocumentKind kind);  // as in the database
std::optional<DocumentKind> document_kind(std::string_view word);
std::string_view danish(DocumentKind kind);  // “Kommissorium”, “Forretningsorden”

struct BodyDocument {
  std::string id, body_id;
  DocumentKind kind = DocumentKind::mandate;
  std::int64_t version = 0;
  std::string text;
  std::optional<Date> decided_on{};
  std::optional<std::string> decided_by{};  // an item's id where the decision is in the register, else words
  std::optional<Date> valid_from{};         // none: always, so far
  Procedure procedure{};                    // of rules of procedure
  Instant created_at{};
};

// Newest version first, both kinds.
std::vector<BodyDocument> documents(database::Connection& connection, std::string_view body_id);
// The version that holds on the day: of those begun by then the one that began last, of equals the highest version.
const BodyDocument* in_force(const std::vector<BodyDocument>& documents, DocumentKind kind, Date day);
// The rules of procedure on a day; empty where the body has none.
Procedure procedure_on(database::Connection& connection, std::string_view body_id, Date day);

// Adds the next version; `id`, `version` and `created_at` are not read. Returns its id.
// Problems: no text, too long a text, a procedure out of its limits, no such body.
Result<std::string> add_document(audit::Book& book, const audit::Actor& actor, const BodyDocument& document);
Result<std::string> add_document_in(audit::Transaction& transaction, const BodyDocument& document);

}  // namespace klynge::structure
