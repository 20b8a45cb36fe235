#include "capture/pcap_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <utility>

#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using testing::CaptureBytes;
using testing::KeptPacket;
using testing::read_all;
using testing::TemporaryFolder;
using testing::texts;

using SourceAndFrame = std::pair<int, int>;

std::vector<SourceAndFrame> order_of(const std::vector<KeptPacket>& packets) {
  std::vector<SourceAndFrame> order;
  for (const KeptPacket& packet : packets) {
    order.emplace_back(packet.source, static_cast<int>(packet.frame));
  }
  return order;
}

// A capture whose packets come at these seconds.
std::vector<std::uint8_t> at_seconds(std::initializer_list<std::uint32_t> seconds) {
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (const std::uint32_t second : seconds) bytes.packet(second, 0);
  return bytes.octets();
}

TEST(PcapFiles, AreMergedByTime) {
  const TemporaryFolder folder;
  const std::vector<std::string> paths{folder.file("a", at_seconds({10, 20, 30})),
                                       folder.file("b", at_seconds({5, 15, 20, 40})),
                                       folder.file("c", at_seconds({20}))};
  PcapFiles files{paths, LinkTypes{}};
  const std::vector<SourceAndFrame> expected{{1, 1}, {0, 1}, {1, 2}, {0, 2},
                                             {1, 3}, {2, 1}, {0, 3}, {1, 4}};
  EXPECT_EQ(order_of(read_all(files)), expected);
  EXPECT_EQ(files.backward_steps(), 0U);
}

TEST(PcapFiles, KeepTheirOwnOrderWhereTimeGoesBack) {
  const TemporaryFolder folder;
  const std::vector<std::string> paths{folder.file("a", at_seconds({10, 3, 12, 11})),
                                       folder.file("b", at_seconds({5, 11}))};
  PcapFiles files{paths, LinkTypes{}};
  const std::vector<SourceAndFrame> expected{{1, 1}, {0, 1}, {0, 2}, {1, 2}, {0, 3}, {0, 4}};
  EXPECT_EQ(order_of(read_all(files)), expected);
  EXPECT_EQ(files.backward_steps(), 2U);
}

TEST(PcapFiles, CountNoStepBackForAFirstPacketBefore1970) {
  const TemporaryFolder folder;
  const std::vector<std::string> path{folder.file("a", at_seconds({0x80000000, 0x80000001}))};
  PcapFiles files{path, LinkTypes{}};
  EXPECT_EQ(read_all(files).size(), 2U);
  EXPECT_EQ(files.backward_steps(), 0U);
}

TEST(PcapFiles, GiveTheSameFileTwiceInTurns) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a", at_seconds({1, 2, 2}));
  const std::vector<std::string> paths{path, path};
  PcapFiles files{paths, LinkTypes{}};
  const std::vector<SourceAndFrame> expected{{0, 1}, {1, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}};
  EXPECT_EQ(order_of(read_all(files)), expected);
  EXPECT_EQ(files.backward_steps(), 0U) << "equal moments are no step back";
}

TEST(PcapFiles, ReportThoseThatCannotBeOpenedAndReadTheOthers) {
  const TemporaryFolder folder;
  const std::vector<std::string> paths{folder.path("missing"), folder.file("b", at_seconds({1, 2})),
                                       folder.file("c", {}), folder.file("d", at_seconds({1}))};
  PcapFiles files{paths, LinkTypes{}};
  const std::vector<SourceAndFrame> expected{{1, 1}, {3, 1}, {1, 2}};
  EXPECT_EQ(order_of(read_all(files)), expected);
  EXPECT_EQ(texts(files.problems()),
            (std::vector<std::string>{
                paths[0] + ": no such file; check the name",
                paths[2] + ": empty, without even a file header; copy it or capture it again"}));
}

TEST(PcapFiles, GoOnWithTheOthersAfterDamageInOne) {
  const TemporaryFolder folder;
  std::vector<std::uint8_t> damaged = at_seconds({1, 2, 3});
  damaged.resize(damaged.size() - 1);
  const std::vector<std::string> paths{folder.file("a", damaged),
                                       folder.file("b", at_seconds({2, 9}))};
  PcapFiles files{paths, LinkTypes{}};
  EXPECT_TRUE(files.problems().empty());
  const std::vector<SourceAndFrame> expected{{0, 1}, {0, 2}, {1, 1}, {1, 2}};
  EXPECT_EQ(order_of(read_all(files)), expected);
  ASSERT_EQ(files.problems().size(), 1U);
  EXPECT_EQ(files.problems()[0].file, paths[0]);
}

TEST(PcapFiles, WithoutPacketsAreFinishedAtOnce) {
  const TemporaryFolder folder;
  std::array<Packet, 4> room;
  for (const auto& paths :
       {std::vector<std::string>{}, std::vector<std::string>{folder.file("a", at_seconds({}))}}) {
    PcapFiles files{paths, LinkTypes{}};
    EXPECT_TRUE(files.finished());
    EXPECT_TRUE(files.poll(room).empty());
    EXPECT_TRUE(files.problems().empty());
  }
}

