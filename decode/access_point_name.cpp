#include "decode/access_point_name.hpp"

namespace celltally {
namespace {

// Whether these are labels with their lengths before them (RFC 1035 3.1), which end where it ends:
// text does not, for its first letter is more than it is long.
bool has_labels(std::span<const std::uint8_t> apn) noexcept {
  std::size_t at = 0;
  while (at < apn.size()) at += std::size_t{1} + apn[at];
  return at == apn.size();
}

}  // namespace

AccessPointName::AccessPointName(std::span<const std::uint8_t> octets) noexcept {
  std::size_t next_length = has_labels(octets) ? 0 : octets.size();
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (i != next_length) {
      add(octets[i]);
    } else {
      if (i != 0) add('.');
      next_length = i + 1 + octets[i];
    }
  }
}

}  // namespace celltally
