#include "capture/memory_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/capture/read_all.hpp"

namespace celltally {
namespace {

using testing::KeptPacket;
using testing::read_all;

std::vector<std::uint8_t> counting(std::size_t size) {
  std::vector<std::uint8_t> octets(size);
  for (std::size_t i = 0; i < size; ++i) octets[i] = static_cast<std::uint8_t>(i);
  return octets;
}

std::vector<MemorySource::Record> three_records() {
  return {{.at = {10}, .offset = 0, .length = 4},
          {.at = {20}, .offset = 4, .length = 0},
          {.at = {30}, .offset = 2, .length = 6}};
}

TEST(MemorySource, GivesThePacketsInOrder) {
  MemorySource source{counting(8), three_records(), {.link = LinkType::raw_ip, .source = 7}};
  const std::vector<KeptPacket> expected{{{10}, {0, 1, 2, 3}, 1, 4, 7, LinkType::raw_ip},
                                         {{20}, {}, 2, 0, 7, LinkType::raw_ip},
                                         {{30}, {2, 3, 4, 5, 6, 7}, 3, 6, 7, LinkType::raw_ip}};
  EXPECT_EQ(read_all(source), expected);
  EXPECT_TRUE(source.finished());
}

TEST(MemorySource, GivesTheSameForEverySizeOfBurstAndBothModes) {
  for (const auto serve : {MemorySource::Serve::copied, MemorySource::Serve::in_place}) {
    for (const std::size_t burst : {1U, 2U, 3U, 4U, 7U, 32U}) {
      MemorySource source{
          counting(8), three_records(), {.rounds = 5, .shift_ns = 100, .serve = serve}};
      const auto packets = read_all(source, burst);
      ASSERT_EQ(packets.size(), 15U);
      for (std::size_t i = 0; i < packets.size(); ++i) {
        EXPECT_EQ(packets[i].frame, i + 1);
        EXPECT_EQ(packets[i].bytes, packets[i % 3].bytes);
        EXPECT_EQ(packets[i].at.ns, three_records()[i % 3].at.ns + 100 * static_cast<long>(i / 3));
      }
    }
  }
}

TEST(MemorySource, KeepsItsStoreWhenCopiesAreWiped) {
  MemorySource source{counting(8), three_records(), {.rounds = 2}};
  std::array<Packet, 3> room;
  for (const Packet& packet : source.poll(room)) std::ranges::fill(packet.bytes, std::uint8_t{0});
  const auto second = source.poll(room);
  ASSERT_EQ(second.size(), 3U);
  EXPECT_EQ(second[2].bytes.back(), 7);
}

TEST(MemorySource, GivesItsOwnBytesInPlace) {
  MemorySource source{
      counting(8), three_records(), {.rounds = 2, .serve = MemorySource::Serve::in_place}};
  std::array<Packet, 3> room;
  for (const Packet& packet : source.poll(room)) std::ranges::fill(packet.bytes, std::uint8_t{0});
  const auto second = source.poll(room);
  ASSERT_EQ(second.size(), 3U);
  EXPECT_EQ(second[2].bytes.back(), 0);
}

TEST(MemorySource, EndsABurstThatIsTooLargeForItsCopies) {
  constexpr auto kLongest = static_cast<std::uint32_t>(MemorySource::kPacketBytesMax);
  std::vector<MemorySource::Record> records(9, {.at = {1}, .offset = 0, .length = kLongest});
  MemorySource source{counting(kLongest), records, {}};
  std::array<Packet, 32> room;
  EXPECT_EQ(source.poll(room).size(), 4U);
  EXPECT_EQ(source.poll(room).size(), 4U);
  EXPECT_EQ(source.poll(room).size(), 1U);
  EXPECT_TRUE(source.finished());
}

TEST(MemorySource, IsFinishedAtOnceWithoutPacketsOrRounds) {
  std::array<Packet, 4> room;
  MemorySource empty{{}, {}, {}};
  EXPECT_TRUE(empty.finished());
  EXPECT_TRUE(empty.poll(room).empty());
  MemorySource never{counting(8), three_records(), {.rounds = 0}};
  EXPECT_TRUE(never.finished());
  EXPECT_TRUE(never.poll(room).empty());
}

TEST(MemorySource, GivesNothingIntoNoRoom) {
  MemorySource source{counting(8), three_records(), {}};
  EXPECT_TRUE(source.poll({}).empty());
  EXPECT_FALSE(source.finished());
}

TEST(MemorySourceDeathTest, RefusesARecordOutsideItsStore) {
  const auto make = [](std::uint32_t offset, std::uint32_t length) {
    MemorySource{counting(8), {{.at = {}, .offset = offset, .length = length}}, {}};
  };
  make(8, 0);
  EXPECT_DEATH(make(7, 2), "records_");
  EXPECT_DEATH(make(9, 0), "records_");
  EXPECT_DEATH(make(1, 0xffffffff), "records_");
}

}  // namespace
}  // namespace celltally
