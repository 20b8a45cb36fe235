#include "decode/sccp_segments.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/sigtran_decoded.hpp"

namespace celltally {
namespace {

using Added = SccpSegments::Added;
using Type = SccpMessage::Type;

constexpr SccpSegments::Limits kSmall{
    .messages_max = 3, .message_octets_max = 16, .lent_max = 2, .age_s_max = 2};

// Puts pieces through one table, and holds its counters against each other.
class Table {
 public:
  Added on_connection(std::uint32_t reference, std::string_view data, bool more) {
    SccpMessage message = begin(Type::data_form_1, data);
    message.destination_reference = reference;
    message.more = more;
    return add(message);
  }
  Added numbered(std::uint32_t reference, std::string_view data, bool first, int left) {
    SccpMessage message = begin(Type::extended_unitdata, data);
    message.segmented = true;
    message.segmentation_reference = reference;
    message.first_segment = first;
    message.segments_left = static_cast<std::uint8_t>(left);
    return add(message);
  }
  void next_packet(std::int64_t milliseconds = 0) {
    at_.ns += milliseconds * 1'000'000;
    segments.begin_packet(at_);
  }

  SccpSegments segments{kSmall};
  std::string whole;  // of the last

 private:
  SccpMessage begin(Type type, std::string_view data) {
    octets_.assign(data.begin(), data.end());
    SccpMessage message;
    message.type = type;
    message.origin = SignallingPoint::of_code(2, 1);
    message.destination = SignallingPoint::of_code(2, 2);
    message.data = octets_;
    return message;
  }
  Added add(SccpMessage& message) {
    const Added added = segments.add(message);
    whole.assign(message.data.begin(), message.data.end());
    const auto& counters = segments.counters();
    EXPECT_EQ(counters.begun, counters.joined + counters.expired + counters.evicted +
                                  counters.refused + segments.held());
    return added;
  }

