#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The attributes that are read (RFC 2865 5, RFC 2866 5, RFC 2869 5, RFC 3162 2); all others are
// skipped, also the extended ones (241 to 246, RFC 6929) with what they hold.
enum class RadiusAttribute : std::uint8_t {
  user_name = 1,
  nas_ip_address = 4,
  framed_ip_address = 8,
  vendor_specific = 26,
  called_station_id = 30,
  calling_station_id = 31,
  nas_identifier = 32,
  acct_status_type = 40,
  acct_delay_time = 41,
  acct_session_id = 44,
  acct_session_time = 46,
  acct_terminate_cause = 49,
  event_timestamp = 55,
  nas_port_type = 61,
  nas_ipv6_address = 95,
  framed_ipv6_prefix = 97,
};

// Sub-attributes of 3GPP (TS 29.061 16.4.7.1).
enum class RadiusAttribute3gpp : std::uint8_t {
  imsi = 1,
  session_stop_indicator = 11,
  imeisv = 20,
  rat_type = 21,
  user_location = 22,
  twan_identifier = 29,
  user_location_time = 30,
};

// Attributes, or the sub-attributes of a vendor, one after the other: type, length with both, value
// (RFC 2865 5). Ends at the first that is shorter than its head or goes beyond its parent.
class RadiusAttributes {
 public:
  explicit RadiusAttributes(ByteCursor octets) noexcept : octets_(octets) {}

  // False when there is no more; type() and value() are then those of nothing.
  bool next() noexcept {
    if (octets_.empty()) return false;
    constexpr std::size_t kHead = 2;
    type_ = octets_.u8();
    const std::size_t length = octets_.u8();
    damaged_ = !octets_.ok() || length < kHead || !octets_.has(length - kHead);
    if (damaged_) return false;
    value_ = octets_.bytes(length - kHead);
    return true;
  }

  std::uint8_t type() const noexcept { return type_; }
  std::span<const std::uint8_t> value() const noexcept { return value_; }

  // Whether next() ended because of what it found.
  bool damaged() const noexcept { return damaged_; }

 private:
  ByteCursor octets_;
  std::span<const std::uint8_t> value_;
  std::uint8_t type_ = 0;
  bool damaged_ = false;
};

}  // namespace celltally
