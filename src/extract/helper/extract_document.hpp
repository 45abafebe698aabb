// One document by its format: the only place where the parsers are called.
#pragma once
#include <string_view>
#include <variant>

#include "extract/helper/line_sink.hpp"

namespace klynge::extract {

std::variant<reading::Document, Refused> extract_document(std::uint8_t format, std::string_view bytes);

}  // namespace klynge::extract
