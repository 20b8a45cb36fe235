#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace celltally::testing {

// A capture file in memory, written octet by octet as the formats' specifications have it, so that
// libpcap is not tested against itself.
// pcap: draft-ietf-opsawg-pcap. pcapng: draft-ietf-opsawg-pcapng.
class CaptureBytes {
 public:
  enum class Order : std::uint8_t { little, big };

  static constexpr std::uint32_t kMicroseconds = 0xa1b2c3d4;
  static constexpr std::uint32_t kNanoseconds = 0xa1b23c4d;
  static constexpr std::uint32_t kModified = 0xa1b2cd34;  // Kuznetzov's: 24 octets before a packet

  CaptureBytes() = default;
  explicit CaptureBytes(Order order) : order_(order) {}

  CaptureBytes& u16(std::uint32_t value) { return number(value, 2); }
  CaptureBytes& u32(std::uint32_t value) { return number(value, 4); }
  CaptureBytes& text(std::string_view text) {
    octets_.insert(octets_.end(), text.begin(), text.end());
    return *this;
  }
  CaptureBytes& fill(std::size_t count, std::uint8_t octet) {
    octets_.insert(octets_.end(), count, octet);
    return *this;
  }

  CaptureBytes& pcap(std::uint32_t link_type = 1, std::uint32_t magic = kMicroseconds,
                     std::uint32_t snapshot = 262144) {
    u32(magic).u16(2).u16(4).u32(0).u32(0).u32(snapshot).u32(link_type);
    return *this;
  }

  // `fraction` in the unit of the file's magic.
  CaptureBytes& packet(std::uint32_t seconds, std::uint32_t fraction, std::size_t length = 60,
                       std::uint8_t octet = 0xee) {
    const auto size = static_cast<std::uint32_t>(length);
    return u32(seconds).u32(fraction).u32(size).u32(size).fill(length, octet);
  }

  CaptureBytes& modified_packet(std::uint32_t seconds, std::uint32_t fraction, std::size_t length) {
    const auto size = static_cast<std::uint32_t>(length);
    u32(seconds).u32(fraction).u32(size).u32(size);
    return u32(2).u16(0x0800).u16(0).fill(length, 0xee);
  }

  CaptureBytes& section() {
    return block(0x0a0d0d0a, [this] { u32(0x1a2b3c4d).u16(1).u16(0).fill(8, 0xff); });
  }

  CaptureBytes& interface(std::uint32_t link_type, std::uint32_t snapshot = 0) {
    return block(1, [&] { u16(link_type).u16(0).u32(snapshot); });
  }

  CaptureBytes& enhanced_packet(std::uint32_t interface, std::uint32_t microseconds,
                                std::size_t length, std::uint8_t octet = 0xee) {
    const auto size = static_cast<std::uint32_t>(length);
    return block(6, [&] {
      u32(interface).u32(0).u32(microseconds).u32(size).u32(size).fill(length, octet);
    });
  }

  CaptureBytes& old_packet(std::uint32_t interface, std::uint32_t microseconds,
                           std::size_t length) {
    const auto size = static_cast<std::uint32_t>(length);
    return block(2, [&] {
      u16(interface).u16(0).u32(0).u32(microseconds).u32(size).u32(size).fill(length, 0xee);
    });
  }

  CaptureBytes& simple_packet(std::size_t wire_length, std::size_t captured) {
    return block(3, [&] { u32(static_cast<std::uint32_t>(wire_length)).fill(captured, 0xee); });
  }

  // Any pcapng block: `body` writes what is between the lengths.
  template <typename Body>
  CaptureBytes& block(std::uint32_t type, const Body& body) {
    u32(type);
    const std::size_t length_at = octets_.size();
    u32(0);
    body();
    while (octets_.size() % 4 != 0) octets_.push_back(0);
    const auto length = static_cast<std::uint32_t>(octets_.size() - length_at + 8);
    CaptureBytes encoded{order_};
    encoded.u32(length);
    for (std::size_t i = 0; i < 4; ++i) octets_[length_at + i] = encoded.octets_[i];
    return u32(length);
  }

  CaptureBytes& cut(std::size_t size) {
    octets_.resize(size);
    return *this;
  }

  std::size_t size() const { return octets_.size(); }
  const std::vector<std::uint8_t>& octets() const { return octets_; }

 private:
  CaptureBytes& number(std::uint32_t value, std::size_t octets) {
    for (std::size_t i = 0; i < octets; ++i) {
      const std::size_t from_low = order_ == Order::little ? i : octets - 1 - i;
      octets_.push_back(static_cast<std::uint8_t>(value >> (8 * from_low)));
    }
    return *this;
  }

  Order order_ = Order::little;
  std::vector<std::uint8_t> octets_;
};

}  // namespace celltally::testing
