#include "decode/gtpv1_header.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "decode/gtpv1.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"

namespace celltally {
namespace {

struct Case {
  std::string_view name;
  std::string_view payload;
  PacketOutcome outcome;
};

// An Update PDP Context Request with NSAPI 5 wherever nothing else is said.
constexpr Case kOutcomes[] = {
    {"shortest, without any optional part", "30120002dd0000011405", PacketOutcome::signalling},
    {"sequence number", "32120006dd000001002800001405", PacketOutcome::signalling},
    {"N-PDU number brings the sequence's place too", "31120006dd000001002800001405",
     PacketOutcome::signalling},
    {"an extension type without its flag is no extension",
     "32120006dd00000100280085"
     "1405",
     PacketOutcome::signalling},
    {"extension flag, no extension", "36120006dd000001002800001405", PacketOutcome::signalling},
    {"one extension header", "3612000add000001002800c0010005001405", PacketOutcome::signalling},
    {"two extension headers",
     "36120012dd000001002800c001000501"
     "020000000000"
     "0000"
     "1405",
     PacketOutcome::signalling},
    {"spare bit set", "3a120006dd000001002800001405", PacketOutcome::signalling},
    {"octets beyond the message", "30120002dd0000011405999999", PacketOutcome::signalling},
    {"no elements",
     "32010004000000000028"
     "0000",
     PacketOutcome::signalling},
    {"type that has no name",
     "3228000400000000002800"
     "00",
     PacketOutcome::signalling},

    {"empty", "", PacketOutcome::truncated_gtp_header},
    {"version only", "32", PacketOutcome::truncated_gtp_header},
    {"ends inside the TEID", "32120006dd0000", PacketOutcome::truncated_gtp_header},
    {"ends before the sequence number", "32120006dd000001", PacketOutcome::truncated_gtp_header},
    {"ends inside the optional part", "32120006dd0000010028", PacketOutcome::truncated_gtp_header},
    {"ends before the extension header", "3612000add000001002800c0",
     PacketOutcome::truncated_gtp_header},
    {"ends inside the extension header", "3612000add000001002800c00100",
     PacketOutcome::truncated_gtp_header},

    {"version 0", "1e120006dd000001002800001405", PacketOutcome::bad_gtp_header},
    {"GTP' with version 1", "2e120006dd000001002800001405", PacketOutcome::gtp_prime},
    {"version 3", "72120006dd000001002800001405", PacketOutcome::bad_gtp_header},
    {"version 7, one octet", "ff", PacketOutcome::bad_gtp_header},
    {"user plane", "30ff001c112233444500001c00010000", PacketOutcome::user_plane},
    {"user plane, cut", "30ff", PacketOutcome::user_plane},
    {"length below the optional part", "32120003dd000001002800001405",
     PacketOutcome::bad_gtp_header},
    {"all flags and no length, as other services on the port send", "3703000042000000",
     PacketOutcome::bad_gtp_header},
    {"extension header of length zero", "3612000add000001002800c0000005001405",
     PacketOutcome::bad_gtp_header},
    {"extension header of length zero in a cut message", "361200fadd000001002800c000000500",
     PacketOutcome::bad_gtp_header},
    {"extension header beyond a whole message", "3612000add000001002800c0030005001405",
     PacketOutcome::bad_gtp_header},
    {"extension header announced in a message that has ended", "36120004dd000001002800c0",
     PacketOutcome::bad_gtp_header},
};

TEST(Gtpv1Header, SaysWhatAPayloadIs) {
  for (const Case& one : kOutcomes) {
    const DecodedGtpv1 decoded{octets_from_hex(one.payload)};
    EXPECT_EQ(decoded.outcome, one.outcome) << one.name;
    EXPECT_EQ(decoded.messages, one.outcome == PacketOutcome::signalling ? 1u : 0u) << one.name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << one.name;
  }
}

TEST(Gtpv1Header, GivesTeidTypeSequenceAndTheElementsOnly) {
  const auto payload = octets_from_hex("3612000add000001abcd00c00100050014059999");
  Gtpv1Header header;
  ASSERT_EQ(read_gtpv1_header(payload, header), PacketOutcome::signalling);
  EXPECT_EQ(header.type, 18);
  EXPECT_EQ(header.teid, 0xdd000001);
  EXPECT_EQ(header.sequence, 0xabcd);
  EXPECT_FALSE(header.truncated);
  EXPECT_FALSE(header.suspend_request);
  EXPECT_EQ(header.elements.size(), 2u);
  EXPECT_EQ(header.elements.u16(), 0x1405);
}

TEST(Gtpv1Header, TakesNoSequenceNumberThatIsNotFlagged) {
  const auto payload = octets_from_hex("31120006dd000001abcd00001405");
  Gtpv1Header header;
  ASSERT_EQ(read_gtpv1_header(payload, header), PacketOutcome::signalling);
  EXPECT_EQ(header.sequence, 0);
}

TEST(Gtpv1Header, KeepsWhatIsThereWhenTheLengthPromisesMore) {
  const auto payload = octets_from_hex("32120009dd000001abcd00001405");
  Gtpv1Header header;
  ASSERT_EQ(read_gtpv1_header(payload, header), PacketOutcome::signalling);
  EXPECT_TRUE(header.truncated);
  EXPECT_EQ(header.elements.size(), 2u);
}

// The longest chain that fits a datagram ends, and so does the same chain without its end.
TEST(Gtpv1Header, WalksTheLongestChainOfExtensionHeaders) {
  gtpv1_messages::Octets payload = octets_from_hex("3612fffcdd000001abcd00c0");
  while (payload.size() < 65'540) payload.insert(payload.end(), {1, 0, 0, 0xc0});
  payload.back() = 0;
  EXPECT_EQ(DecodedGtpv1{payload}.outcome, PacketOutcome::signalling);
  payload.back() = 0xc0;
  EXPECT_EQ(DecodedGtpv1{payload}.outcome, PacketOutcome::bad_gtp_header);
}

}  // namespace
}  // namespace celltally
