// Every bound on what comes from outside, in one place, each with its unit in its name.
//
// A limit is a promise: what is larger is refused with a sentence the user understands, and what
// is smaller is handled in time and memory that an ordinary server has. Reasons stand beside the
// numbers; a limit is changed here and nowhere else.
#pragma once
#include <cstddef>
#include <cstdint>

namespace klynge::limits {

// Documents. The largest real set of minutes seen is a few MB; 64 MiB leaves room for scans.
inline constexpr std::size_t document_bytes = 64u << 20;
inline constexpr std::size_t plain_text_bytes = 32u << 20;
inline constexpr std::size_t document_pages = 5'000;
inline constexpr std::size_t document_lines = 2'000'000;
inline constexpr std::size_t drawn_rules_per_page = 4'000;      // a drawing may have millions
inline constexpr std::size_t drawn_dots_per_page = 200;         // with more it is a picture, not a list
inline constexpr std::size_t line_bytes = 64u << 10;            // longer lines are cut into several
inline constexpr std::size_t unpacked_docx_bytes = 256u << 20;  // stops a zip bomb
inline constexpr std::size_t docx_entries = 10'000;
inline constexpr std::size_t xml_depth = 256;
inline constexpr std::size_t html_depth = 2'000;  // old pages leave many tags open
inline constexpr std::size_t document_warnings = 1'000;
inline constexpr std::size_t extracted_bytes = 512u << 20;  // what klynge-extract may answer for one document
inline constexpr int extract_seconds = 10;                  // CPU time for one document
inline constexpr std::size_t extract_memory_bytes = 1'536u << 20;

// What one meeting may hold.
inline constexpr std::size_t items_per_meeting = 2'000;
inline constexpr std::size_t persons_per_meeting = 2'000;
inline constexpr std::size_t findings_per_meeting = 500;
inline constexpr std::size_t finding_word_characters = 500;  // why one was settled or dismissed

// A convocation. The longest agenda seen has some 40 items; a meeting is convened a year or two ahead.
inline constexpr std::size_t items_convened = 60;
inline constexpr std::size_t convened_title_characters = 300;
inline constexpr std::size_t convened_place_characters = 200;
inline constexpr std::size_t convened_reason_characters =
    500;  // why it was convened all the same, changed or called off
inline constexpr int convened_days_ahead = 2 * 366;

// Intake. Two documents that differ in more places than this are not compared word by word; the
// documents being read at one time share a budget of memory, a large one waits until it fits.
inline constexpr std::size_t content_differences = 400;
inline constexpr std::size_t corrections_per_entry = 10'000;
inline constexpr std::size_t intake_bytes_in_flight = 64u << 20;
inline constexpr std::size_t upload_queue_bytes = 256u << 20;  // uploaded, waiting to be read
inline constexpr std::size_t page_image_bytes = 8u << 20;
inline constexpr std::size_t page_image_cache_bytes = 48u << 20;
inline constexpr int page_image_seconds = 8;            // CPU time for one page
inline constexpr std::size_t intake_files = 1'000'000;  // files of one run
inline constexpr std::size_t intake_folder_depth = 32;

// HTTP.
inline constexpr std::size_t request_header_bytes = 32u << 10;
inline constexpr std::size_t form_bytes = 4u << 20;  // a form without files
inline constexpr std::size_t form_fields = 2'000;
inline constexpr std::size_t form_field_bytes = 1u << 20;
inline constexpr std::size_t upload_bytes = 80u << 20;  // one multipart request with files
inline constexpr std::size_t upload_files = 200;
inline constexpr int request_idle_seconds = 20;   // until a request's head is complete, and between requests
inline constexpr int request_body_seconds = 600;  // until its body is: 80 MiB at 1 Mbit/s
inline constexpr std::size_t request_header_lines = 100;
inline constexpr std::size_t query_parameters = 100;
inline constexpr std::size_t bodies_in_flight_bytes = 512u << 20;  // all requests together: bounds memory
inline constexpr std::size_t discarded_bytes = 1u << 30;  // of a body that is refused, so that the answer is seen
inline constexpr unsigned connections_per_address = 1'000;
inline constexpr unsigned connections = 4'000;
inline constexpr std::size_t job_queue_length = 256;  // full: 503 with a sentence
inline constexpr std::size_t page_rows = 200;         // rows of one list page

// Pages of the structure that are kept as drawn; a chart of forty bodies is some 100 kB.
inline constexpr std::size_t drawn_pages_bytes = 16u << 20;

// Registers as files. An Excel sheet ends at a million rows; this is a register of many years.
inline constexpr std::size_t export_rows = 100'000;
inline constexpr std::uint64_t log_export_bytes =
    1u << 30;  // the audit log, through a file: not of memory, but of the disk

// A source beside its minutes. More than this at once is slow in any browser; the rest is a link away.
inline constexpr std::uint32_t source_pages_shown = 40;
inline constexpr std::size_t source_lines_shown = 10'000;

// Sign-in.
inline constexpr std::size_t password_bytes = 256;
inline constexpr std::size_t password_min_bytes = 10;
inline constexpr std::int64_t session_idle_minutes = 60;
inline constexpr std::int64_t session_absolute_hours = 12;
inline constexpr int sign_in_attempts_per_quarter_hour = 20;  // per address; at one name from wherever, five times that
inline constexpr std::size_t password_hashes_at_once = 2;     // argon2id takes 64 MiB each
inline constexpr std::int64_t invitation_hours = 7 * 24;
inline constexpr std::int64_t reset_link_hours = 1;
inline constexpr int reset_requests_per_hour = 3;  // per address written; four times that per address of the network
inline constexpr int code_attempts_per_quarter_hour = 6;  // of a second factor, per account
inline constexpr std::int64_t code_wait_minutes = 5;      // from the password to the code

// Sign-on by an identity provider. Its documents are a few KB.
inline constexpr std::size_t provider_document_bytes = 256u << 10;
inline constexpr std::size_t provider_keys = 50;
inline constexpr int provider_connect_seconds = 5;
inline constexpr int provider_seconds = 10;                   // for one answer
inline constexpr std::int64_t provider_attempt_minutes = 15;  // from leaving for the provider to coming back
inline constexpr std::int64_t provider_attempts = 10'000;     // on their way at once
inline constexpr std::int64_t clock_skew_seconds = 60;

// Machines' accounts.
inline constexpr std::int64_t api_tokens = 500;
inline constexpr std::int64_t api_token_days = 730;  // the longest life of one

// Composition rules. The longest sentence of a real agreement is below 200 characters.
inline constexpr std::size_t composition_sentence_bytes = 600;
inline constexpr int composition_count = 999;  // seats one rule may ask for

// Lines written on one hand-over by hand.
inline constexpr std::size_t noted_matters = 200;

// A structure file; that of a region of forty bodies is some 200 kB.
inline constexpr std::size_t structure_file_bytes = 8u << 20;

// Mail. A letter of ours is a page at most; the outbox holds what a region sends in a day where the mail server is
// away.
inline constexpr std::size_t mail_subject_bytes = 300;
inline constexpr std::size_t mail_body_bytes = 64u << 10;
inline constexpr std::int64_t mails_waiting = 5'000;
inline constexpr std::int64_t mail_attempts = 12;  // about a day
inline constexpr int smtp_connect_seconds = 10;
inline constexpr int smtp_seconds = 60;  // for one letter

// Search.
inline constexpr std::size_t query_bytes = 500;
inline constexpr std::size_t query_terms = 16;
inline constexpr std::size_t search_hits = 1'000;

// Database.
inline constexpr std::size_t group_commit_actions = 512;
inline constexpr int serialization_retries = 20;

}  // namespace klynge::limits
