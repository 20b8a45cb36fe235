#pragma once

#include <cstdint>
#include <vector>

#include "audit/audit_check.hpp"
#include "disclose/noise_rules.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// What the games of an audit are played with.
struct GameOptions {
  NoiseRules rules;                 // those that are in force
  std::uint64_t seed = 1;           // of the made-up people
  RandomSource* random = nullptr;   // of the noise, as a probe has it; borrowed
  RandomSource* another = nullptr;  // as another probe has it; borrowed
  std::uint32_t fraction = 1;       // so many times smaller than an audit, for tests
};

// Every attack on released tables, in the order of the threat table's weight: membership,
// sensitivity, sampler, subtraction, differencing, trajectory, reconstruction, small groups. A
// minute. Throws RandomnessFailed. REQUIRES: both sources; fraction >= 1.
std::vector<AuditCheck> play_games(const GameOptions& options);

}  // namespace celltally
