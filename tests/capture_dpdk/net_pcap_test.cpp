// Capture files through DPDK's net_pcap: the same packets as through libpcap, and each that is lost
// is counted.

#include <gtest/gtest.h>

#include "capture/pcap_files.hpp"
#include "simulate/capture_writer.hpp"
#include "simulate/world.hpp"
#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/in_child.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::CaptureBytes;
using testing::in_child;
using testing::KeptPacket;
using testing::open_port;
using testing::read_all;
using testing::read_file_port;
using testing::start_small;
using testing::TemporaryFolder;

// Packets of many lengths and contents.
std::string varied_capture(const TemporaryFolder& folder, std::uint32_t packets,
                           std::uint32_t length_range = 1500) {
  CaptureBytes bytes = CaptureBytes{}.pcap();
  for (std::uint32_t i = 0; i < packets; ++i) {
    bytes.packet(1'700'000'000 + i / 7, i * 977 % 1'000'000, 14 + i * 31 % length_range,
                 static_cast<std::uint8_t>(i));
  }
  return folder.file("varied.pcap", bytes.octets());
}

std::vector<KeptPacket> through_libpcap(const std::string& path) {
  const std::vector<std::string> paths{path};
  PcapFiles files{paths, LinkTypes{}};
  return read_all(files);
}

std::string town_capture(const TemporaryFolder& folder) {
  const std::string path = folder.path("town.pcap");
  auto writer = CaptureWriter::open(path);
  WorldOptions options;
  options.people = 30;
  options.seed = 3;
  WorldOutputs outputs;
  outputs.packet = [&](TappedInterface, Timestamp at, std::span<const std::uint8_t> frame) {
    writer->write(at, frame);
    return true;
  };
  const Geography geography = Geography::made_up(options.cells, options.seed);
  EXPECT_TRUE((World{options, geography, outputs}.run()));
  EXPECT_TRUE(writer->close());
  return path;
}

TEST(NetPcap, GivesWhatLibpcapGives) {
  for (const std::size_t burst : {1U, 5U, 32U, 100U}) {
    in_child([burst] {
      const TemporaryFolder folder;
      const std::string path = varied_capture(folder, 5000);
      const auto expected = through_libpcap(path);
      ASSERT_EQ(expected.size(), 5000U);

      const auto runtime = start_small();
      const auto port = open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + path});
      EXPECT_TRUE(read_file_port(*port, 0, burst) == expected);
      EXPECT_EQ(port->counters().packets, 5000U);
      EXPECT_EQ(port->counters().lost(), 0U);
      port->stop();
      EXPECT_EQ(port->buffers_in_use(), 0U);
      EXPECT_EQ(port->counters().packets, 5000U);
    });
  }
}

TEST(NetPcap, GivesATownInMicroseconds) {
  in_child([] {
    const TemporaryFolder folder;
    const std::string path = town_capture(folder);
    auto expected = through_libpcap(path);
    ASSERT_GT(expected.size(), 1000U);
    for (KeptPacket& packet : expected) packet.at.ns -= packet.at.ns % 1000;

    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + path});
    EXPECT_TRUE(read_file_port(*port) == expected);
    EXPECT_EQ(port->counters().lost(), 0U);
    EXPECT_FALSE(port->queue(0).finished());
    EXPECT_TRUE(port->exhausted());
  });
}

TEST(NetPcap, TwoPortsDoNotMix) {
  in_child([] {
    const TemporaryFolder folder;
    const std::string varied = varied_capture(folder, 3000);
    const std::string town = town_capture(folder);
    const auto runtime = start_small();
    const auto first = open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + varied});
    {
      const auto second = open_port(
          *runtime, {.device = "net_pcap1,rx_pcap=" + town, .descriptors = 64, .first_source = 9});
      const auto packets = read_file_port(*second);
      ASSERT_EQ(packets.size(), through_libpcap(town).size());
      EXPECT_EQ(packets.back().source, 9);
      EXPECT_EQ(packets.back().frame, packets.size());
    }
    EXPECT_TRUE(read_file_port(*first) == through_libpcap(varied));
    // A port that ended can be opened again.
    const auto again = open_port(*runtime, {.device = "net_pcap1,rx_pcap=" + varied});
    EXPECT_TRUE(read_file_port(*again) == through_libpcap(varied));
  });
}

