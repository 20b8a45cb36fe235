#include "decode/device_address.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "decode/access_point_name.hpp"
#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

// Private, shared, or good on one link only.
bool is_given_more_than_once(std::span<const std::uint8_t> address) noexcept {
  struct Block {
    std::uint32_t first;
    int bits;
  };
  constexpr Block kIpv4[] = {{0x0a000000, 8},    // 10.0.0.0/8
                             {0xac100000, 12},   // 172.16.0.0/12
                             {0xc0a80000, 16},   // 192.168.0.0/16
                             {0x64400000, 10},   // 100.64.0.0/10
                             {0xa9fe0000, 16},   // 169.254.0.0/16
                             {0x00000000, 8},    // not given yet
                             {0xffff0000, 16}};  // to be chosen by others (RFC 2865 5.8)
  constexpr Block kIpv6[] = {{0xfc000000, 7}, {0xfe800000, 10}, {0x00000000, 8}};
  const std::uint32_t head = ByteCursor{address}.u32();
  const auto in = [head](const Block& block) {
    return (head ^ block.first) >> (32 - block.bits) == 0;
  };
  if (address.size() == 4) return std::ranges::any_of(kIpv4, in);
  return std::ranges::any_of(kIpv6, in);
}

}  // namespace

TemporaryId device_address(std::span<const std::uint8_t> address,
                           std::span<const std::uint8_t> network) noexcept {
  if (address.empty()) return {};
  if (!is_given_more_than_once(address)) {
    return TemporaryId::of_octets(TemporaryId::Kind::ue_address, address);
  }
  const AccessPointName name{network};
  const std::string_view text = name.network_identifier();
  if (text.empty()) return {};
  std::array<std::uint8_t, AccessPointName::kMax> letters;
  std::ranges::transform(text, letters.begin(),
                         [](char letter) { return static_cast<std::uint8_t>(letter); });
  return TemporaryId::of_text(TemporaryId::Kind::ue_address, IpAddress::of(address),
                              std::span{letters}.first(text.size()));
}

}  // namespace celltally
