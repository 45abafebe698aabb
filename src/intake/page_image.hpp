// A page of a PDF as an image, for showing a passage where it stands.
//
// Untrusted PDF files are never drawn inside the server: pdftoppm (poppler-utils) does it in a
// process of its own with limits on time, memory and files and without the net, other processes or
// writing (seccomp), fed through a pipe. Few are drawn at one time, so that somebody who asks for
// hundreds takes neither all memory nor all workers' time. The last pages drawn are kept in memory,
// because a person turns the same few pages again and again.
#pragma once
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace klynge::intake {

// Each takes up to 768 MiB and a core.
inline constexpr int pages_drawn_at_once = 2;

// PNG bytes. `page` from 1. Errors: the page cannot be drawn, pdftoppm is not installed, or so many are
// being drawn that this one did not get a place within ten seconds.
Result<std::string> draw_page(std::string_view pdf, std::uint32_t page);

class PageImages {
 public:
  // The image of a page, drawn where it is not kept. `pdf` is called only then.
  template <class Pdf>
  Result<std::string> get(const std::string& sha256, std::uint32_t page, Pdf pdf) {
    if (auto kept = find(sha256, page)) return std::move(*kept);
    auto bytes = pdf();
    if (!bytes) return std::unexpected(bytes.error());
    auto image = draw_page(*bytes, page);
    if (image) keep(sha256, page, *image);
    return image;
  }

 private:
  struct Kept {
    std::string sha256;
    std::uint32_t page = 0;
    std::string image;
  };
  std::optional<std::string> find(const std::string& sha256, std::uint32_t page);
  void keep(const std::string& sha256, std::uint32_t page, const std::string& image);

  std::mutex mutex_;
  std::list<Kept> kept_;  // the last used first
  std::size_t bytes_ = 0;
};

}  // namespace klynge::intake
