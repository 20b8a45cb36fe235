#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "decode/tcp_transport.hpp"
#include "tests/decode/tcp_tap.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kOne = sip_text("one");
const std::string kTwo = sip_text("two!");

TEST(TcpLimits, OfOnePacketComeAtMost64MessagesAndTheRestIsCounted) {
  TcpTap tap;
  std::string many;
  for (int i = 0; i < 100; ++i) many += kOne;
  tap.data(0, many);
  EXPECT_EQ(tap.got.size(), 64u);
  EXPECT_EQ(tap.tcp.counters().crowded_out, 36u);
  tap.data(many.size(), kTwo);
  EXPECT_EQ(tap.got.back(), kTwo);
}

TEST(TcpLimits, TheLargestMessageIsPutTogether) {
  TcpTap tap;
  tap.ends.destination_port = 3868;
  const std::string large = diameter_text(65532);
  const std::string small = diameter_text(20);
  const std::string stream = large + small;
  for (std::size_t at = 0; at < stream.size(); at += 9000) tap.data(at, stream.substr(at, 9000));
  EXPECT_EQ(tap.got.size(), 2u);
  EXPECT_TRUE(tap.got[0] == large && tap.got[1] == small);
}

TEST(TcpLimits, ALargerOneIsPassed) {
  TcpTap tap;
  tap.ends.destination_port = 3868;
  tap.syn();
  const std::string small = diameter_text(20);
  const std::string stream = small + diameter_text(70000) + small;
  for (std::size_t at = 0; at < stream.size(); at += 9000) tap.data(at, stream.substr(at, 9000));
  EXPECT_THAT(tap.got, ElementsAre(small, small));
  EXPECT_EQ(tap.tcp.counters().too_large, 1u);
  EXPECT_EQ(tap.tcp.counters().passed_octets, 70000u);
  EXPECT_EQ(tap.tcp.counters().waits, tap.tcp.counters().finished);
}

TEST(TcpLimits, WhatWaitedLongestMakesRoom) {
  TcpTap tap;
  const std::string empty = sip_text("");
  for (std::uint16_t port = 1; port <= 5; ++port) {
    tap.ends.source_port = port;
    tap.syn();
    tap.data(0, empty.substr(0, 20));
  }
  EXPECT_EQ(tap.tcp.counters().evicted, 1u);
  for (std::uint16_t port = 1; port <= 5; ++port) {
    tap.ends.source_port = port;
    tap.data(20, empty.substr(20) + kTwo);
  }
  // Of the first one, which lost its beginning, the next message is found.
  EXPECT_THAT(tap.got, ElementsAre(kTwo, empty, kTwo, empty, kTwo, empty, kTwo, empty, kTwo));
}

TEST(TcpLimits, TheDirectionUnusedLongestMakesRoom) {
  TcpTap tap({.directions_max = 2, .backlog = {.streams_max = 4}});
  for (const int port : {1, 2, 1, 3}) {
    tap.ends.source_port = static_cast<std::uint16_t>(port);
    tap.data(0, kOne.substr(0, 20));
  }
  EXPECT_EQ(tap.tcp.counters().directions_evicted, 1u);
  EXPECT_EQ(tap.tcp.counters().forgotten, 1u);
  tap.ends.source_port = 1;
  tap.data(20, kOne.substr(20));
  EXPECT_THAT(tap.got, ElementsAre(kOne));
}

