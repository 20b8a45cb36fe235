// tcp_messages FILE: the messages of TCP streams in a capture, one a line: frame, protocol,
// octets in hexadecimal. For tcp_conformance.py, which compares them with tshark's and shows none
// of them.

#include <array>
#include <cstdio>
#include <string>

#include "capture/pcap_files.hpp"
#include "decode/frame.hpp"

using namespace celltally;

namespace {

void print(const Packet& packet, const TcpMessage& message) {
  std::printf("%llu %s ", static_cast<unsigned long long>(packet.frame),
              message.protocol == TcpProtocol::sip ? "sip" : "diameter");
  for (const std::uint8_t octet : message.payload) std::printf("%02x", octet);
  std::printf("\n");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::array<std::string, 1> paths{arguments[1]};
  PcapFiles files{paths, {}};
  FrameReader reader{{}};
  std::array<Packet, 32> room;
  while (!files.finished()) {
    for (const Packet& packet : files.poll(room)) {
      Datagram datagram;
      if (reader.read(packet, datagram) != PacketOutcome::tcp_signalling) continue;
      for (const TcpMessage& message : reader.tcp().messages()) print(packet, message);
    }
  }
  const TcpTransport::Counters& counters = reader.tcp().counters();
  std::fprintf(stderr, "%llu segments, %llu copies, %llu refused, %llu waits, %llu holes\n",
               static_cast<unsigned long long>(counters.segments),
               static_cast<unsigned long long>(counters.copies),
               static_cast<unsigned long long>(counters.refused),
               static_cast<unsigned long long>(counters.waits),
               static_cast<unsigned long long>(counters.holes));
  return 0;
}
