#pragma once

#include <string>

#include "audit/audit_check.hpp"
#include "audit/report/audit_about.hpp"

namespace celltally {

// A figure as people read it.
struct FigureWords {
  std::string measured;  // "0.213"
  std::string mark;      // "at most 0.281"

  // With four digits; with as many more as it takes for two numbers that differ to look so.
  static FigureWords of(const AuditCheck::Figure& figure);
};

// "0.08479", "1200", "5.8e-05": whole numbers whole, others with so many digits that count.
std::string number_text(double number, int digits = 4);

// "rho 0.08479, epsilon 2.49 at delta 1e-09". REQUIRES: about.promised.
std::string promise_text(const AuditAbout& about);

}  // namespace celltally
