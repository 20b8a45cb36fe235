#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace celltally {

// Sums of unknown numbers that are known, and which of the numbers follow from them alone.
class LinearSystem {
 public:
  // That these numbers add up to something that is known. Each once.
  void add_sum(const std::vector<std::size_t>& unknowns);

  // The unknowns that have one value only, whatever the others are.
  std::vector<std::size_t> determined() const;

 private:
  using Row = std::map<std::size_t, double>;  // coefficients that are not zero

  static void subtract(Row& from, const Row& row, double times);

  std::vector<Row> rows_;
};

}  // namespace celltally
