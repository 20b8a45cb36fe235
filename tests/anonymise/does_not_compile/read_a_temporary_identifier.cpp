// expect: is private within this context
#include "decode/temporary_id.hpp"

auto octets(const celltally::TemporaryId& id) {
  return id.octets_;
}
