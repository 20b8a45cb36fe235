#include "simulate/gtpv1_builder.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/simulate/hex.hpp"

namespace celltally::gtpv1 {
namespace {

// The worked messages were made by an independent encoder and read with tshark.
struct Worked {
  const char* name;
  Octets built;
  std::string hex;
};

// The worked messages have a quality of service without its first octet.
Octets short_qos() {
  return tlv(135, Octets{0x0b, 0x92, 0x1f});
}

const Worked kWorked[] = {
    {"Create PDP Context Request",
     create_pdp_context_request(
         {imsi("208930000000001"), rai("rai:208-93-0505-06"), recovery(1), selection_mode(0),
          teid_data(0xaa000001), teid_control(0xcc000001), nsapi(5),
          charging_characteristics(0x0800), end_user_address(), apn("m2m.example"),
          gsn_address(node("10.1.1.1")), gsn_address(node("10.1.1.2")), msisdn("33612345678"),
          short_qos(), rat(1), uli("sai:208-93-0303-0404"), time_zone(0x40, 1),
          imeisv("3534567890123456")},
         {.teid = 0, .sequence = 0x21}),
     "3210007800000000002100000202980300000000f10302f839050506"
     "0e010ffc10aa00000111cc00000114051a08"
     "00800002f12183000c036d326d076578616d706c658500040a0101018500040a01010286000791331632547"
     "6f88700030b921f9700010198000801"
     "02f839030304049900024001"
     "9a00085343658709214365"},
    {"Create PDP Context Response",
     create_pdp_context_response(
         {cause(128), recovery(0xfe), teid_data(0xbb000001), teid_control(0xdd000001),
          charging_id(0x7778), end_user_address(node("10.45.0.1"))},
         {.teid = 0xcc000001, .sequence = 0x21}),
     "32110020cc000001002100000180"
     "0efe10bb00000111dd0000017f00007778"
     "800006f1210a2d0001"},
    {"Update PDP Context Request",
     update_pdp_context_request(
         {rai("rai:208-93-0505-06"), teid_data(0xaa000002), nsapi(5), gsn_address(node("10.1.1.1")),
          gsn_address(node("10.1.1.2")), short_qos(), rat(2), uli("cgi:208-93-0101-0202")},
         {.teid = 0xdd000001, .sequence = 0x23}),
     "32120035dd000001002300000302f83905050610aa00000214058500040a0101018500040a010102"
     "8700030b921f97000102980008"
     "0002f83901010202"},
    {"CGI",
     update_pdp_context_response({nsapi(5), uli("cgi:208-93-0101-0202")},
                                 {.teid = 0xcc000002, .sequence = 0x22}),
     "32130011cc000002002200001405"
     "9800080002f83901010202"},
    {"SAI",
     update_pdp_context_request({nsapi(5), uli("sai:208-93-0303-0404")},
                                {.teid = 0xcc000002, .sequence = 0x22}),
     "32120011cc0000020022000014059800080102f83903030404"},
    {"RAI", uli("rai:208-93-0303-04"), "9800080202f839030304ff"},
    {"temporary identities",
     message(50, {rai("rai:208-93-0505-06"), tlli(0xc0ffee01), teid_control(0xcc000009)},
             {.teid = 0, .sequence = 0x27}),
     "3232001500000000002700000302f83905050604c0ffee0111cc000009"},
    {"IMSI of 14 digits", imsi("20893000000001"), "0202980300000010ff"},
    {"end of the whole session",
     delete_pdp_context_request({teardown(true), nsapi(5)}, {.teid = 9}),
     "32140008000000090001000013ff1405"},
    {"user plane", t_pdu(0x11223344, Octets{0x45, 0x00}), "30ff0002112233444500"},
};

TEST(Gtpv1Builder, BuildsTheWorkedMessagesOctetByOctet) {
  for (const Worked& worked : kWorked) {
    EXPECT_EQ(hex(worked.built), worked.hex) << worked.name;
  }
}

}  // namespace
}  // namespace celltally::gtpv1
