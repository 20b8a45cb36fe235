#pragma once

#include <string>

#include "config/celltally_config.hpp"

namespace celltally {

// A configuration as YAML, every setting with what is in force, defaults too. Loading it gives the
// same configuration. Secrets are not in it, their files' names are.
std::string to_yaml(const CelltallyConfig& config);

}  // namespace celltally
