#include "platform/http/form_parser.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::http {
namespace {

std::unexpected<Problem> malformed(std::string detail) {
  return invalid("Formularen kunne ikke læses. Gå tilbage, genindlæs siden og prøv igen.", std::move(detail));
}
std::unexpected<Problem> too_many_fields() {
  return fail(Problem::Kind::too_many, "Formularen har for mange felter. Del ændringen op i flere.",
              "form: too many fields");
}
std::unexpected<Problem> too_long_field() {
  return fail(Problem::Kind::too_large, "Et felt i formularen er for langt. Del teksten op eller gør den kortere.",
              "form: field too long");
}

Result<Form> parse_urlencoded(std::string_view body) {
  Form form;
  for (std::size_t at = 0; at < body.size();) {
    auto end = body.find('&', at);
    if (end == body.npos) end = body.size();
    const std::string_view pair = body.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    if (form.fields.size() == limits::form_fields) return too_many_fields();
    if (pair.size() > 3 * limits::form_field_bytes) return too_long_field();
    const auto equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(equals == pair.npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value) return malformed("form: bad encoding");
    if (value->size() > limits::form_field_bytes) return too_long_field();
    form.fields.emplace(std::move(*name), std::move(*value));
  }
  return form;
}

// One parameter of a header like: form-data; name="a"; filename="b.pdf". Quoted as browsers do:
// %22 for a quote, and a backslash before a quote from other clients.
std::optional<std::string> header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != header.npos && at < header.size()) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const auto equals = header.find('=', at);
    if (equals == header.npos) return std::nullopt;
    const std::string found = lower(trim(header.substr(at, equals - at)));
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      const auto end = header.find(';', at);
      value = std::string(trim(header.substr(at, end == header.npos ? end : end - at)));
      at = end;
    }
    if (found == name) return value;
  }
  return std::nullopt;
}

struct PartHead {
  std::string disposition;
};

// The headers of a part: only Content-Disposition matters; how the file calls its own type is not believed.
std::optional<PartHead> parse_part_head(std::string_view head) {
  PartHead part;
  while (!head.empty()) {
    auto end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head = end == head.npos ? std::string_view{} : head.substr(end + 2);
    const auto colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    if (lower(trim(line.substr(0, colon))) == "content-disposition")
      part.disposition = std::string(trim(line.substr(colon + 1)));
  }
  if (!starts_with_folded(part.disposition, "form-data")) return std::nullopt;
  return part;
}

// The last part of a path: some clients send the whole one.
std::string base_name(std::string_view path) {
  const auto slash = path.find_last_of("/\\");
  return std::string(slash == path.npos ? path : path.substr(slash + 1));
}

class MultipartParser {
 public:
  MultipartParser(std::string_view boundary, std::string_view body)
      : delimiter_("\r\n--" + std::string(boundary)), body_(body) {}

  Result<Form> run() {
    // The first boundary has no line end before it.
    const std::string_view first = std::string_view(delimiter_).substr(2);
    if (!body_.starts_with(first)) return malformed("multipart: no first boundary");
    at_ = first.size();
    while (true) {
      if (body_.substr(at_, 2) == "--") return std::move(form_);
      if (body_.substr(at_, 2) != "\r\n") return malformed("multipart: bad boundary line");
      at_ += 2;
      auto done = part();
      if (!done) return std::unexpected(done.error());
    }
  }

 private:
  Result<void> part() {
    // A head longer than this is no form's.
    constexpr std::size_t longest_head = 8u << 10;
    const auto head_end = body_.substr(at_, longest_head).find("\r\n\r\n");
    if (head_end == body_.npos) return malformed("multipart: part without an end of its head");
    const auto head = parse_part_head(body_.substr(at_, head_end));
    if (!head) return malformed("multipart: bad part head");
    at_ += head_end + 4;
    // An empty part: its delimiter begins with the line end of the empty head line.
    const auto end = body_.find(delimiter_, at_ - 2);
    if (end == body_.npos) return malformed("multipart: cut short");
    const std::string_view content = end < at_ ? std::string_view{} : body_.substr(at_, end - at_);
    at_ = end + delimiter_.size();
    return add(*head, content);
  }

  Result<void> add(const PartHead& head, std::string_view content) {
    const auto name = header_parameter(head.disposition, "name");
    if (!name || !is_valid_utf8(*name)) return malformed("multipart: part without a name");
    const auto file_name = header_parameter(head.disposition, "filename");
    if (file_name) return add_upload(*name, *file_name, content);
    if (form_.fields.size() == limits::form_fields) return too_many_fields();
    if (content.size() > limits::form_field_bytes) return too_long_field();
    if (!is_valid_utf8(content) || content.find('\0') != content.npos) return malformed("multipart: field is no text");
    form_.fields.emplace(*name, content);
    return {};
  }

  Result<void> add_upload(const std::string& name, const std::string& file_name, std::string_view content) {
    // A file field where nothing was chosen comes as an empty file without a name.
    if (file_name.empty() && content.empty()) return {};
    if (!is_valid_utf8(file_name)) return malformed("multipart: file name is not UTF-8");
    if (form_.uploads.size() == limits::upload_files)
      return fail(
          Problem::Kind::too_many,
          "Der er for mange filer på én gang. Send højst " + std::to_string(limits::upload_files) + " ad gangen.",
          "multipart: too many files");
    form_.uploads.push_back({name, base_name(file_name), std::string(content)});
    return {};
  }

  std::string delimiter_;
  std::string_view body_;
  std::size_t at_ = 0;
  Form form_;
};

std::string_view media_type(std::string_view content_type) {
  return trim(content_type.substr(0, content_type.find(';')));
}

}  // namespace

std::size_t allowed_body_bytes(std::string_view content_type) {
  const std::string type = lower(media_type(content_type));
  if (type == "application/x-www-form-urlencoded") return limits::form_bytes;
  if (type == "multipart/form-data") return limits::upload_bytes;
  return 0;
}

Result<Form> parse_form(std::string_view content_type, std::string_view body) {
  const std::string type = lower(media_type(content_type));
  if (type == "application/x-www-form-urlencoded") return parse_urlencoded(body);
  if (type != "multipart/form-data") return malformed("form: unknown content type");
  const auto boundary = header_parameter(content_type, "boundary");
  // RFC 2046: 1 to 70 characters.
  if (!boundary || boundary->empty() || boundary->size() > 70) return malformed("multipart: no boundary");
  return MultipartParser(*boundary, body).run();
}

}  // namespace klynge::http
