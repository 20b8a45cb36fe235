#include "decode/ngap.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "decode/ngap_message_type.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/node_address.hpp"
#include "tests/decode/ngap_decoded.hpp"

namespace celltally {
namespace {

using namespace ngap;  // NOLINT(google-build-using-namespace): the builders
using nas_5gs::Security;

constexpr std::string_view kCell = "ncgi:001-01-123456789";
constexpr std::string_view kArea = "tai:001-01-003039";
constexpr std::string_view kEutraCell = "ecgi:001-01-1234501";

Octets here() {
  return location(kCell, kArea);
}
Octets wifi() {
  return location_over_wifi(node("192.0.2.99"));
}

Octets registration(std::uint8_t type) {
  return nas(nas_5gs::message(
      0x41, nas_5gs::registration_request(type, nas_5gs::guti("001-01", 1, 0x556a, 0xc0ffee01))));
}
Octets deregistration(std::uint8_t type) {
  return nas(nas_5gs::message(
      0x45, nas_5gs::deregistration_request(type, nas_5gs::guti("001-01", 1, 0x556a, 0xc0ffee01))));
}
Octets service_request() {
  return nas(nas_5gs::message(0x4c, nas_5gs::service_request(0x556a, 0xc0ffee01)));
}
Octets transport(std::uint8_t container) {
  return nas(nas_5gs::message(0x67, nas_5gs::transport(container, Octets{1, 2, 3})));
}
Octets unreadable() {
  return nas(Octets{0x7e, 0x02, 1, 2, 3, 4, 5, 0x99, 0x88, 0x77});
}
Octets initial(const Octets& message, const Octets& where) {
  return initiating(15, {ran_ue(9), message, where});
}
Octets uplink(const Octets& message, const Octets& where) {
  return initiating(46, {amf_ue(7), ran_ue(9), message, where});
}

// What happened and what it proves.
struct Case {
  std::string_view name;
  Octets pdu;
  EventKind kind;
  Presence presence;
  std::string_view cell = kCell;
  std::string_view area = kArea;
};

const Case kEvents[] = {
    {"switched on", initial(registration(1), here()), EventKind::attach, Presence::exact},
    {"in an emergency", initial(registration(4), here()), EventKind::attach, Presence::exact},
    {"moved", initial(registration(2), here()), EventKind::area_update, Presence::exact},
    {"alive", initial(registration(3), here()), EventKind::periodic_update, Presence::exact},
    {"of a later release", initial(registration(5), here()), EventKind::attach, Presence::exact},
    {"wants something", initial(service_request(), here()), EventKind::service_request,
     Presence::exact},
    {"says what nobody can read", initial(unreadable(), here()), EventKind::service_request,
     Presence::exact},
    {"switched off", initial(deregistration(0x09), here()), EventKind::detach, Presence::leaves},
    {"left 3GPP access while connected", uplink(deregistration(0x01), here()), EventKind::detach,
     Presence::leaves},
    {"left both", uplink(deregistration(0x03), here()), EventKind::detach, Presence::leaves},
    {"left Wi-Fi only", uplink(deregistration(0x02), here()), EventKind::location_report,
     Presence::exact},
    {"says anything", uplink(unreadable(), here()), EventKind::location_report, Presence::exact},
    {"sends a short message", uplink(transport(2), here()), EventKind::text, Presence::exact},
    {"changes a session", uplink(transport(1), here()), EventKind::location_report,
     Presence::exact},
    {"under an ng-eNB", uplink(unreadable(), location(kEutraCell, kArea)),
     EventKind::location_report, Presence::exact, kEutraCell, kArea},
    {"over Wi-Fi, registering", initial(registration(1), wifi()), EventKind::attach, Presence::none,
     "", ""},
    {"over Wi-Fi", uplink(unreadable(), wifi()), EventKind::none, Presence::none, "", ""},
    {"over a fixed line", uplink(unreadable(), location_of_fixed_line()), EventKind::none,
     Presence::none, "", ""},
    {"nowhere", initiating(46, {amf_ue(7), ran_ue(9), unreadable()}), EventKind::none,
     Presence::none, "", ""},
    {"handover within the radio network", initiating(25, {ran_ue(3), source_amf_ue(7), here()}),
     EventKind::handover, Presence::exact},
    {"handover arrived", initiating(11, {amf_ue(7), ran_ue(9), here()}), EventKind::handover,
     Presence::exact},
    {"handover planned",
     initiating(
         12, {amf_ue(7), ran_ue(9), cause(0, 16), target_gnb(24, 0x123456, "tai:001-01-00beef")}),
     EventKind::handover_prepare, Presence::intended, "", "tai:001-01-00beef"},
    {"handover planned, to somewhere else",
     initiating(12, {amf_ue(7), ran_ue(9), element(105, Octets{0x40, 0, 0, 0})}),
     EventKind::handover_prepare, Presence::none, "", ""},
    {"cell reported", initiating(18, {amf_ue(7), ran_ue(9), here()}), EventKind::location_report,
     Presence::exact},
    {"gone silent in a cell", initiating(37, {amf_ue(7), ran_ue(9), here()}),
     EventKind::location_report, Presence::exact},
    {"released in a cell", successful(41, {amf_ue(7), ran_ue(9), here()}), EventKind::idle,
     Presence::exact},
    {"released", successful(41, {amf_ue(7), ran_ue(9)}), EventKind::idle, Presence::none, "", ""},
    {"suspended", initiating(59, {amf_ue(7), ran_ue(9)}), EventKind::idle, Presence::none, "", ""},
    {"resumed in a cell", initiating(58, {amf_ue(7), ran_ue(9), here()}),
     EventKind::service_request, Presence::exact},
    {"how much went over another technology", initiating(52, {amf_ue(7), ran_ue(9), here()}),
     EventKind::location_report, Presence::exact},
    {"the same on the way out by a handover",
     initiating(52, {amf_ue(7), ran_ue(9), element(143, Octets{0}), here()}), EventKind::none,
     Presence::none},
    {"a session's release answered, with the cell", successful(28, {amf_ue(7), ran_ue(9), here()}),
     EventKind::location_report, Presence::exact},
    {"a session's release answered", successful(28, {amf_ue(7), ran_ue(9)}), EventKind::none,
     Presence::none, "", ""},
    {"a thing came back elsewhere",
     initiating(57, {ran_ue(3), s_tmsi(0x556a, 5), eutra_cgi(kEutraCell), tai(kArea)}),
     EventKind::handover, Presence::exact, kEutraCell, kArea},
};

TEST(Ngap, SaysWhatTheRadioNetworkTells) {
  for (const Case& one : kEvents) {
    const DecodedNgap decoded{one.pdu};
    ASSERT_EQ(decoded.messages, 1u) << one.name;
    const SignallingMessage& got = decoded.message;
    EXPECT_TRUE(decoded.read) << one.name;
    EXPECT_EQ(got.protocol, Protocol::ngap) << one.name;
    EXPECT_TRUE(got.comes_once) << one.name;
    EXPECT_EQ(got.kind, one.kind) << one.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, one.presence) << one.name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(got.area), one.area) << one.name;
    EXPECT_EQ(got.damage, MessageDamage::none) << one.name;
  }
}

