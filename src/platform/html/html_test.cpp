#include "platform/html/html.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>

namespace klynge::html {
namespace {

using F = detail::Fault;

// What must not compile, said without compiling it.
static_assert(fault_in<"<p>{}</p>"> == F::none);
static_assert(fault_in<"<!doctype html><html lang=\"da\"><title>{}</title></html>"> == F::none);
static_assert(fault_in<"<a href={}>x</a>"> == F::unquoted_attribute);
static_assert(fault_in<"<a class=x>x</a>"> == F::unquoted_attribute);
static_assert(fault_in<"<a class='x'>x</a>"> == F::unquoted_attribute);
static_assert(fault_in<"<script>{}</script>"> == F::placeholder_in_script_or_style);
static_assert(fault_in<"<script>go()</script>"> == F::placeholder_in_script_or_style);
static_assert(fault_in<"<style>p{}</style>"> == F::placeholder_in_script_or_style);
static_assert(fault_in<"<script src=\"{}\"></script>"> == F::none);
static_assert(fault_in<"<{}>"> == F::placeholder_in_tag_name);
static_assert(fault_in<"<h{}>x</h1>"> == F::placeholder_in_tag_name);
static_assert(fault_in<"<h1>x</h{}>"> == F::placeholder_in_tag_name);
static_assert(fault_in<"<p data-{}=\"x\"></p>"> == F::placeholder_in_attribute_name);
static_assert(fault_in<"<!-- {} -->"> == F::placeholder_in_comment);
static_assert(fault_in<"<p onclick=\"x\"></p>"> == F::event_handler);
static_assert(fault_in<"<p hx-on:click=\"x\"></p>"> == F::event_handler);
static_assert(fault_in<"<p style=\"color:red\"></p>"> == F::inline_style);
static_assert(fault_in<"<iframe srcdoc=\"{}\"></iframe>"> == F::refused_attribute);
static_assert(fault_in<"<a href=\"/moeder/{}\">x</a>"> == F::url_not_whole);
static_assert(fault_in<"<a href=\"{}#a\">x</a>"> == F::url_not_whole);
static_assert(fault_in<"<a href=\"/moeder/\">x</a>"> == F::none);
static_assert(fault_in<"<p><b>x</p></b>"> == F::wrong_end_tag);
static_assert(fault_in<"</p>"> == F::wrong_end_tag);
static_assert(fault_in<"<p>x"> == F::unclosed_element);
static_assert(fault_in<"<p><br><input type=\"text\" {}></p>"> == F::none);
static_assert(fault_in<"<p class=\"x"> == F::cut_short);
static_assert(fault_in<"<p"> == F::cut_short);
static_assert(fault_in<"a < b"> == F::unknown_markup);
static_assert(fault_in<"<svg viewBox=\"0 0 1 1\"><use href=\"{}\"/></svg>"> == F::none);

struct Named {
  std::string text() const { return "<id>"; }
};
template <auto& T, class... Values>
concept Fills = requires(const Values&... values) { T(values...); };

constexpr auto paragraph = make<"<p>{}</p>">;
constexpr auto titled = make<"<p title=\"{}\"></p>">;
constexpr auto link = make<"<a href=\"{}\">{}</a>">;
constexpr auto area = make<"<textarea>{}</textarea>">;
constexpr auto box = make<"<input type=\"checkbox\" {}>">;

static_assert(Fills<paragraph, std::string>);
static_assert(Fills<paragraph, Html>);
static_assert(Fills<paragraph, std::vector<Html>>);
static_assert(Fills<paragraph, std::optional<std::string>>);
static_assert(Fills<paragraph, Named>);
static_assert(Fills<paragraph, std::optional<Named>>);
static_assert(Fills<paragraph, std::size_t>);
static_assert(!Fills<paragraph>);
static_assert(!Fills<paragraph, std::string, std::string>);
static_assert(!Fills<paragraph, bool>);
static_assert(!Fills<paragraph, char>);
static_assert(!Fills<paragraph, double>);
static_assert(!Fills<paragraph, Attribute>);
static_assert(!Fills<titled, Html>);
static_assert(Fills<paragraph, void (*)(Html&)>);
static_assert(!Fills<titled, void (*)(Html&)>);
static_assert(!Fills<link, void (*)(Html&), std::string>);
static_assert(!Fills<area, Html>);
static_assert(Fills<link, Url, std::string>);
static_assert(!Fills<link, std::string, std::string>);
static_assert(!Fills<link, const char*, std::string>);
static_assert(Fills<box, Attribute>);
static_assert(!Fills<box, std::string>);

TEST(Html, EscapesByContext) {
  EXPECT_EQ(paragraph("a<b> & \"c\"").text(), "<p>a&lt;b&gt; &amp; &quot;c&quot;</p>");
  EXPECT_EQ(titled("\"><script>").text(), "<p title=\"&quot;&gt;&lt;script&gt;\"></p>");
  EXPECT_EQ(area("</textarea><b>").text(), "<textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>");
  EXPECT_EQ(paragraph(std::string("a\0b", 3)).text(),
            "<p>a\xEF\xBF\xBD"
            "b</p>");
}

TEST(Html, TakesWhatThePlaceTakes) {
  EXPECT_EQ(paragraph(paragraph("x")).text(), "<p><p>x</p></p>");
  EXPECT_EQ(paragraph(std::vector<Html>{text("a"), text("<")}).text(), "<p>a&lt;</p>");
  EXPECT_EQ(paragraph(std::optional<std::string>{}).text(), "<p></p>");
  EXPECT_EQ(paragraph(std::optional<std::string>{"&"}).text(), "<p>&amp;</p>");
  EXPECT_EQ(paragraph(Named{}).text(), "<p>&lt;id&gt;</p>");
  EXPECT_EQ(paragraph(std::optional<Named>{Named{}}).text(), "<p>&lt;id&gt;</p>");
  EXPECT_EQ(paragraph(-42).text(), "<p>-42</p>");
  EXPECT_EQ(box(flag("checked", true)).text(), "<input type=\"checkbox\" checked>");
  EXPECT_EQ(box(flag("checked", false)).text(), "<input type=\"checkbox\" >");
  EXPECT_EQ(box(attribute("aria-describedby", "a\"b")).text(),
            "<input type=\"checkbox\" aria-describedby=\"a&quot;b\">");
  EXPECT_EQ(box(attribute("aria-describedby", "")).text(), "<input type=\"checkbox\" >");
}

TEST(Html, LetsAWriterFillItsPlace) {
  const auto two = [](Html& out) {
    paragraph.append_to(out, 1);
    paragraph.append_to(out, "<");
  };
  EXPECT_EQ(paragraph(two).text(), "<p><p>1</p><p>&lt;</p></p>");
  EXPECT_EQ(paragraph([&](Html& out) { paragraph.append_to(out, two); }).text(), "<p><p><p>1</p><p>&lt;</p></p></p>");
}

// Escaping looks at blocks of bytes, so where in a block a character stands must not matter.
TEST(Html, EscapesAtEveryPosition) {
  for (std::size_t length = 1; length <= 70; ++length)
    for (std::size_t at = 0; at < length; ++at) {
      std::string plain(length, 'x'), wanted = plain;
      plain[at] = '<';
      wanted.replace(at, 1, "&lt;");
      EXPECT_EQ(text(plain).text(), wanted);
    }
}

TEST(Html, AppendsAndJoins) {
  Html out;
  paragraph.append_to(out, 1);
  paragraph.append_to(out, 2);
  EXPECT_EQ(out.text(), "<p>1</p><p>2</p>");
  EXPECT_EQ(join({text("a"), text("b")}, text(", ")).text(), "a, b");
}

TEST(Url, EncodesEveryValue) {
  EXPECT_EQ(url("/moeder/", std::string("a/../b?x=1#y")).text(), "/moeder/a%2F..%2Fb%3Fx%3D1%23y");
  EXPECT_EQ(url("/moeder/", 7, "/punkter/", std::string_view("æ")).text(), "/moeder/7/punkter/%C3%A6");
  EXPECT_EQ(link(url("/x?q=", std::string("\"><")), "y").text(), "<a href=\"/x?q=%22%3E%3C\">y</a>");
  EXPECT_EQ(with_query(url("/a"), "q", "x y").text(), "/a?q=x%20y");
  EXPECT_EQ(with_query(url("/a?b=1#c"), "q", "&").text(), "/a?b=1&q=%26#c");
  EXPECT_EQ(with_query(url("/a"), "q", "").text(), "/a");
  EXPECT_EQ(with_fragment(url("/a#b"), "c d").text(), "/a#c%20d");
  EXPECT_EQ(link(url("/a?b=", 1, "&c=", 2), "").text(), "<a href=\"/a?b=1&amp;c=2\"></a>");
}

TEST(Url, TakesOnlyLocalPathsFromOutside) {
  EXPECT_TRUE(local_url("/moeder/1?x=2"));
  for (auto bad : {"", "moeder", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x()", "/a\nb",
                   "/\t/evil.example", "\\/evil"})
    EXPECT_FALSE(local_url(bad)) << bad;
  EXPECT_TRUE(external_url("https://example.dk/a"));
  for (auto bad : {"javascript:x()", "data:text/html,x", "https://", "HTTPS://x y", "ftp://x", "//x"})
    EXPECT_FALSE(external_url(bad)) << bad;
}

std::string one_by_one(const std::string& plain) {
  std::string out;
  for (const char c : plain)
    out += c == '&'    ? "&amp;"
           : c == '<'  ? "&lt;"
           : c == '>'  ? "&gt;"
           : c == '"'  ? "&quot;"
           : c == '\0' ? "\xEF\xBF\xBD"
                       : std::string(1, c);
  return out;
}

// A page is written in runs of eight and sixteen bytes with room made before: nothing may be lost or
// doubled, whatever the lengths and wherever something is escaped.
RC_GTEST_PROP(Html, WritesInRunsWhatItWouldCharacterByCharacter, ()) {
  const auto plain =
      rc::gen::container<std::string>(rc::gen::element<char>('a', 'b', ' ', 'x', 'y', 'z', '<', '"', '&', '\0'));
  const auto first = *plain, second = *plain, third = *plain;
  const auto number = *rc::gen::arbitrary<std::int64_t>();
  const auto inner = [&](Html& out) { out += text(third); };
  constexpr auto all = make<R"(<p class="{}">{}<b>{}</b>{} {}</p>{})">;
  Html out = text(first);
  all.append_to(out, first, second, number, text(second), inner, third);
  RC_ASSERT(out.text() == one_by_one(first) + "<p class=\"" + one_by_one(first) + "\">" + one_by_one(second) + "<b>" +
                              std::to_string(number) + "</b>" + one_by_one(second) + " " + one_by_one(third) + "</p>" +
                              one_by_one(third));
}

TEST(Html, WritesTheLongestNumbers) {
  constexpr auto numbers = make<"{}{}">;
  EXPECT_EQ(numbers(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()).text(),
            "-9223372036854775808-9223372036854775808");
}

RC_GTEST_PROP(Html, NoTextOpensATagOrEndsAnAttribute, (const std::string& any)) {
  const std::string inside = text(any).text();
  RC_ASSERT(inside.find_first_of(std::string("<>\"\0", 4)) == inside.npos);
}

RC_GTEST_PROP(Url, NoValueLeavesItsPlace, (const std::string& any)) {
  const std::string made = url("/a/", any).text().substr(3);
  RC_ASSERT(made.find_first_of("/?#&=\\\"<> :") == made.npos);
}

}  // namespace
}  // namespace klynge::html
