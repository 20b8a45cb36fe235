#include "outbox/descriptor.hpp"

#include <unistd.h>

#include <utility>

namespace celltally {

Descriptor::~Descriptor() {
  if (number_ >= 0) static_cast<void>(::close(number_));
}

bool Descriptor::close() noexcept {
  return ::close(std::exchange(number_, -1)) == 0;
}

}  // namespace celltally
