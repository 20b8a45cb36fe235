// sctp_messages FILE: the user messages of SCTP in a capture, one a line: frame, payload protocol
// identifier, octets in hexadecimal. For sctp_conformance.py, which compares them with tshark's and
// shows none of them.

#include <array>
#include <cstdio>
#include <string>

#include "capture/pcap_files.hpp"
#include "decode/frame.hpp"

using namespace celltally;

namespace {

void print(const Packet& packet, const SctpMessage& message) {
  std::printf("%llu %lu ", static_cast<unsigned long long>(packet.frame),
              static_cast<unsigned long>(message.ppid));
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
      const PacketOutcome outcome = reader.read(packet, datagram);
      if (outcome != PacketOutcome::sctp_signalling && outcome != PacketOutcome::sctp_unknown) {
        continue;
      }
      for (const SctpMessage& message : reader.sctp().messages()) print(packet, message);
    }
  }
  const SctpTransport::Counters& counters = reader.sctp().counters();
  std::fprintf(stderr, "%llu chunks, %llu copies, %llu outside, %llu refused, %llu put together\n",
               static_cast<unsigned long long>(counters.chunks),
               static_cast<unsigned long long>(counters.copies),
               static_cast<unsigned long long>(counters.outside),
               static_cast<unsigned long long>(counters.refused),
               static_cast<unsigned long long>(reader.sctp().fragments().messages));
  return 0;
}
