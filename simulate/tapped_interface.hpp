#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace celltally {

// Where a probe of the made-up world can be.
enum class TappedInterface : std::uint8_t { s1ap, s11, ngap, pfcp, gtpv1, gx, sgs, radius };

inline constexpr std::size_t kTappedInterfaces = 8;

// "s1ap", "s11", "ngap", "pfcp", "gtpv1", "gx", "sgs", "radius".
std::string_view to_text(TappedInterface tapped) noexcept;
std::optional<TappedInterface> tapped_interface_from_text(std::string_view text) noexcept;

// Which of them are tapped.
class TappedInterfaces {
 public:
  constexpr TappedInterfaces() = default;
  constexpr TappedInterfaces(std::initializer_list<TappedInterface> list) {
    for (const TappedInterface each : list) add(each);
  }
  constexpr void add(TappedInterface tapped) { bits_ |= 1u << static_cast<unsigned>(tapped); }
  constexpr bool has(TappedInterface tapped) const noexcept {
    return (bits_ >> static_cast<unsigned>(tapped) & 1u) != 0;
  }
  constexpr std::size_t size() const noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kTappedInterfaces; ++i) count += bits_ >> i & 1u;
    return count;
  }

 private:
  std::uint32_t bits_ = 0;
};

}  // namespace celltally
