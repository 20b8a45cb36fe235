// expect: private
#include "anonymise/epoch_key.hpp"

// Who can encrypt at will can try all identities.
void use(const celltally::EpochKey& key, std::span<std::uint8_t> blocks) {
  key.encrypt(blocks);
}
