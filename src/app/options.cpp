#include "app/options.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <fstream>
#include <set>
#include <sstream>

namespace klynge::app {

std::string database_url(const StoreOptions& options) {
  return options.database.empty() ? "sqlite:" + options.data + "/klynge.db" : options.database;
}

std::string key_path(const StoreOptions& options) {
  return options.key_file.empty() ? options.data + "/key" : options.key_file;
}

namespace {

// The first key of `table` that is not known.
std::optional<std::string> unknown_key(const toml::table& table, const std::set<std::string_view>& known) {
  for (const auto& [key, value] : table)
    if (!known.contains(key.str())) return std::string(key.str());
  return std::nullopt;
}

void text(const toml::table& table, std::string_view key, std::string& into) {
  if (const auto value = table[key].value<std::string>()) into = *value;
}

std::optional<std::string> first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line) || line.empty()) return std::nullopt;
  return line;
}

}  // namespace

std::optional<std::string> complete(ServeOptions& serve) {
  while (serve.public_url.ends_with('/')) serve.public_url.pop_back();
  const bool is_web = serve.public_url.starts_with("https://") || serve.public_url.starts_with("http://");
  if (!serve.public_url.empty() && !is_web) return "the public URL does not begin with https:// or http://";
  if (serve.mail_tls == "none")
    serve.mail.tls = mail::Tls::none;
  else if (serve.mail_tls == "starttls")
    serve.mail.tls = mail::Tls::starttls;
  else if (serve.mail_tls == "tls")
    serve.mail.tls = mail::Tls::implicit;
  else
    return "the mail server's tls is not none, starttls or tls";
  if (!serve.mail_password_file.empty()) {
    const auto password = first_line(serve.mail_password_file);
    if (!password) return "there is no password in " + serve.mail_password_file;
    serve.mail.password = *password;
  }
  if (!serve.oidc_secret_file.empty()) {
    const auto secret = first_line(serve.oidc_secret_file);
    if (!secret) return "there is no secret in " + serve.oidc_secret_file;
    serve.oidc.client_secret = *secret;
  }
  for (const std::string& fault : {mail::fault_of(serve.mail), oidc::fault_of(serve.oidc)})
    if (!fault.empty()) return fault;
  return std::nullopt;
}

std::optional<std::string> read_configuration(const std::string& path, StoreOptions& store, ServeOptions& serve) {
  try {
    const toml::table table = toml::parse_file(path);
    if (const auto key = unknown_key(table, {"data", "database", "node", "key_file", "address", "port", "https",
                                             "threads", "public_url", "mail", "oidc"}))
      return "unknown key in " + path + ": " + *key;
    text(table, "data", store.data);
    text(table, "database", store.database);
    text(table, "node", store.node);
    text(table, "key_file", store.key_file);
    text(table, "address", serve.address);
    text(table, "public_url", serve.public_url);
    if (const toml::table* mail = table["mail"].as_table()) {
      if (const auto key = unknown_key(*mail, {"server", "tls", "user", "password_file", "from", "ca_file"}))
        return "unknown key in [mail] of " + path + ": " + *key;
      text(*mail, "server", serve.mail.server);
      text(*mail, "tls", serve.mail_tls);
      text(*mail, "user", serve.mail.user);
      text(*mail, "password_file", serve.mail_password_file);
      text(*mail, "from", serve.mail.from);
      text(*mail, "ca_file", serve.mail.ca_file);
    }
    if (const toml::table* provider = table["oidc"].as_table()) {
      if (const auto key = unknown_key(*provider, {"issuer", "client_id", "client_secret_file", "name", "scopes",
                                                   "claim", "match", "make_accounts", "ca_file"}))
        return "unknown key in [oidc] of " + path + ": " + *key;
      text(*provider, "issuer", serve.oidc.issuer);
      text(*provider, "client_id", serve.oidc.client_id);
      text(*provider, "client_secret_file", serve.oidc_secret_file);
      text(*provider, "name", serve.oidc.name);
      text(*provider, "scopes", serve.oidc.scopes);
      text(*provider, "claim", serve.oidc.claim);
      text(*provider, "match", serve.oidc.match);
      serve.oidc.makes_accounts = (*provider)["make_accounts"].value_or(false);
      text(*provider, "ca_file", serve.oidc.ca_file);
    }
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
