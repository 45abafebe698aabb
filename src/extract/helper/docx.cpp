#include "extract/helper/docx.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/limits.hpp"
#include "extract/helper/docx_numbering.hpp"
#include "extract/helper/docx_package.hpp"
#include "extract/helper/docx_paragraph.hpp"
#include "extract/helper/docx_styles.hpp"
#include "extract/helper/line_sink.hpp"
#include "extract/helper/xml.hpp"

namespace klynge::extract {
namespace {

using pugi::xml_node;
using reading::Line;
using reading::LineRole;

// Where a paragraph stands.
struct Place {
  LineRole role = LineRole::body;  // header or footer, else body
  std::int32_t table = -1, row = -1, column = -1;
};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view candidate : names)
    if (name == candidate) return true;
  return false;
}

// Containers that show what is in them and nothing else.
bool is_wrapper(std::string_view name) {
  return is_one_of(name, {"ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo",
                          "sdtContent", "ruby", "rubyBase", "oMath", "oMathPara", "Choice"});
}

bool is_math(std::string_view name) {
  return is_one_of(name, {"f", "num", "den", "e", "sup", "sub", "sSup", "sSub", "sSubSup", "rad", "deg", "d", "nary",
                          "func", "fName", "box", "acc", "bar"});
}

// Deleted or moved away by a tracked change.
bool is_gone(std::string_view name) { return name == "del" || name == "moveFrom"; }

class DocxReader {
 public:
  DocxReader(const DocxPackage& package, LineSink& sink) : package_(package), sink_(sink) {}

  void read() {
    const std::string main = package_.main_part();
    relationships_ = package_.relationships(main);
    load_styles_and_numbering();
    pugi::xml_document xml;
    parse_xml(package_.read(main), xml);
    const xml_node body = child(child(xml, "document"), "body");
    if (!body) throw Refused{Failure::not_a_docx, "no body"};
    edge_parts(body, "headerReference", LineRole::header);
    blocks(body, Place{});
    finish_paragraph(Place{});
    notes("footnotes", "footnote");
    notes("endnotes", "endnote");
    edge_parts(body, "footerReference", LineRole::footer);
  }

 private:
  // ---- parts ----

  std::string part_of_type(std::string_view type) const {
    for (const auto& [id, relationship] : relationships_)
      if (relationship.type == type && package_.has(relationship.target)) return relationship.target;
    return "";
  }

  void load_styles_and_numbering() {
    pugi::xml_document xml;
    if (const std::string part = part_of_type("styles"); !part.empty()) {
      parse_xml(package_.read(part), xml);
      styles_ = DocxStyles(child(xml, "styles"));
    }
    if (const std::string part = part_of_type("numbering"); !part.empty()) {
      pugi::xml_document numbering;
      parse_xml(package_.read(part), numbering);
      numbering_ = DocxNumbering(child(numbering, "numbering"), styles_);
    }
  }

  // Headers or footers of all sections, each part once: first page, then the others.
  void edge_parts(xml_node body, std::string_view reference, LineRole role) {
    std::vector<std::string> first, others;
    collect_references(body, reference, first, others);
    first.insert(first.end(), others.begin(), others.end());
    std::set<std::string> done;
    for (const std::string& id : first) {
      const auto found = relationships_.find(id);
      if (found == relationships_.end() || !done.insert(found->second.target).second ||
          !package_.has(found->second.target))
        continue;
      pugi::xml_document xml;
      parse_xml(package_.read(found->second.target), xml);
      Place place;
      place.role = role;
      blocks(xml.document_element(), place);
      finish_paragraph(place);
    }
  }

  void collect_references(xml_node body, std::string_view reference, std::vector<std::string>& first,
                          std::vector<std::string>& others) {
    const auto of_section = [&](xml_node section) {
      for (const xml_node node : section.children())
        if (local_name(node) == reference)
          (attribute(node, "type") == "first" ? first : others).emplace_back(attribute(node, "id"));
    };
    for (const xml_node block : body.children())
      if (local_name(block) == "p") of_section(child(child(block, "pPr"), "sectPr"));
    of_section(child(body, "sectPr"));
  }

  // Notes stand at the end, in the order of the part; separators are no notes.
  void notes(std::string_view type, std::string_view element) {
    const std::string part = part_of_type(type);
    if (part.empty()) return;
    pugi::xml_document xml;
    parse_xml(package_.read(part), xml);
    for (const xml_node note : xml.document_element().children())
      if (local_name(note) == element && attribute(note, "type").empty()) {
        blocks(note, Place{});
        finish_paragraph(Place{});
      }
  }

  // ---- blocks ----

  void blocks(xml_node container, const Place& place) {
    for (const xml_node block : container.children()) {
      const std::string_view name = local_name(block);
      if (name == "p")
        paragraph(block, place);
      else if (name == "tbl")
        table(block, place);
      else if (name == "sdt")
        content_control(block, [&](xml_node content) { blocks(content, place); });
      else if (name == "AlternateContent")
        blocks(alternative(block), place);
      else if (is_wrapper(name))
        blocks(block, place);
    }
  }

