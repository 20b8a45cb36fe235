#include "simulate/access_point_name.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally {

Octets apn_labels(std::string_view name) {
  OctetWriter writer;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t to = std::min(name.find('.', from), name.size());
    writer.u8(static_cast<std::uint32_t>(to - from));
    for (const char letter : name.substr(from, to - from)) {
      writer.u8(static_cast<std::uint8_t>(letter));
    }
    from = to + 1;
  }
  return std::move(writer).take();
}

}  // namespace celltally
