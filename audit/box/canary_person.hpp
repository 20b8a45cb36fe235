#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// Somebody who never was, in the test network 001-01: wherever one of these digits turns up, it
// came from a packet.
struct CanaryPerson {
  std::string imsi;    // 15 digits
  std::string msisdn;  // 12 digits
  std::string imeisv;  // 16 digits
};

// The same people at the same seed, each with digits of their own.
std::vector<CanaryPerson> canary_people(std::uint32_t number, std::uint64_t seed);

// All their digits, one after the other.
std::vector<std::string> identifiers_of(const std::vector<CanaryPerson>& people);

}  // namespace celltally
