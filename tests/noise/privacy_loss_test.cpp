// The privacy reference's tables in its section 2.3, and what must hold of any accounting.

#include "noise/privacy_loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace celltally::test {
namespace {

constexpr double kDelta = 1e-9;

constexpr Noise gaussian(std::uint32_t sigma) {
  return {NoiseShape::gaussian, {10 * sigma}};
}

struct Family {
  std::uint32_t cap;
  std::uint32_t sigma;
  double rho;
  double epsilon;
};

const std::vector<Family> kMenu{
    {24, 18, 0.03704, 1.61}, {6, 16, 0.01172, 0.88}, {4, 14, 0.01020, 0.82}, {4, 14, 0.01020, 0.82},
    {2, 12, 0.00694, 0.67},  {3, 14, 0.00765, 0.70}, {1, 22, 0.00103, 0.25}};

PrivacyLoss of_the_menu() {
  PrivacyLoss all;
  for (const Family& each : kMenu) all = all + PrivacyLoss::of(each.cap, gaussian(each.sigma));
  return all;
}

TEST(PrivacyLoss, EachFamilyCostsWhatTheReferenceSays) {
  for (const Family& each : kMenu) {
    const PrivacyLoss loss = PrivacyLoss::of(each.cap, gaussian(each.sigma));
    EXPECT_NEAR(loss.rho, each.rho, 0.000006);
    EXPECT_NEAR(loss.epsilon(kDelta), each.epsilon, 0.006) << each.cap << ' ' << each.sigma;
  }
}

TEST(PrivacyLoss, TheWholeMenuIsTwoAndAHalf) {
  EXPECT_NEAR(of_the_menu().rho, 0.08479, 0.000006);
  EXPECT_NEAR(of_the_menu().epsilon(kDelta), 2.49, 0.005);
  EXPECT_NEAR(of_the_menu().epsilon(1e-6), 1.96, 0.005);
}

struct Exposure {
  PrivacyLoss loss;
  double rho;
  double epsilon;
  double advantage;
  double area;
};

TEST(PrivacyLoss, MoreDaysRegionsAndDevicesCostWhatTheReferenceSays) {
  const PrivacyLoss day = of_the_menu();
  for (const Exposure& each :
       {Exposure{day, 0.085, 2.49, 0.163, 0.615}, Exposure{day.times(2), 0.170, 3.60, 0.229, 0.660},
        Exposure{day.times(3), 0.254, 4.48, 0.279, 0.693},
        Exposure{day.with_devices(2), 0.339, 5.24, 0.320, 0.720},
        Exposure{day.times(7), 0.594, 7.12, 0.414, 0.779},
        Exposure{day.times(30), 2.54, 16.3, 0.741, 0.945}}) {
    EXPECT_NEAR(each.loss.rho, each.rho, 0.005 * each.rho);
    EXPECT_NEAR(each.loss.epsilon(kDelta), each.epsilon, 0.05);
    EXPECT_NEAR(each.loss.advantage(), each.advantage, 0.001);
    EXPECT_NEAR(each.loss.area_under_curve(), each.area, 0.001);
  }
}

TEST(PrivacyLoss, NothingReleasedCostsNothing) {
  EXPECT_EQ(PrivacyLoss{}.epsilon(kDelta), 0);
}

TEST(PrivacyLoss, GeometricNoiseIsPureAndNeedsNoDelta) {
  const PrivacyLoss loss = PrivacyLoss::of(6, {NoiseShape::geometric, {80}}) +
                           PrivacyLoss::of(4, {NoiseShape::geometric, {80}});
  EXPECT_DOUBLE_EQ(loss.pure, 1.25);
  EXPECT_DOUBLE_EQ(loss.epsilon(1e-30), 1.25);
  EXPECT_LE(loss.epsilon(1e-2), 1.25);
  EXPECT_DOUBLE_EQ(loss.with_devices(2).pure, 2.5);
  EXPECT_NEAR(loss.advantage(), (std::exp(1.25) - 1) / (std::exp(1.25) + 1), 1e-12);
}

// The reference says where the two kinds of noise are equally wide for the same promise.
TEST(PrivacyLoss, GeometricNoiseIsTheSmallerOneForFewNumbersAPerson) {
  const auto width_of_geometric = [](double cap, double epsilon) {
    return std::sqrt(2) * cap / epsilon;
  };
  const auto width_of_gaussian = [](double cap, double epsilon) {
    double rho = 1;  // halved until epsilon is kept
    while (PrivacyLoss{rho, 1e9}.epsilon(kDelta) > epsilon) rho *= 0.999;
    return std::sqrt(cap / (2 * rho));
  };
  EXPECT_LT(width_of_geometric(10, 2.5), width_of_gaussian(10, 2.5));
  EXPECT_GT(width_of_geometric(44, 2.5), width_of_gaussian(44, 2.5));
}

}  // namespace
}  // namespace celltally::test
