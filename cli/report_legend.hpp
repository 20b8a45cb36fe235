#pragma once

#include <string>
#include <string_view>

#include "cli/report.hpp"
#include "cli/report_protection.hpp"

namespace celltally {

// One of its lines.
std::string sign_meaning(std::string_view sign, std::string_view meaning, std::size_t columns);

// What the signs in a table mean, as far as the report has them, and how the numbers are protected.
// In lines of so many columns.
std::string report_legend(const Report& report, const ReportProtection& protection,
                          std::size_t columns);

}  // namespace celltally
