#include "audit/games/reconstruction.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "audit/games/region.hpp"
#include "audit/games/seen_window.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kWeek = 7;
constexpr double kMostMore = 0.01;
constexpr std::int64_t kPlotted = 20;

// A number as an attacker takes it to be.
struct Guess {
  double mean = 0;
  double variance = 1;
};
using Guesses = std::vector<Guess>;  // by cell

// The same hours of weeks before.
class Before {
 public:
  Before(const Region& region, const ReconstructionSize& size) : cells_(size.cells) {
    for (std::uint32_t day = 0; day < size.reference_weeks * kWeek; ++day) {
      days_.push_back(region.count(size.people, day));
    }
  }

  Guesses guesses(std::uint32_t day, std::size_t hour) const {
    Guesses guesses(cells_);
    double squares = 0;
    double people = 0;
    double weeks = 0;
    for (std::uint32_t cell = 0; cell < cells_; ++cell) {
      double sum = 0;
      weeks = 0;
      for (std::size_t at = day % kWeek; at < days_.size(); at += kWeek) {
        sum += days_[at].at(hour, cell);
        weeks += 1;
      }
      guesses[cell].mean = sum / weeks;
      for (std::size_t at = day % kWeek; at < days_.size(); at += kWeek) {
        const double off = days_[at].at(hour, cell) - guesses[cell].mean;
        squares += off * off;
      }
      people += guesses[cell].mean;
    }
    // Few weeks tell little of each cell: the variance is the same share of the mean for all.
    const double spread = squares / std::max(1.0, weeks - 1) / std::max(1.0, people);
    for (Guess& guess : guesses) {
      guess.variance = std::max(1.0, spread * guess.mean) * (1 + 1 / weeks);
    }
    return guesses;
  }

 private:
  std::uint32_t cells_;
  std::vector<Region::Table> days_;
};

// Least squares, each equation weighed by its noise. Rests are of different cells, so each can be
// taken in by itself.
void solve(Guesses& guesses, const SeenWindow& seen, const Noise& noise) {
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    const SeenRow& row = seen.cell(i);
    if (!row.published()) continue;
    Guess& guess = guesses[i];
    const double gain = guess.variance / (guess.variance + row.sigma * row.sigma);
    guess.mean += gain * (static_cast<double>(row.value) - guess.mean);
    guess.variance *= 1 - gain;
  }
  for (const SeenWindow::Sum& sum : seen.sums()) {
    double mean = 0;
    double variance = 0;
    for (const std::size_t i : sum.withheld) {
      mean += guesses[i].mean;
      variance += guesses[i].variance + std::pow(noise.standard_deviation(), 2);
    }
    for (const std::size_t i : sum.withheld) {
      const double gain = guesses[i].variance / variance;
      guesses[i].mean += gain * (static_cast<double>(sum.row.value) - mean);
    }
  }
}

// How far guesses were off.
class Errors {
 public:
  void add(const Guess& guess, std::uint32_t exact) {
    const auto off = static_cast<std::int64_t>(std::llround(guess.mean)) - exact;
    ++many_;
    if (std::abs(off) <= kPlotted) ++of_[static_cast<std::size_t>(off + kPlotted)];
  }

  double share_exact() const { return of_[kPlotted] / many_; }
  double many() const noexcept { return many_; }

  AuditCheck::Series series(const std::string& name) const {
    AuditCheck::Series series{.name = name, .x = {}, .y = {}};
    for (std::size_t i = 0; i < of_.size(); ++i) {
      series.x.push_back(static_cast<double>(i) - kPlotted);
      series.y.push_back(of_[i] / many_);
    }
    return series;
  }

 private:
  double many_ = 0;
  std::vector<double> of_ = std::vector<double>(2 * kPlotted + 1);
};

}  // namespace

AuditCheck check_reconstruction(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                                const ReconstructionSize& size) {
  AuditCheck check{.name = "reconstruction",
                   .attacker =
                       "Somebody solves all that is released of a zone's day for the exact "
                       "numbers behind it.",
                   .defence = "Noise in every number, rests too.",
                   .said = ""};
  if (!rules.of(Statistic::presence)) {
    check.said = "Presence is not released.";
    return check;
  }
  const Region region({.cells = size.cells}, seed);
  const Before before(region, size);
  const Release release = probe(only(rules, Statistic::presence), region.list());
  Errors guessed;
  Errors solved;
  for (std::uint32_t i = 0; i < size.days; ++i) {
    const std::uint32_t day = size.reference_weeks * kWeek + i;
    const Region::Table table = region.count(size.people, day);
    for (std::size_t hour = 0; hour < Region::kHours; ++hour) {
      Guesses guesses = before.guesses(day, hour);
      for (std::uint32_t cell = 0; cell < size.cells; ++cell) {
        guessed.add(guesses[cell], table.at(hour, cell));
      }
      const auto number = static_cast<std::int64_t>(day * Region::kHours + hour);
      const auto rows = release(region.presence(table, hour, number));
      solve(guesses, SeenWindow{rows, region.list(), rules.sensitive},
            rules.of(Statistic::presence)->noise);
      for (std::uint32_t cell = 0; cell < size.cells; ++cell) {
        solved.add(guesses[cell], table.at(hour, cell));
      }
    }
  }
  const double chance = 3.5 * std::sqrt(2 * guessed.share_exact() / guessed.many());
  check.figures = {{.what = "share of numbers that are hit exactly",
                    .measured = solved.share_exact(),
                    .bound = guessed.share_exact() + kMostMore + chance}};
  check.said =
      "The mark is the share that a guess from weeks before hits, one in a hundred, and "
      "3.5 standard deviations for chance.";
  check.plots = {{.title = "How far solved numbers are off",
                  .x_label = "people too many",
                  .y_label = "share of numbers",
                  .series = {solved.series("solved"), guessed.series("guessed")}}};
  check.judge("Exact numbers can be had from released ones: there is too little noise.");
  return check;
}

}  // namespace celltally
