// expect: cannot convert|no viable conversion
#include "decode/subscriber_id.hpp"

std::uint64_t number(const celltally::SubscriberId& id) {
  return id;
}
