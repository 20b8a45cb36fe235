#include "decode/packet_outcome.hpp"

namespace celltally {

std::string_view to_text(PacketOutcome outcome) noexcept {
  switch (outcome) {
    case PacketOutcome::signalling: return "signalling";
    case PacketOutcome::user_plane: return "user plane";
    case PacketOutcome::other_traffic: return "other traffic";
    case PacketOutcome::fragment_held: return "fragment held";
    case PacketOutcome::sctp_signalling: return "SCTP signalling";
    case PacketOutcome::sctp_unknown: return "SCTP, unknown payload";
    case PacketOutcome::sctp_held: return "SCTP fragment held";
    case PacketOutcome::sctp_control: return "SCTP control";
    case PacketOutcome::tcp_signalling: return "TCP signalling";
    case PacketOutcome::tcp_unknown: return "TCP, no message";
    case PacketOutcome::tcp_held: return "TCP octets held";
    case PacketOutcome::tcp_control: return "TCP control";
    case PacketOutcome::unsupported_link: return "unsupported link";
    case PacketOutcome::truncated_link: return "truncated link";
    case PacketOutcome::truncated_ip: return "truncated IP";
    case PacketOutcome::truncated_udp: return "truncated UDP";
    case PacketOutcome::bad_ip: return "bad IP";
    case PacketOutcome::bad_udp: return "bad UDP";
    case PacketOutcome::truncated_sctp: return "truncated SCTP";
    case PacketOutcome::bad_sctp: return "bad SCTP";
    case PacketOutcome::truncated_tcp: return "truncated TCP";
    case PacketOutcome::bad_tcp: return "bad TCP";
    case PacketOutcome::encrypted: return "encrypted";
    case PacketOutcome::tunnel_too_deep: return "tunnel too deep";
    case PacketOutcome::fragment_refused: return "fragment refused";
    case PacketOutcome::gtp_prime: return "GTP prime";
    case PacketOutcome::bad_gtp_header: return "bad GTP header";
    case PacketOutcome::truncated_gtp_header: return "truncated GTP header";
    case PacketOutcome::bad_message: return "bad message";
  }
  return "";
}

}  // namespace celltally
