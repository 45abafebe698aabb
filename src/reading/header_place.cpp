#include "reading/header_place.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

bool online_words(std::string_view folded) {
  for (const std::string_view word : {"online", "teams", "video", "virtuel", "skype", "zoom", "telefonmøde", "webmøde"})
    if (contains(folded, word)) return true;
  return false;
}

// “online”, “Teams-møde”: nothing of a room is in it.
bool only_online(std::string_view text) {
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".,:;()-/"));
    static constexpr std::array<std::string_view, 32> words{
        "",
        // clang-format off
                                                            "online", "teams", "microsoft", "ms", "via", "på", "over",
                                                            "video", "videomøde", "virtuelt", "virtuel", "møde",
                                                            "skype", "zoom", "mødet", "afholdes", "afholdt",
                                                            "teamsmøde", "teams-møde", "onlinemøde", "videokonference",
                                                            "videolink", "webex", "telefonmøde", "som", "et", "holdes",
                                                            "virtuelle", "for", "business",
        // clang-format on
        "link"};
    if (std::find(words.begin(), words.end(), word) == words.end()) return false;
  }
  return true;
}

// The room alone: “Sal B, samt virtuelt” and “Lokale 3 (Teams-link udsendt)” are rooms with a remark,
// and an hour behind the room is none of it.
std::string room_of(std::string text) {
  if (const auto times = times_in(text, false);
      !times.empty() && times.front().from > 3 && text.find('\n') == std::string::npos)
    text.resize(times.front().from);
  const std::string folded = lower(text);
  if (!online_words(folded)) return text;
  std::size_t cut = std::string::npos;
  for (const std::string_view mark : {" (", ", ", " og ", " samt ", " / ", " eller "})
    for (std::size_t at = folded.find(mark); at != std::string::npos; at = folded.find(mark, at + 1))
      if (at > 1 && online_words(std::string_view(folded).substr(at)) &&
          !online_words(std::string_view(folded).substr(0, at)))
        cut = cut == std::string::npos ? at : std::max(cut, at);
  if (cut != std::string::npos && !only_online(std::string_view(text).substr(0, cut))) text.resize(cut);
  return text;
}

bool names_a_room(std::string_view folded) {
  for (const std::string_view word :
       {"lokale", "rådhus", "hus",     "vej ",    "sal",  "gade",      "hospital", "skole", "center",
        "gård",   "rum",    "værelse", "kantine", "sted", "bibliotek", "torv",     "kirke", "kælder",
        "værk",   "caf",    "hotel",   "hal",     "stue", "kontor",    "køkken",   "klub"})
    if (contains(folded, word)) return true;
  return false;
}

void set_place(Reading& r, std::string text, std::size_t first, std::size_t last, std::string_view part,
               float confidence) {
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ' ')) text.pop_back();
  std::string_view value = strip(text, " :,;");
  while (const unsigned dash = dash_at(value, 0)) value = trim(value.substr(dash));
  const std::string folded = lower(value);
  // “Video” alone is a web page's link to what was filmed.
  if (value.size() < 2 || folded == "video") return;
  if (online_words(folded)) {
    if (only_online(value)) {
      r.record.mode = Mode::online;
      return;
    }
    // A link that was only sent out made nobody remote.
    if (!contains(folded, "-link") && !contains(folded, "link ")) r.record.mode = Mode::hybrid;
  }
  std::string room = room_of(std::string(value));
  for (const std::string_view lead : {"Afholdt i ", "Afholdt på ", "Afholdes i ", "Afholdes på "})
    if (room.starts_with(lead)) room.erase(0, lead.size());
  while (!room.empty() && (room.back() == '.' || room.back() == ',' || room.back() == ' ')) room.pop_back();
  if (room.size() < 2) return;
  r.record.place = room;
  if (first == last)
    r.note(Field::place, place_of(r.sheet, first, part, confidence));
  else
    r.note(Field::place, place_of(r.sheet, first, last, confidence));
}

