// Reads an HTML template at compile time: where its placeholders stand and whether it is sound.
//
// It is a small state machine over the tokens of HTML that our own templates use, and stricter
// than HTML: every element that is not void is closed, attribute values are quoted. What it does
// not understand it refuses, so that the context of each {} is never guessed.
#pragma once
#include <cstddef>
#include <string_view>

namespace klynge::html::detail {

// What a placeholder's surroundings take.
enum class Place : unsigned char {
  text,             // between tags: text, number, Html
  plain_text,       // inside <title> and <textarea>: text and number only
  attribute,        // in a quoted value: text, number
  url,              // the whole value of href, src …: Url
  whole_attribute,  // where an attribute would stand: Attribute
};

enum class Fault : unsigned char {
  none,
  unquoted_attribute,
  placeholder_in_script_or_style,
  placeholder_in_tag_name,
  placeholder_in_attribute_name,
  placeholder_in_comment,
  event_handler,
  inline_style,
  refused_attribute,
  url_not_whole,
  unknown_markup,
  unclosed_element,
  wrong_end_tag,
  too_many_placeholders,
  too_deep,
  cut_short,
};

inline constexpr std::size_t most_placeholders = 64;
inline constexpr std::size_t deepest = 48;

struct Plan {
  Fault fault = Fault::none;
  std::size_t count = 0;
  unsigned offsets[most_placeholders] = {};  // where each {} begins
  Place places[most_placeholders] = {};
};

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_'; }
// SVG has attribute and element names with capitals (viewBox).
constexpr bool is_any_name(char c) { return is_name(c) || (c >= 'A' && c <= 'Z'); }

template <std::size_t N>
constexpr bool is_one_of(std::string_view name, const std::string_view (&list)[N]) {
  for (auto word : list)
    if (word == name) return true;
  return false;
}

inline constexpr std::string_view void_elements[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                     "input", "link", "meta", "source", "track", "wbr"};
inline constexpr std::string_view url_attributes[] = {"href",   "src",     "action",      "formaction",    "poster",
                                                      "cite",   "data",    "background",  "manifest",      "xlink:href",
                                                      "hx-get", "hx-post", "hx-push-url", "hx-replace-url"};
// Values with a language of their own that escaping for an attribute does not make safe.
inline constexpr std::string_view refused_attributes[] = {"srcdoc",  "srcset",     "ping",       "hx-vals",
                                                          "hx-vars", "hx-headers", "hx-trigger", "hx-request",
                                                          "hx-put",  "hx-patch",   "hx-delete"};

class TemplateParser {
 public:
  constexpr explicit TemplateParser(std::string_view text) : text_(text) {}

  constexpr Plan run() {
    while (plan_.fault == Fault::none && at_ < text_.size()) {
      if (sees("{}")) {
        add(Place::text);
      } else if (text_[at_] == '<') {
        markup();
      } else {
        ++at_;
      }
    }
    if (plan_.fault == Fault::none && depth_ != 0) plan_.fault = Fault::unclosed_element;
    return plan_;
  }

