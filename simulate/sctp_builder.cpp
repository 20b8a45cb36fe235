#include "simulate/sctp_builder.hpp"

#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally::sctp {
namespace {

constexpr std::size_t kChecksumAt = 8;

std::uint8_t flags_of(const Piece& piece) {
  return static_cast<std::uint8_t>((piece.last ? 1 : 0) | (piece.first ? 2 : 0) |
                                   (piece.unordered ? 4 : 0));
}

Octets beginning(std::uint8_t type, std::uint32_t tag, std::uint32_t first_tsn) {
  OctetWriter writer;
  writer.u32(tag).u32(65535).u16(10).u16(10).u32(first_tsn);
  return chunk(type, 0, writer.written());
}

}  // namespace

Octets chunk(std::uint8_t type, std::uint8_t flags, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u8(type).u8(flags).u16(static_cast<std::uint32_t>(4 + value.size())).octets(value);
  while (writer.size() % 4 != 0) writer.u8(0);
  return std::move(writer).take();
}

Octets data(const Piece& piece, std::span<const std::uint8_t> payload) {
  OctetWriter writer;
  writer.u32(piece.tsn).u16(piece.stream).u16(piece.number).u32(piece.ppid).octets(payload);
  return chunk(0, flags_of(piece), writer.written());
}

Octets i_data(const Piece& piece, std::span<const std::uint8_t> payload) {
  OctetWriter writer;
  writer.u32(piece.tsn).u16(piece.stream).u16(0).u32(piece.number);
  writer.u32(piece.first ? piece.ppid : piece.fsn).octets(payload);
  return chunk(64, flags_of(piece), writer.written());
}

Octets init(std::uint32_t tag, std::uint32_t first_tsn) {
  return beginning(1, tag, first_tsn);
}

Octets init_ack(std::uint32_t tag, std::uint32_t first_tsn) {
  return beginning(2, tag, first_tsn);
}

Octets sack(std::uint32_t tsn) {
  OctetWriter writer;
  writer.u32(tsn).u32(65535).u16(0).u16(0);
  return chunk(3, 0, writer.written());
}

Octets abort(bool reflected_tag) {
  return chunk(6, reflected_tag ? 1 : 0, {});
}

Octets shutdown_complete(bool reflected_tag) {
  return chunk(14, reflected_tag ? 1 : 0, {});
}

Octets packet(const Direction& direction, std::initializer_list<Octets> chunks) {
  return packet(direction, std::span{chunks.begin(), chunks.size()});
}

Octets packet(const Direction& direction, std::span<const Octets> chunks) {
  OctetWriter writer;
  writer.u16(direction.source_port).u16(direction.destination_port).u32(direction.tag).u32(0);
  for (const Octets& each : chunks) writer.octets(each);
  const std::uint32_t sum = crc32c(writer.written());
  writer.set_u16(kChecksumAt, (sum & 0xff) << 8 | (sum >> 8 & 0xff));
  writer.set_u16(kChecksumAt + 2, (sum >> 16 & 0xff) << 8 | sum >> 24);
  return std::move(writer).take();
}

std::uint32_t crc32c(std::span<const std::uint8_t> octets) {
  constexpr std::uint32_t kPolynomial = 0x82f63b78;  // 0x1edc6f41, lowest bit first
  std::uint32_t state = 0xffffffff;
  for (const std::uint8_t octet : octets) {
    state ^= octet;
    for (int bit = 0; bit < 8; ++bit) state = state >> 1 ^ ((state & 1) != 0 ? kPolynomial : 0);
  }
  return ~state;
}

}  // namespace celltally::sctp
