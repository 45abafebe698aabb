#include "platform/html/form.hpp"

#include "base/id.hpp"
#include "platform/html/components.hpp"

namespace klynge::html {
namespace {

constexpr auto group = make<R"(<div class="form-group k-field {}">
<label class="form-label" for="{}">{}</label>
{}{}{}</div>
)">;
constexpr auto hint_markup = make<R"(<span class="form-hint" id="{}-hint">{}</span>
)">;
constexpr auto error_markup =
    make<R"(<span class="form-error-message" id="{}-error"><span class="sr-only">Fejl: </span>{}</span>
)">;
constexpr auto input = make<R"(<input class="form-input" type="{}" id="{}" name="{}" value="{}" {} {} {} {} {} {}>)">;
constexpr auto area = make<R"(<textarea class="form-input" id="{}" name="{}" rows="{}" {} {} {} {}>{}</textarea>)">;
constexpr auto select = make<R"(<select class="form-select" id="{}" name="{}" {} {} {}>{}</select>)">;
constexpr auto option_markup = make<R"(<option value="{}" {}>{}</option>)">;
constexpr auto check = make<
    R"(<div class="form-group-checkbox"><input class="form-checkbox" type="checkbox" id="{}" name="{}" value="{}" {} {}><label for="{}">{}</label>{}</div>
)">;
constexpr auto radios = make<R"(<fieldset class="k-radios {}" {}><legend class="form-label">{}</legend>
{}{}{}</fieldset>
)">;
constexpr auto radio = make<
    R"(<div class="form-group-radio"><input class="form-radio" type="radio" id="{}-{}" name="{}" value="{}" {}><label for="{}-{}">{}</label></div>
)">;
constexpr auto file = make<
    R"(<div class="k-file"><input type="file" id="{}" name="{}" {} {} {} {}><span class="button button-secondary k-file-button" aria-hidden="true">{}</span><span class="k-file-names" data-none="{}" aria-hidden="true">{}</span></div>
)">;
constexpr auto hidden_markup = make<R"(<input type="hidden" name="{}" value="{}">)">;
constexpr auto button_markup = make<R"(<button class="button {}" type="submit" {} {} {}>{}</button>)">;
constexpr auto form_markup = make<R"(<form method="post" action="{}" {} {} {}>{}{}</form>
)">;
constexpr auto filter_markup = make<
    R"(<form class="k-filter d-print-none" method="get" action="{}" role="search" aria-label="Afgræns listen">{}<button class="button button-secondary" type="submit">{}</button></form>
)">;
constexpr auto summary_list = make<R"(<ul class="nobullet-list">{}</ul>)">;
constexpr auto summary_entry = make<R"(<li><a href="{}">{}</a></li>)">;

const std::string& id_of(const Field& field) { return field.id.empty() ? field.name : field.id; }

std::string described_by(const Field& field) {
  std::string out;
  if (!field.hint.empty()) out = id_of(field) + "-hint";
  if (!field.error.empty()) out += (out.empty() ? "" : " ") + id_of(field) + "-error";
  return out;
}

Attribute description(const Field& field) { return attribute("aria-describedby", described_by(field)); }
Attribute invalid_mark(const Field& field) { return attribute("aria-invalid", field.error.empty() ? "" : "true"); }
Attribute length_limit(const Field& field) {
  return attribute("maxlength", field.max_length == 0 ? "" : std::to_string(field.max_length));
}
Html hint(const Field& field) { return field.hint.empty() ? Html{} : hint_markup(id_of(field), field.hint); }
Html error(const Field& field) { return field.error.empty() ? Html{} : error_markup(id_of(field), field.error); }
std::string_view error_class(const Field& field) { return field.error.empty() ? "" : "form-error"; }

Html labelled(const Field& field, const Html& control) {
  return group(error_class(field), id_of(field), field.label, hint(field), error(field), control);
}

std::string_view button_class(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::primary:
      return "button-primary";
    case ButtonKind::secondary:
      return "button-secondary";
    case ButtonKind::tertiary:
      return "button-tertiary";
    case ButtonKind::warning:
      return "button-warning";
  }
  return {};
}

}  // namespace

