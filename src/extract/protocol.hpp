// What the server and klynge-extract say to each other over their socket.
//
// A question is a header and the document's bytes; an answer is a header and either the document
// (reading/document_wire.hpp) or an English detail for the log. The helper never sends a sentence
// for the user: it may have been taken over by a document, so it may only choose among failures.
// Headers are eight bytes: three letters, one byte, the length of what follows (little-endian).
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace klynge::extract {

enum class Failure : std::uint8_t {
  none,
  broken_pdf,
  truncated_pdf,
  encrypted_pdf,
  broken_docx,
  encrypted_docx,
  not_a_docx,
  zip_bomb,
  unsafe_entry,
  xml_too_deep,
  broken_html,
  too_many_pages,
  too_many_lines,
  out_of_memory,
  unknown_format,
};
inline constexpr std::uint8_t failure_count = static_cast<std::uint8_t>(Failure::unknown_format) + 1;

inline constexpr std::string_view question_letters = "KLQ", answer_letters = "KLA";
inline constexpr std::size_t header_bytes = 8, failure_detail_bytes = 1000;
using Header = std::array<char, header_bytes>;

inline Header make_header(std::string_view letters, std::uint8_t what, std::uint32_t length) {
  Header header{};
  std::memcpy(header.data(), letters.data(), 3);
  std::memcpy(header.data() + 3, &what, 1);
  std::memcpy(header.data() + 4, &length, 4);
  return header;
}

struct HeaderFields {
  std::uint8_t what = 0;     // reading::Format in a question, Failure in an answer
  std::uint32_t length = 0;  // bytes that follow
};

inline std::optional<HeaderFields> read_header(const Header& header, std::string_view letters) {
  if (std::string_view(header.data(), 3) != letters) return std::nullopt;
  HeaderFields fields;
  std::memcpy(&fields.what, header.data() + 3, 1);
  std::memcpy(&fields.length, header.data() + 4, 4);
  return fields;
}

}  // namespace klynge::extract