// What stands behind date and time in the same row: “… kl.18.30-21.00 - Kantinen”.
std::string_view behind_times(std::string_view text, bool* led = nullptr) {
  std::size_t end = 0;
  for (const auto& date : dates_in(text)) end = std::max(end, date.end);
  for (const auto& time : times_in(text, true)) end = std::max(end, time.to);
  std::string_view rest = text.substr(std::min(end, text.size()));
  for (const std::string_view word : {" i ", " på ", ", i ", ", på ", ", ", " I ", " PÅ "})
    if (rest.starts_with(word)) {
      rest.remove_prefix(word.size());
      if (led) *led = word != ", ";
      break;
    }
  return strip(rest, " ,.:;-");
}

// “… den 3. maj 2015 i Blå Stue, Rådhuset kl. 10”: what stands between the day and the hour.
std::string_view between_day_and_hour(std::string_view text) {
  const auto date = first_date(text);
  if (!date) return {};
  for (const auto& time : times_in(text, false)) {
    if (time.from <= date->end) continue;
    const std::string_view between = trim(text.substr(date->end, time.from - date->end));
    for (const std::string_view lead : {"i ", "på "})
      if (between.starts_with(lead)) {
        const std::string_view room = strip(between.substr(lead.size()), " ,.-");
        return starts_upper(room) && token_count(room) <= 8 ? room : std::string_view();
      }
    return {};
  }
  return {};
}

// The text before its first clock time.
std::string_view room_view(std::string_view text) {
  const auto times = times_in(text, false);
  return times.empty() ? text : text.substr(0, times.front().from);
}

// “… torsdag den 23. april 2015 på Fjordby Hospital”: the place stands straight behind the day.
bool led_by_in(std::string_view text) {
  bool led = false;
  const std::string_view rest = behind_times(text.substr(0, 400), &led);
  return led && starts_upper(rest) && token_count(rest) <= 8;
}

// “12.30-14.30 – Rådhuset”: a row that opens with hours and minutes from and to.
bool opens_with_hours(std::string_view text) {
  if (text.empty() || !is_digit(text.front())) return false;
  const auto hours = time_at(text, 0, false);
  return hours && hours->end;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

bool place_stops(const Reading& r, std::size_t i) {
  const LineClass& c = r.classes[i];
  return c.label.label != Label::none || c.bullet || c.lead_in || r.taken[i] || r.outline.dropped[i] ||
         r.row(i).text.ends_with(':') || lower(r.row(i).text.substr(0, 8)).starts_with("møde nr");
}

}  // namespace

bool begins_with_date(std::string_view text) {
  std::string_view rest = text;
  const std::string folded = lower(first_word(text));
  if (danish_weekday(folded)) return true;
  for (const std::string_view word : {"den ", "Den ", "d. ", "D. ", "dato"})
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  const auto date = first_date(rest.substr(0, 40));
  return date && date->start == 0;
}

std::string_view value_of(const Reading& r, std::size_t i) {
  const LabelFound& label = r.classes[i].label;
  return label.label == Label::none || label.alone ? r.row(i).text : r.row(i).text.substr(label.value);
}

namespace {

// “Mødelokale Blå Sal” among other fields that lost their colon; alone it is a room's name.
bool room_in_a_form(const Reading& r, std::size_t i, std::size_t end) {
  const std::string folded = lower(r.row(i).text);
  if (!folded.starts_with("mødelokale ") && !folded.starts_with("lokale ")) return false;
  const auto spaced = [&](std::size_t k) {
    return k < end && r.classes[k].label.spaced && is_header(r.classes[k].label.label) &&
           r.classes[k].label.words.size() >= 4;
  };
  return (i > 0 && spaced(i - 1)) || spaced(i + 1);
}

// “… blev der afholdt generalforsamling i foreningen i Menighedshuset, Kirkegade 11.”
std::string_view room_in_sentence(std::string_view sentence) {
  const std::string folded = lower(sentence);
  if (!contains(folded, "holdt") && !contains(folded, "holdes")) return {};
  for (const std::string_view lead : {" i ", " på "}) {
    const std::size_t at = sentence.rfind(lead);
    if (at == std::string_view::npos) continue;
    std::string_view room = strip(sentence.substr(at + lead.size()), " .,");
    if (const auto times = times_in(room, false); !times.empty())
      room = strip(room.substr(0, times.front().from), " ,");
    if (room.size() < 80 && (starts_upper(room) || token_count(room) == 1) && dates_in(room).empty() &&
        names_a_room(lower(room)))
      return room;
  }
  return {};
}

}  // namespace

