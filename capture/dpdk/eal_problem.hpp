#pragma once

#include <span>
#include <string>

#include "capture/dpdk/dpdk_settings.hpp"

namespace celltally {

// The line that tells why something failed: the first that is not merely its consequence, without
// the names of DPDK's functions and of the `device`. Empty when no line tells.
std::string telling_line(std::span<const std::string> log, const std::string& device = {});

// Why DPDK does not start, and what to do, in one line. `error` is rte_errno.
std::string start_problem(std::span<const std::string> log, int error,
                          const DpdkSettings& settings);

}  // namespace celltally
