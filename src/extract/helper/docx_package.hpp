// A DOCX file as a package: a ZIP of parts, and relationships from one part to others.
//
// All names and sizes are checked before anything is unpacked: no name may point outside, and all
// parts together may not unpack to more than limits::unpacked_docx_bytes. A part is never unpacked
// beyond the size it declares.
#pragma once
#include <zip.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::extract {

struct Relationship {
  std::string type;    // the last word of its URI: "header", "styles" …
  std::string target;  // a part's name, without leading slash
};
using Relationships = std::map<std::string, Relationship, std::less<>>;  // by id

class DocxPackage {
 public:
  // Throws Refused. The bytes must outlive the package.
  explicit DocxPackage(std::string_view bytes);
  ~DocxPackage();
  DocxPackage(const DocxPackage&) = delete;
  DocxPackage& operator=(const DocxPackage&) = delete;

  bool has(const std::string& part) const;
  // The part unpacked. Throws Refused where it is not there or damaged.
  std::string read(const std::string& part) const;
  // What a part refers to; empty where it refers to nothing.
  Relationships relationships(const std::string& part) const;
  // The part with the text, "word/document.xml" as a rule.
  std::string main_part() const;

 private:
  zip_t* archive_ = nullptr;
};

}  // namespace klynge::extract
