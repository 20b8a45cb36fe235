#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace celltally {

// The only way through received bytes: a bounded reader that cannot leave them. Reading past the
// end gives zeroes (or an empty span), leaves the cursor empty so that loops end, and is remembered
// in ok(). Numbers are big-endian. A nested length makes a child by sub(), which cannot reach past
// its parent. Borrows the bytes; copy it freely.
class ByteCursor {
 public:
  constexpr ByteCursor() = default;
  constexpr explicit ByteCursor(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

  constexpr bool ok() const noexcept { return !overrun_; }
  constexpr bool empty() const noexcept { return rest_.empty(); }
  constexpr std::size_t size() const noexcept { return rest_.size(); }

  // What is left, without taking it.
  constexpr std::span<const std::uint8_t> rest() const noexcept { return rest_; }

  // The next `count` bytes, or none of them. The only place that looks at a length.
  constexpr std::span<const std::uint8_t> bytes(std::size_t count) noexcept {
    if (count > rest_.size()) [[unlikely]] {
      overrun_ = true;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  constexpr ByteCursor sub(std::size_t count) noexcept { return ByteCursor{bytes(count)}; }
  constexpr void skip(std::size_t count) noexcept { bytes(count); }
  constexpr std::uint8_t u8() noexcept { return static_cast<std::uint8_t>(number<1>()); }
  constexpr std::uint16_t u16() noexcept { return static_cast<std::uint16_t>(number<2>()); }
  constexpr std::uint32_t u24() noexcept { return static_cast<std::uint32_t>(number<3>()); }
  constexpr std::uint32_t u32() noexcept { return static_cast<std::uint32_t>(number<4>()); }

 private:
  template <std::size_t Octets>
  constexpr std::uint64_t number() noexcept {
    const auto taken = bytes(Octets);
    if (taken.empty()) [[unlikely]] return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < Octets; ++i) value = value << 8 | taken[i];
    return value;
  }

  std::span<const std::uint8_t> rest_;
  bool overrun_ = false;
};

}  // namespace celltally
