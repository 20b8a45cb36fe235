#pragma once

#include <string_view>

#include "simulate/octets.hpp"

namespace celltally {

// "iot.example" as the labels that most protocols have, each behind its length (TS 23.003 9.1).
Octets apn_labels(std::string_view name);

}  // namespace celltally
