#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/compared_file.hpp"

namespace celltally {

// The rows of two files that are about the same, side by side: what was true, and what was counted.
// A row that one of them does not have is zero there. Compared are of each statistic the windows
// that the probe saw and the truth is about, and the kind of places that the counts are of.
struct Comparison {
  struct Pair {
    std::string place;
    std::string detail;
    Window window;
    std::uint64_t truth = 0;
    std::uint64_t counted = 0;
  };
  using Pairs = std::vector<Pair>;
  struct OfStatistic {
    bool in_truth = false;            // has rows there
    std::string level;                // "cell", "site", "zone"; empty: no place
    Pairs pairs;                      // by place, detail and window
    std::uint64_t withheld = 0;       // rows, which are in no pair
    std::uint64_t withheld_true = 0;  // what was true of these

    Pairs by_place() const;   // of all details together
    Pairs by_detail() const;  // of all places and windows together
    // As errors are measured: of visitors and dwell all classes together.
    Pairs rows(Statistic statistic) const;
  };

  std::array<OfStatistic, kStatistics> statistics;
  Window window;  // from the first compared row to the last

  const OfStatistic& of(Statistic statistic) const {
    return statistics[static_cast<std::size_t>(statistic)];
  }

  // Fails when a file has a row twice, or nothing can be compared.
  static Result<Comparison, std::string> of(const ComparedFile& truth, const ComparedFile& counts);
};

}  // namespace celltally
