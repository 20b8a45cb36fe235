#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "aggregate/closed_day.hpp"
#include "cli/replay_options.hpp"
#include "cli/report.hpp"
#include "disclose/gate.hpp"
#include "disclose/place_list.hpp"
#include "disclose/window_gate.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// Where the closed windows of a replay go: with noise one by one, as in a probe; else when their
// day is whole. Borrows the report, which gets the rows.
class ReplayRelease {
 public:
  ReplayRelease(const ReplayOptions& options, PlaceList list, Report& report);

  // In the order of closing. Throws std::runtime_error when the system gives no randomness.
  void take(ClosedWindow closed);

  // Most in a day, without machines; exact.
  std::uint64_t people() const noexcept { return people_; }

 private:
  void take_with_noise(const ClosedWindow& closed);

  bool exact_;
  PlaceList list_;
  Report& report_;
  Gate gate_;
  std::unique_ptr<RandomSource> random_;  // outlives the gate that borrows it
  std::optional<WindowGate> noise_gate_;
  ClosedDay day_;
  std::uint64_t people_ = 0;
};

}  // namespace celltally
