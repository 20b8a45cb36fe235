#include "cli/figure_text.hpp"

#include <fmt/format.h>

namespace celltally {

TextTable::Cell cell_of(const Figure& figure, const ReleaseRules& rules) {
  if (!figure.given) return {};
  switch (figure.state) {
    case ReleaseState::published:
      return {fmt::format("{}{}", figure.value, figure.more ? "+" : ""), false};
    case ReleaseState::withheld: return {fmt::format("<{}", rules.people_min), true};
    case ReleaseState::no_data: return {"no data", true};
  }
  return {};
}

}  // namespace celltally
