// A link target that is safe by its type.
//
// A Url is made from literal pieces and values; every value is percent-encoded, so that it never
// becomes a path segment, a query or a scheme of its own. It points into this site, except where
// external_url() has looked at it. A plain string is no Url.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace klynge::html {

class Url {
 public:
  // "" points at the page itself.
  Url() = default;
  const std::string& text() const { return text_; }

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}
  friend Url make_url(std::string text);
  std::string text_;
};

// For url.cpp and the templates below only: the text is taken as it is.
Url make_url(std::string text);

// The first, literal piece of a Url: "/path…" within this site, "#part" or "?query".
struct UrlStart {
  std::string_view text;
  template <std::size_t N>
  consteval UrlStart(const char (&literal)[N]) : text(literal, N - 1) {
    const bool local = N > 1 && (literal[0] == '/' || literal[0] == '#' || literal[0] == '?');
    if (!local || (N > 2 && literal[0] == '/' && (literal[1] == '/' || literal[1] == '\\')))
      throw "a Url starts with a path within this site, # or ?";
  }
};

// Everything but letters, digits and -._~ becomes %XX.
void append_percent_encoded(std::string& out, std::string_view value);

namespace detail {
template <class T>
concept NamesItself = requires(const T& value) {
  { value.text() } -> std::convertible_to<std::string>;
};

// About how long a piece becomes: an address is mostly written without growing, a short one without
// any memory of its own.
template <class T>
std::size_t room_for(const T& piece) {
  if constexpr (std::integral<T>)
    return 4;
  else if constexpr (std::is_array_v<T>)
    return sizeof(T) - 1;
  else if constexpr (NamesItself<T>)
    return 36;
  else
    return std::string_view(piece).size();
}

template <std::size_t N>
void append_piece(std::string& out, const char (&literal)[N]) {
  out.append(literal, N - 1);
}
template <std::integral T>
void append_piece(std::string& out, T number) {
  out += std::to_string(number);
}
template <NamesItself T>
void append_piece(std::string& out, const T& value) {
  append_percent_encoded(out, value.text());
}
template <class T>
// A char pointer may be a literal that has lost its type (a ? "/x" : "/y"): say which is meant.
  requires(std::convertible_to<const T&, std::string_view> && !std::is_array_v<T> && !std::is_pointer_v<T>)
void append_piece(std::string& out, const T& value) {
  append_percent_encoded(out, value);
}
}  // namespace detail

// url("/moeder/", id, "/punkter/", item.id): literals as they are, values (texts, numbers, ids)
// percent-encoded.
template <class... Pieces>
Url url(UrlStart start, const Pieces&... pieces) {
  std::string out;
  out.reserve(start.text.size() + (detail::room_for(pieces) + ... + 0));
  out += start.text;
  (detail::append_piece(out, pieces), ...);
  return make_url(std::move(out));
}

// The same address with one more query parameter; nothing is added for an empty value.
Url with_query(const Url& base, std::string_view name, std::string_view value);
// The same address with a fragment.
Url with_fragment(const Url& base, std::string_view fragment);
// A path within this site that came from outside ("?til="): it starts with one slash and has no
// scheme, host or control character. nullopt otherwise.
std::optional<Url> local_url(std::string_view text);
// An absolute http:// or https:// address. nullopt for everything else.
std::optional<Url> external_url(std::string_view text);

}  // namespace klynge::html
