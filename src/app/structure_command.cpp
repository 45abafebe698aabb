// `klynge structure`: the templates, and applying one, or a file of one's own: first what it would do, with --yes done.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/store.hpp"
#include "app/structure_command.hpp"
#include "bodies/structure/template_actions.hpp"

namespace klynge::app {
namespace {

using structure::Planned;
using structure::TemplatePlan;

std::string_view sign(Planned how) { return how == Planned::added ? "+" : how == Planned::completed ? "~" : "="; }

std::string when(const structure::Period& period) {
  const auto text = structure::danish(period);
  return text.empty() ? "" : " (" + text + ")";
}

void print_plan(const TemplatePlan& plan) {
  for (const auto& note : plan.notes) fmt::print("! {}\n", note);
  for (const auto& step : plan.organisations)
    if (step.how != Planned::stands)
      fmt::print("{} {} {}\n", sign(step.how), step.one.name, step.one.code.value_or(""));
  for (const auto& one : plan.later_regions) fmt::print("+ {} from {}\n", one.region_name, iso(one.from));
  for (const auto& step : plan.areas) fmt::print("{} {}{}\n", sign(step.how), step.one.name, when(step.one.period));
  for (const auto& step : plan.bodies) {
    fmt::print("{} {}{}\n", sign(step.how), step.one.name, when(step.one.period));
    for (const auto& rule : step.rules) fmt::print("    {}\n", rule.sentence);
    if (!step.seats.empty()) fmt::print("    {} vacant seats\n", step.seats.size());
  }
  for (const auto& one : plan.relations)
    fmt::print("+ {} {} {}\n", one.from_name, structure::danish(one.kind), one.to_name);
  for (const auto& one : plan.successions) fmt::print("+ {} -> {}\n", one.predecessor_name, one.successor_name);
  for (const auto& one : plan.ending_bodies) fmt::print("- {}\n", one.name);
  for (const auto& one : plan.ending_areas) fmt::print("- {}\n", one.name);
}

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int apply_file_command(const Store& store, const StructureOptions& options) {
  const auto done = apply_structure_file_at(store, options.template_id, options.yes);
  if (!done) {
    print_problem(options.template_id, done.error());
    return 1;
  }
  if (done->is_empty()) {
    fmt::print("All of it stands in the register already.\n");
    return 0;
  }
  for (const auto& line : done->lines) fmt::print("{}\n", line);
  fmt::print("{}\n", options.yes ? "Done." : "Nothing has been written. --yes does it.");
  return 0;
}

// Without a region a folder is meant as a file: it is told what it is, not asked for a template's region.
bool names_a_file(const StructureOptions& options) {
  std::error_code ignored;
  return options.template_id.ends_with(".json") ||
         (options.region.empty() && std::filesystem::is_directory(options.template_id, ignored));
}

}  // namespace

Result<structure::FileOutcome> apply_structure_file_at(const Store& store, const std::string& path, bool keep) {
  const auto fault = [&](std::string danish) {
    return fail(Problem::Kind::not_found, std::move(danish), "structure file: " + path);
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return fault("Det er en mappe. Angiv én fil med strukturen (.json).");
  const auto text = text_of_file(path);
  if (text.empty()) return fault("Filen findes ikke, kan ikke læses, eller er tom.");
  const auto file = structure::parse_structure_file(text);
  if (!file) return std::unexpected(file.error());
  return structure::apply_structure_file(*store.book, command_line_actor(), *file, keep);
}

int structure_list_command(const StoreOptions& store_options) {
  const Store store = open_store(store_options);
  auto& connection = store.database->reader();
  for (const auto& one : structure::structure_templates()) {
    fmt::print("{}  {}\n", one.id, one.name);
    for (const auto& region : structure::regions_for(connection, one, {})) {
      std::string areas;
      for (const auto& area : structure::areas_for(connection, one, region.name, {}))
        areas += (areas.empty() ? ": " : ", ") + area;
      fmt::print("    {}{}\n", region.name, areas);
    }
  }
  return 0;
}

int structure_apply_command(const StoreOptions& store_options, const StructureOptions& options) {
  const Store store = open_store(store_options);
  if (names_a_file(options)) return apply_file_command(store, options);
  if (options.region.empty()) {
    fmt::print(stderr, "klynge: a template needs --region\n");
    return 2;
  }
  structure::TemplateChoice choice{
      .template_id = options.template_id, .region = options.region, .areas = options.areas};
  if (!options.from.empty()) {
    choice.from = parse_iso_date(options.from);
    if (!choice.from) {
      fmt::print(stderr, "klynge: --from is not a day such as 2022-07-01\n");
      return 2;
    }
  }
  const auto plan = options.yes ? structure::apply_template(*store.book, command_line_actor(), choice)
                                : structure::plan_template(store.database->reader(), choice);
  if (!plan) {
    print_problem("klynge structure", plan.error());
    return 1;
  }
  if (plan->is_empty()) {
    fmt::print("All of it stands in the register already.\n");
    return 0;
  }
  print_plan(*plan);
  fmt::print("{}\n", options.yes ? "Done." : "Nothing has been written. --yes does it.");
  return 0;
}

}  // namespace klynge::app
