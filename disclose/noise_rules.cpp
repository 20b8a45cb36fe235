#include "disclose/noise_rules.hpp"

#include <algorithm>
#include <cmath>

#include "aggregate/contribution_caps.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kDayMinutes = 24 * 60;
constexpr std::uint32_t kHours = 24;

// One line of the reference's table (2.3).
struct Standard {
  Statistic statistic;
  std::uint32_t cap;
  std::uint32_t sigma_tenths;
  bool open = false;  // of the whole probe: nobody stands out in it
};

constexpr ContributionCaps kCaps;
constexpr Standard kMenu[] = {
    {Statistic::dwell, kCaps.dwell, 140},      {Statistic::flows, kCaps.flows, 140},
    {Statistic::machines, kHours, 180},        {Statistic::origin, kCaps.origin, 120},
    {Statistic::presence, kHours, 180},        {Statistic::quality, 1, 220, true},
    {Statistic::roamers, kCaps.roamers, 120},  {Statistic::segments, kCaps.segments, 140},
    {Statistic::visitors, kCaps.visitors, 160}};

// The reference's table says 75 of visitors where its formula says 70: the higher holds.
constexpr std::uint64_t kVisitorsThreshold = 75;

// So many standard deviations are exceeded with a chance of 10^-3, or, for a hard floor, 2.4
// 10^-11. The tail of geometric noise is exp(-x / scale) / 2, and the scale is its deviation over
// sqrt(2).
double margins(NoiseShape shape, bool hard_floor) noexcept {
  if (shape == NoiseShape::geometric) return hard_floor ? 16.8 : 4.40;
  return hard_floor ? 6.58 : 3.09;
}

FamilyRules gaussian_family(const Standard& standard, std::uint32_t grain_minutes) {
  FamilyRules family{.cap = standard.cap, .noise = {NoiseShape::gaussian, {standard.sigma_tenths}}};
  if (standard.statistic == Statistic::presence) {
    family.cap = kDayMinutes / grain_minutes;
    const double wider = std::sqrt(static_cast<double>(family.cap) / kHours);
    family.noise.scale.tenths =
        static_cast<std::uint32_t>(std::lround(standard.sigma_tenths * wider));
  }
  return family;
}

// Equally wide noise in all of them, the less the fewer numbers one device is in.
void make_geometric(NoiseRules& rules, std::uint32_t epsilon_tenths) {
  for (auto& family : rules.families) {
    if (family) family->noise = {NoiseShape::geometric, {10}};
  }
  const double scale = std::ceil(100 * rules.day().pure / epsilon_tenths - 1e-9);
  const auto tenths = static_cast<std::uint32_t>(std::max(1.0, scale));
  for (auto& family : rules.families) {
    if (family) family->noise.scale.tenths = std::min(tenths, NoiseScale::kTenthsMax);
  }
}

void set_threshold(const Standard& standard, const NoiseChoice& choice, FamilyRules& family) {
  if (standard.open) return;
  family.threshold = threshold_for(choice.people_min, family.noise, choice.hard_floor);
  if (standard.statistic == Statistic::visitors) {
    family.threshold = std::max(family.threshold, kVisitorsThreshold);
  }
}

PrivacyLoss dearer(const PrivacyLoss& a, const PrivacyLoss& b) noexcept {
  return {std::max(a.rho, b.rho), std::max(a.pure, b.pure)};
}

}  // namespace

NoiseRules NoiseRules::from(const NoiseChoice& choice) {
  NoiseRules rules;
  rules.people_min = choice.people_min;
  rules.hard_floor = choice.hard_floor;
  rules.start_above = choice.start_above;
  rules.near_below = choice.near_below;
  rules.sensitive = choice.sensitive;
  const auto family_of = [&rules](Statistic statistic) -> std::optional<FamilyRules>& {
    return rules.families[static_cast<std::size_t>(statistic)];
  };
  const auto chosen = [&choice](Statistic statistic) {
    return std::find(choice.statistics.begin(), choice.statistics.end(), statistic) !=
           choice.statistics.end();
  };
  for (const Standard& each : kMenu) {
    if (chosen(each.statistic)) {
      family_of(each.statistic) = gaussian_family(each, choice.grain_minutes);
    }
  }
  for (const NoiseChoice::Family& wish : choice.families) {
    auto& family = family_of(wish.statistic);
    if (family && wish.cap > 0) family->cap = wish.cap;
  }
  if (choice.shape == NoiseShape::geometric) make_geometric(rules, choice.epsilon_tenths);
  for (const NoiseChoice::Family& wish : choice.families) {
    auto& family = family_of(wish.statistic);
    if (family && wish.scale_tenths > 0) family->noise.scale.tenths = wish.scale_tenths;
  }
  for (const Standard& each : kMenu) {
    if (family_of(each.statistic)) set_threshold(each, choice, *family_of(each.statistic));
  }
  for (const NoiseChoice::Family& wish : choice.families) {
    auto& family = family_of(wish.statistic);
    if (family && wish.threshold > 0) family->threshold = wish.threshold;
  }
  return rules;
}

std::uint64_t NoiseRules::rest_threshold(const Noise& noise, std::size_t places) const noexcept {
  const double wide = noise.standard_deviation() * std::sqrt(static_cast<double>(places));
  return people_min +
         static_cast<std::uint64_t>(std::ceil(margins(noise.shape, hard_floor) * wide));
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
      static_cast<double>(people) + margins(noise.shape, hard_floor) * noise.standard_deviation();
  return 5 * static_cast<std::uint64_t>(std::ceil(least / 5 - 1e-9));
}

}  // namespace celltally
