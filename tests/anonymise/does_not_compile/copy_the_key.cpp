// expect: deleted
#include "anonymise/epoch_key.hpp"

celltally::EpochKey copy(const celltally::EpochKey& key) {
  return key;
}
