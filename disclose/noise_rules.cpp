#include "disclose/noise_rules.hpp"

#include <algorithm>
#include <cmath>

namespace celltally {

namespace {

constexpr std::uint32_t kDayMinutes = 24 * 60;

double margins(bool hard_floor) noexcept {
  return hard_floor ? 6.58 : 3.09;
}

Noise gaussian(std::uint32_t tenths) noexcept {
  return {NoiseShape::gaussian, {tenths}};
}

// As wide as makes a day of so many numbers cost what 24 with a sigma of 18 do.
Noise of_presence(std::uint32_t cap) noexcept {
  return gaussian(static_cast<std::uint32_t>(std::lround(180 * std::sqrt(cap / 24.0))));
}

struct Standard {
  Statistic statistic;
  std::uint32_t cap;
  Noise noise;
  std::uint64_t threshold_least = 0;  // where the reference's table says more than its formula
};

NoiseRules made_of(std::initializer_list<Standard> menu, bool hard_floor) {
  NoiseRules rules;
  rules.hard_floor = hard_floor;
  for (const Standard& each : menu) {
    // Distances of events are of the whole probe: nobody stands out in them.
    const bool open = each.statistic == Statistic::quality;
    rules.families[static_cast<std::size_t>(each.statistic)] = FamilyRules{
        .cap = each.cap,
        .noise = each.noise,
        .threshold = open ? 0
                          : std::max(each.threshold_least,
                                     threshold_for(rules.people_min, each.noise, hard_floor))};
  }
  return rules;
}

NoiseRules menu(std::uint32_t grain_minutes, bool hard_floor) {
  const std::uint32_t bins = kDayMinutes / grain_minutes;
  return made_of({{Statistic::presence, bins, of_presence(bins)},
                  {Statistic::machines, 24, gaussian(180)},
                  {Statistic::visitors, 6, gaussian(160), 75},
                  {Statistic::dwell, 4, gaussian(140)},
                  {Statistic::flows, 4, gaussian(140)},
                  {Statistic::origin, 2, gaussian(120)},
                  {Statistic::roamers, 2, gaussian(120)},
                  {Statistic::segments, 3, gaussian(140)},
                  {Statistic::quality, 1, gaussian(220)}},
                 hard_floor);
}

PrivacyLoss dearer(const PrivacyLoss& a, const PrivacyLoss& b) noexcept {
  return {std::max(a.rho, b.rho), std::max(a.pure, b.pure)};
}

}  // namespace

NoiseRules NoiseRules::standard(std::uint32_t grain_minutes) {
  return menu(grain_minutes, false);
}

NoiseRules NoiseRules::strict(std::uint32_t grain_minutes) {
  return menu(grain_minutes, true);
}

std::uint64_t NoiseRules::rest_threshold(const Noise& noise, std::size_t places) const noexcept {
  const double wide = noise.standard_deviation() * std::sqrt(static_cast<double>(places));
  return people_min + static_cast<std::uint64_t>(std::ceil(margins(hard_floor) * wide));
}

PrivacyLoss NoiseRules::day() const noexcept {
  const auto loss = [this](Statistic statistic) {
    return of(statistic) ? of(statistic)->loss() : PrivacyLoss{};
  };
  return dearer(loss(Statistic::presence), loss(Statistic::machines)) +
         dearer(loss(Statistic::origin) + loss(Statistic::segments), loss(Statistic::roamers)) +
         loss(Statistic::visitors) + loss(Statistic::dwell) + loss(Statistic::flows) +
         loss(Statistic::events) + loss(Statistic::quality);
}

std::uint64_t threshold_for(std::uint64_t people, const Noise& noise, bool hard_floor) noexcept {
  const double least =
      static_cast<double>(people) + margins(hard_floor) * noise.standard_deviation();
  return 5 * static_cast<std::uint64_t>(std::ceil(least / 5 - 1e-9));
}

}  // namespace celltally
