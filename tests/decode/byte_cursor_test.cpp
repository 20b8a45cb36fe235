#include "decode/byte_cursor.hpp"

#include <gtest/gtest.h>

#include <array>

namespace celltally {
namespace {

constexpr std::array<std::uint8_t, 8> kBytes{0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0};

// In the compiler, where reading outside would not compile.
constexpr bool numbers_are_big_endian() {
  ByteCursor cursor{kBytes};
  const bool first = cursor.u8() == 0x12 && cursor.u16() == 0x3456;
  return first && cursor.u32() == 0x789abcde && cursor.u8() == 0xf0 && cursor.empty() &&
         cursor.ok();
}
static_assert(numbers_are_big_endian());

constexpr bool overrun_is_zero_empty_and_remembered() {
  ByteCursor cursor{kBytes};
  cursor.skip(6);
  const bool zero = cursor.u24() == 0 && cursor.empty() && !cursor.ok();
  return zero && cursor.u8() == 0 && cursor.bytes(1).empty() && !cursor.ok();
}
static_assert(overrun_is_zero_empty_and_remembered());

constexpr bool child_cannot_reach_past_its_parent() {
  ByteCursor parent{std::span{kBytes}.first(4)};
  parent.skip(2);
  ByteCursor child = parent.sub(3);
  return child.empty() && child.ok() && !parent.ok() && parent.empty();
}
static_assert(child_cannot_reach_past_its_parent());

TEST(ByteCursor, TakesExactlyWhatThereIs) {
  ByteCursor cursor{kBytes};
  EXPECT_EQ(cursor.bytes(8).size(), 8u);
  EXPECT_TRUE(cursor.ok());
  EXPECT_TRUE(cursor.empty());
}

TEST(ByteCursor, GivesAllOfTheBytesOrNone) {
  for (std::size_t count = 0; count < 12; ++count) {
    ByteCursor cursor{kBytes};
    const auto taken = cursor.bytes(count);
    EXPECT_EQ(taken.size(), count <= 8 ? count : 0);
    EXPECT_EQ(cursor.ok(), count <= 8);
    EXPECT_EQ(cursor.size(), count <= 8 ? 8 - count : 0);
  }
}

TEST(ByteCursor, ChildReadsItsPartAndTheParentGoesOnBehindIt) {
  ByteCursor parent{kBytes};
  ByteCursor child = parent.sub(3);
  EXPECT_EQ(child.u24(), 0x123456u);
  EXPECT_EQ(child.u8(), 0u);
  EXPECT_FALSE(child.ok());
  EXPECT_TRUE(parent.ok());
  EXPECT_EQ(parent.u8(), 0x78u);
}

TEST(ByteCursor, LooksAtTheRestWithoutTakingIt) {
  ByteCursor cursor{kBytes};
  cursor.skip(7);
  EXPECT_EQ(cursor.rest().front(), 0xf0);
  EXPECT_EQ(cursor.size(), 1u);
}

TEST(ByteCursor, SkippingTheLargestCountIsAnOverrun) {
  ByteCursor cursor{kBytes};
  cursor.skip(SIZE_MAX);
  EXPECT_FALSE(cursor.ok());
}

TEST(ByteCursor, OfNothingIsEmptyAndFine) {
  const ByteCursor cursor;
  EXPECT_TRUE(cursor.empty());
  EXPECT_TRUE(cursor.ok());
}

}  // namespace
}  // namespace celltally
