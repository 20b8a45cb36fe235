#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audit/audit_check.hpp"
#include "noise/privacy_loss.hpp"

namespace celltally {

// How well a score tells those who are in from those who are out: the receiver operating
// characteristic of a membership attack.
class Roc {
 public:
  // Any order, but the attacker may not learn from it. REQUIRES: two scores or more in each.
  Roc(std::vector<double> in, std::vector<double> out);

  // Under the curve; one half is guessing.
  double area() const;

  // How much more often a "yes" is right than wrong, at the best threshold. It is chosen on half of
  // the trials and used on the other half, or the attacker would profit from chance.
  double advantage() const;

  // Chance alone may add so much to either, once in some 4,000 audits (3.5 standard deviations, of
  // trials that have nothing to do with each other).
  double allowance_of_advantage() const noexcept;
  double allowance_of_area() const noexcept;

  // Thinned to some hundred points.
  AuditCheck::Series curve(const std::string& name) const;

 private:
  std::vector<double> in_;
  std::vector<double> out_;
};

// The best curve that a loss allows.
AuditCheck::Series promised_curve(const PrivacyLoss& loss, const std::string& name);

}  // namespace celltally
