#pragma once

#include <cstdint>
#include <string_view>

#include "config/purpose.hpp"

namespace celltally {

// Where a setting or a section must be written. In a section that is there, whoever loads it.
enum class NeededBy : std::uint8_t { nobody, probe, shipper, everybody };

// A key of the configuration and what is told of it.
struct SettingKey {
  std::string_view name;
  std::string_view meaning;  // a phrase, in lower case and without a full stop
  NeededBy needed = NeededBy::nobody;
  std::string_view example = {};  // as it is written, where the default shows too little
  // Of a section: who reads it. The other daemon passes it over, whatever it holds.
  Purpose whose = Purpose::both;
};

}  // namespace celltally
