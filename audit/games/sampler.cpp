#include "audit/games/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "audit/games/chi_square.hpp"
#include "noise/noise_pool.hpp"

namespace celltally {

namespace {

// A bin of the chi-square test has at least so many numbers, or it goes with the tail.
constexpr double kLeastInBin = 10;
// An integer that is expected so often and never comes is missing: chance does that in one of
// three million.
constexpr double kSurelyDrawn = 15;
constexpr double kWithin = 4;  // standard deviations

// The chance of each integer from -reach to reach.
class Probabilities {
 public:
  explicit Probabilities(const Noise& noise)
      : reach_(static_cast<std::int64_t>(40 * noise.standard_deviation()) + 3) {
    const double scale = noise.scale.number();
    double sum = 0;
    for (std::int64_t x = -reach_; x <= reach_; ++x) {
      const auto at = static_cast<double>(std::abs(x));
      const double power =
          noise.shape == NoiseShape::gaussian ? at * at / (2 * scale * scale) : at / scale;
      of_.push_back(std::exp(-power));
      sum += of_.back();
    }
    for (double& each : of_) each /= sum;
  }

  std::int64_t reach() const noexcept { return reach_; }
  double at(std::int64_t x) const noexcept {
    return std::abs(x) > reach_ ? 0 : of_[static_cast<std::size_t>(x + reach_)];
  }

 private:
  std::int64_t reach_;
  std::vector<double> of_;
};

// How often each integer came.
class Histogram {
 public:
  Histogram(const std::vector<std::int64_t>& numbers, std::int64_t reach)
      : reach_(reach), of_(static_cast<std::size_t>(2 * reach + 1)) {
    for (const std::int64_t number : numbers) {
      if (std::abs(number) <= reach) ++of_[static_cast<std::size_t>(number + reach_)];
    }
  }

  double at(std::int64_t x) const noexcept { return of_[static_cast<std::size_t>(x + reach_)]; }

