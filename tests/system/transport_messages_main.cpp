// transport_messages FILE: the messages that SCTP and TCP carry in a capture, one a line: "sctp"
// and the payload protocol identifier, or "tcp" and the protocol, and the octets in hexadecimal;
// and what the transports counted, a line for each on standard error. For sctp_conformance.py and
// tcp_conformance.py, which compare them with tshark's and show none of them.

#include <array>
#include <cstdio>
#include <span>
#include <string>

#include "capture/pcap_files.hpp"
#include "decode/frame.hpp"

using namespace celltally;

namespace {

void print(const std::string& what, std::span<const std::uint8_t> octets) {
  std::printf("%s ", what.c_str());
  for (const std::uint8_t octet : octets) std::printf("%02x", octet);
  std::printf("\n");
}

void print_messages(const FrameReader& reader, PacketOutcome outcome) {
  if (outcome == PacketOutcome::sctp_signalling || outcome == PacketOutcome::sctp_unknown) {
    for (const SctpMessage& message : reader.sctp().messages()) {
      print("sctp " + std::to_string(message.ppid), message.payload);
    }
  } else if (outcome == PacketOutcome::tcp_signalling) {
    for (const TcpMessage& message : reader.tcp().messages()) {
      print(message.protocol == TcpProtocol::sip ? "tcp sip" : "tcp diameter", message.payload);
    }
  }
}

void print_counters(const FrameReader& reader) {
  const auto number = [](auto value) { return static_cast<unsigned long long>(value); };
  const SctpTransport::Counters& sctp = reader.sctp().counters();
  const TcpTransport::Counters& tcp = reader.tcp().counters();
  (void)std::fprintf(
      stderr, "sctp %llu chunks, %llu copies, %llu outside, %llu refused, %llu put together\n",
      number(sctp.chunks), number(sctp.copies), number(sctp.outside), number(sctp.refused),
      number(reader.sctp().fragments().messages));
  (void)std::fprintf(stderr,
                     "tcp %llu segments, %llu copies, %llu refused, %llu waits, %llu holes\n",
                     number(tcp.segments), number(tcp.copies), number(tcp.refused),
                     number(tcp.waits), number(tcp.holes));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::array<std::string, 1> paths{arguments[1]};
  PcapFiles files{paths, {}};
  FrameReader reader;
  std::array<Packet, 32> room;
  while (!files.finished()) {
    for (const Packet& packet : files.poll(room)) {
      Datagram datagram;
      print_messages(reader, reader.read(packet, datagram));
    }
  }
  print_counters(reader);
  return 0;
}
