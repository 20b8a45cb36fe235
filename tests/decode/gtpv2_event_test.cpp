#include "decode/gtpv2_event.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"
#include "tests/decode/gtp_decoded.hpp"

namespace celltally {
namespace {

using namespace gtpv2;  // NOLINT(google-build-using-namespace): the builders read as a language

constexpr std::string_view kCell = "ecgi:001-01-1234501";
constexpr std::string_view kArea = "tai:001-01-3039";

NodeAddress here_node() {
  return node("192.0.2.11");
}

Octets here() {
  return uli({kArea, kCell});
}
Octets site() {
  return uli({kArea, "enb:001-01-12345"});
}
Octets sender(Interface interface) {
  return fteid(interface, 7, here_node());
}
Octets twan() {
  return element(169, Octets{1, 2, 'm', 'y', 0x02, 0x00, 0x5e, 0x10, 0x20, 0x30});
}
Octets enb_bearer() {
  return bearer_context({ebi(5), fteid(Interface::s1u_enb, 9, here_node())});
}
Octets oi() {
  return indication({0x08, 0});
}
Octets si() {
  return indication({0, 0x02});
}
Octets wlan() {
  return element(169, Octets{1, 2, 'm', 'y', 0x02, 0x00, 0x5e, 0x10, 0x20, 0x31}, 1);
}
Octets wlan_since(std::uint8_t instance) {
  return element(179, Octets{0xe8, 0xa1, 0xb2, 0xc3}, instance);
}
Octets target() {
  return target_macro_enb(plmn("001-01"), 0x12345, 0x3039);
}
Octets since() {
  return uli_timestamp(0xe8a1b2c3);
}
Octets interface(std::uint8_t type) {
  return element(87, Octets{static_cast<std::uint8_t>(0x80 | type), 0, 0, 0, 7, 192, 0, 2, 11});
}

struct Case {
  std::string_view name;
  unsigned type;
  std::uint32_t teid;
  Elements elements;
  EventKind kind;
  Presence presence;
};

using enum EventKind;
using P = Presence;

std::vector<Case> cases() {
  return {
      {"attach", 32, 0, {here(), sender(Interface::s11_mme)}, attach, P::exact},
      {"attach by an SGSN", 32, 0, {here(), sender(Interface::s4_c_sgsn)}, attach, P::exact},
      {"attach, sender not known", 32, 0, {here()}, attach, P::exact},
      {"attach passed on by an SGW",
       32,
       0,
       {here(), sender(Interface::s5_c_sgw)},
       attach,
       P::last_known},
      {"attach without a place", 32, 0, {sender(Interface::s11_mme)}, attach, P::none},
      {"attach with an area only", 32, 0, {uli({kArea})}, attach, P::area},
      {"attach with a site only", 32, 0, {site()}, attach, P::area},
      {"attach, PGW not chosen a TEID",
       32,
       0,
       {here(), fteid(Interface::s5_c_pgw, 0, here_node(), 1)},
       attach,
       P::exact},
      {"S1 handover with another SGW",
       32,
       0,
       {here(), sender(Interface::s11_mme), fteid(Interface::s5_c_pgw, 5, here_node(), 1)},
       handover_prepare,
       P::intended},
      {"area update with another SGW",
       32,
       0,
       {here(), oi(), sender(Interface::s11_mme), fteid(Interface::s5_c_pgw, 5, here_node(), 1)},
       area_update,
       P::exact},
      {"further PDN connection",
       32,
       5,
       {here(), sender(Interface::s11_mme)},
       session_new,
       P::exact},
      {"attach on Wi-Fi", 32, 0, {rat(3), twan(), interface(35)}, attach, P::exact},
      {"attach on Wi-Fi by an ePDG",
       32,
       0,
       {rat(3), twan(), here(), interface(30)},
       attach,
       P::exact},
      {"attach on Wi-Fi, the ePDG heard where",
       32,
       0,
       {rat(3), wlan(), interface(30)},
       attach,
       P::exact},
      {"attach on Wi-Fi, heard some time ago",
       32,
       0,
       {rat(3), wlan(), wlan_since(0), interface(30)},
       attach,
       P::last_known},
      {"on Wi-Fi, the place has a time of its own",
       32,
       0,
       {rat(3), wlan(), wlan_since(1), interface(30)},
       attach,
       P::last_known},
      {"ePDG with a copy of the cell",
       32,
       0,
       {rat(3), here(), interface(30)},
       attach,
       P::last_known},
      {"answer to it", 33, 7, {cause(16)}, none, P::none},

      {"service request", 34, 5, {here(), enb_bearer()}, service_request, P::exact},
      {"service request without a place", 34, 5, {enb_bearer()}, service_request, P::none},
      {"service request, area only", 34, 5, {uli({kArea}), enb_bearer()}, service_request, P::area},
      {"the same MME, TEID 0",
       34,
       5,
       {here(), fteid(Interface::s11_mme, 0, here_node()), enb_bearer()},
       service_request,
       P::exact},
      {"another MME",
       34,
       5,
       {here(), sender(Interface::s11_mme), enb_bearer()},
       area_update,
       P::exact},
      {"another SGW", 34, 5, {here(), sender(Interface::s5_c_sgw)}, area_update, P::last_known},
      {"location reported, maybe by an SGW", 34, 5, {here()}, location_report, P::last_known},
      {"area reported, maybe by an SGW", 34, 5, {uli({kArea})}, location_report, P::area},
      {"location reported, kept", 34, 5, {here(), since()}, location_report, P::last_known},
      {"nothing but a bearer", 34, 5, {bearer_context({ebi(5)})}, session_modify, P::none},
      {"Modify Access Bearers", 211, 5, {enb_bearer()}, service_request, P::none},

      {"detach", 36, 5, {ebi(5), here(), oi()}, detach, P::leaves},
      {"detach without a cell", 36, 5, {ebi(5), oi()}, detach, P::none},
      {"detach, no linked bearer", 36, 5, {here(), oi()}, detach, P::leaves},
      {"second PDN connection ended", 36, 5, {ebi(6), here(), oi()}, session_end, P::last_known},
      {"ended, told by an SGW", 36, 5, {ebi(5), here()}, session_end, P::last_known},
      {"old SGW after a move", 36, 5, {ebi(5), here(), si()}, none, P::none},
      {"answer to it", 37, 7, {cause(16)}, none, P::none},

      {"Change Notification", 38, 5, {here()}, location_report, P::exact},
      {"Change Notification, kept", 38, 5, {here(), since()}, location_report, P::last_known},
      {"Change Notification, no place", 38, 5, {}, location_report, P::none},
      {"answer to it", 39, 5, {cause(16)}, none, P::none},

      {"MME ends a bearer", 66, 5, {here()}, session_end, P::last_known},
      {"MME ends a bearer without a place", 66, 5, {}, none, P::none},
      {"and is refused", 67, 5, {cause(64), here()}, none, P::none},
      {"UE asks for resources", 68, 5, {here()}, session_modify, P::exact},
      {"network asks for a bearer", 95, 5, {}, session_new, P::none},
      {"and has it, with a place", 96, 5, {cause(16), here()}, session_new, P::exact},
      {"and has it in part", 96, 5, {cause(17), here()}, session_new, P::exact},
      {"and has it, without a place", 96, 5, {cause(16)}, none, P::none},
      {"and is refused", 96, 5, {cause(64), here()}, none, P::none},
      {"network changes a bearer", 97, 5, {}, session_modify, P::none},
      {"and may, with a place", 98, 5, {cause(16), here()}, session_modify, P::last_known},
      {"network ends a bearer", 99, 5, {}, session_end, P::none},
      {"and may, with a place", 100, 5, {cause(16), here(), since()}, session_end, P::last_known},

      {"Context Request with the old area",
       130,
       0,
       {uli({"rai:001-01-0505-06"})},
       area_update,
       P::none},
      {"Context Response", 131, 5, {cause(16)}, none, P::none},
      {"handover planned", 133, 0, {target(), here()}, handover_prepare, P::intended},
      {"handover planned, no target", 133, 0, {here()}, handover_prepare, P::none},
      {"handover done", 135, 5, {}, handover, P::none},
      {"Detach Notification", 149, 5, {cause(3)}, detach, P::none},
      {"Detach Notification without a cause", 149, 5, {}, detach, P::none},
      {"local detach", 149, 5, {cause(2)}, none, P::none},
      {"Suspend Notification", 162, 5, {}, suspend, P::none},
      {"Resume Notification", 164, 5, {}, suspend, P::none},
      {"connection released", 170, 5, {here()}, idle, P::none},
      {"device looked for", 176, 5, {here()}, paging, P::none},
      {"looked for in vain", 70, 5, {here()}, none, P::none},
      {"type of a later release", 222, 5, {here()}, none, P::none},
  };
}

TEST(Gtpv2Event, SaysWhatHappenedAndWhatItProves) {
  for (const Case& one : cases()) {
    const auto type = static_cast<std::uint8_t>(one.type);
    const DecodedGtpv2 decoded{message(type, one.elements, {.teid = one.teid})};
    ASSERT_EQ(decoded.messages, 1u) << one.name;
    const SignallingMessage& got = decoded.message;
    EXPECT_EQ(got.kind, one.kind) << one.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, one.presence) << one.name << ": " << to_text(got.presence);
    EXPECT_EQ(got.damage, MessageDamage::none) << one.name;
  }
}

TEST(Gtpv2Event, HasThePlacesOfTheDevice) {
  const auto places = [](std::uint8_t type, const Elements& elements) {
    const DecodedGtpv2 decoded{message(type, elements)};
    return to_text(decoded.message.cell) + " " + to_text(decoded.message.area);
  };
  const std::string now = std::string{kCell} + " " + std::string{kArea};
  EXPECT_EQ(places(32, {here()}), now);
  EXPECT_EQ(places(133, {here(), target()}), "enb:001-01-12345 tai:001-01-3039");
  EXPECT_EQ(places(130, {uli({"rai:001-01-0505-06"})}), " ");
  EXPECT_EQ(places(32, {rat(3), twan(), here()}), "wifi:02-00-5e-10-20-30 ");
  EXPECT_EQ(places(32, {rat(6), twan(), here()}), now);
  EXPECT_EQ(places(32, {rat(3), wlan(), here()}), "wifi:02-00-5e-10-20-31 ");
  EXPECT_EQ(places(32, {rat(3), wlan(), twan()}), "wifi:02-00-5e-10-20-30 ");
  EXPECT_EQ(places(32, {rat(6), wlan(), here()}), now);
  EXPECT_EQ(places(32, {uli({kArea}, 1)}), " tai:001-01-3039");
  EXPECT_EQ(places(32, {uli({"tai:001-01-0001"}, 1), here()}), now);
  EXPECT_EQ(places(32, {here(), uli({"tai:001-01-0001"}, 1)}), now);
  EXPECT_EQ(places(32, {uli({"tai:001-01-0001"}, 2)}), " ");
  EXPECT_EQ(places(32, {here(), uli({"tai:001-01-0001"})}), now);
}

TEST(Gtpv2Event, TellsMachinesFromPeopleByTheRadioTechnology) {
  for (unsigned type = 0; type < 256; ++type) {
    const DecodedGtpv2 decoded{message(32, {rat(static_cast<std::uint8_t>(type))})};
    const bool machine = type == 8 || type == 9 || (type >= 15 && type <= 22);
    EXPECT_EQ(decoded.message.machine, machine ? MachineHint::network : MachineHint::none) << type;
  }
}

TEST(Gtpv2Event, MarksIdentitiesThatTheNetworkDidNotVerify) {
  const auto unauthenticated = [](std::uint8_t type, const Elements& elements) {
    return DecodedGtpv2{message(type, elements)}.message.unauthenticated;
  };
  const Octets person = imsi("001010000000001");
  const Octets phone = mei("3534567890123456");
  const Octets bad_imsi = element(1, Octets{0, 1, 0x2a});
  EXPECT_TRUE(unauthenticated(32, {person, indication({0, 0x40})}));
  EXPECT_TRUE(unauthenticated(38, {person, indication({0, 0x40, 0, 0})}));
  EXPECT_FALSE(unauthenticated(32, {person, indication({0x40, 0})}));
  EXPECT_FALSE(unauthenticated(32, {person, indication({0x40})}));
  EXPECT_TRUE(unauthenticated(32, {phone}));
  EXPECT_FALSE(unauthenticated(32, {phone, person}));
  EXPECT_FALSE(unauthenticated(32, {phone, bad_imsi}));
  EXPECT_FALSE(unauthenticated(34, {phone}));
  EXPECT_FALSE(unauthenticated(32, {}));
}

TEST(Gtpv2Event, OfACutMessageIsExactOnlyWhenTheSenderIsSeen) {
  const auto cut = [](const Elements& elements, std::uint8_t type) {
    Octets octets = message(type, elements);
    octets.resize(octets.size() - 1);
    return DecodedGtpv2{octets}.message.presence;
  };
  EXPECT_EQ(cut({here(), recovery(1)}, 32), P::last_known);
  EXPECT_EQ(cut({here(), sender(Interface::s11_mme), recovery(1)}, 32), P::exact);
  EXPECT_EQ(cut({here(), enb_bearer(), recovery(1)}, 34), P::exact);
  EXPECT_EQ(cut({here(), enb_bearer()}, 34), P::last_known);
  EXPECT_EQ(cut({recovery(1), here()}, 32), P::none);
}

TEST(Gtpv2Event, OfACutDetachNotificationIsNoneForItMayBeALocalOne) {
  Octets octets = message(149, {recovery(1), cause(3)});
  EXPECT_EQ(DecodedGtpv2{octets}.message.kind, detach);
  octets.resize(octets.size() - 1);
  EXPECT_EQ(DecodedGtpv2{octets}.message.kind, none);
}

// S11 has one pair of TEIDs for all PDN connections of a device, S5 and S8 have one for each.
TEST(Gtpv2Event, EndsTheSessionWithItsLastPdnConnectionOnly) {
  const auto ends = [](std::uint8_t type, const Elements& elements) {
    return DecodedGtpv2{message(type, elements, {.teid = 7})}.message.session.ends_session;
  };
  EXPECT_TRUE(ends(36, {ebi(5), oi()}));
  EXPECT_FALSE(ends(36, {ebi(6), oi()}));
  EXPECT_FALSE(ends(36, {ebi(5), si()}));
  EXPECT_FALSE(ends(36, {ebi(6), si(), oi()}));
  EXPECT_TRUE(ends(36, {ebi(5)})) << "to the PGW";
  EXPECT_TRUE(ends(36, {ebi(6)})) << "to the PGW";
  EXPECT_TRUE(ends(36, {ebi(6), interface(6)}));
  EXPECT_TRUE(ends(36, {ebi(6), interface(30)})) << "by an ePDG";
  EXPECT_FALSE(ends(36, {ebi(6), interface(10)})) << "by an MME";
  EXPECT_FALSE(ends(36, {ebi(6), interface(17)})) << "by an SGSN";
  EXPECT_FALSE(ends(37, {cause(16)}));
  EXPECT_FALSE(ends(33, {cause(16)}));
  Octets cut = message(36, {ebi(5), indication({0, 0x02})}, {.teid = 7});
  cut.resize(cut.size() - 1);
  EXPECT_FALSE(DecodedGtpv2{cut}.message.session.ends_session) << "OI or SI may be in the rest";
}

TEST(Gtpv2Event, TellsWhichMessagesMakeASession) {
  for (unsigned type = 0; type < 256; ++type) {
    const DecodedGtpv2 decoded{message(static_cast<std::uint8_t>(type), {})};
    EXPECT_EQ(decoded.message.session.begins_session, type == 32 || type == 33) << type;
    EXPECT_EQ(decoded.message.session.grants_session, type == 33) << type;
  }
}

}  // namespace
}  // namespace celltally