 private:
  constexpr bool sees(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  constexpr void wrong(Fault fault) { plan_.fault = fault; }
  constexpr bool ended() { return at_ >= text_.size() ? (wrong(Fault::cut_short), true) : false; }

  constexpr void add(Place place) {
    if (plan_.count == most_placeholders) return wrong(Fault::too_many_placeholders);
    plan_.offsets[plan_.count] = static_cast<unsigned>(at_);
    plan_.places[plan_.count] = place;
    ++plan_.count;
    at_ += 2;
  }

  constexpr void markup() {
    if (sees("<!--")) return comment();
    if (sees("<!doctype html>")) {
      at_ += 15;
      return;
    }
    if (sees("</")) return end_tag();
    start_tag();
  }

  // Step by step: with the sanitizers g++ 12 does not take string_view::find() for something constant.
  constexpr void comment() {
    for (auto end = at_; end < text_.size(); ++end) {
      const std::string_view rest = text_.substr(end);
      if (rest.starts_with("{}")) return wrong(Fault::placeholder_in_comment);
      if (rest.starts_with("-->")) {
        at_ = end + 3;
        return;
      }
    }
    wrong(Fault::cut_short);
  }

  constexpr std::string_view name() {
    const auto begin = at_;
    while (at_ < text_.size() && is_any_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  constexpr void end_tag() {
    at_ += 2;
    const auto element = name();
    if (sees("{}")) return wrong(Fault::placeholder_in_tag_name);
    if (!sees(">")) return wrong(Fault::unknown_markup);
    ++at_;
    if (depth_ == 0 || open_[depth_ - 1] != element) return wrong(Fault::wrong_end_tag);
    --depth_;
  }

  constexpr void start_tag() {
    ++at_;
    const auto element = name();
    if (sees("{}")) return wrong(Fault::placeholder_in_tag_name);
    if (element.empty()) return wrong(Fault::unknown_markup);
    while (plan_.fault == Fault::none) {
      const bool spaced = skip_space();
      if (ended()) return;
      if (sees("/>")) {
        at_ += 2;
        return;
      }
      if (sees(">")) {
        ++at_;
        return opened(element);
      }
      if (!spaced) return wrong(sees("{}") ? Fault::placeholder_in_tag_name : Fault::unknown_markup);
      if (sees("{}")) {
        add(Place::whole_attribute);
      } else {
        attribute();
      }
    }
  }

  constexpr bool skip_space() {
    const auto begin = at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ != begin;
  }

  constexpr void attribute() {
    const auto attribute_name = name();
    if (sees("{}")) return wrong(Fault::placeholder_in_attribute_name);
    if (attribute_name.empty()) return wrong(Fault::unknown_markup);
    if (attribute_name.starts_with("on") || attribute_name.starts_with("hx-on")) return wrong(Fault::event_handler);
    if (attribute_name == "style") return wrong(Fault::inline_style);
    if (!sees("=")) return;  // a boolean attribute
    ++at_;
    if (!sees("\"")) return wrong(Fault::unquoted_attribute);
    ++at_;
    value(attribute_name);
  }

  constexpr void value(std::string_view attribute_name) {
    const auto begin = at_;
    const bool is_url = is_one_of(attribute_name, url_attributes);
    while (!ended()) {
      if (sees("\"")) {
        ++at_;
        return;
      }
      if (!sees("{}")) {
        ++at_;
        continue;
      }
      if (is_one_of(attribute_name, refused_attributes)) return wrong(Fault::refused_attribute);
      if (is_url && (at_ != begin || text_.substr(at_ + 2, 1) != "\"")) return wrong(Fault::url_not_whole);
      add(is_url ? Place::url : Place::attribute);
      if (plan_.fault != Fault::none) return;
    }
  }

  constexpr void opened(std::string_view element) {
    if (is_one_of(element, void_elements)) return;
    if (element == "script" || element == "style") return raw(element, false);
    if (element == "title" || element == "textarea") return raw(element, true);
    if (depth_ == deepest) return wrong(Fault::too_deep);
    open_[depth_++] = element;
  }

  // The contents up to the end tag are no markup. In a script or style nothing may stand at all:
  // the content security policy would refuse it.
  constexpr void raw(std::string_view element, bool takes_text) {
    while (!ended()) {
      if (sees("</") && text_.substr(at_ + 2, element.size()) == element) {
        at_ += 2 + element.size();
        if (!sees(">")) return wrong(Fault::unknown_markup);
        ++at_;
        return;
      }
      if (!takes_text) return wrong(Fault::placeholder_in_script_or_style);
      if (sees("{}")) {
        add(Place::plain_text);
        if (plan_.fault != Fault::none) return;
      } else {
        ++at_;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view open_[deepest] = {};
  std::size_t depth_ = 0;
  Plan plan_{};
};

consteval Plan parse_template(std::string_view text) { return TemplateParser(text).run(); }

}  // namespace klynge::html::detail