Html text_field(const Field& field) {
  return labelled(field, input(field.type, id_of(field), field.name, field.value, flag("required", field.required),
                               flag("autofocus", field.autofocus), attribute("autocomplete", field.autocomplete),
                               length_limit(field), description(field), invalid_mark(field)));
}

Html text_area(const Field& field, int rows) {
  return labelled(field, area(id_of(field), field.name, rows, flag("required", field.required), length_limit(field),
                              description(field), invalid_mark(field), field.value));
}

Html select_field(const Field& field, const std::vector<Option>& options) {
  Html choices;
  for (const Option& option : options)
    option_markup.append_to(choices, option.value, flag("selected", option.value == field.value), option.text);
  return labelled(field, select(id_of(field), field.name, flag("required", field.required), description(field),
                                invalid_mark(field), choices));
}

Html check_box(const Field& field, bool checked, std::string_view value) {
  return check(id_of(field), field.name, value, flag("checked", checked), description(field), id_of(field), field.label,
               hint(field));
}

Html radio_group(const Field& field, const std::vector<Option>& options) {
  Html choices;
  for (const Option& option : options)
    radio.append_to(choices, id_of(field), option.value, field.name, option.value,
                    flag("checked", option.value == field.value), id_of(field), option.value, option.text);
  return radios(error_class(field), description(field), field.label, hint(field), error(field), choices);
}

Html file_field(const Field& field, std::string_view accept, bool multiple) {
  const std::string_view none = multiple ? "Ingen filer valgt" : "Ingen fil valgt";
  return labelled(field, file(id_of(field), field.name, attribute("accept", accept), flag("multiple", multiple),
                              flag("required", field.required), description(field),
                              multiple ? "Vælg filer" : "Vælg en fil", none, none));
}

Html hidden(std::string_view name, std::string_view value) { return hidden_markup(name, value); }

Html submit_button(std::string_view text, ButtonKind kind) {
  return button_markup(button_class(kind), Attribute{}, Attribute{}, Attribute{}, text);
}
Html submit_button(std::string_view text, ButtonKind kind, std::string_view name, std::string_view value) {
  return button_markup(button_class(kind), attribute("name", name), attribute("value", value), Attribute{}, text);
}
Html side_button(std::string_view text, std::string_view name, std::string_view value) {
  return button_markup(button_class(ButtonKind::secondary), attribute("name", name), attribute("value", value),
                       flag("formnovalidate", true), text);
}

Html post_form(const PostForm& form, const Html& content) {
  return form_markup(form.action, attribute("enctype", form.with_files ? "multipart/form-data" : ""),
                     attribute("data-confirm", form.confirm), attribute("class", form.css_class),
                     hidden("csrf", form.csrf_token), content);
}

const std::string& token_place() {
  // Nobody can write it into a text beforehand.
  static const std::string place = "token-" + make_uuid_v7(0).text();
  return place;
}

Html with_token(const Html& drawn, std::string_view token) {
  Html out;
  out.reserve(drawn.text().size() + 1'000);
  std::string_view rest = drawn.text();
  for (auto at = rest.find(token_place()); at != rest.npos; at = rest.find(token_place())) {
    detail::buffer(out).append(rest.substr(0, at));
    detail::append_slot(out, {.kind = detail::Slot::Kind::text, .text = token});
    rest.remove_prefix(at + token_place().size());
  }
  detail::buffer(out).append(rest);
  return out;
}

Html post_button(const PostForm& form, std::string_view text, ButtonKind kind,
                 const std::vector<std::pair<std::string, std::string>>& values) {
  Html content;
  for (const auto& [name, value] : values) content += hidden(name, value);
  content += submit_button(text, kind);
  PostForm inline_form = form;
  inline_form.css_class += inline_form.css_class.empty() ? "k-inline-form" : " k-inline-form";
  return post_form(inline_form, content);
}

Html filter_form(const Url& action, const Html& fields, std::string_view button) {
  return filter_markup(action, fields, button);
}

Html error_summary(const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  Html entries;
  for (const FieldError& error : errors) summary_entry.append_to(entries, url("#", error.field), error.message);
  return alert(Tone::error, "Ret venligst dette", summary_list(entries));
}

}  // namespace klynge::html
