#include "simulate/diameter_builder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "tests/simulate/hex.hpp"

namespace celltally::diameter {
namespace {

// Made by an independent encoder and read with tshark.
constexpr std::string_view kUpdateLocation =
    "01000184c000013c010000231111111122222222000001074000003a6d6d65312e6570632e6d6e63"
    "3039332e6d63633230382e336770706e6574776f726b2e6f72673b313b323b6170705f7336610000"
    "00000104400000200000010a4000000c000028af000001024000000c01000023000001154000000c"
    "00000001000001084000002e6d6d65312e6570632e6d6e633039332e6d63633230382e336770706e"
    "6574776f726b2e6f7267000000000128400000296570632e6d6e633039332e6d63633230382e3367"
    "70706e6574776f726b2e6f72670000000000011b400000296570632e6d6e633039332e6d63633230"
    "382e336770706e6574776f726b2e6f72670000000000000140000017323038393330303030303030"
    "3030310000000408c0000010000028af000003ec0000057dc0000010000028af000000220000057f"
    "c000000f000028af02f8390000000579c0000038000028af0000057ac000001a000028af33353334"
    "3536373839303132333400000000057bc000000e000028af35360000";
constexpr std::string_view kCreditControl =
    "01000190c00001100100001611111111222222220000010740000034706777312e6570632e6d6e63"
    "3039332e6d63633230382e336770706e6574776f726b2e6f72673b31303b3230000001024000000c"
    "010000160000010840000010706777312e657063000001284000000b657063000000011b4000000b"
    "65706300000001a04000000c000000010000019f4000000c00000000000001bb4000002c000001c2"
    "4000000c00000001000001bc4000001732303839333030303030303030303100000001bb40000028"
    "000001c24000000c00000000000001bc40000013333336313233343536373800000000084000000c"
    "0a2d000100000403c0000010000028af0000000500000408c0000010000028af000003ec000001ca"
    "4000002c000001cb4000000c00000000000001cc4000001833353334353637383930313233343536"
    "0000001e40000010696e7465726e657400000012c0000011000028af323038393300000000000016"
    "c0000019000028af8202f839303902f8390123450100000000000017c000000e000028af40000000";

constexpr std::string_view kRealm = "epc.mnc093.mcc208.3gppnetwork.org";

TEST(DiameterBuilder, MakesAnUpdateLocationRequest) {
  const std::array<std::uint8_t, 3> plmn{0x02, 0xf8, 0x39};
  const Octets built = request(
      kS6a, 316,
      {session_id("mme1.epc.mnc093.mcc208.3gppnetwork.org;1;2;app_s6a"),
       group(0, 260, {number(0, 266, kTgpp), number(0, 258, kS6a)}), number(0, 277, 1),
       origin_host("mme1.epc.mnc093.mcc208.3gppnetwork.org"), avp(0, 296, kRealm),
       avp(0, 283, kRealm), user_name("208930000000001"), rat_type(1004), number(kTgpp, 1405, 0x22),
       avp(kTgpp, 1407, plmn), terminal_information("35345678901234")});
  EXPECT_EQ(hex(built), kUpdateLocation);
}

TEST(DiameterBuilder, MakesACreditControlRequest) {
  const std::array<std::uint8_t, 4> address{10, 45, 0, 1};
  const std::array<std::uint8_t, 13> location{0x82, 0x02, 0xf8, 0x39, 0x30, 0x39, 0x02,
                                              0xf8, 0x39, 0x01, 0x23, 0x45, 0x01};
  const std::array<std::uint8_t, 2> time_zone{0x40, 0};
  const Octets built = request(
      kGx, 272,
      {session_id("pgw1.epc.mnc093.mcc208.3gppnetwork.org;10;20"), number(0, 258, kGx),
       origin_host("pgw1.epc"), avp(0, 296, "epc"), avp(0, 283, "epc"), cc_request_type(kInitial),
       number(0, 415, 0), subscription_id(1, "208930000000001"), subscription_id(0, "33612345678"),
       framed_ip_address(address), number(kTgpp, 1027, 5), rat_type(1004),
       user_equipment(0, "3534567890123456"), avp(0, 30, "internet"), avp(kTgpp, 18, "20893"),
       user_location(location), avp(kTgpp, 23, time_zone)});
  EXPECT_EQ(hex(built), kCreditControl);
}

TEST(DiameterBuilder, MakesAnswersToo) {
  EXPECT_EQ(hex(answer(kGx, 272, {result_code(2001)}, {.hop_by_hop = 1, .end_to_end = 2})),
            "010000204000011001000016000000010000000200"
            "00010c4000000c000007d1");
}

}  // namespace
}  // namespace celltally::diameter
