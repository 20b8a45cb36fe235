#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "decode/decoder.hpp"
#include "simulate/bssap_builder.hpp"
#include "simulate/bssgp_builder.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "simulate/node_address.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/sctp_builder.hpp"
#include "simulate/sigtran_builder.hpp"
#include "tests/anonymise/probe.hpp"

// From packets of 2G and 3G to events: is it the same person through all of a story?
namespace celltally {
namespace {

namespace nas = nas_2g;

constexpr std::string_view kImsi = "001010000000001";
constexpr std::string_view kOther = "001010000000002";
constexpr std::string_view kCgi = "cgi:001-01-0101-0202";
constexpr std::string_view kHere = "lai:001-01-0101";
constexpr std::string_view kBefore = "lai:001-01-0909";
constexpr std::string_view kRai = "rai:001-01-0101-06";

// Radio network 1 and core 2 over M3UA, a BSS and its SGSN over Gb; one packet a second.
class Tap {
 public:
  SignallingEvent up(const Octets& sccp) { return m3ua(1, 2, sccp); }
  SignallingEvent down(const Octets& sccp) { return m3ua(2, 1, sccp); }
  void wait(std::int64_t seconds) { at_.ns += seconds * 1'000'000'000; }
  SignallingEvent gb(const Octets& pdu, bool up) {
    const NodeAddress bss = node("192.0.2.11");
    const NodeAddress sgsn = node("192.0.2.22");
    const UdpFlow flow{.source = up ? bss : sgsn,
                       .destination = up ? sgsn : bss,
                       .source_port = 23000,
                       .destination_port = 23000};
    return see(udp_frame(flow, pdu));
  }

 private:
  SignallingEvent m3ua(std::uint32_t from, std::uint32_t to, const Octets& sccp) {
    const Octets message = sigtran::m3ua({.origin = from, .destination = to}, sccp);
    const Octets chunk = sctp::data({.tsn = ++tsn_, .ppid = 3}, message);
    return see(ethernet(sctp_packet(node("192.0.2.1"), node("192.0.2.2"),
                                    sctp::packet({.destination_port = 2905}, {chunk}))));
  }

  SignallingEvent see(Octets bytes) {
    at_.ns += 1'000'000'000;
    Packet packet;
    packet.at = at_;
    packet.bytes = bytes;
    packet.wire_length = static_cast<std::uint32_t>(bytes.size());
    packet.link = LinkType::ethernet;
    burst_->clear();
    decoder_.decode(packet, *burst_);
    EXPECT_EQ(burst_->size(), 1u);
    std::array<SignallingEvent, MessageBurst::kMessagesMax> events{};
    anonymiser_.anonymise(*burst_, std::span{events}.first(burst_->size()));
    return events[0];
  }

  Decoder decoder_;
  Anonymiser anonymiser_{test::key_of(7), test::kSmallLimits};
  std::unique_ptr<MessageBurst> burst_ = std::make_unique<MessageBurst>();
  Timestamp at_ = Timestamp::from_seconds(1'700'000'000);
  std::uint32_t tsn_ = 0;
};

Octets complete_layer_3(std::uint32_t reference, const Octets& message) {
  return sigtran::connection_request(reference, sigtran::kBssap,
                                     bssap::complete_layer_3(kCgi, message));
}
Octets initial_ue(std::uint32_t reference, const Octets& message) {
  return sigtran::connection_request(
      reference, sigtran::kRanap,
      ranap::initial_ue({ranap::domain(true), ranap::lai(kHere), ranap::rac(6),
                         ranap::sai("sai:001-01-0101-0404"), ranap::nas(message)}));
}
// Who has this IMSI, by a message that says so.
Tag person_of(Tap& tap, std::string_view imsi) {
  return tap.up(complete_layer_3(0x7777, nas::cm_service_request(1, nas::imsi(imsi)))).person;
}

TEST(DecodedSigtran, FindsWhoCameWithATmsiByTheCommonIdThatFollows) {
  Tap tap;
  const Tag person = person_of(tap, kImsi);
  tap.up(complete_layer_3(0x10, nas::location_updating_request(0, kBefore, nas::tmsi(0xaa))));
  tap.down(sigtran::connection_confirm(0x10, 0x20));
  const auto common =
      tap.down(sigtran::data_form_1(0x10, bssap::bssmap(0x2f, {bssap::imsi(kImsi)})));
  EXPECT_EQ(common.person, person);
  // Both ends of the connection, and the TMSI that is given on it.
  EXPECT_EQ(tap.up(sigtran::data_form_1(0x20, bssap::bssmap(0x22, {bssap::cause(1)}))).person,
            person);
  tap.down(sigtran::data_form_1(
      0x10, bssap::dtap(nas::location_updating_accept(kHere, nas::tmsi(0xbb)))));
  EXPECT_EQ(tap.down(sigtran::released(0x10, 0x20)).person, person);
  tap.up(sigtran::release_complete(0x20, 0x10));
  // The next connection is known by the new TMSI, and so is where it was.
  const auto next = tap.up(complete_layer_3(0x11, nas::paging_response(nas::tmsi(0xbb))));
  EXPECT_EQ(next.person, person);
  EXPECT_EQ(next.presence, Presence::exact);
  EXPECT_EQ(to_text(next.cell), kCgi);
}

TEST(DecodedSigtran, TakesAReferenceGivenAgainForSomebodyElse) {
  Tap tap;
  const Tag person = person_of(tap, kImsi);
  tap.up(complete_layer_3(0x10, nas::paging_response(nas::imsi(kImsi))));
  tap.down(sigtran::connection_confirm(0x10, 0x20));
  tap.down(sigtran::released(0x10, 0x20));
  tap.up(sigtran::release_complete(0x20, 0x10));
  const auto other = tap.up(complete_layer_3(0x10, nas::paging_response(nas::imsi(kOther))));
  EXPECT_NE(other.person, person);
  tap.down(sigtran::connection_confirm(0x10, 0x21));
  EXPECT_EQ(tap.up(sigtran::data_form_1(0x21, bssap::bssmap(0x21, {}))).person, other.person);
}

TEST(DecodedSigtran, EndsAConnectionInErrorAndKeepsOneThatIsTested) {
  Tap tap;
  const Tag person = tap.up(complete_layer_3(0x10, nas::paging_response(nas::imsi(kImsi)))).person;
  tap.down(sigtran::connection_confirm(0x10, 0x20));
  const auto performed = [&tap] {
    return tap.up(sigtran::data_form_1(0x20, bssap::bssmap(0x02, {bssap::cell(kCgi)})));
  };
  for (int hour = 0; hour < 3; ++hour) {  // a reference is good for four hours
    tap.wait(3 * 3600);
    EXPECT_EQ(tap.down(sigtran::inactivity_test(0x10, 0x20)).person, person) << hour;
  }
  EXPECT_EQ(performed().person, person);
  tap.up(sigtran::error(0x20));
  tap.wait(10);
  EXPECT_NE(performed().person, person);
}

TEST(DecodedSigtran, FollowsAPTmsiOverIuAndGb) {
  Tap tap;
  const Tag person = person_of(tap, kImsi);
  tap.up(initial_ue(0x30, nas::attach_request(1, nas::imsi(kImsi), kRai)));
  tap.down(sigtran::connection_confirm(0x30, 0x40));
  tap.down(sigtran::data_form_1(
      0x30, ranap::direct_transfer({ranap::nas(nas::attach_accept(kRai, 0xc0000001))})));
  EXPECT_EQ(tap.up(initial_ue(0x31, nas::service_request(0xc0000001))).person, person);
  // In 2G the same P-TMSI is a TLLI, of user data too.
  const auto data = tap.gb(
      bssgp::ul_unitdata(
          0xc0000001, {bssgp::cell(kRai, 0x0202), bssgp::llc(bssgp::ui_frame(3, Octets(20, 1)))}),
      true);
  EXPECT_EQ(data.person, person);
  EXPECT_EQ(data.kind, EventKind::location_report);
  EXPECT_EQ(to_text(data.cell), kCgi);
}

TEST(DecodedSigtran, FindsWhoIsOnGbByTheImsiOfWhatComesDown) {
  Tap tap;
  const Tag person = person_of(tap, kImsi);
  tap.gb(bssgp::dl_unitdata(0xc0000002, {bssgp::imsi(kImsi)}), false);
  const auto data = tap.gb(bssgp::ul_unitdata(0xc0000002, {bssgp::cell(kRai, 0x0202)}), true);
  EXPECT_EQ(data.person, person);
  EXPECT_EQ(data.presence, Presence::exact);
  EXPECT_NE(tap.gb(bssgp::ul_unitdata(0xc0000003, {bssgp::cell(kRai, 0x0202)}), true).person,
            person);
}

TEST(DecodedSigtran, ForgetsTheConnectionsOfWhoResets) {
  struct Case {
    Octets first;
    Octets later;
    Octets reset;
    std::uint8_t subsystem;
  };
  const Octets calls = nas::paging_response(nas::imsi(kImsi));
  const Case cases[] = {
      {complete_layer_3(0x60, calls), bssap::bssmap(0x02, {bssap::cell(kCgi)}),
       bssap::bssmap(0x30, {bssap::cause(1)}), sigtran::kBssap},
      {initial_ue(0x60, nas::service_request(1)),
       ranap::location_report({ranap::area_identity("sai:001-01-0101-0404")}),
       ranap::message(ranap::kInitiating, 9, {ranap::domain(false)}), sigtran::kRanap},
  };
  for (const Case& each : cases) {
    Tap tap;
    const Tag person = tap.up(each.first).person;
    tap.down(sigtran::connection_confirm(0x60, 0x61));
    ASSERT_EQ(tap.up(sigtran::data_form_1(0x61, each.later)).person, person);
    tap.down(sigtran::unitdata(each.subsystem, each.reset));
    EXPECT_NE(tap.up(sigtran::data_form_1(0x61, each.later)).person, person)
        << "the core's are lost";
    EXPECT_EQ(tap.down(sigtran::data_form_1(0x60, each.later)).person, person);
    tap.up(sigtran::unitdata(each.subsystem, each.reset));
    EXPECT_NE(tap.down(sigtran::data_form_1(0x60, each.later)).person, person);
  }
}

TEST(DecodedSigtran, KnowsATmsiThatPagingTold) {
  Tap tap;
  const Tag person = person_of(tap, kImsi);
  tap.down(sigtran::unitdata(sigtran::kBssap,
                             bssap::paging(kImsi, {bssap::tmsi(0xcc), bssap::areas({kHere})})));
  EXPECT_EQ(tap.up(complete_layer_3(0x50, nas::paging_response(nas::tmsi(0xcc)))).person, person);
}

}  // namespace
}  // namespace celltally
