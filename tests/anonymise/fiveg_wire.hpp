#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "decode/diameter.hpp"
#include "decode/ngap.hpp"
#include "decode/pfcp.hpp"
#include "simulate/diameter_builder.hpp"
#include "simulate/nas_5gs_builder.hpp"
#include "simulate/ngap_builder.hpp"
#include "simulate/pfcp_builder.hpp"
#include "tests/anonymise/wire_probe.hpp"

// The interfaces of a small 5G network as octets: N2 between gNBs and AMFs, N4 between an SMF and a
// UPF, Gx of the SMF. Nodes are numbers.

namespace celltally::test {

inline constexpr std::uint16_t kNgPort = 38412;
inline const NodeAddress kSmf = node("192.0.2.201");
inline const NodeAddress kUpf = node("192.0.2.202");
inline const NodeAddress kPcf = node("192.0.2.203");
inline const std::vector<NodeAddress> kN3{node("192.0.2.204")};
inline constexpr std::string_view kPlmn = "001-01";

inline NodeAddress gnb_address(int gnb) {
  return node("192.0.2." + std::to_string(11 + gnb));
}
inline NodeAddress amf_address(int amf) {
  return node("192.0.2." + std::to_string(101 + amf));
}
inline std::uint16_t set_pointer_of(int amf) {
  return static_cast<std::uint16_t>(0x0040 + amf);
}
inline std::string cell_of(int gnb) {
  return "ncgi:001-01-00000100" + std::to_string(gnb);
}
inline Octets location_of(int gnb) {
  return ngap::location(cell_of(gnb), "tai:001-01-003039");
}

inline WireMessage to_amf(int gnb, int amf, Octets octets) {
  return {.decode = decode_ngap,
          .source = gnb_address(gnb),
          .destination = amf_address(amf),
          .source_port = 40000,
          .destination_port = kNgPort,
          .octets = std::move(octets)};
}
inline WireMessage to_gnb(int amf, int gnb, Octets octets) {
  return {.decode = decode_ngap,
          .source = amf_address(amf),
          .destination = gnb_address(gnb),
          .source_port = kNgPort,
          .destination_port = 40000,
          .octets = std::move(octets)};
}
inline WireMessage to_upf(Octets octets) {
  return {.decode = decode_pfcp,
          .source = kSmf,
          .destination = kUpf,
          .source_port = 8805,
          .destination_port = 8805,
          .octets = std::move(octets)};
}
inline WireMessage to_smf(Octets octets) {
  return {.decode = decode_pfcp,
          .source = kUpf,
          .destination = kSmf,
          .source_port = 8805,
          .destination_port = 8805,
          .octets = std::move(octets)};
}
inline WireMessage to_pcf(Octets octets) {
  return {.decode = decode_diameter,
          .source = kSmf,
          .destination = kPcf,
          .source_port = 40001,
          .destination_port = 3868,
          .octets = std::move(octets)};
}

// 5G-EA2: what is in it nobody can read.
inline Octets ciphered_nas(std::uint8_t number) {
  Octets octets{0x7e, 2, 0xaa, 0xbb, 0xcc, 0xdd, number};
  for (int i = 0; i < 20; ++i) octets.push_back(static_cast<std::uint8_t>(0x91 + 7 * i + number));
  return octets;
}
// A message that may be read, for its cipher is none (5G-EA0).
inline Octets open_nas(std::uint8_t type, const Octets& body) {
  return nas_5gs::message(type, body, nas_5gs::Security::ciphered);
}
inline Octets guti_of(int amf, std::uint32_t tmsi) {
  return nas_5gs::guti(kPlmn, 1, set_pointer_of(amf), tmsi);
}

// A session's tunnel in a list of NGAP; a session that is new comes with a message to the device.
inline std::array<ngap::Session, 1> session_of(std::uint32_t teid, bool is_new) {
  return {ngap::Session{.upf = kN3, .teid = teid, .nas = is_new ? ciphered_nas(9) : Octets{}}};
}

// Network Instance (TS 29.244 8.2.4), as text.
inline Octets network_instance(std::string_view network) {
  return pfcp::element(22, Octets(network.begin(), network.end()));
}

// TAI and NCGI (TS 29.061 16.4.7.2) of a gNB's cell.
inline Octets location_on_gx(int gnb) {
  return diameter::user_location(Octets{137, 0x00, 0xf1, 0x10, 0x00, 0x30, 0x39, 0x00, 0xf1, 0x10,
                                        0x00, 0x00, 0x01, 0x00,
                                        static_cast<std::uint8_t>(gnb << 4)});
}

}  // namespace celltally::test
