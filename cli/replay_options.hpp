#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aggregate/counting_plan.hpp"
#include "cli/report_format.hpp"
#include "cli/report_protection.hpp"
#include "cli/statistic_choice.hpp"
#include "config/cell_columns.hpp"

namespace celltally {

// What `celltally replay` was asked to do. Valid once parsed, but for files, which are opened
// later.
struct ReplayOptions {
  std::vector<std::string> files;  // "-" is standard input
  std::string cells;               // CSV; empty: none
  CellColumns cells_columns;
  std::string zones;     // GeoJSON; empty: none
  std::string machines;  // rules; empty: none
  // Files of subscribers, and of the key with which they were made; empty: none.
  std::string segments;
  std::string opted_out;
  std::string operator_key;
  CountingPlan plan;
  std::string timezone = "UTC";
  std::optional<std::uint64_t> noise_seed;  // then with noise
  ReleaseRules rules;                       // of noise people_min alone
  std::vector<std::string> link_types;
  std::optional<std::uint64_t> people_max;
  std::string summary;         // JSON; empty: none
  StatisticChoice statistics;  // that are printed
  ReportFormat format = ReportFormat::table;
  bool exact = false;
  bool noise = false;
  bool small_groups = false;  // allows people_min below its floor
  bool drop_test_networks = false;
  bool progress = true;

  ReportProtection protection() const;
};

}  // namespace celltally
