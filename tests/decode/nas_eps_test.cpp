#include "decode/nas_eps.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/decode/s1ap_decoded.hpp"
#include "tests/decode/s1ap_messages.hpp"

namespace celltally {
namespace {

using namespace s1ap_messages;  // NOLINT(google-build-using-namespace): the builders
using nas_eps::in_security_header;
using nas_eps::joined;
using nas_eps::lv;
using nas_eps::tlv;
using nas_eps::tv;
using enum EventKind;

const Octets kImsi = nas_eps::imsi("001010000000001");
const Octets kImsiOf14 = nas_eps::imsi("00101000000001");
const Octets kImei = nas_eps::imei("353456789012345");
const Octets kImeisv = nas_eps::imei("3534567890123456");
const Octets kGuti = nas_eps::guti({.m_tmsi = 0xc0ffee01});
const Octets kOtherGuti = nas_eps::guti({.m_tmsi = 0xc0ffee02});

DecodedS1ap from_device(const Octets& nas) {
  return DecodedS1ap{
      uplink_nas_transport({ids_of_mme(), id_of_enb(), nas_pdu(nas), here(), area()})};
}
DecodedS1ap from_network(const Octets& nas) {
  return DecodedS1ap{downlink_nas_transport({ids_of_mme(), id_of_enb(), nas_pdu(nas)}), kFromMme};
}

struct Case {
  std::string_view name;
  Octets nas;
  EventKind kind;
  std::string_view named;  // after the two of the context
  bool imsi = false;
  bool imei = false;
  int cause = -1;
};

const Case kOfDevice[] = {
    {"attach by IMSI", nas_eps::attach_request(kImsi), attach, "", true},
    {"attach by IMSI of 14 digits", nas_eps::attach_request(kImsiOf14), attach, "", true},
    {"attach by GUTI", nas_eps::attach_request(kGuti), attach, ", guti"},
    {"attach by two GUTIs", nas_eps::attach_request(kGuti, tlv(0x50, kOtherGuti)), attach,
     ", guti, guti"},
    {"attach with much behind",
     nas_eps::attach_request(kGuti, joined({tv(0x19, {1, 2, 3}),
                                            tlv(0x50, kOtherGuti),
                                            tv(0x52, {0, 0xf1, 0x10, 0, 1}),
                                            tv(0x5c, {1, 2}),
                                            tlv(0x31, {1, 2, 3}),
                                            tv(0x13, {0, 0xf1, 0x10, 3, 3}),
                                            {0x90},
                                            tlv(0x11, {1, 2, 3}),
                                            {0xf0},
                                            {0xc1}})),
     attach, ", guti, guti"},
    {"emergency without a SIM", nas_eps::attach_request(kImei, {}, 6), attach, "", false, true},
    {"area update", nas_eps::tau_request(0x08, kGuti), area_update, ", guti"},
    {"combined area update", nas_eps::tau_request(1, kGuti), area_update, ", guti"},
    {"combined, with attach", nas_eps::tau_request(2, kGuti), area_update, ", guti"},
    {"periodic area update", nas_eps::tau_request(3, kGuti), periodic_update, ", guti"},
    {"periodic and active", nas_eps::tau_request(0x0b, kGuti), periodic_update, ", guti"},
    {"area update with a native GUTI beside",
     nas_eps::tau_request(0, kGuti,
                          joined({{0xb7}, {0x81}, tv(0x55, {1, 2, 3, 4}), tlv(0x50, kOtherGuti)})),
     area_update, ", guti, guti"},
    {"switched off", nas_eps::detach_request(0x09, kGuti), detach, ", guti"},
    {"detached, by IMSI", nas_eps::detach_request(3, kImsi), detach, "", true},
    {"left the circuit-switched domain alone", nas_eps::detach_request(2, kGuti), location_report,
     ", guti"},
    {"service request", nas_eps::service_request(), service_request, ""},
    {"service request, not defined kind", {0xe7, 1, 2, 3}, service_request, ""},
    {"calls", nas_eps::extended_service_request(0, 0xc0ffee01), call, ""},
    {"is called", nas_eps::extended_service_request(1, 0xc0ffee01), call, ""},
    {"calls for help", nas_eps::extended_service_request(2, 0xc0ffee01), call, ""},
    {"wants packets", nas_eps::extended_service_request(8, 0xc0ffee01), service_request, ""},
    {"a thing speaks", nas_eps::message(0x4d, {0x00}), service_request, ""},
    {"says its IMSI", nas_eps::identity_response(kImsi), location_report, "", true},
    {"says its IMEI", nas_eps::identity_response(nas_eps::digits(2, "353456789012345")),
     location_report, "", false, true},
    {"says its IMEISV", nas_eps::identity_response(kImeisv), location_report, "", false, true},
    {"says its TMSI", nas_eps::identity_response(nas_eps::tmsi(1)), location_report, ""},
    {"secured, with IMEISV", nas_eps::message(0x5e, tlv(0x23, kImeisv)), location_report, "", false,
     true},
    {"sends a short message", nas_eps::message(0x63, lv({0x09, 0x01, 0x00})), text, ""},
    {"authentication fails", nas_eps::message(0x5c, {21}), location_report, "", false, false, 21},
    {"security mode refused", nas_eps::message(0x5f, {23}), location_report, "", false, false, 23},
    {"status", nas_eps::message(0x60, {101}), location_report, "", false, false, 101},
    {"session management", {0x02, 0x01, 0xd0, 0x11}, location_report, ""},
};

const Case kOfNetwork[] = {
    {"attach accepted", nas_eps::attach_accept(tlv(0x50, kGuti)), EventKind::none,
     ", guti given, s_tmsi given"},
    {"attach accepted with a TMSI",
     nas_eps::attach_accept(joined({tlv(0x50, kGuti), tv(0x13, {0x00, 0xf1, 0x10, 3, 3}),
                                    tlv(0x23, nas_eps::tmsi(0xdeadbeef))})),
     EventKind::none, ", guti given, s_tmsi given, tmsi given"},
    {"the TMSI is kept",
     nas_eps::attach_accept(joined({tv(0x13, {0x00, 0xf1, 0x10, 3, 3}), tlv(0x23, kImsi)})),
     EventKind::none, ""},
    {"a TMSI in no area",
     nas_eps::attach_accept(
         joined({tv(0x13, {0x00, 0xf1, 0x10, 0xff, 0xfe}), tlv(0x23, nas_eps::tmsi(0xdeadbeef))})),
     EventKind::none, ""},
    {"area update accepted", nas_eps::tau_accept(joined({tv(0x5a, {0x49}), tlv(0x50, kGuti)})),
     EventKind::none, ", guti given, s_tmsi given"},
    {"GUTI given", nas_eps::message(0x50, lv(kGuti)), EventKind::none,
     ", guti given, s_tmsi given"},
    {"attach rejected", nas_eps::message(0x44, {8}), EventKind::none, "", false, false, 8},
    {"area update rejected", nas_eps::message(0x4b, {9}), EventKind::none, "", false, false, 9},
    {"service rejected", nas_eps::message(0x4e, {10}), EventKind::none, "", false, false, 10},
    {"detached by the network", nas_eps::message(0x45, {0x02, 0x53, 0x0b}), detach, "", false,
     false, 11},
    {"is to attach again", nas_eps::message(0x45, {0x01}), EventKind::none, ""},
    {"a short message", nas_eps::message(0x62, lv({0x09, 0x01, 0x00})), text, ""},
    {"asked who it is", nas_eps::message(0x55, {0x01}), EventKind::none, ""},
    {"authentication", nas_eps::message(0x52, Octets(34, 0x5a)), EventKind::none, ""},
};

void expect(const Case& each, const DecodedS1ap& got) {
  ASSERT_EQ(got.messages, 1u) << each.name;
  EXPECT_EQ(got.message.kind, each.kind) << each.name << ": " << to_text(got.message.kind);
  EXPECT_EQ(got.named(), "enb_ue, mme_ue" + std::string{each.named}) << each.name;
  EXPECT_EQ(got.message.imsi.present(), each.imsi) << each.name;
  EXPECT_EQ(to_text(got.message.home), each.imsi ? "001-01" : "") << each.name;
  EXPECT_EQ(got.message.has_imei, each.imei) << each.name;
  const bool caused = each.cause >= 0;
  EXPECT_EQ(got.message.cause.known(), caused) << each.name;
  if (caused) {
    EXPECT_EQ(got.message.cause.domain, Cause::Domain::emm) << each.name;
    EXPECT_EQ(got.message.cause.value, each.cause) << each.name;
  }
  EXPECT_EQ(got.message.damage, MessageDamage::none) << each.name;
}

// Plain, and behind the headers of integrity protection, which change nothing.
TEST(NasEps, OfADeviceTellsWhatItDoes) {
  for (const Case& each : kOfDevice) {
    expect(each, from_device(each.nas));
    if ((each.nas[0] & 0xf0) != 0) continue;
    expect(each, from_device(in_security_header(1, each.nas)));
    expect(each, from_device(in_security_header(3, each.nas)));
  }
}

TEST(NasEps, OfTheNetworkTellsWhatItGives) {
  for (const Case& each : kOfNetwork) {
    expect(each, from_network(each.nas));
    expect(each, from_network(in_security_header(1, each.nas)));
  }
}

// What one side says means nothing from the other.
TEST(NasEps, IsReadByWhoSpeaks) {
  EXPECT_EQ(from_network(nas_eps::attach_request(kImsi)).message.kind, EventKind::none);
  EXPECT_FALSE(from_network(nas_eps::attach_request(kImsi)).message.imsi.present());
  EXPECT_EQ(from_device(nas_eps::attach_accept(tlv(0x50, kGuti))).named(), "enb_ue, mme_ue");
  EXPECT_EQ(from_network(nas_eps::service_request()).message.kind, EventKind::none);
}

TEST(NasEps, WithoutASimIsUnauthenticated) {
  EXPECT_TRUE(from_device(nas_eps::attach_request(kImei, {}, 6)).message.unauthenticated);
  EXPECT_FALSE(from_device(nas_eps::attach_request(kImsi, {}, 6)).message.unauthenticated);
  EXPECT_FALSE(from_device(nas_eps::identity_response(kImeisv)).message.unauthenticated);
}

// The header and the type stand in front of what is ciphered.
TEST(NasEps, PartiallyCipheredIsReadInFront) {
  const Octets nas = nas_eps::message(0x4d, octets_from_hex("0078000a5a1c33900bd40f1187b0"));
  const DecodedS1ap got = from_device(in_security_header(5, nas));
  EXPECT_EQ(got.message.kind, service_request);
  EXPECT_EQ(got.message.machine, MachineHint::network);
}

// A device that has none says zeroes; it has no name then, and that is no damage.
TEST(NasEps, NamesNobodyByAnEmptyGuti) {
  for (const std::uint32_t m_tmsi : {0u, 0xffffffffu}) {
    const DecodedS1ap got = from_device(nas_eps::attach_request(nas_eps::guti({.m_tmsi = m_tmsi})));
    EXPECT_EQ(got.named(), "enb_ue, mme_ue");
    EXPECT_EQ(got.message.damage, MessageDamage::none);
  }
  const DecodedS1ap got =
      from_device(nas_eps::attach_request(octets_from_hex("f60000000000000000"
                                                          "0000")));
  EXPECT_EQ(got.message.damage, MessageDamage::none);
}

struct Damaged {
  std::string_view name;
  Octets nas;
  MessageDamage damage;
};

TEST(NasEps, TellsOfDamage) {
  const Damaged kDamaged[] = {
      {"no identity", {0x07, 0x41, 0x71}, MessageDamage::bad_identity},
      {"identity beyond the message", {0x07, 0x41, 0x71, 8, 0x29}, MessageDamage::bad_identity},
      {"identity of no type", nas_eps::attach_request({0x00}), MessageDamage::bad_identity},
      {"letters in an IMSI", nas_eps::attach_request(octets_from_hex("09a0100000000010")),
       MessageDamage::bad_identity},
      {"IMSI of 16 digits", nas_eps::attach_request(nas_eps::imsi("0010100000000012")),
       MessageDamage::bad_identity},
      {"GUTI of 10 octets", nas_eps::attach_request(octets_from_hex("f600f1108001a5c0ffee")),
       MessageDamage::bad_identity},
      {"GUTI of an operator of letters",
       nas_eps::attach_request(octets_from_hex("f6aaf1108001a5c0ffee01")),
       MessageDamage::bad_identity},
      {"session part beyond the message",
       [] {
         Octets nas = nas_eps::attach_request(kImsi);
         nas.pop_back();
         return nas;
       }(),
       MessageDamage::truncated},
      {"empty identity response", nas_eps::identity_response({}), MessageDamage::bad_identity},
      {"optional element beyond the message", nas_eps::tau_request(0, kGuti, {0x50, 11, 0xf6}),
       MessageDamage::truncated},
  };
  for (const Damaged& each : kDamaged) {
    const DecodedS1ap got = from_device(each.nas);
    EXPECT_EQ(got.message.damage, each.damage) << each.name << ": " << to_text(got.message.damage);
    EXPECT_FALSE(got.message.imsi.present() && each.damage == MessageDamage::bad_identity);
    EXPECT_EQ(got.message.presence, Presence::exact) << each.name;
  }
}

// Not a NAS message at all, or nothing of one.
TEST(NasEps, ThatIsNoneTellsOfNothing) {
  for (const std::string_view hex : {"00", "07", "08", "17aabb", "17aabbccdd05", "17aabbccdd0507",
                                     "27", "6741", "9741", "0741"}) {
    const DecodedS1ap got = from_device(octets_from_hex(hex));
    EXPECT_EQ(got.messages, 1u) << hex;
    EXPECT_EQ(got.named(), "enb_ue, mme_ue") << hex;
    EXPECT_FALSE(got.message.imsi.present()) << hex;
  }
}

}  // namespace
}  // namespace celltally
