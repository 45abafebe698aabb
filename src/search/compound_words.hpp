// Parts of compounds: “klyngemidler” is “klynge” and “midler”.
//
// Danish writes compounds as one word, and people look for their parts. A word is split where all of
// it is made of known simple words, joined by nothing, -s- or -e-; or, where its beginning is not
// known (a place, a name), where a longer known word stands at its end. The known words are a fixed
// list in the program, not the corpus: so a text is indexed the same way whatever was indexed before
// it, on both databases and on every node.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klynge::search {

// The list as text: words parted by blanks and line ends; lines that begin with # are comments.
std::string_view danish_words();

// The parts of a folded word, as they stand in it without the joining letter, each part and each
// run of parts at the word's end (“klyngestyregruppe”: klynge, styre, gruppe, styregruppe). Empty
// where the word is not a compound.
std::vector<std::string> compound_parts(std::string_view folded_word);

}  // namespace klynge::search
