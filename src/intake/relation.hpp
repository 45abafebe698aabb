// What a document that comes in is to what is there already, and why it should wait for a person.
//
// Two documents are of one meeting when the same body met on the same day. Then their content
// decides: the same words (slips of reading apart) are one more source of the same version; minutes
// after an agenda, or words that were changed, are a new version; an agenda that comes in after its
// minutes is an earlier state and never replaces them. Where that is not sure, the document waits.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

enum class Relation { new_meeting, same_content, new_version, earlier_state };
std::string_view name(Relation relation);
std::optional<Relation> parse_relation(std::string_view name);

// A meeting in the register that the document may be of.
struct Candidate {
  std::string meeting_id;
  std::int64_t version = 0;
  bool same_body = false;         // the register says so; else the wording must
  reading::MeetingRecord record;  // its current version
  bool published = false;
  bool convened = false;    // its current version is a convocation (meetings/convocation.hpp), no document
  bool called_off = false;  // and it was called off
};

struct Judgement {
  Relation relation = Relation::new_meeting;
  std::optional<std::size_t> candidate{};  // which one; none for a new meeting
  std::vector<std::string> doubts{};       // Danish sentences
};

// `candidates` are meetings on the record's date.
Judgement judge(const reading::MeetingRecord& record, std::span<const Candidate> candidates);

// Why a reading should be looked at before it goes into the register, as Danish sentences: nothing
// found, a doubtful reading, a person number in the text. Empty where all is well.
std::vector<std::string> doubts_of(const reading::MeetingRecord& record, Date today);

// The doubt that a finding makes, as doubts_of() says it; "" where it makes none.
std::string_view doubt_about(const reading::Finding& finding);

// Whether two printed names are one body's but for slips and punctuation.
bool same_body_name(std::string_view a, std::string_view b);

}  // namespace klynge::intake
