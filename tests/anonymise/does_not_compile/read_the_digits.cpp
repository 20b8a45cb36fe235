// expect: private
#include "decode/subscriber_id.hpp"

// Digits leave a SubscriberId through the Tagger only.
const std::uint8_t* digits(const celltally::SubscriberId& id) {
  return id.octets_;
}
