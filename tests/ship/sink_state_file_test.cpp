#include "ship/sink_state_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ship/secret_file.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/running_shipper.hpp"

namespace celltally {
namespace {

SinkState some_state() {
  return {.begun = 3,
          .done = 20,
          .done_sha256 = std::string(64, 'a'),
          .delivered = 10,
          .refused = 3,
          .dropped = 4,
          .damaged = 1,
          .last_error = "no \"route\"\n to host \xff",
          .failing_since = Timestamp::from_seconds(1767268800),
          .refused_names = {"7 presence x", "8 events y"}};
}

class SinkStateFile : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  std::string path_ = folder_.path("sink-one.json");
};

TEST_F(SinkStateFile, IsReadBackAsItWasWritten) {
  SinkState state = some_state();
  EXPECT_EQ(save_sink_state(path_, state), std::nullopt);
  state.last_error.replace(state.last_error.size() - 1, 1, "\xef\xbf\xbd");  // was no UTF-8
  const auto loaded = load_sink_state(path_);
  ASSERT_TRUE(loaded) << loaded.error();
  EXPECT_EQ(loaded.value(), state);
  state.failing_since.reset();
  EXPECT_EQ(save_sink_state(path_, state), std::nullopt);
  EXPECT_EQ(load_sink_state(path_).value(), state);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
}

TEST_F(SinkStateFile, ThatIsNotThereIsNoProblem) {
  const auto loaded = load_sink_state(path_);
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->has_value());
}

// Whatever is left of it after a fault: an error or the same state, never another one.
TEST_F(SinkStateFile, TornAtAnyOctetIsToldOrTheSame) {
  SinkState state = some_state();
  state.last_error = "down";
  ASSERT_EQ(save_sink_state(path_, state), std::nullopt);
  const std::string whole = testing::file_text(path_);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    std::ofstream{path_, std::ios::binary | std::ios::trunc} << whole.substr(0, length);
    const auto loaded = load_sink_state(path_);
    if (loaded) {
      EXPECT_EQ(loaded.value(), state) << length;
    } else {
      EXPECT_EQ(loaded.error(), path_ + ": is not the state of a sink");
    }
  }
}

TEST_F(SinkStateFile, WhoseCountsDoNotSumUpIsToldSo) {
  SinkState state = some_state();
  ++state.delivered;
  ASSERT_EQ(save_sink_state(path_, state), std::nullopt);
  EXPECT_EQ(load_sink_state(path_).error(), path_ + ": its counts do not sum up");
}

TEST_F(SinkStateFile, FailureToWriteNamesFileAndReason) {
  const std::string nowhere = folder_.path("none/sink.json");
  EXPECT_EQ(save_sink_state(nowhere, some_state()),
            nowhere + ": cannot be written: No such file or directory");
}

TEST(SecretFile, HoldsOneLine) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.path("token");
  const struct {
    std::string text, secret, problem;
  } cases[] = {{"abc", "abc", ""},
               {"  abc \r\n", "abc", ""},
               {"", "", ": is empty; put the secret in it"},
               {"\n\n", "", ": is empty; put the secret in it"},
               {"a\r\nX-Evil: 1", "", ": must hold one line of printable ASCII"},
               {std::string(8193, 'x'), "", ": is longer than a secret"}};
  for (const auto& [text, secret, problem] : cases) {
    std::ofstream{path, std::ios::trunc} << text;
    const auto read = read_secret(path);
    if (problem.empty()) {
      EXPECT_EQ(read.value(), secret);
    } else {
      ASSERT_FALSE(read);
      EXPECT_EQ(read.error(), path + problem);
    }
  }
}

}  // namespace
}  // namespace celltally
