// net_af_packet at one end of a wire that the test makes, in a network namespace of its own.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <limits>
#include <thread>

#include "capture/drain.hpp"
#include "capture/idle_backoff.hpp"
#include "tests/capture/veth_pair.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::in_child;
using testing::KeptPacket;
using testing::numbered_frame;
using testing::open_port;
using testing::read_waiting;
using testing::run;
using testing::start_small;
using testing::VethPair;

constexpr const char* kNear = "net_af_packet0,iface=near";

TEST(NetAfPacket, GivesTheFramesOfTheWire) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = kNear, .first_source = 4});
    std::vector<std::vector<std::uint8_t>> sent;
    for (std::uint32_t i = 0; i < 400; ++i) {
      sent.push_back(numbered_frame(i, 60 + i * 37 % 1455));
      if (i % 10 == 0) sent.back().insert(sent.back().begin() + 12, {0x81, 0x00, 0x00, 0x2a});
      ASSERT_TRUE(veth.send(sent.back()));
    }
    const auto packets = read_waiting(port->queue(0));
    ASSERT_EQ(packets.size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i) {
      EXPECT_TRUE(packets[i].bytes == sent[i]) << i;
      EXPECT_EQ(packets[i].frame, i + 1);
      EXPECT_EQ(packets[i].source, 4);
    }
    EXPECT_EQ(port->counters().lost(), 0U);
    EXPECT_EQ(port->counters().packets, 400U);
    EXPECT_TRUE(port->notes().empty());
    port->stop();
    EXPECT_EQ(port->buffers_in_use(), 0U);
  });
}

TEST(NetAfPacket, WhatWasSentIsReceivedOrDeclaredLost) {
  for (const char* ring : {"", ",framecnt=64,blocksz=4096"}) {
    in_child([ring] {
      const VethPair veth;
      const auto runtime = start_small();
      const auto port = open_port(*runtime, {.device = std::string{kNear} + ring});
      constexpr std::uint32_t kFrames = 5000;
      std::uint64_t received = 0;
      for (std::uint32_t i = 0; i < kFrames; ++i) {
        ASSERT_TRUE(veth.send(numbered_frame(i)));
        if (i % 1000 == 999) received += read_waiting(port->queue(0)).size();
        if (i == 2500) port->counters();  // asking must not lose what the kernel counted
      }
      received += read_waiting(port->queue(0)).size();
      const PortCounters counters = port->counters();
      EXPECT_GT(counters.kernel_dropped, 0U);
      EXPECT_EQ(received + counters.lost(), kFrames);
      EXPECT_EQ(counters.packets, received);
      port->stop();
      EXPECT_EQ(port->counters().kernel_dropped, counters.kernel_dropped);
    });
  }
}

// What a worker does: it rests when idle, and drains the ring when it is asked to stop.
std::uint64_t work(DpdkQueue& queue, const std::atomic<bool>& stop) {
  const bool cached = DpdkRuntime::register_thread();
  std::array<Packet, 32> room;
  IdleBackoff idle{512, 1'000'000};
  std::uint64_t received = 0;
  const auto poll = [&] {
    const std::size_t packets = queue.poll(room).size();
    received += packets;
    return packets;
  };
  while (!stop) take(idle.after(poll()));
  Drain drain{{.deadline_ns = std::numeric_limits<std::int64_t>::max()}};
  while (drain.goes_on(poll(), 0)) {
  }
  queue.release();
  if (cached) DpdkRuntime::unregister_thread();
  return received;
}

TEST(NetAfPacket, AStopUnderLoadLosesNothing) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = kNear});
    std::atomic<bool> stop{false};
    std::uint64_t received = 0;
    std::thread worker{[&] { received = work(port->queue(0), stop); }};
    constexpr std::uint32_t kFrames = 50'000;
    for (std::uint32_t i = 0; i < kFrames; ++i) {
      ASSERT_TRUE(veth.send(numbered_frame(i, 60 + i % 1400)));
      if (i % 5000 == 0) port->counters();
    }
    stop = true;
    worker.join();
    const PortCounters counters = port->counters();
    EXPECT_EQ(received + counters.lost(), kFrames);
    EXPECT_EQ(counters.packets, received);
    EXPECT_EQ(counters.driver_packets, received);
    port->stop();
    EXPECT_EQ(port->buffers_in_use(), 0U);
  });
}

TEST(NetAfPacket, HoldsAJumboFrame) {
  in_child([] {
    const VethPair veth{9000};
    const auto runtime = start_small();
    const auto port = open_port(
        *runtime, {.device = std::string{kNear} + ",framesz=16384,blocksz=65536,framecnt=64",
                   .descriptors = 256,
                   .frame_bytes_max = 16384});
    const auto frame = numbered_frame(9, 9014);
    ASSERT_TRUE(veth.send(frame));
    const auto packets = read_waiting(port->queue(0));
    ASSERT_EQ(packets.size(), 1U);
    EXPECT_TRUE(packets[0].bytes == frame);
    EXPECT_EQ(port->counters().maybe_cut, 0U);
    EXPECT_TRUE(port->notes().empty());
  });
}

