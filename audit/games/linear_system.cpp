#include "audit/games/linear_system.hpp"

#include <cmath>
#include <utility>

namespace celltally {

namespace {

constexpr double kZero = 1e-9;

}  // namespace

void LinearSystem::add_sum(const std::vector<std::size_t>& unknowns) {
  Row row;
  for (const std::size_t unknown : unknowns) row[unknown] = 1;
  if (!row.empty()) rows_.push_back(row);
}

void LinearSystem::subtract(Row& from, const Row& row, double times) {
  for (const auto& [unknown, value] : row) {
    double& coefficient = from[unknown];
    coefficient -= times * value;
    if (std::abs(coefficient) < kZero) from.erase(unknown);
  }
}

// Gauss and Jordan: in the end each row's first unknown is in no other row, so an unknown is
// determined when it is alone in one.
std::vector<std::size_t> LinearSystem::determined() const {
  std::map<std::size_t, Row> reduced;  // by first unknown
  for (Row row : rows_) {
    for (const auto& [first, other] : reduced) {
      if (const auto found = row.find(first); found != row.end()) {
        const double times = found->second;
        subtract(row, other, times);
      }
    }
    if (row.empty()) continue;
    const std::size_t first = row.begin()->first;
    const double leading = row.begin()->second;
    for (auto& [unknown, value] : row) value /= leading;
    for (auto& [other_first, other] : reduced) {
      if (const auto found = other.find(first); found != other.end()) {
        const double times = found->second;
        subtract(other, row, times);
      }
    }
    reduced.emplace(first, std::move(row));
  }
  std::vector<std::size_t> alone;
  for (const auto& [first, row] : reduced) {
    if (row.size() == 1) alone.push_back(first);
  }
  return alone;
}

}  // namespace celltally
