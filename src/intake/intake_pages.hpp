// The pages of the way in: upload, a batch under way, the queue of what waits.
//
// Page functions only: a view in, markup out. The preview of one document has its own file,
// preview_page.hpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "intake/entry.hpp"
#include "platform/html/components.hpp"
#include "platform/html/html.hpp"

namespace klynge::intake {

struct BatchRow {
  Batch batch;
  BatchCounts counts;
};

struct ImportView {
  std::string csrf_token;
  std::string problem;  // Danish; "" where all is well
  std::vector<BatchRow> batches;
  html::PageRange range;
  std::int64_t waiting = 0;
  bool may_change = false;
};
html::Html import_page(const ImportView& view);

struct BatchView {
  std::string csrf_token;
  Batch batch;
  BatchCounts counts;
  std::vector<EntryHead> entries;
  html::PageRange range;
  std::int64_t sure = 0;        // of those that wait: how many without a doubt
  std::int64_t elapsed_us = 0;  // since it began
  bool running = false;         // on this server, now
  bool taking_back = false;     // asked for, and not done yet
  bool may_change = false;
};
html::Html batch_page(const BatchView& view);
// "Læser dokumenterne: 30 af 190, 15 i sekundet, cirka 11 sekunder tilbage"; the rate from the second second on.
std::string progress_text(std::int64_t done, std::int64_t total, std::int64_t elapsed_us);
// The part that renews itself while the batch is under way.
html::Html batch_progress(const BatchView& view);

struct QueueView {
  std::vector<EntryHead> entries;
  html::PageRange range;
};
html::Html queue_page(const QueueView& view);

// "Lagt i registeret", in the colour of its tone.
html::Html state_badge(EntryState state);

}  // namespace klynge::intake
