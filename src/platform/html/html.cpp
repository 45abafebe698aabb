#include "platform/html/html.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

namespace klynge::html {
namespace {

constexpr bool needs_escape(char c) { return c == '&' || c == '<' || c == '>' || c == '"' || c == '\0'; }

// Eight or sixteen bytes at once: most of a page is text with nothing to escape in it.
template <std::size_t Bytes>
struct Block {
  using Chars [[gnu::vector_size(Bytes)]] = char;
  using Words [[gnu::vector_size(Bytes)]] = long long;
};

// Copies so many bytes; true where none of them needs escaping.
template <std::size_t Bytes>
bool copy_plain(char* to, const char* from) {
  typename Block<Bytes>::Chars block;
  std::memcpy(&block, from, Bytes);
  std::memcpy(to, &block, Bytes);
  const auto found = (block == '&') | (block == '<') | (block == '>') | (block == '"') | (block == '\0');
  const auto words = reinterpret_cast<typename Block<Bytes>::Words>(found);
  if constexpr (Bytes == sizeof(long long)) {
    return words[0] == 0;
  } else {
    return (words[0] | words[1]) == 0;
  }
}

// Copies `value` up to the first character that needs escaping and says how many bytes that were. There
// is room for all of it at `to`; what lies behind the copied bytes is anything.
std::size_t put_plain(char* to, std::string_view value) {
  const char* from = value.data();
  const std::size_t size = value.size();
  std::size_t done = 0;
  while (done + 16 <= size && copy_plain<16>(to + done, from + done)) done += 16;
  if (done == size) return size;
  // The end in one step as well, where it can overlap with what was copied before.
  if (size >= 16 && size - done < 16 && copy_plain<16>(to + size - 16, from + size - 16)) return size;
  while (done + 8 <= size && copy_plain<8>(to + done, from + done)) done += 8;
  for (; done < size && !needs_escape(from[done]); ++done) to[done] = from[done];
  return done;
}

// As memcpy, but without a call for the few bytes that most pieces of a page are.
char* put(char* to, std::string_view piece) {
  const char* from = piece.data();
  const std::size_t size = piece.size();
  const auto both_ends = [&](auto word) {
    auto last = word;
    std::memcpy(&word, from, sizeof word);
    std::memcpy(&last, from + size - sizeof word, sizeof word);
    std::memcpy(to, &word, sizeof word);
    std::memcpy(to + size - sizeof word, &last, sizeof word);
  };
  if (size > 32) {
    std::memcpy(to, from, size);
  } else if (size >= 16) {
    both_ends(Block<16>::Chars{});
  } else if (size >= 8) {
    both_ends(std::uint64_t{});
  } else if (size >= 4) {
    both_ends(std::uint32_t{});
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
  return to + size;
}

constexpr std::string_view escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "\xEF\xBF\xBD";  // NUL has no place in HTML: the replacement character
  }
}

// The same set everywhere: a quote escaped in text costs nothing and one function is enough.
void append_escaped(std::string& out, std::string_view value) {
  while (true) {
    std::size_t plain = 0;
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + value.size(), [&](char* data, std::size_t) {
      plain = put_plain(data + before, value);
      return before + plain;
    });
    if (plain == value.size()) return;
    out += escape_of(value[plain]);
    value.remove_prefix(plain + 1);
  }
}

constexpr std::size_t longest_number = 20;

// How many bytes a value takes unless something in it is escaped; a writer's are not known before.
std::size_t plain_size(const detail::Slot& slot) {
  using Kind = detail::Slot::Kind;
  switch (slot.kind) {
    case Kind::text:
    case Kind::markup:
      return slot.text.size();
    case Kind::number:
      return longest_number;
    case Kind::list: {
      std::size_t sum = 0;
      for (const Html& part : *slot.list) sum += part.text().size();
      return sum;
    }
    case Kind::nothing:
    case Kind::writer:
      return 0;
  }
  return 0;
}

