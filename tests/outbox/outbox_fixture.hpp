#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "outbox/outbox.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/outbox/faulty_calls.hpp"
#include "tests/outbox/folder_state.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally::test {

inline constexpr std::int64_t kHour = 3600;

// Some minutes after hour `number` of the day of DayBuilder ended.
inline Timestamp after_hour(std::int64_t number) {
  return Timestamp::from_seconds(test::kFour.seconds() + (number + 1) * kHour + 300);
}

class OutboxFixture : public ::testing::Test {
 protected:
  ~OutboxFixture() override { FaultyCalls::stop(); }

  Outbox opened(Timestamp now, std::uint64_t acknowledged = 0) {
    auto outbox = Outbox::open(folder_, limits_, now, acknowledged);
    if (!outbox) ADD_FAILURE() << outbox.error();
    return std::move(*outbox);
  }

  static Outbox::Stored add(Outbox& outbox, int hour) {
    auto window = test::presence(hour);
    return outbox.add(std::move(window.about), std::move(window.rows), after_hour(hour));
  }

  FolderState state() const { return FolderState::of(folder_); }

  std::filesystem::path file_of(std::uint64_t sequence) const {
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      if (file.path().filename().string().starts_with(sequence_digits(sequence)))
        return file.path();
    }
    ADD_FAILURE() << sequence;
    return {};
  }

  const testing::TemporaryFolder temporary_;
  const std::string folder_ = temporary_.path("");
  OutboxLimits limits_;
  const std::uint64_t first_ = static_cast<std::uint64_t>(after_hour(0).seconds());
};

}  // namespace celltally::test
