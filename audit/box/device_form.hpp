#pragma once

#include <cstdint>

#include "audit/box/canary_person.hpp"
#include "simulate/message_form.hpp"
#include "simulate/octets.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// A packet of S11 that tells where somebody is, with IMSI, MSISDN and IMEISV in it. Built once by
// simulate/, then filled in: some ten nanoseconds a packet.
class DeviceForm {
 public:
  // Somebody's three identifiers as they stand in packets, read as numbers.
  struct Digits {
    std::uint64_t imsi = 0;
    std::uint64_t msisdn = 0;
    std::uint64_t imeisv = 0;

    static Digits of(const CanaryPerson& person);
    // Whose digits are of this number, and of no other. REQUIRES: below 10^9.
    static Digits of(std::uint64_t device);
  };

  enum class Message : std::uint8_t {  // types of TS 29.274 table 6.1-1
    attach = 32,                       // Create Session Request
    report = 38,                       // Change Notification Request
  };

  explicit DeviceForm(Message message);

  void fill(const Digits& digits, Place cell, Octets& frame);

 private:
  MessageForm form_;
  std::uint32_t sequence_ = 0;
};

// A made-up cell, "ecgi:001-01-...".
Place audit_cell(std::uint32_t number);

}  // namespace celltally
