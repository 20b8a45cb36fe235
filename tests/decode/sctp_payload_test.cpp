#include "decode/sctp_payload.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

struct Case {
  const char* name;
  std::uint32_t ppid;
  std::uint16_t source;
  std::uint16_t destination;
  SctpPayload payload;
};

const Case kCases[] = {
    {"S1AP", 18, 5003, 36412, SctpPayload::s1ap},
    {"NGAP", 60, 38412, 9487, SctpPayload::ngap},
    {"by number on a port of another", 3, 36412, 1701, SctpPayload::m3ua},
    {"Diameter anywhere", 46, 3907, 40000, SctpPayload::diameter},
    {"X2AP", 27, 1, 2, SctpPayload::x2ap},
    {"XnAP", 61, 1, 2, SctpPayload::xnap},
    {"SUA", 4, 1, 2, SctpPayload::sua},
    {"M2UA", 2, 1, 2, SctpPayload::m2ua},
    {"M2PA", 5, 1, 2, SctpPayload::m2pa},
    {"HNBAP", 20, 1, 2, SctpPayload::hnbap},
    {"RUA", 19, 1, 2, SctpPayload::rua},
    {"NGAP over DTLS", 66, 9000, 38412, SctpPayload::encrypted},
    {"S1AP, octets swapped", 0x12000000, 1, 2, SctpPayload::s1ap},
    {"NGAP, octets swapped", 0x3c000000, 1, 2, SctpPayload::ngap},
    {"0 to an MME", 0, 5003, 36412, SctpPayload::s1ap},
    {"0 from an MME", 0, 36412, 5003, SctpPayload::s1ap},
    {"0 to an AMF", 0, 5003, 38412, SctpPayload::ngap},
    {"SGsAP", 0, 29118, 29118, SctpPayload::sgsap},
    {"0 on M3UA's port", 0, 2905, 2905, SctpPayload::m3ua},
    {"0 between eNBs", 0, 36422, 36422, SctpPayload::x2ap},
    {"0 between gNBs", 0, 38422, 38422, SctpPayload::xnap},
    {"0 on Diameter's port", 0, 3868, 40000, SctpPayload::diameter},
    {"0, SUA", 0, 14001, 9, SctpPayload::sua},
    {"0, M2UA", 0, 9, 2904, SctpPayload::m2ua},
    {"0, M2PA", 0, 9, 3565, SctpPayload::m2pa},
    {"unheard of, on Diameter's port", 132, 3868, 40000, SctpPayload::diameter},
    {"the destination's port first", 0, 36412, 2905, SctpPayload::m3ua},
    {"0 elsewhere", 0, 9, 10, SctpPayload::unknown},
    {"WebRTC", 51, 9, 10, SctpPayload::unknown},
};

TEST(SctpPayload, IsKnownByNumberThenByPort) {
  for (const Case& test : kCases) {
    EXPECT_EQ(sctp_payload(test.ppid, test.source, test.destination), test.payload) << test.name;
  }
}

TEST(SctpPayload, HasAName) {
  for (std::size_t i = 0; i < kSctpPayloads; ++i) {
    EXPECT_FALSE(to_text(static_cast<SctpPayload>(i)).empty());
  }
  EXPECT_EQ(to_text(SctpPayload::s1ap), "S1AP");
  EXPECT_EQ(to_text(SctpPayload{kSctpPayloads}), "");
}

}  // namespace
}  // namespace celltally
