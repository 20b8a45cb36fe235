#include "daemon/ports/files_port.hpp"

#include <utility>

namespace celltally {

FilesPort::FilesPort(std::string name, const std::vector<std::string>& files)
    : name_(std::move(name)), files_(files, LinkTypes{}) {}

PortStatus FilesPort::status() {
  PortStatus status;
  status.name = name_;
  status.driver = "files";
  status.up = files_.problems().empty();
  status.octets = files_.bytes_read();
  if (!status.up) status.problem = to_text(files_.problems().front());
  return status;
}

}  // namespace celltally
