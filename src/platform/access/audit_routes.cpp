#include "platform/access/audit_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/export_cells.hpp"
#include "base/text.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/audit_pages.hpp"
#include "platform/access/log_words.hpp"
#include "platform/html/components.hpp"
#include "platform/http/page.hpp"

namespace klynge::access {
namespace {

using audit::EntryFilter;
using audit::EntryPlace;
using audit::EntryRow;
using audit::Permission;
using database::Connection;
using http::Method;
using http::Request;
using http::Response;

const audit::Action log_look_action{"log.look", audit::Permission::read_audit};
const audit::Action log_export_action{"log.export", audit::Permission::read_audit};
const audit::Action log_verify_action{"log.verify", audit::Permission::read_audit};

constexpr std::size_t entries_a_page = 50, choice_bytes = 200;
constexpr std::size_t answers_kept = 10'000;  // whether a thing is closed, while a file is made

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string typed(const Request& request, std::string_view name) {
  const auto value = trim(request.query_value(name));
  const bool fits = value.size() <= choice_bytes && is_valid_utf8(value) && value.find('\0') == value.npos;
  return fits ? std::string(value) : std::string();
}

LogChoice choice_of(const Request& request) {
  return {typed(request, "hvem"), typed(request, "handling"), typed(request, "art"),
          typed(request, "id"),   typed(request, "fra"),      typed(request, "til")};
}

Result<std::optional<Date>> day_in(const std::string& text, std::string_view which) {
  if (text.empty()) return std::optional<Date>{};
  const auto day = parse_iso_date(text);
  if (!day) return invalid(fmt::format("Dagen i ”{}” findes ikke. Skriv den som 2027-01-31.", which));
  return day;
}

// The accounts whose name, login or person fits the words; what acts without an account goes by its own name.
std::vector<std::string> actors_named(const Access& access, Connection& connection, const std::string& words) {
  if (const auto id = Id<Account>::parse(words)) return {words};
  std::set<std::string> found;
  const std::string wanted = fold(words);
  const auto fits = [&](std::string_view name) { return fold(name).find(wanted) != std::string::npos; };
  for (const auto& account : list_accounts(connection))
    if (fits(account.name) || fits(account.login)) found.insert(account.id.text());
  if (access.persons.find)
    for (const auto& person : access.persons.find(connection, words))
      if (const auto account = find_by_person(connection, person.id)) found.insert(account->id.text());
  if (fits("Kommandolinjen")) found.insert("command-line");
  if (fits("Klynge")) found.insert("system");
  if (words.starts_with("token:")) found.insert(words);
  return {found.begin(), found.end()};
}

Result<EntryFilter> filter_of(const Access& access, Connection& connection, const LogChoice& choice) {
  EntryFilter filter;
  if (!choice.action.empty()) filter.action = choice.action;
  if (!choice.kind.empty()) filter.object_kind = choice.kind;
  if (!choice.id.empty()) filter.object_id = choice.id;
  const auto from = day_in(choice.from, "Fra og med"), to = day_in(choice.to, "Til og med");
  if (!from) return std::unexpected(from.error());
  if (!to) return std::unexpected(to.error());
  if (*from && *to && **to < **from)
    return invalid("Perioden slutter, før den begynder. Ret den første eller den sidste dag.");
  if (*from) filter.from = beginning_of(**from);
  if (*to) filter.before = beginning_of(plus_days(**to, 1));
  if (choice.who.empty()) return filter;
  filter.any_actor = actors_named(access, connection, choice.who);
  if (filter.any_actor->empty())
    return invalid(
        fmt::format("Ingen konto hedder noget med ”{}”. Skriv en del af navnet eller brugernavnet.", choice.who));
  return filter;
}

// Names of accounts as they are today, each asked for once.
class Names {
 public:
  // `log` and `reader`: who asks what things are called, too.
  explicit Names(Connection& connection, const AuditLog* log = nullptr, const audit::Actor* reader = nullptr)
      : connection_(connection), log_(log), reader_(reader) {}
  NamedEntry of(EntryRow entry) {
    std::string actor = name_of(entry);
    std::optional<NamedThing> thing;
    if (log_ && reader_ && log_->name_of && !entry.object_id.empty())
      thing = log_->name_of(connection_, *reader_, entry.object_kind, entry.object_id);
    return {std::move(entry), std::move(actor), std::move(thing)};
  }

