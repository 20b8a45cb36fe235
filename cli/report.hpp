#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/report_row.hpp"
#include "disclose/lab_count.hpp"
#include "disclose/released_count.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// All rows of a replay, kept until its end because they come out sorted. Holds what was released
// and nothing else, or the lab's exact counts when it was asked for these.
class Report {
 public:
  explicit Report(bool exact) : exact_(exact) {}

  // REQUIRES: not sorted yet; add_exact() only in an exact report, add_released() in the other.
  void add_released(std::span<const ReleasedCount> counts);
  void add_exact(std::span<const LabCount> counts);

  // By statistic, place as text, window, kind as text. Afterwards places are numbered in the order
  // of their texts and windows in the order of their beginnings.
  void sort();

  bool exact() const noexcept { return exact_; }
  std::span<const ReportRow> rows() const noexcept { return rows_; }
  const std::string& place(std::uint32_t number) const { return places_[number]; }
  const Window& window(std::uint32_t number) const { return windows_[number]; }
  std::size_t windows() const noexcept { return windows_.size(); }

  // How many rows are in this state.
  std::uint64_t count(ReleaseState state) const noexcept {
    return states_[static_cast<std::size_t>(state)];
  }

 private:
  void add(ReportRow row, Place place, const Window& window);
  std::uint32_t number_of(Place place);
  std::uint32_t number_of(const Window& window);
  void renumber_places();
  void renumber_windows();

  bool exact_;
  std::vector<ReportRow> rows_;
  std::vector<std::string> places_;
  std::vector<Window> windows_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // by Place::key()
  std::array<std::uint64_t, 3> states_{};
};

}  // namespace celltally
