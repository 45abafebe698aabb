// `klynge`: the command line. What is said here is parsed, checked and handed to one function.
#include <fmt/format.h>
#include <sodium.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "meetings/meeting.hpp"

using namespace klynge::app;

namespace {

// All that a command line can say, and what it asks to be run.
struct Arguments {
  StoreOptions store;
  ReadOptions read;
  ImportOptions imports;
  RereadOptions reread;
  SearchOptions search;
  ListOptions list;
  ServeOptions serve;
  UserAddOptions user;
  StructureOptions structure;
  PersonEraseOptions person;
  std::string configuration, backup_file;
  std::function<int()> run;
};

void add_store_options(CLI::App& command, StoreOptions& store) {
  command.add_option("--data", store.data, "Folder of the SQLite database, seals and log")
      ->envname("KLYNGE_DATA")
      ->capture_default_str();
  command.add_option("--database", store.database, "Database URL instead: postgresql://… or sqlite:FILE");
  command.add_option("--key-file", store.key_file,
                     "The installation's key (DATA/key); made where it is missing, the same for all nodes");
  command.add_option("--node", store.node,
                     "Name of this process's audit chain (node1 when serving, else command_line)");
}

void add_read(CLI::App& app, Arguments& given) {
  auto* read_command_line = app.add_subcommand("read", "Read documents and print what was understood; no database");
  read_command_line->add_option("files", given.read.files, "Documents: text, PDF, DOCX or HTML")->required();
  read_command_line->add_flag("--json", given.read.json, "One record a line, as JSON");
  read_command_line->add_option("--output", given.read.output, "Write NAME.json for each file into this folder");
  read_command_line->callback([&] { given.run = [&] { return read_command(given.read); }; });
}

void add_import(CLI::App& app, Arguments& given) {
  auto* import_line = app.add_subcommand("import", "Take documents into the register");
  add_store_options(*import_line, given.store);
  import_line->add_option("paths", given.imports.paths, "Files and folders")->required();
  import_line->add_flag("--yes", given.imports.yes, "Commit at once what is not doubtful");
  import_line->add_flag("--verbose", given.imports.verbose, "A line for each document once it is kept");
  import_line->add_flag("--quiet", given.imports.quiet, "No progress bar");
  import_line->callback([&] { given.run = [&] { return import_command(given.store, given.imports); }; });
}

void add_reread(CLI::App& app, Arguments& given) {
  auto* reread_line =
      app.add_subcommand("reread", "Read what is in the register anew, after an upgrade with a better reader");
  add_store_options(*reread_line, given.store);
  reread_line->add_flag("--all", given.reread.all, "Also what this version has read");
  reread_line->add_flag("--quiet", given.reread.quiet, "No progress and no summary");
  reread_line->callback([&] { given.run = [&] { return reread_command(given.store, given.reread); }; });
}

void add_search(CLI::App& app, Arguments& given) {
  auto* search_line = app.add_subcommand("search", "Search everything in the register");
  add_store_options(*search_line, given.store);
  search_line->add_option("query", given.search.query, "Words, \"phrases\", -without")->required();
  search_line->add_option("--limit", given.search.limit, "How many hits")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  search_line->add_flag("--json", given.search.json, "One hit a line, as JSON");
  search_line->callback([&] { given.run = [&] { return search_command(given.store, given.search); }; });
}

void add_list(CLI::App& app, Arguments& given) {
  auto* list_line = app.add_subcommand("list", "List meetings, decisions, tasks, amounts or findings");
  add_store_options(*list_line, given.store);
  list_line->add_option("what", given.list.what, "What to list")
      ->required()
      ->check(CLI::IsMember({"meetings", "decisions", "tasks", "amounts", "findings"}));
  list_line->add_option("--body", given.list.body, "Only this body (id, or a part of its name)");
  list_line->add_option("--year", given.list.year, "Only this year")->check(CLI::Range(1900, 2199));
  list_line->add_option("--outcome", given.list.outcome, "Only decisions with this outcome")
      ->check(CLI::IsMember(klynge::meetings::outcome_names()));
  list_line->add_option("--words", given.list.words, "Only rows with these words");
  auto* as_json = list_line->add_flag("--json", given.list.json, "One row a line, as JSON");
  list_line->add_flag("--csv", given.list.csv, "CSV as Danish Excel opens it")->excludes(as_json);
  list_line->callback([&] { given.run = [&] { return list_command(given.store, given.list); }; });
}

void add_serve(CLI::App& app, Arguments& given) {
  auto* serve_line = app.add_subcommand("serve", "Serve the pages");
  add_store_options(*serve_line, given.store);
  serve_line->add_option("--config", given.configuration, "TOML file with the same settings")->check(CLI::ExistingFile);
  serve_line->add_option("--address", given.serve.address, "Address to listen on")->capture_default_str();
  serve_line->add_option("--port", given.serve.port, "Port to listen on; 0 takes a free one")->capture_default_str();
  serve_line->add_option("--examples", given.serve.examples,
                         "Folder of documents to read in when the register is empty");
  serve_line->add_option("--structure", given.serve.structure,
                         "Structure file, FILE.json, applied after the examples when the register is empty");
  serve_line->add_option("--threads", given.serve.threads, "Serving threads; 0: one for every two cores")
      ->check(CLI::Range(0, 256));
  serve_line->add_flag("--https", given.serve.https, "Behind a proxy that speaks TLS: cookies are Secure");
  serve_line->add_option("--public-url", given.serve.public_url,
                         "What users type, for links in mails: https://klynge.example.org");
  serve_line->add_option("--smtp", given.serve.mail.server,
                         "Mail server, HOST:PORT; without one, letters wait on the outbox page");
  serve_line->add_option("--smtp-tls", given.serve.mail_tls, "none, starttls or tls")
      ->check(CLI::IsMember({"none", "starttls", "tls"}))
      ->capture_default_str();
  serve_line->add_option("--smtp-user", given.serve.mail.user, "Who signs in to the mail server");
  serve_line->add_option("--smtp-password-file", given.serve.mail_password_file, "File with the password");
  serve_line->add_option("--smtp-ca", given.serve.mail.ca_file, "Certificates to trust instead of the system's");
  serve_line->add_option("--mail-from", given.serve.mail.from, "Sender: \"Klynge <klynge@example.org>\"");
  serve_line->callback([&] { given.run = [&] { return serve_command(given.store, given.serve); }; });
}

void add_user(CLI::App& app, Arguments& given) {
  auto* user_line = app.add_subcommand("user", "Accounts");
  user_line->require_subcommand(1);
  auto* user_add = user_line->add_subcommand("add", "Make a local account");
  add_store_options(*user_add, given.store);
  user_add->add_option("login", given.user.login, "What is typed at sign-in")->required();
  user_add->add_option("--name", given.user.name, "The person's name")->required();
  user_add
      ->add_option("--role", given.user.roles,
                   "The account's roles, several with commas between; none for a member, whose seats give the rights")
      ->delimiter(',')
      ->check(CLI::IsMember(
          {"secretary", "reader", "administrator", "finance", "support_nurse", "support_leader", "auditor", "system"}));
  user_add->add_option("--email", given.user.email, "Where invitations and links to a new password go");
  user_add->add_flag("--password-from-input", given.user.password_from_input, "Read the password from standard input");
  user_add->callback([&] { given.run = [&] { return user_add_command(given.store, given.user); }; });
}

void add_person(CLI::App& app, Arguments& given) {
  auto* person_line = app.add_subcommand("person", "Persons of the register");
  person_line->require_subcommand(1);
  auto* person_erase =
      person_line->add_subcommand("erase", "Erase a person for good: name, account, contents of the audit log");
  add_store_options(*person_erase, given.store);
  person_erase->add_option("id", given.person.id, "The person's id, as in the address of the page")->required();
  person_erase->add_option("--reason", given.person.reason, "Why; stays in the audit log and must not hold the name")
      ->required();
  person_erase->callback([&] { given.run = [&] { return person_erase_command(given.store, given.person); }; });
}

void add_structure(CLI::App& app, Arguments& given) {
  auto* structure_line =
      app.add_subcommand("structure", "Begin with a structure: a template that is shipped, or a file");
  structure_line->require_subcommand(1);
  auto* structure_list =
      structure_line->add_subcommand("list", "The templates, with the regions and areas each can be used for");
  add_store_options(*structure_list, given.store);
  structure_list->callback([&] { given.run = [&] { return structure_list_command(given.store); }; });
  auto* structure_apply = structure_line->add_subcommand(
      "apply", "Say what a template in a region, or a file, would make, and with --yes make it");
  add_store_options(*structure_apply, given.store);
  structure_apply
      ->add_option("template", given.structure.template_id,
                   "Which template: 2021, 2022, 2027; or a structure file, FILE.json")
      ->required();
  structure_apply->add_option("--region", given.structure.region, "The region's name, for a template");
  structure_apply->add_option("--area", given.structure.areas, "Only this area; may be given several times");
  structure_apply->add_option("--from", given.structure.from, "First day, as 2022-07-01; else the template's");
  structure_apply->add_flag("--yes", given.structure.yes, "Write it");
  structure_apply->callback([&] { given.run = [&] { return structure_apply_command(given.store, given.structure); }; });
}

void add_audit(CLI::App& app, Arguments& given) {
  auto* audit = app.add_subcommand("audit", "The audit log");
  audit->require_subcommand(1);
  auto* verify = audit->add_subcommand("verify", "Walk every chain and say where it is broken");
  add_store_options(*verify, given.store);
  verify->callback([&] { given.run = [&] { return audit_verify_command(given.store); }; });
}

void add_backup(CLI::App& app, Arguments& given) {
  auto* backup = app.add_subcommand("backup", "Write everything to one file, also while the server runs");
  add_store_options(*backup, given.store);
  backup->add_option("file", given.backup_file, "The file to write")->required();
  backup->callback([&] { given.run = [&] { return backup_command(given.store, given.backup_file); }; });

  auto* restore = app.add_subcommand("restore", "Fill an empty database from a backup and verify its audit chain");
  add_store_options(*restore, given.store);
  restore->add_option("file", given.backup_file, "The backup")->required()->check(CLI::ExistingFile);
  restore->callback([&] { given.run = [&] { return restore_command(given.store, given.backup_file); }; });
}

// What the file of settings says and the command line does not. Returns what is wrong with the file.
std::optional<std::string> apply_configuration(const CLI::App& serve_line, Arguments& given) {
  if (given.configuration.empty()) return std::nullopt;
  StoreOptions file_store;
  ServeOptions file_serve;
  if (auto fault = read_configuration(given.configuration, file_store, file_serve)) return fault;
  const auto said = [&](const char* name) { return serve_line.count(name) > 0; };
  if (!said("--data")) given.store.data = file_store.data;
  if (!said("--database")) given.store.database = file_store.database;
  if (!said("--node")) given.store.node = file_store.node;
  if (!said("--address")) given.serve.address = file_serve.address;
  if (!said("--port")) given.serve.port = file_serve.port;
  if (!said("--threads")) given.serve.threads = file_serve.threads;
  if (!said("--https")) given.serve.https = file_serve.https;
  if (!said("--key-file")) given.store.key_file = file_store.key_file;
  if (!said("--public-url")) given.serve.public_url = file_serve.public_url;
  if (!said("--smtp")) given.serve.mail.server = file_serve.mail.server;
  if (!said("--smtp-tls")) given.serve.mail_tls = file_serve.mail_tls;
  if (!said("--smtp-user")) given.serve.mail.user = file_serve.mail.user;
  if (!said("--smtp-password-file")) given.serve.mail_password_file = file_serve.mail_password_file;
  if (!said("--smtp-ca")) given.serve.mail.ca_file = file_serve.mail.ca_file;
  given.serve.oidc = file_serve.oidc;
  given.serve.oidc_secret_file = file_serve.oidc_secret_file;
  if (!said("--mail-from")) given.serve.mail.from = file_serve.mail.from;
  return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Klynge: minutes in, register out"};
  app.set_version_flag("--version", "klynge " KLYNGE_VERSION);
  app.require_subcommand(1);
  Arguments given;
  for (const auto add : {add_read, add_import, add_reread, add_search, add_list, add_serve, add_user, add_person,
                         add_structure, add_audit, add_backup})
    add(app, given);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (sodium_init() < 0) {
    fmt::print(stderr, "klynge: libsodium could not be initialised\n");
    return 1;
  }
  const CLI::App& serve_line = *app.get_subcommand("serve");
  if (const auto fault = apply_configuration(serve_line, given)) {
    fmt::print(stderr, "klynge: {}\n", *fault);
    return 2;
  }
  if (const auto fault = complete(given.serve)) {
    fmt::print(stderr, "klynge: {}\n", *fault);
    return 2;
  }
  // A chain has one writer at a time: an import that shared the server's would turn its sign-ins back.
  if (given.store.node.empty()) given.store.node = serve_line.parsed() ? "node1" : "command_line";
  try {
    return given.run();
  } catch (const std::exception& error) {
    print_problem("klynge", problem_of(error));
    return 1;
  }
}
