// A tap interface of the kernel's: the one driver without a card that has receive interrupts.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "capture/dpdk/queue_interrupt.hpp"
#include "tests/capture/veth_pair.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::in_child;
using testing::numbered_frame;

constexpr std::uint32_t kMostMs = 1000;
constexpr int kTriesMost = 10'000;

std::unique_ptr<DpdkPort> open_tap(DpdkRuntime& runtime) {
  auto port = DpdkPort::open(runtime, {.device = "net_tap0,iface=tap9"});
  if (!port) testing::skip_child(port.error());
  testing::run("ip link set tap9 up");
  return std::move(*port);
}

TEST(NetTap, ASleepingThreadIsWokenByAPacket) {
  in_child([] {
    testing::enter_network_namespace();
    const auto runtime = testing::start_small();
    const auto port = open_tap(*runtime);
    ASSERT_TRUE(port->offers_interrupts());
    const testing::FrameSender sender{"tap9"};
    DpdkQueue& queue = port->queue(0);
    std::atomic<int> received{0};
    std::atomic<int> woken{0};
    std::thread worker{[&] {
      const QueueInterrupt interrupt{queue};
      EXPECT_TRUE(interrupt.offered());
      std::array<Packet, 32> room;
      while (woken == 0 || received == 0) {
        received += static_cast<int>(queue.poll(room).size());
        woken += interrupt.wait(kMostMs) ? 1 : 0;
      }
    }};
    // A packet between a poll and the wait after it may go unnoticed until the next one.
    for (int tries = 0; tries < kTriesMost && (woken == 0 || received == 0); ++tries) {
      EXPECT_TRUE(sender.send(numbered_frame(1)));
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    EXPECT_GT(woken, 0);
    if (woken == 0) std::_Exit(1);
    worker.join();
  });
}

TEST(NetTap, OthersOfferNoInterrupts) {
  in_child([] {
    const testing::VethPair veth;
    const auto runtime = testing::start_small();
    for (const char* device : {"net_null0", "net_ring0", "net_af_packet0,iface=near"}) {
      const auto port = testing::open_port(*runtime, {.device = device, .descriptors = 64});
      EXPECT_FALSE(port->offers_interrupts()) << device;
      EXPECT_FALSE(QueueInterrupt{port->queue(0)}.offered()) << device;
    }
  });
}

}  // namespace
}  // namespace celltally
