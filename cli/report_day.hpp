#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/figure.hpp"
#include "cli/report.hpp"

namespace celltally {

// The rows of one day of a report, and what they add up to. Borrows the report.
class ReportDay {
 public:
  struct Named {
    std::string name;
    Figure figure;
  };

  // REQUIRES: `report` is sorted.
  static std::vector<ReportDay> of(const Report& report);

  const Window& window() const noexcept { return window_; }
  // Of all statistics, in the report's order.
  const std::vector<const ReportRow*>& rows() const noexcept { return rows_; }

  // The rows of a statistic added up under the names that `name(row)` gives; the largest first, of
  // equals the earlier name. Who has nothing published is last.
  template <typename Name>
  std::vector<Named> added_up(Statistic statistic, Name name) const {
    Sums sums;
    for (const ReportRow* row : rows_) {
      if (row->statistic == statistic) sums[name(*row)].add(Figure::of(*row, *report_));
    }
    return ranked(sums);
  }

  // Hours without data of any place, neighbours merged. Of a day without any data, nothing.
  std::vector<Window> silent() const;

 private:
  using Sums = std::map<std::string, Figure>;
  static std::vector<Named> ranked(const Sums& sums);

  const Report* report_ = nullptr;
  Window window_;
  std::vector<const ReportRow*> rows_;
};

}  // namespace celltally
