// Pieces of SQL that the registers' queries share, and the reading of what they bring. For the room's
// own stores only.
#pragma once
#include "meetings/list.hpp"
#include "platform/database/connection.hpp"

// Macros, because an Sql is one literal. In a filter's parameters '' means "does not filter".
// CROSS JOIN is an ordinary join with its conditions in WHERE, which SQLite walks in the order written:
// along the index of dates, so that a page of rows costs a page of rows.
#define KLYNGE_FROM_MEETING " FROM meeting m LEFT JOIN body b ON b.id = m.body_id"
#define KLYNGE_OF_BODY_IN_YEAR                              \
  " WHERE m.taken_back = 0 AND ($1 = '' OR m.body_id = $1)" \
  " AND ($2 = '' OR (m.held_on >= $2 AND m.held_on <= $3))"
#define KLYNGE_NEWEST_FIRST " ORDER BY m.held_on DESC NULLS LAST, m.id DESC"
#define KLYNGE_ROW_MEETING "m.id, m.held_on, m.body_id, COALESCE(b.name, m.body_printed), m.published"
#define KLYNGE_ROW_ITEM "i.id, i.number, i.title"

#define KLYNGE_MEETING_ROW                                                                          \
  "SELECT " KLYNGE_ROW_MEETING                                                                      \
  ", m.title, m.meeting_number, m.starts, m.ends, m.place, m.kind, m.version, m.created_at,"        \
  " (SELECT count(*) FROM item i WHERE i.meeting_id = m.id AND i.removed = 0 AND i.kind = 'item')," \
  " (SELECT count(*) FROM finding f WHERE f.meeting_id = m.id AND f.state = 'open'),"               \
  " (SELECT count(*) FROM convocation c WHERE c.meeting_id = m.id AND c.called_off_at IS NOT NULL AND m.kind = 'agenda')" KLYNGE_FROM_MEETING

namespace klynge::meetings {

// Columns 0…4 by KLYNGE_ROW_MEETING, 5…7 by KLYNGE_ROW_ITEM after them.
RowMeeting row_meeting(database::Rows& rows);
RowItem row_item(database::Rows& rows);
// By KLYNGE_MEETING_ROW.
MeetingRow meeting_row(database::Rows& rows);

}  // namespace klynge::meetings
