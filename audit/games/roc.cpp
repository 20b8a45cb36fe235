#include "audit/games/roc.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace celltally {

namespace {

constexpr double kDeviations = 3.5;

struct Score {
  double score;
  bool in;
};

// Highest first.
std::vector<Score> ranked(const std::vector<double>& in, const std::vector<double>& out) {
  std::vector<Score> scores;
  scores.reserve(in.size() + out.size());
  for (const double score : in) scores.push_back({score, true});
  for (const double score : out) scores.push_back({score, false});
  std::sort(scores.begin(), scores.end(),
            [](const Score& a, const Score& b) { return a.score > b.score; });
  return scores;
}

// Calls visit(those in, those out) as shares of all, after each group of equal scores.
template <typename Visit>
void sweep(const std::vector<double>& in, const std::vector<double>& out, const Visit& visit) {
  const std::vector<Score> scores = ranked(in, out);
  double right = 0;
  double wrong = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    (scores[i].in ? right : wrong) += 1;
    if (i + 1 < scores.size() && scores[i + 1].score == scores[i].score) continue;
    visit(scores[i].score, right / static_cast<double>(in.size()),
          wrong / static_cast<double>(out.size()));
  }
}

double share_from(const std::vector<double>& scores, double least) {
  const auto many =
      std::count_if(scores.begin(), scores.end(), [least](double one) { return one >= least; });
  return static_cast<double>(many) / static_cast<double>(scores.size());
}

std::vector<double> every_other(const std::vector<double>& scores, std::size_t first) {
  std::vector<double> half;
  for (std::size_t i = first; i < scores.size(); i += 2) half.push_back(scores[i]);
  return half;
}

double normal_cumulative(double x) {
  return std::erfc(-x / std::numbers::sqrt2) / 2;
}

}  // namespace

Roc::Roc(std::vector<double> in, std::vector<double> out)
    : in_(std::move(in)), out_(std::move(out)) {}

double Roc::area() const {
  double area = 0;
  double right_before = 0;
  double wrong_before = 0;
  sweep(in_, out_, [&](double, double right, double wrong) {
    area += (wrong - wrong_before) * (right + right_before) / 2;
    right_before = right;
    wrong_before = wrong;
  });
  return area;
}

double Roc::advantage() const {
  double sum = 0;
  for (const std::size_t half : {0U, 1U}) {
    double best = 0;
    double least = 0;
    sweep(every_other(in_, half), every_other(out_, half),
          [&](double score, double right, double wrong) {
            if (right - wrong <= best) return;
            best = right - wrong;
            least = score;
          });
    if (best <= 0) continue;
    sum += share_from(every_other(in_, 1 - half), least) -
           share_from(every_other(out_, 1 - half), least);
  }
  return sum / 2;
}

double Roc::allowance_of_advantage() const noexcept {
  const auto fewer = static_cast<double>(std::min(in_.size(), out_.size()));
  return kDeviations * std::sqrt(1 / (2 * fewer));
}

double Roc::allowance_of_area() const noexcept {
  const auto fewer = static_cast<double>(std::min(in_.size(), out_.size()));
  return kDeviations * std::sqrt(1 / (6 * fewer));
}

AuditCheck::Series Roc::curve(const std::string& name) const {
  AuditCheck::Series series{.name = name, .x = {0}, .y = {0}};
  sweep(in_, out_, [&](double, double right, double wrong) {
    const bool far = wrong - series.x.back() + right - series.y.back() > 0.015;
    if (!far && wrong + right < 2) return;
    series.x.push_back(wrong);
    series.y.push_back(right);
  });
  return series;
}

AuditCheck::Series promised_curve(const PrivacyLoss& loss, const std::string& name) {
  AuditCheck::Series series{.name = name, .x = {}, .y = {}};
  if (!std::isinf(loss.pure)) {
    const double often = std::exp(loss.pure);
    series.x = {0, 1 / (1 + often), 1};
    series.y = {0, often / (1 + often), 1};
    return series;
  }
  const double apart = std::sqrt(2 * loss.rho);
  for (int step = -40; step <= 40; ++step) {
    series.x.push_back(normal_cumulative(step / 10.0));
    series.y.push_back(normal_cumulative(apart + step / 10.0));
  }
  return series;
}

}  // namespace celltally
