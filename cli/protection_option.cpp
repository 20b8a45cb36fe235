#include "cli/protection_option.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>

#include "cli/number_option.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kPeopleMinMost = 1'000'000;
constexpr const char* kSmallGroups = "--i-know-that-small-groups-identify-people";

void take_people_min(std::uint64_t number, ReleaseRules& rules) {
  const std::uint64_t below = number - number % rules.rounding;
  if (number != below) {
    throw CLI::ValidationError{
        "--people-min",
        fmt::format("{} is no multiple of {}, to which numbers are rounded; write {} or {}", number,
                    rules.rounding, below, below + rules.rounding)};
  }
  rules.people_min = number;
}

void add_noise(CLI::App& command, ReplayOptions& options) {
  CLI::Option* const noise =
      command.add_flag("--noise", options.noise,
                       "protect each number by noise of its own, as a probe does, and not by a "
                       "threshold only; needs "
                       "--cells, for which numbers there are may not depend on who was there");
  noise->needs("--cells");
  command.get_option("--exact")->excludes(noise);
  add_number_option(
      command, "--noise-seed", 0, std::numeric_limits<std::uint64_t>::max(),
      [&options](std::uint64_t number) { options.noise_seed = number; },
      "draw the noise from this number, for the lab: the same counts again, protected from nobody")
      ->needs(noise);
}

}  // namespace

void add_protection_options(CLI::App& command, ReplayOptions& options) {
  add_number_option(
      command, "--people-min", options.rules.rounding, kPeopleMinMost,
      [&options](std::uint64_t number) { take_people_min(number, options.rules); },
      fmt::format("fewest people behind a published number, a multiple of {}",
                  options.rules.rounding))
      ->default_str("20");
  command.add_flag(kSmallGroups, options.small_groups,
                   fmt::format("allow --people-min below {}", ReleaseRules::kPeopleMinFloor));
  command.add_flag("--exact", options.exact,
                   "exact counts, for the lab: not protected, never publish them");
  add_noise(command, options);
}

void check_protection(const ReplayOptions& options) {
  if (options.rules.below_floor() && !options.small_groups) {
    throw CLI::ValidationError{
        "--people-min", fmt::format("{} is below the floor of {}; write {} or more, or add {}",
                                    options.rules.people_min, ReleaseRules::kPeopleMinFloor,
                                    ReleaseRules::kPeopleMinFloor, kSmallGroups)};
  }
  if (options.noise && !options.statistics.all() && options.statistics.has(Statistic::events)) {
    throw CLI::ValidationError{
        "--stat",
        "events have no noise, for what one person adds to them is not bounded; leave "
        "them or --noise out"};
  }
}

}  // namespace celltally
