#include "bodies/common_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

#include "bodies/name_words.hpp"

namespace klynge::bodies {
namespace {

constexpr std::string_view given_names =
    "Aage Adam Agnes Agnete Albert Alexander Alfred Alice Allan Alma Amalie Amanda Anders Andrea Andreas Ane Anette "
    "Anita Anja Ann Anna Anne Anni Annelise Annette Anni Anny Anton Arne Arthur Asger Asta Astrid August Axel Bent "
    "Bente Benny Benjamin Berit Bertil Birger Birgit Birgitte Birte Birthe Bjarne Bjørn Bo Bodil Brian Britt Britta "
    "Camilla Carina Carl Carla Caroline Carsten Casper Cathrine Cecilie Charlotte Christa Christel Christen Christian "
    "Christina Christine Christoffer Claus Clara Connie Conny Dagmar Dan Daniel David Dennis Ditte Dorit Dorte Dorthe "
    "Dorthea Ebbe Edith Egon Eigil Einar Ejnar Elin Elisabeth Elise Ella Ellen Else Elsa Elsebeth Emil Emilie Emma Erik "
    "Erling Ernst Esben Esther Eva Evan Finn Flemming Frank Fred Freddy Frede Frederik Frederikke Frida Frode Gerda "
    "Gert Gerhard Gitta Gitte Grete Grethe Gunnar Gustav Hanna Hannah Hanne Hans Harald Harry Heidi Helga Helge Helen "
    "Helene Helle Henning Henny Henriette Henrik Henry Herman Hugo Ib Ida Inga Inge Ingeborg Inger Ingrid Irene Iris "
    "Ivan Iver Ivar Jack Jacob Jakob Jan Jane Janne Janni Jannie Jens Jeppe Jes Jesper Jette Jim Jimmy Joan Joachim "
    "Johan Johanna Johanne Johannes John Johnny Jon Jonas Jonna Jonathan Jonny Josefine Julie Julius Jytte Jørgen Jørn "
    "Kai Kaj Karen Karin Karina Karl Karla Karoline Karsten Kasper Kate Katja Kathrine Katrine Keld Kenn Kenneth Kent "
    "Kim Kirsten Kirstine Kirsti Kjeld Klara Klaus Knud Kristen Kristian Kristina Kristine Kristoffer Kurt Lars Lasse "
    "Laura Laurits Lea Leif Lena Lene Leo Leon Lilian Lillian Lilly Lily Lina Linda Line Lis Lisa Lisbeth Lise Liselotte "
    "Lissi Liv Liva Lone Lotta Lotte Louis Louise Lucas Ludvig Lukas Lykke Lydia Mads Magnus Maj Maja Malene Malin "
    "Margit Margrethe Margrete Maria Mariann Marianne Marie Marina Marius Mark Markus Marlene Marta Martha Martin Mathias "
    "Mathilde Maya Merete Merethe Meta Mette Mia Michael Michelle Mie Mikael Mikkel Mille Minna Mogens Mona Monica "
    "Monika Morten Nadia Nanna Nete Nicklas Nicolai Niels Nils Nikolaj Nina Nis Noah Ole Olav Olaf Olga Oliver Oline Oscar "
    "Oskar Otto Palle Paul Paula Paw Peder Per Pernille Peter Petra Pia Poul Preben Rasmus Rebecca Regitze Rene Renate Rie "
    "Rigmor Rikke Rita Robert Rolf Rosa Ruth Sabrina Sally Sander Sandra Sanne Sara Sarah Sasja Sebastian Selma Signe "
    "Silas Silje Simon Simone Sine Sofia Sofie Solveig Sonja Sonny Stefan Steen Sten Stig Stine Susan Susanna Susanne Suzanne "
    "Svend Sven Sys Søren Tage Tanja Tenna Tina Tine Thea Theis Theodor Thomas Thor Thora Thorkild Tobias Tom Tommy Tonny "
    "Tony Tone Torben Torsten Tove Trine Troels Tyge Tyra Ulf Ulla Ulrich Ulrik Ulrikke Valdemar Vera Verner Viggo Victor "
    "Viktor Viktoria Villads Villy Vibe Vibeke Vivi Vivian Werner William Willy Winnie Yrsa Yvonne Åse Aase";

constexpr std::string_view family_names =
    "Abildgaard Andersson Bach Bak Bagger Bang Bech Beck Berg Berger Bertelsen Bisgaard Bjerg Bjerre Bloch Boesen Bork "
    "Bonde Brandt Brink Brinch Brun Bruun Buch Buhl Busk Bøgh Carlsen Clausen Dahl Dam Damgaard Damm Dalgaard Daugaard "
    "Degn Due Ebbesen Ernst Esbensen Fischer Fisker Frandsen Friis Fris Frost Gade Geertsen Graversen Green Gregersen "
    "Grøn Haagensen Hald Hammer Hartmann Hede Hedegaard Hein Henningsen Hermann Hjorth Hoff Hoffmann Holm Holmgaard Holst "
    "Holt Hviid Hvid Høj Høgh Iversen Jessen Juel Juhl Juul Justesen Jørgensen Kaas Kaspersen Kirk Kirkegaard Kjeldgaard "
    "Kjeldsen Kjær Kjærgaard Kjærsgaard Klausen Klein Klit Knudsen Koch Kofoed Kok Kold Kragh Krag Krog Krogh Krogsgaard "
    "Kruse Lange Lang Lassen Laugesen Lauridsen Lauritsen Lauritzen Lind Linde Lindberg Lindholm Ladegaard Lund Lunde "
    "Lundgaard Lundgren Lundsgaard Lykke Mathiasen Mathiesen Meier Meyer Michelsen Mikkelsen Mogensen Moos Mortensen Munch "
    "Munk Mølgaard Møller Nedergaard Nissen Nord Nyborg Nygaard Nørgaard Nørregaard Olesen Overgaard Palm Paulsen Paulsson "
    "Petersen Ploug Poulsen Rask Ravn Riis Ris Rohde Rosenberg Ross Rye Sand Schmidt Schmid Schou Schrøder Schultz Schulz "
    "Schwartz Simonsen Skov Skovgaard Skou Smith Smed Sommer Steen Sten Stender Storm Strand Svane Sørensen Søgaard Tang "
    "Thomassen Thygesen Thomsen Toft Toftgaard Torp Thorup Thrane Ulrich Urup Vad Vang Vestergaard Villadsen Vind Vinter "
    "Vinther Voss Vogel Wagner Westergaard Winkel Winter Winther With Wolff Wulff Wind Worm Würtz Ørsted Østergaard Aagaard "
    "Aaen Aarup";

std::unordered_set<std::string> folded(std::string_view list) {
  const auto words = name_words(list);
  return {words.begin(), words.end()};
}

}  // namespace

bool is_common_given_name(std::string_view name) {
  static const auto names = folded(given_names);
  return names.contains(std::string(name));
}

bool is_common_family_name(std::string_view name) {
  static const auto names = folded(family_names);
  return name.ends_with("sen") || names.contains(std::string(name));
}

}  // namespace klynge::bodies
