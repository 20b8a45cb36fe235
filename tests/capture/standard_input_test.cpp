// "-": the same file through a pipe, which can neither be rewound nor asked for its length.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using testing::CaptureBytes;
using testing::read_all;
using testing::texts;

// Puts octets into the standard input for as long as it lives. They must fit into a pipe.
class StandardInput {
 public:
  explicit StandardInput(const std::vector<std::uint8_t>& octets) : before_(dup(STDIN_FILENO)) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    if (write(ends[1], octets.data(), octets.size()) != static_cast<ssize_t>(octets.size())) {
      std::abort();
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;
  ~StandardInput() {
    dup2(before_, STDIN_FILENO);
    close(before_);
  }

 private:
  int before_;
};

const std::vector<std::string> kDash{"-"};

TEST(StandardInput, IsReadAsAFileIs) {
  for (const CaptureBytes& bytes :
       {CaptureBytes{}.pcap().packet(1, 0).packet(2, 0),
        CaptureBytes{}.section().interface(1).enhanced_packet(0, 5, 60).enhanced_packet(0, 6,
                                                                                        60)}) {
    const StandardInput input{bytes.octets()};
    PcapFiles files{kDash, LinkTypes{}};
    EXPECT_EQ(files.bytes_total(), 0U);
    EXPECT_EQ(read_all(files).size(), 2U);
    EXPECT_TRUE(files.problems().empty());
    EXPECT_EQ(files.bytes_total(), 0U);
  }
}

TEST(StandardInput, HasMessagesThatFitIt) {
  const struct {
    CaptureBytes bytes;
    std::string text;
  } cases[] = {
      {{}, "standard input: empty, without even a file header; copy it or capture it again"},
      {CaptureBytes{}.text("BZh91AY"),
       "standard input: bzip2-compressed; run: bunzip2 -c FILE | celltally replay -"},
      {CaptureBytes{}.pcap().packet(1, 0).cut(90),
       "standard input:offset 90: damaged before the first packet: truncated dump file, tried to "
       "read 60 captured bytes, only got 50; nothing of it was counted"},
  };
  for (const auto& one : cases) {
    const StandardInput input{one.bytes.octets()};
    PcapFiles files{kDash, LinkTypes{}};
    EXPECT_TRUE(read_all(files).empty());
    EXPECT_EQ(texts(files.problems()), std::vector<std::string>{one.text});
  }
}

TEST(StandardInput, LeavesTheTotalUnknownBesideAFile) {
  const testing::TemporaryFolder folder;
  const CaptureBytes bytes = CaptureBytes{}.pcap().packet(1, 0);
  const StandardInput input{bytes.octets()};
  const std::vector<std::string> paths{folder.file("a", bytes.octets()), "-"};
  PcapFiles files{paths, LinkTypes{}};
  EXPECT_EQ(files.bytes_total(), 0U);
  EXPECT_EQ(read_all(files).size(), 2U);
  EXPECT_EQ(files.bytes_total(), 0U);
  EXPECT_TRUE(files.problems().empty());
}

TEST(StandardInput, IsReadOnceOnly) {
  const StandardInput input{CaptureBytes{}.pcap().packet(1, 0).octets()};
  const std::vector<std::string> paths{"-", "-"};
  PcapFiles files{paths, LinkTypes{}};
  EXPECT_EQ(read_all(files).size(), 1U);
  EXPECT_EQ(texts(files.problems()),
            std::vector<std::string>{
                "standard input: named twice; name it once; it can be read only once"});
}

TEST(StandardInput, MayBeMissing) {
  const StandardInput restored{{}};
  close(STDIN_FILENO);
  PcapFiles files{kDash, LinkTypes{}};
  EXPECT_TRUE(files.finished());
  EXPECT_EQ(texts(files.problems()),
            std::vector<std::string>{"standard input: not open; pipe a capture into it"});
}

// A packet is given before the next one was written: a live pipe lags by nothing.
TEST(Fifo, GivesAPacketBeforeTheNextOneIsWritten) {
  const testing::TemporaryFolder folder;
  const std::vector<std::string> path{folder.path("fifo")};
  ASSERT_EQ(mkfifo(path[0].c_str(), 0600), 0);
  int writer = -1;
  std::thread opener{[&] {
    writer = open(path[0].c_str(), O_WRONLY);
    const auto octets = CaptureBytes{}.pcap().packet(1, 0).octets();
    EXPECT_EQ(write(writer, octets.data(), octets.size()), static_cast<ssize_t>(octets.size()));
  }};
  PcapFiles files{path, LinkTypes{}};
  opener.join();
  std::array<Packet, 1> room;
  EXPECT_EQ(files.poll(room).size(), 1U);
  EXPECT_FALSE(files.finished());
  close(writer);
  EXPECT_TRUE(files.poll(room).empty());
  EXPECT_TRUE(files.finished());
  EXPECT_TRUE(files.problems().empty());
}

}  // namespace
}  // namespace celltally
