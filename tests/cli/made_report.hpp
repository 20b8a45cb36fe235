#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/report.hpp"

namespace celltally::testing {

// Exact reports of rows that a test wrote down: of 1 January 2026, in the zones "harbour" and
// "old town" and in cells of network 001-01.
struct MadeReport {
  static constexpr std::int64_t kFour = 1'767'240'000;  // 2026-01-01T04:00:00Z
  static constexpr std::int64_t kHour = 3600;

  std::vector<LabCount> rows;
  std::shared_ptr<const PlaceNames> names = std::make_shared<const PlaceNames>(
      std::vector<std::string>{"harbour", "old town"}, std::vector<std::string>{});

  static Window hours(int first, int count) {
    return {Timestamp::from_seconds(kFour + first * kHour),
            Timestamp::from_seconds(kFour + (first + count) * kHour)};
  }
  static Window hour(int number) { return hours(number, 1); }
  static Window day(int number) { return hours(24 * number, 24); }
  static Place cell(std::uint64_t eci) { return Place{PlaceKind::ecgi, Plmn{0x00f110}, eci}; }
  Place zone(const char* name) const { return *names->zone(name); }

  MadeReport& add(Statistic statistic, Place place, const Window& window, std::uint64_t value,
                  Detail detail = {}, Place other = {}) {
    rows.push_back({.statistic = statistic,
                    .key = {.place = place, .other = other, .detail = detail},
                    .window = window,
                    .value = value});
    return *this;
  }
  // The last one.
  MadeReport& without_data() {
    rows.back().state = ReleaseState::no_data;
    rows.back().value = 0;
    return *this;
  }
  MadeReport& withheld() {
    rows.back().state = ReleaseState::withheld;
    rows.back().value = 0;
    return *this;
  }

  Report sorted() const {
    Report report{true, names};
    report.add_exact(rows);
    report.sort();
    return report;
  }
};

}  // namespace celltally::testing
