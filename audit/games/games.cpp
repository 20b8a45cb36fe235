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
std::uint32_t part(std::uint32_t number, const GameOptions& options) {
  return std::max(2U, number / options.fraction);
}

AuditCheck membership(const GameOptions& options) {
  MembershipSize size;
  size.weeks = part(size.weeks, options);
  return check_membership(options.rules, options.seed, probe_of(*options.random), size);
}

AuditCheck sensitivity(const GameOptions& options) {
  return check_sensitivity(options.rules, options.seed, counting_of_product(options.rules),
                           part(kDevices, options));
}

AuditCheck sampler(const GameOptions& options) {
  return check_sampler(options.rules, drawing_of(*options.random), drawing_of(*options.another),
                       part(kDraws, options));
}

AuditCheck subtraction(const GameOptions& options) {
  return check_subtraction(options.rules, options.seed, probe_of(*options.random),
                           part(kZones, options));
}

AuditCheck differencing(const GameOptions& options) {
  return check_differencing(options.rules, options.seed, probe_of(*options.random),
                            part(kPairs, options));
}

AuditCheck trajectory(const GameOptions& options) {
  TrajectorySize size;
  size.regions = part(size.regions, options);
  size.days = part(size.days, options);
  if (options.fraction > 1) size.dense_people /= 2;
  return check_trajectory(options.rules, options.seed, probe_of(*options.random), size);
}

AuditCheck reconstruction(const GameOptions& options) {
  ReconstructionSize size;
  size.days = part(size.days, options);
  return check_reconstruction(options.rules, options.seed, probe_of(*options.random), size);
}

AuditCheck small_groups(const GameOptions& options) {
  return check_small_groups(options.rules, options.seed, probe_of(*options.random),
                            part(kWindows, options));
}

}  // namespace

const std::vector<Game>& games() {
  static const std::vector<Game> all{
      {"membership", "seeks somebody in a week of presence", membership},
      {"sensitivity", "counts a day with a device and without it", sensitivity},
      {"sampler", "looks for a fault in the noise itself", sampler},
      {"subtraction", "takes published rows off each other", subtraction},
      {"differencing", "compares areas that differ by a device", differencing},
      {"trajectory", "links hourly numbers to people's ways", trajectory},
      {"reconstruction", "solves a zone's day for exact numbers", reconstruction},
      {"small-groups", "looks for numbers of few people", small_groups}};
  return all;
}

std::vector<AuditCheck> play_games(const GameOptions& options) {
  std::vector<AuditCheck> checks;
  for (const Game& game : games()) checks.push_back(game.play(options));
  return checks;
}

}  // namespace celltally
