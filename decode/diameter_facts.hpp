#pragma once

#include <cstdint>
#include <span>

#include "decode/sequence_fold.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What AVPs say that only makes sense together with others, which come in any order. Borrows the
// message's octets.
struct DiameterFacts {
  // How surely an IMSI is one, the better the greater.
  enum class ImsiFrom : std::uint8_t { nowhere, user_name, network_access_identifier, imsi };

  std::span<const std::uint8_t> session_id;
  std::span<const std::uint8_t> ipv4_address;  // four octets, or none
  std::span<const std::uint8_t> ipv6_prefix;   // eight octets, or none
  SequenceFold origin;                         // who sent it first

  Place access_point;              // of Wi-Fi
  std::uint32_t request_type = 0;  // CC-Request-Type or Accounting-Record-Type
  std::uint32_t flags = 0;         // ULR-Flags or IDR-Flags
  std::uint32_t cancellation_type = 0;
  std::uint32_t location_time = 0;  // NTP seconds; 0: the location has no time of its own
  std::uint32_t event_time = 0;
  std::uint32_t age_minutes = 0;  // of the location
  bool has_age = false;
  bool retrieved_now = false;  // the location was asked for, and is current

  ImsiFrom imsi_from = ImsiFrom::nowhere;
  bool moved = false;             // an event trigger: another cell or area
  bool reported = false;          // an event trigger: the location was asked for
  bool address_given = false;     // an event trigger
  bool address_released = false;  // an event trigger
  bool wlan = false;              // the device is not in the mobile network's own radio
  bool media = false;             // a session of media is described
  bool of_ims = false;            // the service is a call
  bool of_messages = false;       // the service is a short message
  bool complete = true;           // all AVPs could be read

  std::uint32_t avps = 0;  // looked at, on all levels: what reading has cost
};

}  // namespace celltally