  Timestamp at_ = Timestamp::from_seconds(1'700'000'000);
  Octets octets_;
};

TEST(SccpSegments, JoinWhatAConnectionCarriesInPieces) {
  Table table;
  table.next_packet();
  EXPECT_EQ(table.on_connection(7, "whole", false), Added::whole);
  EXPECT_EQ(table.on_connection(7, "one,", true), Added::held);
  EXPECT_EQ(table.on_connection(8, "other", true), Added::held);
  table.next_packet(10);
  EXPECT_EQ(table.on_connection(7, "two,", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "three", false), Added::completed);
  EXPECT_EQ(table.whole, "one,two,three");
  EXPECT_TRUE(table.segments.lent());
  EXPECT_EQ(table.on_connection(7, "next", false), Added::whole);
  table.next_packet();
  EXPECT_FALSE(table.segments.lent());
  EXPECT_EQ(table.segments.held(), 1u);
  EXPECT_EQ(table.segments.counters().segments, 4u);
}

TEST(SccpSegments, JoinNumberedPiecesInTheirOrderOnly) {
  Table table;
  table.next_packet();
  EXPECT_EQ(table.numbered(1, "alone", true, 0), Added::whole);
  EXPECT_EQ(table.numbered(1, "a", true, 2), Added::held);
  EXPECT_EQ(table.numbered(1, "b", false, 1), Added::held);
  EXPECT_EQ(table.numbered(1, "c", false, 0), Added::completed);
  EXPECT_EQ(table.whole, "abc");

  EXPECT_EQ(table.numbered(2, "b", false, 1), Added::refused);  // without a beginning
  EXPECT_EQ(table.numbered(3, "a", true, 2), Added::held);
  EXPECT_EQ(table.numbered(3, "c", false, 0), Added::refused);  // one is missing
  EXPECT_EQ(table.numbered(3, "b", false, 1), Added::refused);
  EXPECT_EQ(table.numbered(4, "a", true, 1), Added::held);
  EXPECT_EQ(table.numbered(4, "A", true, 1), Added::held);  // begun anew
  EXPECT_EQ(table.numbered(4, "B", false, 0), Added::completed);
  EXPECT_EQ(table.whole, "AB");
  EXPECT_EQ(table.segments.counters().stray, 3u);
  EXPECT_EQ(table.segments.counters().refused, 2u);
}

TEST(SccpSegments, GiveUpAMessageThatIsTooLargeWithAllOfIt) {
  Table table;
  table.next_packet();
  EXPECT_EQ(table.on_connection(7, "0123456789", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "0123456789", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "0123", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "end", false), Added::refused);
  EXPECT_EQ(table.on_connection(7, "small", false), Added::whole);
  EXPECT_EQ(table.on_connection(7, "0123456789", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "abcdef", false), Added::completed);  // just fits
  EXPECT_EQ(table.whole, "0123456789abcdef");
}

TEST(SccpSegments, LendNoMoreThanThereIsRoomForInAPacket) {
  Table table;
  table.next_packet();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(table.on_connection(7, "0123456789abcdef", true), Added::held);
    EXPECT_EQ(table.on_connection(7, "", false), Added::completed);
  }
  EXPECT_EQ(table.on_connection(7, "0", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "1", false), Added::refused);
  table.next_packet();
  EXPECT_EQ(table.on_connection(7, "0", true), Added::held);
  EXPECT_EQ(table.on_connection(7, "1", false), Added::completed);
}

TEST(SccpSegments, MakeRoomAtTheCostOfTheOldest) {
  Table table;
  table.next_packet();
  for (std::uint32_t reference = 1; reference <= 4; ++reference) {
    EXPECT_EQ(table.on_connection(reference, "a", true), Added::held);
  }
  EXPECT_EQ(table.segments.held(), 3u);
  EXPECT_EQ(table.segments.counters().evicted, 1u);
  EXPECT_EQ(table.on_connection(1, "b", false), Added::whole);  // its beginning is gone
  EXPECT_EQ(table.on_connection(2, "b", false), Added::completed);
}

TEST(SccpSegments, WaitNoLongerThanTheyMay) {
  Table table;
  table.next_packet();
  EXPECT_EQ(table.on_connection(1, "a", true), Added::held);
  table.next_packet(1999);
  EXPECT_EQ(table.on_connection(2, "a", true), Added::held);
  EXPECT_EQ(table.segments.held(), 2u);
  table.next_packet(2);
  EXPECT_EQ(table.segments.held(), 1u);
  EXPECT_EQ(table.segments.counters().expired, 1u);
  table.next_packet(-60'000);  // a clock that jumped back
  EXPECT_EQ(table.segments.held(), 0u);
}

TEST(SccpSegments, TellConnectionsOfDifferentPointsApart) {
  SigtranTap tap;
  const Octets one{'a'};
  EXPECT_EQ(tap.up(sigtran::data_form_1(5, one, true)), std::nullopt);
  EXPECT_EQ(tap.down(sigtran::data_form_1(5, one, true)), std::nullopt);
  EXPECT_EQ(tap.transport.segments().held(), 2u);
}

// Tiny pieces, endless: the work grows with their number, and no more.
TEST(SccpSegments, TakeTimeInProportionToThePieces) {
  const auto steps_of = [](int pieces) {
    SccpSegments segments{SccpSegments::Limits{}};
    for (int i = 0; i < pieces; ++i) {
      const Octets one{1};
      SccpMessage message;
      message.type = Type::data_form_1;
      message.destination_reference = static_cast<std::uint32_t>(i);
      message.more = true;
      message.data = one;
      segments.begin_packet(Timestamp::from_seconds(1'700'000'000));
      segments.add(message);
    }
    return segments.steps();
  };
  const auto few = steps_of(20'000);
  const auto many = steps_of(40'000);
  EXPECT_LT(many, 3 * few);
  EXPECT_LT(many, 4u * 40'000u);
}

}  // namespace
}  // namespace celltally
