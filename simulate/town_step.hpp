#pragma once

#include <cstdint>

#include "simulate/town_cell.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// One thing that somebody's telephone does.
struct TownStep {
  enum class Action : std::uint8_t {
    attach,
    attach_refused,           // the network has no room: once
    service_request,          // with the cell
    service_request_no_cell,  // the message does not say where
    paged,                    // called by the network, then a service request with the cell
    report,                   // Change Notification
    detach,
    emergency_call,    // without a SIM: set up and ended
    third_generation,  // Create PDP Context, a report, Delete PDP Context
  };

  Timestamp at;
  std::uint32_t person = 0;
  Action action = Action::service_request;
  TownCell cell = TownCell::station;
};

}  // namespace celltally
