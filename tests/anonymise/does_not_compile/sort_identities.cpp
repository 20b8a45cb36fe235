// expect: no match for|invalid operands
#include "decode/subscriber_id.hpp"

// So it cannot be the key of a map.
bool before(const celltally::SubscriberId& one, const celltally::SubscriberId& other) {
  return one < other;
}
