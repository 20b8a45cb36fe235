#pragma once

#include <string>
#include <vector>

#include "capture/pcap_files.hpp"
#include "daemon/capture_port.hpp"

namespace celltally {

// Capture files as a port that comes to an end, for labs. Damage is told as a problem; what was
// readable is given.
class FilesPort final : public CapturePort {
 public:
  FilesPort(std::string name, const std::vector<std::string>& files);

  std::vector<PacketSource*> queues() override { return {&files_}; }
  bool finished() const noexcept override { return files_.finished(); }
  PortStatus status() override;

 private:
  std::string name_;
  PcapFiles files_;
};

}  // namespace celltally
