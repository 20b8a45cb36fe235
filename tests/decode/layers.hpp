#pragma once

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "capture/packet.hpp"
#include "decode/frame.hpp"
#include "simulate/octets.hpp"

// Layers of a packet with any wrongness that a test wants, put one into another by hand; the
// payload is always the last argument but for lengths. Made apart from simulate/, whose packets are
// right.
namespace celltally::layers {

// For readers that are made in a loop: the usual room takes longer to clear than a packet to read.
inline constexpr FrameReader::Limits kSmall{
    .reassembly = {.datagrams_max = 4},
    .sctp = {.directions_max = 4, .fragments = {.fragments_max = 8}},
    .tcp = {.directions_max = 4, .backlog = {.streams_max = 2, .octets_max = 4096}}};

inline Octets hex(std::string_view digits) {
  Octets octets;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    std::uint8_t octet = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, octet, 16);
    octets.push_back(octet);
  }
  return octets;
}

inline Octets join(std::initializer_list<Octets> parts) {
  Octets whole;
  for (const Octets& part : parts) whole.insert(whole.end(), part.begin(), part.end());
  return whole;
}

inline Octets be16(std::size_t value) {
  return {static_cast<std::uint8_t>(value >> 8 & 0xff), static_cast<std::uint8_t>(value & 0xff)};
}

inline Octets be32(std::size_t value) {
  return join({be16(value >> 16), be16(value)});
}

inline Octets zeroes(std::size_t count) {
  return Octets(count);
}

inline Octets first(const Octets& octets, std::size_t count) {
  return {octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(count)};
}

inline Octets ethernet_frame(std::uint16_t type, const Octets& payload) {
  return join({hex("020000000002020000000001"), be16(type), payload});
}

struct Ipv4Shape {
  std::uint8_t protocol = 17;
  std::uint16_t id = 1;
  std::uint16_t fragment = 0;  // flags and offset as on the wire
  std::uint16_t options = 0;   // octets, a multiple of 4
  int total = -1;              // -1: the right one
  std::uint8_t sender = 1;     // the last octet of the source
};

// From 10.1.1.`sender` to 10.2.2.2.
inline Octets ipv4(const Ipv4Shape& shape, const Octets& payload) {
  const std::size_t header = 20u + shape.options;
  const std::size_t total =
      shape.total < 0 ? header + payload.size() : static_cast<std::size_t>(shape.total);
  return join({{static_cast<std::uint8_t>(0x40 | header / 4), 0},
               be16(total),
               be16(shape.id),
               be16(shape.fragment),
               {64, shape.protocol, 0, 0},
               {10, 1, 1, shape.sender},
               {10, 2, 2, 2},
               Octets(shape.options, 1),
               payload});
}

// From 2001:db8::1 to 2001:db8::2; `length` -1 is the right one.
inline Octets ipv6(std::uint8_t next_header, const Octets& payload, int length = -1) {
  const std::size_t size = length < 0 ? payload.size() : static_cast<std::size_t>(length);
  return join({hex("60000000"),
               be16(size),
               {next_header, 64},
               hex("20010db8000000000000000000000001"),
               hex("20010db8000000000000000000000002"),
               payload});
}

// `where`: offset and M flag as on the wire.
inline Octets ipv6_fragment(std::uint16_t where, std::uint32_t id, const Octets& payload) {
  return ipv6(44, join({{17, 0}, be16(where), be32(id), payload}));
}

// `length` -1 is the right one.
inline Octets udp(std::uint16_t source, std::uint16_t destination, const Octets& payload,
                  int length = -1) {
  const std::size_t size = length < 0 ? payload.size() + 8 : static_cast<std::size_t>(length);
  return join({be16(source), be16(destination), be16(size), zeroes(2), payload});
}

// Release Access Bearers Request, message type 170: 12 octets.
inline Octets release_access_bearers() {
  return hex("48aa00085151000100012500");
}

inline Octets signalling_udp() {
  return udp(2123, 2123, release_access_bearers());
}
inline Octets signalling_ip() {
  return ipv4({}, signalling_udp());
}
inline Octets signalling_frame() {
  return ethernet_frame(0x0800, signalling_ip());
}
inline Octets user_plane_udp() {
  return udp(2152, 2152, hex("30ff000400000001deadbeef"));
}

// Borrows the bytes; on the wire there were as many.
inline Packet packet_of(Octets& bytes, LinkType link = LinkType::ethernet) {
  Packet packet;
  packet.bytes = bytes;
  packet.frame = 1;
  packet.wire_length = static_cast<std::uint32_t>(bytes.size());
  packet.link = link;
  return packet;
}

// Numbers that look random and are the same on every machine (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // 0 to sides - 1.
  std::uint32_t roll(std::size_t sides) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t word = state_;
    word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
    word = (word ^ word >> 27) * 0x94d049bb133111eb;
    return static_cast<std::uint32_t>((word ^ word >> 31) % sides);
  }

 private:
  std::uint64_t state_;
};

// With one to four octets changed, and now and then without its end.
inline Octets mutated(const Octets& bytes, Dice& dice) {
  Octets result = dice.roll(4) == 0 ? first(bytes, dice.roll(bytes.size() + 1)) : bytes;
  result.shrink_to_fit();  // so that a read beyond the end is one beyond the memory
  for (std::uint32_t i = dice.roll(4) + 1; i != 0 && !result.empty(); --i) {
    result[dice.roll(result.size())] = static_cast<std::uint8_t>(dice.roll(256));
  }
  return result;
}

}  // namespace celltally::layers
