// For tests: a DOCX file in memory from the XML of its parts.
#pragma once
#include <zip.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace klynge::extract {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string build_zip(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
  if (!archive) throw std::runtime_error("zip_open_from_source");
  for (const auto& [name, content] : parts) {
    zip_source_t* entry = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), entry, ZIP_FL_ENC_UTF_8) < 0) throw std::runtime_error("zip_file_add");
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip_close");
  zip_source_open(memory);
  zip_source_seek(memory, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
  zip_source_seek(memory, 0, SEEK_SET);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

inline constexpr const char* word_namespaces =
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
    "xmlns:v='urn:schemas-microsoft-com:vml'";

inline std::string word_part(const std::string& root, const std::string& content) {
  return "<?xml version='1.0' encoding='UTF-8'?><w:" + root + " " + word_namespaces + ">" + content + "</w:" + root +
         ">";
}

// A document with this body; `more` are further parts of the folder word/, each named by its type
// ("styles", "numbering", "header" …) and given as the content of its root element.
inline std::string build_docx(const std::string& body, const Parts& more = {}) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string package =
      "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
  std::string relationships = package;
  Parts parts{{"[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"},
              {"_rels/.rels", package + "<Relationship Id='r1' Type='" + types +
                                  "officeDocument' Target='word/document.xml'/></Relationships>"},
              {"word/document.xml", word_part("document", "<w:body>" + body + "</w:body>")}};
  const auto root_of = [](const std::string& type) {
    return type == "header" ? "hdr" : type == "footer" ? "ftr" : type;
  };
  for (const auto& [type, content] : more) {
    relationships += "<Relationship Id='" + type + "' Type='" + types + type + "' Target='" + type + ".xml'/>";
    parts.emplace_back("word/" + type + ".xml", word_part(root_of(type), content));
  }
  parts.emplace_back("word/_rels/document.xml.rels", relationships + "</Relationships>");
  return build_zip(parts);
}

}  // namespace klynge::extract
