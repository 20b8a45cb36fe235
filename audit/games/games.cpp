#include "audit/games/games.hpp"

#include <algorithm>

#include "audit/games/differencing.hpp"
#include "audit/games/membership.hpp"
#include "audit/games/reconstruction.hpp"
#include "audit/games/release.hpp"
#include "audit/games/sampler.hpp"
#include "audit/games/sensitivity.hpp"
#include "audit/games/small_groups.hpp"
#include "audit/games/subtraction.hpp"
#include "audit/games/trajectory.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kDevices = 100'000;
constexpr std::uint32_t kDraws = 3'000'000;
constexpr std::uint32_t kZones = 1000;
constexpr std::uint32_t kPairs = 30'000;
constexpr std::uint32_t kWindows = 1500;

// A few are always left.
void divide(std::uint32_t& number, std::uint32_t by) {
  number = std::max(2U, number / by);
}

}  // namespace

std::vector<AuditCheck> play_games(const GameOptions& options) {
  const Probe probe = probe_of(*options.random);
  const NoiseRules& rules = options.rules;
  const std::uint64_t seed = options.seed;
  const std::uint32_t by = options.fraction;
  MembershipSize membership;
  divide(membership.weeks, by);
  TrajectorySize trajectory;
  divide(trajectory.regions, by);
  divide(trajectory.days, by);
  if (by > 1) trajectory.dense_people /= 2;
  ReconstructionSize reconstruction;
  divide(reconstruction.days, by);
  return {
      check_membership(rules, seed, probe, membership),
      check_sensitivity(rules, seed, counting_of_product(rules), kDevices / by),
      check_sampler(rules, drawing_of(*options.random), drawing_of(*options.another), kDraws / by),
      check_subtraction(rules, seed, probe, kZones / by),
      check_differencing(rules, seed, probe, kPairs / by),
      check_trajectory(rules, seed, probe, trajectory),
      check_reconstruction(rules, seed, probe, reconstruction),
      check_small_groups(rules, seed, probe, kWindows / by)};
}

}  // namespace celltally
