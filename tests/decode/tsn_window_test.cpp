#include "decode/tsn_window.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

using Seen = TsnWindow::Seen;
constexpr std::uint32_t kWidth = TsnWindow::kNumbers;

TEST(TsnWindow, TellsACopyFromANewNumberInAnyOrder) {
  TsnWindow window;
  for (const std::uint32_t tsn : {100u, 102u, 101u, 90u, 103u}) {
    EXPECT_EQ(window.see(tsn), Seen::never);
    EXPECT_EQ(window.see(tsn), Seen::before);
  }
  for (const std::uint32_t tsn : {90u, 100u, 101u, 102u, 103u}) {
    EXPECT_EQ(window.see(tsn), Seen::before);
  }
  EXPECT_EQ(window.see(99), Seen::never);
}

TEST(TsnWindow, WrapsAround) {
  TsnWindow window;
  for (std::uint32_t i = 0; i < 3 * kWidth; ++i) {
    const std::uint32_t tsn = 0xfffffff0 + i;
    ASSERT_EQ(window.see(tsn), Seen::never);
    ASSERT_EQ(window.see(tsn), Seen::before);
    if (i >= 20) {
      ASSERT_EQ(window.see(tsn - 20), Seen::before);
    }
  }
}

TEST(TsnWindow, ReachesAsFarBackAsItSays) {
  TsnWindow window;
  window.see(5000);
  EXPECT_EQ(window.see(5000 - kWidth + 1), Seen::never);
  EXPECT_EQ(window.see(5000 - kWidth), Seen::outside);
}

TEST(TsnWindow, AGapLeavesNoOldMarks) {
  for (const std::uint32_t gap :
       {2u, 63u, 64u, 65u, kWidth - 1, kWidth, kWidth + 1, 5 * kWidth, 0x7fffffffu}) {
    TsnWindow window;
    for (std::uint32_t tsn = 1; tsn <= kWidth; ++tsn) window.see(tsn);
    EXPECT_EQ(window.see(kWidth + gap), Seen::never);
    EXPECT_EQ(window.see(kWidth + gap - 1), Seen::never) << gap;
  }
}

// As after a packet with a wrong number: one of the true ones is lost, no more.
TEST(TsnWindow, TwoInARowThatAreOutsideBeginAnew) {
  TsnWindow window;
  window.see(7);
  EXPECT_EQ(window.see(0x40000000), Seen::never);
  EXPECT_EQ(window.see(8), Seen::outside);
  EXPECT_EQ(window.see(8), Seen::outside);
  EXPECT_EQ(window.see(20), Seen::outside);
  EXPECT_EQ(window.see(21), Seen::never);
  EXPECT_EQ(window.see(21), Seen::before);
  EXPECT_EQ(window.see(22), Seen::never);
}

}  // namespace
}  // namespace celltally