namespace {

// What stands behind “Mødet blev afholdt”; empty where the row begins with nothing of the kind.
std::string_view behind_held(std::string_view text) {
  static constexpr WordSet leads{"Mødet blev afholdt ", "Mødet afholdtes ", "Mødet blev holdt ", "Mødet holdes ",
                                 "Mødet afholdes ",     "Mødet foregik ",   "Mødet fandt sted "};
  const std::string_view lead = text.size() > 160 ? std::string_view{} : leads.beginning(text);
  return lead.empty() ? lead : text.substr(lead.size());
}

// “Mødet blev holdt virtuelt på Teams kl. 15.00-17.00.”
bool held_online(std::string_view text) {
  std::string_view how = behind_held(text);
  if (how.empty()) return false;
  if (const auto times = times_in(how, false); !times.empty()) how = how.substr(0, times.front().from);
  how = strip(how, " .,");
  if (how.ends_with(" kl")) how.remove_suffix(std::string_view(" kl").size());
  return online_words(Folded(how)) && only_online(how);
}

// “Mødet blev afholdt på Vandrerhjemmet, Ådal”: the place and nothing else.
std::string_view held_at(std::string_view text) {
  if (const std::string_view rest = behind_held(text); !rest.empty()) {
    for (const std::string_view word : {"i ", "på ", "hos "}) {
      const std::string_view room = strip(rest.substr(std::min(word.size(), rest.size())), " .,");
      if (rest.starts_with(word) && starts_upper(room) && token_count(room) <= 8 && dates_in(room).empty() &&
          !contains(room, ". "))
        return room;
    }
  }
  return {};
}

}  // namespace

namespace {

// A place, and the rows and the words of the first of them that it was read from.
struct PlaceFound {
  std::string text;
  std::size_t first = no_row, last = no_row;
  std::string_view part;
  float confidence = 0;
};

using MaybePlace = std::optional<PlaceFound>;

MaybePlace place_in_a_form(const Reading& r, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i)
    if (r.free(i) && room_in_a_form(r, i, end)) {
      const std::string_view room = trim(r.row(i).text.substr(r.row(i).text.find(' ')));
      return PlaceFound{squeeze(room), i, i, room, 0.8f};
    }
  return std::nullopt;
}

// “Sted: Rådhuset,” and below it “Torvet 1”: an address may go on.
PlaceFound beside_label(const Reading& r, std::size_t i, std::size_t end) {
  const std::string_view value = value_of(r, i);
  PlaceFound found{squeeze(value), i, i, value, 0.97f};
  for (std::size_t k = i + 1; k < end && k < i + 3 && !place_stops(r, k) && !r.row(k).furniture; ++k) {
    const bool goes_on =
        r.row(k).blanks == 0 && !begins_with_date(r.row(k).text) &&
        (found.text.ends_with(',') || is_digit(r.row(k).text[0]) || r.row(k).indent > r.row(i).indent + 2) &&
        r.classes[k].heading.style == Numbering::none;
    if (!goes_on) break;
    found.text += ' ';
    found.text += squeeze(r.row(k).text);
    found.last = k;
  }
  return found;
}

MaybePlace below_label(const Reading& r, std::size_t label, std::size_t end) {
  PlaceFound found{{}, no_row, no_row, {}, 0.95f};
  for (std::size_t k = label + 1; k < end && !place_stops(r, k); ++k) {
    if (r.row(k).furniture) continue;
    if (found.first != no_row && r.row(k).blanks > 1) break;
    const auto times = times_in(r.row(k).text.substr(0, 200), true);
    // “Torvegade 2, lokale 0.14” ends with a number of a room.
    const bool only_time = !times.empty() && times.front().from < 16 && behind_times(r.row(k).text).empty();
    if (only_time) continue;
    if (found.first == no_row)
      found.first = k;
    else
      found.text += '\n';
    found.last = k;
    found.text += squeeze(r.row(k).text);
    if (k > found.first + 2) break;
  }
  if (found.first == no_row) return std::nullopt;
  found.part = r.row(found.first).text;
  return found;
}

