// How the structured fields are written as text, and read back: tasks, amounts, decisions, days and
// times. The way of writing is described in fields.hpp; only fields.cpp uses this.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "intake/fields.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake::detail {

// In the order of reading::Outcome.
inline constexpr std::array<Choice, 10> outcomes{{{"approved", "Godkendt"},
                                                  {"followed", "Indstillingen fulgt"},
                                                  {"noted", "Taget til efterretning"},
                                                  {"discussed", "Drøftet"},
                                                  {"decided", "Besluttet"},
                                                  {"postponed", "Udsat"},
                                                  {"rejected", "Afvist"},
                                                  {"returned", "Sendt tilbage"},
                                                  {"withdrawn", "Taget af dagsordenen"},
                                                  {"none", "Intet at bemærke"}}};

// Unix line ends, no white space at the end of lines, none around the whole.
std::string tidy(std::string_view text);
// What stands between empty lines.
std::vector<std::string> blocks_of(std::string_view text);

std::optional<Date> parse_date(std::string_view text);
std::optional<reading::ClockTime> parse_time(std::string_view text);

std::optional<std::string> decisions_text(const std::vector<reading::Decision>& decisions);
Result<void> write_decisions(std::vector<reading::Decision>& target, std::string_view text);
std::optional<std::string> amounts_text(const std::vector<reading::Amount>& amounts);
// An amount that is printed as one already there keeps its value; others are worked out.
Result<void> write_amounts(std::vector<reading::Amount>& target, std::string_view text);
std::optional<std::string> tasks_text(const std::vector<reading::Task>& tasks);
Result<void> write_tasks(std::vector<reading::Task>& target, std::string_view text);

}  // namespace klynge::intake::detail
