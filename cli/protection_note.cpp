#include "cli/protection_note.hpp"

#include <fmt/format.h>

namespace celltally {

std::string protection_note(bool exact, const ReleaseRules& rules) {
  if (exact) return "EXACT COUNTS: for the lab, not protected, never publish";
  return fmt::format(
      "Threshold only: {} people at least, rounded to {}. This is no protection against "
      "somebody who knows almost everyone in a cell, or who compares overlapping numbers. Numbers "
      "of events hold the repeats of one person.",
      rules.people_min, rules.rounding);
}

}  // namespace celltally