 private:
  std::string name_of(const EntryRow& entry) {
    const auto account = Id<Account>::parse(entry.actor_id);
    if (!account) {
      if (entry.actor_id.empty()) return "Ikke logget ind";
      return entry.actor_name.empty() ? entry.actor_id : entry.actor_name;
    }
    const auto [at, is_new] = known_.try_emplace(entry.actor_id);
    if (is_new) {
      const auto found = find_account(connection_, *account);
      at->second = found ? found->name : "Slettet konto";
    }
    return at->second;
  }
  Connection& connection_;
  const AuditLog* log_;
  const audit::Actor* reader_;
  std::map<std::string, std::string> known_;
};

// "1700000000000000-17-node1": a chain's name may hold anything.
std::string text_of(const EntryPlace& place) {
  return fmt::format("{}-{}-{}", place.at.us, place.sequence, place.node);
}

std::optional<EntryPlace> place_from(std::string_view text) {
  const auto first = text.find('-');
  const auto second = first == text.npos ? text.npos : text.find('-', first + 1);
  if (second == text.npos || text.size() > choice_bytes || !is_valid_utf8(text) || text.find('\0') != text.npos)
    return std::nullopt;
  const auto at = number_in(text.substr(0, first)), sequence = number_in(text.substr(first + 1, second - first - 1));
  if (!at || !sequence) return std::nullopt;
  return EntryPlace{Instant{*at}, std::string(text.substr(second + 1)), *sequence};
}

Response show_log(AuditLog& log, const Request& request) {
  auto& connection = log.access.book.database.reader();
  LogView view{.choice = choice_of(request)};
  const auto place = place_from(request.query_value("efter"));
  view.first_page = !place;
  auto frame = http::frame_for(request, "Log");
  frame.title_side = html::link_button(html::url("/log/kontrol"), "Kontrol af loggen");
  const auto filter = filter_of(log.access, connection, view.choice);
  if (!filter) {
    view.problem = filter.error().danish;
    return http::page(frame, log_page(view), http::status_of(filter.error().kind));
  }
  auto page = audit::list_entries(connection, *filter, place, entries_a_page);
  Names names(connection, &log, &request.actor);
  for (auto& entry : page.entries) view.entries.push_back(names.of(std::move(entry)));
  if (page.next) view.next = text_of(*page.next);
  return http::page(frame, log_page(view));
}

LogEntryView entry_view(AuditLog& log, Connection& connection, const audit::Actor& reader, EntryRow entry) {
  using Contents = LogEntryView::Contents;
  Names names(connection, &log, &reader);
  LogEntryView view;
  if (speaks_of_closed(connection, log.is_closed, entry))
    view.contents = Contents::closed;
  else if (!entry.payload)
    view.contents = Contents::erased;
  else {
    view.changes = changes_in(*entry.payload);
    const bool says_more = view.changes.size() > 1 || std::ranges::any_of(view.changes, [](const LogChange& change) {
                             return !change.fields.empty();
                           });
    if (says_more) view.contents = Contents::shown;
  }
  if (!entry.payload)
    if (auto erasure = audit::find_erasure(connection, entry.node, entry.sequence))
      view.erasure = names.of(std::move(*erasure));
  view.entry = names.of(std::move(entry));
  return view;
}

Response show_entry(AuditLog& log, const Request& request) {
  auto& connection = log.access.book.database.reader();
  const auto number = number_in(request.query_value("nummer"));
  const std::string chain = typed(request, "kaede");
  auto entry = number ? audit::find_entry(connection, chain, *number) : std::nullopt;
  if (!entry) return http::not_found_page(request);
  const auto view = entry_view(log, connection, request.actor, std::move(*entry));
  if (view.contents == LogEntryView::Contents::shown) {
    const auto seen = audit::observe(log.access.book, request.actor, log_look_action, "audit_entry",
                                     fmt::format("{}:{}", chain, *number));
    if (!seen) return http::problem_page(request, seen.error());
  }
  auto frame = http::frame_for(request, std::string(action_danish(view.entry.entry.action)));
  frame.crumbs = {{"Log", html::url("/log")}};
  frame.crumb_title = fmt::format("Post {}", view.entry.entry.sequence);
  return http::page(frame, log_entry_page(view));
}

Cell text_cell(const char* key, const char* title, std::string text) {
  return {.key = key, .title = title, .text = std::move(text)};
}

// JSON keeps the code's words beside the screen's; a payload stands as the text it is.
Cells cells_of(const NamedEntry& named, bool closed) {
  const auto& entry = named.entry;
  const std::string contents = closed ? std::string() : entry.payload.value_or("");
  const char* state = closed ? "lukket" : entry.payload ? "vist" : "slettet";
  return {text_cell("chain", "Kæde", entry.node),
          {.key = "number", .title = "Nummer", .kind = Cell::Kind::number, .number = entry.sequence},
          text_cell("at", "Tidspunkt (UTC)", iso(entry.at)),
          text_cell("actor", "Hvem", named.actor),
          text_cell("actor_id", "Konto", entry.actor_id),
          text_cell("address", "Adresse", entry.address),
          text_cell("action", "Handling", entry.action),
          text_cell("action_danish", "Handlingen", std::string(action_danish(entry.action))),
          text_cell("kind", "Art", entry.object_kind),
          text_cell("id", "Gjaldt", entry.object_id),
          text_cell("contents_state", "Indholdets tilstand", state),
          text_cell("contents", "Indhold", contents),
          text_cell("hash", "Aftryk", entry.hash)};
}

// Said in the file itself, so that nobody takes a part for the whole.
std::string cut_line(bool is_csv) {
  const Cells cells{
      text_cell("cut", "Bemærkning", "Filen er skåret af her. Vælg en kortere periode for at få resten.")};
  return is_csv ? csv_line(cells) : json_line(cells);
}

struct LogFile {
  std::shared_ptr<http::BodyFile> body = std::make_shared<http::BodyFile>();
  std::int64_t rows = 0;
};

// All entries of the filter, until the file is as large as it may be. Of the log only a page is in memory at a time.
Result<LogFile> file_of(AuditLog& log, Connection& connection, const EntryFilter& filter, bool is_csv) {
  LogFile file;
  std::string bytes = is_csv ? csv_head(cells_of({}, false)) : std::string();
  Names names(connection);
  std::map<std::pair<std::string, std::string>, bool> asked;
  const IsClosed is_closed = [&](Connection& of, std::string_view kind, std::string_view id) {
    if (asked.size() >= answers_kept) asked.clear();
    const auto [at, is_new] = asked.try_emplace({std::string(kind), std::string(id)}, false);
    if (is_new) at->second = log.is_closed && log.is_closed(of, kind, id);
    return at->second;
  };
  std::optional<EntryPlace> place;
  do {
    auto page = audit::list_entries(connection, filter, place, limits::page_rows);
    for (auto& entry : page.entries) {
      const bool closed = speaks_of_closed(connection, is_closed, entry);
      const auto cells = cells_of(names.of(std::move(entry)), closed);
      bytes += is_csv ? csv_line(cells) : json_line(cells);
      ++file.rows;
    }
    place = page.next;
    const bool cut = place && file.body->size() + bytes.size() >= log.most_export_bytes;
    if (cut) bytes += cut_line(is_csv);
    if (auto written = file.body->append(bytes); !written) return std::unexpected(written.error());
    if (cut) break;
    bytes.clear();
  } while (place);
  return file;
}

Response take_file(AuditLog& log, const Request& request, bool is_csv) {
  auto& connection = log.access.book.database.reader();
  const auto choice = choice_of(request);
  const auto filter = filter_of(log.access, connection, choice);
  if (!filter) return http::problem_page(request, filter.error());
  const auto file = [&] {
    const database::ReadTransaction moment(connection);
    return file_of(log, connection, *filter, is_csv);
  }();
  if (!file) return http::problem_page(request, file.error());
  // Who was looked for is left out: it may be a name.
  const nlohmann::json said{{"format", is_csv ? "csv" : "jsonl"},
                            {"rows", file->rows},
                            {"action", choice.action},
                            {"kind", choice.kind},
                            {"id", choice.id},
                            {"from", choice.from},
                            {"to", choice.to}};
  const auto noted = audit::perform<void>(
      log.access.book, request.actor, log_export_action, [&](audit::Transaction& transaction) -> Result<void> {
        transaction.changed({"audit_log", "", said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
        return {};
      });
  if (!noted) return http::problem_page(request, noted.error());
  auto response =
      Response::from_file(file->body, is_csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8");
  response.headers.emplace_back("Content-Disposition",
                                is_csv ? "attachment; filename=\"log.csv\"" : "attachment; filename=\"log.jsonl\"");
  return response;
}

Response show_check(AuditLog& log, const Request& request) {
  auto frame = http::frame_for(request, "Kontrol af loggen");
  frame.crumbs = {{"Log", html::url("/log")}};
  return http::page(frame, log_check_page(log.check.state(), request.csrf_token));
}

Response begin_check(AuditLog& log, const Request& request) {
  auto seals = log.seals ? log.seals() : std::vector<audit::Seal>{};
  if (!seals) return http::problem_page(request, seals.error());
  const auto noted = audit::observe(log.access.book, request.actor, log_verify_action, "audit_log", "");
  if (!noted) return http::problem_page(request, noted.error());
  // Where one runs already, its page says how far it is.
  static_cast<void>(log.check.start(std::move(*seals)));
  return Response::see_other("/log/kontrol");
}

}  // namespace

AuditLog::AuditLog(Access& shared_access, IsClosed closed,
                   std::function<Result<std::vector<audit::Seal>>()> seal_source)
    : access(shared_access),
      is_closed(std::move(closed)),
      seals(std::move(seal_source)),
      check(shared_access.book.database, shared_access.book.clock) {}

std::vector<http::Route> audit_routes(AuditLog& log) {
  const auto with = [&log](auto handler) {
    return [&log, handler](const Request& request) { return handler(log, request); };
  };
  const auto progress = [&log](const Request&) { return Response::html(log_check_progress(log.check.state()).text()); };
  // A filter may walk the whole log, and a look writes: off the page threads.
  const auto slow = [&](std::string pattern, http::Handler handler) {
    return http::Route{.method = Method::get,
                       .pattern = std::move(pattern),
                       .permission = Permission::read_audit,
                       .handler = std::move(handler),
                       .on_worker = true};
  };
  return {slow("/log", with(show_log)),
          slow("/log/post", with(show_entry)),
          slow("/log.csv", with([](AuditLog& l, const Request& request) { return take_file(l, request, true); })),
          slow("/log.jsonl", with([](AuditLog& l, const Request& request) { return take_file(l, request, false); })),
          {Method::get, "/log/kontrol", Permission::read_audit, with(show_check)},
          {Method::get, "/log/kontrol/fremdrift", Permission::read_audit, progress},
          {Method::post, "/log/kontrol", Permission::read_audit, with(begin_check)}};
}

}  // namespace klynge::access
