#include "reading/mail_frame.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t most_fields = 10, most_words_rows = 15;

// The word of a mail's field that the row begins with; empty where it begins with none.
std::string_view mail_field(std::string_view text) {
  static constexpr WordSet fields{"fra:",
                                  "til:",
                                  "emne:",
                                  "sendt:",
                                  "cc:",
                                  "kopi:",
                                  "dato:",
                                  "from:",
                                  "to:",
                                  "subject:",
                                  "sent:",
                                  "vedhæftet:",
                                  "vedhæftede filer:",
                                  "attachments:",
                                  "vedr.:"};
  const std::size_t colon = text.substr(0, 20).find(':');
  if (colon == std::string_view::npos) return {};
  const Folded folded(text.substr(0, colon + 1));
  return fields.has(folded) ? text.substr(0, colon) : std::string_view{};
}

// The row behind a mail's fields; nothing where the document does not begin with a sender and a subject or a time.
std::optional<std::size_t> behind_mail_fields(const Sheet& sheet) {
  bool sender = false, mail = false;
  std::size_t row = 0, fields = 0;
  for (; row < sheet.rows.size() && row < most_fields; ++row) {
    if (sheet.rows[row].furniture) continue;
    const std::string_view text = sheet.rows[row].text;
    const std::string_view word = mail_field(text);
    if (word.empty()) break;
    const std::string_view value = trim(text.substr(word.size() + 1));
    const Folded folded(word);
    // “Fra: 16.00” in a heading is a time.
    static constexpr WordSet senders{"fra", "from"};
    if (senders.has(folded)) sender = !value.empty() && !is_digit(value[0]) && !begins_with_word(lower(value), "kl");
    static constexpr WordSet of_mails{"emne", "sendt", "subject", "sent", "cc", "vedr."};
    mail = mail || of_mails.has(folded);
    ++fields;
  }
  return sender && mail && fields >= 2 ? std::optional(row) : std::nullopt;
}

bool is_salutation(std::string_view text) {
  static constexpr WordSet openings{"kære ", "hej ", "hejsa ", "til alle", "hej,", "hej!", "goddag ", "god dag "};
  return text.size() < 80 && openings.begins(Folded(text.substr(0, 20)));
}

// “Referat fra møde i rådet”: the heading of what was pasted.
bool heads_minutes(std::string_view text) {
  static constexpr WordSet words{"referat", "beslutningsreferat", "mødereferat", "dagsorden", "beslutningsprotokol",
                                 "møde ",   "bestyrelsesmøde",    "udvalgsmøde"};
  return text.size() < 150 && !text.ends_with('.') && !text.ends_with(',') && words.begins(Folded(text.substr(0, 30)));
}

}  // namespace

void mark_mail_frame(Sheet& sheet) {
  const auto behind = behind_mail_fields(sheet);
  if (!behind) return;
  const std::size_t end = std::min(*behind + most_words_rows, sheet.rows.size());
  std::size_t heading = *behind;
  while (heading < end && !heads_minutes(sheet.rows[heading].text)) ++heading;
  // Without a heading of their own the subject is what heads the minutes.
  const bool headed = heading < end;
  // “Dato:” may be the meeting's in a note that is headed so; the header weighs it against others.
  for (std::size_t i = 0; i < *behind; ++i) {
    const std::string word = lower(mail_field(sheet.rows[i].text));
    if (word != "dato" && (headed || word != "emne")) sheet.rows[i].furniture = true;
  }
  if (!headed) heading = *behind;
  for (std::size_t i = *behind; i < heading; ++i) sheet.rows[i].furniture = true;
  if (!headed && heading < sheet.rows.size() && is_salutation(sheet.rows[heading].text))
    sheet.rows[heading].furniture = true;
}

}  // namespace klynge::reading
