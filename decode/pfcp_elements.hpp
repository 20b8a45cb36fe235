#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "decode/byte_cursor.hpp"
#include "decode/ip_address.hpp"

namespace celltally {

// The information elements of PFCP that are read (TS 29.244 table 8.1.2-1); all others are skipped.
enum class PfcpElement : std::uint16_t {
  create_pdr = 1,
  pdi = 2,
  created_pdr = 8,
  update_pdr = 9,
  cause = 19,
  source_interface = 20,
  f_teid = 21,
  network_instance = 22,
  f_seid = 57,
  ue_ip_address = 93,
  create_traffic_endpoint = 127,
  created_traffic_endpoint = 128,
  update_traffic_endpoint = 129,
  user_id = 141,
  dnn = 159,
  updated_pdr = 256,
  s_nssai = 257,
};

// A number that a node gave, and the node's addresses, one of each family at most: F-SEID (8.2.37),
// F-TEID (8.2.3). Not `present` where a number is asked for, and not given.
struct PfcpEndpoint {
  std::uint64_t number = 0;
  IpAddress ipv4;
  IpAddress ipv6;
  bool present = false;
};
PfcpEndpoint read_pfcp_f_seid(ByteCursor value) noexcept;
PfcpEndpoint read_pfcp_f_teid(ByteCursor value) noexcept;

// UE IP Address (8.2.62): the IPv4 address, and of IPv6 the 64 bits of prefix, behind which a
// device chooses what it likes. Empty where there is none, or it is asked for.
struct PfcpUeAddress {
  ByteCursor ipv4;
  ByteCursor ipv6_prefix;
};
PfcpUeAddress read_pfcp_ue_address(ByteCursor value) noexcept;

// User ID (8.2.101): values as they stand, empty where there is none.
struct PfcpUserId {
  ByteCursor imsi;
  ByteCursor imei;
  ByteCursor msisdn;
  bool damaged = false;  // too short for what its flags promise
};
PfcpUserId read_pfcp_user_id(ByteCursor value) noexcept;

// Type, length, value (8.1.1), one after the other. Ends at the last one, or at the first that is
// not whole: then broken() says so.
class PfcpElements {
 public:
  explicit PfcpElements(ByteCursor rest) noexcept : rest_(rest) {}

  bool next(PfcpElement& type, ByteCursor& value) noexcept {
    if (rest_.empty()) return false;
    type = static_cast<PfcpElement>(rest_.u16());
    value = rest_.sub(rest_.u16());
    broken_ = !rest_.ok();
    return !broken_;
  }
  bool broken() const noexcept { return broken_; }

 private:
  ByteCursor rest_;
  bool broken_ = false;
};

}  // namespace celltally