MaybePlace labelled_place(const Reading& r, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i] || r.classes[i].label.label != Label::place || r.taken[i]) continue;
    if (!r.classes[i].label.alone) return beside_label(r, i, end);
    if (auto found = below_label(r, i, end)) return found;
  }
  return std::nullopt;
}

MaybePlace place_in_a_sentence(const Reading& r, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view text = r.row(i).text;
    if (!r.free(i) || (dates_in(text.substr(0, 300)).empty() && times_in(text.substr(0, 300), false).empty())) continue;
    std::string sentence(text.substr(0, 400));
    if (i + 1 < end && !sentence.ends_with('.') && r.free(i + 1) && r.row(i + 1).blanks == 0)
      sentence += " " + std::string(r.row(i + 1).text.substr(0, 200));
    if (const std::string_view room = room_in_sentence(sentence); !room.empty())
      return PlaceFound{squeeze(room), i, sentence.size() > text.size() ? i + 1 : i, text, 0.65f};
  }
  return std::nullopt;
}

// A row that says it by itself, as one of `rules` reads it.
MaybePlace place_in_a_row(const Reading& r, std::size_t end) {
  for (const auto rule : {held_at, between_day_and_hour})
    for (std::size_t i = 0; i < end; ++i)
      if (const std::string_view room = r.free(i) ? rule(r.row(i).text.substr(0, 300)) : std::string_view();
          !room.empty())
        return PlaceFound{squeeze(room), i, i, room, 0.7f};
  return std::nullopt;
}

// What the header says of the day: its row, and where the meeting was, if that stands behind it.
struct DayRow {
  std::size_t row = no_row;
  bool online = false;
  MaybePlace place;
};

// True where the row says when: day and hour, a day that opens it, or hours alone.
bool says_when(const Reading& r, std::size_t i, bool& timed) {
  const std::string_view text = r.row(i).text.substr(0, 300);
  const bool dated = !dates_in(text).empty();
  const auto clocks = times_in(text, false);
  // “PROJEKT HJEM FØR KL. 12” is a name.
  const bool named = !dated && !clocks.empty() && !clocks.front().end && clocks.front().from > 8 &&
                     all_upper(r.row(i).text) && r.classes[i].label.label == Label::none;
  timed = (!clocks.empty() && !named) || opens_with_hours(text);
  return (dated && (timed || begins_with_date(r.row(i).text) || led_by_in(r.row(i).text))) ||
         (timed && r.classes[i].label.label != Label::end);
}

// “… kl. 19.00 i fælleshuset”: the room behind the hour, in words of its own.
bool is_room_behind(const Reading& r, std::size_t i, std::string_view rest, bool led) {
  const std::string folded = lower(rest);
  const bool asked = led && i > 0 && r.classes[i - 1].label.alone && token_count(rest) <= 4 &&
                     contains(lower(r.classes[i - 1].label.words), "sted");
  const bool room = asked || starts_upper(rest) || rest.starts_with("hos ") || (led && names_a_room(folded)) ||
                    folded.starts_with("mødelokale ") || folded.starts_with("lokale ");
  return room && token_count(rest) <= 14 && !contains(folded, "møde i") && !contains(folded, "referat") &&
         !r.taken[i] && rest.size() > 3;
}

// “Ekstraordinært møde - Mødelokale F3 kl. 12.00”
std::string_view room_before_the_hour(std::string_view text) {
  for (std::size_t mark = text.find(" - "); mark != std::string_view::npos; mark = text.find(" - ", mark + 1)) {
    const std::string_view part = strip(room_view(text.substr(mark + 3)), " ,");
    if (contains(lower(part), "lokale") && dates_in(part).empty()) return part;
  }
  return {};
}

