#include "outbox/acknowledgement_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/faulty_calls.hpp"
#include "tests/outbox/folder_state.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;

class AcknowledgementFile : public ::testing::Test {
 protected:
  ~AcknowledgementFile() override { test::FaultyCalls::stop(); }

  const testing::TemporaryFolder folder_;
  const std::string path_ = folder_.path("acknowledged");
};

TEST_F(AcknowledgementFile, SaysWhatWasWritten) {
  EXPECT_EQ(*read_acknowledgement(path_), 0u) << "there is none yet";
  for (const std::uint64_t sequence :
       {std::uint64_t{0}, std::uint64_t{1767268800}, std::uint64_t{999'999'999'999'999'999}}) {
    EXPECT_FALSE(write_acknowledgement(path_, sequence));
    const auto read = read_acknowledgement(path_);
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, sequence);
    EXPECT_EQ(test::text_of(path_), std::to_string(sequence) + "\n");
  }
  EXPECT_FALSE(fs::exists(path_ + ".part"));
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0644u) << "the probe is another user";
}

TEST_F(AcknowledgementFile, WithAnythingElseInItIsNoNumber) {
  for (const char* const text :
       {"", "\n", "12", "12\n\n", " 12\n", "012\n", "-1\n", "+1\n", "1e3\n", "twelve\n", "12\r\n",
        "1000000000000000000\n", "99999999999999999999999999999999999999\n", "12\n13\n"}) {
    test::put(path_, text);
    const auto read = read_acknowledgement(path_);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error(), path_ + ": it must be a line with the number of a segment");
  }
}

TEST_F(AcknowledgementFile, MayBeAnythingThatSomebodyPutThere) {
  fs::create_directory(path_);
  EXPECT_EQ(read_acknowledgement(path_).error(), path_ + ": not a regular file");
  fs::remove(path_);
  test::put(folder_.path("other"), "12\n");
  fs::create_symlink(folder_.path("other"), path_);
  EXPECT_EQ(read_acknowledgement(path_).error(),
            path_ + ": cannot be read: Too many levels of symbolic links");
  fs::remove(path_);
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(read_acknowledgement(path_).error(), path_ + ": not a regular file");
}

TEST_F(AcknowledgementFile, KeepsTheOldNumberWhenTheNewOneCannotBeWritten) {
  EXPECT_FALSE(write_acknowledgement(path_, 5));
  for (long n = 1; n <= 5; ++n) {
    test::FaultyCalls::fail(n, ENOSPC);
    const auto fault = write_acknowledgement(path_, 6);
    test::FaultyCalls::stop();
    ASSERT_TRUE(fault) << n;
    EXPECT_EQ(fault->text, path_ + ": cannot be written: No space left on device");
    EXPECT_TRUE(fault->no_room());
    EXPECT_EQ(*read_acknowledgement(path_), 5u);
    EXPECT_FALSE(fs::exists(path_ + ".part"));
  }
}

}  // namespace
}  // namespace celltally
