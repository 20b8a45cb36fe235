#pragma once

#include <cstdint>

namespace celltally {

// The information elements of GTPv2-C that are read, by type (TS 29.274 table 8.1-1). All others
// are skipped by their length.
enum class Gtpv2Element : std::uint8_t {
  imsi = 1,
  cause = 2,
  recovery = 3,
  apn = 71,
  eps_bearer_id = 73,
  mei = 75,
  msisdn = 76,
  indication = 77,
  rat_type = 82,
  user_location = 86,
  f_teid = 87,
  bearer_context = 93,   // grouped
  pdn_connection = 109,  // grouped
  target_identification = 121,
  twan_identifier = 169,
  uli_timestamp = 170,
  twan_timestamp = 179,
};

}  // namespace celltally
