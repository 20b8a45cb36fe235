#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// The signalling protocols that decode/ reads.
enum class Protocol : std::uint8_t { gtpv1, gtpv2 };

inline constexpr std::size_t kProtocols = 2;

// "gtpv1", "gtpv2".
std::string_view to_text(Protocol protocol) noexcept;

}  // namespace celltally
