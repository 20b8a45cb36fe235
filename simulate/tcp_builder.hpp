#pragma once

#include <cstdint>
#include <span>

#include "simulate/octets.hpp"

// Builders of TCP segments (RFC 9293 3.1), to go into IP by frame_builder, which puts the checksum
// in. Independent of the product's decoder on purpose. Nothing is checked: wrong segments can be
// built.
namespace celltally::tcp {

inline constexpr std::uint8_t kFin = 0x01;
inline constexpr std::uint8_t kSyn = 0x02;
inline constexpr std::uint8_t kRst = 0x04;
inline constexpr std::uint8_t kPsh = 0x08;
inline constexpr std::uint8_t kAck = 0x10;

struct Header {
  std::uint16_t source_port = 40000;
  std::uint16_t destination_port = 5060;
  std::uint32_t sequence = 0;
  std::uint8_t flags = kAck;
  std::uint8_t option_words = 0;  // of no-operation
};

Octets segment(const Header& header, std::span<const std::uint8_t> payload);

}  // namespace celltally::tcp
