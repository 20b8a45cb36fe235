#include "ship/outbox_source.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/outbox_files.hpp"

namespace celltally {
namespace {

using testing::made_segment;
using testing::OutboxFiles;
using Kind = SegmentSource::Problem::Kind;

class OutboxSourceTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  OutboxFiles files_{folder_.path("outbox")};
  OutboxSource source_{files_.folder()};
};

TEST_F(OutboxSourceTest, ListsInOrderAndReadsWhatWasWritten) {
  std::vector<Segment> written;
  for (const std::uint64_t i : {5u, 6u, 70u}) written.push_back(files_.add(made_segment(i)));
  const auto list = source_.list();
  ASSERT_TRUE(list) << list.error();
  ASSERT_EQ(list->size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const ListedSegment& listed = (*list)[i];
    EXPECT_EQ(listed.sequence, written[i].header.sequence);
    EXPECT_EQ(listed.bytes, std::filesystem::file_size(files_.path_of(written[i].header)));
    EXPECT_GT(listed.written.ns, 0);
    const auto segment = source_.read(listed.sequence);
    ASSERT_TRUE(segment) << segment.error().text;
    EXPECT_EQ(segment->sha256, written[i].sha256);
    EXPECT_EQ(segment->header, written[i].header);
    EXPECT_EQ(segment->rows.size(), written[i].rows.size());
  }
}

TEST_F(OutboxSourceTest, TellsGoneFromDamaged) {
  EXPECT_EQ(source_.read(1).error().kind, Kind::gone);
  const std::string path = files_.path_of(files_.add(made_segment(1)).header);
  std::ofstream{path} << "half a se";
  EXPECT_EQ(source_.read(1).error().kind, Kind::damaged);
}

TEST_F(OutboxSourceTest, WithoutFileDescriptorsNothingIsKnown) {
  files_.add(made_segment(1));
  rlimit old{};
  getrlimit(RLIMIT_NOFILE, &old);
  rlimit none = old;
  none.rlim_cur = 0;
  setrlimit(RLIMIT_NOFILE, &none);
  const auto list = source_.list();
  const auto segment = source_.read(1);
  setrlimit(RLIMIT_NOFILE, &old);
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error(), files_.folder() + ": cannot be listed: Too many open files");
  ASSERT_FALSE(segment);
  EXPECT_EQ(segment.error().kind, Kind::unreadable);
  EXPECT_TRUE(source_.read(1));
}

// A hole that is listed counts as a loss: there must be none that is not there.
TEST_F(OutboxSourceTest, NeverListsAHoleWhileSegmentsAreAdded) {
  constexpr std::uint64_t kSegments = 4000;
  std::atomic<bool> done{false};
  std::thread writer{[&] {
    for (std::uint64_t i = 1; i <= kSegments; ++i) {
      SegmentHeader header = made_segment(i, 0).header;
      std::ofstream{files_.path_of(header) + ".part"} << "x";
      std::filesystem::rename(files_.path_of(header) + ".part", files_.path_of(header));
    }
    done = true;
  }};
  std::size_t holes = 0;
  while (!done) {
    const auto list = source_.list();
    ASSERT_TRUE(list);
    for (std::size_t i = 0; i < list->size(); ++i) holes += (*list)[i].sequence != i + 1 ? 1u : 0u;
  }
  writer.join();
  EXPECT_EQ(holes, 0u);
  EXPECT_EQ(source_.list()->size(), kSegments);
}

}  // namespace
}  // namespace celltally
