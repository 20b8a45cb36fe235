#include "simulate/tcp_builder.hpp"

#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally::tcp {

Octets segment(const Header& header, std::span<const std::uint8_t> payload) {
  constexpr std::uint32_t kHeaderWords = 5;
  constexpr std::uint32_t kNoOperations = 0x01010101;
  OctetWriter writer;
  writer.u16(header.source_port).u16(header.destination_port).u32(header.sequence).u32(0);
  writer.u8((kHeaderWords + header.option_words) << 4 & 0xff).u8(header.flags).u16(65535);
  writer.u32(0);  // checksum, urgent pointer
  for (std::uint8_t i = 0; i < header.option_words; ++i) writer.u32(kNoOperations);
  return std::move(writer.octets(payload)).take();
}

}  // namespace celltally::tcp
