// Forms: fields with label, hint and error, wired together for screen readers.
//
// A form that changes something is made by post_form(), which puts the token against forged
// requests in; there is no other way to get one right, so pages write no <form> by hand.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.hpp"

namespace klynge::html {

struct Field {
  std::string name;  // also the id
  std::string label;
  std::string value{};
  std::string hint{};
  std::string error{};        // a whole sentence; "" where all is well
  std::string type = "text";  // text, password, email, search, number, date, time
  std::string autocomplete{};
  bool required = false;
  bool autofocus = false;
  std::size_t max_length = 0;  // characters; 0 for no limit said
  std::string id{};            // where the same name occurs twice on a page
};

struct Option {
  std::string value, text;
};

Html text_field(const Field& field);
Html text_area(const Field& field, int rows = 4);
Html select_field(const Field& field, const std::vector<Option>& options);
Html check_box(const Field& field, bool checked, std::string_view value = "1");
Html radio_group(const Field& field, const std::vector<Option>& options);
// `accept` as in HTML: ".pdf,.docx". The button speaks Danish whatever the browser speaks: the browser's
// own lies unseen over one of ours, so that choosing, dropping and the keyboard work as they always do.
Html file_field(const Field& field, std::string_view accept, bool multiple);
Html hidden(std::string_view name, std::string_view value);

enum class ButtonKind { primary, secondary, tertiary, warning };
Html submit_button(std::string_view text, ButtonKind kind = ButtonKind::primary);
// With a name and value of its own, where a form has several buttons.
Html submit_button(std::string_view text, ButtonKind kind, std::string_view name, std::string_view value);
// One that changes the form and keeps nothing: the browser lets it through though fields that are required are empty.
Html side_button(std::string_view text, std::string_view name, std::string_view value);

struct PostForm {
  Url action;
  std::string csrf_token;
  bool with_files = false;
  std::string confirm{};  // a question asked before sending, with JavaScript only
  std::string css_class{};
};
Html post_form(const PostForm& form, const Html& content);
// A page that is kept as drawn is drawn with token_place() as its forms' token; every reader gets it with their own.
const std::string& token_place();
Html with_token(const Html& drawn, std::string_view token);
// A button alone, with hidden values.
Html post_button(const PostForm& form, std::string_view text, ButtonKind kind,
                 const std::vector<std::pair<std::string, std::string>>& values = {});

// The choices above a list: fields in a row and a button; sends itself when a choice changes.
Html filter_form(const Url& action, const Html& fields, std::string_view button = "Vis");

struct FieldError {
  std::string field, message;
};
// All errors of a form at its top, each a link to its field. Nothing where there are none.
Html error_summary(const std::vector<FieldError>& errors);

}  // namespace klynge::html
