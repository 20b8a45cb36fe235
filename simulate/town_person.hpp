#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "simulate/town_session.hpp"

namespace celltally {

// Somebody's telephone, or a thing, in the small town. All numbers are made up: networks 001-01 and
// 999-70 do not exist.
struct TownPerson {
  std::uint32_t number = 0;  // counts from 0
  std::string imsi;
  std::string msisdn;
  std::string imeisv;
  bool machine = false;
  // Its session was set up before the capture began: nobody can tell who it is.
  bool from_before = false;
  std::optional<TownSession> session;
};

}  // namespace celltally
