#include "extract/extractor.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <vector>

#include "base/limits.hpp"
#include "extract/detect_format.hpp"
#include "extract/helper_process.hpp"
#include "reading/document_wire.hpp"

namespace klynge::extract {
namespace {

constexpr std::uint64_t documents_per_process = 500;

Problem problem_of(Failure failure, std::string detail) {
  using Kind = Problem::Kind;
  const auto say = [&](Kind kind, const char* danish) { return Problem{kind, danish, std::move(detail)}; };
  switch (failure) {
    case Failure::broken_pdf:
      return say(Kind::invalid, "PDF-filen er beskadiget og kan ikke læses. Hent eller gem den igen.");
    case Failure::truncated_pdf:
      return say(Kind::invalid, "PDF-filen er ikke hel: slutningen mangler. Hent den igen.");
    case Failure::encrypted_pdf:
      return say(Kind::invalid, "PDF-filen er beskyttet med en adgangskode. Gem den uden adgangskode, og prøv igen.");
    case Failure::broken_docx:
      return say(Kind::invalid, "Word-dokumentet er beskadiget og kan ikke læses. Åbn det i Word, og gem det igen.");
    case Failure::encrypted_docx:
      return say(Kind::invalid,
                 "Word-dokumentet er beskyttet med en adgangskode. Gem det uden adgangskode, og prøv igen.");
    case Failure::not_a_docx:
      return say(Kind::invalid, "Filen er pakket som et Word-dokument, men der er intet dokument i den.");
    case Failure::zip_bomb:
      return say(Kind::too_large, "Word-dokumentet fylder alt for meget, når det pakkes ud, og bliver ikke læst.");
    case Failure::unsafe_entry:
      return say(Kind::invalid,
                 "Word-dokumentet indeholder filnavne, der peger uden for dokumentet, og bliver ikke læst.");
    case Failure::xml_too_deep:
      return say(Kind::invalid, "Dokumentet er bygget op i alt for mange lag og bliver ikke læst.");
    case Failure::broken_html:
      return say(Kind::invalid, "HTML-siden kan ikke læses. Gem den igen, eller gem den som PDF.");
    case Failure::too_many_pages:
      return say(Kind::too_large, "Dokumentet har for mange sider. Del det op, og prøv igen.");
    case Failure::too_many_lines:
      return say(Kind::too_large, "Dokumentet har for mange linjer. Del det op, og prøv igen.");
    case Failure::out_of_memory:
      return say(Kind::too_large,
                 "Dokumentet kræver for meget hukommelse at læse. Del det op, eller gem det i et andet format.");
    case Failure::none:
    case Failure::unknown_format:
      break;
  }
  return say(Kind::invalid, "Dokumentet kunne ikke læses.");
}

Problem problem_of(Lost lost) {
  using Kind = Problem::Kind;
  switch (lost) {
    case Lost::not_started:
      return {Kind::unavailable, "Dokumenter kan ikke læses lige nu. Prøv igen senere, eller kontakt driften.",
              "klynge-extract can not be started"};
    case Lost::timed_out:
      return {Kind::too_large,
              "Dokumentet tog for lang tid at læse og blev opgivet. Gem det i et andet format, eller del det op.",
              "klynge-extract ran out of time"};
    case Lost::crashed:
      return {
          Kind::invalid,
          "Dokumentet kunne ikke læses: det er beskadiget på en måde, som læsningen ikke kan klare. Gem det igen eller i et andet format.",
          "klynge-extract ended without an answer"};
    case Lost::broken_answer:
      break;
  }
  return {Kind::invalid, "Dokumentet kunne ikke læses.", "klynge-extract gave a broken answer"};
}

// What the helper logs may hold text of the document; only what is plainly English stays.
std::string plain(std::string detail) {
  for (char& c : detail)
    if (c < 0x20 || c > 0x7e) c = '?';
  return detail;
}

}  // namespace

std::filesystem::path default_helper() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path beside = self.parent_path() / "klynge-extract";
  const char* built = std::getenv("KLYNGE_BINARY_DIR");
  return built && !std::filesystem::exists(beside, error) ? std::filesystem::path(built) / "bin" / "klynge-extract"
                                                          : beside;
}

struct Extractor::Pool {
  explicit Pool(ExtractorOptions given) : options(std::move(given)), processes(std::max(options.helpers, 1u)) {
    for (HelperProcess& process : processes) free.push_back(&process);
  }

  HelperProcess* take() {
    std::unique_lock lock(mutex);
    one_free.wait(lock, [&] { return !free.empty(); });
    HelperProcess* process = free.back();
    free.pop_back();
    return process;
  }
  void give_back(HelperProcess* process) {
    {
      const std::lock_guard lock(mutex);
      free.push_back(process);
    }
    one_free.notify_one();
  }

  std::expected<Answer, Lost> ask(HelperProcess& process, std::uint8_t format, std::string_view bytes) {
    if (process.answered() >= documents_per_process) process.end();
    for (;;) {
      const bool fresh = !process.running() || process.answered() == 0;
      if (!process.running() && !process.start(options.helper)) return std::unexpected(Lost::not_started);
      auto answer = process.ask(format, bytes, std::chrono::milliseconds(options.patience_ms));
      // A process that has served others may have died of what they left behind, or been ended
      // from outside; a new one gives this document its own chance.
      if (answer || fresh || answer.error() != Lost::crashed) return answer;
    }
  }

  ExtractorOptions options;
  std::vector<HelperProcess> processes;
  std::mutex mutex;
  std::condition_variable one_free;
  std::vector<HelperProcess*> free;  // guarded by mutex
};

Extractor::Extractor(ExtractorOptions options) : pool_(std::make_unique<Pool>(std::move(options))) {}
Extractor::~Extractor() = default;

Result<reading::Document> Extractor::extract(reading::Format format, std::string_view bytes) {
  if (bytes.empty()) return invalid("Filen er tom.", "no bytes");
  if (bytes.size() > limits::document_bytes)
    return fail(Problem::Kind::too_large, "Filen er for stor. Et dokument må højst fylde 64 MB.",
                "document over its limit");
  std::expected<Answer, Lost> answer;
  {
    HelperProcess* process = pool_->take();
    const auto give_back = [this](HelperProcess* taken) { pool_->give_back(taken); };
    const std::unique_ptr<HelperProcess, decltype(give_back)> held(process, give_back);
    answer = pool_->ask(*process, static_cast<std::uint8_t>(format), bytes);
  }
  if (!answer) return std::unexpected(problem_of(answer.error()));
  if (answer->failure != Failure::none)
    return std::unexpected(problem_of(answer->failure, plain(std::move(answer->body))));
  return reading::decode_document(answer->body);
}

Result<reading::Document> to_document(Extractor& extractor, std::string_view bytes) {
  const auto format = detect_format(bytes);
  if (!format) return std::unexpected(format.error());
  if (*format == reading::Format::text) return reading::decode_plain_text(bytes);
  return extractor.extract(*format, bytes);
}

}  // namespace klynge::extract
