// HTML that is safe by its type.
//
// Html is markup that is known to be well formed; it comes only from templates. A template is a
// string literal checked at compile time: {} stands for a value, and the place it stands in decides
// how it is escaped and which types it takes:
//   - in text: any text or number (escaped), Html (as it is), std::vector<Html> or std::optional of these
//   - in a quoted attribute: text or number (escaped)
//   - in href, src, action, formaction, poster: only a Url
// An unquoted attribute, a {} inside <script>, <style>, a tag's name or a comment, an event
// handler attribute, a missing or superfluous value: these do not compile.
//
//   constexpr auto row = html::make<"<tr><td>{}</td><td><a href=\"{}\">{}</a></td></tr>">;
//   Html one = row(count, url("/moeder/", id), title);
//
// Boolean attributes (checked, selected, disabled): html::flag("checked", on) in a placeholder that
// stands where an attribute would: <input type="checkbox" name="x" {}>.
#pragma once
