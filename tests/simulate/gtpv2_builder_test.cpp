#include "simulate/gtpv2_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "simulate/wire_digits.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally::gtpv2 {
namespace {

// The worked messages were made by an independent encoder and read with tshark.
struct Worked {
  const char* name;
  Octets built;
  std::string hex;
};

Octets worked_location() {
  return uli({"ecgi:208-93-1234501", "tai:208-93-3039"});
}

Octets only(const Octets& element, std::uint32_t sequence = 0x200) {
  return change_notification_request({element}, {.teid = 0x51510001, .sequence = sequence});
}

const Worked kWorked[] = {
    {"Create Session Request",
     create_session_request(
         {imsi("208930000000001"), msisdn("33612345678"), mei("3534567890123456"),
          worked_location(), serving_network(plmn("208-93")), rat(6),
          fteid(Interface::s11_mme, 0x0a0b0c01, node("10.1.1.1")),
          fteid(Interface::s5_c_pgw, 0, node("10.3.3.3"), 1), apn("internet"), selection_mode(0),
          pdn_type(1), paa(node("0.0.0.0")), ambr(500, 1000),
          bearer_context({ebi(5), bearer_qos()}), time_zone(0x40, 1)},
         {.teid = 0, .sequence = 0x123}),
     "482000b600000000000123000100080002980300000000f14c0006003316325476f84b00080053436587092143655"
     "6000d001802f839303902f839012345015300030002f8395200010006570009008a0a0b0c010a0101015700090187"
     "000000000a0303034700090008696e7465726e6574800001000063000100014f0005000100000000480008000000"
     "01f4000003e85d001f004900010005500016002409000000000000000000000000000000000000000072000200400"
     "1"},
    {"Create Session Response",
     create_session_response(
         {cause(16), fteid(Interface::s11_sgw, 0x51510001, node("10.2.2.2")),
          fteid(Interface::s5_c_pgw, 0x70700001, node("10.3.3.3"), 1), paa(node("10.45.0.1")),
          bearer_context({ebi(5), cause(16),
                          fteid(Interface::s1u_sgw, 0x51510002, node("10.2.2.2")),
                          fteid(Interface::s5_u_pgw, 0x70700002, node("10.3.3.3"), 2)})},
         {.teid = 0x0a0b0c01, .sequence = 0x123}),
     "4821005a0a0b0c0100012300020002001000570009008b515100010a0202025700090187707000010a0303034f000"
     "5"
     "00010a2d00015d00250049000100050200020010005700090081515100020a0202025700090285707000020a03030"
     "3"},
    {"CGI", only(uli({"cgi:208-93-0101-0202"}), 0x201),
     "482600145151000100020100560008000102f83901010202"},
    {"SAI", only(uli({"sai:208-93-0303-0404"}), 0x201),
     "482600145151000100020100560008000202f83903030404"},
    {"TAI", only(uli({"tai:208-93-3039"}), 0x201), "482600125151000100020100560006000802f8393039"},
    {"ECGI", only(uli({"ecgi:208-93-1234501"}), 0x201),
     "482600145151000100020100560008001002f83901234501"},
    {"SAI and RAI", only(uli({"sai:208-93-0303-0404", "rai:208-93-0303-06"}), 0x201),
     "4826001b515100010002010056000f000602f8390303040402f839030306ff"},
    {"LAI", only(uli({"lai:208-93-0707"}), 0x201), "482600125151000100020100560006002002f8390707"},
    {"TAI and macro eNB", only(uli({"tai:208-93-3039", "enb:208-93-12345"}), 0x201),
     "48260018515100010002010056000c004802f839303902f839012345"},
    {"extended macro eNB", only(uli({"enb:208-93-112345"}), 0x201),
     "482600135151000100020100560007008002f839112345"},
    {"all eight",
     uli({"enb:208-93-112345", "enb:208-93-12345", "lai:208-93-0707", "ecgi:208-93-1234501",
          "tai:208-93-3039", "rai:208-93-0505-06", "sai:208-93-0303-0404", "cgi:208-93-0101-0202"}),
     "56003300ff02f8390101020202f8390303040402f839050506ff02f839303902f8390123450102f839070702f8390"
     "12"
     "34502f839112345"},
    {"IPv4 and IPv6",
     only(fteid(Interface::s11_mme, 0x0a0b0c01, node("10.1.1.1"), node("2001:db8::1")), 0x204),
     "48260025515100010002040057001900ca0a0b0c010a01010120010db8000000000000000000000001"},
    {"Release Access Bearers",
     release_access_bearers_request({}, {.teid = 0x51510001, .sequence = 0x125}),
     "48aa00085151000100012500"},
    {"Downlink Data Notification",
     downlink_data_notification({ebi(5), element(155, Octets{0x4d}), imsi("208930000000001")},
                                {.teid = 0x0a0b0c01, .sequence = 0x126}),
     "48b0001e0a0b0c010001260049000100059b0001004d0100080002980300000000f1"},
    {"Echo, without a TEID", echo_request({recovery(7)}, 0x42), "40010009000042000300010007"},
    {"ULI timestamp",
     change_notification_request({uli_timestamp(0xe8a1b2c3)}, {.teid = 1, .sequence = 5}),
     "482600100000000100000500aa000400e8a1b2c3"},
    {"Forward Relocation Request",
     message(133,
             {imsi("208930000000001"), fteid(Interface::s10_mme, 0x0a0b0c05, node("10.1.1.1")),
              fteid(Interface::s11_sgw, 0x51510001, node("10.2.2.2"), 1),
              target_macro_enb(plmn("208-93"), 0x12345, 0x3039)},
             {.teid = 0, .sequence = 0x140}),
     "4885003b00000000000140000100080002980300000000f1570009008c0a0b0c050a010101570009018b515100010"
     "a"
     "020202790009000102f8390123453039"},
    {"unauthenticated IMSI",
     create_session_request({imsi("208930000000001"), indication({0x00, 0x40})},
                            {.teid = 0, .sequence = 7}),
     "4820001a00000000000007000100080002980300000000f14d0002000040"},
    {"emergency call without a SIM",
     create_session_request({mei("3534567890123456"), worked_location()},
                            {.teid = 0, .sequence = 0x10}),
     "4820002500000000000010004b000800534365870921436556000d001802f839303902f83901234501"},
    {"GUTI", guti(plmn("208-93"), 0x8001, 0xa5, 0xc0ffee01), "75000a0002f8398001a5c0ffee01"},
};

TEST(Gtpv2Builder, BuildsTheWorkedMessagesOctetByOctet) {
  for (const Worked& worked : kWorked) {
    EXPECT_EQ(hex(worked.built), worked.hex) << worked.name;
  }
}

TEST(Gtpv2Builder, WritesAnMncOfThreeDigitsDifferently) {
  EXPECT_EQ(hex(serving_network(plmn("999-70"))), "5300030099f907");
  EXPECT_EQ(hex(serving_network(plmn("999-070"))), "53000300990970");
}

TEST(Gtpv2Builder, FillsTheLastNibbleOfAnOddNumberOfDigits) {
  EXPECT_EQ(hex(imsi("00101012345678")), "0100070000010121436587");
  EXPECT_EQ(hex(imsi("001010123456789")), "0100080000010121436587f9");
}

TEST(Gtpv2Builder, PutsASecondMessageBehindTheFirst) {
  const Octets second = create_bearer_request({ebi(5)}, {.teid = 1, .sequence = 2});
  const Octets both =
      piggyback(create_session_response({cause(16)}, {.teid = 3, .sequence = 4}), second);
  EXPECT_EQ(hex(both),
            "5821000e0000000300000400020002001000"
            "485f000d00000001000002004900010005");
}

TEST(Gtpv2Builder, SplitsAnApnIntoLabels) {
  EXPECT_EQ(hex(apn("ims.mnc001.mcc001.gprs")),
            "4700170003696d73066d6e63303031066d6363303031"
            "0467707273");
}

}  // namespace
}  // namespace celltally::gtpv2
