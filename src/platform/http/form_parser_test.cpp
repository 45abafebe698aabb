#include "platform/http/form_parser.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"
#include "platform/html/url.hpp"

namespace klynge::http {
namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
constexpr std::string_view multipart = "multipart/form-data; boundary=xx";

std::string value(const Form& form, const std::string& name) {
  const auto found = form.fields.lower_bound(name);
  return found == form.fields.end() ? "(none)" : found->second;
}

TEST(UrlencodedForm, ReadsFields) {
  const auto form = parse_form("Application/X-WWW-Form-Urlencoded; charset=utf-8", "a=1&b=%C3%A6+x&c&a=2&=3&&d=%26%3D");
  ASSERT_TRUE(form);
  EXPECT_EQ(value(*form, "a"), "1");
  EXPECT_EQ(form->fields.count("a"), 2u);
  EXPECT_EQ(value(*form, "b"), "æ x");
  EXPECT_EQ(value(*form, "c"), "");
  EXPECT_EQ(value(*form, "d"), "&=");
  EXPECT_TRUE(parse_form(urlencoded, "")->fields.empty());
}

TEST(UrlencodedForm, RefusesWhatIsNoText) {
  for (auto body : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%C3=1"}) {
    const auto form = parse_form(urlencoded, body);
    ASSERT_FALSE(form) << body;
    EXPECT_EQ(form.error().kind, Problem::Kind::invalid);
  }
  EXPECT_FALSE(parse_form("text/plain", "a=1"));
}

TEST(UrlencodedForm, HasBounds) {
  std::string many;
  for (std::size_t i = 0; i <= limits::form_fields; ++i) many += "a=1&";
  EXPECT_EQ(parse_form(urlencoded, many).error().kind, Problem::Kind::too_many);
  EXPECT_EQ(parse_form(urlencoded, "a=" + std::string(limits::form_field_bytes + 1, 'x')).error().kind,
            Problem::Kind::too_large);
}

std::string part(std::string_view disposition, std::string_view content) {
  return "--xx\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\n" + std::string(content) + "\r\n";
}

TEST(MultipartForm, ReadsFieldsAndFiles) {
  const std::string bytes("\0\r\n--x\r\nbin", 11);
  const auto form =
      parse_form(multipart, part("form-data; name=\"a\"", "æ") +
                                part("form-data; name=\"f\"; filename=\"C:\\mappe\\referat; 1.pdf\"", bytes) +
                                part("form-data; name=\"none\"; filename=\"\"", "") +
                                part("form-data; name=empty", "") + "--xx--\r\n");
  ASSERT_TRUE(form) << form.error().detail;
  EXPECT_EQ(value(*form, "a"), "æ");
  EXPECT_EQ(value(*form, "empty"), "");
  ASSERT_EQ(form->uploads.size(), 1u);
  EXPECT_EQ(form->uploads[0].field, "f");
  EXPECT_EQ(form->uploads[0].file_name, "referat; 1.pdf");
  EXPECT_EQ(form->uploads[0].bytes, bytes);
}

TEST(MultipartForm, RefusesWhatIsCutShortOrOdd) {
  const std::string whole = part("form-data; name=\"a\"", "b") + "--xx--";
  ASSERT_TRUE(parse_form(multipart, whole));
  for (std::size_t cut = 0; cut < whole.size() - 1; ++cut)
    EXPECT_FALSE(parse_form(multipart, whole.substr(0, cut))) << cut;
  EXPECT_FALSE(parse_form("multipart/form-data", whole));
  EXPECT_FALSE(parse_form("multipart/form-data; boundary=", whole));
  EXPECT_FALSE(parse_form("multipart/form-data; boundary=" + std::string(71, 'x'), whole));
  EXPECT_FALSE(parse_form(multipart, part("attachment; name=\"a\"", "b") + "--xx--"));
  EXPECT_FALSE(parse_form(multipart, part("form-data", "b") + "--xx--"));
  EXPECT_FALSE(parse_form(multipart, part("form-data; name=\"a\"", "\xff") + "--xx--"));
}

TEST(MultipartForm, HasBounds) {
  std::string files;
  for (std::size_t i = 0; i <= limits::upload_files; ++i) files += part("form-data; name=f; filename=a.txt", "x");
  EXPECT_EQ(parse_form(multipart, files + "--xx--").error().kind, Problem::Kind::too_many);
}

RC_GTEST_PROP(MultipartForm, GivesBackTheBytes, (const std::string& bytes)) {
  RC_PRE(bytes.find("\r\n--xx") == bytes.npos);
  const auto form = parse_form(multipart, part("form-data; name=f; filename=a", bytes) + "--xx--");
  RC_ASSERT(form.has_value());
  RC_ASSERT(form->uploads.at(0).bytes == bytes);
}

RC_GTEST_PROP(UrlencodedForm, GivesBackWhatUrlsEncode, ()) {
  const auto plain = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
  std::string encoded = "a=";
  html::append_percent_encoded(encoded, plain);
  const auto form = parse_form(urlencoded, encoded);
  RC_ASSERT(form.has_value());
  RC_ASSERT(value(*form, "a") == plain);
}

}  // namespace
}  // namespace klynge::http
