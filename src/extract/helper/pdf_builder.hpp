// For tests: a PDF in memory from the operators of its pages.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

namespace klynge::extract {

// Objects get their numbers in order, from 1; the cross-reference table is left out, as in a
// damaged file, and the library finds the objects itself.
inline std::string build_pdf(const std::vector<std::string>& objects, const std::string& trailer_more = "") {
  std::string pdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  for (std::size_t i = 0; i < objects.size(); ++i) pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  return pdf +
         fmt::format("trailer\n<</Root 1 0 R/Size {}{}>>\nstartxref\n0\n%%EOF\n", objects.size() + 1, trailer_more);
}

// Pages of A4 with fonts /F (Helvetica) and /B (Helvetica-Bold), text in Windows-1252.
inline std::string build_pdf_pages(const std::vector<std::string>& pages, const std::string& page_more = "") {
  std::string kids;
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", "",
                                   "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
                                   "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"};
  for (const std::string& content : pages) {
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(fmt::format(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{}/Contents {} 0 R/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>",
        page_more, objects.size() + 2));
    objects.push_back(fmt::format("<</Length {}>>\nstream\n{}\nendstream", content.size(), content));
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size());
  return build_pdf(objects);
}

inline std::string pdf_text(float x, float y, const std::string& text, const char* font = "F", float size = 12) {
  return fmt::format("BT /{} {} Tf {} {} Td ({}) Tj ET\n", font, size, x, y, text);
}

}  // namespace klynge::extract
