#pragma once

#include <array>
#include <cstdint>

#include "decode/gtpv2_element.hpp"

namespace celltally {

// How an element is read: dense, unlike the types, so that most elements are passed over at one
// look and the others found by one jump.
enum class Gtpv2Reading : std::uint8_t {
  none,
  imsi,
  cause,
  recovery,
  apn,
  eps_bearer_id,
  mei,
  msisdn,
  indication,
  rat_type,
  target_identification,
  uli_timestamp,
  user_location,
  f_teid,
  group,
  twan_identifier,
  twan_timestamp,
};

inline constexpr std::array<Gtpv2Reading, 256> kGtpv2Readings = [] {
  std::array<Gtpv2Reading, 256> by_type{};
  const auto read = [&](Gtpv2Element type, Gtpv2Reading as) {
    by_type[static_cast<std::uint8_t>(type)] = as;
  };
  read(Gtpv2Element::imsi, Gtpv2Reading::imsi);
  read(Gtpv2Element::cause, Gtpv2Reading::cause);
  read(Gtpv2Element::recovery, Gtpv2Reading::recovery);
  read(Gtpv2Element::apn, Gtpv2Reading::apn);
  read(Gtpv2Element::eps_bearer_id, Gtpv2Reading::eps_bearer_id);
  read(Gtpv2Element::mei, Gtpv2Reading::mei);
  read(Gtpv2Element::msisdn, Gtpv2Reading::msisdn);
  read(Gtpv2Element::indication, Gtpv2Reading::indication);
  read(Gtpv2Element::rat_type, Gtpv2Reading::rat_type);
  read(Gtpv2Element::target_identification, Gtpv2Reading::target_identification);
  read(Gtpv2Element::uli_timestamp, Gtpv2Reading::uli_timestamp);
  read(Gtpv2Element::user_location, Gtpv2Reading::user_location);
  read(Gtpv2Element::f_teid, Gtpv2Reading::f_teid);
  read(Gtpv2Element::bearer_context, Gtpv2Reading::group);
  read(Gtpv2Element::pdn_connection, Gtpv2Reading::group);
  read(Gtpv2Element::twan_identifier, Gtpv2Reading::twan_identifier);
  read(Gtpv2Element::twan_timestamp, Gtpv2Reading::twan_timestamp);
  return by_type;
}();

constexpr Gtpv2Reading gtpv2_reading(Gtpv2Element type) noexcept {
  return kGtpv2Readings[static_cast<std::uint8_t>(type)];
}

}  // namespace celltally
