#pragma once

#include <cstdint>
#include <span>

#include "decode/subscriber_id.hpp"
#include "decode/type_allocation_code.hpp"

namespace celltally {

// The identities in one header value; each borrows it. What is not there is not present().
struct SipIdentities {
  SubscriberId imsi;  // of a user at ims.mncNNN.mccMMM.3gppnetwork.org whose digits begin with that
                      // operator's (TS 23.003 13.3, 13.4B)
  std::span<const std::uint8_t> imsi_digits;  // for the home network
  SubscriberId msisdn;  // of a sip: or tel: URI whose user is + and digits (RFC 3966 5.1.4)

  // Takes over what is not known yet.
  void add(const SipIdentities& other) noexcept;
};

// Of the URIs in a From, To, P-Asserted-Identity or the like: those first that come first.
SipIdentities sip_uri_identities(std::span<const std::uint8_t> value) noexcept;

// The type of the device in the +sip.instance of a Contact (RFC 5626 4.1, RFC 7254 4.1, TS 24.229
// 5.1.1.2.1): "<urn:gsma:imei:TTTTTTTT-SSSSSS-S>". What stands behind the type is only looked at
// whether it is there.
TypeAllocationCode sip_device_type(std::span<const std::uint8_t> value) noexcept;

// Of the user name in Authorization (RFC 3261 20.7).
SipIdentities sip_user_name_identities(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
