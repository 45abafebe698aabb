// What everybody is to do: the rows of an action list, and such a list behind the last item.
//
// “Aktionsliste”, “Opgaver” and below it rows of a number, a task, a name and a day. Inside an item the list is what
// was said of it. Behind the last one it is of the whole meeting: no part of that item's minutes and nothing that was
// decided there. Its tasks belong to the items they name, and to the last one where they name none.
#pragma once
#include <vector>

#include "reading/cells.hpp"
#include "reading/line_class.hpp"
#include "reading/outline.hpp"
#include "reading/reading_state.hpp"
#include "reading/sheet.hpp"
#include "reading/task.hpp"

namespace klynge::reading {

// Takes the rows of a list behind the last item out of it; done before its closing rows are looked for.
void mark_action_list(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline);
// Tasks of a table in the item that was just read, or in the items before it that the table names.
void take_actions(Reading& r, std::size_t item_read, const std::vector<ActionRow>& actions, const TaskContext& context);
// Tasks of the list behind the last item; done when all items are read.
void read_action_list(Reading& r, const TaskContext& context);

}  // namespace klynge::reading
