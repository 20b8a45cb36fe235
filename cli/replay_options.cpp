#include "cli/replay_options.hpp"

namespace celltally {

ReportProtection ReplayOptions::protection() const {
  ReportProtection protection{.exact = exact, .seed = noise_seed, .rules = rules};
  if (noise) {
    NoiseChoice choice;
    choice.grain_minutes = plan.grain_minutes;
    choice.people_min = rules.people_min;
    protection.noise = NoiseRules::from(choice);
  }
  return protection;
}

}  // namespace celltally
