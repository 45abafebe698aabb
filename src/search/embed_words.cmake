# Writes OUTPUT: the word list FILE as one raw string literal.
file(READ ${FILE} text)
file(WRITE ${OUTPUT} "// Made from danish_words.txt by embed_words.cmake.
#include \"search/compound_words.hpp\"

namespace klynge::search {
std::string_view danish_words() {
  return R\"klynge_words(${text})klynge_words\";
}
}  // namespace klynge::search
")
