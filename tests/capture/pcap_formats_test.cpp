// The variants of the formats, and damage in them.

#include <gtest/gtest.h>

#include "capture/pcap_file.hpp"
#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using testing::CaptureBytes;
using testing::read_all;
using testing::TemporaryFolder;
using testing::texts;

constexpr auto kBig = CaptureBytes::Order::big;
constexpr std::int64_t kSecond = 1'000'000'000;

struct Format {
  const char* name;
  CaptureBytes bytes;
  std::int64_t second_ns;  // the moment of the second packet
  std::size_t captured;    // of the second packet
  std::uint32_t wire;
};

const Format kFormats[] = {
    {"microseconds", CaptureBytes{}.pcap().packet(1, 0).packet(2, 345678), 2 * kSecond + 345678000,
     60, 60},
    {"nanoseconds",
     CaptureBytes{}.pcap(1, CaptureBytes::kNanoseconds).packet(1, 0).packet(2, 345678912),
     2 * kSecond + 345678912, 60, 60},
    {"swapped microseconds", CaptureBytes{kBig}.pcap().packet(1, 0).packet(2, 345678),
     2 * kSecond + 345678000, 60, 60},
    {"swapped nanoseconds",
     CaptureBytes{kBig}.pcap(1, CaptureBytes::kNanoseconds).packet(1, 0).packet(2, 345678912),
     2 * kSecond + 345678912, 60, 60},
    {"modified pcap",
     CaptureBytes{}
         .pcap(1, CaptureBytes::kModified)
         .modified_packet(1, 0, 60)
         .modified_packet(2, 1, 70),
     2 * kSecond + 1000, 70, 70},
    {"cut by the snapshot length",
     CaptureBytes{}.pcap(1, CaptureBytes::kMicroseconds, 40).packet(1, 0, 30).packet(2, 0, 60),
     2 * kSecond, 40, 60},
    {"captured less than sent",
     CaptureBytes{}.pcap().packet(1, 0).u32(2).u32(0).u32(40).u32(1500).fill(40, 1), 2 * kSecond,
     40, 1500},
    {"captured more than sent",
     CaptureBytes{}.pcap().packet(1, 0).u32(2).u32(0).u32(60).u32(20).fill(60, 1), 2 * kSecond, 60,
     20},
    {"no bytes", CaptureBytes{}.pcap().packet(1, 0).packet(2, 0, 0), 2 * kSecond, 0, 0},
    {"frame check sequence in the link type",
     CaptureBytes{}.pcap(0x24000001).packet(1, 0).packet(2, 0), 2 * kSecond, 60, 60},
    {"pcapng",
     CaptureBytes{}.section().interface(1).enhanced_packet(0, 5, 60).enhanced_packet(0, 9, 62),
     9000, 62, 62},
    {"swapped pcapng",
     CaptureBytes{kBig}.section().interface(1).enhanced_packet(0, 5, 60).enhanced_packet(0, 9, 62),
     9000, 62, 62},
    {"pcapng, several sections",
     CaptureBytes{}
         .section()
         .interface(1)
         .enhanced_packet(0, 5, 60)
         .section()
         .interface(1)
         .enhanced_packet(0, 9, 62),
     9000, 62, 62},
    {"moment before 1970 by damage", CaptureBytes{}.pcap().packet(1, 0).packet(0x80000000, 0),
     -2147483648 * kSecond, 60, 60},
    {"impossible fraction by damage", CaptureBytes{}.pcap().packet(1, 0).packet(2, 0xffffffff),
     2 * kSecond - 1000, 60, 60},
};

TEST(PcapFormats, AreAllRead) {
  const TemporaryFolder folder;
  for (const Format& one : kFormats) {
    const std::vector<std::string> path{folder.file("a.pcap", one.bytes.octets())};
    PcapFiles files{path, LinkTypes{}};
    const auto packets = read_all(files);
    EXPECT_EQ(texts(files.problems()), std::vector<std::string>{}) << one.name;
    ASSERT_EQ(packets.size(), 2U) << one.name;
    EXPECT_EQ(packets[1].at.ns, one.second_ns) << one.name;
    EXPECT_EQ(packets[1].bytes.size(), one.captured) << one.name;
    EXPECT_EQ(packets[1].wire_length, one.wire) << one.name;
    EXPECT_EQ(packets[1].frame, 2U) << one.name;
    EXPECT_EQ(packets[1].link, LinkType::ethernet) << one.name;
  }
}

