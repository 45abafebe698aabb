# Writes OUTPUT: the text files FILES under ROOT as a table of raw string literals, named by their path below ROOT.
list(SORT FILES)
set(entries "")
foreach(file ${FILES})
  file(RELATIVE_PATH name ${ROOT} ${file})
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"klynge_text(${text})klynge_text\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from reference/ by embed_reference.cmake.
#include \"bodies/structure/reference.hpp\"

namespace klynge::structure {
namespace {
const ReferenceFile all[] = {
${entries}};
}
std::span<const ReferenceFile> reference_files() { return all; }
}  // namespace klynge::structure
")
