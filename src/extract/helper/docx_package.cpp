#include "extract/helper/docx_package.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "extract/helper/line_sink.hpp"
#include "extract/helper/xml.hpp"

namespace klynge::extract {
namespace {

bool is_unsafe(std::string_view name) {
  if (name.starts_with('/') || name.find('\\') != std::string_view::npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  for (const std::string_view step : split(name, '/'))
    if (step == "..") return true;
  return false;
}

void check_entries(zip_t* archive) {
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits::docx_entries)
    throw Refused{Failure::zip_bomb, "entries over their limit"};
  std::uint64_t unpacked = 0;
  for (zip_int64_t i = 0; i < entries; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) ||
        !(stat.valid & ZIP_STAT_SIZE))
      throw Refused{Failure::broken_docx, "a ZIP entry has no name or size"};
    if (is_unsafe(stat.name)) throw Refused{Failure::unsafe_entry, "an entry's name points outside"};
    if (stat.size > limits::unpacked_docx_bytes) throw Refused{Failure::zip_bomb, "an entry unpacks over the limit"};
    unpacked += stat.size;
    if (unpacked > limits::unpacked_docx_bytes) throw Refused{Failure::zip_bomb, "all entries unpack over the limit"};
    const bool encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
    if (encrypted) throw Refused{Failure::encrypted_docx, "an entry is encrypted"};
  }
}

// "word/_rels/document.xml.rels" for "word/document.xml".
std::string relationships_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

// A target is relative to the folder of the part that refers to it, or absolute in the package.
std::string resolved(const std::string& part, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  const std::size_t slash = part.rfind('/');
  std::string folder = slash == std::string::npos ? "" : part.substr(0, slash);
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const std::size_t up = folder.rfind('/');
    folder = up == std::string::npos ? "" : folder.substr(0, up);
  }
  return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

}  // namespace

DocxPackage::DocxPackage(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  archive_ = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  zip_error_fini(&error);
  if (!archive_) {
    if (source) zip_source_free(source);
    throw Refused{Failure::broken_docx, "not a readable ZIP"};
  }
  try {
    check_entries(archive_);
  } catch (...) {
    zip_discard(archive_);
    throw;
  }
}

DocxPackage::~DocxPackage() { zip_discard(archive_); }

bool DocxPackage::has(const std::string& part) const {
  return zip_name_locate(archive_, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::string DocxPackage::read(const std::string& part) const {
  const zip_int64_t index = zip_name_locate(archive_, part.c_str(), ZIP_FL_NOCASE);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (index < 0 || zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
    throw Refused{Failure::broken_docx, "a part is missing"};
  zip_file_t* file = zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (!file) throw Refused{Failure::broken_docx, "a part can not be unpacked"};
  std::string bytes;
  // Grown as bytes come: the declared size may be a lie that only costs memory.
  constexpr std::size_t piece = 1u << 20;
  zip_int64_t got = 0;
  do {
    const std::size_t have = bytes.size();
    bytes.resize(std::min<std::size_t>(have + piece, stat.size));
    got = zip_fread(file, bytes.data() + have, bytes.size() - have);
    bytes.resize(have + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
  } while (got > 0 && bytes.size() < stat.size);
  zip_fclose(file);
  if (got < 0 || bytes.size() != stat.size) throw Refused{Failure::broken_docx, "a part is damaged"};
  return bytes;
}

Relationships DocxPackage::relationships(const std::string& part) const {
  const std::string name = relationships_of(part);
  Relationships found;
  if (!has(name)) return found;
  pugi::xml_document xml;
  parse_xml(read(name), xml);
  for (const pugi::xml_node node : child(xml, "Relationships").children()) {
    if (attribute(node, "TargetMode") == "External") continue;
    const std::string_view type = attribute(node, "Type");
    const std::size_t slash = type.rfind('/');
    found[std::string(attribute(node, "Id"))] = {
        std::string(type.substr(slash == std::string_view::npos ? 0 : slash + 1)),
        resolved(part, attribute(node, "Target"))};
  }
  return found;
}

std::string DocxPackage::main_part() const {
  for (const auto& [id, relationship] : relationships(""))
    if (relationship.type == "officeDocument" && has(relationship.target)) return relationship.target;
  if (has("word/document.xml")) return "word/document.xml";
  throw Refused{Failure::not_a_docx, "no main part"};
}

}  // namespace klynge::extract
