#include "decode/frame.hpp"

#include "decode/ip_header.hpp"
#include "decode/link_layer.hpp"
#include "decode/plain_sctp.hpp"
#include "decode/tunnel.hpp"
#include "decode/udp_header.hpp"

namespace celltally {
namespace {

using End = std::optional<PacketOutcome>;

constexpr int kTunnelsMax = 3;

// A packet that begins with the GTP-C header: nothing says who sent it.
void take_bare_gtp_c(const Packet& packet, Datagram& datagram) noexcept {
  datagram = {};
  datagram.source_port = datagram.destination_port = udp_port::kGtpC;
  datagram.payload = packet.bytes;
  datagram.cut = packet.wire_length > packet.bytes.size();
}

}  // namespace

PacketOutcome FrameReader::read_any(const Packet& packet, Datagram& datagram) noexcept {
  sctp_.begin_packet(packet.at);
  tcp_.begin_packet(packet.at);
  IpPacket plain;
  if (read_plain_sctp(packet, plain)) return sctp_.read(plain, packet.at);
  if (packet.link != LinkType::gtp_c) return read_layers(packet, datagram);
  take_bare_gtp_c(packet, datagram);
  return PacketOutcome::signalling;
}

// One round for each packet inside another; a pseudowire counts as a tunnel.
PacketOutcome FrameReader::read_layers(const Packet& packet, Datagram& datagram) noexcept {
  LinkPayload layer;
  if (const End end = open_link(packet, layer)) return *end;
  for (int tunnels = 0; tunnels <= kTunnelsMax; ++tunnels) {
    if (const End end = open_frame(layer)) return *end;
    if (layer.type == EtherType::ethernet) continue;
    IpPacket ip;
    if (const End end = read_ip(layer, ip)) return *end;
    if (ip.protocol == ip_protocol::kUdp) {
      if (const End end = read_udp(ip, packet.at, datagram)) return *end;
      const UdpPurpose purpose = udp_purpose(datagram.source_port, datagram.destination_port);
      if (purpose == UdpPurpose::other &&
          is_sctp_over_udp(datagram.source_port, datagram.destination_port)) {
        return read_sctp_over_udp(datagram, packet.at);
      }
      if (purpose != UdpPurpose::tunnel) return PacketOutcome::signalling;
      if (const End end = open_udp_tunnel(datagram, layer)) return *end;
    } else if (ip.protocol == ip_protocol::kSctp) {
      return read_sctp(ip, packet.at);
    } else if (ip.protocol == ip_protocol::kTcp) {
      // TCP makes its segments small enough itself: a fragment is not worth waiting for the rest.
      return ip.fragment ? PacketOutcome::other_traffic : tcp_.read(ip, packet.at);
    } else if (const End end = open_ip_tunnel(ip, layer)) {
      return *end;
    }
  }
  return PacketOutcome::tunnel_too_deep;
}

// SCTP is to fragment its messages itself (RFC 9260 6.9), but does not always know how small.
PacketOutcome FrameReader::read_sctp(IpPacket& ip, Timestamp at) noexcept {
  if (ip.fragment) {
    if (const End end = join_fragments(ip, at)) return *end;
  }
  return sctp_.read(ip, at);
}

PacketOutcome FrameReader::read_sctp_over_udp(const Datagram& datagram, Timestamp at) noexcept {
  IpPacket ip;
  ip.source = datagram.source;
  ip.destination = datagram.destination;
  ip.payload = datagram.payload;
  ip.protocol = ip_protocol::kSctp;
  ip.cut = datagram.cut;
  return sctp_.read(ip, at);
}

End FrameReader::read_udp(IpPacket& ip, Timestamp at, Datagram& datagram) noexcept {
  if (ip.fragment) {
    if (const End end = join_fragments(ip, at)) return end;
  }
  return read_udp_header(ip, datagram);
}

// Goes on with `ip` where the fragment is the last missing one, or is worth reading alone.
End FrameReader::join_fragments(IpPacket& ip, Timestamp at) noexcept {
  if (ip.offset == 0) {
    const End end = sort_first_fragment(ip, at);
    if (end || !ip.fragment) return end;
  }
  IpPacket whole;
  const PacketOutcome outcome = reassembler_.add(ip, at, whole);
  if (outcome != PacketOutcome::signalling) return outcome;
  ip = whole;
  return {};
}

// The ports are in the first fragment only: they decide for the others. What is read alone, as a
// packet cut short, is `fragment` no more.
End FrameReader::sort_first_fragment(IpPacket& ip, Timestamp at) noexcept {
  const auto purpose =
      ip.protocol == ip_protocol::kSctp ? UdpPurpose::signalling : read_udp_purpose(ip);
  if (!purpose) {
    reassembler_.drop(ip, PacketOutcome::truncated_udp, at);
    return PacketOutcome::truncated_udp;
  }
  switch (*purpose) {
    case UdpPurpose::user_plane:
      reassembler_.drop(ip, PacketOutcome::user_plane, at);
      return PacketOutcome::user_plane;
    case UdpPurpose::encrypted:
      reassembler_.drop(ip, PacketOutcome::encrypted, at);
      return PacketOutcome::encrypted;
    case UdpPurpose::other:
      reassembler_.drop(ip, PacketOutcome::other_traffic, at);
      return PacketOutcome::other_traffic;
    case UdpPurpose::tunnel:
      // Most tunnelled packets are user plane, and putting them together to see so costs more than
      // the tail of a rare large message is worth.
      reassembler_.drop(ip, PacketOutcome::other_traffic, at);
      break;
    case UdpPurpose::signalling:
      if (!ip.cut) return {};
      reassembler_.drop(ip, PacketOutcome::fragment_refused, at);
      break;
  }
  ip.fragment = false;
  ip.cut = true;
  return {};
}

}  // namespace celltally
