#include "audit/report/figure_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace celltally {

namespace {

constexpr int kDigitsMost = 17;  // as many as a double has

}  // namespace

std::string number_text(double number, int digits) {
  constexpr double kWholeMost = 1e15;
  if (!std::isfinite(number)) return fmt::format("{}", number);
  const bool whole = std::abs(number) < kWholeMost && std::trunc(number) == number;
  const bool large = std::abs(number) >= std::pow(10, digits) && std::abs(number) < kWholeMost;
  if (number == 0) return "0";
  if (whole || large) return fmt::format("{:.0f}", number);
  if (digits >= kDigitsMost) return fmt::format("{}", number);  // as many as tell it from others
  return fmt::format("{:.{}g}", number, digits);
}

FigureWords FigureWords::of(const AuditCheck::Figure& figure) {
  constexpr int kDigits = 4;
  int digits = kDigits;
  while (digits < kDigitsMost && figure.measured != figure.bound &&
         number_text(figure.measured, digits) == number_text(figure.bound, digits)) {
    ++digits;
  }
  const bool at_most = figure.mark == AuditCheck::Figure::Mark::at_most;
  return {number_text(figure.measured, digits),
          (at_most ? "at most " : "at least ") + number_text(figure.bound, digits)};
}

std::string promise_text(const AuditAbout& about) {
  return fmt::format("rho {:.5f}, epsilon {:.2f} at delta {:g}", about.promised->rho,
                     about.promised->epsilon(AuditAbout::kDelta), AuditAbout::kDelta);
}

}  // namespace celltally
