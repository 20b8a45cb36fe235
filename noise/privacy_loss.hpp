#pragma once

#include <cstdint>

#include "noise/noise.hpp"

namespace celltally {

// What one person's presence may change of everything that is released, in zero-concentrated
// differential privacy (Bun and Steinke 2016) and, where all noise is geometric, in pure epsilon as
// well. Of tables, days and probes it adds up. Floating point, because it is said and never drawn
// from.
struct PrivacyLoss {
  double rho = 0;
  double pure = 0;  // epsilon at a delta of 0; infinite with Gaussian noise

  // Of a table to which one person adds at most `cap` numbers, each by one.
  static PrivacyLoss of(std::uint32_t cap, const Noise& noise) noexcept;

  friend constexpr PrivacyLoss operator+(PrivacyLoss a, PrivacyLoss b) noexcept {
    return {a.rho + b.rho, a.pure + b.pure};
  }

  // Of so many days, or regions with probes of their own, in which the person is.
  constexpr PrivacyLoss times(double often) const noexcept { return {often * rho, often * pure}; }

  // Of a person with so many devices in one pocket: every number moves by so many at once.
  constexpr PrivacyLoss with_devices(double devices) const noexcept {
    return {devices * devices * rho, devices * pure};
  }

  // The least epsilon of (epsilon, delta)-differential privacy that follows (Canonne, Kamath and
  // Steinke 2020, proposition 7). REQUIRES: 0 < delta < 1.
  double epsilon(double delta) const;

  // The best test of whether somebody is in the data, by one who knows all others and what the
  // person did: how much more often it says yes of those who are in than of those who are not, and
  // the area under its curve. Of Gaussian noise exact, of geometric noise a bound.
  double advantage() const;
  double area_under_curve() const;
};

}  // namespace celltally
