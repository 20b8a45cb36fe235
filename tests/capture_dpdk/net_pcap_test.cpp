// Capture files through DPDK's net_pcap: the same packets as through libpcap.

#include <gtest/gtest.h>

#include <array>

#include "capture/pcap_files.hpp"
#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/capture_dpdk/in_child.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using namespace testing;

std::vector<KeptPacket> read_port(DpdkPort& port, std::size_t queue = 0) {
  std::array<Packet, 32> room;
  std::vector<KeptPacket> kept;
  while (!port.exhausted()) {
    for (const Packet& packet : port.queue(queue).poll(room)) {
      kept.push_back({packet.at,
                      {packet.bytes.begin(), packet.bytes.end()},
                      packet.frame,
                      packet.wire_length,
                      packet.source,
                      packet.link});
    }
  }
  return kept;
}

// Packets of many lengths and contents.
std::string varied_capture(const TemporaryFolder& folder, std::uint32_t packets) {
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (std::uint32_t i = 0; i < packets; ++i) {
    bytes.packet(1'700'000'000 + i / 7, i * 977 % 1'000'000, 14 + i * 31 % 1500,
                 static_cast<std::uint8_t>(i));
  }
  return folder.file("varied.pcap", bytes.octets());
}

TEST(NetPcap, GivesWhatLibpcapGives) {
  in_child([] {
    const TemporaryFolder folder;
    const std::vector<std::string> paths{varied_capture(folder, 5000)};
    PcapFiles files{paths, LinkTypes{}};
    const auto expected = read_all(files);
    ASSERT_EQ(expected.size(), 5000U);

    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + paths[0]});
    EXPECT_EQ(read_port(*port), expected);
    EXPECT_EQ(port->counters().packets, 5000U);
    EXPECT_EQ(port->counters().lost(), 0U);
    port->stop();
    EXPECT_EQ(port->buffers_in_use(), 0U);
  });
}

}  // namespace
}  // namespace celltally
