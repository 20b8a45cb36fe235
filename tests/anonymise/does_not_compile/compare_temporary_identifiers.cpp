// expect: no match for|invalid operands
#include "decode/temporary_id.hpp"

bool same(const celltally::TemporaryId& one, const celltally::TemporaryId& other) {
  return one == other;
}
