// A QR code as a picture in the page, with no script and no image to fetch.
#pragma once
#include <string_view>

#include "platform/html/html.hpp"

namespace klynge::access {

// `label`: what it is, for who does not see it. Nothing where the text is too long for a code.
html::Html qr_code(std::string_view text, std::string_view label);

}  // namespace klynge::access