 private:
  std::int64_t reach_;
  std::vector<double> of_;
};

// How likely draws of exactly this noise look worse. Rare integers of either side go together.
double chance_of_worse(const Histogram& drawn, const Probabilities& exact, double draws) {
  double chi_square = 0;
  std::size_t bins = 0;
  double within = 0;
  double expected_within = 0;
  for (std::int64_t x = -exact.reach(); x <= exact.reach(); ++x) {
    const double expected = exact.at(x) * draws;
    if (expected < kLeastInBin) continue;
    chi_square += (drawn.at(x) - expected) * (drawn.at(x) - expected) / expected;
    within += drawn.at(x);
    expected_within += expected;
    ++bins;
  }
  const double rest = draws - expected_within;
  if (rest > 0.5) {
    const double off = draws - within - rest;
    chi_square += off * off / rest;
    ++bins;
  }
  return bins < 2 ? 1 : chi_square_tail(chi_square, bins - 1);
}

std::size_t missing(const Histogram& drawn, const Probabilities& exact, const Noise& noise,
                    double draws) {
  const auto within = static_cast<std::int64_t>(kWithin * noise.standard_deviation());
  std::size_t never = 0;
  for (std::int64_t x = -within; x <= within; ++x) {
    if (drawn.at(x) == 0 && exact.at(x) * draws >= kSurelyDrawn) ++never;
  }
  return never;
}

double correlation(const std::vector<std::int64_t>& one, const std::vector<std::int64_t>& other) {
  double products = 0;
  double squares = 0;
  double other_squares = 0;
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    const auto a = static_cast<double>(one[i]);
    const auto b = static_cast<double>(other[i]);
    products += a * b;
    squares += a * a;
    other_squares += b * b;
  }
  return squares > 0 && other_squares > 0 ? products / std::sqrt(squares * other_squares) : 1;
}

std::set<Noise> noises_of(const NoiseRules& rules) {
  const NoiseRules geometric = NoiseRules::from({.shape = NoiseShape::geometric});
  std::set<Noise> noises;
  for (const auto& families : {rules.families, geometric.families}) {
    for (const auto& family : families) {
      if (family) noises.insert(family->noise);
    }
  }
  return noises;
}

AuditCheck::Plot plot_of(const Noise& noise, const Histogram& drawn, const Probabilities& exact,
                         double draws) {
  AuditCheck::Series measured{.name = "drawn", .x = {}, .y = {}};
  AuditCheck::Series promised{.name = "promised", .x = {}, .y = {}};
  const auto within = static_cast<std::int64_t>(kWithin * noise.standard_deviation());
  for (std::int64_t x = -within; x <= within; ++x) {
    measured.x.push_back(static_cast<double>(x));
    measured.y.push_back(drawn.at(x) / draws);
    promised.x.push_back(static_cast<double>(x));
    promised.y.push_back(exact.at(x));
  }
  return {.title = noise.shape == NoiseShape::gaussian ? "Gaussian noise, as drawn"
                                                       : "Geometric noise, as drawn",
          .x_label = "number added",
          .y_label = "share of draws",
          .series = {std::move(measured), std::move(promised)}};
}

// All that the figures are made of.
struct Findings {
  double least_chance = 1;
  std::size_t never_drawn = 0;
  double most_correlated = 0;
};

void examine(const Noise& noise, const Drawing& one, const Drawing& other, std::size_t draws,
             Findings& found, AuditCheck& check) {
  const Probabilities exact(noise);
  // In turns, so that two probes that began alike are seen to be.
  std::vector<std::int64_t> numbers = one(noise, draws / 4);
  const double alike = std::abs(correlation(numbers, other(noise, draws / 4)));
  const std::vector<std::int64_t> more = one(noise, draws - numbers.size());
  numbers.insert(numbers.end(), more.begin(), more.end());
  const Histogram drawn(numbers, exact.reach());
  const auto many = static_cast<double>(draws);
  found.least_chance = std::min(found.least_chance, chance_of_worse(drawn, exact, many));
  found.never_drawn += missing(drawn, exact, noise, many);
  found.most_correlated = std::max(found.most_correlated, alike);
  const auto of_shape = [&](const AuditCheck::Plot& plot) {
    return plot.title == plot_of(noise, drawn, exact, many).title;
  };
  if (std::none_of(check.plots.begin(), check.plots.end(), of_shape)) {
    check.plots.push_back(plot_of(noise, drawn, exact, many));
  }
}

}  // namespace

Drawing drawing_of(RandomSource& random) {
  return [&random](const Noise& noise, std::size_t numbers) {
    NoisePool pool{noise, random};
    pool.fill(numbers);
    std::vector<std::int64_t> drawn(numbers);
    for (std::int64_t& number : drawn) number = pool.take();
    return drawn;
  };
}

AuditCheck check_sampler(const NoiseRules& rules, const Drawing& one, const Drawing& other,
                         std::size_t draws) {
  AuditCheck check{.name = "sampler",
                   .attacker =
                       "Somebody looks at many outputs for a number that comes too often, "
                       "never, or at two probes at once.",
                   .defence =
                       "Noise is drawn exactly, in whole numbers, from the system's random "
                       "numbers.",
                   .said = "The chance is of the worst of all noises, times how many there are."};
  const std::set<Noise> noises = noises_of(rules);
  Findings found;
  for (const Noise& noise : noises) examine(noise, one, other, draws, found, check);
  const double any = std::min(1.0, found.least_chance * static_cast<double>(noises.size()));
  check.figures = {{.what = "chance that exact noise looks worse (chi-square)",
                    .measured = any,
                    .bound = 0.001,
                    .mark = AuditCheck::Figure::Mark::at_least},
                   {.what = "integers within four standard deviations that never came",
                    .measured = static_cast<double>(found.never_drawn)},
                   {.what = "correlation of two probes' noise",
                    .measured = found.most_correlated,
                    .bound = 4.5 / std::sqrt(static_cast<double>(draws) / 4)}};
  check.judge(
      "One audit in a thousand fails by chance; twice is no chance. Then this build does "
      "not draw what it should: do not release with it.");
  return check;
}

}  // namespace celltally