TEST(TcpLimits, AheadOfAllRoomTheHolesAreGivenUp) {
  TcpTap tap;
  tap.syn();
  tap.data(0, kOne.substr(0, 20));
  tap.data(1000, kTwo);
  tap.data(2000, kTwo + kOne.substr(0, 9));
  EXPECT_THAT(tap.got, IsEmpty());
  tap.data(200'000, kOne);
  EXPECT_THAT(tap.got, ElementsAre(kTwo, kTwo, kOne));
  EXPECT_EQ(tap.tcp.counters().overrun, 1u);
  tap.data(200'000 + kOne.size(), kTwo.substr(0, 10));
  tap.data(200'000 + kOne.size() + 10, kTwo.substr(10));
  EXPECT_EQ(tap.got.back(), kTwo);
}

TEST(TcpLimits, SoTheyAreWhenTheNextSegmentIsHalfTaken) {
  TcpTap tap;
  tap.syn();
  const std::string filling = sip_text(std::string(60'000, 'f'));
  tap.data(10, filling);
  tap.data(10 + filling.size(), filling);
  EXPECT_THAT(tap.got, IsEmpty());
  const std::size_t end = 10 + 2 * filling.size();
  tap.data(end - 5, "fffff" + sip_text(std::string(20'000, 'g')));
  EXPECT_EQ(tap.got.size(), 3u);
}

TEST(TcpLimits, MoreHolesThanAreKeptAreRefused) {
  TcpTap tap;
  tap.syn();
  for (std::size_t i = 1; i <= TcpBacklog::kRangesMax; ++i) tap.data(i * 10, "x");
  EXPECT_EQ(tap.data(5, "x"), PacketOutcome::tcp_held);
  EXPECT_EQ(tap.tcp.counters().refused, 1u);
  EXPECT_FALSE(tap.packet_has("x"));
  // What joins others needs no room.
  tap.data(11, "y");
  EXPECT_EQ(tap.tcp.counters().refused, 1u);
}

TEST(TcpLimits, WhatTheCaptureCutIsReadAsFarAsItGoes) {
  TcpTap tap;
  tap.syn();
  const std::string long_one = sip_text(std::string(500, 'b'));
  tap.data(0, kOne + long_one, 450);
  EXPECT_EQ(tap.got.size(), 2u);
  EXPECT_TRUE(tap.got[1].ends_with("..."));
  // The end of the packet was the end of the message.
  tap.data(kOne.size() + long_one.size(), kTwo);
  EXPECT_EQ(tap.got.back(), kTwo);
  EXPECT_EQ(tap.tcp.counters().waits, 0u);
}

TEST(TcpLimits, TheRestOfACutMessageIsPassed) {
  TcpTap tap;
  tap.syn();
  const std::string long_one = sip_text(std::string(500, 'b'));
  tap.data(0, long_one.substr(0, 300), 200);
  tap.data(300, long_one.substr(300) + kTwo);
  EXPECT_EQ(tap.got.size(), 2u);
  EXPECT_EQ(tap.got.back(), kTwo);
}

TEST(TcpLimits, AMessageBehindTheCutIsSought) {
  TcpTap tap;
  tap.ends.destination_port = 3868;
  tap.syn();
  const std::string one = diameter_text(100);
  tap.data(0, one + one, 120);  // the second begins where nothing was captured
  tap.data(200, one);
  EXPECT_EQ(tap.got.size(), 2u);
}

TEST(TcpLimits, ACutThatDoesNotSayHowMuchEndsNothing) {
  TcpTap tap;
  tap.syn();
  EXPECT_EQ(tap.read(tap.segment(0, kOne), 2, false), PacketOutcome::tcp_signalling);
  tap.data(kOne.size() + 700, kTwo);
  EXPECT_EQ(tap.got.size(), 2u);
}

TEST(TcpLimits, HeadersAreReadOrRefused) {
  TcpTap tap;
  const Octets good = tap.segment(0, kOne);
  for (std::size_t size = 0; size < 20; ++size) {
    const PacketOutcome outcome = tap.read(good, good.size() - size);
    EXPECT_EQ(outcome, size < 4 ? PacketOutcome::other_traffic : PacketOutcome::truncated_tcp);
  }
  Octets bad = good;
  bad[12] = 4 << 4;
  EXPECT_EQ(tap.read(bad), PacketOutcome::bad_tcp);
  EXPECT_FALSE(tap.packet_has("one"));
  bad = tap.segment(0, "");
  bad[12] = 15 << 4;
  EXPECT_EQ(tap.read(bad), PacketOutcome::bad_tcp);
  EXPECT_EQ(tap.read(bad, 1), PacketOutcome::truncated_tcp);
}

std::uint64_t steps_of(const std::vector<std::string>& segments) {
  TcpTap tap;
  tap.syn();
  std::size_t from = 0;
  for (const std::string& each : segments) {
    tap.data(from, each);
    from += each.size();
  }
  return tap.tcp.steps();
}

// Twice the octets may take about twice the work.
void expect_linear(const std::function<std::vector<std::string>(std::size_t)>& make) {
  const std::uint64_t one = steps_of(make(4));
  const std::uint64_t two = steps_of(make(8));
  EXPECT_LE(two, 2 * one + one / 4);
}

TEST(TcpLimits, TheWorkGrowsAsTheOctetsDo) {
  const auto repeated = [](std::size_t times, std::string_view text) {
    std::string all;
    while (times-- != 0) all += text;
    return all;
  };
  // A header that has no end, an octet at a time.
  expect_linear([&](std::size_t n) {
    std::vector<std::string> segments{"MESSAGE tel:1 SIP/2.0\r\n"};
    for (std::size_t i = 0; i < n * 1000; ++i) segments.emplace_back("a");
    return segments;
  });
  // Lines that each could begin a message, and no end of a header.
  expect_linear(
      [&](std::size_t n) { return std::vector<std::string>{repeated(n * 1500, "ACK a\n")}; });
  expect_linear([&](std::size_t n) { return std::vector<std::string>{repeated(n * 4000, "\n")}; });
  expect_linear([&](std::size_t n) {
    return std::vector<std::string>{repeated(n * 100, "ACK a SIP/2.0\nl: 999999999\n\n")};
  });
}

TEST(TcpLimits, ScanningForDiameterIsLinearToo) {
  const auto work = [](std::size_t octets) {
    TcpTap tap;
    tap.ends.destination_port = 3868;
    tap.data(0, std::string(octets, '\1'));
    return tap.tcp.steps();
  };
  EXPECT_LE(work(60000), 2 * work(30000) + 100);
}

}  // namespace
}  // namespace celltally
