// net_af_xdp on a wire that the test makes, where the kernel lets it.

#include <gtest/gtest.h>

#include "tests/capture/veth_pair.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::numbered_frame;

TEST(NetAfXdp, GivesTheFramesOfTheWire) {
  testing::in_child([] {
    const testing::VethPair veth;
    const auto runtime = testing::start_small();
    const auto port = DpdkPort::open(*runtime, {.device = "net_af_xdp0,iface=near"});
    if (!port) testing::skip_child(port.error());
    std::vector<std::vector<std::uint8_t>> sent;
    for (std::uint32_t i = 0; i < 500; ++i) {
      sent.push_back(numbered_frame(i, 60 + i % 1400));
      ASSERT_TRUE(veth.send(sent.back()));
    }
    // The kernel hands frames over when it gets to it.
    std::vector<testing::KeptPacket> packets;
    while (packets.size() + (*port)->counters().interface_dropped < sent.size()) {
      for (auto& packet : testing::read_waiting((*port)->queue(0))) {
        packets.push_back(std::move(packet));
      }
    }
    ASSERT_EQ(packets.size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i) EXPECT_TRUE(packets[i].bytes == sent[i]) << i;
  });
}

}  // namespace
}  // namespace celltally
