#include "extract/helper/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>
#include <set>
#include <vector>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/docx_numbering.hpp"
#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

using reading::Line;
using reading::LineRole;

struct DestroyOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

// What an element passes on to what is in it.
struct Context {
  bool bold = false, preformatted = false;
  LineRole role = LineRole::body;
  std::uint8_t level = 0;
  std::int32_t table = -1, row = -1, column = -1;
  LineRole frame = LineRole::body;  // header or footer: of the page around the text
  bool in_text = false;             // inside <main> or <article>
};

// A list while its items are read.
struct OpenList {
  bool numbered = false, marked = true;
  int next = 1, step = 1;
  std::string_view format = "decimal";
};

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

int number(std::string_view text, int otherwise) {
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} && value > -1'000'000 && value < 1'000'000 ? value : otherwise;
}

// The style attribute in lower case and without spaces.
std::string style_of(const GumboElement& element) {
  std::string style = lower(attribute(element, "style").substr(0, 4096));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  return style;
}

bool has_word(std::string_view words, std::initializer_list<std::string_view> wanted) {
  for (const std::string_view word : split(words, ' '))
    if (std::find(wanted.begin(), wanted.end(), word) != wanted.end()) return true;
  return false;
}

// Said to those who hear the page, and of no use to those who read it.
bool is_for_ears_only(const GumboElement& element) {
  return has_word(attribute(element, "class"), {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
                                                "skip-link", "skiplink", "sr-only-focusable"});
}

bool is_hidden(const GumboElement& element, const std::string& style) {
  if (gumbo_get_attribute(&element.attributes, "hidden")) return true;
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool is_never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_TEXTAREA:
      return true;
    default:
      return false;
  }
}

// What stands around the text on every page of a site: its role there, or body where it is none.
LineRole frame_of(const GumboElement& element, bool in_text) {
  const std::string_view role = attribute(element, "role");
  if (element.tag == GUMBO_TAG_NAV || role == "navigation" || role == "search" || role == "menu" || role == "menubar")
    return LineRole::header;
  const std::string names = lower(attribute(element, "class")) + " " + lower(attribute(element, "id").substr(0, 100));
  if (names.find("breadcrumb") != std::string::npos || names.find("brødkrumme") != std::string::npos ||
      names.find("broedkrumme") != std::string::npos)
    return LineRole::header;
  if (names.find("cookie") != std::string::npos && element.tag != GUMBO_TAG_BODY && element.tag != GUMBO_TAG_HTML &&
      element.tag != GUMBO_TAG_MAIN)
    return LineRole::footer;
  if (!in_text && (element.tag == GUMBO_TAG_FOOTER || role == "contentinfo")) return LineRole::footer;
  return LineRole::body;
}

// Elements that begin and end a line.
bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

int heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

bool is_bold(const GumboElement& element, const std::string& style, bool around) {
  const std::size_t at = style.find("font-weight:");
  if (at != std::string::npos) {
    const std::string_view weight = std::string_view(style).substr(at + 12);
    return weight.starts_with("bold") || number(weight.substr(0, 3), 400) >= 600;
  }
  const GumboTag tag = element.tag;
  return around || tag == GUMBO_TAG_SUMMARY || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_TH ||
         heading_level(tag) > 0;
}

// Where table cells stand, with those that reach down from rows above.
class CellColumns {
 public:
  void begin_row() {
    at_ = 0;
    for (int& rows : reach_)
      if (rows > 0) --rows;
  }
  std::int32_t place(int colspan, int rowspan) {
    while (at_ < reach_.size() && reach_[at_] > 0) ++at_;
    const std::size_t column = at_, end = at_ + static_cast<std::size_t>(colspan);
    if (reach_.size() < end) reach_.resize(end);
    for (; at_ < end; ++at_) reach_[at_] = rowspan;
    return static_cast<std::int32_t>(column);
  }

 private:
  std::size_t at_ = 0;
  std::vector<int> reach_;
};

class HtmlReader {
 public:
  explicit HtmlReader(LineSink& sink) : sink_(sink) {}

