// A made-up corpus and an index over it, for tests and the benchmark: the same documents for the same seed.
#pragma once
#include <map>
#include <random>
#include <string>
#include <vector>

#include "platform/database/test_database.hpp"
#include "search/index_store.hpp"
#include "search/search.hpp"

namespace klynge::search {

// A source over documents in memory.
struct Shelf {
  std::map<Group, std::vector<Document>> groups;

  Source source() const {
    return {[this](database::Connection&, const Group& group) {
              const auto found = groups.find(group);
              return found == groups.end() ? std::vector<Document>{} : found->second;
            },
            [this](database::Connection&, std::string_view kind, std::string_view id) -> std::optional<Document> {
              for (const auto& [group, documents] : groups)
                if (id.starts_with(group.id))
                  for (const auto& document : documents)
                    if (document.kind == kind && document.id == id) return document;
              return std::nullopt;
            },
            [this](database::Connection&) {
              std::vector<Group> all;
              for (const auto& [group, documents] : groups) all.push_back(group);
              return all;
            }};
  }
};

inline const std::vector<std::string>& corpus_words() {
  static const std::vector<std::string> words = {
      "klyngen",
      // clang-format off
                                                 "klyngemidler", "midlerne", "drøftede", "indstillingen", "godkendt",
                                                 "sundhedsaftalen", "patienter", "borgere", "kommunerne", "regionen",
                                                 "hospitalet", "ældre", "psykiatri", "børn", "unge", "økonomi",
                                                 "budget", "handleplan", "opfølgning", "møde", "næste", "punkt",
                                                 "sekretariatet", "formandskabet", "udskrivning", "samarbejde",
                                                 "praktiserende", "læger", "forebyggelse", "rehabilitering",
                                                 "hjemmesygepleje", "akutpladser", "telemedicin", "kompetenceudvikling",
                                                 "tværsektoriel", "2022", "2023", "15", "100", "og", "i", "at", "der",
                                                 "til", "af", "for", "med", "på", "er", "en", "det", "den", "som",
                                                 "Bredsund", "Ørslev", "evaluering", "datagrundlag",
      // clang-format on
      "status"};
  return words;
}

// `meetings` groups of `items` documents; words by a distribution in which some are in nearly every text and some rare.
inline Shelf make_corpus(unsigned seed, int meetings, int items, int words_per_item) {
  std::mt19937 random(seed);
  const auto& words = corpus_words();
  const auto word = [&] {
    // Squared: the first of the list are frequent.
    const double u = static_cast<double>(random() % 10'000) / 10'000.0;
    std::string chosen = words[static_cast<std::size_t>(u * u * static_cast<double>(words.size()))];
    if (random() % 400 == 0) chosen = "sjælden" + std::to_string(random() % 50) + "ord";
    return chosen;
  };
  Shelf shelf;
  for (int m = 0; m < meetings; ++m) {
    const Group group{"meeting", "m" + std::to_string(m) + "-"};
    const int year = 2018 + static_cast<int>(random() % 8), month = 1 + static_cast<int>(random() % 12),
              day = 1 + static_cast<int>(random() % 28);
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    for (int i = 0; i < items; ++i) {
      Document document;
      document.kind = "item";
      document.id = group.id + std::to_string(i);
      document.title = word() + " " + word() + " " + word();
      for (int w = 0; w < words_per_item; ++w) document.text += word() + (w % 12 == 11 ? ". " : " ");
      document.date = date;
      document.body_id = "body" + std::to_string(m % 7);
      document.outcome = m % 3 == 0 ? "approved" : "noted";
      document.published = m % 2 == 0;
      document.closed = i % 10 == 9;
      document.position = i;
      shelf.groups[group].push_back(std::move(document));
    }
  }
  return shelf;
}

inline void fill_index(database::Database& database, const Shelf& shelf) {
  database.write([](database::Connection& connection) {
    create_index(connection);
    return true;
  });
  mark_all(database, shelf.source());
  index_all_waiting(database, shelf.source());
}

}  // namespace klynge::search
