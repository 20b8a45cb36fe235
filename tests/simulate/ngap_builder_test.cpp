#include "simulate/ngap_builder.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "simulate/nas_5gs_builder.hpp"
#include "simulate/node_address.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

struct Case {
  std::string_view name;
  Octets built;
  std::string_view octets;
};

// Worked elements and messages (TS 38.413 9.3, 9.4), as tshark 4.0.17 reads them.
TEST(NgapBuilder, BuildsWorkedElements) {
  using namespace ngap;  // NOLINT(google-build-using-namespace): the builders
  const Case cases[] = {
      {"AMF's id, 8 bits", amf_ue(5), "000a40020005"},
      {"AMF's id, 24 bits", amf_ue(0xa1b2c3), "000a400440a1b2c3"},
      {"AMF's id, 40 bits", amf_ue(0xa1b2c3d4e5), "000a400680a1b2c3d4e5"},
      {"RAN's id, 16 bits", ran_ue(0xabcd), "0055400340abcd"},
      {"RAN's id, 32 bits", ran_ue(0x12345678), "00554005c012345678"},
      {"both", ue_ids(0xa1b2c3, 0x17), "0072400604a1b2c30017"},
      {"AMF's alone", ue_ids(0x01a1b2c3), "007240055801a1b2c3"},
      {"user inactivity", cause(0, 20), "000f40020500"},
      {"deregister", cause(2, 2), "000f400148"},
      {"5G-S-TMSI", s_tmsi(0x556a, 0xc0ffee01), "001a4007155a80c0ffee01"},
      {"who is paged", paging_identity(0x556a, 0xc0ffee01), "007340070aad40c0ffee01"},
      {"NR", location("ncgi:208-93-123456789", "tai:208-93-003039"),
       "0079400f4002f839123456789002f839003039"},
      {"NR, with its time",
       location("ncgi:208-93-123456789", "tai:208-93-003039", {.timestamp = true}),
       "007940135002f839123456789002f839003039e8a1b2c3"},
      {"E-UTRA", location("ecgi:208-93-1234501", "tai:208-93-003039"),
       "0079400e0002f8391234501002f839003039"},
      {"over Wi-Fi", location_over_wifi(node("10.1.2.3")), "0079400880f80a0102031194"},
      {"everything reset", reset_all(), "0058400100"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(hex(one.built), one.octets) << one.name;
  }
}

TEST(NgapBuilder, PutsLengthsOfBothSortsBeforeWhatTheyCount) {
  EXPECT_EQ(ngap::with_length(Octets(127)).size(), 128u);
  EXPECT_EQ(hex(ngap::with_length(Octets(128))).substr(0, 4), "8080");
  EXPECT_EQ(hex(ngap::initiating(46, {ngap::amf_ue(5)})), "002e4009000001000a40020005");
  EXPECT_EQ(hex(ngap::successful(41, {})), "20294003000000");
}

TEST(Nas5gsBuilder, BuildsWorkedMessages) {
  using namespace nas_5gs;  // NOLINT(google-build-using-namespace): the builders
  const Case cases[] = {
      {"service request", message(0x4c, service_request(0x556a, 0xc0ffee01), Security::integrity),
       "7e01aabbccdd017e004c100007f4556ac0ffee01"},
      {"registration by SUCI",
       message(0x41, registration_request(9, suci_null("208-93", "0000000001"))),
       "7e004179000d0102f839f0ff00000000000010"},
      {"registration by 5G-GUTI",
       message(0x41, registration_request(2, guti("208-93", 1, 0x556a, 0xc0ffee01))),
       "7e004172000bf202f83901556ac0ffee01"},
      {"identity by IMEISV", message(0x5c, lv_e(imeisv("3534567890123456"))),
       "7e005c00093535547698103254f6"},
      {"a new 5G-GUTI",
       message(0x54, tlv_e(0x77, guti("208-93", 1, 0x556a, 0xc0ffee02)), Security::ciphered),
       "7e02aabbccdd017e005477000bf202f83901556ac0ffee02"},
  };
  for (const Case& one : cases) EXPECT_EQ(hex(one.built), one.octets) << one.name;
}

}  // namespace
}  // namespace celltally