// One rendering of a template: whatever length is known before is written in one go into room that is
// made once, because a page is some thousands of pieces of a few bytes.
class Rendering {
 public:
  Rendering(Html& html, std::string_view text, const detail::Plan& plan, const detail::Slot* slots)
      : html_(html), out_(detail::buffer(html)), text_(text), plan_(plan), slots_(slots) {}

  void run() {
    while (!ended_) {
      write_known();
      if (!rest_.empty()) {
        append_escaped(out_, std::exchange(rest_, {}));
      } else if (!ended_) {
        slots_[next_].write(slots_[next_].writer, html_);
        ++next_;
      }
    }
  }

 private:
  // Up to a writer, a character to escape, or the end, whichever comes first.
  void write_known() {
    std::size_t room = text_.size() - begin_;
    for (std::size_t i = next_; i < plan_.count && slots_[i].kind != Kind::writer; ++i) room += plain_size(slots_[i]);
    const std::size_t before = out_.size();
    out_.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
      return static_cast<std::size_t>(write_into(data + before) - data);
    });
  }

  char* write_into(char* at) {
    for (; next_ < plan_.count; ++next_) {
      // Empty already where this value's rest has just been escaped.
      at = put(at, text_.substr(begin_, plan_.offsets[next_] - begin_));
      begin_ = plan_.offsets[next_] + 2;
      const detail::Slot& slot = slots_[next_];
      if (slot.kind == Kind::writer) return at;
      at = write_value(at, slot, plan_.places[next_] != detail::Place::whole_attribute);
      if (!rest_.empty()) {
        ++next_;
        return at;
      }
    }
    ended_ = true;
    return put(at, text_.substr(begin_));
  }

  char* write_value(char* at, const detail::Slot& slot, bool escaped) {
    switch (slot.kind) {
      case Kind::nothing:
      case Kind::writer:
        return at;
      case Kind::number:
        return std::to_chars(at, at + longest_number, slot.number).ptr;
      case Kind::list:
        for (const Html& part : *slot.list) at = put(at, part.text());
        return at;
      case Kind::markup:
        return put(at, slot.text);
      case Kind::text:
        break;
    }
    if (!escaped) return put(at, slot.text);
    const std::size_t plain = put_plain(at, slot.text);
    rest_ = slot.text.substr(plain);
    return at + plain;
  }

  using Kind = detail::Slot::Kind;
  Html& html_;
  std::string& out_;
  std::string_view text_;
  const detail::Plan& plan_;
  const detail::Slot* slots_;
  std::size_t begin_ = 0, next_ = 0;  // in the template's text; of the slots
  std::string_view rest_{};           // of a value, from the first character to escape
  bool ended_ = false;
};

void append_value(Html& html, const detail::Slot& slot) {
  using Kind = detail::Slot::Kind;
  std::string& out = detail::buffer(html);
  switch (slot.kind) {
    case Kind::nothing:
      return;
    case Kind::number:
      out += std::to_string(slot.number);
      return;
    case Kind::list:
      for (const Html& part : *slot.list) out += part.text();
      return;
    case Kind::markup:
      out += slot.text;
      return;
    case Kind::writer:
      slot.write(slot.writer, html);
      return;
    case Kind::text:
      return append_escaped(out, slot.text);
  }
}

}  // namespace

namespace detail {

std::string& buffer(Html& html) { return html.text_; }

void append_slot(Html& out, const Slot& slot) { append_value(out, slot); }

void append_attribute(std::string& out, const Attribute& attribute) {
  if (attribute.name.empty()) return;
  out += attribute.name;
  if (!attribute.value) return;
  out += "=\"";
  append_escaped(out, *attribute.value);
  out += '"';
}

void render(Html& html, std::string_view text, const Plan& plan, const Slot* slots) {
  Rendering(html, text, plan, slots).run();
}

}  // namespace detail

Html text(std::string_view plain) {
  Html out;
  append_escaped(detail::buffer(out), plain);
  return out;
}

Html join(const std::vector<Html>& parts, const Html& separator) {
  Html out;
  bool first = true;
  for (const Html& part : parts) {
    if (!first) out += separator;
    out += part;
    first = false;
  }
  return out;
}

}  // namespace klynge::html
