#include "capture/pcapng_interfaces.hpp"

#include <gtest/gtest.h>

#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using testing::CaptureBytes;
using testing::read_all;
using testing::TemporaryFolder;

using Order = CaptureBytes::Order;

constexpr std::uint32_t kEthernet = 1;
constexpr std::uint32_t kRaw = 101;
constexpr std::uint32_t kCooked = 113;

CaptureBytes several(Order order) {
  return CaptureBytes{order}
      .section()
      .interface(kEthernet, 96)
      .interface(kRaw, 262144)
      .enhanced_packet(0, 1, 90)
      .enhanced_packet(1, 2, 70'000)
      .interface(kCooked)
      .old_packet(2, 3, 61)
      .simple_packet(40, 40)
      .section()
      .interface(kRaw, 65535)
      .enhanced_packet(0, 5, 200);
}

TEST(PcapngInterfaces, MayDifferInLinkTypeAndSnapshotLength) {
  const TemporaryFolder folder;
  for (const Order order : {Order::little, Order::big}) {
    const std::vector<std::string> path{folder.file("a.pcapng", several(order).octets())};
    PcapFiles files{path, LinkTypes{}};
    const auto packets = read_all(files);
    EXPECT_TRUE(files.problems().empty());
    ASSERT_EQ(packets.size(), 5U);
    const struct {
      std::size_t captured;
      LinkType link;
    } expected[] = {{90, LinkType::ethernet},
                    {70'000, LinkType::raw_ip},
                    {61, LinkType::linux_sll},
                    {40, LinkType::ethernet},
                    {200, LinkType::raw_ip}};
    for (std::size_t i = 0; i < packets.size(); ++i) {
      EXPECT_EQ(packets[i].bytes.size(), expected[i].captured) << i;
      EXPECT_EQ(packets[i].link, expected[i].link) << i;
    }
  }
}

TEST(PcapngInterfaces, AreMadeAlikeWhateverTheSizeOfThePieces) {
  for (const Order order : {Order::little, Order::big}) {
    std::vector<std::uint8_t> at_once = several(order).octets();
    PcapngInterfaces whole;
    whole.pass(at_once);
    for (const std::size_t step : {1U, 2U, 3U, 7U, 64U, 4096U}) {
      std::vector<std::uint8_t> octets = several(order).octets();
      PcapngInterfaces pieces;
      for (std::size_t at = 0; at < octets.size(); at += step) {
        pieces.pass(std::span{octets}.subspan(at, std::min(step, octets.size() - at)));
      }
      EXPECT_EQ(octets, at_once);
      for (const std::uint32_t type : {kEthernet, kRaw, kCooked, kEthernet, kRaw}) {
        EXPECT_EQ(pieces.take_link_type(), static_cast<int>(type));
      }
      EXPECT_EQ(pieces.take_link_type(), std::nullopt);
    }
  }
}

TEST(PcapngInterfaces, AlterNothingButTheLimitOfAFileWithOneInterface) {
  const auto before = CaptureBytes{}.section().interface(kRaw, 300).enhanced_packet(0, 5, 60);
  const auto expected = CaptureBytes{}.section().interface(kRaw, 0).enhanced_packet(0, 5, 60);
  std::vector<std::uint8_t> octets = before.octets();
  PcapngInterfaces{}.pass(octets);
  EXPECT_EQ(octets, expected.octets());
}

TEST(PcapngInterfaces, LetSimplePacketsSayTheirCapturedLength) {
  const TemporaryFolder folder;
  const std::vector<std::string> path{folder.file("a.pcapng", CaptureBytes{}
                                                                  .section()
                                                                  .interface(kEthernet, 50)
                                                                  .interface(kEthernet, 60)
                                                                  .simple_packet(1500, 50)
                                                                  .simple_packet(40, 40)
                                                                  .octets())};
  PcapFiles files{path, LinkTypes{}};
  const auto packets = read_all(files);
  EXPECT_TRUE(files.problems().empty());
  ASSERT_EQ(packets.size(), 2U);
  EXPECT_EQ(packets[0].bytes, std::vector<std::uint8_t>(50, 0xee));
  EXPECT_EQ(packets[1].bytes, std::vector<std::uint8_t>(40, 0xee));
}

TEST(PcapngInterfaces, LeaveAFileAloneAfterAnImpossibleLength) {
  const auto damaged = [] {
    return CaptureBytes{}.section().interface(kEthernet).u32(6).u32(4).u32(0).interface(kRaw, 7);
  };
  std::vector<std::uint8_t> octets = damaged().octets();
  PcapngInterfaces interfaces;
  interfaces.pass(octets);
  EXPECT_EQ(octets, damaged().octets());
  EXPECT_EQ(interfaces.take_link_type(), std::nullopt);
}

TEST(PcapngInterfaces, DoNotKnowTheLinkTypeOfAMissingInterface) {
  std::vector<std::uint8_t> octets =
      CaptureBytes{}.section().interface(kRaw).enhanced_packet(1, 5, 60).octets();
  PcapngInterfaces interfaces;
  interfaces.pass(octets);
  EXPECT_EQ(interfaces.take_link_type(), std::nullopt);
}

}  // namespace
}  // namespace celltally
