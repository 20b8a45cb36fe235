#pragma once

#include <cstdint>
#include <string_view>

#include "simulate/nas_eps_builder.hpp"
#include "simulate/s1ap_builder.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/s1ap_decoded.hpp"

// Elements of S1AP messages for tests, of one made-up device in one cell.
namespace celltally::s1ap_messages {

using namespace s1ap;  // NOLINT(google-build-using-namespace): the builders

inline constexpr std::string_view kCell = "ecgi:001-01-0000101";
inline constexpr std::string_view kArea = "tai:001-01-0001";
inline constexpr S1apPorts kFromMme{36412, 40000};
inline constexpr S1apPorts kBetweenMmePorts{36412, 36412};

inline Octets here() {
  return cell(kCell);
}
inline Octets area() {
  return tai(kArea);
}
inline Octets location() {
  return user_location(kCell, kArea);
}
inline Octets ids_of_mme() {
  return mme_ue_id(0xa1b2c3);
}
inline Octets id_of_enb() {
  return enb_ue_id(0x17);
}
inline Octets tau_nas(std::uint8_t type = 0) {
  const Octets guti = nas_eps::guti({.m_tmsi = 0xc0ffee01});
  return nas_pdu(nas_eps::in_security_header(1, nas_eps::tau_request(type, guti)));
}
inline Octets accept_nas() {
  const Octets guti = nas_eps::tlv(0x50, nas_eps::guti({.m_tmsi = 0xc0ffee02}));
  return nas_eps::in_security_header(1, nas_eps::attach_accept(guti));
}
inline Octets ciphered_nas() {
  return nas_eps::in_security_header(2, octets_from_hex("5a1c33900bd40f1187b0aa55c3d2e1"));
}

}  // namespace celltally::s1ap_messages
