#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "capture/dpdk/dpdk_settings.hpp"

namespace celltally {

// The words for rte_eal_init(), the program's name first. Cards that are not named are never
// touched. `first_core` is taken as the main core when the settings name none.
std::vector<std::string> eal_arguments(const DpdkSettings& settings, std::uint32_t first_core);

}  // namespace celltally
