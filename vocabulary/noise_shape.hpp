#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace celltally {

// How noise is distributed. Which is better depends on how many numbers one person is in: below
// some eighteen a day geometric noise is the smaller for the same promise, above it Gaussian
// (privacy reference 2.3).
enum class NoiseShape : std::uint8_t { gaussian, geometric };

// "gaussian", "geometric".
std::string_view to_text(NoiseShape shape) noexcept;

std::optional<NoiseShape> noise_shape_from_text(std::string_view text) noexcept;

}  // namespace celltally
