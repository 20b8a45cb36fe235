// A port that makes packets of nothing, without an end: frame numbers, the clock, counters.

#include <gtest/gtest.h>

#include <ctime>

#include "tests/capture/in_child.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::in_child;

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

TEST(NetNull, PacketsOfABurstHaveOneTimeOfTheMachinesClock) {
  in_child([] {
    const auto runtime = testing::start_small();
    const auto port = testing::open_port(*runtime, {.device = "net_null0,size=100"});
    std::array<Packet, 32> room;
    std::uint64_t frame = 0;
    for (int i = 0; i < 100; ++i) {
      const std::int64_t before = now_ns();
      const auto burst = port->queue(0).poll(room);
      const std::int64_t after = now_ns();
      ASSERT_EQ(burst.size(), 32U);
      for (const Packet& packet : burst) {
        EXPECT_EQ(packet.at, burst[0].at);
        EXPECT_GE(packet.at.ns, before);
        EXPECT_LE(packet.at.ns, after);
        EXPECT_EQ(packet.frame, ++frame);
        EXPECT_EQ(packet.bytes.size(), 100U);
        EXPECT_EQ(packet.link, LinkType::ethernet);
      }
    }
    EXPECT_FALSE(port->queue(0).finished());
    EXPECT_FALSE(port->exhausted());
    EXPECT_EQ(port->counters().packets, 3200U);
    EXPECT_EQ(port->counters().octets, 320'000U);
    EXPECT_EQ(port->buffers_in_use(), 32U);
    port->stop();
    EXPECT_EQ(port->buffers_in_use(), 0U);
    port->stop();
  });
}

TEST(NetNull, TellsItsDriverLinkAndOwnCounters) {
  in_child([] {
    const auto runtime = testing::start_small();
    const auto port = testing::open_port(*runtime, {.device = "net_null0"});
    EXPECT_EQ(port->name(), "net_null0");
    EXPECT_EQ(port->driver(), "net_null");
    EXPECT_EQ(port->descriptors(), 1024);
    EXPECT_TRUE(port->notes().empty());
    EXPECT_EQ(port->link().state, PortLink::State::up);
    EXPECT_EQ(port->link().reason, "");
    std::array<Packet, 32> room;
    port->queue(0).poll(room);
    const auto counters = port->driver_counters();
    const auto good = std::find_if(counters.begin(), counters.end(), [](const auto& counter) {
      return counter.name == "rx_good_packets";
    });
    ASSERT_NE(good, counters.end());
    EXPECT_EQ(good->value, 32U);
  });
}

TEST(NetNull, HasAQueueForEachWorker) {
  in_child([] {
    const auto runtime = testing::start_small();
    const auto port = testing::open_port(
        *runtime, {.device = "net_null0", .queues = 4, .descriptors = 64, .first_source = 2});
    ASSERT_EQ(port->queues(), 4U);
    std::array<Packet, 32> room;
    for (std::size_t queue = 0; queue < 4; ++queue) {
      const auto burst = port->queue(queue).poll(room);
      ASSERT_FALSE(burst.empty());
      EXPECT_EQ(burst[0].source, 2 + queue);
      EXPECT_EQ(burst[0].frame, 1U);
    }
  });
}

}  // namespace
}  // namespace celltally
