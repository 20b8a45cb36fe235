#include "simulate/s1ap_builder.hpp"

#include <gtest/gtest.h>

#include <string>

#include "simulate/nas_eps_builder.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally::s1ap {
namespace {

// The worked messages were made by an independent encoder and read with tshark. Only the
// criticality of their elements is another: here it is always "ignore".
struct Worked {
  const char* name;
  Octets built;
  std::string hex;
};

const Worked kWorked[] = {
    {"Initial UE Message",
     initial_ue_message({enb_ue_id(0xabcd), nas_pdu({0xc7, 0x01, 0xd8, 0x5e}),
                         tai("tai:208-93-3039"), cell("ecgi:208-93-1234501"), rrc_cause(0x40),
                         s_tmsi(0xa5, 0xc0ffee01), gummei("208-93", 0x8001, 0xa5)}),
     "000c4043000007"
     "0008400340abcd"
     "001a400504c701d85e"
     "004340060002f8393039"
     "006440080002f83912345010"
     "0086400140"
     "006040062940c0ffee01"
     "004b40070002f8398001a5"},
    {"UE Context Release Command, both ids",
     ue_context_release_command({ue_ids(0x01a1b2c3, 0x17), cause(2, 0)}),
     "00174014000002006340070c01a1b2c300170002400220"
     "00"},
    {"UE Context Release Command, the MME's id", ue_context_release_command({ue_ids(0xb2c3)}),
     "0017400a0000010063400350b2c3"},
    {"UE Context Release Complete",
     ue_context_release_complete({mme_ue_id(0xb2c3), enb_ue_id(0x17),
                                  user_location("ecgi:208-93-1234501", "tai:208-93-3039")}),
     "201740210000030000400340b2c300084002001700bd400d0002f8391234501002f8393039"},
    {"Paging by S-TMSI", message(10, kInitiating, {paging_by_s_tmsi(0xa5, 0xc0ffee01)}),
     "000a400d000001002b40060a50c0ffee01"},
    {"Paging by IMSI", message(10, kInitiating, {paging_by_imsi("208930000000001")}),
     "000a4010000001002b40096802980300000000f1"},
    {"ids of every size",
     message(13, kInitiating,
             {mme_ue_id(5), mme_ue_id(0x1234), mme_ue_id(0x123456), mme_ue_id(0x12345678)}),
     "000d4021000004"
     "000040020005"
     "000040034012"
     "34"
     "0000400480123456"
     "00004005c012345678"},
};

TEST(S1apBuilder, BuildsTheWorkedMessages) {
  for (const Worked& each : kWorked) EXPECT_EQ(hex(each.built), each.hex) << each.name;
}

TEST(S1apBuilder, BuildsLengthsOfTwoOctets) {
  const Octets built = element(26, Octets(200, 0x5a));
  EXPECT_EQ(hex(built).substr(0, 10), "001a4080c8");
  EXPECT_EQ(built.size(), 205u);
}

struct WorkedNas {
  const char* name;
  Octets built;
  std::string hex;
};

const WorkedNas kWorkedNas[] = {
    {"Attach Request by IMSI",
     nas_eps::attach_request(nas_eps::imsi("208930000000001"),
                             nas_eps::tv(0x52, {0x02, 0xf8, 0x39, 0x30, 0x39})),
     "074171082980390000000010"
     "02e0e000040201d0115202f8393039"},
    {"Identity Response of 14 digits", nas_eps::identity_response(nas_eps::imsi("20893000000000")),
     "07560821803900000000f0"},
    {"Detach Request, protected",
     nas_eps::in_security_header(
         1, nas_eps::detach_request(
                9, nas_eps::guti(
                       {.plmn = "208-93", .group = 0x8001, .code = 0xa5, .m_tmsi = 0xc0ffee01}))),
     "17aabbccdd050745090bf602f8398001a5c0ffee01"},
    {"Extended Service Request", nas_eps::extended_service_request(1, 0xc0ffee01),
     "074c0105f4c0ffee01"},
};

TEST(NasEpsBuilder, BuildsTheWorkedMessages) {
  for (const WorkedNas& each : kWorkedNas) EXPECT_EQ(hex(each.built), each.hex) << each.name;
}

}  // namespace
}  // namespace celltally::s1ap