const Case kDownlink[] = {
    {"NAS", initiating(4, {amf_ue(7), ran_ue(9), unreadable()}), EventKind::none, Presence::none},
    {"a session begins", initiating(29, {amf_ue(7), ran_ue(9)}), EventKind::session_new,
     Presence::none},
    {"a session changes", initiating(26, {amf_ue(7), ran_ue(9)}), EventKind::session_modify,
     Presence::none},
    {"a session ends", initiating(28, {amf_ue(7), ran_ue(9)}), EventKind::session_end,
     Presence::none},
    {"paging", initiating(24, {paging_identity(0x556a, 0xc0ffee01)}), EventKind::paging,
     Presence::none},
    {"handover asked of the target", initiating(13, {amf_ue(8)}), EventKind::handover_prepare,
     Presence::none},
    {"released for want of use", initiating(41, {ue_ids(7, 9), cause(0, 20)}), EventKind::none,
     Presence::none},
    {"the old leg of a handover", initiating(41, {ue_ids(7, 9), cause(0, 2)}), EventKind::none,
     Presence::none},
    {"released for good", initiating(41, {ue_ids(7, 9), cause(2, 2)}), EventKind::detach,
     Presence::leaves},
    {"sent away",
     initiating(4, {amf_ue(7), ran_ue(9), nas(nas_5gs::message(0x47, Octets{0x01, 0x58, 0x03}))}),
     EventKind::detach, Presence::leaves},
    {"sent away to come back",
     initiating(4, {amf_ue(7), ran_ue(9), nas(nas_5gs::message(0x47, Octets{0x05}))}),
     EventKind::none, Presence::none},
    {"a short message comes",
     initiating(
         4, {amf_ue(7), ran_ue(9), nas(nas_5gs::message(0x68, nas_5gs::transport(2, Octets{1})))}),
     EventKind::none, Presence::none},
};

TEST(Ngap, TakesWhatTheCoreSaysForNoSignOfPresence) {
  for (const Case& one : kDownlink) {
    const DecodedNgap decoded{one.pdu, DecodedNgap::Way::downlink};
    ASSERT_EQ(decoded.messages, 1u) << one.name;
    EXPECT_EQ(decoded.message.kind, one.kind) << one.name << ": " << to_text(decoded.message.kind);
    EXPECT_EQ(decoded.message.presence, one.presence) << one.name;
    EXPECT_EQ(decoded.message.damage, MessageDamage::none) << one.name;
  }
}