TEST(NetPcap, EachQueueReadsAFileOfItsOwn) {
  in_child([] {
    const TemporaryFolder folder;
    const std::string varied = varied_capture(folder, 3000);
    const std::string town = town_capture(folder);
    const auto runtime = start_small();
    const auto port =
        open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + varied + ",rx_pcap=" + town,
                             .queues = 2,
                             .descriptors = 64,
                             .first_source = 3});
    const auto first = testing::read_waiting(port->queue(0));
    const auto second = testing::read_waiting(port->queue(1));
    EXPECT_TRUE(port->exhausted());
    ASSERT_EQ(first.size(), 3000U);
    ASSERT_EQ(second.size(), through_libpcap(town).size());
    EXPECT_EQ(first.front().source, 3);
    EXPECT_EQ(second.front().source, 4);
    EXPECT_EQ(
        port->notes(),
        (std::vector<std::string>{"the driver does not spread packets over queues by itself"}));
  });
}

TEST(NetPcap, FramesThatAreTooLongAreCounted) {
  for (const std::uint32_t most : {64U, 1000U, 2048U, 9000U}) {
    in_child([most] {
      const TemporaryFolder folder;
      const std::string path = varied_capture(folder, 4000, 9700);
      std::vector<KeptPacket> expected;
      for (const KeptPacket& packet : through_libpcap(path)) {
        if (packet.bytes.size() <= most)
          expected.push_back(packet);  // frame numbers as in the file
      }
      const auto runtime = start_small();
      const auto port = open_port(
          *runtime,
          {.device = "net_pcap0,rx_pcap=" + path, .descriptors = 512, .frame_bytes_max = most});
      EXPECT_TRUE(read_file_port(*port) == expected);
      const PortCounters counters = port->counters();
      EXPECT_EQ(counters.too_long, 4000 - expected.size());
      EXPECT_EQ(counters.lost(), counters.too_long);
      EXPECT_EQ(counters.packets, expected.size());
      EXPECT_EQ(counters.driver_packets, 4000U);
      port->stop();
      EXPECT_EQ(port->buffers_in_use(), 0U);
    });
  }
}

TEST(NetPcap, WhatFindsNoBufferIsCounted) {
  for (const std::uint32_t buffers : {1U, 2U, 7U, 31U}) {
    in_child([buffers] {
      const TemporaryFolder folder;
      const std::string path = varied_capture(folder, 4000, 2900);
      const auto runtime = start_small();
      const auto port =
          open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + path, .buffers = buffers});
      const auto packets = read_file_port(*port);
      const PortCounters counters = port->counters();
      EXPECT_GT(counters.no_buffer + counters.errors, 0U);
      EXPECT_LT(packets.size(), 4000U);
      EXPECT_EQ(packets.size() + counters.lost(), 4000U);
      port->stop();
      EXPECT_EQ(port->buffers_in_use(), 0U);
    });
  }
}

TEST(NetPcap, WithoutAnEndIsNeverExhausted) {
  in_child([] {
    const TemporaryFolder folder;
    const std::string path = varied_capture(folder, 50);
    const auto runtime = start_small();
    const auto port =
        open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + path + ",infinite_rx=1"});
    std::array<Packet, 32> room;
    std::uint64_t frame = 0;
    for (int i = 0; i < 1000; ++i) {
      for (const Packet& packet : port->queue(0).poll(room)) EXPECT_EQ(packet.frame, ++frame);
      EXPECT_FALSE(port->exhausted());
    }
    EXPECT_EQ(frame, 32'000U);
    EXPECT_EQ(port->queue(0).counters().packets, 32'000U);
  });
}

TEST(NetPcap, AnEmptyFileIsExhausted) {
  in_child([] {
    const TemporaryFolder folder;
    const std::string path = folder.file("none.pcap", CaptureBytes{}.pcap().octets());
    const auto runtime = start_small();
    const auto port = open_port(*runtime, {.device = "net_pcap0,rx_pcap=" + path});
    EXPECT_FALSE(port->exhausted());
    EXPECT_TRUE(read_file_port(*port).empty());
  });
}

}  // namespace
}  // namespace celltally
