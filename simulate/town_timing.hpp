#pragma once

#include <cstdint>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// `milliseconds` later.
constexpr Timestamp after(Timestamp at, std::int64_t milliseconds) noexcept {
  return {at.ns + milliseconds * 1'000'000};
}

}  // namespace celltally