DayRow day_row(const Reading& r, std::size_t end) {
  DayRow day;
  for (std::size_t i = 0; i < end; ++i) {
    bool timed = false;
    if (r.row(i).furniture || r.outline.dropped[i] || !says_when(r, i, timed)) continue;
    if (held_online(r.row(i).text)) {
      day.online = true;
      return day;
    }
    bool led = false;
    std::string_view rest = behind_times(r.row(i).text.substr(0, 400), &led);
    // “… kl. 19.00 i fælleshuset. Der var mødt 22 beboere.”
    if (const auto sentences = sentences_in(rest); led && sentences.size() > 1)
      rest = strip(rest.substr(0, sentences.front().end), " .");
    if (!rest.empty() && is_room_behind(r, i, rest, led)) {
      day.place = PlaceFound{squeeze(rest), i, i, rest, 0.7f};
      return day;
    }
    if (rest.empty() && timed)
      if (const std::string_view room = room_before_the_hour(r.row(i).text); !room.empty()) {
        day.place = PlaceFound{squeeze(room), i, i, room, 0.65f};
        return day;
      }
    if (!rest.empty() && online_words(lower(rest)) && only_online(rest)) {
      day.online = true;
      return day;
    }
    if (day.row == no_row || timed) day.row = i;
    if (timed) break;
  }
  return day;
}

// A row below the day that is no room: a sentence, a date, people or the next heading.
bool tells_something_else(const Reading& r, std::size_t k) {
  const std::string_view row = r.row(k).text;
  const std::string folded = lower(row);
  const bool told = row.ends_with('.') && (token_count(row) > 8 || contains(folded, " var ") ||
                                           contains(folded, " er ") || contains(folded, " blev "));
  if (row.size() > 160 || told || !dates_in(row).empty() || r.classes[k].time_only || row.ends_with(':')) return true;
  for (const std::string_view word : {"referat", "dagsorden", "var mødt", "deltog", "afbud"})
    if (contains(folded, word)) return true;
  return !only_online(row) && looks_like_name(row) && (is_given_name(first_word(row)) || !names_a_room(folded));
}

bool may_be_a_room(std::string_view row) {
  const std::string folded = lower(row);
  if (only_online(row) || names_a_room(folded) || (has_digit(row) && contains(row, ",")) || folded.starts_with("hos "))
    return true;
  for (const std::string_view word : {"vej", "centr", "online", "teams", "stuen"})
    if (contains(folded, word)) return true;
  return false;
}

MaybePlace place_below_day(const Reading& r, std::size_t day, std::size_t end) {
  PlaceFound found{{}, no_row, no_row, {}, 0.75f};
  for (std::size_t k = day + 1; k < end && k < day + 6; ++k) {
    if (r.row(k).furniture) continue;
    if (place_stops(r, k) || (found.first != no_row && r.row(k).blanks > 0) || tells_something_else(r, k)) break;
    std::string_view row = r.row(k).text;
    if (found.first == no_row) {
      static constexpr WordSet leads{"i ", "på ", "I ", "På "};
      const bool in = leads.begins(row);
      if (in) row = trim(row.substr(row.find(' ')));
      if (!in && !may_be_a_room(row)) break;
      found.first = k;
    } else {
      found.text += ' ';
    }
    found.last = k;
    found.text += squeeze(row);
  }
  if (found.first == no_row) return std::nullopt;
  found.part = r.row(found.first).text;
  return found;
}

// The room on the row straight above the day.
MaybePlace place_above_day(const Reading& r, std::size_t day) {
  if (day == 0 || r.row(day).blanks > r.sheet.gap) return std::nullopt;
  const std::size_t above = day - 1;
  const std::string_view row = r.row(above).text;
  const std::string folded = lower(row);
  const bool room = contains(folded, "lokale") || contains(folded, "mødesal") ||
                    (has_digit(row) && contains(row, ",") && names_a_room(folded));
  if (r.row(above).furniture || place_stops(r, above) || row.size() > 120 || row.ends_with('.') ||
      contains(folded, "møde ") || contains(folded, "referat") || !room)
    return std::nullopt;
  return PlaceFound{squeeze(row), above, above, row, 0.6f};
}

