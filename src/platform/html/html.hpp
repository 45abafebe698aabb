// HTML that is safe by its type.
//
// Html is markup that is known to be well formed; it comes only from templates. A template is a
// string literal checked at compile time: {} stands for a value, and the place it stands in decides
// how it is escaped and which types it takes:
//   - in text: any text or whole number (escaped), Html (as it is), std::vector<Html>, or
//     std::optional of these (nothing where empty); things with text(), such as ids, are texts;
//     or a writer: what is called with the Html so far and appends to it
//   - in <title> and <textarea>: text or number (escaped)
//   - in a quoted attribute: text or number (escaped)
//   - in href, src, action, formaction, poster, hx-get, hx-post …: only a Url, and alone
//   - where an attribute would stand (<input type="checkbox" {}>): only an Attribute
// An unquoted attribute, a {} inside <script>, <style>, a tag's name or a comment, an event handler
// or style attribute, an element left open, a missing or superfluous value: these do not compile.
// So that a bool or a floating number is never shown by mistake, they are not taken either.
//
//   constexpr auto row = html::make<"<tr><td>{}</td><td><a href=\"{}\">{}</a></td></tr>">;
//   Html one = row(count, url("/moeder/", id), title);
//   row.append_to(rows, count, url("/moeder/", id), title);     // without a copy: long tables
//   list.append_to(page, [&](Html& out) { for (…) row.append_to(out, …); });   // nor for what is inside
//
// The values are looked up by type at compile time and rendered by one ordinary function, which
// keeps compile times and the program small.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/html/template_parser.hpp"
#include "platform/html/url.hpp"

namespace klynge::html {

class Html;

namespace detail {
struct Slot {  // one value on its way into a template
  enum class Kind : unsigned char { nothing, text, number, markup, list, writer } kind = Kind::nothing;
  std::string_view text{};
  std::int64_t number = 0;
  const std::vector<Html>* list = nullptr;
  const void* writer = nullptr;
  void (*write)(const void* writer, Html& out) = nullptr;
};
void render(Html& out, std::string_view text, const Plan& plan, const Slot* slots);
std::string& buffer(Html& html);
void append_slot(Html& out, const Slot& slot);  // escaped, unless it is markup
}  // namespace detail

class Html {
 public:
  Html() = default;
  const std::string& text() const& { return text_; }
  std::string text() && { return std::move(text_); }
  bool empty() const { return text_.empty(); }
  // Well formed after well formed is well formed.
  Html& operator+=(const Html& more) {
    text_ += more.text_;
    return *this;
  }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

