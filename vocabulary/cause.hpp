#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// Why something happened or failed, in the numbering of one protocol.
struct Cause {
  // Whose numbering `value` follows; none: the message gave no cause.
  enum class Domain : std::uint16_t { none, gtpv1, gtpv2 };

  Domain domain = Domain::none;
  std::uint16_t value = 0;

  constexpr bool known() const noexcept { return domain != Domain::none; }
  friend constexpr auto operator<=>(Cause, Cause) = default;
};

}  // namespace celltally
