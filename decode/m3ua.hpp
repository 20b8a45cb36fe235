#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// A message of M3UA (RFC 4666) as far as SCCP is concerned. Borrows.
struct M3ua {
  enum class Content : std::uint8_t {
    none,   // not a message of M3UA
    other,  // management, or another user than SCCP
    sccp,
  };

  Content content = Content::none;
  std::uint32_t origin = 0;  // point codes
  std::uint32_t destination = 0;
  std::uint8_t network = 0;  // indicator: which network's codes they are
  std::span<const std::uint8_t> sccp;
  bool cut = false;  // the capture holds less of it than was sent
};

// Network appearance, routing context and correlation id are skipped, whether they are there or
// not. Of a message that the capture cut short, what is there.
M3ua read_m3ua(std::span<const std::uint8_t> octets, bool cut) noexcept;

}  // namespace celltally
