#include "ship/doorbell.hpp"

#include <uv.h>

namespace celltally {

void Doorbell::hang(uv_async_s* handle) {
  const std::lock_guard lock{mutex_};
  handle_ = handle;
}

void Doorbell::ring() {
  const std::lock_guard lock{mutex_};
  if (handle_ != nullptr) uv_async_send(handle_);
}

}  // namespace celltally
