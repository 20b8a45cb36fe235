// expect: no member
#include "decode/subscriber_id.hpp"

// There is no accessor either.
auto digits(const celltally::SubscriberId& id) {
  return id.digits();
}
