#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

#include "simulate/octets.hpp"

// Builders of SCTP packets (RFC 9260, RFC 8260) with right lengths, padding and checksum: each
// chunk is a function, a packet is a list of them.
//
//   packet({}, {sack(9), data({.tsn = 7}, octets)})
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong packets can be built.
namespace celltally::sctp {

// Whose packet it is: one direction of an association.
struct Direction {
  std::uint16_t source_port = 40000;
  std::uint16_t destination_port = 36412;
  std::uint32_t tag = 0x11111111;
};

// What stands in the header of a DATA or I-DATA chunk: a whole message unless told otherwise.
struct Piece {
  std::uint32_t tsn = 1;
  std::uint16_t stream = 0;
  std::uint32_t number = 0;  // SSN, or MID
  std::uint32_t fsn = 0;     // I-DATA, not in the first fragment
  std::uint32_t ppid = 18;
  bool first = true;
  bool last = true;
  bool unordered = false;
};

// One chunk, padded to a multiple of four octets.
Octets chunk(std::uint8_t type, std::uint8_t flags, std::span<const std::uint8_t> value);
Octets data(const Piece& piece, std::span<const std::uint8_t> payload);
Octets i_data(const Piece& piece, std::span<const std::uint8_t> payload);
Octets init(std::uint32_t tag, std::uint32_t first_tsn);
Octets init_ack(std::uint32_t tag, std::uint32_t first_tsn);
Octets sack(std::uint32_t tsn);
Octets abort(bool reflected_tag = false);
Octets shutdown_complete(bool reflected_tag = false);

// An SCTP packet, to go into IP by frame_builder or into a UDP datagram.
Octets packet(const Direction& direction, std::initializer_list<Octets> chunks);
Octets packet(const Direction& direction, std::span<const Octets> chunks);

// The checksum of SCTP (RFC 9260 appendix A), as a number whose lowest octet is sent first.
std::uint32_t crc32c(std::span<const std::uint8_t> octets);

}  // namespace celltally::sctp
