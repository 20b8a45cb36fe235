#include "cli/replay_release.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "disclose/lab_count.hpp"
#include "noise/seeded_random.hpp"
#include "noise/system_random.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

namespace {

std::unique_ptr<RandomSource> random_of(const ReplayOptions& options) {
  if (options.noise_seed) return std::make_unique<SeededRandom>(*options.noise_seed);
  return std::make_unique<SystemRandom>();
}

}  // namespace

ReplayRelease::ReplayRelease(const ReplayOptions& options, PlaceList list, Report& report)
    : exact_(options.exact),
      list_(std::move(list)),
      report_(report),
      gate_(options.rules, list_),
      random_(random_of(options)) {
  const auto protection = options.protection();
  if (!protection.noise) return;
  noise_gate_.emplace(*protection.noise, std::vector<Detail>{}, *random_);
  noise_gate_->use_list(0, list_);
}

void ReplayRelease::take(ClosedWindow closed) {
  if (closed.statistic == Statistic::visitors) people_ = std::max(people_, closed.people);
  if (noise_gate_) return take_with_noise(closed);
  day_.add(std::move(closed));
  if (!day_.complete()) return;
  if (exact_) {
    report_.add_exact(exact_for_lab(day_, list_));
  } else {
    report_.add_released(gate_.release(day_));
  }
  day_ = {};
}

void ReplayRelease::take_with_noise(const ClosedWindow& closed) {
  if (!noise_gate_->releases(closed.statistic)) return;
  while (!noise_gate_->draw_ahead()) {
  }
  const auto rows = noise_gate_->release(closed);
  if (!rows) throw std::runtime_error{"the system gives no randomness for noise"};
  report_.add_released(rows->counts);
}

}  // namespace celltally