  // Shown unless it still holds its “click here” text.
  template <class Show>
  void content_control(xml_node control, Show show) {
    if (is_on(child(control, "sdtPr"), "showingPlcHdr", false)) return;
    show(child(control, "sdtContent"));
  }

  // The first choice is what a new Word shows; the fallback says the same to old ones.
  static xml_node alternative(xml_node alternatives) {
    const xml_node choice = child(alternatives, "Choice");
    return choice ? choice : child(alternatives, "Fallback");
  }

  void table(xml_node table, const Place& around) {
    Place place = around;
    place.table = next_table_++;
    place.row = -1;
    rows(table, place);
  }

  void rows(xml_node container, Place& place) {
    for (const xml_node row : container.children()) {
      const std::string_view name = local_name(row);
      if (name == "tr")
        table_row(row, place);
      else if (name == "sdt")
        content_control(row, [&](xml_node content) { rows(content, place); });
      else if (is_wrapper(name))
        rows(row, place);
    }
  }

  void table_row(xml_node row, Place& place) {
    const xml_node properties = child(row, "trPr");
    if (child(properties, "del")) return;
    ++place.row;
    place.column = number(value_of(properties, "gridBefore"), 0);
    cells(row, place);
  }

  void cells(xml_node container, Place& place) {
    for (const xml_node cell : container.children()) {
      const std::string_view name = local_name(cell);
      if (name == "sdt")
        content_control(cell, [&](xml_node content) { cells(content, place); });
      else if (name != "tc" && is_wrapper(name))
        cells(cell, place);
      if (name != "tc") continue;
      const xml_node properties = child(cell, "tcPr");
      if (!child(properties, "cellDel")) {
        blocks(cell, place);
        finish_paragraph(place);
      }
      place.column += std::clamp(number(value_of(properties, "gridSpan"), 1), 1, 1000);
    }
  }

  // ---- paragraphs ----

  struct Properties {
    int outline_level = 9, list = 0, list_level = 0;
    bool bold = false, hidden = false;
  };

  Properties properties_of(xml_node paragraph) const {
    const xml_node own = child(paragraph, "pPr");
    const std::string_view style_id = value_of(own, "pStyle");
    const DocxStyle& style = styles_.paragraph(style_id);
    Properties out;
    out.bold = style.bold.value_or(false);
    out.hidden = style.hidden.value_or(false);
    out.outline_level = number(value_of(own, "outlineLvl"), style.outline_level.value_or(9));
    const xml_node numbering = child(own, "numPr");
    out.list = number(value_of(numbering, "numId"), style.numbering.value_or(0));
    const int style_level = numbering_.level_of_style(out.list, style_id).value_or(style.numbering_level.value_or(0));
    out.list_level = number(value_of(numbering, "ilvl"), style_level);
    return out;
  }

  void paragraph(xml_node node, const Place& place) {
    current_ = properties_of(node);
    const xml_node own = child(node, "pPr");
    // Where the paragraph's mark is deleted, the next paragraph goes on in this one, and what they
    // are together is what the last of them is.
    const xml_node mark = child(own, "rPr");
    const bool goes_on = child(mark, "del") || child(mark, "moveFrom");
    // An empty paragraph counts and shows its number as well.
    const std::string number = current_.list > 0 && !goes_on ? numbering_.next(current_.list, current_.list_level) : "";
    if (!pending_) {
      if (is_on(own, "pageBreakBefore", false)) text_.break_page();
      text_.add(number, current_.bold);
    }
    // A field's instruction ends with its paragraph, whatever a broken document says.
    instructions_.clear();
    instruction_depth_ = 0;
    inline_content(node, current_.bold, current_.hidden);
    if (pending_) text_.put_first(number, current_.bold);
    pending_ = true;
    if (!goes_on) finish_paragraph(place);
    const xml_node section = child(own, "sectPr");
    if (section && value_of(section, "type") != "continuous" && place.table < 0) text_.break_page();
  }

  // Emits what is pending, if anything is.
  void finish_paragraph(const Place& place) {
    if (pending_) emit(place);
    pending_ = false;
    std::vector<xml_node> boxes;
    boxes.swap(boxes_);
    for (const xml_node box : boxes) {
      blocks(box, place);
      finish_paragraph(place);
    }
  }

  void emit(const Place& place) {
    const bool in_text = place.role == LineRole::body && place.table < 0;
    for (ParagraphLine& part : text_.take()) {
      if (part.starts_page && page_has_lines_ && place.role == LineRole::body) {
        sink_.begin_page(0, 0);
        page_has_lines_ = false;
      }
      if (part.text.empty() && (!in_text || part.starts_page || !page_has_lines_)) continue;
      Line line;
      line.bold = mostly_bold(part);
      line.text = std::move(part.text);
      line.words = std::move(part.words);
      line.table = place.table;
      line.row = place.row;
      line.column = place.column;
      set_role(line, place);
      page_has_lines_ |= place.role == LineRole::body;
      sink_.add(std::move(line));
    }
  }

