// `klynge`: the command line. What is said here is parsed, checked and handed to one function.
#include <fmt/format.h>
#include <sodium.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>

#include "app/commands.hpp"
#include "app/print.hpp"

using namespace klynge::app;

namespace {

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

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Klynge: minutes in, register out"};
  app.set_version_flag("--version", "klynge " KLYNGE_VERSION);
  app.require_subcommand(1);

  StoreOptions store;
  ReadOptions read;
  ImportOptions import_options;
  RereadOptions reread;
  SearchOptions search;
  ListOptions list;
  ServeOptions serve;
  UserAddOptions user;
  StructureOptions structure;
  PersonEraseOptions person;
  std::string configuration, backup_file;
  std::function<int()> run;

  auto* read_command_line = app.add_subcommand("read", "Read documents and print what was understood; no database");
  read_command_line->add_option("files", read.files, "Documents: text, PDF, DOCX or HTML")->required();
  read_command_line->add_flag("--json", read.json, "One record a line, as JSON");
  read_command_line->add_option("--output", read.output, "Write NAME.json for each file into this folder");
  read_command_line->callback([&] { run = [&] { return read_command(read); }; });

  auto* import_line = app.add_subcommand("import", "Take documents into the register");
  add_store_options(*import_line, store);
  import_line->add_option("paths", import_options.paths, "Files and folders")->required();
  import_line->add_flag("--yes", import_options.yes, "Commit at once what is not doubtful");
  import_line->add_flag("--verbose", import_options.verbose, "A line for each document once it is kept");
  import_line->add_flag("--quiet", import_options.quiet, "No progress bar");
  import_line->callback([&] { run = [&] { return import_command(store, import_options); }; });

  auto* reread_line =
      app.add_subcommand("reread", "Read what is in the register anew, after an upgrade with a better reader");
  add_store_options(*reread_line, store);
  reread_line->add_flag("--all", reread.all, "Also what this version has read");
  reread_line->add_flag("--quiet", reread.quiet, "No progress and no summary");
  reread_line->callback([&] { run = [&] { return reread_command(store, reread); }; });

  auto* search_line = app.add_subcommand("search", "Search everything in the register");
  add_store_options(*search_line, store);
  search_line->add_option("query", search.query, "Words, \"phrases\", -without")->required();
  search_line->add_option("--limit", search.limit, "How many hits")->check(CLI::Range(1, 1000))->capture_default_str();
  search_line->add_flag("--json", search.json, "One hit a line, as JSON");
  search_line->callback([&] { run = [&] { return search_command(store, search); }; });

  auto* list_line = app.add_subcommand("list", "List meetings, decisions, tasks, amounts or findings");
  add_store_options(*list_line, store);
  list_line->add_option("what", list.what, "What to list")
      ->required()
      ->check(CLI::IsMember({"meetings", "decisions", "tasks", "amounts", "findings"}));
  list_line->add_option("--body", list.body, "Only this body (id, or a part of its name)");
  list_line->add_option("--year", list.year, "Only this year");
  list_line->add_option("--outcome", list.outcome, "Only decisions with this outcome");
  list_line->add_option("--words", list.words, "Only rows with these words");
  auto* as_json = list_line->add_flag("--json", list.json, "One row a line, as JSON");
  list_line->add_flag("--csv", list.csv, "CSV as Danish Excel opens it")->excludes(as_json);
  list_line->callback([&] { run = [&] { return list_command(store, list); }; });

  auto* serve_line = app.add_subcommand("serve", "Serve the pages");
  add_store_options(*serve_line, store);
  serve_line->add_option("--config", configuration, "TOML file with the same settings")->check(CLI::ExistingFile);
  serve_line->add_option("--address", serve.address, "Address to listen on")->capture_default_str();
  serve_line->add_option("--port", serve.port, "Port to listen on; 0 takes a free one")->capture_default_str();
  serve_line->add_option("--examples", serve.examples, "Folder of documents to read in when the register is empty");
  serve_line->add_option("--structure", serve.structure,
                         "Structure file, FILE.json, applied after the examples when the register is empty");
  serve_line->add_option("--threads", serve.threads, "Serving threads; 0: one for every two cores")
      ->check(CLI::Range(0, 256));
  serve_line->add_flag("--https", serve.https, "Behind a proxy that speaks TLS: cookies are Secure");
  serve_line->add_option("--public-url", serve.public_url,
                         "What users type, for links in mails: https://klynge.example.org");
  serve_line->add_option("--smtp", serve.mail.server,
                         "Mail server, HOST:PORT; without one, letters wait on the outbox page");
  serve_line->add_option("--smtp-tls", serve.mail_tls, "none, starttls or tls")
      ->check(CLI::IsMember({"none", "starttls", "tls"}))
      ->capture_default_str();
  serve_line->add_option("--smtp-user", serve.mail.user, "Who signs in to the mail server");
  serve_line->add_option("--smtp-password-file", serve.mail_password_file, "File with the password");
  serve_line->add_option("--smtp-ca", serve.mail.ca_file, "Certificates to trust instead of the system's");
  serve_line->add_option("--mail-from", serve.mail.from, "Sender: \"Klynge <klynge@example.org>\"");
  serve_line->callback([&] { run = [&] { return serve_command(store, serve); }; });

