#include "simulate/capture_writer.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "simulate/octets.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

TEST(CaptureWriter, WritesAPcapFileWithNanoseconds) {
  const std::string path = testing::TempDir() + "capture_writer_test.pcap";
  auto writer = CaptureWriter::open(path);
  ASSERT_TRUE(writer) << writer.error();
  writer->write({1'000'000'007}, Octets{0xaa, 0xbb});
  ASSERT_TRUE(writer->close());
  std::ifstream file{path, std::ios::binary};
  std::ostringstream read;
  read << file.rdbuf();
  const std::string bytes = read.str();
  std::remove(path.c_str());
  EXPECT_EQ(hex(Octets{bytes.begin(), bytes.end()}),
            "4d3cb2a1"
            "02000400"
            "00000000"
            "00000000"
            "00000400"
            "01000000"
            "01000000"
            "07000000"
            "02000000"
            "02000000"
            "aabb");
}

TEST(CaptureWriter, SaysWhyItCannotOpen) {
  const auto writer = CaptureWriter::open("/nonexistent/out.pcap");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error(), "/nonexistent/out.pcap: No such file or directory");
}

TEST(CaptureWriter, SaysWhenTheDiskIsFull) {
  auto writer = CaptureWriter::open("/dev/full");
  ASSERT_TRUE(writer);
  writer->write({0}, Octets(100));
  EXPECT_FALSE(writer->close());
}

}  // namespace
}  // namespace celltally
