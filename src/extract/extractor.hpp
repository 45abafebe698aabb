// Documents of every format to lines: plain text in place, everything else by klynge-extract.
//
// An Extractor holds a few helper processes and gives each document to a free one. A helper that
// crashes, hangs or runs over a limit is ended and replaced; the document that did it is refused
// with a sentence, and no other is touched. Helpers are replaced after some hundred documents, so
// that what a parser leaks does not add up.
#pragma once
#include <filesystem>
#include <memory>
#include <string_view>

#include "reading/document.hpp"

namespace klynge::extract {

// klynge-extract beside the running program; for tests, which stand elsewhere in the build folder,
// bin/klynge-extract in the folder that KLYNGE_BINARY_DIR names.
std::filesystem::path default_helper();

struct ExtractorOptions {
  std::filesystem::path helper = default_helper();
  unsigned helpers = 2;  // processes at once; more callers wait for a free one
  // Wall clock for one document. The helper itself stops at limits::extract_seconds of CPU time;
  // this is for one that hangs, and for a machine that is very busy.
  int patience_ms = 60'000;
};

class Extractor {
 public:
  explicit Extractor(ExtractorOptions options = {});
  ~Extractor();
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;

  // A PDF, DOCX or HTML document by the helper. May be called from several threads. Errors: a
  // Danish sentence for each way a document can be broken; `unavailable` where the helper program
  // can not be started. An image-only PDF is no error: Document::has_text_layer is false.
  Result<reading::Document> extract(reading::Format format, std::string_view bytes);

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

// Whatever the bytes are, by their content (detect_format).
Result<reading::Document> to_document(Extractor& extractor, std::string_view bytes);

}  // namespace klynge::extract