TEST(PcapFormats, KeepMomentsInsideTheRangeOfATimestamp) {
  const TemporaryFolder folder;
  // pcapng counts 64 bits of microseconds: 584,542 years.
  const auto packet = [](CaptureBytes& bytes) {
    bytes.block(6, [&] { bytes.u32(0).u32(0xffffffff).u32(0).u32(4).u32(4).fill(4, 1); });
  };
  CaptureBytes bytes = CaptureBytes{}.section().interface(1);
  packet(bytes);
  const std::vector<std::string> path{folder.file("a.pcapng", bytes.octets())};
  PcapFiles files{path, LinkTypes{}};
  const auto packets = read_all(files);
  ASSERT_EQ(packets.size(), 1U);
  EXPECT_GT(packets[0].at.ns, 9'223'000'000 * kSecond);
}

struct Damaged {
  const char* name;
  CaptureBytes bytes;
  std::size_t packets;
  std::string text;  // after the path
};

CaptureBytes two() {
  return CaptureBytes{}.pcap().packet(1, 0).packet(2, 0);
}

CaptureBytes two_ng() {
  return CaptureBytes{}.section().interface(1).enhanced_packet(0, 5, 60).enhanced_packet(0, 9, 60);
}

const Damaged kDamaged[] = {
    {"cut in a packet header", two().packet(3, 0).cut(24 + 2 * 76 + 8), 2,
     ":offset 184: damaged after packet 2: truncated dump file, tried to read 16 header bytes, "
     "only "
     "got 8; the 2 packets before it were counted"},
    {"cut in a packet", two().packet(3, 0).cut(24 + 2 * 76 + 16 + 14), 2,
     ":offset 206: damaged after packet 2: truncated dump file, tried to read 60 captured bytes, "
     "only got 14; the 2 packets before it were counted"},
    {"cut in the second packet", two().cut(24 + 76 + 20), 1,
     ":offset 120: damaged after packet 1: truncated dump file, tried to read 60 captured bytes, "
     "only got 4; the packet before it was counted"},
    {"cut in the first packet", two().cut(30), 0,
     ":offset 30: damaged before the first packet: truncated dump file, tried to read 16 header "
     "bytes, only got 6; nothing of it was counted"},
    {"garbage between packets", two().fill(400, 0xff).packet(3, 0), 2,
     ":offset 192: damaged after packet 2: invalid packet capture length 4294967295, bigger than "
     "snaplen of 262144; the 2 packets before it were counted"},
    {"pcapng cut in a packet", two_ng().cut(200), 1,
     ":offset 200: damaged after packet 1: truncated pcapng dump file, tried to read 84 bytes, "
     "only "
     "got 52; the packet before it was counted"},
    {"pcapng with garbage", two_ng().fill(64, 0x77), 2,
     ":offset 240: damaged after packet 2: block in pcapng dump file has a length of 2004318071 "
     "that is not a multiple of 4; the 2 packets before it were counted"},
    {"pcapng without the packet's interface", two_ng().enhanced_packet(5, 9, 60), 2,
     ":offset 324: damaged after packet 2: a packet arrived on interface 5, but there's no "
     "Interface Description Block for that interface; the 2 packets before it were counted"},
};

TEST(PcapDamage, EndsTheFileAfterWhatCouldBeRead) {
  const TemporaryFolder folder;
  for (const Damaged& one : kDamaged) {
    const std::vector<std::string> path{folder.file("a.pcap", one.bytes.octets())};
    PcapFiles files{path, LinkTypes{}};
    EXPECT_EQ(read_all(files).size(), one.packets) << one.name;
    EXPECT_EQ(texts(files.problems()), std::vector<std::string>{path[0] + one.text}) << one.name;
    EXPECT_EQ(files.bytes_read(), files.bytes_total()) << one.name;
  }
}

// Property: a file cut anywhere gives the packets that are whole, and one problem unless the cut is
// between packets.
TEST(PcapDamage, IsNoticedForEveryCutOfAFile) {
  const TemporaryFolder folder;
  const CaptureBytes whole = two();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::vector<std::string> path{
        folder.file("a.pcap", CaptureBytes{whole}.cut(size).octets())};
    PcapFiles files{path, LinkTypes{}};
    EXPECT_EQ(read_all(files).size(), size < 100 ? 0U : 1U) << size;
    EXPECT_EQ(files.problems().size(), size == 24 || size == 100 ? 0U : 1U) << size;
  }
}

}  // namespace
}  // namespace celltally
