#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// Who a visitor of a place is to it (privacy reference 1.2).
enum class VisitorClass : std::uint8_t {
  resident,  // spent the night in its zone
  visitor,   // spent the night elsewhere
  unknown,   // where they spent the night is not known
};

inline constexpr std::size_t kVisitorClasses = 3;

}  // namespace celltally