 private:
  friend std::string& detail::buffer(Html& html);
  std::string text_;
};

// The name of an attribute that takes a plain text.
struct AttributeName {
  std::string_view text;
  template <std::size_t N>
  consteval AttributeName(const char (&literal)[N]) : text(literal, N - 1) {
    for (char c : text)
      if (!detail::is_name(c)) throw "not an attribute's name";
    if (text.starts_with("on") || text.starts_with("hx-on") || text == "style")
      throw "no event handlers, no inline style";
    if (detail::is_one_of(text, detail::url_attributes)) throw "takes a Url: write it into the template";
    if (detail::is_one_of(text, detail::refused_attributes)) throw "this attribute takes no value from outside";
  }
};

// A whole attribute, or nothing.
struct Attribute {
  std::string_view name;  // "" for nothing
  std::optional<std::string> value{};
};
// A boolean attribute: checked, selected, disabled, required …
inline Attribute flag(AttributeName name, bool on) { return {on ? name.text : std::string_view{}}; }
// An attribute with a value, left out where `value` is empty: aria-current, aria-describedby …
inline Attribute attribute(AttributeName name, std::string_view value) {
  if (value.empty()) return {};
  return {name.text, std::string(value)};
}

// Escaped text.
Html text(std::string_view plain);
// All of them, with `separator` between.
Html join(const std::vector<Html>& parts, const Html& separator = {});

namespace detail {

template <class T>
struct Unwrapped {
  using type = T;
};
template <class T>
struct Unwrapped<std::optional<T>> {
  using type = T;
};
template <class T>
using unwrapped = typename Unwrapped<std::remove_cvref_t<T>>::type;

template <class T>
inline constexpr bool is_number = std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;
template <class T>
inline constexpr bool is_markup = std::is_same_v<T, Html> || std::is_same_v<T, std::vector<Html>>;
template <class T>
inline constexpr bool is_writer = std::is_invocable_v<const T&, Html&>;
template <class T>
inline constexpr bool is_text = !is_markup<T> && (std::is_convertible_v<const T&, std::string_view> || NamesItself<T>);

template <class T>
constexpr bool takes(Place place) {
  using Value = unwrapped<T>;
  switch (place) {
    case Place::text:
      return is_text<Value> || is_number<Value> || is_markup<Value> || is_writer<Value>;
    case Place::plain_text:
    case Place::attribute:
      return is_text<Value> || is_number<Value>;
    case Place::url:
      return std::is_same_v<Value, Url>;
    case Place::whole_attribute:
      return std::is_same_v<std::remove_cvref_t<T>, Attribute>;
  }
  return false;
}

template <class... Values>
constexpr bool takes_all(const Plan& plan) {
  if (plan.count != sizeof...(Values)) return false;
  [[maybe_unused]] std::size_t i = 0;
  return (takes<Values>(plan.places[i++]) && ...);
}

void append_attribute(std::string& out, const Attribute& attribute);

// Keeps what a value's text() returns until the template is rendered.
template <class T>
decltype(auto) hold(const T& value) {
  if constexpr (std::is_same_v<T, Attribute>) {
    std::string out;
    append_attribute(out, value);
    return out;
  } else if constexpr (NamesItself<T> && !is_markup<T>) {
    // What lives in the value itself need not be copied.
    if constexpr (std::is_lvalue_reference_v<decltype(value.text())>) {
      return value.text();
    } else {
      return std::string(value.text());
    }
  } else {
    return (value);
  }
}
template <class T>
  requires(NamesItself<T> && !is_markup<T>)
std::optional<std::string> hold(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return std::string(value->text());
}

template <class T>
Slot slot_of(const T& value) {
  if constexpr (std::is_same_v<T, Html>) {
    return {Slot::Kind::markup, value.text()};
  } else if constexpr (std::is_same_v<T, std::vector<Html>>) {
    return {Slot::Kind::list, {}, 0, &value};
  } else if constexpr (is_number<T>) {
    return {Slot::Kind::number, {}, static_cast<std::int64_t>(value)};
  } else if constexpr (is_writer<T>) {
    return {.kind = Slot::Kind::writer, .writer = &value, .write = [](const void* writer, Html& out) {
              (*static_cast<const T*>(writer))(out);
            }};
  } else {
    return {Slot::Kind::text, std::string_view(value)};
  }
}

template <class T>
Slot slot(const T& value) {
  return slot_of(value);
}
template <class T>
Slot slot(const std::optional<T>& value) {
  return value ? slot_of(*value) : Slot{};
}

// Arrays decay, so that a string literal is one type whatever its length.
template <class T>
decltype(auto) as_value(const T& value) {
  if constexpr (std::is_array_v<T>) {
    return std::string_view(value);
  } else {
    return (value);
  }
}

template <std::size_t N>
struct Literal {
  char text[N] = {};
  consteval Literal(const char (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

}  // namespace detail

// What is wrong with a template; Fault::none where it compiles. For the tests.
template <detail::Literal L>
inline constexpr detail::Fault fault_in = detail::parse_template(L.view()).fault;

template <detail::Literal L>
struct Template {
  static constexpr detail::Plan plan = detail::parse_template(L.view());
  using F = detail::Fault;
  static_assert(plan.fault != F::unquoted_attribute, "an attribute's value stands without double quotes");
  static_assert(plan.fault != F::placeholder_in_script_or_style, "nothing may stand inside <script> or <style>");
  static_assert(plan.fault != F::placeholder_in_tag_name, "a placeholder stands in a tag's name");
  static_assert(plan.fault != F::placeholder_in_attribute_name, "a placeholder stands in an attribute's name");
  static_assert(plan.fault != F::placeholder_in_comment, "a placeholder stands in a comment");
  static_assert(plan.fault != F::event_handler, "event handler attributes are not allowed");
  static_assert(plan.fault != F::inline_style, "style attributes are not allowed");
  static_assert(plan.fault != F::refused_attribute, "this attribute takes no value from outside");
  static_assert(plan.fault != F::url_not_whole, "a link is one Url: href=\"{}\" with url(...) as its value");
  static_assert(plan.fault != F::unknown_markup, "markup that the template parser does not know");
  static_assert(plan.fault != F::unclosed_element, "an element is not closed");
  static_assert(plan.fault != F::wrong_end_tag, "an end tag does not match");
  static_assert(plan.fault != F::too_many_placeholders, "too many placeholders: split the template");
  static_assert(plan.fault != F::too_deep, "too deeply nested: split the template");
  static_assert(plan.fault != F::cut_short, "the template ends inside a tag");

  template <class... Values>
    requires(detail::takes_all<Values...>(plan))
  Html operator()(const Values&... values) const {
    Html out;
    append_to(out, values...);
    return out;
  }

  template <class... Values>
    requires(detail::takes_all<Values...>(plan))
  void append_to(Html& out, const Values&... values) const {
    append_present(out, detail::hold(detail::as_value(values))...);
  }

 private:
  template <class... Held>
  static void append_present(Html& out, const Held&... held) {
    const detail::Slot slots[sizeof...(Held) + 1] = {detail::slot(held)...};
    detail::render(out, L.view(), plan, slots);
  }
};

template <detail::Literal L>
inline constexpr Template<L> make{};

}  // namespace klynge::html