  void read(const GumboNode* root) {
    find_opened(root);
    node(root, Context{});
    flush(Context{});
  }

 private:
  void node(const GumboNode* node, const Context& context) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        return text(node->v.text.text, context);
      case GUMBO_NODE_ELEMENT:
        return element(node->v.element, context);
      default:
        return;
    }
  }

  void children(const GumboElement& element, const Context& context) {
    for (unsigned i = 0; i < element.children.length; ++i)
      node(static_cast<const GumboNode*>(element.children.data[i]), context);
  }

  void element(const GumboElement& element, const Context& around) {
    if (is_never_shown(element.tag)) return;
    const std::string style = style_of(element);
    if (is_for_ears_only(element) || (is_hidden(element, style) && !opened_.contains(attribute(element, "id")))) return;
    if (element.tag == GUMBO_TAG_BR) return break_line(around);
    if (element.tag == GUMBO_TAG_BUTTON && is_mere_button(element, around)) return;
    Context inside = around;
    inside.in_text |=
        element.tag == GUMBO_TAG_MAIN || element.tag == GUMBO_TAG_ARTICLE || attribute(element, "role") == "main";
    if (around.frame == LineRole::body) inside.frame = frame_of(element, inside.in_text);
    inside.bold = is_bold(element, style, around.bold);
    inside.preformatted |= element.tag == GUMBO_TAG_PRE;
    if (const int level = heading_level(element.tag)) {
      inside.role = LineRole::heading;
      inside.level = static_cast<std::uint8_t>(level);
    }
    const bool block = is_block(element.tag) || style.find("display:block") != std::string::npos;
    if (block) flush(around);
    contents(element, style, inside);
    if (block) flush(inside);
  }

  // What a click or a hash in the address opens is part of the page, though it is hidden at first.
  void find_opened(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return;
    const GumboElement& element = node->v.element;
    for (const char* name : {"aria-controls", "data-target", "data-bs-target", "href"}) {
      const std::string_view target = attribute(element, name);
      const bool hash = target.starts_with('#');
      if (target.empty() || (!hash && std::string_view(name) != "aria-controls")) continue;
      for (const std::string_view id : split(target.substr(hash), ' '))
        if (!id.empty()) opened_.insert(id);
    }
    for (unsigned i = 0; i < element.children.length; ++i)
      find_opened(static_cast<const GumboNode*>(element.children.data[i]));
  }

  // “Print”, “Del”: a button that opens nothing. In a heading or with what it opens it is a title.
  static bool is_mere_button(const GumboElement& element, const Context& around) {
    const bool opens = gumbo_get_attribute(&element.attributes, "aria-controls") ||
                       gumbo_get_attribute(&element.attributes, "aria-expanded") ||
                       gumbo_get_attribute(&element.attributes, "data-target") ||
                       gumbo_get_attribute(&element.attributes, "data-bs-target") ||
                       attribute(element, "class").find("accordion") != std::string_view::npos;
    return !opens && around.role != LineRole::heading;
  }

  void contents(const GumboElement& element, const std::string& style, const Context& inside) {
    switch (element.tag) {
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_MENU:
        return list(element, style, inside);
      case GUMBO_TAG_LI:
        return list_item(element, inside);
      case GUMBO_TAG_TABLE:
        return table(element, inside);
      case GUMBO_TAG_TR:
        return table_row(element, inside);
      case GUMBO_TAG_CAPTION:
        return caption(element, inside);
      case GUMBO_TAG_DL:
        return definitions(element, inside);
      case GUMBO_TAG_DT:
      case GUMBO_TAG_DD:
        return definition(element, inside);
      case GUMBO_TAG_Q:
        append("“", inside.bold);
        children(element, inside);
        return append("”", inside.bold);
      default:
        return children(element, inside);
    }
  }

  // ---- lists ----

  void list(const GumboElement& element, const std::string& style, const Context& context) {
    OpenList list;
    list.numbered = element.tag == GUMBO_TAG_OL;
    list.marked =
        style.find("list-style:none") == std::string::npos && style.find("list-style-type:none") == std::string::npos;
    list.next = number(attribute(element, "start"), 1);
    const std::string_view type = attribute(element, "type");
    if (style.find("lower-alpha") != std::string::npos || style.find("lower-latin") != std::string::npos)
      list.format = "lowerLetter";
    if (style.find("upper-alpha") != std::string::npos || style.find("upper-latin") != std::string::npos)
      list.format = "upperLetter";
    if (style.find("lower-roman") != std::string::npos) list.format = "lowerRoman";
    if (type == "a") list.format = "lowerLetter";
    if (type == "A") list.format = "upperLetter";
    if (type == "i") list.format = "lowerRoman";
    if (type == "I") list.format = "upperRoman";
    lists_.push_back(list);
    children(element, context);
    lists_.pop_back();
  }

  void list_item(const GumboElement& element, Context inside) {
    if (inside.role != LineRole::heading) {
      inside.role = LineRole::list_item;
      inside.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(lists_.size(), 1, 9));
    }
    if (!lists_.empty() && lists_.back().marked) {
      OpenList& list = lists_.back();
      if (const auto value = attribute(element, "value"); !value.empty()) list.next = number(value, list.next);
      marker_ = list.numbered ? format_number(list.next++, list.format) + ". " : "• ";
    }
    children(element, inside);
    flush(inside);
    marker_.clear();
  }

  // ---- tables ----

  void table(const GumboElement& element, Context inside) {
    inside.table = next_table_++;
    inside.row = inside.column = -1;
    if (inside.role != LineRole::heading) inside.role = LineRole::table_cell;
    tables_.push_back({-1, {}});
    children(element, inside);
    tables_.pop_back();
  }

  // It stands above the table, in none of its cells.
  void caption(const GumboElement& element, Context inside) {
    inside.table = inside.row = inside.column = -1;
    if (inside.role == LineRole::table_cell) inside.role = LineRole::body;
    children(element, inside);
    flush(inside);
  }

  // A list of terms is a table of two columns: “Dato” beside “4. maj”.
  void definitions(const GumboElement& element, Context inside) {
    inside.table = next_table_++;
    inside.row = inside.column = -1;
    tables_.push_back({-1, {}});
    children(element, inside);
    tables_.pop_back();
  }

  void definition(const GumboElement& element, Context inside) {
    if (tables_.empty() || inside.table < 0) return children(element, inside);
    const bool term = element.tag == GUMBO_TAG_DT;
    if (term || tables_.back().row < 0) ++tables_.back().row;
    inside.row = tables_.back().row;
    inside.column = term ? 0 : 1;
    if (inside.role == LineRole::body) inside.role = LineRole::table_cell;
    children(element, inside);
    flush(inside);
  }

  void table_row(const GumboElement& element, Context inside) {
    if (tables_.empty()) return children(element, inside);
    Table& table = tables_.back();
    inside.row = ++table.row;
    table.columns.begin_row();
    for (unsigned i = 0; i < element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
      const bool is_cell = child->type == GUMBO_NODE_ELEMENT &&
                           (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH);
      if (is_cell) {
        const GumboElement& cell = child->v.element;
        const int colspan = std::clamp(number(attribute(cell, "colspan"), 1), 1, 1000);
        const int rowspan = std::clamp(number(attribute(cell, "rowspan"), 1), 1, 65'534);
        inside.column = tables_.back().columns.place(colspan, rowspan);
      }
      node(child, inside);
    }
  }

  // ---- text ----

  void text(std::string_view utf8, const Context& context) {
    if (!context.preformatted) return append(utf8, context.bold);
    for (bool first = true; const std::string_view line : split(utf8, '\n')) {
      if (!first) break_line(context);
      first = false;
      append_as_it_stands(line, context.bold);
    }
  }

  // Runs of white space are one space, and none at a line's start (HTML collapses them).
  void append(std::string_view utf8, bool bold) {
    std::string folded;
    bool space = line_.text.empty() || line_.text.ends_with(' ');
    for (const char c : utf8) {
      const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (is_space && space) continue;
      space = is_space;
      folded += is_space ? ' ' : c;
    }
    append_as_it_stands(folded, bold);
  }

  void append_as_it_stands(std::string_view utf8, bool bold) {
    const std::string text = clean_text(utf8);
    if (text.empty()) return;
    const auto start = static_cast<std::uint32_t>(line_.text.size());
    line_.text += text;
    const auto end = static_cast<std::uint32_t>(line_.text.size());
    if (!line_.words.empty() && line_.words.back().bold == bold) {
      line_.words.back().end = end;
    } else {
      reading::Word& word = line_.words.emplace_back();
      word.start = start;
      word.end = end;
      word.bold = bold;
    }
  }

  void break_line(const Context& context) { flush(context); }

  void flush(const Context& context) {
    if (trim(line_.text).empty()) {
      line_ = {};
      return;
    }
    // What stands on further lines of a list's item is its text and no item of its own.
    const bool goes_on = context.role == LineRole::list_item && marker_.empty();
    put_marker();
    std::size_t bold = 0, all = 0;
    for (const reading::Word& word : line_.words) {
      all += word.end - word.start;
      if (word.bold) bold += word.end - word.start;
    }
    line_.bold = bold * 2 > all;
    line_.role = context.frame != LineRole::body ? context.frame : goes_on ? LineRole::body : context.role;
    line_.level = context.level;
    line_.table = context.table;
    line_.row = context.row;
    line_.column = context.column;
    sink_.add(std::move(line_));
    line_ = {};
  }

  // An item's bullet or number stands before its first line.
  void put_marker() {
    if (marker_.empty()) return;
    const auto shift = static_cast<std::uint32_t>(marker_.size());
    line_.text.insert(0, marker_);
    for (reading::Word& word : line_.words) {
      word.start += shift;
      word.end += shift;
    }
    marker_.clear();
  }

  struct Table {
    std::int32_t row;
    CellColumns columns;
  };

  LineSink& sink_;
  Line line_;
  std::string marker_;
  std::vector<OpenList> lists_;
  std::vector<Table> tables_;
  std::set<std::string_view> opened_;  // ids
  std::int32_t next_table_ = 0;
};

