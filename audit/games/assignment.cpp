#include "audit/games/assignment.hpp"

#include <limits>

namespace celltally {

namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

// Row and column 0 are none; those of the costs are one higher.
class Hungarian {
 public:
  explicit Hungarian(const Costs& costs)
      : costs_(costs),
        of_row_(costs.size() + 1),
        of_column_(costs.size() + 1),
        row_at_(costs.size() + 1),
        from_(costs.size() + 1) {}

  void place(std::size_t row) {
    nearest_.assign(row_at_.size(), kFar);
    reached_.assign(row_at_.size(), false);
    row_at_[0] = row;
    std::size_t column = 0;
    do {
      column = step(column);
    } while (row_at_[column] != 0);
    while (column != 0) {
      row_at_[column] = row_at_[from_[column]];
      column = from_[column];
    }
  }

  std::size_t row_at(std::size_t column) const noexcept { return row_at_[column]; }

 private:
  // To the nearest column that was not reached yet; of equally near ones to one that is free, which
  // ends the search.
  std::size_t step(std::size_t column) {
    reached_[column] = true;
    const std::size_t row = row_at_[column];
    std::int64_t least = kFar;
    std::size_t next = 0;
    for (std::size_t to = 1; to < row_at_.size(); ++to) {
      if (reached_[to]) continue;
      const std::int64_t cost = costs_.at(row - 1, to - 1) - of_row_[row] - of_column_[to];
      if (cost < nearest_[to]) {
        nearest_[to] = cost;
        from_[to] = column;
      }
      const bool better = nearest_[to] == least && row_at_[to] == 0 && row_at_[next] != 0;
      if (nearest_[to] >= least && !better) continue;
      least = nearest_[to];
      next = to;
    }
    if (least > 0) shift(least);
    return next;
  }

  void shift(std::int64_t by) {
    for (std::size_t column = 0; column < row_at_.size(); ++column) {
      if (reached_[column]) {
        of_row_[row_at_[column]] += by;
        of_column_[column] -= by;
      } else {
        nearest_[column] -= by;
      }
    }
  }

  const Costs& costs_;
  std::vector<std::int64_t> of_row_;  // what the row, and the column, add at least
  std::vector<std::int64_t> of_column_;
  std::vector<std::size_t> row_at_;  // by column
  std::vector<std::size_t> from_;    // the column before on the way here
  std::vector<std::int64_t> nearest_;
  std::vector<bool> reached_;
};

}  // namespace

std::vector<std::size_t> cheapest_assignment(const Costs& costs) {
  Hungarian hungarian(costs);
  for (std::size_t row = 1; row <= costs.size(); ++row) hungarian.place(row);
  std::vector<std::size_t> columns(costs.size());
  for (std::size_t column = 1; column <= costs.size(); ++column) {
    columns[hungarian.row_at(column) - 1] = column - 1;
  }
  return columns;
}

}  // namespace celltally
