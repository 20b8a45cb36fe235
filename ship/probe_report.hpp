#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What the probe says of itself in OUTBOX/probe.json: one flat object of numbers, truths and texts,
// about the system and never about a cell. docs/formats/metrics.md lists the keys; unknown ones are
// kept, and ignored by those who read.
struct ProbeReport {
  static constexpr std::size_t kBytesMost = std::size_t{64} * 1024;

  Timestamp at;  // when it was written, by the wall clock of the same machine
  std::map<std::string, double, std::less<>> numbers{};  // true is 1, false is 0
  std::map<std::string, std::string, std::less<>> texts{};

  std::optional<double> number(std::string_view key) const;
  std::string_view text(std::string_view key) const;  // empty when absent
};

Result<ProbeReport, std::string> probe_report_from(std::string_view json);

// The reason is one line and names the file. Links are not followed: the folder is the probe's.
Result<ProbeReport, std::string> read_probe_report(const std::string& path);

}  // namespace celltally
