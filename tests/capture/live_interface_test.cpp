// libpcap on a live interface: both ends of a wire that the test makes, in a namespace of its own.

#include "capture/live_interface.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "capture/drain.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/veth_pair.hpp"

namespace celltally {
namespace {

using testing::in_child;
using testing::KeptPacket;
using testing::numbered_frame;
using testing::run;
using testing::VethPair;

LiveSettings near_end() {
  return {.interface = "near", .buffer_mb = 4, .delay_ms = 1};
}

std::unique_ptr<LiveInterface> open_near(
    const LiveSettings& settings = near_end(),
    LiveInterface::Clock clock = &LiveInterface::monotonic_ns) {
  auto live = LiveInterface::open(settings, LinkTypes{}, clock);
  if (!live) testing::skip_child(live.error());
  return std::move(*live);
}

// Everything that comes until it stays quiet.
std::vector<KeptPacket> drained(LiveInterface& live) {
  constexpr std::int64_t kBudgetNs = 20'000'000'000;
  std::array<Packet, 32> room;
  std::vector<KeptPacket> kept;
  Drain drain{{.empty_polls = 300,
               .quiet_ns = live.held_back_ns() + 50'000'000,
               .deadline_ns = LiveInterface::monotonic_ns() + kBudgetNs}};
  std::size_t packets = 0;
  do {
    const auto burst = live.poll(room);
    packets = burst.size();
    testing::keep(burst, kept);
  } while (drain.goes_on(packets, LiveInterface::monotonic_ns()));
  EXPECT_TRUE(drain.is_dry());
  return kept;
}

std::vector<std::vector<std::uint8_t>> bytes_of(const std::vector<KeptPacket>& packets) {
  std::vector<std::vector<std::uint8_t>> bytes;
  for (const KeptPacket& packet : packets) bytes.push_back(packet.bytes);
  return bytes;
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

TEST(LiveInterface, GivesTheFramesOfTheWire) {
  for (const bool at_once : {false, true}) {
    in_child([at_once] {
      const VethPair veth{9000};
      LiveSettings settings = near_end();
      settings.at_once = at_once;
      settings.buffer_mb = 64;
      settings.source = 7;
      const auto live = open_near(settings);
      const std::int64_t before = now_ns();
      std::vector<std::vector<std::uint8_t>> sent;
      for (std::uint32_t i = 0; i < 500; ++i) {
        sent.push_back(numbered_frame(i, i == 100 ? 9014 : 60 + i % 1400));
        ASSERT_TRUE(veth.send(sent.back()));
      }
      const auto received = drained(*live);
      EXPECT_TRUE(bytes_of(received) == sent);
      for (std::size_t i = 0; i < received.size(); ++i) {
        EXPECT_EQ(received[i].frame, i + 1);
        EXPECT_EQ(received[i].wire_length, received[i].bytes.size());
        EXPECT_EQ(received[i].link, LinkType::ethernet);
        EXPECT_EQ(received[i].source, 7);
        EXPECT_GE(received[i].at.ns, before);
        EXPECT_LE(received[i].at.ns, now_ns());
      }
      const LiveCounters counters = live->counters();
      EXPECT_EQ(counters.packets, 500U);
      EXPECT_EQ(counters.kernel_dropped, 0U);
      EXPECT_EQ(counters.cut, 0U);
      EXPECT_FALSE(live->finished());
      EXPECT_EQ(live->trouble(), "");
      EXPECT_TRUE(live->notes().empty());
    });
  }
}

// How often these octets stand in the kernel's ring, as it is mapped into this process.
std::size_t times_in_ring(const std::string& octets) {
  std::ifstream maps{"/proc/self/maps"};
  std::size_t times = 0;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("socket:[") == std::string::npos) continue;
    std::uintptr_t from = 0, to = 0;
    char dash = 0;
    std::istringstream{line} >> std::hex >> from >> dash >> to;
    const std::string_view ring{reinterpret_cast<const char*>(from), to - from};  // NOLINT
    for (auto at = ring.find(octets); at != ring.npos; at = ring.find(octets, at + 1)) ++times;
  }
  return times;
}

TEST(LiveInterface, LeavesNothingOfAFrameInTheKernelsRing) {
  in_child([] {
    const VethPair veth{1500};
    const auto live = open_near();
    std::vector<std::uint8_t> frame = numbered_frame(1, 200);
    const std::string secret = "digits of somebody";
    std::copy(secret.begin(), secret.end(), frame.begin() + 100);
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(veth.send(frame));
    usleep(100'000);
    EXPECT_EQ(times_in_ring(secret), 10U);  // before they are read: the search is a good one
    EXPECT_EQ(drained(*live).size(), 10U);
    EXPECT_EQ(times_in_ring(secret), 0U);
  });
}

TEST(LiveInterface, KeepsVlanTags) {
  in_child([] {
    const VethPair veth;
    const auto live = open_near();
    auto tagged = numbered_frame(1, 100);
    tagged.insert(tagged.begin() + 12, {0x81, 0x00, 0x00, 0x2a});
    ASSERT_TRUE(veth.send(tagged));
    const auto received = bytes_of(drained(*live));
    ASSERT_EQ(received.size(), 1U);
    EXPECT_EQ(received[0], tagged);
  });
}

TEST(LiveInterface, CountsWhatTheKernelDropped) {
  in_child([] {
    const VethPair veth;
    LiveSettings settings = near_end();
    settings.buffer_mb = 1;
    const auto live = open_near(settings);
    constexpr std::uint64_t kFrames = 20'000;
    for (std::uint32_t i = 0; i < kFrames; ++i) ASSERT_TRUE(veth.send(numbered_frame(i, 1000)));
    const auto received = drained(*live);
    const LiveCounters counters = live->counters();
    EXPECT_GT(counters.kernel_dropped, 0U);
    EXPECT_EQ(received.size(), counters.packets);
    EXPECT_EQ(counters.packets + counters.kernel_dropped, kFrames);
  });
}

TEST(LiveInterface, GoesOnWhenTheLinkComesBack) {
  in_child([] {
    const VethPair veth;
    const auto live = open_near();
    ASSERT_TRUE(veth.send(numbered_frame(1)));
    EXPECT_EQ(drained(*live).size(), 1U);
    run("ip link set far down");
    EXPECT_EQ(drained(*live).size(), 0U);
    run("ip link set far up");
    ASSERT_TRUE(veth.send(numbered_frame(2)));
    EXPECT_EQ(drained(*live).size(), 1U);
    run("ip link set near down");
    EXPECT_EQ(drained(*live).size(), 0U);
    run("ip link set near up");
    ASSERT_TRUE(veth.send(numbered_frame(3)));
    const auto received = drained(*live);
    ASSERT_EQ(received.size(), 1U);
    EXPECT_EQ(received[0].frame, 3U);
  });
}

std::int64_t test_clock_ns = 0;
std::int64_t test_clock() noexcept {
  return test_clock_ns;
}

TEST(LiveInterface, IsOpenedAgainAfterItVanished) {
  in_child([] {
    VethPair veth;
    LiveSettings settings = near_end();
    settings.buffer_mb = 1;
    const auto live = open_near(settings, &test_clock);
    constexpr std::uint64_t kFrames = 5000;
    for (std::uint32_t i = 0; i < kFrames; ++i) ASSERT_TRUE(veth.send(numbered_frame(i, 1000)));
    const std::uint64_t before = drained(*live).size();
    EXPECT_LT(before, kFrames);
    run("ip link delete near");
    EXPECT_EQ(drained(*live).size(), 0U);
    EXPECT_EQ(live->trouble(),
              "interface near: The interface disappeared; opened again when it is back");

    test_clock_ns += LiveInterface::kRetryLeastNs;
    EXPECT_EQ(drained(*live).size(), 0U);
    EXPECT_EQ(live->trouble(),
              "interface near: there is no such interface; list them with ip link");

    veth.make();
    ASSERT_TRUE(veth.send(numbered_frame(2)));
    test_clock_ns += LiveInterface::kRetryLeastNs;  // the second try waits twice as long
    EXPECT_EQ(drained(*live).size(), 0U);
    EXPECT_NE(live->trouble(), "");
    test_clock_ns += LiveInterface::kRetryLeastNs;
    std::array<Packet, 32> room;
    EXPECT_TRUE(live->poll(room).empty());
    ASSERT_TRUE(veth.send(numbered_frame(3)));
    const auto received = drained(*live);
    ASSERT_EQ(received.size(), 1U);
    EXPECT_EQ(received[0].bytes, numbered_frame(3));
    EXPECT_EQ(received[0].frame, before + 1);
    EXPECT_EQ(live->trouble(), "");
    EXPECT_EQ(live->counters().packets, before + 1);
    EXPECT_EQ(live->counters().packets + live->counters().kernel_dropped, kFrames + 1);
    EXPECT_EQ(live->counters().reopened, 1U);
  });
}

TEST(LiveInterface, SaysWhyItCannotBeOpened) {
  in_child([] {
    const VethPair veth;
    const auto error_of = [](const std::string& interface) {
      const auto live = LiveInterface::open({.interface = interface}, LinkTypes{});
      return live ? std::string{"opened"} : live.error();
    };
    EXPECT_EQ(error_of("nowhere"),
              "interface nowhere: there is no such interface; list them with ip link");
    run("ip link set near down");
    EXPECT_EQ(error_of("near"), "interface near: it is down; set it up: ip link set near up");
    run("ip link set near up");
    ASSERT_EQ(setresuid(65534, 65534, 65534), 0);
    EXPECT_EQ(error_of("near"), "interface near: no right to capture; run with CAP_NET_RAW");
  });
}

}  // namespace
}  // namespace celltally