  void set_role(Line& line, const Place& place) const {
    line.role = place.role;
    if (place.role != LineRole::body) return;
    if (current_.outline_level >= 0 && current_.outline_level < 9) {
      line.role = LineRole::heading;
      line.level = static_cast<std::uint8_t>(current_.outline_level + 1);
    } else if (current_.list > 0) {
      line.role = LineRole::list_item;
      line.level = static_cast<std::uint8_t>(std::clamp(current_.list_level, 0, 8) + 1);
    } else if (place.table >= 0) {
      line.role = LineRole::table_cell;
    }
  }

  // ---- runs ----

  void inline_content(xml_node container, bool bold, bool hidden) {
    for (const xml_node node : container.children()) {
      const std::string_view name = local_name(node);
      if (name == "r")
        run(node, bold, hidden);
      else if (name == "sdt")
        content_control(node, [&](xml_node content) { inline_content(content, bold, hidden); });
      else if (name == "AlternateContent")
        inline_content(alternative(node), bold, hidden);
      else if (name == "drawing" || name == "pict" || name == "object")
        find_boxes(node);
      else if (is_gone(name))
        continue;
      else if (is_wrapper(name) || is_math(name))
        inline_content(node, bold, hidden);
    }
  }

  void run(xml_node node, bool paragraph_bold, bool paragraph_hidden) {
    const xml_node own = child(node, "rPr");
    const DocxStyle* style = styles_.find(value_of(own, "rStyle"));
    const bool bold = is_on(own, "b", style ? style->bold.value_or(paragraph_bold) : paragraph_bold);
    const bool hidden = is_on(own, "vanish", style ? style->hidden.value_or(paragraph_hidden) : paragraph_hidden);
    for (const xml_node part : node.children()) run_part(part, bold, hidden);
  }

  void run_part(xml_node part, bool bold, bool hidden) {
    const std::string_view name = local_name(part);
    if (name == "fldChar") return field(attribute(part, "fldCharType"));
    if (name == "drawing" || name == "pict" || name == "object") return find_boxes(part);
    if (name == "AlternateContent") {
      for (const xml_node inner : alternative(part).children()) run_part(inner, bold, hidden);
      return;
    }
    if (hidden || instruction_depth_ > 0) return;
    if (name == "t")
      text_.add(part.text().get(), bold);
    else if (name == "tab" || name == "ptab")
      text_.add_tab();
    else if (name == "cr")
      text_.break_line();
    else if (name == "br")
      line_break(attribute(part, "type"));
    else if (name == "noBreakHyphen")
      text_.add("-", bold);
    else if (name == "softHyphen")
      return;
    else if (name == "sym")
      symbol(attribute(part, "char"), bold);
    else if (name == "ruby")
      inline_content(child(part, "rubyBase"), bold, hidden);
  }

  void line_break(std::string_view type) {
    if (type == "page")
      text_.break_page();
    else if (type != "column")
      text_.break_line();
  }

  void symbol(std::string_view hexadecimal, bool bold) {
    const unsigned long code = std::strtoul(std::string(hexadecimal).c_str(), nullptr, 16);
    if (code < 0x20 || code > 0xffff || (code >= 0xd800 && code < 0xe000)) return;
    const char bytes[] = {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
                          static_cast<char>(0x80 | (code & 0x3f))};
    if (code >= 0x800) text_.add({bytes, 3}, bold);
  }

  // A field is its instruction, then its last result; fields stand in each other.
  void field(std::string_view type) {
    if (type == "begin") {
      instructions_.push_back(true);
      ++instruction_depth_;
      return;
    }
    if (instructions_.empty()) return;  // begun in an earlier paragraph
    if (instructions_.back()) --instruction_depth_;
    instructions_.back() = false;
    if (type == "end") instructions_.pop_back();
  }

  // Text boxes are shown after the paragraph they hang on.
  void find_boxes(xml_node node) {
    for (const xml_node inner : node.children()) {
      const std::string_view name = local_name(inner);
      if (name == "txbxContent")
        boxes_.push_back(inner);
      else if (name == "AlternateContent")
        find_boxes(alternative(inner));
      else
        find_boxes(inner);
    }
  }

  const DocxPackage& package_;
  LineSink& sink_;
  Relationships relationships_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  Paragraph text_;
  Properties current_;    // of the paragraph in text_
  bool pending_ = false;  // text_ holds a paragraph that is not yet emitted
  bool page_has_lines_ = false;
  std::vector<xml_node> boxes_;
  std::vector<bool> instructions_;  // of the fields open in this paragraph: still before the result
  int instruction_depth_ = 0;       // fields whose instruction we are in
  std::int32_t next_table_ = 0;
};

}  // namespace

reading::Document read_docx(std::string_view bytes) {
  const DocxPackage package(bytes);
  reading::Document made;
  made.format = reading::Format::docx;
  LineSink sink(made);
  sink.begin_page(0, 0);
  DocxReader(package, sink).read();
  return made;
}

}  // namespace klynge::extract
