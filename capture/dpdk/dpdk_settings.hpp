#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace celltally {

// How DPDK's environment (EAL) is started: once per process, before any port.
struct DpdkSettings {
  bool huge_pages = true;       // false: ordinary memory, for vdevs on machines without huge pages
  std::uint32_t memory_mb = 0;  // 0: as much as ports need with huge pages, 64 MB without
  bool in_memory = true;        // no files in hugetlbfs or /var/run, so nothing to clean up
  std::string file_prefix = "celltally";       // of those files, when in_memory is false
  std::optional<std::uint32_t> main_core{};    // none: the first core this process may use
  std::vector<std::string> pci{};              // addresses of the cards it may touch: 0000:03:00.0
  std::vector<std::string> extra_arguments{};  // for EAL, as they are
};

}  // namespace celltally