  auto* user_line = app.add_subcommand("user", "Accounts");
  user_line->require_subcommand(1);
  auto* user_add = user_line->add_subcommand("add", "Make a local account");
  add_store_options(*user_add, store);
  user_add->add_option("login", user.login, "What is typed at sign-in")->required();
  user_add->add_option("--name", user.name, "The person's name")->required();
  user_add
      ->add_option("--role", user.roles,
                   "The account's roles, several with commas between; none for a member, whose seats give the rights")
      ->delimiter(',')
      ->check(CLI::IsMember(
          {"secretary", "reader", "administrator", "finance", "support_nurse", "support_leader", "auditor", "system"}));
  user_add->add_option("--email", user.email, "Where invitations and links to a new password go");
  user_add->add_flag("--password-from-input", user.password_from_input, "Read the password from standard input");
  user_add->callback([&] { run = [&] { return user_add_command(store, user); }; });

  auto* person_line = app.add_subcommand("person", "Persons of the register");
  person_line->require_subcommand(1);
  auto* person_erase =
      person_line->add_subcommand("erase", "Erase a person for good: name, account, contents of the audit log");
  add_store_options(*person_erase, store);
  person_erase->add_option("id", person.id, "The person's id, as in the address of the page")->required();
  person_erase->add_option("--reason", person.reason, "Why; stays in the audit log and must not hold the name")
      ->required();
  person_erase->callback([&] { run = [&] { return person_erase_command(store, person); }; });

  auto* structure_line =
      app.add_subcommand("structure", "Begin with a structure: a template that is shipped, or a file");
  structure_line->require_subcommand(1);
  auto* structure_list =
      structure_line->add_subcommand("list", "The templates, with the regions and areas each can be used for");
  add_store_options(*structure_list, store);
  structure_list->callback([&] { run = [&] { return structure_list_command(store); }; });
  auto* structure_apply = structure_line->add_subcommand(
      "apply", "Say what a template in a region, or a file, would make, and with --yes make it");
  add_store_options(*structure_apply, store);
  structure_apply
      ->add_option("template", structure.template_id,
                   "Which template: 2021, 2022, 2027; or a structure file, FILE.json")
      ->required();
  structure_apply->add_option("--region", structure.region, "The region's name, for a template");
  structure_apply->add_option("--area", structure.areas, "Only this area; may be given several times");
  structure_apply->add_option("--from", structure.from, "First day, as 2022-07-01; else the template's");
  structure_apply->add_flag("--yes", structure.yes, "Write it");
  structure_apply->callback([&] { run = [&] { return structure_apply_command(store, structure); }; });

  auto* audit = app.add_subcommand("audit", "The audit log");
  audit->require_subcommand(1);
  auto* verify = audit->add_subcommand("verify", "Walk every chain and say where it is broken");
  add_store_options(*verify, store);
  verify->callback([&] { run = [&] { return audit_verify_command(store); }; });

  auto* backup = app.add_subcommand("backup", "Write everything to one file, also while the server runs");
  add_store_options(*backup, store);
  backup->add_option("file", backup_file, "The file to write")->required();
  backup->callback([&] { run = [&] { return backup_command(store, backup_file); }; });

  auto* restore = app.add_subcommand("restore", "Fill an empty database from a backup and verify its audit chain");
  add_store_options(*restore, store);
  restore->add_option("file", backup_file, "The backup")->required()->check(CLI::ExistingFile);
  restore->callback([&] { run = [&] { return restore_command(store, backup_file); }; });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (sodium_init() < 0) {
    fmt::print(stderr, "klynge: libsodium could not be initialised\n");
    return 1;
  }
  if (!configuration.empty()) {
    StoreOptions from_file;
    ServeOptions serve_from_file;
    if (const auto fault = read_configuration(configuration, from_file, serve_from_file)) {
      fmt::print(stderr, "klynge: {}\n", *fault);
      return 2;
    }
    const auto given = [&](const char* name) { return serve_line->count(name) > 0; };
    if (!given("--data")) store.data = from_file.data;
    if (!given("--database")) store.database = from_file.database;
    if (!given("--node")) store.node = from_file.node;
    if (!given("--address")) serve.address = serve_from_file.address;
    if (!given("--port")) serve.port = serve_from_file.port;
    if (!given("--threads")) serve.threads = serve_from_file.threads;
    if (!given("--https")) serve.https = serve_from_file.https;
    if (!given("--key-file")) store.key_file = from_file.key_file;
    if (!given("--public-url")) serve.public_url = serve_from_file.public_url;
    if (!given("--smtp")) serve.mail.server = serve_from_file.mail.server;
    if (!given("--smtp-tls")) serve.mail_tls = serve_from_file.mail_tls;
    if (!given("--smtp-user")) serve.mail.user = serve_from_file.mail.user;
    if (!given("--smtp-password-file")) serve.mail_password_file = serve_from_file.mail_password_file;
    if (!given("--smtp-ca")) serve.mail.ca_file = serve_from_file.mail.ca_file;
    serve.oidc = serve_from_file.oidc;
    serve.oidc_secret_file = serve_from_file.oidc_secret_file;
    if (!given("--mail-from")) serve.mail.from = serve_from_file.mail.from;
  }
  if (const auto fault = complete(serve)) {
    fmt::print(stderr, "klynge: {}\n", *fault);
    return 2;
  }
  // A chain has one writer at a time: an import that shared the server's would turn its sign-ins back.
  if (store.node.empty()) store.node = serve_line->parsed() ? "node1" : "command_line";
  try {
    return run();
  } catch (const std::exception& error) {
    print_problem("klynge", problem_of(error));
    return 1;
  }
}
