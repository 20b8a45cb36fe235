#include "disclose/release_state.hpp"

#include <array>

namespace celltally {

std::string_view to_text(ReleaseState state) noexcept {
  static constexpr std::array<std::string_view, 3> kWords{"published", "withheld", "no_data"};
  return kWords[static_cast<std::size_t>(state)];
}

}  // namespace celltally
