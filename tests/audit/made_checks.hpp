#pragma once

#include <limits>
#include <string>
#include <vector>

#include "audit/audit_check.hpp"
#include "audit/report/audit_about.hpp"

namespace celltally::test {

// An audit that never was: of reports all that matters is what they make of it.
inline AuditAbout made_about() {
  AuditAbout about;
  about.probe = "north-1";
  about.programs = {"celltally 0.1.0"};
  about.at = Timestamp::from_seconds(1767268800);  // 2026-01-01T12:00:00Z
  about.rules = {"presence: gaussian noise of 18.0"};
  about.promised = PrivacyLoss{.rho = 0.03125, .pure = std::numeric_limits<double>::infinity()};
  return about;
}

inline AuditCheck made_passed() {
  AuditCheck check;
  check.name = "membership";
  check.attacker =
      "A customer knows where somebody was all week, and asks whether they are counted.";
  check.defence = "Noise on every number.";
  check.figures = {{.what = "advantage over guessing", .measured = 0.1275, .bound = 0.28125}};
  check.plots = {{.title = "How often the attack is right",
                  .x_label = "false alarms",
                  .y_label = "hits",
                  .series = {{.name = "measured", .x = {0, 0.5, 1}, .y = {0, 0.625, 1}}}}};
  check.judge("");
  return check;
}

inline AuditCheck made_failed() {
  AuditCheck check;
  check.name = "differencing";
  check.attacker = "Two areas that differ by <one> person are compared.";
  check.defence = "Fixed keys & noise once.";
  check.figures = {{.what = "standard deviation of the difference to what it is in truth",
                    .measured = 12.5,
                    .bound = 18,
                    .mark = AuditCheck::Figure::Mark::at_least},
                   {.what = "answers to other shapes", .measured = 0, .bound = 0}};
  check.judge(
      "the noise is narrower than the configuration says: look for a scale below 18 in "
      "protection.families");
  return check;
}

inline AuditCheck made_skipped() {
  AuditCheck check;
  check.name = "swap";
  check.attacker = "A thief has the disk.";
  check.defence = "Memory is locked.";
  check.said = "celltallyd is not installed here";
  return check;
}

inline std::vector<AuditCheck> made_checks() {
  return {made_passed(), made_failed(), made_skipped()};
}

}  // namespace celltally::test
