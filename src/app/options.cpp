#include "app/options.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <set>
#include <sstream>

namespace klynge::app {

std::string database_url(const StoreOptions& options) {
  return options.database.empty() ? "sqlite:" + options.data + "/klynge.db" : options.database;
}

std::optional<std::string> read_configuration(const std::string& path, StoreOptions& store, ServeOptions& serve) {
  static const std::set<std::string_view> known = {"data", "database", "node", "address", "port", "https", "threads"};
  try {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, value] : table)
      if (!known.contains(key.str())) return "unknown key in " + path + ": " + std::string(key.str());
    const auto text = [&](std::string_view key, std::string& into) {
      if (const auto value = table[key].value<std::string>()) into = *value;
    };
    text("data", store.data);
    text("database", store.database);
    text("node", store.node);
    text("address", serve.address);
    if (const auto port = table["port"].value<std::int64_t>()) {
      if (*port < 1 || *port > 65535) return "port is not between 1 and 65535 in " + path;
      serve.port = static_cast<std::uint16_t>(*port);
    }
    if (const auto https = table["https"].value<bool>()) serve.https = *https;
    if (const auto threads = table["threads"].value<std::int64_t>()) {
      if (*threads < 0 || *threads > 256) return "threads is not between 0 and 256 in " + path;
      serve.threads = static_cast<unsigned>(*threads);
    }
    return std::nullopt;
  } catch (const toml::parse_error& error) {
    std::ostringstream out;
    out << path << ":" << error.source().begin.line << ": " << error.description();
    return out.str();
  }
}

}  // namespace klynge::app
