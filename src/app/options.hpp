// What the command line and the configuration file say, as plain values.
//
// A configuration file (TOML) gives defaults for a server; the command line wins over it. Nothing
// here is read from the environment but KLYNGE_DATA, so that a unit file shows all there is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/mail/smtp.hpp"
#include "platform/oidc/provider.hpp"

namespace klynge::app {

struct StoreOptions {
  std::string data = "data";  // folder of the SQLite file, the seals and the log
  std::string database;       // "" for SQLite in `data`, else sqlite:… or postgresql://…
  std::string key_file;       // "" for `data`/key; the nodes of one database share one key
  std::string node;           // names this process's audit chain; "": chosen by the command
};

struct ReadOptions {
  std::vector<std::string> files;
  bool json = false;
  std::string output;  // folder for one NAME.json a file; "" writes to standard output
};

struct ImportOptions {
  std::vector<std::string> paths;
  bool yes = false;      // commit what is not doubtful
  bool quiet = false;    // no progress bar
  bool verbose = false;  // a line on standard output for each document that is done
};

struct RereadOptions {
  bool all = false;  // also what this version's reader has read
  bool quiet = false;
};

struct SearchOptions {
  std::string query;
  bool json = false;
  std::size_t limit = 20;
};

struct ListOptions {
  std::string what;  // meetings, decisions, tasks, amounts, findings
  std::string body, year, outcome, words;
  bool json = false, csv = false;
};

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  bool https = false;                 // behind a proxy that speaks TLS: cookies are Secure
  std::string examples;               // folder read in when the register is empty
  std::string structure;              // structure file applied after them then
  unsigned threads = 0;               // 0: one for every two cores
  std::string public_url;             // what users type; "" for where the server listens
  mail::SmtpSettings mail;            // without a server, letters wait on the outbox page
  std::string mail_tls = "starttls";  // none, starttls, tls
  std::string mail_password_file;     // its first line
  oidc::Settings oidc;                // from the configuration file alone; without an issuer there is no provider
  std::string oidc_secret_file;       // its first line
};

struct StructureOptions {
  std::string template_id, region;  // or a structure file, then without a region
  std::vector<std::string> areas;   // names; none: all of the region
  std::string from;                 // ISO day; "" for the template's
  bool yes = false;                 // do it, not only say what would be done
};

struct UserAddOptions {
  std::string login, name, email;
  std::vector<std::string> roles;    // words of access/account.hpp; none for a member, whose seats give the rights
  bool password_from_input = false;  // else one is made and printed once
};

struct PersonEraseOptions {
  std::string id, reason;
};

// The database's URL that the options mean.
std::string database_url(const StoreOptions& options);
// The key file that the options mean.
std::string key_path(const StoreOptions& options);
// What is wrong with the settings of a server, in English; fills what follows from others (the mail
// server's password from its file). nullopt where they are sound.
std::optional<std::string> complete(ServeOptions& serve);
// Fills what the file sets and the command line left alone. Errors: not TOML, an unknown key.
std::optional<std::string> read_configuration(const std::string& path, StoreOptions& store, ServeOptions& serve);

}  // namespace klynge::app
