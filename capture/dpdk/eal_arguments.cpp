#include "capture/dpdk/eal_arguments.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kMemoryWithoutHugePagesMb = 64;

void add_memory(const DpdkSettings& settings, std::vector<std::string>& words) {
  std::uint32_t memory_mb = settings.memory_mb;
  if (!settings.huge_pages) {
    words.emplace_back("--no-huge");
    words.emplace_back("--no-shconf");  // --in-memory would be refused beside --no-huge
    if (memory_mb == 0) memory_mb = kMemoryWithoutHugePagesMb;
  } else if (settings.in_memory) {
    words.emplace_back("--in-memory");
  } else {
    words.push_back("--file-prefix=" + settings.file_prefix);
  }
  if (memory_mb > 0) words.insert(words.end(), {"-m", std::to_string(memory_mb)});
}

}  // namespace

std::vector<std::string> eal_arguments(const DpdkSettings& settings, std::uint32_t first_core) {
  std::vector<std::string> words{"celltally"};
  add_memory(settings, words);
  // One core for EAL's own thread only: workers are made by us, and register themselves.
  words.insert(words.end(), {"-l", std::to_string(settings.main_core.value_or(first_core))});
  if (settings.pci.empty()) words.emplace_back("--no-pci");
  for (const std::string& address : settings.pci) words.insert(words.end(), {"-a", address});
  words.emplace_back("--no-telemetry");
  words.emplace_back("--log-level=*:warning");
  words.insert(words.end(), settings.extra_arguments.begin(), settings.extra_arguments.end());
  return words;
}

}  // namespace celltally
