# Writes OUTPUT: the SQL files FILES as a table of raw string literals, in the order of their numbers.
list(SORT FILES)
set(entries "")
foreach(file ${FILES})
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR version "${number}")      # without the leading zeros, which C++ reads as octal
  file(READ ${file} text)
  string(APPEND entries "    {${version}, \"${name}\", R\"klynge_sql(${text})klynge_sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from migrations/*.sql by embed_migrations.cmake.
#include \"platform/database/migrations.hpp\"

namespace klynge::database {
namespace {
const Migration all[] = {
${entries}};
}
std::span<const Migration> migrations() { return all; }
}  // namespace klynge::database
")
