// The auditor's pages: the log as a list, one entry of it, and what a verification found.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/access/log_check.hpp"
#include "platform/access/log_payload.hpp"
#include "platform/audit/audit_store.hpp"
#include "platform/html/html.hpp"
#include "platform/html/url.hpp"

namespace klynge::access {

// The filter as it was typed.
struct LogChoice {
  std::string who, action, kind, id, from, to;
};
// "/log", "/log.csv" … with the filter as its query.
html::Url with_choice(html::Url base, const LogChoice& choice);
html::Url entry_url(std::string_view node, std::int64_t sequence);

// An entry with the names of who acted and of what it was about, as they are today.
struct NamedEntry {
  audit::EntryRow entry;
  std::string actor;
  std::optional<NamedThing> thing{};  // what it was about
};

struct LogView {
  LogChoice choice;
  std::vector<NamedEntry> entries;
  std::string next;  // ?efter= of the next page; "" on the last one
  bool first_page = true;
  std::string problem;  // a sentence about the filter; "" where all is well
};
html::Html log_page(const LogView& view);

struct LogEntryView {
  NamedEntry entry;
  enum class Contents { shown, closed, erased, none } contents = Contents::none;
  std::vector<LogChange> changes;
  std::optional<NamedEntry> erasure;  // the entry with which the contents were erased
};
html::Html log_entry_page(const LogEntryView& view);

html::Html log_check_page(const LogCheck::State& state, std::string_view csrf_token);
// The part of that page that changes while a verification runs.
html::Html log_check_progress(const LogCheck::State& state);

}  // namespace klynge::access
