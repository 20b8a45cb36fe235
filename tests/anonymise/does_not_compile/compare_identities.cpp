// expect: no match for|invalid operands
#include "decode/subscriber_id.hpp"

bool same(const celltally::SubscriberId& one, const celltally::SubscriberId& other) {
  return one == other;
}