// “Mødelokale 2, Rådhuset”, “Teams”: a room or no room, and nothing of a body or a sentence beside it.
bool is_room_alone(std::string_view row) {
  if (row.size() > 90 || !starts_upper(row) || row.ends_with('.') || row.ends_with(':') || !dates_in(row).empty())
    return false;
  if (only_online(row)) return true;
  static constexpr WordSet links{"for", "ved", "fra", "af", "om", "til", "er", "var", "blev"};
  static constexpr WordSet rooms{"lokale",    "lokalet",   "sal",         "salen",          "rådhus",      "huset",
                                 "værelse",   "værelset",  "kantine",     "kantinen",       "centret",     "centeret",
                                 "bygningen", "hallen",    "caféen",      "klubhus",        "biblioteket", "skolen",
                                 "kirken",    "sognegård", "sognegården", "forsamlingshus", "stuen",       "gården"};
  bool room = false;
  for (const auto token : tokens(row)) {
    const Folded word(strip(token, ".,()"));
    const std::string_view folded = word;
    if (links.has(folded) || folded.starts_with("møder") || folded == "møde" || folded.ends_with("referat") ||
        folded == "dagsorden" || folded.ends_with("udvalget") || folded.ends_with("rådet"))
      return false;
    room = room || rooms.ends(folded);
  }
  return room;
}

// A row that says when: a day or an hour, behind its label or without one.
bool is_of_the_time(const Reading& r, std::size_t i) {
  const std::string_view text = r.row(i).text.substr(0, 300);
  return r.row(i).marks.digit && (!dates_in(text).empty() || !times_in(text, false).empty() || opens_with_hours(text));
}

// A room without a label on a row of its own, as web pages print it beside the rows that say when.
MaybePlace place_alone(const Reading& r, std::size_t end) {
  constexpr std::size_t reach = 2;
  const std::string title = r.record.title.value_or(""), body = r.record.body.value_or("");
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view row = r.row(i).text, room = trim(row.substr(std::min(row.size(), bullet_length(row))));
    if (!r.free(i) || r.classes[i].label.label != Label::none || !is_room_alone(room)) continue;
    if (contains(title, room) || contains(body, room)) continue;
    const auto says = [&](std::size_t k) { return k < end && !r.row(k).furniture && is_of_the_time(r, k); };
    bool above = false, below = false;
    for (std::size_t k = 1; k <= reach; ++k) {
      above = above || (i >= k && says(i - k));
      below = below || says(i + k);
    }
    // Above the day “Plejecentret Skovly” is whose meeting it is; a room is a room there too.
    const std::string folded = lower(room);
    const bool sure = only_online(room) || contains(folded, "lokale") || contains(folded, "rådhus") ||
                      contains(folded, "salen") || contains(folded, "værelse") || contains(folded, "kantine");
    const bool beside_time = above || (below && sure);
    if (beside_time) return PlaceFound{squeeze(room), i, i, room, 0.65f};
  }
  return std::nullopt;
}

}  // namespace

void read_place(Reading& r, std::size_t end) {
  const auto set = [&](PlaceFound found) {
    set_place(r, std::move(found.text), found.first, found.last, found.part, found.confidence);
  };
  for (const auto rule : {place_in_a_form, labelled_place, place_in_a_sentence, place_in_a_row})
    if (auto found = rule(r, end)) return set(std::move(*found));
  // Without a label: behind the day and the time, or on the rows beside them.
  DayRow day = day_row(r, end);
  if (day.online) r.record.mode = Mode::online;
  if (!day.place && day.row != no_row) day.place = place_below_day(r, day.row, end);
  if (!day.place && day.row != no_row) day.place = place_above_day(r, day.row);
  if (!day.place && !day.online) day.place = place_alone(r, end);
  if (day.place) set(std::move(*day.place));
}

}  // namespace klynge::reading