bool closes_by_itself(std::string_view tag) {
  static constexpr std::string_view tags[] = {"p",    "li",  "td",     "th",    "tr",    "dt",    "dd",    "option",
                                              "br",   "hr",  "img",    "input", "meta",  "link",  "col",   "area",
                                              "base", "wbr", "source", "embed", "param", "tbody", "thead", "tfoot"};
  return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

// The parser's time grows with depth, so depth is estimated first, from the tags alone.
void check_depth(std::string_view html) {
  std::size_t depth = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool closing = at + 1 < html.size() && html[at + 1] == '/';
    std::size_t end = at + 1 + closing;
    while (end < html.size() && std::isalnum(static_cast<unsigned char>(html[end]))) ++end;
    const std::string tag = lower(html.substr(at + 1 + closing, std::min<std::size_t>(end - at - 1 - closing, 10)));
    if (tag.empty() || closes_by_itself(tag)) continue;
    if (!closing)
      ++depth;
    else if (depth > 0)
      --depth;
    if (depth > limits::html_depth) throw Refused{Failure::xml_too_deep, "HTML over its depth"};
  }
}

}  // namespace

reading::Document read_html(std::string_view bytes) {
  const std::string html = html_to_utf8(bytes);
  check_depth(html);
  reading::Document made;
  made.format = reading::Format::html;
  LineSink sink(made);
  sink.begin_page(0, 0);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::unique_ptr<GumboOutput, DestroyOutput> output(
      gumbo_parse_with_options(&options, html.data(), html.size()));
  if (!output) throw Refused{Failure::broken_html, "the library can not parse it"};
  HtmlReader(sink).read(output->root);
  return made;
}

}  // namespace klynge::extract
