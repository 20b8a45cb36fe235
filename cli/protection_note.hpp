#pragma once

#include <string>

#include "cli/report_protection.hpp"

namespace celltally {

// What stands with every result: the banner of exact counts, what a day of one device loses by
// noise, or what mode threshold_only does and does not do (design decision 9). One line, however
// long, without its line break.
std::string protection_note(const ReportProtection& protection);

// "presence 80, visitors 75": from which noisy number on each is told.
std::string thresholds_text(const NoiseRules& rules);

}  // namespace celltally
