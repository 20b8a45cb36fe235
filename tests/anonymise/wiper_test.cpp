#include "anonymise/wiper.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace celltally {
namespace {

TEST(Wiper, OverwritesThePiecesAndNothingBesideThem) {
  for (const std::size_t length : {0u, 1u, 15u, 16u, 17u, 60u, 186u, 300u, 5000u}) {
    std::vector<std::uint8_t> buffer(2 * length + 3, 0xa5);
    const auto bytes = std::span{buffer};
    const std::vector<WireBytes> wire{WireBytes(bytes.subspan(1, length)), WireBytes(),
                                      WireBytes(bytes.subspan(2 + length, length))};
    Wiper::wipe(wire);
    EXPECT_EQ(std::ranges::count(buffer, 0xa5), 3) << length;
    EXPECT_EQ(buffer.front(), 0xa5);
    EXPECT_EQ(buffer[1 + length], 0xa5);
    EXPECT_EQ(buffer.back(), 0xa5);
  }
}

}  // namespace
}  // namespace celltally
