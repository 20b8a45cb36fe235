#include "simulate/pfcp_builder.hpp"

#include <gtest/gtest.h>

#include "simulate/node_address.hpp"
#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

using namespace pfcp;  // NOLINT(google-build-using-namespace): the builders

// A worked Session Establishment Request (TS 29.244), as tshark 4.0.17 reads it.
TEST(PfcpBuilder, BuildsAWorkedMessage) {
  const Octets dnn{8, 'i', 'n', 't', 'e', 'r', 'n', 'e', 't'};
  EXPECT_EQ(hex(session(50, 0, 1,
                        {node_id(node("10.5.5.5")), f_seid(0x1122334455667788, {node("10.5.5.5")}),
                         user_id({.imsi = "208930000000001",
                                  .imei = "3534567890123456",
                                  .msisdn = "33612345678"}),
                         element(159, dnn)})),
            "21320051000000000000000000000100"
            "003c0005000a050505"
            "0039000d0211223344556677880a050505"
            "008d001a070802980300000000f1085343658709214365063316325476f8"
            "009f000908696e7465726e6574");
}

TEST(PfcpBuilder, BuildsElementsInGroups) {
  EXPECT_EQ(hex(create_pdr(0, {f_teid(1, {node("192.0.2.50")})})),
            "0001001c003800020001"
            "00020012"
            "0014000100"
            "001500090100000001c0000232");
  EXPECT_EQ(hex(ue_address({node("192.0.2.1")})), "005d000502c0000201");
  EXPECT_EQ(hex(node_message(1, 5, {recovery_time_stamp(1)})), "2001000c000005000060000400000001");
}

}  // namespace
}  // namespace celltally