TEST(Ngap, CarriesTheCauseAndPrefersThatOfNas) {
  const auto cause_of = [](const Octets& pdu, DecodedNgap::Way way) {
    return DecodedNgap{pdu, way}.message.cause;
  };
  using Way = DecodedNgap::Way;
  EXPECT_EQ(cause_of(initiating(42, {amf_ue(7), ran_ue(9), cause(0, 21)}), Way::uplink),
            (Cause{Cause::Domain::ngap, 21}));
  const Octets reject = nas(nas_5gs::message(0x44, Octets{11}));
  EXPECT_EQ(cause_of(initiating(4, {amf_ue(7), ran_ue(9), reject}), Way::downlink),
            (Cause{Cause::Domain::fivegmm, 11}));
  EXPECT_EQ(cause_of(initiating(28, {amf_ue(7), ran_ue(9), reject, cause(2, 0)}), Way::downlink),
            (Cause{Cause::Domain::fivegmm, 11}));
}

TEST(Ngap, MarksThings) {
  const Octets lte_m = element(225, Octets{0});
  EXPECT_EQ((DecodedNgap{initial(service_request(), here())}.message.machine), MachineHint::none);
  EXPECT_EQ(
      (DecodedNgap{initiating(15, {ran_ue(9), service_request(), here(), lte_m})}.message.machine),
      MachineHint::network);
  EXPECT_EQ((DecodedNgap{initiating(15, {ran_ue(9), service_request(), element(333, Octets{0})})}
                 .message.machine),
            MachineHint::network);
  EXPECT_EQ(
      (DecodedNgap{initial(nas(nas_5gs::message(0x4f, Octets{0x10})), here())}.message.machine),
      MachineHint::network);
  EXPECT_EQ((DecodedNgap{initiating(59, {amf_ue(7), ran_ue(9)})}.message.machine),
            MachineHint::network);
}

TEST(Ngap, DoesNotReadANasMessageThatWasNotDelivered) {
  const Octets accept = nas(nas_5gs::message(
      0x45, nas_5gs::deregistration_request(9, nas_5gs::suci_null("001-01", "0000000001"))));
  const DecodedNgap decoded{initiating(19, {amf_ue(7), ran_ue(9), accept})};
  EXPECT_EQ(decoded.message.kind, EventKind::none);
  EXPECT_FALSE(decoded.message.imsi.present());
}

TEST(Ngap, FoldsProcedureAndOutcomeIntoOneNumber) {
  for (unsigned procedure = 0; procedure < 256; ++procedure) {
    for (unsigned outcome = 0; outcome < 3; ++outcome) {
      const auto code = static_cast<std::uint8_t>(procedure);
      const DecodedNgap decoded{message(static_cast<std::uint8_t>(outcome), code, {})};
      ASSERT_EQ(decoded.messages, 1u) << procedure;
      const unsigned type = decoded.message.type;
      if (procedure < 64) {
        EXPECT_EQ(type, outcome << 6 | procedure);
      } else if (outcome == 0 && procedure < 127) {
        EXPECT_EQ(type, 0xc0 | (procedure - 64));
      } else {
        EXPECT_EQ(type, 255u);
        EXPECT_TRUE(ngap_message_name(255).empty());
      }
    }
  }
}

TEST(Ngap, ReadsNothingOfAMessageWithoutAName) {
  const DecodedNgap decoded{initiating(200, {ran_ue(9), here(), registration(1)})};
  EXPECT_EQ(decoded.messages, 1u);
  EXPECT_FALSE(decoded.message.cell.known());
  EXPECT_TRUE(decoded.ids.empty());
}

// Lists, groups and options that fill all that a message of SCTP may hold: no trouble, no surprise.
TEST(Ngap, ReadsMessagesAsLongAsTheyCome) {
  Elements many(3000, element(999, Octets{1}));
  many.push_back(here());
  EXPECT_EQ(to_text(DecodedNgap{initiating(46, many)}.message.cell), kCell);

  const Octets options(16'000, 0xc0);  // each octet is an option
  const Octets long_nas = nas(nas_5gs::message(
      0x41, nas_5gs::registration_request(1, nas_5gs::suci_null("001-01", "0000000001"), options)));
  const DecodedNgap long_message{initiating(46, {amf_ue(7), ran_ue(9), long_nas})};
  EXPECT_TRUE(long_message.message.imsi.present());
  EXPECT_EQ(long_message.message.damage, MessageDamage::none);

  for (const std::uint8_t octet : Octets{0x00, 0x40, 0x77, 0xff}) {
    const Octets noise(65'536, octet);
    EXPECT_LE((DecodedNgap{noise}.messages), 1u);
    EXPECT_LE((DecodedNgap{noise, DecodedNgap::Way::downlink, 38412, true}.messages), 1u);
  }
}

// 00, 20, 40: the three outcomes; the rest is none of this protocol.
TEST(Ngap, RefusesWhatIsNoSuchMessage) {
  for (unsigned first = 0; first < 256; ++first) {
    Octets pdu = initiating(46, {amf_ue(7), ran_ue(9)});
    pdu[0] = static_cast<std::uint8_t>(first);
    const bool good = first == 0x00 || first == 0x20 || first == 0x40;
    EXPECT_EQ(DecodedNgap{pdu}.read, good) << first;
  }
  EXPECT_FALSE(DecodedNgap{Octets{}}.read);
}

}  // namespace
}  // namespace celltally
