#include "simulate/sctp_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "simulate/frame_builder.hpp"
#include "simulate/node_address.hpp"

namespace celltally {
namespace {

Octets last(const Octets& octets, std::size_t count) {
  return {octets.end() - static_cast<std::ptrdiff_t>(count), octets.end()};
}

// RFC 3720 B.4, and the value that catalogues of such sums give for these nine digits.
TEST(SctpBuilder, ChecksumIsThatOfTheWorkedExamples) {
  EXPECT_EQ(sctp::crc32c(Octets(32)), 0x8a9136aau);
  EXPECT_EQ(sctp::crc32c(Octets(32, 0xff)), 0x62a8ab43u);
  EXPECT_EQ(sctp::crc32c(Octets{'1', '2', '3', '4', '5', '6', '7', '8', '9'}), 0xe3069283u);
}

TEST(SctpBuilder, DataHasLengthFlagsAndPadding) {
  const Octets expected{0, 3, 0, 21, 0, 0, 0, 1, 0, 1, 0, 2, 0, 0, 0, 18, 1, 2, 3, 4, 5, 0, 0, 0};
  EXPECT_EQ(sctp::data({.tsn = 1, .stream = 1, .number = 2}, Octets{1, 2, 3, 4, 5}), expected);
}

TEST(SctpBuilder, IDataHasThePpidInTheFirstFragmentAndTheFsnInOthers) {
  const Octets first{64, 2, 0, 21, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 9, 0, 0, 0, 60, 7, 0, 0, 0};
  EXPECT_EQ(
      sctp::i_data({.tsn = 1, .stream = 1, .number = 9, .ppid = 60, .last = false}, Octets{7}),
      first);
  const Octets second{64, 5, 0, 21, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 9, 0, 0, 0, 4, 7, 0, 0, 0};
  EXPECT_EQ(sctp::i_data(
                {.tsn = 1, .stream = 1, .number = 9, .fsn = 4, .first = false, .unordered = true},
                Octets{7}),
            second);
}

TEST(SctpBuilder, PacketHasTheCommonHeaderAndItsChecksum) {
  const Octets built = sctp::packet({.tag = 0x01020304}, {sctp::abort()});
  Octets without_sum = built;
  std::fill_n(without_sum.begin() + 8, 4, std::uint8_t{0});
  const Octets expected{0x9c, 0x40, 0x8e, 0x3c, 1, 2, 3, 4, 0, 0, 0, 0, 6, 0, 0, 4};
  EXPECT_EQ(without_sum, expected);
  const std::uint32_t sum = sctp::crc32c(without_sum);
  EXPECT_EQ(built[8], sum & 0xff);
  EXPECT_EQ(built[11], sum >> 24);
}

TEST(SctpBuilder, GoesIntoIpOfBothFamilies) {
  const Octets inner = sctp::packet({}, {sctp::sack(1)});
  const Octets v4 = sctp_packet(node("10.1.1.1"), node("10.2.2.2"), inner);
  EXPECT_EQ(v4[9], 132);
  EXPECT_EQ(last(v4, inner.size()), inner);
  const Octets v6 = sctp_packet(node("2001:db8::1"), node("2001:db8::2"), inner);
  EXPECT_EQ(v6[6], 132);
  EXPECT_EQ(last(v6, inner.size()), inner);
}

}  // namespace
}  // namespace celltally
