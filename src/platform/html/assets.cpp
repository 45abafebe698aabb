#include "platform/html/assets.hpp"

namespace klynge::html {

const Asset* find_asset(std::string_view name) {
  for (const Asset& asset : assets())
    if (asset.name == name) return &asset;
  return nullptr;
}

Url asset_url(std::string_view name) {
  // Names come from the build, with their slashes; nothing in them needs encoding.
  std::string address = "/aktiver/";
  address += asset_hash();
  address += '/';
  address += name;
  return make_url(std::move(address));
}

}  // namespace klynge::html
