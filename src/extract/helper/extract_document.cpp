#include "extract/helper/extract_document.hpp"

#include <new>
#include <stdexcept>

#include "extract/helper/docx.hpp"
#include "extract/helper/html.hpp"
#include "extract/helper/pdf.hpp"

namespace klynge::extract {

std::variant<reading::Document, Refused> extract_document(std::uint8_t format, std::string_view bytes) {
  try {
    switch (static_cast<reading::Format>(format)) {
      case reading::Format::pdf:
        return read_pdf(bytes);
      case reading::Format::docx:
        return read_docx(bytes);
      case reading::Format::html:
        return read_html(bytes);
      case reading::Format::text:
        break;
    }
    return Refused{Failure::unknown_format, "no such format"};
  } catch (Refused& refused) {
    return std::move(refused);
  } catch (const std::bad_alloc&) {
    return Refused{Failure::out_of_memory, "out of memory"};
  } catch (const std::length_error& error) {
    return Refused{Failure::out_of_memory, error.what()};
  }
}

}  // namespace klynge::extract
