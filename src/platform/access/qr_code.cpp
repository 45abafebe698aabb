#include "platform/access/qr_code.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <string>

namespace klynge::access {
namespace {

// Dark on white, also where the page is dark: cameras want it so.
constexpr auto picture = html::make<
    R"(<svg class="k-qr" role="img" aria-label="{}" viewBox="{}" width="240" height="240" shape-rendering="crispEdges"><rect width="{}" height="{}" fill="#ffffff"/><path d="{}" fill="#000000"/></svg>
)">;
constexpr int quiet_zone = 4;  // modules of white around it, as the standard asks

}  // namespace

html::Html qr_code(std::string_view text, std::string_view label) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (!code) return {};
  std::string path;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x)
      if (code->data[y * code->width + x] & 1) path += fmt::format("M{} {}h1v1h-1z", x + quiet_zone, y + quiet_zone);
  const int size = code->width + 2 * quiet_zone;
  return picture(label, fmt::format("0 0 {} {}", size, size), size, size, path);
}

}  // namespace klynge::access
