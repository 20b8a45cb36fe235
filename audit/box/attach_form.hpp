#pragma once

#include <cstdint>

#include "audit/box/canary_person.hpp"
#include "simulate/message_form.hpp"
#include "simulate/octets.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// A packet of S11 in which somebody attaches in a cell (Create Session Request, TS 29.274 7.2.1),
// with IMSI, MSISDN and IMEISV in it. Built once by simulate/, then filled in: some ten nanoseconds
// a packet.
class AttachForm {
 public:
  AttachForm();

  // By number: the device's digits are of this number, and others' of no other.
  void fill(std::uint64_t device, Place cell, Octets& frame);
  void fill(const CanaryPerson& person, Place cell, Octets& frame);

 private:
  void fill(MessageForm::Values values, Place cell, Octets& frame);

  MessageForm form_;
  std::uint32_t sequence_ = 0;
};

// A made-up cell, "ecgi:001-01-...".
Place audit_cell(std::uint32_t number);

}  // namespace celltally
