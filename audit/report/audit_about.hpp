#pragma once

#include <optional>
#include <string>
#include <vector>

#include "noise/privacy_loss.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What was audited, when, and what it promises: the head of every report.
struct AuditAbout {
  static constexpr double kDelta = 1e-9;  // that epsilon is told at

  std::string probe;
  std::vector<std::string> programs;  // as each says it of itself: "celltally 0.1.0"
  Timestamp at;                       // when the audit began
  bool quick = false;                 // fewer runs of each attack: wider marks
  std::vector<std::string> rules;     // of protection, a sentence each
  // Of one device and day; none where numbers are protected by a threshold only.
  std::optional<PrivacyLoss> promised;
};

}  // namespace celltally
