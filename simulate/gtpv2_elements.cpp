// The information elements of GTPv2-C (TS 29.274 clause 8).

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <string>

#include "simulate/access_point_name.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally::gtpv2 {

namespace {

Octets number(std::uint8_t type, std::uint8_t value) {
  return element(type, std::array{value});
}

// The places of an ULI in the order of 8.21; the index is the number of the flag.
constexpr std::array kUliOrder{PlaceKind::cgi, PlaceKind::sai,         PlaceKind::rai,
                               PlaceKind::tai, PlaceKind::ecgi,        PlaceKind::lai,
                               PlaceKind::enb, PlaceKind::enb_extended};

void write_place(OctetWriter& writer, Place place) {
  const auto id = static_cast<std::uint32_t>(place.id());
  writer.octets(plmn_octets(place.plmn()));
  switch (place.kind()) {
    case PlaceKind::cgi:
    case PlaceKind::sai:
    case PlaceKind::ecgi: writer.u32(id); break;
    case PlaceKind::rai:
      writer.u24(id).u8(0xff);
      break;  // the RAC fills two octets, the 2nd with f
    case PlaceKind::tai:
    case PlaceKind::lai: writer.u16(id); break;
    default: writer.u24(id); break;
  }
}

}  // namespace

Octets element(std::uint8_t type, std::span<const std::uint8_t> value, std::uint8_t instance) {
  OctetWriter writer;
  writer.u8(type).u16(static_cast<std::uint32_t>(value.size())).u8(instance).octets(value);
  return std::move(writer).take();
}

Octets imsi(std::string_view digits) {
  return element(1, tbcd(digits));
}
Octets msisdn(std::string_view digits) {
  return element(76, tbcd(digits));
}
Octets mei(std::string_view digits) {
  return element(75, tbcd(digits));
}
Octets cause(std::uint8_t value) {
  return element(2, std::array<std::uint8_t, 2>{value, 0});
}
Octets recovery(std::uint8_t restart_counter) {
  return number(3, restart_counter);
}
Octets ebi(std::uint8_t bearer_id) {
  return number(73, bearer_id);
}
Octets rat(std::uint8_t type) {
  return number(82, type);
}
Octets pdn_type(std::uint8_t type) {
  return number(99, type);
}
Octets selection_mode(std::uint8_t mode) {
  return number(128, mode);
}
Octets apn_restriction(std::uint8_t type) {
  return number(127, type);
}
Octets serving_network(Plmn plmn) {
  return element(83, plmn_octets(plmn));
}

Octets indication(std::initializer_list<std::uint8_t> flags) {
  return element(77, Octets{flags});
}

Octets apn(std::string_view name) {
  return element(71, apn_labels(name));
}

Octets ambr(std::uint32_t uplink_kbps, std::uint32_t downlink_kbps) {
  OctetWriter writer;
  return element(72, writer.u32(uplink_kbps).u32(downlink_kbps).written());
}

Octets paa(const NodeAddress& address) {
  OctetWriter writer;
  return element(79, writer.u8(1).octets(address.octets()).written());
}

// QCI 9 at allocation priority 1, no guaranteed rates.
Octets bearer_qos() {
  const std::array<std::uint8_t, 22> value{0x24, 9};
  return element(80, value);
}

Octets time_zone(std::uint8_t zone, std::uint8_t daylight_saving) {
  return element(114, std::array{zone, daylight_saving});
}

Octets guti(Plmn plmn, std::uint16_t mme_group, std::uint8_t mme_code, std::uint32_t m_tmsi) {
  OctetWriter writer;
  writer.octets(plmn_octets(plmn)).u16(mme_group).u8(mme_code).u32(m_tmsi);
  return element(117, writer.written());
}

Octets uli_timestamp(std::uint32_t ntp_seconds) {
  OctetWriter writer;
  return element(170, writer.u32(ntp_seconds).written());
}

Octets target_macro_enb(Plmn plmn, std::uint32_t enb, std::uint16_t tac) {
  OctetWriter writer;
  writer.u8(1).octets(plmn_octets(plmn)).u24(enb).u16(tac);
  return element(121, writer.written());
}

Octets uli(std::span<const Place> places, std::uint8_t instance) {
  OctetWriter identities;
  std::uint32_t flags = 0;
  for (std::size_t flag = 0; flag < kUliOrder.size(); ++flag) {
    const auto found = std::ranges::find(places, kUliOrder.at(flag), &Place::kind);
    if (found == places.end()) continue;
    flags |= 1u << flag;
    write_place(identities, *found);
  }
  OctetWriter writer;
  return element(86, writer.u8(flags).octets(identities.written()).written(), instance);
}

Octets uli(std::initializer_list<std::string_view> places, std::uint8_t instance) {
  std::vector<Place> parsed;
  for (const std::string_view text : places) {
    const auto place = place_from_text(text);
    assert(place.has_value());
    if (place) parsed.push_back(*place);
  }
  return uli(parsed, instance);
}

Octets fteid(Interface interface, std::uint32_t teid, const NodeAddress& address,
             std::uint8_t instance) {
  OctetWriter writer;
  const std::uint32_t flag = address.v4() ? 0x80 : 0x40;
  writer.u8(flag | static_cast<std::uint32_t>(interface)).u32(teid).octets(address.octets());
  return element(87, writer.written(), instance);
}

Octets fteid(Interface interface, std::uint32_t teid, const NodeAddress& v4, const NodeAddress& v6,
             std::uint8_t instance) {
  OctetWriter writer;
  writer.u8(0xc0 | static_cast<std::uint32_t>(interface)).u32(teid);
  writer.octets(v4.octets()).octets(v6.octets());
  return element(87, writer.written(), instance);
}

}  // namespace celltally::gtpv2
