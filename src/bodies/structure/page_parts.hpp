// Pieces of this room's pages: the ways between a body's pages, the day a page is drawn for, the fields of
// a period.
//
// A form is filled from Values: those of the row when it is opened, those typed when it comes back with what
// was wrong, so that nothing typed is lost and a form is written once.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/above.hpp"
#include "bodies/structure/organisation.hpp"
#include "bodies/structure/period.hpp"
#include "platform/html/components.hpp"
#include "platform/html/form.hpp"
#include "platform/http/http.hpp"
#include "platform/http/page.hpp"

namespace klynge::structure {

using Values = std::map<std::string, std::string, std::less<>>;
const std::string& value(const Values& values, std::string_view name);                  // "" where absent
Values typed_values(const http::Request& request);                                      // the first of each name
std::optional<std::string> typed(const http::Request& request, std::string_view name);  // none where blank

// Who looks at a page: whether forms are shown, and the token for them.
struct Viewer {
  bool changes = false;
  std::string csrf_token{};
};

// What was wrong with a form, at its top; nothing where all is well.
html::Html error_alert(std::string_view error);

enum class BodyTab { meetings, composition, profile, documents, proposals };
// The ways between a body's pages; `proposals` is shown to who may change.
html::Html body_tabs(std::string_view body_id, BodyTab active, bool changes);

// “Vis sammensætningen den …”: a day above a page drawn for it.
html::Html day_filter(const html::Url& page, Date day, std::string_view label);
// The day of ?dag=, else today.
Date day_of(const http::Request& request, Date today);

html::Html period_html(const Period& period);  // nothing where both ends are open
// Two fields: “Gælder fra”, “Gælder til og med”; `names` are value names: fra, til. `suffix` tells ids apart
// where a page has several forms.
html::Html period_fields(const Values& values, std::string_view suffix = "");
void put_period(Values& values, const Period& period);
Result<Period> typed_period(const http::Request& request);

std::vector<html::Option> organisation_options(const std::vector<Organisation>& organisations, std::string_view none);
// A field whose id is told apart from others of the same name.
html::Field field(const Values& values, const std::string& name, std::string label, std::string hint = "",
                  std::string_view suffix = "");

// Lines of a text as they were written.
html::Html lines_html(const std::optional<std::string>& text);

}  // namespace klynge::structure
