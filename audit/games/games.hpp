#pragma once

#include <cstdint>
#include <string_view>
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

// One of the attacks on released tables. Throws RandomnessFailed. REQUIRES: both sources;
// fraction >= 1.
struct Game {
  std::string_view name;  // as AuditCheck has it
  std::string_view what;  // a few words
  AuditCheck (*play)(const GameOptions& options);
};

// All there are, in the order of the threat table's weight.
const std::vector<Game>& games();

// Plays them all: a minute.
std::vector<AuditCheck> play_games(const GameOptions& options);

}  // namespace celltally
