// The browser assets: style sheet, script, icons, fonts; built by web/build.mjs into the binary.
//
// They are served under one address that holds a hash of all of them, /aktiver/<hash>/<name>, so a
// browser keeps them for ever and never mixes two versions.
#pragma once
#include <span>
#include <string_view>

#include "platform/html/url.hpp"

namespace klynge::html {

struct Asset {
  std::string_view name;  // "klynge.css", "img/check.svg"
  std::string_view content_type;
  std::string_view bytes;  // in the binary: valid for ever
};

std::span<const Asset> assets();
// 16 hexadecimal digits over all names and bytes.
std::string_view asset_hash();
// nullptr where there is no such file.
const Asset* find_asset(std::string_view name);
// "/aktiver/<hash>/klynge.css"
Url asset_url(std::string_view name);

}  // namespace klynge::html
