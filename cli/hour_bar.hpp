#pragma once

#include <span>
#include <string>

#include "cli/figure.hpp"

namespace celltally {

// A day as a line of characters, one an hour: how much of the largest number each is, in eighths.
// "." is withheld, "-" without data, "0" nobody, " " not in the report.
//
// As blocks where the terminal has them, else as digits: "..125788642..".
std::string hour_bar(std::span<const Figure> hours, bool blocks);

}  // namespace celltally
