#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace celltally {

// The information elements of GTPv1-C that are read (TS 29.060 table 37); all others are skipped.
// Below 128 an element is a type and a value of fixed length; from 128 on a length of 16 bits
// stands between them.
enum class Gtpv1Element : std::uint8_t {
  cause = 1,
  imsi = 2,
  routing_area = 3,
  recovery = 14,
  teid_control = 17,
  teardown = 19,
  apn = 131,
  gsn_address = 133,
  msisdn = 134,
  target_identification = 138,
  rat_type = 151,
  user_location = 152,
  imei = 154,
  direct_tunnel_flags = 182,
  extended_common_flags = 193,
  user_location_timestamp = 214,
};

inline constexpr std::uint8_t kGtpv1FirstWithLength = 128;

// Octets of value after each type below 128; 0: unknown, so that the next element cannot be found.
inline constexpr auto kGtpv1FixedLengths = [] {
  std::array<std::uint8_t, kGtpv1FirstWithLength> octets{};
  octets[1] = 1;    // Cause
  octets[2] = 8;    // IMSI
  octets[3] = 6;    // Routeing Area Identity
  octets[4] = 4;    // TLLI
  octets[5] = 4;    // P-TMSI
  octets[8] = 1;    // Reordering Required
  octets[9] = 28;   // Authentication Triplet
  octets[11] = 1;   // MAP Cause
  octets[12] = 3;   // P-TMSI Signature
  octets[13] = 1;   // MS Validated
  octets[14] = 1;   // Recovery
  octets[15] = 1;   // Selection Mode
  octets[16] = 4;   // TEID Data I
  octets[17] = 4;   // TEID Control Plane
  octets[18] = 5;   // TEID Data II
  octets[19] = 1;   // Teardown Ind
  octets[20] = 1;   // NSAPI
  octets[21] = 1;   // RANAP Cause
  octets[22] = 9;   // RAB Context
  octets[23] = 1;   // Radio Priority SMS
  octets[24] = 1;   // Radio Priority
  octets[25] = 2;   // Packet Flow Id
  octets[26] = 2;   // Charging Characteristics
  octets[27] = 2;   // Trace Reference
  octets[28] = 2;   // Trace Type
  octets[29] = 1;   // MS Not Reachable Reason
  octets[126] = 1;  // Packet Transfer Command (TS 32.295)
  octets[127] = 4;  // Charging ID
  return octets;
}();

}  // namespace celltally
