#include "bodies/structure/body_document.hpp"

#include "bodies/structure/action_parts.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/decision.hpp"
#include "bodies/structure/permissions.hpp"
#include "bodies/structure/words.hpp"

namespace klynge::structure {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;

const audit::Action body_document_action{"body.document", may_change_structure};

constexpr std::array<Word<DocumentKind>, 2> kinds{
    {{DocumentKind::mandate, "mandate", "Kommissorium"},
     {DocumentKind::rules_of_procedure, "rules_of_procedure", "Forretningsorden"}}};

const Sql documents_sql{
    "SELECT id, body_id, kind, version, text, decided_on, decided_by, valid_from, procedure, created_at FROM body_document "
    "WHERE body_id = $1 ORDER BY kind, version DESC"};
// Without the text, which is long.
const Sql procedures_sql{
    "SELECT valid_from, procedure FROM body_document WHERE body_id = $1 AND kind = 'rules_of_procedure' "
    "AND (valid_from IS NULL OR valid_from <= $2) ORDER BY COALESCE(valid_from, '') DESC, version DESC LIMIT 1"};
const Sql last_version_sql{"SELECT COALESCE(MAX(version), 0) FROM body_document WHERE body_id = $1 AND kind = $2"};
const Sql insert_sql{
    "INSERT INTO body_document (id, body_id, kind, version, text, decided_on, decided_by, valid_from, procedure, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

std::optional<Date> day_of(database::Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : parse_iso_date(rows.text(column));
}
std::optional<std::string> text_of(const std::optional<Date>& day) {
  return day ? std::optional(iso(*day)) : std::nullopt;
}

Result<BodyDocument> checked(Connection& connection, BodyDocument one) {
  if (!find_profile(connection, one.body_id)) return not_there("Organet", one.body_id);
  const auto text = several_lines(one.text);
  if (!text && one.kind == DocumentKind::mandate)
    return invalid("Skriv kommissoriets tekst.", "a mandate without text");
  one.text = text.value_or("");
  if (auto fits = check_length(one.text, document_text_bytes, "Teksten"); !fits) return std::unexpected(fits.error());
  one.decided_by = decision_from(one.decided_by);
  if (auto fits = check_length(one.decided_by, note_bytes, "Teksten om beslutningen"); !fits)
    return std::unexpected(fits.error());
  for (const auto* note :
       {&one.procedure.leading_note, &one.procedure.written_procedure_note, &one.procedure.chairs_decide})
    if (auto fits = check_length(*note, note_bytes, "En af teksterne"); !fits) return std::unexpected(fits.error());
  if (one.kind == DocumentKind::mandate) one.procedure = {};
  if (auto fits = check(one.procedure); !fits) return std::unexpected(fits.error());
  if (one.kind == DocumentKind::rules_of_procedure && one.text.empty() && one.procedure == Procedure{})
    return invalid("Skriv forretningsordenens tekst, eller udfyld mindst én af reglerne.", "empty rules of procedure");
  return one;
}

}  // namespace

std::string_view name(DocumentKind kind) { return kept_word(kinds, kind); }
std::optional<DocumentKind> document_kind(std::string_view word) { return from_kept(kinds, word); }
std::string_view danish(DocumentKind kind) { return danish_word(kinds, kind); }

std::vector<BodyDocument> documents(Connection& connection, std::string_view body_id) {
  std::vector<BodyDocument> found;
  auto rows = connection.query(documents_sql, body_id);
  while (rows.next())
    found.push_back({.id = rows.string(0),
                     .body_id = rows.string(1),
                     .kind = document_kind(rows.text(2)).value_or(DocumentKind::mandate),
                     .version = rows.integer(3),
                     .text = rows.string(4),
                     .decided_on = day_of(rows, 5),
                     .decided_by = rows.optional_string(6),
                     .valid_from = day_of(rows, 7),
                     .procedure = procedure_from_json(rows.text(8)),
                     .created_at = Instant{rows.integer(9)}});
  return found;
}

const BodyDocument* in_force(const std::vector<BodyDocument>& documents, DocumentKind kind, Date day) {
  const BodyDocument* best = nullptr;
  for (const auto& one : documents) {
    if (one.kind != kind || (one.valid_from && *one.valid_from > day)) continue;
    const bool later = best && (one.valid_from > best->valid_from ||
                                (one.valid_from == best->valid_from && one.version > best->version));
    if (!best || later) best = &one;
  }
  return best;
}

Procedure procedure_on(Connection& connection, std::string_view body_id, Date day) {
  auto rows = connection.query(procedures_sql, body_id, iso(day));
  return rows.next() ? procedure_from_json(rows.text(1)) : Procedure{};
}

Result<std::string> add_document_in(Transaction& transaction, const BodyDocument& wanted) {
  auto& connection = transaction.connection();
  auto one = checked(connection, wanted);
  if (!one) return std::unexpected(one.error());
  one->id = transaction.new_id_text();
  {
    auto rows = connection.query(last_version_sql, one->body_id, name(one->kind));
    rows.next();
    one->version = rows.integer(0) + 1;
  }
  const auto procedure = to_json(one->procedure);
  connection.execute(insert_sql, one->id, one->body_id, name(one->kind), one->version, one->text,
                     text_of(one->decided_on), one->decided_by, text_of(one->valid_from), procedure,
                     transaction.now().us);
  transaction.changed({"body", one->body_id,
                       Json{{"document", one->id},
                            {"kind", name(one->kind)},
                            {"version", one->version},
                            {"text", one->text},
                            {"decided_on", json_of(one->decided_on)},
                            {"decided_by", json_of(one->decided_by)},
                            {"valid_from", json_of(one->valid_from)},
                            {"procedure", Json::parse(procedure)}}
                           .dump()});
  return one->id;
}

Result<std::string> add_document(audit::Book& book, const audit::Actor& actor, const BodyDocument& document) {
  return audit::perform<std::string>(book, actor, body_document_action,
                                     [&](Transaction& transaction) { return add_document_in(transaction, document); });
}

}  // namespace klynge::structure
