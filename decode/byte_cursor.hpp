#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace celltally {

// The only way through received bytes: a bounded reader that cannot leave them. Reading past the
// end gives zeroes (or an empty span), leaves the cursor empty so that loops end, and is remembered
// in ok(). Numbers are big-endian. A nested length makes a child by sub(), which cannot reach past
// its parent. Borrows the bytes; copy it freely. Reads are always inlined: g++ would
// rather call them from long functions, and a call costs more than the read.
class ByteCursor {
 public:
  constexpr ByteCursor() = default;
  constexpr explicit ByteCursor(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

  bool ok() const noexcept { return rest_.data() != &kOverrun; }
  constexpr bool empty() const noexcept { return rest_.empty(); }
  constexpr std::size_t size() const noexcept { return rest_.size(); }
  // Whether `count` more bytes are there. Who asks first need not ask ok() after, and the compiler
  // drops the reads' own look at the length.
  constexpr bool has(std::size_t count) const noexcept { return count <= rest_.size(); }

  // What is left, without taking it.
  constexpr std::span<const std::uint8_t> rest() const noexcept { return rest_; }

  // The next `count` bytes, or none of them.
  [[gnu::always_inline]] constexpr std::span<const std::uint8_t> bytes(std::size_t count) noexcept {
    if (!has(count)) [[unlikely]] {
      overrun();
      return {};
    }
    const auto taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  constexpr ByteCursor sub(std::size_t count) noexcept { return ByteCursor{bytes(count)}; }
  constexpr void skip(std::size_t count) noexcept { bytes(count); }

  // Written out, for g++ keeps a loop over the octets a loop.
  [[gnu::always_inline]] constexpr std::uint8_t u8() noexcept {
    if (!has(1)) [[unlikely]]
      return overrun();
    const auto taken = take<1>();
    return taken[0];
  }
  [[gnu::always_inline]] constexpr std::uint16_t u16() noexcept {
    if (!has(2)) [[unlikely]]
      return overrun();
    const auto taken = take<2>();
    return static_cast<std::uint16_t>(taken[0] << 8 | taken[1]);
  }
  [[gnu::always_inline]] constexpr std::uint32_t u24() noexcept {
    if (!has(3)) [[unlikely]]
      return overrun();
    const auto taken = take<3>();
    return std::uint32_t{taken[0]} << 16 | std::uint32_t{taken[1]} << 8 | taken[2];
  }
  [[gnu::always_inline]] constexpr std::uint32_t u32() noexcept {
    if (!has(4)) [[unlikely]]
      return overrun();
    const auto taken = take<4>();
    return std::uint32_t{taken[0]} << 24 | std::uint32_t{taken[1]} << 16 |
           std::uint32_t{taken[2]} << 8 | taken[3];
  }

 private:
  // REQUIRES: has(kCount).
  template <std::size_t kCount>
  constexpr std::span<const std::uint8_t, kCount> take() noexcept {
    const auto taken = rest_.first<kCount>();
    rest_ = rest_.subspan(kCount);
    return taken;
  }
  constexpr std::uint8_t overrun() noexcept {
    rest_ = {&kOverrun, 0};
    return 0;
  }

  // Where the cursor stands once it was read past the end: in no packet. So a cursor is a span and
  // no more, and goes from function to function in two registers; with a flag beside it, it would
  // go through memory, which is written in pieces and waited for when read as a whole.
  static constexpr std::uint8_t kOverrun = 0;

  std::span<const std::uint8_t> rest_;
};

static_assert(sizeof(ByteCursor) == sizeof(std::span<const std::uint8_t>));

}  // namespace celltally
