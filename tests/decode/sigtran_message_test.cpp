#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "decode/bssap.hpp"
#include "decode/dtap_message.hpp"
#include "decode/ranap.hpp"
#include "simulate/bssap_builder.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "simulate/ranap_builder.hpp"
#include "tests/decode/sigtran_decoded.hpp"

namespace celltally {
namespace {

namespace bs = bssap;
namespace nas = nas_2g;
using Kind = TemporaryId::Kind;

constexpr std::string_view kImsi = "001010000000001";
constexpr std::string_view kImei = "353456789012347";
constexpr std::string_view kCgi = "cgi:001-01-0101-0202";
constexpr std::string_view kSai = "sai:001-01-0303-0404";
constexpr std::string_view kLai = "lai:001-01-0303";
constexpr std::uint32_t kTmsi = 0xc0ffee01;

Octets in_request(std::uint8_t subsystem, const Octets& data) {
  return sigtran::connection_request(0x10, subsystem, data);
}
Octets complete_layer_3(const Octets& message) {
  return in_request(sigtran::kBssap, bs::complete_layer_3(kCgi, message));
}
Octets initial_ue(const Octets& message) {
  return in_request(sigtran::kRanap,
                    ranap::initial_ue({ranap::domain(true), ranap::lai(kLai), ranap::rac(5),
                                       ranap::sai(kSai), ranap::nas(message)}));
}
TemporaryId tmsi_in(Kind kind, std::string_view area, std::uint32_t number) {
  return TemporaryId::in_scope(kind, place_from_text(area)->key(), number);
}
// The octets by which two identifiers of a kind are the same.
std::vector<std::uint8_t> octets(const TemporaryId& id) {
  return Tagger::octets_of(id);
}

// What the tap's message names last, which in a beginning message is the TMSI.
const TemporaryId& last(const SigtranTap& tap) {
  return tap.ids.back();
}

TEST(SigtranMessage, ScopesATmsiByTheAreaThatGaveIt) {
  SigtranTap tap;
  const Octets tmsi = nas::tmsi(kTmsi);
  // The one before, which a location update names, and the one of the cell.
  tap.up(complete_layer_3(nas::location_updating_request(0, "lai:001-01-0909", tmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0909", kTmsi)));
  tap.up(complete_layer_3(nas::cm_service_request(1, tmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0101", kTmsi)));
  tap.up(complete_layer_3(nas::paging_response(tmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0101", kTmsi)));
  tap.up(complete_layer_3(nas::cm_reestablishment_request("", tmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0101", kTmsi)));
  tap.up(complete_layer_3(nas::cm_reestablishment_request("lai:001-01-0808", tmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0808", kTmsi)));
  // The new one, by the network.
  tap.down(sigtran::data_form_1(
      0x10, bs::dtap(nas::location_updating_accept("lai:001-01-0101", nas::tmsi(7)))));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::tmsi, "lai:001-01-0101", 7)));
  EXPECT_EQ(last(tap).role(), TemporaryId::Role::given);
  // On Iu by the RNC's areas.
  tap.up(initial_ue(nas::service_request(kTmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::p_tmsi, "rai:001-01-0303-05", kTmsi)));
  tap.up(initial_ue(nas::routing_area_update_request(0, "rai:001-01-0606-07", kTmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::p_tmsi, "rai:001-01-0606-07", kTmsi)));
  tap.up(initial_ue(nas::attach_request(1, tmsi, "rai:001-01-0606-07")));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::p_tmsi, "rai:001-01-0606-07", kTmsi)));
  tap.up(initial_ue(nas::detach_request(1, kTmsi)));
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::p_tmsi, "rai:001-01-0303-05", kTmsi)));
}

TEST(SigtranMessage, NamesNoTmsiWhoseAreaIsNotCertain) {
  SigtranTap tap;
  const Octets tmsi = nas::tmsi(kTmsi);
  // A device without an area; a cell without its network; no place at all.
  tap.up(complete_layer_3(nas::location_updating_request(2, "lai:001-01-fffe", tmsi)));
  EXPECT_EQ(tap.named(), "sccp_connection given");
  EXPECT_EQ(tap.message.kind, EventKind::attach);
  tap.up(in_request(sigtran::kBssap, bs::bssmap(0x57, {bs::cell_in_area(1, 2),
                                                       bs::layer_3(nas::paging_response(tmsi))})));
  EXPECT_EQ(tap.named(), "sccp_connection given");
  tap.up(sigtran::data_form_1(5, bs::dtap(nas::identity_response(tmsi))));
  EXPECT_EQ(tap.named(), "sccp_connection");
  tap.up(sigtran::unitdata(
      sigtran::kBssap,
      bs::paging(kImsi, {bs::tmsi(kTmsi), bs::areas({"lai:001-01-0101", "lai:001-01-0102"})})));
  EXPECT_EQ(tap.named(), "");
}

// The two ends of a connection, and everything on it, are one device's.
TEST(SigtranMessage, NamesAConnectionByBothItsEnds) {
  SigtranTap tap;
  tap.up(complete_layer_3(nas::cm_service_request(1, nas::tmsi(kTmsi))));
  ASSERT_EQ(tap.ids.size(), 2u);
  const auto radio = octets(tap.ids[0]);
  tap.down(sigtran::connection_confirm(0x10, 0x20));
  ASSERT_EQ(tap.named(), "sccp_connection, sccp_connection given");
  EXPECT_EQ(octets(tap.ids[0]), radio);
  const auto core = octets(tap.ids[1]);
  EXPECT_NE(core, radio);
  tap.down(sigtran::data_form_1(0x10, bs::bssmap(0x2f, {bs::imsi(kImsi)})));
  EXPECT_EQ(octets(tap.ids[0]), radio);
  tap.up(sigtran::data_form_1(0x20, bs::bssmap(0x21, {})));
  EXPECT_EQ(octets(tap.ids[0]), core);
  tap.down(sigtran::released(0x10, 0x20));
  EXPECT_EQ(tap.named(), "sccp_connection ends, sccp_connection ends");
  EXPECT_EQ(octets(tap.ids[0]), radio);
  EXPECT_EQ(octets(tap.ids[1]), core);
  tap.up(sigtran::release_complete(0x20, 0x10));
  EXPECT_EQ(octets(tap.ids[0]), core);
  EXPECT_EQ(octets(tap.ids[1]), radio);
  tap.up(sigtran::inactivity_test(0x20, 0x10));
  EXPECT_EQ(tap.named(), "sccp_connection, sccp_connection");
  EXPECT_EQ(octets(tap.ids[0]), core);
  EXPECT_EQ(octets(tap.ids[1]), radio);
  tap.up(sigtran::error(0x20));
  EXPECT_EQ(tap.named(), "sccp_connection ends");
  EXPECT_EQ(octets(tap.ids[0]), core);
  // Points of another network with the same numbers are others.
  tap.m3ua(sigtran::m3ua({.origin = 2, .destination = 1, .network = 3},
                         sigtran::data_form_1(0x10, bs::bssmap(0x2f, {bs::imsi(kImsi)}))));
  EXPECT_NE(octets(tap.ids[0]), radio);
}

TEST(SigtranMessage, ReadsErrorsAndTestsOfSuaToo) {
  SigtranTap tap;
  tap.sua(sigtran::sua_inactivity_test(0x20, 0x10));
  EXPECT_EQ(tap.named(), "sccp_connection, sccp_connection");
  tap.sua(sigtran::sua_error(0x20));
  EXPECT_EQ(tap.named(), "sccp_connection ends");
}

TEST(SigtranMessage, TakesNoCommandOfTheNetworkForADeparture) {
  SigtranTap tap;
  const Octets detach = nas::detach_request(1, kTmsi);
  tap.down(sigtran::data_form_1(0x10, ranap::direct_transfer({ranap::nas(detach)})));
  EXPECT_EQ(tap.message.kind, EventKind::none);
  EXPECT_EQ(tap.message.presence, Presence::none);
  tap.up(
      sigtran::data_form_1(0x20, ranap::direct_transfer({ranap::nas(nas::detach_request(9, kTmsi)),
                                                         ranap::lai(kLai), ranap::rac(5)})));
  EXPECT_EQ(tap.message.kind, EventKind::detach);
  EXPECT_EQ(tap.message.presence, Presence::leaves);
  // Of calls alone: the device stays.
  tap.up(initial_ue(nas::detach_request(2, kTmsi)));
  EXPECT_NE(tap.message.kind, EventKind::detach);
}

TEST(SigtranMessage, CountsNobodyWhoHasAnImeiOnly) {
  SigtranTap tap;
  tap.up(complete_layer_3(nas::cm_service_request(2, nas::imei(kImei))));
  EXPECT_TRUE(tap.message.unauthenticated);
  EXPECT_TRUE(tap.message.has_imei);
  tap.up(initial_ue(nas::attach_request(4, nas::imei(kImei), "rai:001-01-0606-07")));
  EXPECT_TRUE(tap.message.unauthenticated);
  tap.up(initial_ue(nas::attach_request(1, nas::imei(kImei), "rai:001-01-0606-07")));
  EXPECT_FALSE(tap.message.unauthenticated);
}

TEST(SigtranMessage, TellsDamageAndKeepsWhatWasBefore) {
  SigtranTap tap;
  Octets bad = nas::imsi(kImsi);
  bad[3] = 0xa0;
  tap.up(complete_layer_3(nas::cm_service_request(1, bad)));
  EXPECT_EQ(tap.message.damage, MessageDamage::bad_identity);
  EXPECT_FALSE(tap.message.imsi.present());
  EXPECT_EQ(to_text(tap.message.cell), kCgi);
  EXPECT_EQ(tap.message.presence, Presence::exact);

  Octets place = ranap::sai(kSai);
  place[5] = 0xaa;  // a PLMN that is not decimal
  tap.up(in_request(sigtran::kRanap, ranap::location_report({place})));
  EXPECT_EQ(tap.message.damage, MessageDamage::bad_location);
  EXPECT_EQ(tap.message.presence, Presence::none);

  // A message of NAS that ends within its identity.
  Octets cut = nas::cm_service_request(1, nas::imsi(kImsi));
  cut.resize(cut.size() - 2);
  tap.up(complete_layer_3(cut));
  EXPECT_EQ(tap.message.damage, MessageDamage::truncated);
  EXPECT_FALSE(tap.message.imsi.present());

  // An element of BSSMAP longer than the message.
  tap.up(in_request(sigtran::kBssap, bs::bssmap(0x57, {bs::cell(kCgi), Octets{0x17, 0x40, 1}})));
  EXPECT_EQ(tap.message.damage, MessageDamage::truncated);
  EXPECT_EQ(to_text(tap.message.cell), kCgi);
}

TEST(SigtranMessage, ReadsElementsInAnyOrderAndTheFirstOfACellsOwn) {
  SigtranTap tap;
  tap.up(in_request(sigtran::kRanap,
                    ranap::initial_ue({ranap::nas(nas::service_request(kTmsi)), ranap::sai(kSai),
                                       ranap::rac(5), ranap::lai(kLai)})));
  EXPECT_EQ(to_text(tap.message.area), "rai:001-01-0303-05");
  EXPECT_EQ(tap.named(), "sccp_connection given, p_tmsi");
  tap.up(in_request(sigtran::kBssap,
                    bs::bssmap(0x57, {bs::layer_3(nas::paging_response(nas::tmsi(kTmsi))),
                                      bs::cell(kCgi), Octets{0x21, 0x09}})));
  EXPECT_EQ(tap.message.presence, Presence::exact);
  EXPECT_EQ(tap.named(), "sccp_connection given, tmsi");
  EXPECT_EQ(tap.message.damage, MessageDamage::none);
}

TEST(SigtranMessage, TakesTheFirstOfWhatNasGivesTwice) {
  SigtranTap tap;
  Octets accept = nas::attach_accept("rai:001-01-0303-05", kTmsi);
  const Octets again{0x18, 5, 0xf4, 0xc0, 0, 0, 9};
  accept.insert(accept.end(), again.begin(), again.end());
  tap.down(sigtran::data_form_1(0x10, ranap::direct_transfer({ranap::nas(accept)})));
  EXPECT_EQ(tap.named(), "sccp_connection, p_tmsi given");
  EXPECT_EQ(octets(last(tap)), octets(tmsi_in(Kind::p_tmsi, "rai:001-01-0303-05", kTmsi)));
}

// A message of NAS is the device's only where BSSMAP carries one from it.
TEST(SigtranMessage, ReadsNasInTheTwoMessagesOfBssmapThatHaveIt) {
  SigtranTap tap;
  const Octets detach = nas::imsi_detach(nas::imsi(kImsi));
  tap.up(sigtran::data_form_1(0x20, bs::bssmap(0x08, {bs::layer_3(detach)})));
  EXPECT_EQ(tap.message.kind, EventKind::none);
  EXPECT_FALSE(tap.message.imsi.present());
  tap.up(complete_layer_3(detach));
  EXPECT_EQ(tap.message.kind, EventKind::detach);
  EXPECT_EQ(tap.message.presence, Presence::leaves);
}

TEST(SigtranMessage, KnowsUsersByNumberAndWithoutByTheirLook) {
  SigtranTap tap;
  const Octets common = ranap::common_id(kImsi);
  EXPECT_EQ(tap.up(in_request(6, common)), std::nullopt);  // the HLR's
  EXPECT_EQ(tap.up(in_request(249, common)), std::nullopt);
  EXPECT_EQ(tap.up(in_request(sigtran::kBssap, common)), true);  // SCCP's own: the data is none
  EXPECT_EQ(tap.message.protocol, Protocol::sccp);
  EXPECT_EQ(tap.up(sigtran::unitdata(sigtran::kBssap, common)), false);
  EXPECT_EQ(tap.up(sigtran::data_form_1(1, common)), true);
  EXPECT_EQ(tap.message.protocol, Protocol::ranap);
  EXPECT_EQ(tap.up(sigtran::data_form_1(1, bs::bssmap(0x2f, {bs::imsi(kImsi)}))), true);
  EXPECT_EQ(tap.message.protocol, Protocol::bssap);
  // One octet too many or too few is neither; nor is a procedure or a type that is none.
  for (Octets octets : {common, bs::bssmap(0x2f, {bs::imsi(kImsi)})}) {
    octets.push_back(0);
    EXPECT_EQ(tap.up(sigtran::data_form_1(1, octets)), std::nullopt);
    octets.resize(octets.size() - 2);
    EXPECT_EQ(tap.up(sigtran::data_form_1(1, octets)), std::nullopt);
  }
  EXPECT_EQ(tap.up(sigtran::data_form_1(1, ranap::message(0, 60, {}))), std::nullopt);
  EXPECT_EQ(tap.up(sigtran::data_form_1(1, bs::bssmap(0x7a, {}))), std::nullopt);
  EXPECT_EQ(tap.transport.counters().refused, 1u);
}

TEST(SigtranMessage, ReadsWhatCameInPieces) {
  SigtranTap tap;
  const Octets whole =
      ranap::direct_transfer({ranap::nas(nas::gmm_identity_response(nas::imsi(kImsi))),
                              ranap::lai(kLai), ranap::sai(kSai)});
  for (std::size_t size = 1; size < 9; ++size) {
    std::optional<bool> read;
    for (std::size_t from = 0; from < whole.size(); from += size) {
      const std::size_t count = std::min(size, whole.size() - from);
      read = tap.up(sigtran::data_form_1(9, std::span{whole}.subspan(from, count),
                                         from + count < whole.size()));
    }
    EXPECT_EQ(read, true);
    EXPECT_TRUE(tap.transport.lent());
    EXPECT_TRUE(tap.message.imsi.present());
    EXPECT_EQ(tap.message.presence, Presence::exact);
  }
  const Octets paging = ranap::paging({ranap::domain(false), ranap::imsi(kImsi)});
  const auto half = static_cast<std::ptrdiff_t>(paging.size() / 2);
  const Octets first(paging.begin(), paging.begin() + half);
  const Octets second(paging.begin() + half, paging.end());
  tap.down(sigtran::extended_unitdata(sigtran::kRanap, first, sigtran::Segment{.left = 1}));
  EXPECT_EQ(tap.messages, 0u);
  tap.down(sigtran::long_unitdata(sigtran::kRanap, second, sigtran::Segment{.first = false}));
  EXPECT_EQ(tap.message.kind, EventKind::paging);
  EXPECT_TRUE(tap.message.imsi.present());
  tap.sua(sigtran::sua_data(9, first, true));
  EXPECT_EQ(tap.sua(sigtran::sua_data(9, second)), true);
  EXPECT_TRUE(tap.message.imsi.present());
}

TEST(SigtranMessage, ReadsCausesOfEveryGroup) {
  SigtranTap tap;
  for (std::uint16_t cause = 1; cause <= 512; ++cause) {
    tap.down(sigtran::data_form_1(1, ranap::iu_release_command(cause)));
    EXPECT_EQ(tap.message.cause.value, cause);
    EXPECT_EQ(tap.message.cause.domain, Cause::Domain::ranap);
  }
  tap.down(sigtran::data_form_1(1, bs::bssmap(0x20, {bs::cause(0x123)})));
  EXPECT_EQ(tap.message.cause.value, 0x123);
}

TEST(SigtranMessage, NamesEveryMessageOnce) {
  EXPECT_EQ(ranap_message_name(19), "Initial UE Message");
  EXPECT_EQ(ranap_message_name(1 << 6 | 1), "Iu Release Complete");
  EXPECT_EQ(ranap_message_name(3 << 6 | 0), "RAB Assignment Response");
  EXPECT_EQ(ranap_message_name(1 << 6 | 19), "");
  EXPECT_EQ(bssap_message_name(0x57), "Complete Layer 3 Information");
  EXPECT_EQ(bssap_message_name(0x7f), "");
  const Octets update{0x05, 0x48};  // with a number above its type
  EXPECT_EQ(bssap_message_name(dtap_type(update)), "Location Updating Request");
  const Octets setup{0x83, 0x45};  // in a transaction
  EXPECT_EQ(bssap_message_name(dtap_type(setup)), "Setup");
  const Octets unknown{0x05, 0x3f};
  EXPECT_EQ(bssap_message_name(dtap_type(unknown)), "DTAP");
  EXPECT_EQ(dtap_type(Octets{0x05}), 0xff);
}

TEST(SigtranMessage, StaysSoundOnLargeAndEndlessInput) {
  SigtranTap tap;
  for (const std::uint8_t octet : Octets{0, 1, 3, 0x0f, 0x40, 0x80, 0xff}) {
    Octets many(64 * 1024, octet);
    tap.m3ua(many);
    tap.sua(many);
    tap.up(many);
    for (const std::uint8_t type : Octets{1, 2, 4, 6, 7, 9, 0x11, 0x13}) {
      many[0] = type;
      tap.up(many);
    }
  }
  // No parameter but headers, and addresses full of them.
  std::vector<Octets> parameters(8000, sigtran::parameter(0x0103, Octets(4)));
  tap.sua(sigtran::message(8, 1, parameters));
  EXPECT_LE(tap.messages, 1u);
}

}  // namespace
}  // namespace celltally
