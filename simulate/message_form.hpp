#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simulate/octets.hpp"

namespace celltally {

// A packet with holes: built once with marks where the fields go, then copied and filled in for
// each message in some ten nanoseconds. A field is a number of one to eight octets in network
// order.
class MessageForm {
 public:
  static constexpr std::size_t kFields = 12;
  using Values = std::array<std::uint64_t, kFields>;

  // What to build the packet with so that the hole of a field is found again: different octets for
  // each, of which the low ones stand for a field that is shorter.
  static constexpr std::uint64_t mark(std::size_t field) noexcept {
    return 0x9182'7364'5546'3728u ^ field * 0x0101'0305'0709'0b0du;
  }

  // Finds the holes of fields of these widths; a field of no octets is not looked for.
  MessageForm(Octets packet, std::span<const std::uint8_t> widths);

  void fill(const Values& values, Octets& packet) const;

 private:
  struct Hole {
    std::uint16_t offset;
    std::uint8_t width;
    std::uint8_t field;
  };

  Octets packet_;
  std::vector<Hole> holes_;
};

}  // namespace celltally
