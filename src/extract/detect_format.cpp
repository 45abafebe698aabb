#include "extract/detect_format.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::extract {
namespace {

using namespace std::string_view_literals;
using reading::Format;

// A PDF header may stand after junk, but readers look for it only in the first 1024 bytes
// (ISO 32000-1, implementation note 13 of Adobe's own reader).
constexpr std::size_t pdf_header_within_bytes = 1024;
constexpr std::size_t html_sniffed_bytes = 4096;

struct Magic {
  std::string_view bytes;
  const char* danish;
};

constexpr const char* is_image =
    "Filen er et billede og indeholder ingen tekst. Find dokumentet som PDF, DOCX eller tekst.";
constexpr const char* is_archive = "Filen er et pakket arkiv. Pak det ud, og vælg de enkelte dokumenter.";

const std::array refused_magics{
    Magic{"\x89PNG\r\n\x1a\n"sv, is_image},
    Magic{"\xff\xd8\xff"sv, is_image},
    Magic{"GIF87a"sv, is_image},
    Magic{"GIF89a"sv, is_image},
    Magic{"II*\0"sv, is_image},
    Magic{"MM\0*"sv, is_image},
    Magic{"{\\rtf"sv, "Filen er i RTF-format, som Klynge ikke læser. Åbn den i Word, og gem den som DOCX eller PDF."},
    Magic{"7z\xbc\xaf\x27\x1c"sv, is_archive},
    Magic{"Rar!\x1a\x07"sv, is_archive},
    Magic{"\x1f\x8b\x08"sv, is_archive},
    Magic{"BZh"sv, is_archive},
    Magic{"\xfd"
          "7zXZ\0"sv,
          is_archive},
    Magic{"%!PS"sv, "Filen er i PostScript-format, som Klynge ikke læser. Gem den som PDF."},
    Magic{"\x7f"
          "ELF"sv,
          "Filen er et program og ikke et dokument."},
};

std::string utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) (wide += c) += '\0';
  return wide;
}

Result<Format> refuse_ole(std::string_view bytes) {
  if (bytes.find(utf16("EncryptedPackage")) != std::string_view::npos)
    return invalid("Dokumentet er beskyttet med en adgangskode. Fjern adgangskoden i Word, og prøv igen.",
                   "encrypted OOXML in OLE");
  if (bytes.find(utf16("WordDocument")) != std::string_view::npos)
    return invalid("Filen er i det gamle Word-format (.doc). Åbn den i Word, og gem den som DOCX eller PDF.",
                   "OLE Word document");
  return invalid("Filen er i et gammelt Office-format, som Klynge ikke læser. Gem den som DOCX eller PDF.",
                 "OLE compound file");
}

// Names of a ZIP's entries stand unpacked in it, so a search finds them.
Result<Format> zip_format(std::string_view bytes) {
  const auto holds = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (holds("word/document"sv)) return Format::docx;
  if (holds("xl/workbook"sv))
    return invalid("Filen er et regneark. Klynge læser referater og dagsordener som DOCX, PDF eller tekst.",
                   "spreadsheet");
  if (holds("ppt/presentation"sv))
    return invalid("Filen er en præsentation. Gem den som PDF, og prøv igen.", "presentation");
  if (holds("application/vnd.oasis.opendocument"sv))
    return invalid("Filen er i OpenDocument-format, som Klynge ikke læser. Gem den som DOCX eller PDF.",
                   "OpenDocument");
  if (holds("[Content_Types].xml"sv) && holds("word/"sv)) return Format::docx;
  return invalid(is_archive, "zip without a document");
}

bool looks_like_pdf(std::string_view bytes) {
  const std::size_t at = bytes.substr(0, pdf_header_within_bytes).find("%PDF-");
  return at != std::string_view::npos && at + 5 < bytes.size() && bytes[at + 5] >= '0' && bytes[at + 5] <= '9';
}

// The start in lower case, without byte order mark, and without the zeros of UTF-16.
std::string sniffed(std::string_view bytes) {
  bytes = bytes.substr(0, html_sniffed_bytes);
  for (const std::string_view mark : {"\xef\xbb\xbf"sv, "\xff\xfe"sv, "\xfe\xff"sv})
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  std::string start(bytes);
  std::erase(start, '\0');
  return lower(start);
}

void skip_to_first_tag(std::string_view& rest) {
  for (;;) {
    rest = trim(rest);
    const std::string_view closing = rest.starts_with("<!--") ? "-->"sv : rest.starts_with("<?xml") ? "?>"sv : ""sv;
    if (closing.empty()) return;
    const std::size_t end = rest.find(closing);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + closing.size());
  }
}

bool looks_like_html(std::string_view bytes) {
  const std::string start = sniffed(bytes);
  std::string_view rest = start;
  skip_to_first_tag(rest);
  if (!rest.starts_with('<')) return false;
  rest.remove_prefix(1);
  constexpr std::array tags{"!doctype html"sv, "html"sv, "head"sv, "body"sv, "title"sv, "meta"sv, "div"sv,  "p"sv,
                            "table"sv,         "h1"sv,   "h2"sv,   "h3"sv,   "ul"sv,    "ol"sv,   "main"sv, "article"sv,
                            "section"sv,       "span"sv};
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
    if (!rest.starts_with(tag)) return false;
    const char after = rest.size() > tag.size() ? rest[tag.size()] : '>';
    return after == '>' || after == ' ' || after == '\n' || after == '\r' || after == '\t' || after == '/';
  });
}

}  // namespace

Result<Format> detect_format(std::string_view bytes) {
  if (bytes.empty()) return invalid("Filen er tom.", "no bytes");
  if (bytes.size() > limits::document_bytes)
    return fail(Problem::Kind::too_large, "Filen er for stor. Et dokument må højst fylde 64 MB.",
                "document over its limit");
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return zip_format(bytes);
  if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return refuse_ole(bytes);
  for (const Magic& magic : refused_magics)
    if (bytes.starts_with(magic.bytes)) return invalid(magic.danish, "refused by its first bytes");
  const bool riff_image = bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv);
  const bool heic = bytes.size() > 12 && bytes.substr(4, 4) == "ftyp"sv;
  if (riff_image || heic) return invalid(is_image, "refused by its first bytes");
  if (looks_like_pdf(bytes)) return Format::pdf;
  return looks_like_html(bytes) ? Format::html : Format::text;
}

}  // namespace klynge::extract
