#pragma once

#include <cstdint>
#include <optional>

#include "disclose/noise_rules.hpp"
#include "disclose/release_rules.hpp"

namespace celltally {

// How the numbers of a report are protected: not at all, by noise, or by a threshold only.
struct ReportProtection {
  bool exact = false;
  std::optional<NoiseRules> noise{};
  // From which the noise was drawn. Whoever knows it can draw the noise again and take it off.
  std::optional<std::uint64_t> seed{};
  ReleaseRules rules{};  // when it is neither
};

}  // namespace celltally
