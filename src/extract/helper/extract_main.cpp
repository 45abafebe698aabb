// klynge-extract: documents in on standard input, lines out on standard output, nothing else.
//
// Started by the server (extract/extractor.hpp) for many documents; ends when its input ends. The
// protocol is extract/protocol.hpp. `--try-socket` and `--try-file` are for the tests: they close
// the cage and then do what it forbids.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/extract_document.hpp"
#include "extract/helper/pdf.hpp"
#include "extract/helper/sandbox.hpp"
#include "reading/document_wire.hpp"

namespace {

using namespace klynge;
using namespace klynge::extract;

enum Exit { exit_fine = 0, exit_protocol = 2, exit_no_cage = 3, exit_cage_leaks = 4 };

bool read_fully(char* to, std::size_t length) {
  while (length > 0) {
    const ssize_t got = ::read(STDIN_FILENO, to, length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    length -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_fully(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool answer(Failure failure, std::string_view body) {
  const Header header =
      make_header(answer_letters, static_cast<std::uint8_t>(failure), static_cast<std::uint32_t>(body.size()));
  return write_fully({header.data(), header.size()}) && write_fully(body);
}

bool answer(const Refused& refused) {
  return answer(refused.failure, std::string_view(refused.detail).substr(0, failure_detail_bytes));
}

bool serve_one(const HeaderFields& question) {
  std::string bytes(question.length, '\0');
  if (!read_fully(bytes.data(), bytes.size())) return false;
  start_timer();
  auto made = extract_document(question.what, bytes);
  std::string message;
  if (const auto* document = std::get_if<reading::Document>(&made)) {
    message = reading::encode_document(*document);
    if (message.size() > limits::extracted_bytes) made = Refused{Failure::too_many_lines, "message over its limit"};
  }
  stop_timer();
  if (const auto* refused = std::get_if<Refused>(&made)) return answer(*refused);
  return answer(Failure::none, message);
}

int serve() {
  for (;;) {
    Header header{};
    if (!read_fully(header.data(), header.size())) return exit_fine;
    const auto question = read_header(header, question_letters);
    if (!question || question->length > limits::document_bytes) return exit_protocol;
    if (!serve_one(*question)) return exit_fine;
  }
}

void load_everything() {
  // Libraries complain on standard error, which may be a file, and files may not grow here.
  if (const int nowhere = ::open("/dev/null", O_WRONLY); nowhere >= 0) {
    ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
  }
  // Without a configuration no fonts are looked for; only their names matter here, and looking
  // would cost a third of the time.
  ::setenv("FONTCONFIG_FILE", "/dev/null", 1);
  nfc("A\u030a");
  warm_up_pdf();
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view wish = count > 1 ? arguments[1] : "";
  set_limits();
  load_everything();
  if (can_close_cage() && !close_cage()) return exit_no_cage;
  if (wish == "--try-socket") return ::socket(AF_INET, SOCK_STREAM, 0) >= 0 ? exit_cage_leaks : exit_fine;
  if (wish == "--try-file") return ::open("/etc/hostname", O_RDONLY) >= 0 ? exit_cage_leaks : exit_fine;
  return serve();
}
