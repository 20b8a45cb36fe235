#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace celltally {

// Which transmission sequence numbers of one direction of an association were seen: of a
// retransmission each number comes again (RFC 9260 6.3.3), also by another path. Begins anywhere,
// as a capture does. Numbers wrap around (RFC 9260 1.6).
class TsnWindow {
 public:
  // How far behind the newest number one can still be told apart from a new one. A sender has no
  // more chunks under way than its peer's window holds, usually some hundreds.
  static constexpr std::uint32_t kNumbers = 1024;

  enum class Seen : std::uint8_t {
    never,
    before,
    outside,  // too far behind: an old copy, most likely
  };

  // Says whether `tsn` was seen, and has seen it now. A damaged or made-up number far ahead must
  // not shut out the true ones for ever: two in a row that are outside begin anew.
  Seen see(std::uint32_t tsn) noexcept {
    if (!begun_) return begin(tsn);
    const std::uint32_t ahead = tsn - newest_;
    if (ahead != 0 && ahead < kHalf) {
      advance(tsn, ahead);
    } else if (newest_ - tsn >= kNumbers) {
      if (outside_ && tsn == last_outside_ + 1) return begin(tsn);
      outside_ = true;
      last_outside_ = tsn;
      return Seen::outside;
    }
    if (test(tsn)) return Seen::before;
    set(tsn);
    return Seen::never;
  }

 private:
  static constexpr std::uint32_t kHalf = 0x80000000;

  Seen begin(std::uint32_t tsn) noexcept {
    seen_.fill(0);
    outside_ = false;
    begun_ = true;
    newest_ = tsn;
    set(tsn);
    return Seen::never;
  }

  void advance(std::uint32_t tsn, std::uint32_t ahead) noexcept {
    for (std::uint32_t i = 0; i < std::min(ahead, kNumbers); ++i) clear(tsn - i);
    newest_ = tsn;
  }

  static constexpr std::size_t word(std::uint32_t tsn) noexcept { return tsn % kNumbers / 64; }
  static constexpr std::uint64_t bit(std::uint32_t tsn) noexcept {
    return std::uint64_t{1} << tsn % 64;
  }
  bool test(std::uint32_t tsn) const noexcept { return (seen_[word(tsn)] & bit(tsn)) != 0; }
  void set(std::uint32_t tsn) noexcept { seen_[word(tsn)] |= bit(tsn); }
  void clear(std::uint32_t tsn) noexcept { seen_[word(tsn)] &= ~bit(tsn); }

  std::array<std::uint64_t, kNumbers / 64> seen_{};
  std::uint32_t newest_ = 0;
  std::uint32_t last_outside_ = 0;
  bool outside_ = false;
  bool begun_ = false;
};

}  // namespace celltally
