// expect: private
#include "anonymise/epoch_key.hpp"

std::uint8_t first(const celltally::EpochKey& key) {
  return key.page_.bytes()[0];
}
