#include "capture/pcapng_interfaces.hpp"

#include <algorithm>

namespace celltally {

namespace {

constexpr std::uint32_t kSection = 0x0a0d0d0a;  // the same in both byte orders
constexpr std::uint32_t kInterface = 1;
constexpr std::uint32_t kPacket = 2;  // obsolete, but written by old tools
constexpr std::uint32_t kSimplePacket = 3;
constexpr std::uint32_t kEnhancedPacket = 6;

constexpr std::size_t kTypeAndLength = 8;
// Offsets in a block.
constexpr std::size_t kByteOrder = 8;
constexpr std::size_t kPacketInterface = 8;
constexpr std::size_t kLinkType = 8;
constexpr std::size_t kLinkTypeEnd = 10;
constexpr std::size_t kSnapshot = 12;
constexpr std::size_t kSnapshotEnd = 16;
constexpr std::size_t kWireLength = 8;
constexpr std::size_t kWireLengthEnd = 12;
constexpr std::size_t kSimplePacketFrame = 16;  // what is around the bytes of a simple packet

constexpr std::array<std::uint8_t, 4> kBigEndian{0x1a, 0x2b, 0x3c, 0x4d};

}  // namespace

void PcapngInterfaces::pass(std::span<std::uint8_t> octets) {
  while (!octets.empty() && !lost_) {
    if (position_ < head_length()) {
      pass_head(octets.front());
      octets = octets.subspan(1);
    } else {
      const auto step = std::min<std::uint64_t>(octets.size(), block_length_ - position_);
      position_ += step;
      octets = octets.subspan(static_cast<std::size_t>(step));
    }
    if (position_ >= head_length() && position_ == block_length_) position_ = 0;
  }
}

std::optional<int> PcapngInterfaces::take_link_type() {
  if (ahead_.empty()) return {};
  const std::optional<std::uint16_t> type = ahead_.front();
  ahead_.pop_front();
  return type;
}

void PcapngInterfaces::pass_head(std::uint8_t& octet) {
  head_[static_cast<std::size_t>(position_)] = octet;
  alter(octet);
  ++position_;
  if (position_ == head_length()) take_head();
}

// As much of the block as has to be seen; at least type and length.
std::size_t PcapngInterfaces::head_length() const noexcept {
  if (position_ < kTypeAndLength) return kTypeAndLength;
  switch (head_number(0, 4)) {
    case kSection: return kByteOrder + 4;
    case kInterface: return kSnapshotEnd;
    case kPacket: return kPacketInterface + 2;
    case kEnhancedPacket: return kPacketInterface + 4;
    case kSimplePacket: return kWireLengthEnd;
    default: return kTypeAndLength;
  }
}

std::uint32_t PcapngInterfaces::head_number(std::size_t offset, std::size_t octets) const noexcept {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < octets; ++i) {
    const std::size_t from_high = big_endian_ ? i : octets - 1 - i;
    number = number << 8 | head_[offset + from_high];
  }
  return number;
}

void PcapngInterfaces::take_head() {
  const std::uint32_t type = head_number(0, 4);
  if (type == kSection) {
    big_endian_ = std::equal(kBigEndian.begin(), kBigEndian.end(), head_.begin() + kByteOrder);
    interfaces_.clear();
    snapshot_ = 0;
  }
  block_length_ = head_number(4, 4);
  lost_ = block_length_ < position_;
  if (lost_) return;
  if (type == kInterface) take_interface();
  if (type == kSimplePacket) take_packet(0);
  if (type == kPacket) take_packet(head_number(kPacketInterface, 2));
  if (type == kEnhancedPacket) take_packet(head_number(kPacketInterface, 4));
}

void PcapngInterfaces::take_interface() {
  const std::uint32_t type = head_number(kLinkType, 2);
  if (!first_link_type_) first_link_type_ = type;
  if (interfaces_.empty()) snapshot_ = head_number(kSnapshot, 4);
  if (interfaces_.size() < kInterfacesMax) {
    interfaces_.push_back(static_cast<std::uint16_t>(type));
  }
}

void PcapngInterfaces::take_packet(std::size_t interface) {
  ahead_.push_back(interface < interfaces_.size() ? std::optional{interfaces_[interface]}
                                                  : std::nullopt);
}

// Whether a simple packet was cut to the limit. Told by the block's length, for the packet's own
// length has not passed yet; where padding leaves a doubt of three octets, the limit is taken.
bool PcapngInterfaces::simple_packet_is_cut() const noexcept {
  const std::uint64_t padded = (std::uint64_t{snapshot_} + 3) / 4 * 4;
  return snapshot_ != 0 && head_number(4, 4) == padded + kSimplePacketFrame;
}

// One octet of a field that libpcap has to see otherwise.
void PcapngInterfaces::alter(std::uint8_t& octet) const noexcept {
  if (position_ < kTypeAndLength) return;
  const auto put = [&](std::uint32_t number, std::size_t begin, std::size_t end) {
    if (position_ < begin || position_ >= end) return;
    const auto at = static_cast<std::size_t>(position_);
    const std::size_t from_low = big_endian_ ? end - 1 - at : at - begin;
    octet = static_cast<std::uint8_t>(number >> (8 * from_low));
  };
  const std::uint32_t type = head_number(0, 4);
  if (type == kInterface) {
    put(0, kSnapshot, kSnapshotEnd);
    if (first_link_type_) put(*first_link_type_, kLinkType, kLinkTypeEnd);
  }
  if (type == kSimplePacket && simple_packet_is_cut()) put(snapshot_, kWireLength, kWireLengthEnd);
}

}  // namespace celltally
