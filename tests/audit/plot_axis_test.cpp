#include "audit/report/plot_axis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace celltally {
namespace {

void expect_axis(const PlotAxis& axis, double low, double high, double step) {
  EXPECT_NEAR(axis.low(), low, 1e-9);
  EXPECT_NEAR(axis.high(), high, 1e-9);
  EXPECT_NEAR(axis.step, step, 1e-9);
}

TEST(PlotAxis, GoesFromOneRoundNumberToAnother) {
  expect_axis(PlotAxis::around({0, 1}, false), 0, 1, 0.2);
  expect_axis(PlotAxis::around({-0.06, 1}, false), -0.2, 1, 0.2);
  expect_axis(PlotAxis::around({0, 13}, false), 0, 15, 5);
  expect_axis(PlotAxis::around({980, 1020}, true), 980, 1020, 10);
}

TEST(PlotAxis, BeginsAtZeroWhereThatSqueezesNothing) {
  expect_axis(PlotAxis::around({0.055, 0.0848}, true), 0, 0.1, 0.02);
  expect_axis(PlotAxis::around({0.055, 0.0848}, false), 0.055, 0.085, 0.005);
}

TEST(PlotAxis, HasRoomAroundOneNumber) {
  expect_axis(PlotAxis::around({4}, true), 2, 6, 1);
  expect_axis(PlotAxis::around({0, 0}, true), -1, 1, 0.5);
}

TEST(PlotAxis, IsThereWhateverTheNumbers) {
  constexpr double kMost = std::numeric_limits<double>::max();
  constexpr double kLeast = std::numeric_limits<double>::denorm_min();
  for (const auto& values : {std::vector<double>{},
                             {NAN, INFINITY},
                             {-kMost, kMost},
                             {0, kLeast},
                             {kLeast, 2 * kLeast},
                             {1e300, 1e300 * (1 + 1e-12)},
                             {7, 1e300}}) {
    const PlotAxis axis = PlotAxis::around(values, true);
    EXPECT_GT(axis.step, 0);
    EXPECT_LT(axis.first, axis.last);
    EXPECT_LE(axis.last - axis.first, 20);
  }
}

}  // namespace
}  // namespace celltally
