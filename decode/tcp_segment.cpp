#include "decode/tcp_segment.hpp"

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

constexpr std::size_t kHeader = 20;

}  // namespace

TcpProtocol read_tcp_protocol(const IpPacket& ip) noexcept {
  ByteCursor cursor{ip.payload};
  const std::uint16_t source = cursor.u16();
  const std::uint16_t destination = cursor.u16();
  return cursor.ok() ? tcp_protocol(source, destination) : TcpProtocol::none;
}

std::optional<PacketOutcome> read_tcp_segment(const IpPacket& ip, TcpSegment& segment) noexcept {
  constexpr unsigned kSyn = 0x02;
  constexpr unsigned kRst = 0x04;
  ByteCursor cursor{ip.payload};
  segment.source_port = cursor.u16();
  segment.destination_port = cursor.u16();
  segment.sequence = cursor.u32();
  cursor.skip(4);  // acknowledgement
  const std::size_t header = std::size_t{cursor.u8()} / 16 * 4;
  const unsigned flags = cursor.u8();
  cursor.skip(6);  // window, checksum, urgent pointer
  if (!cursor.ok()) return PacketOutcome::truncated_tcp;
  if (header < kHeader) return PacketOutcome::bad_tcp;
  cursor.skip(header - kHeader);
  if (!cursor.ok()) return ip.cut ? PacketOutcome::truncated_tcp : PacketOutcome::bad_tcp;
  segment.syn = (flags & kSyn) != 0;
  segment.rst = (flags & kRst) != 0;
  if (segment.syn) ++segment.sequence;  // it takes a number of its own (3.4)
  segment.payload = ip.payload.last(cursor.size());
  segment.missing = ip.missing;
  segment.end_unknown = ip.cut && ip.missing == 0;
  return {};
}

}  // namespace celltally
