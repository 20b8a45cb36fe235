#include "audit/box/file_octets.hpp"

#include <fstream>
#include <sstream>

namespace celltally {

std::string octets_of_file(const std::string& path) {
  const std::ifstream in{path, std::ios::binary};
  std::ostringstream octets;
  if (in && in.rdbuf() != nullptr) octets << in.rdbuf();
  return std::move(octets).str();
}

}  // namespace celltally
