#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "ship/now.hpp"
#include "ship/probe_report.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The probe's reports over the last minutes: shares of loss are those of now, not of the whole life
// of the probe, so that they turn red in time and green again.
class ProbeWatch {
 public:
  static constexpr std::chrono::minutes kLookBack{5};

  struct Shares {
    double lost_ppm = 0;     // of the packets that reached the probe, and those lost
    double damaged_ppm = 0;  // of the packets that reached the probe
  };

  void saw(Result<ProbeReport, std::string> report, const Now& now);

  const std::optional<ProbeReport>& report() const noexcept {
    return report_;
  }                                                                 // the last good one
  const std::string& problem() const noexcept { return problem_; }  // of the last; empty when good
  Shares shares() const;

 private:
  struct Sample {
    std::chrono::nanoseconds at;
    double packets;
    double lost;
    double damaged;
  };

  std::optional<ProbeReport> report_;
  std::string problem_ = "the probe's report was not read yet";
  std::deque<Sample> samples_;  // one a report, at most kLookBack old but for the first
};

}  // namespace celltally
