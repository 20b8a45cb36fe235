#include "audit/games/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "aggregate/shard.hpp"
#include "audit/games/made_devices.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kCrowd = 2;       // other devices
constexpr std::uint32_t kSameCrowd = 50;  // devices that are put into the same one

using Number = std::tuple<Statistic, Window, TallyKey>;
using Numbers = std::map<Number, std::int64_t>;
using Events = std::vector<SignallingEvent>;

// Those with noise: others are not released.
Numbers numbers(const std::vector<ClosedWindow>& windows, const NoiseRules& rules) {
  Numbers all;
  for (const ClosedWindow& closed : windows) {
    if (!rules.of(closed.statistic)) continue;
    for (const Tally& tally : closed.tallies) {
      all[{closed.statistic, closed.window, tally.key}] += static_cast<std::int64_t>(tally.people);
    }
  }
  return all;
}

// What one device changes of all tables.
struct Change {
  std::array<double, kStatistics> squares{};  // of the statistic's numbers
  double rho = 0;                             // what that loses with the rules' noise
  std::int64_t most = 0;                      // of one number
};

void add(Change& change, Statistic statistic, std::int64_t by, const NoiseRules& rules) {
  const auto squared = static_cast<double>(by * by);
  const double scale = rules.of(statistic)->noise.scale.number();
  change.squares[static_cast<std::size_t>(statistic)] += squared;
  change.rho += squared / (2 * scale * scale);
  change.most = std::max(change.most, std::abs(by));
}

Change difference(const Numbers& with, const Numbers& without, const NoiseRules& rules) {
  Change change;
  for (const auto& [number, people] : with) {
    const auto before = without.find(number);
    const std::int64_t by = people - (before == without.end() ? 0 : before->second);
    add(change, std::get<Statistic>(number), by, rules);
  }
  for (const auto& [number, people] : without) {
    if (!with.contains(number)) add(change, std::get<Statistic>(number), people, rules);
  }
  return change;
}

Events merged(const Events& crowd, const Events& device) {
  Events all;
  std::merge(crowd.begin(), crowd.end(), device.begin(), device.end(), std::back_inserter(all),
             [](const SignallingEvent& a, const SignallingEvent& b) { return a.at < b.at; });
  return all;
}

void take_worse(Change& worst, const Change& change) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    worst.squares[i] = std::max(worst.squares[i], change.squares[i]);
  }
  worst.rho = std::max(worst.rho, change.rho);
  worst.most = std::max(worst.most, change.most);
}

Change worst_of(const NoiseRules& rules, std::uint64_t seed, const Counting& counting,
                std::uint32_t devices) {
  MadeDevices made(seed);
  Change worst;
  Events crowd;
  Numbers without;
  for (std::uint32_t i = 0; i < devices; ++i) {
    if (i % kSameCrowd == 0) {
      crowd.clear();
      for (std::uint64_t tag = 1; tag <= kCrowd; ++tag) crowd = merged(crowd, made.device({tag}));
      without = numbers(counting(crowd), rules);
    }
    const Events all = merged(crowd, made.device({kCrowd + 1}));
    take_worse(worst, difference(numbers(counting(all), rules), without, rules));
  }
  return worst;
}

// Windows are asked for as a worker does it: when one is due, before a later event is counted.
std::vector<ClosedWindow> count(Shard& shard, std::span<const SignallingEvent> events) {
  const Window day = MadeDevices::day();
  std::vector<ClosedWindow> windows;
  const auto count_one = [&](std::span<const SignallingEvent> one, Timestamp clock) {
    while (clock >= shard.next_due()) {
      auto closed = shard.close(clock);
      std::move(closed.begin(), closed.end(), std::back_inserter(windows));
    }
    shard.count(one, clock);
  };
  shard.count({}, day.from);
  for (const SignallingEvent& event : events) count_one({&event, 1}, event.at);
  count_one({}, {day.to.ns - 1});
  auto closed = shard.close_all();
  std::move(closed.begin(), closed.end(), std::back_inserter(windows));
  return windows;
}

}  // namespace

Counting counting_of_product(const NoiseRules& rules) {
  CountingPlan plan;
  // Of presence a person is in every bin of the day.
  if (rules.of(Statistic::presence)) {
    plan.grain_minutes = 24 * 60 / rules.of(Statistic::presence)->cap;
  }
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    std::uint32_t* const cap = plan.caps.of(statistic);
    if (cap != nullptr && rules.of(statistic)) *cap = rules.of(statistic)->cap;
  }
  plan.home_networks = {MadeDevices::cells().front().cell.plmn()};
  const auto basis = std::make_shared<const CountingBasis>(plan, MadeDevices::cells(), 0);
  const Shard::Limits limits{.people_max = 64, .cells_max = 512, .visits_max = 16'384};
  const auto shard = std::make_shared<Shard>(limits, Calendar::in_zone("UTC").value(), basis);
  return [shard](std::span<const SignallingEvent> events) { return count(*shard, events); };
}

AuditCheck check_sensitivity(const NoiseRules& rules, std::uint64_t seed, const Counting& counting,
                             std::uint32_t devices) {
  AuditCheck check{.name = "sensitivity",
                   .attacker =
                       "A device that is everywhere tries to move many numbers, or one of "
                       "them far.",
                   .defence =
                       "A device adds at most one to a number, and to at most so many "
                       "numbers of a statistic a day.",
                   .said = ""};
  const Change worst = worst_of(rules, seed, counting, devices);
  AuditCheck::Series moved{.name = "most of any device", .x = {}, .y = {}};
  AuditCheck::Series caps{.name = "cap", .x = {}, .y = {}};
  for (std::size_t i = 0; i < kStatistics; ++i) {
    if (!rules.families[i]) continue;
    const std::string name{to_text(static_cast<Statistic>(i))};
    check.figures.push_back({.what = "distance that a device moves the tables of " + name,
                             .measured = std::sqrt(worst.squares[i]),
                             .bound = std::sqrt(rules.families[i]->cap)});
    for (AuditCheck::Series* series : {&moved, &caps}) {
      series->x.push_back(static_cast<double>(check.figures.size()));
    }
    moved.y.push_back(worst.squares[i]);
    caps.y.push_back(rules.families[i]->cap);
    check.said += (check.said.empty() ? "In the plot: " : ", ") +
                  std::to_string(check.figures.size()) + " " + name;
  }
  check.said += '.';
  check.figures.push_back({.what = "most that a device moves one number",
                           .measured = static_cast<double>(worst.most),
                           .bound = 1});
  check.figures.push_back({.what = "loss of a device's day over all statistics (rho)",
                           .measured = worst.rho,
                           .bound = rules.day().rho * (1 + 1e-9)});
  check.plots = {{.title = "Numbers that one device is in",
                  .x_label = "statistic",
                  .y_label = "numbers",
                  .series = {std::move(moved), std::move(caps)}}};
  check.judge(
      "One device counts for more than the noise is made for: the counts of this build may "
      "not be released.");
  return check;
}

}  // namespace celltally
