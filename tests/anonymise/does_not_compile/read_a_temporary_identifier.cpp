// expect: private
#include "decode/temporary_id.hpp"

auto octets(const celltally::TemporaryId& id) {
  return id.octets_;
}
