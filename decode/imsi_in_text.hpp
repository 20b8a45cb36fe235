#pragma once

#include <cstdint>
#include <span>

#include "decode/subscriber_id.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

// An IMSI that stands in text, and its home network; neither when there is none.
struct ImsiInText {
  SubscriberId imsi;
  Plmn home;
};

// Digits and nothing else: an IMSI of 6 to 15.
ImsiInText imsi_of_digits(std::span<const std::uint8_t> digits) noexcept;

// The IMSI in a User-Name or a network access identifier (TS 23.003 14.3, 19.3.2; RFC 4187
// 4.1.1.6), decorated or not:
//   - at a realm for Wi-Fi (wlan., nai.) the permanent names begin with 0, 1 or 6 (EAP-AKA,
//     EAP-SIM, EAP-AKA'); pseudonyms and names for fast re-authentication are nobody's here;
//   - at a realm of IMS it is the IMSI itself; at one for emergencies (sos.) nobody vouches for it;
//   - at any other realm, and without one, it is one where it has 14 or 15 digits and begins as
//     country codes do, also behind one of those three digits.
ImsiInText imsi_of_user_name(std::span<const std::uint8_t> name) noexcept;

}  // namespace celltally
