// Mandate and rules of procedure of a body: what holds on a day, all versions, and the form for the next one.
#pragma once
#include <string>
#include <vector>

#include "bodies/structure/body_document.hpp"
#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/page_parts.hpp"

namespace klynge::structure {

struct DocumentsView {
  BodyProfile body;
  Date day{};
  std::vector<BodyDocument> documents;                         // newest version first
  std::map<std::string, html::Html, std::less<>> decisions{};  // by document id: who decided it, ready to be shown
  Viewer viewer{};
};
html::Html documents_page(const DocumentsView& view);

// One version, whole.
html::Html document_page(const DocumentsView& view, const BodyDocument& document);

struct DocumentForm {
  BodyProfile body;
  DocumentKind kind = DocumentKind::mandate;
  Values values{};
  std::string error{};
  Viewer viewer{};
};
html::Html document_form_page(const DocumentForm& view);
// The form of the next version begins with what stands in this one.
Values values_of(const BodyDocument& document);
// What was typed, as a document; a Problem where a number is none.
Result<BodyDocument> typed_document(const http::Request& request, std::string_view body_id, DocumentKind kind);

std::string_view path_word(DocumentKind kind);  // “kommissorium”, “forretningsorden”
std::optional<DocumentKind> document_kind_of_path(std::string_view word);

}  // namespace klynge::structure
