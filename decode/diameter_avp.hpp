#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// An AVP is known by its vendor and its code (RFC 6733 4.1): vendor << 32 | code.
consteval std::uint64_t avp_of_3gpp(std::uint32_t code) noexcept {
  return std::uint64_t{10415} << 32 | code;
}

// The AVPs that are read; all others are skipped. RFC 6733 4.5, 8.8, 9.8; RFC 4006 8; RFC 4005;
// RFC 5778 6.2; TS 29.061 16.4.7; TS 29.172 7.4; TS 29.212 5.3; TS 29.214 5.3; TS 29.272 7.3;
// TS 29.329 6.3; TS 32.299 7.2.
enum class DiameterAvp : std::uint64_t {
  user_name = 1,
  framed_ip_address = 8,
  called_station_id = 30,
  event_timestamp = 55,
  framed_ipv6_prefix = 97,
  session_id = 263,
  origin_host = 264,
  result_code = 268,
  experimental_result = 297,
  experimental_result_code = 298,
  cc_request_type = 416,
  subscription_id = 443,
  subscription_id_data = 444,
  subscription_id_type = 450,
  user_equipment_info = 458,
  user_equipment_info_type = 459,
  user_equipment_info_value = 460,
  accounting_record_type = 480,
  service_selection = 493,

  imsi = avp_of_3gpp(1),
  imeisv = avp_of_3gpp(20),
  rat_type_octet = avp_of_3gpp(21),
  user_location = avp_of_3gpp(22),
  twan_identifier = avp_of_3gpp(29),
  media_component = avp_of_3gpp(517),
  msisdn = avp_of_3gpp(701),
  service_information = avp_of_3gpp(873),
  ps_information = avp_of_3gpp(874),
  ims_information = avp_of_3gpp(876),
  event_trigger = avp_of_3gpp(1006),
  rat_type = avp_of_3gpp(1032),
  pdp_address = avp_of_3gpp(1227),
  subscription_data = avp_of_3gpp(1400),
  terminal_information = avp_of_3gpp(1401),
  imei = avp_of_3gpp(1402),
  ulr_flags = avp_of_3gpp(1405),
  cancellation_type = avp_of_3gpp(1420),
  idr_flags = avp_of_3gpp(1490),
  eps_location_information = avp_of_3gpp(1496),
  mme_location_information = avp_of_3gpp(1600),
  sgsn_location_information = avp_of_3gpp(1601),
  ecgi = avp_of_3gpp(1602),
  tai = avp_of_3gpp(1603),
  cgi = avp_of_3gpp(1604),
  rai = avp_of_3gpp(1605),
  lai = avp_of_3gpp(1606),
  sai = avp_of_3gpp(1607),
  current_location_retrieved = avp_of_3gpp(1610),
  age_of_location_information = avp_of_3gpp(1611),
  sms_information = avp_of_3gpp(2000),
  imsi_unauthenticated_flag = avp_of_3gpp(2308),
  age_of_location_estimate = avp_of_3gpp(2514),
  slg_ecgi = avp_of_3gpp(2517),
  user_location_time = avp_of_3gpp(2812),
};

// The AVPs of a message or of a grouped AVP, one after the other (RFC 6733 4.1). Ends at the first
// that is shorter than its header or goes beyond its parent.
class DiameterAvps {
 public:
  explicit DiameterAvps(ByteCursor octets) noexcept : octets_(octets) {}

  // False when there is no more; code() and value() are then those of nothing.
  bool next() noexcept {
    if (octets_.empty()) return false;
    constexpr std::uint32_t kHasVendor = 0x80'00'00'00;
    const std::uint32_t code = octets_.u32();
    const std::uint32_t flags_and_length = octets_.u32();
    const bool has_vendor = (flags_and_length & kHasVendor) != 0;
    const std::uint32_t vendor = has_vendor ? octets_.u32() : 0;
    const std::size_t length = flags_and_length & 0x00ff'ffff;
    const std::size_t header = has_vendor ? 12 : 8;
    damaged_ = !octets_.ok() || length < header || !octets_.has(length - header);
    if (damaged_) return false;
    code_ = static_cast<DiameterAvp>(std::uint64_t{vendor} << 32 | code);
    value_ = octets_.bytes(length - header);
    const std::size_t padding = (4 - length % 4) % 4;
    octets_.skip(padding < octets_.size() ? padding : octets_.size());  // the last may have none
    return true;
  }

  DiameterAvp code() const noexcept { return code_; }
  std::span<const std::uint8_t> value() const noexcept { return value_; }

  // Whether next() ended because of what it found.
  bool damaged() const noexcept { return damaged_; }

 private:
  ByteCursor octets_;
  DiameterAvp code_{};
  std::span<const std::uint8_t> value_;
  bool damaged_ = false;
};

}  // namespace celltally
