#include "decode/byte_cursor.hpp"

#include <gtest/gtest.h>

#include <array>

namespace celltally {
namespace {

constexpr std::array<std::uint8_t, 8> kBytes{0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0};

TEST(ByteCursor, NumbersAreBigEndian) {
  ByteCursor cursor{kBytes};
  EXPECT_EQ(cursor.u8(), 0x12);
  EXPECT_EQ(cursor.u16(), 0x3456);
  EXPECT_EQ(cursor.u32(), 0x789abcdeu);
  EXPECT_EQ(cursor.u8(), 0xf0);
  EXPECT_TRUE(cursor.empty());
  EXPECT_TRUE(cursor.ok());
}

TEST(ByteCursor, AnOverrunGivesZeroAndNothingMoreAndIsRemembered) {
  ByteCursor cursor{kBytes};
  cursor.skip(6);
  EXPECT_EQ(cursor.u24(), 0u);
  EXPECT_TRUE(cursor.empty());
  EXPECT_FALSE(cursor.ok());
  EXPECT_EQ(cursor.u8(), 0u);
  EXPECT_TRUE(cursor.bytes(1).empty());
  EXPECT_FALSE(cursor.ok());
}

TEST(ByteCursor, AnEmptyOneIsNotOverrunBeforeItIsRead) {
  EXPECT_TRUE(ByteCursor{}.ok());
  EXPECT_TRUE(ByteCursor{std::span<const std::uint8_t>{}}.ok());
  ByteCursor cursor;
  EXPECT_EQ(cursor.u16(), 0u);
  EXPECT_FALSE(cursor.ok());
}

TEST(ByteCursor, ChildCannotReachPastItsParent) {
  ByteCursor parent{std::span{kBytes}.first(4)};
  parent.skip(2);
  ByteCursor child = parent.sub(3);
  EXPECT_TRUE(child.empty());
  EXPECT_TRUE(child.ok());
  EXPECT_FALSE(parent.ok());
  EXPECT_TRUE(parent.empty());
}

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