TEST(NetAfPacket, CountsFramesThatMayHaveLostTheirEnd) {
  in_child([] {
    const VethPair veth{9000};
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = kNear});
    EXPECT_EQ(port->notes(),
              (std::vector<std::string>{
                  "frames of 1982 octets and more lose their end: give the device framesz and "
                  "blocksz of at least 9142"}));
    for (const std::size_t size : {1981U, 1982U, 1983U, 9014U}) {
      ASSERT_TRUE(veth.send(numbered_frame(0, size)));
    }
    const auto packets = read_waiting(port->queue(0));
    ASSERT_EQ(packets.size(), 4U);
    EXPECT_EQ(packets[0].bytes.size(), 1981U);
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(packets[i].bytes.size(), 1982U);
    EXPECT_EQ(port->counters().maybe_cut, 3U);
  });
}

TEST(NetAfPacket, FramesThatAreTooLongAreCounted) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = kNear, .frame_bytes_max = 1000});
    for (const std::size_t size : {1000U, 1001U, 1514U}) {
      ASSERT_TRUE(veth.send(numbered_frame(0, size)));
    }
    EXPECT_EQ(read_waiting(port->queue(0)).size(), 1U);
    EXPECT_EQ(port->counters().too_long, 2U);
  });
}

// The kernel tells of a link some time after it is there, a second at times.
PortLink link_in_the_end(const DpdkPort& port, PortLink::State state) {
  PortLink link = port.link();
  for (int i = 0; i < 600 && link.state != state; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    link = port.link();
  }
  return link;
}

TEST(NetAfPacket, GoesOnWhenTheLinkComesBack) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = kNear});
    EXPECT_EQ(link_in_the_end(*port, PortLink::State::up).state, PortLink::State::up);

    run("ip link set far down");
    EXPECT_EQ(link_in_the_end(*port, PortLink::State::down).reason,
              "interface near has no carrier; check the cable and the other end");
    run("ip link set near down");
    EXPECT_EQ(port->link().reason, "interface near is down; set it up: ip link set near up");
    EXPECT_TRUE(read_waiting(port->queue(0)).empty());

    run("ip link set near up && ip link set far up");
    const PortLink back = link_in_the_end(*port, PortLink::State::up);
    EXPECT_EQ(back.state, PortLink::State::up);
    EXPECT_EQ(back.reason, "");
    for (std::uint32_t i = 0; i < 100; ++i) ASSERT_TRUE(veth.send(numbered_frame(i)));
    EXPECT_EQ(read_waiting(port->queue(0)).size(), 100U);
  });
}

TEST(NetAfPacket, CanBeOpenedAgainAfterItVanished) {
  in_child([] {
    VethPair veth;
    const auto runtime = start_small();
    auto port = open_port(*runtime, {.device = kNear});
    run("ip link delete near");
    EXPECT_EQ(port->link().state, PortLink::State::gone);
    EXPECT_EQ(port->link().reason, "interface near vanished; opened again when it is back");
    EXPECT_TRUE(read_waiting(port->queue(0)).empty());

    veth.make();
    EXPECT_EQ(port->link().state, PortLink::State::replaced);
    EXPECT_EQ(port->link().reason, "interface near is back, as another one");
    EXPECT_TRUE(read_waiting(port->queue(0)).empty());
    port.reset();
    port = open_port(*runtime, {.device = kNear});
    ASSERT_TRUE(veth.send(numbered_frame(1)));
    EXPECT_EQ(read_waiting(port->queue(0)).size(), 1U);
  });
}

TEST(NetAfPacket, WhatWasReceivedOrLostStaysCountedWhenTheInterfaceVanishes) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = std::string{kNear} + ",framecnt=64"});
    constexpr std::uint32_t kFrames = 1000;
    for (std::uint32_t i = 0; i < kFrames; ++i) ASSERT_TRUE(veth.send(numbered_frame(i)));
    run("ip link delete near");
    const std::uint64_t received = read_waiting(port->queue(0)).size();  // what the ring had
    const PortCounters counters = port->counters();
    EXPECT_GT(received, 0U);
    EXPECT_GT(counters.kernel_dropped, 0U);
    EXPECT_EQ(received + counters.lost(), kFrames);
    port->stop();
    EXPECT_EQ(port->counters().lost(), counters.lost());
  });
}

TEST(NetAfPacket, TwoPortsOnTwoInterfaces) {
  in_child([] {
    const VethPair veth;
    const auto runtime = start_small();
    const auto near = open_port(*runtime, {.device = kNear, .descriptors = 256});
    const auto far = open_port(
        *runtime, {.device = "net_af_packet1,iface=far", .descriptors = 256, .first_source = 1});
    ASSERT_TRUE(veth.send(numbered_frame(1)));
    EXPECT_EQ(read_waiting(near->queue(0)).size(), 1U);
    EXPECT_EQ(read_waiting(far->queue(0)).size(), 1U);  // sees what leaves, as every packet socket
    EXPECT_EQ(near->counters().lost() + far->counters().lost(), 0U);
  });
}

}  // namespace
}  // namespace celltally
