#include "simulate/pfcp_builder.hpp"

#include <utility>

#include "simulate/access_point_name.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally::pfcp {
namespace {

constexpr std::uint8_t kVersion = 1 << 5;

Octets joined(const Elements& elements) {
  OctetWriter writer;
  for (const Octets& each : elements) writer.octets(each);
  return std::move(writer).take();
}

// Which families are there, by the two bits that say so.
std::uint8_t families(const std::vector<NodeAddress>& addresses, std::uint8_t v4, std::uint8_t v6) {
  std::uint8_t flags = 0;
  for (const NodeAddress& each : addresses) flags |= each.v4() ? v4 : v6;
  return flags;
}

Octets header(std::uint8_t flags, std::uint8_t type, std::size_t length) {
  OctetWriter writer;
  writer.u8(kVersion | flags).u8(type).u16(static_cast<std::uint32_t>(length));
  return std::move(writer).take();
}

}  // namespace

Octets element(std::uint16_t type, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u16(type).u16(static_cast<std::uint32_t>(value.size())).octets(value);
  return std::move(writer).take();
}

Octets group(std::uint16_t type, const Elements& elements) {
  return element(type, joined(elements));
}

Octets cause(std::uint8_t value) {
  return element(19, Octets{value});
}
Octets source_interface(std::uint8_t value) {
  return element(20, Octets{value});
}

Octets f_teid(std::uint32_t teid, const std::vector<NodeAddress>& addresses) {
  OctetWriter writer;
  writer.u8(families(addresses, 0x01, 0x02)).u32(teid);
  for (const NodeAddress& each : addresses) writer.octets(each.octets());
  return element(21, writer.written());
}
Octets f_teid_to_choose() {
  return element(21, Octets{0x05});
}

Octets f_seid(std::uint64_t seid, const std::vector<NodeAddress>& addresses) {
  OctetWriter writer;
  writer.u8(families(addresses, 0x02, 0x01));
  writer.u32(static_cast<std::uint32_t>(seid >> 32)).u32(static_cast<std::uint32_t>(seid));
  for (const NodeAddress& each : addresses) writer.octets(each.octets());
  return element(57, writer.written());
}

Octets node_id(const NodeAddress& address) {
  OctetWriter writer;
  return element(60, writer.u8(address.v4() ? 0 : 1).octets(address.octets()).written());
}

Octets ue_address(const std::vector<NodeAddress>& addresses) {
  OctetWriter writer;
  writer.u8(families(addresses, 0x02, 0x01));
  for (const NodeAddress& each : addresses) writer.octets(each.octets());
  return element(93, writer.written());
}

Octets recovery_time_stamp(std::uint32_t seconds) {
  OctetWriter writer;
  return element(96, writer.u32(seconds).written());
}

Octets user_id(const User& user) {
  OctetWriter writer;
  writer.u8((user.imsi.empty() ? 0u : 1u) | (user.imei.empty() ? 0u : 2u) |
            (user.msisdn.empty() ? 0u : 4u) | (user.nai.empty() ? 0u : 8u));
  for (const std::string_view digits : {user.imsi, user.imei, user.msisdn}) {
    if (digits.empty()) continue;
    const Octets octets = tbcd(digits);
    writer.u8(static_cast<std::uint32_t>(octets.size())).octets(octets);
  }
  if (!user.nai.empty()) {
    writer.u8(static_cast<std::uint32_t>(user.nai.size()));
    writer.octets(Octets(user.nai.begin(), user.nai.end()));
  }
  return element(141, writer.written());
}

Octets network_instance(std::string_view name) {
  return element(22, Octets(name.begin(), name.end()));
}

Octets apn_dnn(std::string_view name) {
  return element(159, apn_labels(name));
}

Octets s_nssai(std::uint8_t slice_type) {
  return element(257, Octets{slice_type, 0xff, 0xff, 0xff});
}

Octets create_pdr(std::uint8_t interface, const Elements& elements) {
  Elements inside{source_interface(interface)};
  inside.insert(inside.end(), elements.begin(), elements.end());
  return group(1, {element(56, Octets{0, 1}), group(2, inside)});
}

Octets created_pdr(const Elements& elements) {
  Elements inside{element(56, Octets{0, 1})};
  inside.insert(inside.end(), elements.begin(), elements.end());
  return group(8, inside);
}

Octets session(std::uint8_t type, std::uint64_t seid, std::uint32_t sequence,
               const Elements& elements, bool follow_on) {
  const Octets content = joined(elements);
  OctetWriter writer;
  writer.octets(header(follow_on ? 0x05 : 0x01, type, 12 + content.size()));
  writer.u32(static_cast<std::uint32_t>(seid >> 32)).u32(static_cast<std::uint32_t>(seid));
  return std::move(writer.u24(sequence).u8(0).octets(content)).take();
}

Octets node_message(std::uint8_t type, std::uint32_t sequence, const Elements& elements) {
  const Octets content = joined(elements);
  OctetWriter writer;
  writer.octets(header(0, type, 4 + content.size())).u24(sequence).u8(0).octets(content);
  return std::move(writer).take();
}

}  // namespace celltally::pfcp