TEST(PcapFiles, GiveTheSameForEverySizeOfBurst) {
  const TemporaryFolder folder;
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (std::uint32_t i = 0; i < 5000; ++i) {
    bytes.packet(i, i, i % 1500, static_cast<std::uint8_t>(i));
  }
  const std::vector<std::string> path{folder.file("a", bytes.octets())};
  PcapFiles one_by_one{path, LinkTypes{}};
  const auto expected = read_all(one_by_one, 1);
  ASSERT_EQ(expected.size(), 5000U);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(expected[i].frame, i + 1);
    EXPECT_EQ(expected[i].bytes, std::vector<std::uint8_t>(i % 1500, static_cast<std::uint8_t>(i)));
  }
  for (const std::size_t burst : {2U, 32U, 33U, 6000U}) {
    PcapFiles files{path, LinkTypes{}};
    EXPECT_EQ(read_all(files, burst), expected) << burst;
  }
}

TEST(PcapFiles, EndABurstWhereItsBytesAreTooMany) {
  const TemporaryFolder folder;
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (std::uint32_t i = 0; i < 9; ++i) bytes.packet(i, 0, PcapFile::kPacketBytesMax);
  const std::vector<std::string> path{folder.file("a", bytes.octets())};
  PcapFiles files{path, LinkTypes{}};
  std::array<Packet, 32> room;
  EXPECT_EQ(files.poll(room).size(), 4U);
  EXPECT_EQ(files.poll(room).size(), 4U);
  EXPECT_EQ(files.poll(room).size(), 1U);
  EXPECT_EQ(room[0].bytes.size(), PcapFile::kPacketBytesMax);
}

TEST(PcapFiles, GiveBytesThatMayBeWipedWithoutHarmToOthers) {
  const TemporaryFolder folder;
  const std::vector<std::string> path{folder.file("a", at_seconds({1, 2, 3, 4}))};
  PcapFiles files{path, LinkTypes{}};
  std::array<Packet, 2> room;
  std::size_t count = 0;
  while (!files.finished()) {
    for (const Packet& packet : files.poll(room)) {
      EXPECT_EQ(std::ranges::count(packet.bytes, 0xee), 60);
      std::ranges::fill(packet.bytes, std::uint8_t{0});
      ++count;
    }
  }
  EXPECT_EQ(count, 4U);
}

TEST(PcapFiles, TellHowFarTheyAreRead) {
  const TemporaryFolder folder;
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (std::uint32_t i = 0; i < 1000; ++i) bytes.packet(i, 0, 1000);
  const std::string path = folder.file("a", bytes.octets());
  const std::vector<std::string> paths{path, path};
  PcapFiles files{paths, LinkTypes{}};
  EXPECT_EQ(files.bytes_total(), 2 * bytes.size());
  std::array<Packet, 100> room;
  std::uint64_t before = files.bytes_read();
  EXPECT_LT(before, 20'000U);
  while (!files.finished()) {
    if (!files.poll(room).empty()) {
      EXPECT_GT(files.bytes_read(), before);
    }
    before = files.bytes_read();
  }
  EXPECT_EQ(files.bytes_read(), files.bytes_total());
}

TEST(PcapFiles, NoteALinkTypeThatIsNotRead) {
  const TemporaryFolder folder;
  const std::vector<std::string> paths{
      folder.file("a", CaptureBytes{}.pcap(150).packet(1, 0).packet(2, 0).octets()),
      folder.file("b", CaptureBytes{}.pcap(9).packet(3, 0).octets())};
  PcapFiles files{paths, LinkTypes{}};
  const auto packets = read_all(files);
  ASSERT_EQ(packets.size(), 3U);
  for (const KeptPacket& packet : packets) EXPECT_EQ(packet.link, LinkType::unsupported);
  EXPECT_TRUE(files.problems().empty());
  EXPECT_EQ(
      texts(files.notes()),
      (std::vector<std::string>{
          paths[0] + ": link type user3 (150) is not read; say what it holds: --link-type "
                     "user3=TYPE, where TYPE is one of ethernet, linux-sll, linux-sll2, raw-ip, "
                     "null, loop, gtp-c",
          paths[1] + ": link type PPP (9) is not read; capture on an Ethernet, cooked or raw IP "
                     "interface"}));
}

TEST(PcapFiles, UseTheOperatorsMappingOfLinkTypes) {
  const TemporaryFolder folder;
  const std::vector<std::string> path{
      folder.file("a", CaptureBytes{}.pcap(150).packet(1, 0).octets())};
  const std::vector<std::string> mapping{"user3=gtp-c"};
  const auto links = LinkTypes::parse(mapping);
  ASSERT_TRUE(links);
  PcapFiles files{path, *links};
  const auto packets = read_all(files);
  ASSERT_EQ(packets.size(), 1U);
  EXPECT_EQ(packets[0].link, LinkType::gtp_c);
  EXPECT_TRUE(files.notes().empty());
}

}  // namespace
}  // namespace celltally
