#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// Which devices the operator says are things and not people: meters, cars, alarms. Rules, nobody's
// identity.
struct MachineRules {
  // IMSIs as numbers of 15 digits, shorter ones with zeroes behind; both ends belong to it.
  struct ImsiRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    friend auto operator<=>(const ImsiRange&, const ImsiRange&) = default;
  };

  std::vector<ImsiRange> imsi_ranges;
  std::vector<std::uint32_t> tacs;  // type allocation codes: the first 8 digits of an IMEI
  // Network identifiers of APNs or DNNs in lower case, without the operator's; a * may stand in
  // place of the beginning or of the end.
  std::vector<std::string> apns;

  std::size_t size() const noexcept { return imsi_ranges.size() + tacs.size() + apns.size(); }
  bool empty() const noexcept { return size() == 0; }
};

}  // namespace celltally
