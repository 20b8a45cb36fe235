#pragma once

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "capture/dpdk/dpdk_port.hpp"
#include "capture/dpdk/dpdk_runtime.hpp"

namespace celltally::testing {

// DPDK without a card and without huge pages.
inline DpdkSettings small_settings() {
  DpdkSettings settings;
  settings.huge_pages = false;
  settings.memory_mb = 96;
  return settings;
}

inline std::unique_ptr<DpdkRuntime> start_small() {
  auto runtime = DpdkRuntime::start(small_settings());
  if (!runtime) {
    std::cerr << runtime.error() << '\n';
    std::abort();
  }
  return std::move(*runtime);
}

inline std::unique_ptr<DpdkPort> open_port(DpdkRuntime& runtime, const DpdkPortSettings& settings) {
  auto port = DpdkPort::open(runtime, settings);
  if (!port) {
    std::cerr << port.error() << '\n';
    std::abort();
  }
  return std::move(*port);
}

}  // namespace celltally::testing
