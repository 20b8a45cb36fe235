#include "cli/figure_text.hpp"

#include <fmt/format.h>

namespace celltally {

TextTable::Cell cell_of(const Figure& figure, const ReportProtection& protection) {
  if (!figure.given) return {};
  switch (figure.state) {
    case ReleaseState::published:
      return {fmt::format("{}{}{}", figure.near ? "~" : "", figure.value, figure.more ? "+" : ""),
              false};
    case ReleaseState::withheld:
      return {protection.noise ? "few" : fmt::format("<{}", protection.rules.people_min), true};
    case ReleaseState::no_data: return {"no data", true};
  }
  return {};
}

}  // namespace celltally
