#pragma once

#include <cstddef>

namespace celltally {

// How likely a chi-square of so many degrees of freedom is at least so great: the upper incomplete
// gamma function Q(degrees / 2, chi_square / 2). REQUIRES: chi_square >= 0, degrees > 0.
double chi_square_tail(double chi_square, std::size_t degrees);

}  // namespace celltally
